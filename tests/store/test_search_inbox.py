"""The inbox finds the least certain of millions of judgements without looking at all of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest

from rashomon.store.search_inbox import MACHINE, Doubt, _first_doubts, doubts_in

Row = dict[str, Any]


def _rows(choice: random.Random, count: int, scores: Sequence[float]) -> list[Row]:
    """Judgements on few pairs, so that many are judged again; people's are among them."""
    rows = []
    for _ in range(count):
        left, right = sorted(choice.sample([f"{one:02}" for one in range(24)], 2))
        by = choice.choice(("machine:events-4", "machine:events-4", "machine:other", "person:ada"))
        verdict = choice.choice(("same", "different", "unsure"))
        rows.append({"relation": "event", "left": left, "right": right, "verdict": verdict,
                     "score": choice.choice(scores), "by": by})  # fmt: skip
    return rows


def _by_looking_at_all(rows: list[Row], judged: set[tuple[str, ...]], most: int) -> list[tuple[Doubt, str]]:
    every = [(doubt, row["by"]) for doubt, row in doubts_in(rows, True)]
    return sorted(one for one in every if one[0][1:4] not in judged)[:most]


@pytest.mark.parametrize("scores", [(0.1, 0.5, 0.93, 0.48215), (0.5,), tuple(one / 997 for one in range(998))])
def test_the_least_certain_are_those_of_all(scores: Sequence[float]) -> None:
    schema = pa.schema([*((name, pa.string()) for name in ("relation", "left", "right", "verdict")),
                        ("score", pa.float64()), ("by", pa.string())])  # fmt: skip
    for world in range(40):
        choice = random.Random(world)
        rows = _rows(choice, choice.randrange(0, 400), scores)
        judged = {("event", row["left"], row["right"]) for row in rows if choice.random() < 0.2}
        most = choice.randrange(1, 40)
        found = _first_doubts(pa.Table.from_pylist(rows, schema=schema), True, judged, most)
        assert found == _by_looking_at_all(rows, judged, most)
        assert {doubt.relation for doubt, _ in found} <= set(MACHINE)
