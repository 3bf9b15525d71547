"""The tellings of one story → chains of those that tell one act.

Reads tellings of acts (`Told`), all those of a story's texts at once, and what fills their places (`Parts`); gives the
chain of each, and judgements with reasons. The one idea: how much an akin word says depends on the story. What nearly
every text tells, each of them once, is the story's own act; what few tell, or one text tells again and again ("said"),
is many acts in one word, and who did it to whom says which. The weights were learned from ECB+ (train split; only
weights kept), apart for words of one stem, of one family, and of neither.
"""

from __future__ import annotations

import functools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import NamedTuple

from rashomon.knowledge.tables import table
from rashomon.matching.acts.pairs import Row, Told, akin, cosine, evidence
from rashomon.matching.acts.parts import UNKNOWN, Parts
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.record import Judgement

VERSION = "machine:act-chains-2"

#: Chosen with the weights, over train topics left out (bench coreference, 2026-11-22).
_LINKAGE = Linkage(threshold=0.4)
#: e² tellings of one word in a text are as many as count.
_OFTEN = 2.0


_NO_PARTS: Mapping[str, Parts] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Around:
    """How a story tells what is akin to one telling. `share`: of its texts, those that do, 0..1; `often`: 0 where each
    of these does so once, 1 from about seven times.
    """

    share: float
    often: float


class Filled(NamedTuple):
    """A telling, what fills its places, and how its story tells it."""

    told: Told
    parts: Parts
    around: Around


def chains(
    tellings: Sequence[Told], parts: Mapping[str, Parts] = _NO_PARTS, linkage: Linkage = _LINKAGE
) -> dict[str, str]:
    """Each telling's id → the id of its chain; the tellings are those of one story, in any order.

    `parts`: by a telling's id what fills its places; where nobody knows them, they count as empty.
    """
    groups = clusters((one.id for one in tellings), judgements(tellings, parts), linkage)
    return {member: group[0] for group in groups for member in group}


def judgements(
    tellings: Sequence[Told], parts: Mapping[str, Parts] = _NO_PARTS, least: float = 0.05
) -> list[Judgement]:
    """A judgement for every pair that scores at least `least`; for the few dozen tellings of one story."""
    story = surroundings(tellings)
    filled = [Filled(one, parts.get(one.id, UNKNOWN), story[one.id]) for one in tellings]
    found = []
    for number, one in enumerate(filled):
        for other in filled[:number]:
            values = evidence_among(one, other)
            model = models()[kinship(one.told, other.told)]
            score = model.score(values)
            if score >= least:
                found.append(judge("event", one.told.id, other.told.id, score, model.reasons(values), VERSION))
    return found


def kinship(one: Told, other: Told) -> str:
    """How akin the words of two tellings are: what speaks for one act differs by that."""
    return {1.0: "one stem", 0.5: "one family", 0.0: "neither"}[akin(one, other)]


def evidence_among(one: Filled, other: Filled) -> dict[str, Evidence]:
    """The named features of a pair, 0..1: the two alone, what fills their places, and how their story tells them."""
    alike, here, there = akin(one.told, other.told), one.told.words, other.told.words
    share, often = (one.around.share + other.around.share) / 2, (one.around.often + other.around.often) / 2
    values = {
        "told by many": share,
        "akin, told by many": alike * share,
        "akin, told often in a text": alike * often,
        "stems in common": len(here.stems & there.stems) / len(here.stems | there.stems),
        "other numbers": float(_are_others(here.numbers, there.numbers)),
        **_places(one.parts, other.parts),
        **_manner(one.parts, other.parts),
    }
    values |= _by_class(here.head, there.head, values)
    found = {name: Evidence(value, here.trigger, there.trigger) for name, value in values.items()}
    return evidence(one.told, other.told) | found


def _places(one: Parts, other: Parts) -> dict[str, float]:
    """Whether the same fills their places; an empty one speaks neither way."""
    everything = cosine(one.all, other.all)
    return {
        "same doers": cosine(one.doers, other.doers),
        "befell the same": cosine(one.undergone, other.undergone),
        "same beside": cosine(one.beside, other.beside),
        "same in any place": everything,
        "other doers": _are_apart(one.doers, other.doers),
        "befell others": _are_apart(one.undergone, other.undergone),
        "nothing in common": _are_apart(one.all, other.all),
        "one is bare": float(not one.all or not other.all),
    }


def _are_apart(one: Row, other: Row) -> float:
    return float(_are_others(one.keys(), other.keys()))


def _are_others(one: Set[str], other: Set[str]) -> bool:
    """Whether both say something, and nothing the same."""
    return bool(one and other) and one.isdisjoint(other)


def _manner(one: Parts, other: Parts) -> dict[str, float]:
    return {
        "two verbs": float(one.is_verb and other.is_verb),
        "verb and noun": float(one.is_verb != other.is_verb),
        "only one is real": float(one.is_unreal != other.is_unreal),
        "one infinitive": float(one.is_bare != other.is_bare),
        "under one word": float(bool(one.governor) and one.governor == other.governor),
    }


def _by_class(one: str, other: str, values: Mapping[str, float]) -> dict[str, float]:
    """Sayings are one by their speakers, and words that say little by what stands with them."""
    says, little = (float(one in words and other in words) for words in (_words_of("sayings"), _words_of("light")))
    return {
        "both say": says,
        "one says": float((one in _words_of("sayings")) != (other in _words_of("sayings"))),
        "both say little": little,
        "one says little": float((one in _words_of("light")) != (other in _words_of("light"))),
        "both say, same doers": says * values["same doers"],
        "both say, other doers": says * values["other doers"],
        "both say little, same in any place": little * values["same in any place"],
        "both say little, nothing in common": little * values["nothing in common"],
    }


@functools.cache
def _words_of(kind: str) -> frozenset[str]:
    return frozenset(table("act_words")[kind].split())


def surroundings(tellings: Sequence[Told]) -> dict[str, Around]:
    """How the story tells what is akin to each of its tellings, by the telling's id."""
    texts = len({one.text for one in tellings})
    by_word: dict[str | int, list[int]] = defaultdict(list)
    for number, one in enumerate(tellings):
        for word in _words(one):
            by_word[word].append(number)
    found = {}
    for number, one in enumerate(tellings):
        akin_ones = {number}.union(*(by_word[word] for word in _words(one)))
        told_in = Counter(tellings[akin_one].text for akin_one in akin_ones)
        often = math.log(len(akin_ones) / len(told_in)) / _OFTEN
        found[one.id] = Around(len(told_in) / texts, min(1.0, often))
    return found


def _words(one: Told) -> set[str | int]:
    """What makes two tellings akin: a stem or a family of words in common."""
    return {*one.words.stems, *one.words.families}


@functools.cache
def models() -> dict[str, Model]:
    """The learned weights, by kinship; training/act_chains.py makes them."""
    read = json.loads((resources.files("rashomon.matching.acts") / "chains.json").read_text(encoding="utf-8"))
    return {kind: Model(found["weights"], found["bias"]) for kind, found in read["models"].items()}
