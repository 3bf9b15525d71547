"""articles → copies: which text derives from which, with the passages on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rashomon.record import Article, Copy, Judgement


class CopiesFound(NamedTuple):
    """`origins` maps each article id to the id of the article whose voice it is (itself, where independent)."""

    copies: list[Copy]
    judgements: list[Judgement]
    origins: dict[str, str]


def find_copies(articles: Sequence[Article], judgements: Sequence[Judgement] = ()) -> CopiesFound:
    """`judgements` are people's; they outrank what is found."""
    return CopiesFound([], [], {article.id: article.id for article in articles})
