"""Other calendars, neighbouring weekdays, and the intervals that TIMEX3 values cover."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language import calendar


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1396, 1, 22), date(2017, 4, 11)),
        ((1357, 11, 22), date(1979, 2, 11)),
        ((1395, 12, 30), date(2017, 3, 20)),
        ((1403, 1, 1), date(2024, 3, 20)),
    ],
)
def test_jalali_days_are_exact(jalali: tuple[int, int, int], gregorian: date) -> None:
    assert calendar.from_jalali(*jalali) == gregorian


def test_hijri_days_are_right_within_two_days() -> None:
    found = calendar.from_hijri(1445, 9, 1)
    assert found is not None and abs(found - date(2024, 3, 11)) <= timedelta(days=2)


def test_impossible_days_are_none() -> None:
    assert calendar.from_jalali(1396, 13, 1) is None
    assert calendar.safe_date(2017, 2, 30) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 7))
def test_the_nearest_weekday_is_within_a_week_and_is_that_weekday(day: date, weekday: int) -> None:
    before, after = calendar.weekday_near(day, weekday, -1), calendar.weekday_near(day, weekday, 1)
    assert before.isoweekday() == after.isoweekday() == weekday
    assert day - timedelta(days=6) <= before <= day <= after <= day + timedelta(days=6)


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2016-06-09", datetime(2016, 6, 9), datetime(2016, 6, 10), "day"),
        ("2016-06", datetime(2016, 6, 1), datetime(2016, 7, 1), "month"),
        ("2016", datetime(2016, 1, 1), datetime(2017, 1, 1), "year"),
        ("199", datetime(1990, 1, 1), datetime(2000, 1, 1), "decade"),
        ("2016-Q4", datetime(2016, 10, 1), datetime(2017, 1, 1), "quarter"),
        ("2017-W15", datetime(2017, 4, 10), datetime(2017, 4, 17), "week"),
        ("2016-06-09T24:00", datetime(2016, 6, 10), datetime(2016, 6, 10, 0, 1), "minute"),
    ],
)
def test_a_value_covers_a_half_open_interval(value: str, start: datetime, end: datetime, precision: str) -> None:
    assert calendar.interval_of(value) == (start, end, precision)


@pytest.mark.parametrize("value", ["XXXX-WXX-5", "PAST_REF", "P2D", "2016-13", "2016-02-30", ""])
def test_open_and_impossible_values_cover_nothing(value: str) -> None:
    assert calendar.interval_of(value) is None
