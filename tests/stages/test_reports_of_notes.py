"""What agencies, armies and those who keep count of violence write, read for who did what to whom."""

from __future__ import annotations

import pytest

from read_alone import reading_of

#: Text → type, footing, actors, recipients of each act that is told.
TOLD = {
    "On 12 May 2019, armed men believed to be ADF attacked Mbau village.": [
        ("ASSAULT", "happened", ["armed men"], ["Mbau village"]),
    ],
    "Men thought to be members of Boko Haram kidnapped nine girls.": [
        ("ASSAULT", "happened", ["Men"], ["nine girls"]),
    ],
    "Army units foiled an infiltration attempt by terrorists, killing and injuring many of them.": [
        ("ASSAULT", "happened", ["Army units"], ["many of them"]),
        ("ASSAULT", "happened", ["Army units"], ["many of them"]),
    ],
    "Russian troops shelled 27 settlements in Kharkiv region.": [
        ("ASSAULT", "happened", ["Russian troops"], ["27 settlements"]),
    ],
    "Turkish forces neutralised 12 militants on Sunday.": [
        ("ASSAULT", "happened", ["Turkish forces"], ["12 militants"]),
    ],
    "Unidentified gunmen on a motorcycle shot and killed a female polio worker in Bannu on Monday.": [
        ("ASSAULT", "happened", ["Unidentified gunmen"], ["a female polio worker"]),
    ],
    "The defender has been held incommunicado since 7 April.": [("COERCE", "happened", [], ["The defender"])],
    "He was taken from his home by unknown men.": [("ASSAULT", "happened", ["unknown men"], ["He"])],
    "Demonstrators surrounded the base of the peacekeepers.": [
        ("PROTEST", "happened", ["Demonstrators"], ["the base of the peacekeepers"]),
    ],
    "Police charged into the crowd.": [("ASSAULT", "happened", ["Police"], ["the crowd"])],
    "The rebels said they had hit an American vessel.": [
        ("ASSAULT", "happened", ["they"], ["an American vessel"]),
    ],
    "It said no civilians were hurt.": [("ASSAULT", "denied", [], ["no civilians"])],
    "The court issued an arrest warrant for the general.": [("THREATEN", "happened", ["The court"], ["the general"])],
    "The union threatened a strike over pay.": [("THREATEN", "happened", ["The union"], [])],
}
#: A deed that somebody answers for, laments or avenges, and who is told to have done it.
ANSWERED = {
    "The president sacked his interior minister over the killing of the protesters.": [],
    "Germany recognised the killings of villagers as genocide.": [],
    "The group celebrated the murder of the officer.": [],
    "The general apologised for the massacre of villagers.": [],
    "The militia vowed revenge for the killing of its leader.": [],
    "The opposition blamed the president for the killing of the marchers.": ["the president"],
    "The Liberation Army said that its fighters were behind the blast.": ["its fighters"],
    "Turkey acknowledged the killing of the Armenians.": ["Turkey"],
}


@pytest.mark.parametrize("text", TOLD)
def test_who_does_what_to_whom(text: str) -> None:
    reading = reading_of(text)
    names = {mention.id: mention.text for mention in reading.mentions}
    assert TOLD[text] == [
        (one.type, one.modality, [names[i] for i in one.actors], [names[i] for i in one.recipients])
        for one in reading.reports
    ]


@pytest.mark.parametrize("text", ANSWERED)
def test_who_answers_for_a_deed_need_not_have_done_it(text: str) -> None:
    reading = reading_of(text)
    names = {mention.id: mention.text for mention in reading.mentions}
    (deed,) = [one for one in reading.reports if one.type == "ASSAULT"]
    assert [names[i] for i in deed.actors] == ANSWERED[text]


def test_who_says_that_people_were_injured_accuses_and_not_the_injured() -> None:
    reading = reading_of("Zelensky said another 64 people were injured and accused Moscow of targeting civilians.")
    names = {mention.id: mention.text for mention in reading.mentions}
    (accusing,) = [one for one in reading.reports if one.type == "ACCUSE"]
    assert [names[i] for i in accusing.actors] == ["Zelensky"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Police arrested 40 people in the Kenyan capital Nairobi.", "Nairobi"),
        ("Police arrested 40 people in Kenya's capital.", "Nairobi"),
        ("A bomb wounded six in the Afghan capital, officials said.", "Kabul"),
        ("Protesters gathered in the capital, Tunis.", "Tunis"),
        ("A blast hit the Nigerian commercial capital.", None),
        ("His supporters took to the streets of Kampala.", "Kampala"),
    ],
)
def test_where_a_capital_is(text: str, place: str | None) -> None:
    (report,) = reading_of(text).reports
    assert (report.where and report.where.name) == place


def test_a_scene_moves_with_its_place() -> None:
    text = (
        "Police arrested a candidate on Wednesday in Luuka. His supporters took to the streets of Kampala. "
        "Soldiers fired live bullets."
    )
    *_, shots = reading_of(text).reports
    assert shots.where is not None
    assert (shots.where.name, shots.when) == ("Kampala", None)  # nothing says that it was on Wednesday


@pytest.mark.parametrize(
    "text",
    [
        "Algiers recalled its ambassador.",
        "The court issued a warrant for him.",
        "Boko Haram: 8 killed, 3 missing in attack on fishermen",
    ],
)
def test_deeds_are_not_heard(text: str) -> None:
    assert not reading_of(text).statements
