"""A store in memory that keeps the contract as far as reading goes, and dies at a write where it is told to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.store.base import Entry, Where
from rashomon.store.delta import schema_of
from rashomon.store.ledger import visible


class MemoryStore:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._rows: dict[tuple[str, str], pa.Table] = {}
        #: Writes until one dies; None for never.
        self.dies_after: int | None = None

    def write(self, entry: Entry, tables: Mapping[str, pa.Table]) -> bool:
        if self.dies_after is not None:
            self.dies_after -= 1
            if self.dies_after < 0:
                raise KeyboardInterrupt
        if entry.slice in {one.slice for one in self._entries}:
            return False
        self._rows |= {(name, entry.slice): rows for name, rows in tables.items()}
        self._entries.append(entry)
        return True

    def read(self, table: str, columns: Iterable[str] | None = None, where: Where | None = None) -> pa.Table:
        asked = dict(where or {})
        slices = asked.pop("slice", None)
        parts = [
            self._rows[table, entry.slice]
            for entry in self.ledger()
            if (table, entry.slice) in self._rows and (slices is None or entry.slice in slices)
        ]
        rows = pa.concat_tables([schema_of(table).empty_table(), *parts])
        for column, values in asked.items():
            rows = rows.filter(pc.is_in(rows[column], pa.array(list(values), pa.string())))
        return rows if columns is None else rows.select(list(columns))

    def stream(self, table: str, where: Where | None = None) -> Iterator[pa.Table]:
        yield self.read(table, where=where)

    def ledger(self) -> list[Entry]:
        return visible(self._entries)

    def past(self) -> list[Entry]:
        return list(self._entries)
