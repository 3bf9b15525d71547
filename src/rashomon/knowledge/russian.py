"""tables/russian_*.{csv,toml} → what Russian words of news text mean in the words of the other tables.

Gives countries by name, adjective, people and seat of government, and English for titles, bodies and agencies. The one
idea: what a table says in English is not said again in Russian; a Russian phrase is led to the English one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rashomon.knowledge.countries import Country, by_code, split
from rashomon.knowledge.tables import rows, table


class Land(NamedTuple):
    """A country a word stands for. `kind`: name, adjective, people or seat."""

    country: Country
    kind: str

    @property
    def english(self) -> str:
        """The English word of the same kind, as the other tables have it."""
        country = self.country
        if self.kind in ("adjective", "people"):
            return (country.adjectives or country.people or (country.name,))[0]
        return country.name if self.kind == "name" else (country.metonyms or (country.capital or country.name,))[0]


def plain(word: str) -> str:
    """Lower case with е for ё: how Russian words are compared."""
    return " ".join(word.lower().replace("ё", "е").split())


@functools.cache
def lands() -> Mapping[str, Land]:
    """Plain nominative of a name, adjective, people or seat → the country; a name before a seat."""
    found: dict[str, Land] = {}
    for kind, column in (("name", "names"), ("adjective", "adjectives"), ("people", "people"), ("seat", "seats")):
        for row in rows("russian_countries"):
            country = by_code(row["iso3"])
            for word in split(row[column]) if country else ():
                found.setdefault(plain(word), Land(country, kind))  # type: ignore[arg-type]  # it is there
    return found


@functools.cache
def english_words() -> Mapping[str, str]:
    """Lemmas joined by blanks → English, but for persons and given names."""
    return {plain(key): value for kind, key, value in _entries() if kind not in ("persons", "given")}


@functools.cache
def section(name: str) -> Mapping[str, str]:
    """One section of russian_words.toml: titles, bodies, agencies, people, places, small."""
    return {plain(key): value for kind, key, value in _entries() if kind == name}


@functools.cache
def longest_phrase() -> int:
    """Words of the longest key."""
    return max(len(key.split()) for key in english_words())


def _entries() -> Iterator[tuple[str, str, str]]:
    for kind, words in table("russian_words").items():
        for key, value in words.items():
            yield kind, key, value
