"""A text may begin and end with any word: what looks beside a word must not ask for one before the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from read_alone import reading_of

ACCOUNTS = Path(__file__).parent.parent / "corpus" / "accounts"
#: Lines of invented accounts that are no held ones.
LINES = [
    line.split()
    for path in sorted(p for kind in ("border", "mine", "more", "stories") for p in (ACCOUNTS / kind).rglob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if len(line.split()) > 5
]


def read(text: str) -> str:
    return reading_of(text, None).article.text


@pytest.mark.parametrize(
    "text",
    [
        "congress to help Iran.",
        "Congress to help Iran",
        "who shelled the town and fled.",
        "visiting from Oran, two guards and a woman were shot.",
        "Charged with theft, the man fled.",
        "Turkey summit.",
    ],
)
def test_a_text_that_begins_in_the_middle_is_read(text: str) -> None:
    assert read(text) == text


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LINES), st.integers(0, 40), st.integers(1, 40))
def test_any_piece_of_a_line_is_read(words: list[str], first: int, count: int) -> None:
    first = min(first, len(words) - 1)
    text = " ".join(words[first : first + count])
    assert read(text) == text
