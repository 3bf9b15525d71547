"""A newcomer changes a few rows; the tables are byte for byte those of a comparison of all."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compared import AT, anew, rows
from rashomon.comparing import joining, newcomers
from rashomon.comparing.comparison import compare_all
from rashomon.comparing.standing import Counted, Standing
from rashomon.matching.acts.growing_events import EventsChanged
from rashomon.partial import totals
from rashomon.record import (
    NOUNS,
    Article,
    Attribution,
    Block,
    Cell,
    Event,
    Judgement,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    When,
    Where,
    article_id,
    document_id,
    event_id,
    given_report_id,
    judgement_id,
    mention_id,
    report_id,
    rows_to_table,
    statement_id,
)
from rashomon.store.beside import open_beside
from rashomon.store.delta import DeltaStore
from rashomon.store.slices import write_slice

TOPICS = (
    "ferry rudder harbour stranded passengers coastguard tugboat anchor pier sailors lifeboat",
    "teachers walkout schools union wages picket classrooms headmaster bargaining pupils strike",
    "flood dykes sandbags evacuated river gauge meadow pumps downstream villages rainfall",
)
PARTIES = (
    ("Jon Orun", "person"), ("John Orun", "person"), ("Orun", "person"), ("Anna Mirel", "person"), ("Iran", "place"),
    ("Vladimir Putin", "person"), ("President Putin", "person"), ("the Highland Front", "organization"),
    ("Russia", "place"), ("Varnik", "place"), ("Varnik", "organization"), ("the rebels", "other"),
    ("Defence Ministry", "organization"), ("the strikers", "other"),
)  # fmt: skip
ACTS = (
    ("struck", "ASSAULT", None, 4), ("shelled", "ASSAULT", "artillery", 4), ("met", "CONSULT", "meet", 1),
    ("accused", "ACCUSE", None, 3), ("arrested", "COERCE", "arrest", 4),
)  # fmt: skip


class Reading:
    """What one invented article gave, in which parties act, suffer and speak."""

    def __init__(self, chance: random.Random, number: int, before: list[Reading]) -> None:
        self.tables: dict[str, list[Any]] = {name: [] for name in ("mentions", "reports", "statements", "judgements")}
        self.text = ""
        self.topic = chance.randrange(len(TOPICS))
        document = document_id(f"{number} {chance.random()}".encode())
        self.name = article_id(document)
        lines = [" ".join(chance.choices(TOPICS[self.topic].split(), k=12)).capitalize() for _ in range(3)]
        if before and chance.random() < 0.3:
            lines = chance.choice(before).text.split(". ")[:3]
        self.text = "".join(f"{line.rstrip('.')}. " for line in lines)
        day = f"2025-03-{chance.randrange(10, 16)}T00:00:00Z"
        outlet = chance.choice(("Post", "Herald", "Wire"))
        for _ in range(chance.randrange(1, 4)):
            self._act(chance, day, Attribution(outlet, None, None, None))
        when = day if chance.random() < 0.9 else None
        blocks = (Block("body", True, 0, len(self.text), 0, len(self.text), ""),)
        self.article = Article(
            self.name, document, outlet, None, None, when, when, "metadata", "en", (), (), self.text, blocks
        )
        self._link()

    def _put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def _mention(self, chance: random.Random) -> Mention:
        words, kind = chance.choice(PARTIES)
        span = self._put(words)
        name = mention_id(self.name, span.start, span.end, kind)
        found = Mention(name, self.name, span.start, span.end, kind, words)
        self.tables["mentions"].append(found)
        return found

    def _act(self, chance: random.Random, day: str, outlet: Attribution) -> None:
        verb, type, mode, quad = chance.choice(ACTS)
        actor = self._mention(chance)
        self._put(" ")
        trigger = self._put(verb)
        self._put(" ")
        met = self._mention(chance)
        self._put(" on Tuesday. ")
        when = When(day, day.replace("T00", "T23"), "day", "on", "published", met.id) if chance.random() < 0.5 else None
        where = Where("geo:1", "Berg", "KEN", 1.0, 2.0, "city", met.id) if chance.random() < 0.3 else None
        dead = (Quantity(20.0 + chance.randrange(2), None, "people", "dead", met.id),) if chance.random() < 0.3 else ()
        chain = (outlet,)
        self.tables["reports"].append(
            Report(report_id(self.name, trigger, type), self.name, actor.start, met.end, trigger, type, mode, (), None,
                   quad, (actor.id,), (met.id,), when, where, dead, "happened", None, chain)
        )  # fmt: skip
        speaker = self._mention(chance)
        self._put(" ")
        cue = self._put("said")
        self._put(" that ")
        content = self._put(" ".join(chance.choices(TOPICS[self.topic].split()[:5], k=6)))
        self._put(". ")
        self.tables["statements"].append(
            Statement(statement_id(self.name, cue, [content]), self.name, speaker.start, content.end, "indirect",
                      speaker.id, None, cue, (content,), None, chain, (), "positive", None)
        )  # fmt: skip

    def _link(self) -> None:
        mentions = self.tables["mentions"]
        for one in mentions:
            for other in mentions:
                alike = one.kind == other.kind and one.text.split()[-1] == other.text.split()[-1]
                if one.start < other.start and alike:
                    left, right = sorted((one.id, other.id))
                    made = Judgement("entity", left, right, "same", 0.9, (), "machine:coreference-4", None)
                    self.tables["judgements"].append(made)


def readings(seed: int, count: int) -> list[Reading]:
    chance, found = random.Random(seed), list[Reading]()
    for number in range(count):
        found.append(Reading(chance, number, found))
    return found


def mark(chance: random.Random, read: list[Reading], at: int) -> Judgement:
    """What somebody says of a reading of one of these articles; `at` tells marks apart in time."""
    one = chance.choice(read)
    report: Report = chance.choice(one.tables["reports"])
    span = chance.choice(one.tables["mentions"])
    cited = Cell(span.text, None, span.text, span.start, span.end)
    party = replace(cited, name=span.text, kind=span.kind)
    of_nobody = Cell("Anna Mirel", name="Anna Mirel", kind="person")
    clause = one.text[report.start : report.end]
    told = Cell(clause, None, clause, report.start, report.end)
    if chance.random() < 0.2:
        kind, mode = chance.choice((("PROTEST", "demo"), ("ASSAULT", None)))
        act = replace(told, said=kind, type=kind, mode=mode, quad=4, part="type")
        whom = tuple(replace(who, part="whom") for who in chance.choice(((), (party,), (of_nobody, party))))
        name = given_report_id(one.name, report.start, report.end, kind)
        at_once = f"2026-01-01T00:00:{at:02}Z"
        return Judgement("reading", one.name, name, "act", 1.0, (), "person:ada", at_once, (act, *whom))
    reading = chance.choice(one.tables["statements"]).id
    part, cells = chance.choice([
        ("all", ()), ("speaker", ()), ("cue", ()), ("speaker", (party,)), ("speaker", (of_nobody,)), ("words", (told,)),
        ("form", (Cell("direct"),)),
    ])  # fmt: skip
    if chance.random() < 0.7:
        place = Where("geo:2", "Tal", "IRN", 3.0, 4.0, "city", "")
        when = When("2025-03-12T00:00:00Z", "2025-03-13T00:00:00Z", "day", "on", None, "")
        killed = Quantity(30.0, None, "people", "dead", "")
        reading, (part, cells) = report.id, chance.choice([
            ("all", ()), ("who", ()), ("whom", ()), ("when", ()), ("where", ()), ("how-many", ()),
            ("how-many:dead", ()), ("who", (party,)), ("whom", (of_nobody, party)),
            ("where", (replace(cited, where=place),)),
            ("where", (Cell("Tal", where=place),)), ("when", (Cell("12 March", when=when),)),
            ("how-many:dead", (Cell("30 dead", quantity=killed),)),
            ("type", (Cell("PROTEST", type="PROTEST", mode="demo", quad=3),)),
            ("modality", (Cell("denied", modality="denied"),)),
        ])  # fmt: skip
    made = f"2026-01-01T00:00:{at:02}Z"
    if chance.random() < 0.15:
        return Judgement("reading", reading, part, "right", 1.0, (), "person:ada", made)
    return Judgement("reading", reading, part, "wrong", 1.0, (), "person:ada", made, cells)


def say(store: DeltaStore, said: Judgement) -> None:
    """As `judge` does, but for the comparing."""
    write_slice(store, "person", [judgement_id(said)], AT, {"judgements": rows_to_table(Judgement, [said])})


def take_back(store: DeltaStore, chance: random.Random) -> None:
    """What somebody said is forgotten, where anybody has said anything."""
    said = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    if said:
        write_slice(store, "forgotten", [], AT, {}, replaces=[chance.choice(said)])


def add(store: DeltaStore, read: list[Reading]) -> None:
    """As `add` does, but for the reading."""
    tables = {name: [row for one in read for row in one.tables[name]] for name in read[0].tables}
    tables["articles"] = [one.article for one in read]
    covers = [one.article.document for one in read]
    made = {name: rows_to_table(NOUNS[name], found) for name, found in tables.items()}
    write_slice(store, "reading", covers, AT, made)
    compare_all(store, AT, None)


def judge(store: DeltaStore, relation: str, verdict: str, left: str, right: str, name: str) -> None:
    one, other = sorted((left, right))
    said = Judgement(relation, one, other, verdict, 1.0, (), "person:ada", AT)
    write_slice(store, "person", [name], AT, {"judgements": rows_to_table(Judgement, [said])})
    compare_all(store, AT, None)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "_LEAST", 2)


@pytest.fixture
def joins(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many newcomers joined entities and events, a number for each time; what lies there is never damaged."""
    seen: list[int] = []
    real = joining.joined

    def spy(told: newcomers.Told, changed: newcomers.Changed, *more: Any) -> Any:
        seen.append(len(changed.new))
        return real(told, changed, *more)

    def damaged(self: newcomers.Newcomers) -> None:
        raise AssertionError

    monkeypatch.setattr(joining, "joined", spy)
    monkeypatch.setattr(newcomers.Newcomers, "discard", damaged)
    return seen


