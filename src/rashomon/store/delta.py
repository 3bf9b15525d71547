"""The default store: one Delta Lake table a noun under the case folder, and one for the ledger.

    CASE/case.json            format and the program that made it
    CASE/tables/NOUN/         Delta tables, every row with the slice it belongs to
    CASE/tables/ledger/       which slices are visible

Every append carries the slice's name as a Delta app transaction, in the same commit as its rows: what is there
already is not written again. DuckDB, pandas, Polars and Spark open the tables as they lie; who does so directly must
keep only rows whose slice the ledger names, and of a comparison in layers those that no later one takes away
(layers.py).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from numpy.typing import NDArray

from rashomon.errors import Damaged, NotFound, StoreFull, first_line
from rashomon.record import NOUNS, arrow_schema, from_row, to_row
from rashomon.store.address import place_of
from rashomon.store.base import Entry, Moved, Where
from rashomon.store.columns import as_schema, nullable
from rashomon.store.formats import open_place
from rashomon.store.layers import LAYERED, SUPERSEDED, SUPERSEDED_ROWS, Superseded, columns_for, in_order
from rashomon.store.ledger import Overlap, layers, lazily, visible
from rashomon.store.place import commit_name

#: Which cluster a member belongs to; mentions' entities and reports' events are filled from it.
MEMBERS = pa.schema([("noun", pa.string()), ("member", pa.string()), ("cluster", pa.string())])

#: The lines of body that pages of text keep by themselves, as numbers (matching.templates.PageLines).
LINES = pa.schema([
    ("document", pa.string()), ("outlet", pa.string()),
    *((name, pa.list_(pa.int64())) for name in ("lines", "words", "terms", "ends", "left_out")),
])  # fmt: skip

#: Where in its document a reading stands that a person judged (anchors.Anchor).
ANCHORS = pa.schema(
    [*((name, pa.string()) for name in ("id", "document", "kind")), ("start", pa.int64()), ("end", pa.int64())]
)

#: Comparison slices are made anew at every run; rows of older generations than these are deleted.
_GENERATIONS_KEPT = 10

#: So few slices are read from the files that they wrote, without opening their table.
_FEW_SLICES = 24

#: How Arrow words that the bytes of a file are no table any more.
_NO_TABLE = re.compile(r"parquet|corrupt|thrift|end of stream|end of file|magic bytes|snappy", re.I)

#: What pyarrow calls the file of a row.
_FILE = "__filename"

#: Writers that meet at one commit number try again; Delta's own default is 15.
_ATTEMPTS = 100


class _Appended(NamedTuple):
    """What appending a slice's rows did: whether they were not there before, and what the ledger is told of them."""

    first: bool
    told: dict[str, Any]


