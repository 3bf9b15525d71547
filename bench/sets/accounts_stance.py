"""accounts-stance: does an article agree with a headline's claim, deny it, or only relay it?

Metric (the set's README): macro-F1 over agree, disagree and discuss; and, over the items whose gold is agree
or disagree, the mean of those two F1s, where an answer "discuss" is a miss.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.figures import f1
from rashomon.matching.claims.stance import AGREE, DISAGREE, DISCUSS, stance

Items = list[dict[str, Any]]
_LABELS = (AGREE, DISAGREE, DISCUSS)
_FAKE = re.compile(r"\b(?:fake|hoax|false|denie[sd]|deny|debunked|not true|untrue)\b", re.I)
_HEDGE = re.compile(r"\b(?:reportedly|claims?|claimed|allegedly|rumou?rs?|unconfirmed|report|sources?)\b", re.I)


def score(items: Items, folder: Path) -> dict[str, float]:
    """The product's stance of each pair."""
    return _figures(items, [stance(item["headline"], item["body"]).label for item in items])


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """Counts of each gold stance answered as each other, and examples with their reasons."""
    answered = [(item, stance(item["headline"], item["body"])) for item in items]
    wrong = [(item, found) for item, found in answered if found.label != item["stance"]]
    for gold in _LABELS:
        row = {label: sum(i["stance"] == gold and f.label == label for i, f in answered) for label in _LABELS}
        console.print(gold, row)
    for item, found in wrong[:: max(1, len(wrong) // max(1, count))]:
        console.print(f"{item['stance']} → {found.label} | {item['headline']} | {item['body'][:200]!r}", markup=False)
        console.print("   ", [(row.feature, row.score) for row in found.reasons[:4]], markup=False)


def _figures(items: Items, found: Sequence[str]) -> dict[str, float]:
    gold = [item["stance"] for item in items]
    sided = [i for i, label in enumerate(gold) if label != DISCUSS]
    both = ([gold[i] for i in sided], [found[i] for i in sided])
    return {
        "macro_f1": sum(_f1(gold, found, label) for label in _LABELS) / 3,
        "agree_disagree_f1": (_f1(*both, AGREE) + _f1(*both, DISAGREE)) / 2,
    }


def _f1(gold: Sequence[str], found: Sequence[str], label: str) -> float:
    hits = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return f1(hits, sum(g == label for g in gold), sum(f == label for f in found))


def _cue_words(item: dict[str, Any]) -> str:
    if bool(_FAKE.search(item["body"])) != bool(_FAKE.search(item["headline"])):
        return DISAGREE
    return DISCUSS if _HEDGE.search(item["body"]) else AGREE


def _baseline(answer: Callable[[dict[str, Any]], str]) -> Callable[[Items, Path], dict[str, float]]:
    return lambda items, folder: _figures(items, [answer(item) for item in items])


BASELINES = {"always discuss": _baseline(lambda _: DISCUSS), "cue words": _baseline(_cue_words)}
