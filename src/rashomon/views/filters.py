"""What a list is narrowed to: outlets, countries, actors, types, languages, days, a story, an entity.

Reads a Filter; gives masks over the index's columns. The one idea: a filter chooses articles, events or stories by the
same words, and leaving one field out of it gives its facet.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.errors import NotFound, QueryError
from rashomon.record.ids import ID_LENGTH, NAMED_AFTER, digest, named_after
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns, Mask, distinct
from rashomon.views.search_box import (
    OF_ARTICLES,
    OF_STATEMENTS,
    articles_found,
    between,
    coded_as,
    events_found,
    mask_of,
    read_query,
    taking_part,
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Any of each field's values, all fields together. Days are YYYY-MM-DD, both ends included.

    `outlet`, `country` (ISO 3166 alpha-3, of the outlet or of the event), `actor` (entity ids), `type` (PLOVER),
    `language`, `first`, `last`, `story` and `entity` (ids, or beginnings of them), `words` (the search box).
    """

    outlet: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    story: str | None = None
    entity: str | None = None
    words: str = ""

    def without(self, field: str) -> Filter:
        """The filter with one field open: what its facet counts under."""
        open_field: dict[str, Any] = {field: None if field in ("story", "entity") else ()}
        return replace(self, **open_field)

    @property
    def key(self) -> str:
        """One word for this filter."""
        return digest("filter", *(getattr(self, name) for name in self.__slots__))


def of_articles(index: SearchIndex, chosen: Filter) -> Mask:
    """Which articles: by who published them and when, and by the events that they tell."""
    columns = index.columns()
    found = _by_article(columns, chosen) & articles_found(index, read_query(chosen.words))
    if chosen.story:
        found &= columns.story == number_of(index, "stories", chosen.story)
    if chosen.entity:
        number = number_of(index, "entities", chosen.entity)
        naming = index.numbers("select article number from entity_articles where entity = ?", (number,))
        found &= mask_of(columns.voice, naming)
    if chosen.type or chosen.actor:
        found &= columns.telling(_by_act(index, chosen))
    return found


def of_events(index: SearchIndex, chosen: Filter) -> Mask:
    """Which events: by what they are, and by the articles that tell them; days are those of the event."""
    columns = index.columns()
    found = _by_act(index, chosen)
    if chosen.first:
        found &= columns.end >= bisect_left(columns.values["end"], chosen.first)
    if chosen.last:
        found &= columns.start < bisect_left(columns.values["start"], _after(chosen.last))
    if chosen.first or chosen.last:
        found &= columns.start >= 0
    if chosen.story:
        found &= columns.told_story == number_of(index, "stories", chosen.story)
    if chosen.entity:
        number = number_of(index, "entities", chosen.entity)
        found &= taking_part(columns, [number], columns.role >= 0)
    if chosen.outlet or chosen.language:
        found &= columns.told_by(_by_article(columns, replace(chosen, first=None, last=None, country=())))
    if chosen.country:
        found &= _in_countries(columns, chosen)
    return found & _searched(index, chosen.words)


def _searched(index: SearchIndex, words: str) -> Mask:
    """Of the search box: what names an act must hold of the event, the rest of an article that tells it."""
    query = read_query(words)
    found = events_found(index, query)
    rest = replace(query, fields=query.of(*OF_ARTICLES, *OF_STATEMENTS))
    if rest.has_words or rest.excluded or rest.fields:
        found &= index.columns().told_by(articles_found(index, rest))
    return found


def of_stories(index: SearchIndex, chosen: Filter) -> NDArray[np.int64] | None:
    """Numbers of the stories with an article that the filter chooses; None for all."""
    if chosen == Filter():
        return None
    columns = index.columns()
    numbers = distinct(columns.story[of_articles(index, chosen)].astype(np.int64))
    return numbers[numbers > 0]


def number_of(index: SearchIndex, table: str, name: str) -> int:
    """The number of what an id, or the beginning of one, names. Raises NotFound, also where several do.

    A story or an event is found by an id that it bore before a newcomer renamed it.
    """
    kind = {"entities": "entity", "stories": "story"}.get(table, table.removesuffix("s"))
    found = index.rows(f"select n, id from {table} where id >= ? and id < ? limit 6", (name, name + "\uffff"))
    exact = [row for row in found if row["id"] == name]
    if name and (exact or len(found) == 1):
        return int((exact or found)[0]["n"])
    if name and found:
        raise NotFound(
            f"several {kind} ids begin so: {name!r}; {', '.join(row['id'][:8] for row in found[:5])}"
        )
    if table in NAMED_AFTER and (number := _formerly(index, table, kind, name)):
        return number
    raise NotFound(f"no such {kind}: {name!r}")


def _formerly(index: SearchIndex, table: str, kind: str, name: str) -> int:
    """The number of the group with the member that an id was made of; 0 where there is none."""
    members, named = NAMED_AFTER[table]
    if len(name) != ID_LENGTH:
        return 0
    numbers = {row["id"]: row[kind] for row in index.rows(f"select id, {kind} from {members}")}
    return int(numbers.get(named_after(name, numbers, named) or "") or 0)


def checked_day(day: str | None) -> str | None:
    """A day as YYYY-MM-DD, or None for an empty one. Raises QueryError."""
    from datetime import date

    if not day:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise QueryError(f"not a day: {day!r}; write it as 2017-04-11") from error


def _by_article(columns: Columns, chosen: Filter) -> Mask:
    found = between(columns, chosen.first, chosen.last)
    if chosen.outlet:
        found &= coded_as(columns.outlet, columns.code("outlet", chosen.outlet))
    if chosen.language:
        found &= coded_as(columns.language, columns.code("language", chosen.language))
    if chosen.country:
        home = coded_as(columns.country, columns.code("country", chosen.country))
        found &= home | columns.telling(_in_countries(columns, chosen))
    return found


def _by_act(index: SearchIndex, chosen: Filter) -> Mask:
    columns = index.columns()
    found = columns.events
    if chosen.type:
        found &= coded_as(columns.type, columns.code("type", chosen.type))
    if chosen.actor:
        numbers = [number_of(index, "entities", actor) for actor in chosen.actor]
        found &= taking_part(columns, numbers, columns.role == 0)
    return found


def _in_countries(columns: Columns, chosen: Filter) -> Mask:
    return coded_as(columns.where, columns.code("where", chosen.country))


def _after(day: str) -> str:
    """Greater than every instant of the day."""
    return day + "T99"
