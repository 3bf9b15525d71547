"""How much a word tells: a text → its terms; a term → its weight.

The one idea: how common a word is comes from a table of general English, not from the texts at hand, so five
articles are weighed like five thousand, and a text's weights never change because another text arrives.
"""

from __future__ import annotations

import functools
import math
import re

from rashomon.knowledge.tables import cells

#: A word, with what follows its apostrophe.
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_POSSESSIVE = ("'s", "’s")
#: A word with a capital that no full stop stands before.
_CAPITAL = re.compile(r"(?<=[a-z0-9,;:] )[\"“‘'(]?([A-Z][\w'’-]*)")
#: Capitals that name nobody and nowhere.
_UNNAMED = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mr mrs ms dr""".split()
)
#: Texts behind the table, as a prior: a word it lacks weighs as if one text in so many held it.
_TEXTS = 3000
#: Words that weigh less than this stand in every third text and tell nothing.
_LEAST = 1.0


def weight(term: str) -> float:
    """How much a word tells: the logarithm of how rare it is, 0 … 8."""
    return math.log((_TEXTS + 1) / (_TEXTS * _texts().get(term, 0) / 100_000 + 1))


def texts_with(word: str) -> int:
    """Of 100,000 English texts, how many hold a word, lower-cased."""
    return _texts().get(word, 0)


def terms(text: str) -> list[str]:
    """The words of a text in order, lower-cased, without the possessive."""
    return [word[:-2] if word[-2:] in _POSSESSIVE else word for word in WORD.findall(text.lower())]


def named_terms(text: str) -> set[str]:
    """Terms that bear a capital inside a sentence, but for days, months and forms of address."""
    return {term for found in _CAPITAL.finditer(text) for term in terms(found[1])} - _UNNAMED


def telling_weight(term: str) -> float:
    """The weight of a word that tells anything, 0 of one that every third text has."""
    found = weight(term)
    return found if found >= _LEAST else 0.0


@functools.cache
def _texts() -> dict[str, int]:
    return {word: int(texts) for word, texts in cells("word_frequencies")}
