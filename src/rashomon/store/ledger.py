"""The ledger's rules, without a disk: which slices are seen, in which order, and what a slice is called.

Reads entries and tables, gives entries and names. The one idea: a slice is named after its place in the ledger
and all that is in it, so that the same work done twice (a replay after a crash, two writers at once) is the same
slice, and writing it again changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rashomon.record.ids import digest
from rashomon.store.base import Entry

#: Kinds of which only the newest is seen, with what it lies upon.
_ONLY_THE_NEWEST = ("comparison",)

#: Characters of an id, and no places in a buffer.
_ID, _NONE = 64, np.zeros(1, np.int32)

#: So few names are kept as a tuple.
_FEW = 32


class Covers(Sequence[str]):
    """What an entry covers, as it lies in the ledger: the names of a hundred thousand documents are no objects yet."""

    def __init__(self, names: pa.StringArray) -> None:
        self.names = names

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names.to_pylist())

    def __getitem__(self, place: int | slice) -> str | tuple[str, ...]:  # type: ignore[override]  # as a tuple does
        return self.names[place].as_py() if isinstance(place, int) else tuple(self.names[place].to_pylist())

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))


def lazily(names: pa.StringArray) -> tuple[str, ...]:
    """These names as what an entry covers."""
    return tuple(names.to_pylist()) if len(names) <= _FEW else cast(tuple[str, ...], Covers(names))


def covered(entries: Iterable[Entry], kind: str) -> pa.StringArray:
    """All that entries of a kind cover, in order."""
    return pa.concat_arrays([pa.array([], pa.string()), *(_names(one.covers) for one in entries if one.kind == kind)])


def covered_of(entry: Entry, names: Collection[str]) -> set[str]:
    """Those of these names that an entry covers."""
    if len(names) < _FEW < len(entry.covers):
        found = _names(entry.covers)
        return set(found.filter(pc.is_in(found, value_set=pa.array(sorted(names), pa.string()))).to_pylist())
    return set(names).intersection(entry.covers)


def _names(covers: Sequence[str]) -> pa.StringArray:
    return covers.names if isinstance(covers, Covers) else pa.array(covers, pa.string())


def all_differ(names: pa.StringArray) -> bool:
    """Whether no name comes twice. Ids are hashes: their beginnings, as numbers, are sorted in a tenth of the time."""
    ends = np.frombuffer(names.buffers()[1], np.int32, len(names) + 1, 4 * names.offset) if len(names) else _NONE
    if len(names) and np.all(np.diff(ends) == _ID):
        ids = np.frombuffer(names.buffers()[2], np.uint8, int(ends[-1] - ends[0]), int(ends[0])).reshape(-1, _ID)
        parts = np.ascontiguousarray(ids[:, :16]).view(np.uint64)
        marks = np.sort(parts[:, 0] ^ (parts[:, 1] << np.uint64(1)))
        if np.all(marks[1:] != marks[:-1]):
            return True
    return len(pc.unique(names)) == len(names)


def compares(entry: Entry, slices: Collection[str]) -> bool:
    """Whether a comparison laid these slices, and no others, side by side."""
    return entry.settings == all_of(slices) if entry.settings else set(entry.covers) == set(slices)


def all_of(slices: Iterable[str]) -> str:
    """One word for a set of slices: a layer names only those which are new, and this."""
    return digest("compared", sorted(slices))


def documents_read(entries: Iterable[Entry]) -> int:
    """How many documents readings cover."""
    return sum(len(entry.covers) for entry in entries if entry.kind == "reading")


def visible(entries: Iterable[Entry], until: int | None = None) -> list[Entry]:
    """The entries that readers see, oldest first; `until` leaves out all that came after that number.

    Order is by number, never by clock: a clock may jump back.
    """
    known = sorted((e for e in entries if until is None or e.number <= until), key=lambda e: (e.number, e.slice))
    replaced = {name for entry in known for name in entry.replaces}
    newest = {entry.kind: {entry.slice, *entry.upon} for entry in known if entry.kind in _ONLY_THE_NEWEST}
    return [
        entry for entry in known if (entry.slice in newest[entry.kind] if entry.kind in newest
                                     else entry.slice not in replaced)
    ]  # fmt: skip


def layers(entries: Iterable[Entry]) -> list[Entry]:
    """Of visible entries the layers of the last comparison, oldest first; none where there is no comparison."""
    return [entry for entry in entries if entry.kind in _ONLY_THE_NEWEST]


def next_number(entries: Iterable[Entry]) -> int:
    """One more than the largest number in use."""
    return 1 + max((entry.number for entry in entries), default=0)


def slice_name(
    kind: str,
    number: int,
    covers: Sequence[str],
    versions: Mapping[str, int],
    settings: str,
    tables: Mapping[str, pa.Table],
    upon: Sequence[str] = (),
) -> str:
    """The name of a slice: its place, what made it, what it lies upon, and a digest of its rows."""
    rows = {name: content_digest(table) for name, table in sorted(tables.items()) if table.num_rows}
    return digest("slice", kind, number, list(covers), dict(versions), settings, rows, *([list(upon)] if upon else []))


def content_digest(table: pa.Table) -> str:
    """sha256 of a table's rows as an Arrow stream."""
    total = hashlib.sha256()
    with pa.ipc.new_stream(_Hashing(total), table.schema) as stream:
        stream.write_table(table)
    return total.hexdigest()


class Overlap:
    """Whether two writers read the same document at the same time (their rows are then equal).

    Kept between questions: of a ledger that has grown only the new entries are looked at.
    """

    def __init__(self) -> None:
        self._counted: set[str] = set()
        self._covered: dict[str, list[pa.StringArray]] = {}
        self._found = False

    def among(self, entries: Iterable[Entry]) -> bool:
        """Whether any two of these entries cover the same."""
        # of comparisons one is seen, and what it covers is slices
        asked = {entry.slice: entry for entry in entries if entry.kind not in _ONLY_THE_NEWEST}
        if not self._counted <= asked.keys():
            self._counted, self._covered, self._found = set(), {}, False
        new = [entry for name, entry in asked.items() if name not in self._counted]
        for kind in {entry.kind for entry in new}:
            names, known = covered(new, kind), self._covered.setdefault(kind, [])
            self._found |= not all_differ(names)
            self._found |= any(_share(names, others) for others in known)
            known.append(names)
        self._counted |= asked.keys()
        return self._found


def _share(names: pa.StringArray, others: pa.StringArray) -> bool:
    fewer, more = sorted((names, others), key=len)
    return bool(pc.any(pc.is_in(more, value_set=fewer)).as_py())


class _Hashing:
    """A file to write to that keeps nothing but the hash."""

    closed = False

    def __init__(self, total: hashlib._Hash) -> None:
        self._total = total

    def write(self, data: bytes) -> int:
        self._total.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        self.closed = True
