"""Features with weights → a score with reasons → a judgement.

Reads the values of named features of one pair; gives a probability that the two are one, and what each
feature added to it. The one idea: a model is a readable list of weights (logistic regression over values
that a person can check), so that "why?" has an answer: weight × value, feature by feature.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.record import Judgement, Reason


class Evidence(NamedTuple):
    """One feature's value, 0..1 mostly, and what it was read from on either side (for people to see)."""

    value: float
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """Logistic regression: `bias` + Σ weight × value, squeezed into 0..1. Unknown features count nothing."""

    weights: Mapping[str, float]
    bias: float

    def score(self, values: Mapping[str, Evidence]) -> float:
        """Probability that the two are one, 0..1."""
        return self.score_of({name: found.value for name, found in values.items()})

    def score_of(self, values: Mapping[str, float]) -> float:
        """The same of bare values."""
        return self.squeezed(self.weighed(values))

    def weighed(self, values: Mapping[str, float]) -> list[float]:
        """Each value times its weight, in order."""
        weights = self.weights
        return [weights.get(name, 0.0) * value for name, value in values.items()]

    def squeezed(self, weighed: Sequence[float]) -> float:
        """The probability that values, already times their weights, come to."""
        total = self.bias + sum(weighed)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def reasons(self, values: Mapping[str, Evidence]) -> tuple[Reason, ...]:
        """What every feature added in log-odds, the weightiest first; what added nothing is left out."""
        rows = [
            _reason(name, round(self.weights.get(name, 0.0) * found.value, 4), found.left, found.right)
            for name, found in values.items()
        ]
        return tuple(sorted((row for row in rows if row.score), key=lambda row: (-abs(row.score), row.feature)))


#: Millions of judgements give few reasons, so one object does for all that are alike.
_reason = functools.lru_cache(maxsize=50_000)(Reason)


def model_from(text: str) -> Model:
    """A model out of JSON: {"bias": …, "weights": {feature: weight}}."""
    read = json.loads(text)
    return Model(dict(read["weights"]), float(read["bias"]))


def judge(
    relation: str,
    left: str,
    right: str,
    score: float,
    reasons: tuple[Reason, ...],
    by: str,
    unsure: float = 0.1,
) -> Judgement:
    """The machine's judgement; within `unsure` of one half it says so. Sides stand in order of ids."""
    verdict = "unsure" if abs(score - 0.5) < unsure else "same" if score > 0.5 else "different"
    if right < left:
        left, right = right, left
        reasons = tuple(Reason(row.feature, row.score, row.right, row.left) for row in reasons)
    return Judgement(relation, left, right, verdict, round(score, 6), reasons, by, None)