def replay(folder: Path, seed: int, chance: random.Random) -> None:
    """A case that grows, against the same case compared at once."""
    read = readings(seed, chance.randrange(5, 9))
    chance.shuffle(read)
    store = DeltaStore(folder)
    here = chance.randrange(3, len(read))
    add(store, read[:here])
    while here < len(read):
        batch = read[here : here + chance.choice((1, 1, 2))]
        here += len(batch)
        add(store, batch)
        if chance.random() < 0.2:
            judge(store, "story", chance.choice(("same", "different")), read[0].name, read[1].name, str(here))
    assert counted_beside(store) == counted(store)
    grown = rows(store)
    assert anew(store) == grown


def counted(store: DeltaStore) -> Counted:
    """How the case stands, by its tables."""
    found = totals(store)
    return Counted(found.articles, found.origins, len(found.stories), found.stories[:3])


def counted_beside(store: DeltaStore) -> Counted | None:
    with open_beside(store.folder / "index" / "growing.sqlite") as beside:
        return Standing(beside).counted(3) if beside is not None else None


def mark_again_and_again(folder: Path, seed: int, chance: random.Random) -> None:
    """A case whose readings are marked while it grows, against the same case compared at once, after each step."""
    read = readings(seed, chance.randrange(5, 9))
    store = DeltaStore(folder)
    here = chance.randrange(3, len(read))
    add(store, read[:here])
    for step in range(chance.randrange(2, 6)):
        for _ in range(chance.choice((1, 1, 3))):
            say(store, mark(chance, read, step))
        if chance.random() < 0.4:
            take_back(store, chance)
        if chance.random() < 0.3 and here < len(read):
            add(store, read[here : here + 1])
            here += 1
        else:
            compare_all(store, AT, None)
    assert counted_beside(store) == counted(store)
    marked = rows(store)
    assert anew(store) == marked


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_marks_change_the_tables_to_those_of_all(
    tmp_path: Path, joins: list[int], seed: int, chance: random.Random
) -> None:
    mark_again_and_again(tmp_path / f"{seed}-{chance.random()}.case", seed, chance)
    assert joins


