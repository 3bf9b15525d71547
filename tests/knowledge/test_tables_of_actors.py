"""The tables of countries, outlets, groups, bodies, weapons, homes, figures and sectors hold together."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from rashomon.knowledge.actors import SECTORS
from rashomon.knowledge.countries import INTERNATIONAL, by_code, countries, fold, split
from rashomon.knowledge.tables import rows

TABLES = ("countries", "outlets", "groups", "bodies", "weapons", "homes", "figures", "sectors")
DATE = re.compile(r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_parses_and_has_rows(table: str) -> None:
    assert len(rows(table)) > 250


@pytest.mark.parametrize("table", ["outlets", "groups", "bodies", "weapons"])
def test_no_name_stands_in_two_rows(table: str) -> None:
    owners = defaultdict(set)
    for row in rows(table):
        for name in (row["name"], *split(row["aliases"])):
            owners[name].add(row["name"])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_no_word_means_two_countries() -> None:
    owners = defaultdict(set)
    for country in countries():
        for word in (country.name, *country.aliases, *country.adjectives, *country.people, *country.metonyms):
            owners[fold(word)].add(country.iso3)
    assert {word: found for word, found in owners.items() if len(found) > 1} == {}


def test_every_country_has_codes_and_a_place_on_the_globe() -> None:
    for country in countries():
        assert re.fullmatch("[A-Z]{3}", country.iso3), country
        assert -90 <= country.latitude <= 90 and -180 <= country.longitude <= 180, country
        assert country.former or (len(country.iso2) == 2 and country.geonameid.isdigit()), country
        assert not country.successor or by_code(country.successor), country


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("outlets", "country"),
        ("groups", "countries"),
        ("bodies", "country"),
        ("homes", "country"),
        ("figures", "country"),
    ],
)
def test_countries_are_of_the_table_of_countries(table: str, column: str) -> None:
    codes = {code for row in rows(table) for code in split(row[column])}
    assert {code for code in codes if by_code(code) is None and code not in INTERNATIONAL} == set()


@pytest.mark.parametrize("table", ["groups", "bodies", "figures", "sectors"])
def test_sectors_are_of_plovers_list(table: str) -> None:
    assert {sector for row in rows(table) for sector in split(row["sectors"])} <= SECTORS


@pytest.mark.parametrize("table", ["groups", "figures"])
def test_dates_are_iso_and_in_order(table: str) -> None:
    for row in rows(table):
        assert DATE.match(row["start"]) and DATE.match(row["end"]), row
        assert not row["end"] or row["start"] <= row["end"], row


def test_nobody_is_a_terrorist_by_category() -> None:
    assert not any("terror" in row["name"].lower() for row in rows("groups"))


def test_a_domain_belongs_to_one_outlet() -> None:
    domains = [domain for row in rows("outlets") for domain in split(row["domains"])]
    assert len(domains) == len(set(domains))
    assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", domain) for domain in domains)


def test_outlets_and_weapons_use_their_own_kinds() -> None:
    assert {row["kind"] for row in rows("outlets")} == {"outlet", "agency", "both"}
    assert {row["ownership"] for row in rows("outlets")} == {"public", "state", "private", ""}
    assert {row["kind"] for row in rows("weapons")} == {"weapon", "vehicle"}


def test_a_noun_stands_once_in_the_table_of_sectors() -> None:
    phrases = [row["phrase"] for row in rows("sectors")]
    assert len(phrases) == len(set(phrases))
    assert all(phrase == phrase.lower() for phrase in phrases)
