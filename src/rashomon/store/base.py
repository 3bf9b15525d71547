"""What keeps a record: tables of rows that belong to slices, and a ledger that makes slices visible.

A slice is the rows, over all tables, of one piece of work. Rows are written first and are seen by nobody;
one append to the ledger then makes the whole slice visible at once. Work that dies half-way leaves rows
that no reader ever sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger.

    `kind`: documents, reading, comparison, person. `covers`: ids of the documents (or judgements) in it.
    `replaces`: slices that this one makes invisible. `versions`: what made it, as JSON. `number` orders
    entries; it is one more than the largest seen by the writer.
    """

    slice: str
    kind: str
    number: int
    covers: tuple[str, ...]
    replaces: tuple[str, ...]
    versions: str
    at: str


class Store(Protocol):
    """The seam between a case and where its tables lie."""

    def write(self, entry: Entry, tables: Mapping[str, pa.Table]) -> None:
        """Writes a slice's rows, then its ledger entry. Raises StoreFull where the disk refuses."""
        ...

    def read(self, table: str, columns: Iterable[str] | None = None) -> pa.Table:
        """The visible rows of a table, without the slice column; empty where nothing was written."""
        ...

    def ledger(self) -> list[Entry]:
        """Visible entries, oldest first."""
        ...
