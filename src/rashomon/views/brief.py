"""record → brief: what happened, who says so, where they differ; disagreements first.

The order is a careful editor's: what is contested, what happened, who said what, and what nobody but one
outlet tells. Every line carries its citations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.record import (
    Event,
    Finding,
    GivenLine,
    Quantity,
    Record,
    Report,
    Side,
    Statement,
    Story,
    answers,
    counts_that_stand,
    given_lines,
    is_given,
)
from rashomon.views.figures import spell_figures, spell_told
from rashomon.views.findings_order import consequence
from rashomon.views.places import place_in
from rashomon.views.strength import goes_further
from rashomon.views.telling import Telling, most_telling_first
from rashomon.views.words import (
    MARKS,
    OF_AN_ACT,
    TOLD,
    WHETHER,
    Citation,
    as_published,
    cite,
    cite_answer,
    cite_report,
    cite_statement,
    content_of,
    cue_of,
    doers,
    entity_names,
    how_copied,
    outlet_name,
    quoted,
    some_names,
    spell_answer,
    spell_chain,
    spell_published,
    spell_when,
    taken_from,
    unread,
)


@dataclass(frozen=True, slots=True)
class SideLine:
    """One answer with the outlets that give it and how many independent voices they are."""

    answer: str
    outlets: tuple[str, ...]
    origins: int
    citations: tuple[Citation, ...]
    #: When the first of the articles that give it came out, in words; None where none is dated.
    first: str | None = None
    #: Who corrected a report so that it gives this answer.
    corrected_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One question, how far the accounts agree on it, and who is silent. `about` names the event in words."""

    id: str
    question: str
    about: str | None
    agreement: str
    mark: str
    sides: tuple[SideLine, ...]
    silent: tuple[str, ...]
    #: Which of two versions of a saying goes further, and by which words.
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EventLine:
    """One act with who, whom, when, where, how many, and by how many voices it is told."""

    id: str
    type: str
    mode: str | None
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: str | None
    where: str | None
    quantities: tuple[str, ...]
    articles: int
    origins: int
    chain: str
    citations: tuple[Citation, ...]
    #: What people gave in its reports in place of what was read.
    given: tuple[GivenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One statement: who, in which words, down which chain. `cue`: the words that say so, None where a colon does.

    `given`: what people gave in place of what was read.
    """

    id: str
    speaker: str | None
    cue: str | None
    form: str
    negative: bool
    words: str
    chain: str
    citation: Citation
    given: tuple[GivenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One article of a story: who published it, when, resting on which agencies.

    `copied`: "copied from X", or "shares text with X" where nobody can tell who took it from whom.
    `unread`: "in French, not read" where nothing could be read in it.
    """

    id: str
    outlet: str
    title: str | None
    published: str
    agencies: tuple[str, ...]
    copied: str | None
    unread: str | None


@dataclass(frozen=True, slots=True)
class StoryBrief:
    """One story told in the brief's order."""

    id: str
    title: str
    first: str | None
    last: str | None
    accounts: tuple[AccountLine, ...]
    outlets: int
    origins: int
    findings: tuple[FindingLine, ...]
    events: tuple[EventLine, ...]
    said: tuple[SaidLine, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole case, or one story of it; `more` counts stories that were left out."""

    articles: int
    origins: int
    failures: int
    stories: tuple[StoryBrief, ...]
    more: int = 0


def story_order(record: Record) -> list[Story]:
    """Stories with most voices first, then with most articles."""
    return sorted(record.stories.values(), key=lambda s: _rank(record, s))


def brief_story(record: Record, story: Story) -> StoryBrief:
    """One story in the brief's order."""
    articles = as_published(record, story.articles)
    outlets = {outlet_name(record.articles[article]) for article in articles}
    types = {event: record.events[event].type for event in story.events}
    findings = sorted(record.findings_of.get(story.id, []), key=lambda f: consequence(f, types.get(f.event or "")))
    return StoryBrief(
        id=story.id,
        title=story.title or "untitled",
        first=story.first,
        last=story.last,
        accounts=tuple(_account(record, article) for article in articles),
        outlets=len(outlets),
        origins=record.voices(story.articles),
        findings=tuple(finding_line(record, finding) for finding in findings),
        events=tuple(sorted((event_line(record, record.events[event]) for event in story.events), key=_weight)),
        said=tuple(said_line(record, s) for article in articles for s in record.statements_in.get(article, [])),
    )


def finding_line(record: Record, finding: Finding) -> FindingLine:
    """A finding in words."""
    event = record.events.get(finding.event or "")
    excerpts = [[e for e in finding.excerpts if e.side == place] for place in range(len(finding.sides))]
    sides = tuple(
        SideLine(
            _spelled(record, finding, side),
            side.outlets,
            side.origins,
            tuple(
                [cite_answer(record, record.reports[r], finding.question) for r in side.reports]
                + [cite_statement(record, record.statements[s]) for s in side.statements]
                + [cite(record, e.article, e.start, e.end) for e in excerpts[place]]
            ),
            _first(record, side),
            _corrected_by(record, side, finding.question),
        )
        for place, side in _in_order(record, finding)
    )
    return FindingLine(
        finding.id,
        _question(record, finding.question),
        headline(record, event) if event else disputed_act(finding, sides),
        finding.agreement,
        MARKS[finding.agreement],
        sides,
        finding.silent,
        goes_further(finding),
    )


def _corrected_by(record: Record, side: Side, question: str) -> tuple[str, ...]:
    lines = given_lines(record, (*side.reports, *side.statements))
    return tuple(dict.fromkeys(line.by for line in lines if answers(line, question)))


def first_told(finding: FindingLine, side: SideLine) -> str:
    """ " · first 14 May 2019": when an answer was first given; "" where all were at once, or nothing is disputed."""
    if finding.agreement in ("agreed", "single") or side.first is None or len({s.first for s in finding.sides}) == 1:
        return ""
    return f" · {'first ' if len(side.citations) > 1 else ''}{side.first}"


def by_whom(side: SideLine) -> str:
    """ " · corrected by ada" of an answer that rests on what a person gave; "" of any other."""
    return f" · corrected by {', '.join(side.corrected_by)}" if side.corrected_by else ""


def words_of(record: Record, quantity: Quantity) -> str | None:
    """The words that a number was read from; None where a person gave it."""
    mention = record.mentions.get(quantity.mention)
    return mention.text if mention and not is_given(mention) else None


def _spelled(record: Record, finding: Finding, side: Side) -> str:
    reports = [record.reports[report] for report in side.reports]
    if finding.question == "where":
        there = (report.where for report in reports if report.where and report.where.name == side.answer)
        return place_in(record, next(there, None), reports) or side.answer
    if finding.agreement == "contradicted" and finding.question.startswith("said:") and side.answer.startswith("that "):
        return _with_its_verb(record, side)
    told = (words_of(record, q) for r in reports for q in r.quantities if (q.of or q.unit) == finding.question)
    return spell_told(spell_answer(finding.question, side.answer), [words for words in told if words])


def _with_its_verb(record: Record, side: Side) -> str:
    """What somebody admits contradicts that he admitted nothing: the verb is half of what accounts dispute."""
    said = (record.statements[one] for one in side.statements)
    cue = next((cue_of(record, one) for one in said if content_of(record, one) == side.answer), None)
    return f"{cue} {side.answer}" if cue else side.answer


def _in_order(record: Record, finding: Finding) -> list[tuple[int, Side]]:
    """Sides with their places. A number that grew is told as it grew: the side that was published first comes first."""
    sides = list(enumerate(finding.sides))
    if finding.agreement != "updated":
        return sides
    return sorted(sides, key=lambda side: min(_published(record, side[1]), default="~"))


def _published(record: Record, side: Side) -> list[str]:
    return [record.articles[article].published or "~" for article in _telling(record, side)]


def _telling(record: Record, side: Side) -> list[str]:
    """The articles that give an answer, the first that came out first."""
    told = [record.reports[report].article for report in side.reports]
    return as_published(record, {*told, *(record.statements[said].article for said in side.statements)})


def _first(record: Record, side: Side) -> str | None:
    dated = (article for article in _telling(record, side) if record.articles[article].published)
    first = next(dated, None)
    return spell_published(record.articles[first]) if first else None


def event_line(record: Record, event: Event) -> EventLine:
    """An event in words; its modality is the firmest that any account gives it."""
    reports = [record.reports[report] for report in event.reports]
    firmness = ("happened", "ongoing", "planned", "demanded", "hypothetical", "denied")
    chains = {spell_chain(report.according_to): None for report in reports}
    counts = counts_that_stand([(report.corrected, report.quantities) for report in reports])
    quantities = spell_figures((q, words_of(record, q)) for found in counts for q in found)
    told_as = [report.modality for report in reports if "modality" in report.corrected]
    modality = min(told_as or (report.modality for report in reports), key=firmness.index)
    quoted = most_telling_first(reports, lambda report: _telling_of(record, report), modality)
    return EventLine(
        id=event.id,
        type=event.type,
        mode=event.mode,
        modality=modality,
        actors=entity_names(record, event.actors),
        recipients=entity_names(record, event.recipients),
        when=spell_when(event.when),
        where=place_in(record, event.where, reports),
        quantities=quantities,
        articles=event.articles,
        origins=event.origins,
        chain="; ".join(chain for chain in chains if chain),
        citations=tuple(cite_report(record, report) for report in quoted),
        given=given_lines(record, event.reports),
    )


def _telling_of(record: Record, report: Report) -> Telling:
    cells = (report.actors, report.recipients, report.when, report.where, report.quantities)
    return Telling(report.modality, sum(map(bool, cells)), record.quote(report.article, report.start, report.end))


def said_line(record: Record, statement: Statement) -> SaidLine:
    """A statement in words; its speaker is an entity's name where one is known."""
    return SaidLine(
        id=statement.id,
        speaker=record.name_of(statement.speaker),
        cue=cue_of(record, statement),
        form=statement.form,
        negative=statement.polarity == "negative",
        words=content_of(record, statement),
        chain=spell_chain(statement.according_to),
        citation=cite_statement(record, statement),
        given=given_lines(record, [statement.id]),
    )


def headline(record: Record, event: Event) -> str:
    """An event in one short line: actors, type and mode, recipients."""
    actors = doers(entity_names(record, event.actors), event.type)
    recipients = some_names(entity_names(record, event.recipients))
    act = event.type + (f"/{event.mode}" if event.mode else "")
    return " · ".join(part for part in (actors, act, recipients) if part)


def _question(record: Record, question: str) -> str:
    """label:ID and said:ID with the entity's name; who:began in words."""
    kind, _, entity = question.partition(":")
    if entity in record.entities:
        return f"{kind}: {record.entities[entity].name}"
    return {"who:began": "who began it", "whether": WHETHER, "told": TOLD}.get(question, question)


def disputed_act(finding: Finding, sides: Sequence[SideLine]) -> str | None:
    """What a question asks of that no event tells: what is told here and denied there, or whose day or place it is, in
    the words of the first that tells it; None of other questions.
    """
    told = (cited.quote for side in sides if side.answer != "denied" for cited in side.citations)
    return quoted(next(told, None)) if finding.question in OF_AN_ACT else None


def _weight(event: EventLine) -> tuple[int, int, int]:
    """What most voices tell first; what was done before what is planned or denied."""
    return (-event.origins, -event.articles, event.modality not in ("happened", "ongoing"))


def _account(record: Record, article: str) -> AccountLine:
    found = record.articles[article]
    # a copy of an agency's text is told by the agency's name; only articles are named as copied from
    of = taken_from(record, article)
    copied = how_copied(record, of) if of else None
    return AccountLine(
        article, outlet_name(found), found.title, spell_published(found), found.agencies, copied,
        unread(found.language, article in record.reports_in or article in record.statements_in),
    )  # fmt: skip


def _rank(record: Record, story: Story) -> tuple[int, int, str]:
    return (-record.voices(story.articles), -len(story.articles), story.id)
