"""Coreference of events across documents: MUC, B-cubed, CEAF-e and their mean, gold mentions given.

Metric (the set's README): chains are predicted across the documents of one subtopic; scores count all
mentions of a split, singletons kept. The dev split is the main figure; where a set holds the train split
too, from which the weights come, it stands under its own name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from bench.reading import docs
from rashomon.matching.acts.chains import chains
from rashomon.matching.acts.pairs import Told, told
from rashomon.matching.acts.parts import parts_of

Items = list[dict[str, Any]]
Clustering = dict[str, str]


def score(items: Items, folder: Path) -> dict[str, Any]:
    """The product's pair model and clusters over the gold mentions."""
    return _by_split(items, _found)


def _by_split(items: Items, find: Callable[[Items], Clustering]) -> dict[str, Any]:
    splits = sorted({item.get("split") or "all" for item in items})
    figures = {
        split: _figures([item for item in items if (item.get("split") or "all") == split], find) for split in splits
    }
    main = next(split for split in ("dev", "test", *splits) if split in figures)
    return {**figures[main], **{split: value for split, value in figures.items() if split != main}}


def _figures(items: Items, find: Callable[[Items], Clustering]) -> dict[str, float]:
    gold = {mention["id"]: mention["chain"] for item in items for mention in item["mentions"]}
    found: Clustering = {}
    for part in _subtopics(items):
        found.update(find(part))
    return conll(gold, found)


def _subtopics(items: Items) -> list[Items]:
    parts: dict[str, Items] = defaultdict(list)
    for item in items:
        parts[str(item["subtopic"])].append(item)
    return [parts[name] for name in sorted(parts)]


def _found(items: Items) -> Clustering:
    parts = {
        mention["id"]: parts_of(doc, mention["start"], mention["end"])
        for item, doc in zip(items, docs(item["text"] for item in items), strict=True)
        for mention in item["mentions"]
    }
    return chains([one for item in items for one in _told(item)], parts)


def _told(item: dict[str, Any]) -> list[Told]:
    return [
        told(mention["id"], item["id"], item["text"], mention["start"], mention["end"]) for mention in item["mentions"]
    ]


def conll(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """F1 of MUC, B-cubed and CEAF-e, and their mean, over the mentions of `gold`."""
    keys, answers = _sets(gold, gold), _sets(found, gold)
    muc, b3, ceafe = _muc(keys, answers), _b_cubed(keys, answers), _ceaf_e(keys, answers)
    return {"muc_f1": muc, "b3_f1": b3, "ceafe_f1": ceafe, "conll_f1": (muc + b3 + ceafe) / 3}


def _sets(names: Mapping[str, str], mentions: Iterable[str]) -> list[frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        groups[names[mention]].add(mention)
    return [frozenset(group) for group in groups.values()]


def _muc(keys: list[frozenset[str]], answers: list[frozenset[str]]) -> float:
    """Links kept: of each chain's n - 1 links, those that the other side's partition leaves (Vilain 1995)."""

    def recall(of: list[frozenset[str]], by: list[frozenset[str]]) -> float:
        place = {mention: number for number, group in enumerate(by) for mention in group}
        kept = sum(len(chain) - len({place[mention] for mention in chain}) for chain in of)
        links = sum(len(chain) - 1 for chain in of)
        return kept / links if links else 0.0

    return _f1(recall(answers, keys), recall(keys, answers))


def _b_cubed(keys: list[frozenset[str]], answers: list[frozenset[str]]) -> float:
    key_of = {mention: chain for chain in keys for mention in chain}
    answer_of = {mention: chain for chain in answers for mention in chain}
    shared = [(len(key_of[m] & answer_of[m]), len(key_of[m]), len(answer_of[m])) for m in key_of]
    count = max(1, len(shared))
    precision = sum(both / answer for both, _, answer in shared) / count
    recall = sum(both / key for both, key, _ in shared) / count
    return _f1(precision, recall)


def _ceaf_e(keys: list[frozenset[str]], answers: list[frozenset[str]]) -> float:
    """The best one-to-one pairing of chains by their Dice overlap (Luo 2005, phi 4)."""
    from scipy.optimize import linear_sum_assignment

    overlap = np.zeros((len(keys), len(answers)))
    place = {mention: number for number, group in enumerate(answers) for mention in group}
    for row, chain in enumerate(keys):
        for column, both in Counter(place[mention] for mention in chain).items():
            overlap[row, column] = 2 * both / (len(chain) + len(answers[column]))
    best = overlap[linear_sum_assignment(-overlap)].sum()
    return _f1(best / max(1, len(answers)), best / max(1, len(keys)))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _same_first_word(items: Items, folder: Path) -> dict[str, Any]:
    def find(part: Items) -> Clustering:
        return {
            mention["id"]: mention["text"].lower().split()[0].rstrip("s")[:5] + (str(item["subtopic"]))
            for item in part
            for mention in item["mentions"]
        }

    return _by_split(items, find)


def _alone(items: Items, folder: Path) -> dict[str, Any]:
    return _by_split(items, lambda part: {m["id"]: m["id"] for item in part for m in item["mentions"]})


BASELINES: dict[str, Callable[[Items, Path], dict[str, Any]]] = {
    "same first five letters": _same_first_word,
    "all alone": _alone,
}
