"""Learns how likely two tellings tell one act: weights for src/rashomon/matching/acts/pairs.json.

    python training/act_pairs.py DIR      # DIR holds items.jsonl.gz of the coreference set (ECB+, CC BY 3.0)

Reads the train split only, all pairs of event mentions inside a subtopic; keeps nothing but the weights of a
logistic regression. No seed is needed: the fit is exact.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from bench.frame import load_items
from sklearn.linear_model import LogisticRegression

from rashomon.matching.acts.pairs import Told, evidence, told

OUT = Path("src/rashomon/matching/acts/pairs.json")


def main(folder: str) -> None:
    topics: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for item in load_items(Path(folder)):
        if item["split"] != "train":
            continue
        for mention in item["mentions"]:
            one = told(mention["id"], item["id"], item["text"], mention["start"], mention["end"])
            topics[item["subtopic"]].append((one, mention["chain"]))
    rows, same, names = [], [], []
    for mentions in topics.values():
        for number, (one, chain) in enumerate(mentions):
            for other, other_chain in mentions[:number]:
                values = evidence(one, other)
                names = list(values)
                rows.append([found.value for found in values.values()])
                same.append(chain == other_chain)
    table = np.array(rows, dtype=np.float32)
    spread = table.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=1.0, max_iter=1000).fit(table / spread, np.array(same))
    weights = dict(zip(names, (fitted.coef_[0] / spread).astype(float).round(3).tolist(), strict=True))
    source = "ECB+ train split (CC BY 3.0), pairs of event mentions inside a subtopic"
    found = {"learned_from": source, "bias": round(float(fitted.intercept_[0]), 3), "weights": weights}
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
