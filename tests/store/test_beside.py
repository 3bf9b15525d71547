"""What lies beside a case: handed to the file before all of it is kept, it is read as it was set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest

from rashomon.store.beside import LINES, NUMBERS, PLAIN, WORDS, Chunks, as_json, in_records, open_beside


def test_what_is_spilled_is_read_and_lost_where_it_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "beside.sqlite"
    with open_beside(file) as beside:
        assert beside is not None
        words = beside.shelf("words", WORDS)
        words["a"] = ["one", "two"]
        beside.keep()
        words["a"], words["b"] = ["three"], ["four"]
        beside.spill()
        assert (words["a"], words["b"], len(words)) == (["three"], ["four"], 2)
        del words["b"]
        beside.spill()
        assert "b" not in words and dict(words) == {"a": ["three"]}
    with open_beside(file) as beside:
        assert beside is not None
        assert dict(beside.shelf("words", WORDS)) == {"a": ["one", "two"]}


@pytest.mark.parametrize("key", [int, str])
def test_long_values_are_found_by_their_keys(tmp_path: Path, key: type[int] | type[str]) -> None:
    file, told = tmp_path / "beside.sqlite", {key(one): [str(one)] * 900 for one in (3, 1, 20)}
    with open_beside(file) as beside:
        assert beside is not None
        shelf = beside.shelf("long", WORDS, key)
        shelf.update(told)
        shelf[key(3)] = ["new"]
        del shelf[key(20)]
        beside.keep()
    with open_beside(file) as beside:
        assert beside is not None
        found = beside.shelf("long", WORDS, key)
        assert (dict(found), len(found)) == ({key(1): ["1"] * 900, key(3): ["new"]}, 2)


@pytest.mark.parametrize("value", [["a", 'é"\\', "\ud800", 0.1, -1, None, True, [], {"b": [1.5]}], {}, 7, "x"])
def test_small_values_are_written_as_json_writes_them(value: object) -> None:
    assert as_json(value) == json.dumps(value)


def test_an_empty_table_takes_pairs_in_as_they_come(tmp_path: Path) -> None:
    with open_beside(tmp_path / "beside.sqlite") as beside:
        assert beside is not None
        numbers = beside.shelf("numbers", PLAIN)
        numbers.update(iter([(2, "two"), ((1 << 64) - 1, "last")]))
        numbers.update(iter([(2, "more")]))
        assert (numbers[2], numbers[(1 << 64) - 1], len(numbers)) == ("more", "last", 2)


def test_small_values_lie_many_in_a_row_and_are_found_by_their_numbers(tmp_path: Path) -> None:
    file, numbers = tmp_path / "beside.sqlite", (0, 3, 255, 256, 1000, -1, -256, -257)
    with open_beside(file) as beside:
        assert beside is not None
        counts, pairs = Chunks(beside.shelf("counts", NUMBERS)), Chunks(beside.shelf("pairs", _PAIRS))
        counts.update({one: one % 3 for one in numbers})
        pairs.update({one: (one, one + 1, 0.5) for one in numbers})
        del counts[256], pairs[-1]
        beside.keep()
        counts[3] = 7
    with open_beside(file) as beside:
        assert beside is not None
        counts, pairs = Chunks(beside.shelf("counts", NUMBERS)), Chunks(beside.shelf("pairs", _PAIRS))
        assert dict(counts) == {one: one % 3 for one in numbers if one != 256}
        assert dict(pairs) == {one: (one, one + 1, 0.5) for one in numbers if one != -1}
        assert counts.get(256) is None and 257 not in counts and counts[3] == 0


def test_lines_of_a_row_may_be_empty(tmp_path: Path) -> None:
    with open_beside(tmp_path / "beside.sqlite") as beside:
        assert beside is not None
        lines = Chunks(beside.shelf("lines", LINES))
        lines.update({0: "", 1: "two words", 2: ""})
        beside.spill()
        assert list(lines.items()) == [(0, ""), (1, "two words"), (2, "")]


class _Pair(NamedTuple):
    one: int
    other: int
    share: float


_PAIRS = in_records(_Pair, "<i4", "<i4", "<f8")
