"""Answers to one question → its sides: equal answers together, with who counted where that tells sides apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rashomon.matching.answers import EQUAL
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.numbers.givers import given_by, plain
from rashomon.matching.findings.parties.who import Parties
from rashomon.matching.findings.sides.agreement import EXACT, Compare
from rashomon.record import When, Where


def sides_of(answers: Sequence[Answer], compare: Compare) -> list[list[Answer]]:
    """Equal answers together, those with most articles first; the fullest answer speaks for its side."""
    sides: list[list[Answer]] = []
    for answer in sorted(
        answers, key=lambda a: (-_fullness(a.value), a.feared, a.article, a.report or "", a.statement or "")
    ):
        home = next((side for side in sides if compare(side[0].value, answer.value) == EQUAL), None)
        if home is None:
            sides.append([answer])
        else:
            home.append(answer)
    return sorted(sides, key=lambda side: (-len({a.article for a in side}), side[0].words))


def by_source(corpus: Corpus, sides: list[list[Answer]]) -> list[list[Answer]]:
    """Sides with the one who counted, where each side has one of its own: "3,000 (union)"."""
    sources = [[given_by(corpus, answer) for answer in side] for side in sides]
    names = [found[0] if len({plain(one) for one in found}) == 1 else None for found in sources]
    if len(sides) < 2 or len({plain(name) for name in names if name}) < 2:
        return sides
    return [
        [replace(side[0], words=f"{side[0].words} ({name})"), *side[1:]] if name else side
        for side, name in zip(sides, names, strict=True)
    ]


def _fullness(value: Any) -> int:
    """How much an answer says: the fullest speaks for its side."""
    if isinstance(value, Where):
        return int(value.precision != "country")
    if isinstance(value, When):
        return int(value.precision in EXACT)
    return len(value) if isinstance(value, Parties) else 0