class DeltaStore:
    """A case. Opening an absent or empty place makes it a case; a place with other things is refused.

    `until` opens it as it was after that ledger number, and only for reading.
    """

    def __init__(self, case: str | Path, until: int | None = None) -> None:
        self.place = place_of(case)
        self.folder = self.place.folder
        self.until = until
        self._seen: tuple[int, list[Entry], list[Entry], bool] | None = None
        self._ledger_files: dict[str, list[Entry]] = {}
        self._overlap = Overlap()
        self._tables: dict[str, DeltaTable] = {}
        self._datasets: dict[str, tuple[int, ds.Dataset]] = {}
        self._superseded: tuple[list[str], Superseded] | None = None
        #: Of many threads that find something new, one opens it and the others wait for what it finds.
        self._opening = threading.RLock()
        #: Tables as this writer knows them; one thread writes at a time.
        self._written: dict[str, DeltaTable] = {}
        self._writing = threading.RLock()
        open_place(self.place)

    def write(self, entry: Entry, tables: Mapping[str, pa.Table]) -> bool:
        """See store.base.Store.write."""
        if self.until is not None:
            raise NotFound(f"the case as of version {self.until} is only for reading; open the case itself to add")
        try:
            with self.place.lock(alone=False):
                if not self.place.version("ledger"):
                    self._refuse_without_ledger()
                if entry.upon and not {one.slice for one in self.ledger()}.issuperset(entry.upon):
                    raise Moved
                full = {name: rows for name, rows in tables.items() if rows.num_rows}
                wrote = {name: self._append(name, rows, entry.slice).told for name, rows in full.items()}
                first = self.tell(replace(entry, wrote=json.dumps(wrote, sort_keys=True)))
        except (OSError, DeltaError) as error:
            raise _unwritten(self.place, error) from error
        if entry.kind == "comparison":
            self._delete_old_generations(tables)
        return first

    def read(self, table: str, columns: Iterable[str] | None = None, where: Where | None = None) -> pa.Table:
        """See store.base.Store.read."""
        schema = schema_of(table)
        names = list(columns) if columns is not None else schema.names
        wanted = pa.schema([schema.field(name) for name in names])
        rows = self._rows(table, names, where or {})
        if rows is None:
            return wanted.empty_table()
        if self._entries()[2]:
            rows = rows.select([name for name in names if name in rows.schema.names])
            rows = pa.Table.from_pylist(_distinct(rows.to_pylist()), schema=rows.schema)
        return as_schema(rows, wanted)

    def stream(self, table: str, where: Where | None = None) -> Iterator[pa.Table]:
        """See store.base.Store.stream."""
        asked = dict(where or {})
        slices = set(asked.pop("slice", ()))
        for entry in self.ledger():
            if (not where or "slice" not in where or entry.slice in slices) and _may_hold(entry, table):
                rows = self.read(table, where=asked | {"slice": [entry.slice]})
                if rows.num_rows:
                    yield rows

    def ledger(self) -> list[Entry]:
        """See store.base.Store.ledger. Read again only where Delta's own log has grown. Raises Damaged."""
        return self._entries()[1]

    def past(self) -> list[Entry]:
        """See store.base.Store.past."""
        return self._entries()[0]

    def gone(self, until: int) -> list[str]:
        """Slices that the case of then showed and whose rows have been cleared since."""
        return self._gone(until, {})

    def opens(self, numbers: Iterable[int]) -> set[int]:
        """Of these versions those that still show all they showed."""
        there: dict[str, set[str]] = {}
        return {number for number in numbers if not self._gone(number, there)}

    def _gone(self, until: int, there: dict[str, set[str]]) -> list[str]:
        missing = []
        for entry in visible(self.past(), until):
            for table, told in wrote_of(entry).items():
                if table not in there:
                    there[table] = self.slices_in(table)
                if told["rows"] and entry.slice not in there[table]:
                    missing.append(entry.slice)
                    break
        return missing

    def slices_in(self, table: str) -> set[str]:
        """The slices that have rows in a table, visible or not."""
        delta = self.open_table(table)
        if delta is None:
            return set()
        found: set[str] = set()
        for batch in self._files_as_now(table, delta).to_batches(columns=["slice"]):
            found.update(pc.unique(batch.column(0)).to_pylist())
        return found

    def open_table(self, table: str) -> DeltaTable | None:
        """The Delta table as it is now, or None where nothing was ever written."""
        try:
            return DeltaTable(self.place.table(table))
        except TableNotFoundError:
            return None

    def slices_of(self, table: str, ids: Collection[str]) -> dict[str, str]:
        """The slices in which visible rows with these ids lie."""
        if not ids:
            return {}
        slices = [entry.slice for entry in self.ledger() if _may_hold(entry, table)]
        rows = self._of_now(table, lambda dataset: _scan(dataset, ["id", "slice"], slices, {"id": ids}))
        if rows is None:
            return {}
        return dict(zip(rows["id"].to_pylist(), rows["slice"].to_pylist(), strict=True))

    def beginning_with(self, table: str, beginning: str) -> list[str]:
        """Ids of visible rows that begin so, in the ledger's order."""
        slices = [entry.slice for entry in self.ledger() if _may_hold(entry, table)]
        begun = pc.starts_with(ds.field("id"), beginning)
        rows = self._of_now(table, lambda dataset: _scan(dataset, ["id"], slices, {}, begun))
        if rows is None:
            return []
        # in layers they come by id
        rows = self._standing(table, rows, self.ledger()) if self._is_layered(table) else _in_order(rows, slices)
        found = list(dict.fromkeys(rows["id"].to_pylist()))
        return sorted(found) if self._is_layered(table) else found

    def tell(self, entry: Entry) -> bool:
        """Adds an entry that shows no rows; says whether it was not there yet. Raises StoreFull."""
        row = pa.Table.from_pylist([to_row(entry)], schema=arrow_schema(Entry))
        try:
            return self._append("ledger", row, entry.slice).first
        except (OSError, DeltaError) as error:
            raise _unwritten(self.place, error) from error

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────

    def _entries(self) -> tuple[list[Entry], list[Entry], bool]:
        """All entries, the visible ones, and whether any two of these cover the same."""
        commits, kept = self.place.version("ledger"), self._seen
        if kept is None or kept[0] < commits:
            with self._opening:
                kept = self._seen
                if kept is None or kept[0] < commits:
                    commits = self.place.version("ledger")
                    past = self._read_ledger()
                    seen = visible(past, self.until)
                    kept = self._seen = (commits, past, seen, self._overlap.among(seen))
        return kept[1:]

    def _read_ledger(self) -> list[Entry]:
        """All entries; of the ledger's files only those are read that were not there before. Raises Damaged."""
        try:
            files = self._files_of_ledger()
        except FileNotFoundError:
            # a compaction took a file away between the listing and the reading: list again
            self._tables.pop("ledger", None)
            try:
                files = self._files_of_ledger()
            except FileNotFoundError as error:
                raise self._damaged("ledger", "a file of the case's ledger is gone", first_line(error)) from error
        entries = [entry for found in files.values() for entry in found]
        return sorted(entries, key=lambda entry: (entry.number, entry.slice))

    def _files_of_ledger(self) -> dict[str, list[Entry]]:
        try:
            delta = self.table_now("ledger")
        except DeltaError as error:
            if self.place.local("ledger") is None:
                # a bucket that cannot be reached has lost nothing
                raise
            raise self._damaged("ledger", "the case's ledger cannot be opened", first_line(error)[:200]) from error
        if delta is None:
            self._refuse_without_ledger()
            return {}
        dataset = self._files_as_now("ledger", delta)
        there = {fragment.path: fragment for fragment in dataset.get_fragments()}
        new = [fragment for path, fragment in there.items() if path not in self._ledger_files]
        known = {path: found for path, found in self._ledger_files.items() if path in there}
        self._ledger_files = known | _entries_of_files(new, dataset)
        return self._ledger_files

    def _refuse_without_ledger(self) -> None:
        """A case without a ledger is a new one, unless there are articles: these it has named. Raises Damaged."""
        if self.place.version("articles"):
            raise self._damaged("ledger", "the case's ledger is gone", "what it named still lies beside it")

    def _refuse_without_table(self, table: str, entries: Iterable[Entry]) -> None:
        """A table that is not there was never written, unless these entries name rows of it. Raises Damaged."""
        if any(wrote_of(entry).get(table, {}).get("rows") for entry in entries):
            raise self._damaged(table, f"the table of the case's {table} is gone", "its ledger names rows of it")

    def _damaged(self, table: str, what: str, more: str) -> Damaged:
        return Damaged(
            f"{what}: {self.place.table(table)!r}: {more}; nothing is written: bring that folder back from a "
            "backup, then 'rashomon verify' says what is whole"
        )

    def _broken(self, table: str, error: Exception) -> Exception:
        """`Damaged` where the bytes of a file are no table; else the error itself, as of a bucket out of reach."""
        if self.place.local(table) is None or not _NO_TABLE.search(str(error)):
            return error
        return self._damaged(table, f"a file of the case's {table} is broken", first_line(error)[:200].rstrip("."))

    def _rows(self, table: str, names: list[str], where: Where) -> pa.Table | None:
        """Visible rows that answer `where`, in the ledger's order; None where the table was never written.

        Raises Damaged.
        """
        entries = [entry for entry in self.ledger() if _may_hold(entry, table)]
        if "slice" in where:
            asked = set(where["slice"])
            entries = [entry for entry in entries if entry.slice in asked]
        if not all([entries, *where.values()]):
            return None
        layered = self._is_layered(table)
        columns = list(dict.fromkeys([*names, *columns_for(table)])) if layered else names
        rows = self._found(table, columns, entries, where)
        if rows is None:
            self._refuse_without_table(table, entries)
        if rows is None or not layered:
            return None if rows is None else _in_order(rows, [entry.slice for entry in entries])
        return self._in_order_of_all(table, self._standing(table, rows, entries))

    def _found(self, table: str, columns: list[str], entries: Sequence[Entry], where: Where) -> pa.Table | None:
        """Rows of these slices that answer `where`, as they lie; None where the table was never written."""
        slices = [entry.slice for entry in entries]
        if len(entries) <= _FEW_SLICES:
            files = self._files_of(table, entries)
            if files:
                # of a few slices: to open the table itself costs more, and ever more as it grows
                try:
                    schema = schema_of(table).append(pa.field("slice", pa.string()))
                    dataset = ds.dataset(files, schema=nullable(schema.empty_table()).schema, format="parquet")
                    return _scan(dataset, columns, slices, where)
                except FileNotFoundError:
                    pass
                except (OSError, pa.ArrowInvalid) as error:
                    raise self._broken(table, error) from error
        return self._of_now(table, lambda dataset: _scan(dataset, columns, slices, where))

    def _files_of(self, table: str, entries: Sequence[Entry]) -> list[str] | None:
        """The files that these slices wrote, where they lie here still: a compaction puts others in their place."""
        folder = self.place.local(table)
        if folder is None:
            return None
        # a compaction tells of files that hold what others wrote
        told = [one for entry in entries if (one := wrote_of(entry).get(table)) and one["rows"]]
        files = [f"{folder}/{path}" for one in told for path in one["files"]]
        known = all(entry.wrote for entry in entries) and all(one["files"] for one in told)
        return files if known and all(os.path.exists(path) for path in files) else None  # noqa: PTH110

    def _layers(self) -> list[str]:
        """The slices of the last comparison, oldest first."""
        return [entry.slice for entry in layers(self.ledger())]

    def _is_layered(self, table: str) -> bool:
        """Whether rows of a table may be taken away by later ones."""
        return table in LAYERED and len(self._layers()) > 1

    def _standing(self, table: str, rows: pa.Table, entries: Sequence[Entry]) -> pa.Table:
        """The rows, which lie in these slices, that no later layer takes away."""
        of_rows = {entry.slice for entry in entries}
        above = list(dropwhile(lambda entry: entry.slice not in of_rows, layers(self.ledger())))
        slices, kept = [entry.slice for entry in above], self._superseded
        if kept is None or kept[0] != slices:
            telling = [entry for entry in above if _may_hold(entry, SUPERSEDED)]
            taken = self._found(SUPERSEDED, SUPERSEDED_ROWS.names, telling, {}) if telling else None
            empty = SUPERSEDED_ROWS.append(pa.field("slice", pa.string())).empty_table()
            kept = self._superseded = (slices, Superseded(empty if taken is None else taken, slices))
        return kept[1].standing(table, rows, _rank(rows, slices))

    def _in_order_of_all(self, table: str, rows: pa.Table) -> pa.Table:
        """Rows in the ledger's order, those of all layers where the last one stands."""
        of_layers = _rank(rows, self._layers()) >= 0
        if of_layers.all():
            return in_order(table, rows, self._stories_of)
        compared = in_order(table, rows.filter(pa.array(of_layers)), self._stories_of)
        slices = [entry.slice for entry in self.ledger()]
        others = _in_order(rows.filter(pa.array(~of_layers)), slices)
        later = pa.array(_rank(others, slices) > slices.index(self._layers()[-1]))
        return pa.concat_tables([others.filter(pc.invert(later)), compared, others.filter(later)])

    def _stories_of(self, ids: pa.Array) -> pa.Table:
        found = self._rows("stories", ["id", "articles"], {"id": ids.to_pylist()})
        return schema_of("stories").empty_table() if found is None else found

    def _of_now(self, table: str, read: Callable[[ds.Dataset], pa.Table]) -> pa.Table | None:
        """What is read from a table as it is now; None where it was never written. Raises Damaged."""
        for last in (False, True):
            dataset = self._dataset(table)
            if dataset is None:
                return None
            try:
                return read(dataset)
            except FileNotFoundError as error:
                # a compaction took a file away between the listing and the reading: list again
                self._datasets.pop(table, None)
                self._tables.pop(table, None)
                if last:
                    raise self._damaged(table, f"a file of the case's {table} is gone", first_line(error)) from error
            except (OSError, pa.ArrowInvalid) as error:
                raise self._broken(table, error) from error
        return None

    def _dataset(self, table: str) -> ds.Dataset | None:
        """The files of a table, listed again only where its log has grown: listing costs more than a small answer."""
        commits, kept = self.place.version(table), self._datasets.get(table)
        if kept is None or kept[0] < commits:
            with self._opening:
                kept = self._datasets.get(table)
                if kept is None or kept[0] < commits:
                    commits, delta = self.place.version(table), self.table_now(table)
                    if delta is None:
                        return None
                    kept = self._datasets[table] = (commits, self._files_as_now(table, delta))
        return kept[1]

    def _files_as_now(self, table: str, delta: DeltaTable) -> ds.Dataset:
        """The files of a table for Arrow, which opens them itself."""
        return delta.to_pyarrow_dataset(filesystem=self.place.files(table))

    def _next_transaction(self, table: str, delta: DeltaTable | None, name: str, rows: int) -> int:
        """The version that writing this slice has as a transaction; 0 where its rows are there already."""
        done = delta.transaction_version(name) if delta is not None else None
        if delta is None or done is None:
            return 1
        # a compaction may have cleared the rows of a slice that never became visible
        there = self._files_as_now(table, delta).count_rows(filter=ds.field("slice") == name)
        return 0 if there == rows else int(done) + 1

    def table_now(self, table: str) -> DeltaTable | None:
        """A table as it is now, which others may be asking; of its log only what is new is read."""
        with self._opening:
            return self._renewed(self._tables, table)

    def _renewed(self, tables: dict[str, DeltaTable], table: str) -> DeltaTable | None:
        known = tables.get(table)
        if known is not None:
            try:
                known.update_incremental()
            except (DeltaError, OSError):
                # the log it knew was cleared meanwhile
                known = None
        found = known or self.open_table(table)
        if found is not None:
            tables[table] = found
        return found

    # ── writing ───────────────────────────────────────────────────────────────────────────────────────────

    def _append(self, table: str, rows: pa.Table, name: str) -> _Appended:
        """Appends a slice's rows once, with the slice as Delta's app transaction; tells what was written."""
        if table != "ledger":
            rows = rows.append_column("slice", pa.array([name] * rows.num_rows, pa.string()))
        with self._writing:
            first = self._append_once(table, rows, name)
        return _Appended(first, {"rows": rows.num_rows, "files": self._files(table, name)})

    def _append_once(self, table: str, rows: pa.Table, name: str) -> bool:
        for attempt in range(_ATTEMPTS):
            # one that readers do not see, since writing changes it
            delta = self._renewed(self._written, table)
            if delta is None and table != "ledger":
                self._refuse_without_table(table, self.ledger())
            version = self._next_transaction(table, delta, name, rows.num_rows)
            if not version:
                return False
            try:
                self._commit(delta or self.place.table(table), rows, Transaction(name, version))
                return True
            except CommitFailedError:
                # another writer made the table, or wrote this slice, at the same moment: look again
                self._written.pop(table, None)
                if attempt == _ATTEMPTS - 1:
                    raise
        return False

    def _commit(self, table: DeltaTable | str, rows: pa.Table, transaction: Transaction) -> None:
        write_deltalake(
            table,
            nullable(rows),
            mode="append",
            schema_mode="merge",
            commit_properties=CommitProperties(app_transactions=[transaction], max_commit_retries=_ATTEMPTS),
        )

    def _files(self, table: str, name: str) -> dict[str, str]:
        """The sha256 of the files that hold a new slice, flushed to the disk; empty where they lie elsewhere."""
        folder = self.place.local(table)
        if folder is None:
            return {}
        commit = _commit_of(folder / "_delta_log", self.place.version(table), name)
        return {path: _flushed_digest(folder / path) for path in commit}

    def _delete_old_generations(self, tables: Iterable[str]) -> None:
        """Deletes rows of comparisons that are too old to be asked for; what fails is left to a compaction.

        So are layers: they are small, and lie in one file with many others.
        """
        generations = [entry for entry in self.past() if entry.kind == "comparison"]
        kept = {name for entry in generations[-_GENERATIONS_KEPT:] for name in (entry.slice, *entry.upon)}
        oldest = generations[:-_GENERATIONS_KEPT][-1:]
        for name in {name for entry in oldest for name in (*entry.upon, entry.slice)[:1]} - kept:
            for table in tables:
                stale = self.open_table(table)
                try:
                    if stale is not None:
                        stale.delete(f"slice = '{name}'")
                except (DeltaError, OSError):
                    return


