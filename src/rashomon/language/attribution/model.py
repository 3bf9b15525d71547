"""How likely a candidate attributes: a logistic regression over named features.

Reads knowledge/tables/attribution_weights.json ({"threshold": …, "weights": {feature: weight}}), which
`python -m training.statements` writes from the passages in training/data/statements. `why` gives the features
that decided.
"""

from __future__ import annotations

import functools
import json
import math
from dataclasses import dataclass
from importlib import resources

from rashomon.language.attribution.features import Features, Reader
from rashomon.language.attribution.spans import Attributed
from rashomon.language.attribution.tree import Tree
from rashomon.language.quotes import Quote


@dataclass(frozen=True, slots=True)
class Weights:
    threshold: float
    weights: dict[str, float]


@functools.cache
def weights() -> Weights:
    """The learned weights, read once a process."""
    path = resources.files("rashomon.knowledge") / "tables" / "attribution_weights.json"
    read = json.loads(path.read_text(encoding="utf-8"))
    return Weights(float(read["threshold"]), {str(k): float(v) for k, v in read["weights"].items()})


def threshold() -> float:
    """From this score on, a candidate is a statement."""
    return weights().threshold


def score(tree: Tree, found: list[Attributed], quotes: list[Quote]) -> None:
    """Fills `score` of each candidate, 0..1; what is certain by its place scores 1."""
    reader = Reader(tree, found, quotes)
    for made in found:
        made.score = 1.0 if made.candidate.certain else probability(reader.features(made))


def probability(features: Features) -> float:
    """The logistic of the weighted sum; features without a weight count nothing."""
    learned = weights().weights
    total = sum(learned.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def why(features: Features, count: int = 8) -> list[tuple[str, float]]:
    """The features that moved the score most, strongest first."""
    learned = weights().weights
    moved = [(name, learned[name] * value) for name, value in features.items() if name in learned]
    return sorted(moved, key=lambda row: (-abs(row[1]), row[0]))[:count]
