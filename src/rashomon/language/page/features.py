"""pieces → numbers: what can be said of each piece, of its neighbours and of where it stands.

Reads a text cut into pieces, writes a matrix with a name for every column. The one idea: each feature is one
a person would name when asked why a line is furniture ("no full stop", "a list of short lines", "stands twice"),
so the weights can be read.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from rashomon.language.page.blocks import Piece
from rashomon.language.page.lines import SHAPE, Lines, read_lines
from rashomon.language.page.notices import languages_of_word

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

class Matrix(NamedTuple):
    """`own` and `placed` columns, a row a piece, and what its `lines` say."""

    own: Any
    placed: Any
    lines: Lines

    @property
    def sizes(self) -> Any:
        """Words of each piece."""
        return self.lines.sizes


_LAST_GAP = np.array([3])


def measure(text: str, pieces: Sequence[Piece], title: str | None, read: Lines | None = None) -> Matrix:
    """All features of the pieces of one text; `title` is what metadata or the page's first line says.

    `read` is what the pieces say, where they were read together with those of other pages.
    """
    lines = read if read is not None else read_lines([text[piece.start : piece.end] for piece in pieces], title)
    said = lines.said
    gaps = np.array([piece.gap for piece in pieces], dtype=np.int64)
    after = np.concatenate((gaps[1:], _LAST_GAP))[: len(gaps)]
    stop, foreign = _function_shares(lines)
    ends = lines.shape[:, SHAPE.index("ends sentence")]
    columns = (
        stop,
        foreign,
        (foreign > 0.1) & (stop < 0.05),
        _repeats(said),
        _is_title(said, title),
        lines.alike,
        gaps > 1,
        after > 1,
        gaps == 0,
        (lines.sizes >= 8) & (stop > 0.15) & (ends > 0),
    )
    own = np.empty((len(pieces), len(OWN)))
    own[:, : len(SHAPE)] = lines.shape
    for place, column in enumerate(columns, len(SHAPE)):
        own[:, place] = column
    return Matrix(own, _placed(own, lines.sizes, pieces), lines)


def _repeats(said: Sequence[str]) -> Any:
    """How often each line stands elsewhere on the page, at most three times, as a share of three."""
    times = Counter(said)
    if len(times) == len(said):
        return np.zeros(len(said))
    return np.minimum(3, np.fromiter(map(times.__getitem__, said), dtype=float, count=len(said)) - 1) / 3


def _is_title(said: Sequence[str], title: str | None) -> Any:
    """Whether each line is the headline, but for capitals."""
    wanted = " ".join(title.split()).lower() if title else None
    return np.array([bool(wanted) and len(line) == len(wanted or "") and line.lower() == wanted for line in said])


def _function_shares(lines: Lines) -> tuple[Any, Any]:
    """The shares of function words of the page's own language, and of others, in each line."""
    read = np.minimum(np.maximum(lines.words, 1), 40)
    counts = (lines.words >= 6).astype(float) @ lines.spoken
    own = lines.spoken[:, int(counts.argmax())] if counts.any() else np.zeros(len(read))
    return own / read, (lines.known - own) / read


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


_ENDS, _PROSE, _BLANK, _RELATED, _COMMENT, _TITLE, _LIKE_TITLE = map(
    OWN.index,
    ("ends sentence", "prose", "blank before", "related short", "comment short", "is title", "like title"),
)


