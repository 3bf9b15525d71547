"""Two reports or acts → the judgement whether they are one event.

The settings of events, and the judgements on pairs: what is too unlikely is not kept, and what a later round finds as
it was is judged once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.matching.act_keys import keys_of
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.facts import Facts
from rashomon.matching.growing_acts import RoundRules, may_meet
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.matching.tellings import ACROSS, across
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


class AcrossArticles:
    """Judgements on acts of different articles; what a later round finds as it was is judged once."""

    def __init__(self, settings: EventsSettings) -> None:
        self._settings = settings
        self._known: dict[tuple[int, int], tuple[Facts, Facts, Judgement | None]] = {}

    def judgements(self, acts: Sequence[Facts], rules: RoundRules) -> list[Judgement]:
        """Of all acts that meet; by one report of each."""
        pairs = pairs_sharing([keys_of(one) for one in acts], 1, rules.crowd)
        met = ((acts[i], acts[j]) for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
        return [
            found for one, other in met
            if may_meet(one, other, rules.again) and (found := self.once(one, other)) is not None
        ]  # fmt: skip

    def once(self, one: Facts, other: Facts) -> Judgement | None:
        """The judgement on two acts, as `judge` gives it; what a round hands on as it was is not judged again."""
        key = id(one), id(other)
        if key not in self._known:
            # the facts are held, so that no others can take their addresses
            self._known[key] = one, other, self.judge(one, other)
        return self._known[key][2]

    def judge(self, one: Facts, other: Facts) -> Judgement | None:
        """The judgement on two acts; None where it is too unlikely to be kept."""
        values = across(one, other)
        # most pairs are not kept: their reasons need not be told
        if round(ACROSS.score(values), 6) < self._settings.least:
            return None
        return act_judgement(one, other, ACROSS, values)
