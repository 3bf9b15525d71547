"""Sides that call an act by a word → the words that accounts choose for the same act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from rashomon.knowledge.labels import takes_no_side
from rashomon.matching.acts.pairs import likelihood
from rashomon.matching.acts.parties import is_named
from rashomon.matching.findings.account import Answer, Corpus, wording
from rashomon.matching.findings.sides.occasions import of_one_occasion
from rashomon.record import Report

#: Likelihood of two wordings from which a word may be another for one act.
_AKIN = 0.1


def words_of_one_act(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """The word of most articles with those that accounts choose for the same act: words that both take a side
    ("terrorist attack", "incident"), or of tellings that are somewhat alike, of one doer by name, or of its day, place
    or number. The battle of a war is no other word for the murder it began with.
    """
    shared = of_one_occasion(sides, reports)
    by_id = {report.id: report for report in reports}
    plain = takes_no_side(sides[0][0].value.word)
    return [
        side
        for side in sides
        if side in shared
        or not (plain or takes_no_side(side[0].value.word))
        or _is_told_akin(corpus, sides[0], side, by_id)
    ]


def _is_told_akin(
    corpus: Corpus, main: Sequence[Answer], side: Sequence[Answer], reports: Mapping[str, Report]
) -> bool:
    told = [[reports[a.report] for a in part if a.report and a.report in reports] for part in (main, side)]
    return any(
        not _doers(corpus, one).isdisjoint(_doers(corpus, other))
        or likelihood(wording(corpus, one), wording(corpus, other)) >= _AKIN
        for one, other in product(*told)
        if one.article != other.article
    )


def _doers(corpus: Corpus, report: Report) -> set[str]:
    """Those who are named to have done it."""
    found = {corpus.of_mention.get(mention, "") for mention in report.actors}
    return {one for one in found if one in corpus.entities and is_named(corpus.entities[one])}
