"""What a list is narrowed to: outlets, countries, actors, types, languages, days, a story, an entity.

Reads a Filter; gives SQL conditions with their values, never a value within the SQL. The one idea: a filter chooses
articles (`a`), events (`e`) or stories (`s`) by the same words, and leaving one field out of it gives its facet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from rashomon.errors import NotFound, QueryError
from rashomon.record.ids import digest
from rashomon.store.search import SearchIndex
from rashomon.views.box import OF_ARTICLES, OF_STATEMENTS, Part, article_parts, both, event_parts, read_query


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


def of_articles(index: SearchIndex, chosen: Filter) -> Part:
    """Which articles (`a`): by who published them and when, and by the events that they tell."""
    parts = [*_by_article(chosen), *article_parts(index, read_query(chosen.words))]
    if chosen.story:
        parts.append(Part("a.story = ?", (number_of(index, "stories", chosen.story),)))
    if chosen.entity:
        number = number_of(index, "entities", chosen.entity)
        parts.append(Part("a.n in (select article from entity_articles where entity = ?)", (number,)))
    acts = _by_act(index, chosen)
    if acts:
        together = both(acts)
        parts.append(
            Part(
                "a.n in (select r.article from reports r where r.event in (select e.n from events e where "
                f"{together.sql}))",
                together.values,
            )
        )
    return both(parts)


def of_events(index: SearchIndex, chosen: Filter) -> Part:
    """Which events (`e`): by what they are, and by the articles that tell them; days are those of the event."""
    parts = [*_by_act(index, chosen)]
    if chosen.first:
        parts.append(Part("coalesce(e.end, e.start) >= ?", (chosen.first,)))
    if chosen.last:
        parts.append(Part("e.start < ?", (_after(chosen.last),)))
    if chosen.story:
        parts.append(Part("e.story = ?", (number_of(index, "stories", chosen.story),)))
    if chosen.entity:
        number = number_of(index, "entities", chosen.entity)
        parts.append(Part("e.n in (select event from parties where entity = ?)", (number,)))
    told = both(list(_by_article(replace(chosen, first=None, last=None, country=()))))
    if told.values:
        parts.append(
            Part(
                "e.n in (select r.event from reports r join articles a on a.n = r.article "
                f"where r.event is not null and {told.sql})",
                told.values,
            )
        )
    if chosen.country:
        parts.append(_country_of_events(chosen.country))
    return both([*parts, *_searched(index, chosen.words)])


def _searched(index: SearchIndex, words: str) -> list[Part]:
    """Of the search box: what names an act must hold of the event, the rest of an article that tells it."""
    query = read_query(words)
    told = article_parts(index, replace(query, fields=query.of(*OF_ARTICLES, *OF_STATEMENTS)))
    if not told:
        return event_parts(index, query)
    article = both(told)
    inside = (
        "e.n in (select r.event from reports r join articles a on a.n = r.article "
        f"where r.event is not null and {article.sql})"
    )
    return [*event_parts(index, query), Part(inside, article.values)]


def of_stories(index: SearchIndex, chosen: Filter) -> Part:
    """Which stories (`s`): those with an article that the filter chooses."""
    if chosen == Filter():
        return Part("1", ())
    articles = of_articles(index, chosen)
    return Part(
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


def _by_article(chosen: Filter) -> list[Part]:
    parts = []
    for column, values in (("outlet", chosen.outlet), ("language", chosen.language)):
        if values:
            parts.append(_any(f"a.{column}", values))
    if chosen.country:
        place = _country_of_events(chosen.country)
        parts.append(
            Part(
                f"({_any('a.country', chosen.country).sql} or a.n in (select r.article from reports r where r.event in "
                f"(select e.n from events e where {place.sql})))",
                (json.dumps(chosen.country), *place.values),
            )
        )
    if chosen.first:
        parts.append(Part("a.day >= ?", (chosen.first,)))
    if chosen.last:
        parts.append(Part("a.day <= ?", (chosen.last,)))
    return parts


def _by_act(index: SearchIndex, chosen: Filter) -> list[Part]:
    parts = []
    if chosen.type:
        parts.append(_any("e.type", chosen.type))
    if chosen.actor:
        numbers = [number_of(index, "entities", actor) for actor in chosen.actor]
        parts.append(
            Part(
                "e.n in (select event from parties where role = 'actor' "
                "and entity in (select value from json_each(?)))",
                (json.dumps(numbers),),
            )
        )
    return parts


def _country_of_events(countries: tuple[str, ...]) -> Part:
    return _any("e.country", countries)


def _any(column: str, values: tuple[str, ...]) -> Part:
    return Part(f"{column} in (select value from json_each(?))", (json.dumps(values),))


def _after(day: str) -> str:
    """Greater than every instant of the day."""
    return day + "T99"
