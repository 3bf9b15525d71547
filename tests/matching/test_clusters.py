"""Clusters keep what judgements promise, in any order of arrival."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rashomon.matching.clusters import Linkage, Scored, _components, clusters, clusters_of_pairs
from rashomon.matching.unions import Unions
from rashomon.record import Judgement

IDS = [f"a{n}" for n in range(8)]


def said(left: str, right: str, verdict: str, score: float, by: str = "machine:1", at: str | None = None):
    return Judgement("story", left, right, verdict, score, (), by, at)


pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
machine = st.dictionaries(pairs, st.floats(0, 1), max_size=20).map(
    lambda found: [said(*pair, "same" if score > 0.5 else "different", score) for pair, score in found.items()]
)
people = st.dictionaries(pairs, st.sampled_from(["same", "different"]), max_size=5).map(
    lambda found: [
        said(*pair, verdict, 1.0, "person:ann", f"2026-01-0{n + 1}T00:00:00Z")
        for n, (pair, verdict) in enumerate(found.items())
    ]
)


@given(machine, people, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(machine, people, shuffler: random.Random):
    rows, ids = machine + people, list(IDS)
    first = clusters(ids, rows)
    shuffler.shuffle(rows)
    shuffler.shuffle(ids)
    assert clusters(ids, rows) == first


@given(machine, people)
def test_every_id_is_in_exactly_one_group(machine, people):
    found = list(itertools.chain.from_iterable(clusters(IDS, machine + people)))
    assert sorted(found) == IDS


def _group_of_each(found: Sequence[Sequence[str]]) -> dict[str, str]:
    return {member: min(group) for group in found for member in group}


@given(machine, people)
def test_what_a_person_keeps_apart_is_apart(machine, people):
    group_of = _group_of_each(clusters(IDS, machine + people))
    for row in people:
        if row.verdict == "different":
            assert group_of[row.left] != group_of[row.right]


@given(machine, people)
def test_what_people_call_the_same_is_together_when_nobody_keeps_anything_apart(machine, people):
    same = [row for row in people if row.verdict == "same"]
    group_of = _group_of_each(clusters(IDS, machine + same))
    assert all(group_of[row.left] == group_of[row.right] for row in same)


@given(machine, people)
def test_taking_a_persons_judgement_back_restores_the_clusters(machine, people):
    before = clusters(IDS, machine)
    clusters(IDS, machine + people)
    assert clusters(IDS, machine) == before


def test_a_chain_is_cut_where_one_bridge_holds_two_groups():
    left, right = ["a", "b", "c"], ["x", "y", "z"]
    rows = [said(*pair, "same", 0.9) for group in (left, right) for pair in itertools.combinations(group, 2)]
    rows.append(said("c", "x", "same", 0.8))
    assert clusters(left + right, rows) == [("a", "b", "c"), ("x", "y", "z")]


def test_the_latest_of_a_persons_judgements_counts():
    rows = [
        said("a", "b", "different", 0.0, "person:ann", "2026-01-01T00:00:00Z"),
        said("a", "b", "same", 1.0, "person:ann", "2026-01-02T00:00:00Z"),
    ]
    assert clusters(["a", "b"], rows) == [("a", "b")]


def test_a_person_outranks_the_machine_both_ways():
    machine = [said("a", "b", "same", 0.99), said("b", "c", "different", 0.01)]
    people = [said("a", "b", "different", 0, "person:ann"), said("b", "c", "same", 1, "person:ann")]
    assert clusters(["a", "b", "c"], machine + people) == [("a",), ("b", "c")]


def test_an_unjudged_pair_counts_as_missing():
    rows = [said("a", "b", "same", 0.9), said("b", "c", "same", 0.9)]
    assert clusters("abc", rows, Linkage(missing=0.0)) == [("a", "b"), ("c",)]
    assert clusters("abc", rows, Linkage(missing=0.3)) == [("a", "b", "c")]


@given(
    st.integers(1, 12).flatmap(
        lambda count: st.tuples(
            st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=20)
        )
    )
)
def test_pieces_are_those_that_joining_pair_by_pair_gives(world: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = world
    left, right = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    unions = Unions(f"{one:02}" for one in range(count))
    for one, other in pairs:
        unions.join(f"{one:02}", f"{other:02}")
    found = _components(count, left, right).tolist()
    assert [sorted(f"{i:02}" for i, piece in enumerate(found) if piece == n) for n in range(max(found) + 1)] == (
        unions.sets()
    )


def test_the_bar_rises_with_the_logarithm_of_the_words():
    bars = Linkage(0.5, least=0.2, few=10, enough=40).bars() / 1e9
    assert bars[:11].tolist() == [0.2] * 11
    assert abs(bars[20] - 0.35) < 1e-8  # half way from 10 to 40, as logarithms go
    assert bars[-1] == 0.5 and len(bars) == 41


def test_of_groups_of_few_words_less_is_asked_and_no_long_text_is_joined_for_it():
    lenient = Linkage(0.5, least=0.2, few=10, enough=40)
    pair = Scored(np.array([0]), np.array([1]), np.array([300_000_000]))
    for words, together in (((10, 10), True), ((15, 10), True), ((10, 20), False), ((900, 10), False)):
        found = clusters_of_pairs("ab", pair, (), lenient, np.array(words))
        assert found == ([("a", "b")] if together else [("a",), ("b",)]), words
    # two of ten words each are a group of twenty, which a third of ten joins by what is asked of ten; a long one not
    likes = {("a", "b"): 900_000_000, ("a", "c"): 340_000_000, ("b", "c"): 340_000_000}
    assert clusters_of_pairs("abc", numbered(likes), (), lenient, np.array((10, 10, 10))) == [("a", "b", "c")]
    assert clusters_of_pairs("abc", numbered(likes), (), lenient, np.array((10, 10, 20))) == [("a", "b"), ("c",)]
    # the long one may stand in either
    assert clusters_of_pairs("abc", numbered(likes), (), lenient, np.array((10, 20, 10))) == [("a", "b"), ("c",)]
    # another two of ten each are twenty too, and of two groups of twenty more is asked
    likes |= {("c", "d"): 900_000_000, ("a", "d"): 340_000_000, ("b", "d"): 340_000_000}
    assert clusters_of_pairs("abcd", numbered(likes), (), lenient, np.array((10,) * 4)) == [("a", "b"), ("c", "d")]


def numbered(likes: dict[tuple[str, str], int]) -> Scored:
    left, right = ([ord(pair[side]) - ord("a") for pair in likes] for side in (0, 1))
    return Scored(np.array(left), np.array(right), np.array(list(likes.values())))


def test_two_whom_nobody_else_is_near_join_where_nothing_bars_it():
    asked: list[tuple[Sequence[str], Sequence[str]]] = []

    def barred(left: Sequence[str], right: Sequence[str]) -> bool:
        asked.append((left, right))
        return False

    told = [said("a", "b", "same", 0.9)]
    assert clusters("abc", told, allowed=barred) == [("a",), ("b",), ("c",)]
    assert asked == [(["a"], ["b"])]
    assert clusters("abc", told, allowed=lambda left, right: True) == [("a", "b"), ("c",)]
