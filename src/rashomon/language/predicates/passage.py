"""A passage → what the passage model sees: words, classes, pairs of classes, its lead, the mean of its vectors.

The one idea: a short passage tells one thing mainly, most often in the main clause of its first sentence; names
and numbers say nothing about what it is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.language.frames import meanings_of
from rashomon.language.wordvectors import SIZE, vector_of

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "CARDINAL"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
_PAIRED = frozenset({"dobj", "nsubj", "nsubjpass", "compound", "amod", "pobj"})
_LED = frozenset({"dobj", "nsubj", "nsubjpass", "xcomp", "ccomp"})


def passage_words(words: Doc | Tokens) -> list[str]:
    """Lemmas of the words that name nobody, classes ("C_") and types ("T_"), pairs of classes, the lead ("R")."""
    found: list[str] = []
    for word in words:
        if word.ent_type_ in _NAMES or not word.is_alpha:
            continue
        known = meanings_of(word)
        found.append(word.lemma_.lower())
        found += [f"C_{m.name}" for m in known]
        found += [f"T_{m.type}" for m in known if m.type]
    return [*found, *_pairs(words), *_lead(next(iter(words.sents)).root)]


def _pairs(words: Iterable[Token]) -> list[str]:
    """What is done with what: the class of a predicate with the class of its object, subject, modifier."""
    found = []
    for word in words:
        own = meanings_of(word) if word.pos_ in ("VERB", "NOUN") and word.is_alpha else ()
        if own:
            held = [(c.dep_, m.name) for c in word.children if c.dep_ in _PAIRED for m in meanings_of(c)]
            found += [f"{one.name}>{dep}>{name}" for one in own for dep, name in held]
    return found


def _lead(root: Token) -> list[str]:
    """The main verb with its classes, and what it says of whom."""
    found = [f"R_{_label(root)}"]
    for m in meanings_of(root):
        found += [f"RC_{m.name}", f"RT_{m.type}"] if m.type else [f"RC_{m.name}"]
    for child in root.children:
        if child.dep_ in _LED:
            found += [f"R{child.dep_}_{_label(child)}", *(f"R{child.dep_}C_{m.name}" for m in meanings_of(child))]
    return found


def _label(word: Token) -> str:
    label: str = word.ent_type_ if word.ent_type_ in _NAMES else word.lemma_.lower()
    return label


def passage_vector(words: Iterable[Token]) -> NDArray[np.float32]:
    """The mean of the content words' vectors, unit length; zeros where there are none."""
    content = (vector_of(w) for w in words if w.pos_ in _CONTENT and w.ent_type_ not in _NAMES)
    chosen = [vector for vector in content if vector is not None]
    if not chosen:
        return np.zeros(SIZE, dtype=np.float32)
    mean = np.mean(chosen, axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) + 1e-9), dtype=np.float32)
