"""What humanitarian analysts count: the missing, the homeless, ruined houses; and who acts, by number alone."""

import pytest

from read_alone import reading_of, sides_of


@pytest.mark.parametrize(
    ("text", "of", "low"),
    [
        ("Floods have displaced 12,000 people in Beledweyne, the mayor said.", "displaced", 12_000),
        ("About 3,400 families were left homeless by the cyclone.", "families", 3_060),
        ("The earthquake damaged 340 homes in the district.", "buildings", 340),
        ("Two hikers went missing after an avalanche in the Alps.", "missing", 2),
        ("Heavy rain left 300 people stranded in the valley.", "stranded", 300),
        ("Some 70,000 people have been affected by the drought.", "affected", 63_000),
        ("Eight passengers were missing after the ferry sank, the coast guard said.", "missing", 8),
    ],
)
def test_what_nature_did_is_told_with_its_number(text: str, of: str, low: float) -> None:
    (report,) = reading_of(text).reports

    assert report.type == "HARM"
    assert [(number.of or number.unit, number.low) for number in report.quantities] == [(of, low)]


@pytest.mark.parametrize("text", ["The new tax affected 12,000 families.", "The scandal has affected 300 employees."])
def test_what_no_disaster_did_is_no_harm(text: str) -> None:
    assert [report for report in reading_of(text).reports if report.type == "HARM"] == []


def test_a_war_that_displaces_is_nobody_s_coercion() -> None:
    (report,) = reading_of("The war has displaced more than two million people.").reports

    assert (report.type, report.actors) == ("HARM", ())


def test_martyrs_are_dead_by_force() -> None:
    (report,) = reading_of("The ministry announced 14 martyrs and 31 wounded in the past day.").reports

    assert report.type == "ASSAULT"
    assert [(number.of, number.low) for number in report.quantities] == [("dead", 14), ("injured", 31)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Two soldiers killed a trader at a checkpoint, residents said.", "Two soldiers"),
        ("Some 60 militants kidnapped nine teachers on Tuesday.", "Some 60 militants"),
        ("Around 300 gunmen attacked the village on Monday.", "300 gunmen"),
    ],
)
def test_who_is_counted_acts(text: str, who: str) -> None:
    reading = reading_of(text)

    assert sides_of(reading, reading.reports[0])[0] == [who]


def test_a_shot_fired_to_disperse_a_crowd_has_its_dead() -> None:
    text = "Soldiers opened fire to disperse the crowd, killing one person and wounding two, residents said."

    (fired,) = [report for report in reading_of(text).reports if report.type == "ASSAULT"]
    assert [(number.of, number.low) for number in fired.quantities] == [("dead", 1), ("injured", 2)]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The military deny that anyone was killed in the raid.", [0.0]),
        ("The ministry denied that any civilians were killed.", [0.0]),
        ("She did not deny that anyone was killed in the raid.", []),
        ("He denied killing anyone.", []),
    ],
)
def test_who_denies_that_anyone_was_killed_counts_none(text: str, dead: list[float]) -> None:
    assert [number.low for report in reading_of(text).reports for number in report.quantities] == dead


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("He was released on Sunday evening.", ["RETREAT"]),
        ("The film was released on Sunday.", []),
        ("She is being held at an undisclosed location.", ["COERCE"]),
        ("The talks are being held in the old town.", []),
        ("The army, which controls the city, was silent.", []),
    ],
)
def test_custody_and_sway(text: str, types: list[str]) -> None:
    assert [report.type for report in reading_of(text).reports] == types


def test_who_shoots_at_close_range_is_not_shot() -> None:
    reading = reading_of("Vargas said that the police shot at close range.")

    assert sides_of(reading, reading.reports[0]) == (["the police"], [])
