"""What a list is narrowed to: outlets, countries, actors, types, languages, days, a story, an entity.

Reads a Filter; gives SQL conditions with their values, never a value within the SQL. The one idea: a filter chooses
articles (`a`), events (`e`) or stories (`s`) by the same words, and leaving one field out of it gives its facet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from rashomon.errors import NotFound, QueryError
from rashomon.record.ids import digest
from rashomon.store.search import SearchIndex


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


class Condition(NamedTuple):
    """A piece of SQL and the values of its question marks."""

    sql: str
    values: tuple[str | int, ...]


def of_articles(index: SearchIndex, chosen: Filter) -> Condition:
    """Which articles (`a`): by who published them and when, and by the events that they tell."""
    parts = [*_by_article(chosen)]
    if chosen.story:
        parts.append(Condition("a.story = ?", (number_of(index, "stories", chosen.story),)))
    if chosen.entity:
        number = number_of(index, "entities", chosen.entity)
        parts.append(Condition("a.n in (select article from entity_articles where entity = ?)", (number,)))
    acts = _by_act(index, chosen)
    if acts:
        both = _all(acts)
        parts.append(
            Condition(
                "a.n in (select r.article from reports r where r.event in (select e.n from events e where "
                f"{both.sql}))",
                both.values,
            )
        )
    return _all(parts)


def of_events(index: SearchIndex, chosen: Filter) -> Condition:
    """Which events (`e`): by what they are, and by the articles that tell them; days are those of the event."""
    parts = [*_by_act(index, chosen)]
    if chosen.first:
        parts.append(Condition("coalesce(e.end, e.start) >= ?", (chosen.first,)))
    if chosen.last:
        parts.append(Condition("e.start < ?", (_after(chosen.last),)))
    if chosen.story:
        parts.append(Condition("e.story = ?", (number_of(index, "stories", chosen.story),)))
    if chosen.entity:
        number = number_of(index, "entities", chosen.entity)
        parts.append(Condition("e.n in (select event from parties where entity = ?)", (number,)))
    told = _all(list(_by_article(replace(chosen, first=None, last=None, country=()))))
    if told.values:
        parts.append(
            Condition(
                "e.n in (select r.event from reports r join articles a on a.n = r.article "
                f"where r.event is not null and {told.sql})",
                told.values,
            )
        )
    if chosen.country:
        parts.append(_country_of_events(chosen.country))
    return _all(parts)


def of_stories(index: SearchIndex, chosen: Filter) -> Condition:
    """Which stories (`s`): those with an article that the filter chooses."""
    if chosen == Filter():
        return Condition("1", ())
    articles = of_articles(index, chosen)
    return Condition(
        f"s.n in (select a.story from articles a where a.story is not null and {articles.sql})", articles.values
    )


def number_of(index: SearchIndex, table: str, name: str) -> int:
    """The number of what an id, or the beginning of one, names. Raises NotFound, also where several do."""
    kind = {"entities": "entity", "stories": "story"}.get(table, table.removesuffix("s"))
    found = index.rows(f"select n, id from {table} where id >= ? and id < ? limit 6", (name, name + "\uffff"))
    exact = [row for row in found if row["id"] == name]
    if name and (exact or len(found) == 1):
        return int((exact or found)[0]["n"])
    if name and found:
        raise NotFound(
            f"several {kind} ids begin so: {name!r}; {', '.join(row['id'][:8] for row in found[:5])}"
        )
    raise NotFound(f"no such {kind}: {name!r}")


def checked_day(day: str | None) -> str | None:
    """A day as YYYY-MM-DD, or None for an empty one. Raises QueryError."""
    from datetime import date

    if not day:
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise QueryError(f"not a day: {day!r}; write it as 2017-04-11") from error


def _by_article(chosen: Filter) -> list[Condition]:
    parts = []
    for column, values in (("outlet", chosen.outlet), ("language", chosen.language)):
        if values:
            parts.append(_any(f"a.{column}", values))
    if chosen.country:
        place = _country_of_events(chosen.country)
        parts.append(
            Condition(
                f"({_any('a.country', chosen.country).sql} or a.n in (select r.article from reports r where r.event in "
                f"(select e.n from events e where {place.sql})))",
                (json.dumps(chosen.country), *place.values),
            )
        )
    if chosen.first:
        parts.append(Condition("a.day >= ?", (chosen.first,)))
    if chosen.last:
        parts.append(Condition("a.day <= ?", (chosen.last,)))
    return parts


def _by_act(index: SearchIndex, chosen: Filter) -> list[Condition]:
    parts = []
    if chosen.type:
        parts.append(_any("e.type", chosen.type))
    if chosen.actor:
        numbers = [number_of(index, "entities", actor) for actor in chosen.actor]
        parts.append(
            Condition(
                "e.n in (select event from parties where role = 'actor' "
                "and entity in (select value from json_each(?)))",
                (json.dumps(numbers),),
            )
        )
    return parts


def _country_of_events(countries: tuple[str, ...]) -> Condition:
    return _any("e.country", countries)


def _any(column: str, values: tuple[str, ...]) -> Condition:
    return Condition(f"{column} in (select value from json_each(?))", (json.dumps(values),))


def _all(parts: list[Condition]) -> Condition:
    if not parts:
        return Condition("1", ())
    return Condition(
        " and ".join(f"({part.sql})" for part in parts), tuple(value for part in parts for value in part.values)
    )


def _after(day: str) -> str:
    """Greater than every instant of the day."""
    return day + "T99"
