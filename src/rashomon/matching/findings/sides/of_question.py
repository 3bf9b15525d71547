"""Sides of one question → those that answer it: each kind of answer by its own rule."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.matching.answers import EXCLUDING
from rashomon.matching.findings.account import Answer, Called, Corpus
from rashomon.matching.findings.parties.own_cells import given_by_others
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.saying.sayings import Saying, is_another_version
from rashomon.matching.findings.sides.agreement import BEGAN, Compare
from rashomon.matching.findings.sides.occasions import of_one_occasion, told_apart
from rashomon.matching.findings.sides.of_counts import of_one_count
from rashomon.matching.findings.sides.of_labels import words_of_one_act
from rashomon.matching.findings.sides.of_parties import of_one_role
from rashomon.matching.findings.sides.of_places import of_one_place
from rashomon.record import Quantity, Report, When, Where


def of_one_question(
    corpus: Corpus, question: str, sides: list[list[Answer]], compare: Compare, reports: Sequence[Report]
) -> list[list[Answer]]:
    """Sides without what answers another question: other numbers, other parts of the act, other acts."""
    value = sides[0][0].value
    if isinstance(value, Quantity):
        return of_one_count(corpus, sides, compare, reports)
    if isinstance(value, Parties) and question != BEGAN:
        return of_one_role(corpus, question, sides, reports)
    if isinstance(value, Where):
        return of_one_place(corpus, sides, reports)
    if isinstance(value, When):
        return _of_one_time(corpus, sides, compare, reports)
    if isinstance(value, Saying):
        return [sides[0], *(side for side in sides[1:] if is_another_version(value, side[0].value))]
    if isinstance(value, Called):  # a party is called so whatever is told of it
        return told_apart(words_of_one_act(corpus, sides, reports) if question == "label" else sides)
    return sides


def _of_one_time(
    corpus: Corpus, sides: list[list[Answer]], compare: Compare, reports: Sequence[Report]
) -> list[list[Answer]]:
    """Times of one act: another day disputes it where its accounts share a place or number with the main side's."""
    value = sides[0][0].value
    lasts = any(report.type == "PROTEST" for report in reports)  # on each of its days
    apart = [side for side in sides[1:] if not lasts and compare(value, side[0].value) == EXCLUDING]
    shared = of_one_occasion([sides[0], *apart], reports)
    told = told_apart([side for side in sides if side not in apart or side in shared])
    return given_by_others(corpus, _without_open(told), reports)


def _without_open(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without times that have no end, or no beginning: "in coming weeks" disputes no month."""
    return [side for side in sides if side[0].value.start and side[0].value.end] or sides[:1]
