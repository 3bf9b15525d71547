"""Verbs of many senses, whose doer and object say which act they tell: dismissed, turned back, crossed, paid, signed.

Each rule stands beside what it must leave.
"""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of, trigger_of


def told(text: str) -> list[tuple[str, str, str, list[str], list[str]]]:
    """Type, modality, trigger, actors and recipients of each report, in reading order."""
    reading = reading_of(text)
    return [(one.type, one.modality, trigger_of(reading, one), *sides_of(reading, one)) for one in reading.reports]


ACTS = {
    "The president dismissed his interior minister and two generals.": (
        "SANCTION", "dismissed", ["The president"], ["his interior minister", "two generals"],
    ),
    "The deputy interior minister was relieved of his post.": (
        "SANCTION", "relieved", [], ["The deputy interior minister"],
    ),
    "Soldiers turned back an aid convoy at a checkpoint.": ("COERCE", "turned", ["Soldiers"], ["an aid convoy"]),
    "Pickets turned away lorries at the gates of the refinery.": ("PROTEST", "turned", ["Pickets"], []),
    "Opposition deputies walked out of parliament.": ("PROTEST", "walked", ["Opposition deputies"], []),
    "A family in Minna paid the kidnappers 4 million naira.": ("CONCEDE", "paid", ["A family"], ["the kidnappers"]),
    "Our forces repelled the assault.": ("ASSAULT", "repelled", ["Our forces"], []),
    "Ethiopian troops crossed into Sudan.": ("MOBILIZE", "crossed", ["Ethiopian troops"], ["Sudan"]),
    "The colonel fled across the border on Friday.": ("RETREAT", "fled", ["The colonel"], []),
    "Senators grilled the minister for three hours.": ("ACCUSE", "grilled", ["Senators"], ["the minister"]),
    "Parliament passed a vote of no confidence in the government.": (
        "ACCUSE", "passed", ["Parliament"], ["the government"],
    ),
    "The embassy handed a note of protest to the foreign ministry.": (
        "ACCUSE", "handed", ["The embassy"], ["the foreign ministry"],
    ),
    "A treaty of friendship between Poland and Finland was initialled on Sunday.": (
        "SUPPORT", "initialled", ["Poland", "Finland"], [],
    ),
    "Warning shots were fired across its bow.": ("ASSAULT", "fired", [], ["its"]),
    "The hospital was hit by a cyberattack on Monday.": ("COERCE", "hit", [], ["The hospital"]),
    "An explosion damaged a gas pipeline.": ("ASSAULT", "damaged", [], ["a gas pipeline"]),
    "Residents chased away a team of tax collectors.": (
        "PROTEST", "chased", ["Residents"], ["a team of tax collectors"],
    ),
    "The commander of the garrison went over to the rebels.": (
        "RETREAT", "went", ["The commander of the garrison"], ["the rebels"],
    ),
    "A convoy of 22 lorries carrying flour reached the camp.": ("AID", "reached", ["convoy"], ["the camp"]),
    "A judge placed the former deputy under formal investigation.": (
        "ACCUSE", "placed", ["A judge"], ["the former deputy"],
    ),
    "Hungary put up a fence on its border with Serbia.": ("COERCE", "put", ["Hungary"], []),
    "More than 6,000 villagers were moved to safety.": ("AID", "moved", [], ["More than 6,000 villagers"]),
    "The king accepted the resignation of two ministers.": ("RETREAT", "resignation", ["two ministers"], []),
    "Bandits looted a food store on Saturday.": ("ASSAULT", "looted", ["Bandits"], ["a food store"]),
    "The cabinet decreed a curfew in the capital.": ("COERCE", "curfew", ["The cabinet"], []),
    "Bakers began an open-ended strike.": ("PROTEST", "strike", ["Bakers"], []),
    "An angry crowd overturned a police van.": ("PROTEST", "overturned", ["An angry crowd"], ["police van"]),
    "Armoured cars took up positions around the radio building.": ("MOBILIZE", "took", ["Armoured cars"], []),
    "Unknown persons set fire to the consulate.": ("ASSAULT", "set", ["Unknown persons"], ["the consulate"]),
    "Both armies pulled their guns back two kilometres.": ("RETREAT", "pulled", ["Both armies"], []),
}  # fmt: skip


