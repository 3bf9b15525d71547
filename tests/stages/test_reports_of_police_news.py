"""What police and courts do, and who was struck, shot or killed, is told whatever the headline leaves out."""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of, trigger_of


def told(text: str) -> list[tuple[str, str, list[str], list[str]]]:
    """Trigger in small letters, type, actors and recipients of each report of an undated text, in reading order."""
    reading = reading_of(text, None)
    return [(trigger_of(reading, one).lower(), one.type, *sides_of(reading, one)) for one in reading.reports]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Goalkeeper arrested for theft", ("arrested", "COERCE", [], ["Goalkeeper"])),
        ("SENATOR'S DRIVER ARRESTED", ("arrested", "COERCE", [], ["SENATOR'S DRIVER"])),
        ("The teacher was charged with embezzlement.", ("charged", "ACCUSE", [], ["The teacher"])),
        ("A nurse has been charged in the death of a patient.", ("charged", "ACCUSE", [], ["A nurse"])),
        ("She was charged with driving while drunk.", ("charged", "ACCUSE", [], ["She"])),
        ("They met three days after he was gunned down in Tirana.", ("gunned", "ASSAULT", [], ["he"])),
        ("She was killed after slipping from the roof.", ("killed", "HARM", [], ["She"])),
        ("He was struck by a lorry near the market, police said.", ("struck", "ASSAULT", [], ["He"])),
    ],
)
def test_an_arrest_a_charge_or_a_killing_needs_nobody_who_did_it(
    text: str, row: tuple[str, str, list[str], list[str]]
) -> None:
    assert row in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The committee is charged with the task of writing the law.",
        "Customers were charged with the cost of delivery.",
        "She was struck by the beauty of the lake.",
        "Visitors were hit by high prices.",
    ],
)
def test_a_task_a_fee_or_an_impression_is_no_act(text: str) -> None:
    assert told(text) == []


def test_an_arrest_that_somebody_would_have_made_is_not_told_as_made() -> None:
    assert all(type != "COERCE" for _, type, _, _ in told("He would call the guard and have me arrested."))
