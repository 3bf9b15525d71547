"""Time expressions → intervals of UTC: what a TIMEX3 value and mod cover, and which expressions form a range.

Conventions. A day is the day in UTC unless a clock time names its zone. "Early", "mid" and "late" take the first,
middle and last third of the interval. "Recently" ends with the day of publication and has no start; "soon" starts
with it and has no end. "The past two months" ends with the day of publication, "the next" begins with it. A length
of time that hangs on no date has no interval.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rashomon.language import calendar
from rashomon.language.timex.tagger import Timex

_PRECISION = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "TH": "hour", "TM": "minute",
              "TS": "minute", "DE": "decade", "CE": "century"}  # fmt: skip
_BEFORE = re.compile(r"\b(before|by|until|till|prior to|up to|not later than|no later than)\s*$", re.I)
_AFTER = re.compile(r"\b(after|since|following|beyond|starting|beginning)\s*$", re.I)
_ABOUT = re.compile(r"\b(about|around|circa|approximately|near)\s*$", re.I)
_JOINT = re.compile(
    r"\s*(?:(?:,\s*)?(?:to|and|through|until|till|up to)|[-–—])\s*(?:the\s+|on\s+|early\s+)?$", re.I
)
_OPENS = re.compile(r"\b(from|between)\s+(?:the\s+|on\s+)?$", re.I)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that tell one interval. Either end is None where it is open; both, where nothing anchors it."""

    start: int
    end: int
    first: datetime | None
    last: datetime | None
    precision: str
    relation: str
    anchor: str | None


def stretches(text: str, timexes: list[Timex], published: date | None) -> list[Stretch]:
    """One stretch for each DATE and TIME, and each length anchored at publication; ranges joined, in order."""
    single = [(timex, _stretch(text, timex, published)) for timex in timexes]
    found: list[Stretch] = []
    skip = False
    for index, (timex, stretch) in enumerate(single):
        if skip:
            skip = False
            continue
        after = single[index + 1] if index + 1 < len(single) else None
        joined = (
            _joined(text, stretch, after[1])
            if stretch and after and after[1] and _dated(timex, after[0])
            else None
        )
        skip = joined is not None
        if joined or stretch:
            found.append(joined or stretch)  # type: ignore[arg-type]  # one of them is there
    return found


def _dated(one: Timex, other: Timex) -> bool:
    return one.type in ("DATE", "TIME") and other.type in ("DATE", "TIME")


def _stretch(text: str, timex: Timex, published: date | None) -> Stretch | None:
    """What one expression tells; None for repeated times and for lengths that hang on nothing."""
    if timex.type == "SET" or (timex.type == "DURATION" and not timex.direction):
        return None
    relation = _relation(text, timex)
    if timex.type == "DURATION":
        return _anchored_length(timex, published)
    if timex.value.endswith("_REF"):
        return _reference(timex, published)
    interval = calendar.interval_of(timex.value, timex.offset or 0)
    if interval is None:
        return Stretch(
            timex.start, timex.end, None, None, _open_precision(timex.value), relation, "published"
        )
    first, last = _up_to(interval, timex, published) or _third(interval, timex.mod)
    if timex.mod == "ON_OR_AFTER":
        return Stretch(timex.start, timex.end, first, None, interval.precision, "after", timex.anchor)
    return Stretch(timex.start, timex.end, first, last, interval.precision, relation, timex.anchor)


def _relation(text: str, timex: Timex) -> str:
    before = text[max(0, timex.start - 24) : timex.start]
    if timex.mod == "APPROX" or _ABOUT.search(before):
        return "about"
    if _BEFORE.search(before):
        return "before"
    return "after" if _AFTER.search(before) else "on"


def _third(interval: calendar.Interval, mod: str | None) -> tuple[datetime, datetime]:
    """The part of an interval that "early", "mid" or "late" leaves, in thirds."""
    third = (interval.end - interval.start) / 3
    if interval.precision in ("hour", "minute"):
        return interval.start, interval.end
    if mod == "START":
        return interval.start, _whole(interval.start + third, interval)
    if mod == "MID":
        return _whole(interval.start + third, interval), _whole(interval.end - third, interval)
    return (
        (_whole(interval.end - third, interval), interval.end)
        if mod == "END"
        else (interval.start, interval.end)
    )


