"""Verbs joined to what somebody said: whose words and whose deeds they are, and what a semicolon parts."""

from __future__ import annotations

import pytest

from read_alone import reading_of, sides_of, trigger_of


@pytest.mark.parametrize(
    ("text", "cue", "speaker", "content"),
    [
        ("The minister confirmed that Oran had sent no arms and proposed that experts examine them.", "proposed",
         "The minister", "that experts examine them"),
        ("The minister confirmed that Oran had sent no arms and proposed that experts examine them.", "confirmed",
         "The minister", "that Oran had sent no arms"),
        ("Oran rejected the report and the foreign ministry said the attack was staged.", "said", "foreign ministry",
         "the attack was staged"),
        ("Oran rejected the report and the foreign ministry said the attack was staged.", "rejected", "Oran",
         "the report"),
        ("Activists accused soldiers of torture; the army denied any abuse.", "denied", "the army", "any abuse"),
        ("He said Tehran welcomes any truce in Oran provided that it holds.", "welcomes", "Tehran",
         "any truce in Oran provided that it holds"),
    ],
)  # fmt: skip
def test_words_are_theirs_who_said_them(text: str, cue: str, speaker: str, content: str) -> None:
    reading = reading_of(text)
    words = {mention.id: mention.text for mention in reading.mentions}
    (said,) = [s for s in reading.statements if s.cue and text[s.cue.start : s.cue.end] == cue]
    assert words[said.speaker or ""] == speaker
    assert " … ".join(text[span.start : span.end] for span in said.content) == content


def test_a_day_says_nothing() -> None:
    assert not reading_of("Already the third day is continuing the strike of the dockers.").statements


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients", "modality"),
    [
        ("Oran said Lirane had attacked its ships and asked the council to meet.", "asked", ["Oran"], ["the council"],
         "happened"),
        ("Oran denied any part and its ministry called the charge baseless.", "denied", ["Oran"], [], "happened"),
        ("The dockers began a strike over pay in the port.", "strike", ["The dockers"], [], "happened"),
        ("The union accused the police of beating them.", "beating", ["the police"], ["them"], "happened"),
        ("Activists accused soldiers of torturing detainees; the army denied any torture.", "accused", ["Activists"],
         ["soldiers"], "happened"),
        ("The rulers are taking steps to boost morale and bombing the armed forces.", "bombing", ["The rulers"],
         ["the armed forces"], "happened"),
        ("The three states were determined to deliver a decisive battle against all rebel groups.", "battle",
         ["The three states"], ["all rebel groups"], "planned"),
    ],
)  # fmt: skip
def test_deeds_are_theirs_who_did_them(
    text: str, trigger: str, actors: list[str], recipients: list[str], modality: str
) -> None:
    reading = reading_of(text)
    (told,) = [report for report in reading.reports if trigger_of(reading, report) == trigger]
    assert sides_of(reading, told) == (actors, recipients)
    assert told.modality == modality


def test_the_day_of_a_pact_is_not_that_of_what_goes_on_under_it() -> None:
    (told,) = reading_of("Military cooperation between Oran and Iran goes on under a pact signed in 2015.").reports
    assert told.type == "COOPERATE"
    assert told.when is None


def test_a_town_before_an_attack_says_where_it_was() -> None:
    reading = reading_of("Ten died in Idlib Province. The minister said that an Idlib airstrike had hit a depot.")
    (told,) = [report for report in reading.reports if report.mode == "aerial"]
    assert told.actors == ()
