"""tables/offices.csv and tables/people.csv → who held which office when, and what that says about a date.

The one idea: an office is held by one person at a time, so that a name beside an office bounds the date of a
text. Names are compared folded (no case, accents, points, Arabic article); inside one office, where few names
compete, consonants are enough, because agencies spell vowels as they please.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.knowledge.countries import by_code
from rashomon.knowledge.letters import without_accents
from rashomon.knowledge.office_phrases import OfficeHint, match_office
from rashomon.knowledge.tables import rows

__all__ = ["Holding", "Interval", "Office", "OfficeHint", "folded_name", "held_together", "holders", "interval_of",
           "match_office", "offices", "people_named", "tenures"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """One person's hold of one office.

    `country` is ISO 3166 alpha-3, or None for international bodies. `start`, `end` are YYYY, YYYY-MM or
    YYYY-MM-DD, as precise as they are known; `end` None: still held as of `as_of`.
    """

    country: str | None
    office: str
    organization: str
    title: str
    person: str
    aliases: tuple[str, ...]
    wikidata: str | None
    start: str
    end: str | None
    as_of: str
    note: str

    @property
    def first(self) -> str:
        """The earliest day, ISO, on which the hold can have begun."""
        return (self.start + "-01-01"[len(self.start) - 4 :])[:10]

    @property
    def last(self) -> str | None:
        """The latest day, ISO, on which the hold can have ended; None: not known to have ended."""
        return last_day(self.end) if self.end else None


class Interval(NamedTuple):
    """Days `start` to `end`, both inclusive, ISO; None is open. `rows` are the holds it rests on."""

    start: str | None
    end: str | None
    rows: tuple[Office, ...]


class Holding(NamedTuple):
    """A person as written, with the office phrase and the country (alpha-3) that stand beside the name."""

    name: str
    phrase: str | None = None
    country: str | None = None


@functools.cache
def offices() -> tuple[Office, ...]:
    """Every row of the table, in its order."""
    people = {row["person"]: row for row in rows("people")}
    return tuple(_office(row, people.get(row["person"])) for row in rows("offices"))


def holders(country: str | None, office: str, at: str | None = None) -> tuple[Office, ...]:
    """Who held an office of a country (None: of international bodies), by start; on one ISO day where given."""
    found = _by_office().get((country, office), ())
    return found if at is None else tuple(row for row in found if held_on(row, at))


def held_on(row: Office, day: str) -> bool:
    """Whether the hold can have lasted on an ISO day; an imprecise bound counts as its widest reading."""
    return row.first <= day[:10] <= (row.last or "9999")


def tenures(name: str) -> tuple[Office, ...]:
    """All holds of the people whom a written name spells, by start; () where it spells nobody."""
    found = (row for person in people_named(name) for row in _by_person()[person])
    return tuple(sorted(found, key=lambda row: (row.first, row.office)))


def people_named(name: str) -> tuple[str, ...]:
    """The people of the table (their names there) whom a written full name can spell; honorifics may precede it."""
    return _by_alias().get(folded_name(name), ()) or _by_alias().get(folded_name(_HONORIFICS.sub("", name)), ())


@functools.lru_cache(maxsize=20_000)
def interval_of(phrase: str, country: str | None, name: str) -> Interval | None:
    """The days between which a person held the office that a phrase names, or None where no row says so.

    A person with several terms gives the span from the first to the last.
    """
    return _hull(_periods(Holding(name, phrase, country)))


def held_together(holdings: Iterable[Holding]) -> Interval | None:
    """The days on which every person held the office named beside them, with the rows that say so.

    Holdings that the table does not know bound nothing. None where none is known, or where those known
    never coincide. Where the holds coincide more than once, the span from first to last.
    """
    found: Sequence[Interval] = []
    for holding in holdings:
        periods = _periods(holding)
        if not periods:
            continue
        found = [both for one in found for other in periods if (both := _meet(one, other))] if found else periods
        if not found:
            return None
    return _hull(found)


@functools.lru_cache(maxsize=50_000)
def folded_name(name: str) -> str:
    """The form in which names are compared: "Fahd Jassem al-Freij" → "fahd jassem freij"."""
    text = name if name.isascii() else _plain(name)
    text = _ARTICLE.sub("", text.casefold())
    return " ".join(_PUNCTUATION.sub(" ", text.replace("'", "").replace(".", " ")).split())


def last_day(date: str) -> str:
    """The last ISO day of a year, month or day."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02d}"
    return date


