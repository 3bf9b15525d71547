"""Bench texts read the way the product reads them, with parses kept on disk between runs.

Parses lie in the product's own cache, at `.cache/parses.sqlite`; it may be deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from rashomon.language.english import parse
from rashomon.language.parses import ParseCache
from rashomon.pipeline import Reading, read_article
from rashomon.record import Article, article_id, document_id

#: Room for the lines of all sets.
CACHE = ParseCache(Path(".cache/parses.sqlite"), 8_000_000_000)


def article_of(text: str, published: str | None = None, outlet: str | None = None) -> Article:
    """An article of a bench text that is clean already. `published` is a date, YYYY-MM-DD, or None."""
    document = document_id(text.encode("utf-8", "surrogatepass"))
    instant = f"{published}T00:00:00Z" if published else None
    return Article(
        article_id(document), document, outlet, None, None, instant, instant, "metadata" if instant else "none",
        "en", (), (), text, (),
    )  # fmt: skip


def docs(texts: Iterable[str]) -> Iterator[Doc]:
    """Parses in order, from the cache where it has them."""
    return parse(texts, CACHE)


def readings(articles: Iterable[Article]) -> Iterator[Reading]:
    """What the product reads in each article, in order."""
    articles = list(articles)
    for article, doc in zip(articles, docs(article.text for article in articles), strict=True):
        yield read_article(article, doc)
