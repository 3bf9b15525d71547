"""rows of features → the probability that each piece is the article's: two logistic readings.

Reads weights from knowledge/tables (JSON: column name → weight). The one idea: the second reading sees what the
first thought of the neighbours, so that a subhead among paragraphs stays and a sentence among teasers goes.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from importlib import resources
from typing import Any, NamedTuple

import numpy as np

from rashomon.language.blocks import Piece
from rashomon.language.features import Matrix, measure, surrounded, thoughts


class Layer(NamedTuple):
    """Weights in the order of `names`."""

    names: tuple[str, ...]
    weights: Any
    bias: float

    def probabilities(self, rows: Any) -> Any:
        """One number 0..1 a row."""
        return 1 / (1 + np.exp(-np.clip(rows @ self.weights + self.bias, -30, 30)))


@functools.cache
def layer(name: str, part: str) -> Layer:
    """One reading of the weights in `tables/NAME.json`; zeros are left out of the file."""
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


def body_probabilities(text: str, pieces: Sequence[Piece], title: str | None) -> tuple[Any, Matrix]:
    """How likely each piece is the article's own text, by the two readings; and what was measured."""
    matrix = measure(text, pieces, title)
    first = layer("clean_text_weights", "first").probabilities(surrounded(matrix))
    rows = np.concatenate([matrix.own, matrix.placed, thoughts(first, matrix.sizes)], axis=1)
    return layer("clean_text_weights", "second").probabilities(rows), matrix
