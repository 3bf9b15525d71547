"""A case of any size without reading a word: rows of invented articles written through the store.

    python -m bench.synthetic FOLDER ARTICLES      makes the case and times the questions to it

For measuring what asking costs as a case grows, not quality: every article has a few sentences, mentions, statements
and reports, stories have Zipf sizes. The same numbers give the same rows.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from rashomon.reading import write_slice
from rashomon.record import (
    NOUNS,
    Article,
    Attribution,
    Block,
    Document,
    Entity,
    Event,
    Finding,
    Mention,
    Report,
    Side,
    Span,
    Statement,
    Story,
    article_id,
    document_id,
    entity_id,
    event_id,
    finding_id,
    mention_id,
    report_id,
    rows_to_table,
    statement_id,
    story_id,
)
from rashomon.store.delta import MEMBERS, DeltaStore
from rashomon.store.upkeep import tidy

AT = "2026-01-01T00:00:00Z"
#: Articles of one slice, as a run of the program writes them.
SLICE = 256
MENTIONS, STATEMENTS, REPORTS = 24, 4, 4
PEOPLE = 20_000


@dataclass
class _Case:
    """What the comparison needs to know of all articles: ids alone."""

    stories: dict[int, list[str]] = field(default_factory=dict)
    reports: dict[int, list[str]] = field(default_factory=dict)
    people: dict[int, list[str]] = field(default_factory=dict)
    statements: dict[int, list[str]] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)


def write_case(folder: Path, articles: int) -> DeltaStore:
    """A case of so many invented articles; about a minute for 10,000."""
    store = DeltaStore(folder)
    chance = random.Random(articles)
    sizes = _story_of(articles, chance)
    known = _Case()
    for start in range(0, articles, SLICE):
        numbers = range(start, min(articles, start + SLICE))
        rows = _slice(numbers, sizes, chance, known)
        covers = [document.id for document in rows["documents"]]
        documents = {"documents": _table("documents", rows.pop("documents"))}
        write_slice(store, "documents", covers, AT, documents)
        write_slice(store, "reading", covers, AT, {name: _table(name, found) for name, found in rows.items()})
    covers = [entry.slice for entry in store.ledger() if entry.kind == "reading"]
    write_slice(store, "comparison", covers, AT, _comparison(known))
    tidy(store, AT)
    return store


def _story_of(articles: int, chance: random.Random) -> list[int]:
    """The story of each article: many that one outlet tells, few that sixty tell, in mixed order."""
    stories: list[int] = []
    while len(stories) < articles:
        stories += [stories[-1] + 1 if stories else 0] * min(60, int(chance.paretovariate(1.1)))
    chosen = stories[:articles]
    chance.shuffle(chosen)
    return chosen


def _slice(numbers: Sequence[int], sizes: Sequence[int], chance: random.Random, known: _Case) -> dict[str, list[Any]]:
    rows: dict[str, list[Any]] = {n: [] for n in ("documents", "articles", "mentions", "statements", "reports")}
    for number in numbers:
        story = sizes[number]
        names = [chance.randrange(PEOPLE) for _ in range(MENTIONS)]
        lines = [f"Account {number} of happening {story}", *(f"Person{name} met others, it said." for name in names)]
        text = "\n".join(lines)
        body = text.encode()
        document = document_id(body)
        id = article_id(document)
        outlet = f"outlet{chance.randrange(300)}.example"
        mentions = list(_mentions(id, text, names))
        said = [_statement(id, text, mention, at) for at, mention in enumerate(mentions[:STATEMENTS])]
        told = [_report(id, mentions[at], mentions[at + 1]) for at in range(REPORTS)]
        rows["documents"].append(Document(document, None, outlet, AT, "text/plain", "utf-8", body))
        block = Block("body", True, 0, len(text), 0, len(text), "prose")
        rows["articles"].append(
            Article(id, document, outlet, None, text[:40], AT, AT, "metadata", "en", (), (), text, (block,))
        )
        rows["mentions"].extend(mentions)
        rows["statements"].extend(said)
        rows["reports"].extend(told)
        known.articles.append(id)
        known.stories.setdefault(story, []).append(id)
        known.reports.setdefault(story, []).extend(report.id for report in told)
        known.statements.setdefault(story, []).extend(statement.id for statement in said)
        for name, mention in zip(names, mentions, strict=True):
            known.people.setdefault(name, []).append(mention.id)
    return rows


def _mentions(article: str, text: str, names: Sequence[int]) -> Iterator[Mention]:
    at = 0
    for name in names:
        word = f"Person{name}"
        at = text.index(word, at)
        yield Mention(mention_id(article, at, at + len(word), "person"), article, at, at + len(word), "person", word)
        at += len(word)


def _statement(article: str, text: str, mention: Mention, at: int) -> Statement:
    end = text.find("\n", mention.start)
    content = Span(mention.start, end if end > 0 else len(text))
    link = Attribution("outlet", None, None, None)
    return Statement(
        statement_id(article, None, [content]), article, content.start, content.end, "indirect", mention.id, None, None,
        (content,), None, (link,), (), "positive", None,
    )  # fmt: skip


def _report(article: str, actor: Mention, recipient: Mention) -> Report:
    trigger = Span(actor.end + 1, actor.end + 4)
    return Report(
        report_id(article, trigger, "CONSULT"), article, actor.start, actor.end + 4, trigger, "CONSULT", "visit", (),
        "042", 1, (actor.id,), (recipient.id,), None, None, (), "happened", None, (),
    )  # fmt: skip


def _comparison(known: _Case) -> dict[str, pa.Table]:
    entity_of = {name: entity_id(mentions) for name, mentions in known.people.items()}
    entities = [Entity(entity_of[n], "person", f"Person{n}", (f"P. {n}",), None, (), (), ()) for n in known.people]
    members = [("mention", m, entity_of[n]) for n, mentions in known.people.items() for m in mentions]
    members += [("article", article, article) for article in known.articles]
    people = list(entity_of.values())
    stories, events, findings = [], [], []
    for place, (number, articles) in enumerate(known.stories.items()):
        reports = known.reports[number]
        groups = [tuple(reports[start : start + 8]) for start in range(0, len(reports), 8)]
        ids = [event_id(group) for group in groups]
        members += [("report", report, id) for id, group in zip(ids, groups, strict=True) for report in group]
        actor = people[place % len(people)]
        events += [
            Event(id, "CONSULT", "visit", (actor,), (), None, None, group, 2, 2)
            for id, group in zip(ids, groups, strict=True)
        ]
        story = story_id(articles)
        stories.append(Story(story, f"Happening {number}", tuple(articles), tuple(ids), AT, AT))
        side = Side("yes", groups[0], tuple(known.statements[number][:2]), ("outlet1.example",), 1)
        findings.append(Finding(finding_id(story, ids[0], "who"), story, ids[0], "who", "single", (side,), ()))
    columns = zip(*sorted(members), strict=True)
    return {
        "stories": _table("stories", stories),
        "events": _table("events", events),
        "entities": _table("entities", entities),
        "findings": _table("findings", findings),
        "members": pa.table([pa.array(column, pa.string()) for column in columns], schema=MEMBERS),
    }


def _table(name: str, nouns: Sequence[Any]) -> pa.Table:
    return rows_to_table(NOUNS[name], nouns)


def main() -> None:
    """Makes the case where it is not there yet, and times one question of each kind."""
    folder, articles = Path(sys.argv[1]), int(sys.argv[2])
    if not (folder / "case.json").exists():
        started = time.perf_counter()
        write_case(folder, articles)
        print(f"written in {time.perf_counter() - started:.1f} s")
    from rashomon.case import open_case

    case = open_case(folder)
    story = next(iter(case.brief(most=1).stories))
    article = story.accounts[0].id
    questions = {
        "brief of 20": lambda: case.brief(most=20),
        "story": lambda: case.story(story.id),
        "event": lambda: case.event(story.events[0].id),
        "entity by name": lambda: case.entity("Person7"),
        "article": lambda: case.article(article),
        "why": lambda: case.why(article),
        "sql count": lambda: case.sql("select count(*) from stories"),
    }
    for name, ask in questions.items():
        started = time.perf_counter()
        ask()
        print(f"{name:16} {time.perf_counter() - started:.2f} s")


if __name__ == "__main__":
    main()