def _unwritten(place: object, error: Exception) -> StoreFull:
    refused = isinstance(error, PermissionError)
    wanted = "ask for the right to write there, or work on a copy" if refused else "make room"
    kept = f"what was kept before is safe; {wanted}, then 'rashomon run' goes on"
    why = error.strerror if refused and isinstance(error, OSError) and error.strerror else first_line(error)
    return StoreFull(f"cannot write to the case: {str(place)!r}: {why}; {kept}")


def _entries_of_files(files: Sequence[Any], dataset: ds.Dataset) -> dict[str, list[Entry]]:
    """The entries in each of these files of a dataset; read together they take half the time."""
    found: dict[str, list[Entry]] = {file.path: [] for file in files}
    if files:
        some = ds.FileSystemDataset(files, dataset.schema, dataset.format, dataset.filesystem)
        rows = some.to_table(columns=[*dataset.schema.names, _FILE])
        for path, entry in zip(rows[_FILE].to_pylist(), _entries_in(rows), strict=True):
            found[path].append(entry)
    return found


def _entries_in(rows: pa.Table) -> list[Entry]:
    whole = as_schema(rows, arrow_schema(Entry))
    lists = whole["covers"].combine_chunks()
    bare = whole.drop_columns(["covers"]).to_pylist()
    return [
        replace(from_row(Entry, row | {"covers": ()}), covers=lazily(lists[place].values))
        for place, row in enumerate(bare)
    ]


