"""How much of a claim a sentence has where it may use other words: "boob" for "breast", "sacked" for "fired".

Reads word vectors of the English weights (no pipeline is loaded); where they have none, only the claim's own words
count. The one idea: a word that stands in a sentence's stead for the claim's counts for what the two have in common;
names and numbers have no stand-ins.
"""

from __future__ import annotations

import functools
import math

import numpy as np

from rashomon.language.meaning import Vectors, word_table
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts import lemma

#: Cosine from which one word may stand for another.
_NEAR = 0.5
#: What one that stands for another counts, at most: small tables give one vector to "north" and "south".
_AT_MOST = 0.6
_LEAST = 1.0


def near_share(claim: str, sentence: str) -> float:
    """Share of a claim's weight that a sentence has, 0..1, near words counted by how near they are."""
    wanted, has = _words(claim), _words(sentence)
    total = math.fsum(value for value, _ in wanted.values())
    if not total:
        return 0.0
    plain = [unit for _, unit in has.values() if unit is not None]
    table = np.stack(plain) if plain else None
    got = []
    for stem, (value, unit) in wanted.items():
        if stem in has:
            got.append(value)
        elif unit is not None and table is not None:
            near = float((table @ unit).max())
            got.append(value * min(near, _AT_MOST) if near >= _NEAR else 0.0)
    return min(1.0, math.fsum(got) / total)


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> dict[str, tuple[float, Vectors | None]]:
    """Stem → its weight and, of a word that is no name, its vector of length one."""
    found: dict[str, tuple[float, Vectors | None]] = {}
    for word in WORD.findall(text):
        stem = lemma(word)[:6]
        if len(stem) > 2 and weight(stem) > _LEAST:
            found.setdefault(stem, (weight(stem), None if word[:1].isupper() else _unit(word.lower())))
    return found


def _unit(word: str) -> Vectors | None:
    raw = word_table().vector(word)
    if raw is None:
        return None
    length = float(np.linalg.norm(raw))
    return raw / np.float32(length) if length else None
