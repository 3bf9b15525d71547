"""What stands in the search box → which articles, events and statements it chooses.

Reads the words of a query; gives masks over the index's columns, and for statements SQL conditions with their values,
never a value within the SQL. The one idea: a query is a filter like any other, so it narrows stories, facets and
pictures as it narrows the list of hits.

    "missile strike" -funeral ~chemical weapons actor:Iran type:CONSULT recipient:Russia place:Homs outlet:IRNA
    language:ru date:2017-04-07..2017-04-12 said:missile speaker:"Hossein Dehqan"
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.knowledge.countries import country_of
from rashomon.knowledge.plover import HARM, TYPES
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns, Mask, Numbers
from rashomon.store.search_tables import STANDS

#: Fields of one event, of the article, of a statement.
OF_EVENTS = ("actor", "type", "recipient", "place")
OF_ARTICLES = ("outlet", "language", "date")
OF_STATEMENTS = ("said", "speaker")
FIELDS = (*OF_EVENTS, *OF_ARTICLES, *OF_STATEMENTS)

#: What `type:` may name.
_TYPES = (*TYPES, HARM)

_TERM = re.compile(
    r"""(?P<not>-)?(?:(?P<field>[A-Za-z]+):)?(?:["“”](?P<phrase>[^"“”]*)["“”]|(?P<word>[^\s"“”]+))""", re.VERBOSE
)
_WORD = re.compile(r"\w+")
_MOST_TERMS = 40


@dataclass(frozen=True)
class Query:
    """A query, read. `problems`: what in it could not be followed, in sentences."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    meaning: str | None = None
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether words or phrases are asked for."""
        return bool(self.words or self.phrases)

    def of(self, *names: str) -> dict[str, tuple[str, ...]]:
        """The fields of these names that are given."""
        return {name: self.fields[name] for name in names if name in self.fields}


class Part(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    sql: str
    values: tuple[str | int, ...]


def read_query(text: str) -> Query:
    """The query that a person typed; nothing in it is an error, what cannot be followed is told."""
    words, _, meaning = text.partition("~")
    found: dict[str, list[str]] = {}
    plain: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    problems: list[str] = []
    for term in list(_TERM.finditer(words))[:_MOST_TERMS]:
        value = term["phrase"] if term["phrase"] is not None else term["word"]
        name = (term["field"] or "").lower()
        if name and name not in FIELDS:
            problems.append(f"no such field: {name!r}; there are {', '.join(FIELDS)}")
            name, value = "", f"{name} {value}"
        if not _WORD.search(value):
            continue
        if name and term["not"]:
            problems.append(f"a field cannot be left out yet: -{name}:{value}")
        elif name:
            found.setdefault(name, []).append(value)
        else:
            target = excluded if term["not"] else phrases if term["phrase"] is not None else plain
            target.append(value)
    for value in found.get("type", ()):
        if (type := value.partition("/")[0].upper()) not in _TYPES:
            problems.append(f"no such type: {type!r}; there are {', '.join(_TYPES)}")
    for value in found.get("date", ()):
        if not days(value):
            problems.append(f"not a span of days: {value!r}; write date:2017-04-07..2017-04-12")
    return Query(
        tuple(plain), tuple(phrases), tuple(excluded), " ".join(meaning.split()) or None,
        {name: tuple(values) for name, values in found.items()}, tuple(problems),
    )  # fmt: skip


def days(value: str) -> tuple[str | None, str | None] | None:
    """First and last day of "2017-04-07..2017-04-12", "2017-04-07..", "..2017-04-12", "2017-04-07" or "2017-04"."""
    first, dots, last = value.partition("..")
    if not dots:
        last = first
    read = _day(first, "01-01", "01"), _day(last, "12-31", "31")
    if "" in read or (read[0] is None and read[1] is None):
        return None
    return read


def _day(text: str, of_year: str, of_month: str) -> str | None:
    """A day; None where nothing is written, an empty text where it is none."""
    if not text:
        return None
    if re.fullmatch(r"\d{4}", text):
        return f"{text}-{of_year}"
    if re.fullmatch(r"\d{4}-\d\d", text):
        # days are compared as text, so the thirty-first of any month comes after all of it
        return f"{text}-{of_month}"
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def match_of(query: Query) -> str | None:
    """The query's words in the words' index' own language; None where there are none to look for."""
    wanted = [_quoted(value) for value in (*query.words, *query.phrases)]
    wanted = [value for value in wanted if value != '""']
    if not wanted:
        return None
    left = [_quoted(value) for value in query.excluded]
    return " AND ".join(wanted) + "".join(f" NOT {value}" for value in left if value != '""')


def _quoted(value: str) -> str:
    """Words as a string of the index' language: whatever they are, they are looked for and never obeyed."""
    return '"' + " ".join(_WORD.findall(value)) + '"'


def articles_found(index: SearchIndex, query: Query) -> Mask:
    """Articles that the whole query chooses."""
    columns = index.columns()
    found = columns.articles
    if match := match_of(query):
        found &= _matching(index, match)
    elif query.excluded:
        found &= ~_matching(index, " OR ".join(_quoted(value) for value in query.excluded))
    found &= _published(columns, query) & _where_published(columns, query)
    if query.of(*OF_EVENTS):
        found &= columns.telling(events_found(index, query))
    if query.of(*OF_STATEMENTS):
        said = both(statement_parts(index, query))
        numbers = index.numbers(f"select s.article number from statements s where {said.sql}", said.values)
        found &= mask_of(columns.voice, numbers)
    return found


