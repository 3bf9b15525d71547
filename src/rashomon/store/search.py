"""A disposable index beside the tables: CASE/index/search.sqlite, made from the ledger's slices and from nothing else.

Reads the case's tables; writes one SQLite file that may be deleted at any time. The one idea: it knows which slices it
holds, so it catches up by reading only the slices it lacks, and is made anew where it is absent, foreign or holds a
slice that the case has taken back. Readers see one state of the ledger until the next is whole (SQLite's WAL).
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.errors import StoreFull
from rashomon.record.ids import digest
from rashomon.store.base import Entry
from rashomon.store.delta import DeltaStore
from rashomon.store.place import commit_name
from rashomon.store.search_columns import COLUMNS, Columns, change_columns, load_columns, make_columns
from rashomon.store.search_tables import LAYOUT, SCHEMA, STORY_ORDERS
from rashomon.store.search_vectors import VectorFile, Vectors

#: How long one process waits for another that is filling the same index, in seconds.
_PATIENCE = 600
#: Kilobytes of pages that a writer holds: of an index that is there, and of one that is made.
_CACHE, _CACHE_ANEW = 32_000, 200_000
#: Vectors that are copied at once.
_VECTORS = 10_000


class SearchIndex:
    """The index of one case. Threads may share it; each gets a connection of its own."""

    def __init__(self, store: DeltaStore, folder: Path | None = None) -> None:
        self._store = store
        self._local = threading.local()
        #: Who fills it may find, on reading, that it was thrown away meanwhile, and fill it.
        self._filling = threading.RLock()
        self._loading = threading.Lock()
        self._columns: tuple[str, Columns] | None = None
        self.path = (folder or place_beside(store)) / "search.sqlite"

    @property
    def version(self) -> str:
        """What the index holds, as a digest of the slices: the same slices give the same version."""
        return self.value("version") or "empty"

    @property
    def compared(self) -> str:
        """What the rows of the last comparison, and of each article, follow from; more articles do not change it."""
        return digest("compared", LAYOUT, self.value("compared"), self.value("begun"))

    def value(self, key: str) -> str | None:
        """One value of the index's own notes."""
        try:
            found = self.rows("select value from meta where key = ?", (key,))
        except sqlite3.DatabaseError:
            # something else lies there: it is thrown out at the next filling
            return None
        return str(found[0][0]) if found else None

    def rows(self, query: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows of a query; it cannot write."""
        return self._reader().execute(query, values).fetchall()

    def numbers(self, query: str, values: Sequence[Any] = ()) -> NDArray[np.int64]:
        """What a query's column `number` holds, in any order."""
        # one long text costs a fifth of as many rows
        ((joined,),) = self.rows(f"select group_concat(number) from ({query})", values)
        return np.fromstring(joined or "", np.int64, sep=",")

    def columns(self) -> Columns:
        """The columns that lists are counted by, in memory while the index stays the same."""
        with self.one_state():
            made = f"{self.value('columns')} {self.version}"
            kept = self._columns
            if kept is None or kept[0] != made:
                # one of many readers loads them, the others wait for it
                with self._loading:
                    kept = self._columns
                    if kept is None or kept[0] != made:
                        rows = self.rows("select name, body from columns")
                        kept = (made, load_columns(rows, kept[1] if kept else None))
                        self._columns = kept
        return kept[1]

    @contextmanager
    def one_state(self) -> Any:
        """Every query within sees the same state of the index, whatever is written meanwhile."""
        reader = self._reader()
        if reader.in_transaction:
            yield
            return
        reader.execute("begin")
        try:
            yield
        finally:
            reader.execute("rollback")

    def is_behind(self) -> bool:
        """Whether the ledger has moved on."""
        if not self.path.is_file() or self.value("columns") != str(COLUMNS):
            return True
        seen = last_of(self._store)
        # a ledger of a hundred thousand documents takes a second to read
        return (seen is None or self.value("ledger") != seen) and self.version != version_of(self._store.ledger())

    def catch_up(self, tell: Callable[[str, int, int | None], None] | None = None) -> bool:
        """Takes in what the index lacks; gives whether anything changed. Raises StoreFull where it cannot write."""
        with self._filling:
            try:
                return self._catch_up(tell)
            except (sqlite3.OperationalError, OSError) as error:
                raise StoreFull(
                    f"cannot write the search index: {str(self.path)!r}: {error}; free some space, or delete its "
                    f"folder: it is made anew"
                ) from error

    def keep_vectors(self, rows: Sequence[tuple[int, bytes]]) -> None:
        """Keeps vectors of articles (numbers of two bytes) beside them."""
        with self._filling, _writer(self.path) as writer:
            writer.executemany("insert or ignore into vectors select ?, ? where ?1 in (select n from articles)", rows)

    def vectors(self, width: int) -> Vectors:
        """All vectors of articles, each of `width` numbers, mapped from a file that is brought up to date first."""
        file = VectorFile(self.path.parent, self.value("begun") or "first", width)
        ((last,),) = self.rows("select coalesce(max(article), 0) from vectors")
        if last > file.last():
            with self._filling, _writer(self.path) as writer, suppress(OSError):
                # of a full disk or a folder that may only be read: what is there is looked through
                known = file.last()
                _copy_vectors(writer, file, known, width)
        return file.rows()

    def _catch_up(self, tell: Callable[[str, int, int | None], None] | None) -> bool:
        from rashomon.store.search_fill import fill

        if self.path.is_file() and not self.is_behind():
            return False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with _writer(self.path) as writer:
            seen = last_of(self._store)
            entries = self._store.ledger()
            if _must_begin_anew(writer, entries):
                _empty(writer)
                _note(writer, "begun", version_of(entries))
            for name, order in STORY_ORDERS.items():
                writer.execute(f"create index if not exists {name} on stories({order})")
            renewed = fill(writer, self._store, entries, tell)
            # what is compared anew may change every row; a newcomer changes some
            if renewed is not None and _has_columns(writer):
                change_columns(writer, *renewed)
            else:
                make_columns(writer)
            _note(writer, "columns", str(COLUMNS))
            _note(writer, "slices", json.dumps([entry.slice for entry in entries]))
            _note(writer, "version", version_of(entries))
            _note(writer, "ledger", seen or "")
        return True

    def _reader(self) -> sqlite3.Connection:
        reader: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if reader is not None and (reader.in_transaction or self._local.file == _number_of(self.path)):
            return reader
        if reader is not None:
            # the file it reads was thrown away
            reader.close()
        if not self.path.is_file():
            self.catch_up()
        self._local.file = _number_of(self.path)
        reader = self._local.reader = sqlite3.connect(
            f"file:{_quoted(self.path)}?mode=ro", uri=True, isolation_level=None
        )
        reader.row_factory = sqlite3.Row
        reader.execute("pragma query_only = on")
        reader.execute("pragma mmap_size = 1000000000")
        reader.execute("pragma cache_size = -8000")
        return reader


def _number_of(path: Path) -> int | None:
    """What tells this file from another that has its name later; None where there is none."""
    try:
        # os.stat: asked before every query
        return os.stat(path).st_ino  # noqa: PTH116
    except OSError:
        return None


def version_of(entries: Iterable[Entry]) -> str:
    """One word for a state of the ledger."""
    return digest("ledger", LAYOUT, sorted(entry.slice for entry in entries))


def _copy_vectors(writer: sqlite3.Connection, file: VectorFile, known: int, width: int) -> None:
    """Puts vectors from the table into the file, those behind the article `known`."""
    asked = writer.execute("select article, vector from vectors where article > ? order by article", (known,))
    while rows := asked.fetchmany(_VECTORS):
        found = np.frombuffer(b"".join(row[1] for row in rows), np.float16).reshape(len(rows), -1)
        if found.shape[1] != width:
            return
        file.add(np.array([row[0] for row in rows], np.int64), found.astype(np.float32))


def last_of(store: DeltaStore) -> str | None:
    """One word for the ledger's last commit, by which its state is known without reading it; None where it lies
    elsewhere."""
    folder = store.place.local("ledger")
    commits = store.place.version("ledger")
    if folder is None or not commits:
        return None
    try:
        last = (folder / "_delta_log" / commit_name(commits - 1)).read_bytes()
    except OSError:
        return None
    return digest("last", LAYOUT, commits, last.hex())


def _must_begin_anew(writer: sqlite3.Connection, entries: Sequence[Entry]) -> bool:
    """Where it is empty or foreign, or holds a reading that was taken back (its rows lie in every table)."""
    tables = {row[0] for row in writer.execute("select name from sqlite_master")}
    if "meta" not in tables:
        return True
    layout = writer.execute("select value from meta where key = 'layout'").fetchone()
    if layout is None or layout[0] != str(LAYOUT):
        return True
    held = writer.execute("select value from meta where key = 'readings'").fetchone()
    there = {entry.slice for entry in entries}
    return bool(held) and not set(json.loads(held[0])) <= there


def _has_columns(writer: sqlite3.Connection) -> bool:
    """Whether columns of this layout lie there."""
    noted = writer.execute("select value from meta where key = 'columns'").fetchone()
    return noted is not None and noted[0] == str(COLUMNS)


def _empty(writer: sqlite3.Connection) -> None:
    """Drops whatever lies there and makes the tables. Virtual tables take their shadows with them."""
    made = writer.execute("select name, sql from sqlite_master where type = 'table'").fetchall()
    virtual = [name for name, sql in made if (sql or "").lower().startswith("create virtual")]
    for name in virtual:
        writer.execute(f'drop table if exists "{name}"')
    for name, _ in made:
        if not name.startswith("sqlite_"):
            with suppress(sqlite3.OperationalError):
                writer.execute(f'drop table if exists "{name}"')
    for statement in SCHEMA.split(";\n"):
        if statement.strip():
            writer.execute(statement)
    _note(writer, "layout", str(LAYOUT))


def _note(writer: sqlite3.Connection, key: str, value: str) -> None:
    writer.execute("insert or replace into meta values (?, ?)", (key, value))


@contextmanager
def _writer(path: Path) -> Any:
    """One transaction of the only writer: all of it or nothing. A file that is no index is put aside first."""
    if path.is_file() and not _is_sqlite(path):
        path.unlink()
    writer = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE)
    try:
        writer.execute("pragma journal_mode = wal")
        # the index can be made again: a power cut may cost it, never the case
        writer.execute("pragma synchronous = off")
        writer.execute(f"pragma cache_size = -{_CACHE if path.is_file() and path.stat().st_size else _CACHE_ANEW}")
        writer.execute("begin immediate")
        try:
            yield writer
        except BaseException:
            writer.execute("rollback")
            raise
        writer.execute("commit")
        writer.execute("pragma wal_checkpoint(passive)")
    finally:
        writer.close()


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(16)
    return start in (b"", b"SQLite format 3\0")


def place_beside(store: DeltaStore) -> Path:
    """CASE/index; a folder of its own where the case lies elsewhere, may only be read, or is one of the past."""
    apart = Path(tempfile.gettempdir()) / f"rashomon-index-{digest('case', str(store.place), store.until)}"
    if store.until is not None or not store.folder.is_dir():
        return apart
    folder = store.folder / "index"
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return apart


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path))
