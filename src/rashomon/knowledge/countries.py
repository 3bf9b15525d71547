"""Countries and the words by which news text means them.

Reads tables/countries.csv; gives lookups from a word to the ISO 3166 alpha-3 code. The one idea: a name
("Iran"), an adjective ("Iranian"), a people ("Iranians") and a seat of government ("Tehran") are four kinds
of words, kept apart, because only the last says that a government acts.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.knowledge.letters import without_accents
from rashomon.knowledge.tables import rows

#: Codes for actors that are no state: the United Nations, the European Union, other bodies of states.
INTERNATIONAL = {"UNO": "United Nations", "EUR": "European Union", "IGO": "intergovernmental organization"}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. Degrees are WGS84; `successor`, `start`, `end` are set where the state is no more."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    metonyms: tuple[str, ...]
    latitude: float
    longitude: float
    geonameid: str
    successor: str
    start: str
    end: str

    @property
    def former(self) -> bool:
        """Whether the state is no more."""
        return bool(self.end)


@functools.cache
def countries() -> tuple[Country, ...]:
    """Every row of the table, in its order."""
    return tuple(_country(row) for row in rows("countries"))


def by_code(code: str) -> Country | None:
    """The country of an ISO code, alpha-2 or alpha-3, or None."""
    return _codes().get(code.upper())


def country_of(word: str) -> str | None:
    """The alpha-3 code that a name, adjective, people or seat of government stands for, or None.

    Upper-case abbreviations match only as written: "US" is a country, "us" is not.
    """
    key = fold(word)
    for kind in ("name", "adjective", "people", "metonym"):
        found = _words(kind).get(key)
        if found and not (_is_abbreviation(found[1]) and word.upper() != word):
            return found[0]
    return None


def adjective_of(word: str) -> str | None:
    """The code of an adjective ("Iranian" → IRN), or None."""
    found = _words("adjective").get(fold(word))
    return found[0] if found else None


def people_of(word: str) -> str | None:
    """The code of a people ("Danes" → DNK), or None."""
    found = _words("people").get(fold(word))
    return found[0] if found else None


def metonym_of(word: str) -> str | None:
    """The code of a seat of government ("the Kremlin" → RUS), or None."""
    found = _words("metonym").get(fold(word).removeprefix("the "))
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Part:
    """A land or a people within a country, or within several; `people`: whether it is no land."""

    name: str
    people: bool


def part_of(word: str) -> Part | None:
    """The land or people of a word that stands for its country in coded tables only: "Scottish", "Tutsis"; or None."""
    return _parts().get(fold(word).removeprefix("the "))


def surfaces() -> Iterator[tuple[str, str, Country]]:
    """(surface, kind, country) of every word in the table; kind is name, adjective, people or metonym."""
    for country in countries():
        for kind, words in _kinds(country):
            for word in words:
                yield word, kind, country


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents or curly apostrophes: the form in which words are compared."""
    return without_accents(text.replace("’", "'").replace("ʼ", "'")).lower().strip()


@functools.cache
def _parts() -> dict[str, Part]:
    found = {}
    for row in rows("parts_of_countries"):
        part = Part(row["name"], row["kind"] == "people")
        for word in (part.name, *split(row["words"])):
            found[fold(word).removeprefix("the ")] = part
    return found


@functools.cache
def _codes() -> dict[str, Country]:
    codes: dict[str, Country] = {}
    for country in countries():
        codes.setdefault(country.iso3, country)
        if country.iso2:
            codes.setdefault(country.iso2, country)
    return codes


@functools.cache
def _words(kind: str) -> dict[str, tuple[str, str]]:
    """Folded word → (code, the word as written) for one kind. The first row that has a word keeps it."""
    found: dict[str, tuple[str, str]] = {}
    for word, its_kind, country in surfaces():
        if its_kind == kind:
            found.setdefault(fold(word), (country.iso3, word))
    return found


def _kinds(country: Country) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("name", (country.name, *country.aliases)),
        ("adjective", country.adjectives),
        ("people", country.people),
        ("metonym", country.metonyms),
    )


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and "." not in word and len(word) <= 5


def _country(row: dict[str, str]) -> Country:
    return Country(
        row["iso3"], row["iso2"], row["name"], split(row["aliases"]), split(row["adjectives"]),
        split(row["people"]), row["capital"], split(row["metonyms"]), float(row["latitude"]),
        float(row["longitude"]), row["geonameid"], row["successor"], row["start"], row["end"],
    )  # fmt: skip


def split(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell: parted by |, stripped, empty ones left out."""
    if "|" not in cell:
        # most cells: a table has tens of thousands
        return (alone,) if (alone := cell.strip()) else ()
    return tuple([bare for part in cell.split("|") if (bare := part.strip())])
