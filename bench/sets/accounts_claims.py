"""accounts-claims: does one outlet's claim strengthen or weaken another's?

Metric (the set's README): precision, recall and F1 of the positive class, separately for strengthen and weaken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from rashomon.matching.claims.bearing import bearing

Items = list[dict[str, Any]]
_TFIDF_STRENGTHEN, _TFIDF_WEAKEN = 0.02, 0.05


def score(items: Items, folder: Path) -> dict[str, float]:
    """The product's bearing of claim_b on claim_a."""
    found = [bearing(item["claim_a"], item["claim_b"]) for item in items]
    return _figures(items, [one.strengthens for one in found], [one.weakens for one in found])


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """Pairs whose weakening was missed or wrongly found, with reasons."""
    found = [(item, bearing(item["claim_a"], item["claim_b"])) for item in items]
    wrong = [(item, one) for item, one in found if bool(item["weaken"]) != one.weakens]
    for item, one in wrong[:: max(1, len(wrong) // max(1, count))]:
        console.print(f"weaken {item['weaken']} | {item['claim_a']}\n   → {item['claim_b']}", markup=False)
        console.print("   ", [(row.feature, row.score) for row in one.reasons], markup=False)


def _figures(items: Items, strengthen: Sequence[bool], weaken: Sequence[bool]) -> dict[str, float]:
    return {
        **_prf([bool(item["strengthen"]) for item in items], strengthen, "strengthen"),
        **_prf([bool(item["weaken"]) for item in items], weaken, "weaken"),
    }


def _prf(gold: Sequence[bool], found: Sequence[bool], name: str) -> dict[str, float]:
    hits = sum(g and f for g, f in zip(gold, found, strict=True))
    precision, recall = hits / max(1, sum(found)), hits / max(1, sum(gold))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": f1}


def _all_positive(items: Items, folder: Path) -> dict[str, float]:
    return _figures(items, [True] * len(items), [True] * len(items))


def _tfidf(items: Items, folder: Path) -> dict[str, float]:
    """Cosine of TF-IDF words, fitted on the claims themselves, at one fixed threshold each."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    rows = TfidfVectorizer().fit_transform([item[side] for side in ("claim_a", "claim_b") for item in items])
    half = len(items)
    cosines = [float(rows[i].multiply(rows[half + i]).sum()) for i in range(half)]
    return _figures(items, [c >= _TFIDF_STRENGTHEN for c in cosines], [c >= _TFIDF_WEAKEN for c in cosines])


BASELINES: dict[str, Callable[[Items, Path], dict[str, float]]] = {"all positive": _all_positive, "TF-IDF": _tfidf}
