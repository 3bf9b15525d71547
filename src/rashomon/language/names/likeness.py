"""Could these two strings name the same one? Across spellings, scripts, order, initials and titles.

Reads two written names, gives a score with reasons. Words are aligned letter by letter at costs learned from place
names that GeoNames lists in several scripts (training/names.py, name_segments.json); full names are aligned word by
word. The one idea: what counts against two names is the single worst stretch, not the average.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from rashomon.language.names.letters import latin_letters, native_letters, skeleton
from rashomon.record import Reason

#: (native letters, Latin letters) that one step of an alignment takes.
_SHAPES = ((1, 0), (0, 1), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2))
#: Cost of a segment never seen in training: a letter lost or added, one letter for another.
_UNSEEN_GAP, _UNSEEN = 4.5, 5.5
_LONGEST = 24
#: The same steps with the cost of a segment never seen.
_STEPS = tuple((a, b, _UNSEEN_GAP if 0 in (a, b) else _UNSEEN + 2.0 * (a + b - 2)) for a, b in _SHAPES)

_TITLES = frozenset(
    "mr mrs ms dr sir lord lady dame prof gen general lt col maj capt sgt adm brig rev hon president minister premier "
    "sheikh sheik ayatollah imam mullah prince princess king queen sen rep gov seyyed sayyid seyed haji".split()
)
_PARTICLES = frozenset("al el ad as ash an ar at az bin ibn ben bint abu de da di do dos del della von van der den "
                       "la le les du of the".split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMatch:
    """`score`: 0..1, from .5 on the two can name the same one. `reasons`: word by word."""

    score: float
    reasons: tuple[Reason, ...]


def compare_names(left: str, right: str) -> NameMatch:
    """Two full names: words are paired in the order that fits best; initials and particles count little."""
    one, two = _words(left), _words(right)
    if not one or not two:
        return NameMatch(0.0, (Reason("no name", 0.0, left, right),))
    if len(one) > len(two):
        one, two = two, one
    best = max((_paired(one, chosen) for chosen in _orders(two, len(one))), key=lambda match: match.score)
    # a name of one word says less than one of two
    alone = 0.85 if len(one) == 1 < len(two) else 1.0
    return NameMatch(round(best.score * alone, 4), best.reasons)


def word_scores(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    """0..1 for pairs of single words, `left[i]` with `right[i]`, in any scripts; made for many pairs at once."""
    scores = np.zeros(len(left))
    groups: dict[str, list[int]] = {}
    for i, (one, two) in enumerate(zip(left, right, strict=True)):
        groups.setdefault(_pair_script(one, two), []).append(i)
    for script, places in groups.items():
        pairs = [_natively_first(left[i], right[i], script) for i in places]
        scores[places] = _aligned(script, pairs)
        if script == "latin":
            scores[places] = np.maximum(scores[places], [_by_consonants(one, two) for one, two in pairs])
    return scores


def _by_consonants(left: str, right: str) -> float:
    """Two romanizations of one name keep its consonants: Dehqan and Dehghan, Gaddafi and Kadhafi."""
    one, two = skeleton(left), skeleton(right)
    if one != two or len(one) < 2:
        return 0.0
    return 0.55 + 0.4 * JaroWinkler.similarity(left, right) ** 4


@functools.lru_cache(maxsize=100_000)
def word_score(left: str, right: str) -> float:
    """0..1 for two single words."""
    if latin_letters(left) == latin_letters(right):
        return 1.0
    script = _pair_script(left, right)
    one, two = _natively_first(left, right, script)
    score = _aligned_pair(script, one[:_LONGEST], two[:_LONGEST])
    return max(score, _by_consonants(one, two)) if script == "latin" else score


# ── full names ────────────────────────────────────────────────────────────────────────────────────────────


def _words(name: str) -> list[str]:
    plain = name.replace("’", "'").casefold().removesuffix("'s").replace("-", " ").replace(".", " ")
    words = [word.strip("'\",()") for word in plain.split()]
    kept = [word for word in words if word and word not in _TITLES and word not in _PARTICLES]
    return kept or [word for word in words if word]


def _orders(words: Sequence[str], count: int) -> list[Sequence[str]]:
    """Choices of `count` words: every order of short names, runs of long ones."""
    if len(words) <= 4:
        return [list(order) for order in permutations(words, count)]
    return [words[start : start + count] for start in range(len(words) - count + 1)]


def _paired(one: Sequence[str], two: Sequence[str]) -> NameMatch:
    scores = [_initial(a, b) or word_score(a, b) for a, b in zip(one, two, strict=True)]
    reasons = tuple(Reason("word", round(s, 3), a, b) for s, a, b in zip(scores, one, two, strict=True))
    return NameMatch(min(scores) * 0.6 + sum(scores) / len(scores) * 0.4, reasons)


def _initial(left: str, right: str) -> float:
    """ "j" for "james" is possible and says little."""
    if len(left) > 1 and len(right) > 1:
        return 0.0
    return 0.6 if left[0] == right[0] else 0.05


# ── one word against one word ─────────────────────────────────────────────────────────────────────────────


def _script(word: str) -> str:
    for letter in word:
        code = ord(letter)
        if 0x400 <= code <= 0x52F:
            return "ru"
        if 0x600 <= code <= 0x6FF:
            return "ar"
        if 0x590 <= code <= 0x5FF:
            return "he"
        if 0x370 <= code <= 0x3FF:
            return "el"
    return "latin"


def _pair_script(left: str, right: str) -> str:
    one, two = _script(left), _script(right)
    return one if one != "latin" else two


def _natively_first(left: str, right: str, script: str) -> tuple[str, str]:
    """Folded words, the one in the foreign script first; two foreign words are compared as they are."""
    if script == "latin":
        return latin_letters(left), latin_letters(right)
    if _script(left) != script:
        left, right = right, left
    return native_letters(left), latin_letters(right) if _script(right) == "latin" else native_letters(right)


@dataclass(frozen=True)
class _Costs:
    """A script's costs as arrays: letters have numbers from 1, 0 is any other letter."""

    native: dict[str, int]
    latin: dict[str, int]
    tables: dict[tuple[int, int], NDArray[np.float32]]


