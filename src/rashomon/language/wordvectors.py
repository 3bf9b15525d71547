"""Word vectors of the English weights, or nothing where the weights have none.

The small weights come without vectors: models that look at them then see zeros and judge by their other features.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

#: Dimensions of the md weights, which the learned models were trained with.
SIZE = 300


def vector_of(token: Token | None) -> NDArray[np.float32] | None:
    """A word's vector; None where it or the weights have none."""
    return None if token is None else _vector(token.vocab, token.orth)


@functools.lru_cache(maxsize=50_000)
def _vector(vocab: Any, form: int) -> NDArray[np.float32] | None:
    """The row of the table for a word form, not a copy of it."""
    if vocab.vectors_length != SIZE or not vocab.has_vector(form):
        return None
    return np.asarray(vocab.get_vector(form), dtype=np.float32)


def word_vector(vocab: Any, word: str) -> NDArray[np.float32]:
    """A word form's vector; zeros where it or the weights have none."""
    if vocab.vectors_length != SIZE:
        return np.zeros(SIZE, dtype=np.float32)
    return np.asarray(vocab[word].vector, dtype=np.float32)
