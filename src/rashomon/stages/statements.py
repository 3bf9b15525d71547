"""article + parse + mentions → statements: who is reported to have said, thought or wanted what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Mention, Statement


class StatementsFound(NamedTuple):
    """`mentions` are new ones for speakers and addressees that no mention covered yet."""

    statements: list[Statement]
    mentions: list[Mention]


def find_statements(article: Article, doc: Doc, mentions: Sequence[Mention]) -> StatementsFound:
    """Direct, indirect and mixed speech and thought, in reading order."""
    return StatementsFound([], [])
