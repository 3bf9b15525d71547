"""Camps, bridges, airfields: places by their names, whatever the tagger makes of them; what is done to them."""

from __future__ import annotations

import pytest

from rashomon.language.names.spans import sites
from read_alone import Read, reading_of, said, sides_of


@pytest.mark.parametrize(
    "site", ["al-Shayrat Airfield", "Camp Ashraf", "Allenby Bridge", "Kerem Shalom Crossing", "Tahrir Square"]
)
def test_a_site_is_a_place_by_its_name(site: str) -> None:
    text = f"Gunmen attacked the {site} on Sunday."
    assert [text[one.start : one.end] for one in sites(text)] == [site]
    kinds = {mention.text.removeprefix("the "): mention.kind for mention in reading_of(text).mentions}
    assert kinds[site] == "place"


def test_titles_and_first_words_are_no_part_of_it() -> None:
    text = "At Allenby Bridge, Gen. Roe waited. The Camp was quiet."
    assert [text[one.start : one.end] for one in sites(text)] == ["Allenby Bridge"]


def test_a_headline_in_title_case_names_none() -> None:
    assert sites("Rebels Seize Oran Airport After Long Battle With Army\n") == []


@pytest.mark.parametrize("site", ["Menagh airbase", "Sambisa forest"])
def test_the_name_of_a_site_is_nobody(site: str) -> None:
    found = reading_of(f"Rebels stormed the {site} on Monday.").mentions
    assert not [one for one in found if one.text == site.split()[0] and one.kind == "person"]


@pytest.mark.parametrize("house", ["the embassy", "the crossing", "the Kerem Shalom crossing"])
def test_who_storms_a_house_does_it_to_the_house(house: str) -> None:
    reading = reading_of(f"Soldiers stormed {house} at dawn.")
    (report,) = reading.reports
    assert sides_of(reading, report)[1] == [house]


def test_a_sentence_with_a_place_of_its_own_goes_on_nowhere_else() -> None:
    reading = reading_of("Jets bombed a school in Aleppo on Friday. Soldiers stormed the Kerem Shalom crossing.")
    stormed = next(report for report in reading.reports if report.trigger.start > 40)
    assert stormed.where is None


def test_who_condemns_an_attack_does_so_elsewhere() -> None:
    reading = reading_of("France condemned the attack in Aleppo. In Ankara, Turkey denounced the shelling of Idlib.")
    places = {report.type: report.where.name if report.where else None for report in reading.reports[:1]}
    assert places == {"ACCUSE": None}
    assert [report.where.name for report in reading.reports if report.where and report.type == "ACCUSE"] == ["Ankara"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked Camp Ashraf.",
        "They attacked a police checkpoint near the town.",
        "Roe was shot while attacking a woman with a knife.",
    ],
)
def test_who_attacks_with_more_than_words_says_nothing(read_english: Read, text: str) -> None:
    assert not [cue for _, cue, _ in said(text, read_english) if "attack" in cue]


def test_who_attacks_a_plan_says_something(read_english: Read) -> None:
    assert [cue for _, cue, _ in said("The senator attacked the plan.", read_english)] == ["attacked"]


def test_a_name_ends_before_its_country() -> None:
    reading = reading_of("President Ana Maria Roe of Oran met Tom Bell on Monday.")
    (report,) = reading.reports
    assert "Ana Maria Roe" in sides_of(reading, report)[0]


def test_a_dateline_is_no_part_of_who_acts() -> None:
    reading = reading_of("Paris, 5 May 2017 - France condemned the attack in Aleppo on Friday.")
    accused = [report for report in reading.reports if report.type == "ACCUSE"]
    assert sides_of(reading, accused[0])[0] == ["France"]


def test_a_wire_is_a_body() -> None:
    kinds = {one.text: one.kind for one in reading_of("He spoke to Sahel Wire by telephone on Monday.").mentions}
    assert kinds["Sahel Wire"] == "organization"
