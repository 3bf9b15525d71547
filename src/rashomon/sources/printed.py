"""Lines on pages → running text: paragraphs put together, columns one after the other, words that a hyphen cut.

Reads the lines of each page with their boxes, writes `Laid`: the text, where each page begins in it, and where the
lines stand that the edge of every page repeats. The one idea: nothing is left out and nothing is guessed from the words
where the boxes tell it; a running head stays as a line of its own, so that whoever cleans the text says why it goes.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rashomon.language.termweights import texts_with

#: The share of a page's height, from its top and its bottom, in which running heads and feet stand.
EDGE = 0.12
#: The share of pages that a line at the edge stands on when it is a running head; a left page has another than a right.
REPEATED = 0.3
#: Rows from which two stretches beside each other are columns, and the characters of a line of a column on the mean.
COLUMN_ROWS, COLUMN_LINE = 4, 18
#: How much larger than the rest the type of a headline is, and of how many words it is.
LARGER, HEADLINE_WORDS = 1.18, (3, 40)
#: How much smaller than the rest a footnote is.
SMALLER = 0.93

#: Rows that columns are looked for in at once: no page has as many.
_MOST_ROWS = 300

_SOFT = "\xad"
_NUMBER = re.compile(
    r"(?:page|p\.|seite|página|стр\.)?\s{0,9}[-–—|•]?\s{0,9}(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s{0,9}(?:of|/|von|de|из)\s{0,9}\d{1,4})?\s{0,9}[-–—|•]?\s{0,9}(?:page)?",
    re.I,
)
#: What a browser prints at the foot of a page, and at its head.
_PRINTED_FOOT = re.compile(r"(?:(https?://[^\s…]+)|\S+…|file:\S+)\s+\d{1,4}/\d{1,4}")
_PRINTED_HEAD = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:\s?[AP]M)?\b.*", re.I)
_BULLET = re.compile(r"[•▪■□●○◦‣⁃➢➤✓\uf0b7\uf0a7*]\s?|[-–—]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
#: What stands before an item of a list and is no sign of the text.
_GLYPH = re.compile(r"^[•▪■□●○◦‣⁃➢➤✓\uf0b7\uf0a7]\s*(?=\S)")
_ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_CUT, _HEAD = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\xad]$"), re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Texts of 100,000 that hold a word: rarer ones may be slips that the table counted.
_NOISE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its box, in points from the lower left corner. `broken`: it goes on behind a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    broken: bool = False

    @property
    def size(self) -> float:
        """How high the type is."""
        return max(self.top - self.bottom, 0.1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page; its lines in the order in which they were written."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """`pages`: where each page begins in the text; `edges`: [start, end) of heads, feet and page numbers.

    `title`: the largest type of the first page. `of_web`: a browser printed it; `url`: the address that it put below.
    """

    text: str
    pages: tuple[int, ...]
    edges: tuple[tuple[int, int], ...]
    title: str | None
    url: str | None
    of_web: bool


def lay_out(sheets: Sequence[Sheet]) -> Laid:
    """The text of pages."""
    sheets = [replace(sheet, lines=tuple(line for line in sheet.lines if line.text)) for sheet in sheets]
    edges = _edges(sheets)
    pages = [
        _in_order([line for line in sheet.lines if line not in edge])
        for sheet, edge in zip(sheets, edges, strict=True)
    ]
    usual = _usual(line for lines in pages for line in lines)
    parted = [_notes_apart(lines, usual) for lines in pages]
    paragraphs = _paragraphs([body for body, _ in parted])
    notes = [_paragraphs([lines]) for _, lines in parted]
    known = Counter(word.lower() for sheet in sheets for line in sheet.lines for word in _WORD.findall(line.text))
    written = _Text(len(sheets))
    for paragraph in paragraphs:
        written.put(paragraph, known)
        written.put_aside(notes, edges, paragraph[-1][0], known)
    written.put_aside(notes, edges, len(sheets), known)
    text = written.done()
    rows = (_one(row).text for sheet in sheets for row in _of_browser(sheet))
    feet = [foot for foot in map(_PRINTED_FOOT.fullmatch, rows) if foot]
    url = next((foot[1] for foot in feet if foot[1]), None)
    title = _headline(paragraphs, usual, known)
    return Laid(text, tuple(written.pages), tuple(written.edges), title, url, bool(feet))


# ── what stands at the edge of pages ──────────────────────────────────────────────────────────────────────


def _edges(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """Of each page the lines that are a running head or foot or its number."""
    at_edge = [[line for line in sheet.lines if _is_at_edge(line, sheet)] for sheet in sheets]
    counted = Counter(key for lines in at_edge for key in {_key(line) for line in lines})
    enough = max(2.0, REPEATED * len(sheets))
    found = [[line for line in lines if counted[_key(line)] >= enough or _is_number(line)] for lines in at_edge]
    by_browser = [_of_browser(sheet) for sheet in sheets]
    if not any(_PRINTED_FOOT.fullmatch(_one(row).text) for rows in by_browser for row in rows):
        return found
    printed = [{line for row in rows for line in row} for rows in by_browser]
    return [
        [line for line in lines if line in kept or line in own]
        for lines, kept, own in zip(at_edge, found, printed, strict=True)
    ]


def _of_browser(sheet: Sheet) -> list[list[Line]]:
    """The rows that a browser prints above and below a page, if it was one."""
    rows = _rows([line for line in sheet.lines if _is_at_edge(line, sheet)])
    said = ((row, _one(row).text) for row in rows)
    return [row for row, text in said if _PRINTED_FOOT.fullmatch(text) or _PRINTED_HEAD.fullmatch(text)]


def _is_at_edge(line: Line, sheet: Sheet) -> bool:
    depth = EDGE * sheet.height
    return line.bottom > sheet.height - depth or line.top < depth


def _key(line: Line) -> tuple[str, int]:
    """What a head says on every page, but for its numbers, and how high it stands."""
    return re.sub(r"\d+", "0", line.text.casefold()), round(line.bottom / 6)


def _is_number(line: Line) -> bool:
    return any(map(str.isdigit, line.text)) and _NUMBER.fullmatch(line.text) is not None


# ── in which order ────────────────────────────────────────────────────────────────────────────────────────


def _in_order(lines: Sequence[Line]) -> list[Line]:
    """Lines as they are read: as they were written, but columns that were written row by row one after the other."""
    rows = _rows(lines)
    out: list[Line] = []
    at = 0
    while at < len(rows):
        end, gutter = _columns(rows, at)
        if gutter is None:
            out.append(_one(rows[at]))
            at += 1
            continue
        for is_left in (True, False):
            side = [line for row in rows[at:end] for line in row if (line.left < gutter) == is_left]
            out += _in_order(side) if not is_left else [_one(row) for row in _rows(side)]
        at = end
    return out


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last and last.broken and line.left >= last.right and abs(line.bottom - last.bottom) < 0.5 * last.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _columns(rows: Sequence[Sequence[Line]], start: int) -> tuple[int, float | None]:
    """Where the rows end that are parted by one white strip from here on, and the strip; (start, None) where none are.

    Cells of a table are parted so, too; they are short.
    """
    if len(rows[start]) < 2:
        return start, None
    low, high = rows[start][0].right, rows[start][1].left
    end, parted = start, 0
    for row in rows[start : start + _MOST_ROWS]:
        lefts = [line.right for line in row if line.left < (low + high) / 2]
        rights = [line.left for line in row if line.left >= (low + high) / 2]
        if max(low, *lefts, low) >= min(high, *rights, high):
            break
        low, high = max([low, *lefts]), min([high, *rights])
        parted += bool(lefts and rights)
        end += 1
    told = [line for row in rows[start:end] for line in row]
    if parted < COLUMN_ROWS or statistics.fmean(len(line.text) for line in told) < COLUMN_LINE:
        return start, None
    return end, (low + high) / 2


def _one(row: Sequence[Line]) -> Line:
    """The cells of a row as one line."""
    if len(row) == 1:
        return replace(row[0], broken=False)
    text = " ".join(line.text for line in row)
    bottom, top = min(line.bottom for line in row), max(line.top for line in row)
    return Line(text, row[0].left, row[-1].right, bottom, top, True)


def _notes_apart(lines: Sequence[Line], usual: float) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of a page, and its footnotes: those at its end in smaller type, beyond which a sentence may go on."""
    end = len(lines)
    while end and lines[end - 1].size < SMALLER * usual:
        end -= 1
    return (lines[:end], lines[end:]) if end else (lines, ())


