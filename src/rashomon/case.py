"""The front door: a case is a folder, or a path of a bucket, that holds documents and the record made from them.

    case = rashomon.open_case("syria.case")
    case.add(["scraped/"])
    case.brief()

`add` keeps the bytes first, then reads them slice by slice, then lays all accounts side by side; whatever is
interrupted goes on at the next `add` or `run`. Asking loads no model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from rashomon.comparing.comparison import compare_all, nouns
from rashomon.engine.collecting import seldom_collecting
from rashomon.errors import NotFound, NothingToRead
from rashomon.judging.judgements import keep_judgement, people_s_judgements, take_back
from rashomon.partial import (
    filled_tables,
    find_id,
    find_thing,
    record_of_article,
    record_of_entity,
    record_of_event,
    record_of_judgements,
    record_of_stories,
    whole_record,
)
from rashomon.progress import Progress
from rashomon.reading.pending import read_pending
from rashomon.reading.plan import Plan, make_plan, with_small_weights, without_reader
from rashomon.reading.taking import Added, nothing_read, take_in
from rashomon.record import NOUNS, Document, Failure, Judgement, Record, table_to_rows
from rashomon.settings import CaseSettings
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import withdraw_doubles

if TYPE_CHECKING:
    from rashomon.judging.decisions import Agreement, TakenIn
    from rashomon.language.parses import ParseCache
    from rashomon.sources.files import Source
    from rashomon.store.upkeep import Compacted
    from rashomon.versions import Verified, Version
    from rashomon.views.article import ArticleView
    from rashomon.views.brief import Brief
    from rashomon.views.check import Checked
    from rashomon.views.entity import EntityView
    from rashomon.views.event import EventView
    from rashomon.views.exports import Exported
    from rashomon.views.news import News
    from rashomon.views.pages import CasePages
    from rashomon.views.search import SearchAnswer
    from rashomon.views.story import StoryView
    from rashomon.views.told import ToldAnswer
    from rashomon.views.why import Why

__all__ = ["Added", "Case", "Plan", "Progress", "open_case"]


def open_case(path: str | Path, *, settings: CaseSettings | None = None) -> Case:
    """Opens a case, in a folder or at `s3://BUCKET/PATH`; an absent or empty place becomes a case.

    Raises NotACase where the place holds other things, NewerFormat where a later program wrote it.
    """
    return Case(path, settings or CaseSettings())


class Case:
    """A case and all that can be done with it.

    `folder`: where it lies; of a case in a bucket, what this machine keeps of it (index, cache).
    """

    def __init__(self, address: str | Path, settings: CaseSettings, until: int | None = None) -> None:
        self.settings = settings
        self._address = address
        self._store = DeltaStore(address, until)
        self.folder = self._store.folder

    @property
    def name(self) -> str:
        """What people call it: the last part of its address.

        Examples:
            >>> case.name
            'example.case'
        """
        return self._store.place.name

    @property
    def address(self) -> str:
        """What opens it again.

        Examples:
            >>> open_case(case.address).name
            'example.case'
        """
        return str(self._address)

    # ── adding ────────────────────────────────────────────────────────────────────────────────────────────

    @seldom_collecting()
    def add(
        self,
        sources: Source | Iterable[Source],
        *,
        now: datetime | None = None,
        progress: Callable[[Progress], None] | None = None,
    ) -> Added:
        """Takes documents in, reads them, and compares all accounts anew.

        `sources` are files, folders, globs, "-" for standard input, or Documents in hand. Raises NothingToRead where
        not one document could be taken in; what cannot be read of many is listed in `Added.failures`.

        Examples:
            >>> case.add(["examples/corpus"]).known
            25
        """
        taken = take_in(self._store, self.settings, sources, _instant(now), progress)
        if taken.documents == 0 and taken.known == 0:
            raise NothingToRead(nothing_read(taken.failures))
        read = self._do(make_plan(self._store, self.settings), now, progress, stale=False)
        return replace(taken, articles=read.articles, failures=(*taken.failures, *read.failures), notes=read.notes)

    def plan(self, stage: str | None = None, *, anew: bool = False) -> Plan:
        """What `run` will do, and why in one line each; `stage` and `anew` as there. Raises NotFound.

        Examples:
            >>> case.plan().reasons
            ()
        """
        return make_plan(self._store, self.settings, stage, anew)

    @seldom_collecting()
    def run(
        self,
        *,
        now: datetime | None = None,
        progress: Callable[[Progress], None] | None = None,
        anew: bool = False,
        stage: str | None = None,
    ) -> Added:
        """Finishes what was interrupted, and does anew what other versions of the stages did.

        `anew` does everything again, `stage` that stage and what depends on it. Raises NotFound for an unknown one.

        Examples:
            >>> case.run().documents
            0
        """
        plan = self.plan(stage, anew=anew)
        if anew or stage:
            from rashomon.comparing.newcomers import let_go

            let_go(self._store)
        return self._do(plan, now, progress)

    # ── people's judgements ───────────────────────────────────────────────────────────────────────────────

    def judge(
        self,
        verdict: str,
        left: str,
        right: str,
        *,
        by: str,
        because: str | None = None,
        value: str | None = None,
        words: str | None = None,
        alike: bool = False,
        now: datetime | None = None,
    ) -> Judgement:
        """Keeps a person's judgement that two things are the same or different, and compares anew.

        A reading (a report or statement) can be wrong or right; `right` is then the part that is meant: all, who, whom,
        when, where, how-many, type, modality; of a statement all, speaker, words, cue, form. Of a part that is wrong
        `value` is what is right instead, and `words` the characters of the article that say so; with `alike` the other
        reports of its event that were read alike in that part are given it, too. Raises NotFound where an id is unknown
        or the two are not of one kind, QueryError where a value is none of its part.

        Examples:
            >>> first, second = case.brief().stories[:2]
            >>> case.judge("different", first.id, second.id, by="ada", because="a call and a strike").by
            'person:ada'
            >>> report = next(one for one in case.record().reports.values() if one.type == "ASSAULT")
            >>> case.judge("wrong", report.id, "how-many", by="ada", value="at least 15 dead").cells[0].said
            'at least 15 dead'
            >>> case.record().reports[report.id].corrected
            ('how-many:dead',)
        """
        at = _instant(now)
        made = keep_judgement(self._store, verdict, left, right, by, because, at, value, words, alike)
        compare_all(self._store, at, None)
        return made

    def judge_act(
        self,
        article: str,
        words: str,
        type: str,
        *,
        by: str,
        who: str | None = None,
        whom: str | None = None,
        when: str | None = None,
        where: str | None = None,
        how_many: str | Iterable[str] = (),
        modality: str | None = None,
        because: str | None = None,
        at: int | None = None,
        now: datetime | None = None,
    ) -> Judgement:
        """Adds an act that the machine did not read, and compares anew; `right` of the judgement is its report's id.

        `words` are exact characters of the article that tell it, from character `at` on where they stand there more
        than once. Its parts are given as `judge` takes their values; without a modality it happened. It answers
        for its article like any report, and outranks no other account. Raises NotFound where there is no such article,
        QueryError where it does not say these words, where the act was read in them, or a value is none of its part.

        Examples:
            >>> article = case.brief().stories[0].accounts[0].id
            >>> words = case.article(article).article.text.strip().splitlines()[0]
            >>> made = case.judge_act(article, words, "ACCUSE", who="Ilse Varnholt", by="ada")
            >>> case.record().reports[made.right].corrected
            ('all',)
        """
        from rashomon.judging.acts import Act, keep_act

        counts = (how_many,) if isinstance(how_many, str) else tuple(how_many)
        instant = _instant(now)
        act = Act(type, who, whom, when, where, counts, modality)
        made = keep_act(self._store, article, words, act, by, because, instant, at)
        compare_all(self._store, instant, None)
        return made

    def judge_statement(
        self,
        article: str,
        words: str,
        *,
        by: str,
        speaker: str | None = None,
        cue: str | None = None,
        form: str | None = None,
        polarity: str | None = None,
        because: str | None = None,
        at: int | None = None,
        now: datetime | None = None,
    ) -> Judgement:
        """Adds a statement that the machine did not read, and compares anew; `right` of the judgement is its id.

        `words` are exact characters of the article that are said, from character `at` on where they stand there more
        than once, with " … " between stretches that stand apart; `cue` those that bring them in. `form` (direct,
        indirect, mixed) follows from the quotation marks where none is given; `polarity` is positive or negative. Acts
        in its words are told by its speaker then. Raises NotFound where there is no such article, QueryError where it
        does not say these words, where they were read as said, or a value is none of its part.

        Examples:
            >>> article = case.brief().stories[0].accounts[0].id
            >>> words = case.article(article).article.text.strip().splitlines()[0]
            >>> made = case.judge_statement(article, words, speaker="Ilse Varnholt", by="ada")
            >>> case.record().statements[made.right].corrected
            ('all',)
        """
        from rashomon.judging.sayings import Saying, keep_saying

        instant = _instant(now)
        saying = Saying(speaker, cue, form, polarity)
        made = keep_saying(self._store, article, words, saying, by, because, instant, at)
        compare_all(self._store, instant, None)
        return made

    def forget(self, judgement: str, *, now: datetime | None = None) -> Judgement:
        """Takes a person's judgement back, and compares anew. Raises NotFound.

        Examples:
            >>> from rashomon.record import judgement_id
            >>> first, second = case.brief().stories[:2]
            >>> made = case.judge("different", first.id, second.id, by="ada")
            >>> case.forget(judgement_id(made)) == made
            True
        """
        taken = take_back(self._store, judgement, _instant(now))
        compare_all(self._store, _instant(now), None)
        return taken

    def judgements(self) -> list[Judgement]:
        """People's judgements, oldest first.

        Examples:
            >>> case.judgements()
            []
        """
        return people_s_judgements(self._store)

    def export_decisions(self) -> str:
        """People's judgements as JSON Lines, to send to a colleague.

        Examples:
            >>> case.export_decisions()
            ''
        """
        from rashomon.judging.decisions import export_decisions

        return export_decisions(self._store)

    def import_decisions(self, lines: str, *, now: datetime | None = None) -> TakenIn:
        """Takes a colleague's decisions in, and compares anew. Raises QueryError where they are too many.

        Examples:
            >>> case.import_decisions("").added
            0
        """
        from rashomon.judging.decisions import import_decisions

        taken = import_decisions(self._store, lines, _instant(now))
        if taken.added:
            compare_all(self._store, _instant(now), None)
        return taken

    def compare_decisions(self, lines: str, *, by: str | None = None) -> Agreement:
        """How far the case's decisions (`by`: one person's) agree with a colleague's: percent and Cohen's kappa.

        Raises QueryError where they are too many, or none of the lines is one.

        Examples:
            >>> case.compare_decisions("").both
            0
        """
        from rashomon.judging.decisions import by_person, compare_decisions, read_decisions

        theirs, refused = read_decisions(lines)
        return compare_decisions(by_person(self.judgements(), by), [judgement for _, judgement in theirs], refused)

    # ── asking ────────────────────────────────────────────────────────────────────────────────────────────

    def record(self) -> Record:
        """The whole record in memory, its references filled.

        Examples:
            >>> record = case.record()
            >>> sorted({article.language for article in record.articles.values()})
            ['en', 'ru']
        """
        return whole_record(self._store)

    def documents(self) -> dict[str, Document]:
        """The documents as received, by id.

        Examples:
            >>> len(case.documents())
            25
        """
        return {document.id: document for document in table_to_rows(Document, self._store.read("documents"))}

    def brief(self, story: str | None = None, *, most: int | None = None) -> Brief:
        """What happened, who says so, where they differ; `most` stories of it, those of most voices first.

        Raises NotFound for an unknown story.

        Examples:
            >>> brief = case.brief()
            >>> brief.articles
            25
            >>> sum(len(story.accounts) for story in brief.stories)
            25
        """
        from rashomon.comparing.finished import tell_brief

        return tell_brief(self._store, story, most)

    def news(self, since: int | str, *, now: datetime | None = None) -> News:
        """What came in since a version of `history`, a day or an instant (ISO 8601), and what it brought to each story.

        A day is meant from its beginning, in UTC. Raises NotFound for anything else, and for what is still to come.

        Examples:
            >>> case.news(case.history()[-1].number).articles
            0
            >>> case.news("2019-01-01").articles
            25
        """
        from rashomon.news import tell_news, version_at

        version = version_at(self.history(), since, _instant(now))
        before = self.at(version.number)._store if version is not None and version.opens else None
        return tell_news(self._store, before, version)

    def keep_brief(self) -> Brief | None:
        """Tells a large case's brief and keeps it for `rashomon brief`; None where the case is small.

        Examples:
            >>> case.keep_brief() is None
            True
        """
        from rashomon.comparing.finished import keep_brief

        return keep_brief(self._store)

    def story(self, name: str) -> StoryView:
        """One story with its accounts side by side. `name` is an id or the beginning of one.

        Examples:
            >>> view = case.story(case.brief().stories[0].id[:8])
            >>> {len(row.cells) for row in view.rows} == {len(view.outlets)}
            True
        """
        from rashomon.views.story import view_story

        found = find_id(self._store, "story", name)
        return view_story(record_of_stories(self._store, [found]), found)

    def event(self, name: str) -> EventView:
        """One event with the reports that tell it.

        Examples:
            >>> event = case.brief().stories[0].events[0]
            >>> len(case.event(event.id).reports) >= event.articles
            True
        """
        from rashomon.views.event import view_event

        found = find_id(self._store, "event", name)
        return view_event(record_of_event(self._store, found), found)

    def entity(self, name: str) -> EntityView:
        """One entity with its names, acts and statements. `name` may also be a name that a source uses.

        Examples:
            >>> case.entity("Ilse Varnholt").entity.kind
            'person'
        """
        from rashomon.views.entity import view_entity

        found = find_id(self._store, "entity", name)
        return view_entity(record_of_entity(self._store, found), found)

    def article(self, name: str) -> ArticleView:
        """One article with what was read in it, block by block.

        Examples:
            >>> view = case.article(case.brief().stories[0].accounts[0].id)
            >>> {line.block.kept for line in view.blocks} == {True, False}
            True
        """
        from rashomon.views.article import view_article

        found = find_id(self._store, "article", name)
        record = record_of_article(self._store, found)
        article = record.articles[found]
        rows = self._store.read("documents", where={"id": [article.document]})
        return view_article(record, article, next(table_to_rows(Document, rows)))

    def why(self, *names: str) -> Why:
        """Which features spoke for and against: of one judgement between two things, or of one report.

        Examples:
            >>> event = case.brief().stories[0].events[0]
            >>> case.why(event.id).judgements[0].relation
            'event'
        """
        from rashomon.views.why import explain

        things = [find_thing(self._store, name) for name in names]
        return explain(record_of_judgements(self._store, things), things)

    def failures(self) -> list[Failure]:
        """What could not be read, and why.

        Examples:
            >>> case.failures()
            []
        """
        return nouns(self._store, "failures", Failure)

    def check(self) -> Checked:
        """Re-reads every span and compares it with its source; follows every reference.

        Examples:
            >>> case.check().problems
            ()
        """
        from rashomon.views.check import check_record

        return check_record(self.record(), self.documents())

    def tables(self) -> dict[str, pa.Table]:
        """Every noun as an Arrow table, references filled; the columns are those of the public schema.

        Examples:
            >>> case.tables()["articles"].num_rows
            25
        """
        return filled_tables(self._store, NOUNS)

    def sql(self, query: str) -> pa.Table:
        """The answer of DuckDB over the tables, read-only. Raises QueryError with DuckDB's own words.

        Examples:
            >>> case.sql("select count(*) as n from articles").to_pylist()
            [{'n': 25}]
        """
        from rashomon.sql import answer_of

        return answer_of(self._store, query)

    def export(self, name: str) -> dict[str, Any]:
        """The record as one JSON object: the answer of a form that is one (json, geojson, …).

        Raises NotFound for an unknown form and for one that is no JSON object; `export_files` has them all.

        Examples:
            >>> case.export("geojson")["type"]
            'FeatureCollection'
        """
        from rashomon.exporting import export_object

        return export_object(self.record(), self._run_versions(), name)

    def export_files(
        self, name: str, *, no_text: bool = False, first: str | None = None, last: str | None = None
    ) -> Exported:
        """The record in another form, as files by name (docs/exports.md).

        `no_text` keeps spans and sha256 hashes and leaves the publishers' words out. `first` and `last` are ISO days,
        both included: of a form whose rows are events, those of these days alone. Raises NotFound for an unknown form,
        NeedsText where a form is made of nothing but text, QueryError where one cannot be had by days.

        Examples:
            >>> list(case.export_files("gdelt").files)
            ['events.export.CSV', 'mentions.CSV']
            >>> week = case.export_files("sheet", first="2019-05-13", last="2019-05-19")
            >>> week.single.splitlines()[1].split(",")[1]
            '2019-05-14'
        """
        from rashomon.exporting import export_files

        return export_files(self.record(), self._run_versions(), name, no_text, first, last)

    def report(
        self, form: str = "html", story: str | None = None, *, no_text: bool = False, full: bool = False
    ) -> str | bytes:
        """The brief as a document to forward: html, md, json as text, docx and pdf as bytes.

        `no_text` gives offsets and sha256 hashes for the publishers' words. Long sections are cut, and say by how
        much, unless `full`. Raises NotFound for an unknown form or story, MissingPart where a form's library is absent.

        Examples:
            >>> case.report("md", case.brief().stories[0].id)[:2]
            '# '
        """
        from rashomon.exporting import brief_document

        return brief_document(self._store, self.judgements(), self._run_versions(), form, story, no_text, full)

    def search(self, query: str, *, page: int = 1, size: int = 20) -> SearchAnswer:
        """Articles, acts and statements that answer: words, "phrases", -not, ~meaning, actor: type: … (docs/web.md).

        Catches the search index up with the case first.

        Examples:
            >>> case.search('"bus station"').hits[0].by
            'words'
        """
        pages = self.pages()
        pages.catch_up()
        return pages.search(query, page, size)

    def told(self, claim: str) -> ToldAnswer:
        """Which articles tell a claim, deny it, mention it without a side, or are silent on it; each with its passage.

        Catches the search index up with the case first. Raises QueryError where the claim says too little.

        Examples:
            >>> found = case.told("Shells killed 14 people at the bus station")
            >>> found.tells[0].passages[0].how
            'tells'
        """
        pages = self.pages()
        pages.catch_up()
        return pages.told(claim)

    def told_report(self, claim: str, form: str = "md") -> str | bytes:
        """The answer of `told` as a document to paste or send: who tells the claim, who denies it, since when, each in
        his words, with sources and an archive of the quotes; html, md, json as text, docx and pdf as bytes.

        Raises QueryError as `told` does, NotFound for an unknown form, MissingPart where its library is absent.

        Examples:
            >>> page = case.told_report("Shells killed 14 people at the bus station")
            >>> str(page).splitlines()[0]
            '# Is it told? Shells killed 14 people at the bus station'
        """
        from rashomon.exporting import answer_document

        return answer_document(self._store, self.judgements(), self._run_versions(), self.told(claim), form)

    def pages(self) -> CasePages:
        """What pages and `search` show of a case of any size, answered from its search index.

        Examples:
            >>> pages = case.pages()
            >>> changed = pages.catch_up()
            >>> pages.case().articles
            25
        """
        from rashomon.views.pages import CasePages

        return CasePages(self._store, self.name)

    # ── keeping ───────────────────────────────────────────────────────────────────────────────────────────

    def history(self) -> list[Version]:
        """Every piece of work, oldest first; `at` opens the case as it was after one of them.

        Examples:
            >>> [version.kind for version in case.history()][:3]
            ['documents', 'reading', 'comparison']
        """
        from rashomon.versions import history

        return history(self._store)

    def at(self, version: int) -> Case:
        """The case as it was after a version, for reading. Raises NotFound where it was never or is no more.

        Examples:
            >>> last = case.history()[-1]
            >>> case.at(last.number).brief().articles
            25
        """
        if version not in {entry.number for entry in self._store.past()}:
            raise NotFound(f"no such version: {version}; `rashomon history` lists them")
        if self._store.gone(version):
            raise NotFound(f"the case as of version {version} can no longer be opened: its rows were cleared since")
        return Case(self._address, self.settings, version)

    def compact(self, *, now: datetime | None = None) -> Compacted:
        """Clears rows that nobody sees any more and joins small files. Raises StoreFull.

        Examples:
            >>> done = case.compact()
            >>> done.bytes_after <= done.bytes_before
            True
        """
        from rashomon.store.upkeep import compact

        return compact(self._store, _instant(now))

    def verify(self) -> Verified:
        """Hashes every document, the weights and the tables' files again, and compares with what was noted.

        Examples:
            >>> case.verify().problems
            ()
        """
        from rashomon.versions import verify

        return verify(self._store)

    def parse_cache(self) -> ParseCache | None:
        """Parses of lines seen before; they can be counted and deleted. None where the settings keep none.

        Examples:
            >>> case.parse_cache().size().lines > 0
            True
        """
        return self.settings.parse_cache(self.folder)

    # ── how ───────────────────────────────────────────────────────────────────────────────────────────────

    def _do(
        self,
        plan: Plan,
        now: datetime | None,
        progress: Callable[[Progress], None] | None,
        stale: bool = True,
    ) -> Added:
        """Carries a plan out; without `stale` what other versions read stays as it is, and a note says so."""
        at, again = _instant(now), plan.again if stale else ()
        articles, failures = read_pending(self._store, self.settings, self.folder, at, progress, again)
        withdraw_doubles(self._store, at)
        if plan.unread or again or (plan.compare and (stale or not plan.again)):
            compare_all(self._store, at, progress)
        left = plan.reasons[-1:] if plan.again and not stale else ()
        notes = tuple(f"`rashomon run` would do more: {reason}" for reason in left)
        notes += (*with_small_weights(), *without_reader(self._store)) if articles else ()
        return Added(0, 0, articles, tuple(failures), notes)

    def _run_versions(self) -> dict[str, Any]:
        """What made the record: the program, its stages and models."""
        from rashomon import __version__
        from rashomon.exporting import versions_of

        return versions_of(self._store, __version__)


def _instant(now: datetime | None) -> str:
    """The moment of a call; the only clock in the library, and only for `at` and `fetched`."""
    return (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
