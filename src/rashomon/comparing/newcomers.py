"""Newcomers → the copies and stories of all, from what lies beside the case and the comparison before.

Reads the articles that a comparison has not seen, CASE/index/growing.sqlite and the last comparison's rows; gives
what comparing all articles anew would give. The one idea: what lies beside the case belongs to one comparison and
to the slices it covers. Where these are the last ones, newcomers change their neighbourhood and all other rows stay;
else all is compared, and what newcomers will need is kept.
"""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.comparing import shelves
from rashomon.comparing.lasting import Lasting
from rashomon.comparing.marks import Marks, Noted, marks_in
from rashomon.comparing.readings import READINGS, Readings
from rashomon.comparing.standing import Counted, Standing
from rashomon.engine.collecting import give_back
from rashomon.matching.acts.growing_events import EventsKept
from rashomon.matching.copies.growing import GrowingCopies
from rashomon.matching.copies.kept import CopiesKept, Holding, Known, Paired
from rashomon.matching.entities.growing import EntitiesKept
from rashomon.matching.growing import Joining, Tree
from rashomon.matching.stories.sketches import Sketch
from rashomon.record import Article, Copy, Entity, Judgement, Story, is_person, rows_to_table, table_to_rows
from rashomon.record.ids import digest
from rashomon.stages import stories
from rashomon.stages.copies import find_copies
from rashomon.stages.stories import GrowingStories, StoriesChanged, StoriesKept, find_stories
from rashomon.store.beside import (
    DAMAGED,
    LINES,
    NUMBERS,
    PLAIN,
    Beside,
    Chunks,
    as_json,
    discard,
    in_bytes,
    in_json,
    in_parts,
    in_records,
    open_beside,
)
from rashomon.store.delta import DeltaStore
from rashomon.store.layers import Change, applied, in_order, judged_key, pair_key
from rashomon.store.ledger import documents_read
from rashomon.store.search import place_beside

_LOG = logging.getLogger(__name__)

#: Changes where the tables beside a case change.
_LAYOUT = 10

#: A smaller case is compared anew as fast as it is looked up.
_LEAST = 40
#: Articles from which memory that a part of a comparison took is given back: of fewer it is soon asked for again.
_LARGE = 5_000


@dataclass(frozen=True, slots=True)
class Changed:
    """What newcomers change: their own articles, all voices that are new or others, and stories, which have no events.

    `gone` stories are no more or are among the `stories`. `copies`, `judgements`: what changes in these tables.
    `told_in`: of each article the story in which it was told before. `marked`: articles of whose readings people say
    now what they did not say before, or no more.
    """

    copies: Change
    judgements: list[Change]
    new: list[Article]
    voices: Mapping[str, str]
    stories: list[Story]
    gone: list[str]
    told_in: Mapping[str, str]
    marked: Set[str]


@dataclass(frozen=True, slots=True)
class Told:
    """Copies and stories of a case: `origins` of each article whose voice it is, copies and judgements as whole tables.

    `stories` gives all of them, without events; `changed` is there where newcomers have joined.
    """

    origins: Mapping[str, str]
    stories: Callable[[], list[Story]]
    copies: Callable[[], pa.Table]
    judgements: Callable[[], pa.Table]
    changed: Changed | None


