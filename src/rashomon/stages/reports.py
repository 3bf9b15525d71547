"""article + parse + mentions, times, places, quantities, statements → reports of acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Mention, Quantity, Report, Statement, When, Where


class ReportsFound(NamedTuple):
    """`mentions` are new ones for actors and recipients that no mention covered yet."""

    reports: list[Report]
    mentions: list[Mention]


def find_reports(
    article: Article,
    doc: Doc,
    mentions: Sequence[Mention],
    whens: Sequence[When],
    wheres: Sequence[Where],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> ReportsFound:
    """One report for each act told, in reading order."""
    return ReportsFound([], [])
