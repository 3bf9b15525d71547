"""How much of a claim a sentence has where it may use other words: "boob" for "breast", "sacked" for "fired".

Reads word vectors of the English weights (no pipeline is loaded); where they have none, only the claim's own words
count. The one idea: a word that stands in a sentence's stead for the claim's counts for what the two have in common;
names and numbers have no stand-ins.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from rashomon.language.meaning import Vectors, word_table
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma

#: Cosine from which one word may stand for another.
_NEAR = 0.5
#: What one that stands for another counts, at most: small tables give one vector to "north" and "south".
_AT_MOST = 0.6
_LEAST = 1.0
#: Weight of five words of news, of which no more is asked; cosine from which a word may stand for another there, and
#: what it counts.
_WHOLE, _HALF, _STANDS_IN, _COUNTS = 30.0, 0.5, 0.6, 0.48


def near_share(claim: str, sentence: str) -> float:
    """Share of a claim's weight that a sentence has, 0..1, near words counted by how near they are."""
    wanted, has = _words(claim), _words(sentence)
    total = math.fsum(value for value, _ in wanted.values())
    if not total:
        return 0.0
    table = _table_of(has)
    got = []
    for stem, (value, unit) in wanted.items():
        if stem in has:
            got.append(value)
        elif (near := _nearest(table, unit)) >= _NEAR:
            got.append(value * min(near, _AT_MOST))
    return min(1.0, math.fsum(got) / total)


class Covering(NamedTuple):
    """How much of a claim a text has: `share` of its weight, 0..1; how many of its own words, how many of these that
    are no names, and for how many further ones another word stands.
    """

    share: float
    words: int
    plain: int
    near: int


def covering(claim: str, text: str) -> Covering:
    """How much of a claim a text has; of a claim of many words it needs to have the weight of five."""
    wanted, has = _words(claim), _words(text)
    whole = math.fsum(value for value, _ in wanted.values())
    total = min(whole, max(_WHOLE, _HALF * whole))
    both = wanted.keys() & has.keys()
    if not total:
        return Covering(0.0, 0, 0, 0)
    table = _table_of(has)
    got, near = [wanted[stem][0] for stem in sorted(both)], 0
    for stem, (value, unit) in wanted.items():
        if stem not in has and _nearest(table, unit) >= _STANDS_IN:
            got.append(value * _COUNTS)
            near += 1
    plain = sum(wanted[stem][1] is not None for stem in both)
    return Covering(min(1.0, math.fsum(got) / total), len(both), plain, near)


def in_small_letters(claim: str, text: str) -> str:
    """A claim with the capitals that a text gives it: a headline may write every word with one. Words that the text
    lacks keep theirs where the claim is no such headline.
    """
    long = [word for word in WORD.findall(claim) if len(word) > 3]
    headline = 2 * sum(word[:1].isupper() for word in long) >= len(long)
    there = _written(text)

    def rewritten(word: re.Match[str]) -> str:
        small = word[0].lower()
        lost = headline and word[0] not in there and word[0].capitalize() not in there
        return small if word[0][:1].isupper() and (small in there or lost) else word[0]

    return WORD.sub(rewritten, claim)


@functools.lru_cache(maxsize=512)
def _written(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> dict[str, tuple[float, Vectors | None]]:
    """Stem → its weight and, of a word that is no name, its vector of length one."""
    found: dict[str, tuple[float, Vectors | None]] = {}
    for word in WORD.findall(text):
        stem = lemma(word)[:6]
        if len(stem) > 2 and weight(stem) > _LEAST:
            found.setdefault(stem, (weight(stem), None if word[:1].isupper() else _unit(word.lower())))
    return found


def _table_of(words: Mapping[str, tuple[float, Vectors | None]]) -> Vectors | None:
    """The vectors of words, one a row; None where none has one."""
    units = [unit for _, unit in words.values() if unit is not None]
    return np.stack(units) if units else None


def _nearest(table: Vectors | None, unit: Vectors | None) -> float:
    """The cosine of the nearest word of a table; 0 where there is nothing to compare."""
    return 0.0 if table is None or unit is None else float((table @ unit).max())


def _unit(word: str) -> Vectors | None:
    raw = word_table().vector(word)
    if raw is None:
        return None
    length = float(np.linalg.norm(raw))
    return raw / np.float32(length) if length else None
