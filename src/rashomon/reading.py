"""Documents → readings, kept slice by slice: what is to be read, why, and how a killed run is taken up again.

Reads the ledger and the documents, writes reading slices. The one idea: the ledger tells which document was read by
which versions of the stages, so the work to be done is the difference between the ledger and what it should say.
"""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pyarrow as pa

from rashomon.engine.base import Engine, Lost
from rashomon.engine.local import LocalEngine
from rashomon.errors import NotFound
from rashomon.record import NOUNS, Document, Failure, rows_to_table, table_to_rows
from rashomon.settings import CaseSettings
from rashomon.store.base import Entry, Store
from rashomon.store.ledger import next_number, slice_name

if TYPE_CHECKING:
    from rashomon.language.parses import ParseCache
    from rashomon.matching.templates import PageLines
    from rashomon.pipeline import Reading
    from rashomon.templates import Furnished

Item = TypeVar("Item")

#: Tables that a reading writes.
READ = ("articles", "mentions", "times", "places", "quantities", "statements", "reports")

#: Documents above which pages are looked through in as many processes as they are read in.
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long step is: `done` of `total` documents; `total` is None while they are being counted."""

    step: str
    done: int
    total: int | None


Tell = Callable[[Progress], None] | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next run will do. `again`: reading slices that are to be made anew; `reasons`: one line each."""

    unread: int
    again: tuple[Entry, ...]
    compare: bool
    reasons: tuple[str, ...]


def make_plan(store: Store, settings: CaseSettings, stage: str | None = None, everything: bool = False) -> Plan:
    """What is unread, what was read by other versions, and whether the comparison is out of date.

    `stage` plans that stage and what depends on it anew, `everything` all. Raises NotFound for an unknown stage.
    """
    from rashomon.pipeline import STAGES, versions

    ledger = store.ledger()
    readings = [entry for entry in ledger if entry.kind == "reading"]
    unread = len(unread_documents(ledger))
    reasons = [f"{unread:,} documents are not read yet"] if unread else []
    shapes = {found.name: found.shape for found in STAGES}
    if stage is not None and stage not in shapes:
        raise NotFound(f"no such stage: {stage!r}; there are {', '.join(shapes)}")
    alone = _alone()
    forced = everything or (stage is not None and shapes[stage] != "corpus")
    again = [e for e in readings if forced or _changed(e, alone, reads_with(settings))]
    if again:
        count = len({name for entry in again for name in entry.covers})
        why = "as asked" if forced else _why(again, alone, reads_with(settings))
        reasons.append(f"{count:,} documents are read again: {why}")
    compare = _comparison(ledger, {n: v for n, v in versions().items() if shapes[n] == "corpus"}, stage)
    if compare and not again and not unread:
        reasons.append(f"all accounts are compared again: {compare}")
    return Plan(unread, tuple(again), bool(compare or again or unread), tuple(reasons))


def _alone() -> dict[str, int]:
    """Stage → version, of the stages that read one document."""
    from rashomon.pipeline import STAGES

    return {stage.name: stage.version for stage in STAGES if stage.shape != "corpus"}


def unread_documents(ledger: Sequence[Entry]) -> list[str]:
    """Ids of documents that no reading covers, in the order in which they came."""
    done = {name for entry in ledger if entry.kind == "reading" for name in entry.covers}
    taken = dict.fromkeys(name for entry in ledger if entry.kind == "documents" for name in entry.covers)
    return [name for name in taken if name not in done]


def read_pending(
    store: Store, settings: CaseSettings, folder: Path | None, at: str, tell: Tell, again: Sequence[Entry] = ()
) -> tuple[int, list[Failure]]:
    """Reads what no slice covers, then what `again` names, slice for slice; gives articles read and failures.

    Documents read before that keep a line which these show to be furniture of their outlet are read again, too, and
    first. Only the documents of a few batches are in memory, and each slice is safe once it is written. `folder` holds
    the parse cache and the mark of a run that is under way; None does without.
    """
    from rashomon.anchors import follow, keep_anchors

    # a run may have died between reading again and following what moved
    follow(store, at)
    total = len(unread_documents(store.ledger())) + sum(len(entry.covers) for entry in again)
    if not total:
        return 0, []
    _say(tell, 0, total)
    handed: deque[_Batch] = deque()
    waiting: list[tuple[_Batch, list[Reading | Failure]]] = []
    articles, done = 0, 0
    failures: list[Failure] = []
    with mark_of_a_run(folder) as died_before:
        known = _looked_through(store, settings, again, died_before)
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


def _looked_through(store: Store, settings: CaseSettings, again: Sequence[Entry], careful: bool) -> Furnished:
    """What the pages that are to be read, and those that were, show of the furniture of their outlets."""
    from rashomon.templates import furnished

    ledger, alone, reads = store.ledger(), _alone(), reads_with(settings)
    anew = {entry.slice for entry in again}
    stay = [e for e in ledger if e.kind == "reading" and e.slice not in anew and not _changed(e, alone, reads)]
    names = [*unread_documents(ledger), *(name for entry in again for name in entry.covers)]
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
        names = known.again.intersection(entry.covers) if entry.kind == "reading" else ()
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
        if entry.kind == "documents" and (here := wanted & set(entry.covers)):
            wanted -= here
            yield from table_to_rows(Document, store.read("documents", where={"slice": [entry.slice], "id": here}))