def _up_to(interval: calendar.Interval, timex: Timex, published: date | None) -> tuple[datetime, datetime] | None:
    """ "Earlier this month" ends with the day of publication, "later this month" begins with it."""
    if published is None or timex.mod not in ("START", "END"):
        return None
    today = datetime(published.year, published.month, published.day)
    word = timex.text[:7].lower()
    if word.startswith("earlier") and interval.start < today < interval.end:
        return interval.start, today + timedelta(days=1)
    if word.startswith("later ") and interval.start <= today < interval.end - timedelta(days=1):
        return today, interval.end
    return None


def _whole(moment: datetime, interval: calendar.Interval) -> datetime:
    """The hour of a moment within a day, else its midnight."""
    plain = moment.replace(minute=0, second=0, microsecond=0)
    return plain if interval.precision == "day" else plain.replace(hour=0)


def _reference(timex: Timex, published: date | None) -> Stretch:
    if published is None:
        return Stretch(timex.start, timex.end, None, None, "day", "on", "published")
    day = datetime(published.year, published.month, published.day)
    following = day + timedelta(days=1)
    ends = {"PAST_REF": (None, following, "before"), "FUTURE_REF": (day, None, "after")}
    first, last, relation = ends.get(timex.value, (day, following, "about"))
    return Stretch(timex.start, timex.end, first, last, "day", relation, "published")


_LENGTH = re.compile(r"P(T?)(\d+)(DE|CE|[YMWDQHS])$")


def _anchored_length(timex: Timex, published: date | None) -> Stretch | None:
    found = _LENGTH.match(timex.value)
    precision = _precision_of_length(timex.value)
    if published is None or found is None:
        return Stretch(timex.start, timex.end, None, None, precision, "on", "published")
    here = _moved(published, 0, "D")
    there = _moved(published, timex.direction * int(found[2]), found[1] + found[3])
    if there is None or here is None:
        return None
    first, last = (there, here + timedelta(days=1)) if timex.direction < 0 else (here, there)
    return Stretch(timex.start, timex.end, first, last, precision, "on", "published")


def _precision_of_length(value: str) -> str:
    found = re.match(r"P(T?)[\dX.]+(DE|CE|[YMWDQHS])", value)
    return _PRECISION.get(found[1] + found[2], "day") if found else "day"


def _moved(day: date, count: int, unit: str) -> datetime | None:
    try:
        if unit in ("Y", "M", "Q", "DE", "CE"):
            moved = calendar.add_months(day, count * {"Y": 12, "M": 1, "Q": 3, "DE": 120, "CE": 1200}[unit])
            return datetime(moved.year, moved.month, moved.day)
        step = {"D": timedelta(days=1), "W": timedelta(days=7), "TH": timedelta(hours=1)}.get(
            unit, timedelta(minutes=1)
        )
        return datetime(day.year, day.month, day.day) + count * step
    except (ValueError, OverflowError):
        return None


def _open_precision(value: str) -> str:
    if "T" in value:
        return "minute" if ":" in value else "hour"
    if re.match(r"XXXX-WXX-\d|.{4}-..-..$", value):
        return "day"
    return "week" if "-W" in value else "quarter" if "-Q" in value else "month" if "-" in value else "year"


def _joined(text: str, one: Stretch, other: Stretch) -> Stretch | None:
    """One stretch for "from 2011 to 2014", "March 3–5", "between Monday and Friday"."""
    between = text[one.end : other.start]
    joint = _JOINT.match(between)
    if not joint or len(between) > 14 or one.first is None or other.last is None or one.first >= other.last:
        return None
    opened = _OPENS.search(text[max(0, one.start - 16) : one.start])
    word = between.strip(" ,").split(" ")[0].lower()
    if not opened and word not in ("-", "–", "—", "through", "to"):
        return None
    if opened and opened[1].lower() == "from" and word == "and":
        return None
    if other.first is not None and other.first < one.first:
        return None
    anchor = one.anchor if one.anchor == other.anchor else other.anchor
    return Stretch(one.start, other.end, one.first, other.last, other.precision, "on", anchor)
