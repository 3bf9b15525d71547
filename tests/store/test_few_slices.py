"""A few slices are read from the files they wrote, and names of the ledger stay columns: the rows are the same."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.reading.plan import unread_documents
from rashomon.record import Entity, rows_to_table
from rashomon.store import delta, ledger, upkeep
from rashomon.store.base import Entry
from rashomon.store.beside import PLAIN, open_beside
from rashomon.store.delta import DeltaStore
from rashomon.store.ledger import Covers, all_differ, all_of, compares, covered, covered_of, lazily
from rashomon.store.slices import write_slice

AT = "2026-01-01T00:00:00Z"


def entity(name: str) -> Entity:
    return Entity(name, "person", name, (), None, (), (), ())


def some(store: DeltaStore, number: int) -> Entry:
    """A slice of two entities."""
    rows = rows_to_table(Entity, [entity(f"{number}a"), entity(f"{number}b")])
    return write_slice(store, "reading", [f"d{number}"], AT, {"entities": rows}).entry


@pytest.mark.parametrize("upkept", ["as written", "joined", "compacted"])
def test_few_slices_hold_what_the_table_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, upkept: str) -> None:
    monkeypatch.setattr(upkeep, "_MANY", 2)
    store = DeltaStore(tmp_path / "a.case")
    written = [some(store, number) for number in range(4)]
    if upkept == "joined":
        assert upkeep.tidy(store, AT)
    if upkept == "compacted":
        upkeep.compact(store, AT)
    asked = {"slice": [entry.slice for entry in written[1:3]]}
    found = [DeltaStore(tmp_path / "a.case").read("entities", where=where) for where in ({}, asked)]
    monkeypatch.setattr(delta, "_FEW_SLICES", 0)
    assert found == [DeltaStore(tmp_path / "a.case").read("entities", where=where) for where in ({}, asked)]
    assert found[0].num_rows == 8 and found[1]["id"].to_pylist() == ["1a", "1b", "2a", "2b"]


def test_nothing_asked_is_nothing_read(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "a.case")
    some(store, 1)
    assert not store.read("entities", where={"slice": []}).num_rows
    assert not store.read("entities", where={"id": []}).num_rows


def test_commits_of_others_are_seen(tmp_path: Path) -> None:
    mine, theirs = DeltaStore(tmp_path / "a.case"), DeltaStore(tmp_path / "a.case")
    for number in range(3):
        some(theirs, number)
        assert mine.read("entities").num_rows == 2 * (number + 1)
        assert mine.place.version("entities") == number + 1


NAMES = st.lists(
    st.sampled_from([sha256(str(number).encode()).hexdigest() for number in range(20)] + ["", "short"]), max_size=40
)


@given(NAMES, st.integers(0, 5))
def test_names_that_come_twice_are_found(names: list[str], before: int) -> None:
    padded = pa.array(["before"] * before + names, pa.string())
    assert all_differ(padded.slice(before)) == (len(set(names)) == len(names))


@given(NAMES, NAMES)
def test_names_in_columns_are_those_in_tuples(taken: list[str], read: list[str]) -> None:
    def entries(columns: bool) -> list[Entry]:
        return [
            Entry(kind, kind, 1, Covers(pa.array(names, pa.string())) if columns else tuple(names), (), "", "")  # type: ignore[arg-type]
            for kind, names in (("documents", taken), ("reading", read))
        ]

    plain, columns = entries(False), entries(True)
    assert unread_documents(columns) == unread_documents(plain) == [n for n in dict.fromkeys(taken) if n not in read]
    assert covered(columns, "reading").to_pylist() == read
    for one, other in zip(plain, columns, strict=True):
        assert covered_of(one, read[:3]) == covered_of(other, read[:3]) == set(read[:3]) & set(one.covers)
        assert one.covers == tuple(other.covers) and other.covers == one.covers and len(other.covers) == len(one.covers)


def test_many_names_stay_a_column() -> None:
    names = pa.array([str(number) for number in range(ledger._FEW + 1)])
    assert isinstance(lazily(names), Covers) and isinstance(lazily(names[:3]), tuple)


def test_a_layer_names_what_is_new_and_stands_for_all() -> None:
    layer = Entry("s", "comparison", 3, ("new",), (), "", "", all_of(["old", "new"]), upon=("below",))
    assert compares(layer, {"new", "old"}) and not compares(layer, {"new"})


def test_what_lies_beside_a_case_knows_how_much_there_is(tmp_path: Path) -> None:
    path = tmp_path / "beside.sqlite"
    for number in range(3):
        with open_beside(path) as beside:
            assert beside is not None
            shelf = beside.shelf("some", PLAIN)
            assert len(shelf) == number
            shelf[f"key {9 - number}"] = number
            assert shelf.first(2) == [number, number - 1][: number + 1]
            beside.keep()
    with open_beside(path) as beside:
        assert beside is not None
        beside.empty("some")
        assert len(beside.shelf("some", PLAIN)) == 0
