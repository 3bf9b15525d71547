"""A case of any number of invented short articles, written through the store without reading a word.

Reads nothing; writes a case whose every row points at characters that are there, so that the same pages can be drawn as
of a real one. The one idea: names, outlets and story sizes follow Zipf's law, and the same numbers give the same rows.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.synthetic_news import zipf
from rashomon.record import (
    NOUNS,
    Article,
    Attribution,
    Block,
    Copy,
    Document,
    Entity,
    Event,
    Finding,
    Judgement,
    Mention,
    Passage,
    Reason,
    Report,
    Side,
    Span,
    Statement,
    Story,
    When,
    Where,
    rows_to_table,
)
from rashomon.record.ids import (
    article_id,
    document_id,
    entity_id,
    event_id,
    finding_id,
    mention_id,
    report_id,
    statement_id,
    story_id,
)
from rashomon.store.delta import MEMBERS, DeltaStore
from rashomon.store.slices import write_slice

_START = datetime(2024, 1, 1, tzinfo=UTC)
_AT = "2026-01-01T00:00:00Z"
_SYLLABLES = "ka lo mi ren tas vor bel dun ash ir om fel gar nis pol quin ras sel tur ul vex wen yar zol".split()
_COUNTRIES = ("IRN", "RUS", "USA", "SYR", "TUR", "FRA", "CHN", "KEN", "BRA", "IND")
_ACTS = (
    ("met", "CONSULT", "meet", 1), ("telephoned", "CONSULT", "phone", 1), ("shelled", "ASSAULT", "artillery", 4),
    ("accused", "ACCUSE", None, 3), ("arrested", "COERCE", "arrest", 4), ("sanctioned", "SANCTION", None, 3),
    ("praised", "SUPPORT", None, 1), ("aided", "AID", None, 2), ("threatened", "THREATEN", None, 3),
    ("joined", "COOPERATE", None, 2),
)  # fmt: skip
TOPICS = (
    "ceasefire missile harbour election budget hospital convoy border treaty pipeline strike drought verdict refugee "
    "parliament embassy airport bridge factory mine railway school market dam island ferry currency tariff inquiry"
).split()


@dataclass
class _World:
    """Who and where there is, and what each article says of them."""

    chance: random.Random
    people: list[str]
    bodies: list[str]
    towns: list[str]
    outlets: list[str]
    words: list[str]
    mentions_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    reports_of: dict[tuple[int, int], list[Report]] = field(default_factory=lambda: defaultdict(list))
    story_articles: dict[int, list[Article]] = field(default_factory=lambda: defaultdict(list))
    said_of: dict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))


def make_case(folder: Path, count: int, per_slice: int = 2000) -> dict[str, Any]:
    """Writes a case of `count` articles; gives what it holds and how long it took, in seconds."""
    started = time.monotonic()
    store = DeltaStore(folder)
    world = _world(count)
    for first in range(0, count, per_slice):
        documents = [_write_article(world, number) for number in range(first, min(count, first + per_slice))]
        _write_reading(store, world, documents)
    _write_comparison(store, world, count)
    return {"articles": count, "stories": len(world.story_articles), "seconds": round(time.monotonic() - started, 1)}


def _world(count: int) -> _World:
    chance = random.Random(11)

    def name(parts: int) -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(parts)).capitalize()

    people = [f"{name(2)} {name(3)}" for _ in range(3000)]
    bodies = [f"Ministry of {noun.capitalize()} of {name(2)}" for noun in TOPICS for _ in range(20)]
    named = ["Iran", "Russia", "United States", "Syria", "Turkey", "France", "China", "Kenya", "Brazil", "India"]
    return _World(
        chance, people, [*named, *bodies], [name(3) for _ in range(2000)], [f"The {name(2)} Post" for _ in range(400)],
        [name(3).lower() for _ in range(20_000)],
    )  # fmt: skip


def _write_article(world: _World, number: int) -> Document:
    """One article, its nouns in `world.tables`. Articles of one story lie beside one another."""
    chance = world.chance
    story = number // 4
    teller = random.Random(story)
    bodies, people = len(world.bodies), len(world.people)
    acts = [(teller.choice(_ACTS), zipf(teller, bodies), zipf(teller, people)) for _ in range(2)]
    town, topic = world.towns[zipf(teller, 2000)], teller.choice(TOPICS)
    published = _START + timedelta(days=story % 700, hours=chance.randrange(48))
    outlet = world.outlets[zipf(chance, 400)]
    title = f"{world.bodies[acts[0][1]]} and the {topic} of {town}"
    pieces, places = _text(world, title, acts, town, topic)
    text = "".join(pieces)
    body = text.encode("utf-8")
    document = Document(document_id(body), f"https://x.example/{number}", outlet, _AT, "text/plain", "utf-8", body)
    name = article_id(document.id)
    instant = published.strftime("%Y-%m-%dT%H:%M:%SZ")
    block = Block("body", True, 0, len(text), 0, len(text), "")
    article = Article(
        name, document.id, outlet, document.url, title, instant, instant, "metadata", "en", (), (), text, (block,)
    )
    world.tables["articles"].append(article)
    world.story_articles[story].append(article)
    _write_acts(world, article, story, acts, places, instant)
    return document


def _text(world: _World, title: str, acts: list[Any], town: str, topic: str) -> tuple[list[str], dict[Any, Span]]:
    """The text in pieces, and where each name, verb and quotation stands in it."""
    chance, pieces, places, at = world.chance, [title + "\n\n"], {}, len(title) + 2

    def put(piece: str, key: Any = None) -> None:
        nonlocal at
        if key is not None:
            places[key] = Span(at, at + len(piece))
        pieces.append(piece)
        at += len(piece)

    for place, ((verb, *_), body, person) in enumerate(acts):
        put(world.bodies[body], ("actor", place))
        put(" ")
        put(verb, ("verb", place))
        put(" ")
        put(world.people[person], ("recipient", place))
        put(" in ")
        put(town, ("town", place))
        put(f" over the {topic} on Tuesday. ")
        put(world.people[(person + 7) % 3000], ("speaker", place))
        put(" ")
        put("said", ("cue", place))
        put(" ")
        put(f"that the {topic} of {town} must not {world.words[zipf(chance, 20_000)]}", ("content", place))
        put(". ")
    put(" ".join(world.words[zipf(chance, 20_000)] for _ in range(40)) + ".\n")
    return pieces, places


def _write_acts(
    world: _World, article: Article, story: int, acts: list[Any], places: dict[Any, Span], instant: str
) -> None:
    chain = (Attribution(article.outlet or "", None, None, None),)
    for place, ((_, type, mode, quad), body, person) in enumerate(acts):
        actor = _mention(world, article, places["actor", place], "organization", f"body:{body}")
        recipient = _mention(world, article, places["recipient", place], "person", f"person:{person}")
        speaker = _mention(world, article, places["speaker", place], "person", f"person:{(person + 7) % 3000}")
        town = _mention(world, article, places["town", place], "place", f"town:{story % 2000}")
        cue, content = places["cue", place], places["content", place]
        said = Statement(
            statement_id(article.id, cue, [content]), article.id, places["speaker", place].start, content.end,
            "indirect", speaker, None, cue, (content,), None, chain, (), "positive", None,
        )  # fmt: skip
        trigger = places["verb", place]
        when = When(instant[:10] + "T00:00:00Z", instant[:10] + "T23:59:59Z", "day", "on", "published", town)
        where = Where(
            f"geo:{story % 2000}", f"Town {story % 2000}", _COUNTRIES[story % 10], story % 80, story % 170, "city", town
        )
        report = Report(
            report_id(article.id, trigger, type), article.id, places["actor", place].start, places["town", place].end,
            trigger, type, mode, (), None, quad, (actor,), (recipient,), when, where, (), "happened", None, chain,
        )  # fmt: skip
        world.tables["statements"].append(said)
        world.tables["reports"].append(report)
        world.tables["times"].append(when)
        world.tables["places"].append(where)
        world.reports_of[story, place].append(report)
        world.said_of[story].append(said)


def _mention(world: _World, article: Article, span: Span, kind: str, entity: str) -> str:
    name = mention_id(article.id, span.start, span.end, kind)
    world.tables["mentions"].append(
        Mention(name, article.id, span.start, span.end, kind, article.text[span.start : span.end])
    )
    world.mentions_of[entity].append(name)
    return name


def _write_reading(store: DeltaStore, world: _World, documents: list[Document]) -> None:
    covers = [document.id for document in documents]
    write_slice(store, "documents", covers, _AT, {"documents": rows_to_table(Document, documents)})
    tables = {name: rows_to_table(NOUNS[name], found) for name, found in world.tables.items()}
    write_slice(store, "reading", covers, _AT, tables, {"clean": 1})
    world.tables.clear()


def _write_comparison(store: DeltaStore, world: _World, count: int) -> None:
    made: dict[str, list[Any]] = {"entities": [], "stories": [], "events": [], "findings": [], "copies": []}
    members: list[dict[str, str]] = []
    entity_of: dict[str, str] = {}
    for key, mentions in world.mentions_of.items():
        kind, _, number = key.partition(":")
        name = {"body": world.bodies, "person": world.people, "town": world.towns}[kind][int(number)]
        entity = entity_id(mentions)
        country = _COUNTRIES[int(number)] if kind == "body" and int(number) < 10 else None
        noun_kind = {"body": "organization", "town": "place"}.get(kind, "person")
        made["entities"].append(Entity(entity, noun_kind, name, (), country, (), (), ()))
        entity_of |= dict.fromkeys(mentions, entity)
    members += [{"noun": "mention", "member": m, "cluster": e} for m, e in entity_of.items()]
    judgements = [_compare_story(world, made, members, entity_of, story) for story in world.story_articles]
    tables = {name: rows_to_table(NOUNS[name], found) for name, found in made.items()}
    tables["judgements"] = rows_to_table(Judgement, judgements)
    tables["members"] = pa.Table.from_pylist(members, schema=MEMBERS)
    covers = [entry.slice for entry in store.ledger() if entry.kind == "reading"]
    write_slice(store, "comparison", covers, _AT, tables, {"stories": 1})


def _compare_story(
    world: _World, made: dict[str, list[Any]], members: list[dict[str, str]], entity_of: dict[str, str], number: int
) -> Judgement:
    articles = world.story_articles[number]
    ids = [article.id for article in articles]
    story = story_id(ids)
    copied = ids[1:2] if number % 3 == 0 else []
    members += [{"noun": "article", "member": id, "cluster": ids[0] if id in copied else id} for id in ids]
    passage = Passage(0, 80, 0, 80)
    made["copies"] += [Copy(id, ids[0], 0.9, (passage,), "known") for id in copied]
    events = []
    for place in (0, 1):
        reports = world.reports_of[number, place]
        event = event_id(report.id for report in reports)
        events.append(event)
        first = reports[0]
        actors = tuple(sorted({entity_of[a] for r in reports for a in r.actors}))
        recipients = tuple(sorted({entity_of[a] for r in reports for a in r.recipients}))
        voices = len(ids) - len(copied)
        made["events"].append(
            Event(event, first.type, first.mode, actors, recipients, first.when, first.where,
                  tuple(r.id for r in reports), len(ids), voices)
        )  # fmt: skip
        members += [{"noun": "report", "member": report.id, "cluster": event} for report in reports]
        made["findings"].append(_finding(story, event, articles, reports, number))
    days = sorted(article.published or "" for article in articles)
    made["stories"].append(Story(story, articles[0].title, tuple(ids), tuple(events), days[0], days[-1]))
    reasons = (Reason("words", 0.5, None, None),)
    return Judgement("story", ids[0], ids[-1], "same", 0.5 + number % 50 / 100, reasons, "machine:stories-1", None)


def _finding(story: str, event: str, articles: list[Article], reports: list[Report], number: int) -> Finding:
    outlets = tuple(dict.fromkeys(article.outlet or "" for article in articles))
    agreement = ("agreed", "contradicted", "differing", "single")[number % 4]
    half = max(1, len(outlets) // 2)
    sides = (
        Side("the one", tuple(r.id for r in reports[:half]), (), outlets[:half], half),
        Side("the other", tuple(r.id for r in reports[half:]), (), outlets[half:], max(1, len(outlets) - half)),
    )
    return Finding(finding_id(story, event, "who"), story, event, "who", agreement, sides, ())


def add_some(folder: Path, first: int, count: int) -> None:
    """Adds articles to a case as a reading does, without comparing; their words are their own."""
    world = replace(_world(count), chance=random.Random(f"newcomers from {first}"))
    _write_reading(DeltaStore(folder), world, [_write_article(world, number) for number in range(first, first + count)])
