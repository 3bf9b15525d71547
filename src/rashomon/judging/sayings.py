"""Words of an article and who says them → a statement that the machine did not read, as a judgement.

Reads an article with what was read in it, writes a person slice. The one idea: as with an act (acts.py), it is a
judgement on characters of a document with a cell for each part, and gone when the judgement is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rashomon.errors import QueryError
from rashomon.judging.acts import credits_of
from rashomon.judging.citing import cited, cited_exactly, resting, span_of
from rashomon.judging.keeping import keep, said_by
from rashomon.judging.values import cells_of_statement, fits, is_sound
from rashomon.language.quotes import find_quotes
from rashomon.partial import find_id, readings_of_article, record_of_article
from rashomon.record import (
    CREDIT,
    POLARITIES,
    POLARITY,
    READING,
    SAID,
    Article,
    Cell,
    Judgement,
    Record,
    Span,
    Statement,
    given_statement_id,
    grouped,
)
from rashomon.store.delta import DeltaStore

#: Share of words that a statement must have, and they of its own, to be the one that was read there.
_NEARLY = 0.7
#: Stretches of words that stand apart in one statement.
_MOST_SPANS = 20


@dataclass(frozen=True, slots=True)
class Saying:
    """What a person says of a statement; None where the article does not say it. `form` follows from the quotation
    marks where none is given.
    """

    speaker: str | None = None
    cue: str | None = None
    form: str | None = None
    polarity: str | None = None


def keep_saying(
    store: DeltaStore,
    article: str,
    words: str,
    saying: Saying,
    by: str,
    because: str | None,
    now: str,
    at: int | None = None,
) -> Judgement:
    """Keeps that somebody says these words of an article, which begin at character `at` where they stand there twice;
    " … " parts words that stand apart.

    Raises NotFound where there is no such article, QueryError where it does not have the words, where the statement was
    read there, or where a value is none of its part.
    """
    found = find_id(store, "article", article)
    record = record_of_article(store, found)
    spans = _spans(record.articles[found].text, words, at)
    cells = _cells(record, readings_of_article(store, found), found, spans, saying)
    made = said_by(by, because, now, READING, (found, saying_id(found, cells)), SAID, cells)
    keep(store, made, now)
    return made


def saying_id(article: str, cells: Sequence[Cell]) -> str:
    """The statement that cells make, by the characters of the document that are said."""
    words = (Span(cell.start or 0, cell.end or 0) for cell in cells if cell.part == "words")
    return given_statement_id(article, words)


def is_saying(article: str, name: str, cells: Sequence[Cell]) -> bool:
    """Whether cells make the statement that bears this id: they may come from anywhere."""
    parts = grouped((cell.part, cell) for cell in cells)
    words, credited, denies = (parts.pop(part, []) for part in ("words", CREDIT, POLARITY))
    if not words or cells[0].part != "words" or len(credited) > 1 or not all(map(is_sound, cells)):
        return False
    known = all(part in ("speaker", "cue", "form") for part in parts)
    told = known and all(fits(part or "", found) for part, found in (*parts.items(), ("words", words)))
    fitting = all(cell.text is not None for cell in words) and all(cell.said in POLARITIES for cell in denies[:2])
    return told and fitting and len(denies) <= 1 and saying_id(article, cells) == name


def _spans(text: str, words: str, at: int | None) -> list[Span]:
    """Where the words stand, those after " … " behind those before."""
    said = [one for one in words.split(" … ") if one.strip()]
    if len(said) > _MOST_SPANS:
        raise QueryError(f"too many stretches of words: at most {_MOST_SPANS}")
    first, *others = said or [""]
    spans = [span_of(text, first, at)]
    for one in others:
        begin = text.find(one.strip(), spans[-1].end)
        if begin < 0:
            raise QueryError(f"the article does not say this after the words before it: {one.strip()[:200]!r}")
        spans.append(Span(begin, begin + len(one.strip())))
    return spans


def _cells(record: Record, read: Record, name: str, spans: Sequence[Span], saying: Saying) -> tuple[Cell, ...]:
    """The cells of a statement, its words first."""
    article = record.articles[name]
    _refuse_if_read(record, name, spans)
    bare = Statement(
        "", name, spans[0].start, spans[-1].end, "indirect", None, None, None, tuple(spans), None, (), (), "positive",
        None,
    )  # fmt: skip
    said = (article.text[span.start : span.end] for span in spans)
    words = [
        resting(Cell(one, part="words"), article, (span.start, span.end)) for one, span in zip(said, spans, strict=True)
    ]
    return (*words, *_others(record, read, article, bare, saying), *credits_of(article))


def _others(record: Record, read: Record, article: Article, bare: Statement, saying: Saying) -> Iterable[Cell]:
    """The parts beside the words: the speaker nearest to them, the cue nearest, how it is told."""
    if saying.speaker is not None:
        (cell,) = cited(cells_of_statement("speaker", saying.speaker, record), None, bare, record, read)
        yield _of("speaker", cell)
    if saying.cue is not None:
        (cell,) = cited_exactly(cells_of_statement("cue", saying.cue, record), bare, article)
        yield _of("cue", cell)
    form = saying.form if saying.form is not None else _form(article.text, bare.content)
    (cell,) = cells_of_statement("form", form, record)
    yield _of("form", cell)
    if saying.polarity is not None:
        if saying.polarity.lower() not in POLARITIES:
            raise QueryError(f"no such polarity: {saying.polarity!r}; there are {', '.join(POLARITIES)}")
        yield Cell(saying.polarity.lower(), part=POLARITY)


def _of(part: str, cell: Cell) -> Cell:
    return replace(cell, part=part)


def _form(text: str, spans: Sequence[Span]) -> str:
    """Quoted where all words stand in quotation marks, mixed where some do."""
    quoted = [(quote.start, quote.end) for quote in find_quotes(text)]
    whole = all(any(start <= span.start and span.end <= end for start, end in quoted) for span in spans)
    some = any(start < span.end and span.start < end for span in spans for start, end in quoted)
    return "direct" if whole else "mixed" if some else "indirect"


def _refuse_if_read(record: Record, article: str, spans: Sequence[Span]) -> None:
    for one in record.statements_in.get(article, []):
        shared = sum(
            max(0, min(span.end, own.end) - max(span.start, own.start)) for span in spans for own in one.content
        )
        longest = max(sum(span.end - span.start for span in told) for told in (spans, one.content))
        if shared >= _NEARLY * longest and "all" not in one.corrected:
            raise QueryError(f"this was read as said there: statement {one.id[:8]}; correct the parts that are wrong")
