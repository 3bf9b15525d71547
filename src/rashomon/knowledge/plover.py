"""PLOVER as tables: types with quads and scores, modes, contexts, CAMEO codes, and the words that tell them.

Reads `tables/plover_*.csv`; gives lookups from a word's keys ("pull_out", "talk") to the classes of meaning it
belongs to, and from a type with its mode to quad, score and CAMEO code. The one idea: a word carries several
classes, and what an act is follows from the classes of predicate, object and complement together.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rashomon.knowledge.tables import rows

#: The names of the types in the order of quads; "NONE" stands behind them for what is no act.
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

NONE = "NONE"
#: No type of PLOVER: people or things came to harm, and no text says that somebody did it. Forms of coded events leave
#: it out; the tolls of disasters stand side by side like any others.
HARM = "HARM"
#: Types whose acts leave dead and hurt: what men did to others, and what befell them.
FORCE = frozenset((HARM, "ASSAULT"))


@dataclass(frozen=True, slots=True)
class Kind:
    """A type with a mode: its quad (1..4), its score on the conflict scale, its CAMEO code."""

    quad: int
    score: float
    cameo: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A class of words: what it tells when it is the predicate; `type` is None for arguments only."""

    name: str
    type: str | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class ModeRule:
    """Words that tell a mode; `clause` says whether they count anywhere in the clause."""

    mode: str
    clause: bool
    words: frozenset[str]


@functools.cache
def kinds() -> Mapping[tuple[str, str | None], Kind]:
    """(type, mode or None) → quad, score, CAMEO code."""
    return {
        (row["type"], row["mode"] or None): Kind(int(row["quad"]), float(row["score"]), row["cameo"])
        for row in rows("plover_types")
    }


@functools.cache
def lexicon() -> Mapping[str, Mapping[str, tuple[Meaning, ...]]]:
    """Part of speech (V, N, A) → key → the classes it belongs to, in the order of the table."""
    found: dict[str, dict[str, tuple[Meaning, ...]]] = {"V": {}, "N": {}, "A": {}}
    for row in rows("plover_lexicon"):
        meaning = Meaning(row["class"], row["type"] or None, row["mode"] or None)
        inside = found[row["pos"]]
        for word in row["words"].split():
            inside[word] = (*inside.get(word, ()), meaning)
    return found


def meanings(part: str, keys: Iterable[str]) -> tuple[Meaning, ...]:
    """The classes of the first key that the lexicon knows: give the most special key first."""
    inside = lexicon()[part]
    for key in keys:
        if key in inside:
            return inside[key]
    return ()


@functools.cache
def compounded(part: str) -> frozenset[str]:
    """The lemmas that keys of several words hang on: all others are known by themselves or not at all."""
    several = [key.split("_") for key in lexicon()[part] if "_" in key]
    ends = {words[0] for words in several} | {words[-1] for words in several}
    return frozenset(ends)


@functools.cache
def hyphened() -> tuple[str, ...]:
    """The nouns of acts that are written with hyphens: "sit-in", "shoot-out"."""
    return tuple(
        key for key, known in lexicon()["N"].items() if "-" in key and "_" not in key and any(m.type for m in known)
    )


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb's type with such an object and such a subject; an empty set fits everything."""

    object: frozenset[str]
    subject: frozenset[str]
    type: str


@functools.cache
def _patterns() -> Mapping[str, tuple[tuple[int, Pattern], ...]]:
    found: dict[str, list[tuple[int, Pattern]]] = {}
    for number, row in enumerate(rows("plover_patterns")):
        made = Pattern(frozenset(row["object"].split()), frozenset(row["subject"].split()), row["type"])
        for verb in row["verbs"].split():
            found.setdefault(verb, []).append((number, made))
    return {verb: tuple(made) for verb, made in found.items()}


def patterns(keys: Iterable[str]) -> list[Pattern]:
    """The patterns of any of a verb's keys, in the order of the table."""
    table = _patterns()
    found = {number: made for key in keys if key in table for number, made in table[key]}
    return [found[number] for number in sorted(found)]


@functools.cache
def mode_rules() -> Mapping[str, tuple[ModeRule, ...]]:
    """Type → its rules, the first that fits wins."""
    found: dict[str, list[ModeRule]] = {}
    for row in rows("plover_modes"):
        rule = ModeRule(row["mode"], row["where"] == "clause", frozenset(row["words"].split()))
        found.setdefault(row["type"], []).append(rule)
    return {type: tuple(rules) for type, rules in found.items()}


def mode_of(type: str, act: frozenset[str], clause: frozenset[str]) -> str | None:
    """The mode of an act, from the words of its predicate and arguments and from those of its clause."""
    for rule in mode_rules().get(type, ()):
        if not rule.words.isdisjoint(clause if rule.clause else act):
            return rule.mode
    return None


@functools.cache
def _context_words() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in rows("plover_contexts"):
        for word in row["words"].split():
            found.setdefault(word, []).append(row["context"])
    return {word: tuple(contexts) for word, contexts in found.items()}


def contexts_of(words: Iterable[str]) -> tuple[str, ...]:
    """The PLOVER contexts that the words of a sentence tell, in alphabetical order.

    "crime" is given only where nothing narrower is (PLOVER's own rule).
    """
    table = _context_words()
    found = {context for word in words if word in table for context in table[word]}
    if found & {"corruption", "illegal_drugs", "trafficking", "terrorism", "cyber"}:
        found.discard("crime")
    return tuple(sorted(found))


def quad_of(type: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 of HARM."""
    return kind_of(type, None).quad


def cameo_of(type: str, mode: str | None) -> str:
    """The CAMEO code that comes nearest to a type with its mode."""
    return kind_of(type, mode).cameo


def kind_of(type: str, mode: str | None) -> Kind:
    """The kind of a type with its mode, or of the type alone; of HARM none of them: 0, 0 and no code."""
    table = kinds()
    return _NO_KIND if type == HARM else table.get((type, mode), table[(type, None)])


_NO_KIND = Kind(0, 0.0, "")
