"""Findings of one story → without those that lay the same words side by side once more.

Reads findings with the characters that their sides rest on; gives findings. The one idea: a dispute may be found by the
act that reports tell and by the sentences that tell it; the one that hears more voices tells all that the other does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from rashomon.matching.findings.account import Corpus
from rashomon.record import Finding, Story

_DISPUTED = frozenset(("contradicted", "differing", "updated"))


class _Place(NamedTuple):
    """Characters [start, end) of an article."""

    article: str
    start: int
    end: int


def without_repeated(corpus: Corpus, story: Story, findings: Sequence[Finding]) -> list[Finding]:
    """Findings without disputes that rest on no event where an act's own finding hears the same, and without whether an
    act was done where the sentences that tell and deny it hear more, or who did it is what is denied.
    """
    apart = [one for one in findings if one.agreement in _DISPUTED]
    disputed = [one for one in apart if not one.question.startswith(("said", "label"))]
    places = {one.id: [_places(corpus, story, one, side) for side in range(len(one.sides))] for one in disputed}
    acts = [one for one in disputed if one.event is not None]
    loose = [one for one in disputed if one.event is None]
    dropped: set[str] = set()
    for act in acts:
        for one in loose:
            heard = _hears_all(places[act.id], places[one.id]) and not _says_less(act, one)
            if heard or _tells_who(act, one, places):
                dropped.add(one.id)
            elif act.question == one.question == "whether" and _hears_all(places[one.id], places[act.id]):
                dropped.add(act.id)
    return [one for one in findings if one.id not in dropped]


def _says_less(act: Finding, one: Finding) -> bool:
    """Whether accounts only differ on an act of which others are heard to deny that it was done."""
    return one.question == "whether" and one.agreement == "contradicted" != act.agreement


def _tells_who(act: Finding, one: Finding, places: Mapping[str, Sequence[Sequence[_Place]]]) -> bool:
    """Whether what denies that it was done is but the denial of one of those who are said to have done it."""
    if (act.question, act.agreement, one.question) != ("who", "contradicted", "whether"):
        return False
    cleared = [told for side, told in zip(act.sides, places[act.id], strict=True) if side.answer.startswith("not ")]
    return any(_stands_in(side, clearing) for side in places[one.id] for clearing in cleared)


def _places(corpus: Corpus, story: Story, finding: Finding, place: int) -> list[_Place]:
    side = finding.sides[place]
    found = [_Place(one.article, one.start, one.end) for one in finding.excerpts if one.side == place]
    return [*found, *_cited(corpus, story, {*side.reports, *side.statements})]


def _cited(corpus: Corpus, story: Story, cited: set[str]) -> Iterator[_Place]:
    for article in story.articles:
        for noun in (*corpus.reports.get(article, ()), *corpus.statements.get(article, ())):
            if noun.id in cited:
                yield _Place(article, noun.start, noun.end)


def _hears_all(more: Sequence[Sequence[_Place]], less: Sequence[Sequence[_Place]]) -> bool:
    """Whether each side of a finding stands in a side of its own of another: by its articles and some of its words."""
    homes = [next((i for i, other in enumerate(more) if _stands_in(side, other)), None) for side in less]
    return None not in homes and len(set(homes)) == len(homes)


def _stands_in(side: Sequence[_Place], other: Sequence[_Place]) -> bool:
    heard = {one.article for one in side} <= {one.article for one in other}
    return heard and any(
        one.article == there.article and one.start < there.end and there.start < one.end
        for one, there in product(side, other)
    )
