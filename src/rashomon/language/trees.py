"""A learned ensemble of decision trees, read from a small file and asked with numpy alone.

Reads `tables/NAME.npz` of knowledge: for every node of every tree the column it asks, the value it compares with,
its two children and, in a leaf, what it adds. The answer is the sum as a chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rashomon.knowledge.tables import arrays


@dataclass(frozen=True, slots=True)
class Trees:
    """All trees one after another; `roots` are their first nodes, `depth` the longest way to a leaf. `children`: each
    node's left one, then its right one."""

    roots: Any
    column: Any
    value: Any
    children: Any
    added: Any
    base: float
    depth: int

    def chance(self, matrix: Any) -> Any:
        """One number 0..1 a row of the matrix. A row goes left where its value is not above the node's."""
        node = np.broadcast_to(self.roots, (len(matrix), len(self.roots)))
        cells = np.ravel(matrix)
        row = np.arange(len(matrix))[:, None] * matrix.shape[1]
        for _ in range(self.depth):
            goes_right = ~(cells.take(row + self.column.take(node)) <= self.value.take(node))
            node = self.children.take(2 * node + goes_right)
        score = self.base + self.added.take(node).sum(axis=1)
        return 1.0 / (1.0 + np.exp(-score))


def load_trees(name: str, made_by: str) -> Trees:
    """The trees of `tables/NAME.npz`, which the module `made_by` makes."""
    stored = arrays(name, made_by)
    return Trees(
        stored["roots"].astype(np.int64), stored["column"].astype(np.int64), stored["value"].astype(np.float64),
        np.stack([stored["left"], stored["right"]], axis=1).astype(np.int64).ravel(),
        stored["added"].astype(np.float64), float(stored["base"]), int(stored["depth"]),
    )  # fmt: skip


def pack(model: Any) -> dict[str, Any]:
    """The arrays of a fitted sklearn HistGradientBoostingClassifier of two classes; leaves point at themselves."""
    roots, column, value, left, right, added = [], [], [], [], [], []
    at = deepest = 0
    for (tree,) in model._predictors:
        roots.append(at)
        for number, node in enumerate(tree.nodes):
            leaf = bool(node["is_leaf"])
            column.append(0 if leaf else int(node["feature_idx"]))
            value.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(at + (number if leaf else int(node["left"])))
            right.append(at + (number if leaf else int(node["right"])))
            added.append(float(node["value"]) if leaf else 0.0)
            deepest = max(deepest, int(node["depth"]))
        at += len(tree.nodes)
    return {
        "roots": np.array(roots, dtype=np.int32), "column": np.array(column, dtype=np.int16),
        "value": np.array(value, dtype=np.float32), "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32), "added": np.array(added, dtype=np.float32),
        "base": np.array(float(model._baseline_prediction.ravel()[0])), "depth": np.array(deepest),
    }  # fmt: skip
