"""article + statements + reports → the same with the outlet and its agencies at the head of every chain.

The chain "according to whom" runs outlet ← agency ← document or spokesperson ← speaker. What the text says at
the spot is found by the statements' and reports' stages; here the outer links are put before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rashomon.record import Article, Attribution, Report, Statement

#: The head of a wire report: "TOLM, March 3 (Northern Wire) - ".
_DATELINE = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][^()\n]{1,60}\([^()\n]{2,40}\)\s?[-–—]", re.M)


class Chained(NamedTuple):
    """The nouns given, in their order, with whole chains."""

    statements: list[Statement]
    reports: list[Report]


def add_outer_links(article: Article, statements: Sequence[Statement], reports: Sequence[Report]) -> Chained:
    """Outlet first, then the agency credited; neither is named twice in one chain."""
    outer = outer_links(article)
    return Chained(
        [replace(statement, according_to=joined(outer, statement.according_to)) for statement in statements],
        [replace(report, according_to=joined(outer, report.according_to)) for report in reports],
    )


def outer_links(article: Article) -> tuple[Attribution, ...]:
    """The outlet, and the agency where the article credits exactly one: with two, nobody knows which said it.

    An agency beside an author ("Jane Roe, with Northern Wire") tells an unknown part; only a dateline says all.
    """
    links = [Attribution(article.outlet, None, None, None)] if article.outlet else []
    told = not article.authors or _DATELINE.search(article.text)
    if told and len(article.agencies) == 1 and article.agencies[0] != article.outlet:
        start = article.text.find(article.agencies[0])
        found = (start, start + len(article.agencies[0])) if start >= 0 else (None, None)
        links.append(Attribution(article.agencies[0], None, *found))
    return tuple(links)


def joined(outer: tuple[Attribution, ...], inner: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The outer links that the inner ones do not name, then the inner ones."""
    named = {_plain(link.name) for link in inner}
    return (*[link for link in outer if _plain(link.name) not in named], *inner)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'").strip()
