"""Candidate pairs: complete where keys are rare, few where they are common."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching.candidates import Pairs, pairs_sharing, within

key_sets = st.lists(st.sets(st.integers(0, 15), max_size=6), min_size=1, max_size=12)


def keys(sets):
    return [np.array(sorted(own), dtype=np.uint64) for own in sets]


@given(key_sets)
def test_every_pair_that_shares_a_rare_key_is_found_with_its_count(sets):
    found = pairs_sharing(keys(sets), least=1, crowd=len(sets))
    wanted = {(i, j): len(sets[i] & sets[j]) for j in range(len(sets)) for i in range(j) if sets[i] & sets[j]}
    assert dict(zip(zip(found.left, found.right, strict=True), found.shared, strict=True)) == wanted


def test_a_key_that_everybody_holds_makes_few_pairs():
    crowd = [{1} for _ in range(1000)]
    assert len(pairs_sharing(keys(crowd), crowd=10).left) <= 10 * 1000


def test_every_holder_of_a_crowded_key_meets_an_anchor():
    found = pairs_sharing(keys([{1} for _ in range(100)]), crowd=3)
    assert set(found.left) | set(found.right) == set(range(100))


def test_pairs_too_far_apart_in_time_are_dropped_and_undated_ones_kept():
    pairs = Pairs(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([1, 1, 1]))
    near = within(pairs, [0.0, 5.0, np.nan], [0.0, 5.0, np.nan], window=2)
    assert list(zip(near.left, near.right, strict=True)) == [(0, 2), (1, 2)]
