"""article + place mentions → where they are."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from rashomon.record import Article, Mention, Where


def find_places(article: Article, doc: Doc, mentions: Sequence[Mention]) -> list[Where]:
    """One Where for each mention of kind place (or nationality) that the gazetteer can place."""
    return []
