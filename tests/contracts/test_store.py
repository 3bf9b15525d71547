"""What every store must do: slices are seen whole or not at all, and what was written stays."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from rashomon.errors import Damaged, NewerFormat, NotACase
from rashomon.record import Cell, Failure, Judgement, Quantity, When, rows_to_table, table_to_rows
from rashomon.store.base import Entry, Store
from rashomon.store.bucket import BucketPlace
from rashomon.store.delta import DeltaStore
from rashomon.store.place import FolderPlace

COUNTED = Quantity(14.0, None, "people", "dead", "")
Make = Callable[[Path], DeltaStore]


def _entry(name: str, number: int, kind: str = "reading", covers: tuple[str, ...] = ()) -> Entry:
    return Entry(name, kind, number, covers, (), "{}", "2026-01-01T00:00:00Z")


def _failures(*names: str) -> dict[str, object]:
    return {"failures": rows_to_table(Failure, [Failure(name, "clean", "broken", None) for name in names])}


def _overtaken(look: Callable[..., object], meanwhile: Callable[[], None]) -> Callable[..., object]:
    """A look after which another program does something before the first goes on."""

    def looking(place: object) -> object:
        found = look(place)
        meanwhile()
        return found

    return looking


def _documents(store: Store) -> list[str]:
    return sorted(failure.document for failure in table_to_rows(Failure, store.read("failures")))


class TestStore:
    def test_an_empty_store_has_empty_tables(self, make: Make, tmp_path: Path) -> None:
        assert make(tmp_path / "case").read("failures").num_rows == 0

    def test_slices_add_up_and_survive_reopening(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a"))
        store.write(_entry("two", 2), _failures("b", "c"))
        assert _documents(make(tmp_path / "case")) == ["a", "b", "c"]

    def test_a_place_that_another_makes_a_case_at_the_same_moment_is_that_case(
        self, make: Make, tmp_path: Path
    ) -> None:
        with pytest.MonkeyPatch.context() as looking:

            def meanwhile() -> None:
                looking.undo()
                make(tmp_path / "case").write(_entry("one", 1), _failures("a"))

            for kind in (FolderPlace, BucketPlace):
                looking.setattr(kind, "marker", _overtaken(kind.marker, meanwhile))
            assert _documents(make(tmp_path / "case")) == ["a"]

    def test_rows_without_a_ledger_entry_are_seen_by_nobody(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a"))
        store._append, append = _dying(store._append), store._append
        with pytest.raises(KeyboardInterrupt):
            store.write(_entry("two", 2), _failures("lost"))
        store._append = append
        assert _documents(store) == ["a"]

    def test_what_people_gave_lies_beside_rows_of_a_program_that_knew_none_of_it(
        self, make: Make, tmp_path: Path
    ) -> None:
        old = Judgement("reading", "r1", "when", "wrong", 1.0, (), "person:ada", "2026-01-01T00:00:00Z")
        day = When("2019-05-15T00:00:00Z", "2019-05-16T00:00:00Z", "day", "on", "absolute", "")
        cells = (Cell("15 May 2019", None, "on Wednesday", 4, 16, when=day), Cell("14 dead", quantity=COUNTED))
        new = replace(old, left="r2", cells=cells)
        store = make(tmp_path / "case")
        before = rows_to_table(Judgement, [old]).drop_columns(["cells"])
        store.write(_entry("one", 1, "person", ("j1",)), {"judgements": before})
        store.write(_entry("two", 2, "person", ("j2",)), {"judgements": rows_to_table(Judgement, [new])})
        read = list(table_to_rows(Judgement, make(tmp_path / "case").read("judgements")))
        assert sorted(read, key=lambda made: made.left) == [old, new]

    def test_writing_a_slice_again_changes_nothing(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        for first in (True, False):
            assert make(tmp_path / "case").write(_entry("one", 1), _failures("a", "b")) is first
        assert _documents(store) == ["a", "b"]
        assert [entry.slice for entry in store.past()] == ["one"]

    def test_rows_that_a_crash_left_are_not_written_twice(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store._append, append = _dying(store._append), store._append
        with pytest.raises(KeyboardInterrupt):
            store.write(_entry("one", 1), _failures("a"))
        store._append = append
        store.write(_entry("one", 1), _failures("a"))
        assert _documents(store) == ["a"]

    def test_writers_at_once_lose_nothing_and_write_one_slice_once(self, make: Make, tmp_path: Path) -> None:
        shown: list[str] = []

        def write(*names: str) -> None:
            for name in names:
                if make(tmp_path / "case").write(_entry(name, 1), _failures(name)):
                    shown.append(name)

        make(tmp_path / "case")
        works = [("a1", "a2", "both"), ("b1", "b2", "both"), ("both", "c1")]
        threads = [threading.Thread(target=write, args=names) for names in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert _documents(make(tmp_path / "case")) == ["a1", "a2", "b1", "b2", "both", "c1"]
        assert sorted(shown) == ["a1", "a2", "b1", "b2", "both", "c1"]

    def test_a_slice_is_told_of_its_own_files_though_another_wrote_after_it(self, make: Make, tmp_path: Path) -> None:
        store, other = make(tmp_path / "case"), make(tmp_path / "case")
        once = store._append_once

        def overtaken(table: str, rows: pa.Table, name: str) -> bool:
            first = once(table, rows, name)
            if table == "failures":
                other.write(_entry("one", 1), _failures("a"))
            return first

        store._append_once = overtaken
        # which is also how the names of all files begin
        store.write(_entry("part", 2), _failures("b"))
        assert _documents(make(tmp_path / "case")) == ["a", "b"]

    def test_rows_are_found_by_the_values_of_a_column(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a", "b"))
        store.write(_entry("two", 2), _failures("c"))
        found = store.read("failures", ["document"], {"document": ["b", "c", "z"]})
        assert found["document"].to_pylist() == ["b", "c"]
        assert store.read("failures", ["document"], {"slice": ["two"]})["document"].to_pylist() == ["c"]

    def test_a_replaced_slice_is_gone_at_once(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a"))
        store.write(replace(_entry("two", 2), replaces=("one",)), _failures("b"))
        assert _documents(store) == ["b"]

    def test_two_readings_of_one_document_are_seen_once(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1, covers=("d",)), _failures("a"))
        store.write(_entry("two", 1, covers=("d",)), _failures("a"))
        assert _documents(store) == ["a"]

    def test_old_comparisons_are_deleted(self, make: Make, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        for number in range(14):
            earlier = tuple(entry.slice for entry in store.ledger())
            store.write(replace(_entry(f"s{number}", number, "comparison"), replaces=earlier), _failures(f"d{number}"))
        assert _documents(store) == ["d13"]


def _dying(append):  # type: ignore[no-untyped-def]
    def write(table: str, rows: object, name: str) -> object:
        if table == "ledger":
            raise KeyboardInterrupt
        return append(table, rows, name)

    return write


def test_a_folder_of_other_things_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"x")
    with pytest.raises(NotACase, match="not a case"):
        DeltaStore(tmp_path)
    assert (tmp_path / "holiday.jpg").exists()


def test_a_case_whose_ledger_is_gone_says_so_and_is_not_begun_anew(tmp_path: Path) -> None:
    rows = {"articles": pa.Table.from_pylist([{"id": "a"}], schema=pa.schema([("id", pa.string())]))}
    known = DeltaStore(tmp_path / "one.case")
    known.write(_entry("one", 1), rows)
    ledger = tmp_path / "one.case" / "tables" / "ledger"
    ledger.rename(tmp_path / "put aside")
    for store in (known, DeltaStore(tmp_path / "one.case")):
        with pytest.raises(Damaged, match=r"ledger is gone.*bring that folder back"):
            store.write(_entry("two", 2), _failures("b"))
    with pytest.raises(Damaged, match="verify"):
        DeltaStore(tmp_path / "one.case").ledger()
    assert not ledger.exists()
    (tmp_path / "put aside").rename(ledger)
    assert [entry.slice for entry in DeltaStore(tmp_path / "one.case").ledger()] == ["one"]


@pytest.mark.parametrize("lost", ["_delta_log/00000000000000000001.json", "*.parquet"])
def test_a_ledger_of_which_a_file_is_gone_says_so(tmp_path: Path, lost: str) -> None:
    store = DeltaStore(tmp_path / "one.case")
    for number, name in enumerate("abc", 1):
        store.write(_entry(name, number), _failures(name))
    min((tmp_path / "one.case" / "tables" / "ledger").glob(lost)).unlink()
    with pytest.raises(Damaged, match=r"ledger.*bring that folder back"):
        DeltaStore(tmp_path / "one.case").ledger()


@pytest.mark.parametrize("few", [True, False])
def test_a_table_of_which_a_file_is_broken_says_so(tmp_path: Path, few: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate("abc", 1):
        DeltaStore(tmp_path / "one.case").write(_entry(name, number), _failures(name))
    monkeypatch.setattr("rashomon.store.delta._FEW_SLICES", 24 if few else 0)
    broken = min((tmp_path / "one.case" / "tables" / "failures").glob("*.parquet"))
    whole = broken.read_bytes()
    for damaged in (whole[:40], b"\x00" * len(whole)):
        broken.write_bytes(damaged)
        with pytest.raises(Damaged, match=r"case's failures is broken: .*; nothing is written: bring that"):
            DeltaStore(tmp_path / "one.case").read("failures")
    broken.write_bytes(whole)
    assert DeltaStore(tmp_path / "one.case").read("failures").num_rows == 3


@pytest.mark.parametrize("lost", ["", "*.parquet"])
def test_a_table_of_which_a_part_is_gone_says_so_and_is_not_begun_anew(tmp_path: Path, lost: str) -> None:
    for number, name in enumerate("abc", 1):
        DeltaStore(tmp_path / "one.case").write(_entry(name, number), _failures(name))
    table = tmp_path / "one.case" / "tables" / "failures"
    gone = min(table.glob(lost)) if lost else table
    gone.rename(tmp_path / "put aside")
    store = DeltaStore(tmp_path / "one.case")
    with pytest.raises(Damaged, match=r"failures is gone.*bring that folder back"):
        store.read("failures")
    if not lost:
        with pytest.raises(Damaged, match="failures is gone"):
            store.write(_entry("d", 4), _failures("d"))
        assert not table.exists()
    (tmp_path / "put aside").rename(gone)
    assert _documents(DeltaStore(tmp_path / "one.case")) == ["a", "b", "c"]


def test_a_first_run_that_was_killed_before_its_ledger_began_leaves_an_empty_case(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "one.case")
    store._append = _dying(store._append)
    with pytest.raises(KeyboardInterrupt):
        store.write(_entry("one", 1, "documents"), _failures("a"))
    assert DeltaStore(tmp_path / "one.case").ledger() == []


def test_a_folder_whose_founding_was_killed_becomes_a_case(tmp_path: Path) -> None:
    (tmp_path / "case.json.4711.part").write_text("")
    assert DeltaStore(tmp_path).ledger() == []


def test_a_case_of_another_format_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text('{"format": "rashomon/99"}')
    with pytest.raises(NewerFormat, match="rashomon/99"):
        DeltaStore(tmp_path)
