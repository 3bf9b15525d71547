"""text → the stretches that stand in quotation marks, and which of them are speech and which mere labels.

Reads characters only (a parse helps to tell a label from a clause); writes `Quote`s in text order. The one
idea: a quotation lives in its line. An opening mark without a partner runs to the end of its line, and is
carried into the next line where that line begins with a mark, or ends the quotation without opening one; lines
between that have no mark at all are carried too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Span

#: Marks that can only open, only close, or do either (straight ones, doubled apostrophes).
_OPENING = {"“", "„", "‟", "«", "``", "‹"}
_CLOSING = {"”", "»", "›"}
_MARK = re.compile(r"``|''|[“„‟«‹”»›\"＂]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'.,!?])[‘'](?=[\w\[$£€“\"])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?;…%)\]])[’'](?![\w’'])")
_LABEL_WORDS = 5
#: Lines without a mark over which an open quotation is carried, where a mark then ends it.
_LINES_WITHOUT = 12


class Quote(NamedTuple):
    """Characters [start, end) of a quotation with its marks; [inner, outer) is what stands between them.

    `carried`: it goes on from the line before. `open`: no mark closes it.
    """

    start: int
    end: int
    inner: int
    outer: int
    carried: bool
    open: bool


def find_quotes(text: str) -> list[Quote]:
    """All quotations outside one another, in text order; single marks count where no double mark holds them."""
    found: list[Quote] = []
    was_open = False
    bounds = lines(text)
    for number, (start, end) in enumerate(bounds):
        marks = list(_MARK.finditer(text, start, end))
        quotes = _line_quotes(text, start, end, marks, was_open)
        if was_open and not marks and _is_closed_later(text, bounds[number + 1 :]):
            quotes = [_whole_line(text, start, end)]
        quotes += _single_quotes(text, start, end, quotes)
        quotes.sort()
        found += quotes
        was_open = any(quote.open for quote in quotes)
    return found


def _is_closed_later(text: str, following: list[tuple[int, int]]) -> bool:
    """Whether the next of these lines with a mark has one that ends a quotation: the lines before it are spoken too."""
    for start, end in following[:_LINES_WITHOUT]:
        first = _MARK.search(text, start, end)
        if first is not None:
            after = text[first.end()] if first.end() < end else " "
            ends = first.start() > start and not text[first.start() - 1].isspace() and not after.isalnum()
            return first.group() in _CLOSING or (first.group() not in _OPENING and ends)
    return False


def _whole_line(text: str, start: int, end: int) -> Quote:
    """A line in the middle of a quotation, without a mark of its own."""
    first = start + len(text[start:end]) - len(text[start:end].lstrip())
    stop = start + len(text[start:end].rstrip())
    return Quote(first, stop, first, stop, True, True)


def lines(text: str) -> list[tuple[int, int]]:
    """The lines that hold more than space, as [start, end)."""
    return [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def find_labels(article: Article, doc: Doc) -> list[Span]:
    """Short quoted words without a verb ("moderate rebels"): somebody's label, not somebody's sentence.

    The spans leave the marks out. Titles of works, all of whose words are capitalised, are left out too.
    """
    found = []
    for quote in find_quotes(article.text):
        tokens = doc.char_span(quote.inner, quote.outer, alignment_mode="contract")
        if tokens is None or not 0 < sum(token.is_alpha for token in tokens) <= _LABEL_WORDS:
            continue
        if any(token.pos_ in ("VERB", "AUX", "PRON", "INTJ") for token in tokens) or quote.open:
            continue
        if len(tokens) > 1 and all(token.text[0].isupper() for token in tokens if token.is_alpha):
            continue
        if article.text[quote.outer - 1] in ".!?":
            continue
        found.append(Span(quote.inner, quote.outer))
    return found


def quoted_share(text: str, spans: list[tuple[int, int]], quotes: list[Quote]) -> float:
    """The share (0..1) of the letters of `spans` that stand in quotation marks."""
    letters = quoted = 0
    for start, end in spans:
        letters += _letters(text[start:end])
        at = start
        for quote in sorted(quote for quote in quotes if quote.start < end and quote.end > start):
            quoted += _letters(text[max(at, quote.start) : min(end, quote.end)])
            at = max(at, quote.end)
    return quoted / letters if letters else 0.0


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _line_quotes(text: str, start: int, end: int, marks: list[re.Match[str]], was_open: bool) -> list[Quote]:
    """The double-marked quotations of one line; marks pair up from the left."""
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    first = len(text[start:end]) - len(text[start:end].lstrip()) + start
    for number, mark in enumerate(marks):
        if opened is None and _opens(text, mark, start, end, number, marks):
            opened = mark
        elif opened is not None and _closes(text, mark, end):
            carried = was_open and not found and opened.start() == first
            found.append(Quote(opened.start(), mark.end(), opened.end(), mark.start(), carried, False))
            opened = None
        elif opened is None and was_open and not found:
            found.append(Quote(first, mark.end(), first, mark.start(), True, False))
    if opened is not None:
        stop = start + len(text[start:end].rstrip())
        carried = was_open and not found and opened.start() == first
        found.append(Quote(opened.start(), stop, opened.end(), stop, carried, True))
    return [quote for quote in found if quote.outer > quote.inner]


def _opens(
    text: str, mark: re.Match[str], start: int, end: int, number: int, marks: list[re.Match[str]]
) -> bool:
    """Whether a mark outside any quotation opens one."""
    if mark.group() in _OPENING:
        return True
    if mark.group() in _CLOSING:
        return False
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if after.isspace():
        return before.isspace() and number + 1 < len(marks)
    return not before.isdigit() or number + 1 < len(marks)


def _closes(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark inside a quotation ends it; one that opens a second quotation inside does not."""
    if mark.group() in _CLOSING:
        return True
    if mark.group() in _OPENING:
        return False
    after = text[mark.end()] if mark.end() < end else " "
    return not after.isalnum()


def _single_quotes(text: str, start: int, end: int, doubles: list[Quote]) -> list[Quote]:
    """Quotations in single marks that lie outside the double-marked ones of their line."""
    found: list[Quote] = []
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        closing = _SINGLE_CLOSE.search(text, opening.end(), end)
        at = opening.end()
        if closing is None:
            break
        if any(quote.start < closing.end() and opening.start() < quote.end for quote in doubles):
            continue
        found.append(Quote(opening.start(), closing.end(), opening.end(), closing.start(), False, False))
        at = closing.end()
    return found
