"""Tags of speech that the parse loses, speech within speech, and documents that speak for their makers."""

from __future__ import annotations

import pytest

from read_alone import Read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Two rangers who went missing after a night patrol have been found, Kenyan media have reported.",
            ("Kenyan media", "have reported",
             "Two rangers who went missing after a night patrol have been found"),
        ),
        (
            "The governor plans to visit the only valley in the north that cannot be reached by road, "
            "the campaign told the Herald.",
            ("the campaign", "told",
             "The governor plans to visit the only valley in the north that cannot be reached by road"),
        ),
        (
            "The group is trying to sell the painting back to the museum, it has been claimed.",
            ("-", "has been claimed", "The group is trying to sell the painting back to the museum"),
        ),
    ],
)  # fmt: skip
def test_a_tag_at_the_end_of_a_sentence_gives_all_that_stands_before_it(
    text: str, expected: tuple[str, str, str], read_english: Read
) -> None:
    assert expected in said(text, read_english)


@pytest.mark.parametrize(
    "text",
    [
        "When the envoy landed in the capital, the minister resigned.",
        "The court heard the case on Monday, a ruling both sides dispute.",
    ],
)
def test_a_clause_with_a_thing_of_its_own_is_no_tag(text: str, read_english: Read) -> None:
    whole = ("When the", "The court heard")
    assert not any(content.startswith(whole) for *_, content in said(text, read_english))


def test_a_quotation_goes_to_the_verb_of_speech_that_touches_it(read_english: Read) -> None:
    text = (
        'The mayor offered a retort of his own, posting at her, "you have no idea what the bridge costs us." '
        '"I was never asked about the bridge!" she posted on her page. "I was on the river that day."'
    )
    found = said(text, read_english)
    assert ("The mayor", "posting", '"you have no idea what the bridge costs us."') in found
    assert ("she", "posted", '"I was never asked about the bridge!" … "I was on the river that day."') in found


def test_a_title_in_quotation_marks_is_nobodys_speech(read_english: Read) -> None:
    found = said('The senator told the host of "Morning Harbour," a show, that the pier was safe.', read_english)
    assert all(content != '"Morning Harbour,"' for *_, content in found)


def test_a_name_that_somebody_gives_is_quoted_with_a_pronoun_before_it(read_english: Read) -> None:
    found = said('Kander campaign manager Jeff Brandt called that "beyond absurd."', read_english)
    assert [(cue, content[-16:]) for _, cue, content in found] == [("called", '"beyond absurd."')]


def test_what_stands_before_the_speaker_belongs_to_what_he_says(read_english: Read) -> None:
    found = said("A probe the harbour police said was over has begun again.", read_english)
    assert [content for *_, content in found] == ["A probe … was over"]
    text = "It is a loan, they say, that would be paid back in three years after the mine opens."
    assert any(content.startswith("It is a loan") for *_, content in said(text, read_english))


def test_he_has_said_is_no_passive(read_english: Read) -> None:
    found = said("While he's said he'll stay until May, he is packing.", read_english)
    assert ("he", "'s said", "he'll stay until May") in found


def test_who_confirms_is_he_who_spoke_before(read_english: Read) -> None:
    text = "A spokesman said it did not have the boats to check it but confirmed the office had received reports."
    assert ("A spokesman", "confirmed", "the office had received reports") in said(text, read_english)


@pytest.mark.parametrize(
    "text",
    [
        "She warned that the firm is using a loan to hide its losses and justify its rise in prices.",
        "She denounced support for what they call “green rebels” as a fraud.",
        "“If he wants to keep that seat, he has to work,” she said.",
        "“Our country has always been opposed to violence and terror,” she said.",
    ],
)
def test_an_aim_a_name_or_a_wish_in_anothers_words_is_no_statement_of_its_own(text: str, read_english: Read) -> None:
    assert {speaker.lower() for speaker, *_ in said(text, read_english)} == {"she"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Okello's latest report says that the dam leaks in nine places.", "Okello"),
        ("A Foreign Ministry statement said that the envoy had been recalled.", "Foreign Ministry"),
        ("The dam leaks in nine places, according to a new report from Reuters.", "Reuters"),
        ("A new report says that the dam leaks in nine places.", "A new report"),
    ],
)
def test_a_document_speaks_for_whoever_made_it(text: str, speaker: str, read_english: Read) -> None:
    assert [one[0] for one in said(text, read_english)] == [speaker]
