"""Actor phrases get the country and the sectors a careful coder gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.knowledge.actors import SECTORS, code_actor, known_names
from rashomon.knowledge.countries import adjective_of, country_of, metonym_of, people_of
from rashomon.knowledge.groups import group_at
from rashomon.knowledge.outlets import outlet_named, outlet_of_url


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("Peruvian fishermen", "PER", "AGR"),
        ("Norway's navy", "NOR", "MIL"),
        ("the interior ministry of Bolivia", "BOL", "GOV"),
        ("Swedish ambassador to Chile", "SWE", "GOV"),
        ("a Malta-based shipping company", "MLT", "BUS"),
        ("French-backed militia in Chad", "TCD", "UAF"),
        ("anti-Turkish demonstrators in Athens", "GRC", "CVL"),
        ("former Ghanaian president", "GHA", "ELI"),
        ("Zambian opposition journalist", "ZMB", "OPP"),
        ("speaker of the Folketing", "DNK", "LEG"),
        ("a group of nuns from Malawi", "MWI", "REL"),
        ("several of the dockworkers", None, "LAB"),
        ("commander of the Arakan Army", "MMR", "REB"),
        ("spokesman for the finance ministry", None, "GOV"),
        ("two Hamas fighters", "PSE", "REB"),
        ("Lyon", "FRA", "CVL"),
        ("Ottawa", "CAN", "GOV"),
        ("Portugal", "PRT", None),
        ("Ukranian nurses", "UKR", "MED"),
        ("UN PEACEKEEPERS", "UNO", "MIL"),
        ("Bavarian police", "DEU", "COP"),
        ("a dog", None, None),
        ("she", None, "UNK"),
    ],
)
def test_a_phrase_tells_country_and_sector(phrase: str, country: str | None, sector: str | None) -> None:
    code = code_actor(phrase)
    assert (code.country, code.sectors[0] if code.sectors else None) == (country, sector), code


def test_a_person_is_what_the_date_makes_of_them() -> None:
    assert code_actor("Angela Merkel", "2010-05-01").sectors == ("GOV",)
    assert code_actor("Angela Merkel", "2023-05-01").sectors == ("ELI",)


def test_a_group_that_takes_power_becomes_the_government() -> None:
    assert code_actor("the Taliban", "2010-01-01").sectors[0] == "REB"
    assert code_actor("the Taliban", "2023-01-01").sectors[0] == "GOV"
    now = group_at("Taliban")
    assert now is not None and now.sectors == ("GOV",)


def test_a_family_name_alone_means_whoever_holds_office() -> None:
    assert code_actor("Chancellor Scholz", "2023-01-01").name == "Olaf Scholz"
    assert code_actor("Bush", "1990-06-01").name != code_actor("Bush", "2004-06-01").name


def test_a_stranger_with_the_name_of_a_city_is_no_city() -> None:
    assert code_actor("Lucia Valencia").country is None
    assert code_actor("Marcus Paris").country is None


def test_another_spelling_of_a_full_name_finds_the_person() -> None:
    assert code_actor("Muhammad Mursi", "2013-01-01").country == "EGY"


def test_context_settles_the_country_and_the_namesake() -> None:
    assert code_actor("police", context="riots in Dakar").country == "SEN"
    assert code_actor("police", country_hint="KEN").country == "KEN"


def test_the_reasons_name_the_words_they_rest_on() -> None:
    code = code_actor("Chilean miners")
    assert any("'Chilean'" in reason for reason in code.reasons)
    assert any("'miner'" in reason for reason in code.reasons)


@given(st.text(max_size=60))
def test_any_text_is_coded_within_plovers_sectors(phrase: str) -> None:
    assert set(code_actor(phrase).sectors) <= SECTORS


def test_abbreviations_need_their_capitals() -> None:
    assert country_of("US") == "USA" and country_of("us") is None
    assert outlet_named("AP") and not outlet_named("ap")
    assert code_actor("pan").sectors == ()


def test_words_for_countries_are_told_apart() -> None:
    assert adjective_of("Danish") == "DNK"
    assert people_of("Danes") == "DNK"
    assert metonym_of("the Kremlin") == "RUS"
    assert country_of("Côte d’Ivoire") == "CIV"
    assert adjective_of("Kremlin") is None


def test_outlets_are_found_by_name_and_by_host() -> None:
    irna = outlet_named("Irna")
    assert irna and irna.is_agency and irna.country == "IRN"
    bbc = outlet_of_url("https://www.bbc.co.uk/news/1")
    assert bbc and bbc.name == "BBC"
    assert outlet_of_url("https://example.invalid/") is None


def test_known_names_have_the_kinds_of_mentions() -> None:
    kinds = {kind for _, kind, *_ in known_names()}
    assert kinds == {"organization", "person", "weapon", "vehicle", "nationality"}


def test_the_head_of_an_international_body_has_its_country_code() -> None:
    assert code_actor("Antonio Guterres", "2020-01-01").country == "UNO"
    assert code_actor("Jens Stoltenberg", "2020-01-01").country == "IGO"


def test_a_name_that_many_countries_use_tells_none() -> None:
    assert code_actor("the Prime Minister's Office").country is None
    assert code_actor("Canada's Prime Minister's Office").country == "CAN"
