"""The tellings of one story → chains of those that tell one act.

Reads tellings of acts (`Told`), all those of a story's texts at once; gives the chain of each, and judgements with
reasons. The one idea: how much an akin word says depends on the story. What nearly every text tells, each of them
once, is the story's own act; what few tell, or one text tells again and again ("said"), is many acts in one word.
The weights were learned from ECB+ (train split; only weights kept).
"""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from rashomon.matching.acts import Told, akin, evidence
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.scores import Evidence, Model, judge, model_from
from rashomon.record import Judgement

VERSION = "machine:act-chains-1"

#: Chosen with the weights, over train topics left out (bench coreference, 2026-11-22).
_LINKAGE = Linkage(threshold=0.4)
#: e² tellings of one word in a text are as many as count.
_OFTEN = 2.0


@dataclass(frozen=True, slots=True)
class Around:
    """How a story tells what is akin to one telling. `share`: of its texts, those that do, 0..1; `often`: 0 where each
    of these does so once, 1 from about seven times.
    """

    share: float
    often: float


def chains(tellings: Sequence[Told], linkage: Linkage = _LINKAGE) -> dict[str, str]:
    """Each telling's id → the id of its chain; the tellings are those of one story, in any order."""
    groups = clusters((one.id for one in tellings), judgements(tellings), linkage)
    return {member: group[0] for group in groups for member in group}


def judgements(tellings: Sequence[Told], least: float = 0.05) -> list[Judgement]:
    """A judgement for every pair that scores at least `least`; for the few dozen tellings of one story."""
    story = surroundings(tellings)
    found = []
    for number, one in enumerate(tellings):
        for other in tellings[:number]:
            values = evidence_among(one, other, story)
            score = model().score(values)
            if score >= least:
                found.append(judge("event", one.id, other.id, score, model().reasons(values), VERSION))
    return found


def evidence_among(one: Told, other: Told, story: Mapping[str, Around]) -> dict[str, Evidence]:
    """The named features of a pair, 0..1: those of the two alone, and how their story tells what is akin to them."""
    here, there, alike = story[one.id], story[other.id], akin(one, other)
    share, often = (here.share + there.share) / 2, (here.often + there.often) / 2
    values = {
        "told by many": share,
        "akin, told by many": alike * share,
        "akin, told often in a text": alike * often,
    }
    return evidence(one, other) | {name: Evidence(value, one.trigger, other.trigger) for name, value in values.items()}


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
    return {*one.stems, *one.families}


@functools.cache
def model() -> Model:
    """The learned weights; training/act_chains.py makes them."""
    return model_from((resources.files("rashomon.matching") / "act_chains.json").read_text(encoding="utf-8"))
