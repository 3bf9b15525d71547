"""record + documents → is every span what it says, and does every reference lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rashomon.record import Article, Document, Record, Span, is_person
from rashomon.record.ids import document_id
from rashomon.sources.decode import decode


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was read again, and what was found wrong (nothing, in a sound case)."""

    documents: int
    articles: int
    spans: int
    references: int
    problems: tuple[str, ...]


@dataclass
class _Tally:
    spans: int = 0
    references: int = 0


def check_record(record: Record, documents: Mapping[str, Document]) -> Checked:
    """Compares every span with its source and follows every reference."""
    tally = _Tally()
    problems = [
        *_check_documents(documents),
        *_check_blocks(record, documents, tally),
        *_check_spans(record, tally),
        *_check_references(record, tally),
    ]
    return Checked(len(documents), len(record.articles), tally.spans, tally.references, tuple(problems))


def _check_documents(documents: Mapping[str, Document]) -> Iterator[str]:
    for document in documents.values():
        if document_id(document.body) != document.id:
            yield f"bytes differ from their sha256: document {document.id[:12]}"


def _check_blocks(record: Record, documents: Mapping[str, Document], tally: _Tally) -> Iterator[str]:
    """Kept blocks read the same in the article and in the decoded document."""
    for article in record.articles.values():
        if article.document not in documents:
            yield f"no document for article {article.id}: {article.document[:12]}"
            continue
        text = decode(documents[article.document]).text
        for block in article.blocks:
            tally.spans += 1
            if not 0 <= block.document_start <= block.document_end <= len(text):
                yield f"block outside its document: article {article.id}, {block.document_start}–{block.document_end}"
            elif block.start is None or block.end is None:
                continue
            elif article.text[block.start : block.end] != text[block.document_start : block.document_end]:
                yield f"block differs from its document: article {article.id}, {block.start}–{block.end}"


def _check_spans(record: Record, tally: _Tally) -> Iterator[str]:
    given = {cell.name or cell.said for made in record.judgements if is_person(made) for cell in made.cells}
    for mention in record.mentions.values():
        tally.spans += 1
        article = record.articles.get(mention.article)
        if article is None:
            yield f"no article for mention {mention.id}: {mention.article}"
        elif mention.start == mention.end and mention.text in given:
            continue  # no characters say it, and a person's judgement does
        elif article.text[mention.start : mention.end] != mention.text or not mention.text:
            yield f"mention differs from its text: {mention.id}, {mention.start}–{mention.end}, {mention.text!r}"
    for kind, name, article_id, spans in _all_spans(record):
        article = record.articles.get(article_id)
        for span in spans:
            tally.spans += 1
            if article is None or not _inside(article, span):
                yield f"{kind} {name}: span {span.start}–{span.end} lies outside article {article_id}"


def _all_spans(record: Record) -> Iterator[tuple[str, str, str, list[Span]]]:
    for s in record.statements.values():
        links = [Span(a.start, a.end) for a in s.according_to if a.start is not None and a.end is not None]
        yield (
            "statement",
            s.id,
            s.article,
            [Span(s.start, s.end), *([s.cue] if s.cue else []), *s.content, *links],
        )
    for r in record.reports.values():
        links = [Span(a.start, a.end) for a in r.according_to if a.start is not None and a.end is not None]
        yield "report", r.id, r.article, [Span(r.start, r.end), r.trigger, *links]
    for finding in record.findings.values():
        for excerpt in finding.excerpts:
            yield "finding", finding.id, excerpt.article, [Span(excerpt.start, excerpt.end)]
    for copy in record.copies:
        yield "copy", copy.article, copy.article, [Span(p.start, p.end) for p in copy.passages]
        if copy.of in record.articles:
            yield "copy", copy.article, copy.of, [Span(p.of_start, p.of_end) for p in copy.passages]


def _inside(article: Article, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(article.text)


def _check_references(record: Record, tally: _Tally) -> Iterator[str]:
    for kind, name, pointed, held in _all_references(record):
        for reference in pointed:
            tally.references += 1
            if reference not in held:
                yield f"{kind} {name} points at nothing: {reference}"


def _all_references(record: Record) -> Iterator[tuple[str, str, list[str], Mapping[str, object]]]:
    mentions, reports, statements = record.mentions, record.reports, record.statements
    for m in mentions.values():
        yield "mention", m.id, list(m.members), mentions
        yield "mention", m.id, [m.entity] if m.entity else [], record.entities
    for held in (record.times, record.places, record.quantities):
        for mention in held:
            yield "time, place or quantity", mention, [mention], mentions
    for s in statements.values():
        yield "statement", s.id, [x for x in (s.speaker, s.addressee) if x], mentions
        yield "statement", s.id, [s.speaker_entity] if s.speaker_entity else [], record.entities
    for r in reports.values():
        yield "report", r.id, [*r.actors, *r.recipients, *[q.mention for q in r.quantities]], mentions
        yield "report", r.id, [r.statement] if r.statement else [], statements
        yield "report", r.id, [x.mention for x in (r.when, r.where) if x is not None], mentions
        yield "report", r.id, [r.event] if r.event else [], record.events
    for e in record.events.values():
        yield "event", e.id, list(e.reports), reports
        yield "event", e.id, [*e.actors, *e.recipients], record.entities
    for story in record.stories.values():
        yield "story", story.id, list(story.articles), record.articles
        yield "story", story.id, list(story.events), record.events
    for finding in record.findings.values():
        yield "finding", finding.id, [finding.story], record.stories
        yield "finding", finding.id, [finding.event] if finding.event else [], record.events
        for side in finding.sides:
            yield "finding", finding.id, list(side.reports), reports
            yield "finding", finding.id, list(side.statements), statements
        yield "finding", finding.id, [excerpt.article for excerpt in finding.excerpts], record.articles
