"""Rows → a slice with a name and an entry in the ledger.

Reads the ledger, writes slices. The one idea: a slice is named after all that is in it, so work done twice is seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.store.base import Entry, Store
from rashomon.store.ledger import all_differ, covered, next_number, slice_name


class Written(NamedTuple):
    """A slice that is in the ledger, and whether this call put it there: another program may have been the first."""

    entry: Entry
    first: bool


def write_slice(
    store: Store,
    kind: str,
    covers: Sequence[str],
    at: str,
    tables: Mapping[str, pa.Table],
    versions: Mapping[str, int] | None = None,
    settings: str = "",
    replaces: Iterable[str] = (),
    upon: Sequence[str] = (),
) -> Written:
    """Names a slice after all that is in it and writes it. Raises StoreFull, Moved (store.base)."""
    number = next_number(store.past())
    made = versions or {}
    name = slice_name(kind, number, covers, made, settings, tables, upon)
    told = json.dumps(made, sort_keys=True)
    entry = Entry(name, kind, number, tuple(covers), tuple(replaces), told, at, settings, upon=tuple(upon))
    return Written(entry, store.write(entry, tables))


def newly_covered(store: Store, written: Written) -> set[str]:
    """Of what a slice covers that which nobody saw before it: two programs may do the same work at once.

    As many are counted by both together as lie in the case.
    """
    entry, place = written.entry, (written.entry.number, written.entry.slice)
    if not written.first:
        return set()
    seen = covered((one for one in store.ledger() if (one.number, one.slice) < place), entry.kind)
    twice = seen.filter(pc.is_in(seen, value_set=pa.array(entry.covers, pa.string())))
    return set(entry.covers).difference(twice.to_pylist())


def withdraw_doubles(store: Store, at: str) -> None:
    """Makes slices invisible whose documents earlier ones cover, too: two programs did the same work at once."""
    if all(all_differ(covered(store.ledger(), kind)) for kind in ("documents", "reading")):
        return
    seen: dict[str, set[str]] = {}
    doubles = []
    for entry in store.ledger():
        if entry.kind in ("documents", "reading") and entry.covers:
            known = seen.setdefault(entry.kind, set())
            if known.issuperset(entry.covers):
                doubles.append(entry.slice)
            known.update(entry.covers)
    if doubles:
        write_slice(store, "withdrawn", [], at, {}, replaces=doubles)
