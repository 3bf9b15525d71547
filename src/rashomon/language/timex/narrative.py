"""What the reading of a time expression works on: the match, the narrative so far, and small readings of words.

The one idea: `Narrative` remembers the day, month, quarter and year told last; `Match` hides letters and groups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rashomon.knowledge.tables import table
from rashomon.language import calendar
from rashomon.language.numbers import value_of, year_in_words
from rashomon.language.timex.words import Word

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

        What is only compared with ("a year earlier") moves nothing, nor does the year 0, which no calendar has.
        """
        if compared:
            return
        if found := re.match(r"(?!0000)(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4]))?", value):
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


def number_of(words: list[Word]) -> int | None:
    text = words[0].text.lower() if words else ""
    ordinals: dict[str, int] = table("times")["ordinals"]
    digits = re.match(r"\d+", text)
    if digits:
        return int(digits[0])
    return ordinals.get(text)


def amount_of(words: list[str]) -> float | None:
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


def length_value(number: float, unit: str) -> str:
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


def vague_value(unit: str) -> str:
    return f"P{'T' if unit.startswith('T') else ''}X{_letter(unit)}"


def _letter(unit: str) -> str:
    return unit[1:] if unit.startswith("T") else "W" if unit == "WE" else unit


def open_value(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def unit_of(word: str) -> str | None:
    lexicon = table("times")
    found: str | None = lexicon["units"].get(word.lower()) or lexicon["plurals"].get(word.lower())
    return found


def month_of(word: Word | None) -> int | None:
    known: dict[str, int] = table("times")["months"]
    return known.get(word.text.lower()) if word else None


def weekday_of(words: list[Word]) -> int | None:
    known = table("times")["weekdays"]
    for word in words:
        if word.kind == "weekday":
            found: int | None = known.get(word.text.lower()) or known.get(word.text.lower().removesuffix("s"))
            return found
    return None


def relation_of(words: list[str]) -> str:
    """The word that says which: the last of "this past", "the following"."""
    rank = {"preceding": "previous", "prior": "previous", "subsequent": "following", "upcoming": "coming"}
    plain = [rank.get(word, word) for word in words]
    for word in reversed(plain):
        if word not in ("the", "a", "'s", "’s"):
            return word
    return "the" if "the" in plain else ""


def year_said(match: Match, narrative: Narrative) -> tuple[int | None, str | None]:
    if match.part("y"):
        return year_number(match.lower("y")) or None, "absolute"
    if match.part("yy"):
        year = int(match.lower("yy")[0])
        return year + (2000 if year < 50 else 1900) if year < 100 else year, "absolute"
    if match.part("rel") and narrative.published:
        step = {"last": -1, "next": 1}.get(match.lower("rel")[0], 0)
        return narrative.published.year + step, "published"
    return None, None


def year_number(words: list[str]) -> int:
    """A year in digits or in words; 0 where the words are none."""
    return int(words[0]) if words[0].isdigit() else year_in_words(words) or 0


def shifted_year(base: date | None, step: int) -> str:
    return f"{base.year + step:04d}" if base else "XXXX"


def anchor_of(narrative: Narrative) -> str:
    return "published" if narrative.published else "narrative"


def first_of(match: Match, *kinds: str) -> str:
    word = match.of_kind(*kinds)
    return word.text.lower() if word else ""


def without_tail(words: list[Word], first: int, last: int, kinds: tuple[str, ...]) -> int:
    while last - 1 > first and words[last - 1].kind in kinds:
        last -= 1
    return last


#: What may come right behind "the day before" where it stands for itself.
_ENDING = frozenset(
    "comma dot dash paren and or in at on by to for from during since until till through of poss".split()
)


def side_of(match: Match) -> str:
    """ "the Monday before", "the day after": previous or following; "" where what it is before is named behind it."""
    ends = match.last >= len(match.words) or match.words[match.last].kind in _ENDING
    return {"before": "previous", "after": "following"}[match.lower("side")[0]] if ends else ""


def follows(match: Match, word: str) -> bool:
    """Whether a word comes right after the match."""
    return match.last < len(match.words) and match.words[match.last].text.lower() == word
