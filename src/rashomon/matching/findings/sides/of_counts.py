"""Sides that give a number → those that may count one thing.

A text tells many numbers of an act, of those before it and of the war around it: what stays counts like people, is of
one size, and is told of the same act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations, product

from rashomon.knowledge.plover import HARM
from rashomon.matching.answers import COMPATIBLE, compare_quantities, is_vague, same_population
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.numbers.givers import are_of_two
from rashomon.matching.findings.sides.agreement import (
    GROWING,
    Compare,
    came_out_within,
    counted_phrase,
    is_rough,
    of_another_size,
    of_two_acts,
    tell_alike,
)
from rashomon.record import Quantity, Report

#: How many times the smaller of two numbers the larger is, at most, if they are of one size.
_OF_SIZE = 3.0
#: Days within which accounts of one disaster raise its toll.
_DAYS_OF_HARM = 4
_MARCHING = frozenset(("protesters", "people", "workers", None))
_OF_THE_DAY = frozenset(("dead", "displaced"))


def of_one_count(
    corpus: Corpus, sides: list[list[Answer]], compare: Compare, reports: Sequence[Report]
) -> list[list[Answer]]:
    """Sides that may count one thing: a text tells many numbers of an act, of those before it and of the war around it.

    The side of most articles stays, with those that are told in like words, of like people and size, by others than
    give its own number too.
    """
    by_id = {report.id: report for report in reports}
    main, *rest = _exact_first(_most_alike_first(sides))
    rest = [side for side in rest if not _says_about(main[0].value, side[0].value)]
    rest = [side for side in rest if not is_rough(main[0].value, side[0].value)]
    rest = [side for side in rest if _may_count_alike(corpus, main, side, compare, by_id)]
    return [main] + [side for side in rest if not _is_of_something_else(corpus, main, side, rest)]


def _most_alike_first(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Of tolls first the one that is of the size of what most articles give, then that of most, then the largest."""
    if len(sides) < 3 or sides[0][0].value.of not in GROWING | _MARCHING:
        return sides
    of_side = [(_size(side), {answer.article for answer in side}) for side in sides]

    def rank(side: Sequence[Answer]) -> tuple[int, int, float]:
        size = _size(side)
        near = (articles for other, articles in of_side if max(other, size) <= _OF_SIZE * min(other, size))
        return len(set().union(*near)), len({answer.article for answer in side}), size

    first = max(sides, key=rank)
    return [first, *(side for side in sides if side is not first)]


def _size(side: Sequence[Answer]) -> float:
    return side[0].value.low or side[0].value.high or 0.0


def _is_of_something_else(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], rest: Sequence[Sequence[Answer]]
) -> bool:
    """Whether all accounts of a side give, in the same name, another number that is nearer to the main one: of the 40
    dead of a bomb, and six who were shot elsewhere, the six are none of the answers.
    """

    def is_nearer(other: Sequence[Answer]) -> bool:
        apart = [max(size, _size(main)) / max(min(size, _size(main)), 1.0) for size in (_size(other), _size(side))]
        return apart[0] < apart[1]

    nearer = [answer for other in rest if other is not side and is_nearer(other) for answer in other]
    return all(any(a.article == b.article and not are_of_two(corpus, a, b) for b in nearer) for a in side)


def _says_about(one: Quantity, other: Quantity) -> bool:
    """Whether one number is "about" the other: "some 150 miles" beside 150."""
    return any(
        a.low is not None and a.high is not None and b.low == b.high and a.low < (b.low or 0.0) < a.high
        and not is_vague(a)
        for a, b in ((one, other), (other, one))
    )


def _exact_first(sides: list[list[Answer]]) -> list[list[Answer]]:
    """A word for many after the number that all of its articles give too: "dozens", and further on how many; "several"
    after the number that it may mean and that as many articles give.
    """
    if not is_vague(sides[0][0].value):
        return sides
    told = {answer.article for answer in sides[0]}
    of_side = [(side, {answer.article for answer in side}) for side in sides[1:] if not is_vague(side[0].value)]
    exact = (
        side
        for side, articles in of_side
        if told <= articles
        or (len(told) <= len(articles) and compare_quantities(sides[0][0].value, side[0].value) == COMPATIBLE)
    )
    first = next(exact, None)
    return sides if first is None else [first, *(side for side in sides if side is not first)]


def _may_count_alike(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], compare: Compare, reports: Mapping[str, Report]
) -> bool:
    if all(answer.feared for answer in side):
        return not of_another_size(main[0].value, side[0].value)
    if of_two_acts(corpus, main, side) or all(_gives_elsewhere(corpus, main, answer) for answer in side):
        return False
    if _struck_other_lands(main, side, reports):
        return False
    if is_vague(side[0].value) and {a.article for a in side} <= {a.article for a in main}:
        return False  # "dozens", and further on how many
    values = main[0].value, side[0].value
    # "several" may be any number that is larger; "tens of thousands" is that of a war
    vague = any(is_vague(a) and (a.low or 0) < (b.low or b.high or 0) for a, b in permutations(values))
    agrees = vague or compare(*values) == COMPATIBLE
    return any(
        same_population(counted_phrase(corpus, a), counted_phrase(corpus, b))
        and (b.moved or _are_of_one_act(corpus, a, b, reports, agrees))
        for a, b in product(main, side)
    )


def _struck_other_lands(main: Sequence[Answer], side: Sequence[Answer], reports: Mapping[str, Report]) -> bool:
    """Whether accounts tell of disasters in other countries: a quake's is no party's, as that of a raid may be."""
    here, there = (
        {
            report.where.country
            for answer in part
            if (report := reports.get(answer.report or "")) is not None and report.type == HARM
            if report.where is not None and report.where.country
        }
        for part in (main, side)
    )
    return bool(here and there) and here.isdisjoint(there)


def _are_of_one_act(
    corpus: Corpus, one: Answer, other: Answer, reports: Mapping[str, Report], agrees: bool
) -> bool:
    """Whether two numbers of an event are of one size and told in like words, or are tolls of one day."""
    if not agrees and of_another_size(one.value, other.value):
        return False
    if one.moved:
        return True
    told = reports[one.report or ""], reports[other.report or ""]
    types = {report.type for report in told}
    return tell_alike(corpus, *told) or _are_tolls(corpus, one, other, types == {"PROTEST"}, types == {HARM})


def _are_tolls(corpus: Corpus, one: Answer, other: Answer, marched: bool, of_harm: bool) -> bool:
    """Whether both give the dead, those who fled or those who marched, of an act of which two accounts tell within a
    day of each other, or some days after a disaster:
    residents count twelve, the army eight. Of what is told later the words must be alike: it may be a war's.
    """
    articles = one.article, other.article
    dated = all(corpus.came_out(article) is not None for article in articles)
    days = _DAYS_OF_HARM if of_harm else 1
    alike = marched or (one.value.of == other.value.of and one.value.of in _OF_THE_DAY)
    return alike and dated and came_out_within(corpus, *articles, days)


def _gives_elsewhere(corpus: Corpus, main: Sequence[Answer], answer: Answer) -> bool:
    """Whether the account of an answer gives the main side's number too, of another act: it disputes nothing."""
    value = main[0].value
    return value.low != answer.value.low and any(
        (number.of, number.low, number.high) == (value.of, value.low, value.high)
        and not are_of_two(corpus, Answer(number, "", report.article, report.id), answer)
        for report in corpus.reports.get(answer.article, ())
        for number in (report.quantities if value.of else ())
    )
