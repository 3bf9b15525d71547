"""pieces → numbers: what can be said of each piece, of its neighbours and of where it stands.

Reads a text cut into pieces, writes a matrix with a name for every column. The one idea: each feature is one
a person would name when asked why a line is furniture ("no full stop", "a list of short lines", "stands twice"),
so the weights can be read.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from rashomon.language.blocks import Piece
from rashomon.language.notices import CATEGORIES, furniture, languages_of_word, plain_words

_LENGTHS = (1, 3, 6, 10, 16, 30, 60)
#: Columns read off the characters of one line alone.
SHAPE = (
    "words 1", "words 2-3", "words 4-6", "words 7-10", "words 11-16", "words 17-30", "words 31-60", "words 61+",
    "log characters", "ends sentence", "ends ellipsis", "ends colon", "several sentences", "commas a word",
    "capitals", "all capitals", "starts small", "digits", "date", "clock", "copyright sign", "address", "separators",
    "quotation", "bullet", "parenthesis whole",
    *(f"{name} share" for name in CATEGORIES), *(f"{name} short" for name in CATEGORIES),
)  # fmt: skip
#: Columns of one piece: its shape, its words against the document's language, its place among its neighbours.
OWN = (
    *SHAPE, "function words", "foreign function words", "function words foreign only", "repeated", "is title",
    "like title", "blank before", "blank after", "glued before", "prose",
)  # fmt: skip
#: Columns that say where in the document a piece stands.
PLACED = (
    "place", "characters before", "run of lines", "run words", "before title", "after title", "no title",
    "near title", "related above", "related just above", "comment above", "first piece", "last pieces",
    "longest above", "longest below", "long lines above", "long lines below", "breaks the habit above",
    "starts the habit below", "prose again below", "prose above", "prose of all above", "breaks the habit of all above",
    "odd blank", "below an odd blank", "odd blank, no prose",
)  # fmt: skip
#: Columns whose mean over a window of neighbours is a column too.
WINDOWED = ("words 1", "words 2-3", "words 4-6", "words 7-10", "words 31-60", "words 61+", "log characters",
            "ends sentence",
            "ends ellipsis", "function words", "capitals", "digits", "date", "repeated", "blank before",
            "related short", "navigation short", "share short", "notice share", "comment short", "prose")  # fmt: skip
#: Windows, in pieces before and after: what is above, what is below, what is around.
WINDOWS = ((-5, -1), (1, 5), (-8, 8))
NEIGHBOURS = (-2, -1, 1, 2)

_ENDS = re.compile("[.!?。！？؟।][\"'”’»)\\]]*$")
_INNER = re.compile('[.!?]["”’)]? ["“A-ZÀ-ÞА-Я\u0600-\u06ff]')
_DATE = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}(?:st|nd"
    r"|rd|th)?\.? \w{3,10}\.?,? (?:19|20)\d\d"
    r"|\w{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{4}年|\d+ (?:hours?|minutes?|mins?|days?) ago)",
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?: ?[AaPp]\.?[Mm])?")
_ADDRESS = re.compile(r"https?:|www\.|\w@\w|(?:^|\s)[@#]\w|\.com\b|\.org\b|\.net\b")
_SEPARATORS = re.compile(r"[|»›•→▸▶·]| / | - ")
_BULLET = re.compile(r"^(?:[-–—•*·▪►>]|\d{1,2}[.)]) ")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_QUOTES = re.compile('["“”«»„]')
_DIGIT = re.compile(r"\d")
_ENDS_AT = SHAPE.index("ends sentence")


class Matrix(NamedTuple):
    """`own` and `placed` columns, a row a piece; `sizes` are words; `language` is the one of most function words."""

    own: Any
    placed: Any
    sizes: Any
    language: str | None


class Line(NamedTuple):
    """What the characters of one line say: its words, its size in words, its function words by language."""

    words: tuple[str, ...]
    size: float
    languages: dict[str, int]
    known: int
    shape: tuple[float, ...]


def measure(text: str, pieces: Sequence[Piece], title: str | None) -> Matrix:
    """All features of the pieces of one text; `title` is what metadata or the page's first line says."""
    said = [text[piece.start : piece.end] for piece in pieces]
    lines = [read_line(line) for line in said]
    language = _language_of(lines)
    times = Counter(said)
    wanted = frozenset(plain_words(title)) if title else frozenset()
    title_line = " ".join(title.split()).lower() if title else None
    sizes = np.array([line.size for line in lines], dtype=float)
    table = []
    for i, (piece, line, written) in enumerate(zip(pieces, lines, said, strict=True)):
        after = pieces[i + 1].gap if i + 1 < len(pieces) else 3
        stop, foreign = _function_shares(line, language)
        table.append((
            *line.shape,
            stop,
            foreign,
            1.0 if foreign > 0.1 and stop < 0.05 else 0.0,
            min(3, times[written] - 1) / 3,
            1.0 if title_line and len(written) == len(title_line) and written.lower() == title_line else 0.0,
            _overlap(wanted, line),
            1.0 if piece.gap > 1 else 0.0,
            1.0 if after > 1 else 0.0,
            1.0 if piece.gap == 0 else 0.0,
            1.0 if line.size >= 8 and stop > 0.15 and line.shape[_ENDS_AT] else 0.0,
        ))  # fmt: skip
    rows = np.array(table, dtype=float).reshape(len(pieces), len(OWN))
    return Matrix(rows, _placed(rows, sizes, pieces), sizes, language)


