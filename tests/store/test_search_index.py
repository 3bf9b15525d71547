"""The index beside the tables: catches up by slices, is made anew where it is foreign, and never stands in the way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from bench.synthetic import add_some, make_case

from rashomon.store.delta import DeltaStore
from rashomon.store.search import SearchIndex
from rashomon.store.search_rows import pack, unpack


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_case(tmp_path / "one.case", 12)
    return tmp_path / "one.case"


def _everything(index: SearchIndex) -> dict[str, list[tuple[object, ...]]]:
    tables = ("articles", "stories", "events", "entities", "parties", "findings", "reports", "statements", "copies")
    return {table: sorted(map(tuple, index.rows(f"select * from {table}")), key=repr) for table in tables}


def test_the_index_lies_in_the_case_and_is_made_once(folder: Path) -> None:
    index = SearchIndex(DeltaStore(folder))
    assert index.is_behind()
    assert index.catch_up()
    assert index.path == folder / "index" / "search.sqlite"
    assert not index.catch_up()
    assert not SearchIndex(DeltaStore(folder)).is_behind()


def test_catching_up_gives_what_making_anew_gives(folder: Path) -> None:
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    add_some(folder, 8_000_000, 4)
    assert index.is_behind()
    index.catch_up()
    caught = _everything(index)
    (folder / "index" / "search.sqlite").unlink()
    for left in (folder / "index").iterdir():
        left.unlink()
    anew = SearchIndex(DeltaStore(folder))
    anew.catch_up()
    assert len(anew.rows("select 1 from articles")) == 16
    assert _everything(anew) == caught
    assert anew.version == index.version


def test_who_reads_an_index_that_is_thrown_away_reads_the_next(folder: Path) -> None:
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    assert len(index.rows("select 1 from articles")) == 12
    add_some(folder, 8_000_000, 4)
    for left in (folder / "index").iterdir():
        left.unlink()
    index.catch_up()
    assert len(index.rows("select 1 from articles")) == 16
    assert not index.is_behind()


def test_columns_that_stay_are_held_once_and_those_that_change_are_read_anew(folder: Path) -> None:
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    before = index.columns()
    add_some(folder, 8_000_000, 4)
    index.catch_up()
    after, anew = index.columns(), SearchIndex(DeltaStore(folder)).columns()
    assert after.told_event is before.told_event
    assert after.values["event"] is before.values["event"]
    assert (len(before.voice), len(after.voice)) == (13, 17)
    for name, column in vars(anew).items():
        held = getattr(after, name)
        assert held == column if isinstance(column, dict) else held.tolist() == column.tolist()


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be looked at", b""])
def test_a_foreign_file_is_thrown_out(folder: Path, content: bytes) -> None:
    (folder / "index").mkdir(exist_ok=True)
    (folder / "index" / "search.sqlite").write_bytes(content)
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    assert len(index.rows("select 1 from articles")) == 12


def test_an_index_of_another_layout_is_made_anew(folder: Path) -> None:
    (folder / "index").mkdir(exist_ok=True)
    old = sqlite3.connect(folder / "index" / "search.sqlite")
    old.execute("create table meta(key text primary key, value text)")
    old.execute("insert into meta values ('layout', '0'), ('readings', '[]')")
    old.execute("create table articles(n integer)")
    old.commit()
    old.close()
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    assert len(index.rows("select id from articles")) == 12


def test_a_reading_that_was_taken_back_makes_the_index_anew(folder: Path) -> None:
    from rashomon.store.slices import write_slice

    store = DeltaStore(folder)
    index = SearchIndex(store)
    index.catch_up()
    gone = [entry.slice for entry in store.ledger() if entry.kind == "reading"]
    write_slice(store, "reading", [], "2026-01-01T00:00:00Z", {}, replaces=gone)
    index.catch_up()
    assert index.rows("select count(*) from articles")[0][0] == 0
    assert index.rows("select count(*) from words where words match 'said'")[0][0] == 0


def test_readers_see_one_state_while_the_next_is_written(folder: Path) -> None:
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    with index.one_state():
        before = index.rows("select count(*) from articles")[0][0]
        add_some(folder, 8_000_000, 4)
        SearchIndex(DeltaStore(folder)).catch_up()
        assert index.rows("select count(*) from articles")[0][0] == before
    assert index.rows("select count(*) from articles")[0][0] == before + 4


def test_questions_cannot_write(folder: Path) -> None:
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    with pytest.raises(sqlite3.OperationalError):
        index.rows("delete from articles")


def test_a_case_of_the_past_has_an_index_of_its_own(folder: Path) -> None:
    store = DeltaStore(folder)
    numbers = [entry.number for entry in store.ledger()]
    past = SearchIndex(DeltaStore(folder, until=numbers[0]))
    assert not past.path.is_relative_to(folder)


def test_what_is_packed_comes_back_lone_surrogates_included() -> None:
    value = {"text": "a\ud800b – ß"}
    assert unpack(pack(value)) == value
