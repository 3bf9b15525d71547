"""index + entity → its names and spellings, offices, acts, words and neighbours; entities as a list.

Reads the search index; writes nothing. The one idea: what an entity is stands beside how often and by whom it is said,
since an alias is somebody's spelling too.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.language.pronouns import is_pronoun
from rashomon.record import Entity, from_row
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns, Mask
from rashomon.store.search_tables import STANDS
from rashomon.views.counting import counted_by, days_of
from rashomon.views.filters import Filter, number_of
from rashomon.views.happenings import NetworkView, view_network
from rashomon.views.items import (
    DayCount,
    EventItem,
    Page,
    SaidItem,
    Share,
    event_items,
    page_of,
    said_items,
)
from rashomon.views.search_box import mask_of

#: What one page shows of each list; the page says how many there are.
_MOST = 100


@dataclass(frozen=True, slots=True)
class EntityLine:
    """One entity in a list."""

    id: str
    kind: str
    name: str
    country: str | None
    spellings: int
    articles: int
    origins: int
    events: int
    statements: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """One spelling and how often each outlet writes it."""

    text: str
    count: int
    outlets: dict[str, int]


@dataclass(frozen=True, slots=True)
class RoleItem:
    """An office with the dates that are known for it."""

    title: str
    organization: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there are of what a page shows the first of."""

    acts: int
    suffers: int
    said: int
    said_about: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One person, organization or place as the sources have it."""

    entity: Entity
    articles: int
    origins: int
    spellings: tuple[Spelling, ...]
    roles: tuple[RoleItem, ...]
    outlets: tuple[Share, ...]
    volume: tuple[DayCount, ...]
    acts: tuple[EventItem, ...]
    suffers: tuple[EventItem, ...]
    said: tuple[SaidItem, ...]
    said_about: tuple[SaidItem, ...]
    network: NetworkView
    totals: Totals
    sampled: str | None


def list_entities(index: SearchIndex, words: str, kind: str | None, page: int, size: int) -> Page[EntityLine]:
    """Entities that most articles name first; `words` are beginnings of words of a name or alias."""
    parts, values = ["1"], []
    if match := _beginnings(words):
        parts.append("e.n in (select rowid from names where names match ?)")
        values.append(match)
    if kind:
        parts.append("e.kind = ?")
        values.append(kind)
    where = " and ".join(parts)
    ((total,),) = index.rows(f"select count(*) from entities e where {where}", values)
    rows = index.rows(
        "select e.*, (select json_group_array(distinct text) from spellings p where p.entity = e.n) spelled "
        f"from entities e where {where} order by e.articles desc, e.n limit ? offset ?",
        (*values, size, (page - 1) * size),
    )
    items = [
        EntityLine(
            row["id"], row["kind"], row["name"], row["country"], _spelled(row["spelled"]), row["articles"],
            row["origins"], row["events"], row["statements"],
        )
        for row in rows
    ]  # fmt: skip
    return page_of(items, total, page, size)


def find_entity(index: SearchIndex, name: str) -> int:
    """The number of an entity by id, by the beginning of one, or by a name that a source uses. Raises NotFound."""
    from rashomon.errors import NotFound

    try:
        return number_of(index, "entities", name)
    except NotFound:
        rows = index.rows(
            "select n, row from entities where n in (select rowid from names where names match ?)",
            (_phrase(name),),
        )
        found = [row["n"] for row in rows if _is_named(from_row(Entity, json.loads(row["row"])), name)]
        if len(found) != 1:
            raise
        return int(found[0])


def view_actor(index: SearchIndex, name: str) -> EntityPage:
    """One entity. `name` is an id, the beginning of one, or a name that a source uses. Raises NotFound."""
    number = find_entity(index, name)
    (row,) = index.rows("select * from entities where n = ?", (number,))
    entity = from_row(Entity, json.loads(row["row"]))
    columns = index.columns()
    named = index.numbers("select article number from entity_articles where entity = ?", (number,))
    naming = mask_of(columns.voice, named)
    acts, suffers = (_told(columns, number, role) for role in range(2))
    said = _numbers(index, f"{_SAID} where s.speaker = ? and {STANDS}", number)
    about = _numbers(index, f"{_SAID} join about b on b.statement = s.n where b.entity = ? and {STANDS}", number)
    totals = Totals(len(acts), len(suffers), len(said), len(about))
    return EntityPage(
        entity=entity,
        articles=row["articles"],
        origins=row["origins"],
        spellings=_spellings(index, number),
        roles=tuple(RoleItem(r.title, r.organization, r.start, r.end) for r in entity.roles),
        outlets=_outlets(columns, naming),
        volume=days_of(columns, naming),
        acts=tuple(event_items(index, acts[:_MOST])),
        suffers=tuple(event_items(index, suffers[:_MOST])),
        said=tuple(said_items(index, said[:_MOST])),
        said_about=tuple(said_items(index, about[:_MOST])),
        network=view_network(index, Filter(entity=entity.id), most=40),
        totals=totals,
        sampled=_sampled(totals),
    )


_SAID = "select s.n from statements s join articles a on a.n = s.article"


def _told(columns: Columns, number: int, role: int) -> list[int]:
    """Events that an entity does (role 0) or suffers (1), in order of time, the undated last."""
    events = columns.party_event[(columns.party == number) & (columns.role == role)]
    start = columns.start[events]
    return list(events[np.lexsort((events, -columns.heard[events], start, start < 0))].tolist())


def _numbers(index: SearchIndex, query: str, number: int) -> list[int]:
    """Statements in the order in which they were published."""
    rows = index.rows(f"{query} order by a.published is null, a.published, a.n, s.n", (number,))
    return [row["n"] for row in rows]


def _spelled(texts: str) -> int:
    return sum(not is_pronoun(text) for text in json.loads(texts))


def _spellings(index: SearchIndex, number: int) -> tuple[Spelling, ...]:
    found: dict[str, dict[str, int]] = {}
    for row in index.rows("select text, outlet, mentions from spellings where entity = ?", (number,)):
        if not is_pronoun(row["text"]):
            found.setdefault(row["text"], {})[row["outlet"]] = row["mentions"]
    made = [Spelling(text, sum(outlets.values()), outlets) for text, outlets in found.items()]
    return tuple(sorted(made, key=lambda spelling: (-spelling.count, spelling.text)))


def _outlets(columns: Columns, articles: Mask) -> tuple[Share, ...]:
    numbers = np.flatnonzero(articles)
    names = columns.values["outlet"]
    counted = counted_by(columns, columns.outlet[numbers], numbers)
    ordered = sorted(counted, key=lambda found: (-found.articles, names[found.key]))
    return tuple(Share(names[f.key], names[f.key], f.articles, f.origins) for f in ordered)


def _sampled(totals: Totals) -> str | None:
    parts = (
        ("acts by it", totals.acts), ("acts on it", totals.suffers), ("statements by it", totals.said),
        ("statements about it", totals.said_about),
    )  # fmt: skip
    more = [f"the first {_MOST} of {count:,} {what}" for what, count in parts if count > _MOST]
    return f"this page shows {', '.join(more)}" if more else None


def _beginnings(words: str) -> str:
    """`vlad put` as a query for names that hold words beginning so."""
    plain = [word for word in ("".join(c if c.isalnum() else " " for c in words)).split() if word]
    return " ".join(f'"{word}"*' for word in plain)


def _phrase(name: str) -> str:
    return '"' + name.replace('"', " ") + '"'


def _is_named(entity: Entity, name: str) -> bool:
    return name.casefold() in {entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)}


__all__: Sequence[str] = ("EntityLine", "EntityPage", "find_entity", "list_entities", "view_actor")
