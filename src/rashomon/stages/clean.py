"""document → articles: readable text out of a page, block by block, each with a reason."""

from __future__ import annotations

from rashomon.record import Article, Document


def clean(document: Document) -> list[Article]:
    """The articles in a document, usually one. Raises Unreadable where the bytes hold no text."""
    return []
