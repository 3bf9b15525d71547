"""Mentions: names repaired, roles and pronouns found, offsets true."""

from __future__ import annotations

import pytest
from bench.reading import article_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.language.english import english
from rashomon.language.other import parse_other
from rashomon.record import Mention
from rashomon.stages.mentions import find_mentions


def read(text: str) -> list[Mention]:
    return find_mentions(article_of(text), english()(text))


def kinds(text: str) -> dict[str, str]:
    return {mention.text: mention.kind for mention in read(text)}


def test_a_person_is_named_without_title_and_the_title_is_no_mention_of_its_own() -> None:
    found = kinds("Iranian Defense Minister Brigadier General Hossein Dehqan spoke on Friday with reporters.")
    assert found["Hossein Dehqan"] == "person"
    assert found["Iranian"] == "nationality"
    assert not any("Minister" in text for text in found)
    assert "Friday" not in found


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_possessive_is_no_part_of_the_name(apostrophe: str) -> None:
    found = kinds(f"Hossein Dehqan{apostrophe}s call followed. Iran{apostrophe}s parliament met.")
    assert found["Hossein Dehqan"] == "person"
    assert found["Iran"] == "place"


def test_a_role_phrase_runs_from_its_determiner_to_its_head() -> None:
    found = kinds(
        "The Iranian defense minister rang his Russian counterpart. Russian officials and the ministry agreed."
    )
    assert found["The Iranian defense minister"] == "person"
    assert found["his Russian counterpart"] == "person"
    assert found["Russian officials"] == "person"
    assert found["the ministry"] == "organization"


def test_pronouns_that_stand_for_somebody_are_mentions_and_empty_ones_are_not() -> None:
    found = [m.text for m in read("She said they would leave. It is clear that it helps them.")]
    assert found == ["She", "they", "it", "them"]


def test_a_name_never_runs_over_a_line_break() -> None:
    assert not any("\n" in m.text for m in read("Mayor Anna Lindqvist\nStockholm Police Department\nSweden votes"))


def test_names_are_found_in_a_text_without_capitals() -> None:
    found = kinds(
        "president vladimir putin met officials in moscow on monday and spoke about syria and the islamic state."
    )
    assert found["vladimir putin"] == "person"
    assert found["moscow"] == "place"
    assert found["syria"] == "place"
    assert found["islamic state"] == "organization"


def test_a_nationality_stands_inside_the_name_of_a_body() -> None:
    found = kinds("The Iranian Foreign Ministry summoned the envoy.")
    assert found["Iranian"] == "nationality"
    assert any(kind == "organization" and "Foreign Ministry" in text for text, kind in found.items())


def test_weapons_and_vehicles_have_kinds_of_their_own() -> None:
    found = kinds("The ship fired 59 Tomahawk missiles and a Su-24 was lost.")
    assert found["Tomahawk missiles"] == "weapon"
    assert found["Su-24"] == "vehicle"


def test_two_known_bodies_joined_by_and_are_two_mentions() -> None:
    found = kinds("Positions of ISIS and Nusra Front were bombed, the army said.")
    assert found["ISIS"] == "organization"
    assert found["Nusra Front"] == "organization"


def test_a_text_of_another_language_gives_its_large_places() -> None:
    text = "Der Minister reiste gestern von Hamburg nach Teheran, teilte Reuters mit."
    found = {m.text: m.kind for m in find_mentions(article_of(text), parse_other(text))}
    assert found["Hamburg"] == "place" and found["Teheran"] == "place"


def test_suicide_bombers_are_people_and_bombers_are_aircraft() -> None:
    found = kinds("Two suicide bombers struck the market. Russian bombers took off from the base.")
    assert found["Two suicide bombers"] == "person"
    assert "vehicle" in found.values()


def test_nothing_is_found_in_nothing() -> None:
    assert read("") == []
    assert read(" \n ") == []


_PIECES = ["Iran’s", "Hossein Dehqan", "the minister", "said", "\n", "U.S.", "in", "Homs province", "(AP)", "“", "”",
           "59", "Müller", "Київ", "—", "IRAN WARNS", "they", "al-Nusra", ".", "\u200f", "école"]  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(_PIECES), max_size=12).map(" ".join))
def test_every_mention_is_the_characters_it_cites(text: str) -> None:
    found = read(text)
    assert all(text[m.start : m.end] == m.text and m.text.strip() == m.text != "" for m in found)
    assert len({m.id for m in found}) == len(found)
    assert found == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Stacey Abrams, told reporters the hall was full. A crowd waited for Abrams outside.",
        '"We are still looking," Abrams told reporters by telephone.',
    ],
)
def test_a_person_who_is_called_like_a_tank_is_none(text: str) -> None:
    assert kinds(text)["Abrams"] == "person"


def test_a_tank_stays_one() -> None:
    assert kinds("The army lost an Abrams tank near the bridge.").items() >= {("Abrams tank", "vehicle")}


def test_a_ship_is_told_by_what_stands_before_its_name() -> None:
    found = kinds("The frigates INS Mysore and INS Tabar sank a boat on Tuesday. The USS Abraham Lincoln followed.")
    assert {text for text, kind in found.items() if kind == "vehicle"} >= {
        "INS Mysore", "INS Tabar", "USS Abraham Lincoln",
    }  # fmt: skip
    assert found.get("Mysore") is None
    assert "vehicle" not in kinds("She met INS Commissioner Doris Meissner.").values()
