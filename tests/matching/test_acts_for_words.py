"""Pairs of acts that no words can make likely are left out, and only those."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_growing_acts import acts_of

from rashomon.matching.acts import tellings
from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.judging import SETTINGS, AcrossArticles, act_judgement
from rashomon.matching.acts.tellings import ACROSS, across, but_for_words, may_reach

PAIRS = [
    pair
    for seed in range(40)
    for pair in combinations(acts_of(random.Random(seed), "a") + acts_of(random.Random(seed + 99), "b"), 2)
]


def test_a_pair_is_judged_as_if_the_words_of_all_were_compared() -> None:
    left_out = 0
    for one, other in PAIRS:
        values = across(one, other)
        likely = round(ACROSS.score(values), 6) >= SETTINGS.least
        wanted = act_judgement(one, other, ACROSS, values) if likely else None
        assert AcrossArticles(SETTINGS).judge(one, other) == wanted
        left_out += not may_reach(but_for_words(one, other), one, other, SETTINGS.least)
    assert 10 < left_out < len(PAIRS) - 10


@pytest.fixture(scope="module")
def wordings():
    """Words that are as alike as the test says, whatever they are."""
    patched = pytest.MonkeyPatch()
    alike: dict[str, float] = {}
    patched.setattr(tellings, "likelihood", lambda one, other: alike["words"])
    patched.setattr(tellings, "_names_around", lambda one, other: alike["names"])
    yield alike
    patched.undo()


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(PAIRS), st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 0.99))
def test_no_words_make_a_pair_likely_that_is_left_out(
    wordings: dict[str, float], pair: tuple[Facts, Facts], words: float, names: float, least: float
) -> None:
    wordings |= {"words": words, "names": names}
    if round(ACROSS.score(across(*pair)), 6) >= least:
        assert may_reach(but_for_words(*pair), *pair, least)
