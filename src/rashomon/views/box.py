"""What stands in the search box → conditions on articles, events and statements.

Reads the words of a query; gives SQL conditions with their values, never a value within the SQL. The one idea: a query
is a filter like any other, so it narrows stories, facets and pictures as it narrows the list of hits.

    "missile strike" -funeral ~chemical weapons actor:Iran type:CONSULT recipient:Russia place:Homs outlet:IRNA
    language:ru date:2017-04-07..2017-04-12 said:missile speaker:"Hossein Dehqan"
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rashomon.knowledge.countries import country_of
from rashomon.store.search import SearchIndex

#: Fields of one event, of the article, of a statement.
OF_EVENTS = ("actor", "type", "recipient", "place")
OF_ARTICLES = ("outlet", "language", "date")
OF_STATEMENTS = ("said", "speaker")
FIELDS = (*OF_EVENTS, *OF_ARTICLES, *OF_STATEMENTS)

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


def article_parts(index: SearchIndex, query: Query) -> list[Part]:
    """Conditions on articles (`a`)."""
    parts = []
    if match := match_of(query):
        parts.append(Part("a.n in (select rowid from words where words match ?)", (match,)))
    elif query.excluded:
        left = " OR ".join(_quoted(value) for value in query.excluded)
        parts.append(Part("a.n not in (select rowid from words where words match ?)", (left,)))
    parts += [*_published(query), *_where_published(query)]
    if query.of(*OF_EVENTS):
        act = both(event_parts(index, query))
        told = f"select r.article from reports r where r.event in (select e.n from events e where {act.sql})"
        parts.append(Part(f"a.n in ({told})", act.values))
    if query.of(*OF_STATEMENTS):
        said = both(statement_parts(index, query))
        parts.append(Part(f"a.n in (select s.article from statements s where {said.sql})", said.values))
    return parts


def event_parts(index: SearchIndex, query: Query) -> list[Part]:
    """Conditions on events (`e`): all fields must hold of one event."""
    parts = []
    for name in query.fields.get("actor", ()):
        parts.append(
            Part(
                "e.n in (select event from parties where role = 'actor' "
                "and entity in (select value from json_each(?)))",
                (json.dumps(entities_called(index, name)),),
            )
        )
    for name in query.fields.get("recipient", ()):
        # "the two spoke": where nobody is the recipient, those who act together are each other's
        parts.append(
            Part(
                "e.n in (select p.event from parties p where p.entity in (select value from json_each(?)) and "
                "(p.role = 'recipient' or not exists "
                "(select 1 from parties o where o.event = p.event and o.role = 'recipient')))",
                (json.dumps(entities_called(index, name)),),
            )
        )
    if types := query.fields.get("type"):
        parts.append(_types(types))
    for name in query.fields.get("place", ()):
        parts.append(
            Part(
                "(e.name like ? escape '\\' or e.country = ? or e.n in (select p.event from parties p join entities n "
                "on n.n = p.entity and n.kind = 'place' where p.entity in (select value from json_each(?))))",
                (f"%{_literal(name)}%", country_of(name) or "", json.dumps(entities_called(index, name))),
            )
        )
    return parts


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
    return parts


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


def _types(types: tuple[str, ...]) -> Part:
    """PLOVER types, or type/mode."""
    whole = [value.upper() for value in types if "/" not in value]
    modes = [value.upper().replace("/", "|", 1).split("|") for value in types if "/" in value]
    one_of = ["e.type in (select value from json_each(?))", *("(e.type = ? and upper(e.mode) = ?)" for _ in modes)]
    return Part(f"({' or '.join(one_of)})", (json.dumps(whole), *(value for pair in modes for value in pair)))


def _published(query: Query) -> list[Part]:
    parts = []
    for value in query.fields.get("date", ()):
        first, last = days(value) or (None, None)
        if first:
            parts.append(Part("a.day >= ?", (first,)))
        if last:
            parts.append(Part("a.day <= ?", (last,)))
    return parts


def _where_published(query: Query) -> list[Part]:
    parts = []
    if outlets := query.fields.get("outlet"):
        sql = " or ".join("a.outlet like ? escape '\\'" for _ in outlets)
        parts.append(Part(f"({sql})", tuple(f"%{_literal(name)}%" for name in outlets)))
    if languages := query.fields.get("language"):
        codes = json.dumps([language.lower() for language in languages])
        parts.append(Part("a.language in (select value from json_each(?))", (codes,)))
    return parts


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