@functools.lru_cache(maxsize=50_000)
def read_line(line: str) -> Line:
    """A line read on its own; outlets repeat their menus, so what was read is kept."""
    words = tuple(plain_words(line[:4000]))
    size = _size(line, words)
    languages: dict[str, int] = {}
    known = 0
    table = languages_of_word()
    for word in words[:40]:
        of_word = table.get(word)
        if of_word:
            known += 1
            for language in of_word:
                languages[language] = languages.get(language, 0) + 1
    return Line(words, size, languages, known, _shape(line, words, size))


def _language_of(lines: Sequence[Line]) -> str | None:
    """The language whose function words the longer lines hold most; None where there are none."""
    counts: dict[str, int] = {}
    for line in lines:
        if len(line.words) >= 6:
            for language, count in line.languages.items():
                counts[language] = counts.get(language, 0) + count
    return min(counts, key=lambda language: (-counts[language], language)) if counts else None


def _overlap(wanted: frozenset[str], line: Line) -> float:
    if not wanted or line.size > 40:
        return 0.0
    common = len(wanted.intersection(line.words))
    return common / len(wanted.union(line.words)) if common else 0.0


def _function_shares(line: Line, language: str | None) -> tuple[float, float]:
    n = max(1, min(40, len(line.words)))
    own = line.languages.get(language or "", 0)
    return own / n, (line.known - own) / n


def own_language(words: Sequence[str]) -> str | None:
    """The language whose function words a list of words holds most; None where it holds none."""
    counts = counts_of_languages(words)
    return min(counts, key=lambda language: (-counts[language], language)) if counts else None


def counts_of_languages(words: Sequence[str]) -> dict[str, int]:
    """Language → how many of the words are function words of it."""
    counts: dict[str, int] = {}
    known = languages_of_word()
    for word in words:
        for language in known.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    return counts


def _size(line: str, words: Sequence[str]) -> float:
    """Words of a line; two characters count as one where no spaces stand between words."""
    if line.isascii():
        return len(words)
    return max(len(words), len(_CJK.findall(line)) / 2)


def _shape(line: str, words: tuple[str, ...], size: float) -> tuple[float, ...]:
    n = max(1, len(words))
    lengths = [0.0] * 8
    lengths[bisect_left(_LENGTHS, size)] = 1.0
    tail, head = line[-6:], line[:200]
    shares = _furniture_shares(words, n, size <= 8)
    digits = len(_DIGIT.findall(head))
    broken_off = tail.endswith(("…", "..."))
    return (
        *lengths,
        math.log1p(len(line)),
        1.0 if not broken_off and _ENDS.search(tail) else 0.0,
        1.0 if broken_off else 0.0,
        1.0 if tail.endswith(":") else 0.0,
        min(3, len(_INNER.findall(line[:2000]))) / 3 if size > 5 else 0.0,
        min(1.0, 4 * line.count(",") / n),
        *_capitals(line),
        min(1.0, 3 * digits / max(1, len(head))),
        1.0 if digits and size <= 20 and _DATE.search(head) else 0.0,
        1.0 if digits and size <= 20 and _CLOCK.search(head) else 0.0,
        1.0 if "©" in line or "(c) " in line[:300].lower() else 0.0,
        1.0 if _has_address(head) else 0.0,
        min(3, _separators(head)) / 3,
        1.0 if _QUOTES.search(line) else 0.0,
        1.0 if _BULLET.match(line) else 0.0,
        1.0 if line[0] in "([" and line[-1] in ")]." else 0.0,
        *shares,
    )


_NO_FURNITURE = (0.0,) * (2 * len(CATEGORIES))


def _furniture_shares(words: tuple[str, ...], n: int, is_short: bool) -> tuple[float, ...]:
    """The share of each category, and again where the line is short."""
    counts = furniture(words)
    if not any(counts):
        return _NO_FURNITURE
    shares = tuple([min(1.0, count / n) for count in counts])
    return shares + (shares if is_short else _NO_FURNITURE[: len(shares)])