class Newcomers:
    """What lies beside a case, while it is compared; `beside` is None where nothing can lie there."""

    def __init__(self, store: DeltaStore, beside: Beside | None, path: Path) -> None:
        self._store, self._beside, self._path = store, beside, path
        #: Whether copies and stories lie there after this comparison.
        self._joins = False
        self._is_large = False
        #: Whether people's judgements decide stories.
        self._judged = False
        #: Whether entities and events lie there after this comparison.
        self._acts_join = False
        self._digests: dict[str, str] = {}
        self._marks = Marks()
        self._readings: Readings | None = None
        self._acts: ActsBeside | None = None
        self._standing: Standing | None = None
        #: Of articles the story in which they are told now, where that may be another than before.
        self._told_in: dict[str, str] = {}

    def tell(self, people: Sequence[Judgement], covers: Sequence[str]) -> Told:
        """The copies and stories of all articles that these slices hold. `people`: people's judgements."""
        articles = _Articles(self._store)
        self._is_large = articles.count() >= _LARGE
        if articles.count() < _LEAST:
            self._beside = None
        self._joins = not self._are_judged(people)
        if self._beside is None or not self._joins:
            return _all_anew(articles.all(), people, None, None)
        try:
            self._hear(people)
            new = self._new(articles, covers)
            return self._anew(articles.all(), people) if new is None else self._grown(new, people)
        except DAMAGED:
            self.discard()
            return _all_anew(articles.all(), people, None, None)

    def acts(self, people: Sequence[Judgement]) -> ActsBeside | None:
        """What newcomers need of entities and events, as the last comparison left it; None where nothing of use lies
        there. A person who judges entities or events is not known there.
        """
        self._acts_join = self._beside is not None and self._joins and not _judge_acts(people)
        if self._beside is None or not self._acts_join or self._beside.note("acts_by") != _acts_by():
            return None
        return self._acts_in(self._beside)

    def acts_anew(self) -> ActsBeside | None:
        """Room for what newcomers will need of entities and events; None where nothing can lie there."""
        if self._beside is None or not self._acts_join:
            return None
        self._beside.empty(*shelves.BEGINNINGS)
        self._readings = self._standing = None
        return self._acts_in(self._beside)

    def in_hand(self) -> ActsBeside | None:
        """What this comparison has left of entities and events; None where it has left nothing."""
        return self._acts if self._beside is not None and self._acts_join else None

    def _acts_in(self, beside: Beside) -> ActsBeside:
        self._acts = ActsBeside(
            shelves.entities_kept(beside), shelves.events_kept(beside), beside.shelf("entities_of_mention", PLAIN),
            self._read(beside), shelves.rows_of(beside, Entity), shelves.rows_of(beside, Story), self._stands(beside),
            beside.shelf("rows_homes", PLAIN),
            Lasting(beside.shelf("rows_lasting_names", PLAIN), beside.shelf("rows_lasting_stories", PLAIN)),
        )  # fmt: skip
        return self._acts

    def counted(self, most: int) -> Counted | None:
        """How the case stands after this comparison, with so many of its stories; None where that is not known."""
        return None if self._beside is None or not self._acts_join else self._stands(self._beside).counted(most)

    def _stands(self, beside: Beside) -> Standing:
        if self._standing is None:
            self._standing = Standing(beside)
        return self._standing

    def _read(self, beside: Beside) -> Readings:
        """What was read in articles."""
        if self._readings is None:
            self._readings = Readings(self._store, beside.shelf("rows_readings", READINGS, str), self._marks)
        return self._readings

    def _hear(self, people: Sequence[Judgement]) -> None:
        """Takes in what people say of readings."""
        assert self._beside is not None
        self._marks, self._readings = marks_in(people, self._store, self._marked_before()), None

    def _marked_before(self) -> Noted:
        """What was noted of marks at the comparison before."""
        return self._beside.note("marked") or {} if self._beside is not None else {}

    def digests(self) -> dict[str, str]:
        """What the last comparison noted of its stories; nothing where another program or version made it."""
        try:
            if self._beside is not None and self._is_of_last() and self._beside.note("told_by") == _told_by():
                return {str(one): str(found) for one, found in self._beside.note("digests").items()}
        except DAMAGED:
            self.discard()
        return {}

    def note_digests(self, digests: dict[str, str]) -> None:
        """Notes of each story what its findings follow from."""
        self._digests = digests

    def keep(self, covers: Sequence[str], comparison: str) -> None:
        """Keeps what this comparison needs when newcomers come."""
        if self._beside is None:
            return
        try:
            self._beside.shelf("told_in", PLAIN).update(self._told_in)
            self._beside.keep(
                made_by=_made_by() if self._joins else None, acts_by=_acts_by() if self._acts_join else None,
                covers=self._read_in(covers), comparison=comparison, told_by=_told_by(), digests=self._digests,
                judged=self._judged, marked=self._marks.noted,
            )  # fmt: skip
        except DAMAGED:
            self.discard()

    def spill(self) -> None:
        """Takes what has come in for newcomers out of memory, and of a large case gives the system what it took."""
        if self._beside is not None:
            self._beside.spill()
        if self._is_large:
            give_back()

    def discard(self) -> None:
        """Throws away what lies there: it is damaged."""
        # where the program is at fault, and not the file, only the log shows why each comparison is one of all
        _LOG.info("what lies beside the case is thrown away", exc_info=True)
        self._beside = None
        discard(self._path)

    def _is_of_last(self) -> bool:
        """Whether what lies there belongs to the last comparison."""
        last = [entry.slice for entry in self._store.ledger() if entry.kind == "comparison"][-1:]
        return self._beside is not None and last == [self._beside.note("comparison")]

    def _read_in(self, covers: Sequence[str]) -> list[str]:
        """Those of these slices that hold articles; people's judgements may come and go."""
        asked = set(covers)
        return [entry.slice for entry in self._store.ledger() if entry.kind == "reading" and entry.slice in asked]

    def _are_judged(self, people: Sequence[Judgement]) -> bool:
        """Whether a person has judged copies: those who grow do not know of people."""
        return any(found.relation == "copy" for found in people if is_person(found))

    def _new(self, articles: _Articles, covers: Sequence[str]) -> list[Article] | None:
        """Articles that are not beside the case yet; None where what lies there is of no use."""
        assert self._beside is not None
        if self._beside.note("made_by") != _made_by() or not self._is_of_last():
            return None
        before = set(self._beside.note("covers"))
        read_in = self._read_in(covers)
        if not before <= set(read_in):
            return None
        new = self._read(self._beside).take([name for name in read_in if name not in before])
        # a whole comparison is quicker than very many newcomers
        return new if 2 * len(new) < articles.count() else None

    def _anew(self, articles: Sequence[Article], people: Sequence[Judgement]) -> Told:
        assert self._beside is not None
        self._beside.empty()
        self._judged = any(found.relation == "story" for found in people)
        told = _all_anew(articles, people, copies_kept(self._beside), stories_kept(self._beside))
        self._told_in = {one: story.id for story in told.stories() for one in story.articles}
        self.spill()
        return told

    def _grown(self, new: Sequence[Article], people: Sequence[Judgement]) -> Told:
        assert self._beside is not None
        known = copies_kept(self._beside)
        readings = self._read(self._beside)
        copied = GrowingCopies(kept=known).add(new, lambda ids: readings.of(Article, ids))
        growing = GrowingStories(kept=stories_kept(self._beside))
        told = growing.add(new, copied.origins)
        # where people judged stories, before or now, all of them are told by the pairs
        judged_now = any(found.relation == "story" for found in people)
        stories, gone = told.stories, told.gone
        if judged_now or self._beside.note("judged"):
            stories, gone = growing.stories(people), self._store.read("stories", ["id"])["id"].to_pylist()
        self._judged = judged_now
        judgements = [
            rejudged("copy", copied.gone, copied.judgements),
            rejudged("story", _unjudged(told), told.judgements),
        ]
        gone_copies = [pair_key(*pair) for pair in copied.gone]
        copies = Change(gone_copies, rows_to_table(Copy, copied.copies))
        self._told_in = {one: story.id for story in stories for one in story.articles}
        told_in = self._beside.shelf("told_in", PLAIN)
        marked = self._marks.changed(self._marked_before())
        changed = Changed(copies, judgements, list(new), copied.origins, stories, gone, told_in, marked)
        return Told(
            _Voices(known), lambda: self._stories(changed), lambda: self._copies(changed),
            lambda: self._judgements(changed), changed,
        )  # fmt: skip

    def _copies(self, told: Changed) -> pa.Table:
        return in_order("copies", applied("copies", self._store.read("copies"), told.copies))

    def _judgements(self, told: Changed) -> pa.Table:
        """All judgements on copies and stories."""
        before = of_stages(self._store.read("judgements"), ("copy", "story"))
        for change in told.judgements:
            before = applied("judgements", before, change)
        return in_order("judgements", before)

    def _stories(self, told: Changed) -> list[Story]:
        gone = {*told.gone, *(story.id for story in told.stories)}
        rows = self._store.read("stories")
        rows = rows.filter(pc.invert(pc.is_in(rows["id"], pa.array(sorted(gone), pa.string()))))
        stay = [replace(story, events=()) for story in table_to_rows(Story, rows)]
        return sorted([*stay, *told.stories], key=lambda story: story.articles[0])


