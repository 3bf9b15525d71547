"""Days and months → values: ISO and numeric dates, "9 June 2016", "March 3–5", months, Jalali and Hijri dates.

The one idea: a day without a year is the one its tense, its weekday and nearness to publication choose.
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.timex.narrative import (
    Found,
    Match,
    Narrative,
    anchor_of,
    month_of,
    number_of,
    relation_of,
    shifted_year,
    weekday_of,
    year_number,
    year_said,
)
from rashomon.language.timex.tense import PLAIN


def read_iso(match: Match, narrative: Narrative) -> list[Found]:
    text = match.all()[0].text
    day, clock = text[:10], text[11:16]
    if calendar.interval_of(day) is None:
        return []
    if not clock:
        return [Found(match.first, match.last, "DATE", day, anchor="absolute")]
    zone = re.search(r"(Z|[+-]\d{2}:?\d{2})$", text[16:])
    offset = _iso_offset(zone[1]) if zone else None
    return [Found(match.first, match.last, "TIME", f"{day}T{clock}", anchor="absolute", offset=offset)]


def _iso_offset(zone: str) -> int:
    if zone == "Z":
        return 0
    plain = zone.replace(":", "")
    return (1 if plain[0] == "+" else -1) * (int(plain[1:3]) * 60 + int(plain[3:5]))


def read_numeric(match: Match, narrative: Narrative) -> list[Found]:
    text = match.all()[0].text
    parts = [int(part) for part in re.split(r"[./-]", text)]
    if len(text.split(re.search(r"[./-]", text)[0])[0]) == 4:  # type: ignore[index]  # the token has a separator
        year, month, day = parts
    else:
        first, second, year = parts
        day_first = "." in text or first > 12 or (narrative.day_first and second <= 12)
        day, month = (first, second) if day_first else (second, first)
        year = year + (2000 if year < 50 else 1900) if year < 100 else year
    found = calendar.safe_date(year, month, day)
    return [Found(match.first, match.last, "DATE", found.isoformat(), anchor="absolute")] if found else []


def read_day(match: Match, narrative: Narrative) -> list[Found]:
    month, number = month_of(match.of_kind("month")), number_of(match.part("d"))
    if number is None or month is None or not 1 <= number <= 31:
        return []
    year, anchor = year_said(match, narrative)
    value = day_value(month, number, year, weekday_of(match.all()), match.tense, narrative)
    if value is None:
        return []
    return [Found(match.first, match.last, "DATE", value, anchor=anchor if year else anchor_of(narrative))]


def read_days(match: Match, narrative: Narrative) -> list[Found]:
    month = month_of(match.of_kind("month"))
    one, two = number_of(match.part("d1")), number_of(match.part("d2"))
    if month is None or one is None or two is None or not 1 <= one <= 31 or not 1 <= two <= 31:
        return []
    if match.words[match.groups.end("d1")].kind == "comma":
        return _day_then_number(match, narrative, month, one)
    year = (year_number(match.lower("y")) or None) if match.part("y") else None
    values = [day_value(month, number, year, None, match.tense, narrative) for number in (one, two)]
    if values[0] is None or values[1] is None:
        return []
    anchor = "absolute" if year else anchor_of(narrative)
    middle = match.groups.end("d1")
    return [
        Found(match.first, middle, "DATE", values[0], anchor=anchor),
        Found(match.groups.start("d2"), match.last, "DATE", values[1], anchor=anchor),
    ]


def _day_then_number(match: Match, narrative: Narrative, month: int, day: int) -> list[Found]:
    value = day_value(month, day, None, None, match.tense, narrative)
    return [Found(match.first, match.groups.end("d1"), "DATE", value, anchor=anchor_of(narrative))] if value else []


def day_value(
    month: int, day: int, year: int | None, weekday: int | None, tense: int, narrative: Narrative
) -> str | None:
    """The day a month and a number name; the year by weekday, tense and nearness where none is given."""
    if year is not None:
        found = calendar.safe_date(year, month, day)
        return found.isoformat() if found else None
    base = narrative.published
    if base is None:
        only = _only_year(narrative, month, day, weekday)
        return f"{only}-{month:02d}-{day:02d}" if only else f"XXXX-{month:02d}-{day:02d}"
    days = [calendar.safe_date(base.year + step, month, day) for step in (-1, 0, 1)]
    real = [found for found in days if found is not None]
    fitting = [found for found in real if weekday is None or found.isoweekday() == weekday] or real
    return _nearest(fitting, base, tense).isoformat() if fitting else None


def _only_year(narrative: Narrative, month: int, day: int, weekday: int | None) -> int | None:
    """The one year that other days of an undated text are given with, if the weekday agrees."""
    if len(narrative.years) != 1:
        return None
    year = next(iter(narrative.years))
    found = calendar.safe_date(year, month, day)
    return year if found and weekday in (None, found.isoweekday()) else None


def _nearest(days: list[date], base: date, tense: int) -> date:
    """The day meant: by tense, unless the other side is much nearer ("the offer was extended to Nov. 20")."""
    nearest = min(days, key=lambda day: abs((day - base).days))
    wanted = [day for day in days if (day <= base if tense < 0 else day >= base)]
    if tense == 0 or not wanted:
        return nearest
    choice = min(wanted, key=lambda day: abs((day - base).days))
    far, near = abs((choice - base).days), abs((nearest - base).days)
    return nearest if near <= 75 and far >= 270 and abs(tense) < PLAIN else choice


def read_month(match: Match, narrative: Narrative) -> list[Found]:
    month = month_of(match.of_kind("month"))
    if month is None:
        return []
    rel = relation_of(match.lower("rel"))
    if match.part("y"):
        return [
            Found(
                match.first, match.last, "DATE", f"{year_number(match.lower('y')):04d}-{month:02d}", anchor="absolute"
            )
        ]
    if match.part("rel2"):
        step = {"last": -1, "next": 1}.get(match.lower("rel2")[0], 0)
        year = shifted_year(narrative.published, step)
        return [Found(match.first, match.last, "DATE", f"{year}-{month:02d}", anchor="published")]
    value = _month_value(month, rel, match.tense, narrative)
    return [Found(match.first, match.last, "DATE", value, anchor=anchor_of(narrative))]


def _month_value(month: int, rel: str, tense: int, narrative: Narrative) -> str:
    base = narrative.published
    if base is None:
        year = next(iter(narrative.years)) if len(narrative.years) == 1 and not rel else None
        return f"{year or 'XXXX'}-{month:02d}"
    months = [date(base.year + step, month, 1) for step in (-1, 0, 1)]
    here = base.replace(day=1)
    if rel in ("last", "past", "previous"):
        months = [day for day in months if day < here]
        return months[-1].strftime("%Y-%m")
    if rel in ("next", "coming", "following"):
        return next(day for day in months if day > here).strftime("%Y-%m")
    if rel == "this":
        return f"{base.year}-{month:02d}"
    return _nearest(months, here, tense).strftime("%Y-%m")


def read_jalali(match: Match, narrative: Narrative) -> list[Found]:
    name, number = match.of_kind("jalali"), number_of(match.part("d"))
    month = table("times")["jalali"].get(name.text.lower()) if name else None
    if not match.part("y") or month is None or number is None:
        return []
    found = calendar.from_jalali(year_number(match.lower("y")), month, number)
    return [Found(match.first, match.last, "DATE", found.isoformat(), anchor="absolute")] if found else []


def read_hijri(match: Match, narrative: Narrative) -> list[Found]:
    known, number = table("times")["hijri"], number_of(match.part("d"))
    words = match.part("m")
    name = re.sub(r"\s*-\s*", "-", " ".join(word.text.lower() for word in words))
    month = known.get(name) or known.get(words[0].text.lower())
    if month is None or number is None:
        return []
    found = calendar.from_hijri(year_number(match.lower("y")), month, number)
    return [Found(match.first, match.last, "DATE", found.isoformat(), "APPROX", "absolute")] if found else []
