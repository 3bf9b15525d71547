"""The front door: a case is a folder that holds documents and the record made from them.

    case = rashomon.open_case("syria.case")
    case.add(["scraped/"])
    case.brief()

`add` keeps the bytes first, then reads them slice by slice, then lays all accounts side by side; whatever is
interrupted goes on at the next `add` or `run`. Asking loads no model.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from rashomon.errors import NotFound, NothingToRead, QueryError
from rashomon.record import (
    NOUNS,
    Article,
    Document,
    Entity,
    Event,
    Failure,
    Finding,
    Judgement,
    Mention,
    Quantity,
    Record,
    Report,
    Statement,
    Story,
    When,
    Where,
    filled,
    judgement_id,
    rows_to_table,
    table_to_rows,
)
from rashomon.record.ids import digest
from rashomon.settings import CaseSettings
from rashomon.store.base import Entry
from rashomon.store.delta import MEMBERS, DeltaStore

if TYPE_CHECKING:
    from rashomon.pipeline import Comparison, Reading
    from rashomon.views.article import ArticleView
    from rashomon.views.brief import Brief
    from rashomon.views.check import Checked
    from rashomon.views.entity import EntityView
    from rashomon.views.event import EventView
    from rashomon.views.exports import Exported
    from rashomon.views.story import StoryView
    from rashomon.views.why import Why

Item = TypeVar("Item")

#: Tables that a reading writes, and those that a comparison makes anew.
_READ = ("articles", "mentions", "times", "places", "quantities", "statements", "reports")
_COMPARED = ("copies", "stories", "entities", "events", "findings")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long step is: `done` of `total` documents; `total` is None while they are being counted."""

    step: str
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did. `known` counts documents that the case held already; `failures` are this call's."""

    documents: int
    known: int
    articles: int
    failures: tuple[Failure, ...]


def open_case(path: str | Path, *, settings: CaseSettings | None = None) -> Case:
    """Opens a case folder; an absent or empty folder becomes a case.

    Raises NotACase where the folder holds other things, NewerFormat where a later program wrote it.
    """
    return Case(Path(path), settings or CaseSettings())