def schema_of(table: str) -> pa.Schema:
    """The columns of a table as readers see them."""
    others = {"members": MEMBERS, "lines": LINES, "anchors": ANCHORS, SUPERSEDED: SUPERSEDED_ROWS}
    return others[table] if table in others else arrow_schema(NOUNS[table])


def wrote_of(entry: Entry) -> dict[str, dict[str, Any]]:
    """What an entry says it wrote, by table; empty for entries of the first format."""
    return json.loads(entry.wrote) if entry.wrote else {}


def _may_hold(entry: Entry, table: str) -> bool:
    """Whether a slice may have rows in a table: rather too often than not, for its JSON is looked through as text."""
    return not entry.wrote or f'"{table}"' in entry.wrote


def _scan(
    dataset: ds.Dataset, names: list[str], slices: Collection[str], where: Where, more: pc.Expression | None = None
) -> pa.Table:
    """Rows of these slices with these values, for which `more` holds."""
    there = set(dataset.schema.names)
    if set(where) - there - {"slice"}:
        return dataset.schema.empty_table().select([name for name in [*names, "slice"] if name in there])
    chosen = ds.field("slice").isin(_strings(slices))
    for column, values in where.items():
        if column != "slice":
            chosen &= ds.field(column).isin(_strings(values))
    if more is not None:
        chosen &= more
    columns = [name for name in dict.fromkeys([*names, "slice"]) if name in there]
    try:
        return dataset.to_table(columns=columns, filter=chosen)
    except pa.ArrowNotImplementedError:
        asked = list(dict.fromkeys([*columns, *where]))
        files = dataset.get_fragments()
        return pa.concat_tables([_scan_file(file, dataset.schema, asked, chosen).select(columns) for file in files])


