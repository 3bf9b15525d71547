"""A name → the rows of the gazetteer that it can mean.

The one idea: a name is also an adjective ("Syrian"), an abbreviation ("La."), a seat of government, a part of a
country or has a word around it ("northern Aleppo"); which of its rows is meant is another question (`places`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import numpy as np

from rashomon.knowledge import countries
from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    ADMIN2,
    COUNTRY,
    REGION,
    Gazetteer,
    place_key,
    without_admin_word,
)
from rashomon.knowledge.tables import rows


def candidates(places: Gazetteer, surface: str) -> tuple[list[tuple[int, bool]], bool]:
    """The rows that a name can mean, and whether it is an adjective or a people rather than a name."""
    surface = surface.strip()
    abbreviated = abbreviations(places).get(surface)
    if abbreviated is not None:
        return [(abbreviated, True)], False
    code = countries.adjective_of(surface) or countries.people_of(surface)
    part = countries.part_of(surface)
    if part is not None and (own := _lands_of(places, part)):
        return [(row, True) for row in own], code is not None
    named = dict(places.rows(surface))
    country = country_named(surface)
    row = country_row(places, country) if country else None
    if row is not None and not _is_part(places, row, named):
        named[row] = True
    if code is not None:
        row = country_row(places, code)
        if row is not None:
            lands = {
                r: m for r, m in named.items() if places.kinds[r] in (COUNTRY, ADMIN1) or places.kinds[r] >= REGION
            }
            named = {row: True, **lands}
            return list(named.items()), True
    if not named:
        shorter, word = without_admin_word(surface)
        if word is not None:
            named = dict(places.rows(shorter))
            divisions = {r: m for r, m in named.items() if places.kinds[r] in (ADMIN1, ADMIN2)}
            named = divisions or named
    if not named:
        for piece in _loose_forms(surface):
            named = dict(places.rows(piece))
            if named:
                break
    return list(named.items()), False


def _lands_of(places: Gazetteer, part: countries.Part) -> list[int]:
    """The rows of a land within a country: Chechnya is not all of Russia."""
    code = countries.country_of(part.name)
    found = [row for row, _ in places.rows(part.name)] if not part.people else []
    found = [row for row in found if places.kinds[row] == ADMIN1 or places.kinds[row] >= REGION]
    return [row for row in found if places.place(row).country == code] if code else []


def _is_part(places: Gazetteer, country: int, named: Mapping[int, bool]) -> bool:
    """Whether a name that a table gives to a country is that of a part of it: "Wales"."""
    return any(_same(places, country, row) and named[row] for row in named)


def _same(places: Gazetteer, country: int, row: int) -> bool:
    return bool(places.kinds[row] == ADMIN1 and places.countries[row] == places.countries[country])


@functools.cache
def _country_names() -> Mapping[str, str]:
    """Names of countries as written → codes; their adjectives and seats of government left out."""
    return {word: country.iso3 for word, kind, country in reversed(list(countries.surfaces())) if kind == "name"}


def country_named(surface: str) -> str | None:
    """The code of the country that a surface is a name of, or None; capitals count as a name."""
    found = _country_names().get(surface.replace("’", "'"))
    if found is None and surface.isupper() and len(surface) > 3:
        return _folded_country_names().get(place_key(surface))
    return found


@functools.cache
def _folded_country_names() -> Mapping[str, str]:
    return {place_key(word): code for word, code in _country_names().items()}


_LOOSE = re.compile(
    r"^(?:(?:down|up|mid)town|(?:north|south|east|west|central|greater|inner|metro|northern|southern|eastern|western"
    r"|northeast|northwest|southeast|southwest|north-?eastern|north-?western|south-?eastern|south-?western"
    r"|upper|lower|city of|town of|village of|port of|state of|province of|county of|old|new))[ -](?P<name>\w.*)$",
    re.IGNORECASE,
)


_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|at|az|an)[- ]", re.IGNORECASE)


def _loose_forms(surface: str) -> list[str]:
    """Names inside a name that the gazetteer lacks: "northern Aleppo", "downtown Homs"."""
    hit = _LOOSE.match(surface)
    forms = [hit["name"]] if hit else []
    article = _ARTICLE.match(surface)
    if article:
        forms.append(surface[article.end() :])
    if surface.endswith(("'s", "’s")):
        forms.append(surface[:-2])
    return forms


@functools.lru_cache(maxsize=4)
def abbreviations(places: Gazetteer) -> Mapping[str, int]:
    """Abbreviated states and provinces as newspapers write them ("La.", "Ont.") → rows."""
    divisions = _rows_by_id(places)
    found = {}
    for cells in rows("places_abbreviations"):
        row = divisions.get(cells["id"])
        if row is not None:
            for word in cells["newspaper"].split("|"):
                if word.strip():
                    found[word.strip()] = row
    return found


@functools.lru_cache(maxsize=4)
def postal_codes(places: Gazetteer) -> Mapping[str, int]:
    """Two-letter codes, which mean a state only after a comma: "Homer, LA"."""
    divisions = _rows_by_id(places)
    return {
        cells["postal"]: divisions[cells["id"]]
        for cells in rows("places_abbreviations")
        if cells["postal"] and cells["id"] in divisions
    }


@functools.lru_cache(maxsize=4)
def _rows_by_id(places: Gazetteer) -> Mapping[str, int]:
    """Rows of countries and first level divisions by id."""
    wanted = np.flatnonzero(np.isin(np.asarray(places.kinds), (COUNTRY, ADMIN1)))
    return {places.ids[row].decode(): int(row) for row in wanted}


@functools.lru_cache(maxsize=4)
def country_rows(places: Gazetteer) -> Mapping[str, int]:
    """Alpha-3 codes of countries → their rows."""
    wanted = np.flatnonzero(np.asarray(places.kinds) == COUNTRY)
    return {places.country_codes[int(places.countries[row])]: int(row) for row in wanted}


def country_row(places: Gazetteer, code: str) -> int | None:
    """The row of a country by its alpha-3 code; a state that is no more gives its successor's."""
    row = country_rows(places).get(code)
    if row is None:
        country = countries.by_code(code)
        if country is not None and country.successor:
            return country_rows(places).get(country.successor)
    return row