def _write_readings(
    store: Store,
    settings: CaseSettings,
    batches: Sequence[tuple[_Batch, list[Reading | Failure]]],
    known: Furnished,
    at: str,
) -> tuple[int, list[Failure]]:
    """Writes one slice; gives the number of its articles and its failures."""
    from rashomon.carrying import carried_over
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
    write_slice(store, "reading", covers, at, tables, versions(), reads_with(settings), replaces)
    return len(read), failures


def _tables(read: Sequence[Reading], failures: Sequence[Failure]) -> dict[str, pa.Table]:
    rows: dict[str, list[Any]] = {name: [] for name in READ}
    for reading in read:
        rows["articles"].append(reading.article)
        for name in READ[1:]:
            rows[name].extend(getattr(reading, name))
    rows["judgements"] = [judgement for reading in read for judgement in reading.judgements]
    rows["failures"] = list(failures)
    return {name: rows_to_table(NOUNS[name], found) for name, found in rows.items()}


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
) -> Entry:
    """Names a slice after all that is in it and writes it. Raises StoreFull, Moved (store.base)."""
    number = next_number(store.past())
    made = versions or {}
    name = slice_name(kind, number, covers, made, settings, tables, upon)
    told = json.dumps(made, sort_keys=True)
    entry = Entry(name, kind, number, tuple(covers), tuple(replaces), told, at, settings, upon=tuple(upon))
    store.write(entry, tables)
    return entry


def withdraw_doubles(store: Store, at: str) -> None:
    """Makes slices invisible whose documents earlier ones cover, too: two programs did the same work at once."""
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


def reads_with(settings: CaseSettings) -> str:
    """What decides a reading besides the stages' versions: settings that change rows, and the models' weights."""
    from rashomon.language.russian import parse as russian
    from rashomon.language.weights import model_name

    return " ".join([settings.digest(), model_name(), *([russian.model_name()] if russian.is_readable() else [])])


def without_reader(store: Store) -> tuple[str, ...]:
    """A line where articles in Russian were read without their grammar, for want of the extra."""
    from rashomon.language.russian import parse as russian

    if russian.is_readable():
        return ()
    count = store.read("articles", where={"language": ["ru"]}, columns=["id"]).num_rows
    return (f"{count:,} articles in Russian are read by their names alone: {russian.MISSING}",) if count else ()


@contextmanager
def mark_of_a_run(folder: Path | None) -> Iterator[bool]:
    """Marks that documents are being read; says whether an earlier run died here.

    A document that kills the process would kill every run after it, too: the next run reads in processes of their
    own, where it is found and costs only itself.
    """
    if folder is None:
        yield False
        return
    mark = folder / "reading"
    died = mark.exists() and not _alive(mark)
    mark.write_text(f"{os.getpid()}\n", encoding="utf-8")
    try:
        yield died
    finally:
        mark.unlink(missing_ok=True)


def _alive(mark: Path) -> bool:
    """Whether the process that left the mark still runs."""
    try:
        os.kill(int(mark.read_text(encoding="utf-8")), 0)
    except (OSError, ValueError):
        return False
    return True


def _changed(entry: Entry, wanted: Mapping[str, int], settings: str) -> bool:
    made: dict[str, int] = json.loads(entry.versions)
    return any(made.get(name) != version for name, version in wanted.items()) or entry.settings not in ("", settings)


def _why(again: Sequence[Entry], wanted: Mapping[str, int], settings: str) -> str:
    """The differences between what made these slices and what is wanted, in words."""
    reasons: dict[str, None] = {}
    for entry in again:
        made: dict[str, int] = json.loads(entry.versions)
        for name, version in wanted.items():
            if made.get(name) != version:
                reasons[f"{name} {made.get(name, 'new')} → {version}"] = None
        if entry.settings not in ("", settings):
            reasons[f"read with {entry.settings.partition(' ')[2]}, now {settings.partition(' ')[2]}"] = None
    return ", ".join(reasons)


def _comparison(ledger: Sequence[Entry], wanted: Mapping[str, int], stage: str | None) -> str | None:
    """Why the accounts are to be compared again; None where the last comparison stands."""
    read = {entry.slice for entry in ledger if entry.kind in ("reading", "person")}
    last = next((entry for entry in reversed(ledger) if entry.kind == "comparison"), None)
    if not read:
        return None
    if last is None:
        return "they never were"
    if set(last.covers) != read:
        return "readings or judgements have come or gone"
    if stage is not None:
        return "as asked"
    made: dict[str, int] = json.loads(last.versions)
    changes = [f"{n} {made.get(n, 'new')} → {version}" for n, version in wanted.items() if made.get(n) != version]
    return ", ".join(changes) or None


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
