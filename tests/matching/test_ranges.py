"""Evidence for a date → the range that most of it supports."""

from __future__ import annotations

from datetime import date

from rashomon.matching.ranges import ANY, Evidence, Period, best_supported, met

MAY = Period(date(2016, 5, 1), date(2016, 5, 31))
JUNE = Period(date(2016, 6, 1), date(2016, 6, 30))
AFTER_MAY_20 = Period(date(2016, 5, 20), ANY.last)


def says(weight: float, *periods: Period) -> Evidence:
    return Evidence(periods, weight, "test", str(weight), "")


def test_agreeing_evidence_narrows_the_range() -> None:
    found = best_supported([says(0.5, MAY, JUNE), says(0.4, AFTER_MAY_20), says(0.3, MAY)])
    assert found is not None and found.period == Period(date(2016, 5, 20), date(2016, 5, 31))
    assert found.against == []


def test_the_heavier_side_wins_and_the_other_is_named() -> None:
    found = best_supported([says(0.6, JUNE), says(0.2, MAY)])
    assert found is not None and found.period == JUNE and [one.weight for one in found.against] == [0.2]


def test_a_tie_and_no_evidence_give_nothing() -> None:
    assert best_supported([says(0.5, JUNE), says(0.5, MAY)]) is None
    assert best_supported([]) is None


def test_periods_that_only_some_share_do_not_meet() -> None:
    assert met([MAY], [JUNE]) == []
    assert met([MAY, JUNE], [AFTER_MAY_20]) == [Period(date(2016, 5, 20), date(2016, 5, 31)), JUNE]
