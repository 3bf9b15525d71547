"""Groups that grow are the groups that all at once would form, whatever the order of arrival."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.clusters import Linkage, Scored, clusters_of_pairs, joinings
from rashomon.matching.growing import Row, Tree, grow, plant

BAR = 500_000_000
PLAIN = Linkage(0.5)
#: Of few words less is asked: from 0.2 at 3 to 0.5 at 9.
LENIENT = Linkage(0.5, least=0.2, few=3, enough=9)


def world(seed: int, count: int, scores: tuple[int, ...] = ()) -> dict[tuple[str, str], int]:
    """Pairs of a few loose bundles; with a choice of few scores most means are tied."""
    chance = random.Random(seed)
    ids = [f"n{i:02d}" for i in range(count)]
    bundle = {one: chance.randrange(max(1, count // 4)) for one in ids}
    found = {}
    for i, one in enumerate(ids):
        for other in ids[:i]:
            near = bundle[one] == bundle[other]
            if chance.random() < (0.9 if near else 0.4):
                free = chance.randrange(300_000_000 if near else 50_000_000, 950_000_000)
                found[other, one] = chance.choice(scores) if scores else free
    return found


def number(one: str) -> int:
    """The number of a leaf, which orders leaves otherwise than their names do."""
    return int.from_bytes(one.encode(), "little")


def name(number: int) -> str:
    return number.to_bytes(8, "little").rstrip(b"\0").decode()


def words_of(one: str) -> int:
    """Some have no word, some one, some as many as it takes."""
    return (0, 1, 2, 4, 9)[int(one[1:]) % 5]


def words_in(linkage: Linkage) -> Callable[[int], int] | None:
    """How many words a leaf has, where they count."""
    return (lambda leaf: words_of(name(leaf))) if linkage.least else None


def counted(ids: list[str]) -> np.ndarray:
    return np.array([words_of(one) for one in sorted(ids)])


def bar_of(one: tuple[str, ...], other: tuple[str, ...], linkage: Linkage) -> float:
    """The mean, in billionths, from which two groups are one."""
    if linkage.least is None:
        return linkage.threshold * 1e9
    lesser = min(sum(map(words_of, one)), sum(map(words_of, other)))
    counts = max(lesser, *map(words_of, (*one, *other)))
    rise = math.log(max(counts, linkage.few) / linkage.few) / math.log(linkage.enough / linkage.few)
    return 1e9 * (linkage.least + (linkage.threshold - linkage.least) * min(1.0, rise))


def one_by_one(ids: list[str], pairs: dict[tuple[str, str], int], linkage: Linkage = PLAIN) -> list[tuple[str, ...]]:
    """What the words say, without a shortcut: the best mean first, then the smallest names."""
    groups = [(one,) for one in ids]
    while True:
        ranked = []
        for one, other in combinations(groups, 2):
            total = sum(pairs.get((min(a, b), max(a, b)), 0) for a in one for b in other)
            mean = total / (len(one) * len(other))
            if mean >= round(bar_of(one, other, linkage)):
                ranked.append((-mean, *sorted((max(one), max(other))), one, other))
        if not ranked:
            return sorted(tuple(sorted(group)) for group in groups)
        *_, one, other = min(ranked)
        groups = [group for group in groups if group not in (one, other)] + [(*one, *other)]


def at_once(ids: list[str], pairs: dict[tuple[str, str], int], linkage: Linkage = PLAIN) -> list[tuple[str, ...]]:
    return clusters_of_pairs(sorted(ids), scored(ids, pairs), (), linkage, counted(ids) if linkage.least else None)


def grown_tree(ids: list[str], pairs: dict[tuple[str, str], int], linkage: Linkage = PLAIN) -> Tree:
    """The tree that all at once gives."""
    ids = sorted(ids)
    words, tree = counted(ids) if linkage.least else None, Tree()
    found = joinings(ids, scored(ids, pairs), linkage, words)
    plant(tree, {one: number(one) for one in ids}, found, linkage, words_in(linkage))
    return tree


def scored(ids: list[str], pairs: dict[tuple[str, str], int]) -> Scored:
    place = {one: i for i, one in enumerate(sorted(ids))}
    rows = [(place[a], place[b], score) for (a, b), score in pairs.items() if a in place and b in place]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Scored(table[:, 0], table[:, 1], table[:, 2])


class Among:
    """The pairs of those that are here."""

    def __init__(self, ids: set[str], pairs: dict[tuple[str, str], int]) -> None:
        self._pairs = {pair: score for pair, score in pairs.items() if ids.issuperset(pair)}
        self.asked: list[str] = []

    def leaf(self, number: int) -> str:
        return name(number)

    def row(self, leaf_number: int) -> Row:
        leaf = name(leaf_number)
        self.asked.append(leaf)
        found = {b if a == leaf else a: score for (a, b), score in self._pairs.items() if leaf in (a, b)}
        rows = sorted((number(one), score) for one, score in found.items())
        table = np.array(rows, dtype=np.int64).reshape(-1, 2)
        return Row(table[:, 0], table[:, 1])


#: No ties, many, and nothing but ties.
SCORES = st.sampled_from(
    [(), (500_000_000, 600_000_000, 900_000_000), (500_000_000, 1), (700_000_000,), (200_000_000, 400_000_000, BAR)]
)
LINKAGES = st.sampled_from([PLAIN, LENIENT])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(2, 12), SCORES, LINKAGES)
def test_all_at_once_joins_the_best_first_and_of_equals_the_smallest_names(
    seed: int, count: int, scores: tuple[int, ...], linkage: Linkage
) -> None:
    pairs = world(seed, count, scores)
    ids = [f"n{i:02d}" for i in range(count)]
    assert at_once(ids, pairs, linkage) == one_by_one(ids, pairs, linkage)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(2, 16), SCORES, LINKAGES, st.randoms(use_true_random=False))
def test_one_after_the_other_or_all_at_once_is_the_same(
    seed: int, count: int, scores: tuple[int, ...], linkage: Linkage, chance: random.Random
) -> None:
    pairs = world(seed, count, scores)
    ids = [f"n{i:02d}" for i in range(count)]
    chance.shuffle(ids)
    tree, here = Tree(), set()
    while len(here) < count:
        batch = ids[len(here) : len(here) + chance.choice((1, 1, 3))]
        here |= set(batch)
        grow(tree, map(number, batch), Among(here, pairs), linkage, (), words_in(linkage))
        assert tree.groups(name) == at_once(sorted(here), pairs, linkage)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(3, 16), SCORES, LINKAGES, st.randoms(use_true_random=False))
def test_pairs_that_change_give_what_the_changed_pairs_give(
    seed: int, count: int, scores: tuple[int, ...], linkage: Linkage, chance: random.Random
) -> None:
    pairs = world(seed, count, scores)
    ids = [f"n{i:02d}" for i in range(count)]
    tree = grown_tree(ids, pairs, linkage)
    assert tree.groups(name) == at_once(ids, pairs, linkage)
    for _ in range(4):
        if not pairs:
            return
        pair = chance.choice(sorted(pairs))
        if chance.random() < 0.5:
            del pairs[pair]
        else:
            pairs[pair] = chance.choice(scores or (chance.randrange(1, 999_999_999),))
        one = chance.choice(pair)
        was = tree.groups(name)
        grown = grow(tree, [number(one)], Among(set(ids), pairs), linkage, (), words_in(linkage))
        leaves = set(map(name, grown.leaves))
        now = tree.groups(name)
        assert now == at_once(ids, pairs, linkage)
        assert one in leaves
        assert {group for group in now if group not in was} <= {g for g in now if leaves.issuperset(g)}
        assert {group[0] for group in was if group not in now} <= set(grown.before)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.integers(3, 16), SCORES, LINKAGES, st.randoms(use_true_random=False))
def test_a_pair_that_falls_is_felt_where_the_two_came_together(
    seed: int, count: int, scores: tuple[int, ...], linkage: Linkage, chance: random.Random
) -> None:
    pairs = world(seed, count, scores)
    ids = [f"n{i:02d}" for i in range(count)]
    new = ids.pop(chance.randrange(count))
    known = {pair: score for pair, score in pairs.items() if new not in pair}
    tree = grown_tree(ids, known, linkage)
    was = tree.groups(name)
    fallen = chance.sample(sorted(known), k=min(len(known), chance.randrange(5)))
    for pair in fallen:
        pairs[pair] = chance.randrange(pairs[pair])
    apart = [(number(one), number(other)) for one, other in fallen]
    grown = grow(tree, [number(new)], Among({*ids, new}, pairs), linkage, apart, words_in(linkage))
    leaves = set(map(name, grown.leaves))
    now = tree.groups(name)
    assert now == at_once([*ids, new], pairs, linkage)
    # the tree, too, is the one that all at once would have given: the next newcomer starts from it
    anew = grown_tree([*ids, new], pairs, linkage)
    assert (tree.parent, tree.joinings) == (anew.parent, anew.joinings)
    assert {group for group in now if group not in was} <= {g for g in now if leaves.issuperset(g)}
    assert {group[0] for group in was if group not in now} <= set(grown.before)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_far_off_is_not_looked_at(seed: int) -> None:
    near = world(seed, 8)
    far = {(f"far {a}", f"far {b}"): score for (a, b), score in world(seed + 1, 8).items()}
    ids = sorted({one for pair in (*near, *far) for one in pair})
    tree = grown_tree(ids, {**near, **far})
    rows = Among({*ids, "new"}, {**near, **far, ("n00", "new"): 900_000_000})
    grow(tree, [number("new")], rows, PLAIN)
    assert not any(leaf.startswith("far") for leaf in rows.asked)


def test_weak_pairs_that_hold_stories_apart_are_counted_and_not_followed() -> None:
    # two pairs that reach the bar, each beside three that do not: only the mean of all four says that they stay apart
    pairs = {("a1", "a2"): 900_000_000, ("b1", "b2"): 900_000_000, ("a1", "b1"): 800_000_000, ("a1", "c"): 100_000_000}
    ids = ["a1", "a2", "b1", "b2", "c"]
    tree = grown_tree(ids, pairs)
    pairs |= {("a2", "b2"): 499_999_999, ("a1", "b2"): 400_000_000}
    rows = Among(set(ids), pairs)
    grow(tree, [number("a1"), number("b2")], rows, PLAIN)
    assert tree.groups(name) == at_once(ids, pairs) == [("a1", "a2"), ("b1", "b2"), ("c",)]
    assert "c" not in rows.asked
    pairs["a2", "b1"] = 499_999_999
    grow(tree, [number("a2")], Among(set(ids), pairs), PLAIN)
    assert tree.groups(name) == at_once(ids, pairs) == [("a1", "a2", "b1", "b2"), ("c",)]