def _placed(own: Any, sizes: Any, pieces: Sequence[Piece]) -> Any:
    n = len(pieces)
    if not n:
        return np.zeros((0, len(PLACED)))
    index = np.arange(n)
    ends, prose, blank = own[:, _ENDS], own[:, _PROSE], own[:, _BLANK]
    related, comment = own[:, _RELATED] >= 0.99, own[:, _COMMENT] >= 0.99
    # lines that are no menu items (four words and more), by their words
    lines = np.minimum(sizes, 60) * (sizes >= 4)
    counted = np.zeros((8, n + 1))
    counted[0, 1:] = [end - start for start, end, _ in pieces]
    counted[1, 1:], counted[2, 1:] = related, comment
    counted[3, 1:] = (sizes > 16) & (ends > 0)
    counted[4, 1:], counted[5, 1:], counted[6, 1:], counted[7, 1:] = lines, lines * prose, blank, prose
    upto = np.add.accumulate(counted, axis=1)
    characters, passed, asked, above, spoken, told, blanks, _ = upto[:, :-1]
    run, run_words = _runs(upto[6, 1:].astype(np.int64), sizes)
    title = _title_row(own, sizes)
    below_title = index > title if title is not None else np.zeros(n)
    prose_above, prose_below = (_mean(upto[7][:, None], _window(n, *near))[:, 0] for near in ((-5, -1), (1, 5)))
    is_prose = prose > 0
    fading = _fading(_since(np.array([related, is_prose, is_prose[::-1]])), _FADES)
    habit = told / np.maximum(spoken, 20)
    unfinished = (1 - ends) * (sizes >= 4)
    # blank lines before a piece though hardly any stand between the pieces above it
    odd = blank * (blanks / np.maximum(1, index) < 0.25) * (index >= 3)
    below_odd = np.minimum(1.0, np.add.accumulate(odd))
    columns = (
        index / n,
        characters / upto[0, -1],
        np.minimum(np.log1p(run), 4) / 4,
        np.minimum(run_words, 40) / 40,
        (index < title if title is not None else 0.0),
        below_title,
        1.0 if title is None else 0.0,
        (np.exp((title - index) / 10.0 * below_title) * below_title if title is not None else 0.0),
        np.minimum(passed, 5) / 5,
        fading[0],
        np.minimum(asked, 3) / 3,
        (index == 0),
        np.exp(-(n - 1 - index) / 5.0),
        *_longest(sizes),
        np.log1p(above) / 4,
        np.log1p(upto[3, -1] - upto[3, 1:]) / 4,
        unfinished * prose_above,
        prose * (1 - prose_above) * prose_below,
        fading[2][::-1],
        fading[1],
        habit,
        unfinished * habit,
        odd,
        below_odd,
        below_odd * (1 - prose),
    )
    table = np.empty((n, len(columns)))
    for i, column in enumerate(columns):
        table[:, i] = column
    return table


#: Pieces within which a line of related articles and prose, above or below, are felt.
_FADES = np.array([[8.0], [12.0], [12.0]])


def _longest(sizes: Any) -> tuple[Any, Any]:
    """The longest piece above each and the longest below, as the log of its words."""
    known = np.concatenate(([0.0], sizes, [0.0]))
    above, below = np.maximum.accumulate(known)[:-2], np.maximum.accumulate(known[::-1])[::-1][2:]
    return np.log1p(above) / 5, np.log1p(below) / 5


def _title_row(own: Any, sizes: Any) -> int | None:
    """Where the headline stands: the title's last line that has text close below it."""
    rows = own[:, _TITLE].nonzero()[0].tolist()
    rows = rows or ((own[:, _LIKE_TITLE] >= 0.6) & (sizes >= 3)).nonzero()[0].tolist()
    long = (sizes > 20).nonzero()[0].tolist() if rows else []
    followed = [row for row in rows if any(row < place < row + 25 for place in long)]
    return followed[-1] if followed else None


def _runs(group: Any, sizes: Any) -> tuple[Any, Any]:
    """For each piece the number of pieces in its run without blank lines, and their mean length."""
    count = np.bincount(group)
    mean = np.bincount(group, weights=sizes) / np.maximum(1, count)
    return count[group].astype(float), mean[group]


#: More pieces than any page has.
_NEVER = 10**6


def _since(flags: Any) -> Any:
    """For each row of flags and each piece, how many pieces stand between it and the last flagged one above it."""
    index = np.arange(flags.shape[1])
    last = np.full((len(flags), len(index) + 1), -_NEVER)
    np.maximum.accumulate(np.where(flags, index, -_NEVER), axis=1, out=last[:, 1:])
    return index - 1 - last[:, :-1]


def _fading(since: Any, within: Any) -> Any:
    """1 just below a flagged piece, falling to 0 at `within` pieces."""
    return np.minimum(np.maximum(1 - since / within, 0), 1)


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
    total = _running(rows)
    return [_mean(total, _window(n, low, high)) for low, high in windows]


class _Window(NamedTuple):
    """For each row the first row of its window, the one past its last, and how many there are (a column)."""

    begin: Any
    end: Any
    rows: Any


@functools.lru_cache(maxsize=256)
def _window(n: int, low: int, high: int) -> _Window:
    index = np.arange(n)
    begin = np.minimum(np.maximum(index + low, 0), n)
    end = np.minimum(np.maximum(index + high + 1, 0), n)
    return _Window(begin, end, np.maximum(1, end - begin)[:, None])