def mask_of(like: Numbers, numbers: NDArray[np.int64]) -> Mask:
    """Numbers as a mask as long as `like`."""
    found = np.zeros(len(like), bool)
    found[numbers] = True
    return found


def _matching(index: SearchIndex, match: str) -> Mask:
    numbers = index.numbers("select rowid number from words where words match ?", (match,))
    return mask_of(index.columns().voice, numbers)


def events_found(index: SearchIndex, query: Query) -> Mask:
    """Events of which all fields of acts hold."""
    columns = index.columns()
    found = columns.events
    for name in query.fields.get("actor", ()):
        found &= taking_part(columns, entities_called(index, name), columns.role == 0)
    for name in query.fields.get("recipient", ()):
        # "the two spoke": where nobody is the recipient, those who act together are each other's
        suffered = _events_at(columns, columns.party_event[columns.role == 1])
        found &= taking_part(
            columns, entities_called(index, name), (columns.role == 1) | ~suffered[columns.party_event]
        )
    if types := query.fields.get("type"):
        found &= _of_types(columns, types)
    for name in query.fields.get("place", ()):
        found &= _at(index, columns, name)
    return found


def taking_part(columns: Columns, entities: Iterable[int], role: Mask) -> Mask:
    """Events in which one of these entities has a part; `role` chooses among all parts."""
    size = 1 + int(columns.party.max(initial=0))
    asked = np.zeros(size, bool)
    asked[[number for number in entities if number < size]] = True
    return _events_at(columns, columns.party_event[asked[columns.party] & role])


def coded_as(column: Numbers, codes: Sequence[int]) -> Mask:
    """Rows that have one of these codes."""
    return np.isin(column, np.array(codes, np.int32))


def _events_at(columns: Columns, numbers: Numbers) -> Mask:
    found = np.zeros(len(columns.type), bool)
    found[numbers] = True
    return found


def _at(index: SearchIndex, columns: Columns, name: str) -> Mask:
    """Events told to be at a place of this name, in a country of this name, or with such a place as a party."""
    named = coded_as(columns.name, _like(columns.values["name"], name))
    inside = coded_as(columns.where, columns.code("where", [country_of(name) or ""]))
    places = index.numbers(
        "select n number from entities where kind = 'place' and n in (select value from json_each(?))",
        (json.dumps(entities_called(index, name)),),
    )
    return named | inside | taking_part(columns, places.tolist(), columns.role >= 0)


def _like(values: Sequence[str], part: str) -> list[int]:
    """Codes of values that hold this, whatever the case of its letters."""
    wanted = part.casefold()
    return [code for code, value in enumerate(values) if wanted in value.casefold()]


def statement_parts(index: SearchIndex, query: Query) -> list[Part]:
    """Conditions on statements (`s`)."""
    parts = []
    for words in query.fields.get("said", ()):
        parts.append(Part("s.n in (select rowid from said where said match ?)", (_quoted(words),)))
    for name in query.fields.get("speaker", ()):
        numbers = json.dumps(entities_called(index, name))
        parts.append(
            Part(
                "(s.speaker in (select value from json_each(?)) or s.speaker_words like ? escape '\\')",
                (numbers, f"%{_literal(name)}%"),
            )
        )
    return [*parts, Part(STANDS, ())]


def entities_called(index: SearchIndex, name: str) -> list[int]:
    """Entities with this in a name or alias; of a country also those that belong to it."""
    rows = index.rows("select rowid n from names where names match ?", (_quoted(name),)) if _WORD.search(name) else []
    found = [row["n"] for row in rows]
    if code := country_of(name):
        found += [row["n"] for row in index.rows("select n from entities where country = ?", (code,))]
    return sorted(set(found))


def both(parts: list[Part]) -> Part:
    """All of the parts."""
    if not parts:
        return Part("1", ())
    sql = " and ".join(f"({part.sql})" for part in parts)
    return Part(sql, tuple(value for part in parts for value in part.values))


def _of_types(columns: Columns, types: Sequence[str]) -> Mask:
    """Events of PLOVER types, or of type/mode."""
    found = coded_as(columns.type, columns.code("type", [value.upper() for value in types if "/" not in value]))
    for value in types:
        type, slash, mode = value.upper().partition("/")
        if slash:
            modes = [code for code, known in enumerate(columns.values["mode"]) if known.upper() == mode]
            found |= coded_as(columns.type, columns.code("type", [type])) & coded_as(columns.mode, modes)
    return found


def _published(columns: Columns, query: Query) -> Mask:
    found = columns.articles
    for value in query.fields.get("date", ()):
        found &= between(columns, *(days(value) or (None, None)))
    return found


def between(columns: Columns, first: str | None, last: str | None) -> Mask:
    """Articles published from the first to the last day, both included; undated ones only where no day is asked."""
    found = columns.articles
    if first:
        found &= columns.day >= bisect_left(columns.values["day"], first)
    if last:
        found &= columns.day < bisect_right(columns.values["day"], last)
    if first or last:
        found &= columns.day >= 0
    return found


def _where_published(columns: Columns, query: Query) -> Mask:
    found = columns.articles
    if outlets := query.fields.get("outlet"):
        codes = {code for name in outlets for code in _like(columns.values["outlet"], name)}
        found &= coded_as(columns.outlet, sorted(codes))
    if languages := query.fields.get("language"):
        found &= coded_as(columns.language, columns.code("language", [name.lower() for name in languages]))
    return found


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
