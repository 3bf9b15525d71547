"""A comparison in layers, without a disk: which rows stand, in which order, and when layers are joined.

Reads rows with the slices they belong to; gives the rows that readers see. The one idea: a newcomer changes few rows,
so its comparison is a slice of these and of the keys of rows that are no more, laid upon the slices of the comparison
before. A row stands unless a later layer names its key, and rows are seen in an order that tells nothing of layers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from rashomon.store.columns import table_of

#: The table of keys that layers take away, and its columns.
SUPERSEDED = "superseded"
SUPERSEDED_ROWS = pa.schema([("noun", pa.string()), ("key", pa.string())])

#: Table of a comparison → the columns whose values, joined, are the key of a row; `_PAIRED` come the smaller first.
_KEYS: dict[str, tuple[str, ...]] = {
    "copies": ("article", "of"),
    "stories": ("id",),
    "entities": ("id",),
    "events": ("id",),
    # findings of a story are told together
    "findings": ("story",),
    "judgements": ("relation", "left", "right"),
    "members": ("member",),
}
_PAIRED = ("copies", "judgements")

#: Table → the columns by which its rows are in order; of a list the first value counts.
_ORDERS: dict[str, tuple[str, ...]] = {
    "copies": ("article", "of"),
    "stories": ("articles",),
    "entities": ("id",),
    "events": ("reports",),
    "findings": ("story",),
    "judgements": ("relation", "left", "right"),
    "members": ("noun", "member"),
}

#: Judgements of one relation come together.
_RELATIONS = pa.array(["copy", "story", "entity", "event"], pa.string())

#: Layers together are at most this part of what they lie upon; of a small case as many rows, but not more than these.
_SHARE, _FEW = 10, 20_000

#: A layer is joined with those upon it once they have half as many rows.
_GROWTH = 2

LAYERED = frozenset(_KEYS)

#: Gives of stories, by their ids, a table of `id` and `articles`.
Stories = Callable[[pa.Array], pa.Table]


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in a table: rows with a key that is `gone` are no more, or are among the `new`."""

    gone: Sequence[str]
    new: pa.Table


def pair_key(left: str, right: str) -> str:
    """The key of a copy."""
    return f"{left} {right}" if left <= right else f"{right} {left}"


def judged_key(relation: str, pair: Iterable[str]) -> str:
    """The key of a judgement on two things."""
    left, right = pair
    return f"{relation} {pair_key(left, right)}"


def columns_for(table: str) -> set[str]:
    """The columns that tell the keys and the order of a table's rows."""
    return {*_KEYS[table], *_ORDERS[table]}


def keys_of(table: str, rows: pa.Table) -> pa.ChunkedArray:
    """The keys of rows."""
    *before, last = (rows[column] for column in _KEYS[table])
    if table in _PAIRED:
        other = before.pop()
        ordered = pc.less(other, last)
        before.append(pc.if_else(ordered, other, last))
        last = pc.if_else(ordered, last, other)
    return pc.binary_join_element_wise(*before, last, " ") if before else last


class Superseded:
    """Of each table the keys that layers take away, with the layer (its place) that does so last."""

    def __init__(self, rows: pa.Table, layers: Sequence[str]) -> None:
        """`rows`: noun, key and slice; `layers`: slices, oldest first."""
        self._found: dict[str, tuple[pa.Array, NDArray[np.int64]]] = {}
        places = pc.index_in(rows["slice"], value_set=pa.array(layers, pa.string())).to_numpy()
        for noun in sorted(pc.unique(rows["noun"]).to_pylist()):
            own = pc.equal(rows["noun"], noun)
            keys = rows["key"].filter(own).combine_chunks()
            self._found[noun] = _last_of_each(keys, places[own.to_numpy()].astype(np.int64))

    def standing(self, table: str, rows: pa.Table, places: NDArray[np.int64]) -> pa.Table:
        """The rows that no later layer takes away; `places`: of the layer of each, -1 where it is in none."""
        if table not in self._found or not rows.num_rows:
            return rows
        keys, taken = self._found[table]
        found = pc.index_in(keys_of(table, rows), value_set=keys).fill_null(-1).to_numpy().astype(np.int64)
        stands = (places < 0) | (found < 0) | (taken[found] <= places)
        return rows if stands.all() else rows.filter(pa.array(stands))


def _last_of_each(keys: pa.Array, places: NDArray[np.int64]) -> tuple[pa.Array, NDArray[np.int64]]:
    every = pc.unique(keys)
    last = np.full(len(every), -1, dtype=np.int64)
    np.maximum.at(last, pc.index_in(keys, value_set=every).to_numpy().astype(np.int64), places)
    return every, last


def in_order(table: str, rows: pa.Table, stories: Stories | None = None) -> pa.Table:
    """Rows of a comparison in the order in which one that compares all gives them; of findings `stories` tell it."""
    if rows.num_rows < 2:
        return rows
    rows = rows.combine_chunks()
    sorts = pa.table({str(n): _sorting(table, rows, column, stories) for n, column in enumerate(_ORDERS[table])})
    # sorting by the place, too, keeps the order of equals
    sorts = sorts.append_column("place", pa.array(np.arange(rows.num_rows)))
    order = pc.sort_indices(sorts, [(name, "ascending") for name in sorts.column_names])
    return rows.take(order)


def _sorting(table: str, rows: pa.Table, column: str, stories: Stories | None) -> pa.Array:
    found = rows[column].combine_chunks()
    if column == "relation":
        return pc.index_in(found, value_set=_RELATIONS)
    if table == "findings" and stories is not None:
        told = stories(pc.unique(found))
        first = pc.list_element(told["articles"].combine_chunks(), 0)
        return first.take(pc.index_in(found, value_set=told["id"].combine_chunks()))
    return pc.list_element(found, 0) if pa.types.is_list(found.type) else found


def applied(table: str, before: pa.Table, change: Change) -> pa.Table:
    """The rows of before that stay, and the new ones behind them."""
    gone = pc.is_in(keys_of(table, before), value_set=pa.array(sorted(set(change.gone)), pa.string()))
    return pa.concat_tables([before.filter(pc.invert(gone)), change.new])


def superseded_rows(changes: Mapping[str, Change]) -> pa.Table:
    """The keys that these changes take away, as rows."""
    found = [(noun, key) for noun, change in sorted(changes.items()) for key in sorted(set(change.gone))]
    return table_of(found, SUPERSEDED_ROWS)


def taken_in(sizes: Sequence[int], new: int) -> int:
    """How many of these layers, the last ones, a layer of `new` rows is joined with; `sizes`: rows of each, base first.

    Each row is written again only where its layer has become half as large as what is joined with it, so over many
    newcomers it is written as often as its layer can double.
    """
    taken = 0
    for size in reversed(sizes[1:]):
        if size > _GROWTH * new:
            break
        new += size
        taken += 1
    above = new + sum(sizes[1 : len(sizes) - taken])
    return len(sizes) if not sizes or above > max(sizes[0] // _SHARE, min(sizes[0], _FEW)) else taken
