"""What may lie beside a case: tables of keys and values in one SQLite file that may be deleted at any time.

Reads and writes that file, and nothing of the case. The one idea: whoever keeps something there can make it again, so
what is foreign, damaged, of another version or held by another program is not asked for, and a run that dies leaves
what was there before it.
"""

from __future__ import annotations

import functools
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Key = TypeVar("Key", int, str)
Value = TypeVar("Value")

#: Of a value: what SQLite keeps, and back.
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]

PLAIN: Codec = (lambda value: value, lambda value: value)
#: What a damaged or foreign file gives, whoever reads it.
DAMAGED = (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError, IndexError, OverflowError, AttributeError)


#: Lists of words that hold no blanks, such as ids.
WORDS: Codec = (" ".join, str.split)


def _writes_json() -> Callable[[Any], str]:
    """As json.dumps, which makes an encoder anew for each of tens of thousands of small values."""
    made = getattr(json.encoder, "c_make_encoder", None)  # it is CPython's own
    if made is None:
        return json.dumps
    plain = json.JSONEncoder()
    encoder = made(None, plain.default, json.encoder.encode_basestring_ascii, None, ": ", ", ", False, False, True)
    return lambda value: "".join(encoder(value, 0))


#: Plain values as text.
as_json = _writes_json()


def in_json(made: Callable[[list[Any]], Any] = list) -> Codec:
    """Lists of plain values; `made` makes the value out of the list."""
    return as_json, lambda text: made(json.loads(text))


def zipped(codec: Codec) -> Codec:
    """Text of another codec, packed: a row of more than a kilobyte takes a page of the file for itself."""
    dump, load = codec
    return (lambda value: zlib.compress(dump(value).encode(), 1)), (lambda body: load(zlib.decompress(body).decode()))


def in_bytes(kind: str) -> Codec:
    """One array of numbers of a kind."""
    return lambda array: np.asarray(array, dtype=kind).tobytes(), lambda body: np.frombuffer(body, dtype=kind)


#: What stands for no number in a row of numbers.
_NO_NUMBER = -(1 << 31)

#: Rows of `Chunks`: words that hold no line breaks, of which none is missing; and numbers of 32 bits.
LINES: Codec = ("\n".join, lambda text: text.split("\n"))
NUMBERS: Codec = (
    lambda row: np.array([_NO_NUMBER if one is None else one for one in row], dtype="<i4").tobytes(),
    lambda body: [None if one == _NO_NUMBER else one for one in np.frombuffer(body, dtype="<i4").tolist()],
)


def in_records(made: type[tuple[Any, ...]], *kinds: str) -> Codec:
    """Rows of `Chunks` of named tuples of so many numbers, of which the first two are never both 0."""
    record = np.dtype([(f"f{place}", kind) for place, kind in enumerate(kinds)])
    nothing = (0,) * len(kinds)
    # half of the time of calling it with as many values
    make = functools.partial(tuple.__new__, made)

    def dump(row: list[Any]) -> bytes:
        return np.array([nothing if one is None else tuple(one) for one in row], dtype=record).tobytes()

    def load(body: bytes) -> list[Any]:
        return [make(one) if one[0] or one[1] else None for one in np.frombuffer(body, dtype=record).tolist()]

    return dump, load


def in_parts(made: Callable[..., Any], *kinds: tuple[str, str]) -> Codec:
    """A tuple of arrays; of each the kind in the file and in memory."""

    def dump(value: Any) -> bytes:
        parts = [np.asarray(part, dtype=kind) for part, (kind, _) in zip(value, kinds, strict=True)]
        head = np.array([len(part) for part in parts], dtype="<i4")
        return head.tobytes() + b"".join(part.tobytes() for part in parts)

    def load(body: bytes) -> Any:
        sizes, at = np.frombuffer(body, dtype="<i4", count=len(kinds)).tolist(), 4 * len(kinds)
        parts: list[NDArray[Any]] = []
        for size, (kind, wanted) in zip(sizes, kinds, strict=True):
            parts.append(np.frombuffer(body, dtype=kind, count=size, offset=at).astype(wanted))
            at += size * np.dtype(kind).itemsize
        return made(*parts)

    return dump, load


#: Bytes of the file that are mapped into memory at most; the system holds them while there is room.
_MAPPED = 4 << 30


