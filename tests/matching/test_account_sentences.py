"""Sentences by signs alone, each with its characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching.findings.text.sentences import lead_of, sentences_of


@given(st.text(alphabet='ab .!?\n"”’)U.S.Gen', max_size=300))
def test_every_sentence_is_a_stretch_of_its_text_and_none_overlap(text: str) -> None:
    found = sentences_of("a", text)
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Gen. Otto Varn left the U.S. embassy at noon. His car waited at the gate."
    assert [one.text for one in sentences_of("a", text)] == [
        "Gen. Otto Varn left the U.S. embassy at noon.",
        "His car waited at the gate.",
    ]


def test_the_lead_is_the_first_four_sentences() -> None:
    text = " ".join(f"Mill number {number} of the valley burned down." for number in range(9))
    assert [one.text[:13] for one in lead_of("a", text)] == [f"Mill number {number}" for number in range(4)]
