"""event-types: a sentence and a marked pair of actors → the PLOVER type of what one does to the other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from bench.reading import docs
from rashomon.knowledge.plover import quad_of
from rashomon.language.predicates.acts import type_between
from rashomon.record import Span

Items = list[dict[str, Any]]


def score(items: Items, folder: Path) -> dict[str, Any]:
    return figures(items, predictions(items))


def predictions(items: Items) -> list[str]:
    """The product's type for each item."""
    parses = docs(item["text"] for item in items)
    return [
        type_between(doc, _span(item["source"]), _span(item["target"])) for item, doc in zip(items, parses, strict=True)
    ]


def _span(party: dict[str, Any]) -> Span | None:
    return Span(*party["spans"][0]) if party["spans"] else None


def figures(items: Items, predicted: Iterable[str]) -> dict[str, Any]:
    """Accuracy and macro-F1 with CONCEDE read as RETREAT; macro-F1 of the quads."""
    said = [_merged(type) for type in predicted]
    gold = [_merged(item["type"]) for item in items]
    right = sum(a == b for a, b in zip(gold, said, strict=True)) / len(items)
    quads = [_quad(type) for type in said]
    gold_quads = [item["quad"] for item in items]
    return {
        "accuracy": right,
        "macro_f1": float(f1_score(gold, said, average="macro", labels=sorted(set(gold)), zero_division=0)),
        "quad_macro_f1": float(f1_score(gold_quads, quads, average="macro", labels=[1, 2, 3, 4])),
    }


def _merged(type: str) -> str:
    return "RETREAT" if type == "CONCEDE" else type


def _quad(type: str) -> int:
    return 2 if type == "RETREAT" else quad_of(type)


def _most_frequent(items: Items, folder: Path) -> dict[str, Any]:
    types = [item["type"] for item in items]
    return figures(items, [max(sorted(set(types)), key=types.count)] * len(items))


def _words(items: Items, folder: Path) -> dict[str, Any]:
    texts = [item["text"] for item in items]
    return figures(items, folds(items, lambda: TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)), texts))


def folds(items: Items, vectorizer: Callable[[], Any], texts: list[str]) -> list[str]:
    """Five folds inside the set, a sentence never on both sides."""
    labels = np.array([item["type"] for item in items])
    found = np.empty(len(items), dtype=object)
    for train, test in GroupKFold(5).split(texts, labels, groups=texts):
        made = vectorizer()
        x = made.fit_transform([texts[i] for i in train])
        model = LogisticRegression(C=10, max_iter=500, class_weight="balanced").fit(x, labels[train])
        found[test] = model.predict(made.transform([texts[i] for i in test]))
    return [str(label) for label in found]


BASELINES = {"most frequent type": _most_frequent, "TF-IDF + regression, 5 folds": _words}


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """A sample of wrong items: gold, ours, the pair, the text."""
    wrong = [
        (item, said)
        for item, said in zip(items, predictions(items), strict=True)
        if _merged(item["type"]) != _merged(said)
    ]
    for item, said in random.Random(1).sample(wrong, min(count, len(wrong))):
        console.print(f"{item['type']} → {said}: {item['source']['text']} | {item['target']['text']}", style="bold")
        console.print(f"    {item['text']}")
