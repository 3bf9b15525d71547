"""The learned type of an act: features and word vectors → a probability for each PLOVER type and for none.

Reads `tables/plover_types.npz` (written by `training/reports_train.py`). The one idea: two small linear models,
one over named features and one over word vectors, averaged in log space; a table a person can look into.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.knowledge.tables import arrays

_MADE_BY = "training.reports_train"


class Weights(NamedTuple):
    """Rows are features (or vector dimensions), columns are classes."""

    classes: tuple[str, ...]
    places: dict[str, int]
    sparse: NDArray[np.float32]
    sparse_bias: NDArray[np.float32]
    dense: NDArray[np.float32]
    dense_bias: NDArray[np.float32]
    dense_weight: float


@functools.cache
def weights() -> Weights:
    """The weights, loaded once. Raises KnowledgeError where the file is not there."""
    packed = arrays("plover_types", _MADE_BY)
    return Weights(
        tuple(packed["classes"].tolist()), _places(packed),
        packed["sparse"].astype(np.float32), packed["sparse_bias"],
        packed["dense"].astype(np.float32), packed["dense_bias"], float(packed["dense_weight"]),
    )  # fmt: skip


def _places(packed: dict[str, Any]) -> dict[str, int]:
    """Word → its row."""
    return {word: i for i, word in enumerate(packed["words"].tolist())}


def probabilities(names: Sequence[Sequence[str]], dense: NDArray[np.float32]) -> NDArray[np.float32]:
    """One row an act, one column a class of `weights().classes`; rows sum to 1.

    `dense` holds one row an act: its slot vectors end to end.
    """
    table = weights()
    linear = np.stack([_sparse(table, inside) for inside in names]) + table.sparse_bias
    flat = dense @ table.dense + table.dense_bias
    return _softmax(_log_softmax(linear) + table.dense_weight * _log_softmax(flat))


class Passages(NamedTuple):
    """The passage model: a row a word (weighted by its rarity) or vector dimension, a column a class."""

    classes: tuple[str, ...]
    places: dict[str, int]
    rarity: NDArray[np.float32]
    sparse: NDArray[np.float32]
    sparse_bias: NDArray[np.float32]
    dense: NDArray[np.float32]
    dense_bias: NDArray[np.float32]


@functools.cache
def passages() -> Passages:
    """The weights of the passage model, loaded once."""
    packed = arrays("plover_passages", _MADE_BY)
    return Passages(
        tuple(packed["classes"].tolist()), _places(packed), packed["rarity"],
        packed["sparse"].astype(np.float32), packed["sparse_bias"],
        packed["dense"].astype(np.float32), packed["dense_bias"],
    )  # fmt: skip


def passage_scores(words: Sequence[str], dense: NDArray[np.float32]) -> NDArray[np.float32]:
    """Log scores of a passage, a column a class of `weights().classes`; larger is likelier."""
    table = passages()
    counts: dict[int, int] = {}
    for word in words:
        if word in table.places:
            counts[table.places[word]] = counts.get(table.places[word], 0) + 1
    rows = sorted(counts)
    held = np.array([1 + np.log(counts[i]) for i in rows], dtype=np.float32) * table.rarity[rows]
    held = np.asarray(held / (np.linalg.norm(held) + 1e-9), dtype=np.float32)
    linear = _log_softmax(np.asarray(held @ table.sparse[rows] + table.sparse_bias, dtype=np.float32)[None])
    flat = _log_softmax(np.asarray(dense @ table.dense + table.dense_bias, dtype=np.float32)[None])
    order = [table.classes.index(name) for name in weights().classes]
    total: NDArray[np.float32] = (linear + flat)[0][order]
    return total


def _sparse(table: Weights, names: Sequence[str]) -> NDArray[np.float32]:
    known = [table.places[name] for name in names if name in table.places]
    if not known:
        return np.zeros(len(table.classes), dtype=np.float32)
    total: NDArray[np.float32] = table.sparse[known].sum(axis=0) / np.sqrt(len(known))
    return total


def _log_softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = scores - scores.max(axis=1, keepdims=True)
    found: NDArray[np.float32] = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return found


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.exp(_log_softmax(scores))
    return found
