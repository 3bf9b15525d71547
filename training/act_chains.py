"""Learns how likely two tellings of one story tell one act: weights for src/rashomon/matching/acts/chains.json.

    python training/act_chains.py DIR      # DIR holds items.jsonl.gz of the coreference set (ECB+, CC BY 3.0)

Reads the train split only, all pairs of event mentions inside a subtopic; keeps nothing but the weights of three
logistic regressions: for words of one stem, of one family, of neither. Prints CoNLL over the topics of the train
split, each scored with weights of the others (five parts, in the order of the topics' numbers). No seed is needed:
the fit is exact.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bench.frame import load_items
from bench.reading import docs
from bench.sets.coreference import conll
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from rashomon.matching.acts.chains import Filled, evidence_among, kinship, surroundings
from rashomon.matching.acts.pairs import Told, told
from rashomon.matching.acts.parts import Parts, parts_of
from rashomon.matching.clusters import Linkage, clusters
from rashomon.record import Judgement

OUT = Path("src/rashomon/matching/acts/chains.json")
SOURCE = "ECB+ train split (CC BY 3.0), pairs of event mentions inside a subtopic"
#: How strongly weights are held small, with features of one spread; chosen over topics left out.
_HELD = 0.05
#: A feature that varies less than this says nothing.
_STILL = 1e-4
_PARTS = 5
_THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5)


class Part(NamedTuple):
    """The pairs of one subtopic: features, kinship, weight, and whether the two are one."""

    topic: int
    ids: list[str]
    pairs: list[tuple[str, str]]
    rows: NDArray[np.float32]
    kind: NDArray[np.str_]
    weight: NDArray[np.float64]
    same: NDArray[np.bool_]


class Weights(NamedTuple):
    """A row of weights by feature, and the bias."""

    of: NDArray[np.float64]
    bias: float


def main(folder: str) -> None:
    items = [item for item in load_items(Path(folder)) if item["split"] == "train"]
    gold = {mention["id"]: mention["chain"] for item in items for mention in item["mentions"]}
    names, parts = _parts(items, gold)
    print("CoNLL by threshold, topics left out:", _left_out(parts, gold))
    models = {
        kind: {
            "bias": round(found.bias, 3),
            "weights": {name: value for name, value in zip(names, found.of.round(3).tolist(), strict=True) if value},
        }
        for kind, found in _fit(parts).items()
    }
    written = json.dumps({"learned_from": SOURCE, "models": models}, indent=1) + "\n"
    OUT.write_text(written, encoding="utf-8")
    print(OUT, "sha256", hashlib.sha256(written.encode()).hexdigest())


def _parts(items: list[dict[str, Any]], gold: dict[str, str]) -> tuple[list[str], list[Part]]:
    tellings: dict[tuple[int, str], list[Told]] = defaultdict(list)
    filled: dict[str, Parts] = {}
    for item, doc in zip(items, docs(item["text"] for item in items), strict=True):
        for mention in item["mentions"]:
            one = told(mention["id"], item["id"], item["text"], mention["start"], mention["end"])
            tellings[int(item["topic"]), item["subtopic"]].append(one)
            filled[one.id] = parts_of(doc, mention["start"], mention["end"])
    names: list[str] = []
    parts = []
    for (topic, _), own in sorted(tellings.items(), key=lambda row: row[0]):
        names, part = _part(topic, own, filled, gold)
        parts.append(part)
    return names, parts


def _part(topic: int, own: list[Told], filled: dict[str, Parts], gold: dict[str, str]) -> tuple[list[str], Part]:
    around = surroundings(own)
    ready = [Filled(one, filled[one.id], around[one.id]) for one in own]
    pairs = [(one, other) for number, one in enumerate(ready) for other in ready[:number]]
    found = [evidence_among(one, other) for one, other in pairs]
    kind = np.array([kinship(one.told, other.told) for one, other in pairs], dtype=np.str_)
    crowd = Counter(side.told.id for pair, of in zip(pairs, kind, strict=True) if of != "neither" for side in pair)
    return list(found[0]) if found else [], Part(
        topic,
        [one.id for one in own],
        [(one.told.id, other.told.id) for one, other in pairs],
        np.array([[value.value for value in values.values()] for values in found], dtype=np.float32),
        kind,
        np.array([((1 + crowd[one.told.id]) * (1 + crowd[other.told.id])) ** -0.5 for one, other in pairs]),
        np.array([gold[one.told.id] == gold[other.told.id] for one, other in pairs], dtype=np.bool_),
    )


def _fit(parts: list[Part]) -> dict[str, Weights]:
    """By kinship a regression. The tellings that share a word weigh as one each: a crowd has pairs by the square."""
    told = [part for part in parts if part.pairs]
    rows, kinds = np.vstack([part.rows for part in told]), np.concatenate([part.kind for part in told])
    weight, same = np.concatenate([part.weight for part in told]), np.concatenate([part.same for part in told])
    found = {}
    for kind in sorted(set(kinds.tolist())):
        own = kinds == kind
        found[kind] = _fitted(rows[own], weight[own], same[own])
    return found


def _fitted(rows: NDArray[np.float32], weight: NDArray[np.float64], same: NDArray[np.bool_]) -> Weights:
    spread = rows.std(axis=0)
    varied = spread > _STILL
    fitted = LogisticRegression(C=_HELD, max_iter=1000).fit(
        rows[:, varied] / spread[varied], same, sample_weight=weight / weight.mean()
    )
    found = np.zeros(rows.shape[1])
    found[varied] = fitted.coef_[0] / spread[varied]
    return Weights(found, float(fitted.intercept_[0]))


def _left_out(parts: list[Part], gold: dict[str, str]) -> dict[float, float]:
    topics = sorted({part.topic for part in parts})
    part_of = {topic: number % _PARTS for number, topic in enumerate(topics)}
    found: dict[float, dict[str, str]] = {threshold: {} for threshold in _THRESHOLDS}
    for number in range(_PARTS):
        models = _fit([part for part in parts if part_of[part.topic] != number])
        for part in (part for part in parts if part_of[part.topic] == number):
            judged = _judged(part, models)
            for threshold in _THRESHOLDS:
                for group in clusters(part.ids, judged, Linkage(threshold)):
                    found[threshold] |= dict.fromkeys(group, group[0])
    return {threshold: round(float(conll(gold, chains)["conll_f1"]), 4) for threshold, chains in found.items()}


def _judged(part: Part, models: dict[str, Weights]) -> list[Judgement]:
    by_kind = {kind: (part.rows @ found.of + found.bias) for kind, found in models.items()} if part.pairs else {}
    return [
        Judgement("event", *pair, "unsure", float(1 / (1 + np.exp(-by_kind[kind][i]))), (), "machine:left-out", None)
        for i, (pair, kind) in enumerate(zip(part.pairs, part.kind.tolist(), strict=True))
    ]


if __name__ == "__main__":
    main(sys.argv[1])
