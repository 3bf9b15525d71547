"""Trains the type model of reports from the marked sentences in `data/reports/`.

`python -m training.reports_train` reads the sentences, parses them, writes `plover_types.npz` beside the tables
of `knowledge/`. The same sentences give the same file: no randomness but a fixed seed.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from spacy.tokens import Doc, Token

from rashomon.knowledge.plover import NONE, TYPES
from rashomon.language.english import parse
from rashomon.language.frames import Frame, frame
from rashomon.language.predicates.features import VECTOR_SLOTS, features, vectors
from rashomon.language.predicates.pairs import act_between, act_of, head_of
from rashomon.language.predicates.passage import passage_vector, passage_words

DATA = Path(__file__).parent / "data" / "reports"
WEIGHTS = Path(__file__).parent.parent / "src" / "rashomon" / "knowledge" / "tables" / "plover_types.npz"
PASSAGES = WEIGHTS.with_name("plover_passages.npz")
_MARK = re.compile(r"[\[\]{}*]")
_SEED = 7


@dataclass(frozen=True)
class Example:
    """A sentence without its marks, its label, and where the marks stood."""

    text: str
    type: str
    mode: str | None
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    trigger: tuple[int, int] | None


def examples(folder: Path = DATA) -> Iterator[Example]:
    """All marked sentences, file by file in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        label: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("## "):
                label = line[3:].partition("|")[0].split()
            elif line.strip() and not line.startswith("#"):
                yield _example(line.strip(), label[0], label[1] if len(label) > 1 else None)


def _example(line: str, type: str, mode: str | None) -> Example:
    text, opened = "", dict[str, int]()
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "{": [], "*": []}
    for piece in re.split(r"([\[\]{}*])", line):
        if not _MARK.fullmatch(piece):
            text += piece
        elif piece in "[{" or (piece == "*" and "*" not in opened):
            opened[piece] = len(text)
        else:
            kind = {"]": "[", "}": "{", "*": "*"}[piece]
            spans[kind].append((opened.pop(kind), len(text)))
    return Example(text, type, mode, tuple(spans["["]), tuple(spans["{"]), next(iter(spans["*"]), None))


def frames(example: Example, doc: Doc) -> list[Frame]:
    """The frames a typed sentence teaches: its trigger's and that between its parties, as the product meets them.

    For NONE every predicate that could be taken for an act.
    """
    if example.type == NONE and example.trigger is None:
        return [found for word in doc if (found := act_of(word)) is not None]
    found = [_of_trigger(head_of(doc, *example.trigger))] if example.trigger is not None else []
    parties = [*example.actors[:1], *example.recipients[:1]]
    if parties and (len(parties) == 2 or not found):
        heads = [head_of(doc, *span) for span in parties]
        found.append(act_between(heads[0], heads[-1]))
    return list({one.word.i: one for one in found if one is not None}.values())


def _of_trigger(word: Token) -> Frame:
    """The frame that the product makes of a trigger: a noun under a light verb is left to the verb."""
    return act_of(word) or (act_of(word.head) if word.dep_ in ("dobj", "nsubjpass") else None) or frame(word)


def table(found: list[tuple[Frame, str]]) -> tuple[list[list[str]], np.ndarray, np.ndarray]:
    """Feature names, vectors and class numbers of labelled frames."""
    labels = [*TYPES, NONE]
    names = [features(one) for one, _ in found]
    dense = np.stack([vectors(one).ravel() for one, _ in found])
    return names, dense, np.array([labels.index(label) for _, label in found])


def vocabulary(names: list[list[str]], least: int = 2) -> list[str]:
    """Features that stand in at least so many examples."""
    counts: dict[str, int] = {}
    for row in names:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= least)


def matrix(names: list[list[str]], vocabulary: list[str]) -> csr_matrix:
    """One row an example, ones where a feature holds, scaled by the number of features that do."""
    index = {name: i for i, name in enumerate(vocabulary)}
    scales = feature_scales(vocabulary)
    values, columns, starts = [], [], [0]
    for inside in names:
        known = sorted({index[name] for name in inside if name in index})
        values.append(scales[known] / np.sqrt(max(len(known), 1)))
        columns += known
        starts.append(len(columns))
    return csr_matrix((np.concatenate(values), columns, starts), shape=(len(names), len(vocabulary)))


