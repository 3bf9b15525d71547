"""The order of the stages: the one file that knows it.

    read_documents   document → clean → parse → mentions … reports → Reading, document by document
    compare          all articles → copies → stories → entities → events → findings

Each stage has a version: it goes up when the stage gives other rows for the same input.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from spacy.tokens import Doc

from rashomon.engine.collecting import seldom_collecting
from rashomon.errors import RashomonError
from rashomon.language.english import parse
from rashomon.language.other import parse_other
from rashomon.language.parses import ParseCache
from rashomon.language.russian.parse import is_readable, parse_russian
from rashomon.matching.acts.growing_events import EventsKept
from rashomon.matching.entities.growing import EntitiesKept
from rashomon.record import (
    Article,
    Copy,
    Document,
    Entity,
    Event,
    Failure,
    Finding,
    Judgement,
    Mention,
    Quantity,
    Report,
    Statement,
    Story,
    When,
    Where,
)
from rashomon.stages.chains import add_outer_links
from rashomon.stages.clean import Cleaned, clean_page, clean_pages
from rashomon.stages.copies import CopiesFound, find_copies
from rashomon.stages.coreference import link_mentions, name_links, spell_out
from rashomon.stages.dating import date_article
from rashomon.stages.entities import find_entities
from rashomon.stages.events import find_events
from rashomon.stages.findings import find_findings
from rashomon.stages.mentions import find_mentions
from rashomon.stages.places import find_places
from rashomon.stages.quantities import find_quantities
from rashomon.stages.reports import find_reports
from rashomon.stages.statements import find_statements
from rashomon.stages.stories import StoriesFound, find_stories
from rashomon.stages.times import find_times


class Readers(NamedTuple):
    """The stages of one article that differ from language to language; each takes the article and its parse first."""

    mentions: Callable[..., Any]
    times: Callable[..., Any]
    quantities: Callable[..., Any]
    places: Callable[..., Any]
    statements: Callable[..., Any]
    reports: Callable[..., Any]
    coreference: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """One row of the table. `shape`: what one call sees — a document, an article, or the corpus."""

    name: str
    version: int
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    shape: str
    function: Callable[..., Any]


STAGES = (
    Stage("clean", 7, ("documents",), ("articles", "judgements"), "document", clean_page),
    Stage("parse", 9, ("articles",), (), "article", parse),
    Stage("mentions", 12, ("articles",), ("mentions",), "article", find_mentions),
    Stage("times", 8, ("articles",), ("mentions", "times"), "article", find_times),
    Stage("quantities", 12, ("articles",), ("mentions", "quantities"), "article", find_quantities),
    Stage("places", 8, ("mentions",), ("places",), "article", find_places),
    Stage("dating", 3, ("mentions", "times"), ("articles", "times", "judgements"), "article", date_article),
    Stage("statements", 14, ("mentions",), ("statements", "mentions"), "article", find_statements),
    Stage(
        "reports", 17, ("mentions", "times", "places", "quantities", "statements"), ("reports", "mentions"),
        "article", find_reports,
    ),
    Stage("coreference", 13, ("mentions",), ("judgements", "mentions", "reports"), "article", link_mentions),
    Stage("chains", 6, ("articles",), ("statements", "reports"), "article", add_outer_links),
    Stage("copies", 4, ("articles",), ("copies", "judgements"), "corpus", find_copies),
    Stage("stories", 9, ("articles", "copies"), ("stories", "judgements"), "corpus", find_stories),
    Stage("entities", 10, ("mentions", "places", "judgements"), ("entities", "judgements"), "corpus", find_entities),
    Stage("events", 18, ("reports", "stories", "entities"), ("events", "judgements"), "corpus", find_events),
    Stage(
        "findings", 18, ("stories", "events", "reports", "statements", "entities", "copies"), ("findings",),
        "corpus", find_findings,
    ),
)  # fmt: skip


#: Characters. A longer text is a book or a dump; parsing it would take gigabytes.
LONGEST_ARTICLE = 400_000


class StageFailed(Exception):
    """A stage raised on one document; the rest of the batch goes on."""

    def __init__(self, stage: str, cause: BaseException) -> None:
        super().__init__(f"{type(cause).__name__}: {cause}")
        self.stage = stage


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article gave on its own, before it is compared with others."""

    article: Article
    mentions: tuple[Mention, ...]
    times: tuple[When, ...]
    places: tuple[Where, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that the articles of a case gave when laid beside one another.

    `members` maps (noun, member id) to its cluster: mentions to entities, reports to events, articles to
    the article whose voice they are.
    """

    copies: tuple[Copy, ...]
    stories: tuple[Story, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    findings: tuple[Finding, ...]
    judgements: tuple[Judgement, ...]
    members: dict[tuple[str, str], str]


class Room(NamedTuple):
    """Room for what newcomers will need, empty. `spill` takes what has come in out of memory."""

    entities: EntitiesKept
    events: EventsKept
    spill: Callable[[], None]


#: Stories, events, entities by id, entities of mentions and origins → ids of stories.
Unchanged = Callable[
    [Sequence[Story], Sequence[Event], Mapping[str, Entity], Mapping[str, str], Mapping[str, str]], Collection[str]
]


def versions() -> dict[str, int]:
    """Stage name → version, in the order of the flow."""
    return {stage.name: stage.version for stage in STAGES}


@seldom_collecting()
def read_documents(
    documents: Sequence[Document],
    cache: ParseCache | None = None,
    left_out: Mapping[str, Collection[int]] | None = None,
) -> list[Reading | Failure]:
    """Readings of the articles in these documents, in order; a document that cannot be read is a Failure.

    `cache` keeps the parses of lines between calls; the readings are the same with and without. `left_out`: document →
    lines that its outlet repeats (templates).
    """
    cleaned = [_unless_unread(*pair) for pair in zip(documents, clean_pages(documents, left_out), strict=True)]
    articles = [article for found in cleaned if not isinstance(found, Failure) for article in found.articles]
    docs = dict(zip([article.id for article in articles], _parses(articles, cache), strict=True))
    results: list[Reading | Failure] = []
    for found in cleaned:
        if isinstance(found, Failure):
            results.append(found)
            continue
        results.extend(_read_or_failure(article, docs[article.id], found.judgements) for article in found.articles)
    return results


def read_article(article: Article, doc: Doc) -> Reading:
    """Runs every stage that needs nothing but the article and its parse, in order. Raises StageFailed."""
    read = _readers(article, doc)
    with _stage("mentions"):
        mentions = read.mentions(article, doc)
    with _stage("times"):
        times = read.times(article, doc)
    with _stage("quantities"):
        quantities = read.quantities(article, doc, times=times.mentions)
    mentions = _merged(mentions, times.mentions, quantities.mentions)
    with _stage("places"):
        places = read.places(article, doc, mentions)
    with _stage("dating"):
        dated = date_article(article, doc, mentions, times.whens)
    with _stage("statements"):
        said = read.statements(article, doc, mentions)
    mentions = _merged(mentions, said.mentions)
    with _stage("reports"):
        done = read.reports(article, doc, mentions, dated.whens, places, quantities.quantities, said.statements)
    mentions = _merged(mentions, done.mentions)
    with _stage("coreference"):
        same = read.coreference(article, doc, mentions, said.statements)
    mentions = _merged(mentions, same.groups)
    spelled = name_links(spell_out(article, done.reports, mentions), mentions, same.judgements)
    stated = name_links(said.statements, mentions, same.judgements)
    with _stage("chains"):
        chained = add_outer_links(dated.article, stated, spelled)
    return Reading(
        article=dated.article,
        mentions=tuple(mentions),
        times=tuple(dated.whens),
        places=tuple(places),
        quantities=tuple(quantities.quantities),
        statements=tuple(chained.statements),
        reports=tuple(chained.reports),
        judgements=(*same.judgements, *dated.judgements),
    )


def _readers(article: Article, doc: Doc) -> Readers:
    """The one place where an article's language chooses who reads it; without its grammar English finds the names."""
    if article.language == "ru" and doc.has_annotation("DEP"):
        from rashomon.stages import russian  # a tenth of a second that only Russian texts are worth

        return Readers(
            russian.find_russian_mentions, russian.find_russian_times, russian.find_russian_quantities,
            russian.find_russian_places, russian.find_russian_statements, russian.find_russian_reports,
            russian.link_russian_mentions,
        )  # fmt: skip
    return Readers(
        find_mentions, find_times, find_quantities, find_places, find_statements, find_reports, link_mentions
    )


@seldom_collecting()
def compare(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    places: Mapping[str, Where],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    coreference: Sequence[Judgement],
    people: Sequence[Judgement],
    found: tuple[CopiesFound, StoriesFound] | None = None,
    unchanged: Unchanged | None = None,
    kept: Room | None = None,
) -> Comparison:
    """Lays all articles of a case beside one another. `mentions` by article; `people` are people's judgements.

    `found`: the copies and stories of these articles, where they are known already. `unchanged` says of which stories
    the findings stay as they were: they are left out. `kept`, empty, takes in what newcomers will need.
    """
    copied = found[0] if found else find_copies(articles, people)
    told = found[1] if found else find_stories(articles, copied.origins, people)
    story_of = {article: story.id for story in told.stories for article in story.articles}
    acting = acting_in(statements, reports)
    known = find_entities(articles, mentions, places, coreference, people, acting, story_of, kept and kept.entities)
    if kept is not None:
        kept.spill()
    entities = {entity.id: entity for entity in known.entities}
    by_id = {article.id: article for article in articles}
    done = find_events(
        by_id, reports, told.stories, known.of_mention, entities, copied.origins, people, kept=kept and kept.events
    )
    if kept is not None:
        kept.spill()
    stories = _with_events(told.stories, done.events, {report.id: report.article for report in reports})
    stay = unchanged(stories, done.events, entities, known.of_mention, copied.origins) if unchanged else ()
    findings = find_findings(
        by_id,
        {mention.id: mention for found in mentions.values() for mention in found},
        statements,
        reports,
        stories,
        done.events,
        entities,
        known.of_mention,
        copied.origins,
        stay,
    )
    members = {("mention", member): cluster for member, cluster in known.of_mention.items()}
    members |= {("report", member): cluster for member, cluster in done.of_report.items()}
    members |= {("article", member): cluster for member, cluster in copied.origins.items()}
    return Comparison(
        copies=tuple(copied.copies),
        stories=tuple(stories),
        entities=tuple(known.entities),
        events=tuple(done.events),
        findings=tuple(findings),
        judgements=(*copied.judgements, *told.judgements, *known.judgements, *done.judgements),
        members=members,
    )


def acting_in(statements: Sequence[Statement], reports: Sequence[Report]) -> set[str]:
    """Mentions that speak, are spoken to, act or are acted on."""
    spoken = {m for s in statements for m in (s.speaker, s.addressee) if m}
    return spoken.union(*({*report.actors, *report.recipients} for report in reports))


def _unless_unread(document: Document, found: Cleaned | Exception) -> Cleaned | Failure:
    if isinstance(found, RashomonError):
        why = str(found)
    elif isinstance(found, Exception):
        why = f"{type(found).__name__}: {found}"
    elif not found.articles:
        why = "no readable article in it"
    elif max(len(article.text) for article in found.articles) > LONGEST_ARTICLE:
        why = f"longer than an article can be ({LONGEST_ARTICLE:,} characters)"
    else:
        return found
    return Failure(document.id, "clean", f"{why}: {document.url or document.id[:8]!r}", None)


def _parses(articles: Sequence[Article], cache: ParseCache | None) -> Iterator[Doc]:
    """Parses in order: English and, with its extra, Russian in full; others as words and sentences only."""
    parsers = {"en": parse, "ru": parse_russian} if is_readable() else {"en": parse}
    parsed = {
        language: iter(parser([article.text for article in articles if article.language == language], cache))
        for language, parser in parsers.items()
    }
    for article in articles:
        yield next(parsed[article.language]) if article.language in parsed else parse_other(article.text)


def _read_or_failure(article: Article, doc: Doc, stated: Sequence[Judgement]) -> Reading | Failure:
    """The reading of one article; `stated` are judgements that came with its page."""
    try:
        reading = read_article(article, doc)
    except StageFailed as failed:
        return Failure(article.document, failed.stage, str(failed), None)
    return replace(reading, judgements=(*reading.judgements, *stated)) if stated else reading


@contextmanager
def _stage(name: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise StageFailed(name, error) from error


def _merged(*found: list[Mention]) -> list[Mention]:
    """All mentions in reading order, one for each id; a later one of the same id takes its place."""
    by_id = {mention.id: mention for mentions in found for mention in mentions}
    return sorted(by_id.values(), key=lambda mention: (mention.start, -mention.end, mention.id))


def _with_events(stories: Sequence[Story], events: Sequence[Event], article_of: Mapping[str, str]) -> list[Story]:
    """Stories with the events that any of their articles tells."""
    told: dict[str, set[str]] = {}
    for event in events:
        for report in event.reports:
            told.setdefault(article_of[report], set()).add(event.id)
    order = {event.id: place for place, event in enumerate(events)}
    return [
        replace(
            story,
            events=tuple(sorted({e for a in story.articles for e in told.get(a, ())}, key=order.__getitem__)),
        )
        for story in stories
    ]
