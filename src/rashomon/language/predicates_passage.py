"""A passage → what the passage model sees: its words with their classes, and the mean of its word vectors.

The one idea: a short passage tells one thing mainly; names and numbers say nothing about what it is.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from rashomon.language.predicates import meanings_of
from rashomon.language.wordvectors import SIZE, vector_of

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "DATE", "TIME", "CARDINAL"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ"})


def passage_words(words: Iterable[Token]) -> list[str]:
    """Lemmas of the words that name nobody, with their classes ("C_") and types ("T_")."""
    found = []
    for word in words:
        if word.ent_type_ in _NAMES or not word.is_alpha:
            continue
        known = meanings_of(word)
        found.append(word.lemma_.lower())
        found += [f"C_{m.name}" for m in known]
        found += [f"T_{m.type}" for m in known if m.type]
    return found


def passage_vector(words: Iterable[Token]) -> NDArray[np.float32]:
    """The mean of the content words' vectors, unit length; zeros where there are none."""
    content = (vector_of(w) for w in words if w.pos_ in _CONTENT and w.ent_type_ not in _NAMES)
    chosen = [vector for vector in content if vector is not None]
    if not chosen:
        return np.zeros(SIZE, dtype=np.float32)
    mean = np.mean(chosen, axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) + 1e-9), dtype=np.float32)
