"""Documents that are to be read → the lines each is read without, and whom of those read before they concern.

Reads documents, and the table of lines that the pages of each outlet keep by themselves; gives what to leave out of
each page, and rows for that table. The one idea: what an outlet repeats follows from the set of its pages, so pages are
looked through before any is read, and a page read before is read again only where a newcomer shows that a line which it
keeps is furniture. Newcomers are kept as unread until that is done: a run that dies is taken up where it stood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rashomon.matching.templates import PageLines, furniture
from rashomon.store.base import Entry, Store
from rashomon.store.columns import table_of
from rashomon.store.delta import LINES


@dataclass(frozen=True, slots=True)
class Furnished:
    """What is known of outlets' pages before they are read.

    `left_out`: document → lines that it is read without, of those that have any. `again`: documents that were read
    before and keep one of these lines.
    """

    left_out: Mapping[str, tuple[int, ...]]
    again: frozenset[str]
    _pages: pa.Table

    def rows(self, documents: Collection[str]) -> pa.Table:
        """What the case keeps of these documents' lines."""
        pages = _of(self._pages, "document", documents)
        left_out = [list(self.left_out.get(name, ())) for name in pages["document"].to_pylist()]
        at = pages.schema.get_field_index("left_out")
        return pages.set_column(at, LINES.field("left_out"), pa.array(left_out, LINES.field("left_out").type))


def furnished(store: Store, entries: Iterable[Entry], found: Iterable[Sequence[PageLines | None]]) -> Furnished:
    """What new pages and those that were read before show of one another.

    `entries` are the slices that other pages were read in, `found` the lines of the new ones, batch by batch.
    """
    looked = (table_of([page for page in batch if page], LINES) for batch in found)
    new = pa.concat_tables([_EMPTY, *looked]).combine_chunks()
    known = _known(store, [entry.slice for entry in entries], new)
    names = set(new["document"].to_pylist())
    left_out: dict[str, tuple[int, ...]] = {}
    again = set()
    for pages in _outlets(pa.concat_tables([new, known])):
        before = {page.document: frozenset(page.left_out) for page in pages}
        for document, shown in furniture(pages, names).items():
            if document in names or not shown <= before[document]:
                left_out[document] = tuple(sorted(shown | before[document]))
                again.update({document} - names)
    return Furnished(left_out, frozenset(again), pa.concat_tables([new, _of(known, "document", again)]))


def _known(store: Store, slices: Sequence[str], new: pa.Table) -> pa.Table:
    """The pages read before that hold a line of a new page of their outlet."""
    where = {"outlet": pc.unique(new["outlet"]).to_pylist(), "slice": slices}
    if not where["outlet"]:
        return _EMPTY
    pages = store.read("lines", ["document", "lines"], where)
    lists = pages["lines"].combine_chunks()
    held = pc.is_in(pc.list_flatten(lists), pc.list_flatten(new["lines"].combine_chunks()))
    concerned = pc.unique(pc.take(pages["document"], pc.filter(pc.list_parent_indices(lists), held)))
    if not len(concerned):
        return _EMPTY
    return store.read("lines", where=where | {"document": concerned.to_pylist()})


def _outlets(pages: pa.Table) -> Iterator[list[PageLines]]:
    """The pages outlet by outlet, of those that have more than one."""
    counts = pc.value_counts(pages["outlet"])
    many = pc.filter(counts.field("values"), pc.greater(counts.field("counts"), 1))
    pages = _of(pages, "outlet", many.to_pylist()).combine_chunks()
    pages = pages.take(pc.sort_indices(pages, [("outlet", "ascending"), ("document", "ascending")]))
    outlets = pages["outlet"].to_numpy()
    edges = [0, *(np.flatnonzero(outlets[1:] != outlets[:-1]) + 1).tolist(), len(outlets)]
    for start, end in pairwise(edges):
        yield [_page(row) for row in pages.slice(start, end - start).to_pylist()]


def _page(row: Mapping[str, Any]) -> PageLines:
    lists = (tuple(row[field.name]) for field in LINES if pa.types.is_list(field.type))
    return PageLines(row["document"], row["outlet"], *lists)


def _of(rows: pa.Table, column: str, values: Iterable[str]) -> pa.Table:
    return rows.filter(pc.is_in(rows[column], pa.array(sorted(values), pa.string())))


_EMPTY = LINES.empty_table()
