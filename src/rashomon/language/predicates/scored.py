"""A parse → the words that can tell acts, with what the learned model says of each.

Reads the lines of a Doc; gives frames and the probabilities of their types. The one idea: both follow from the line
that the word stands in, so that the copies of a line are asked once (language/copied_lines.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from rashomon.knowledge.plover_model import probabilities
from rashomon.language.copied_lines import OfLines
from rashomon.language.frames import Frame, frame
from rashomon.language.predicates.features import features, vectors
from rashomon.language.predicates.pairs import act_of


class Scored(NamedTuple):
    """A frame, and a probability for each of `plover_model.weights().classes`."""

    frame: Frame
    row: list[float]


class _OfLine(NamedTuple):
    """The numbers of the words of a line that can tell acts, and a row for each."""

    words: list[int]
    rows: list[list[float]]


def scored_words(doc: Doc) -> list[Scored]:
    """The frames of all words that can tell an act, in reading order."""
    return [
        Scored(frame(doc[first + word]), row)
        for first, found in _of_lines(doc)
        for word, row in zip(found.words, found.rows, strict=True)
    ]


def rows_of(frames: Sequence[Frame]) -> NDArray[np.float32]:
    """One row a frame, one column a class; at least one frame."""
    return probabilities([features(found) for found in frames], np.stack([vectors(found).ravel() for found in frames]))


def _scored(line: Doc) -> _OfLine:
    frames = [found for word in line if (found := act_of(word)) is not None]
    return _OfLine([found.word.i for found in frames], rows_of(frames).tolist() if frames else [])


_of_lines = OfLines(_scored)
