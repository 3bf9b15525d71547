"""conflict-types: a snippet about a conflict → the PLOVER type it mainly tells."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from bench.reading import docs
from rashomon.language.predicates.acts import main_act

Items = list[dict[str, Any]]


def score(items: Items, folder: Path) -> dict[str, Any]:
    return figures(items, predictions(items))


def predictions(items: Items) -> list[tuple[str | None, str | None]]:
    """Type and mode of the act that each snippet mainly tells."""
    found = []
    for doc in docs(item["text"] for item in items):
        told = main_act(doc)
        found.append((told.type, told.mode) if told is not None else (None, None))
    return found


def figures(items: Items, predicted: list[tuple[str | None, str | None]]) -> dict[str, Any]:
    """Share of the items with an accepted type whose type is accepted; the same for the usual mode."""
    rows = [(item, said) for item, said in zip(items, predicted, strict=True) if item["plover_accept"]]
    right = sum(said[0] in item["plover_accept"] for item, said in rows)
    moded = [(item, said) for item, said in rows if item["mode"] and said[0] == item["plover"]]
    return {
        "plover_accuracy": right / len(rows),
        "mode_accuracy": sum(said[1] == item["mode"] for item, said in moded) / max(len(moded), 1),
    }


def _always_assault(items: Items, folder: Path) -> dict[str, Any]:
    return figures(items, [("ASSAULT", None)] * len(items))


def _words(items: Items, folder: Path) -> dict[str, Any]:
    texts, labels = [item["text"] for item in items], [item["plover"] or "NONE" for item in items]
    found: list[tuple[str | None, str | None]] = [(None, None)] * len(items)
    for train, test in KFold(5, shuffle=True, random_state=7).split(texts):
        made = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2))
        x = made.fit_transform([texts[i] for i in train])
        model = LogisticRegression(C=10, max_iter=500, class_weight="balanced").fit(x, np.array(labels)[train])
        for i, label in zip(test, model.predict(made.transform([texts[i] for i in test])), strict=True):
            found[i] = (str(label), None)
    return figures(items, found)


BASELINES = {"always ASSAULT": _always_assault, "TF-IDF + regression, 5 folds": _words}


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """A sample of wrong items: gold class, what is accepted, ours, the text."""
    wrong = [
        (item, said)
        for item, said in zip(items, predictions(items), strict=True)
        if item["plover_accept"] and said[0] not in item["plover_accept"]
    ]
    for item, said in random.Random(1).sample(wrong, min(count, len(wrong))):
        console.print(f"{item['type']} {item['plover_accept']} → {said}", style="bold", markup=False)
        console.print(f"    {item['text']}", markup=False)
