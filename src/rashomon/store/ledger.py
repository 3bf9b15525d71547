"""The ledger's rules, without a disk: which slices are seen, in which order, and what a slice is called.

Reads entries and tables, gives entries and names. The one idea: a slice is named after its place in the ledger
and all that is in it, so that the same work done twice (a replay after a crash, two writers at once) is the same
slice, and writing it again changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa

from rashomon.record.ids import digest
from rashomon.store.base import Entry

#: Kinds of which only the newest is seen, with what it lies upon.
_ONLY_THE_NEWEST = ("comparison",)


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
        self._covered: set[tuple[str, str]] = set()
        self._found = False

    def among(self, entries: Iterable[Entry]) -> bool:
        """Whether any two of these entries cover the same."""
        # of comparisons one is seen, and what it covers is slices
        asked = {entry.slice: entry for entry in entries if entry.kind not in _ONLY_THE_NEWEST}
        if not self._counted <= asked.keys():
            self._counted, self._covered, self._found = set(), set(), False
        for name in asked.keys() - self._counted:
            covers = {(asked[name].kind, covered) for covered in asked[name].covers}
            self._found |= not covers.isdisjoint(self._covered) or len(covers) < len(asked[name].covers)
            self._covered |= covers
        self._counted |= asked.keys()
        return self._found


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
