"""Vectors of words → names and amounts, in all lines at once.

Reads what the entity recognizer's network says of each word, gives the spans that its transition system would choose.
The one idea: outside a name a decision depends on nothing before it, so it is made for every word at once; what
begins a name is then followed word by word, all names abreast. Scores are added up in the recognizer's own order:
they are its scores to the bit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moves:
    """The recognizer's moves by kind: their numbers, `begin`, `inside`, `last` and `unit` in the order of `labels`."""

    labels: tuple[str, ...]
    begin: Places
    inside: Places
    last: Places
    unit: Places
    out: int

    def label_of(self) -> dict[int, str]:
        """Labels of the moves that open a name."""
        begin, unit = (dict(zip(kind.tolist(), self.labels, strict=True)) for kind in (self.begin, self.unit))
        return begin | unit


@dataclass(frozen=True, slots=True)
class Words:
    """Words of several lines in a row: which are space, and with which a line or a sentence ends."""

    space: Flags
    closes: Flags


@dataclass(frozen=True, slots=True)
class Names:
    """The names that an entity recognizer finds, by its `moves`."""

    recognizer: EntityRecognizer
    moves: Moves

    def set(self, docs: Sequence[Doc]) -> None:
        """Sets what the recognizer sets; sentences must be there, and no names yet."""
        read = [doc for doc in docs if len(doc)]
        if not read:
            return
        found = self._spans(read)
        first, place = 0, 0
        for doc in read:
            spans = []
            while place < len(found) and found[place][0] < first + len(doc):
                start, end, label = found[place]
                spans.append(Span(doc, start - first, end - first, label=label))
                place += 1
            doc.set_ents(spans)
            first += len(doc)

    def _spans(self, docs: Sequence[Doc]) -> list[tuple[int, int, str]]:
        """Names as first word, word after the last, and label; words are counted through all lines."""
        label_of = self.moves.label_of()
        scorer = _Scorer.of(self.recognizer.model, docs)
        words = _words(docs)
        chosen = self._outside(scorer, words)
        opening = np.flatnonzero(np.isin(chosen, self.moves.begin))
        ends = dict(zip(opening.tolist(), self._ends(scorer, words, opening, chosen[opening]).tolist(), strict=True))
        spans, after = [], 0
        for word in np.flatnonzero(chosen != self.moves.out).tolist():
            if word >= after:
                after = ends.get(word, word + 1)
                spans.append((word, after, label_of[int(chosen[word])]))
        return spans

    def _outside(self, scorer: _Scorer, words: Words) -> Places:
        """The move that each word gets where no name is open."""
        scores = scorer.outside()
        allowed = np.zeros(scores.shape, np.bool_)
        allowed[:, self.moves.out] = True
        allowed[:, self.moves.unit] = ~words.space[:, None]
        allowed[:, self.moves.begin] = ~(words.space | words.closes)[:, None]
        chosen: Places = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return chosen

    def _ends(self, scorer: _Scorer, words: Words, starts: Places, moves: Places) -> Places:
        """The word after each name that begins at `starts` with these moves."""
        labels = np.searchsorted(self.moves.begin, moves)
        at = starts + 1
        going = np.arange(len(starts))
        while len(going):
            scores = scorer.inside(at[going], starts[going])
            rows = np.arange(len(going))
            inside, last = self.moves.inside[labels[going]], self.moves.last[labels[going]]
            goes_on = (scores[rows, inside] >= scores[rows, last]) & ~words.closes[at[going]]
            at[going] += 1
            going = going[goes_on]
        return at


@dataclass(frozen=True, slots=True)
class _Scorer:
    """The upper half of the network: features of words, one more in front for none, and what weighs them."""

    features: Floats
    bias: Floats
    upper: Any

    @classmethod
    def of(cls, model: Any, docs: Sequence[Doc]) -> _Scorer:
        vectors, lower, upper = model.layers
        return cls(lower.predict(vectors.predict(docs)), lower.get_param("b"), upper)

    def outside(self) -> Floats:
        """Scores of every word where no name is open."""
        none = self.features[0]
        return self._scores(self.features[1:, 0] + none[1] + none[2])

    def inside(self, words: Places, starts: Places) -> Floats:
        """Scores of words in names that began at `starts`."""
        return self._scores(self.features[words + 1, 0] + self.features[starts + 1, 1] + self.features[words, 2])

    def _scores(self, sums: Floats) -> Floats:
        sums += self.bias
        hidden = np.maximum(sums[:, :, 0], sums[:, :, 1])
        scores: Floats = self.upper.predict(hidden)
        return scores


def names_of(nlp: Language) -> Names | None:
    """The names under a pipeline's recognizer; None where it is of another make."""
    recognizer = nlp.get_pipe("ner")
    if type(recognizer) is not EntityRecognizer or recognizer.cfg["beam_width"] != 1:
        return None
    model = recognizer.model
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"] or model.layers[1].get_dim("nF") != 3:
        return None
    moves = {recognizer.moves.get_class_name(move): move for move in range(recognizer.moves.n_moves)}
    labels = tuple(name[2:] for name in moves if name.startswith("B-"))
    begin, inside, last, unit = (
        np.array([moves[kind + label] for label in labels], np.int64) for kind in ("B-", "I-", "L-", "U-")
    )
    # where two moves score alike the recognizer takes the first: which that is must be as it is written above
    if (np.diff(begin) <= 0).any() or (inside >= last).any():
        return None
    return Names(recognizer, Moves(labels, begin, inside, last, unit, moves["O"]))


def _words(docs: Sequence[Doc]) -> Words:
    values = np.concatenate([doc.to_array([IS_SPACE, SENT_START]) for doc in docs])
    ends = np.zeros(len(values), np.bool_)
    ends[np.cumsum([len(doc) for doc in docs]) - 1] = True
    return Words(values[:, 0] == 1, ends | np.append(values[1:, 1] == 1, False))
