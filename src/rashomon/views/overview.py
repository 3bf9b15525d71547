"""index → the case at a glance: counts, volume, facets, stories as lines.

Reads the search index; every count of articles stands beside its independent origins. The one idea: a line of a list is
computed from columns alone, so the first page of a hundred thousand articles costs what that of twenty does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rashomon.errors import QueryError
from rashomon.store.search import SearchIndex
from rashomon.views.filters import Filter, of_articles, of_events, of_stories
from rashomon.views.items import (
    DayCount,
    Page,
    Share,
    accounts,
    listed,
    page_of,
    volume_of,
)
from rashomon.views.words import spell_interval

_AGREEMENTS = ("agreed", "differing", "contradicted", "updated", "single")

#: What a facet shows at most.
_SHARES = 50

_SORTS = {
    "changed": "s.last is null, s.last desc, s.n",
    "contradictions": "s.contradicted desc, s.updated desc, s.differing desc, s.origins desc, s.n",
    "origins": "s.origins desc, s.articles desc, s.n",
    "articles": "s.articles desc, s.origins desc, s.n",
    "first": "s.first is null, s.first, s.n",
    "title": "s.title collate nocase, s.n",
}


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case at a glance. `pending`: documents taken in and not read yet; `undated`: articles without a date."""

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
    """Articles a day; `undated` ones stand under no day."""

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
        for table in ("articles", "stories", "events", "entities", "statements", "reports", "failures", "decisions")
    }
    found = dict(map(tuple, index.rows("select agreement, count(*) from findings group by 1")))
    (days,) = index.rows(
        "select min(day) first, max(day) last, sum(day is null) undated, count(distinct coalesce(origin, -n)) origins "
        "from articles"
    )
    every = Filter()
    return CaseView(
        name=name,
        version=index.version,
        documents=json.loads(index.value("documents") or "0"),
        articles=count["articles"],
        origins=days["origins"],
        stories=count["stories"],
        events=count["events"],
        entities=count["entities"],
        statements=count["statements"],
        reports=count["reports"],
        outlets=_shares(index, every, "outlet"),
        countries=_shares(index, every, "country"),
        languages=_shares(index, every, "language"),
        findings={kind: found.get(kind, 0) for kind in _AGREEMENTS},
        first=days["first"],
        last=days["last"],
        undated=days["undated"] or 0,
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
    condition, values = of_stories(index, chosen)
    if among is not None:
        condition, values = f"{condition} and s.n in (select value from json_each(?))", (*values, listed(among))
    (total,) = index.rows(
        f"select count(*) k, coalesce(sum(s.articles), 0) a from stories s where {condition}", values
    )
    (behind,) = index.rows(
        "select count(distinct coalesce(a.origin, -a.n)) from articles a "
        f"where a.story in (select s.n from stories s where {condition})",
        values,
    )
    rows = index.rows(
        f"select s.* from stories s where {condition} order by {_SORTS[sort]} limit ? offset ?",
        (*values, size, (page - 1) * size),
    )
    return page_of(_story_items(index, rows), total["k"], page, size, (total["a"], behind[0]))


def view_volume(index: SearchIndex, chosen: Filter) -> VolumeView:
    """Articles a day under a filter."""
    condition, values = of_articles(index, chosen)
    (total,) = index.rows(
        "select count(*) k, coalesce(sum(a.day is null), 0) u, count(distinct coalesce(a.origin, -a.n)) o "
        f"from articles a where {condition}",
        values,
    )
    return VolumeView(volume_of(index, condition, values), total["u"], total["k"], total["o"])


def view_facets(index: SearchIndex, chosen: Filter) -> FacetsView:
    """Every facet, each under the other filters."""
    return FacetsView(
        outlets=_shares(index, chosen.without("outlet"), "outlet"),
        countries=_shares(index, chosen.without("country"), "country"),
        actors=_actors(index, chosen.without("actor")),
        types=_types(index, chosen.without("type")),
        languages=_shares(index, chosen.without("language"), "language"),
    )


def _shares(index: SearchIndex, chosen: Filter, column: str) -> tuple[Share, ...]:
    condition, values = of_articles(index, chosen)
    rows = index.rows(
        f"select a.{column} value, count(*) k, count(distinct coalesce(a.origin, -a.n)) o from articles a "
        f"where a.{column} is not null and {condition} group by 1 order by 2 desc, 1 limit {_SHARES}",
        values,
    )
    return tuple(Share(row["value"], _label(column, row["value"]), row["k"], row["o"]) for row in rows)


def _label(column: str, value: str) -> str:
    if column != "country":
        return value
    from rashomon.knowledge.countries import by_code

    country = by_code(value)
    return country.name if country else value


def _actors(index: SearchIndex, chosen: Filter) -> tuple[Share, ...]:
    condition, values = of_events(index, chosen)
    return _behind_events(
        index,
        "select n.id value, n.name label, count(distinct r.article) k, count(distinct coalesce(a.origin, -a.n)) o "
        "from events e join parties p on p.event = e.n and p.role = 'actor' join entities n on n.n = p.entity "
        f"join reports r on r.event = e.n join articles a on a.n = r.article where {condition}",
        values,
    )


def _types(index: SearchIndex, chosen: Filter) -> tuple[Share, ...]:
    condition, values = of_events(index, chosen)
    return _behind_events(
        index,
        "select e.type value, e.type label, count(distinct r.article) k, count(distinct coalesce(a.origin, -a.n)) o "
        f"from events e join reports r on r.event = e.n join articles a on a.n = r.article where {condition}",
        values,
    )


def _behind_events(index: SearchIndex, query: str, values: Sequence[Any]) -> tuple[Share, ...]:
    rows = index.rows(f"{query} group by 1, 2 order by 3 desc, 2 limit {_SHARES}", values)
    return tuple(Share(row["value"], row["label"], row["k"], row["o"]) for row in rows)


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
        when=spell_days(row["first"], row["last"]),
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


def spell_days(first: str | None, last: str | None) -> str:
    """Days from the first to the last, in words."""
    if first is None or last is None:
        return "undated"
    start, end = (datetime.fromisoformat(day[:10] + "T00:00:00Z") for day in (first, last))
    return spell_interval(start, end + timedelta(days=1))


def note_of(index: SearchIndex, numbers: Sequence[int]) -> str | None:
    """What accounts of one story share: "both rest on IRNA", "3 of 8 articles are copies of Reuters"."""
    rows = index.rows(
        "select a.n, a.origin, a.outlet, c.of, o.outlet of_outlet from articles a "
        "left join copies c on c.article = a.n left join articles o on o.n = c.of_article "
        "where a.n in (select value from json_each(?))",
        (listed(numbers),),
    )
    behind: dict[Any, set[int]] = defaultdict(set)
    source: dict[Any, str] = {}
    for row in rows:
        if row["origin"] is not None:
            behind[row["origin"]].add(row["n"])
        if row["of"] is not None:
            source.setdefault(row["origin"], row["of_outlet"] or row["of"])
    shared = sorted(((len(found), origin) for origin, found in behind.items() if len(found) > 1), reverse=True)
    if not shared:
        return None
    count, origin = shared[0]
    name = source.get(origin) or (accounts(index, behind[origin])[min(behind[origin])].outlet)
    if count == len(numbers):
        return f"{'both' if count == 2 else f'all {count}'} rest on {name}"
    others = "" if len(shared) == 1 else f", and {len(shared) - 1} more texts are told more than once"
    return f"{count} of {len(numbers)} articles rest on {name}{others}"
