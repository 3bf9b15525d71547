"""rows of features → which pieces are the article: where it starts, where it ends, what in between is not of it.

Reads weights from knowledge/tables (JSON: column name → weight). The one idea: an article is one stretch of its
page, so three logistic readings (is this its text? does it start here? does it end here?) vote on the best
stretch as a whole; a sentence of prose among teasers is outside it, a short subhead between paragraphs inside.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from rashomon.language.page.blocks import Piece
from rashomon.language.page.features import Arranged, Matrix, arranged, measure, thoughts, weighed
from rashomon.language.page.lines import SHAPE, Lines

#: The tables that hold the weights for plain text and for pages with markup.
TEXT_WEIGHTS, PAGE_WEIGHTS = "clean_text_weights", "clean_page_weights"


#: Words of a sentence, share of its words that may be furniture's, and the share of a text's words in sentences from
#: which it has no furniture.
_SENTENCE, _FURNITURE, _ALL_PROSE = 7, 0.3, 0.9
#: Words of a sentence within a long line.
_CLAUSE = 3
_ENDS_SENTENCE = SHAPE.index("ends sentence")


@dataclass(frozen=True, slots=True)
class StretchSettings:
    """How the readings vote. Cross-validated on the clean-text dev set, 2026-11-22."""

    worth: float = 0.2  # chance from which a piece speaks for the stretch that holds it
    longest: float = 40.0  # words from which a piece speaks no louder
    bounds: float = 10.0  # weight of the log chance of start and end, in words
    inside: float = 0.1  # chance below which a piece inside the stretch is left out


class Layer(NamedTuple):
    """Weights in the order of `names`."""

    names: tuple[str, ...]
    weights: Any
    bias: float

    def scores(self, rows: Any) -> Any:
        """The log odds, one a row."""
        return rows @ self.weights + self.bias


class Outline(NamedTuple):
    """`chances` of each piece to be the article's text; [first, past) is the article; `kept` a flag a piece.

    `lines` are what each piece's characters and words say.
    """

    chances: Any
    first: int
    past: int
    kept: Any
    lines: Lines


@functools.cache
def layer(name: str, part: str) -> Layer:
    """One reading of the weights in `tables/NAME.json`."""
    path = resources.files("rashomon.knowledge") / "tables" / f"{name}.json"
    stored = json.loads(path.read_text(encoding="utf-8"))[part]
    weights = stored["weights"]
    return Layer(tuple(weights), np.array(list(weights.values()), dtype=float), float(stored["bias"]))


def dump(names: Sequence[str], weights: Any, bias: float) -> dict[str, Any]:
    """The stored form of a layer, rounded so that a person can read it."""
    return {
        "bias": round(float(bias), 4),
        "weights": {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
    }


def outline(
    text: str,
    pieces: Sequence[Piece],
    title: str | None,
    extra: Any = None,
    read: Lines | None = None,
    settings: StretchSettings = StretchSettings(),
) -> Outline:
    """Which pieces are the article's; `extra` are the columns of a page's markup (language.markup).

    `read` is what the pieces say, where they were read together with those of other pages.
    """
    matrix = measure(text, pieces, title, read)
    readings = _readings(TEXT_WEIGHTS if extra is None else PAGE_WEIGHTS)
    scores = weighed(matrix, extra, readings.arranged) + readings.bias
    chances = sure(scores[:, 0])
    bounds = scores[:, 1:] + thoughts(chances, matrix.sizes) @ readings.thought
    found = stretch(chances, among(bounds[:, 0]), among(bounds[:, 1]), matrix, settings)
    if extra is not None:
        return found
    return _with_all_prose(_with_rest_of_lines(found, pieces), title)


def _with_rest_of_lines(found: Outline, pieces: Sequence[Piece]) -> Outline:
    """The sentences of one long line belong together: those beside kept ones are kept up to the first furniture."""
    glued = np.array([piece.gap == 0 for piece in pieces])
    if not glued.any():
        return found
    lines, kept = found.lines, found.kept.copy()
    is_prose = (lines.shape[:, _ENDS_SENTENCE] > 0) & (lines.words >= _CLAUSE)
    is_prose &= lines.shares.max(axis=1, initial=0.0) < _FURNITURE
    for i in range(1, len(kept)):
        kept[i] |= glued[i] and kept[i - 1] and is_prose[i]
    for i in range(len(kept) - 2, -1, -1):
        kept[i] |= glued[i + 1] and kept[i + 1] and is_prose[i]
    inside = np.flatnonzero(kept)
    if not len(inside):
        return found
    return found._replace(kept=kept, first=min(found.first, int(inside[0])), past=max(found.past, int(inside[-1]) + 1))


def _with_all_prose(found: Outline, title: str | None) -> Outline:
    """A text without furniture, as people paste it, is kept whole: nothing in it looks like a page."""
    lines = found.lines
    sentences = (lines.shape[:, _ENDS_SENTENCE] > 0) & (lines.words >= _SENTENCE)
    if not sentences.any():
        return found
    sentences &= lines.shares.max(axis=1, initial=0.0) < _FURNITURE
    besides = lines.words * np.array([line != title for line in lines.said])
    besides[0] *= sentences[0]  # a first line that is no sentence is a headline
    if not besides.any() or (besides * sentences).sum() < _ALL_PROSE * besides.sum():
        return found
    kept = found.kept | sentences
    inside = np.flatnonzero(kept)
    return found._replace(kept=kept, first=int(inside[0]), past=int(inside[-1]) + 1)


class _Readings(NamedTuple):
    """Weights of the three readings, a column each: text, start, end. `thought` has those of start and end alone."""

    arranged: Arranged
    thought: Any
    bias: Any


@functools.cache
def _readings(name: str) -> _Readings:
    layers = [layer(name, part) for part in ("text", "start", "end")]
    wide = len(layers[0].weights)
    arrangement = arranged(np.column_stack([found.weights[:wide] for found in layers]))
    thought = np.column_stack([found.weights[wide:] for found in layers[1:]])
    return _Readings(arrangement, thought, np.array([found.bias for found in layers]))


def stretch(chances: Any, starts: Any, ends: Any, matrix: Matrix, settings: StretchSettings) -> Outline:
    """The stretch with the highest sum of text, start and end; linear in the number of pieces."""
    worth = (chances - settings.worth) * np.minimum(matrix.sizes, settings.longest)
    upto = np.concatenate(([0.0], np.cumsum(worth)))
    begin = settings.bounds * starts - upto[:-1]
    best = np.maximum.accumulate(begin)
    where = np.maximum.accumulate(np.where(begin >= best, np.arange(len(begin)), 0))
    last = int(np.argmax(best + upto[1:] + settings.bounds * ends))
    first = int(where[last])
    kept = np.zeros(len(chances), dtype=bool)
    kept[first : last + 1] = chances[first : last + 1] > settings.inside
    return Outline(chances, first, last + 1, kept, matrix.lines)


def sure(scores: Any) -> Any:
    """Log odds as chances, 0..1."""
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))


def among(scores: Any) -> Any:
    """Log chances of the pieces of one document to be the one that is sought."""
    return scores - np.logaddexp.reduce(scores)
