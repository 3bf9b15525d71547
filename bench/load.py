"""A case of any number of invented short articles, its search times, and 200 readers at once with one writer adding.

    python -m bench.load make /tmp/load.case 100000
    python -m bench.load search /tmp/load.case
    python -m bench.load serve /tmp/load.case --readers 200 --seconds 20

Rows are made directly, never by parsing: what is measured is asking. The one idea: every row points at characters that
are there, so that the same pages can be drawn as of a real case, and names, outlets and story sizes follow Zipf's law.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from rashomon.case import open_case
from rashomon.reading import write_slice
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
_NOUNS = (
    "ceasefire missile harbour election budget hospital convoy border treaty pipeline strike drought verdict refugee "
    "parliament embassy airport bridge factory mine railway school market dam island ferry currency tariff inquiry"
).split()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("make", "search", "serve"))
    parser.add_argument("case", type=Path)
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if asked.what == "make":
        found: Any = make_case(asked.case, asked.articles)
    elif asked.what == "search":
        found = time_searches(asked.case)
    else:
        found = load(asked.case, asked.readers, asked.seconds)
    print(json.dumps(found, indent=1))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


# ── an invented case ──────────────────────────────────────────────────────────────────────────────────────


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
    bodies = [f"Ministry of {noun.capitalize()} of {name(2)}" for noun in _NOUNS for _ in range(20)]
    named = ["Iran", "Russia", "United States", "Syria", "Turkey", "France", "China", "Kenya", "Brazil", "India"]
    return _World(
        chance, people, [*named, *bodies], [name(3) for _ in range(2000)], [f"The {name(2)} Post" for _ in range(400)],
        [name(3).lower() for _ in range(20_000)],
    )  # fmt: skip


def _zipf(chance: random.Random, size: int) -> int:
    """A rank: the second half as likely as in natural text."""
    return min(size - 1, int(size ** chance.random()) - 1)


def _write_article(world: _World, number: int) -> Document:
    """One article, its nouns in `world.tables`. Articles of one story lie beside one another."""
    chance = world.chance
    story = number // 4
    teller = random.Random(story)
    bodies, people = len(world.bodies), len(world.people)
    acts = [(teller.choice(_ACTS), _zipf(teller, bodies), _zipf(teller, people)) for _ in range(2)]
    town, topic = world.towns[_zipf(teller, 2000)], teller.choice(_NOUNS)
    published = _START + timedelta(days=story % 700, hours=chance.randrange(48))
    outlet = world.outlets[_zipf(chance, 400)]
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
        put(f"that the {topic} of {town} must not {world.words[_zipf(chance, 20_000)]}", ("content", place))
        put(". ")
    put(" ".join(world.words[_zipf(chance, 20_000)] for _ in range(40)) + ".\n")
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


# ── how long searches take ────────────────────────────────────────────────────────────────────────────────


_SEARCHES = {
    "words": (
        "missile", "harbour treaty", '"ceasefire of"', "the", "railway -strike", "said border", "hospital convoy",
    ),
    "acts": (
        "actor:Iran type:CONSULT", "actor:Iran type:CONSULT recipient:kalo", "actor:Russia type:ASSAULT",
        "type:SANCTION place:Town", "recipient:ka type:ARREST", "actor:Iran type:CONSULT date:2024-04-07..2024-04-12",
    ),
    "said": ("said:missile", "speaker:kalo said:harbour"),
    "meaning": ("~labour dispute at the port", "~artillery attack", "~talks between governments"),
}  # fmt: skip


def time_searches(folder: Path, rounds: int = 5) -> dict[str, Any]:
    """Milliseconds of each search, first hit page included: first time, and the median of the rounds after it."""
    pages = open_case(folder).pages()
    with _timed() as indexing:
        pages.catch_up()
    with _timed() as vectors:
        pages.search("~anything at all")
    found: dict[str, Any] = {"index_s": round(indexing[0], 1), "vectors_s": round(vectors[0], 1)}
    for kind, queries in _SEARCHES.items():
        found[kind] = {query: _times(lambda query=query: pages.search(query), rounds) for query in queries}
    found["articles"] = pages.case().articles
    found["index_mb"] = round(pages.index.path.stat().st_size / 1e6)
    return found


def _times(ask: Callable[[], Any], rounds: int) -> dict[str, Any]:
    taken = []
    for _ in range(rounds + 1):
        with _timed() as spent:
            answer = ask()
        taken.append(spent[0] * 1000)
    return {"first_ms": round(taken[0], 1), "ms": round(statistics.median(taken[1:]), 1), "total": answer.total}


@contextmanager
def _timed() -> Iterator[list[float]]:
    spent = [0.0]
    started = time.perf_counter()
    yield spent
    spent[0] = time.perf_counter() - started


# ── two hundred readers, one writer ───────────────────────────────────────────────────────────────────────


_BARE = """
import sys, uvicorn
from fastapi import FastAPI
web = FastAPI()