class Case:
    """A case folder and all that can be done with it."""

    def __init__(self, folder: Path, settings: CaseSettings) -> None:
        self.folder = folder
        self.settings = settings
        self._store = DeltaStore(folder)

    # ── adding ────────────────────────────────────────────────────────────────────────────────────────────

    def add(
        self,
        sources: Iterable[str | Path],
        *,
        now: datetime | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Added:
        """Takes documents in, reads them, and compares all accounts anew.

        `sources` are files, folders, globs, or "-" for standard input. Raises NothingToRead where not one
        document could be taken in; what cannot be read of many is listed in `Added.failures`.
        """
        at = _instant(now)
        taken = self._take_in(sources, at, progress)
        if taken.documents == 0 and taken.known == 0:
            raise NothingToRead(_nothing(taken.failures))
        read = self.run(now=now, progress=progress)
        return replace(taken, articles=read.articles, failures=(*taken.failures, *read.failures))

    def run(
        self,
        *,
        now: datetime | None = None,
        progress: Callable[[Progress], None] | None = None,
        anew: bool = False,
    ) -> Added:
        """Reads the documents that no slice covers yet (`anew`: all of them), then compares."""
        at = _instant(now)
        articles, failures = self._read_pending(at, progress, anew)
        if articles or failures or self._comparison_is_stale():
            self._compare(at, progress)
        return Added(0, 0, articles, tuple(failures))

    # ── people's judgements ───────────────────────────────────────────────────────────────────────────────

    def judge(
        self,
        verdict: str,
        left: str,
        right: str,
        *,
        by: str,
        because: str | None = None,
        now: datetime | None = None,
    ) -> Judgement:
        """Keeps a person's judgement that two things are the same or different, and compares anew.

        Raises NotFound where an id is unknown or the two are not of one kind.
        """
        from rashomon.record import Reason

        record = self.record()
        (kind, left), (other, right) = _found(record, left), _found(record, right)
        if kind != other:
            raise NotFound(f"not of one kind: {left!r} is a {kind}, {right!r} is a {other}")
        reasons = (Reason(because, 1.0, None, None),) if because else ()
        relation = {"article": "copy", "mention": "entity", "report": "event"}.get(kind, kind)
        made = Judgement(
            relation,
            *_lasting(record, kind, left, right),
            verdict,
            1.0,
            reasons,
            f"person:{by}",
            _instant(now),
        )
        entry = self._entry("person", [judgement_id(made)], made.at or "", {})
        self._store.write(entry, {"judgements": rows_to_table(Judgement, [made])})
        self._compare(_instant(now), None)
        return made

    def forget(self, judgement: str, *, now: datetime | None = None) -> Judgement:
        """Takes a person's judgement back, and compares anew. Raises NotFound."""
        for entry in self._store.ledger():
            if entry.kind == "person" and any(name.startswith(judgement) for name in entry.covers):
                (taken,) = [j for j in self.judgements() if judgement_id(j) in entry.covers]
                at = _instant(now)
                self._store.write(replace(self._entry("forgotten", [], at, {}), replaces=(entry.slice,)), {})
                self._compare(at, None)
                return taken
        raise NotFound(f"no such judgement by a person: {judgement!r}; `rashomon judgements` lists them")

    def judgements(self) -> list[Judgement]:
        """People's judgements, oldest first."""
        rows = table_to_rows(Judgement, self._store.read("judgements"))
        return sorted(
            (j for j in rows if j.by.startswith("person:")), key=lambda j: (j.at or "", judgement_id(j))
        )

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────

    def record(self) -> Record:
        """The whole record in memory, its references filled."""
        members = self._store.read("members").to_pylist()
        of_member = {(row["noun"], row["member"]): row["cluster"] for row in members}
        bare = Record(
            articles={n.id: n for n in self._nouns("articles", Article)},
            mentions={n.id: n for n in self._nouns("mentions", Mention)},
            times={n.mention: n for n in self._nouns("times", When)},
            places={n.mention: n for n in self._nouns("places", Where)},
            quantities={n.mention: n for n in self._nouns("quantities", Quantity)},
            entities={n.id: n for n in self._nouns("entities", Entity)},
            statements={n.id: n for n in self._nouns("statements", Statement)},
            reports={n.id: n for n in self._nouns("reports", Report)},
            events={n.id: n for n in self._nouns("events", Event)},
            stories={n.id: n for n in self._nouns("stories", Story)},
            copies=tuple(self._nouns("copies", object)),
            judgements=tuple(self._nouns("judgements", Judgement)),
            findings={n.id: n for n in self._nouns("findings", Finding)},
            failures=tuple(self._nouns("failures", Failure)),
            origins={member: cluster for (noun, member), cluster in of_member.items() if noun == "article"},
        )
        return filled(bare, of_member)

    def documents(self) -> dict[str, Document]:
        """The documents as received, by id."""
        return {document.id: document for document in table_to_rows(Document, self._store.read("documents"))}

    def brief(self, story: str | None = None) -> Brief:
        """What happened, who says so, where they differ. Raises NotFound for an unknown story."""
        from rashomon.views.brief import make_brief

        record = self.record()
        return make_brief(record, _pick(record.stories, story, "story") if story else None)

    def story(self, name: str) -> StoryView:
        """One story with its accounts side by side. `name` is an id or the beginning of one."""
        from rashomon.views.story import view_story

        record = self.record()
        return view_story(record, _pick(record.stories, name, "story"))

    def event(self, name: str) -> EventView:
        """One event with the reports that tell it."""
        from rashomon.views.event import view_event

        record = self.record()
        return view_event(record, _pick(record.events, name, "event"))

    def entity(self, name: str) -> EntityView:
        """One entity with its names, acts and statements. `name` may also be a name that a source uses."""
        from rashomon.views.entity import view_entity

        record = self.record()
        return view_entity(record, _pick(record.entities, name, "entity", _by_alias(record, name)))

    def article(self, name: str) -> ArticleView:
        """One article with what was read in it, block by block."""
        from rashomon.views.article import view_article

        record = self.record()
        article = record.articles[_pick(record.articles, name, "article")]
        return view_article(record, article, self.documents()[article.document])

    def why(self, *names: str) -> Why:
        """Which features spoke for and against: of one judgement between two things, or of one report."""
        from rashomon.views.why import explain

        record = self.record()
        return explain(record, [_found(record, name) for name in names])

    def failures(self) -> list[Failure]:
        """What could not be read, and why."""
        return list(self._nouns("failures", Failure))

    def check(self) -> Checked:
        """Re-reads every span and compares it with its source; follows every reference."""
        from rashomon.views.check import check_record

        return check_record(self.record(), self.documents())

    def tables(self) -> dict[str, pa.Table]:
        """Every noun as an Arrow table, references filled; the columns are those of the public schema."""
        record = self.record()
        return {
            "documents": self._store.read("documents"),
            **{
                name: rows_to_table(NOUNS[name], _rows_of(record, name))
                for name in NOUNS
                if name != "documents"
            },
        }

    def sql(self, query: str) -> pa.Table:
        """The answer of DuckDB over the tables, read-only. Raises QueryError with DuckDB's own words."""
        import duckdb

        connection = duckdb.connect(":memory:")
        try:
            for name, table in self.tables().items():
                connection.register(name, table)
            # nothing but the registered tables: no files, no extensions, no settings
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
            return connection.sql(query).to_arrow_table()
        except (duckdb.Error, AttributeError) as error:
            raise QueryError(f"cannot answer: {next(iter(str(error).splitlines()), 'no rows')}") from error
        finally:
            connection.close()

    def export(self, name: str) -> dict[str, Any]:
        """The record as one JSON object: the answer of a form that is one (json, geojson, …).

        Raises NotFound for an unknown form and for one that is no JSON object; `export_files` has them all.
        """
        (file, content), *others = self.export_files(name).files.items() or [("", "")]
        if others or not file.endswith((".json", ".jsonld", ".geojson")):
            raise NotFound(f"not one JSON object: {name!r}; export_files({name!r}) gives its files")
        found: dict[str, Any] = json.loads(content)
        return found

    def export_files(self, name: str, *, no_text: bool = False) -> Exported:
        """The record in another form, as files by name (docs/exports.md).

        `no_text` keeps spans and sha256 hashes and leaves the publishers' words out. Raises NotFound for an
        unknown form, NeedsText where a form is made of nothing but text.
        """
        from rashomon.views.exports import EXPORTS, without_text

        if name not in EXPORTS:
            raise NotFound(f"no such export: {name!r}; there are {', '.join(EXPORTS)}")
        record = self.record()
        return EXPORTS[name](without_text(record) if no_text else record, self._run_versions())

    def report(self, form: str = "html", story: str | None = None, *, no_text: bool = False) -> str | bytes:
        """The brief as a document to forward: html, md, json as text, docx and pdf as bytes.

        `no_text` gives offsets and sha256 hashes for the publishers' words. Raises NotFound for an unknown form or
        story, MissingPart where the form's library is absent.
        """
        from rashomon.views.exports import without_text
        from rashomon.views.reports import make_report

        record = self.record()
        chosen = _pick(record.stories, story, "story") if story else None
        return make_report(without_text(record) if no_text else record, self._run_versions(), form, chosen)

    # ── how ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take_in(
        self, sources: Iterable[str | Path], at: str, progress: Callable[[Progress], None] | None
    ) -> Added:
        """Keeps new documents, a slice at a time; each slice is safe once it is written."""
        from rashomon.sources.files import Unread, read

        known = set(self._store.read("documents", ["id"])["id"].to_pylist())
        failed_before = {(failure.document, failure.error) for failure in self.failures()}
        new, again, failures = 0, 0, []
        for batch in _batched(read(sources), self.settings.documents_per_slice):
            fresh: dict[str, Document] = {}
            for found in batch:
                if isinstance(found, Unread):
                    failures.append(Failure(str(found.path), "sources", found.error, at))
                elif found.id in known or found.id in fresh:
                    again += 1
                else:
                    fresh[found.id] = found
            known |= fresh.keys()
            new += len(fresh)
            lost = [f for f in failures if (f.document, f.error) not in failed_before]
            failed_before |= {(f.document, f.error) for f in lost}
            if fresh or lost:
                tables = {
                    "documents": rows_to_table(Document, fresh.values()),
                    "failures": rows_to_table(Failure, lost),
                }
                self._store.write(self._entry("documents", list(fresh), at, {}), tables)
            _tell(progress, "taking in", new, None)
        return Added(new, again, 0, tuple(failures))

    def _read_pending(
        self, at: str, progress: Callable[[Progress], None] | None, anew: bool
    ) -> tuple[int, list[Failure]]:
        ledger = self._store.ledger()
        old = [entry for entry in ledger if entry.kind == "reading"]
        done = set() if anew else {name for entry in old for name in entry.covers}
        pending = [document for document in self.documents().values() if document.id not in done]
        if not pending:
            return 0, []
        from rashomon.engine.local import Lost
        from rashomon.pipeline import Reading, read_documents, versions

        engine = self.settings.engine_for(len(pending), sum(len(document.body) for document in pending))
        batches = list(_batched(pending, self.settings.documents_per_batch))
        articles = 0
        failures: list[Failure] = []
        waiting: list[tuple[Sequence[Document], list[Reading | Failure]]] = []
        _tell(progress, "reading", 0, len(pending))
        for place, (batch, results) in enumerate(
            zip(batches, engine.each(read_documents, batches), strict=True), 1
        ):
            waiting.append((batch, [_as_failure(r) if isinstance(r, Lost) else r for r in results]))
            read = [r for r in waiting[-1][1] if isinstance(r, Reading)]
            articles += len(read)
            failures.extend(r for r in waiting[-1][1] if isinstance(r, Failure))
            _tell(
                progress,
                "reading",
                min(place * self.settings.documents_per_batch, len(pending)),
                len(pending),
            )
            if len(waiting) == self.settings.batches_per_slice or place == len(batches):
                last = place == len(batches)
                self._write_readings(waiting, at, [e.slice for e in old] if anew and last else [], versions())
                waiting = []
        return articles, failures

    def _write_readings(
        self,
        batches: Sequence[tuple[Sequence[Document], Sequence[Reading | Failure]]],
        at: str,
        replaces: Sequence[str],
        versions: Mapping[str, int],
    ) -> None:
        covers = [document.id for documents, _ in batches for document in documents]
        results = [result for _, found in batches for result in found]
        failures = [replace(result, at=at) for result in results if isinstance(result, Failure)]
        read = [result for result in results if not isinstance(result, Failure)]
        rows: dict[str, list[Any]] = {name: [] for name in _READ}
        for reading in read:
            rows["articles"].append(reading.article)
            for name in _READ[1:]:
                rows[name].extend(getattr(reading, name))
        rows["judgements"] = [judgement for reading in read for judgement in reading.judgements]
        rows["failures"] = failures
        entry = replace(self._entry("reading", covers, at, versions), replaces=tuple(replaces))
        self._store.write(entry, {name: rows_to_table(NOUNS[name], found) for name, found in rows.items()})

    def _compare(self, at: str, progress: Callable[[Progress], None] | None) -> None:
        from rashomon.pipeline import compare, versions

        _tell(progress, "comparing", 0, None)
        judgements = list(self._nouns("judgements", Judgement))
        comparison = compare(
            articles=self._nouns("articles", Article),
            mentions=_by_article(self._nouns("mentions", Mention)),
            places={where.mention: where for where in self._nouns("places", Where)},
            statements=self._nouns("statements", Statement),
            reports=self._nouns("reports", Report),
            coreference=[
                j for j in judgements if j.relation == "entity" and j.by.startswith("machine:coreference")
            ],
            people=[j for j in judgements if j.by.startswith("person:")],
        )
        self._write_comparison(comparison, at, versions())
        _tell(progress, "comparing", 1, 1)

    def _write_comparison(self, comparison: Comparison, at: str, versions: Mapping[str, int]) -> None:
        ledger = self._store.ledger()
        covers = [entry.slice for entry in ledger if entry.kind in ("reading", "person")]
        replaces = tuple(entry.slice for entry in ledger if entry.kind == "comparison")
        tables = {
            name: rows_to_table(NOUNS[name], getattr(comparison, name)) for name in (*_COMPARED, "judgements")
        }
        members = [
            {"noun": noun, "member": member, "cluster": cluster}
            for (noun, member), cluster in comparison.members.items()
        ]
        tables["members"] = pa.Table.from_pylist(members, schema=MEMBERS)
        self._store.write(replace(self._entry("comparison", covers, at, versions), replaces=replaces), tables)

    def _comparison_is_stale(self) -> bool:
        """Whether readings or judgements have come or gone since the last comparison."""
        ledger = self._store.ledger()
        wanted = {entry.slice for entry in ledger if entry.kind in ("reading", "person")}
        compared = [set(entry.covers) for entry in ledger if entry.kind == "comparison"]
        return bool(wanted) and (not compared or compared[-1] != wanted)

    def _entry(self, kind: str, covers: Sequence[str], at: str, versions: Mapping[str, int]) -> Entry:
        number = 1 + max((entry.number for entry in self._store.ledger()), default=0)
        name = digest("slice", kind, number, at, list(covers), os.getpid(), dict(versions))
        return Entry(name, kind, number, tuple(covers), (), json.dumps(versions, sort_keys=True), at)

    def _nouns(self, table: str, kind: type[Any]) -> list[Any]:
        return list(table_to_rows(NOUNS[table], self._store.read(table)))

    def _run_versions(self) -> dict[str, Any]:
        """What made the record: the program, its stages and models."""
        from rashomon import __version__
        from rashomon.language.weights import model_name

        stages: dict[str, int] = {}
        for entry in self._store.ledger():
            stages |= json.loads(entry.versions)
        return {"program": __version__, "stages": stages, "models": {"english": model_name()}}


