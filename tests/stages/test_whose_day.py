"""The day of a crime is not that of its sentence; a land invaded invades nobody; who stands at the right is named."""

from __future__ import annotations

from rashomon.record import Report
from read_alone import reading_of


def _told(text: str, type: str) -> tuple[Report, list[str], list[str]]:
    """The one report of a type, with the words for who did it and to whom."""
    found = reading_of(text)
    (report,) = [one for one in found.reports if one.type == type]
    names = {mention.id: mention.text for mention in found.mentions}
    return report, [names[one] for one in report.actors], [names[one] for one in report.recipients]


def test_the_day_of_a_crime_is_not_that_of_its_sentence() -> None:
    report, _, _ = _told("Judge Ana Roe sentenced Omar Diaz to ten years for the March 11, 2005, incident.", "SANCTION")
    assert report.when is None
    report, _, _ = _told("Judge Ana Roe sentenced Omar Diaz to ten years on March 11, 2005.", "SANCTION")
    assert report.when is not None and report.when.start == "2005-03-11T00:00:00Z"


def test_a_land_that_stands_before_an_invasion_was_invaded() -> None:
    _, did, met = _told("Many fled the country after the Iraq invasion in 2003.", "ASSAULT")
    assert (did, met) == ([], ["Iraq"])


def test_who_takes_part_in_something_engages_nobody() -> None:
    told = reading_of("Three senior officers were engaged in talks with the rebels on Monday.").reports
    assert [one.type for one in told] == ["CONSULT"]


def test_where_somebody_stands_in_a_picture_is_no_part_of_his_name() -> None:
    _, did, _ = _told(
        "Secretary of Iran’s Supreme National Security Council Ali Shamkhani (R) meets with Russian Defense Minister "
        "Sergei Shoigu in Tehran on June 9, 2016.",
        "CONSULT",
    )
    assert did == ["Ali Shamkhani", "Sergei Shoigu"]


def test_how_far_off_it_was_done_is_nobody_to_whom_it_was_done() -> None:
    _, _, met = _told("Omar Diaz was arrested by a SWAT team, three houses from the scene of the shooting.", "COERCE")
    assert met == ["Omar Diaz"]
