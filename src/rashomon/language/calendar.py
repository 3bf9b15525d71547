"""Calendars: days, weeks, quarters and other calendars' dates → Gregorian days; TIMEX3 values → intervals.

Pure arithmetic, no clock. Days are `datetime.date`; intervals are half-open pairs of naive UTC datetimes.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

#: First and last month of a season (northern, as TimeML has them by the calendar year).
_SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 15)}
_HALVES = {"H1": (1, 7), "H2": (7, 13)}
_PARTS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30), "DT": (6, 18), "MI": (12, 13)}
_WORDS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
#: A part's word by the hours at which it begins and ends; the night of a day is its small hours, too.
_BY_HOURS = {tuple(f"{hour % 24:02}:00" for hour in _PARTS[part]): word for part, word in _WORDS.items()} | {
    ("00:00", "06:00"): "night"
}


def part_of_day(start: str, end: str) -> str | None:
    """ "morning", "night" between two ISO instants; None of any other stretch of time."""
    return _BY_HOURS.get((start[11:16], end[11:16]))


class Interval(NamedTuple):
    """[start, end) in UTC with the fineness of the expression: minute, hour, day, week … century."""

    start: datetime
    end: datetime
    precision: str


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Days in a Gregorian month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def quarter_of(day: date) -> int:
    """1..4."""
    return (day.month - 1) // 3 + 1


def week_value(day: date) -> str:
    """The ISO week of a day, "1989-W43"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weekday_near(day: date, weekday: int, direction: int) -> date:
    """The nearest such weekday (1 Monday … 7 Sunday) at or before (-1), or at or after (+1), a day."""
    away = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=away) if direction < 0 else day + timedelta(days=-away % 7)


def safe_date(year: int, month: int, day: int) -> date | None:
    """A Gregorian day, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Iranian solar date, by the 33-year cycle (right from 1244 to 1472 AP)."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1200 <= year <= 1500):
        return None
    era = year - 979
    days = 365 * era + era // 33 * 8 + (era % 33 + 3) // 4 + day - 1
    days += (month - 1) * 31 if month <= 7 else (month - 7) * 30 + 186
    return date(1600, 3, 20) + timedelta(days=days)


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of an Islamic lunar date, by the tabular calendar: within two days of the sighted one."""
    if not (1 <= month <= 12 and 1 <= day <= 30 and 1200 <= year <= 1600):
        return None
    julian = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + 1948439
    return date.fromordinal(julian - 1721425)


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(.*))?$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?$")


def interval_of(value: str, offset: int = 0) -> Interval | None:
    """The interval a TIMEX3 DATE or TIME value covers; None where the value leaves it open.

    `offset` is the minutes by which the clock of the value runs ahead of UTC.
    """
    if "X" in value or value.endswith("_REF") or value.startswith("P"):
        return None
    if found := _DAY.match(value):
        day = safe_date(int(found[1]), int(found[2]), int(found[3]))
        return _within_day(day, found[4], offset) if day else None
    if found := _WEEK.match(value):
        return _week(int(found[1]), int(found[2]), bool(found[3]))
    return _coarse(value)


def _within_day(day: date, clock: str | None, offset: int) -> Interval | None:
    midnight = datetime(day.year, day.month, day.day)
    if not clock:
        return Interval(midnight, midnight + timedelta(days=1), "day")
    if clock in _PARTS:
        first, last = _PARTS[clock]
        return Interval(midnight + timedelta(hours=first), midnight + timedelta(hours=last), "hour")
    parts = clock.split(":")
    if not all(part.isdigit() for part in parts):
        return None
    start = midnight + timedelta(hours=int(parts[0]), minutes=int(parts[1]) if len(parts) > 1 else 0)
    start -= timedelta(minutes=offset)
    if len(parts) == 1:
        return Interval(start, start + timedelta(hours=1), "hour")
    return Interval(start, start + timedelta(minutes=1), "minute")


def _week(year: int, week: int, weekend: bool) -> Interval | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    start = datetime(monday.year, monday.month, monday.day) + timedelta(days=5 if weekend else 0)
    return Interval(start, start + timedelta(days=2 if weekend else 7), "day" if weekend else "week")


def _coarse(value: str) -> Interval | None:
    year, _, rest = value.partition("-")
    if not year.isdigit() or not year.strip("0"):
        return None
    if len(year) < 4:
        span = 10 ** (4 - len(year))
        first = int(year) * span
        return _years(first, first + span, "decade" if span == 10 else "century")
    if not rest:
        return _years(int(year), int(year) + 1, "year")
    months = _months(rest)
    return months and Interval(_month(int(year), months[0]), _month(int(year), months[1]), _fineness(rest))


def _months(rest: str) -> tuple[int, int] | None:
    if rest.isdigit() and 1 <= int(rest) <= 12:
        return int(rest), int(rest) + 1
    if rest[0] == "Q" and rest[1:] in ("1", "2", "3", "4"):
        return int(rest[1:]) * 3 - 2, int(rest[1:]) * 3 + 1
    return _SEASONS.get(rest) or _HALVES.get(rest)


def _fineness(rest: str) -> str:
    return "month" if rest.isdigit() else "half" if rest[0] == "H" else "quarter"


def _month(year: int, month: int) -> datetime:
    return datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _years(first: int, past: int, precision: str) -> Interval | None:
    if not 1 <= first < past <= 9999:
        return None
    return Interval(datetime(first, 1, 1), datetime(past, 1, 1), precision)