def _rows_of(record: Record, name: str) -> Iterable[Any]:
    rows = getattr(record, name)
    return rows.values() if isinstance(rows, dict) else rows


def _pick(nouns: Mapping[str, Any], name: str, kind: str, more: Iterable[str] = ()) -> str:
    """The one id that is or begins with `name`. Raises NotFound, also where several do."""
    if name in nouns:
        return name
    found = sorted({key for key in nouns if key.startswith(name)} | set(more)) if name else []
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"several {kind} ids begin so: {name!r}; {', '.join(key[:8] for key in found[:5])}")
    raise NotFound(f"no such {kind}: {name!r}")


def _found(record: Record, name: str) -> tuple[str, str]:
    """The kind and whole id of whatever an id or its beginning names."""
    kinds: dict[str, Mapping[str, Any]] = {
        "article": record.articles,
        "story": record.stories,
        "event": record.events,
        "entity": record.entities,
        "report": record.reports,
        "statement": record.statements,
        "mention": record.mentions,
    }
    matches = []
    for kind, nouns in kinds.items():
        try:
            matches.append((kind, _pick(nouns, name, kind)))
        except NotFound as error:
            if str(error).startswith("several"):
                raise
    if len(matches) == 1:
        return matches[0]
    raise NotFound(
        f"nothing in the case has this id: {name!r}" if not matches else f"several things begin so: {name!r}"
    )