def _running(rows: Any) -> Any:
    """Sums of all rows above each, and of all at the end."""
    total = np.zeros((len(rows) + 1, rows.shape[1]))
    np.add.accumulate(rows, axis=0, out=total[1:])
    return total


def _mean(total: Any, window: _Window) -> Any:
    return (total[window.end] - total[window.begin]) / window.rows


class Arranged(NamedTuple):
    """Weights of the columns of `surrounded`, a column a reading, laid out by what they are multiplied with.

    Beside each own (or extra) column stand its weight for the piece itself, then for each neighbour, then for each
    window: means and neighbours of what was weighed are the weighed means and neighbours, and much fewer.
    """

    own: Any
    placed: Any
    extra: Any


def arranged(weights: Any) -> Arranged:
    """The layout of weights that come in the order of `surrounded_names`."""
    o, w, past = len(OWN), len(WINDOWED), len(OWN) + len(PLACED)
    parts = [weights[:o], *(weights[past + i * o : past + (i + 1) * o] for i in range(len(NEIGHBOURS)))]
    past += len(NEIGHBOURS) * o
    picked = [OWN.index(name) for name in WINDOWED]
    for i in range(len(WINDOWS)):
        spread = np.zeros((o, weights.shape[1]))
        spread[picked] = weights[past + i * w : past + (i + 1) * w]
        parts.append(spread)
    extra = np.split(weights[past + len(WINDOWS) * w :], 3 + len(WINDOWS))
    return Arranged(np.concatenate(parts, axis=1), weights[o : o + len(PLACED)], np.concatenate(extra, axis=1))


def weighed(matrix: Matrix, extra: Any, by: Arranged) -> Any:
    """What `surrounded(matrix, extra)` times the weights gives, a column a reading, without making the wide table."""
    total = matrix.placed @ by.placed
    _add_weighed(total, matrix.own @ by.own, NEIGHBOURS)
    if extra is not None:
        _add_weighed(total, extra @ by.extra, (-1, 1))
    return total


def _add_weighed(total: Any, weighed: Any, neighbours: Sequence[int]) -> None:
    """Adds to `total` what pieces weigh in themselves, for their neighbours and for the windows they are in."""
    k = total.shape[1]
    total += weighed[:, :k]
    for i, step in enumerate(neighbours, 1):
        part = weighed[:, i * k : (i + 1) * k]
        if step > 0:
            total[:-step] += part[step:]
        else:
            total[-step:] += part[:step]
    rest = (1 + len(neighbours)) * k
    sums = _running(weighed[:, rest:])
    for i, (low, high) in enumerate(WINDOWS):
        total += _mean(sums[:, i * k : (i + 1) * k], _window(len(total), low, high))


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
    padded = np.concatenate((np.zeros(3), first, np.zeros(3)))
    near = [padded[3 + by : 3 + by + n] for by in (-1, 1, -2, 2, -3, 3)]
    around = [mean[:, 0] for mean in window_means(first[:, None], ((-2, 2), (-6, -1), (1, 6), (-12, 12)))]
    mass = first * sizes
    upto = np.add.accumulate(mass)
    total = max(1e-6, float(upto[-1]))
    sure = (first > 0.8) & (sizes > 8)
    since = _since(np.array([sure, sure[::-1]]))
    (back, ahead), (far_back, far_ahead) = _fading(since, 12), _fading(since, 40)
    columns = (
        first, *near, *around, (upto - mass) / total, (total - upto) / total, back, ahead[::-1],
        np.minimum(back, ahead[::-1]), _best_run(first, sizes), far_back, far_ahead[::-1],
    )  # fmt: skip
    table = np.empty((n, len(columns)))
    for i, column in enumerate(columns):
        table[:, i] = column
    return table


def _best_run(first: Any, sizes: Any) -> Any:
    """1 inside the run of pieces with the most text, where each piece costs or earns by its probability."""
    score = (first - 0.35) * np.minimum(sizes, 60) - 0.5
    best, best_span, total, start = 0.0, (0, 0), 0.0, 0
    for i, value in enumerate(score.tolist()):
        if total <= 0:
            total, start = 0.0, i
        total += value
        if total > best:
            best, best_span = total, (start, i + 1)
    run = np.zeros(len(first))
    run[best_span[0] : best_span[1]] = 1.0
    return run
