"""Trains the model of who fights and who talks with whom from the marked sentences in `data/relations/`.

`python -m training.relations` parses them and writes `relations.json` beside the tables of `knowledge/`. The same
sentences give the same file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from rashomon.language.english import parse
from rashomon.language.parties.relations import relation_features

DATA = Path(__file__).parent / "data" / "relations"
WEIGHTS = Path(__file__).parent.parent / "src" / "rashomon" / "knowledge" / "tables" / "relations.json"
_LEAST = 0.02


class Marked(NamedTuple):
    """A sentence without its marks; `spans` are the parties with their side: [, { or <."""

    text: str
    label: str
    spans: tuple[tuple[int, int, str], ...]


def sentences(folder: Path = DATA) -> Iterator[Marked]:
    """All marked sentences, file by file."""
    for path in sorted(folder.glob("*.txt")):
        label = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                label = line[3:].strip().lower()
            elif line.strip() and not line.startswith("#"):
                yield _marked(line.strip(), label)


def _marked(line: str, label: str) -> Marked:
    text, opened, spans = "", list[tuple[int, str]](), list[tuple[int, int, str]]()
    for piece in re.split(r"([\[\]{}<>])", line):
        if piece in ("[", "{", "<"):
            opened.append((len(text), piece))
        elif piece in ("]", "}", ">"):
            start, side = opened.pop()
            spans.append((start, len(text), side))
        else:
            text += piece
    return Marked(text, label, tuple(spans))


def main() -> None:
    marked = list(sentences())
    rows, labels, groups = [], [], []
    for number, (one, doc) in enumerate(zip(marked, parse(m.text for m in marked), strict=True)):
        for first, second in combinations(one.spans, 2):
            found = relation_features(doc, first[:2], second[:2])
            if found:
                rows.append(dict.fromkeys(found, 1.0))
                labels.append(one.label if {first[2], second[2]} == {"[", "{"} else "none")
                groups.append(number)
    maker = DictVectorizer()
    x = maker.fit_transform(rows)
    model = LogisticRegression(C=1.0, max_iter=1000, random_state=7)
    told = cross_val_predict(model, x, labels, groups=groups, cv=GroupKFold(5))
    for label in ("fights", "talks"):
        hits = sum(a == b == label for a, b in zip(labels, told, strict=True))
        print(label, "F1 over five folds", round(2 * hits / max(1, labels.count(label) + list(told).count(label)), 3))
    model.fit(x, labels)
    names = maker.get_feature_names_out()
    table = {
        str(label): {"": round(float(bias), 3), **_kept(names, weights)}
        for label, bias, weights in zip(model.classes_, model.intercept_, model.coef_, strict=True)
    }
    WEIGHTS.write_text(json.dumps(table, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(rows)} pairs of {len(marked)} sentences")


def _kept(names: list[str], weights: list[float]) -> dict[str, float]:
    pairs = zip(names, weights, strict=True)
    return {str(name): round(float(weight), 3) for name, weight in pairs if abs(weight) >= _LEAST}


if __name__ == "__main__":
    main()
