"""Documents → readings, kept slice by slice.

Reads the ledger and the documents, writes reading slices. The one idea: each slice is safe once it is written, so a
killed run costs the documents of one slice and the next run takes up the rest.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pyarrow as pa

from rashomon.engine.base import Engine, Lost
from rashomon.engine.local import LocalEngine
from rashomon.judging.anchors import follow, keep_anchors
from rashomon.progress import Progress, Tell
from rashomon.reading.carrying import carried_over
from rashomon.reading.plan import is_changed, reads_with, stages_alone, unread_documents
from rashomon.reading.run_mark import mark_of_a_run
from rashomon.reading.templates import Furnished, furnished
from rashomon.record import NOUNS, Document, Failure, rows_to_table, table_to_rows
from rashomon.settings import CaseSettings
from rashomon.store.base import Entry, Store
from rashomon.store.ledger import covered_of
from rashomon.store.slices import newly_covered, write_slice

if TYPE_CHECKING:
    from rashomon.language.parses import ParseCache
    from rashomon.matching.templates import PageLines
    from rashomon.pipeline import Reading

Item = TypeVar("Item")

#: Tables that a reading writes.
READ = ("articles", "mentions", "times", "places", "quantities", "statements", "reports")

#: Documents above which pages are looked through in as many processes as they are read in.
_MANY = 2000


def read_pending(
    store: Store, settings: CaseSettings, folder: Path | None, at: str, tell: Tell, again: Sequence[Entry] = ()
) -> tuple[int, list[Failure]]:
    """Reads what no slice covers, then what `again` names, slice for slice; gives articles read and failures.

    Documents read before that keep a line which these show to be furniture of their outlet are read again, too, and
    first. Only the documents of a few batches are in memory, and each slice is safe once it is written. `folder` holds
    the parse cache and the mark of a run that is under way; None does without.
    """
    # a run may have died between reading again and following what moved
    follow(store, at)
    unread = unread_documents(store.ledger())
    total = len(unread) + sum(len(entry.covers) for entry in again)
    if not total:
        return 0, []
    _say(tell, 0, total)
    handed: deque[_Batch] = deque()
    waiting: list[tuple[_Batch, list[Reading | Failure]]] = []
    articles, done = 0, 0
    failures: list[Failure] = []
    with mark_of_a_run(folder) as died_before:
        known = _looked_through(store, settings, unread, again, died_before)
        total += len(known.again)
        if known.again or again:
            keep_anchors(store, at)
        engine, batches = _engine(store, settings, total, again, known, died_before)
        reader = partial(_read, cache=settings.parse_cache(folder))
        for results in engine.each(reader, _handing(batches, handed)):
            batch = handed.popleft()
            waiting.append((batch, [_as_failure(r) if isinstance(r, Lost) else r for r in results]))
            done += len(batch.tasks)
            _say(tell, done, total)
            if batch.closes:
                read, lost = _write_readings(store, settings, waiting, known, at)
                # what newcomers concern was counted when it was new
                articles += 0 if batch.in_part else read
                failures, waiting = [*failures, *lost], []
    follow(store, at)
    return articles, failures


@dataclass(frozen=True, slots=True)
class _Task:
    """A document that is to be read, and the lines that it is read without."""

    document: Document
    left_out: tuple[int, ...]


def _read(tasks: Sequence[_Task], cache: ParseCache | None) -> list[Reading | Failure]:
    from rashomon.pipeline import read_documents

    documents = [task.document for task in tasks]
    left_out = {task.document.id: task.left_out for task in tasks if task.left_out}
    return read_documents(documents, cache, left_out) if left_out else read_documents(documents, cache)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one call of the engine reads. The last batch of a slice `closes` it.

    `replaces`: the slice that stands for no more; of one that is read again `in_part` all other rows are carried over.
    """

    tasks: tuple[_Task, ...]
    closes: bool
    replaces: Entry | None = None
    in_part: bool = False


def _looked_through(
    store: Store, settings: CaseSettings, unread: Sequence[str], again: Sequence[Entry], careful: bool
) -> Furnished:
    """What the pages that are to be read, and those that were, show of the furniture of their outlets."""
    ledger, alone, reads = store.ledger(), stages_alone(), reads_with(settings)
    anew = {entry.slice for entry in again}
    stay = [e for e in ledger if e.kind == "reading" and e.slice not in anew and not is_changed(e, alone, reads)]
    names = [*unread, *(name for entry in again for name in entry.covers)]
    return furnished(store, stay, _lines(store, settings, ledger, names, careful))