@pytest.mark.parametrize("text", ACTS)
def test_who_does_it_to_what_says_which_act_a_verb_tells(text: str) -> None:
    type, word, actors, recipients = ACTS[text]
    assert told(text) == [(type, "happened", word, actors, recipients)]


@pytest.mark.parametrize(
    "text",
    [
        "She was dismissed for 42 by the new bowler.",
        "The driver turned back at the bridge.",
        "The man walked out of the shop in protest.",
        "The government does not pay ransoms.",
        "The villagers crossed into the valley.",
        "United beat City 2-0 at home on Saturday.",
        "The striker fired home from close range to sink the visitors.",
        "The runner beat the record by two seconds.",
        "An element of the system treated them unfairly.",
        "I can assure you that he knows.",
        "Most states have passed the deadline.",
        "The firm laid off 300 people.",
        "The boy was armed with a handgun.",
        "Their daughters went to school together.",
        "What the organizer called a show drew 300 people.",
    ],
)
def test_the_same_verbs_of_other_things_tell_no_act(text: str) -> None:
    assert told(text) == []


def test_a_deed_that_is_looked_into_was_done_whatever_is_asked_for() -> None:
    rows = told("The bishop demanded an inquiry into the killing of two students.")
    assert [(type, modality) for type, modality, *_ in rows] == [("REQUEST", "happened"), ("ASSAULT", "happened")]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Police broke up a meeting of the banned party.", ["COERCE"]),
        ("The government halted security coordination with Israel.", ["SANCTION"]),
        ("The army accused the guerrillas of using the truce to rearm.", ["ACCUSE"]),
        ("The president's firing of the director was criticised.", ["ACCUSE", "SANCTION"]),
    ],
)
def test_what_ends_or_is_only_there_is_told_once(text: str, types: list[str]) -> None:
    assert sorted(type for type, *_ in told(text)) == types


def test_a_verb_taken_for_a_shot_has_its_subject() -> None:
    rows = told("Athens accused Ankara of piracy after a Turkish vessel shot at the boat near Lemnos on Friday.")
    assert rows[1] == ("ASSAULT", "happened", "shot", ["Turkish"], ["boat"])


def test_who_crosses_a_border_for_asylum_flees_and_asks() -> None:
    rows = told("Two officers crossed into Ghana on Friday and asked for asylum.")
    assert [(type, actors) for type, _, _, actors, _ in rows] == [
        ("RETREAT", ["Two officers"]), ("REQUEST", ["Two officers"]),
    ]  # fmt: skip


def test_who_is_dismissed_as_something_keeps_his_post() -> None:
    assert [type for type, *_ in told("The senator dismissed him as a liar.")] == ["REJECT"]


def test_broken_truces_are_counted() -> None:
    assert [type for type, *_ in told("The monitors recorded 41 violations of the ceasefire on Friday.")] == ["ASSAULT"]


def test_the_town_of_those_who_act_is_where_they_act_and_comes_last() -> None:
    (jailed,) = reading_of("A judge in Lyon jailed two men on Friday.").reports
    assert jailed.where is not None
    assert jailed.where.name == "Lyon"
    (blocked,) = reading_of("Farmers in Lyon blocked a road in Marseille.").reports
    assert blocked.where is not None
    assert blocked.where.name == "Marseille"


def test_what_is_judged_keeps_its_own_day() -> None:
    reports = {r.type: r for r in reading_of("The raid on May 20 was condemned by the Union of Journalists.").reports}
    assert reports["COERCE"].when is not None
    assert reports["ACCUSE"].when is None
