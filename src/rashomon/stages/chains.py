"""article + statements + reports → the same with the outlet and its agencies at the head of every chain.

The chain "according to whom" runs outlet ← agency ← document or spokesperson ← speaker. What the text says at
the spot is found by the statements' and reports' stages; here the outer links are put before it. Who only passes
another's words on ("…, Press TV reported") is a link of that other's chain and makes no statement of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rashomon.knowledge.press import agencies_behind, names_press
from rashomon.language.turns import Turn, turns
from rashomon.record import Article, Attribution, Report, Span, Statement

#: The head of a wire report: "TOLM, March 3 (Northern Wire) - ".
_DATELINE = re.compile(r"^[A-ZÀ-ÞА-ЯЁ][^()\n]{1,60}\([^()\n]{2,40}\)\s?[-–—]", re.M)

#: Share of a statement's content that another must hold for the two to be the same words.
_NEARLY = 0.6


class Chained(NamedTuple):
    """The nouns given, in their order, with whole chains."""

    statements: list[Statement]
    reports: list[Report]


def add_outer_links(article: Article, statements: Sequence[Statement], reports: Sequence[Report]) -> Chained:
    """Outlet first, then the agency credited, then who has the word in a transcript; none is named twice in a chain."""
    outer = outer_links(article)
    spoken = turns(article.text)
    own = [statement for statement in statements if not _passes_on(article, statement, statements)]
    kept = {statement.id for statement in own}
    return Chained(
        [
            replace(
                statement, according_to=joined((*outer, *_turn_of(article, statement, spoken)), statement.according_to)
            )
            for statement in own
        ],
        [
            replace(
                report,
                according_to=joined((*outer, *_turn_of(article, report, spoken)), report.according_to),
                statement=report.statement if report.statement in kept else None,
            )
            for report in reports
        ],
    )


def _turn_of(article: Article, told: Statement | Report, spoken: Sequence[Turn]) -> tuple[Attribution, ...]:
    """Whose turn of a transcript tells it; nobody's where it begins with the label: the one who speaks is its own."""
    for turn in spoken:
        if turn.label_end <= told.start < turn.end:
            return (Attribution(article.text[turn.start : turn.label_end], None, turn.start, turn.label_end),)
    return ()


def _passes_on(article: Article, statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether a press name says nothing but what another statement has as its speaker's words, in its chain."""
    first = min((span.start for span in statement.content), default=0)
    last = max((span.end for span in statement.content), default=len(article.text))
    for other in others:
        if other.start >= last or other.end <= first or not other.according_to or other is statement:
            continue
        if not _covers(other, statement.content):
            continue
        names = [
            article.text[a.start : a.end] for a in other.according_to if a.start is not None and _inside(a, statement)
        ]
        if any(names_press(name) for name in names):
            return True
    return False


def _inside(link: Attribution, statement: Statement) -> bool:
    """Whether a link's characters stand in the statement but not in its content: its speaker's, then."""
    if link.start is None or link.end is None or not statement.start <= link.start < statement.end:
        return False
    return not any(span.start <= link.start < span.end for span in statement.content)


def _covers(inner: Statement, content: Sequence[Span]) -> bool:
    """Whether nearly all of a content is another statement: its speaker, cue and words."""
    shared = sum(max(0, min(inner.end, span.end) - max(inner.start, span.start)) for span in content)
    return shared >= _NEARLY * sum(span.end - span.start for span in content)


def outer_links(article: Article) -> tuple[Attribution, ...]:
    """The outlet, and the agency that all is credited to, where it is one: with two, nobody knows which said it.

    An agency beside an author ("Jane Roe, with Northern Wire") tells an unknown part; only a dateline says all.
    """
    links = [Attribution(article.outlet, None, None, None)] if article.outlet else []
    behind = agencies_behind(article) if article.agencies else []
    if len(behind) == 1 and (not article.authors or _DATELINE.search(article.text)):
        start, end = (behind[0].start, behind[0].end) if behind[0].start >= 0 else (None, None)
        links.append(Attribution(behind[0].name, None, start, end))
    return tuple(links)


def joined(outer: tuple[Attribution, ...], inner: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The outer links that the inner ones do not name, then the inner ones. Words that one agency is cited for are
    not another's that stands behind the rest.
    """
    named = {_plain(link.name) for link in inner}
    cited = any(names_press(link.name) for link in inner)
    credited = [link for link in outer if link.start is not None and names_press(link.name)] if cited else []
    return (*[link for link in outer if _plain(link.name) not in named and link not in credited], *inner)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").replace("’", "'").strip()
