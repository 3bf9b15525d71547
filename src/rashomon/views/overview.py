"""index → the case at a glance: counts, volume, facets, stories as lines.

Reads the search index; every count of articles stands beside its independent origins. The one idea: counts come from
the index's columns and lines from its rows, so a page of a hundred thousand articles costs what one of twenty does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rashomon.errors import QueryError
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns, Mask, Numbers
from rashomon.views.counting import counted_by, days_of, told_with
from rashomon.views.filters import Filter, of_articles, of_events, of_stories
from rashomon.views.items import (
    DayCount,
    Page,
    Share,
    accounts,
    article_of,
    listed,
    page_of,
)
from rashomon.views.words import spell_story

_AGREEMENTS = ("agreed", "differing", "contradicted", "updated", "single")

#: What a facet shows at most.
_SHARES = 50

#: Each is the order of an index (store.search_tables.STORY_ORDERS); nulls come last where the order goes down.
_SORTS = {
    "changed": "s.last desc, s.n",
    "contradictions": "s.contradicted desc, s.updated desc, s.differing desc, s.origins desc, s.n",
    "origins": "s.origins desc, s.articles desc, s.n",
    "articles": "s.articles desc, s.origins desc, s.n",
    "first": "s.first is null, s.first, s.n",
    "title": "s.title collate nocase, s.n",
}


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case at a glance. `pending`: documents taken in and not read yet; `undated`: articles without a certain day."""

    name: str
    version: str
    documents: int
    articles: int
    origins: int
    stories: int
    events: int
    entities: int
    statements: int
    reports: int
    outlets: tuple[Share, ...]
    countries: tuple[Share, ...]
    languages: tuple[Share, ...]
    findings: dict[str, int]
    first: str | None
    last: str | None
    undated: int
    failures: int
    decisions: int
    pending: int


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One story as a line. `when`: its days in words; `note`: what its accounts rest on, where they share it."""

    id: str
    title: str
    outlets: tuple[str, ...]
    articles: int
    origins: int
    agreed: int
    differing: int
    contradicted: int
    updated: int
    single: int
    events: int
    first: str | None
    last: str | None
    when: str
    languages: tuple[str, ...]
    volume: tuple[DayCount, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class VolumeView:
    """Articles a day; `undated`: those without a certain day."""

    days: tuple[DayCount, ...]
    undated: int
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class FacetsView:
    """What a list can be narrowed to; each facet is counted under the other filters."""

    outlets: tuple[Share, ...]
    countries: tuple[Share, ...]
    actors: tuple[Share, ...]
    types: tuple[Share, ...]
    languages: tuple[Share, ...]


def view_case(index: SearchIndex, name: str) -> CaseView:
    """The case at a glance."""
    count = {
        table: index.rows(f"select count(*) from {table}")[0][0]
        for table in ("stories", "entities", "statements", "failures", "decisions")
    }
    ((reports,),) = index.rows("select count(*) from reports indexed by reports_article")
    (sums,) = index.rows(f"select {', '.join(f'coalesce(sum({kind}), 0) {kind}' for kind in _AGREEMENTS)} from stories")
    columns = index.columns()
    every = columns.articles
    dated = columns.day[every & (columns.day >= 0)]
    day = columns.values["day"]
    return CaseView(
        name=name,
        version=index.version,
        documents=json.loads(index.value("documents") or "0"),
        articles=int(every.sum()),
        origins=columns.voices(every),
        stories=count["stories"],
        events=len(columns.heavy),
        entities=count["entities"],
        statements=count["statements"],
        reports=reports,
        outlets=_shares(columns, every, "outlet"),
        countries=_shares(columns, every, "country"),
        languages=_shares(columns, every, "language"),
        findings={kind: sums[kind] for kind in _AGREEMENTS},
        first=day[dated.min()] if len(dated) else None,
        last=day[dated.max()] if len(dated) else None,
        undated=int(every.sum()) - len(dated),
        failures=count["failures"],
        decisions=count["decisions"],
        pending=json.loads(index.value("pending") or "0"),
    )


def list_stories(
    index: SearchIndex, chosen: Filter, page: int, size: int, sort: str = "changed", among: Sequence[int] | None = None
) -> Page[StoryItem]:
    """Stories as lines. `among`: numbers of stories that a search found. Raises QueryError for an unknown order."""
    if sort not in _SORTS:
        raise QueryError(f"no such order: {sort!r}; there are {', '.join(_SORTS)}")
    numbers = of_stories(index, chosen)
    if among is not None:
        numbers = np.array(among) if numbers is None else np.intersect1d(numbers, among)
    columns = index.columns()
    told = columns.story > 0
    if numbers is not None:
        wanted = np.zeros(1 + int(columns.story.max(initial=0)), bool)
        wanted[numbers] = True
        told &= wanted[columns.story]
    condition: str = "1"
    values: tuple[str, ...] = ()
    if numbers is not None:
        condition, values = "s.n in (select value from json_each(?))", (listed(numbers.tolist()),)
    ((total, articles),) = index.rows(
        f"select count(*), coalesce(sum(s.articles), 0) from stories s where {condition}", values
    )
    rows = index.rows(
        f"select s.* from stories s where {condition} order by {_SORTS[sort]} limit ? offset ?",
        (*values, size, (page - 1) * size),
    )
    return page_of(_story_items(index, rows), total, page, size, (articles, columns.voices(told)))


def view_volume(index: SearchIndex, chosen: Filter) -> VolumeView:
    """Articles a day under a filter."""
    columns, found = index.columns(), of_articles(index, chosen)
    undated = int((found & (columns.day < 0)).sum())
    return VolumeView(days_of(columns, found), undated, int(found.sum()), columns.voices(found))


def view_facets(index: SearchIndex, chosen: Filter) -> FacetsView:
    """Every facet, each under the other filters."""
    columns = index.columns()
    chosen_by = {field: of_articles(index, chosen.without(field)) for field in ("outlet", "country", "language")}
    return FacetsView(
        outlets=_shares(columns, chosen_by["outlet"], "outlet"),
        countries=_shares(columns, chosen_by["country"], "country"),
        actors=_actors(index, of_events(index, chosen.without("actor"))),
        types=_types(columns, of_events(index, chosen.without("type"))),
        languages=_shares(columns, chosen_by["language"], "language"),
    )


def _shares(columns: Columns, articles: Mask, field: str) -> tuple[Share, ...]:
    codes: Numbers = getattr(columns, field)
    numbers = np.flatnonzero(articles & (codes >= 0))
    values = columns.values[field]
    counted = counted_by(columns, codes[numbers], numbers)
    best = sorted(counted, key=lambda found: (-found.articles, values[found.key]))[:_SHARES]
    return tuple(Share(values[f.key], _label(field, values[f.key]), f.articles, f.origins) for f in best)


def _label(column: str, value: str) -> str:
    if column != "country":
        return value
    from rashomon.knowledge.countries import by_code

    country = by_code(value)
    return country.name if country else value


def _actors(index: SearchIndex, events: Mask) -> tuple[Share, ...]:
    columns = index.columns()
    acting = events[columns.party_event] & (columns.role == 0)
    entity, article = told_with(columns, columns.party[acting], columns.party_event[acting])
    counted = sorted(counted_by(columns, entity, article), key=lambda found: -found.articles)
    # what ties with the last one shown is told from it by name
    least = counted[_SHARES - 1].articles if len(counted) >= _SHARES else 0
    shown = {found.key: found for found in counted if found.articles >= least}
    rows = index.rows("select n, id, name from entities where n in (select value from json_each(?))", (listed(shown),))
    best = sorted(rows, key=lambda row: (-shown[row["n"]].articles, row["name"]))[:_SHARES]
    return tuple(Share(r["id"], r["name"], shown[r["n"]].articles, shown[r["n"]].origins) for r in best)


def _types(columns: Columns, events: Mask) -> tuple[Share, ...]:
    told = events[columns.told_event]
    values = columns.values["type"]
    counted = counted_by(columns, columns.type[columns.told_event[told]], columns.told_article[told])
    best = sorted(counted, key=lambda found: (-found.articles, values[found.key]))[:_SHARES]
    return tuple(Share(values[f.key], values[f.key], f.articles, f.origins) for f in best)


def _story_items(index: SearchIndex, rows: Sequence[Any]) -> list[StoryItem]:
    told: dict[int, list[Any]] = defaultdict(list)
    for row in index.rows(
        "select n, story, outlet, language, day, origin from articles "
        "where story in (select value from json_each(?)) order by published is null, published, n",
        (listed(row["n"] for row in rows),),
    ):
        told[row["story"]].append(row)
    return [_story_item(index, row, told[row["n"]]) for row in rows]


def _story_item(index: SearchIndex, row: Any, articles: Sequence[Any]) -> StoryItem:
    return StoryItem(
        id=row["id"],
        title=row["title"],
        outlets=tuple(dict.fromkeys(article["outlet"] for article in articles)),
        articles=row["articles"],
        origins=row["origins"],
        agreed=row["agreed"],
        differing=row["differing"],
        contradicted=row["contradicted"],
        updated=row["updated"],
        single=row["single"],
        events=row["events"],
        first=row["first"],
        last=row["last"],
        when=spell_story([article["day"] for article in articles], row["first"], row["last"]),
        languages=tuple(dict.fromkeys(article["language"] for article in articles)),
        volume=_days(articles),
        note=note_of(index, [article["n"] for article in articles]) if row["origins"] < row["articles"] else None,
    )


def _days(articles: Sequence[Any]) -> tuple[DayCount, ...]:
    days: dict[str, list[Any]] = defaultdict(list)
    for article in articles:
        if article["day"]:
            days[article["day"]].append(article)
    return tuple(
        DayCount(day, len(found), len({a["origin"] if a["origin"] is not None else -a["n"] for a in found}))
        for day, found in sorted(days.items())
    )


def note_of(index: SearchIndex, numbers: Sequence[int]) -> str | None:
    """What accounts of one story share: "both rest on IRNA", "3 of 8 articles are copies of Reuters"."""
    rows = index.rows(
        "select a.n, a.origin, a.row, c.of, o.outlet of_outlet from articles a "
        "left join copies c on c.article = a.n left join articles o on o.n = c.of_article "
        "where a.n in (select value from json_each(?))",
        (listed(numbers),),
    )
    behind: dict[Any, set[int]] = defaultdict(set)
    told: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        if row["origin"] is not None:
            behind[row["origin"]].add(row["n"])
            told[row["origin"]].append(row)
    shared = sorted(((len(found), origin) for origin, found in behind.items() if len(found) > 1), reverse=True)
    if not shared:
        return None
    count, origin = shared[0]
    name = _rested_on(told[origin]) or next(iter(accounts(index, behind[origin]).values())).outlet
    if count == len(numbers):
        return f"{'both' if count == 2 else f'all {count}'} rest on {name}"
    others = "" if len(shared) == 1 else f", and {len(shared) - 1} more texts are told more than once"
    return f"{count} of {len(numbers)} articles rest on {name}{others}"


def _rested_on(rows: Sequence[Any]) -> str | None:
    """What articles of one voice rest on: the agency that all of them credit, else that whose text they are.

    None where it is the first of them that came out.
    """
    credited = [article_of(row["row"]).agencies for row in rows]
    agencies = [agency for agency in credited[0] if all(agency in others for others in credited)]
    texts = [row["of"] for row in rows if row["of"] is not None and row["of_outlet"] is None]
    return next(iter([*agencies, *texts]), None)
