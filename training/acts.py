"""Trains how sure it is that a predicate tells an act, from the texts in `data/acts/`.

`python -m training.acts [--check]` reads texts of all registers whose acts are marked, parses them and writes
`plover_confidence.npz` beside the tables of `knowledge/`. The same texts give the same file. `--check` prints what
share of the acts is kept, and what share of what is kept is an act, where a text was left out.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from spacy.tokens import Doc

from rashomon.knowledge.plover import NONE
from rashomon.language.english import parse
from rashomon.language.frames import Frame
from rashomon.language.predicates.acts import SOFT_LINE, classify
from rashomon.language.predicates.clauses import trigger_of
from rashomon.language.predicates.confidence import PRIOR, Verdict, Weighing
from rashomon.language.predicates.pairs import act_of
from rashomon.language.predicates.readings import settled

DATA = Path(__file__).parent / "data" / "acts"
WEIGHTS = Path(__file__).parent.parent / "src" / "rashomon" / "knowledge" / "tables" / "plover_confidence.npz"
STRENGTH = 0.01
_MARK = re.compile(r"\{([A-Z]+)(?: ([a-z]+))?:([^{}]*)\}")


class Marked(NamedTuple):
    """A text without its marks; `acts` are the characters [start, end) that were marked."""

    name: str
    text: str
    acts: tuple[tuple[int, int], ...]


class Rows(NamedTuple):
    """One row a predicate: its measures, whether it is marked, its text, and how sure type and grammar are."""

    names: tuple[str, ...]
    measures: np.ndarray
    told: np.ndarray
    texts: np.ndarray
    prior: np.ndarray


def marked(folder: Path = DATA) -> Iterator[Marked]:
    """All texts, file by file in the order of their names."""
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, _, body = part.partition("\n")
            yield _unmarked(f"{path.stem}/{head}", "\n".join(line for line in body.splitlines() if line))


def _unmarked(name: str, source: str) -> Marked:
    text, acts, at = "", [], 0
    for mark in _MARK.finditer(source):
        text += source[at : mark.start()]
        acts.append((len(text), len(text) + len(mark[3])))
        text, at = text + mark[3], mark.end()
    return Marked(name, text + source[at:], tuple(acts))


def rows() -> Rows:
    """The predicates of all texts that grammar leaves open or takes for acts."""
    texts = list(marked())
    measures, told, names, prior = [], [], [], []
    for one, doc in zip(texts, parse(text.text for text in texts), strict=True):
        around = Weighing(doc)
        for found, said in _said(doc):
            measures.append(around.measures(found, said))
            told.append(_is_marked(found, one))
            names.append(one.name)
            prior.append(around.prior(found, said))
    columns = tuple(sorted(measures[0]))
    table = np.array([[row[column] for column in columns] for row in measures], dtype=np.float32)
    return Rows(columns, table, np.array(told), np.array(names), np.array(prior))


def _said(doc: Doc) -> Iterator[tuple[Frame, Verdict]]:
    for one in classify([found for word in doc if (found := act_of(word)) is not None]):
        type = settled(one.frame)
        if type != NONE:
            yield one.frame, Verdict(one.type, one.probability, one.none, type)


def _is_marked(found: Frame, text: Marked) -> bool:
    words = (found.word, trigger_of(found))
    return any(start <= word.idx < end for start, end in text.acts for word in words)


def fit(found: Rows, chosen: np.ndarray) -> tuple[LogisticRegression, np.ndarray, np.ndarray]:
    """The model of the chosen rows, with the means and scales of its measures."""
    mean, scale = found.measures.mean(axis=0), np.maximum(found.measures.std(axis=0), 1e-3)
    inside = (found.measures[chosen] - mean) / scale
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(inside, found.told[chosen]), mean, scale


def check(found: Rows) -> None:
    """Prints how texts left out are read, file by file."""
    odds = np.zeros(len(found.told))
    for train, test in GroupKFold(5).split(found.measures, found.told, found.texts):
        model, mean, scale = fit(found, train)
        odds[test] = model.decision_function((found.measures[test] - mean) / scale) + PRIOR * found.prior[test]
    for file in sorted({name.partition("/")[0] for name in found.texts}):
        inside = np.array([name.startswith(file + "/") for name in found.texts])
        kept = inside & (odds > SOFT_LINE)
        right = found.told[kept].mean()
        print(f"{file:10s} kept {found.told[kept].sum() / found.told[inside].sum():.3f} of acts, {right:.3f} are acts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="print how texts left out are read as well")
    arguments = parser.parse_args()
    found = rows()
    if arguments.check:
        check(found)
    model, mean, scale = fit(found, np.arange(len(found.told)))
    np.savez_compressed(
        WEIGHTS, names=np.array(found.names), mean=mean.astype(np.float32), scale=scale.astype(np.float32),
        weights=model.coef_[0].astype(np.float32), bias=np.float32(model.intercept_[0]),
    )  # fmt: skip
    print(f"{len(found.told)} predicates, {found.told.sum()} of them marked as acts, {len(found.names)} measures")


if __name__ == "__main__":
    main()
