"""Who denies a claim in other words than its own, or by "the report"."""

from __future__ import annotations

import pytest

from rashomon.matching.claims.denial_cues import cues, noes
from rashomon.matching.claims.heard import DENIES, heard
from rashomon.matching.findings.text.near_words import covering, in_small_letters

BRIDGE = "Engineers blew up the rail bridge at Sorrel"


def passage(claim: str, text: str) -> str | None:
    """The words that deny a claim, or None where none are shown."""
    found = heard(claim, text)
    if found is None or found.how != DENIES:
        return None
    span = found.passages[0].span
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        (
            "Posts about the rail bridge at Sorrel, blown up by engineers, went round on Monday. "
            "Nobody had called the garrison before they wrote. The whole thing was a hoax.",
            "The whole thing was a hoax.",
        ),
        (
            "Engineers of the garrison have blown up the rail bridge at Sorrel, a channel wrote. "
            "The story was seen by thousands. The mayor told this paper that the story is false.",
            "The mayor told this paper that the story is false.",
        ),
        (
            "The garrison spoke of Monday night. Engineers did not blow up the rail bridge at Sorrel, its head said.",
            "Engineers did not blow up the rail bridge at Sorrel, its head said.",
        ),
    ],
)
def test_a_report_is_denied_by_a_sentence_that_says_little_of_it(text: str, denial: str) -> None:
    found = passage(BRIDGE, text)
    assert found is not None
    assert found.rstrip(".") == denial.rstrip(".")


def test_a_headline_in_capitals_is_heard_like_a_sentence() -> None:
    text = "The ministry has denied ordering a boycott of plums in the camps. Plums are sold there every day."
    assert passage("Ministry Orders Boycott Of Plums In Camps", text)
    assert in_small_letters("Ministry Orders Boycott Of Plums", text) == "ministry orders boycott of plums"
    assert in_small_letters("Hard Winter Hits Sorrel", "The hard winter in Sorrel") == "hard winter hits Sorrel"


def test_who_was_told_dead_and_lives_is_a_denial() -> None:
    text = (
        "Reports that Haji Temur was killed are false and the work of a troll. "
        "The commander Haji Temur is alive and well, his brother said."
    )
    assert passage("Commander Haji Temur killed in raid", text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # what one is denied is withheld
        ("The widow wrote to the president for bread", "The widow wrote to the president for bread and was denied."),
        # another story's hoax
        (
            BRIDGE,
            "Engineers blew up the rail bridge at Sorrel at dawn. It looks like the hoax video from last winter.",
        ),
        (BRIDGE, "Engineers blew up the rail bridge at Sorrel, though this is not a fake or a hoax, they say."),
        ("A gunman attacked the offices of a weekly", "A gunman attacked the offices of the satirical weekly Sting."),
        ("Engineers mend the rail bridge", "Engineers of three firms made up their minds to mend the rail bridge."),
        ("Army closes the bridge at Sorrel", "After long denying it, the army has closed the bridge at Sorrel."),
        ("Parents sue over the hat at school", "It is a dispute between two parents over the hat at school."),
    ],
)
def test_words_of_untruth_about_something_else_deny_nothing(claim: str, text: str) -> None:
    assert passage(claim, text) is None


def test_an_article_about_another_matter_denies_nothing_of_a_claim() -> None:
    other = "The minister was said to have sold the island of Orl. The story is false, her office said on Monday."
    assert heard(BRIDGE, other) is None


def test_who_tells_what_a_claim_calls_untrue_denies_the_claim() -> None:
    text = "Engineers blew up the rail bridge at Sorrel on Monday. Trains to the coast were stopped until dawn."
    assert passage("The engineers deny they blew up the rail bridge at Sorrel", text)


def test_that_aircraft_were_shot_down_calls_nothing_untrue() -> None:
    text = "The rebels denied shooting down the plane near Sehl. Nine men died."
    assert passage("Rebels shot down a plane near Sehl", text)
    assert not cues("Rebels shot down a plane near Sehl.")


def test_what_a_sentence_denies_stands_beside_the_word() -> None:
    (told,) = cues("The clinic has denied that a biopsy of the throat was done, and declined to speak of the photo.")
    assert told.after and "biopsy" in told.what and "photo" not in told.what
    (referred,) = cues("He said the report was untrue.")
    assert referred.refers and not referred.verb
    assert not cues("Could the report be untrue?")
    assert [no.after.strip(" .") for no in noes("The ship did not leave the port.")] == ["leave the port"]
    assert not noes("The ship has not left yet.")


def test_of_a_claim_of_many_words_the_weight_of_some_is_enough() -> None:
    words = "plums quince medlar sorrel barley hazel juniper turnip"
    assert covering(words, words).share == 1.0
    assert covering(words, "quarterly figures").share < 0.2
    assert covering(words, "plums quince medlar").words == 3
