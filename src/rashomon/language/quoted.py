"""Which characters of a text are somebody's quoted words rather than the outlet's narration.

Reads text, gives a mask over its code points. The one idea: paragraph by paragraph, a mark that opens is
closed by its partner, or runs to the end of the paragraph (quotations over several paragraphs open anew in
each). Quotations set off without marks (letters, posts, statements) are known by the line before them, which
ends in a colon, or by the first person outside marks, and last while the first person does.
"""

from __future__ import annotations

import re
from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

_MARKS = re.compile(r"[“”„«»\"‘’]|``|''|(?<!\w)'|'(?!\w)")
_CLOSES = {"“": '”"', "„": "“”", "«": "»", "``": "''\"", '"': '"”', "‘": "’'", "''": "''", "'": "'’"}
_SINGLE = ("‘", "'")
#: A quotation in single marks shorter than this is a scare quote or an apostrophe gone astray.
_SINGLE_LEAST = 25
#: Characters after which a mark that nothing closed was a slip, not a quotation.
_LONGEST = 1500
#: Part of a text above which "quotations" without marks are its author's own first person.
_OWN_VOICE = 0.9
#: Part of a paragraph's sentences that speak in the first person where somebody else is speaking.
_FIRST_PERSON_PART = 0.4
_SENTENCE_ENDS = re.compile(r"[.!?…]['\"”’)\]]*\s+")
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|[Mm]e|[Ww]e|[Ww]e['’]\w+|[Oo]ur|[Uu]s|[Mm]yself|[Oo]urselves)\b")
_PARAGRAPH = re.compile(r"[^\n]+")


def quoted(text: str) -> NDArray[np.bool_]:
    """True for each code point that stands in a quotation, marks included."""
    mask = _set_off(text, _in_marks(text))
    if len(text) and mask.mean() > _OWN_VOICE:
        return _in_marks(text)
    return mask


def _in_marks(text: str) -> NDArray[np.bool_]:
    """True between quotation marks."""
    mask = np.zeros(len(text), dtype=np.bool_)
    for match in _PARAGRAPH.finditer(text):
        for opens, closes in _stretches(match[0].rstrip()):
            mask[match.start() + opens : match.start() + closes] = True
    return mask


def _set_off(text: str, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """`marked`, and the paragraphs in which somebody speaks without marks."""
    mask = marked.copy()
    introduced = False
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        paragraph = match[0].rstrip()
        if not paragraph:
            continue
        speaks = _speaks_in_first_person(paragraph, marked[start:end])
        if speaks or introduced:
            mask[start:end] = True
        introduced = paragraph.endswith(":") and not speaks
    return mask


def _speaks_in_first_person(paragraph: str, mask: NDArray[np.bool_]) -> bool:
    """Whether a good part of its sentences do, outside marks. (A scrape may be one single paragraph.)"""
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(paragraph)]
    spoken = {bisect_right(ends, at.start()) for at in _FIRST_PERSON.finditer(paragraph) if not mask[at.start()]}
    return len(spoken) >= _FIRST_PERSON_PART * (len(ends) + 1)


def _stretches(paragraph: str) -> list[tuple[int, int]]:
    """Stretches [start, end) of one paragraph between quotation marks."""
    found: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    for match in _MARKS.finditer(paragraph):
        mark, at = match[0], match.start()
        if opened and at - opened[1] > _LONGEST:
            opened = None
        if opened is None or (opened[0] in _SINGLE and mark not in ("’", "'") and _opens(paragraph, mark, at)):
            opened = (mark, at) if _opens(paragraph, mark, at) else opened
        elif _closes(paragraph, opened[0], mark, at):
            if opened[0] not in _SINGLE or at - opened[1] >= _SINGLE_LEAST:
                found.append((opened[1], match.end()))
            opened = None
    if (
        opened
        and len(paragraph) - opened[1] <= _LONGEST
        and (opened[0] not in _SINGLE or _introduced(paragraph, opened[1]))
    ):
        found.append((opened[1], len(paragraph)))
    return found


def _opens(paragraph: str, mark: str, at: int) -> bool:
    if mark not in _CLOSES:
        return False
    before = paragraph[at - 1] if at else " "
    return mark in ("“", "„", "«", "``") or not before.isalnum()


def _closes(paragraph: str, opened: str, mark: str, at: int) -> bool:
    if mark not in _CLOSES[opened]:
        return False
    after = paragraph[at + len(mark)] if at + len(mark) < len(paragraph) else " "
    return opened not in _SINGLE or not after.isalnum()


def _introduced(paragraph: str, at: int) -> bool:
    """Whether a mark that nothing closes stands where a quotation begins."""
    return at == 0 or paragraph[:at].rstrip()[-1:] in (":", ",")