def _usual(lines: Iterable[Line]) -> float:
    """The size of the type in which most is set."""
    sizes = [(line.size, len(line.text)) for line in lines]
    half, told = sum(length for _, length in sizes) / 2, 0
    for size, length in sorted(sizes):
        told += length
        if told >= half:
            return size
    return 1.0


# ── paragraphs ────────────────────────────────────────────────────────────────────────────────────────────

#: The lines of a paragraph, each with the number of its page.
Paragraph = list[tuple[int, Line]]


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    every = [(number, line) for number, lines in enumerate(pages) for line in lines]
    if not every:
        return []
    found: list[Paragraph] = [[every[0]]]
    leading = _leading([line for _, line in every])
    right = [_right_edge(every, at) for at in range(len(every))]
    for at, ((page, line), (following, after)) in enumerate(pairwise(every)):
        begun = found[-1][0][1]
        jumped = page != following or after.top > line.top + 0.5 * line.size
        if _goes_on(begun, line, after, right[at], leading, jumped):
            found[-1].append((following, after))
        else:
            found.append([(following, after)])
    return found


def _leading(lines: Sequence[Line]) -> float:
    """How far one line stands below the other, in heights of its type; mostly."""
    steps = [(one.bottom - other.bottom) / one.size for one, other in pairwise(lines) if one.bottom > other.bottom]
    near = [step for step in steps if 0.7 < step < 3]
    return statistics.median_low(near) if near else 1.2


