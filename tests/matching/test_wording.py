"""Two versions of one thing: which says more, by which words; and no verdict where nothing is shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching.findings.text.wording import OTHER, SAME, STRONGER, WEAKER, wording

PAIRS = Path(__file__).parents[1] / "cases" / "wording_pairs.txt"
_TURNED = {STRONGER: WEAKER, SAME: SAME, OTHER: OTHER}
_WORDS = st.lists(st.sampled_from("the army rebels may will killed hit 30 40 all some not was by if said town".split()))


def pairs() -> list[tuple[str, str, str]]:
    lines = [line.split("|") for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    straight = [(label, first, second) for label, first, second in lines]
    return straight + [(_TURNED[label], second, first) for label, first, second in straight]


def test_nine_in_ten_pairs_of_our_own_are_told_right_and_few_verdicts_are_wrong() -> None:
    told = [(label, wording(first, second).verdict) for label, first, second in pairs()]
    assert sum(label == verdict for label, verdict in told) >= 0.9 * len(told)
    taken = [(label, verdict) for label, verdict in told if verdict in (STRONGER, WEAKER)]
    assert sum(label == verdict for label, verdict in taken) >= 0.97 * len(taken)


def test_the_reason_holds_the_words_of_both() -> None:
    found = wording("The union criticised the plan.", "The union condemned the plan.")
    assert [(one.feature, one.left, one.right) for one in found.reasons] == [
        ("blame in words", "criticised", "condemned")
    ]


def test_a_doer_named_says_more_than_a_passive() -> None:
    found = wording("The town of Sehl was shelled at night.", "The army shelled the town of Sehl at night.")
    assert found.verdict == STRONGER
    assert "who did it" in [one.feature for one in found.reasons]


def test_half_of_a_speech_left_out_is_no_stronger_wording() -> None:
    first = "The king regretted the deaths in Sehl and admitted that his guards could have crossed the river by night."
    assert wording(first, "The king regretted the deaths in Sehl.").verdict == SAME


def test_the_month_of_may_is_no_doubt() -> None:
    assert wording("The vote will be held in May.", "The vote will be held in June.").verdict == SAME


def test_a_year_is_no_larger_number() -> None:
    assert wording("The bridge was built in 1998.", "The bridge was built in 2008.").verdict == SAME


@pytest.mark.parametrize("second", ["", "…", "A tenor fell from the stage."])
def test_what_shares_nothing_is_not_compared(second: str) -> None:
    assert wording("Rebels hold the town of Sehl.", second).verdict == OTHER


@given(_WORDS, _WORDS)
def test_what_is_stronger_one_way_is_as_much_weaker_the_other(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    assert wording(first, second).score == -wording(second, first).score


@given(st.text(max_size=80))
def test_any_text_says_itself_as_strongly_as_itself(text: str) -> None:
    assert wording(text, text).score == 0.0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "she paid $900 to have the roof of the mill repaired",
            "she asked 30 roofers to have the roof of the mill mended",
        ),
        (
            "the rebels are fighting some six miles west of town",
            "the rebels are fighting about six miles west of the town",
        ),
        ("fame was not why she repaired the mill", "she denied that it was for fame that she repaired the mill"),
    ],
)
def test_numbers_of_other_things_and_words_for_about_go_no_further(first: str, second: str) -> None:
    assert wording(first, second).verdict in (SAME, OTHER)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The mill will open in Varn next spring.", "The plant will open in Varn next spring."),
        ("The envoy left Tarsk with the letter.", "The diplomat left Tarsk with the letter."),
        ("Surgeons will examine the letter quickly.", "Surgeons will examine the letter as quickly as possible."),
        ("He could not say when the bridge of Sehl opens.", "He cannot say when the bridge of Sehl opens."),
        ("The gunman came into the Sehl mill about 4 p.m.", "The gunman came into the Sehl mill at 4 p.m."),
        ("At least a dozen guests saw the gunman in the mill.", "The gunman in the mill was seen by guests."),
        ("The laptop will be sold in March.", "The much-rumored laptop will be sold in March."),
    ],
)
def test_words_that_only_look_like_words_of_a_scale_say_nothing(first: str, second: str) -> None:
    assert wording(first, second).verdict == SAME


def test_an_allegation_is_as_open_as_what_may_be() -> None:
    first, second = "allegations that the ministry sold the grain", "the ministry may have sold the grain"
    assert wording(first, second).verdict == SAME


@pytest.mark.parametrize("second", ["300 people signed the letter in Sehl.", "More than 300 people signed in Sehl."])
def test_what_leaves_a_number_open_is_weaker_than_the_number_itself(second: str) -> None:
    assert wording("Nearly 300 people signed the letter in Sehl.", second).verdict == STRONGER


def test_a_doubt_of_the_deed_that_both_tell_counts_however_much_else_one_tells() -> None:
    longer = "The guild is smuggling grain through Sehl, he told the council, and asked it to send judges and soldiers."
    found = wording("The guild might be smuggling grain", longer)
    assert (found.verdict, found.reasons[0].left) == (STRONGER, "might")
