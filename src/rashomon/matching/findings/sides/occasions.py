"""Sides of one question → those that tell of the same act: told in like words, or of its day, place or number.

What is told of another act is no side at all, and a denial always stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from rashomon.knowledge.plover import FORCE
from rashomon.matching.answers import COARSE
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.sides.agreement import EXACT, tell_alike
from rashomon.record import Report


def told_apart(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without the party, place or word that mostly accounts give which give the main side's too: they tell two parts
    of the act, or choose no word. A denial always stays.
    """
    if not sides or any(is_denial(answer) for side in sides for answer in side):
        return sides
    main = {answer.article for answer in sides[0]}
    return [sides[0], *(side for side in sides[1:] if not _mostly_in({answer.article for answer in side}, main))]


def _mostly_in(articles: Collection[str], main: Collection[str]) -> bool:
    return 2 * sum(article in main for article in articles) > len(articles)


def of_one_act(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The side of most articles with those that are told in like words, or of one day: an event of force may have
    caught what is told of the war around it. A denial always stays.
    """
    if len(sides) < 2 or not all(report.type in FORCE for report in reports):
        return sides
    by_id = {report.id: report for report in reports}
    main, *rest = sides
    return [main] + [side for side in rest if _is_told_alike(corpus, main, side, by_id)]


def of_one_occasion(sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The side of most articles with those whose accounts share something particular of the act with its: a day, a
    place, a number. One word for what is done again and again ("beheaded", "hit") may tell of two acts, and whom it
    befell, where and when is seldom what accounts dispute. A denial always stays.
    """
    if len(sides) < 2:
        return sides
    told: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for report in reports:
        told[report.article] |= particulars(report)
    main = set().union(*(told[answer.article] for answer in sides[0]))
    denied = any(is_denial(answer) for answer in sides[0])
    return [
        sides[0],
        *(
            side
            for side in sides[1:]
            if denied or any(is_denial(a) or not main.isdisjoint(told[a.article]) for a in side)
        ),
    ]


def particulars(report: Report) -> set[tuple[object, ...]]:
    """The exact day, the exact place and the numbers beyond two that a report gives."""
    found: set[tuple[object, ...]] = {(q.of or q.unit, q.low) for q in report.quantities if q.low and q.low > 2}
    if report.when and report.when.start and report.when.precision in EXACT:
        found.add(("day", report.when.start[:10]))
    if report.where is not None and report.where.precision not in COARSE:
        found.add(("place", report.where.place))
    return found


def _is_told_alike(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], reports: Mapping[str, Report]
) -> bool:
    if any(is_denial(answer) for answer in (*main, *side)):
        return True
    told = [[reports[a.report] for a in part if a.report and a.report in reports] for part in (main, side)]
    return any(tell_alike(corpus, one, other) for one, other in product(*told) if one.article != other.article)


def is_denial(answer: Answer) -> bool:
    return isinstance(answer.value, Parties) and answer.value.denied
