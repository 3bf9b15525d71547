"""Shared runs say where both texts hold the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.shingles import fingerprints, shared_runs, words

vocabulary = st.lists(
    st.sampled_from(["harbour", "mayor", "said", "ferry", "storm", "on", "at", "the", "Zürich", "12"]),
    max_size=60,
)


@given(vocabulary)
def test_offsets_give_the_words_back(tokens):
    text = "«" + " – ".join(tokens) + "»"
    found = words(text)
    assert [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)] == tokens


@given(vocabulary, vocabulary)
def test_runs_lie_inside_both_texts_and_begin_and_end_with_equal_words(one, other):
    here, there = words(" ".join(one)), words(" ".join(other))
    for run in shared_runs(here, there, least=5):
        assert 0 <= run.start < run.end <= len(one)
        assert 0 <= run.of_start < run.of_end <= len(other)
        assert one[run.start] == other[run.of_start]


def test_a_run_bridges_a_changed_word():
    here = words("the ferry left the harbour at dawn with ninety people aboard in calm weather")
    there = words("the ferry left the harbour at noon with ninety people aboard in calm weather")
    (run,) = shared_runs(here, there)
    assert (run.start, run.end, run.equal) == (0, 14, 13)


def test_texts_that_share_a_run_share_a_fingerprint():
    run = "eight words that both of these texts hold"
    one, other = words(f"quite another beginning {run} and end"), words(f"so {run} it stops")
    assert set(fingerprints(one)) & set(fingerprints(other))