@functools.cache
def _costs(script: str) -> _Costs:
    text = (resources.files("rashomon.language.names") / "name_segments.json").read_text(encoding="utf-8")
    segments = {tuple(key.split("|")): cost for key, cost in json.loads(text)[script].items()}
    native = {c: i for i, c in enumerate(sorted({c for left, _ in segments for c in left}), 1)}
    latin = {c: i for i, c in enumerate(sorted({c for _, right in segments for c in right}), 1)}
    tables = {}
    for a, b in _SHAPES:
        shape = (len(native) + 1,) * a + (len(latin) + 1,) * b
        unseen = _UNSEEN_GAP if 0 in (a, b) else _UNSEEN + 2.0 * (a + b - 2)
        tables[a, b] = np.full(shape, unseen, dtype=np.float32)
    for (left, right), cost in segments.items():
        if (len(left), len(right)) in tables:
            at = tuple(native[c] for c in left) + tuple(latin[c] for c in right)
            table = tables[len(left), len(right)]
            table[at] = min(float(table[at]), cost)
    return _Costs(native, latin, tables)


def _aligned(script: str, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
    """Scores of folded pairs by the cheapest alignment: its mean cost and its worst stretch."""
    costs = _costs(script)
    a, na = _numbered([left[:_LONGEST] for left, _ in pairs], costs.native)
    b, nb = _numbered([right[:_LONGEST] for _, right in pairs], costs.latin)
    total = np.full((a.shape[1] + 1, b.shape[1] + 1, len(pairs)), np.inf, dtype=np.float32)
    worst = np.zeros_like(total)
    total[0, 0] = 0.0
    for i in range(a.shape[1] + 1):
        for j in range(b.shape[1] + 1):
            _relax(costs, a, b, total, worst, i, j)
    rows = np.arange(len(pairs))
    mean = total[na, nb, rows] / np.maximum(np.maximum(na, nb), 1)
    bad = worst[na, nb, rows]
    same = np.array([left == right for left, right in pairs])
    return np.where(same, 1.0, 1.0 / (1.0 + np.exp(np.clip(1.1 * bad + 2.2 * mean - 5.6, -30, 30)))).astype(np.float64)


def _aligned_pair(script: str, left: str, right: str) -> float:
    """As `_aligned`, of one pair: arrays cost more than they save there."""
    if left == right:
        return 1.0
    costs = _segments(script)
    size, width = len(left), len(right)
    totals = [[math.inf] * (width + 1) for _ in range(size + 1)]
    worsts = [[0.0] * (width + 1) for _ in range(size + 1)]
    totals[0][0] = 0.0
    for i in range(size + 1):
        steps = [(costs.get(left[i : i + da], {}), i + da, db, unseen) for da, db, unseen in _STEPS if i + da <= size]
        own, own_worst = totals[i], worsts[i]
        for j in range(width + 1):
            total, worst = own[j], own_worst[j]
            for known, a, db, unseen in steps:
                b = j + db
                if b > width:
                    continue
                step = known.get(right[j:b], unseen)
                if total + step < totals[a][b]:
                    totals[a][b] = total + step
                    worsts[a][b] = worst if worst > step else step
    mean = totals[size][width] / max(size, width, 1)
    return 1.0 / (1.0 + math.exp(max(-30.0, min(30.0, 1.1 * worsts[size][width] + 2.2 * mean - 5.6))))


@functools.cache
def _segments(script: str) -> dict[str, dict[str, float]]:
    """A script's costs by native letters, then by Latin letters."""
    text = (resources.files("rashomon.language.names") / "name_segments.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, float]] = {}
    for key, cost in json.loads(text)[script].items():
        left, _, right = key.partition("|")
        row = found.setdefault(left, {})
        row[right] = min(float(cost), row.get(right, float(cost)), _unseen(len(left), len(right)))
    return found


def _unseen(a: int, b: int) -> float:
    return _UNSEEN_GAP if 0 in (a, b) else _UNSEEN + 2.0 * (a + b - 2)


def _relax(
    costs: _Costs,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    total: NDArray[np.float32],
    worst: NDArray[np.float32],
    i: int,
    j: int,
) -> None:
    """Carries every pair's best alignment of i native and j Latin letters one segment further."""
    for da, db in _SHAPES:
        if i + da > a.shape[1] or j + db > b.shape[1]:
            continue
        at = tuple(a[:, i + k] for k in range(da)) + tuple(b[:, j + k] for k in range(db))
        step = costs.tables[da, db][at]
        cost = total[i, j] + step
        better = cost < total[i + da, j + db]
        total[i + da, j + db] = np.where(better, cost, total[i + da, j + db])
        worst[i + da, j + db] = np.where(better, np.maximum(worst[i, j], step), worst[i + da, j + db])


def _numbered(words: Sequence[str], letters: dict[str, int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    lengths = np.array([len(word) for word in words])
    numbers = np.zeros((len(words), int(lengths.max(initial=0))), dtype=np.int64)
    for row, word in enumerate(words):
        numbers[row, : len(word)] = [letters.get(letter, 0) for letter in word]
    return numbers, lengths
