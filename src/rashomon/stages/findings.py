"""stories + events + reports + statements → findings: what the accounts say to each question.

For every event of a story each report gives its answers (who, whom, when, where, how many, whether, which word);
for every voice of a story the statements of different articles are aligned. Equal answers make a side, sides
are compared, and outlets that answer nothing are named: silence is information, so an account in a language that
nobody read here is not silent. Nothing is averaged or dropped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.knowledge.labels import labels_in
from rashomon.language.normalise import one_line
from rashomon.matching.acts.parties import stand_ins
from rashomon.matching.findings.account import VERBAL, Answer, Corpus, labels_of, own_words, places_named
from rashomon.matching.findings.like_sentences import like_findings
from rashomon.matching.findings.of_events import event_findings, spoken_in
from rashomon.matching.findings.of_sayings import said_findings
from rashomon.matching.findings.of_sentences import (
    alike_findings,
    count_findings,
    estimate_findings,
    refutal_findings,
    without_contradicted,
)
from rashomon.matching.findings.saying.speakers import voices
from rashomon.matching.findings.sides.laid_out import compare_words, laid_out
from rashomon.matching.findings.sides.repeated import without_repeated
from rashomon.record import Article, Entity, Event, Finding, Mention, Report, Statement, Story, grouped

_SOMEBODY = frozenset(("person", "organization", "place", "nationality"))
_ORDER = {name: place for place, name in enumerate(("contradicted", "updated", "differing", "agreed", "single"))}


def find_findings(
    articles: Mapping[str, Article],
    mentions: Mapping[str, Mention],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    stories: Sequence[Story],
    events: Sequence[Event],
    entities: Mapping[str, Entity],
    of_mention: Mapping[str, str],
    origins: Mapping[str, str],
    without: Collection[str] = (),
) -> list[Finding]:
    """Findings of every story, contradictions first; none of the stories `without`, by id."""
    in_article = grouped((mention.article, mention) for mention in mentions.values())
    corpus = _corpus(articles, mentions, statements, reports, entities, of_mention, origins, in_article)
    by_id = {report.id: report for report in reports}
    event_of = {event.id: event for event in events}
    of_report = {report: event.id for event in events for report in event.reports}
    story_of = {article: story.id for story in stories for article in story.articles}
    found: list[Finding] = []
    for story in (one for one in stories if one.id not in without):
        here = replace(
            corpus,
            meant=_meant(corpus, story),
            speaks_for=_speaks_for(corpus, story),
            places=places_named(corpus, story.articles),
        )
        said = list(said_findings(here, story))
        of_story = [
            *event_findings(here, story, event_of, by_id, story_of, spoken_in(here, story, said)),
            *said,
            *_label_findings(here, story, in_article),
            *refutal_findings(here, story),
        ]
        of_story += count_findings(here, story, {one.question for one in of_story if len(one.sides) > 1})
        of_story += estimate_findings(here, story, len(of_story))
        of_story += alike_findings(here, story, of_story, of_report)
        of_story += like_findings(here, story, of_story)
        of_story = without_repeated(here, story, without_contradicted(of_story))
        found.extend(sorted(of_story, key=lambda f: (_ORDER[f.agreement], f.event or "", f.question, f.id)))
    return found


def _corpus(
    articles: Mapping[str, Article],
    mentions: Mapping[str, Mention],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    entities: Mapping[str, Entity],
    of_mention: Mapping[str, str],
    origins: Mapping[str, str],
    in_article: Mapping[str, Sequence[Mention]],
) -> Corpus:
    """All that findings are made of, by article."""
    speakers = {statement.id: statement.speaker for statement in statements}
    return Corpus(
        articles,
        mentions,
        entities,
        of_mention,
        origins,
        grouped((statement.article, statement) for statement in statements),
        grouped((report.article, report) for report in reports),
        {article: [m for m in found if m.text[:1].isupper()] for article, found in in_article.items()},
        {article: [m for m in found if m.kind in _SOMEBODY] for article, found in in_article.items()},
        {article: [m for m in found if m.kind == "quantity"] for article, found in in_article.items()},
        speakers,
        _sources(mentions, reports, speakers),
    )


def _meant(corpus: Corpus, story: Story) -> dict[str, str]:
    """Who acts for whom in a story, by entity."""
    heard = {
        corpus.of_mention.get(mention)
        for article in story.articles
        for mention in (
            *(s.speaker for s in corpus.statements.get(article, ()) if s.speaker),
            *(m for r in corpus.reports.get(article, ()) for m in (*r.actors, *r.recipients)),
        )
    }
    known = [corpus.entities[one] for one in sorted(e for e in heard if e is not None) if one in corpus.entities]
    return stand_ins(known)


def _speaks_for(corpus: Corpus, story: Story) -> dict[str, str]:
    """For whom the speakers of a story and those who act in it by words speak, by entity."""
    said = [s.speaker for article in story.articles for s in corpus.statements.get(article, ()) if s.speaker]
    verbal = [r for article in story.articles for r in corpus.reports.get(article, ()) if r.type in VERBAL]
    heard = {corpus.of_mention.get(mention) for mention in (*said, *(m for r in verbal for m in r.actors))}
    known = [corpus.entities[one] for one in sorted(e for e in heard if e is not None) if one in corpus.entities]
    return voices((corpus.articles[article].text for article in story.articles), known)


def _sources(
    mentions: Mapping[str, Mention], reports: Sequence[Report], speakers: Mapping[str, str | None]
) -> dict[str, str]:
    """Who is said to know it: the speaker of the statement it stands in, else the innermost link of its chain."""
    found = {}
    for report in reports:
        speaker = mentions.get(speakers.get(report.statement or "") or "")
        named = [link.name for link in report.according_to if link.start is not None]
        if speaker is not None or named:
            found[report.id] = one_line(speaker.text if speaker is not None else named[-1])
    return found


def _label_findings(corpus: Corpus, story: Story, mentions: Mapping[str, Sequence[Mention]]) -> Iterator[Finding]:
    """The loaded words that accounts use for one named party, where they choose differently."""
    if len(story.articles) < 2:
        return
    called: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for entity, family, answer in labels_of(corpus, story.articles, mentions, labels_in):
        if answer not in called[entity, family]:
            called[entity, family].append(answer)
    for (entity, _), found in sorted(called.items()):
        answers = own_words(found)
        if len({answer.article for answer in answers}) > 1 and len({answer.value for answer in answers}) > 1:
            yield from laid_out(corpus, story, None, f"label:{entity}", answers, compare_words)