class Shelf(MutableMapping[Key, Value], Generic[Key, Value]):
    """One table of the file as a mapping. What is set is written by `Beside.keep`, all of it or nothing."""

    def __init__(self, file: sqlite3.Connection, name: str, codec: Codec, long: type[int] | type[str] | None) -> None:
        self._file, self.name = file, name
        self._query = f"select value from {name} where key = ?"
        self._dump, self._load = codec
        self._read: dict[Key, Value | None] = {}
        self._changed: set[Key] = set()
        # long values beside their keys leave few keys to a page, and the way to each is as much longer
        kind = {int: "key integer primary key, value", str: "key text primary key, value"}.get(long or object)
        file.execute(f"create table if not exists {name} ({kind or 'key primary key, value'})"
                     f"{'' if kind else ' without rowid'}")  # fmt: skip
        self._size = self._noted = self._counted()
        self._stored = self._size > 0

    def _counted(self) -> int:
        """How many lie there: noted, since SQLite would look through all of them."""
        noted = self._file.execute("select size from sizes where name = ?", (self.name,)).fetchone()
        found = noted or self._file.execute(f"select count(*) from {self.name}").fetchone()
        return int(found[0])

    def __getitem__(self, key: Key) -> Value:
        found = self._read.get(key)
        if found is None:
            found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def _find(self, key: Key) -> Value | None:
        if key not in self._read and not self._stored:
            return None
        if key not in self._read:
            row = self._file.execute(self._query, (_signed(key),)).fetchone()
            self._read[key] = None if row is None else self._load(row[0])
        return self._read[key]

    def get(self, key: Key, default: Any = None) -> Any:
        """The value of a key, or else the default."""
        found = self._read.get(key)
        if found is None:
            found = self._find(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return self._find(key) is not None  # type: ignore[arg-type]

    def __setitem__(self, key: Key, value: Value) -> None:
        self._size += self._find(key) is None
        self._read[key] = value
        self._changed.add(key)

    def __delitem__(self, key: Key) -> None:
        if self._find(key) is None:
            raise KeyError(key)
        self._size -= 1
        self._read[key] = None
        self._changed.add(key)

    def __len__(self) -> int:
        return int(self._size)

    def __iter__(self) -> Iterator[Key]:
        self.write()
        return iter([row[0] for row in self._file.execute(f"select key from {self.name}")])

    def items(self) -> Any:
        """All keys and values."""
        self.write()
        rows = self._file.execute(f"select key, value from {self.name}").fetchall()
        return [(key, self._load(value)) for key, value in rows]

    def first(self, count: int) -> list[Value]:
        """The values of the first keys, in the order of keys."""
        self.write()
        rows = self._file.execute(f"select value from {self.name} order by key limit ?", (count,))
        return [self._load(row[0]) for row in rows]

    def fill(self, found: dict[Key, Value] | Iterator[tuple[Key, Value]]) -> None:
        """Takes many in at once, none of which is there."""
        # in the order of the keys, so that each row comes to stand at the end of the table
        pairs = ((key, found[key]) for key in sorted(found, key=_signed)) if isinstance(found, dict) else found
        rows = ((_signed(key), self._dump(value)) for key, value in pairs)
        self._size += self._file.executemany(f"insert into {self.name} values (?, ?)", rows).rowcount
        self._stored = True

    def update(self, found: Any = (), /, **more: Any) -> None:
        """Takes many in; into an empty table without keeping them in memory: pairs with each key once."""
        if not self._size and not self._changed and isinstance(found, (dict, Iterator)):
            self.fill(found)
        else:
            super().update(found, **more)

    def forget(self) -> None:
        """Keeps nothing in memory of what was read and written."""
        self._read.clear()

    def write(self) -> None:
        """Hands what was set to SQLite, within the transaction."""
        self._stored = self._stored or bool(self._changed)
        # one by one: as bytes all of them together take as much again as they do
        there = ((_signed(key), self._dump(value)) for key in self._changed if (value := self._read[key]) is not None)
        gone = [(_signed(key),) for key in self._changed if self._read[key] is None]
        self._file.executemany(f"insert or replace into {self.name} values (?, ?)", there)
        self._file.executemany(f"delete from {self.name} where key = ?", gone)
        self._changed.clear()
        if self._size != self._noted:
            self._file.execute("insert or replace into sizes values (?, ?)", (self.name, self._size))
            self._noted = self._size


#: Of a number: in which row of `Chunks` its value lies, and where in it.
_CHUNK = 8
_WITHIN = (1 << _CHUNK) - 1


class Chunks(MutableMapping[int, Value]):
    """Small values under numbers, 256 to one row of a shelf: who asks for thousands reads hundreds of rows.

    A row is a list, with None where there is no value.
    """

    def __init__(self, shelf: MutableMapping[int, list[Value | None]]) -> None:
        self._shelf = shelf

    def __getitem__(self, number: int) -> Value:
        found: Value | None = self.get(number)
        if found is None:
            raise KeyError(number)
        return found

    def get(self, number: int, default: Any = None) -> Any:
        """The value of a number, or else the default."""
        row, at = self._shelf.get(number >> _CHUNK), number & _WITHIN
        found = row[at] if row is not None and at < len(row) else None
        return default if found is None else found

    def __contains__(self, number: object) -> bool:
        return self.get(number) is not None  # type: ignore[arg-type]

    def __setitem__(self, number: int, value: Value) -> None:
        self._set(number, value)

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        self._set(number, None)

    def _set(self, number: int, value: Value | None) -> None:
        row, at = self._shelf.get(number >> _CHUNK), number & _WITHIN
        if row is None:
            row = []
        row += [None] * (at + 1 - len(row))
        row[at] = value
        self._shelf[number >> _CHUNK] = row

    def __iter__(self) -> Iterator[int]:
        for chunk in sorted(self._shelf):
            for at, value in enumerate(self._shelf[chunk]):
                if value is not None:
                    yield (chunk << _CHUNK) + at

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Beside:
    """The file, held by one program at a time."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._shelves: list[Shelf[Any, Any]] = []
        file.execute("begin immediate")
        file.execute("create table if not exists notes (key text primary key, value text)")
        file.execute("create table if not exists sizes (name text primary key, size integer) without rowid")

    def note(self, key: str) -> Any:
        """What was noted under a key, or None."""
        row = self._file.execute("select value from notes where key = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def shelf(self, name: str, codec: Codec, long: type[int] | type[str] | None = None) -> Shelf[Any, Any]:
        """A table, empty where there is none of this name. `long`: the kind of its keys, where many values take a
        kilobyte or more.
        """
        found: Shelf[Any, Any] = Shelf(self._file, name, codec, long)
        self._shelves.append(found)
        return found

    def empty(self, *beginnings: str) -> None:
        """Throws out all that is there, or the tables whose names begin so."""
        for (name,) in self._file.execute("select name from sqlite_master where type = 'table'").fetchall():
            if not beginnings or name.startswith(beginnings):
                self._file.execute(f"delete from {name}" if name in ("notes", "sizes") else f'drop table "{name}"')
                self._file.execute("delete from sizes where name = ?", (name,))
        self._shelves = [shelf for shelf in self._shelves if beginnings and not shelf.name.startswith(beginnings)]

    def keep(self, **notes: Any) -> None:
        """Writes what was set and these notes, and goes on."""
        self._write()
        self._file.executemany(
            "insert or replace into notes values (?, ?)", [(key, json.dumps(value)) for key, value in notes.items()]
        )
        self._file.execute("commit")
        self._file.execute("begin immediate")

    def spill(self) -> None:
        """Hands what was set to SQLite, within the transaction, and keeps nothing of it in memory."""
        self._write()
        for shelf in self._shelves:
            shelf.forget()

    def _write(self) -> None:
        for _ in range(2):  # writing one may set something in another
            for shelf in self._shelves:
                shelf.write()


@contextmanager
def open_beside(path: Path) -> Iterator[Beside | None]:
    """The file at a path, made where it is not there; None where another program holds it or nothing can be written.

    What is not kept is as it was. A file that is damaged is deleted.
    """
    file = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(path, timeout=0.2, isolation_level=None)
        # it can be made again: a power cut may cost it, never the case
        file.execute("pragma journal_mode = wal")
        file.execute("pragma synchronous = off")
        # thousands of keys that lie anywhere in it are asked for: pages are mapped, not copied one by one
        file.execute(f"pragma mmap_size = {_MAPPED}")
        beside: Beside | None = Beside(file)
    except sqlite3.OperationalError:
        beside = None
    except (sqlite3.DatabaseError, OSError):
        beside = None
        discard(path)
    try:
        yield beside
    finally:
        if file is not None:
            with suppress(sqlite3.Error):
                file.rollback()
            file.close()


def discard(path: Path) -> None:
    """Deletes the file."""
    for end in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _signed(key: Any) -> Any:
    """SQLite's numbers have a sign."""
    return key - (1 << 64) if isinstance(key, int) and key >= 1 << 63 else key