def _right_edge(every: Paragraph, at: int) -> float:
    """Where the column of a line ends: as far as the lines around it go that begin where it does."""
    page, line = every[at]
    near = every[max(0, at - 8) : at + 9]
    beside = (one for number, one in near if number == page and abs(one.left - line.left) < 4 * line.size)
    return max(one.right for one in beside if _is_alike(line, one))


def _is_alike(line: Line, other: Line) -> bool:
    """Whether two lines are of one size of type."""
    return 0.88 < other.size / line.size < 1.14


def _goes_on(begun: Line, line: Line, after: Line, right: float, leading: float, jumped: bool) -> bool:
    """Whether the next line is of the same paragraph: of its type, close below, and its first word did not fit."""
    if line.broken or after.broken or _BULLET.match(after.text):
        return False
    if not _is_alike(line, after):
        return False
    ends, small = _ENDS.search(line.text) is not None, after.text[:1].islower()
    if line.text.endswith(_SOFT):
        return True
    if jumped:
        return not ends and (small or line.right > right - 3 * line.size)
    if (line.bottom - after.bottom) / line.size > 1.35 * leading:
        return False
    if ends and after.left > line.left + 0.6 * line.size and not _BULLET.match(begun.text):
        return False
    word = after.text.split(" ", 1)[0]
    width = (after.right - after.left) / max(1, len(after.text)) * (len(word) + 1)
    fitted = line.right + width < right - 0.3 * line.size
    return not fitted or (small and not ends and line.right > line.left + 0.5 * (right - line.left))


def _headline(paragraphs: Sequence[Paragraph], usual: float, known: Counter[str]) -> str | None:
    """The first of the largest paragraphs on the first page, where its type is larger than most."""
    first = [paragraph for paragraph in paragraphs if paragraph[0][0] == 0]
    said = [(paragraph[0][1].size, _words(paragraph, known)) for paragraph in first]
    most, least = HEADLINE_WORDS[1], HEADLINE_WORDS[0]
    large = [(size, text) for size, text in said if size > LARGER * usual and least <= len(text.split()) <= most]
    return max(large, key=lambda found: found[0], default=(0.0, None))[1]


def _words(paragraph: Paragraph, known: Counter[str]) -> str:
    return "".join(_joined(paragraph, known))


def _joined(paragraph: Paragraph, known: Counter[str]) -> list[str]:
    """What each line gives to the paragraph, the space behind it included, its cut word whole."""
    said = [line.text for _, line in paragraph]
    said[0] = _GLYPH.sub("", said[0])
    ends = [_end(one, after, known) for one, after in pairwise(said)]
    return [one.replace(_SOFT, "-") for one in (*ends, said[-1])]


def _end(line: str, after: str, known: Counter[str]) -> str:
    """A line as the next is put behind it: with a space, or without the hyphen of a cut word.

    A word is cut where the text or English has it whole; a hyphen stays where the text has the word so, or where
    English has the parts and not the whole. `known`: words of the text, lower-cased.
    """
    cut, head = _CUT.search(line), _HEAD.match(after)
    if cut is None or head is None:
        return line if line.endswith(_SOFT) else f"{line} "
    left, right = cut[1].lower(), head[0].lower()
    if known[left + right]:
        return line[:-1]
    is_rare = texts_with(left + right) <= _NOISE < min(texts_with(left), texts_with(right))
    return line if not head[0].islower() or known[f"{left}-{right}"] or is_rare else line[:-1]


class _Text:
    """The text as far as it is written, in pieces."""

    def __init__(self, pages: int) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.pages = [0]
        self.edges: list[tuple[int, int]] = []
        self.most = pages
        self.told = 0

    def put(self, paragraph: Paragraph, known: Counter[str]) -> None:
        """Writes a paragraph."""
        for (page, _), said in zip(paragraph, _joined(paragraph, known), strict=True):
            self._begin(page)
            self._write(said)
        self._write("\n\n")

    def put_aside(
        self, notes: Sequence[Sequence[Paragraph]], edges: Sequence[Collection[Line]], page: int, known: Counter[str]
    ) -> None:
        """Writes the footnotes and the edges of all pages before this one."""
        for number in range(self.told, page):
            for note in notes[number]:
                self._write("".join([*_joined(note, known), "\n\n"]))
            for line in edges[number]:
                self.edges.append((self.length, self.length + len(line.text)))
                self._write(f"{line.text}\n\n")
        self.told = max(self.told, page)

    def _begin(self, page: int) -> None:
        """Notes that a page begins here, and those before it that have no text."""
        while len(self.pages) <= page:
            self.pages.append(self.length)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def done(self) -> str:
        """All of it; pages that follow have no text."""
        self._begin(self.most - 1)
        return "".join(self.pieces)
