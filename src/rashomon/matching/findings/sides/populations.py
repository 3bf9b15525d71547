"""Numbers of one act → those that may count the same people, each sort by itself.

Reads answers that give numbers; gives them in groups. The one idea: "30 soldiers", "30 fighters" and "45 civilians" who
were killed are three counts; a number that names nobody counts whom the one before it does, or goes with the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.matching.answers import EQUAL, compare_quantities, kinds_counted
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.sides.agreement import counted_phrase

#: Share of the larger of two numbers that the smaller is where they are of one size.
_OF_SIZE = 0.5


def by_population(corpus: Corpus, answers: Sequence[Answer]) -> list[list[Answer]]:
    """The answers by whom they count; one group where no two are of other kinds. Those that name no kind go where
    their number is given, to their own account's, to one of their size, or to whom most accounts count.
    """
    of_kind: list[tuple[frozenset[str], list[Answer]]] = []
    anybody: list[Answer] = []
    for answer in answers:
        kinds = kinds_counted(counted_phrase(corpus, answer))
        if not kinds:
            anybody.append(answer)
            continue
        homes = [group for group in of_kind if group[0] & kinds]
        of_kind = [group for group in of_kind if group not in homes]
        of_kind.append((kinds.union(*(kind for kind, _ in homes)), [*(a for _, own in homes for a in own), answer]))
    if len(of_kind) < 2:
        return [list(answers)]
    groups = [own for _, own in sorted(of_kind, key=lambda group: (-_articles(group[1]), min(group[0])))]
    homes_of = [(answer, max(range(len(groups)), key=lambda i: (*_fits(answer, groups[i]), -i))) for answer in anybody]
    return [[*own, *(answer for answer, home in homes_of if home == i)] for i, own in enumerate(groups)]


def _articles(answers: Sequence[Answer]) -> int:
    return len({answer.article for answer in answers})


def _fits(answer: Answer, group: Sequence[Answer]) -> tuple[bool, bool, bool]:
    """Whether a group gives an answer's number, whether its account gives one of the group's, and whether some number
    there is of its size.
    """
    equal = any(compare_quantities(answer.value, other.value) == EQUAL for other in group)
    sizes = [[one.value.low or one.value.high or 0.0 for one in part] for part in ((answer,), group)]
    near = any(_OF_SIZE * max(sizes[0][0], size) <= min(sizes[0][0], size) for size in sizes[1])
    return equal, any(answer.article == other.article for other in group), near