def _lines(
    store: Store, settings: CaseSettings, ledger: Sequence[Entry], names: Sequence[str], careful: bool
) -> Iterator[Sequence[PageLines | None]]:
    """The lines that each of these pages keeps by itself, batch by batch."""
    from rashomon.stages.clean import lines_of_pages

    # looking through a page takes a fiftieth of reading it: seldom worth the start of other processes
    share = careful or len(names) > _MANY
    engine = settings.engine_for(len(names), settings.bytes_to_share, careful=careful) if share else LocalEngine()
    for found in engine.each(lines_of_pages, batched(_bodies(store, ledger, names), settings.documents_per_batch)):
        yield [None if isinstance(lines, Lost) else lines for lines in found]


def _handing(batches: Iterable[_Batch], handed: deque[_Batch]) -> Iterator[tuple[_Task, ...]]:
    """The batches' documents for the engine; `handed` keeps the batches until their results come, in order."""
    for batch in batches:
        handed.append(batch)
        yield batch.tasks


def _engine(
    store: Store, settings: CaseSettings, total: int, again: Sequence[Entry], known: Furnished, careful: bool
) -> tuple[Engine, Iterator[_Batch]]:
    """The engine for this much work, judged by the first slice of it, and all batches."""
    batches = _batches(store, settings, again, known)
    first = list(islice(batches, settings.batches_per_slice))
    documents = [task.document for batch in first for task in batch.tasks]
    size = sum(len(document.body) for document in documents) * total // max(1, len(documents))
    return settings.engine_for(total, size, careful=careful), chain(first, batches)


def _batches(store: Store, settings: CaseSettings, again: Sequence[Entry], known: Furnished) -> Iterator[_Batch]:
    """All work in batches: what newcomers concern of old slices, what is unread, then each old slice as it was.

    While newcomers are unread, a run that died is known to have left what they concern.
    """
    ledger = store.ledger()
    size = settings.documents_per_batch
    unread = _bodies(store, ledger, unread_documents(ledger))
    for entry in ledger:
        names = covered_of(entry, known.again) if known.again and entry.kind == "reading" else ()
        if names:
            yield from _slice(tuple(_bodies(store, ledger, names)), size, known, entry, in_part=True)
    for documents in batched(unread, size * settings.batches_per_slice):
        yield from _slice(documents, size, known)
    for entry in again:
        yield from _slice(tuple(_bodies(store, ledger, entry.covers)), size, known, entry)


def _slice(
    documents: Sequence[Document], size: int, known: Furnished, replaces: Entry | None = None, in_part: bool = False
) -> Iterator[_Batch]:
    tasks = [_Task(document, known.left_out.get(document.id, ())) for document in documents]
    parts = list(batched(tasks, size)) or [()]
    for place, part in enumerate(parts, 1):
        yield _Batch(part, place == len(parts), replaces, in_part)


def _bodies(store: Store, ledger: Sequence[Entry], names: Iterable[str]) -> Iterator[Document]:
    """Documents with their bytes, one slice of the store in memory at a time."""
    wanted = set(names)
    for entry in ledger:
        if wanted and entry.kind == "documents" and (here := covered_of(entry, wanted)):
            wanted -= here
            yield from table_to_rows(Document, store.read("documents", where={"slice": [entry.slice], "id": here}))


def _write_readings(
    store: Store,
    settings: CaseSettings,
    batches: Sequence[tuple[_Batch, list[Reading | Failure]]],
    known: Furnished,
    at: str,
) -> tuple[int, list[Failure]]:
    """Writes one slice; gives the number of articles that no other program's reading showed before, and failures."""
    from rashomon.pipeline import versions

    names = [task.document.id for batch, _ in batches for task in batch.tasks]
    results = [result for _, found in batches for result in found]
    failures = [replace(result, at=at) for result in results if isinstance(result, Failure)]
    read = [result for result in results if not isinstance(result, Failure)]
    tables = _tables(read, failures) | {"lines": known.rows(names)}
    before, covers = batches[-1][0].replaces, names
    if before is not None and batches[-1][0].in_part:
        covers, tables = list(before.covers), carried_over(store, before, names, tables)
    replaces = [before.slice] if before is not None else []
    written = write_slice(store, "reading", covers, at, tables, versions(), reads_with(settings), replaces)
    new = newly_covered(store, written)
    return sum(reading.article.document in new for reading in read), failures


def _tables(read: Sequence[Reading], failures: Sequence[Failure]) -> dict[str, pa.Table]:
    rows: dict[str, list[Any]] = {name: [] for name in READ}
    for reading in read:
        rows["articles"].append(reading.article)
        for name in READ[1:]:
            rows[name].extend(getattr(reading, name))
    rows["judgements"] = [judgement for reading in read for judgement in reading.judgements]
    rows["failures"] = list(failures)
    return {name: rows_to_table(NOUNS[name], found) for name, found in rows.items()}


def _as_failure(lost: Lost) -> Failure:
    document = cast(_Task, lost.item).document
    return Failure(document.id, "reading", lost.error, None)


def batched(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """itertools.batched, which Python has from 3.12 on."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _say(tell: Tell, done: int, total: int) -> None:
    if tell is not None:
        tell(Progress("reading", done, total))
