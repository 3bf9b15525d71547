"""Sentences of a story's articles → numbers of one thing that accounts give differently.

Reads the texts of a story; gives pairs of sentences with the number in each. The one idea: two accounts count one thing
where they tell it in the same sentence: "two undersea cables were damaged in the Mediterranean", "three undersea cables
were damaged in the Mediterranean". A thing of which a text gives many numbers (yards, points, percent) is no one thing,
what grows from hour to hour (the dead) is left to its event, and "about", "at least" and a rounded number exclude
nothing. Sums, lengths and spans of time are estimates mostly: two of them differ, and contradict nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from rashomon.matching.answers import is_rounded
from rashomon.matching.findings.numbers.ages import ages_apart
from rashomon.matching.findings.numbers.numbers_told import LENGTH, Counted, Told, counts_no_thing, numbers_told, shared

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
_PLAYED = re.compile(
    r"\b(?:scor\w+|points?|goals?|touchdowns?|yards?|innings?|homers?|rebounds?|seasons?|shares?|stocks?|index|votes?"
    r"|polls?)\b",
    re.I,
)
#: Kinds of estimates; what both likenesses of their sentences come to at least; the share by which two are one number,
#: and one told plainly and one told roughly.
_ESTIMATES, _ALIKE, _NEAR, _ROUGHLY = frozenset(("money", "measure", "percent", LENGTH)), 1.4, 0.1, 0.25
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|estimated|over|more than|at least|up to|as much as"
    r"|fewer than|less than|under|above|below|close to)\s(?:an? |the )?(?:estimated )?$",
    re.I,
)
#: Values of one kind in a story, at most; accounts that give each, at most.
_OF_KIND = 30
#: What there is one sum of in a story, before it or after it: its sentences need not be alike.
_SUM = r"(?P<of>damages?|ransom|bail|bounty)"
_OF_SUM = re.compile(rf"\b{_SUM}\b(?:\s[\w’'$-]+){{0,5}}\s?$", re.I)
_SUM_AFTER = re.compile(rf"^(?:\s(?:in|of))?(?:\s[\w’'-]+){{0,2}}?\s{_SUM}\b", re.I)
_MARK = re.compile(r"[,;:.]\s|[;:]")
_CURRENCY = re.compile(r"[$£€¥]|\b(?:dollars?|euros?|pounds?|rupees?)\b", re.I)


def told_otherwise(texts: Mapping[str, str]) -> list[tuple[Counted, Counted]]:
    """Pairs of accounts that count one thing and find two numbers, by thing. `texts` by article id."""
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
        if right > _TIMES * left or is_rounded(left, right):
            continue
        pairs = product(of_value[left][:_OF_NUMBER], of_value[right][:_OF_NUMBER])
        yield from ((one.counted, other.counted) for one, other in pairs if _likeness(one, other, given))


def estimated_otherwise(texts: Mapping[str, str]) -> list[list[Counted]]:
    """Groups of sums, lengths, shares or spans of time that accounts estimate differently, each the same one thing: in
    like sentences, or of what there is one of ("damage"). `texts` by article id.
    """
    told = [one for article, text in sorted(texts.items()) for one in numbers_told(article, text) if _is_estimate(one)]
    by_thing: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_thing[one.counted.thing].append(one)
    given = _given(told)
    groups: list[list[Counted]] = []
    for thing in sorted(by_thing):
        for one, other in _estimated_apart(by_thing[thing], given):
            both = [one.counted, other.counted]
            homes = [group for group in groups if group[0].thing == thing and any(c in group for c in both)]
            groups = [group for group in groups if group not in homes]
            groups.append(list(dict.fromkeys([*(c for group in homes for c in group), *both])))
    return [_with_the_like(group, by_thing[group[0].thing]) for group in groups]


def _with_the_like(group: Sequence[Counted], told: Sequence[Told]) -> list[Counted]:
    """A group with the other accounts that give one of its numbers in like words."""
    known = [one for one in told if one.counted in group]
    articles = {one.sentence.article for one in group}
    more = {
        one.counted.sentence.article: one.counted
        for one in told
        if one.counted.sentence.article not in articles
        and any(one.counted.value == other.counted.value and _tell_one(one, other) for other in known)
    }
    return [*group, *more.values()]


def _tell_one(one: Told, other: Told) -> bool:
    of_sum = _sum_of(one)
    return (of_sum is not None and of_sum == _sum_of(other)) or shared(one.around, other.around, 1) >= _AROUND


def _is_estimate(one: Told) -> bool:
    """Whether it is one of a kind that is estimated, alone in its sentence, and no number of a game or of shares."""
    sentence = one.counted.sentence
    if one.kind not in _ESTIMATES or counts_no_thing(one) or _is_converted(one) or _PLAYED.search(sentence.text):
        return False
    return all(
        other.counted.thing != one.counted.thing
        or _is_converted(other)
        or _are_near(other.counted.value, one.counted.value, _NEAR)
        for other in numbers_told(sentence.article, sentence.text)
    )


def _estimated_apart(
    told: Sequence[Told], given: Mapping[tuple[str, str], set[float]]
) -> Iterator[tuple[Told, Told]]:
    of_value: dict[float, list[Told]] = defaultdict(list)
    for one in told:
        of_value[one.counted.value].append(one)
    if len(of_value) > _OF_KIND:
        return
    for left, right in combinations(sorted(of_value), 2):
        for one, other in product(of_value[left][:_OF_NUMBER], of_value[right][:_OF_NUMBER]):
            if _estimate_apart(one, other, given):
                yield one, other


def _estimate_apart(one: Told, other: Told, given: Mapping[tuple[str, str], set[float]]) -> bool:
    """Whether two accounts plainly estimate one thing, and neither gives what the other does."""
    here, there = one.counted.sentence.article, other.counted.sentence.article
    roughly = _ROUGHLY if _is_rough(one) != _is_rough(other) else _NEAR
    if here == there or any(
        _are_near(value, number.counted.value, roughly)
        for number, article in ((one, there), (other, here))
        for value in given[article, one.counted.thing]
    ):
        return False
    if not (one.names <= other.names or other.names <= one.names):
        return False
    if (sums := _sum_of(one)) is not None and sums == _sum_of(other):
        return True
    whole, near = shared(one.words, other.words, _BOTH - 1), shared(one.around, other.around, _BOTH_AROUND)
    return whole >= _SAME and near >= _AROUND and whole + near >= _ALIKE


def _is_converted(one: Told) -> bool:
    """Whether it is the number before it in another unit: "200 million euros ($265 million)"."""
    return one.counted.sentence.text[: one.start].endswith("(")


def _is_rough(one: Told) -> bool:
    return bool(_ROUGH.search(one.counted.sentence.text[: one.start]))


def _are_near(one: float, other: float, by: float) -> bool:
    return abs(one - other) <= by * max(one, other)


def _sum_of(one: Told) -> str | None:
    """What a sum is of, where there is one such sum in a story: "damage was put at $40 million"."""
    text, end = one.counted.sentence.text, one.start + len(one.counted.words)
    if one.kind != "money":
        return None
    found = _SUM_AFTER.match(_MARK.split(text[end:])[0]) or _OF_SUM.search(_MARK.split(text[: one.start])[-1])
    return found["of"].lower().rstrip("s") if found else None


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


def _counts(article: str, text: str) -> Iterator[Told]:
    """The numbers of a text that may be told otherwise elsewhere."""
    for one in numbers_told(article, text):
        of_thing = one.kind == "thing" and not one.bounded
        if of_thing and not (_GROWS.search(one.counted.sentence.text) or _CURRENCY.search(one.counted.sentence.text)):
            yield one
