"""A frame → what the type model sees: named features of each slot, and word vectors of the slots.

The one idea: most of an act's meaning is in pairs of classes ("refuse" with "meet", "impose" with "curfew"),
so pairs of slots are features of their own; word vectors stand in for words that no table lists.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from rashomon.language.frames import Frame, frame, is_negated, meanings_of, modal_of, object_of
from rashomon.language.predicates.types import composed_type
from rashomon.language.wordvectors import SIZE, vector_of

#: Slots that have a vector of their own, in this order; the last is the mean over the act's own words.
VECTOR_SLOTS = ("predicate", "object", "complement", "inner", "oblique", "context")

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})
_OUTSIDE = frozenset({"relcl", "advcl", "parataxis", "ccomp", "conj", "appos"})


class Slots:
    """The words around a predicate that the model looks at, each found once."""

    __slots__ = ("complement", "frame", "inner", "modifiers", "object", "obliques", "upper")

    def __init__(self, found: Frame) -> None:
        self.frame = found
        self.object = found.object
        self.complement = found.complement
        self.inner = _inner(found.complement)
        self.obliques = [*found.oblique, *_deep(found.object)]
        self.modifiers = _modifiers(found.object, found.word if found.part == "N" else None)
        self.upper = found.governor


def _inner(complement: Token | None) -> Token | None:
    if complement is None:
        return None
    found = object_of(complement)
    if found is not None:
        return found
    for child in complement.children:
        if child.dep_ in ("xcomp", "ccomp", "acomp"):
            return child
        if child.dep_ == "prep":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _deep(noun: Token | None) -> list[tuple[str, Token]]:
    """The noun phrases that hang on the object by a preposition: "suspension of aid to …"."""
    if noun is None or noun.pos_ == "PROPN":
        return []
    found = []
    for child in noun.rights:
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found += [(f"o_{child.lower_}", inner), *_deep(inner)[:1]]
    return found


def _modifiers(*nouns: Token | None) -> list[Token]:
    return [
        child
        for noun in nouns
        if noun is not None
        for child in noun.children
        if child.dep_ in ("amod", "compound", "nmod", "acl", "poss") and child.pos_ != "PRON"
    ]


def features(found: Frame) -> list[str]:
    """The names of the features that hold for a frame, in a fixed order; each once."""
    slots = Slots(found)
    predicate = _predicate(found)
    parts: dict[str, list[str]] = {"O": _labels(slots.object), "C": _labels(slots.complement)}
    parts["I"] = _labels(slots.inner)
    parts["R"] = [f"{p}.{label}" for p, noun in slots.obliques[:4] for label in _labels(noun)]
    parts["M"] = [label for word in slots.modifiers[:4] for label in _labels(word)]
    parts["G"] = _labels(slots.upper)
    parts["S"] = _labels(_subject(found))
    parts["F"] = _flags(found, slots)
    names = [f"P={label}" for label in predicate]
    for slot, labels in parts.items():
        names += [f"{slot}={label}" for label in labels]
    heads = [label for label in predicate if label[0] == ":"] or predicate[-1:]
    for slot in ("O", "C", "I", "G", "F", "R", "M"):
        classes = [label for label in parts[slot] if label[0] == ":" or ".:" in label or slot == "F"]
        names += [f"P={head}|{slot}={label}" for head in heads[:3] for label in classes]
    names += [f"P={predicate[-1]}|O={label}" for label in parts["O"]]
    names += _crossed(parts) + _coarse(found, slots)
    return list(dict.fromkeys(names))


def _coarse(found: Frame, slots: Slots) -> list[str]:
    """The types that the slots stand for, and what they compose to: features that need few examples."""
    own, held, below = (_types(word) for word in (found.word, slots.object, slots.complement))
    reading = composed_type(found) or "none"
    names = [f"T={reading}", f"TP={own}", f"TO={held}", f"TC={below}", f"T={reading}|{found.part}"]
    names += [f"TP={own}|TO={held}", f"TP={own}|TC={below}", f"T={reading}|TP={own}"]
    names += [f"T={reading}|F={flag}" for flag in _flags(found, slots)]
    return names


def _types(word: Token | None) -> str:
    if word is None:
        return "-"
    found = [m.type for m in meanings_of(word) if m.type]
    return found[0] if found else "none"


def _predicate(found: Frame) -> list[str]:
    return [f"{found.part}", *[f":{m.name}" for m in found.meanings], *found.keys]


def _crossed(parts: dict[str, list[str]]) -> list[str]:
    objects = [label for label in parts["O"] if label[0] == ":"]
    inner = [label for label in parts["C"] if label[0] == ":"]
    below = [label for label in parts["I"] if label[0] == ":"]
    names = [f"O={a}|R={b}" for a in objects for b in parts["R"] if ".:" in b]
    names += [f"O={a}|M={b}" for a in objects for b in parts["M"] if b[0] == ":"]
    return names + [f"C={a}|I={b}" for a in inner for b in below]


def _labels(word: Token | None) -> list[str]:
    """What a slot's word is: its classes, its kind of name, its lemma."""
    if word is None:
        return []
    if word.ent_type_ in _NAMES and word.pos_ == "PROPN":
        return [f":{word.ent_type_}"]
    return [*[f":{m.name}" for m in meanings_of(word)], word.lemma_.lower()]


