"""What lies beside a case: handed to the file before all of it is kept, it is read as it was set."""

from __future__ import annotations

from pathlib import Path

from rashomon.store.beside import PLAIN, WORDS, open_beside


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


def test_an_empty_table_takes_pairs_in_as_they_come(tmp_path: Path) -> None:
    with open_beside(tmp_path / "beside.sqlite") as beside:
        assert beside is not None
        numbers = beside.shelf("numbers", PLAIN)
        numbers.update(iter([(2, "two"), ((1 << 64) - 1, "last")]))
        numbers.update(iter([(2, "more")]))
        assert (numbers[2], numbers[(1 << 64) - 1], len(numbers)) == ("more", "last", 2)
