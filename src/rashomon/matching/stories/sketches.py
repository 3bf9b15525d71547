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
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.knowledge.letters import without_accents
from rashomon.language.termweights import named_terms, telling_weight, terms
from rashomon.matching.candidates import Numbers, Pairs

#: A weight of one. Products of two fit in 40 bits, sums of thousands of them in 63.
UNIT = 1 << 20
#: Lengths below this are those of nothing, but for rounding.
_NOTHING = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """`terms`: stable numbers of words, ascending; `whole`, `lead`: their weights in the whole text and in its lead,
    in parts of `UNIT`; `names`: those in the whole of terms that are names, 0 of others. `keys`: the weightiest of
    the terms, ascending.
    """

    terms: NDArray[np.uint64]
    whole: NDArray[np.int32]
    lead: NDArray[np.int32]
    names: NDArray[np.int32]
    keys: NDArray[np.uint64]


def sketch(title: str | None, text: str, lead: int, keys: int) -> Sketch:
    """The sketch of an article. `lead`: words that count as the lead; `keys`: how many terms it is found by."""
    plain = without_accents(text)
    words, named = terms(f"{without_accents(title or '')}\n{plain}"), named_terms(plain)
    counts, first = Counter(words), Counter(words[:lead])
    known = [
        (number, weight, counts[word], first[word], word in named)
        for word in counts
        for number, weight in (_known(word),)
        if weight
    ]
    if not known:
        nothing = np.zeros(0, dtype=np.int32)
        return Sketch(nothing.astype(np.uint64), nothing, nothing, nothing, nothing.astype(np.uint64))
    numbers = np.array([row[0] for row in known], dtype=np.uint64)
    telling, often, leading, naming = (np.array([row[part] for row in known], dtype=np.float64) for part in range(1, 5))
    whole = _of_length_one((1 + np.log(often)) * telling)
    front = _of_length_one(np.where(leading > 0, 1 + np.log(np.maximum(leading, 1)), 0.0) * telling)
    order = np.argsort(numbers)
    best = np.lexsort((numbers, -whole.round(9)))[:keys]
    weights, leads, names = (_in_units(row[order]) for row in (whole, front, whole * naming))
    return Sketch(numbers[order], weights, leads, names, np.sort(numbers[best]))


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


class Cosines(NamedTuple):
    """Of each pair the cosines, in millionths' precision, of the whole texts, of the leads, of the `names` in the
    whole and of all `others`; and the `longest`, the number of terms of the one that has more.
    """

    whole: NDArray[np.float64]
    lead: NDArray[np.float64]
    names: NDArray[np.float64]
    others: NDArray[np.float64]
    longest: Numbers


class Sketches:
    """Many sketches laid out end to end, to compare millions of pairs."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        self._sizes = np.array([len(one.terms) for one in sketches], dtype=np.int64)
        self._ends = np.cumsum(self._sizes)
        self._starts = self._ends - self._sizes
        nothing = [np.zeros(0, dtype=np.int32)]
        terms = [one.terms for one in sketches]
        known = _different(terms)
        # looked up one by one: the places of all at once take four times the memory
        columns = [np.searchsorted(known, own).astype(np.int32) for own in terms]
        self._columns = np.concatenate(columns or nothing)
        self._weights = [
            np.concatenate([part(one) for one in sketches] or nothing) for part in (_whole, _lead, _names)
        ]
        # squares of lengths: those of whole texts are one but for rounding
        self._named = np.array([_squared(one.names) for one in sketches])
        self._other = np.array([_squared(one.whole) for one in sketches]) - self._named
        self._row = np.zeros((len(self._weights), len(known)), dtype=np.int64)

    def cosines(self, pairs: Pairs) -> Cosines:
        """Of each pair.

        Pairs come in order of `right`: each stands ready once for all that are compared with it.
        """
        products = np.zeros((len(self._weights), len(pairs.left)), dtype=np.int64)
        runs = np.flatnonzero(np.diff(pairs.right)) + 1
        ends = [*runs.tolist(), len(pairs.right)] if len(pairs.right) else []
        at = 0
        for end in ends:
            self._against(int(pairs.right[at]), pairs.left[at:end], products[:, at:end])
            at = end
        whole, lead, names = (row / UNIT**2 for row in products)
        named = _over_lengths(names, self._named, pairs)
        others = _over_lengths(whole - names, self._other, pairs)
        longest = np.maximum(self._sizes[pairs.left], self._sizes[pairs.right])
        return Cosines(whole.round(6), lead.round(6), named.round(6), others.round(6), longest)

    def _against(self, one: int, others: Numbers, products: Numbers) -> None:
        """Fills in the products of one sketch with others."""
        own = slice(int(self._starts[one]), int(self._ends[one]))
        columns = self._columns[own]
        starts, sizes = self._starts[others], self._sizes[others]
        filled = np.flatnonzero(sizes)
        begins = np.cumsum(sizes) - sizes
        entries = np.repeat(starts - begins, sizes) + np.arange(int(sizes.sum()))
        theirs = self._columns[entries]
        for row, weights, product in zip(self._row, self._weights, products, strict=True):
            row[columns] = weights[own]
            if len(filled):
                product[filled] = np.add.reduceat(row[theirs] * weights[entries], begins[filled])
            row[columns] = 0


_whole, _lead, _names = attrgetter("whole"), attrgetter("lead"), attrgetter("names")


def _squared(row: NDArray[np.int32]) -> float:
    return int((row.astype(np.int64) ** 2).sum()) / UNIT**2


def _over_lengths(products: NDArray[np.float64], squares: NDArray[np.float64], pairs: Pairs) -> NDArray[np.float64]:
    """Cosines; 0 where one of two has nothing of the kind."""
    lengths = np.sqrt(np.maximum(squares[pairs.left], 0.0) * np.maximum(squares[pairs.right], 0.0))
    return np.asarray(np.divide(products, lengths, out=np.zeros_like(products), where=lengths > _NOTHING))


def _different(terms: Sequence[NDArray[np.uint64]], at_once: int = 2048) -> NDArray[np.uint64]:
    """All terms, ascending, each once."""
    known = np.zeros(0, dtype=np.uint64)
    for start in range(0, len(terms), at_once):
        known = np.unique(np.concatenate([known, *terms[start : start + at_once]]))
    return known