def _scan_file(file: ds.Fragment, schema: pa.Schema, columns: list[str], chosen: pc.Expression) -> pa.Table:
    """The rows of one file. One from which Delta has deleted rows holds its strings as views, whose bounds Arrow cannot
    compare: it is read whole.
    """
    try:
        return file.to_table(schema=schema, columns=columns, filter=chosen)
    except pa.ArrowNotImplementedError:
        return file.to_table(schema=schema, columns=columns).filter(chosen)


def _strings(values: Iterable[str]) -> pa.Array:
    return pa.array(list(values), pa.string())


def _rank(rows: pa.Table, slices: list[str]) -> NDArray[np.int64]:
    """The place of each row's slice among these, -1 where it is none of them."""
    found = pc.index_in(rows["slice"], value_set=pa.array(slices, pa.string()))
    return np.asarray(found.fill_null(-1).to_numpy(), dtype=np.int64)


def _in_order(rows: pa.Table, slices: list[str]) -> pa.Table:
    """Rows in the order of their slices: the order of Delta's files changes with a compaction."""
    rank = _rank(rows, slices)
    if np.all(rank[1:] >= rank[:-1]):
        return rows
    return rows.take(pa.array(np.argsort(rank, kind="stable")))


def _commit_of(log: Path, commits: int, name: str) -> list[str]:
    """The files that the commit with this app transaction added; of so many commits the newest are looked at first."""
    for number in range(commits - 1, max(-1, commits - 1 - _ATTEMPTS), -1):
        path = log / commit_name(number)
        if not path.is_file():
            break
        actions = [json.loads(line) for line in path.read_bytes().splitlines()]
        # the name alone may stand in a commit of another's, as a part of its files' names
        if any(action.get("txn", {}).get("appId") == name for action in actions):
            _flush(path)
            return [action["add"]["path"] for action in actions if "add" in action]
    return []


def _flushed_digest(path: Path) -> str:
    _flush(path)
    return file_digest(path)


def file_digest(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    """Sees a file through to the disk: what the ledger names must outlast the power, too."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _distinct(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    keyed = {repr(sorted(row.items())): row for row in rows}
    return list(keyed.values())
