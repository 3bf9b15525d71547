"""How much a word tells: texts → sparse rows of weighted terms.

Reads texts; gives TF-IDF rows of length one. The one idea: how common a word is comes from a table of
general English, not from the texts at hand, so five articles are weighed like five thousand, and a text's
row never changes because another text arrives.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from rashomon.knowledge.tables import rows

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: Texts behind the table, as a prior: a word it lacks weighs as if one text in so many held it.
_TEXTS = 3000
#: Words that weigh less than this stand in every third text and tell nothing.
_LEAST = 1.0


class Rows(NamedTuple):
    """A row of weights for every text, of length one (empty where it has no words); `terms` by column."""

    matrix: Any  # scipy.sparse.csr_matrix has no type parameters that mypy can see
    terms: list[str]


def weight(term: str) -> float:
    """How much a word tells: the logarithm of how rare it is, 0 … 8."""
    return math.log((_TEXTS + 1) / (_TEXTS * _texts().get(term, 0) / 100_000 + 1))


def terms(text: str) -> list[str]:
    """The words of a text in order, lower-cased, without the possessive."""
    return [_base(match[0]) for match in _WORD.finditer(text)]


def weighted_rows(texts: Iterable[Sequence[str]]) -> Rows:
    """Each text's words, weighed by how rare they are and (damped) how often the text says them."""
    columns: dict[str, int] = {}
    data: list[float] = []
    places: list[int] = []
    ends = [0]
    for words in texts:
        row = {word: (1 + math.log(n)) * _known_weight(word) for word, n in Counter(words).items()}
        row = {word: value for word, value in row.items() if value > 0}
        length = math.sqrt(sum(value * value for value in row.values())) or 1.0
        data += [value / length for value in row.values()]
        places += [columns.setdefault(word, len(columns)) for word in row]
        ends.append(len(data))
    shape = (len(ends) - 1, max(1, len(columns)))
    return Rows(csr_matrix((np.array(data), np.array(places, dtype=np.int64), ends), shape=shape), list(columns))


@functools.lru_cache(maxsize=200_000)
def _known_weight(word: str) -> float:
    found = weight(word)
    return found if found >= _LEAST else 0.0


def _base(word: str) -> str:
    word = word.lower()
    return word[:-2] if word.endswith(("'s", "’s")) else word


@functools.cache
def _texts() -> dict[str, int]:
    return {row["word"]: int(row["texts"]) for row in rows("word_frequencies")}
