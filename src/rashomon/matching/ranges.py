"""Evidence for a date → the range of days that most of it supports. Pure: values in, values out.

The one idea: each piece of evidence allows some periods; pieces are taken together as long as a day is left that
all of them allow, and the set of pieces with the greatest weight that does so wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Period(NamedTuple):
    """Days `first` to `last`, both inclusive."""

    first: date
    last: date


#: A side that evidence leaves open. The bounds of any date this library gives.
ANY = Period(date(1900, 1, 1), date(2100, 12, 31))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What something in a text says of its date. `weight` 0..1; `left` is quoted, `right` what it rests on."""

    periods: tuple[Period, ...]
    weight: float
    feature: str
    left: str
    right: str


class Supported(NamedTuple):
    """The range, the evidence it agrees with and the evidence it goes against."""

    period: Period
    used: list[Evidence]
    against: list[Evidence]


def best_supported(evidence: Sequence[Evidence]) -> Supported | None:
    """The range allowed by the heaviest set of evidence that agrees; None where there is none, or most disagrees."""
    ordered = sorted(evidence, key=lambda one: (-one.weight, one.feature, one.left))
    tried = [_grown(seed, ordered) for seed in ordered]
    if not tried:
        return None
    best = max(tried, key=lambda found: (_weight(found[1]), -_days(found[0])))
    against = [one for one in ordered if one not in best[1]]
    if _weight(against) >= _weight(best[1]):
        return None
    return Supported(Period(best[0][0].first, best[0][-1].last), best[1], against)


def _grown(seed: Evidence, ordered: Sequence[Evidence]) -> tuple[list[Period], list[Evidence]]:
    periods, used = sorted(seed.periods), [seed]
    for one in ordered:
        if one is seed:
            continue
        both = met(periods, one.periods)
        if both:
            periods, used = both, [*used, one]
    return periods, used


def met(ones: Sequence[Period], others: Sequence[Period]) -> list[Period]:
    """The days that both allow, in order."""
    found = {
        Period(max(one.first, other.first), min(one.last, other.last))
        for one in ones
        for other in others
        if max(one.first, other.first) <= min(one.last, other.last)
    }
    return sorted(found)


def _weight(evidence: Sequence[Evidence]) -> float:
    return sum(one.weight for one in evidence)


def _days(periods: Sequence[Period]) -> int:
    return (periods[-1].last - periods[0].first).days
