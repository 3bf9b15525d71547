"""index + query → hits: articles with the words that answer, acts, statements, and parties by name.

Reads the search index; writes nothing but the vectors that meaning needs. The one idea: a hit is a quotation with its
offsets, and copies of one text are one hit, so that the list counts voices and not reprints.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rashomon.store.search import SearchIndex
from rashomon.views.box import (
    OF_EVENTS,
    OF_STATEMENTS,
    Query,
    article_parts,
    both,
    entities_called,
    event_parts,
    match_of,
    read_query,
    statement_parts,
)
from rashomon.views.items import (
    Cited,
    EventItem,
    Name,
    SaidItem,
    article_of,
    event_items,
    listed,
    said_items,
)
from rashomon.views.nearness import nearest
from rashomon.views.words import spell_published

#: Articles that are ranked; a query that finds more says so.
_RANKED = 2000
#: Acts, statements and parties beside the articles.
_BESIDE = 20
#: Where fewer articles hold the words, those that mean the like are added.
_FEW = 5
#: How near meaning must be, as a cosine; unrelated news lies below .45 (measured on the example corpus, 2026-11-22).
_NEAR = 0.45
#: Characters of a quotation.
_QUOTED = 280

_TOKEN = re.compile(r"\w+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ions", "ion", "edly", "ers", "er", "ed", "es", "ly", "s", "e")


@dataclass(frozen=True, slots=True)
class QueryView:
    """The query as it was understood; `problems` say what could not be followed."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    meaning: str | None
    fields: dict[str, tuple[str, ...]]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of a quotation that answer the query."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One text. `by`: words, meaning, act, said; `copies`: how many more articles found share its origin."""

    article: str
    outlet: str
    title: str | None
    published: str
    story: Name | None
    score: float
    by: str
    quote: Cited
    marks: tuple[Mark, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Party:
    """An entity whose name the query says."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Hits by page; `total` counts texts (copies folded), `articles` and `origins` all that was found."""

    query: QueryView
    total: int
    articles: int
    origins: int
    page: int
    size: int
    pages: int
    sampled: str | None
    hits: tuple[Hit, ...]
    events: tuple[EventItem, ...]
    events_total: int
    said: tuple[SaidItem, ...]
    said_total: int
    entities: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A text: its best article, how well it answers, by what, and how many articles share its origin."""

    n: int
    score: float
    by: str
    copies: int


def search(index: SearchIndex, text: str, page: int = 1, size: int = 20) -> SearchAnswer:
    """The answer to a query of the search box."""
    query = read_query(text)
    articles, origins, ranked = _ranked(index, query)
    folded = _folded(ranked, _by(query))
    near = _near(index, query, folded)
    texts = [*folded, *near]
    events, events_total = _events(index, query)
    said, said_total = _said(index, query)
    total = max(len(texts), origins) if len(ranked) == _RANKED else len(texts)
    pages = max(1, -(-len(texts) // size))
    problems = query.problems
    if query.meaning and not near:
        problems = (*problems, "nothing in English lies near this meaning")
    return SearchAnswer(
        query=QueryView(query.words, query.phrases, query.excluded, query.meaning, query.fields, problems),
        total=total,
        articles=articles + sum(1 + found.copies for found in near),
        origins=origins + len(near),
        page=page,
        size=size,
        pages=pages,
        sampled=f"the best {_RANKED:,} of {articles:,} articles are ranked" if articles > len(ranked) else None,
        hits=tuple(_hits(index, texts[(page - 1) * size : page * size], query)),
        events=events,
        events_total=events_total,
        said=said,
        said_total=said_total,
        entities=_parties(index, query),
    )


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────────


def _ranked(index: SearchIndex, query: Query) -> tuple[int, int, list[Any]]:
    """Articles, origins, and the best rows (n, origin, score, by)."""
    if not (query.has_words or query.excluded or query.fields):
        return 0, 0, []
    match = match_of(query)
    rest = replace(query, words=(), phrases=(), excluded=()) if match else query
    chosen = both(article_parts(index, rest))
    if match:
        rows = index.rows(
            "select a.n, a.origin, -w.score score from (select rowid, bm25(words, 3.0, 1.0) score from words "
            f"where words match ?) w join articles a on a.n = w.rowid where {chosen.sql} "
            f"order by w.score, a.n limit {_RANKED}",
            (match, *chosen.values),
        )
    else:
        rows = index.rows(
            f"select a.n, a.origin, 0 score from articles a where {chosen.sql} "
            f"order by a.day is null, a.day desc, a.n limit {_RANKED}",
            chosen.values,
        )
    if len(rows) < _RANKED:
        return len(rows), len({_voice(row) for row in rows}), rows
    whole = both(article_parts(index, query))
    ((articles, origins),) = index.rows(
        f"select count(*), count(distinct coalesce(a.origin, -a.n)) from articles a where {whole.sql}", whole.values
    )
    return articles, origins, rows


def _by(query: Query) -> str:
    """What the ranked articles answer by."""
    if query.has_words or not query.fields:
        return "words"
    return "said" if query.of(*OF_STATEMENTS) else "act" if query.of(*OF_EVENTS) else "words"


def _folded(rows: Sequence[Any], by: str) -> list[_Found]:
    """One text for each origin, the best first."""
    best: dict[int, Any] = {}
    counted: dict[int, int] = {}
    for row in rows:
        voice = _voice(row)
        best.setdefault(voice, row)
        counted[voice] = counted.get(voice, 0) + 1
    return [_Found(row["n"], round(row["score"], 4), by, counted[voice] - 1) for voice, row in best.items()]


def _voice(row: Any) -> int:
    return int(row["origin"]) if row["origin"] is not None else -int(row["n"])


def _near(index: SearchIndex, query: Query, found: Sequence[_Found]) -> list[_Found]:
    """Texts that mean the like: where asked for, and where words find few."""
    asked = query.meaning or (" ".join((*query.words, *query.phrases)) if len(found) < _FEW else "")
    if not asked or (query.fields and not query.meaning):
        return []
    pairs = nearest(index, asked, _RANKED, wait=query.meaning is not None)
    close = {n: score for n, score in pairs if score >= _NEAR}
    parts = both(article_parts(index, query)) if query.meaning else None
    rows = index.rows(
        "select a.n, a.origin from articles a where a.n in (select value from json_each(?))"
        + (f" and {parts.sql}" if parts else ""),
        (listed(close), *(parts.values if parts else ())),
    )
    there = {one.n for one in found}
    scored = [
        {"n": row["n"], "origin": row["origin"], "score": close[row["n"]]}
        for row in rows
        if row["n"] not in there
    ]
    best = sorted(scored, key=lambda row: (-row["score"], row["n"]))
    return _folded(best, "meaning")[: 200 if query.meaning else 10]


def _hits(index: SearchIndex, found: Sequence[_Found], query: Query) -> Iterable[Hit]:
    rows = {
        row["n"]: row
        for row in index.rows(
            "select a.n, a.id, a.outlet, a.title, a.row, t.text, s.id story_id, s.title story_title from articles a "
            "join texts t on t.article = a.n left join stories s on s.n = a.story "
            "where a.n in (select value from json_each(?))",
            (listed(one.n for one in found),),
        )
    }
    looked = _looked_for(query)
    evidence = _evidence(index, query, [one.n for one in found])
    for one in found:
        row = rows[one.n]
        start, end, marks = evidence.get(one.n) or _quotation(row["text"], looked)
        yield Hit(
            article=row["id"],
            outlet=row["outlet"],
            title=row["title"],
            published=spell_published(article_of(row["row"])),
            story=Name(row["story_id"], row["story_title"]) if row["story_id"] else None,
            score=one.score,
            by=one.by,
            quote=Cited(row["id"], row["outlet"], start, end, row["text"][start:end]),
            marks=marks,
            copies=one.copies,
        )


def _evidence(
    index: SearchIndex, query: Query, numbers: Sequence[int]
) -> dict[int, tuple[int, int, tuple[Mark, ...]]]:
    """Where no word is asked for: the report or statement of each article that answers."""
    if query.has_words or query.meaning:
        return {}
    if query.of(*OF_EVENTS):
        parts = both(event_parts(index, query))
        found = (
            "select r.article, r.row from reports r where r.article in (select value from json_each(?)) "
            f"and r.event in (select e.n from events e where {parts.sql})"
        )
    elif query.of(*OF_STATEMENTS):
        parts = both(statement_parts(index, query))
        found = (
            "select s.article, s.row from statements s where s.article in (select value from json_each(?)) "
            f"and {parts.sql}"
        )
    else:
        return {}
    spans: dict[int, tuple[int, int, tuple[Mark, ...]]] = {}
    for row in index.rows(found, (listed(numbers), *parts.values)):
        noun = json.loads(row["row"])
        here = (noun["start"], noun["end"], ())
        spans[row["article"]] = min(spans.get(row["article"], here), here, key=lambda span: span[0])
    return spans


# ── quotations ────────────────────────────────────────────────────────────────────────────────────────────


def _looked_for(query: Query) -> frozenset[str]:
    values = (*query.words, *query.phrases, *query.fields.get("said", ()), query.meaning or "")
    return frozenset(_stem(_plain(word)) for value in values for word in _TOKEN.findall(value))


def _quotation(text: str, looked: frozenset[str]) -> tuple[int, int, tuple[Mark, ...]]:
    """The stretch of lines that holds most of the words, as offsets, with the words marked in it."""
    places = [(m.start(), m.end(), stem) for m in _TOKEN.finditer(text) if (stem := _stem(_plain(m[0]))) in looked]
    first = _best(places)
    start = max(text.rfind("\n", 0, first) + 1, first - 80)
    if start and not text[start - 1].isspace():
        start = next((at + 1 for at in range(start, first) if text[at].isspace()), first)
    line = text.find("\n", max(first, start))
    end = min(len(text) if line < 0 else line, start + _QUOTED)
    if end < len(text) and not text[end].isspace():
        end = max(start + 1, text.rfind(" ", start, end)) if " " in text[start:end] else end
    marks = tuple(Mark(s - start, e - start) for s, e, _ in places if start <= s and e <= end)
    return start, end, marks


def _best(places: Sequence[tuple[int, int, str]]) -> int:
    """Where the window begins that holds most different words; 0 where there are none."""
    best, chosen = 0, places[0][0] if places else 0
    for at, (start, _, _) in enumerate(places):
        kinds = {stem for s, _, stem in places[at : at + 12] if s < start + _QUOTED - 80}
        if len(kinds) > best:
            best, chosen = len(kinds), start
    return chosen


def _plain(word: str) -> str:
    """Lower case without marks: "Černý" is looked for as "cerny"."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))


def _stem(word: str) -> str:
    """Near enough to the index' own stemmer to mark what it found."""
    if not word.isascii() or len(word) < 4:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


# ── beside ────────────────────────────────────────────────────────────────────────────────────────────────


def _events(index: SearchIndex, query: Query) -> tuple[tuple[EventItem, ...], int]:
    """Acts that the fields name."""
    if not query.of(*OF_EVENTS):
        return (), 0
    from rashomon.views.filters import Filter, of_events

    condition = of_events(index, Filter(words=_again(query)))
    ((total,),) = index.rows(f"select count(*) from events e where {condition.sql}", condition.values)
    rows = index.rows(
        f"select e.n from events e where {condition.sql} order by e.origins desc, e.articles desc, e.n limit {_BESIDE}",
        condition.values,
    )
    return tuple(event_items(index, [row["n"] for row in rows])), total


def _again(query: Query) -> str:
    """The query as text, its meaning left out."""
    fields = [f'{name}:"{value}"' for name, values in query.fields.items() for value in values]
    return " ".join(
        [*query.words, *(f'"{p}"' for p in query.phrases), *(f'-"{x}"' for x in query.excluded), *fields]
    )


def _said(index: SearchIndex, query: Query) -> tuple[tuple[SaidItem, ...], int]:
    if not query.of(*OF_STATEMENTS):
        return (), 0
    parts = both(statement_parts(index, query))
    ((total,),) = index.rows(f"select count(*) from statements s where {parts.sql}", parts.values)
    rows = index.rows(
        "select s.n from statements s join articles a on a.n = s.article "
        f"where {parts.sql} order by a.published is null, a.published desc, s.n limit {_BESIDE}",
        parts.values,
    )
    return tuple(said_items(index, [row["n"] for row in rows])), total


def _parties(index: SearchIndex, query: Query) -> tuple[Party, ...]:
    """Entities that the words, or the fields of parties, name."""
    said = " ".join((*query.words, *query.phrases))
    names = [*query.fields.get("actor", ()), *query.fields.get("recipient", ()), *query.fields.get("speaker", ())]
    numbers = {n for name in ([said] if said else []) + names for n in entities_called(index, name)}
    rows = index.rows(
        "select id, name, kind from entities where n in (select value from json_each(?)) "
        f"order by articles desc, n limit {_BESIDE}",
        (listed(numbers),),
    )
    return tuple(Party(row["id"], row["name"], row["kind"]) for row in rows)
