"""Sentences that every paper prints: who acted for whom, where and when, and what only looks like an act.

Each rule stands beside what it must leave.
"""

from __future__ import annotations

import pytest

from rashomon.pipeline import Reading
from rashomon.record import Report
from read_alone import Read, read_in, sides_of, trigger_of

#: News of force and talks, so that a line is not read by itself.
BESIDE = """

Fighting between the army and rebels went on in the north. Officials met to discuss the crisis on Monday, and police
arrested three men."""


def read(read_english: Read, text: str) -> Reading:
    return read_in(read_english(text + BESIDE), "2019-11-20")


def rows(reading: Reading, text: str) -> dict[str, Report]:
    """The reports of the sentence, by their trigger."""
    return {trigger_of(reading, one): one for one in reading.reports if one.trigger.start < len(text)}


@pytest.mark.parametrize(
    ("text", "act", "actors", "recipients"),
    [
        # all who own what acted
        ("American and Iraqi jets bombed Mosul on Monday.", "bombed", ["American", "Iraqi"], ["Mosul"]),
        ("American jets and Iraqi soldiers attacked Mosul.", "attacked", ["American", "Iraqi soldiers"], ["Mosul"]),
        # whose deed it is that killed
        (
            "A series of attacks by Boko Haram on villages in Borno killed 20 people on Sunday.", "killed",
            ["Boko Haram"], ["20 people"],
        ),
        (
            "Shelling by government forces killed 15 civilians in Lima on Tuesday.", "killed",
            ["government forces"], ["15 civilians"],
        ),
        ("A US-led attack on a bunker in Lima killed 10 commanders.", "killed", ["US"], ["10 commanders"]),
        ("A well-led attack on a bunker in Lima killed 10 commanders.", "killed", [], ["10 commanders"]),
        ("Eight soldiers were killed in a militant attack on Monday.", "killed", ["militant"], ["Eight soldiers"]),
        ("A teenager was killed by Israeli fire on Friday.", "killed", ["Israeli fire"], ["A teenager"]),
        # who says that he did it
        (
            "The Taliban claimed responsibility for Tuesday's attack on a hotel in Lima.", "attack",
            ["Taliban"], ["a hotel in Lima"],
        ),
        ("The Taliban claimed responsibility for shooting down a helicopter.", "shooting", ["Taliban"], ["helicopter"]),
        # what the parse hangs on the measure of acts
        ("Eight days of riots by angry youths have left Lima in ruins.", "riots", ["angry youths"], []),
        ("The killing of a boy unleashed a wave of unrest by students.", "killing", [], ["a boy"]),
        # what is aimed at, fired on or held
        ("Iran launched missiles at two US bases in Iraq on Wednesday.", "launched", ["Iran"], ["two US bases"]),
        ("Gunmen opened fire on a bus in Lima, killing seven.", "opened", ["Gunmen"], ["bus"]),
        ("The army seized control of three villages near Lima.", "seized", ["The army"], ["three villages"]),
        # talks beside what is said in them, and what they are about
        (
            "Secretary Kerry raised these concerns in a call with Foreign Minister Lavrov today.", "call",
            ["Kerry", "Lavrov"], [],
        ),
        ("In a telephone conversation with Putin, Erdogan urged restraint.", "conversation", ["Putin", "Erdogan"], []),
        ("The two kings discussed Oran by phone on Sunday.", "discussed", ["The two kings"], []),
        # what one protests against suffers nothing
        ("Students protesting against tuition fees were beaten.", "protesting", ["Students"], []),
        ("Students protesting against the king were beaten.", "protesting", ["Students"], ["the king"]),
    ],
)  # fmt: skip
def test_who_does_it_and_to_whom(
    read_english: Read, text: str, act: str, actors: list[str], recipients: list[str]
) -> None:
    reading = read(read_english, text)
    assert sides_of(reading, rows(reading, text)[act]) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "act", "type"),
    [
        ("We call for an end to the attacks on Lima.", "call", "REQUEST"),
        ("France closed its embassy in Yemen on Friday.", "closed", "SANCTION"),
        ("Jordan admitted more than 100,000 refugees.", "admitted", "AID"),
        ("Protesters gathered in the capital on Monday.", "gathered", "PROTEST"),
        ("Officers executed a search warrant on Monday at a house in Lima.", "executed", "COERCE"),
        ("The group executed two hostages on Monday.", "executed", "ASSAULT"),
        ("Obama attacked Clinton for her support of the war in Iraq.", "attacked", "ACCUSE"),
        ("The rebels attacked the town for three days.", "attacked", "ASSAULT"),
        ("Coalition aircraft struck fighters firing on soldiers.", "firing", "ASSAULT"),
        ("I echo the king's recent call that all parties respect the truce.", "call", "REQUEST"),
        ("The group renewed its threat to kill the hostages.", "threat", "THREATEN"),
        ("The Americans wanted to raid a base near Lima.", "raid", "ASSAULT"),
        ("The one who slaughtered the journalists was named.", "slaughtered", "ASSAULT"),
    ],
)
def test_an_act_of_its_type(read_english: Read, text: str, act: str, type: str) -> None:
    assert rows(read(read_english, text), text)[act].type == type


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Taliban claimed responsibility for Tuesday's attack on a hotel in Lima.", "claimed"),
        ("No group has claimed responsibility for the attack.", "claimed"),
        ("Two ministers resigned in protest at the decision.", "protest"),
        ("Iran poses a threat to Israel.", "threat"),
        ("Officers responded to 911 calls from employees.", "calls"),
        ("The bank has decided to suspend its oil operations.", "operations"),
        ("The king and Roe agreed that there will still be work to do.", "agreed"),
        ("The coalition complies with the law of war.", "complies"),
        ("The coalition conducted 11 strikes in support of the government of Iraq.", "support"),
        ("Protesters threw petrol bombs at police on Monday.", "bombs"),
    ],
)
def test_what_only_looks_like_an_act(read_english: Read, text: str, word: str) -> None:
    assert word not in rows(read(read_english, text), text)


