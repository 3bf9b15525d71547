"""A slice some of whose documents were read again → the tables that stand in for it.

Reads the rows of the slice and the new ones; gives both as one, in the order in which the slice's documents came. The
one idea: every row of a reading belongs to one document, by its own word, by its article or by its mention.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rashomon.store.base import Entry, Store


def carried_over(
    store: Store, entry: Entry, documents: Collection[str], new: Mapping[str, pa.Table]
) -> dict[str, pa.Table]:
    """The tables of a slice, those of these `documents` replaced by the new ones."""
    old = {name: store.read(name, where={"slice": [entry.slice]}) for name in new}
    homes = _Homes([old, new], entry.covers)
    read = pa.array(sorted(homes.places[name] for name in documents), pa.int64())
    return {name: _replaced(old[name], new[name], homes, read) for name in new}


class _Homes:
    """Which document of a slice articles and mentions belong to; `places` are those of the documents in it."""

    def __init__(self, readings: Collection[Mapping[str, pa.Table]], covers: Collection[str]) -> None:
        self.places = {name: place for place, name in enumerate(covers)}
        self._ids, self._of_ids = pa.array(list(self.places), pa.string()), np.arange(len(self.places))
        for table, column in (("articles", "document"), ("mentions", "article")):
            rows = pa.concat_tables([reading[table].select(["id", column]) for reading in readings])
            found = self.of(rows[column])
            self._ids = pa.concat_arrays([self._ids, rows["id"].combine_chunks().cast(pa.string())])
            self._of_ids = np.concatenate([self._of_ids, found])

    def of(self, names: pa.ChunkedArray) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The places of the documents that these documents, articles or mentions belong to."""
        at = pc.index_in(names, value_set=self._ids).to_numpy()
        return np.asarray(self._of_ids[at], dtype=np.int64)


def _replaced(old: pa.Table, new: pa.Table, homes: _Homes, read: pa.Array) -> pa.Table:
    column = next(one for one in ("document", "article", "mention", "left") if one in new.schema.names)
    stay = old.filter(pc.invert(pc.is_in(pa.array(homes.of(old[column])), read)))
    every = pa.concat_tables([stay, new]).combine_chunks()
    return every.take(pa.array(np.argsort(homes.of(every[column]), kind="stable")))
