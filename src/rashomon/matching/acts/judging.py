"""Two reports or acts → the judgement whether they are one event.

The settings of events, and the judgements on pairs: what is too unlikely is not kept, and what a later round finds as
it was is judged once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.growing import RoundRules, may_meet
from rashomon.matching.acts.keys import keys_of
from rashomon.matching.acts.tellings import ACROSS, but_for_words, may_reach, with_words
from rashomon.matching.candidates import pairs_by_block
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.record import Judgement

VERSION = "machine:events-4"


@dataclass(frozen=True, slots=True)
class EventsSettings:
    """What makes two reports one event."""

    #: Mean likelihood between two groups of reports above which they are one event.
    threshold: float = 0.5
    #: Reports with one key that are all compared; beyond, each meets the first so many.
    crowd: int = 24
    #: The same, within one article; stricter, since a text tells many acts in like words.
    within: float = 0.5
    #: How many following reports of its article a report is compared with.
    reach: int = 60
    #: Rounds in which acts of several articles are joined, at most.
    rounds: int = 3
    #: By how much the threshold rises from round to round: groups share something with most others.
    stricter: float = 0.15
    #: Judgements below this likelihood are not kept.
    least: float = 0.25

    def rules(self) -> list[RoundRules]:
        """The rules of each round."""
        return [RoundRules(self.threshold + i * self.stricter, self.crowd, i > 0) for i in range(self.rounds)]


SETTINGS = EventsSettings()


def act_judgement(one: Facts, other: Facts, model: Model, values: Mapping[str, Evidence]) -> Judgement:
    return judge("event", one.id, other.id, model.score(values), model.reasons(values), VERSION)


def kept_judgements(found: Iterable[Judgement], settings: EventsSettings) -> list[Judgement]:
    return [judgement for judgement in found if judgement.score >= settings.least]


class OfAll:
    """Judgements on all acts of different articles, round by round; what a round hands on as it was is judged once.

    Acts come in order of their ids. Most pairs are too unlikely to be kept: of these a number stays, no more.
    """

    def __init__(self, settings: EventsSettings) -> None:
        self._across = AcrossArticles(settings)
        #: The acts of the round before, and their keys.
        self._acts: Sequence[Facts] = ()
        self.keys: list[NDArray[np.uint64]] = []
        #: Pairs of that round that were judged, as numbers, ascending; and the judgements that are kept, by number.
        self._judged: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._kept: dict[int, Judgement] = {}

    def judgements(self, acts: Sequence[Facts], rules: RoundRules) -> list[Judgement]:
        """Of all acts that meet, in order; by one report of each."""
        place = {id(one): number for number, one in enumerate(self._acts)}
        were = np.array([place.get(id(one), -1) for one in acts], dtype=np.int64)
        keys = [keys_of(one) if at < 0 else self.keys[at] for one, at in zip(acts, were.tolist(), strict=True)]
        judged: list[int] = []
        parts: list[NDArray[np.int64]] = []
        kept: dict[int, Judgement] = {}
        for pairs in pairs_by_block(keys, 1, rules.crowd):
            left, right = pairs.left.astype(np.int64), pairs.right.astype(np.int64)
            codes = self._codes_before(were[left], were[right])
            known = ~self._is_new(codes)
            for i, j, code, again in zip(left.tolist(), right.tolist(), codes.tolist(), known.tolist(), strict=True):
                one, other = acts[i], acts[j]
                if again:
                    found = self._kept.get(code)
                elif may_meet(one, other, rules.again):
                    found = self._across.judge(one, other)
                else:
                    continue
                judged.append(i * len(acts) + j)
                if found is not None:
                    kept[judged[-1]] = found
            parts.append(np.array(judged, dtype=np.int64))
            judged.clear()
        self._acts, self.keys, self._kept = acts, keys, kept
        self._judged = np.sort(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)
        return [kept[code] for code in sorted(kept)]

    def _codes_before(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
        """The numbers of pairs in the round before; -1 for a pair of which one is not as it was."""
        return np.where((left < 0) | (right < 0), -1, left * len(self._acts) + right)

    def _is_new(self, codes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these pairs were not judged in the round before."""
        if not len(self._judged):
            return np.ones(len(codes), dtype=np.bool_)
        at = np.minimum(np.searchsorted(self._judged, codes), len(self._judged) - 1)
        found: NDArray[np.bool_] = self._judged[at] != codes
        return found


class AcrossArticles:
    """Judgements on acts of different articles; what a later round finds as it was is judged once."""

    def __init__(self, settings: EventsSettings) -> None:
        self._settings = settings
        self._known: dict[tuple[int, int], tuple[Facts, Facts, Judgement | None]] = {}

    def once(self, one: Facts, other: Facts) -> Judgement | None:
        """The judgement on two acts, as `judge` gives it; what a round hands on as it was is not judged again."""
        key = id(one), id(other)
        if key not in self._known:
            # the facts are held, so that no others can take their addresses
            self._known[key] = one, other, self.judge(one, other)
        return self._known[key][2]

    def judge(self, one: Facts, other: Facts) -> Judgement | None:
        """The judgement on two acts; None where it is too unlikely to be kept."""
        found = but_for_words(one, other)
        # of four in five pairs of a large case the words decide nothing
        if not may_reach(found, one, other, self._settings.least):
            return None
        values = with_words(found, one, other)
        # most pairs are not kept: their reasons need not be told
        score = ACROSS.score(values)
        if round(score, 6) < self._settings.least:
            return None
        return judge("event", one.id, other.id, score, ACROSS.reasons(values), VERSION)
