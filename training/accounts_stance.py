"""Invented headlines and articles → the weights of matching/claims/stance.py. Run: python -m training.accounts_stance

Two models: how a headline stands to what it tells, and how an article stands to a claim. Articles are lengthened with
passages about other matters, since real ones go on after they have told the claim. A weight may only have the sign that
its cue has reason for. Writes src/rashomon/matching/claims/stance.json and prints the accuracy on left-out cases.
"""

from __future__ import annotations

import json
import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from rashomon.matching.claims.stance import AGAINST, FOR, RELAY, body_features, claim_features

DATA = Path(__file__).parent / "data"
TARGET = Path(__file__).parents[1] / "src/rashomon/matching/claims/stance.json"
SIDES = (AGAINST, FOR, RELAY)
#: What each cue in an article may speak for: +1 for, -1 against, 0 either; in the order of SIDES.
_SIGNS = {
    "refuted": (1, -1, 0), "denied": (1, -1, 0), "hearsay": (0, -1, 1), "unnamed": (-1, -1, 1), "unsure": (-1, -1, 1),
    "modal": (-1, -1, 1), "attributed": (0, 0, 0), "confirmed": (0, 1, -1), "press": (-1, -1, 1),
}  # fmt: skip
_TOLD = {"fact": FOR, "refute": AGAINST}
Rows = list[tuple[dict[str, float], str, int]]


def claims() -> Rows:
    """(features, side, case) of all headlines; those of the list are cases of their own."""
    rows: Rows = []
    for number, case in enumerate(_cases("stance_cases")):
        for how, side in (("claims", FOR), ("relays", RELAY), ("denials", AGAINST)):
            rows += [(claim_features(headline), side, number) for headline in case[how]]
    lines = (DATA / "accounts" / "headlines.txt").read_text(encoding="utf-8").splitlines()
    listed = [line.split("|", 1) for line in lines if not line.startswith("#")]
    return rows + [(claim_features(headline), side, 1000 + n) for n, (side, headline) in enumerate(listed)]


def bodies() -> Rows:
    """(features, side, case) of all articles, each at several lengths."""
    chance, passages = random.Random(1), _passages()
    rows: Rows = []
    for number, case in enumerate(_cases("stance_cases")):
        headlines = [case[how][0] for how in ("claims", "relays", "denials")]
        for told, text in case.items():
            if isinstance(text, str):
                side = _side(told, text)
                rows += [(body_features(line, _longer(text, passages, chance)), side, number)
                         for line in headlines for _ in range(3)]  # fmt: skip
    for number, case in enumerate(_cases("stance_bodies")):
        for side in SIDES:
            rows += [(body_features(case["claim"], _longer(text, passages, chance)), side, 100 + number)
                     for text in case[side] for _ in range(7)]  # fmt: skip
    return rows


def _side(told: str, text: str) -> str:
    """What is told as a fact after others is theirs where they are the press."""
    if told == "fact_told_on":
        return RELAY if body_features("", text)["all: press"] else FOR
    return _TOLD.get(told, RELAY)


def _cases(name: str) -> list[dict[str, Any]]:
    text = (DATA / "accounts" / f"{name}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["case"]
    return found


def _passages() -> list[str]:
    """Passages of our own about other matters, without their marks."""
    found = []
    for path in sorted((DATA / "statements").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            kept = " ".join(line for line in block.split("\n") if not line.startswith("@"))
            found.append(re.sub(r"\[\w+\|([^\]]*)\]", r"\1", kept).strip())
    return [text for text in found if text]


def _longer(text: str, passages: Sequence[str], chance: random.Random) -> str:
    count, first = chance.choice((0, 1, 3, 5)), chance.randrange(len(passages))
    return "\n\n".join([text, *(passages[(first + n) % len(passages)] for n in range(count))])


def fit(rows: Rows, strength: float, signed: bool) -> dict[str, dict[str, float]]:
    """Weights by side and feature: logistic regression, all sides alike heavy, larger `strength` for freer weights."""
    names = list(rows[0][0])
    table = np.array([[row[name] for name in names] for row, _, _ in rows])
    sides = np.array([SIDES.index(side) for _, side, _ in rows])
    heavy = (len(rows) / (len(SIDES) * np.bincount(sides, minlength=len(SIDES))))[sides]
    wanted = np.eye(len(SIDES))[sides]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(len(SIDES), len(names))
        totals = table @ weights.T
        shares = np.exp(totals - totals.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        missed = -(heavy * np.log(shares[np.arange(len(rows)), sides] + 1e-12)).sum()
        slope = ((shares - wanted) * heavy[:, None]).T @ table + weights / strength
        return float(missed + 0.5 / strength * (flat**2).sum()), slope.ravel()

    bounds = [_bound(_SIGNS[name.split(": ")[1]][n]) if signed and ": " in name else (None, None)
              for n in range(len(SIDES)) for name in names]  # fmt: skip
    found = minimize(loss, np.zeros(len(SIDES) * len(names)), jac=True, bounds=bounds, method="L-BFGS-B",
                     options={"maxiter": 2000}).x.reshape(len(SIDES), len(names))  # fmt: skip
    return {side: {name: round(float(value), 4) for name, value in zip(names, row, strict=True) if round(value, 4)}
            for side, row in zip(SIDES, found, strict=True)}  # fmt: skip


def _bound(sign: int) -> tuple[float | None, float | None]:
    return (0.0 if sign > 0 else None, 0.0 if sign < 0 else None)


def accuracy(rows: Rows, strength: float, signed: bool) -> float:
    """Share of rows told right by weights learned from other cases; five parts."""
    right = 0
    for part in range(5):
        weights = fit([row for row in rows if row[2] % 5 != part], strength, signed)
        for values, side, _ in (row for row in rows if row[2] % 5 == part):
            totals = {one: sum(w.get(n, 0.0) * v for n, v in values.items()) for one, w in weights.items()}
            right += max(totals, key=lambda one: totals[one]) == side
    return right / len(rows)


def main() -> None:
    """Trains, prints the figures of left-out cases, writes the weights."""
    found = {}
    for part, rows, strength, signed in (("claim", claims(), 1.0, False), ("body", bodies(), 0.02, True)):
        print(f"{part}: {len(rows)} rows; right in left-out cases {accuracy(rows, strength, signed):.3f}")
        found[part] = fit(rows, strength, signed)
    TARGET.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