def _subject(found: Frame) -> Token | None:
    for child in found.word.children:
        if child.dep_ in ("nsubj", "poss") or (child.dep_ == "agent" and child.n_rights):
            return child if child.dep_ != "agent" else next(child.rights)
    return None


def _flags(found: Frame, slots: Slots) -> list[str]:
    flags = []
    if found.negated:
        flags.append("not")
    if found.passive:
        flags.append("passive")
    modal = modal_of(found)
    if modal:
        flags.append(modal)
    if found.word.tag_ in ("VB", "VBG", "VBN", "VBD", "VBP", "VBZ"):
        flags.append(found.word.tag_)
    if slots.complement is not None:
        inside = frame(slots.complement)
        flags += [f"c_{name}" for name in (modal_of(inside), "not" if inside.negated else None) if name]
    if slots.object is not None and is_negated(slots.object):
        flags.append("not")
    if slots.upper is not None and is_negated(slots.upper):
        flags.append("g_not")
    return flags


def vectors(found: Frame) -> NDArray[np.float32]:
    """One row a slot of VECTOR_SLOTS, unit length, zeros where the slot is empty or has no vector."""
    slots = Slots(found)
    oblique = next((noun for _, noun in slots.obliques if noun.ent_type_ not in _NAMES), None)
    words = [found.word, slots.object, slots.complement, slots.inner, oblique]
    rows = [_unit(vector_of(word) if word is not None and word.ent_type_ not in _NAMES else None) for word in words]
    return np.stack([*rows, _mean(own_words(found.word))])


def own_words(word: Token, limit: int = 40) -> list[Token]:
    """The content words of the act's own clause: clauses that hang on it loosely are left out."""
    found: list[Token] = []
    queue = [word]
    while queue and len(found) < limit:
        at = queue.pop(0)
        found.append(at)
        queue += [c for c in at.children if c.dep_ not in _OUTSIDE or (c.dep_ in ("ccomp",) and at == word)]
    return sorted(found, key=lambda token: token.i)


def _mean(words: Iterable[Token]) -> NDArray[np.float32]:
    content = (vector_of(w) for w in words if w.pos_ in _CONTENT and w.ent_type_ not in _NAMES)
    chosen = [vector for vector in content if vector is not None]
    return _unit(np.mean(chosen, axis=0) if chosen else None)


def _unit(vector: NDArray[np.float32] | None) -> NDArray[np.float32]:
    if vector is None:
        return np.zeros(SIZE, dtype=np.float32)
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)