@pytest.mark.parametrize(
    ("text", "act", "place"),
    [
        # behind those to whom it is done, and behind the last of what is hit
        ("Gunmen arrested supporters in Lima.", "arrested", "Lima"),
        ("Rebels destroyed two bridges and a power station near Lima.", "destroyed", "Lima"),
        ("After talks with his Iranian counterpart in Lima, Roe said the deal was dead.", "talks", "Lima"),
        # where what happened at once was, and the deed that is told again
        ("At least 12 people were killed when gunmen stormed a hotel in Lima on Friday.", "killed", "Lima"),
        ("The attack on a bunker in Lima on Saturday that killed 10 men was condemned.", "killed", "Lima"),
        ("Clashes were reported in Lima on Sunday.", "Clashes", "Lima"),
        ("Thousands of people took to the streets of Lima to protest.", "took", "Lima"),
        # what is spoken of, or where people come from, is no place of the act
        ("Russia vetoed a resolution on Syria on Monday.", "vetoed", None),
        ("Architects from across Peru were invited to submit plans.", "invited", None),
    ],
)
def test_where_it_was(read_english: Read, text: str, act: str, place: str | None) -> None:
    where = rows(read(read_english, text), text)[act].where
    assert (where.name if where else None) == place


@pytest.mark.parametrize(
    ("text", "act", "day"),
    [
        ("In a statement published on 25 October, the ministry accused the army of looting.", "accused", "2019-10-25"),
        ("The attack on a bunker in Lima on 25 October that killed 10 men was condemned.", "killed", "2019-10-25"),
        ("Clashes were reported in Lima on 25 October.", "Clashes", "2019-10-25"),
    ],
)
def test_when_it_was(read_english: Read, text: str, act: str, day: str) -> None:
    when = rows(read(read_english, text), text)[act].when
    assert when is not None
    assert (when.start or "")[:10] == day


@pytest.mark.parametrize(
    ("text", "act", "modality"),
    [
        ("The EU is considering sanctions against Belarus.", "considering", "hypothetical"),
        ("The EU is imposing sanctions on Belarus.", "sanctions", "ongoing"),
        ("In a telephone conversation with Putin, Erdogan urged restraint.", "conversation", "happened"),
        ("Islamic State claimed responsibility for shooting down a helicopter.", "shooting", "happened"),
        ("I want to console the families of those hurt in Saturday's attack in Lima.", "hurt", "happened"),
    ],
)
def test_how_it_stands(read_english: Read, text: str, act: str, modality: str) -> None:
    assert rows(read(read_english, text), text)[act].modality == modality
