"""How high a toll is told, and what became of people: the act that a sentence's number tells by itself."""

from __future__ import annotations

import pytest

from read_alone import reading_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The toll from the quake reached 167 on Sunday.", ("HARM", 167, "dead")),
        ("The number of deaths from cholera in the region had passed 300.", ("HARM", 300, "dead")),
        ("The death toll in the floods topped 200, officials said.", ("HARM", 200, "dead")),
        ("The dead numbered 34 after the landslide.", ("HARM", 34, "dead")),
        ("The bomb went off at noon. The ministry put the wounded at 58.", ("ASSAULT", 58, "injured")),
        ("The bomb went off at noon. It put the dead at 31 and the injured at 90.", ("ASSAULT", 90, "injured")),
        (
            "July 19, 2012 - The number of people confirmed dead in the sinking of the ferry rose to 31 on Thursday.",
            ("HARM", 31, "dead"),
        ),
        ("Rebels attacked the base. The army admitted the loss of 13 men.", ("ASSAULT", 13, "dead")),
        ("Rebels attacked the base. The army lost 13 soldiers.", ("ASSAULT", 13, "dead")),
        ("Floods hit the district. Officials said 150 people were unaccounted for.", ("HARM", 150, "missing")),
        ("Floods hit the district. About 60,000 people left their homes.", ("HARM", 54000, "displaced")),
        ("A quake hit the town. Twenty-eight people were taken to hospital.", ("HARM", 28, "injured")),
        ("A quake hit the town. 57 children were brought out alive.", ("AID", 57, "rescued")),
        ("Floods hit the district. 1.84 million people were moved to safety.", ("AID", 1840000, "evacuated")),
        ("The outbreak of cholera has killed 135 people and sickened 1,500.", ("HARM", 1500, "infected")),
        ("A methane explosion killed 63 miners.", ("HARM", 63, "dead")),
        ("The plane broke into pieces while landing. Seventy-seven people died.", ("HARM", 77, "dead")),
        ("The river burst its banks. Twelve people died.", ("HARM", 12, "dead")),
        ("The ministry counted 520,000 demonstrators in the capital.", ("PROTEST", 520000, "protesters")),
        ("A rights group counted 569 detentions during the rally.", ("COERCE", 569, "arrested")),
    ],
)
def test_a_number_tells_what_became_of_those_it_counts(text: str, told: tuple[str, float, str]) -> None:
    read = reading_of(text)
    assert told in {(report.type, q.low, q.of) for report in read.reports for q in report.quantities}


@pytest.mark.parametrize(
    "text",
    [
        "The bodies were pulled out of the water.",
        "The plant lost 13 workers to a rival firm.",
        "Two of the three victims were taken home.",
        "The quake had a magnitude of 4.9. Injured people waited in the street.",
        "The wounded were taken to three hospitals.",
    ],
)
def test_other_numbers_tell_no_toll(text: str) -> None:
    assert not [q for report in reading_of(text).reports for q in report.quantities]


def test_bodies_pulled_from_the_water_are_no_people_rescued() -> None:
    read = reading_of("A ferry sank. Twelve bodies were pulled out of the water.")
    assert [(q.low, q.of) for report in read.reports for q in report.quantities] == [(12, "dead")]


def test_half_a_million_is_no_million() -> None:
    read = reading_of("Half a million people were evacuated after the floods.")
    assert [(q.low, q.of) for report in read.reports for q in report.quantities] == [(500000, "evacuated")]


def test_the_day_of_a_dateline_is_no_end_of_a_range() -> None:
    read = reading_of("URMIA, Jan 10 - Seventy-seven people died when an airliner crashed.")
    assert [(q.low, q.high, q.of) for report in read.reports for q in report.quantities] == [(77, 77, "dead")]
