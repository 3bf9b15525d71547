"""The words that attribute, as look-ups: kinds and strengths of verbs, nouns and adjectives by lemma.

Reads knowledge/tables/cues.toml and, from nominal_nouns.toml, the people who speak; writes one frozen `Cues`. A lemma
may stand in several groups; it keeps all their kinds and the greatest strengths.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from rashomon.knowledge.tables import table
from rashomon.language.attribution.tree import Tree
from rashomon.language.phrases import speaking_nouns


@dataclass(frozen=True, slots=True)
class Strength:
    """How often a word attributes with a clause and with a bare object, 0 (never) to 3 (nearly always)."""

    kinds: frozenset[str]
    clause: int
    object: int


NOTHING = Strength(frozenset(), 0, 0)


@dataclass(frozen=True, slots=True)
class Cues:
    """Lemma → strength by part of speech, and the word sets that the record's fields are read from."""

    verbs: dict[str, Strength]
    nouns: dict[str, Strength]
    adjectives: dict[str, Strength]
    quiet: frozenset[str]
    certainty_verbs: frozenset[str]
    certainty_adverbs: frozenset[str]
    certainty_modals: frozenset[str]
    negative_verbs: frozenset[str]
    negative_nouns: frozenset[str]
    hearsay: frozenset[str]
    addressee_verbs: frozenset[str]
    addressee_nouns: frozenset[str]
    occasions: frozenset[str]
    people: frozenset[str]


@functools.cache
def cues() -> Cues:
    """The look-ups, built once a process."""
    source = table("cues")
    certainty, negative, addressee = source["certainty"], source["negative"], source["addressee"]
    return Cues(
        _strengths(source["verbs"]),
        _strengths(source["nouns"]),
        _strengths(source["adjectives"]),
        _words(source["quiet"]["words"]),
        _words(certainty["verbs"]),
        _words(certainty["adverbs"]),
        _words(certainty["modals"]),
        _words(negative["verbs"]),
        _words(negative["nouns"]),
        _words(source["hearsay"]["adverbs"]),
        _words(addressee["verbs"]),
        _words(addressee["nouns"]),
        _words(source["occasions"]["words"]),
        speaking_nouns(),
    )


def is_speech(tree: Tree, v: int) -> bool:
    """Whether a verb can carry a quotation that the parse did not hang on it."""
    strength = cues().verbs.get(tree.lemma[v])
    return (
        strength is not None
        and strength.clause == 3
        and bool(strength.kinds & {"say", "write", "claim", "ask"})
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _strengths(groups: list[dict[str, Any]]) -> dict[str, Strength]:
    found: dict[str, Strength] = {}
    for group in groups:
        clause = int(group.get("clause", group.get("strength", 0)))
        bare = int(group.get("object", group.get("strength", 0)))
        for word in group["words"].split():
            old = found.get(word, NOTHING)
            kinds = old.kinds | {str(group["kind"])}
            found[word] = Strength(kinds, max(old.clause, clause), max(old.object, bare))
    return found
