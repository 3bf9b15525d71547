"""Acts that nobody is named in, and acts told by phrases: what is kept, what type it has, and what must stay out."""

from __future__ import annotations

import pytest

from rashomon.pipeline import Reading
from read_alone import Read, read_in, sides_of, trigger_of

#: The day on which all of these texts came out.
DAY = "2019-05-26"


def told(reading: Reading) -> list[tuple[str, str]]:
    """Type and word of each report, in reading order."""
    return [(report.type, trigger_of(reading, report)) for report in reading.reports]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The raid on May 20 was condemned by the union.", ("COERCE", "raid")),
        ("More than 5,000 people have fled since the clashes at Mosul.", ("ASSAULT", "clashes")),
        ("Fighting between rivals broke out. The clashes began on Monday.", ("ASSAULT", "clashes")),
        ("The shelling on Monday lasted two hours.", ("ASSAULT", "shelling")),
        ("A criminal case was opened on Monday.", ("ACCUSE", "case")),
    ],
)
def test_an_own_day_or_place_tells_an_act_of_nobody(read_english: Read, text: str, act: tuple[str, str]) -> None:
    assert act in told(read_in(read_english(text), DAY))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The minister spoke after the raid.", "raid"),  # which one is not told here
        ("The violence has subsided in the past few days.", "violence"),
        ("The violence in Iraq worries investors.", "violence"),  # a whole country
        ("The attack might take place on Monday.", "attack"),
        ("The attack did not happen on Monday.", "attack"),
        ("The complaints have been withdrawn.", "withdrawn"),
        ("The attack took place about 150 miles off Aden.", "attack"),
    ],
)
def test_an_act_of_nobody_at_no_time_is_none(read_english: Read, text: str, word: str) -> None:
    assert word not in [trigger for _, trigger in told(read_in(read_english(text), DAY))]


def test_what_only_says_that_an_act_will_be_gives_its_footing(read_english: Read) -> None:
    reading = read_in(read_english("The strike by 900 dockers will begin on Monday."), DAY)
    assert [(report.type, report.modality) for report in reading.reports] == [("PROTEST", "planned")]


def test_an_hour_without_a_day_is_that_of_the_day_told_last(read_english: Read) -> None:
    text = (
        "Rebels shelled the village of Ovca on Friday, the governor said on Saturday. "
        "A shell hit a school at 7:40 a.m."
    )
    reading = read_in(read_english(text), DAY)
    starts = [report.when.start for report in reading.reports if report.when is not None]
    assert starts == ["2019-05-24T00:00:00Z", "2019-05-24T07:40:00Z"]


def test_the_number_of_acts_is_nobodys_toll(read_english: Read) -> None:
    (report,) = read_in(read_english("Three explosions hit the market on Monday, wounding two men."), DAY).reports
    assert [(number.low, number.of) for number in report.quantities] == [(3.0, "explosions"), (2.0, "injured")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels denied any part in the attack.", [("REJECT", "denied"), ("ASSAULT", "attack")]),
        ("The ministry called the charge absurd.", [("REJECT", "charge")]),
        ("The expulsion of two Albanians drew criticism.", [("SANCTION", "expulsion")]),
        ("Chile ordered the Peruvian consul, Dr. Juan Roe, to leave the country.", [("SANCTION", "ordered")]),
        ("Two attachés of the embassy were given 48 hours to leave.", [("SANCTION", "given")]),
        ("The contractors were given 48 hours to leave the hotel.", []),
        ("He is being held at the central prison.", [("COERCE", "held")]),
        ("The meeting is being held at the central hall.", []),
        ("The editor was sent to prison for two years.", [("SANCTION", "sent")]),
        ("The boy was sent to school for two years.", []),
        ("He got eight years in prison for treason.", [("SANCTION", "got")]),
        ("The boss got eight years of funding for the project.", []),
        ("Troops moved up to the border.", [("MOBILIZE", "moved")]),
        ("The army moved quickly to calm fears.", []),
        ("The town of Tarsk fell to the rebels on Sunday.", [("ASSAULT", "fell")]),
        ("The town fell silent.", []),
        ("Volunteers pulled 30 people from the rubble.", [("AID", "pulled")]),
        ("Police dispersed the crowd with tear gas.", [("COERCE", "dispersed")]),
        ("Neighbours called the police.", []),
    ],
)
def test_the_words_that_close_a_phrase_say_what_it_tells(
    read_english: Read, text: str, expected: list[tuple[str, str]]
) -> None:
    assert told(read_in(read_english(text), DAY)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The town was besieged and was shelled on Monday.", [["The town"], ["The town"]]),
        ("The driver fled the scene but was arrested on Monday.", [["The driver"]]),
        ("Football is a game, and fellow Charger Roe was arrested on Monday.", [["fellow Charger Roe"]]),
    ],
)
def test_passives_joined_are_done_to_one(read_english: Read, text: str, expected: list[list[str]]) -> None:
    reading = read_in(read_english(text), DAY)
    assert [sides_of(reading, report)[1] for report in reading.reports] == expected


def test_those_shot_at_are_not_those_who_shoot(read_english: Read) -> None:
    (report,) = (reading := read_in(read_english("Guards shot into the crowd."), DAY)).reports
    assert sides_of(reading, report) == (["Guards"], ["the crowd"])


def test_a_raid_is_no_arrest(read_english: Read) -> None:
    (report,) = read_in(read_english("The raid on the paper's office on May 20 lasted an hour."), DAY).reports
    assert (report.type, report.mode) == ("COERCE", None)
