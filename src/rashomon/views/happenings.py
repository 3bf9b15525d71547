"""index + filter → events as a list, on a line of time, as a network of parties, and on a map.

Reads the search index; writes nothing. The one idea: all four are the same events under the same filter, so choosing in
one picture filters the others; a picture of too many takes those with most independent origins and says so.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from rashomon.errors import QueryError
from rashomon.record import Finding, from_row
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns, Mask, Numbers
from rashomon.views.counting import Counted, counted_by, days_of, told_with
from rashomon.views.filters import Filter, number_of, of_events
from rashomon.views.items import DayCount, EventItem, Page, event_items, listed, page_of
from rashomon.views.questions import StoryRow, finding_rows
from rashomon.views.readings import ReportItem, report_items

#: Events that a network is made of, and places of a map.
_MOST = 2000
#: Events that a line of time shows; `days` counts what was published about all of them.
_DRAWN = 500
#: Events of a place whose ids are given.
_LISTED = 100

_SORTS = ("origins", "when", "contradictions")


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
    found = of_events(index, chosen)
    items = event_items(index, _ordered(index, found, sort)[(page - 1) * size : page * size])
    columns = index.columns()
    telling = columns.telling(found)
    return page_of(items, int(found.sum()), page, size, (int(telling.sum()), columns.voices(telling)))


def _ordered(index: SearchIndex, found: Mask, sort: str) -> list[int]:
    columns = index.columns()
    heavy = columns.heavy[found[columns.heavy]]
    if sort == "when":
        numbers = np.sort(heavy)
        start = columns.start[numbers]
        heavy = numbers[np.lexsort((numbers, start, start < 0))]
    elif sort == "contradictions":
        heavy = heavy[np.lexsort((-columns.differing[heavy], -columns.contradicted[heavy]))]
    return list(heavy.tolist())


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
    columns, found = index.columns(), of_events(index, chosen)
    dated = found & (columns.start >= 0)
    heaviest = columns.heavy[dated[columns.heavy]][:_DRAWN]
    numbers = heaviest[np.lexsort((heaviest, columns.start[heaviest]))].tolist()
    start, end = columns.start[dated], columns.end[found]
    total, count = int(found.sum()), int(dated.sum())
    return TimelineView(
        tuple(event_items(index, numbers, citations=1)),
        total - count,
        columns.values["start"][start.min()] if count else None,
        columns.values["end"][end.max()] if count else None,
        _sampled(len(numbers), count),
        days_of(columns, columns.telling(found)),
    )


def view_network(index: SearchIndex, chosen: Filter, most: int = 150) -> NetworkView:
    """Who is reported to act on whom. `most`: parties shown, those of most events."""
    columns, found = index.columns(), of_events(index, chosen)
    heaviest = columns.heavy[found[columns.heavy]]
    ties = _Ties()
    for number, actors, recipients in _parties(index, heaviest[:_MOST]):
        ties.add(columns, number, actors, recipients)
    kept = ties.largest(most)
    nodes = _nodes(index, kept, ties)
    edges = tuple(ties.edges(kept))
    few = _sampled(min(_MOST, len(heaviest)), len(heaviest))
    return NetworkView(nodes, edges, few or _fewer(len(kept), len(ties.degree)))


def view_map(index: SearchIndex, chosen: Filter) -> MapView:
    """Events by place."""
    columns, found = index.columns(), of_events(index, chosen)
    placed = found & (columns.located > 0) & (columns.place >= 0)
    # heaviest first, so that of each place the first hundred are those of most origins
    numbers = columns.heavy[placed[columns.heavy]]
    places = columns.place[numbers]
    count = np.bincount(places, minlength=1)
    there = np.flatnonzero(count)
    shown = there[np.lexsort((there, -count[there]))][:_MOST]
    told = counted_by(columns, *told_with(columns, places, numbers))
    behind = {row.key: row for row in told}
    held = _events_at(places, numbers)
    points = tuple(_point(columns, place, held[place], behind.get(place)) for place in shown.tolist())
    sampled = f"the {len(shown):,} places with most events of {len(there):,}" if len(shown) < len(there) else None
    return MapView(points, int(found.sum()) - int(placed.sum()), sampled)


def _events_at(places: Numbers, numbers: Numbers) -> dict[int, Numbers]:
    """Code of a place → its events, in the order given."""
    if not len(numbers):
        return {}
    order = np.argsort(places, kind="stable")
    first = np.flatnonzero(np.diff(places[order], prepend=-1))
    groups = np.split(numbers[order], first[1:])
    return dict(zip(places[order][first].tolist(), groups, strict=True))


def _point(columns: Columns, place: int, events: Numbers, told: Counted | None) -> MapPoint:
    name, country, latitude, longitude, precision = columns.values["points"][place]
    starts, ends = columns.start[events], columns.end[events]
    starts, ends = starts[starts >= 0], ends[ends >= 0]
    return MapPoint(
        columns.values["place"][place], name, country, latitude, longitude, precision, len(events),
        told.articles if told else 0, told.origins if told else 0,
        columns.values["start"][starts.min()] if len(starts) else None,
        columns.values["end"][ends.max()] if len(ends) else None,
        tuple(columns.values["event"][number] for number in events[:_LISTED].tolist()),
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

    def add(self, columns: Columns, event: int, actors: Sequence[str], recipients: Sequence[str]) -> None:
        type = columns.values["type"][columns.type[event]]
        for pair in _pairs(actors, recipients):
            self.types[pair][type] += 1
            self.quads[pair][int(columns.quad[event]) or 1] += 1
            self.counts[pair][0] += int(columns.told[event])
            self.counts[pair][1] += int(columns.heard[event])
        self.acts.update(actors)
        self.suffers.update(recipients)
        self.degree.update({*actors, *recipients})

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


def _pairs(actors: Sequence[str], recipients: Sequence[str]) -> list[tuple[str, str]]:
    """Each actor with each recipient; actors who act together ("the two spoke") with one another."""
    if recipients:
        return [(a, r) for a in actors for r in recipients if a != r]
    return [(a, b) for place, a in enumerate(sorted(actors)) for b in sorted(actors)[place + 1 :]]


def _parties(index: SearchIndex, events: Numbers) -> Iterable[tuple[int, list[str], list[str]]]:
    """Of each event its actors and its recipients, by id."""
    columns = index.columns()
    first = np.searchsorted(columns.party_event, events, "left").tolist()
    last = np.searchsorted(columns.party_event, events, "right").tolist()
    parts = [slice(*bounds) for bounds in zip(first, last, strict=True)]
    wanted = {number for part in parts for number in columns.party[part].tolist()}
    rows = index.rows("select n, id from entities where n in (select value from json_each(?))", (listed(wanted),))
    ids = {row["n"]: row["id"] for row in rows}
    for event, part in zip(events.tolist(), parts, strict=True):
        sides: tuple[list[str], list[str]] = ([], [])
        for party, role in zip(columns.party[part].tolist(), columns.role[part].tolist(), strict=True):
            sides[role].append(ids[party])
        yield event, *sides


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


def _sampled(shown: int, total: int) -> str | None:
    return f"the {shown:,} events with most origins of {total:,}" if shown < total else None


def _fewer(shown: int, total: int) -> str | None:
    return f"of {total:,} parties those {shown:,} with most events" if shown < total else None
