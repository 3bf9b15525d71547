"""The default store: one Delta Lake table a noun under the case folder, and one for the ledger.

    CASE/case.json            format and the program that made it
    CASE/tables/NOUN/         Delta tables, every row with the slice it belongs to
    CASE/tables/ledger/       which slices are visible

DuckDB, pandas, Polars and Spark open the tables as they lie; who does so directly must keep only rows whose
slice the ledger names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from rashomon.errors import NewerFormat, NotACase, StoreFull
from rashomon.record import FORMAT, NOUNS, arrow_schema, from_row, to_row
from rashomon.store.base import Entry

#: Which cluster a member belongs to; mentions' entities and reports' events are filled from it.
MEMBERS = pa.schema([("noun", pa.string()), ("member", pa.string()), ("cluster", pa.string())])

#: Comparison slices are made anew at every run; older generations than the last two are deleted.
_GENERATIONS_KEPT = 2


class DeltaStore:
    """A case folder. Opening an absent or empty folder makes it a case; another folder is refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: tuple[int, list[Entry]] | None = None
        _open_folder(folder)

    def write(self, entry: Entry, tables: Mapping[str, pa.Table]) -> None:
        """See store.base.Store.write."""
        try:
            for name, rows in tables.items():
                if rows.num_rows:
                    self._append(
                        name,
                        rows.append_column("slice", pa.array([entry.slice] * rows.num_rows, pa.string())),
                    )
            self._append("ledger", pa.Table.from_pylist([to_row(entry)], schema=arrow_schema(Entry)))
        except (OSError, DeltaError) as error:
            raise StoreFull(
                f"cannot write to the case: {str(self.folder)!r}: {_first_line(error)}"
            ) from error
        if entry.kind == "comparison":
            self._delete_old_generations(tables)

    def read(self, table: str, columns: Iterable[str] | None = None) -> pa.Table:
        """See store.base.Store.read."""
        schema = MEMBERS if table == "members" else arrow_schema(NOUNS[table])
        names = list(columns) if columns is not None else schema.names
        delta = self._open(table)
        if delta is None:
            return pa.schema([schema.field(name) for name in names]).empty_table()
        rows = delta.to_pyarrow_dataset().to_table(columns=[*names, "slice"])
        entries = self.ledger()
        rows = rows.filter(pc.is_in(rows["slice"], pa.array([entry.slice for entry in entries], pa.string())))
        rows = rows.select(names)
        if _overlap(entries):
            rows = pa.Table.from_pylist(_distinct(rows.to_pylist()), schema=rows.schema)
        return rows.cast(pa.schema([schema.field(name) for name in names]))

    def ledger(self) -> list[Entry]:
        """See store.base.Store.ledger. Read again only where Delta's own log has grown."""
        commits = self._commits("ledger")
        if self._seen is None or self._seen[0] != commits:
            self._seen = (commits, self._read_ledger())
        return self._seen[1]

    def _read_ledger(self) -> list[Entry]:
        delta = self._open("ledger")
        if delta is None:
            return []
        rows = delta.to_pyarrow_dataset().to_table().to_pylist()
        entries = sorted(
            (from_row(Entry, row) for row in rows), key=lambda entry: (entry.number, entry.slice)
        )
        replaced = {name for entry in entries for name in entry.replaces}
        return [entry for entry in entries if entry.slice not in replaced]

    def _commits(self, table: str) -> int:
        log = self._path(table) / "_delta_log"
        return sum(1 for _ in log.iterdir()) if log.is_dir() else 0

    def _append(self, table: str, rows: pa.Table) -> None:
        write_deltalake(str(self._path(table)), rows, mode="append")

    def _open(self, table: str) -> DeltaTable | None:
        try:
            return DeltaTable(str(self._path(table)))
        except TableNotFoundError:
            return None

    def _path(self, table: str) -> Path:
        return self.folder / "tables" / table

    def _delete_old_generations(self, tables: Iterable[str]) -> None:
        """Deletes rows of comparisons that no reader can still be looking at."""
        delta = self._open("ledger")
        if delta is None:
            return
        rows = delta.to_pyarrow_dataset().to_table(columns=["slice", "kind", "number"]).to_pylist()
        generations = sorted((row["number"], row["slice"]) for row in rows if row["kind"] == "comparison")
        for _, name in generations[:-_GENERATIONS_KEPT][-1:]:
            for table in tables:
                stale = self._open(table)
                if stale is not None:
                    stale.delete(f"slice = '{name}'")


def _open_folder(folder: Path) -> None:
    marker = folder / "case.json"
    if marker.is_file():
        written = json.loads(marker.read_text(encoding="utf-8")).get("format", "")
        if written != FORMAT:
            raise NewerFormat(
                f"this case has another format: {written!r} in {str(folder)!r}; this program reads {FORMAT!r}"
            )
        return
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotACase(f"not a case: {str(folder)!r} holds other things; give a new or an empty folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        marker.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreFull(f"cannot make the case folder: {str(folder)!r}: {_first_line(error)}") from error


def _overlap(entries: Iterable[Entry]) -> bool:
    """Whether two writers read the same document at the same time (their rows are then equal)."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        for covered in entry.covers:
            if (entry.kind, covered) in seen:
                return True
            seen.add((entry.kind, covered))
    return False


def _distinct(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    keyed = {repr(sorted(row.items())): row for row in rows}
    return list(keyed.values())


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
