"""Learns how likely two tellings of one story tell one act: weights for src/rashomon/matching/act_chains.json.

    python training/act_chains.py DIR      # DIR holds items.jsonl.gz of the coreference set (ECB+, CC BY 3.0)

Reads the train split only, all pairs of event mentions inside a subtopic; keeps nothing but the weights of a
logistic regression. Prints CoNLL over the topics of the train split, each scored with weights of the others (five
parts, in the order of the topics' numbers). No seed is needed: the fit is exact.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bench.frame import load_items
from bench.sets.coreference import conll
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from rashomon.matching.act_chains import evidence_among, surroundings
from rashomon.matching.acts import Told, told
from rashomon.matching.clusters import Linkage, clusters
from rashomon.record import Judgement

OUT = Path("src/rashomon/matching/act_chains.json")
SOURCE = "ECB+ train split (CC BY 3.0), pairs of event mentions inside a subtopic"
#: How strongly weights are held small, with features of one spread; chosen over topics left out.
_HELD = 0.05
_PARTS = 5
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


class Part(NamedTuple):
    """The pairs of one subtopic: their features and whether the two are one, by the ids of the two."""

    topic: int
    ids: list[str]
    pairs: list[tuple[str, str]]
    rows: NDArray[np.float32]
    same: NDArray[np.bool_]


def main(folder: str) -> None:
    items = [item for item in load_items(Path(folder)) if item["split"] == "train"]
    gold = {mention["id"]: mention["chain"] for item in items for mention in item["mentions"]}
    names, parts = _parts(items, gold)
    print("CoNLL by threshold, topics left out:", _left_out(parts, gold))
    weights, bias = _fit(parts)
    found = {
        "learned_from": SOURCE,
        "bias": round(bias, 3),
        "weights": dict(zip(names, weights.round(3).tolist(), strict=True)),
    }
    written = json.dumps(found, indent=1) + "\n"
    OUT.write_text(written, encoding="utf-8")
    print(OUT, "sha256", hashlib.sha256(written.encode()).hexdigest())


def _parts(items: list[dict[str, Any]], gold: dict[str, str]) -> tuple[list[str], list[Part]]:
    tellings: dict[tuple[int, str], list[Told]] = defaultdict(list)
    for item in items:
        tellings[int(item["topic"]), item["subtopic"]] += [
            told(mention["id"], item["id"], item["text"], mention["start"], mention["end"])
            for mention in item["mentions"]
        ]
    names: list[str] = []
    parts = []
    for (topic, _), own in sorted(tellings.items(), key=lambda row: row[0]):
        story, pairs, rows = surroundings(own), [], []
        for number, one in enumerate(own):
            for other in own[:number]:
                values = evidence_among(one, other, story)
                names = list(values)
                pairs.append((one.id, other.id))
                rows.append([found.value for found in values.values()])
        same = np.array([gold[one] == gold[other] for one, other in pairs], dtype=np.bool_)
        parts.append(Part(topic, [one.id for one in own], pairs, np.array(rows, dtype=np.float32), same))
    return names, parts


def _fit(parts: list[Part]) -> tuple[NDArray[np.float64], float]:
    table = np.vstack([part.rows for part in parts if len(part.pairs)])
    same = np.concatenate([part.same for part in parts if len(part.pairs)])
    spread = table.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=_HELD, max_iter=1000).fit(table / spread, same)
    return (fitted.coef_[0] / spread).astype(np.float64), float(fitted.intercept_[0])


def _left_out(parts: list[Part], gold: dict[str, str]) -> dict[float, float]:
    topics = sorted({part.topic for part in parts})
    part_of = {topic: number % _PARTS for number, topic in enumerate(topics)}
    found: dict[float, dict[str, str]] = {threshold: {} for threshold in _THRESHOLDS}
    for number in range(_PARTS):
        weights, bias = _fit([part for part in parts if part_of[part.topic] != number])
        for part in (part for part in parts if part_of[part.topic] == number):
            scores = 1 / (1 + np.exp(-(part.rows @ weights + bias))) if part.pairs else np.zeros(0)
            judged = [
                Judgement("event", *pair, "unsure", float(score), (), "machine:left-out", None)
                for pair, score in zip(part.pairs, scores, strict=True)
            ]
            for threshold in _THRESHOLDS:
                for group in clusters(part.ids, judged, Linkage(threshold)):
                    found[threshold] |= dict.fromkeys(group, group[0])
    return {threshold: round(float(conll(gold, chains)["conll_f1"]), 4) for threshold, chains in found.items()}


if __name__ == "__main__":
    main(sys.argv[1])
