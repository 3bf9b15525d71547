"""Counts of one happening that stand with several acts → the act with which they are compared.

Reads the acts of a story; gives the reports whose number answers another act's question. The one idea: "the flood
displaced 1,200", "some 2,000 people fled" and "the death toll has risen to 38" tell no act of their own beside the
flood: of one story, told within days, they count what it did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.knowledge.plover import HARM
from rashomon.matching.acts.facts import TOLL_WORDS
from rashomon.matching.findings.account import Answer, Corpus, counts, wording
from rashomon.matching.findings.agreement import came_out_within
from rashomon.record import Report

#: Types of the acts whose counts are compared.
_DONE = frozenset((HARM, "ASSAULT", "RETREAT"))
#: Days within which two accounts count one thing; how many times the smaller number the larger is, at most.
_DAYS, _TIMES = 4, 4

#: Act → question → the answers of other acts' reports to it.
Strays = Mapping[str, Mapping[str, Sequence[Answer]]]


def strays(corpus: Corpus, acts: Mapping[str, Sequence[Report]]) -> Strays:
    """By the act whose question they answer. An act that several accounts tell keeps its own counts."""
    found: dict[str, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    counted = {act: counts(corpus, told) for act, told in acts.items() if all(one.type in _DONE for one in told)}
    for question in ("dead", "displaced"):
        giving = {act: given[question] for act, given in counted.items() if question in given}
        if len(giving) < 2:
            continue
        home = max(giving, key=lambda act: (_accounts(acts[act]), _accounts(giving[act]), act))
        for act, answers in sorted(giving.items()):
            if act != home and _accounts(acts[act]) == 1:
                own = {report.id: report for report in acts[act]}
                found[home][question] += [
                    one for one in answers if one.report in own and _belongs(corpus, one, own[one.report], giving[home])
                ]
    return found


def _accounts(told: Sequence[Report] | Sequence[Answer]) -> int:
    return len({one.article for one in told})


def _belongs(corpus: Corpus, answer: Answer, report: Report, home: Sequence[Answer]) -> bool:
    """Whether a number is of the act that these answers count: a toll, or people who fled, of their size, told in
    another account within days.
    """
    if answer.value.of == "dead" and not wording(corpus, report).words.lemmas & TOLL_WORDS:
        return False
    if any(answer.article == other.article for other in home):
        return False
    size = answer.value.low or answer.value.high or 0.0
    near = (o for o in home if came_out_within(corpus, answer.article, o.article, _DAYS))
    sizes = [other.value.low or other.value.high or 0.0 for other in near]
    return any(max(size, one) <= _TIMES * min(size, one) for one in sizes)
