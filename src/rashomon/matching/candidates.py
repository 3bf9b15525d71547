"""Keys → pairs worth comparing, close to linear in the number of things.

Reads, for each thing (by its number), integer keys; gives the pairs that share enough keys. The one idea:
a key that many things hold says little, so it pairs them only with its few first holders; the number of
pairs then grows with the number of things, never with its square.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Numbers = NDArray[np.int64]


class Pairs(NamedTuple):
    """`left` < `right`, sorted; `shared` counts the keys that both hold."""

    left: Numbers
    right: Numbers
    shared: Numbers


def pairs_sharing(keys: Sequence[Keys], least: int = 1, crowd: int = 32, nearest: bool = False) -> Pairs:
    """Pairs that share at least `least` keys.

    A key with more than `crowd` holders pairs each holder with the first `crowd` of them only, so every
    holder still meets an anchor; or, with `nearest`, with the `crowd` holders just before it in number.
    """
    postings = _postings(keys)
    first, size = np.repeat(postings.starts, postings.sizes), np.repeat(postings.sizes, postings.sizes)
    place = np.arange(len(postings.holders)) - first
    crowded = (size > crowd + 1) & (not nearest)
    total = len(keys)
    found: list[Numbers] = [np.zeros(0, dtype=np.int64)]
    for distance in range(1, min(crowd, int(size.max(initial=1)) - 1) + 1):
        meets = np.flatnonzero(place >= distance)
        other = np.where(crowded[meets], first[meets] + distance - 1, meets - distance)
        found.append(postings.holders[other] * total + postings.holders[meets])
    return _counted(found, total, least)


def best_of_each(pairs: Pairs, count: int) -> Pairs:
    """The pairs that are among the `count` sharing most of either side; among equals the lower numbers."""
    keep = np.zeros(len(pairs.left), dtype=np.bool_)
    if not len(keep):
        return pairs
    for one, other in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        order = np.lexsort((other, -pairs.shared, one))
        ranked = one[order]
        starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
        rank = np.arange(len(ranked)) - np.repeat(starts, np.diff(np.r_[starts, len(ranked)]))
        keep[order[rank < count]] = True
    return Pairs(pairs.left[keep], pairs.right[keep], pairs.shared[keep])


def within(pairs: Pairs, start: Sequence[float], end: Sequence[float], window: float) -> Pairs:
    """The pairs whose intervals [start, end] lie no further apart than `window`; NaN is anywhere."""
    first, last = np.asarray(start), np.asarray(end)
    gap = np.maximum(first[pairs.left] - last[pairs.right], first[pairs.right] - last[pairs.left])
    keep = ~(gap > window)
    return Pairs(pairs.left[keep], pairs.right[keep], pairs.shared[keep])


class _Postings(NamedTuple):
    """`holders`: the things that hold each key, key after key; a key's begin at `starts`, `sizes` many."""

    holders: Numbers
    starts: Numbers
    sizes: Numbers


def _postings(keys: Sequence[Keys]) -> _Postings:
    """The holders of every key that two or more things hold."""
    lengths = np.array([len(own) for own in keys], dtype=np.int64)
    if not lengths.sum():
        empty = np.zeros(0, dtype=np.int64)
        return _Postings(empty, empty, empty)
    everyone = np.repeat(np.arange(len(keys), dtype=np.int64), lengths)
    every_key = np.concatenate(list(keys))
    order = np.argsort(every_key, kind="stable")
    every_key, everyone = every_key[order], everyone[order]
    starts = np.flatnonzero(np.r_[True, every_key[1:] != every_key[:-1]])
    sizes = np.diff(np.r_[starts, len(every_key)])
    shared = np.repeat(sizes > 1, sizes)
    sizes = sizes[sizes > 1]
    return _Postings(everyone[shared], np.cumsum(sizes) - sizes, sizes)


def _counted(found: list[Numbers], total: int, least: int) -> Pairs:
    codes, shared = np.unique(np.concatenate(found), return_counts=True)
    left, right = codes // max(total, 1), codes % max(total, 1)
    keep = (shared >= least) & (left != right)
    return Pairs(left[keep], right[keep], shared[keep].astype(np.int64))