class _Voices(Mapping[str, str]):
    """Whose voice an article is, looked up when it is asked for."""

    def __init__(self, kept: CopiesKept) -> None:
        self._kept = kept

    def __getitem__(self, article: str) -> str:
        articles = self._kept.articles
        return articles[articles[self._kept.numbers[article]].voice].id

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept.numbers)

    def __len__(self) -> int:
        return len(self._kept.numbers)


class _Articles:
    """The articles of a case, read when they are asked for."""

    def __init__(self, store: DeltaStore) -> None:
        self._store = store

    def count(self) -> int:
        """How many documents have been read: nearly as many as there are articles, and known without a table."""
        return documents_read(self._store.ledger())

    def all(self) -> list[Article]:
        return list(table_to_rows(Article, self._store.read("articles")))


@dataclass(frozen=True, slots=True)
class ActsBeside:
    """What lies beside a case of its entities and events.

    `meant`: mention → entity; `readings`: what was read in articles; `rows`, `stories`: entities and stories by id;
    `homes`: event → the story where it is at home.
    """

    entities: EntitiesKept
    events: EventsKept
    meant: MutableMapping[str, str]
    readings: Readings
    rows: MutableMapping[str, Entity]
    stories: MutableMapping[str, Story]
    standing: Standing
    homes: MutableMapping[str, str]
    lasting: Lasting


