"""Words as numbers, runs of words as fingerprints, and the passages two texts share.

Reads text; gives word numbers with code point offsets, sampled fingerprints (winnowing: Schleimer, Wilkerson
and Aiken 2003) and aligned runs. The one idea: a shared passage is a diagonal of equal shingles; diagonals
that lie a few words apart on both sides are one passage that somebody edited.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"\w+")
_MIX = np.uint64(0x9E3779B97F4A7C15)

#: Words in a shingle, shingles in a window: a shared run of SHINGLE + WINDOW - 1 words is never missed.
SHINGLE = 5
WINDOW = 4


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text: offsets [start, end) in code points, their shingles. In few bytes: all texts are held.

    `order` sorts the shingles; `repeats` says whether any stands twice.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    shingles: NDArray[np.uint64]
    order: NDArray[np.int32]
    repeats: bool


class Run(NamedTuple):
    """Words [start, end) here that stand at [of_start, of_end) there; `equal` of them are the same."""

    start: int
    end: int
    of_start: int
    of_end: int
    equal: int


_numbers: dict[str, int] = {}


def words(text: str) -> Words:
    """The words of a text, case folded away."""
    found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    numbers = np.array([_number(text[start:end]) for start, end in found], dtype=np.uint64)
    ends = np.array(found, dtype=np.int32).reshape(-1, 2)
    shingles = _shingles(numbers)
    order = np.argsort(shingles, kind="stable").astype(np.int32)
    ordered = shingles[order]
    return Words(ends[:, 0], ends[:, 1], shingles, order, bool((ordered[1:] == ordered[:-1]).any()))


def fingerprints(of: Words, every: int = WINDOW) -> NDArray[np.uint64]:
    """Sampled shingles, each once: the smallest of every `every` in a row."""
    if len(of.shingles) <= every:
        return np.unique(of.shingles)
    return np.unique(np.lib.stride_tricks.sliding_window_view(of.shingles, every).min(axis=1))


def shared_runs(here: Words, there: Words, gap: int = 3, least: int = 8) -> list[Run]:
    """Runs of at least `least` words that both texts hold, in the order of `here`, none overlapping there.

    Up to `gap` words may be changed, added or left out between two equal stretches of one run.
    """
    stretches = _diagonals(here.shingles, there)
    return [run for run in _joined(stretches, gap) if run.equal >= least]


def _number(word: str) -> int:
    found = _numbers.get(word)
    if found is None:
        if len(_numbers) > 2_000_000:
            _numbers.clear()
        digest = hashlib.blake2b(word.lower().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        found = _numbers[word] = int.from_bytes(digest, "little")
    return found


def _shingles(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    if len(numbers) < SHINGLE:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(len(numbers) - SHINGLE + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for shift in range(SHINGLE):
            total = (total * _MIX) ^ (numbers[shift : shift + len(total)] * (_MIX + np.uint64(2 * shift)))
            total ^= total >> np.uint64(29)
    return total


def _diagonals(here: NDArray[np.uint64], there: Words) -> list[Run]:
    """Maximal stretches in which shingle after shingle of `here` stands in the same order `there`."""
    if not len(here) or not len(there.shingles):
        return []
    place = np.searchsorted(there.shingles, here, sorter=there.order)
    place[place == len(there.shingles)] = 0
    first = there.order[place]
    hits = np.flatnonzero(there.shingles[first] == here)
    if there.repeats:
        return _stretches_told_apart(here, there.shingles, hits, first)
    return _stretches(hits, first[hits])


def _stretches(hits: NDArray[np.int64], wheres: NDArray[np.int32]) -> list[Run]:
    """Stretches of hits that follow one another on both sides."""
    if not len(hits):
        return []
    follows = (hits[1:] - hits[:-1] == 1) & (wheres[1:] - wheres[:-1] == 1)
    breaks = np.flatnonzero(~follows).tolist()
    begins, ends = [0, *(i + 1 for i in breaks)], [*breaks, len(hits) - 1]
    return [
        _stretch(int(hits[i]), int(hits[j]), int(wheres[i] - hits[i])) for i, j in zip(begins, ends, strict=True)
    ]


def _stretches_told_apart(
    here: NDArray[np.uint64], there: NDArray[np.uint64], hits: NDArray[np.int64], first: NDArray[np.int32]
) -> list[Run]:
    """The same where a shingle may stand in several places there."""
    stretches: list[Run] = []
    begin, at, offset = -1, -2, 0
    for hit, where in zip(hits.tolist(), first[hits].tolist(), strict=True):
        follows = hit == at + 1
        if not follows or (where != hit + offset and not _continues(here, there, hit, offset)):
            if begin >= 0:
                stretches.append(_stretch(begin, at, offset))
            begin, offset = hit, where - hit
        at = hit
    if begin >= 0:
        stretches.append(_stretch(begin, at, offset))
    return stretches


def _continues(here: NDArray[np.uint64], there: NDArray[np.uint64], hit: int, offset: int) -> bool:
    """Whether a shingle that stands in several places there also stands where the stretch goes on."""
    return hit + offset < len(there) and bool(there[hit + offset] == here[hit])


def _stretch(begin: int, at: int, offset: int) -> Run:
    end = at + SHINGLE
    return Run(begin, end, begin + offset, end + offset, end - begin)


def _joined(stretches: list[Run], gap: int) -> list[Run]:
    """Stretches that follow one another on both sides with at most `gap` words between become one run."""
    runs: list[Run] = []
    for stretch in stretches:
        last = runs[-1] if runs else None
        if last and -SHINGLE < stretch.start - last.end <= gap and -SHINGLE < stretch.of_start - last.of_end <= gap:
            overlap = max(0, last.end - stretch.start, last.of_end - stretch.of_start)
            runs[-1] = Run(
                last.start, stretch.end, last.of_start, max(last.of_end, stretch.of_end),
                last.equal + stretch.equal - overlap,
            )  # fmt: skip
        else:
            runs.append(stretch)
    return runs
