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
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.store.search import SearchIndex
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
from rashomon.views.nearness import make_ready, nearest
from rashomon.views.search_box import (
    OF_ARTICLES,
    OF_EVENTS,
    OF_STATEMENTS,
    Query,
    articles_found,
    both,
    entities_called,
    events_found,
    match_of,
    read_query,
    statement_parts,
)
from rashomon.views.words import called, spell_published

#: Articles that are ranked; a query that finds more says so.
_RANKED = 2000
#: Of more articles with the words than these, the ones added last are weighed: whoever asks for a word that every
#: fifth article has wants the news. Weighing costs 4 ms a thousand (bench/load.py, 2026-11-22).
_WEIGHED = 3000
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


class _Best(NamedTuple):
    """Articles, best first, and how well each answers."""

    numbers: NDArray[np.int64]
    scores: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Articles with how well they answer, best first; how many there are in all, from how many origins."""

    best: _Best
    articles: int
    origins: int
    sampled: str | None


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
    if query.meaning:
        make_ready(index)
    # articles may come in meanwhile: words, columns and rows must be of one state
    with index.one_state():
        return _answer(index, query, page, size)


def _answer(index: SearchIndex, query: Query, page: int, size: int) -> SearchAnswer:
    ranked = _ranked(index, query)
    folded = _folded(index, ranked.best, _by(query))
    near = _near(index, query, folded)
    texts = [*folded, *near]
    events, events_total = _events(index, query)
    said, said_total = _said(index, query)
    total = max(len(texts), ranked.origins) if ranked.sampled else len(texts)
    pages = max(1, -(-len(texts) // size))
    problems = query.problems
    if query.meaning and not near:
        problems = (*problems, "nothing in English lies near this meaning")
    return SearchAnswer(
        query=QueryView(query.words, query.phrases, query.excluded, query.meaning, query.fields, problems),
        total=total,
        articles=ranked.articles + sum(1 + found.copies for found in near),
        origins=ranked.origins + len(near),
        page=page,
        size=size,
        pages=pages,
        sampled=ranked.sampled,
        hits=tuple(_hits(index, texts[(page - 1) * size : page * size], query)),
        events=events,
        events_total=events_total,
        said=said,
        said_total=said_total,
        entities=_parties(index, query),
    )


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────────


def _ranked(index: SearchIndex, query: Query) -> _Ranked:
    """The articles that answer, the best of them in order."""
    if not (query.has_words or query.excluded or query.fields):
        return _Ranked(_best_of([]), 0, 0, None)
    columns, found = index.columns(), articles_found(index, query)
    count = int(found.sum())
    match = match_of(query)
    if match is None:
        last = columns.latest[found[columns.latest]][:_RANKED].astype(np.int64)
        best = _Best(last, np.zeros(len(last)))
        said = f"the last {_RANKED:,} of {count:,} articles are listed" if count > _RANKED else None
    else:
        weighed = _weighed(index, match, np.flatnonzero(found)[-_WEIGHED:], alone=not query.fields)
        best = _Best(weighed.numbers[:_RANKED], weighed.scores[:_RANKED])
        said = f"the best {_RANKED:,} of {count:,} articles are ranked" if count > _RANKED else None
        if count > _WEIGHED:
            said = f"the best of the {_WEIGHED:,} articles that came in last, of {count:,} that were found"
    return _Ranked(best, count, columns.voices(found), said)


def _weighed(index: SearchIndex, match: str, numbers: NDArray[np.int64], alone: bool) -> _Best:
    """Articles with their weight, the best first. `alone`: all that the words find from the first to the last of them
    are these."""
    if not len(numbers):
        return _best_of([])
    values: tuple[str | int, ...] = (match, int(numbers[0]), int(numbers[-1]))
    chosen = "" if alone else "and +rowid in (select value from json_each(?))"
    rows = index.rows(
        "select rowid, -bm25(words, 3.0, 1.0) from words where words match ? and rowid between ? and ? " + chosen,
        values if alone else (*values, listed(numbers.tolist())),
    )
    return _best_of((row[0], row[1]) for row in rows)


def _best_of(pairs: Iterable[tuple[int, float]]) -> _Best:
    """Numbers and weights, the best first; of equals the smaller number."""
    found = list(pairs)
    numbers = np.array([number for number, _ in found], np.int64)
    scores = np.array([score for _, score in found], np.float64)
    order = np.lexsort((numbers, -scores))
    return _Best(numbers[order], scores[order])


def _by(query: Query) -> str:
    """What the ranked articles answer by."""
    if query.has_words or not query.fields:
        return "words"
    return "said" if query.of(*OF_STATEMENTS) else "act" if query.of(*OF_EVENTS) else "words"


def _folded(index: SearchIndex, ranked: _Best, by: str) -> list[_Found]:
    """One text for each origin, the best first."""
    voices = index.columns().voice[ranked.numbers]
    order = np.argsort(voices, kind="stable")
    # places of those that are the first of their origin, and how many share it
    first = np.flatnonzero(np.diff(voices[order], prepend=-1))
    count = np.diff(first, append=len(order))
    ahead = np.argsort(order[first])
    best = order[first][ahead]
    found = zip(ranked.numbers[best].tolist(), ranked.scores[best].tolist(), count[ahead].tolist(), strict=True)
    return [_Found(n, score, by, copies - 1) for n, score, copies in found]


def _near(index: SearchIndex, query: Query, found: Sequence[_Found]) -> list[_Found]:
    """Texts that mean the like: where asked for, and where words find few."""
    asked = query.meaning or (" ".join((*query.words, *query.phrases)) if len(found) < _FEW else "")
    if not asked or (query.fields and not query.meaning):
        return []
    pairs = nearest(index, asked, _RANKED)
    chosen = articles_found(index, query) if query.meaning else index.columns().articles
    there = {one.n for one in found}
    # the vectors may be of more articles than the columns: another process has just added some
    close = [(n, s) for n, s in pairs if s >= _NEAR and n not in there and n < len(chosen) and chosen[n]]
    return _folded(index, _best_of(close), "meaning")[: 200 if query.meaning else 10]


def _hits(index: SearchIndex, found: Sequence[_Found], query: Query) -> Iterable[Hit]:
    rows = {
        row["n"]: row
        for row in index.rows(
            "select a.n, a.id, a.outlet, a.title, a.head, a.row, t.text, s.id story_id, s.title story_title "
            "from articles a join texts t on t.article = a.n left join stories s on s.n = a.story "
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
            title=called(row["title"], row["head"]),
            published=spell_published(article_of(row["row"])),
            story=Name(row["story_id"], row["story_title"]) if row["story_id"] else None,
            score=round(one.score, 4),
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
        told = events_found(index, query)
        rows = index.rows(
            "select article, event, row from reports where article in (select value from json_each(?)) "
            "and event is not null",
            (listed(numbers),),
        )
        rows = [row for row in rows if told[row["event"]]]
    elif query.of(*OF_STATEMENTS):
        parts = both(statement_parts(index, query))
        rows = index.rows(
            "select s.article, s.row from statements s where s.article in (select value from json_each(?)) "
            f"and {parts.sql}",
            (listed(numbers), *parts.values),
        )
    else:
        return {}
    spans: dict[int, tuple[int, int, tuple[Mark, ...]]] = {}
    for row in rows:
        noun = json.loads(row["row"])
        here = (noun["start"], noun["end"], ())
        spans[row["article"]] = min(spans.get(row["article"], here), here, key=lambda span: span[0])
    return spans


# ── quotations ────────────────────────────────────────────────────────────────────────────────────────────


def _looked_for(query: Query) -> frozenset[str]:
    values = (*query.words, *query.phrases, *query.fields.get("said", ()), query.meaning or "")
    return frozenset(_looked_as(word) for value in values for word in _TOKEN.findall(value))


def _quotation(text: str, looked: frozenset[str]) -> tuple[int, int, tuple[Mark, ...]]:
    """The stretch of lines that holds most of the words, as offsets, with the words marked in it."""
    places = [(m.start(), m.end(), _looked_as(m[0])) for m in _answering(text, looked)]
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


def _answering(text: str, looked: frozenset[str]) -> Iterable[re.Match[str]]:
    """The words of a text that are looked for. Each different word is compared once: most of a text is a few."""
    wanted = sorted(word for word in set(_TOKEN.findall(text)) if _looked_as(word) in looked)
    return re.finditer(rf"\b(?:{'|'.join(map(re.escape, wanted))})\b", text) if wanted else ()


def _best(places: Sequence[tuple[int, int, str]]) -> int:
    """Where the window begins that holds most different words; 0 where there are none."""
    best, chosen = 0, places[0][0] if places else 0
    for at, (start, _, _) in enumerate(places):
        kinds = {stem for s, _, stem in places[at : at + 12] if s < start + _QUOTED - 80}
        if len(kinds) > best:
            best, chosen = len(kinds), start
    return chosen


@lru_cache(maxsize=50_000)
def _looked_as(word: str) -> str:
    """What a word is compared by; the same few thousand words make up most texts."""
    return _stem(_plain(word))


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
    columns = index.columns()
    rest = replace(query, fields=query.of(*OF_ARTICLES, *OF_STATEMENTS))
    found = events_found(index, query)
    if rest.has_words or rest.excluded or rest.fields:
        found &= columns.told_by(articles_found(index, rest))
    numbers = columns.heavy[found[columns.heavy]]
    return tuple(event_items(index, numbers[:_BESIDE].tolist())), len(numbers)


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
