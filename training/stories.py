"""Learns how alike two articles about one happening are: the weights of `StoriesSettings` (matching/story_pairs.py).

    python training/stories.py DIR      # DIR holds items.jsonl.gz of the coreference set (ECB+, CC BY 3.0)

Reads the train split of ECB+, whose happenings all have a twin, the accounts that we wrote (tests/corpus/accounts:
`stories`, `mine`, `border`), which are short and told in words of their own, and the example, whose two largest stories
share their names. Prints the weights of a logistic regression, an eighth
of the log-odds plus one half. No seed is needed: the fit is exact.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from bench.frame import load_items
from bench.reading import article_of
from sklearn.linear_model import LogisticRegression

from rashomon.case import open_case
from rashomon.matching.story_pairs import SETTINGS, all_alike, story_sketch, when_and_id
from rashomon.record import Article

ROOT = Path(__file__).parents[1]
ACCOUNTS = ROOT / "tests" / "corpus" / "accounts"
#: How much each set counts beside the others, whatever its size.
SHARES = {"ecb": 2.0, "stories": 1.0, "mine": 0.3, "border": 0.3, "example": 1.0}
#: Added to the log-odds: few happenings of a case have a twin, all of ECB+ do.
TWINS_ARE_RARE = 1.32

Told = list[tuple[Article, str]]


def main(folder: str) -> None:
    rows, same, shares = [], [], []
    for name, told in _sets(folder):
        found, labels = _pairs(told)
        rows.append(found)
        same.append(labels)
        shares.append(np.full(len(labels), 1000 * SHARES[name] / len(labels)))
    table, weight = np.concatenate(rows), np.concatenate(shares)
    middle, spread = table.mean(axis=0), table.std(axis=0)
    fitted = LogisticRegression(C=1.0, max_iter=5000)
    fitted.fit((table - middle) / spread, np.concatenate(same), sample_weight=weight)
    weights = fitted.coef_[0] / spread
    bias = float(fitted.intercept_[0] - weights @ middle) + TWINS_ARE_RARE
    for feature, value in zip(("whole", "front", "others", "names", "short"), weights, strict=True):
        print(f"{feature}: {value / 8:.3f}")
    print(f"nothing: {0.5 + bias / 8:.3f}")


def _sets(folder: str) -> Iterator[tuple[str, Told]]:
    items = [item for item in load_items(Path(folder)) if item["split"] == "train"]
    yield "ecb", [(article_of(item["text"], None, None), item["subtopic"]) for item in items]
    sys.path.insert(0, str(ROOT / "tests"))
    from invented_stories import written

    with tempfile.TemporaryDirectory() as out:
        names = sorted(path.stem for path in (ACCOUNTS / "stories").glob("*.txt"))
        written(ACCOUNTS / "stories", names, Path(out))
        yield "stories", [told for name in names for told in _told(Path(out) / f"{name}.jsonl", name)]
    for name in ("mine", "border"):
        yield name, list(_told(ACCOUNTS / name / "corpus" / "articles.jsonl", name))
    yield "example", _example()


def _example() -> Told:
    """The articles as the product cleans them, each with its story in the key."""
    from test_example import Example

    key = json.loads((ROOT / "examples" / "key.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as out:
        case = open_case(Path(out) / "example.case")
        case.add([ROOT / "examples" / "corpus"])
        article_of = Example(case, case.record(), key).article_of
    return [(article_of[file], story) for story, files in key["stories"].items() for file in files]


def _told(lines: Path, story: str) -> Iterator[tuple[Article, str]]:
    for line in lines.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield replace(article_of(row["body"], None, row["source"]), title=row["title"]), story


def _pairs(told: Told) -> tuple[np.ndarray, np.ndarray]:
    """Features of the pairs that meet, and whether they tell one story."""
    of = {article.id: story for article, story in told}
    ordered = sorted({article.id: article for article, _ in told}.values(), key=when_and_id)
    every = replace(SETTINGS, least=0.0, nothing=0.0)
    alike = all_alike(ordered, [story_sketch(one) for one in ordered], {}, every)
    text, lead, names, others = (column / 1_000_000 for column in alike[2:6])
    short = 1 / np.sqrt(np.maximum(alike.longest, SETTINGS.fewest))
    rows = np.stack([np.sqrt(text), lead, others, names * others, short], axis=1)
    labels = [of[ordered[i].id] == of[ordered[j].id] for i, j in zip(alike.left, alike.right, strict=True)]
    able = (text + lead) / 2 >= 0.03
    return rows[able], np.array(labels)[able]


if __name__ == "__main__":
    main(sys.argv[1])
