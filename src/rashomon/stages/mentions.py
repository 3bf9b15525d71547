"""article + parse → mentions: names, nationalities, pronouns, role phrases."""

from __future__ import annotations

from spacy.tokens import Doc

from rashomon.record import Article, Mention


def find_mentions(article: Article, doc: Doc) -> list[Mention]:
    """Every mention in reading order."""
    return []
