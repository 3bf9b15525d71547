"""Who rejects what is told of a deed denies the deed; who does not deny it, or rejects something else, does not."""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of


def footings(text: str) -> list[tuple[str, str]]:
    return [(r.type, r.modality) for r in reading_of(text).reports if r.type in ("ASSAULT", "COERCE", "AID", "RETREAT")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied allegations that soldiers had shot protesters.", [("ASSAULT", "denied")]),
        ("The minister rejected the charge that Oran had supplied the shells.", [("AID", "denied")]),
        ("Officials refuted a report that 40 people had been killed.", [("ASSAULT", "denied")]),
        ("The government rejected accusations of torturing detainees.", [("ASSAULT", "denied")]),
        ("The army disputed the accusation that it had shelled the camp.", [("ASSAULT", "denied")]),
        ("Oran brushed aside charges that it had armed the militants.", [("AID", "denied")]),
        ("Reports that the general had been arrested are untrue, the junta said.", [("COERCE", "denied")]),
        ("There is no truth in the report that the minister resigned, his office said.", [("RETREAT", "denied")]),
        ("The minister's office called reports of his resignation false.", [("RETREAT", "denied")]),
        ("She called the claim that police beat the strikers a lie.", [("ASSAULT", "denied")]),
        ("The general rejected a report that accused his troops of killing 40 villagers.", [("ASSAULT", "denied")]),
        ("The rebels denied responsibility for the killing of the priest.", [("ASSAULT", "denied")]),
        ("The army did not deny reports that it had shelled the camp.", [("ASSAULT", "happened")]),
        ("The group claimed responsibility for the killing of the priest.", [("ASSAULT", "happened")]),
        ("The minister confirmed reports that soldiers had shot protesters.", [("ASSAULT", "happened")]),
        ("Tarsk did not supply weapons to the rebels, its ministry said.", [("AID", "denied")]),
        ("Tarsk will not supply weapons to the rebels, its ministry said.", []),
    ],
)
def test_a_deed_stands_as_those_who_answer_for_it_say(text: str, expected: list[tuple[str, str]]) -> None:
    assert footings(text) == expected


def test_who_denies_a_share_in_a_deed_is_who_did_not_do_it() -> None:
    reading = reading_of("The group denied any involvement in the bombing of the mosque.")
    (deed,) = [report for report in reading.reports if report.type == "ASSAULT"]
    assert deed.modality == "denied"
    assert sides_of(reading, deed) == (["The group"], ["the mosque"])
