"""Weekdays, parts of days and clock times → values: "Tuesday", "last night", "10:30 a.m. GMT on June 9".

The one idea: a weekday is the last one at publication, or the next where the clause tells what is to come.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.numbers import value_of
from rashomon.language.timex.days import day_value
from rashomon.language.timex.narrative import (
    Found,
    Match,
    Narrative,
    anchor_of,
    first_of,
    month_of,
    number_of,
    relation_of,
    side_of,
    weekday_of,
    without_tail,
)
from rashomon.language.timex.words import Word


def read_weekday(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("w")[0].text.lower()
    number = weekday_of(match.part("w"))
    rel = match.lower("rel")
    if number is None:
        return []
    if word.endswith("days") and word != "days":
        return [Found(match.first, match.last, "SET", f"XXXX-WXX-{number}")]
    if match.part("side"):
        return _weekday_beside(match, number, narrative)
    day = weekday_day(number, relation_of(rel), match.tense, narrative)
    last = match.last - (1 if match.all()[-1].kind == "dot" and not _abbreviated(match) else 0)
    anchor = "narrative" if relation_of(rel) in ("previous", "following") and narrative.day else anchor_of(narrative)
    return [Found(match.first, last, "DATE", day.isoformat() if day else f"XXXX-WXX-{number}", anchor=anchor)]


def _weekday_beside(match: Match, number: int, narrative: Narrative) -> list[Found]:
    """ "the Monday before": that of the day told last; one before something that follows ("the vote") hangs on that."""
    side = side_of(match)
    day = weekday_day(number, side, 0, narrative) if side and narrative.day else None
    last = match.last if side else match.last - 1
    return [Found(match.first, last, "DATE", day.isoformat() if day else f"XXXX-WXX-{number}", anchor="narrative")]


def _abbreviated(match: Match) -> bool:
    """A full stop after "Tue" belongs to it where a lower-case word follows."""
    word = match.part("w")[0].text
    return not word.lower().endswith("day")


def weekday_day(number: int, rel: str, tense: int, narrative: Narrative) -> date | None:
    base = narrative.published
    if rel in ("previous", "following") and narrative.day:
        step = timedelta(days=-1 if rel == "previous" else 1)
        return calendar.weekday_near(narrative.day + step, number, -1 if rel == "previous" else 1)
    if base is None:
        return None
    if rel in ("last", "past", "previous"):
        return calendar.weekday_near(base - timedelta(days=1), number, -1)
    if rel in ("next", "coming", "following"):
        return calendar.weekday_near(base + timedelta(days=1), number, 1)
    # told as past, the weekday after publication is hardly that of six days before: the clock of the place is
    # ahead, or the text was worked over on the next day
    is_next = (base + timedelta(days=1)).isoweekday() == number
    return calendar.weekday_near(base, number, 1 if tense > 0 or is_next else -1)


def read_part(match: Match, narrative: Narrative) -> list[Found]:
    part = match.of_kind("part", "noon")
    if part is None:
        return []
    code = table("times")["parts"].get(part.text.lower(), "")
    clock = {"midnight": "T24:00", "noon": "T12:00", "midday": "T12:00"}.get(part.text.lower(), f"T{code}")
    mod = {"mid": "MID", "early": "START", "late": "END"}.get(first_of(match, "early", "mid", "end"))
    words = match.part("day")
    if (words and words[0].kind == "weekday" and words[0].text.lower().endswith("days")) or part.text.endswith("s"):
        number = weekday_of(words)
        return [Found(match.first, match.last, "SET", f"XXXX-WXX-{number}{clock}")] if number else []
    day, anchor = _day_of(words, match, narrative)
    if words and day is None:
        return []
    rel = match.lower("rel")
    if not words:
        day, anchor = _day_by_rel(rel, code, narrative)
    return [Found(match.first, match.last, "TIME", f"{day or 'XXXX-XX-XX'}{clock}", mod, anchor)]


def _day_by_rel(rel: list[str], code: str, narrative: Narrative) -> tuple[str | None, str | None]:
    base = narrative.published
    if rel[:1] in (["that"], ["same"], ["next"]) or (rel[:1] == ["the"] and narrative.day and base != narrative.day):
        shift = timedelta(days=1 if rel[:1] == ["next"] else 0)
        return ((narrative.day + shift).isoformat(), "narrative") if narrative.day else (None, None)
    if base is None:
        return None, "published"
    return (base - timedelta(days=1 if rel[:1] == ["last"] else 0)).isoformat(), "published"


def _day_of(words: list[Word], match: Match, narrative: Narrative) -> tuple[str | None, str | None]:
    """The day that the words beside a clock time or a part of the day name."""
    if not words:
        return None, None
    month = next((word for word in words if word.kind == "month"), None)
    if month is not None:
        number = next((number_of([word]) for word in words if word.kind in ("dd", "ordinal")), None)
        year = next((int(word.text) for word in words if word.kind == "yyyy"), None)
        value = day_value(month_of(month) or 1, number or 1, year, weekday_of(words), match.tense, narrative)
        return value, "absolute" if year else anchor_of(narrative)
    if words[0].kind == "iso":
        return words[0].text[:10], "absolute"
    number = weekday_of(words)
    if number is not None:
        rel = relation_of([word.text.lower() for word in words if word.kind != "weekday"])
        day = weekday_day(number, rel, match.tense, narrative)
        return (day.isoformat() if day else f"XXXX-WXX-{number}"), anchor_of(narrative)
    reference = table("times")["references"].get(words[0].text.lower(), "")
    if shift := re.match(r"DATE D([+-]\d)$", reference):
        base = narrative.published
        return ((base + timedelta(days=int(shift[1]))).isoformat() if base else "XXXX-XX-XX"), "published"
    return None, None


def read_clock(match: Match, narrative: Narrative) -> list[Found]:
    hour = match.part("h") or match.part("h2") or match.part("h3")
    clock = _clock_value(hour[0], match.of_kind("ampm"))
    if clock is None:
        return []
    zone = match.of_kind("zone")
    offset = table("times")["zones"].get(zone.text.lower()) if zone else None
    words = match.part("day")
    day, anchor = _day_of(words, match, narrative)
    last = match.last if day or not words else match.groups.start("day")
    if not words and hour[0].kind == "clock" and not match.of_kind("ampm") and not zone and not _clock_context(match):
        return []
    if day is None:
        known = narrative.day or narrative.published
        day = known.isoformat() if known else "XXXX-XX-XX"
        anchor = "narrative" if narrative.day else "published"
    last = without_tail(match.words, match.first, last, ("on", "comma"))
    return [Found(match.first, last, "TIME", f"{day}T{clock}", None, anchor, offset)]


def _clock_context(match: Match) -> bool:
    """A bare 10:30 is a time only after a word that leads to one; it can be a score or a verse."""
    before = match.words[match.first - 1].text.lower() if match.first else ""
    return before in ("at", "around", "about", "by", "until", "till", "from", "before", "after", "to", "and", "since",
                      "approximately", "between", "time", ":", "updated", "published")  # fmt: skip


def _clock_value(word: Word, half: Word | None) -> str | None:
    text = word.text.lower()
    if text in ("noon", "midday"):
        return "12:00"
    if text == "midnight":
        return "24:00"
    hour, _, minute = text.replace(".", ":").partition(":")
    number = int(hour) if hour.isdigit() else int(value_of([hour]) or -1)
    minutes = int(minute[:2]) if minute[:2].isdigit() else 0
    if half is not None and number > 12:
        return None
    if half is not None:
        number = number % 12 + (12 if half.text.lower()[0] == "p" else 0)
    return f"{number:02d}:{minutes:02d}" if 0 <= number <= 24 and minutes < 60 else None
