"""What changes in a comparison → the slice that says so, and what it lies upon.

Reads the last comparison's layers as far as they are joined; writes nothing. The one idea: a layer of a few rows is
written as it is, layers of like size are joined, and once they together are a tenth of the case all is laid out anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pyarrow as pa

from rashomon.store.base import Entry
from rashomon.store.delta import DeltaStore, schema_of, wrote_of
from rashomon.store.layers import SUPERSEDED, Change, applied, in_order, superseded_rows, taken_in
from rashomon.store.ledger import layers


class Layer(NamedTuple):
    """The tables of a comparison's slice, and the slices whose rows stand below it, oldest first."""

    tables: dict[str, pa.Table]
    upon: list[str]


def lay(store: DeltaStore, changes: Mapping[str, Change]) -> Layer:
    """The layer that these changes make of the last comparison."""
    below = layers(store.ledger())
    new = sum(len(change.gone) + change.new.num_rows for change in changes.values())
    taken = taken_in([_rows_of(entry) for entry in below], new)
    stay, joined = below[: len(below) - taken], [entry.slice for entry in below[len(below) - taken :]]
    if not stay:
        return Layer(_whole(store, changes, joined), [])
    tables = {name: _joined(store, name, change, joined) for name, change in changes.items()}
    tables[SUPERSEDED] = _superseded(store, changes, joined)
    return Layer(tables, [entry.slice for entry in stay])


def _rows_of(entry: Entry) -> int:
    return sum(int(told["rows"]) for told in wrote_of(entry).values())


def _joined(store: DeltaStore, table: str, change: Change, slices: list[str]) -> pa.Table:
    """The rows of these layers that still stand, and the new ones."""
    if not slices:
        return change.new
    # the order of rows that lie in several chunks is not kept
    return applied(table, store.read(table, where={"slice": slices}), change).combine_chunks()


def _superseded(store: DeltaStore, changes: Mapping[str, Change], slices: list[str]) -> pa.Table:
    before = store.read(SUPERSEDED, where={"slice": slices}) if slices else schema_of(SUPERSEDED).empty_table()
    every = pa.concat_tables([before, superseded_rows(changes)]).combine_chunks()
    return every.group_by(["noun", "key"], use_threads=False).aggregate([])


def _whole(store: DeltaStore, changes: Mapping[str, Change], slices: list[str]) -> dict[str, pa.Table]:
    """The tables of the whole case."""
    tables = {name: _joined(store, name, change, slices) for name, change in changes.items()}
    stories = tables["stories"]
    return {name: in_order(name, rows, lambda ids: stories) for name, rows in tables.items()}
