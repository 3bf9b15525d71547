"""index + filter → events as a list, on a line of time, as a network of parties, and on a map.

Reads the search index; writes nothing. The one idea: all four are the same events under the same filter, so choosing in
one picture filters the others; a picture of too many takes those with most independent origins and says so.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rashomon.errors import QueryError
from rashomon.record import Finding, from_row
from rashomon.store.search import SearchIndex
from rashomon.views.box import Part
from rashomon.views.filters import Filter, number_of, of_events
from rashomon.views.items import DayCount, EventItem, Page, event_items, listed, page_of, volume_of
from rashomon.views.readings import ReportItem, report_items
from rashomon.views.side_by_side import StoryRow, finding_rows

#: Events that a picture takes.
_MOST = 2000

_SORTS = {
    "origins": "e.origins desc, e.articles desc, e.n",
    "when": "e.start is null, e.start, e.n",
    "contradictions": "e.contradicted desc, e.differing desc, e.origins desc, e.n",
}


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with every report that tells it, and the findings about it over `accounts` (outlets)."""

    event: EventItem
    reports: tuple[ReportItem, ...]
    findings: tuple[StoryRow, ...]
    accounts: tuple[str, ...]
    sampled: str | None


@dataclass(frozen=True, slots=True)
class TimelineView:
    """Dated events in order of time; `undated` are not among them. `days`: what was published about them."""

    events: tuple[EventItem, ...]
    undated: int
    first: str | None
    last: str | None
    sampled: str | None
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A party: how many acts it does and suffers, in how many articles by how many voices."""

    id: str
    name: str
    kind: str
    country: str | None
    acts: int
    suffers: int
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What one party does to another. `quad` is the commonest of 1..4 (words and deeds, kind and unkind)."""

    source: str
    target: str
    types: dict[str, int]
    quad: int
    events: int
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class NetworkView:
    """Parties and what is reported between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sampled: str | None


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place and the events told to be there; `ids` are the first hundred of them."""

    place: str
    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: str
    events: int
    articles: int
    origins: int
    first: str | None
    last: str | None
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """Events by place; `unplaced` have no place, or none with degrees."""

    points: tuple[MapPoint, ...]
    unplaced: int
    sampled: str | None


def list_events(index: SearchIndex, chosen: Filter, page: int, size: int, sort: str = "origins") -> Page[EventItem]:
    """Events as lines. Raises QueryError for an unknown order."""
    if sort not in _SORTS:
        raise QueryError(f"no such order: {sort!r}; there are {', '.join(_SORTS)}")
    condition = of_events(index, chosen)
    ((total,),) = index.rows(f"select count(*) from events e where {condition.sql}", condition.values)
    rows = index.rows(
        f"select e.n from events e where {condition.sql} order by {_SORTS[sort]} limit ? offset ?",
        (*condition.values, size, (page - 1) * size),
    )
    items = event_items(index, [row["n"] for row in rows])
    return page_of(items, total, page, size, _behind(index, condition))


def view_act(index: SearchIndex, name: str) -> EventPage:
    """One event. Raises NotFound."""
    number = number_of(index, "events", name)
    (item,) = event_items(index, [number], citations=10)
    articles = [
        row["article"]
        for row in index.rows(
            "select distinct r.article, a.published from reports r join articles a on a.n = r.article "
            "where r.event = ? order by a.published is null, a.published, a.n",
            (number,),
        )
    ]
    stored = index.rows("select row from findings where event = ? order by place", (item.id,))
    findings = [from_row(Finding, json.loads(row["row"])) for row in stored]
    outlets = dict.fromkeys((*item.outlets, *(o for f in findings for side in f.sides for o in side.outlets)))
    silent = dict.fromkeys(outlet for finding in findings for outlet in finding.silent)
    told = tuple(dict.fromkeys((*outlets, *silent)))
    more = f"this page shows the reports of 200 of {len(articles):,} articles" if len(articles) > 200 else None
    return EventPage(
        item,
        tuple(report_items(index, articles[:200], event=number)),
        tuple(finding_rows(index, findings, told)),
        told,
        more,
    )


def view_timeline(index: SearchIndex, chosen: Filter) -> TimelineView:
    """Dated events in order of time."""
    condition = of_events(index, chosen)
    ((total, undated, first, last),) = index.rows(
        "select count(*), coalesce(sum(e.start is null), 0), min(e.start), max(coalesce(e.end, e.start)) "
        f"from events e where {condition.sql}",
        condition.values,
    )
    rows = index.rows(
        f"select e.n, e.start from events e where e.start is not null and {condition.sql} "
        "order by e.origins desc, e.articles desc, e.n limit ?",
        (*condition.values, _MOST),
    )
    numbers = [row["n"] for row in sorted(rows, key=lambda row: (row["start"], row["n"]))]
    days = volume_of(index, f"a.n in ({_articles_of(condition)})", condition.values)
    items = tuple(event_items(index, numbers, citations=1))
    return TimelineView(items, undated, first, last, _sampled(len(numbers), total - undated), days)


def view_network(index: SearchIndex, chosen: Filter, most: int = 150) -> NetworkView:
    """Who is reported to act on whom. `most`: parties shown, those of most events."""
    condition = of_events(index, chosen)
    ((total,),) = index.rows(f"select count(*) from events e where {condition.sql}", condition.values)
    rows = index.rows(
        "select e.n, e.id, e.type, e.articles, e.origins, e.row from events e where "
        f"{condition.sql} order by e.origins desc, e.articles desc, e.n limit ?",
        (*condition.values, _MOST),
    )
    quads = _quads(index, [row["n"] for row in rows])
    ties = _Ties()
    for row in rows:
        ties.add(row, json.loads(row["row"]), quads.get(row["n"], 1))
    kept = ties.largest(most)
    nodes = _nodes(index, kept, ties)
    edges = tuple(ties.edges(kept))
    return NetworkView(nodes, edges, _sampled(len(rows), total) or _fewer(len(kept), len(ties.degree)))


