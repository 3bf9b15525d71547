"""A saying told in two versions: which goes further is said with its words, and the order of the sides is nothing."""

from __future__ import annotations

import pytest

from rashomon.record import Finding, Side
from rashomon.views.strength import goes_further


def finding(*answers: str, question: str = "said:e", agreement: str = "differing") -> Finding:
    sides = tuple(Side(answer, (), (f"s{i}",), (f"Outlet {i}",), 1) for i, answer in enumerate(answers))
    return Finding("f", "s", None, question, agreement, sides, ())


@pytest.mark.parametrize(
    ("weaker", "stronger", "words"),
    [
        ("the army may withdraw its tanks", "the army will withdraw its tanks", "no “may”"),
        ("the port will close if the strike goes on", "the port will close as the strike goes on", "no “if”"),
    ],
)
def test_the_version_that_goes_further_is_named_with_its_words(weaker: str, stronger: str, words: str) -> None:
    for sides, outlet in (((weaker, stronger), "Outlet 1"), ((stronger, weaker), "Outlet 0")):
        told = goes_further(finding(*sides))
        assert told is not None
        assert told.startswith(f"{outlet} goes further")
        assert words in told


def test_nothing_is_said_of_other_questions_and_of_agreement() -> None:
    pair = ("the army may withdraw its tanks", "the army will withdraw its tanks")
    assert goes_further(finding(*pair, question="when")) is None
    assert goes_further(finding(*pair, agreement="agreed")) is None
    assert goes_further(finding(*pair, "the army left")) is None
    assert goes_further(finding("the port closed today", "the port closed today")) is None


def test_who_says_once_more_that_it_was_said_goes_no_less_far() -> None:
    pair = ("the mill has never been repaired", "a statement saying the mill has never been repaired")
    assert goes_further(finding(*pair)) is None