def feature_scales(vocabulary: list[str]) -> np.ndarray:
    """The composed type is trusted more than the rest: a larger feature is shrunk less."""
    return np.array([20.0 if w.startswith("T=") and "|" not in w else 5.0 for w in vocabulary], dtype=np.float32)


def fit(x: np.ndarray | csr_matrix, y: np.ndarray, strength: float) -> LogisticRegression:
    """Multinomial logistic regression, the same on every machine."""
    return LogisticRegression(C=strength, max_iter=400, random_state=_SEED).fit(x, y)


def labelled() -> list[tuple[Frame, str]]:
    """All frames of all examples with their labels."""
    rows = list(examples())
    found: list[tuple[Frame, str]] = []
    missing = 0
    for example, doc in zip(rows, parse(row.text for row in rows), strict=True):
        inside = frames(example, doc)
        if not inside:
            missing += 1
        found += [(one, example.type) for one in inside]
    print(f"{len(rows)} sentences, {missing} of them without a predicate that could tell an act")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print the accuracy of five folds as well")
    arguments = parser.parse_args()
    names, dense, y = table(labelled())
    if arguments.check:
        _cross_validate(names, dense, y)
    words = vocabulary(names)
    sparse_model = fit(matrix(names, words), y, SPARSE_STRENGTH)
    dense_model = fit(dense, y, DENSE_STRENGTH)
    save(words, sparse_model, dense_model)
    train_passages()
    print(f"{len(y)} frames, {len(words)} features, {WEIGHTS.stat().st_size / 1e6:.2f} MB")


SPARSE_STRENGTH, DENSE_STRENGTH, DENSE_WEIGHT = 0.3, 5.0, 0.15


def save(words: list[str], sparse: LogisticRegression, dense: LogisticRegression) -> None:
    """Writes both models' weights as half floats: a row a feature, a column a class."""
    np.savez_compressed(
        WEIGHTS,
        classes=np.array([[*TYPES, NONE][i] for i in sparse.classes_]),
        words=np.array(words),
        sparse=(sparse.coef_.T * feature_scales(words)[:, None]).astype(np.float16),
        sparse_bias=sparse.intercept_.astype(np.float32),
        dense=dense.coef_.T.astype(np.float16),
        dense_bias=dense.intercept_.astype(np.float32),
        dense_weight=np.float32(DENSE_WEIGHT),
        slots=np.array(VECTOR_SLOTS),
    )


def train_passages() -> None:
    """The passage model: what a whole passage mainly tells, learned from `passages/` alone."""
    rows = list(examples(DATA / "passages"))
    parses = list(parse(row.text for row in rows))
    held = [passage_words(doc) for doc in parses]
    maker = TfidfVectorizer(analyzer=list, sublinear_tf=True, min_df=2)
    x, labels = maker.fit_transform(held), [row.type for row in rows]
    sparse = LogisticRegression(C=10, max_iter=500, random_state=_SEED).fit(x, labels)
    flat = np.stack([passage_vector(doc) for doc in parses])
    dense = LogisticRegression(C=20, max_iter=500, random_state=_SEED).fit(flat, labels)
    np.savez_compressed(
        PASSAGES, classes=np.array(sparse.classes_), words=np.array(maker.get_feature_names_out(), dtype=str),
        rarity=maker.idf_.astype(np.float32), sparse=sparse.coef_.T.astype(np.float16),
        sparse_bias=sparse.intercept_.astype(np.float32), dense=dense.coef_.T.astype(np.float16),
        dense_bias=dense.intercept_.astype(np.float32),
    )  # fmt: skip
    print(f"{len(rows)} passages, {PASSAGES.stat().st_size / 1e6:.2f} MB")


def _cross_validate(names: list[list[str]], dense: np.ndarray, y: np.ndarray) -> None:
    total = {"sparse": 0, "dense": 0, "both": 0}
    for train, test in StratifiedKFold(5, shuffle=True, random_state=_SEED).split(dense, y):
        words = vocabulary([names[i] for i in train])
        x = matrix(names, words)
        one = fit(x[train], y[train], SPARSE_STRENGTH).predict_log_proba(x[test])
        two = fit(dense[train], y[train], DENSE_STRENGTH).predict_log_proba(dense[test])
        for key, scores in (("sparse", one), ("dense", two), ("both", one + DENSE_WEIGHT * two)):
            total[key] += int((scores.argmax(1) == y[test]).sum())
    print({key: round(value / len(y), 3) for key, value in total.items()})


if __name__ == "__main__":
    main()