def _judge_acts(people: Sequence[Judgement]) -> bool:
    return any(found.relation in ("entity", "event") for found in people)


@contextmanager
def newcomers_of(store: DeltaStore) -> Iterator[Newcomers]:
    """What lies beside a case, held until the comparison is written."""
    path = _path(store)
    with open_beside(path) as beside:
        yield Newcomers(store, beside, path)


def let_go(store: DeltaStore) -> None:
    """Deletes what lies beside a case: the next comparison is one of all."""
    discard(_path(store))


def _path(store: DeltaStore) -> Path:
    return place_beside(store) / "growing.sqlite"


def _made_by() -> str:
    """What decides copies and stories besides the articles."""
    from rashomon.pipeline import versions

    return digest("growing", _LAYOUT, versions()["copies"], versions()["stories"], _program())


def _acts_by() -> str:
    """What decides entities and events besides copies and stories."""
    from rashomon.pipeline import versions

    return digest("acts", _LAYOUT, versions()["entities"], versions()["events"], _program())


def _told_by() -> str:
    """What decides findings besides what they follow from."""
    from rashomon.pipeline import versions

    return digest("findings", _LAYOUT, versions()["findings"], _program())


@functools.cache
def _program() -> str:
    """When each file of the program was written: what lies beside a case is of no use to another."""
    from rashomon import pipeline

    folder = Path(pipeline.__file__).parent
    parts = ("language", "knowledge", "matching", "record", "stages")
    files = [path for part in parts for path in (folder / part).rglob("*") if path.suffix != ".pyc"]
    # a folder changes with what Python compiles into it
    return digest("program", sorted((path.name, path.stat().st_mtime_ns) for path in files if path.is_file()))


# ── the tables ────────────────────────────────────────────────────────────────────────────────────────────


def _all_anew(
    articles: Sequence[Article],
    people: Sequence[Judgement],
    copies_kept: CopiesKept | None,
    stories_kept: StoriesKept | None,
) -> Told:
    copied = find_copies(articles, people, kept=copies_kept)
    origins = copied.origins
    # as tables they take a third of the memory
    copies, judged = rows_to_table(Copy, copied.copies), rows_to_table(Judgement, copied.judgements)
    del copied
    told = find_stories(articles, origins, people, kept=stories_kept)
    judgements = pa.concat_tables([judged, rows_to_table(Judgement, told.judgements)])
    stories = told.stories
    return Told(origins, lambda: stories, lambda: copies, lambda: judgements, None)


