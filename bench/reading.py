"""Bench texts read the way the product reads them, with parses kept on disk between runs.

Parses are disposable: they lie in `.cache/parses/`, named after model and text, and may be deleted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin

from rashomon.language.english import english, find_weights, lines_of, parse
from rashomon.language.titlecase import as_sentence
from rashomon.pipeline import Reading, read_article
from rashomon.record import Article, article_id, document_id

CACHE = Path(".cache/parses")
_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


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
    texts = list(texts)
    folder = CACHE / f"{find_weights().name}-2"
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / hashlib.sha256(_as_parsed(text).encode("utf-8", "surrogatepass")).hexdigest() for text in texts]
    missing = [i for i, path in enumerate(paths) if not path.exists()]
    for i, doc in zip(missing, parse(texts[i] for i in missing), strict=True):
        part = paths[i].with_suffix(".part")
        part.write_bytes(DocBin(store_user_data=False, docs=[doc]).to_bytes())
        part.replace(paths[i])
    vocab = english().vocab
    for path in paths:
        yield next(iter(DocBin().from_bytes(path.read_bytes()).get_docs(vocab)))


def _as_parsed(text: str) -> str:
    """A text as the parser is given it: cut at datelines, headlines written as sentences are."""
    lines = [as_sentence(line, english()) for line in lines_of(text)]
    return text if "".join(lines) == text and len(lines) == len(_LINE.findall(text)) else "\0".join(lines)


def readings(articles: Iterable[Article]) -> Iterator[Reading]:
    """What the product reads in each article, in order."""
    articles = list(articles)
    for article, doc in zip(articles, docs(article.text for article in articles), strict=True):
        yield read_article(article, doc)
