"""Mentions and reports in invented news, found by their shape: what a reading would give, without the parse.

For measuring time and memory of what compares articles. The shapes are those of bench/synthetic_news.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bench.synthetic_news import _BODIES, _COUNTRIES, _GIVEN, _OFFICES
from rashomon.record import Article, Judgement, Mention, Reason, Report, Span, mention_id, report_id

_SHAPES = (
    ("person", re.compile(rf"\b(?:{'|'.join(_GIVEN)}) [A-Z]\w+")),
    ("organization", re.compile(rf"\b[A-Z]\w+ (?:{'|'.join(_BODIES)})\b")),
    ("place", re.compile(rf"\b(?:{'|'.join(_COUNTRIES)})\b")),
    ("place", re.compile(r"(?<=\b(?:in|of) )[A-Z]\w+\b")),
    (
        "other",
        re.compile(rf"\b(?:the )?(?:workers|police|witnesses|rescuers|voters|soldiers|farmers|{'|'.join(_OFFICES)})\b"),
    ),
)
_ACTS = {
    "ASSAULT": re.compile(r"\b(?:struck|hit|killing)\b"), "CONSULT": re.compile(r"\b(?:talked|spoke|described)\b"),
    "ACCUSE": re.compile(r"\b(?:blamed|accused|warned)\b"), "COERCE": re.compile(r"\b(?:detained|arrested|seized)\b"),
    "PROTEST": re.compile(r"\b(?:walked out|stopped work)\b"), "REJECT": re.compile(r"\b(?:denied|rejected)\b"),
}  # fmt: skip


def mentions_in(article: Article) -> list[Mention]:
    """Names and bare nouns in reading order, none overlapping."""
    found: list[Mention] = []
    taken: set[int] = set()
    for kind, shape in _SHAPES:
        for match in shape.finditer(article.text):
            start, end = match.span()
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                found.append(
                    Mention(mention_id(article.id, start, end, kind), article.id, start, end, kind, match[0], None, ())
                )
    return sorted(found, key=lambda mention: mention.start)


def links_in(mentions: Sequence[Mention]) -> list[Judgement]:
    """What coreference would say: a name and its repetition are one."""
    by_text: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        by_text.setdefault((mention.kind, mention.text), []).append(mention)
    reason = (Reason("same words", 1.0, None, None),)
    return [
        Judgement("entity", *sorted((one.id, other.id)), "same", 0.9, reason, "machine:coreference-1", None)
        for (kind, _), same in by_text.items() if kind != "other"
        for one, other in pairwise(same)
    ]  # fmt: skip


def reports_in(article: Article, mentions: Sequence[Mention]) -> list[Report]:
    """Acts by their verbs, with the names right before and after."""
    found = []
    for kind, shape in _ACTS.items():
        for match in shape.finditer(article.text):
            before = [m.id for m in mentions if match.start() - 60 < m.start < match.start() and m.kind != "place"][-1:]
            after = [m.id for m in mentions if match.end() < m.start < match.end() + 60 and m.kind != "place"][:1]
            trigger = Span(*match.span())
            start, end = match.span()
            ends = tuple(before), tuple(after)
            found.append(
                Report(
                    id=report_id(article.id, trigger, kind),
                    article=article.id,
                    start=start,
                    end=end,
                    trigger=trigger,
                    type=kind,
                    mode=None,
                    contexts=(),
                    cameo=None,
                    quad=1,
                    actors=ends[0],
                    recipients=ends[1],
                    when=None,
                    where=None,
                    quantities=(),
                    modality="happened",
                    statement=None,
                    according_to=(),
                )
            )
    return found
