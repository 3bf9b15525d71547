"""Quotation marks of all kinds, unbalanced ones too, and labels that are no speech."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from rashomon.language.quotes import find_labels, find_quotes, label_around, quoted_share


def texts(text: str) -> list[str]:
    return [text[quote.inner : quote.outer] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “go home” twice.", ["go home"]),
        ('He said "go home" and "stay".', ["go home", "stay"]),
        ("He said ''go home'' twice.", ["go home"]),
        ("He said «go home» twice.", ["go home"]),
        ("He said „go home” twice.", ["go home"]),
        ("He said ‘go home’ and don’t wait.", ["go home"]),
        ("The dog's bone and the cats' milk.", []),
        ("“Open to the end of the line", ["Open to the end of the line"]),
        ("A 12\" pipe burst.", []),
    ],
)  # fmt: skip
def test_marks_pair_up(text: str, inside: list[str]) -> None:
    assert texts(text) == inside


def test_an_open_quotation_is_carried_into_the_next_line() -> None:
    first, second = find_quotes("“We came in 1948.\n“Now we go.” He left.")
    assert first.open and not first.carried
    assert second.carried and not second.open


def test_a_quotation_that_only_closes_goes_on_from_the_line_before() -> None:
    first, second = find_quotes("“We came in 1948.\nNow we go.” He left.")
    assert first.open
    assert second.carried and second.start == 18


@given(st.text(alphabet="ab .,“”\"'‘’\n«»", max_size=60))
def test_quotations_lie_in_order_inside_their_lines(text: str) -> None:
    found = find_quotes(text)
    for quote in found:
        assert 0 <= quote.start <= quote.inner < quote.outer <= quote.end <= len(text)
        assert "\n" not in text[quote.start : quote.end]
    assert found == sorted(found)


@given(st.text(alphabet="ab “”", max_size=40))
def test_the_quoted_share_is_a_share(text: str) -> None:
    assert 0.0 <= quoted_share(text, [(0, len(text))], find_quotes(text)) <= 1.0


def test_short_quoted_words_without_a_verb_are_labels(read_english: Callable[[str], Doc]) -> None:
    text = "They arm the “moderate rebels,” he said, while “we go on.”"
    for found in (find_labels(text), find_labels(text, read_english(text))):
        assert [text[span.start : span.end] for span in found] == ["moderate rebels"]


@pytest.mark.parametrize(
    "text",
    [
        "Her marks were “A/B/D” that year.",
        "He sang in “The Last Rebels of Tol” in spring.",
        "A video titled “rebels at dawn” went round.",
        "Jon “the butcher” Marrow was held.",
        "They fight the “Mountain Rebels” in the north.",
        "She will not use the word “terrorists” again.",
        "Students chanted “murderers” at the gate.",
        "“Our rebels” were late, and “they are rebels” too.",
        "The count was “14 rebels” in all.",
        "Clerks noted “mill,” “attack” and a date.",
    ],
)
def test_titles_names_grades_and_words_spoken_of_are_no_labels(text: str) -> None:
    assert find_labels(text) == []


def test_a_label_is_told_by_its_head_in_its_marks_and_without_its_article() -> None:
    text = "The ministry bombed 'the moderate rebels' of Ode, a \"rebel camp\", and \"the sons of the rebel\"."
    at = [match.start() for match in re.finditer("rebel", text)]
    assert [label_around(text, start, start + len("rebel")) for start in at] == ["“moderate rebels”", None, None]


def test_an_act_of_something_is_a_label_of_that() -> None:
    text = "It was “an act of aggression” to Ode."
    start = text.index("aggression")
    assert label_around(text, start, start + len("aggression")) == "“act of aggression”"


def test_lines_without_a_mark_are_carried_where_a_later_line_ends_the_quotation() -> None:
    found = find_quotes("“We came in 1948.\nNobody asked.\nNow we go.” He left.\nThe end.")
    assert [quote.carried for quote in found] == [False, True, True]
    assert found[1].start == 18 and found[1].open


def test_an_open_mark_that_nothing_ever_closes_stays_in_its_line() -> None:
    assert len(find_quotes("“We came in 1948.\nNobody asked.\nThen he said: “Now we go.”")) == 2