def _lasting(record: Record, kind: str, left: str, right: str) -> tuple[str, str]:
    """What a judgement is kept on: members, since the ids of clusters change with them."""
    if kind == "entity":
        return min(m.id for m in record.mentions_of[left]), min(m.id for m in record.mentions_of[right])
    if kind == "event":
        return min(record.events[left].reports), min(record.events[right].reports)
    if kind == "story":
        return min(record.stories[left].articles), min(record.stories[right].articles)
    return left, right


def _by_alias(record: Record, name: str) -> list[str]:
    plain = name.casefold()
    return [
        e.id
        for e in record.entities.values()
        if plain in {e.name.casefold(), *(a.casefold() for a in e.aliases)}
    ]


def _by_article(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        found[mention.article].append(mention)
    return found


def _as_failure(lost: Any) -> Failure:
    return Failure(lost.item.id, "reading", lost.error, None)


def _nothing(failures: Sequence[Failure]) -> str:
    if len(failures) == 1:
        return failures[0].error
    if failures:
        return f"none of {len(failures)} files could be read; the first: {failures[0].error}"
    return "nothing to read: no file was given, or the folders hold none of a kind that can be read"


def _batched(items: Iterable[Item], size: int) -> Iterator[tuple[Item, ...]]:
    """itertools.batched, which Python has from 3.12 on."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch


def _tell(progress: Callable[[Progress], None] | None, step: str, done: int, total: int | None) -> None:
    if progress is not None:
        progress(Progress(step, done, total))


def _instant(now: datetime | None) -> str:
    """The moment of a call; the only clock in the library, and only for `at` and `fetched`."""
    return (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