@settings(deadline=None, max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_newcomers_change_the_tables_to_those_of_all(
    tmp_path: Path, joins: list[int], seed: int, chance: random.Random
) -> None:
    replay(tmp_path / f"{seed}-{chance.random()}.case", seed, chance)
    assert joins


def test_the_case_has_something_of_everything(tmp_path: Path) -> None:
    store = DeltaStore(tmp_path / "a.case")
    add(store, readings(3, 14))
    found = rows(store)
    assert all(table.num_rows for table in found.values())
    assert max(len(event["reports"]) for event in found["events"].to_pylist()) > 1
    assert max(len(story["articles"]) for story in found["stories"].to_pylist()) > 2
    assert {row["relation"] for row in found["judgements"].to_pylist()} >= {"copy", "story", "entity", "event"}


def test_a_newcomer_that_renames_a_story_moves_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = readings(3, 14)
    store = DeltaStore(tmp_path / "all.case")
    add(store, read)
    largest = max(store.read("stories")["articles"].to_pylist(), key=len)
    first = min(largest)
    store = DeltaStore(tmp_path / "grown.case")
    add(store, [one for one in read if one.name != first])
    assert [one for one in largest if one != first] in store.read("stories")["articles"].to_pylist()
    seen: list[joining._Stories] = []
    told_again = joining._told_again
    monkeypatch.setattr(joining, "_told_again", lambda *given: seen.append(given[0]) or told_again(*given))
    add(store, [one for one in read if one.name == first])
    (stories,) = seen
    assert stories.renamed == {*largest}
    assert stories.moved == {first}
    grown = rows(store)
    assert anew(store) == grown


class _Told:
    """Stories called by one letter, with articles "a1", "a2" …, as `joining._Stories`; `before`: events of a story."""

    renamed = frozenset[str]()

    def __init__(self, before: dict[str, set[str]]) -> None:
        self._before = before

    def now(self, article: str) -> str:
        return article[0]

    def names_of(self, articles: Iterable[str]) -> set[str]:
        return {self.now(one) for one in articles}

    def changed(self) -> set[str]:
        return set()

    def stands(self, story: str) -> bool:
        return story in "abc"

    def events_before(self, story: str) -> set[str]:
        return self._before[story]

    def by_id(self, ids: set[str]) -> list[str]:
        return sorted(ids)


class _Events:
    """Events by the reports that name them and the articles that tell them, as `GrowingEvents`."""

    def __init__(self, told: dict[str, set[str]]) -> None:
        self._told = told

    def told_by(self, articles: Iterable[str]) -> set[str]:
        return {event for event, found in self._told.items() if not found.isdisjoint(articles)}

    def articles_of(self, events: Iterable[str]) -> set[str]:
        return {article for event in events for article in self._told[event]}


def _event(report: str) -> Event:
    return Event(event_id([report]), "ASSAULT", None, (), (), None, None, (report,), 1, 1)


HERE, THERE, LOST = (event_id([report]) for report in ("here", "there", "lost"))


@pytest.mark.parametrize(
    ("before", "homes", "changed", "gone", "again"),
    [
        # an account in story a came to an event that is at home there: b tells it, too, and says nothing of it
        ({HERE}, {HERE: "a"}, ["here"], [HERE], "a"),
        # it was at home in b
        ({HERE}, {HERE: "b"}, ["here"], [HERE], "ab"),
        # b did not tell it before
        ({THERE}, {HERE: "a"}, ["here"], [HERE], "ab"),
        # two events changed, and a report of b may have gone from one to the other
        ({HERE, THERE}, {HERE: "a", THERE: "a"}, ["here", "there"], [HERE, THERE], "ab"),
        # an event that b told is no more
        ({HERE, LOST}, {HERE: "a", LOST: "a"}, ["here"], [HERE, LOST], "ab"),
    ],
)
def test_only_where_a_changed_event_is_at_home_a_story_is_told_again(
    before: set[str], homes: dict[str, str], changed: list[str], gone: list[str], again: str
) -> None:
    stories: Any = _Told({"b": before})
    growing: Any = _Events({"here": {"a1", "a2", "a3", "b1"}, "there": {"a2", "a4", "b2"}})
    events = EventsChanged([_event(one) for one in changed], gone, [], set())
    found = joining._told_again(stories, homes, growing, events, {"a1"})
    assert found.stories == sorted(again)
    assert found.others == {"a", "b"}
    assert HERE in homes and homes[HERE] == "a" and LOST not in homes


def test_where_people_judge_entities_all_is_compared_till_they_take_it_back(tmp_path: Path, joins: list[int]) -> None:
    read = readings(5, 12)
    store = DeltaStore(tmp_path / "a.case")
    add(store, read[:8])
    left, right = (one.tables["mentions"][0].id for one in read[:2])
    judge(store, "entity", "same", left, right, "said")
    add(store, read[8:9])
    assert not joins
    taken = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    write_slice(store, "forgotten", [], AT, {}, replaces=taken)
    add(store, read[9:10])
    assert not joins
    add(store, read[10:])
    assert joins == [2]
    grown = rows(store)
    assert anew(store) == grown
