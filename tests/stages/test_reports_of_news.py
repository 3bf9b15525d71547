"""Reports of whole articles as the product reads them: parties, places and what is no act, by kinds seen in news."""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of


def parties_of(text: str, type: str) -> tuple[list[str], list[str]]:
    """Actors and recipients of the first report of a type; both empty where there is none."""
    reading = reading_of(text)
    found = next((one for one in reading.reports if one.type == type), None)
    return sides_of(reading, found) if found is not None else ([], [])


@pytest.mark.parametrize("deed", ["murder", "arrest", "execution", "beheading"])
def test_what_was_done_to_somebody_stirs_others_and_he_does_not_protest(deed: str) -> None:
    found = parties_of(f"The {deed} of Okello sparked riots in Gulu.", "PROTEST")
    assert found == ([], [])


def test_a_deed_that_opens_a_headline_befell_whom_it_names() -> None:
    assert parties_of("Beheading of Anna Torp shocks Norway", "ASSAULT") == ([], ["Anna Torp"])


def test_who_does_an_act_is_not_done_it_under_the_same_name() -> None:
    text = "The Taliban kidnapped three engineers and the Taliban released them."
    assert parties_of(text, "ASSAULT") == (["Taliban"], ["three engineers"])


@pytest.mark.parametrize(
    "text",
    [
        "Anna Torp in Oslo and Marek Lis in Warsaw contributed to this report.",
        "The mayor did not return a call seeking comment.",
        "The firm did not respond to a request for comment on Friday.",
    ],
)
def test_what_a_paper_says_of_its_own_work_tells_no_act(text: str) -> None:
    assert not reading_of(text).reports


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Soldiers killed ten members of the Islamic State in Iraq and Syria on Monday.", None),
        ("A leader of Al-Qaeda in the Arabian Peninsula was killed on Sunday.", None),
        ("Gunmen shot two men of the Army of Ghana near Tamale.", "Tamale"),
        ("A US base was attacked by militants on Tuesday.", None),
        ("A French outpost in Mali was shelled on Monday.", "Mali"),
        ("Gunmen attacked a hotel in the city of Kano in Nigeria.", "Kano"),
    ],
)
def test_a_place_in_the_name_of_a_body_is_not_where_the_act_was(text: str, place: str | None) -> None:
    (found,) = (one for one in reading_of(text).reports if one.type == "ASSAULT")
    assert (found.where.name if found.where else None) == place


@pytest.mark.parametrize("label", ["Photo", "WATCH", "URGENT"])
def test_the_label_of_a_line_says_nothing(label: str) -> None:
    reading = reading_of(f"{label}: The bridge at Torsk on Monday morning.")
    words = {mention.id: mention.text for mention in reading.mentions}
    assert label not in [words.get(one.speaker or "") for one in reading.statements]
