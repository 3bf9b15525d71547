"""The passages of training/data/statements → weights of the scorer of cues.

`python -m training.statements` parses the passages, proposes candidates as the product does, learns which of
them are marked, and writes src/rashomon/knowledge/tables/attribution_weights.json. Folds go by passage; the
threshold is the highest of those that are best over held-out folds. Seeds are fixed: the same passages and the same
spaCy weights give the same file.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from rashomon.language.attribution.candidates import candidates
from rashomon.language.attribution.features import Features, Reader
from rashomon.language.attribution.spans import Attributed, attribute
from rashomon.language.attribution.tree import tree_of
from rashomon.language.english import parse
from rashomon.language.quotes import find_quotes
from training.statements_data import Attribution, Passage, passages

TARGET = Path(__file__).parent.parent / "src/rashomon/knowledge/tables/attribution_weights.json"
FOLDS = 8
STRENGTH = 0.8
RARE = 3


def main() -> None:
    rows, labels, groups = examples(passages())
    print(f"{len(labels)} candidates, {sum(labels)} of them marked")
    held_out = cross_validate(rows, labels, groups)
    line, best = best_threshold(held_out, labels)
    print(f"held-out F1 {best:.3f} at {line:.2f}")
    vectorizer, model = fit(rows, labels)
    learned = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    kept = {name: round(float(value), 3) for name, value in sorted(learned.items()) if abs(value) >= 0.01}
    TARGET.write_text(json.dumps({"threshold": line, "weights": kept}, indent=0) + "\n", encoding="utf-8")


def examples(read: list[Passage]) -> tuple[list[Features], list[int], list[int]]:
    """Features, labels and passage numbers of all candidates that can be judged."""
    rows: list[Features] = []
    labels: list[int] = []
    groups: list[int] = []
    for number, (passage, doc) in enumerate(zip(read, parse(p.text for p in read), strict=True)):
        tree, quotes = tree_of(doc), find_quotes(passage.text)
        found = attribute(tree, candidates(tree), quotes)
        reader = Reader(tree, found, quotes)
        for made in found:
            label = label_of(made, passage, tree.start[made.candidate.key], tree.end[made.candidate.key])
            if label is not None:
                rows.append(reader.features(made))
                labels.append(label)
                groups.append(number)
    return rows, labels, groups


def label_of(made: Attributed, passage: Passage, start: int, end: int) -> int | None:
    """1 for a marked cue, 0 for an unmarked word, None for one that stands in a mark and cannot be judged."""
    for marked in passage.attributions:
        if any(s <= start and end <= e for s, e in marked.cue):
            return 1 if _agree(made, marked) else None
        if any(s <= start < e for s, e in marked.content):
            return None
    return 0


def _agree(made: Attributed, marked: Attribution) -> bool:
    """Whether the proposed content shares a third of its characters with the marked one, or is a part of it: a cue that
    was found with the first of two quotations is that cue.
    """
    ours = {i for s, e in made.spans for i in range(s, e)}
    theirs = {i for s, e in marked.content for i in range(s, e)}
    shared = len(ours & theirs)
    return shared * 3 >= len(ours | theirs) or shared * 10 >= len(ours) * 8


def fit(rows: list[Features], labels: list[int]) -> tuple[DictVectorizer, LogisticRegression]:
    """A regression over the features that occur at least RARE times."""
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    common = [{name: value for name, value in row.items() if counts[name] >= RARE} for row in rows]
    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform(common)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, fit_intercept=False, solver="lbfgs")
    model.fit(table, labels)
    return vectorizer, model


def cross_validate(rows: list[Features], labels: list[int], groups: list[int]) -> np.ndarray:
    """Each candidate's score by a model that has not seen its passage."""
    scores = np.zeros(len(labels))
    fold = np.array(groups) % FOLDS
    for number in range(FOLDS):
        train = [i for i in range(len(labels)) if fold[i] != number]
        test = [i for i in range(len(labels)) if fold[i] == number]
        vectorizer, model = fit([rows[i] for i in train], [labels[i] for i in train])
        scores[test] = model.predict_proba(vectorizer.transform([rows[i] for i in test]))[:, 1]
    return scores


def best_threshold(scores: np.ndarray, labels: list[int]) -> tuple[float, float]:
    """The best F1, and the highest of the lines (in steps of .02) that come within .005 of it.

    The highest, because the passages hold more attributions a sentence than news does.
    """
    truth = np.array(labels)
    lines = [round(float(line), 2) for line in np.arange(0.2, 0.8, 0.02)]
    reached = [_f1(scores >= line, truth) for line in lines]
    good = [line for line, f1 in zip(lines, reached, strict=True) if f1 >= max(reached) - 0.005]
    return good[-1], max(reached)


def _f1(chosen: np.ndarray, truth: np.ndarray) -> float:
    hits = float((chosen & (truth == 1)).sum())
    return 2 * hits / max(1.0, float(chosen.sum() + truth.sum()))


if __name__ == "__main__":
    main()
