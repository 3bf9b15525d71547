"""Trees asked for many rows at once answer as trees followed node by node do."""

from __future__ import annotations

import math
import random

import numpy as np

from rashomon.language.trees import Trees

#: A tree's node: the column that it asks, its value, its children by number; or what a leaf adds.
Node = tuple[int, float, int, int] | float

FIRST: list[Node] = [(0, 1.0, 1, 2), 0.25, (1, -0.5, 3, 4), -1.5, 2.0]
SECOND: list[Node] = [(1, 0.0, 1, 2), 0.5, -0.75]


def _trees() -> Trees:
    nodes: list[tuple[int, float, int, int, float]] = []
    roots = []
    for tree in (FIRST, SECOND):
        at = len(nodes)
        roots.append(at)
        for number, node in enumerate(tree):
            if isinstance(node, float):
                nodes.append((0, 0.0, at + number, at + number, node))
            else:
                column, value, left, right = node
                nodes.append((column, value, at + left, at + right, 0.0))
    columns, values, lefts, rights, added = map(np.array, zip(*nodes, strict=True))
    children = np.stack([lefts, rights], axis=1).ravel()
    return Trees(np.array(roots), columns, values, children, added, base=0.1, depth=2)


def _followed(tree: list[Node], row: list[float]) -> float:
    node = tree[0]
    while not isinstance(node, float):
        column, value, left, right = node
        node = tree[left if row[column] <= value else right]
    return node


def test_many_rows_are_answered_as_each_by_itself() -> None:
    chance = random.Random(3)
    rows = [[chance.uniform(-2, 2), chance.uniform(-2, 2)] for _ in range(60)]
    rows += [[1.0, 0.0], [1.0, -0.5], [2.0, -0.5], [math.nan, math.nan]]  # on the border, and unknown
    found = _trees().chance(np.array(rows))
    sums = [0.1 + _followed(FIRST, row) + _followed(SECOND, row) for row in rows]
    assert np.allclose(found, [1 / (1 + math.exp(-one)) for one in sums])
    assert len(set(np.round(found, 6))) == 5


def test_no_row_no_answer() -> None:
    assert len(_trees().chance(np.zeros((0, 2)))) == 0
