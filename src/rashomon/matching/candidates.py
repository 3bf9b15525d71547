"""Keys → pairs worth comparing, close to linear in the number of things.

Reads, for each thing (by its number), integer keys; gives the pairs that share enough keys. The one idea:
a key that many things hold says little, so it pairs them only with its few first holders; the number of
pairs then grows with the number of things, never with its square.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Whole = NDArray[np.signedinteger[Any]]


class Pairs(NamedTuple):
    """`left` < `right`, sorted; `shared` counts the keys that both hold."""

    left: Whole
    right: Whole
    shared: Whole


def pairs_sharing(keys: Sequence[Keys], least: int = 1, crowd: int = 32, nearest: bool = False) -> Pairs:
    """Pairs that share at least `least` keys.

    A key with more than `crowd` holders pairs each holder with the first `crowd` of them only, so every
    holder still meets an anchor; or, with `nearest`, with the `crowd` holders just before it in number.
    """
    parts = list(pairs_by_block(keys, least, crowd, nearest))
    nothing = [Pairs(*(np.zeros(0, dtype=np.int64),) * 3)]
    left, right, shared = (np.concatenate(sides) for sides in zip(*(parts or nothing), strict=True))
    order = np.lexsort((right, left))
    return Pairs(left[order], right[order], shared[order])


def pairs_by_block(
    keys: Sequence[Keys], least: int = 1, crowd: int = 32, nearest: bool = False, block: int = 4096
) -> Iterator[Pairs]:
    """As `pairs_sharing`, those of so many things (as `right`) at a time, in order of `right`, then `left`.

    Memory holds one block's pairs: at most `block` × `crowd` × keys of each.
    """
    postings = _postings(keys)
    sizes = np.repeat(postings.sizes, postings.sizes)
    first = np.repeat(postings.starts, postings.sizes)
    place = np.arange(len(postings.holders)) - first
    crowded = (sizes > crowd + 1) & (not nearest)
    for entries in _in_blocks(postings.holders, len(keys), block):
        found: list[Numbers] = [np.zeros(0, dtype=np.int64)]
        for distance in range(1, min(crowd, int(place[entries].max(initial=0))) + 1):
            meets = entries[place[entries] >= distance]
            other = np.where(crowded[meets], first[meets] + distance - 1, meets - distance)
            found.append(postings.holders[meets] * len(keys) + postings.holders[other])
        yield _counted(found, len(keys), least)


def best_of_sides(pairs: Pairs, count: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each pair whether it is among the `count` best that its left has on the right, and its right on the left."""
    kept = []
    for one, other in ((pairs.left, pairs.right), (pairs.right, pairs.left)):
        order = np.lexsort((other, -pairs.shared, one))
        ranked = one[order]
        starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]]) if len(ranked) else order
        rank = np.arange(len(ranked)) - np.repeat(starts, np.diff(np.r_[starts, len(ranked)]))
        keep = np.zeros(len(ranked), dtype=np.bool_)
        keep[order[rank < count]] = True
        kept.append(keep)
    return kept[0], kept[1]


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


def _in_blocks(holders: Numbers, total: int, block: int) -> Iterator[Numbers]:
    """Places in the postings of so many holders at a time."""
    order = np.argsort(holders, kind="stable")
    bounds = np.searchsorted(holders[order], np.arange(0, total + block, block))
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if end > start:
            yield np.sort(order[start:end])


def _counted(found: list[Numbers], total: int, least: int) -> Pairs:
    codes, shared = np.unique(np.concatenate(found), return_counts=True)
    meets, other = codes // max(total, 1), codes % max(total, 1)
    keep = (shared >= least) & (meets != other)
    left, right = np.minimum(meets, other)[keep], np.maximum(meets, other)[keep]
    return Pairs(left, right, shared[keep].astype(np.int64))