def of_stages(judgements: pa.Table, relations: Sequence[str]) -> pa.Table:
    """The machine's judgements of some relations."""
    person = pc.starts_with(judgements["by"], "person:")
    asked = pc.is_in(judgements["relation"], pa.array(relations, pa.string()))
    return judgements.filter(pc.and_(asked, pc.invert(person)))


def rejudged(relation: str, gone: Iterable[tuple[str, str]], new: Sequence[Judgement]) -> Change:
    """What changes in judgements of a relation: those on pairs that are `gone` are no more, or are among the new."""
    return Change([judged_key(relation, pair) for pair in gone], rows_to_table(Judgement, new))


def _unjudged(told: StoriesChanged) -> list[tuple[str, str]]:
    return [*told.unjudged, *((row.left, row.right) for row in told.judgements)]


def copies_kept(beside: Beside) -> CopiesKept:
    """What newcomers need of the copies, in a file."""
    return CopiesKept(
        numbers=beside.shelf("copies_numbers", PLAIN),
        ids=Chunks(beside.shelf("copies_ids", LINES, int)),
        dates=Chunks(beside.shelf("copies_dates", LINES, int)),
        articles=beside.shelf("copies_articles", in_json(lambda row: Known(*row))),
        keys=beside.shelf("copies_keys", in_bytes("<u8")),
        holdings=beside.shelf("copies_holdings", _HOLDING),
        alike=beside.shelf("copies_alike", in_json()),
        chosen=beside.shelf("copies_chosen", _COUNTS),
        stands=beside.shelf("copies_stands", PLAIN),
        stood=beside.shelf("copies_stood", in_json()),
        pairs=beside.shelf("copies_pairs", in_parts(Paired, ("<i4", "<i8"), ("<i4", "<i8"), ("<i1", "<i8")), int),
        tree=_tree(beside, "copies"),
    )


def stories_kept(beside: Beside) -> StoriesKept:
    """What newcomers need of the stories, in a file."""
    return StoriesKept(
        numbers=beside.shelf("stories_numbers", PLAIN),
        ids=Chunks(beside.shelf("stories_ids", LINES, int)),
        published=Chunks(beside.shelf("stories_published", LINES, int)),
        words=Chunks(beside.shelf("stories_words", NUMBERS, int)),
        articles=beside.shelf("stories_articles", in_json(lambda row: stories.Known(*row))),
        sketches=beside.shelf("stories_sketches", _SKETCH, int),
        holders=beside.shelf("stories_holders", in_bytes("<i4"), int),
        pairs=beside.shelf("stories_pairs", in_parts(stories.Paired, ("<i4", "<i8"), ("<i4", "<i8")), int),
        picks=beside.shelf("stories_picks", in_json()),
        tree=_tree(beside, "stories"),
    )


def _tree(beside: Beside, of: str) -> Tree:
    parents, joined = (beside.shelf(f"{of}_{name}", codec, int)
                       for name, codec in (("parents", NUMBERS), ("joinings", _JOININGS)))  # fmt: skip
    return Tree(Chunks(parents), Chunks(joined))


_JOININGS = in_records(Joining, "<i4", "<i4", "<f8", *("<i4",) * 6)
_COUNTS = (lambda found: as_json(list(found.items())), lambda text: dict(json.loads(text)))
_as_bytes, _of_bytes = in_bytes("<i4")
_parts = in_parts(Sketch, ("<u8", "<u8"), ("<i4", "<i4"), ("<i4", "<i4"), ("<i4", "<i4"), ("<u8", "<u8"))
_SKETCH = (lambda one: _parts[0]((one.terms, one.whole, one.lead, one.names, one.keys)), _parts[1])


def _holding(body: bytes) -> Holding:
    head, _, holders = body.partition(b"\n")
    return Holding(_of_bytes(holders), *json.loads(head))


@functools.lru_cache(maxsize=1000)
def _holding_head(named: int, outlet: str | None) -> bytes:
    return as_json([named, outlet]).encode() + b"\n"


_HOLDING = (lambda one: _holding_head(one.named, one.outlet) + _as_bytes(one.holders), _holding)
