"""A few stories → the record that shows them, from what lies beside the case.

Reads the file beside the case, of the case's tables that of copies; writes nothing. The one idea: a comparison of
newcomers has in hand nearly all that its brief will tell; to look for it in the tables would cost by the size of the
case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.comparing.newcomers import ActsBeside
from rashomon.matching.acts.growing_events import GrowingEvents
from rashomon.partial import shown_mentions
from rashomon.record import Article, Copy, Finding, Mention, Record, Report, Statement, filled
from rashomon.store.delta import DeltaStore


def record_at_hand(
    store: DeltaStore, beside: ActsBeside, stories: Sequence[str], findings: Mapping[str, Sequence[Finding]]
) -> Record:
    """All that a brief of these stories shows; `findings` by story. Copies come without their passages."""
    told = {name: beside.stories[name] for name in stories}
    growing = GrowingEvents(beside.events)
    names = growing.told_by(article for story in told.values() for article in story.articles)
    within = {article for story in told.values() for article in story.articles} | growing.articles_of(names)
    copies = _copies(store, within)
    articles = beside.readings.of(Article, within | {copy.of for copy in copies})
    origins = beside.standing.voices_of(article.id for article in articles)
    statements, reports = beside.readings.of(Statement, within), beside.readings.of(Report, within)
    mentions = _shown(beside.readings.of(Mention, within), statements, reports)
    events = growing.events(names, origins)
    own = {one: entity for one in mentions if (entity := beside.meant.get(one)) is not None}
    told_of = [finding for name in stories for finding in findings.get(name, ())]
    named = {*own.values(), *(one for event in events for one in (*event.actors, *event.recipients))}
    named |= {finding.question.partition(":")[2] for finding in told_of}
    bare = Record(
        articles={article.id: article for article in articles},
        mentions=mentions,
        entities={one: known for one in sorted(named) if (known := beside.rows.get(one)) is not None},
        statements={statement.id: statement for statement in statements},
        reports={report.id: report for report in reports},
        events={event.id: event for event in events},
        stories=told,
        copies=tuple(copies),
        judgements=tuple(beside.readings.marks_of([*reports, *statements])),
        findings={finding.id: finding for finding in told_of},
        origins=origins,
    )
    of_reports = {("report", report): event.id for event in events for report in event.reports}
    return filled(bare, {("mention", one): entity for one, entity in own.items()} | of_reports)


def _copies(store: DeltaStore, articles: Iterable[str]) -> list[Copy]:
    rows = store.read("copies", ["article", "of", "share", "direction"], {"article": sorted(articles)})
    return [Copy(row["article"], row["of"], row["share"], (), row["direction"]) for row in rows.to_pylist()]


def _shown(
    mentions: Sequence[Mention], statements: Sequence[Statement], reports: Sequence[Report]
) -> dict[str, Mention]:
    """The mentions that views show, and those behind them."""
    shown = shown_mentions(statements, reports)
    shown |= {member for mention in mentions if mention.id in shown for member in mention.members}
    return {mention.id: mention for mention in mentions if mention.id in shown}
