"""text → pieces: the lines of a decoded document, cut further where one line holds several blocks.

Reads a decoded text, writes `Piece`s whose offsets count in it. The one idea: a line is a block, unless it
is so long that it must be a whole page on one line, or a phrase in its middle opens a list of other articles.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from rashomon.language.page.notices import openers

#: A line longer than this is cut into sentences: no paragraph is, and a page on one line always is.
LONGEST_PARAGRAPH = 1500
#: Cells of a line above which it is a table, not a headline pasted twice.
MOST_CELLS = 20
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s+(?=[\"“‘«(\[]?[A-ZА-ЯЁÀ-ÞĀ-ŽΑ-Ω0-9\u0590-\u08ff])|[。！？]")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Lt|No|vs|Gen|Sen|Rep|Col|Gov|Capt|Prof|Rev|Sgt|Maj|Brig|Inc|Ltd|Bro"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))\.\s+$"
)
_TABS = re.compile(r"[^\t]+")


class Piece(NamedTuple):
    """Characters [start, end) without white space around them.

    `gap` counts the line ends before it: 0 for a piece on the line of the one before, at most 3.
    """

    start: int
    end: int
    gap: int


def split_pieces(text: str) -> list[Piece]:
    """The pieces of a text in order; every character but white space stands in exactly one."""
    cuts = openers(text)
    far, waiting = len(text) + 1, iter(cuts)
    cut = next(waiting, far)
    pieces: list[Piece] = []
    gap, begin = 3, 0
    for line in text.split("\n"):
        past = begin + len(line)
        if said := line.strip():
            start = begin if len(said) == len(line) or line[0] == said[0] else past - len(line.lstrip())
            end = start + len(said)
            if cut < past or len(said) > LONGEST_PARAGRAPH or "\t" in said:
                spans = _cut(text, start, end, cuts)
                pieces += [Piece(left, right, 0 if i else min(3, gap)) for i, (left, right) in enumerate(spans)]
            else:
                pieces.append(Piece(start, end, gap if gap < 3 else 3))
            gap = 0
        while cut <= past:
            cut = next(waiting, far)
        gap += 1
        begin = past + 1
    return pieces


def _cut(text: str, start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    """One line as one piece, or several."""
    spans = [(start, end)]
    if 0 < text.count("\t", start, end) < MOST_CELLS:
        spans = _repeated_cells(text, start, end)
    if end - start > LONGEST_PARAGRAPH:
        spans = [part for span in spans for part in split_sentences(text, *span)]
    return [part for span in spans for part in _cut_at(text, *span, cuts)] if cuts else spans


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of [start, end) by punctuation alone, in linear time."""
    spans = []
    left = start
    for match in _SENTENCE_END.finditer(text, start, end):
        right = match.end()
        if _ABBREVIATED.search(text[max(left, right - 8) : right]):
            continue
        spans.append(_stripped(text, left, right))
        left = right
    spans.append(_stripped(text, left, end))
    return [(a, b) for a, b in spans if a < b]


def _repeated_cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cells of a line between tabs, where the same cell stands twice (a headline pasted twice)."""
    cells = [_stripped(text, m.start() + start, m.end() + start) for m in _TABS.finditer(text[start:end])]
    cells = [(a, b) for a, b in cells if a < b]
    said = [text[a:b] for a, b in cells]
    return cells if len(set(said)) < len(said) else [(start, end)]


def _cut_at(text: str, start: int, end: int, cuts: list[int]) -> list[tuple[int, int]]:
    """A line cut at the offsets that lie within it."""
    inside = cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]
    edges = [start, *inside, end]
    spans = [_stripped(text, a, b) for a, b in itertools.pairwise(edges)]
    return [(a, b) for a, b in spans if a < b]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
