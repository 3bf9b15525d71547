"""Rows on their way from the store into the index: read by slice, packed, and fit for SQLite."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from rashomon.store.base import Entry, Where
from rashomon.store.delta import DeltaStore, schema_of

#: Documents whose rows are held in memory at once.
_AT_ONCE = 4000


def slice_rows(
    store: DeltaStore, table: str, columns: Sequence[str], slices: Sequence[str], where: Where | None = None
) -> pa.Table:
    """Rows of some slices alone; `where` as in store.base."""
    if not slices:
        return pa.schema([schema_of(table).field(name) for name in columns]).empty_table()
    return store.read(table, columns, {"slice": list(slices), **(where or {})})


def in_parts(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries, as many at a time as cover what is held in memory at once."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        batch.append(entry)
        size += len(entry.covers)
        if size >= _AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def pack(value: Any) -> bytes:
    """JSON, packed; about a fifth of its size."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(body: bytes) -> Any:
    """What `pack` packed."""
    return json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))


def dumps(value: Any) -> str:
    """A row as JSON; a lone surrogate is escaped, since SQLite keeps UTF-8 only."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if text.isascii() or _is_clean(text) else json.dumps(value, separators=(",", ":"))


def clean(text: str | None) -> str | None:
    """Text that SQLite can keep: lone surrogates become question marks."""
    return text if text is None or _is_clean(text) else text.encode("utf-8", "replace").decode("utf-8")


def _is_clean(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
