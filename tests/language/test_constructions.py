"""Verbs that tell an act by who does it to what: its type and parties, and none where the fillers are others."""

from __future__ import annotations

import pytest

from rashomon.knowledge.plover import NONE, TYPES
from rashomon.language.english import parse
from rashomon.language.frames import frame
from rashomon.language.parties.subjects import subject_of
from rashomon.language.predicates.acts import acts
from rashomon.language.predicates.constructions.construction import Construction, behind
from rashomon.language.predicates.constructions.fillers import lemma, nothing, people, somebody
from rashomon.language.predicates.constructions.table import CONSTRUCTIONS, parties_of, type_of


def _verb(text: str, verb: str):  # type: ignore[no-untyped-def]
    return next(word for word in next(iter(parse([text]))) if word.text == verb)


TOLD = [
    ("The minister left office on Thursday.", "left", "RETREAT"),
    ("Forty pupils abducted from a school last week were set free on Sunday.", "set", "RETREAT"),
    ("More than 3,000 people have fled towards the capital.", "fled", "RETREAT"),
    ("The minister has called the recording fake.", "called", "REJECT"),
    ("She dismissed the video as a montage.", "dismissed", "REJECT"),
    ("A criminal case was opened the same evening.", "opened", "ACCUSE"),
    ("Norway handed over a cheque of USD 50,000 for the victims of the flood.", "handed", "AID"),
    ("A patrol boat boarded the Danish trawler Lille Maria on Tuesday.", "boarded", "COERCE"),
    ("The vessel, with 28 crew, was captured in international waters.", "captured", "COERCE"),
    ("They had been seized on 4 May near the border.", "seized", "COERCE"),
    ("A court on Monday ordered the owners of a trawler to pay $90,000.", "ordered", "SANCTION"),
    ("Armed men stopped a bus near Tarsk on Friday.", "stopped", "ASSAULT"),
    ("Karl Holm was thrown out of Peru on Thursday.", "thrown", "SANCTION"),
]


@pytest.mark.parametrize(("text", "verb", "type"), TOLD)
def test_what_closes_the_phrase_makes_an_empty_verb_an_act(text: str, verb: str, type: str) -> None:
    assert type_of(frame(_verb(text, verb))) == type


NOT_TOLD = [
    ("She left the office at six.", "left"),
    ("They set the table for nine.", "set"),
    ("The villagers fled.", "fled"),
    ("He called his rival a liar.", "called"),
    ("They opened a shop in Lima.", "opened"),
    ("He gave a grant of land a thought.", "gave"),
    ("We boarded the ferry at noon.", "boarded"),
    ("The teacher ordered the boys to pay attention.", "ordered"),
    ("The driver stopped a bus near Tarsk.", "stopped"),
]


@pytest.mark.parametrize(("text", "verb"), NOT_TOLD)
def test_the_same_verb_in_another_sense_tells_none(text: str, verb: str) -> None:
    assert type_of(frame(_verb(text, verb))) is None


def test_whom_one_calls_on_without_asking_anything_is_visited() -> None:
    visit = frame(_verb("Prime Minister Wangdi called on President Lal Sharma in Delhi.", "called"))
    assert type_of(visit) == "CONSULT"
    assert type_of(frame(_verb("Wangdi called on President Lal Sharma to resign.", "called"))) is None


def test_what_is_left_or_handed_over_is_no_party() -> None:
    doers, given = parties_of(frame(_verb("The minister left office on Thursday.", "left"))) or ([], [])
    assert [word.text for word in doers] == ["minister"] and not given
    assert parties_of(frame(_verb("The army left the town on Thursday.", "left"))) is None


def test_who_is_held_responsible_is_found_where_the_parse_makes_him_a_subject() -> None:
    found = frame(_verb("The government holds the rebels responsible for it.", "holds"))
    doers, about = parties_of(found) or ([], [])
    assert [word.text for word in (*doers, *about)] == ["government", "rebels"]


def test_who_told_of_shells_did_not_fire_them() -> None:
    text = "Mortar shells slammed into a crowded market in the city of Taiz on Friday, killing 12 people, medics said."
    doer = subject_of(_verb(text, "slammed"))
    assert doer is None or doer.text == "shells"
    assert all(one.type == "ASSAULT" for one in acts(next(iter(parse([text])))))


def test_a_verb_is_added_by_a_row_that_says_who_does_it_to_what() -> None:
    row = Construction("bundle", "ASSAULT", doer=somebody, object=people, oblique=behind("into", lemma("boot trunk")))
    assert row.fits(frame(_verb("The men bundled the banker into the boot of a car.", "bundled")))
    assert not row.fits(frame(_verb("The men bundled the papers into the boot of a car.", "bundled")))
    assert not row.fits(frame(_verb("The men bundled the banker into a car.", "bundled")))
    assert not row.fits(frame(_verb("The men never bundled the banker into the boot of a car.", "bundled")))


def test_an_empty_slot_is_taken_by_nothing_alone() -> None:
    assert nothing(None) and (~people)(None)
    assert not people(None) and not (people | somebody)(None) and not (~nothing)(None)


def test_every_row_gives_a_type_or_parties() -> None:
    assert all(row.type is not None or row.parties is not None for row in CONSTRUCTIONS)
    assert {row.type for row in CONSTRUCTIONS if isinstance(row.type, str)} <= {*TYPES, NONE}
