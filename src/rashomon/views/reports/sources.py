"""record → the end of a report: its sources, the archive of quotes, how it was made, with which versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rashomon.record import Article, Record, is_person
from rashomon.views.exports.base import web_address
from rashomon.views.reports.archive import Archive, anchor
from rashomon.views.reports.page import Block, Cell, Grid, Heading, Paragraph, Point, Points, Run, aside
from rashomon.views.words import (
    MARKS,
    Citation,
    counted,
    first_words,
    how_copied,
    outlet_name,
    spell_published,
    taken_from,
)

#: What each mark of agreement means; the same words as docs/explanation/findings.md.
MEANINGS = {
    "contradicted": "two answers cannot both hold, or one account denies what another tells",
    "updated": "later accounts give another answer than earlier ones, as tolls do",
    "differing": "the answers differ without excluding each other",
    "agreed": "two or more independent origins give the same answer",
    "single": "one origin alone answers",
}

_METHOD = (
    "A program made this report from the articles named under Sources; who corrected it is named below. It takes no "
    "side: a report is what an outlet says, and nothing here is called true. A loaded word is somebody's word.",
    "Copies of one text, such as an agency's, count as one origin however many outlets print it. A number in brackets "
    "leads to the quote that a line rests on; the words of acts (ASSAULT, CONSULT …) are types of the PLOVER ontology.",
    "Offsets count Unicode code points of the article's text, half-open. The sha256 is that of the document as "
    "received; of a PDF or Word file, of its text as extracted. Whoever holds the documents can check every quote; "
    "line breaks in quotes are shown as spaces.",
)


def sources(record: Record, articles: Sequence[str], archive: Archive) -> Iterator[Block]:
    """Every article in the order told, then every quote under its article."""
    yield Heading(1, "Sources", "sources")
    quoted = archive.by_article()
    rows = [_source(record, name, number, name in quoted) for number, name in enumerate(articles, 1)]
    yield Grid(("", "outlet", "title", "published", "rests on"), tuple(rows), (1, 4, 8, 4, 4))
    yield Heading(1, "Archive of quotes", "quotes")
    yield aside(f"{counted(len(archive), 'quote')}, each with the characters of the article that it takes.")
    for number, name in enumerate(articles, 1):
        if name in quoted:
            yield from _archived(record.articles[name], number, quoted[name])


def method(record: Record, run: Mapping[str, Any], *, whole: bool) -> Iterator[Block]:
    """How the report was made, what the marks mean, what could not be read, and the versions."""
    yield Heading(1, "Method and versions", "method")
    yield from (Paragraph((Run(text),)) for text in _METHOD)
    marks = [Point((Run(f"{MARKS[a]} {a}", a), Run(f": {meaning}"))) for a, meaning in MEANINGS.items()]
    yield Points(tuple(marks))
    yield from _judged(record)
    if whole and record.failures:
        yield Heading(2, "What could not be read", "failures")
        yield Points(tuple(Point((Run(f"{f.stage}: {f.error} [{f.document[:12]}]"),)) for f in record.failures))
    stages = ", ".join(f"{name} {version}" for name, version in run["stages"].items())
    models = ", ".join(f"{name}: {model}" for name, model in run["models"].items())
    yield aside(f"Rashomon {run['program']}; models {models or 'none'}; stages {stages or 'none'}.")


def _judged(record: Record) -> Iterator[Block]:
    people = Counter(j.by.removeprefix("person:") for j in record.judgements if is_person(j))
    if not people:
        yield Paragraph((Run("Nobody has corrected the program's judgements."),))
    else:
        said = ", ".join(f"{name} ({count})" for name, count in sorted(people.items()))
        yield Paragraph((Run(f"Judgements by people, which outrank the program's: {said}."),))


def _source(record: Record, name: str, number: int, quoted: bool) -> tuple[Cell, ...]:
    article = record.articles[name]
    of = taken_from(record, name)
    origin = how_copied(record, of) if of else ""
    rests = " · ".join(part for part in (", ".join(article.agencies), origin, _unread(record, article)) if part)
    title = Run(_titled(article), address=web_address(article))
    return (
        Cell((Run(f"S{number}", target=f"source-{number}" if quoted else None),)),
        Cell((Run(outlet_name(article)),)),
        Cell((title,)),
        Cell((Run(spell_published(article)),)),
        Cell((Run(rests),)),
    )


def _titled(article: Article) -> str:
    """The title; of an article that has none the first words."""
    if article.title or not article.text or article.text.startswith("sha256:"):
        return article.title or "untitled"
    return f"“{first_words(article.text, 70)}”"


def _unread(record: Record, article: Article) -> str:
    """A note where nothing was read in an article, so that its silence is not taken for one."""
    empty = not record.statements_in.get(article.id) and not record.reports_in.get(article.id)
    return f"no statement or act read in it ({article.language})" if empty else ""


def _archived(article: Article, number: int, quotes: Sequence[tuple[int, Citation]]) -> Iterator[Block]:
    title = f" · {article.title}" if article.title else ""
    yield Heading(2, f"S{number} · {outlet_name(article)}{title}", f"source-{number}", listed=False)
    ids = (Run(article.id, "code"), Run(" · document sha256 ", "quiet"), Run(article.document, "code"))
    yield Paragraph((Run("article ", "quiet"), *ids), quiet=True)
    yield Points(tuple(_entry(place, citation) for place, citation in quotes))


def _entry(number: int, citation: Citation) -> Point:
    words = citation.quote if citation.quote.startswith("sha256:") else f"“{' '.join(citation.quote.split())}”"
    style = "code" if citation.quote.startswith("sha256:") else "quote"
    return Point(
        (Run(f"[{number}] ", "strong"), Run(f"{citation.start}–{citation.end} ", "code"), Run(words, style)),
        anchor=anchor(number),
    )
