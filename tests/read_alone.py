"""One text read by itself, and its reports and statements in words, for tests that say what is read in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from bench.reading import article_of
from spacy.tokens import Doc

from rashomon.language.english import parse
from rashomon.pipeline import Reading, read_article
from rashomon.record import Report
from rashomon.stages.statements import find_statements

Read = Callable[[str], Doc]


def reading_of(text: str, published: str | None = "2019-11-20") -> Reading:
    """All that is read in a text that came out on this day, YYYY-MM-DD, parsed as the product parses it."""
    (doc,) = parse([text])
    return read_article(article_of(text, published), doc)


def read_in(doc: Doc, published: str | None = None) -> Reading:
    """All that is read in a parse of a text that came out on this day, YYYY-MM-DD, or that bears no date."""
    return read_article(article_of(doc.text, published), doc)


def trigger_of(reading: Reading, report: Report) -> str:
    """The words that a report hangs on."""
    return reading.article.text[report.trigger.start : report.trigger.end]


def report_on(reading: Reading, trigger: str) -> Report:
    """The first report that hangs on these words."""
    return next(report for report in reading.reports if trigger_of(reading, report) == trigger)


def sides_of(reading: Reading, report: Report) -> tuple[list[str], list[str]]:
    """The words for the actors of a report and for its recipients."""
    words = {mention.id: mention.text for mention in reading.mentions}
    return [words[id] for id in report.actors], [words[id] for id in report.recipients]


def said(text: str, read_english: Read) -> list[tuple[str, str, str]]:
    """Speaker, cue and content of each statement."""
    found = find_statements(article_of(text), read_english(text), [])
    names = {mention.id: mention.text for mention in found.mentions}
    return [
        (
            names[s.speaker] if s.speaker else "-",
            text[s.cue.start : s.cue.end] if s.cue else "",
            " … ".join(text[span.start : span.end] for span in s.content),
        )
        for s in found.statements
    ]
