"""What every store must do: slices are seen whole or not at all, and what was written stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.errors import NewerFormat, NotACase
from rashomon.record import Failure, rows_to_table, table_to_rows
from rashomon.store.base import Entry, Store
from rashomon.store.delta import DeltaStore

STORES = [DeltaStore]


def _entry(name: str, number: int, kind: str = "reading", covers: tuple[str, ...] = ()) -> Entry:
    return Entry(name, kind, number, covers, (), "{}", "2026-01-01T00:00:00Z")


def _failures(*names: str) -> dict[str, object]:
    return {"failures": rows_to_table(Failure, [Failure(name, "clean", "broken", None) for name in names])}


def _documents(store: Store) -> list[str]:
    return sorted(failure.document for failure in table_to_rows(Failure, store.read("failures")))


@pytest.mark.parametrize("make", STORES)
class TestStore:
    def test_an_empty_store_has_empty_tables(self, make: type, tmp_path: Path) -> None:
        assert make(tmp_path / "case").read("failures").num_rows == 0

    def test_slices_add_up_and_survive_reopening(self, make: type, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a"))
        store.write(_entry("two", 2), _failures("b", "c"))
        assert _documents(make(tmp_path / "case")) == ["a", "b", "c"]

    def test_rows_without_a_ledger_entry_are_seen_by_nobody(self, make: type, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a"))
        store._append, append = _dying(store._append), store._append
        with pytest.raises(KeyboardInterrupt):
            store.write(_entry("two", 2), _failures("lost"))
        store._append = append
        assert _documents(store) == ["a"]

    def test_a_replaced_slice_is_gone_at_once(self, make: type, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1), _failures("a"))
        store.write(replace(_entry("two", 2), replaces=("one",)), _failures("b"))
        assert _documents(store) == ["b"]

    def test_two_readings_of_one_document_are_seen_once(self, make: type, tmp_path: Path) -> None:
        store = make(tmp_path / "case")
        store.write(_entry("one", 1, covers=("d",)), _failures("a"))
        store.write(_entry("two", 1, covers=("d",)), _failures("a"))
        assert _documents(store) == ["a"]

    def test_old_comparisons_are_deleted(self, make: type, tmp_path: Path) -> None:
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


def test_a_case_of_another_format_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text('{"format": "rashomon/99"}')
    with pytest.raises(NewerFormat, match="rashomon/99"):
        DeltaStore(tmp_path)
