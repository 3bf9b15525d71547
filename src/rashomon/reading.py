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
from rashomon.errors import NotFound
from rashomon.record import NOUNS, Document, Failure, rows_to_table, table_to_rows
from rashomon.settings import CaseSettings
from rashomon.store.base import Entry, Store
from rashomon.store.ledger import next_number, slice_name

if TYPE_CHECKING:
    from rashomon.pipeline import Reading

Item = TypeVar("Item")

#: Tables that a reading writes.
READ = ("articles", "mentions", "times", "places", "quantities", "statements", "reports")


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
    alone = {name: version for name, version in versions().items() if shapes[name] != "corpus"}
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


def unread_documents(ledger: Sequence[Entry]) -> list[str]:
    """Ids of documents that no reading covers, in the order in which they came."""
    done = {name for entry in ledger if entry.kind == "reading" for name in entry.covers}
    taken = dict.fromkeys(name for entry in ledger if entry.kind == "documents" for name in entry.covers)
    return [name for name in taken if name not in done]


def read_pending(
    store: Store, settings: CaseSettings, folder: Path | None, at: str, tell: Tell, again: Sequence[Entry] = ()
) -> tuple[int, list[Failure]]:
    """Reads what no slice covers, then what `again` names, slice for slice; gives articles read and failures.

    Only the documents of a few batches are in memory, and each slice is safe once it is written. `folder` holds
    the parse cache and the mark of a run that is under way; None does without.
    """
    from rashomon.pipeline import read_documents

    total = len(unread_documents(store.ledger())) + sum(len(entry.covers) for entry in again)
    if not total:
        return 0, []
    _say(tell, 0, total)
    handed: deque[_Batch] = deque()
    waiting: list[tuple[_Batch, list[Reading | Failure]]] = []
    articles, done = 0, 0
    failures: list[Failure] = []
    with mark_of_a_run(folder) as died_before:
        engine, batches = _engine(store, settings, total, again, died_before)
        reader = partial(read_documents, cache=settings.parse_cache(folder))
        for results in engine.each(reader, _handing(batches, handed)):
            batch = handed.popleft()
            waiting.append((batch, [_as_failure(r) if isinstance(r, Lost) else r for r in results]))
            done += len(batch.documents)
            _say(tell, done, total)
            if batch.closes:
                read, lost = _write_readings(store, settings, waiting, at)
                articles, failures, waiting = articles + read, [*failures, *lost], []
    return articles, failures


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one call of the engine reads. The last batch of a slice `closes` it and says what it `replaces`."""

    documents: tuple[Document, ...]
    closes: bool
    replaces: tuple[str, ...]


def _handing(batches: Iterable[_Batch], handed: deque[_Batch]) -> Iterator[tuple[Document, ...]]:
    """The batches' documents for the engine; `handed` keeps the batches until their results come, in order."""
    for batch in batches:
        handed.append(batch)
        yield batch.documents


def _engine(
    store: Store, settings: CaseSettings, total: int, again: Sequence[Entry], careful: bool
) -> tuple[Engine, Iterator[_Batch]]:
    """The engine for this much work, judged by the first slice of it, and all batches."""
    batches = _batches(store, settings, again)
    first = list(islice(batches, settings.batches_per_slice))
    documents = [document for batch in first for document in batch.documents]
    size = sum(len(document.body) for document in documents) * total // max(1, len(documents))
    return settings.engine_for(total, size, careful=careful), chain(first, batches)


def _batches(store: Store, settings: CaseSettings, again: Sequence[Entry]) -> Iterator[_Batch]:
    """All work in batches: what is unread in slices of the usual size, then each old slice as it was."""
    ledger = store.ledger()
    size = settings.documents_per_batch
    unread = _bodies(store, ledger, unread_documents(ledger))
    for documents in batched(unread, size * settings.batches_per_slice):
        yield from _slice(documents, size, ())
    for entry in again:
        yield from _slice(tuple(_bodies(store, ledger, entry.covers)), size, (entry.slice,))


def _slice(documents: Sequence[Document], size: int, replaces: tuple[str, ...]) -> Iterator[_Batch]:
    parts = list(batched(documents, size)) or [()]
    for place, part in enumerate(parts, 1):
        yield _Batch(part, place == len(parts), replaces)


def _bodies(store: Store, ledger: Sequence[Entry], names: Iterable[str]) -> Iterator[Document]:
    """Documents with their bytes, one slice of the store in memory at a time."""
    wanted = set(names)
    for entry in ledger:
        if entry.kind == "documents" and (here := wanted & set(entry.covers)):
            wanted -= here
            yield from table_to_rows(Document, store.read("documents", where={"slice": [entry.slice], "id": here}))


def _write_readings(
    store: Store, settings: CaseSettings, batches: Sequence[tuple[_Batch, list[Reading | Failure]]], at: str
) -> tuple[int, list[Failure]]:
    """Writes one slice; gives the number of its articles and its failures."""
    from rashomon.pipeline import versions

    covers = [document.id for batch, _ in batches for document in batch.documents]
    results = [result for _, found in batches for result in found]
    failures = [replace(result, at=at) for result in results if isinstance(result, Failure)]
    read = [result for result in results if not isinstance(result, Failure)]
    rows: dict[str, list[Any]] = {name: [] for name in READ}
    for reading in read:
        rows["articles"].append(reading.article)
        for name in READ[1:]:
            rows[name].extend(getattr(reading, name))
    rows["judgements"] = [judgement for reading in read for judgement in reading.judgements]
    rows["failures"] = failures
    tables = {name: rows_to_table(NOUNS[name], found) for name, found in rows.items()}
    replaces = [name for batch, _ in batches for name in batch.replaces]
    write_slice(store, "reading", covers, at, tables, versions(), reads_with(settings), replaces)
    return len(read), failures


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
    document = cast(Document, lost.item)
    return Failure(document.id, "reading", lost.error, None)


def batched(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """itertools.batched, which Python has from 3.12 on."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _say(tell: Tell, done: int, total: int) -> None:
    if tell is not None:
        tell(Progress("reading", done, total))