@web.get("/api/case")
def case():
    return {"name": "bare", "articles": 1}

uvicorn.run(web, port=int(sys.argv[1]), log_level="error", access_log=False)
"""


def load(folder: Path, readers: int, seconds: float) -> dict[str, Any]:
    """Readers who each ask the next question when they have an answer, first of a bare route, then of the case."""
    bare = _against([sys.executable, "-c", _BARE, "8141"], 8141, lambda port: ["/api/case"], readers, seconds / 2, None)
    serve = [sys.executable, "-m", "rashomon", "serve", str(folder), "--port", "8142"]
    return {
        "bare_route": bare,
        "case": _against(serve, 8142, _questions, readers, seconds, folder),
        "case_without_writer": _against(serve, 8142, _questions, readers, seconds, None),
    }


def _against(
    command: list[str],
    port: int,
    questions: Callable[[int], list[str]],
    readers: int,
    seconds: float,
    adding: Path | None,
) -> dict[str, Any]:
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(adding), str(seconds)]) if adding else None
        found = asyncio.run(_read(port, questions(port), readers, seconds))
        if writer:
            writer.wait(timeout=seconds + 120)
            found["writer_failed"] = writer.returncode
        return found
    finally:
        server.terminate()
        server.wait(timeout=20)


_WRITER = """
import sys, time
from pathlib import Path
from bench.load import add_some
end = time.monotonic() + float(sys.argv[2])
number = 0
while time.monotonic() < end:
    add_some(Path(sys.argv[1]), 10_000_000 + int(time.time()) * 100 + number, 10)
    number += 10
    time.sleep(1)
"""


def add_some(folder: Path, first: int, count: int) -> None:
    """Adds articles to a case as a reading does, without comparing."""
    world = _world(count)
    _write_reading(DeltaStore(folder), world, [_write_article(world, number) for number in range(first, first + count)])


def _wait_for(port: int, patience: float = 900) -> None:
    import httpx

    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/api/case", timeout=60).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise RuntimeError("the server did not answer")


def _questions(port: int) -> list[str]:
    """Pages as people open them: lists, stories, articles, entities, searches, pictures; most differ."""
    import httpx

    ask = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120)

    def ids(route: str, pages: int) -> list[str]:
        answers = [ask.get(f"{route}?page={page}&size=50").json() for page in range(1, pages + 1)]
        return [item["id"] for answer in answers for item in answer["items"]]

    found = [f"/api/stories/{id}" for id in ids("/api/stories", 6)]
    found += [f"/api/articles/{id}" for id in ids("/api/articles", 6)]
    found += [f"/api/entities/{id}" for id in ids("/api/entities", 1)]
    found += [f"/api/events/{id}" for id in ids("/api/events", 4)]
    found += [f"/api/stories?page={page}&sort={sort}" for page in range(40) for sort in ("changed", "origins") if page]
    found += [f"/api/search?q={noun}+{other}" for noun in _NOUNS for other in _NOUNS[:8]]
    found += ["/api/case", "/api/facets", "/api/volume", "/api/review/inbox"] * 5
    random.Random(3).shuffle(found)
    return found


async def _read(port: int, questions: list[str], readers: int, seconds: float) -> dict[str, Any]:
    import httpx

    taken: dict[str, list[float]] = defaultdict(list)
    errors: list[str] = []
    end = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=readers, max_keepalive_connections=readers)

    async def reader(number: int, ask: httpx.AsyncClient) -> None:
        place = number * 37
        while time.monotonic() < end:
            question = questions[place % len(questions)]
            place += 1
            started = time.perf_counter()
            try:
                answer = await ask.get(question)
                if answer.status_code != 200:
                    errors.append(f"{answer.status_code} {question}: {answer.text[:100]}")
            except httpx.HTTPError as error:
                errors.append(f"{type(error).__name__} {question}")
            taken[question.split("?")[0].split("/")[2]].append((time.perf_counter() - started) * 1000)

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=120, limits=limits) as ask:
        await asyncio.gather(*(reader(number, ask) for number in range(readers)))
    every = sorted(spent for found in taken.values() for spent in found)
    return {
        "readers": readers,
        "requests": len(every),
        "per_second": round(len(every) / seconds, 1),
        "errors": len(errors),
        "first_errors": errors[:5],
        **_spread(every),
        "by_route": {route: {"requests": len(found), **_spread(sorted(found))} for route, found in taken.items()},
    }


def _spread(spent: list[float]) -> dict[str, float]:
    if not spent:
        return {}
    return {"p50_ms": round(spent[len(spent) // 2], 1), "p95_ms": round(spent[int(len(spent) * 0.95)], 1)}


if __name__ == "__main__":
    main()