def _has_address(head: str) -> bool:
    """Whether an address stands there; most lines have none of its marks, which is cheaper to see."""
    marked = "@" in head or "#" in head or "http" in head or "www." in head
    marked = marked or ".com" in head or ".org" in head or ".net" in head
    return marked and bool(_ADDRESS.search(head))


def _separators(head: str) -> int:
    return head.count(" - ") + head.count(" / ") + head.count("|") if head.isascii() else len(_SEPARATORS.findall(head))


def _capitals(line: str) -> tuple[float, float, float]:
    """Share of capitalised words, whether all letters are capitals, whether the line starts small."""
    raw = line[:300].split()
    capitalised = sum([word[0].isupper() for word in raw]) / max(1, len(raw))
    return capitalised, 1.0 if len(line) > 3 and line[:300].isupper() else 0.0, 1.0 if line[0].islower() else 0.0


def _placed(own: Any, sizes: Any, pieces: Sequence[Piece]) -> Any:
    n = len(pieces)
    if not n:
        return np.zeros((0, len(PLACED)))
    index = np.arange(n)
    characters = np.array([piece.end - piece.start for piece in pieces], dtype=float)
    before = np.cumsum(characters) - characters
    run, run_words = _runs(own[:, OWN.index("blank before")], sizes)
    title = _title_row(own, sizes)
    related, comment = (own[:, OWN.index(f"{name} short")] >= 0.99 for name in ("related", "comment"))
    long_lines = (sizes > 16) & (own[:, OWN.index("ends sentence")] > 0)
    above = np.cumsum(long_lines) - long_lines
    ends, prose = own[:, OWN.index("ends sentence")], own[:, OWN.index("prose")][:, None]
    below = long_lines.sum() - above - long_lines
    prose_above, prose_below = (mean[:, 0] for mean in window_means(prose, ((-5, -1), (1, 5))))
    habit = _habit(prose[:, 0], sizes)
    odd = _odd_blanks(own[:, OWN.index("blank before")])
    below_odd = np.minimum(1.0, np.cumsum(odd))
    columns = [
        index / n,
        before / characters.sum(),
        np.minimum(np.log1p(run), 4) / 4,
        np.minimum(run_words, 40) / 40,
        (index < title if title is not None else np.zeros(n)),
        (index > title if title is not None else np.zeros(n)),
        np.full(n, 1.0 if title is None else 0.0),
        (np.exp(-np.maximum(0, index - title) / 10.0) * (index > title) if title is not None else np.zeros(n)),
        np.minimum(_passed(related), 5) / 5,
        _recent(related, 8),
        np.minimum(_passed(comment), 3) / 3,
        (index == 0),
        np.exp(-(n - 1 - index) / 5.0),
        np.log1p(np.concatenate(([0], np.maximum.accumulate(sizes)[:-1]))) / 5,
        np.log1p(np.concatenate((np.maximum.accumulate(sizes[::-1])[::-1][1:], [0]))) / 5,
        np.log1p(above) / 4,
        np.log1p(below) / 4,
        (1 - ends) * (sizes >= 4) * prose_above,
        prose[:, 0] * (1 - prose_above) * prose_below,
        _recent(prose[::-1, 0] > 0, 12)[::-1],
        _recent(prose[:, 0] > 0, 12),
        habit,
        (1 - ends) * (sizes >= 4) * habit,
        odd,
        below_odd,
        below_odd * (1 - prose[:, 0]),
    ]
    table = np.empty((n, len(columns)))
    for i, column in enumerate(columns):
        table[:, i] = column
    return table


def _habit(prose: Any, sizes: Any) -> Any:
    """The share of prose in the words of the lines above that are no menu items (four words and more)."""
    lines = np.minimum(sizes, 60) * (sizes >= 4)
    told, total = np.cumsum(lines * prose) - lines * prose, np.cumsum(lines) - lines
    return told / np.maximum(total, 20)


def _odd_blanks(blank: Any) -> Any:
    """Where blank lines stand before a piece though hardly any stand between the pieces above it."""
    above = (np.cumsum(blank) - blank) / np.maximum(1, np.arange(len(blank)))
    return blank * (above < 0.25) * (np.arange(len(blank)) >= 3)


def _title_row(own: Any, sizes: Any) -> int | None:
    """Where the headline stands: the title's last line that has text close below it."""
    rows = np.flatnonzero(own[:, OWN.index("is title")] > 0)
    if not len(rows):
        similar = own[:, OWN.index("like title")]
        rows = np.flatnonzero((similar >= 0.6) & (sizes >= 3))
    followed = [row for row in rows if (sizes[row + 1 : row + 25] > 20).any()]
    return int(followed[-1]) if followed else None


