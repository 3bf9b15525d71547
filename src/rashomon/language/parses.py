"""A store of parses: a line that was read before is not parsed again.

Reads and writes one SQLite file that may be deleted at any time. The one idea: a text is parsed line by line, so a
line's parse depends on nothing but its characters and the weights, and whatever is kept under the two is what parsing
again would give. What goes wrong with the file costs time, never the reading.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: How many keys one question may name; SQLite's own limit was 999 once.
_KEYS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class CacheSize:
    """How many lines the cache holds, how many bytes they take, and how many they may."""

    lines: int
    bytes: int
    limit: int


@dataclass(frozen=True, slots=True)
class ParseCache:
    """Parses of lines by key, in a file of at most about `limit` bytes; the oldest go first."""

    path: Path
    limit: int

    def get(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The parses that are there, by key."""
        asked = list(keys)
        found: dict[str, bytes] = {}
        with self._harmless(), self._open() as store:
            for start in range(0, len(asked), _KEYS_AT_ONCE):
                some = asked[start : start + _KEYS_AT_ONCE]
                marks = ",".join("?" * len(some))
                found |= dict(store.execute(f"select key, parse from parses where key in ({marks})", some))
        return found

    def put(self, parses: Mapping[str, bytes]) -> None:
        """Keeps parses; those that came first make room where it is needed."""
        with self._harmless(), self._open() as store, store:
            store.executemany("insert or ignore into parses (key, parse) values (?, ?)", parses.items())
            _make_room(store, self.limit)

    def size(self) -> CacheSize:
        """What is in it."""
        if not self.path.exists():
            return CacheSize(0, 0, self.limit)
        lines, used = 0, 0
        with self._harmless(), self._open() as store:
            ((lines, used),) = store.execute("select count(*), coalesce(sum(length(parse)), 0) from parses")
        return CacheSize(lines, used, self.limit)

    def clear(self) -> None:
        """Deletes all of it."""
        for path in (self.path, *(self.path.with_name(self.path.name + end) for end in ("-wal", "-shm"))):
            path.unlink(missing_ok=True)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, made where it is not there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self.path, timeout=10)
        try:
            # what the power cut takes is parsed again
            store.execute("pragma journal_mode = wal")
            store.execute("pragma synchronous = off")
            store.execute("create table if not exists parses (place integer primary key, key text unique, parse blob)")
            yield store
        finally:
            store.close()

    @contextmanager
    def _harmless(self) -> Iterator[None]:
        """Busy, full or read-only: the reading goes on without. A damaged file is deleted."""
        try:
            yield
        except (sqlite3.OperationalError, OSError):
            return
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                self.clear()


def parse_key(line: str, weights: str) -> str:
    """What a line's parse is kept under; `weights` names the weights and the program that reads them."""
    return hashlib.sha256(f"{weights}\n{line}".encode("utf-8", "surrogatepass")).hexdigest()


def _make_room(store: sqlite3.Connection, limit: int) -> None:
    ((pages,),) = store.execute("pragma page_count")
    ((free,),) = store.execute("pragma freelist_count")
    ((size,),) = store.execute("pragma page_size")
    used = (pages - free) * size
    if used > limit:
        # a tenth more than is needed, so that not every line makes room for itself
        share = min(1.0, (used - 0.9 * limit) / used)
        store.execute(
            "delete from parses where place in (select place from parses order by place limit "
            "(select cast(count(*) * ? as integer) + 1 from parses))",
            (share,),
        )
