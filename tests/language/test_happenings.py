"""Fighting that resumes, talks that begin: the noun tells the act, its verb that it was."""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of


@pytest.mark.parametrize(
    ("text", "type", "parties"),
    [
        ("Fighting between the army and the M23 rebels resumed near Goma.", "ASSAULT", 2),
        ("Peace talks between the two sides resumed in Doha on Monday.", "CONSULT", 1),
        ("Talks between Iran and the US began in Geneva.", "CONSULT", 2),
        ("Shelling continued in Donetsk on Tuesday.", "ASSAULT", 0),
        ("Protests erupted in Tunis on Monday.", "PROTEST", 0),
    ],
)
def test_the_noun_tells_what_happened(text: str, type: str, parties: int) -> None:
    (report,) = reading_of(text).reports
    assert (report.type, len(report.actors)) == (type, parties)


@pytest.mark.parametrize(
    "text",
    [
        "Workers at the Marikana mine went on strike on Monday.",
        "The latest round of bad press began on Monday.",
        "A debate on the bill began on Monday.",
    ],
)
def test_what_only_sounds_like_an_act_is_none(text: str) -> None:
    assert not [report for report in reading_of(text).reports if report.type in ("ASSAULT", "CONSULT")]


def test_who_blows_himself_up_does_it_to_those_who_died() -> None:
    reading = reading_of("Two suicide bombers blew themselves up at a mosque in Kano, killing at least 30 worshippers.")
    (report,) = reading.reports
    assert sides_of(reading, report)[1] == ["at least 30 worshippers"]
    assert "aircraft" not in [quantity.of for quantity in report.quantities]


def test_a_toll_is_of_those_who_count_it() -> None:
    reading = reading_of(
        "Health authorities put the death toll at 45, while the Israeli military said it had killed 12 militants."
    )
    told = [([quantity.low for quantity in report.quantities], report.where) for report in reading.reports]
    assert told == [([45], None), ([12], None)]
    assert [one.name for report in reading.reports[:1] for one in report.according_to] == ["Health authorities"]


@pytest.mark.parametrize(
    "text",
    [
        "The army denied allegations that its soldiers beat prisoners.",
        "The minister rejected the claim that police shot the protesters.",
        "Claims that police shot the protesters were rejected by the minister.",
        "The army dismissed reports that rebels had captured the town.",
    ],
)
def test_the_deed_of_a_rejected_claim_did_not_happen(text: str) -> None:
    footings = {report.type: report.modality for report in reading_of(text).reports}
    assert footings == {"REJECT": "happened", "ASSAULT": "denied"}
