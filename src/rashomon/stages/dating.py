"""article + mentions + times → the range of dates on which an undated article can have been published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Judgement, Mention, When


class Dated(NamedTuple):
    """`article` with its dates filled where something says; `judgements` (relation "published") say what."""

    article: Article
    judgements: list[Judgement]


def date_article(article: Article, doc: Doc, mentions: Sequence[Mention], whens: Sequence[When]) -> Dated:
    """Leaves a dated article as it is; else infers a range from offices, dates and events in the text."""
    return Dated(article, [])