def _runs(blank_before: Any, sizes: Any) -> tuple[Any, Any]:
    """For each piece the number of pieces in its run without blank lines, and their mean length."""
    group = np.cumsum(blank_before > 0)
    count = np.bincount(group)
    mean = np.bincount(group, weights=sizes) / np.maximum(1, count)
    return count[group].astype(float), mean[group]


def _passed(flags: Any) -> Any:
    return np.cumsum(flags) - flags


def _recent(flags: Any, within: int) -> Any:
    """1 just below a flagged piece, falling to 0 at `within` pieces."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -(10**6)))
    last = np.concatenate(([-(10**6)], last[:-1]))
    return np.minimum(np.maximum(1 - (index - last - 1) / within, 0), 1)


def surrounded(matrix: Matrix, extra: Any = None) -> Any:
    """The rows that the reading of each piece sees: own and placed columns, neighbours, windows.

    `extra` are further own columns (of a page's markup); their neighbours and windows follow them.
    """
    own = matrix.own
    parts = [own, matrix.placed]
    parts += [shifted(own, by) for by in NEIGHBOURS]
    picked = own[:, [OWN.index(name) for name in WINDOWED]]
    parts += window_means(picked, WINDOWS)
    if extra is not None:
        parts += [extra, shifted(extra, -1), shifted(extra, 1), *window_means(extra, WINDOWS)]
    return np.concatenate(parts, axis=1)


def surrounded_names(extra: Sequence[str] = ()) -> list[str]:
    """The names of the columns of `surrounded`."""
    return [
        *OWN,
        *PLACED,
        *(f"{name} @{by:+d}" for by in NEIGHBOURS for name in OWN),
        *(f"{name} {low:+d}..{high:+d}" for low, high in WINDOWS for name in WINDOWED),
        *extra,
        *(f"{name} @{by:+d}" for by in (-1, 1) for name in extra),
        *(f"{name} {low:+d}..{high:+d}" for low, high in WINDOWS for name in extra),
    ]


def shifted(rows: Any, by: int) -> Any:
    """Rows of the neighbour `by` pieces on; zeros beyond the ends."""
    out = np.zeros_like(rows)
    if by > 0:
        out[:-by] = rows[by:]
    else:
        out[-by:] = rows[:by]
    return out


def window_means(rows: Any, windows: Sequence[tuple[int, int]]) -> list[Any]:
    """The means over several windows, from one running sum."""
    n = len(rows)
    if not n:
        return [rows] * len(windows)
    total = np.zeros((n + 1, rows.shape[1]))
    np.cumsum(rows, axis=0, out=total[1:])
    index = np.arange(n)
    means = []
    for low, high in windows:
        begin = np.minimum(np.maximum(index + low, 0), n)
        end = np.minimum(np.maximum(index + high + 1, 0), n)
        means.append((total[end] - total[begin]) / np.maximum(1, end - begin)[:, None])
    return means


#: Columns of the readings of start and end: what the first one thought of the piece and of those around it.
THOUGHT = (
    "itself", "before", "after", "two before", "two after", "three before", "three after", "around 2",
    "six above", "six below", "around 12", "text before", "text after", "sure before", "sure after",
    "both sides", "best run", "gap before", "gap after",
)  # fmt: skip


def thoughts(first: Any, sizes: Any) -> Any:
    """Those columns, from the first reading's chances."""
    n = len(first)
    if not n:
        return np.zeros((0, len(THOUGHT)))
    p = first.reshape(-1, 1)
    near = [shifted(p, by)[:, 0] for by in (-1, 1, -2, 2, -3, 3)]
    around = [mean[:, 0] for mean in window_means(p, ((-2, 2), (-6, -1), (1, 6), (-12, 12)))]
    mass = first * sizes
    total = max(1e-6, float(mass.sum()))
    upto = np.cumsum(mass)
    sure = (first > 0.8) & (sizes > 8)
    back, ahead = _recent(sure, 12), _recent(sure[::-1], 12)[::-1]
    columns = [
        first, *near, *around, (upto - mass) / total, (total - upto) / total, back, ahead, np.minimum(back, ahead),
        _best_run(first, sizes), _recent(sure, 40), _recent(sure[::-1], 40)[::-1],
    ]  # fmt: skip
    return np.column_stack(columns)


def _best_run(first: Any, sizes: Any) -> Any:
    """1 inside the run of pieces with the most text, where each piece costs or earns by its probability."""
    score = (first - 0.35) * np.minimum(sizes, 60) - 0.5
    best, best_span, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(score):
        if total <= 0:
            total, start = 0.0, i
        total += float(value)
        if total > best:
            best, best_span = total, (start, i + 1)
    run = np.zeros(len(first))
    run[best_span[0] : best_span[1]] = 1.0
    return run
