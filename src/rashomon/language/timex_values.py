"""A match of the grammar + what was told so far → type, value and mod of the expression.

The one idea: one small reader per kind of pattern; each takes the match and the narrative and says what is meant,
or nothing where the words are no time after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.numbers import value_of, year_in_words
from rashomon.language.timex_words import Word

#: How far back, in characters, a quarter told is still what "a year earlier" compares with.
QUARTER_REACH = 600


class Found(NamedTuple):
    """What a match means, over the words [first, last). `counted`: it begins with a number."""

    first: int
    last: int
    type: str
    value: str
    mod: str | None = None
    anchor: str | None = None
    offset: int | None = None
    direction: int = 0
    counted: bool = False


class Match(NamedTuple):
    """A pattern that matched: its kind, the words of the text, the groups over them, the tense of its clause."""

    kind: str
    words: list[Word]
    groups: re.Match[str]
    tense: int

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.groups.start()

    @property
    def last(self) -> int:
        """Index after the last word."""
        return self.groups.end()

    def part(self, name: str) -> list[Word]:
        """The words of a group, none where it did not match or is not in the pattern."""
        if name not in self.groups.re.groupindex or self.groups.start(name) < 0:
            return []
        return self.words[self.groups.start(name) : self.groups.end(name)]

    def lower(self, name: str) -> list[str]:
        """The words of a group in lower case."""
        return [word.text.lower() for word in self.part(name)]

    def all(self) -> list[Word]:
        """All words of the match."""
        return self.words[self.first : self.last]

    def compares(self) -> bool:
        """Whether the words name a date only to compare with it: "a year earlier", "the year-ago quarter"."""
        return bool(self.part("back")) or (self.kind == "ago" and self.lower("u")[0].startswith("year"))

    def of_kind(self, *kinds: str) -> Word | None:
        """The first word of the match with one of these classes."""
        return next((word for word in self.all() if word.kind in kinds), None)


@dataclass
class Narrative:
    """What has been told so far: the day of publication, and the last day, month, quarter and year resolved."""

    published: date | None
    day_first: bool
    years: frozenset[int] = frozenset()
    day: date | None = None
    month: tuple[int, int] | None = None
    year: int | None = None
    quarter: tuple[int, int] | None = None
    quarter_at: int = -(10**9)

    def note(self, value: str, offset: int, compared: bool) -> None:
        """Remembers a resolved value as the date the narrative stands at.

        What is only compared with ("a year earlier") moves nothing.
        """
        if compared:
            return
        if found := re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4]))?", value):
            self.year = int(found[1])
            if found[2] and 1 <= int(found[2]) <= 12:
                self.month = (int(found[1]), int(found[2]))
            if found[3]:
                self.day = calendar.safe_date(int(found[1]), int(found[2]), int(found[3])) or self.day
            if found[4]:
                self.quarter, self.quarter_at = (int(found[1]), int(found[4])), offset

    def near_quarter(self, offset: int) -> tuple[int, int] | None:
        """The quarter that was told shortly before a character offset."""
        return self.quarter if offset - self.quarter_at < QUARTER_REACH else None


def value_of_match(match: Match, narrative: Narrative) -> list[Found]:
    """What a match means: one expression, two for "March 3 to 5", none where it is no time."""
    return [found for found in _READERS[match.kind](match, narrative) if found.value]


# --- days and months -------------------------------------------------------------------------------------


def _iso(match: Match, narrative: Narrative) -> list[Found]:
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


def _numeric(match: Match, narrative: Narrative) -> list[Found]:
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


def _day(match: Match, narrative: Narrative) -> list[Found]:
    month, number = _month_of(match.of_kind("month")), _number(match.part("d"))
    if number is None or month is None or not 1 <= number <= 31:
        return []
    year, anchor = _year_said(match, narrative)
    value = _day_value(month, number, year, _weekday_of(match.all()), match.tense, narrative)
    if value is None:
        return []
    last = match.last
    kind, tail = ("TIME", "TMO") if False else ("DATE", "")
    return [Found(match.first, last, kind, value + tail, anchor=anchor if year else _anchor(narrative))]


def _days(match: Match, narrative: Narrative) -> list[Found]:
    month = _month_of(match.of_kind("month"))
    one, two = _number(match.part("d1")), _number(match.part("d2"))
    if month is None or one is None or two is None or not 1 <= one <= 31 or not 1 <= two <= 31:
        return []
    if match.words[match.groups.end("d1")].kind == "comma":
        return _day_then_number(match, narrative, month, one)
    year = (_year_number(match.lower("y")) or None) if match.part("y") else None
    values = [_day_value(month, number, year, None, match.tense, narrative) for number in (one, two)]
    if values[0] is None or values[1] is None:
        return []
    anchor = "absolute" if year else _anchor(narrative)
    middle = match.groups.end("d1")
    return [
        Found(match.first, middle, "DATE", values[0], anchor=anchor),
        Found(match.groups.start("d2"), match.last, "DATE", values[1], anchor=anchor),
    ]


def _day_then_number(match: Match, narrative: Narrative, month: int, day: int) -> list[Found]:
    value = _day_value(month, day, None, None, match.tense, narrative)
    return (
        [Found(match.first, match.groups.end("d1"), "DATE", value, anchor=_anchor(narrative))]
        if value
        else []
    )


def _day_value(
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
    """The day meant: by tense, unless the other side is much nearer."""
    nearest = min(days, key=lambda day: abs((day - base).days))
    wanted = [day for day in days if (day <= base if tense < 0 else day >= base)]
    if tense == 0 or not wanted:
        return nearest
    choice = min(wanted, key=lambda day: abs((day - base).days))
    far, near = abs((choice - base).days), abs((nearest - base).days)
    return nearest if near <= 75 and far >= 270 else choice


def _month(match: Match, narrative: Narrative) -> list[Found]:
    month = _month_of(match.of_kind("month"))
    if month is None:
        return []
    rel = _relation(match.lower("rel"))
    if match.part("y"):
        return [
            Found(match.first, match.last, "DATE", f"{_year_number(match.lower('y')):04d}-{month:02d}", anchor="absolute")
        ]
    if match.part("rel2"):
        step = {"last": -1, "next": 1}.get(match.lower("rel2")[0], 0)
        year = _shift_year(narrative.published, step)
        return [Found(match.first, match.last, "DATE", f"{year}-{month:02d}", anchor="published")]
    value = _month_value(month, rel, match.tense, narrative)
    return [Found(match.first, match.last, "DATE", value, anchor=_anchor(narrative))]


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
        return [day for day in months if day > here][0].strftime("%Y-%m")
    if rel == "this":
        return f"{base.year}-{month:02d}"
    return _nearest(months, here, tense).strftime("%Y-%m")


def _jalali(match: Match, narrative: Narrative) -> list[Found]:
    name, number = match.of_kind("jalali"), _number(match.part("d"))
    month = table("times")["jalali"].get(name.text.lower()) if name else None
    if not match.part("y") or month is None or number is None:
        return []
    found = calendar.from_jalali(int(match.lower("y")[0]), month, number)
    return [Found(match.first, match.last, "DATE", found.isoformat(), anchor="absolute")] if found else []


def _hijri(match: Match, narrative: Narrative) -> list[Found]:
    known, number = table("times")["hijri"], _number(match.part("d"))
    words = match.part("m")
    name = re.sub(r"\s*-\s*", "-", " ".join(word.text.lower() for word in words))
    month = known.get(name) or known.get(words[0].text.lower())
    if month is None or number is None:
        return []
    found = calendar.from_hijri(int(match.lower("y")[0]), month, number)
    return [Found(match.first, match.last, "DATE", found.isoformat(), "APPROX", "absolute")] if found else []


# --- weekdays and parts of days --------------------------------------------------------------------------


def _weekday(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("w")[0].text.lower()
    number = _weekday_of(match.part("w"))
    rel = match.lower("rel")
    if number is None:
        return []
    if word.endswith("days") and word != "days":
        return [Found(match.first, match.last, "SET", f"XXXX-WXX-{number}")]
    day = _weekday_day(number, _relation(rel), match.tense, narrative)
    last = match.last - (1 if match.all()[-1].kind == "dot" and not _abbreviated(match) else 0)
    anchor = (
        "narrative" if _relation(rel) in ("previous", "following") and narrative.day else _anchor(narrative)
    )
    return [Found(match.first, last, "DATE", day.isoformat() if day else f"XXXX-WXX-{number}", anchor=anchor)]


def _abbreviated(match: Match) -> bool:
    """A full stop after "Tue" belongs to it where a lower-case word follows."""
    word = match.part("w")[0].text
    return not word.lower().endswith("day")


def _weekday_day(number: int, rel: str, tense: int, narrative: Narrative) -> date | None:
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
    return calendar.weekday_near(base, number, 1 if tense > 0 else -1)


def _part(match: Match, narrative: Narrative) -> list[Found]:
    part = match.of_kind("part", "noon")
    if part is None:
        return []
    code = table("times")["parts"].get(part.text.lower(), "")
    clock = {"midnight": "T24:00", "noon": "T12:00", "midday": "T12:00"}.get(part.text.lower(), f"T{code}")
    mod = {"mid": "MID", "early": "START", "late": "END"}.get(_first_of(match, "early", "mid", "end"))
    words = match.part("day")
    if (
        words
        and words[0].kind == "weekday"
        and words[0].text.lower().endswith("days")
        or part.text.endswith("s")
    ):
        number = _weekday_of(words)
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
    if rel[:1] in (["that"], ["same"], ["next"]) or (
        rel[:1] == ["the"] and narrative.day and base != narrative.day
    ):
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
        number = next((_number([word]) for word in words if word.kind in ("dd", "ordinal")), None)
        year = next((int(word.text) for word in words if word.kind == "yyyy"), None)
        value = _day_value(
            _month_of(month) or 1, number or 1, year, _weekday_of(words), match.tense, narrative
        )
        return value, "absolute" if year else _anchor(narrative)
    if words[0].kind == "iso":
        return words[0].text[:10], "absolute"
    number = _weekday_of(words)
    if number is not None:
        rel = _relation([word.text.lower() for word in words if word.kind != "weekday"])
        day = _weekday_day(number, rel, match.tense, narrative)
        return (day.isoformat() if day else f"XXXX-WXX-{number}"), _anchor(narrative)
    reference = table("times")["references"].get(words[0].text.lower(), "")
    if shift := re.match(r"DATE D([+-]\d)$", reference):
        base = narrative.published
        return ((base + timedelta(days=int(shift[1]))).isoformat() if base else "XXXX-XX-XX"), "published"
    return None, None


def _clock(match: Match, narrative: Narrative) -> list[Found]:
    hour = match.part("h") or match.part("h2") or match.part("h3")
    clock = _clock_value(hour[0], match.of_kind("ampm"))
    if clock is None:
        return []
    zone = match.of_kind("zone")
    offset = table("times")["zones"].get(zone.text.lower()) if zone else None
    words = match.part("day")
    day, anchor = _day_of(words, match, narrative)
    last = match.last if day or not words else match.groups.start("day")
    if (
        not words
        and hour[0].kind == "clock"
        and not match.of_kind("ampm")
        and not zone
        and not _clock_context(match)
    ):
        return []
    if day is None:
        day = (
            (narrative.day or narrative.published).isoformat()
            if narrative.day or narrative.published
            else "XXXX-XX-XX"
        )  # type: ignore[union-attr]  # one of them is there
        anchor = "narrative" if narrative.day else "published"
    last = _without(match.words, match.first, last, ("on", "comma"))
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
    if half is not None and number <= 12:
        number = number % 12 + (12 if half.text.lower()[0] == "p" else 0)
    return f"{number:02d}:{minutes:02d}" if 0 <= number <= 24 and minutes < 60 else None


# --- quarters, years, decades ----------------------------------------------------------------------------


def _quarter(match: Match, narrative: Narrative) -> list[Found]:
    if match.part("back"):
        return _year_back(match, narrative)
    token = match.part("q")
    number = int(token[0].text[1]) if token else _number(match.part("n"))
    unit = _unit_of(match.part("u")[0].text) if match.part("u") else "Q"
    if match.lower("u") in (["half"], ["halves"]):
        return _half(match, narrative, number)
    if unit != "Q" or number is None or not 1 <= number <= 4:
        return _other_ordinal(match, narrative, unit, number)
    year, anchor = _quarter_year(match, number, narrative)
    if match.part("u") and match.lower("u")[0] == "quarters":
        return [Found(match.first, match.last, "SET", f"XXXX-Q{number}")]
    return [Found(match.first, match.last, "DATE", f"{year or 'XXXX'}-Q{number}", anchor=anchor)]


def _quarter_year(match: Match, number: int, narrative: Narrative) -> tuple[int | None, str]:
    words = match.lower("y") + match.lower("rel")
    said = next((int(word) for word in words if word.isdigit() and len(word) == 4), None)
    if said is not None:
        return said, "absolute"
    base = narrative.published
    if base is None:
        return None, "published"
    if words:
        return base.year + {"last": -1, "next": 1, "previous": -1}.get(words[0], 0), "published"
    if match.of_kind("ago", "earlier"):
        return base.year - 1, "published"
    current = calendar.quarter_of(base)
    if match.tense > 0:
        return base.year + (1 if current - number >= 2 else 0), "published"
    return base.year - (1 if number > current else 0), "published"


def _half(match: Match, narrative: Narrative, number: int | None) -> list[Found]:
    half = 2 if match.lower("n") == ["last"] else number
    if half not in (1, 2):
        return []
    year, anchor = _quarter_year(match, half * 2, narrative)
    return [Found(match.first, match.last, "DATE", f"{year or 'XXXX'}-H{half}", anchor=anchor)]


def _other_ordinal(match: Match, narrative: Narrative, unit: str | None, number: int | None) -> list[Found]:
    if unit == "CE" and number:
        return [Found(match.first, match.last, "DATE", f"{number - 1:02d}", anchor="absolute")]
    return []


def _year_back(match: Match, narrative: Narrative) -> list[Found]:
    """ "the year-ago quarter": the same quarter, a year back."""
    number = _number(match.part("n")) if match.part("n") else None
    unit = match.part("u")
    if match.part("back")[0].text.lower() != "year":
        return []
    base = narrative.published
    near = narrative.near_quarter(match.all()[0].start)
    if number is None and near:
        return [Found(match.first, match.last, "DATE", f"{near[0] - 1}-Q{near[1]}", anchor="narrative")]
    if base is None:
        return [Found(match.first, match.last, "DATE", "XXXX", anchor="published")]
    if unit and _unit_of(unit[0].text) == "Q":
        told = number or calendar.quarter_of(calendar.add_months(base, -3))
        year, _ = _quarter_year(match, told, narrative)
        value = f"{year or base.year}-Q{told}"
        return [Found(match.first, match.last, "DATE", value, anchor="published")]
    return [Found(match.first, match.last, "DATE", str(base.year - 1), anchor="published")]


def _period(match: Match, narrative: Narrative) -> list[Found]:
    year, number = match.lower("y")[0], _number(match.part("n")) if match.part("n") else None
    unit = _unit_of(match.part("u")[0].text)
    near = narrative.near_quarter(match.all()[0].start)
    if number is not None and unit == "Q":
        return [Found(match.first, match.last, "DATE", f"{year}-Q{number}", anchor="absolute")]
    if unit == "Q" or (unit is None and near):
        quarter = near[1] if near else "X"
        return [Found(match.first, match.last, "DATE", f"{year}-Q{quarter}", anchor="absolute")]
    if unit is None:
        return [Found(match.first, match.last, "DATE", year, anchor="absolute")]
    word = next(i for i in range(match.first, match.last) if match.words[i].kind == "yyyy")
    return [Found(word, word + 1, "DATE", year, anchor="absolute")]


def _fiscal(match: Match, narrative: Narrative) -> list[Found]:
    if match.part("y"):
        first = match.first
        return [Found(first, match.last, "DATE", match.lower("y")[0], anchor="absolute")]
    words = [word.text.lower() for word in match.all()]
    unit = _unit_of(words[-1])
    if unit not in ("Y", "Q"):
        return []
    rel = _relation(words[:-2])
    return _relative_value(match, narrative, rel or "this", unit)


def _decade(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("d")[0].text.lower().replace("’", "").replace("'", "").removesuffix("s")
    digit = table("times")["decades"].get(match.part("d")[0].text.lower())
    if digit is not None:
        if not match.part("the"):
            return []
        return [Found(match.first, match.last, "DATE", f"19{digit}", anchor="absolute")]
    if len(word) == 2:
        return [Found(match.first, match.last, "DATE", f"19{word[0]}", anchor="absolute")]
    return [Found(match.first, match.last, "DATE", word[:3], anchor="absolute")]


def _century(match: Match, narrative: Narrative) -> list[Found]:
    number = _number(match.part("n"))
    if number is None:
        return []
    unit = _unit_of(match.part("u")[0].text)
    if unit == "CE":
        return [Found(match.first, match.last, "DATE", f"{number - 1:02d}", anchor="absolute")]
    if unit == "D" and narrative.day is None and narrative.published is None:
        return []
    return []


def _year(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("y")[0]
    if not _is_year(match.words, match.first, int(word.text)):
        return []
    return [Found(match.first, match.last, "DATE", word.text, anchor="absolute")]


_LEADS = {"in", "since", "of", "by", "from", "until", "till", "during", "before", "after", "to", "fiscal", "early",
          "late", "mid", "year", "for", "through", "between", "and", "than", "the", "(", "around", "about", "/", "as",
          "throughout", "spring", "summer", "fall", "winter", "autumn", "back", "circa", "election", ","}  # fmt: skip


def _is_year(words: list[Word], index: int, year: int) -> bool:
    """A bare number of four digits is a year by its neighbours and its size."""
    before = words[index - 1] if index else None
    after = words[index + 1] if index + 1 < len(words) else None
    if before and (
        before.kind == "currency"
        or before.text.lower() in ("no", "nr", "n°", "flight", "resolution", "c", "rs")
    ):
        return False
    glued = (
        before is not None
        and before.end == words[index].start
        and before.kind not in ("paren", "dash", "slash", "poss")
    )
    if glued and before and before.text not in ('"', "“", "‘", "[", "'"):
        return False
    if before and before.kind == "dash" and before.end == words[index].start:
        return index >= 2 and words[index - 2].kind in ("yyyy", "month", "mid", "jalali")
    if after and (
        after.kind in ("percent", "number", "plural", "zone") or after.text in ("km", "m", "metres", "kg")
    ):
        return False
    lead = before.text.lower() if before else ""
    if 1900 <= year <= 2060:
        return not (
            after
            and after.text.endswith("s")
            and len(after.text) > 4
            and after.text.islower()
            and lead not in _LEADS
        )
    return 1500 <= year < 1900 and lead in (
        "in",
        "since",
        "of",
        "from",
        "by",
        "until",
        "the",
        "before",
        "after",
        "between",
        "(",
    )


def _yearword(match: Match, narrative: Narrative) -> list[Found]:
    year = year_in_words(match.lower("y"))
    if year is None or not 1800 <= year < 2100 or match.lower("the")[1:] not in ([], ["year"]):
        return _length_of_words(match)
    return [Found(match.first, match.last, "DATE", str(year), anchor="absolute")]


def _length_of_words(match: Match) -> list[Found]:
    return []


# --- counted from a date ---------------------------------------------------------------------------------


def _ago(match: Match, narrative: Narrative) -> list[Found]:
    unit = _unit_of(match.part("u")[0].text) or ""
    number = _amount(match.lower("n"))
    direction = match.lower("dir")[0]
    mod = "APPROX" if match.part("or") else None
    number = number + 0.5 if number is not None and match.part("and") else number
    sign = 1 if direction in ("later", "hence", "from") else -1
    if not match.part("n") and match.part("u")[0].kind == "unit":
        return []
    if number is None or number != int(number) and unit not in ("Y",):
        value = f"P{'T' if unit.startswith('T') else ''}X{_letter(unit)}"
        vague = "PAST_REF" if sign < 0 and match.part("n") else value
        kind = "DATE" if vague == "PAST_REF" else "DURATION"
        return [Found(match.first, match.last, kind, vague, anchor="published", counted=True)]
    narrated = direction in ("earlier", "later", "before")
    near = narrative.near_quarter(match.all()[0].start)
    if unit == "Y" and near and sign < 0 and number == 1:
        return [
            Found(
                match.first, match.last, "DATE", f"{near[0] - 1}-Q{near[1]}", mod, "narrative", counted=True
            )
        ]
    value = _counted(narrative, number, unit, sign, narrated)
    kind = "TIME" if unit.startswith("T") and value else "DATE"
    if value is None:
        value, kind = _length(number, unit), "DURATION"
    anchor = "narrative" if narrated and (narrative.day or narrative.year) else "published"
    return [Found(match.first, match.last, kind, value, mod, anchor, counted=True)]


def _counted(narrative: Narrative, number: float, unit: str, sign: int, narrated: bool) -> str | None:
    """The date so many units from publication, or from the day the narrative stands at."""
    base = (narrative.day if narrated else None) or narrative.published
    if unit == "Y" and narrated and narrative.year and narrative.day is None:
        return str(narrative.year + sign * int(number))
    if base is None or unit.startswith("T"):
        return None
    steps = sign * number
    try:
        if unit == "D":
            return (base + timedelta(days=steps)).isoformat()
        if unit == "W":
            return (base + timedelta(days=7 * steps)).isoformat() if not narrated or True else None
        if unit in ("M", "Q"):
            moved = calendar.add_months(base, int(steps) * (3 if unit == "Q" else 1))
            return moved.strftime("%Y-%m") if unit == "M" else f"{moved.year}-Q{calendar.quarter_of(moved)}"
        if unit == "Y":
            return f"{base.year + int(steps):04d}"
        if unit == "DE":
            return f"{base.year + 10 * int(steps):04d}"[:3]
        if unit == "CE":
            return f"{base.year + 100 * int(steps):04d}"[:2]
    except (ValueError, OverflowError):
        return None
    return None


def _span(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("u")[0]
    rel = (match.lower("rel") or [""])[0]
    sign = (
        -1
        if rel in ("last", "past", "previous", "recent", "latest")
        else 1
        if rel in ("next", "coming")
        else 0
    )
    if word.kind == "season":
        season = table("times")["seasons"][word.text.lower().removesuffix("s")]
        return [Found(match.first, match.last, "SET", f"XXXX-{season}")]
    unit = _unit_of(word.text) or ""
    if unit == "WE":
        unit = "W"
    number = _amount(match.lower("n")) if match.part("n") else None
    anchor = "published" if sign else None
    if "couple" in match.lower("n"):
        return [Found(match.first, match.last, "DURATION", _length(2, unit), "APPROX", anchor, None, sign)]
    if word.kind == "unit" and not match.part("n"):
        return []
    if number is None:
        if not match.part("n") and rel in ("recent", "past", "coming"):
            value = "PAST_REF" if sign < 0 else "FUTURE_REF"
            if unit in ("Y", "D") or sign > 0:
                return [Found(match.first, match.last, "DATE", value, anchor="published")]
        return [Found(match.first, match.last, "DURATION", _vague(unit), anchor=anchor, direction=sign)]
    return [Found(match.first, match.last, "DURATION", _length(number, unit), anchor=anchor, direction=sign)]


def _relative(match: Match, narrative: Narrative) -> list[Found]:
    unit = _unit_of(match.part("u")[0].text) or ""
    rel = _relation(match.lower("rel"))
    if unit.startswith("T") or not rel:
        return []
    if not unit:
        return _relative_value(match, narrative, "the", "Q") if _compared(match, narrative, rel) else []
    if match.part("p"):
        return _relative_part(match, narrative, rel, unit)
    if rel == "past" and unit in ("D", "W", "M") or rel in ("first",):
        return [
            Found(match.first, match.last, "DURATION", _length(1, unit), anchor="published", direction=-1)
        ]
    return _relative_value(match, narrative, rel, unit)


def _relative_part(match: Match, narrative: Narrative, rel: str, unit: str) -> list[Found]:
    if unit != "D":
        return []
    whole = _relative_value(match, narrative, rel, unit)
    code = table("times")["parts"].get(match.lower("p")[0], "NI")
    return [found._replace(type="TIME", value=f"{found.value}T{code}") for found in whole]


def _compared(match: Match, narrative: Narrative, rel: str) -> bool:
    """ "the latest period" is the quarter that was told of."""
    return rel in ("latest", "same", "that") and narrative.near_quarter(match.all()[0].start) is not None


_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


def _relative_value(match: Match, narrative: Narrative, rel: str, unit: str) -> list[Found]:
    """ "last week", "the current quarter", "the following year"."""
    step = _STEP.get(rel, 0)
    narrated = rel in ("previous", "following", "same", "that", "the")
    near = narrative.near_quarter(match.all()[0].start)
    if unit == "Q" and rel in ("latest", "the", "that") and near:
        return [Found(match.first, match.last, "DATE", f"{near[0]}-Q{near[1]}", anchor="narrative")]
    if unit == "Q" and rel in ("latest", "the", "that"):
        step = -1
    base = _base(narrative, unit) if narrated and (unit, rel) != ("WE", "the") else None
    anchor = "narrative" if base else "published"
    base = base or narrative.published
    if base is None:
        return [Found(match.first, match.last, "DATE", _open(unit), anchor="published")]
    value = _unit_value(base, unit, step, match.tense)
    return [Found(match.first, match.last, "DATE", value, anchor=anchor)] if value else []


def _base(narrative: Narrative, unit: str) -> date | None:
    """The day the narrative stands at, as far as the unit needs it."""
    if narrative.day is not None and unit in ("D", "W", "WE"):
        return narrative.day
    if narrative.month is not None and unit == "M":
        return date(*narrative.month, 1)
    if narrative.year is not None and unit == "Y":
        return date(narrative.year, 1, 1)
    return None


def _unit_value(base: date, unit: str, step: int, tense: int) -> str | None:
    if unit == "D":
        return (base + timedelta(days=step)).isoformat()
    if unit == "W":
        return calendar.week_value(base + timedelta(days=7 * step))
    if unit == "WE":
        return _weekend_value(base, step, tense)
    if unit in ("M", "Q"):
        moved = calendar.add_months(base.replace(day=1), step * (3 if unit == "Q" else 1))
        return moved.strftime("%Y-%m") if unit == "M" else f"{moved.year}-Q{calendar.quarter_of(moved)}"
    if unit == "Y":
        return f"{base.year + step:04d}"
    if unit in ("DE", "CE"):
        size = 10 if unit == "DE" else 100
        return f"{base.year + size * step:04d}"[: 3 if unit == "DE" else 2]
    return None


def _weekend_value(base: date, step: int, tense: int) -> str:
    """The weekend meant: the coming one for the future, else the last that has begun."""
    if step > 0 or tense > 0:
        return (
            calendar.week_value(base + timedelta(days=7 if step > 0 and base.isoweekday() >= 6 else 0))
            + "-WE"
        )
    back = base if base.isoweekday() >= 6 and step == 0 else base - timedelta(days=base.isoweekday())
    return calendar.week_value(back) + "-WE"


def _same(match: Match, narrative: Narrative) -> list[Found]:
    """ "the quarter", "the year", "the weekend": the one that was told of, else the one of publication."""
    word = match.part("u")[0]
    if word.kind == "season":
        return _season_value(match, narrative, word, "the")
    unit = _unit_of(word.text) or ""
    after = match.words[match.last].text.lower() if match.last < len(match.words) else ""
    if (
        unit in ("D", "CE", "DE")
        or unit.startswith("T")
        or after in ("of", "when", "that", "before", "after", "-")
    ):
        return []
    if after in ("ended", "ending") and unit in ("Y", "M"):
        return [Found(match.first, match.last, "DURATION", f"P1{unit}")]
    if unit == "Y" and narrative.published is not None:
        return [Found(match.first, match.last, "DATE", str(narrative.published.year), anchor="published")]
    return _relative_value(match, narrative, "the", unit)


def _season(match: Match, narrative: Narrative) -> list[Found]:
    return _season_value(match, narrative, match.part("s")[0], _relation(match.lower("rel")))


def _season_value(match: Match, narrative: Narrative, word: Word, rel: str) -> list[Found]:
    season = table("times")["seasons"].get(word.text.lower())
    if season is None:
        return []
    if match.part("y"):
        return [Found(match.first, match.last, "DATE", f"{_year_number(match.lower('y')):04d}-{season}", anchor="absolute")]
    base = narrative.published
    if base is None:
        return [Found(match.first, match.last, "DATE", f"XXXX-{season}", anchor="published")]
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year = base.year
    if rel in ("last", "past", "previous") or (rel != "this" and match.tense < 0):
        over = base.month >= first + 3 or (rel not in ("last",) and base.month >= first)
        year -= 0 if over else 1
    elif rel in ("next", "coming") or match.tense > 0:
        year += 1 if base.month >= first + (0 if rel == "next" else 3) else 0
    return [Found(match.first, match.last, "DATE", f"{year}-{season}", anchor="published")]


# --- lengths and repeated times --------------------------------------------------------------------------


def _set(match: Match, narrative: Narrative) -> list[Found]:
    number = int(_amount(match.lower("n")) or 1) if match.part("n") else 1
    if match.part("u"):
        unit = _unit_of(match.part("u")[0].text) or "D"
        number *= 2 if match.part("o") and match.lower("o") == ["other"] else 1
        return [Found(match.first, match.last, "SET", _length(number, unit if unit != "WE" else "W"))]
    if match.part("w"):
        part = f"T{table('times')['parts'].get(match.lower('p')[0], 'NI')}" if match.part("p") else ""
        return [Found(match.first, match.last, "SET", f"XXXX-WXX-{_weekday_of(match.part('w'))}{part}")]
    if match.part("m"):
        return [Found(match.first, match.last, "SET", f"XXXX-{_month_of(match.of_kind('month')) or 1:02d}")]
    if match.part("s"):
        return [
            Found(
                match.first,
                match.last,
                "SET",
                f"XXXX-{table('times')['seasons'].get(match.lower('s')[0], 'SU')}",
            )
        ]
    part = table("times")["parts"].get(match.lower("p2")[0], "NI")
    return [Found(match.first, match.last, "SET", f"XXXX-XX-XXT{part}")]


def _length_found(match: Match, narrative: Narrative) -> list[Found]:
    unit = _unit_of(match.part("u")[0].text) or ""
    if match.part("q") or _is_age(match, unit) or unit == "WE":
        return []
    before = match.words[match.first - 1] if match.first else None
    if before is not None and before.kind in ("currency", "dash"):
        return []
    words = match.lower("n")
    if unit == "Q" and words in (["three"], ["3"]) or words[-1:] == ["quarter"]:
        return []
    single = bool(words) and all(
        word in ("a", "an", "another", "additional", "whole", "full", "entire") for word in words
    )
    number = 1.0 if single else _amount(words)
    if single and _rate(match):
        return [Found(match.first, match.last, "SET", _length(1, unit))]
    if single and unit in ("TS",) or single and unit == "Q" and _follows(match, "of"):
        return []
    if number is None:
        mod = "APPROX" if "couple" in words else None
        value = _length(2, unit) if "couple" in words else _vague(unit)
        return [Found(match.first, match.last, "DURATION", value, mod)]
    if match.part("and"):
        number += 0.5
    if match.part("n2"):
        return [Found(match.first, match.last, "DURATION", _length(number, unit))]
    return [Found(match.first, match.last, "DURATION", _length(number, unit))]


def _is_age(match: Match, unit: str) -> bool:
    """ "48-year-old", "aged 20 years", "20 years old" tell how old a person is."""
    return bool(match.part("old")) and unit == "Y"


def _rate(match: Match) -> bool:
    """ "four flights a week": so many in each."""
    if match.first == 0 or match.part("and"):
        return False
    before = match.words[match.first - 1]
    return before.kind in ("dd", "int", "dec", "percent", "number", "other") and before.text.lower() not in (
        "was", "is", "has", "have", "be", "been", "took", "take", "takes", "lasted", "spent", "spend", "not", "such",
        "barely", "quite", "as", "like", "if", "than", "with", "within", "into", "under", "per", "what", "had", "once",
        "“", '"', "``", ":", ";", "''", "”", "but", "when", "where", "that", "throughout", "already", "last", "lasts", "him", "her", "them", "it", "me", "us", "you",
    ) and not before.text.endswith(("ed", "ly", "ing")) and before.text not in ("“", "—", ")")  # fmt: skip


def _follows(match: Match, word: str) -> bool:
    return match.last < len(match.words) and match.words[match.last].text.lower() == word


def _bare(match: Match, narrative: Narrative) -> list[Found]:
    unit = _unit_of(match.part("u")[0].text) or ""
    if match.kind == "these":
        vague = unit == "D" and not _follows(match, "of")
        return [Found(match.first, match.last, "DATE", "PRESENT_REF", anchor="published")] if vague else []
    if unit in ("TS", "WE", "Q", "TM") or _follows(match, "old"):
        return []
    return [Found(match.first, match.last, "DURATION", _vague(unit))]


def _yearend(match: Match, narrative: Narrative) -> list[Found]:
    """ "year-end", "year's end": the end of the year of publication."""
    if _unit_of(match.part("u")[0].text) != "Y" or match.part("e")[0].text.lower() != "end":
        return []
    return [Found(match.first, match.last, "DATE", _shift_year(narrative.published, 0), "END", "published")]


def _past(match: Match, narrative: Narrative) -> list[Found]:
    return [Found(match.first, match.last, "DATE", "PAST_REF", anchor="published")]


def _nth(match: Match, narrative: Narrative) -> list[Found]:
    number, base = _number(match.part("d")), narrative.published
    word = match.part("d")[0].text
    if number is None or not word[0].isdigit() or number > 31:
        return []
    start = match.groups.start("span")
    if base is None:
        return [Found(start, match.last, "DATE", f"XXXX-XX-{number:02d}", anchor="published")]
    months = [calendar.add_months(base.replace(day=1), step) for step in (-1, 0, 1)]
    days = [day for month in months if (day := calendar.safe_date(month.year, month.month, number))]
    wanted = [day for day in days if (day >= base if match.tense > 0 else day <= base)] or days
    nearest = min(wanted, key=lambda day: abs((day - base).days))
    return [Found(start, match.last, "DATE", nearest.isoformat(), anchor="published")]


def _now(match: Match, narrative: Narrative) -> list[Found]:
    return [Found(match.first, match.last, "DATE", "PRESENT_REF", anchor="published")]


def _ref(match: Match, narrative: Narrative) -> list[Found]:
    word = match.part("r")[0].text.lower()
    kind, value = table("times")["references"][word].split()
    base = narrative.published
    if shift := re.match(r"D([+-]\d)(.*)$", value):
        day = (base + timedelta(days=int(shift[1]))).isoformat() if base else "XXXX-XX-XX"
        return [Found(match.first, match.last, kind, day + shift[2], anchor="published")]
    if word == "soon" and (
        _follows(match, "as") or match.words[match.first - 1].text.lower() in ("as", "too", "how")
    ):
        return []
    first = match.first
    if word == "future" and first and match.words[first - 1].text.lower() == "near":
        first -= 1
    if word == "future":
        if not first or match.words[first - 1].kind != "the" or _noun_after(match):
            return []
        first -= 1
    return [Found(first, match.last, kind, value, anchor="published")]


def _noun_after(match: Match) -> bool:
    """Whether a word follows on the same stretch, as in "the future king"."""
    if match.last >= len(match.words):
        return False
    after = match.words[match.last]
    return after.kind == "other" and after.text[0].isalpha() and after.text.islower() and after.text not in (
        "is", "was", "looks", "will", "holds", "with", "as", "but", "if", "because", "when", "remains", "may", "has",
        "would", "while", "he", "she", "they", "it", "we", "without", "brings", "lies", "seems", "said", "says")  # fmt: skip


def _then(match: Match, narrative: Narrative) -> list[Found]:
    before = match.words[match.first - 1].text.lower() if match.first else ""
    value = "PRESENT_REF" if match.all()[-1].kind == "moment" else "PAST_REF"
    return [Found(match.first, match.last, "DATE", value, anchor="published")] if before == "at" else []


# --- small readings --------------------------------------------------------------------------------------


def _number(words: list[Word]) -> int | None:
    text = words[0].text.lower() if words else ""
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return table("times")["ordinals"].get(text)


def _amount(words: list[str]) -> float | None:
    """The number that words say: "two", "2 1/2", "a", "a couple of" (2); None where they are vague."""
    plain = [word for word in words if word != "of"]
    if len(plain) == 4 and plain[2] == "/":
        return float(plain[0]) + float(plain[1]) / max(1.0, float(plain[3]))
    if not plain or plain in (["a"], ["an"]):
        return 1.0 if plain else None
    if plain[-1] == "half" and len(plain) <= 2 and len(words) == len(plain):
        return 0.5
    if "half" in plain:
        number = value_of([word for word in plain if word not in ("and", "a", "half")])
        return number + 0.5 if number is not None else 0.5
    return value_of(plain)


def _length(number: float, unit: str) -> str:
    """A TIMEX3 duration: P2Y6M for two and a half years, PT10H for ten hours."""
    clock = "T" if unit.startswith("T") else ""
    if unit == "Y" and number % 1 == 0.5:
        return f"P{int(number)}Y6M" if number > 1 else "P6M"
    if unit == "TH" and number % 1 == 0.5:
        return f"PT{int(number)}H30M" if number > 1 else "PT30M"
    if unit == "TM" and number % 1 == 0.5:
        return f"PT{int(number)}M30S"
    if unit == "M" and number % 1 == 0.5:
        return f"P{int(number)}M15D" if number > 1 else "P15D"
    plain = f"{number:g}" if number < 1e6 else str(int(number))
    return f"P{clock}{plain}{_letter(unit)}"


def _vague(unit: str) -> str:
    return f"P{'T' if unit.startswith('T') else ''}X{_letter(unit)}"


def _letter(unit: str) -> str:
    return unit[1:] if unit.startswith("T") else "W" if unit == "WE" else unit


def _open(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(
        unit, "XXXX"
    )


def _unit_of(word: str) -> str | None:
    lexicon = table("times")
    found: str | None = lexicon["units"].get(word.lower()) or lexicon["plurals"].get(word.lower())
    return found


def _month_of(word: Word | None) -> int | None:
    return table("times")["months"].get(word.text.lower()) if word else None


def _weekday_of(words: list[Word]) -> int | None:
    known = table("times")["weekdays"]
    for word in words:
        if word.kind == "weekday":
            found: int | None = known.get(word.text.lower()) or known.get(word.text.lower().removesuffix("s"))
            return found
    return None


def _relation(words: list[str]) -> str:
    """The word that says which: the last of "this past", "the following"."""
    rank = {"preceding": "previous", "prior": "previous", "subsequent": "following", "upcoming": "coming"}
    plain = [rank.get(word, word) for word in words]
    for word in reversed(plain):
        if word not in ("the", "a", "'s", "’s"):
            return word
    return "the" if "the" in plain else ""


def _year_said(match: Match, narrative: Narrative) -> tuple[int | None, str | None]:
    if match.part("y"):
        return _year_number(match.lower("y")) or None, "absolute"
    if match.part("yy"):
        year = int(match.lower("yy")[0])
        return year + (2000 if year < 50 else 1900) if year < 100 else year, "absolute"
    if match.part("rel") and narrative.published:
        step = {"last": -1, "next": 1}.get(match.lower("rel")[0], 0)
        return narrative.published.year + step, "published"
    return None, None


def _year_number(words: list[str]) -> int:
    """A year in digits or in words; 0 where the words are none."""
    return int(words[0]) if words[0].isdigit() else year_in_words(words) or 0


def _shift_year(base: date | None, step: int) -> str:
    return f"{base.year + step:04d}" if base else "XXXX"


def _anchor(narrative: Narrative) -> str:
    return "published" if narrative.published else "narrative"


def _first_of(match: Match, *kinds: str) -> str:
    word = match.of_kind(*kinds)
    return word.text.lower() if word else ""


def _without(words: list[Word], first: int, last: int, kinds: tuple[str, ...]) -> int:
    while last - 1 > first and words[last - 1].kind in kinds:
        last -= 1
    return last


_READERS: dict[str, Callable[[Match, Narrative], list[Found]]] = {
    "iso": _iso, "numeric": _numeric, "clock": _clock, "days": _days, "hijri": _hijri, "jalali": _jalali,
    "day": _day, "month": _month, "part": _part, "weekday": _weekday, "quarter": _quarter, "period": _period,
    "fiscal": _fiscal, "decade": _decade, "century": _century, "set": _set, "ago": _ago, "span": _span,
    "unit": _span, "relative": _relative, "same": _same, "season": _season, "length": _length_found,
    "bare": _bare, "year": _year, "yearword": _yearword, "nth": _nth, "now": _now, "ref": _ref, "then": _then,
    "yearend": _yearend, "these": _bare, "past": _past,
}  # fmt: skip
