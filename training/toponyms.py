"""Learns which words name places: trees over the measures of language/names/toponyms.py.

Reads a set of texts with marked place names (the bench's `places` set, or any in its form) and our own texts in
training/data/toponyms.txt (world news, names that are people); writes knowledge/tables/toponyms_trees.npz and prints
the F1 on documents it has not seen. Only the trees are kept, no text.
Run: python training/toponyms.py --data ../shared/benchmarks/places --save
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from bench.frame import load_items
from bench.reading import docs
from sklearn.ensemble import HistGradientBoostingClassifier

from rashomon.knowledge.gazetteer import gazetteer
from rashomon.language.names.toponyms import Spot, chosen, measured
from rashomon.language.trees import pack

OUT = Path("src/rashomon/knowledge/tables/toponyms_trees.npz")
FOLDS = 5
OWN = Path("training/data/toponyms.txt")
#: Our own texts are few and stand for the world's news: each counts so many times.
OWN_WEIGHT = 4.0

Text = tuple[str, list[Spot], Any, Any, set[tuple[int, int]]]


def written() -> list[dict[str, Any]]:
    """Our own texts, in the form of the set."""
    lines = [line for line in OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    items = []
    for marked in "\n".join(lines).split("\n\n"):
        text, toponyms = "", []
        for number, piece in enumerate(re.split(r"\[\[|\]\]", marked.strip())):
            if number % 2:
                toponyms.append({"start": len(text), "end": len(text) + len(piece)})
            text += piece
        items.append({"corpus": "own", "text": text, "toponyms": toponyms})
    return items


def read(items: list[dict[str, Any]]) -> list[Text]:
    """(corpus, spots, features, rightness, gold spans) of every text."""
    places = gazetteer()
    texts = []
    for item, doc in zip(items, docs(item["text"] for item in items), strict=True):
        spots, matrix = measured(doc, item["text"], places)
        gold = {(t["start"], t["end"]) for t in item["toponyms"]}
        right = np.array([(s.start, s.end) in gold for s in spots], dtype=int)
        texts.append((item["corpus"], spots, matrix, right, gold))
    return texts


def fit(texts: list[Text]) -> HistGradientBoostingClassifier:
    model = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.1, max_leaf_nodes=16, min_samples_leaf=20, l2_regularization=1.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    weight = np.concatenate([np.full(len(t[1]), OWN_WEIGHT if t[0] == "own" else 1.0) for t in texts])
    model.fit(np.vstack([t[2] for t in texts]), np.concatenate([t[3] for t in texts]), sample_weight=weight)
    return model


def f1(texts: list[Text], chances: list[Any], floor: float) -> dict[str, float]:
    """Exact F1 by corpus."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (corpus, spots, _, _, gold), chance in zip(texts, chances, strict=True):
        made = {(s.start, s.end) for s, _ in chosen(spots, chance, floor)} if spots else set()
        for number, value in enumerate((len(made & gold), len(made), len(gold))):
            counts[corpus][number] += value
    return {c: round(2 * hit / (made + gold), 4) for c, (hit, made, gold) in sorted(counts.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--save", action="store_true", help="write the trees learned from all texts")
    args = parser.parse_args()
    texts = [*read(load_items(args.data)), *read(written())]
    reach: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for corpus, _, _, right, gold in texts:
        reach[corpus][0] += int(right.sum())
        reach[corpus][1] += len(gold)
    print("gold spans among the candidates:", {c: round(a / b, 4) for c, (a, b) in reach.items()})
    chances: list[Any] = [None] * len(texts)
    for fold in range(FOLDS):
        model = fit([t for i, t in enumerate(texts) if i % FOLDS != fold])
        for i, text in enumerate(texts):
            if i % FOLDS == fold:
                chances[i] = model.predict_proba(text[2])[:, 1] if text[1] else np.zeros(0)
    for floor in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
        print("held out, floor", floor, f1(texts, chances, floor))
    if args.save:
        np.savez_compressed(OUT, **pack(fit(texts)))


if __name__ == "__main__":
    main()