#: "al-", "el-" and their assimilated kin, hyphened or standing inside a name; "Al Gore" keeps his.
_ARTICLE = re.compile(r"\b(?:al|el|ad|as|ash|an|ar|at|az|ul)-(?=\w)|(?<=\w )(?:al|el) (?=\w)")
_PUNCTUATION = re.compile(r"[^\w]+|_+")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "ß": "ss", "þ": "th", "ð": "d", "ə": "e",
                          "Ł": "L", "Đ": "D", "Ø": "O", "Þ": "Th", "İ": "I", "œ": "oe",
                          "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'", "“": " ", "”": " "})  # fmt: skip
_HONORIFICS = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|sir|dame|lord|gen|general|lt|lieutenant|brig|brigadier|maj|major|col|colonel|adm|admiral"
    r"|field|marshal|president|prime|minister|premier|chancellor|secretary|sheikh|sheik|prince|princess|crown|emir"
    r"|ayatollah|hojatoleslam|mullah|maulana|imam|sayyed|sayyid|seyed|seyyed|king|queen|sultan|pope|his|her"
    r"|majesty|highness|excellency|royal|comrade|senator|judge|professor|prof|ambassador)\b\.?\s*)+",
    re.IGNORECASE,
)


def _plain(text: str) -> str:
    return without_accents(text.translate(_LETTERS))


def _office(row: Mapping[str, str], person: Mapping[str, str] | None) -> Office:
    aliases = tuple(filter(None, person["aliases"].split("|"))) if person else ()
    wikidata = (person["wikidata"] or None) if person else None
    return Office(
        row["country"] or None, row["office"], row["organization"], row["title"], row["person"], aliases, wikidata,
        row["start"], row["end"] or None, row["as_of"], row["note"],
    )  # fmt: skip


@functools.cache
def _by_office() -> Mapping[tuple[str | None, str], tuple[Office, ...]]:
    found: dict[tuple[str | None, str], list[Office]] = defaultdict(list)
    for row in offices():
        found[row.country, row.office].append(row)
    return {key: tuple(sorted(held, key=lambda row: row.first)) for key, held in found.items()}


@functools.cache
def _by_key() -> Mapping[str, tuple[Office, ...]]:
    """Office key → its holds in every country."""
    found: dict[str, list[Office]] = defaultdict(list)
    for row in offices():
        found[row.office].append(row)
    return {key: tuple(held) for key, held in found.items()}


