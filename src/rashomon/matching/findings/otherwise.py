"""Sentences of a story's articles → numbers of one thing that accounts give differently.

Reads the texts of a story; gives pairs of sentences with the number in each. The one idea: two accounts count one thing
where they tell it in the same sentence: "two undersea cables were damaged in the Mediterranean", "three undersea cables
were damaged in the Mediterranean". A thing of which a text gives many numbers (yards, points, percent) is no one thing,
what grows from hour to hour (the dead) is left to its event, and "about", "at least" and a rounded number exclude
nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from rashomon.matching.findings.ages import ages_apart
from rashomon.matching.findings.numbers_told import Counted, Told, numbers_told, shared

#: Shares of the lighter side's weight that two sentences, and the words around their numbers, have in common.
_SAME, _AROUND = 0.5, 0.5
#: Words that they have in common at least, the sentences and the neighbourhoods.
_BOTH, _BOTH_AROUND = 4, 2
#: Numbers of one thing that an article gives at most, and a story; sentences that are compared for each number.
_OF_ARTICLE, _OF_STORY, _OF_NUMBER = 2, 8, 6
#: How many times the smaller number the larger is, at most.
_TIMES = 10
#: A sentence of tolls, ballots, prices and games: what it counts is counted anew from hour to hour, or by turns.
_GROWS = re.compile(
    r"\b(?:dead|die[ds]?|dying|kill\w*|deaths?|injur\w+|wound\w+|missing|toll|casualt\w+|arrest\w*|detain\w*|displac\w+"
    r"|votes?|polls?|ballots?|scor\w+|points?|goals?|touchdowns?|yards?|innings?|homers?|rebounds?|season|games?"
    r"|shares?|stocks?|index|so far|since)\b",
    re.I,
)
_CURRENCY = re.compile(r"[$£€¥]|\b(?:dollars?|euros?|pounds?|rupees?)\b", re.I)


def told_otherwise(texts: Mapping[str, str]) -> list[tuple[Counted, Counted]]:
    """Pairs of accounts that count one thing and find two numbers, one pair for each two numbers, by thing. `texts` by
    article id.
    """
    if len(texts) < 2:
        return []
    told = [one for article, text in sorted(texts.items()) for one in _counts(article, text)]
    by_thing: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_thing[one.counted.thing].append(one)
    given = _given(told)
    found = [pair for thing in sorted(by_thing) for pair in _apart(by_thing[thing], given)]
    return [*found, *ages_apart(texts)]


def _apart(told: Sequence[Told], given: Mapping[tuple[str, str], set[float]]) -> Iterator[tuple[Counted, Counted]]:
    of_value: dict[float, list[Told]] = defaultdict(list)
    for one in told:
        if len(given[one.counted.sentence.article, one.counted.thing]) <= _OF_ARTICLE:
            of_value[one.counted.value].append(one)
    if not 2 <= len(of_value) <= _OF_STORY:
        return
    for left, right in combinations(sorted(of_value), 2):
        if right > _TIMES * left or _is_rounded(left, right):
            continue
        pairs = product(of_value[left][:_OF_NUMBER], of_value[right][:_OF_NUMBER])
        likely = [(likeness, pair) for pair in pairs if (likeness := _likeness(*pair, given))]
        if likely:
            one, other = max(likely, key=lambda found: found[0])[1]
            yield one.counted, other.counted


def _given(told: Iterable[Told]) -> dict[tuple[str, str], set[float]]:
    """The numbers that each article gives of each thing."""
    given: dict[tuple[str, str], set[float]] = defaultdict(set)
    for one in told:
        given[one.counted.sentence.article, one.counted.thing].add(one.counted.value)
    return given


def _likeness(one: Told, other: Told, given: Mapping[tuple[str, str], set[float]]) -> float:
    """How alike two sentences tell one thing with two numbers; 0 where they need not mean the same."""
    thing, (here, there) = one.counted.thing, (one.counted.sentence.article, other.counted.sentence.article)
    if here == there or other.counted.value in given[here, thing] or one.counted.value in given[there, thing]:
        return 0.0
    if not (one.names <= other.names or other.names <= one.names) or _count_much_otherwise(here, there, given):
        return 0.0
    whole, near = shared(one.words, other.words, _BOTH), shared(one.around, other.around, _BOTH_AROUND)
    return whole + near if whole >= _SAME and near >= _AROUND else 0.0


def _count_much_otherwise(here: str, there: str, given: Mapping[tuple[str, str], set[float]]) -> bool:
    """Whether two articles give other numbers of most things that both count: they tell of two acts."""
    both = [thing for article, thing in given if article == here and (there, thing) in given]
    apart = sum(given[here, thing].isdisjoint(given[there, thing]) for thing in both)
    return apart > 1 and 2 * apart > len(both)


def _is_rounded(left: float, right: float) -> bool:
    """Whether one number may be the other, rounded: 60 for 59, 5 for 4.8."""
    return any(
        round(exact, places) == rough
        for exact, rough in ((left, right), (right, left))
        for places in range(-9, 2)
        if round(rough, places) == rough
    )


def _counts(article: str, text: str) -> Iterator[Told]:
    """The numbers of a text that may be told otherwise elsewhere."""
    for one in numbers_told(article, text):
        of_thing = one.kind == "thing" and not one.bounded
        if of_thing and not (_GROWS.search(one.counted.sentence.text) or _CURRENCY.search(one.counted.sentence.text)):
            yield one
