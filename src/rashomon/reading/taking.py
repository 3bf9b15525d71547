"""Sources → documents, kept byte for byte, a slice at a time.

Reads what is given to `add`, writes documents slices. The one idea: bytes are safe before anything is read in them,
and a document that the case holds already is known by its sha256.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.errors import NothingToRead
from rashomon.progress import Progress, Tell
from rashomon.record import Document, Failure, rows_to_table
from rashomon.settings import CaseSettings
from rashomon.store.base import Store
from rashomon.store.ledger import covered
from rashomon.store.slices import newly_covered, write_slice

if TYPE_CHECKING:
    from rashomon.sources.files import Source, Unread

#: Bytes of documents that are held in memory before they are made safe, however few they are.
BYTES_HELD = 64_000_000


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did. `known` counts documents that the case held already; `failures` are this call's.

    `notes` say in a line each what is left to be done, and why.
    """

    documents: int
    known: int
    articles: int
    failures: tuple[Failure, ...]
    notes: tuple[str, ...] = ()


def take_in(store: Store, settings: CaseSettings, sources: Source | Iterable[Source], at: str, tell: Tell) -> Added:
    """Keeps new documents; each slice is safe once it is written."""
    from rashomon.sources.files import Unread, read

    held = covered(store.ledger(), "documents")
    known: set[str] = set()
    failed_before = _failed(store)
    new, again = 0, 0
    failures: list[Failure] = []
    for batch in held_together(read(sources), settings.documents_per_slice):
        fresh: dict[str, Document] = {}
        asked = pa.array([found.id for found in batch if isinstance(found, Document)], pa.string())
        known.update(asked.filter(pc.is_in(asked, value_set=held)).to_pylist())
        lost = [_as_failure(found, at) for found in batch if isinstance(found, Unread)]
        for found in batch:
            if isinstance(found, Unread):
                continue
            if found.id in known or found.id in fresh:
                again += 1
            else:
                fresh[found.id] = found
        known |= fresh.keys()
        failures.extend(lost)
        unheard = [f for f in lost if (f.document, f.error) not in failed_before]
        failed_before |= {(f.document, f.error) for f in unheard}
        if fresh or unheard:
            written = write_slice(store, "documents", list(fresh), at, _tables(fresh, unheard))
            first = len(newly_covered(store, written))
            new, again = new + first, again + len(fresh) - first
        if tell is not None:
            tell(Progress("taking in", new, None))
    return Added(new, again, 0, tuple(failures))


def held_together(
    found: Iterable[Document | Unread], count: int, size: int = BYTES_HELD
) -> Iterator[tuple[Document | Unread, ...]]:
    """Batches of at most `count` documents, and of no more than the first whose bytes reach `size` in all."""
    batch: list[Document | Unread] = []
    held = 0
    for item in found:
        batch.append(item)
        held += len(item.body) if isinstance(item, Document) else 0
        if len(batch) >= count or held >= size:
            yield tuple(batch)
            batch, held = [], 0
    if batch:
        yield tuple(batch)


def look_for(sources: Source | Sequence[Source]) -> None:
    """Raises NothingToRead where none of the sources is there: a mistyped name is to leave no new case behind."""
    from rashomon.sources.files import none_there

    if absent := none_there(sources):
        more = f" (and {len(absent) - 1} more that are not there)" if len(absent) > 1 else ""
        raise NothingToRead(f"{absent[0]}{more}")


def nothing_read(failures: tuple[Failure, ...]) -> str:
    """The sentence for a call that took not one document in."""
    if len(failures) == 1:
        return failures[0].error
    if failures:
        many = f"none of {len(failures)} files could be read ('rashomon failures' lists them)"
        return f"{many}; the first: {failures[0].error}"
    return "nothing to read: no file was given, or the folders hold none of a kind that can be read"


def _tables(fresh: Mapping[str, Document], lost: Iterable[Failure]) -> dict[str, pa.Table]:
    return {"documents": rows_to_table(Document, fresh.values()), "failures": rows_to_table(Failure, lost)}


def _failed(store: Store) -> set[tuple[str, str]]:
    rows = store.read("failures", ["document", "error"])
    return set(zip(rows["document"].to_pylist(), rows["error"].to_pylist(), strict=True))


def _as_failure(found: Unread, at: str) -> Failure:
    return Failure(str(found.path), "sources", found.error, at)
