"""Quoted words are told from narration."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.quoted import quoted


def narration(text: str) -> str:
    return "".join(char for char, inside in zip(text, quoted(text), strict=True) if not inside)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "no ship left" on Monday.', "He said  on Monday."),
        ("He said “no ship left” on Monday.", "He said  on Monday."),
        ("He said ``no ship left'' on Monday.", "He said  on Monday."),
        ("She said: ‘They couldn’t have known about the fire.’ Then she left.", "She said:  Then she left."),
        ("The mayor's boat and the owner's car burned.", "The mayor's boat and the owner's car burned."),
        ("The 'ghost ship' sank in the bay.", "The 'ghost ship' sank in the bay."),
    ],
)
def test_words_between_marks_are_quoted(text, left):
    assert narration(text) == left


def test_a_quotation_over_several_paragraphs_is_quoted_whole():
    text = "“The pier fell.\n\n“Nobody came.” The mayor left."
    assert narration(text).strip() == "The mayor left."


def test_a_letter_set_off_without_marks_is_quoted():
    text = "The letter reads:\n\nThe pier is unsafe.\n\nI warned them twice.\n\nThe mayor did not reply."
    assert "unsafe" not in narration(text) and "warned" not in narration(text)
    assert "did not reply" in narration(text)


@given(st.text(alphabet="ab I\n\"'“”‘’«»:`", max_size=80))
def test_the_mask_has_a_value_for_every_code_point(text):
    assert len(quoted(text)) == len(text)
