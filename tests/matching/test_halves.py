"""The half of a saying that one account leaves out."""

from __future__ import annotations

import pytest

from rashomon.matching.answers import COMPATIBLE, EQUAL
from rashomon.matching.findings.saying.halves import left_out
from rashomon.matching.findings.saying.sayings import compare_sayings, saying


@pytest.mark.parametrize(
    ("whole", "part", "half"),
    [
        (
            "the ferry would sail again in May, but only if the owners paid for new engines",
            "that the ferry would sail again in May",
            "but only if the owners paid for new engines",
        ),
        (
            "five villages were on the list, although none of them had asked to be moved",
            "five villages had been put on the list",
            "although none of them had asked to be moved",
        ),
        (
            "she was sorry for the families and admitted that the gates had been left open",
            "she was sorry for the families of the drowned",
            "and admitted that the gates had been left open",
        ),
    ],
)
def test_a_half_that_turns_or_limits_the_rest_is_left_out(whole: str, part: str, half: str) -> None:
    assert left_out(whole, part) == half
    assert left_out(part, whole) is None
    assert compare_sayings(saying("a", "1", whole, "said"), saying("b", "2", part, "said")) == COMPATIBLE


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("the ferry would sail again in May, and tickets would cost the same", "the ferry would sail again in May"),
        ("the ferry would sail in May, but only if engines came", "the ferry would sail in May if the engines came"),
        ("nobody had asked the villagers but", "nobody had asked the villagers"),
    ],
)
def test_what_merely_goes_on_and_what_both_tell_is_not_left_out(whole: str, part: str) -> None:
    assert left_out(whole, part) is None
    assert compare_sayings(saying("a", "1", whole, "said"), saying("b", "2", part, "said")) == EQUAL


def test_a_half_ends_where_its_sentence_ends() -> None:
    whole = "I saw little, but the guard spoke to me of cats. I missed the last ferry and slept in the station at Sund."
    assert left_out(whole, "I saw little but the guard spoke to me of cats") is None


def test_a_sentence_left_out_whole_is_no_half() -> None:
    whole = "The mill in Sehl will close in May. Some workers were worried but nobody protested at the gate."
    assert left_out(whole, "The mill in Sehl will close in May.") is None


def test_who_provided_help_set_no_condition() -> None:
    assert left_out("The new rule shuts out the experts who have provided impartial advice", "The new rule") is None
    whole = "The army will leave Sehl in May, provided that the rebels hand over the bridge."
    assert left_out(whole, "The army will leave Sehl in May.") == "provided that the rebels hand over the bridge"
