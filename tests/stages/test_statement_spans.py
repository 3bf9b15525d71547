"""Where the words of a statement begin and end, and who speaks, where the parse hangs them elsewhere."""

from __future__ import annotations

import pytest

from read_alone import Read, said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Prices rose again in March; the minister blames the drought.",
            ("the minister", "blames", "the drought"),
        ),
        (
            "The union has seen this before: its leader opposes a merger with the dockers.",
            ("its leader", "opposes", "a merger with the dockers"),
        ),
        (
            "Aides say movement in the northern districts is instructive.",
            ("Aides", "say", "movement in the northern districts is instructive"),
        ),
        (
            "She wants to triple the size of the service, grow the fleet and create a new reserve.",
            ("She", "wants", "to triple the size of the service, grow the fleet and create a new reserve"),
        ),
        (
            "The mayor said in a statement that the bridge would be closed for repairs.",
            ("The mayor", "said", "that the bridge would be closed for repairs"),
        ),
        (
            "The ministry denied that.",
            ("The ministry", "denied", "that"),
        ),
        (
            "The effects are hard to predict, many economists say, because there is little precedent.",
            ("many economists", "say", "The effects are hard to predict … because there is little precedent"),
        ),
        (
            "The port was quiet on Monday, and the cranes stood still, according to the harbour master.",
            ("the harbour master", "according to",
             "The port was quiet on Monday, and the cranes stood still"),
        ),
    ],
)  # fmt: skip
def test_the_words_are_those_that_are_said(text: str, expected: tuple[str, str, str], read_english: Read) -> None:
    assert expected in said(text, read_english)


def test_anothers_report_in_the_same_sentence_is_no_part_of_the_first(read_english: Read) -> None:
    text = (
        "An Interior Ministry official told the agency that the strike had wounded Karim, "
        "while a senior officer also said he had heard that Karim was dead."
    )
    found = said(text, read_english)
    assert ("An Interior Ministry official", "told", "that the strike had wounded Karim") in found
    assert ("a senior officer", "also said", "he had heard that Karim was dead") in found


def test_a_verb_that_goes_on_from_a_passive_has_its_subject(read_english: Read) -> None:
    text = "Farmers were drawn to his message in the spring and believe that the laws have done harm to their towns."
    assert ("Farmers", "believe", "that the laws have done harm to their towns") in said(text, read_english)


def test_a_quotation_goes_on_after_a_fixed_blank(read_english: Read) -> None:
    text = "“If he had done that, the campaign would be over,” Lund said.\u00a0“He would have had to resign.”"
    whole = "“If he had done that, the campaign would be over,” … “He would have had to resign.”"
    assert ("Lund", "said", whole) in said(text, read_english)


def test_an_adjective_after_its_noun_tells_who_feels_so(read_english: Read) -> None:
    found = said("Democrats, furious that the vote was delayed, walked out.", read_english)
    assert ("Democrats", "furious", "that the vote was delayed") in found


def test_a_critic_speaks_against_what_he_is_a_critic_of(read_english: Read) -> None:
    text = "Senator Maria Lund has been an outspoken critic of the treaty."
    assert ("Senator Maria Lund", "has been an outspoken critic of", "the treaty") in said(text, read_english)


@pytest.mark.parametrize(
    "text",
    [
        "Beirut: The fate of the leader was unclear on Sunday after reports of an air strike in the north.",
        "Survivors leave the harbour on Sunday. Photo: AP",
    ],
)
def test_a_dateline_and_a_credit_say_nothing(text: str, read_english: Read) -> None:
    assert not [row for row in said(text, read_english) if row[1] == ":"]


def test_a_report_and_a_transcripts_speaker_do(read_english: Read) -> None:
    assert [row[0] for row in said("Report: Minister to quit over leak", read_english)] == ["Report"]
    assert said("PERRIN: They will both come on Monday.", read_english)[0][0] == "PERRIN"
