"""What an article offers for comparison, small enough to keep: text → sketch.

Reads a title and a text; gives the terms that weigh, as numbers. The one idea: a sketch depends on its text alone,
never on the corpus, so it can be kept beside a case and compared years later; weights are whole numbers, so that
sums do not depend on the order of addition.
"""

from __future__ import annotations

import functools
import hashlib
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.knowledge.letters import without_accents
from rashomon.language.termweights import telling_weight, terms
from rashomon.matching.candidates import Numbers, Pairs

#: A weight of one. Products of two fit in 40 bits, sums of thousands of them in 63.
UNIT = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """`terms`: stable numbers of words, ascending; `whole`, `lead`: their weights in the whole text and in its lead,
    in parts of `UNIT`. `keys`: the weightiest of the terms, ascending.
    """

    terms: NDArray[np.uint64]
    whole: NDArray[np.int32]
    lead: NDArray[np.int32]
    keys: NDArray[np.uint64]


def sketch(title: str | None, text: str, lead: int, keys: int) -> Sketch:
    """The sketch of an article. `lead`: words that count as the lead; `keys`: how many terms it is found by."""
    words = terms(without_accents(f"{title or ''}\n{text}"))
    counts, first = Counter(words), Counter(words[:lead])
    known = [
        (number, weight, counts[word], first[word]) for word in counts for number, weight in (_known(word),) if weight
    ]
    if not known:
        nothing = np.zeros(0, dtype=np.int32)
        return Sketch(nothing.astype(np.uint64), nothing, nothing, nothing.astype(np.uint64))
    numbers = np.array([row[0] for row in known], dtype=np.uint64)
    weights, often, leading = (np.array([row[part] for row in known], dtype=np.float64) for part in (1, 2, 3))
    whole = _of_length_one((1 + np.log(often)) * weights)
    front = _of_length_one(np.where(leading > 0, 1 + np.log(np.maximum(leading, 1)), 0.0) * weights)
    order = np.argsort(numbers)
    best = np.lexsort((numbers, -whole.round(9)))[:keys]
    return Sketch(numbers[order], _in_units(whole[order]), _in_units(front[order]), np.sort(numbers[best]))


def _of_length_one(row: NDArray[np.float64]) -> NDArray[np.float64]:
    # fsum: the same length whatever the order of the words
    return row / (math.sqrt(math.fsum((row * row).tolist())) or 1.0)


def _in_units(row: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.rint(row * UNIT).astype(np.int32)


@functools.lru_cache(maxsize=500_000)
def _known(term: str) -> tuple[int, float]:
    """A number that a term has on every machine, and its weight."""
    digest = hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little"), telling_weight(term)


class Sketches:
    """Many sketches laid out end to end, to compare millions of pairs."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        sizes = np.array([len(one.terms) for one in sketches], dtype=np.int64)
        self._ends = np.cumsum(sizes)
        self._starts = self._ends - sizes
        nothing = [np.zeros(0, dtype=np.int32)]
        terms = [one.terms for one in sketches]
        known = _different(terms)
        # looked up one by one: the places of all at once take four times the memory
        columns = [np.searchsorted(known, own).astype(np.int32) for own in terms]
        self._columns = np.concatenate(columns or nothing)
        self._whole = np.concatenate([one.whole for one in sketches] or nothing)
        self._lead = np.concatenate([one.lead for one in sketches] or nothing)
        self._row = np.zeros((2, len(known)), dtype=np.int64)

    def cosines(self, pairs: Pairs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Of each pair the cosine of the whole texts and of the leads, in millionths' precision.

        Pairs come in order of `right`: each stands ready once for all that are compared with it.
        """
        whole, lead = np.zeros(len(pairs.left), dtype=np.int64), np.zeros(len(pairs.left), dtype=np.int64)
        runs = np.flatnonzero(np.diff(pairs.right)) + 1
        ends = [*runs.tolist(), len(pairs.right)] if len(pairs.right) else []
        at = 0
        for end in ends:
            self._against(int(pairs.right[at]), pairs.left[at:end], whole[at:end], lead[at:end])
            at = end
        return (whole / UNIT**2).round(6), (lead / UNIT**2).round(6)

    def _against(self, one: int, others: Numbers, whole: Numbers, lead: Numbers) -> None:
        """Fills in the products of one sketch with others."""
        own = slice(int(self._starts[one]), int(self._ends[one]))
        columns = self._columns[own]
        self._row[0, columns], self._row[1, columns] = self._whole[own], self._lead[own]
        starts, sizes = self._starts[others], self._ends[others] - self._starts[others]
        filled = np.flatnonzero(sizes)
        begins = np.cumsum(sizes) - sizes
        entries = np.repeat(starts - begins, sizes) + np.arange(int(sizes.sum()))
        theirs = self._columns[entries]
        if len(filled):
            whole[filled] = np.add.reduceat(self._row[0, theirs] * self._whole[entries], begins[filled])
            lead[filled] = np.add.reduceat(self._row[1, theirs] * self._lead[entries], begins[filled])
        self._row[:, columns] = 0


def _different(terms: Sequence[NDArray[np.uint64]], at_once: int = 2048) -> NDArray[np.uint64]:
    """All terms, ascending, each once."""
    known = np.zeros(0, dtype=np.uint64)
    for start in range(0, len(terms), at_once):
        known = np.unique(np.concatenate([known, *terms[start : start + at_once]]))
    return known
