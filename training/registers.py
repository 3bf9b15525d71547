"""Trains the model of registers from the passages in `data/registers/` and `data/reports/passages/`.

`python -m training.registers [--check]` reads passages that tell public affairs and passages that tell other
things (sport, goods, films, private life), parses them and writes `registers.npz` beside the tables of
`knowledge/`. The same passages give the same file. `--check` prints how each subject is told when it was left out.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from rashomon.language.english import parse
from rashomon.language.predicates.passage import passage_vector

DATA = Path(__file__).parent / "data"
WEIGHTS = Path(__file__).parent.parent / "src" / "rashomon" / "knowledge" / "tables" / "registers.npz"
_MARK = re.compile(r"[\[\]{}*]")
_SEED, STRENGTH = 7, 10.0


class Passages(NamedTuple):
    """One row a passage: its vector, whether it tells other things than affairs, and its subject."""

    vectors: np.ndarray
    aside: np.ndarray
    subjects: np.ndarray


def passages() -> Passages:
    """All passages, alone and joined with their neighbours, as articles join them."""
    rows = [
        (text, name == "aside", subject)
        for name in ("aside", "affairs")
        for subject, lines in _subjects(DATA / "registers" / f"{name}.txt").items()
        for text in (*lines, *_joined(lines, 2, 1), *_joined(lines, 4, 2))
    ]
    acts = [line for path in sorted((DATA / "reports" / "passages").glob("*.txt")) for line in _lines(path)]
    rows += [(text, False, "acts") for text in (*acts[::2], *_joined(acts, 4, 4))]
    parsed = parse(text for text, _, _ in rows)
    return Passages(
        np.stack([passage_vector(doc) for doc in parsed]),
        np.array([aside for _, aside, _ in rows]), np.array([subject for _, _, subject in rows]),
    )  # fmt: skip


def _lines(path: Path) -> list[str]:
    return [
        _MARK.sub("", line) for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"
    ]  # fmt: skip


def _subjects(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line and line[0] != "#":
            found[next(reversed(found))].append(line)
    return found


def _joined(lines: list[str], size: int, step: int) -> list[str]:
    return [" ".join(lines[at : at + size]) for at in range(0, len(lines), step)]


def fit(vectors: np.ndarray, aside: np.ndarray) -> LogisticRegression:
    """Both registers weigh the same, however many passages each has."""
    model = LogisticRegression(C=STRENGTH, max_iter=500, class_weight="balanced", random_state=_SEED)
    return model.fit(vectors, aside)


def check(found: Passages) -> None:
    """Prints for each subject the share told rightly by a model that has not seen it."""
    for subject in sorted(set(found.subjects)):
        out = found.subjects == subject
        right = fit(found.vectors[~out], found.aside[~out]).predict(found.vectors[out]) == found.aside[out]
        print(f"{subject:34s} {right.mean():.3f} of {out.sum()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print how subjects left out are told as well")
    arguments = parser.parse_args()
    found = passages()
    if arguments.check:
        check(found)
    model = fit(found.vectors, found.aside)
    np.savez_compressed(
        WEIGHTS, weights=model.coef_[0].astype(np.float32), bias=model.intercept_.astype(np.float32)
    )  # fmt: skip
    print(f"{len(found.aside)} passages, {found.aside.sum()} of them of other things")


if __name__ == "__main__":
    main()
