"""Do two clusters of mentions name one person or body? By their names, roles, countries and stories.

Reads what is known of either side; gives reasons whose scores add up: from `SAME` on they are one. The one idea:
only names that agree word by word carry alone; names that are merely alike need something beside them, and another
given name in one family ("John Smith", "Jane Smith") speaks against.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.offices import folded_name, skeleton
from rashomon.language.names.likeness import compare_names
from rashomon.record import Reason

#: Sum of reasons from which two are one, and below which they are two.
SAME, DIFFERENT = 0.5, 0.0
#: A score of names that carries alone; one from which names are alike enough to ask further.
_SURE, _ALIKE = 0.93, 0.72
#: A mean score of all their spellings below which two sides are not one.
_APART = 0.45
#: Likeness of letters in order from which words are worth aligning; how many spellings of one side are compared.
_LOOK, _MANY = 0.82, 4
#: Every word of one name agrees with one of the other at least so much.
_WEAK = 0.6


@dataclass(frozen=True, slots=True)
class Profile:
    """One side: its names of two words or more, offices as (country, office), countries, stories, articles.

    `words`: what descriptions say of them.
    """

    names: tuple[str, ...]
    offices: frozenset[tuple[str | None, str]]
    countries: frozenset[str]
    stories: frozenset[str]
    articles: frozenset[str]
    words: frozenset[str]


def person_reasons(one: Profile, two: Profile) -> list[Reason]:
    """What speaks for and against two persons being one."""
    pairs = [(_score(a, b), a, b) for a in one.names[:_MANY] for b in two.names[:_MANY]]
    if not pairs:
        return [Reason("no full name", -1.0, None, None)]
    best, left, right = max(pairs)
    mean = sum(score for score, _, _ in pairs) / len(pairs)
    equal = folded_name(left) == folded_name(right)
    weakest = min(reason.score for reason in compare_names(left, right).reasons) if best else 0.0
    reasons = [Reason("names", round(_of_names(best, weakest, equal), 3), left, right)]
    if mean < _APART:
        reasons.append(Reason("other spellings disagree", -0.5, min(pairs)[1], min(pairs)[2]))
    if not equal and one.articles & two.articles:
        # one article or its coreference writes them as two
        reasons.append(Reason("apart in one article", -0.6, left, right))
    if _conflict(gender_of(left), gender_of(right)):
        reasons.append(Reason("given names of a man and a woman", -0.8, left, right))
    return reasons + _surroundings(one, two)


def may_be_one(one: Iterable[str], two: Iterable[str]) -> bool:
    """Whether any two full names of either side look alike enough to be compared letter by letter."""
    theirs = [name for name in two if " " in name]
    return any(_ends_alike(folded_name(a), folded_name(b)) for a in one if " " in a for b in theirs)


@functools.lru_cache(maxsize=200_000)
def _ends_alike(left: str, right: str) -> bool:
    one, two = left.split(), right.split()
    if not one or not two:
        return False
    ends = (two[0], two[-1])
    return any(_look_alike(one[0], a) and _look_alike(one[-1], b) for a, b in (ends, ends[::-1]))


@functools.lru_cache(maxsize=200_000)
def _score(left: str, right: str) -> float:
    """0..1; the letters are aligned only where first and last words look alike, in either order."""
    one, two = folded_name(left), folded_name(right)
    if one == two:
        return 1.0
    return compare_names(left, right).score if _ends_alike(one, two) else 0.0


def _look_alike(left: str, right: str) -> bool:
    return left == right or skeleton(left) == skeleton(right) or JaroWinkler.similarity(left, right) > _LOOK


def _of_names(best: float, weakest: float, equal: bool) -> float:
    """From _ALIKE to _SURE the score says more and more; one word that hardly agrees spoils it."""
    if equal:
        return 0.8
    if best < _ALIKE or weakest < _WEAK:
        return -0.6
    return 0.2 + 0.35 * min(1.0, (best - _ALIKE) / (_SURE - _ALIKE))


def _surroundings(one: Profile, two: Profile) -> list[Reason]:
    reasons = []
    if one.offices & two.offices:
        country, office = sorted(one.offices & two.offices, key=str)[0]
        reasons.append(Reason("same office", 0.3, country, office))
    if one.words & two.words:
        reasons.append(Reason("described by one word", 0.12, *[min(one.words & two.words)] * 2))
    if one.countries and two.countries:
        same = bool(one.countries & two.countries)
        listed = (", ".join(sorted(one.countries)), ", ".join(sorted(two.countries)))
        reasons.append(Reason("countries", 0.1 if same else -0.5, *listed))
    if one.stories & two.stories:
        # which one is seen from the articles; its id may change with any newcomer
        reasons.append(Reason("told in one story", 0.15, None, None))
    return reasons


def _conflict(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and left != right


def total(reasons: Iterable[Reason]) -> float:
    """The sum of what the reasons say."""
    return sum(reason.score for reason in reasons)
