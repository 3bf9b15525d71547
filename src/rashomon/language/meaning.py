"""Texts → vectors of length one by which texts about the same things lie near each other.

Reads the word vectors of the English weights (no pipeline is loaded); gives a row of numbers for each text. The one
idea: the mean of a text's word vectors, rare words weighing more, with what all news has in common taken off, costs a
thousandth of a sentence model and finds what shares no word. English only; a text without known words has no vector.
"""

from __future__ import annotations

import functools
import importlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rashomon.language.termweights import terms, weight

Vectors = NDArray[np.float32]

#: Words that weigh less tell nothing; words looked at of one text.
_LEAST, _MOST = 1.0, 120

#: Words whose mean is what all news has in common.
_COMMON = (
    "said", "told", "government", "people", "country", "minister", "president", "state", "official", "reported",
    "according", "news", "statement", "added", "week", "year", "monday", "friday", "former", "part",
)  # fmt: skip


def text_vectors(texts: Iterable[str]) -> Vectors:
    """A row for each text, of length one, or of zeros where no word is known or the weights have no vectors."""
    known = word_table()
    rows = [_mean(text, known) for text in texts]
    return np.vstack(rows) if rows else np.zeros((0, size()), np.float32)


def size() -> int:
    """Numbers in a row; 0 where the weights have no vectors."""
    return word_table().size


class WordTable:
    """Words and their vectors, cleared of what all news has in common; looked up as written in lower case."""

    def __init__(self, table: Vectors, row_of: dict[int, int], hash_of: Any) -> None:
        self._table = table
        self._row_of = row_of
        self._hash = hash_of
        self.size = int(table.shape[1]) if table.size else 0
        self.vector = functools.lru_cache(maxsize=100_000)(self._vector)
        common = [row for word in _COMMON if (row := self._raw(word)) is not None]
        self._common = np.mean(common, axis=0) if common else np.zeros(self.size, np.float32)

    def _vector(self, word: str) -> Vectors | None:
        """The word's vector times how much the word tells; None where it has none or tells nothing."""
        telling = weight(word)
        if telling < _LEAST:
            return None
        raw = self._raw(word)
        return None if raw is None else ((raw - self._common) * telling).astype(np.float32)

    def _raw(self, word: str) -> Vectors | None:
        if not self.size:
            return None
        for form in (word, word.capitalize()):
            row = self._row_of.get(self._hash(form), -1)
            if row >= 0:
                found: Vectors = self._table[row]
                length = float(np.linalg.norm(found))
                return found / length if length else None
        return None


@functools.cache
def word_table() -> WordTable:
    """The word vectors of the English weights; an empty table where they have none.

    Raises MissingPart where the weights are not the pinned ones.
    """
    from spacy.strings import get_string_id
    from spacy.vectors import Mode

    from rashomon.language.english import loaded
    from rashomon.language.weights import find_weights, verify

    nlp = loaded()
    if nlp is not None and nlp.vocab.vectors.mode == Mode.default and nlp.vocab.vectors.size:
        vectors = nlp.vocab.vectors
        return WordTable(np.ascontiguousarray(vectors.data, dtype=np.float32), vectors.key2row, get_string_id)
    weights = find_weights()
    verify(weights)
    folder = _folder(weights.path) / "vocab"
    empty = WordTable(np.zeros((0, 0), np.float32), {}, hash)
    if not (folder / "vectors").is_file() or not (folder / "key2row").is_file():
        return empty
    table = np.load(folder / "vectors", allow_pickle=False)
    if table.ndim != 2 or not table.size:
        return empty
    srsly = importlib.import_module("srsly")
    rows = srsly.read_msgpack(folder / "key2row")
    return WordTable(np.ascontiguousarray(table, dtype=np.float32), rows, get_string_id)


def _folder(path: str) -> Path:
    """The folder of the weights: itself, or the one that an installed model's package holds."""
    if Path(path).is_dir():
        return Path(path)
    home = Path(importlib.import_module(path).__file__ or "").parent
    inside = [found.parent for found in home.glob("*/meta.json")]
    return inside[0] if inside else home


def _mean(text: str, known: WordTable) -> Vectors:
    counted = Counter(terms(text)[:_MOST])
    found = [(vector, n) for word, n in counted.items() if (vector := known.vector(word)) is not None]
    if not found:
        return np.zeros(known.size, np.float32)
    total = np.zeros(known.size, np.float32)
    for vector, n in found:
        total += vector * np.float32(1 + np.log(n))
    length = np.float32(np.linalg.norm(total))
    return total / length if length else total