@functools.cache
def _by_person() -> Mapping[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for row in offices():
        found[row.person].append(row)
    return {person: tuple(held) for person, held in found.items()}


@functools.cache
def _by_alias() -> Mapping[str, tuple[str, ...]]:
    """Folded spelling → the people it spells, mostly one."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for person, held in _by_person().items():
        for spelling in _spellings(held[0]):
            found[folded_name(spelling)][person] = None
    return {key: tuple(people) for key, people in found.items()}


def _spellings(row: Office) -> tuple[str, ...]:
    """All spellings; what stands in brackets behind a name tells namesakes apart and is not written in text."""
    return (row.person.partition(" (")[0], *row.aliases)


@functools.lru_cache(maxsize=20_000)
def _periods(holding: Holding) -> Sequence[Interval]:
    """The disjoint periods during which a person can have held what the phrase names."""
    hint = match_office(holding.phrase) if holding.phrase else None
    if hint is not None and hint.counterpart:
        return []
    if hint is None and holding.phrase:
        return []
    found = _holds(holding.name, hint, holding.country or (hint.country if hint else None))
    if not found:
        return []
    if hint is not None and hint.former:
        return [Interval(min(row.last or "9999" for row in found), None, tuple(found))]
    return _merged(found)


def _holds(name: str, hint: OfficeHint | None, country: str | None) -> list[Office]:
    """The person's holds of the likeliest office that the phrase can mean, among those that he held at all.

    A spelling that the table knows is never read as somebody else's.
    """
    spelled = [row for person in people_named(name) for row in _by_person()[person]]
    if hint is None:
        return [row for row in spelled if country is None or row.country == country]
    close = country is not None or bool(hint.organizations)
    for key in hint.offices:
        found = _fitting([row for row in spelled if row.office == key], hint, country)
        if found:
            return found
        if spelled:
            continue
        rivals = [row for row in _by_key().get(key, ()) if _alike(name, row, close)]
        found = _fitting(rivals, hint, country)
        if len({row.person for row in found}) == 1:
            return found
    return []


def _fitting(held: Sequence[Office], hint: OfficeHint, country: str | None) -> list[Office]:
    """Holds in the organization that the phrase names; else in the country, where it names one.

    The second because the table files some offices elsewhere than phrases do: "White House security adviser".
    """
    inside = [
        row for row in held
        if row.organization in hint.organizations and (country is None or row.country in (country, None))
    ]  # fmt: skip
    if inside or (hint.organizations and country is None):
        land = by_code(country) if country else None
        return [row for row in inside if land and land.name in row.title] or inside
    return [row for row in held if country is None or row.country == country]


def _alike(name: str, row: Office, close: bool) -> bool:
    """Whether a name can be another spelling of the holder's: the family name, and the given name if there is one."""
    words = _bare_words(name)
    if close and len(words) == 1 and any(words[0] in _ends(known) for known in _spellings(row)):
        return True
    written = _written(name)
    return bool(written) and any(_same_consonants(written, known, close) for known in _skeletons(row))


@functools.lru_cache(maxsize=20_000)
def _bare_words(name: str) -> tuple[str, ...]:
    """The folded words of a name without its honorifics."""
    return tuple(folded_name(_HONORIFICS.sub("", name)).split())


@functools.lru_cache(maxsize=20_000)
def _written(name: str) -> list[str]:
    return [skeleton(word) for word in _bare_words(name)]


@functools.lru_cache(maxsize=20_000)
def _ends(name: str) -> tuple[str, str]:
    """First and last word: one of them is the family name, as a people's custom has it."""
    words = folded_name(name).split()
    return words[0], words[-1]


@functools.cache
def _skeletons(row: Office) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(skeleton(word) for word in folded_name(name).split()) for name in _spellings(row))


def _same_consonants(written: Sequence[str], known: Sequence[str], close: bool) -> bool:
    if not known or len(written[-1]) < 2:
        return False
    if close and (list(known[-len(written) :]) == written or written == [known[0]]):
        return True
    return len(written) > 1 and written[-1] == known[-1] and written[0] == known[0]


@functools.lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Consonants of a folded word with the letters that transliterations swap made one: Dehqan, Dehghan → "dkn"."""
    for pattern, letter in _SWAPPED:
        word = pattern.sub(letter, word)
    return word


_SWAPPED = (
    (re.compile(r"gh|kh|ch|q|ck|g(?=a|o|u|h)|c(?=a|o|u)"), "k"), (re.compile(r"dj|zh"), "j"),
    (re.compile(r"ph|v|w"), "f"), (re.compile(r"[aeiouyh]"), ""), (re.compile(r"(.)\1+"), r"\1"),
)  # fmt: skip


def _merged(found: Iterable[Office]) -> list[Interval]:
    """Holds → periods, joined where one runs into the next."""
    merged: list[Interval] = []
    for row in sorted(found, key=lambda row: row.first):
        before = merged[-1] if merged else None
        if before and (before.end is None or row.first <= before.end):
            end = None if before.end is None or row.last is None else max(before.end, row.last)
            merged[-1] = Interval(before.start, end, (*before.rows, row))
        else:
            merged.append(Interval(row.first, row.last, (row,)))
    return merged


def _meet(one: Interval, other: Interval) -> Interval | None:
    start = max(one.start or "", other.start or "")
    end = min(one.end or "9999", other.end or "9999")
    if start > end:
        return None
    return Interval(start or None, None if end == "9999" else end, tuple(dict.fromkeys(one.rows + other.rows)))


def _hull(periods: Sequence[Interval]) -> Interval | None:
    if not periods:
        return None
    start = min(period.start or "" for period in periods) or None
    ends = [period.end for period in periods]
    end = None if None in ends else max(end for end in ends if end)
    return Interval(start, end, tuple(dict.fromkeys(row for period in periods for row in period.rows)))
