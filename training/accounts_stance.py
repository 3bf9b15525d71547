"""Invented headlines and articles → the weights of matching/accounts_stance.py. Run: python -m training.accounts_stance

Pairs every headline of a case with every article of it; labels follow from how either is worded. Writes
src/rashomon/matching/accounts_stance.json and prints the accuracy on cases left out (five folds by case).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from rashomon.matching.accounts_stance import AGREE, DISAGREE, DISCUSS, features

DATA = Path(__file__).parent / "data" / "accounts" / "stance_cases.toml"
TARGET = Path(__file__).parents[1] / "src" / "rashomon" / "matching" / "accounts_stance.json"
_LABEL = {
    ("fact", "claims"): AGREE, ("fact", "relays"): AGREE, ("fact", "denials"): DISAGREE,
    ("refute", "claims"): DISAGREE, ("refute", "relays"): DISAGREE, ("refute", "denials"): AGREE,
}  # fmt: skip


def pairs() -> Iterator[tuple[str, str, str, int]]:
    """(headline, article, stance, number of the case)."""
    for number, case in enumerate(tomllib.loads(DATA.read_text(encoding="utf-8"))["case"]):
        for how in ("claims", "relays", "denials"):
            for headline in case[how]:
                for told in ("fact", "fact_told_on", "relay", "relay_plain", "relay_denied", "refute"):
                    if told in case:
                        label = _LABEL.get((told.removesuffix("_told_on"), how), DISCUSS)
                        yield headline, case[told], label, number


def main() -> None:
    """Trains, prints the figures of left-out cases, writes the weights."""
    rows = list(pairs())
    values = [features(headline, article) for headline, article, _, _ in rows]
    names = list(values[0])
    table = np.array([[row[name] for name in names] for row in values])
    labels = np.array([label for _, _, label, _ in rows])
    model = LogisticRegression(C=1.0, max_iter=2000, fit_intercept=False)
    folds = GroupKFold(5).split(table, labels, [number for *_, number in rows])
    guessed = cross_val_predict(model, table, labels, cv=list(folds))
    print(f"{len(rows)} pairs; macro-F1 of left-out cases {f1_score(labels, guessed, average='macro'):.3f}")
    model.fit(table, labels)
    weights: dict[str, Any] = {
        str(label): {name: round(float(value), 4) for name, value in zip(names, row, strict=True)}
        for label, row in zip(model.classes_, model.coef_, strict=True)
    }
    TARGET.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
