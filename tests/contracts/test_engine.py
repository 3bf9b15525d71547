"""What every engine must do: results in order, groups whole, clusters the same whatever the order."""

from __future__ import annotations

import importlib.util
import os
import random
import time
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.engine.base import Engine
from rashomon.engine.cluster import ClusterEngine
from rashomon.engine.local import LocalEngine, Lost

WITHOUT_DAFT = pytest.mark.skipif(
    importlib.util.find_spec("daft") is None, reason="daft (the extra `cluster`) is not installed"
)

#: Engines that read in other processes than this one: nothing that a batch does can end the run.
APART = [LocalEngine(2), pytest.param(ClusterEngine(processes=2), marks=WITHOUT_DAFT)]

ENGINES = [LocalEngine(1), *APART]


def double(batch: Sequence[int]) -> list[int]:
    return [2 * item for item in batch]


def die_at_seven(batch: Sequence[int]) -> list[int]:
    if 7 in batch:
        os._exit(1)
    return list(batch)


@pytest.mark.parametrize("engine", ENGINES)
def test_results_come_in_the_order_of_the_batches(engine: Engine) -> None:
    assert list(engine.each(double, [[1, 2], [3], [4, 5, 6]])) == [[2, 4], [6], [8, 10, 12]]


@pytest.mark.parametrize("engine", APART)
def test_an_item_that_kills_its_process_is_found_and_costs_itself(engine: Engine) -> None:
    results = [r for batch in engine.each(die_at_seven, [[1, 2], [6, 7, 8], [9]]) for r in batch]
    lost = [r for r in results if isinstance(r, Lost)]
    assert [r.item for r in lost] == [7]
    assert [r for r in results if not isinstance(r, Lost)] == [1, 2, 6, 8, 9]


def hang_at_seven(batch: Sequence[int]) -> list[int]:
    if 7 in batch:
        time.sleep(600)
    return list(batch)


@pytest.mark.parametrize(
    "engine",
    [
        LocalEngine(1, shared=True, seconds_alone=5.0),
        pytest.param(ClusterEngine(processes=1, seconds_alone=5.0), marks=WITHOUT_DAFT),
    ],
)
def test_an_item_that_outlives_its_time_is_given_up_and_the_rest_goes_on(engine: Engine) -> None:
    results = [r for batch in engine.each(hang_at_seven, [[1], [7], [8, 9]]) for r in batch]
    assert [r for r in results if not isinstance(r, Lost)] == [1, 8, 9]
    (lost,) = [r for r in results if isinstance(r, Lost)]
    assert (lost.item, lost.error) == (7, "reading it took more than 5 seconds")


def fail(batch: Sequence[int]) -> list[int]:
    raise LookupError(f"no {batch[0]}")


@pytest.mark.parametrize("engine", ENGINES)
def test_an_error_of_the_function_comes_back_as_it_was_raised(engine: Engine) -> None:
    with pytest.raises(LookupError, match="no 1"):
        list(engine.each(fail, [[1], [2]]))


@pytest.mark.parametrize("engine", APART)
def test_batches_are_taken_as_they_are_needed(engine: Engine) -> None:
    taken = 0

    def batches() -> Iterator[list[int]]:
        nonlocal taken
        for number in range(50):
            taken += 1
            yield [number]

    assert next(iter(engine.each(double, batches()))) == [0]
    assert taken <= 5


@pytest.mark.parametrize("engine", ENGINES)
def test_items_that_share_a_key_come_together(engine: Engine) -> None:
    groups = list(engine.group(lambda key, items: (key, sorted(items)), [3, 1, 2, 4], lambda item: item % 2))
    assert groups == [(0, [2, 4]), (1, [1, 3])]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12), st.randoms())
def test_clusters_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[str, str]], chance: random.Random) -> None:
    mixed = [(b, a) for a, b in pairs]
    chance.shuffle(mixed)
    assert LocalEngine().connect(mixed) == LocalEngine().connect(pairs)


@WITHOUT_DAFT
def test_clusters_are_the_same_on_a_cluster() -> None:
    pairs = [("c", "d"), ("x", "x"), ("b", "a"), ("d", "a"), ("q", "p"), ("c", "d")]
    assert ClusterEngine(processes=2).connect(pairs) == LocalEngine().connect(pairs)
    assert ClusterEngine(processes=2).connect([]) == LocalEngine().connect([]) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_keys_of_one_text_stay_apart_and_items_keep_their_order(engine: Engine) -> None:
    items = [("1", "a"), (1, "b"), ("0", "c"), ("1", "d")]
    groups = list(engine.group(lambda key, found: (key, found), items, lambda item: item[0]))
    assert groups == [("0", [items[2]]), ("1", [items[0], items[3]]), (1, [items[1]])]
    assert list(engine.group(lambda key, found: key, [], lambda item: item)) == []
