"""What is told of a deed and its toll in the turns that news has for them, from munitions to second figures."""

from __future__ import annotations

import pytest

from rashomon.record import Report
from read_alone import reading_of, sides_of

BEFORE = "Soldiers shot at protesters in Lome on Sunday. "


def deeds(text: str) -> list[tuple[str, str, str]]:
    """Type, footing and the words of those it was done to."""
    reading = reading_of(text)
    return [(one.type, one.modality, " ".join(sides_of(reading, one)[1])) for one in reading.reports]


def dead(text: str) -> list[tuple[float | None, str, list[str]]]:
    """Each number of dead with the type of its act and whom it rests on."""
    return [(number.low, report.type, _sources(report)) for report in reading_of(text).reports
            for number in report.quantities if number.of == "dead"]  # fmt: skip


def _sources(report: Report) -> list[str]:
    return [one.name for one in report.according_to]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three shells fell on the platforms.", [("ASSAULT", "happened", "the platforms")]),
        ("A drone crashed into an apartment block in Tarsk.", [("ASSAULT", "happened", "an apartment block")]),
        ("A bomb exploded in the market on Sunday.", [("ASSAULT", "happened", "")]),
        ("Rockets were fired at the airport.", [("ASSAULT", "happened", "the airport")]),
        ("A missile landed in the Sea of Oran on Friday.", []),
        ("Share prices crashed on Monday.", []),
        ("Police foiled a plot to bomb the parliament.", [("ASSAULT", "denied", "the parliament")]),
        ("The minister stopped short of condemning the attack.", []),
        ("The army resumed shelling of the suburb on Monday.", [("ASSAULT", "happened", "the suburb")]),
        ("The hostages are thought to have been killed.", [("ASSAULT", "hypothetical", "The hostages")]),
        ("The defendant was found not guilty of murder.", [("CONCEDE", "happened", "The defendant")]),
        ("Cyclone Freddy killed more than 500 people.", [("HARM", "happened", "more than 500 people")]),
    ],
)
def test_a_deed_is_told_as_what_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert deeds(text) == expected


def test_a_condition_is_neither_refused_nor_done() -> None:
    told = deeds("If the rebels do not leave Tarsk by Friday, the army will attack, the general warned.")
    assert ("REJECT", "hypothetical") in [one[:2] for one in told]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The village head put the blame for the killings on herders.", ["herders"]),
        ("Police pinned the murder on his brother.", ["his brother"]),
        ("The Front claimed the attack on its news agency.", ["The Front"]),
    ],
)
def test_whom_a_deed_is_laid_to_did_it(text: str, doers: list[str]) -> None:
    reading = reading_of(text)
    (deed,) = [report for report in reading.reports if report.type == "ASSAULT"]
    assert sides_of(reading, deed) == (doers, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three Oranians were shot dead by soldiers.", [(3, "ASSAULT", [])]),
        ("Attackers hacked 12 villagers to death.", [(12, "ASSAULT", [])]),
        ("Two men were shot and killed near Tarsk.", [(2, "ASSAULT", [])]),
        ("Forty people were feared dead after a ferry sank.", [(40, "HARM", [])]),
        (BEFORE + "The army revised the toll from 14 to 17.", [(17, "ASSAULT", [])]),
        (BEFORE + "The bodies of seven women were found.", [(7, "ASSAULT", [])]),
        (BEFORE + "State television said three people died, but the opposition put the figure at 40.",
         [(3, "ASSAULT", ["State television"]), (40, "ASSAULT", ["the opposition"])]),
        (BEFORE + "The envoy says 300 have died; the government admits to 90.",
         [(300, "ASSAULT", ["The envoy"]), (90, "ASSAULT", ["the government"])]),
    ],
)  # fmt: skip
def test_a_toll_is_counted_as_its_sentence_counts_it(
    text: str, expected: list[tuple[float, str, list[str]]]
) -> None:
    assert dead(text) == expected


def test_a_second_figure_counts_what_the_first_one_did() -> None:
    reading = reading_of("Police said 40 people were arrested on Sunday; the union said the true number was 120.")
    told = [(r.type, [n.low for n in r.quantities], _sources(r)) for r in reading.reports]
    assert told == [("COERCE", [40.0], ["Police"]), ("COERCE", [120.0], ["the union"])]


def test_of_whom_some_were_killed_not_all_are_dead() -> None:
    assert [low for low, _, _ in dead("Of the 52 passengers, 31 were killed by gunmen.")] == [31]