def view_map(index: SearchIndex, chosen: Filter) -> MapView:
    """Events by place."""
    condition = of_events(index, chosen)
    placed = "e.latitude is not null and e.longitude is not null"
    ((unplaced,),) = index.rows(
        f"select count(*) from events e where not ({placed}) and {condition.sql}", condition.values
    )
    rows = index.rows(
        "select e.place, max(e.name) name, max(e.country) country, avg(e.latitude) latitude, "
        "avg(e.longitude) longitude, min(json_extract(e.row, '$.where.precision')) precision, count(*) k, "
        "min(e.start) first, max(coalesce(e.end, e.start)) last, json_group_array(e.n) numbers from events e "
        f"where {placed} and {condition.sql} group by e.place order by k desc, 1 limit ?",
        (*condition.values, _MOST),
    )
    ((places,),) = index.rows(
        f"select count(distinct e.place) from events e where {placed} and {condition.sql}", condition.values
    )
    sampled = f"the {len(rows):,} places with most events of {places:,}" if len(rows) < places else None
    return MapView(tuple(_point(index, row) for row in rows), unplaced, sampled)


def _point(index: SearchIndex, row: Any) -> MapPoint:
    numbers = json.loads(row["numbers"])
    ((articles, origins),) = index.rows(
        "select count(distinct a.n), count(distinct coalesce(a.origin, -a.n)) from reports r "
        "join articles a on a.n = r.article where r.event in (select value from json_each(?))",
        (listed(numbers),),
    )
    ids = index.rows(
        "select id from events where n in (select value from json_each(?)) order by origins desc, n limit 100",
        (listed(numbers),),
    )
    return MapPoint(
        row["place"], row["name"], row["country"], row["latitude"], row["longitude"], row["precision"], row["k"],
        articles, origins, row["first"], row["last"], tuple(found["id"] for found in ids),
    )  # fmt: skip


@dataclass
class _Ties:
    """What is counted between parties while events are gone through."""

    degree: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    suffers: Counter[str] = field(default_factory=Counter)
    types: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    quads: dict[tuple[str, str], Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    counts: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add(self, row: Any, noun: dict[str, Any], quad: int) -> None:
        for source, target in _pairs(noun):
            self.types[source, target][row["type"]] += 1
            self.quads[source, target][quad] += 1
            self.counts[source, target][0] += row["articles"]
            self.counts[source, target][1] += row["origins"]
        for party in noun["actors"]:
            self.acts[party] += 1
        for party in noun["recipients"]:
            self.suffers[party] += 1
        for party in {*noun["actors"], *noun["recipients"]}:
            self.degree[party] += 1

    def largest(self, most: int) -> list[str]:
        """Parties of most events, those tied to somebody first."""
        tied = {party for pair in self.types for party in pair}
        ranked = sorted(self.degree, key=lambda party: (party not in tied, -self.degree[party], party))
        return ranked[:most]

    def edges(self, kept: Sequence[str]) -> Iterable[Edge]:
        inside = set(kept)
        for (source, target), types in sorted(self.types.items(), key=lambda item: (-sum(item[1].values()), item[0])):
            if source in inside and target in inside:
                articles, origins = self.counts[source, target]
                quad = self.quads[source, target].most_common(1)[0][0]
                yield Edge(source, target, dict(types.most_common()), quad, sum(types.values()), articles, origins)


def _pairs(noun: dict[str, Any]) -> list[tuple[str, str]]:
    """Each actor with each recipient; actors who act together ("the two spoke") with one another."""
    if noun["recipients"]:
        return [(a, r) for a in noun["actors"] for r in noun["recipients"] if a != r]
    actors = sorted(noun["actors"])
    return [(a, b) for place, a in enumerate(actors) for b in actors[place + 1 :]]


def _quads(index: SearchIndex, numbers: Sequence[int]) -> dict[int, int]:
    rows = index.rows(
        "select event, max(json_extract(row, '$.quad')) quad from reports "
        "where event in (select value from json_each(?)) group by 1",
        (listed(numbers),),
    )
    return {row["event"]: row["quad"] for row in rows}


def _nodes(index: SearchIndex, kept: Sequence[str], ties: _Ties) -> tuple[Node, ...]:
    rows = index.rows("select * from entities where id in (select value from json_each(?))", (listed(kept),))
    found = {row["id"]: row for row in rows}
    return tuple(
        Node(
            id, found[id]["name"], found[id]["kind"], found[id]["country"], ties.acts[id], ties.suffers[id],
            found[id]["articles"], found[id]["origins"],
        )
        for id in kept
        if id in found
    )  # fmt: skip


def _behind(index: SearchIndex, condition: Part) -> tuple[int, int]:
    """Articles and origins behind the events that a condition chooses."""
    ((articles, origins),) = index.rows(
        "select count(*), count(distinct coalesce(a.origin, -a.n)) from articles a "
        f"where a.n in ({_articles_of(condition)})",
        condition.values,
    )
    return articles, origins


def _articles_of(condition: Part) -> str:
    return (
        "select r.article from reports r where r.event is not null"
        if condition.sql == "1"
        else f"select r.article from reports r where r.event in (select e.n from events e where {condition.sql})"
    )


def _sampled(shown: int, total: int) -> str | None:
    return f"the {shown:,} events with most origins of {total:,}" if shown < total else None


def _fewer(shown: int, total: int) -> str | None:
    return f"the {shown:,} parties of most events of {total:,}" if shown < total else None
