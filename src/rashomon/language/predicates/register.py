"""A text → how far it tells other things than public affairs: sport, goods, films, private life, markets.

The one idea: "Wales beat Hungary" is an assault by its words alone; what a text speaks of as a whole (the mean of
its words' vectors) says how likely its acts are acts at all. Weights: `tables/registers.npz`, written by
`training/registers.py`.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from rashomon.knowledge.tables import arrays
from rashomon.language.predicates.passage import passage_vector

#: Below these log odds a text is read as one of affairs; each unit above counts so much against its acts, up to most.
#: Read on our own passages and 30 real articles, 2026-11-22.
_LINE, _SLOPE, _MOST = 0.8, 2.0, 4.5
#: So many words say nothing yet of the register of a text.
_LEAST = 30


class _Weights(NamedTuple):
    weights: NDArray[np.float32]
    bias: float


@functools.cache
def _weights() -> _Weights:
    packed = arrays("registers", "training.registers")
    return _Weights(packed["weights"], float(packed["bias"][0]))


def aside(doc: Doc, odds: float | None = None) -> float:
    """What a text's register adds to the log odds that an act told in it is none: 0 for affairs, and up.

    0 for short texts, and for weights without word vectors. `odds`: its `odds_of`, where they are known.
    """
    odds = odds_of(doc) if odds is None else odds
    if len(doc) <= _LEAST or not odds:
        return 0.0
    return min(max(0.0, odds - _LINE) * _SLOPE, _MOST) * (1 - _LEAST / len(doc))


def odds_of(words: Doc | Tokens) -> float:
    """The log odds that a stretch tells other things than affairs; 0 where it has no words with vectors."""
    vector = passage_vector(words)
    if not vector.any():
        return 0.0
    found = _weights()
    return float(vector @ found.weights) + found.bias
