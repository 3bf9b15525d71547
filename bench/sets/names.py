"""names: are two spellings one name? Average precision per language, and F1 at one threshold per language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.language.names.likeness import word_scores

Items = list[dict[str, Any]]


def score(items: Items, folder: Path) -> dict[str, Any]:
    """Figures of the product's word scorer; `ap` and `f1` are means over the languages."""
    return _figures(items, word_scores([item["a"] for item in items], [item["b"] for item in items]).tolist())


def average_precision(scores: Sequence[float], same: Sequence[bool]) -> float:
    """Mean of the precision at every true pair, in descending order of score; ties count as the worst order."""
    order = sorted(range(len(scores)), key=lambda i: (-scores[i], same[i]))
    hits, total = 0, 0.0
    for rank, i in enumerate(order, 1):
        if same[i]:
            hits += 1
            total += hits / rank
    return total / hits if hits else 0.0


def best_f1(scores: Sequence[float], same: Sequence[bool]) -> float:
    """F1 of `same` at the best threshold."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    positives, hits, best = sum(same), 0, 0.0
    for rank, i in enumerate(order, 1):
        hits += same[i]
        best = max(best, 2 * hits / (rank + positives))
    return best


def _figures(items: Items, scores: Sequence[float]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for language in sorted({item["language"] for item in items}):
        places = [i for i, item in enumerate(items) if item["language"] == language]
        own, same = [scores[i] for i in places], [bool(items[i]["same"]) for i in places]
        figures[language] = {"ap": average_precision(own, same), "f1": best_f1(own, same)}
    parts = list(figures.values())
    return {"ap": float(np.mean([p["ap"] for p in parts])), "f1": float(np.mean([p["f1"] for p in parts])), **figures}


def _baseline(compare: Callable[[str, str], float]) -> Callable[[Items, Path], dict[str, Any]]:
    def run(items: Items, folder: Path) -> dict[str, Any]:
        return _figures(items, [compare(item["a"], item["b"]) for item in items])

    return run


def _plain(name: str) -> str:
    from anyascii import anyascii

    return str(anyascii(name)).casefold()


def _jaro_winkler(left: str, right: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    return float(JaroWinkler.similarity(_plain(left), _plain(right)))


def _consonants(left: str, right: str) -> float:
    from rapidfuzz.distance import JaroWinkler

    bare = ["".join(c for c in _plain(name) if c not in "aeiouy") for name in (left, right)]
    return float(JaroWinkler.similarity(*bare))


BASELINES = {
    "Jaro-Winkler on anyascii": _baseline(_jaro_winkler),
    "Jaro-Winkler on consonants": _baseline(_consonants),
}
