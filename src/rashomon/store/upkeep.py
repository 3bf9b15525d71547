"""Room and soundness of a Delta store: rows that nobody sees are cleared, and files are compared with their hashes.

Reads and rewrites the tables' files, never what they say. The one idea: the ledger knows which slices are seen and
what each wrote; whatever else lies in the folder may go, and whatever it names must be there byte for byte.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from rashomon.errors import StoreFull
from rashomon.record import NOUNS
from rashomon.store.base import Entry
from rashomon.store.delta import DeltaStore, file_digest, wrote_of
from rashomon.store.layers import SUPERSEDED
from rashomon.store.ledger import next_number, slice_name, visible

TABLES = (*NOUNS, "members", "lines", "anchors", SUPERSEDED)

#: Slices that one delete names; a longer predicate is slow to read.
_AT_ONCE = 200

#: So many small files of one table are joined; each costs a reader about a millisecond.
_MANY = 64
_SMALL = 16_000_000

#: Hours that no reader of the files takes.
_READING = 1

#: Commits after which a checkpoint takes less room than it saves reading.
_COMMITS = 20

#: Hours after which a file that no commit names is what a killed writer left.
_LEFT_BEHIND = 24


@dataclass(frozen=True, slots=True)
class Compacted:
    """What a compaction did: bytes before and after, files before and after, slices cleared."""

    bytes_before: int
    bytes_after: int
    files_before: int
    files_after: int
    cleared: int


def compact(store: DeltaStore, at: str) -> Compacted:
    """Clears rows of slices that no reader of the case as it is now sees, and joins small files.

    Earlier versions can no longer be opened. Raises StoreFull where another program is writing, or the disk refuses:
    what was there before is then still there.
    """
    with store.place.lock(alone=True) as alone:
        if not alone:
            raise StoreFull(f"another program is writing to the case: {str(store.place)!r}; compact it afterwards")
        before, files_before = store.place.bytes(), _files(store)
        try:
            cleared = _clear(store)
            _join(store)
            # before others may write, or compact: a file that one of them takes away has no hash any more
            if cleared or _files(store) != files_before:
                _tell_ledger(store, at, sorted(cleared))
        except (DeltaError, OSError) as error:
            raise StoreFull(f"cannot compact the case: {str(store.place)!r}: {error}") from error
        return Compacted(before, store.place.bytes(), files_before, _files(store), len(cleared))


def tidy(store: DeltaStore, at: str) -> bool:
    """Joins the small files of a table that has many; every version opens as before. Says whether it did.

    Left to the next time where another program is in the way.
    """
    tables = [table for table in (*TABLES, "ledger") if _may_have_many(store, table)]
    many = [table for table in tables if len(_small_files(store, table)) >= _MANY]
    if not many:
        return False
    try:
        # no compaction meanwhile: it would take away the files that are told of
        with store.place.lock(alone=False):
            for table in many:
                _join_small(store, table)
            _tell_ledger(store, at, [])
    except (DeltaError, OSError):
        return False
    return True


def _join_small(store: DeltaStore, table: str) -> None:
    delta = store.open_table(table)
    if delta is not None:
        delta.optimize.compact()
        # a reader that listed the files before is done with them by then
        delta.vacuum(retention_hours=_READING, dry_run=False, enforce_retention_duration=False)
        delta.create_checkpoint()


def check_files(store: DeltaStore) -> Iterator[str]:
    """Files of visible slices that are missing or whose bytes changed, and slices whose rows are not all there."""
    damaged = list(_damaged(store))
    # rows are counted only where all files can be read
    yield from damaged or _missing_rows(store)


def _damaged(store: DeltaStore) -> Iterator[str]:
    known: dict[tuple[str, str], str] = {}
    for entry in store.past():
        for table, told in wrote_of(entry).items():
            known |= {(table, path): digest for path, digest in told["files"].items()}
    for table in (*TABLES, "ledger"):
        delta = store.open_table(table)
        folder = store.place.local(table)
        if delta is None or folder is None:
            continue
        for path in _paths(delta):
            yield from _compare(table, folder / path, known.get((table, path)))


def _compare(table: str, path: Path, known: str | None) -> Iterator[str]:
    if not path.is_file():
        yield f"a file is missing: {path.name!r} of {table}"
    elif known is not None and file_digest(path) != known:
        yield f"a file's bytes changed: {path.name!r} of {table}"


def _missing_rows(store: DeltaStore) -> Iterator[str]:
    for name in store.gone(next_number(store.past())):
        yield f"rows of a slice are missing: {name!r}"


def _clear(store: DeltaStore) -> set[str]:
    """Deletes rows of slices that are not visible; gives those slices."""
    seen = {entry.slice for entry in visible(store.past())}
    cleared: set[str] = set()
    for table in TABLES:
        unseen = sorted(store.slices_in(table) - seen)
        delta = store.open_table(table)
        if delta is None:
            continue
        for start in range(0, len(unseen), _AT_ONCE):
            some = ", ".join(f"'{name}'" for name in unseen[start : start + _AT_ONCE])
            delta.delete(f"slice in ({some})")
        cleared.update(unseen)
    return cleared


def _join(store: DeltaStore) -> None:
    """Joins small files, and deletes files that no commit names any more."""
    for table in (*TABLES, "ledger"):
        delta = store.open_table(table)
        if delta is None:
            continue
        delta.optimize.compact()
        delta.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
        delta.vacuum(retention_hours=_LEFT_BEHIND, dry_run=False, enforce_retention_duration=False, full=True)
        if delta.version() >= _COMMITS:
            delta.create_checkpoint()
        with suppress(DeltaError):
            delta.cleanup_metadata()


def _tell_ledger(store: DeltaStore, at: str, cleared: Collection[str]) -> None:
    """Writes down the hashes of the files that the compaction made: of those which no entry has told of."""
    told = {(table, path) for entry in store.past() for table, one in wrote_of(entry).items() for path in one["files"]}
    number = next_number(store.past())
    name = slice_name("compaction", number, list(cleared), {}, "", {})
    files = {}
    for table in TABLES:
        delta, folder = store.open_table(table), store.place.local(table)
        if delta is not None and folder is not None:
            digests = {path: file_digest(folder / path) for path in _paths(delta) if (table, path) not in told}
            if digests:
                files[table] = {"rows": 0, "files": digests}
    entry = Entry(name, "compaction", number, tuple(cleared), (), "{}", at)
    store.tell(replace(entry, wrote=json.dumps(files, sort_keys=True)))


def _files(store: DeltaStore) -> int:
    return sum(len(_paths(delta)) for name in TABLES if (delta := store.open_table(name)) is not None)


def _may_have_many(store: DeltaStore, table: str) -> bool:
    """Whether so many files lie there, of now or of before: to list a folder costs less than to open its table."""
    folder = store.place.local(table)
    if folder is None:
        return True
    try:
        return sum(name.endswith(".parquet") for name in os.listdir(folder)) >= _MANY  # noqa: PTH208
    except OSError:
        return False


def _small_files(store: DeltaStore, table: str) -> list[int]:
    delta = store.table_now(table)
    sizes = delta.get_add_actions().column("size_bytes").to_pylist() if delta is not None else []
    return [int(size) for size in sizes if size < _SMALL]


def _paths(delta: DeltaTable) -> list[str]:
    """The files of a table as it is now, relative to its folder."""
    return [str(path) for path in delta.get_add_actions().column("path").to_pylist()]
