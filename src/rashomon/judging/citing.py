"""A value that a person gave → the characters of the article that it rests on, or none.

Reads an article with what was read in it; gives cells that say where in the document their characters stand. The one
idea: what cites words cites them exactly, and where the article has no such words the cell says that it rests on the
person's judgement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rashomon.errors import QueryError
from rashomon.record import (
    Article,
    Block,
    Cell,
    Mention,
    Quantity,
    Record,
    Report,
    Span,
    Statement,
    When,
    in_article,
    measure_of,
)
from rashomon.record import Where as Place

#: Characters that somebody quotes at once.
_LONGEST = 2000

#: Kinds of the mentions that act or suffer.
PARTIES = ("nationality", "organization", "other", "person", "place")


def cited(
    cells: Sequence[Cell], words: str | None, told: Report | Statement, record: Record, read: Record
) -> tuple[Cell, ...]:
    """The cells with the characters that they rest on.

    `words`: those that a person names, else those from which the machine read the same value, or the name itself, the
    nearest to where the act is told or the statement begins. `record`: of the article; `read`: with all of its
    mentions, times, places and quantities. Raises QueryError where the article does not have the words.
    """
    article = record.articles[told.article]
    if words is not None:
        if len(cells) > 1:
            raise QueryError("several names rest on several words; leave --words out, or correct with one name")
        spans = standing(article.text, words)
        if not words.strip() or not spans or not is_text(words):
            raise QueryError(f"the article does not say this: {words[:200]!r}; cite exact characters of it")
        return tuple(resting(cell, article, _nearest(spans, told)) for cell in cells)
    found = (_resting(cell, article, _nearest(_telling(cell, article, read), told)) for cell in cells)
    return tuple(_as_read(cell, article, read) for cell in found)


def _as_read(cell: Cell, article: Article, read: Record) -> Cell:
    """Of a name that was read as a mention, the kind that it was read as: the cell is that mention."""
    at = in_article(article, cell) if cell.name is not None else None
    kinds = sorted(one.kind for one in read.mentions.values() if at == (one.start, one.end) and one.kind in PARTIES)
    return cell if not kinds or cell.kind in kinds else replace(cell, kind=kinds[0])


def _telling(cell: Cell, article: Article, read: Record) -> list[tuple[int, int]]:
    """The stretches of the article that say a value: mentions read as it, or its name."""
    if cell.name is not None:
        return standing(article.text, cell.name)
    values: Iterable[When | Place | Quantity] = ()
    if cell.when is not None:
        values = (one for one in read.times.values() if _same_time(one, cell.when))
    elif cell.where is not None:
        values = (one for one in read.places.values() if one.place == cell.where.place)
    elif cell.quantity is not None:
        values = (one for one in read.quantities.values() if _same_count(one, cell.quantity))
    there = [read.mentions[one.mention] for one in values if one.mention in read.mentions]
    spans = [(mention.start, mention.end) for mention in there if _is_of(mention, article)]
    return spans or (standing(article.text, cell.where.name) if cell.where is not None else [])


def _is_of(mention: Mention, article: Article) -> bool:
    return mention.article == article.id and mention.start < mention.end


def _same_time(one: When, other: When) -> bool:
    return (one.start, one.end, one.relation) == (other.start, other.end, other.relation)


def _same_count(one: Quantity, other: Quantity) -> bool:
    """A number that counts nothing in particular may count these."""
    return (one.low, one.high) == (other.low, other.high) and measure_of(one) in ("", "people", measure_of(other))


def standing(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in a text, exactly, as whole words."""
    found = re.finditer(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text)
    return [match.span() for match in found]


def span_of(text: str, words: str, at: int | None) -> Span:
    """Where the words stand that somebody quotes, from character `at` on where they stand there more than once. Raises
    QueryError where the text does not have them, or has them twice.
    """
    words = words.strip()
    if not words or len(words) > _LONGEST or not is_text(words):
        raise QueryError(f"no words: quote those of the article, at most {_LONGEST:,} characters")
    if at is not None:
        if text[at : at + len(words)] != words:
            raise QueryError(f"the article does not say this at character {at:,}: {words[:200]!r}")
        return Span(at, at + len(words))
    spans = standing(text, words)
    if not spans:
        raise QueryError(f"the article does not say this: {words[:200]!r}; quote exact characters of it")
    if len(spans) > 1:
        places = ", ".join(str(start) for start, _ in spans[:5])
        twice = f"the article says this {len(spans)} times: {words[:200]!r}"
        raise QueryError(f"{twice}; quote more, or say at which character: {places}")
    return Span(*spans[0])


def is_text(words: str) -> bool:
    """Whether words can be kept: half of a pair of surrogates is no character."""
    return not any("\ud800" <= character <= "\udfff" for character in words)


def cited_exactly(cells: Sequence[Cell], statement: Statement, article: Article) -> tuple[Cell, ...]:
    """Cells that are words of the article, each where it stands nearest to the statement. Raises QueryError where the
    article does not have them.
    """
    found = []
    for cell in cells:
        nearest = _nearest(standing(article.text, cell.said), statement)
        if nearest is None:
            raise QueryError(f"the article does not say this: {cell.said[:200]!r}; quote exact characters of it")
        found.append(resting(cell, article, nearest))
    return tuple(found)


def _nearest(spans: Sequence[tuple[int, int]], told: Report | Statement) -> tuple[int, int] | None:
    """The one in the report's own clause or in the statement, else the nearest to its verb or cue."""
    verb = told.trigger if isinstance(told, Report) else told.cue
    at = verb.start if verb is not None else told.start

    def rank(span: tuple[int, int]) -> tuple[bool, int, int]:
        inside = told.start <= span[0] and span[1] <= told.end
        return not inside, abs(span[0] - at), span[0]

    return min(spans, key=rank, default=None)


def resting(cell: Cell, article: Article, span: tuple[int, int] | None) -> Cell:
    """The cell on these characters of the article. Raises QueryError where they stand in no one block."""
    found = _resting(cell, article, span)
    if found.text is None:
        raise QueryError("these words stand in more than one paragraph; cite fewer")
    return found


def _resting(cell: Cell, article: Article, span: tuple[int, int] | None) -> Cell:
    """The cell on these characters of the article; on none where they stand in no one block of its document."""
    at = _in_document(article.blocks, *span) if span is not None else None
    if span is None or at is None:
        return cell
    return replace(cell, text=article.text[slice(*span)], start=at, end=at + span[1] - span[0])


def _in_document(blocks: Sequence[Block], start: int, end: int) -> int | None:
    for block in blocks:
        if block.start is not None and block.end is not None and block.start <= start and end <= block.end:
            return block.document_start + start - block.start
    return None
