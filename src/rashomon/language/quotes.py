"""text → the stretches that stand in quotation marks, and which of them are speech and which mere labels.

Reads characters only (a parse, where there is one, helps to tell a label from a clause); writes `Quote`s in text
order. The one idea: a quotation lives in its line. An opening mark without a partner runs to the end of its line,
and is carried into the next line where that line begins with a mark, or ends the quotation without opening one;
lines between that have no mark at all are carried too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Span

#: Marks that can only open, only close, or do either (straight ones, doubled apostrophes).
_OPENING = {"“", "„", "‟", "«", "``", "‹"}
_CLOSING = {"”", "»", "›"}
_MARK = re.compile(r"``|''|[“„‟«‹”»›\"＂]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'.,!?])[‘'](?=[\w\[$£€“\"])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?;…%)\]])[’'](?![\w’'])")
_LABEL_WORDS = 5
#: Characters before and after a word within which the marks of its label stand.
_LABEL_REACH = 50
_MARKS = re.compile(r"``|''|[“”„‟«»‹›\"＂‘’']")
_WORD = re.compile(r"[^\W\d_]{3}")
#: What follows the head of a label within it: nothing, or whose it is.
_ENDS = re.compile(r"(?:s|es)?(?=$|[ ,]+(?:of|from|in|against|on)\b)")
#: What makes the word after it no head: "daughter of a martyr"; an act of terror is one of terror.
_DEPENDENT = re.compile(r"\b(?!(?:acts?|crimes?|series|campaign|wave)\b)\w+ (?:of|by|for|without)\b", re.I)
_ARTICLE = re.compile(r"^(?:(?:the|an?|these|those|such|some)\s+)+", re.I)
#: Words that only a clause has, or somebody who speaks of himself and his hearers.
_CLAUSE = re.compile(
    r"\b(?:i|we|you|he|she|it|they|them|us|me|him|my|our|your|his|her|their|am|is|are|was|were|be|been|has|have|had"
    r"|will|would|can|could|may|might|must|shall|should|do|does|did|not|no|there|who|what|that|if|when|because|let)\b"
    r"|\w['’](?:re|ve|ll|m|d|t)\b|^\w+(?:ed|ing)\s+(?:with|by|to|in|on|for|from|the|an?)\b",
    re.I,
)
#: Words before a title, a nickname, or a word that is spoken of.
_WORKS = re.compile(
    r"\b(?:films?|movies?|books?|novels?|songs?|albums?|videos?|shows?|series|plays?|games?|magazine|exhibition|podcast"
    r"|documentary|titled|entitled|headlined|nicknamed|code-?named|named|known as(?: the)?|grades?|hashtag"
    r"|banners?|signs?|placards?|words?|phrases?|terms?|expressions?|slogans?|chant(?:s|ed|ing)?)(?:\s+such\s+as|\s+like)?[\s,:]*$",
    re.I,
)
#: Words that are quoted one after another are listed, not used.
_LIST_GOES_ON = re.compile(r",?\s[\"“‘«]")
_LISTED = re.compile(r"(?:,[\"”’'»]|[\"”’'»],)\s$")
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]*\s$")
_NAME_AFTER = re.compile(r"\s[A-Z]")
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


def find_labels(text: str, doc: Doc | None = None) -> list[Span]:
    """Short quoted words without a verb ("moderate rebels"): somebody's label, not somebody's sentence.

    The spans leave the marks out, and a comma before the closing one. Titles, names, nicknames, grades and words that
    are only spoken of ("the word 'coup'") are left out. `doc`, the parse of the text, tells verbs that no list knows.
    """
    found = []
    for quote in find_quotes(text):
        outer = quote.inner + len(text[quote.inner : quote.outer].rstrip(", "))
        if not quote.open and not quote.carried and _is_label(text, quote, outer) and not _has_verb(doc, quote):
            found.append(Span(quote.inner, outer))
    return found


def label_around(text: str, start: int, end: int) -> str | None:
    """The label in scare quotes that the noun at [start, end) is the head of, in its marks: “moderate rebels”."""
    if not _MARKS.search(text, max(0, start - _LABEL_REACH), start) or not _MARKS.search(text, end, end + _LABEL_REACH):
        return None
    for span in _labels_of(text):
        inside = span.start <= start and end <= span.end and _ENDS.match(text, end, span.end)
        if inside and not _DEPENDENT.search(text[span.start : start]):
            words = _ARTICLE.sub("", " ".join(text[span.start : span.end].split()))
            return f"“{words}”"
    return None


@lru_cache(maxsize=64)
def _labels_of(text: str) -> tuple[Span, ...]:
    """Kept for a few texts: the words of one article are asked for one after another."""
    return tuple(find_labels(text))


def _is_label(text: str, quote: Quote, outer: int) -> bool:
    """Whether the characters of a quotation and those around it let it be a label."""
    inner = text[quote.inner : outer]
    words = inner.split()
    if not words or len(words) > _LABEL_WORDS or inner[-1] in ".!?…" or not _WORD.search(inner):
        return False
    if any(letter.isdigit() for letter in inner) or _CLAUSE.search(inner):
        return False
    before, after = text[max(0, quote.start - 40) : quote.start], text[quote.end : quote.end + 20]
    if _is_name(words, before) or _WORKS.search(before) or _LISTED.search(before) or _LIST_GOES_ON.match(after):
        return False
    return not (_NAME_BEFORE.search(before) and _NAME_AFTER.match(after))


def _is_name(words: list[str], before: str) -> bool:
    """Whether all words of weight are capitalised; one word may be so where a sentence begins with it."""
    weighty = [word for word in words if len(word) > 3] or words
    begins = len(words) == 1 and re.search(r"(?:^|[.!?:]|\n)\s*$", before) and not words[0].isupper()
    return not begins and all(word[0].isupper() for word in weighty)


def _has_verb(doc: Doc | None, quote: Quote) -> bool:
    if doc is None:
        return False
    tokens = doc.char_span(quote.inner, quote.outer, alignment_mode="contract")
    return tokens is None or any(token.pos_ in ("VERB", "AUX", "PRON", "INTJ") for token in tokens)


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
