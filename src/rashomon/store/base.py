"""What keeps a record: tables of rows that belong to slices, and a ledger that makes slices visible.

A slice is the rows, over all tables, of one piece of work. Rows are written first and are seen by nobody;
one append to the ledger then makes the whole slice visible at once. Work that dies half-way leaves rows
that no reader ever sees. Writing a slice again changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

#: Column → the values of which a row must have one.
Where = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the ledger: what ran, over what, and what it wrote.

    `kind`: documents, reading, comparison, person, forgotten, withdrawn, compaction. `covers`: ids of the documents (or
    judgements, or slices) in it; of a comparison upon others the slices that are new. `replaces`: slices that this one
    makes invisible. `versions`: the stages that made it, as JSON. `number` orders entries; it is one more than the
    largest seen by the writer. `settings`: digest of what else decides the rows (settings, weights); of a comparison
    upon others one of all slices that it covers. `wrote`: as JSON, for each table its rows and the sha256 of the files,
    where the store can tell. `upon`: of a comparison the slices, oldest first, whose rows stand where later ones do not
    take them away (store.layers); none where it lays out the whole case.
    """

    slice: str
    kind: str
    number: int
    covers: tuple[str, ...]
    replaces: tuple[str, ...]
    versions: str
    at: str
    settings: str = ""
    wrote: str = ""
    upon: tuple[str, ...] = ()


class Moved(Exception):
    """A comparison was to lie upon one that is not the last any more: another writer compared meanwhile."""


class Store(Protocol):
    """The seam between a case and where its tables lie."""

    def write(self, entry: Entry, tables: Mapping[str, pa.Table]) -> bool:
        """Writes a slice's rows, then its ledger entry; a slice that is there already is left as it is.

        Says whether this call made the slice visible: of two writers of one slice one did.
        Raises StoreFull where the disk refuses, Moved where what it lies upon is not seen any more.
        """
        ...

    def read(self, table: str, columns: Iterable[str] | None = None, where: Where | None = None) -> pa.Table:
        """The visible rows of a table in the ledger's order, without the slice column; empty where nothing is.

        `where` keeps the rows whose columns hold one of the given values ("slice" can be asked for, too).
        """
        ...

    def stream(self, table: str, where: Where | None = None) -> Iterator[pa.Table]:
        """`read`, slice by slice, for tables that do not fit into memory."""
        ...

    def ledger(self) -> list[Entry]:
        """Visible entries, oldest first."""
        ...

    def past(self) -> list[Entry]:
        """All entries, those that were replaced too, oldest first."""
        ...
