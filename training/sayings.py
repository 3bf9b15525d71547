"""Learns how likely two statements are one saying: weights for src/rashomon/matching/findings/saying/said_*.json.

    python training/sayings.py

Reads training/data/sayings. Each speaker is taken three times, once with both tellings of all he says and twice with
some of them left out, since most of what one account has no other has. Two models: of a pair by itself, and with what
its rivals come to by the first. Prints recall and precision by folds over speakers. No seed: the fit is exact.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from rashomon.matching.findings.saying.other_words import evidence, meant, ranked, reweighed, with_rivals
from rashomon.matching.scores import Model

DATA = Path("training/data/sayings")
OUT = Path("src/rashomon/matching/findings/saying")
#: Per cent of what is told twice that a thinned copy has once; copies; folds; likelihoods that are shown.
_THINNED, _COPIES, _FOLDS, _SHOWN = 65, 2, 5, (0.5, 0.6, 0.7, 0.8, 0.9)
_LINE = re.compile(r"(\d+) (?:([^:]*): )?(.*)")


class Line(NamedTuple):
    """What one account has of a speaker; lines of one `number` say one thing."""

    number: str
    account: str
    cue: str
    content: str


class Pairs(NamedTuple):
    """Features of pairs and whether each is one saying."""

    values: list[dict[str, float]]
    same: list[bool]


def speakers() -> list[list[list[Line]]]:
    """Each speaker with the thinned copies."""
    found = []
    for path in sorted(DATA.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("@ ")[1:]:
            head, *rows = block.strip().splitlines()
            lines = _lines(rows)
            found.append([lines, *(list(_thinned(head, lines, copy)) for copy in range(1, _COPIES + 1))])
    return found


def _lines(rows: Sequence[str]) -> list[Line]:
    """Lines with their accounts: the first telling of a thing is the first account's; of single ones every other is."""
    parts = [match.groups() for row in rows if (match := _LINE.fullmatch(row))]
    told = Counter(number for number, _, _ in parts)
    seen: Counter[str] = Counter()
    lines = []
    for place, (number, cue, content) in enumerate(parts):
        seen[number] += 1
        account = seen[number] if told[number] > 1 else 1 + place % 2
        lines.append(Line(number, str(account), cue or "said", content))
    return lines


def _thinned(head: str, lines: Sequence[Line], copy: int) -> Iterator[Line]:
    told = Counter(line.number for line in lines)
    for line in lines:
        drawn = zlib.crc32(f"{head}{line.number}{copy}".encode()) % 100
        if told[line.number] == 1 or drawn >= _THINNED or line.account == str(1 + drawn % 2):
            yield line


def pairs_of(speakers: Sequence[Sequence[Line]], near: Callable[[Mapping[str, float]], float] | None = None) -> Pairs:
    """The pairs of all speakers; with the features of their rivals where `near` tells how near two are."""
    found = Pairs([], [])
    for lines in speakers:
        accounts = [line.account for line in lines]
        told = reweighed([meant(line.content, line.cue) for line in lines], accounts)
        pairs = [(i, j) for i, j in combinations(range(len(lines)), 2) if accounts[i] != accounts[j]]
        values = {pair: evidence(told[pair[0]], told[pair[1]]) for pair in pairs}
        if near is not None:
            scores = {pair: near(found) for pair, found in values.items() if not found["nothing"]}
            values = {pair: with_rivals(values[pair], *rank) for pair, rank in ranked(scores, accounts).items()}
        for (left, right), features in values.items():
            found.values.append(features)
            found.same.append(lines[left].number == lines[right].number)
    return found


def fitted(pairs: Pairs) -> Model:
    names = list(pairs.values[0])
    table = np.array([[row[name] for name in names] for row in pairs.values])
    spread = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=0.1, max_iter=2000).fit(table / spread, np.array(pairs.same))
    weights = (model.coef_[0] / spread).astype(float).round(3).tolist()
    return Model(dict(zip(names, weights, strict=True)), round(float(model.intercept_[0]), 3))


def learned(speakers: Sequence[Sequence[Line]]) -> tuple[Model, Model]:
    """The model of a pair by itself, and that with its rivals."""
    alone = fitted(pairs_of(speakers))
    return alone, fitted(pairs_of(speakers, alone.score_of))


def _measured(every: Sequence[Sequence[Sequence[Line]]]) -> None:
    scores, same = [], []
    for fold in range(_FOLDS):
        alone, both = learned([one for i, copies in enumerate(every) if i % _FOLDS != fold for one in copies])
        left = pairs_of([one for i, copies in enumerate(every) if i % _FOLDS == fold for one in copies], alone.score_of)
        scores += [both.score_of(row) for row in left.values]
        same += left.same
    asked = sum(pairs_of([one for copies in every for one in copies]).same)
    for bar in _SHOWN:
        given = [one for score, one in zip(scores, same, strict=True) if score >= bar]
        print(f"from {bar}: recall {sum(given) / asked:.3f}, precision {sum(given) / max(1, len(given)):.3f}")


def main() -> None:
    every = speakers()
    _measured(every)
    models = learned([one for copies in every for one in copies])
    for name, model in zip(("pairs", "rivals"), models, strict=True):
        found = {"learned_from": str(DATA), "bias": model.bias, "weights": dict(model.weights)}
        (OUT / f"said_{name}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
