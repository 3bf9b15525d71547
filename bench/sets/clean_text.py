"""clean-text: the article's body out of a page that is plain text already (4-word shingles).

The pages are read as those of one case, so that two pages of a site tell what it repeats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.shingles import shingle_figures, shingles
from rashomon.errors import RashomonError
from rashomon.matching.templates import PageLines, furniture
from rashomon.record import Article, Document, document_id, grouped
from rashomon.stages.clean import clean, clean_pages, lines_of_pages

#: Kinds of kept blocks that a body is made of; the set's bodies have no headline and no byline.
BODY_KINDS = frozenset({"body", "dateline"})

Item = dict[str, Any]


def score(items: list[Item], folder: Path) -> dict[str, float]:
    """The product as it stands."""
    return shingle_figures(zip(bodies_of(items), [item["body"] for item in items], strict=True))


def bodies_of(items: list[Item]) -> list[str]:
    """The bodies of pages that are added to one case."""
    documents = [_document(item, item["text"], "text/plain") for item in items]
    pages = [page for page in lines_of_pages(documents) if page is not None]
    left_out: dict[str, frozenset[int]] = {}
    for of_outlet in grouped((page.outlet, page) for page in _distinct(pages)).values():
        left_out |= furniture(of_outlet)
    read = clean_pages(documents, left_out)
    return ["" if isinstance(found, Exception) else "\n".join(map(_body, found.articles)) for found in read]


def _distinct(pages: list[PageLines]) -> list[PageLines]:
    """A document that is given twice is one document of a case."""
    return list({page.document: page for page in pages}.values())


def _document(item: Item, page: str, media_type: str) -> Document:
    body = page.encode("utf-8", "replace")
    return Document(document_id(body), item.get("url"), None, None, media_type, "utf-8", body)


def body_of(item: Item, page: str, media_type: str) -> str:
    """The kept blocks of body kinds of one page by itself; nothing where the product finds no article."""
    try:
        return "\n".join(map(_body, clean(_document(item, page, media_type))))
    except RashomonError:
        return ""


def _body(article: Article) -> str:
    kept = (block for block in article.blocks if block.kept and block.kind in BODY_KINDS)
    return "\n".join(article.text[block.start : block.end] for block in kept)


def errors(items: list[Item], folder: Path, count: int, console: Console) -> None:
    """The pages that lose most, with what is too much and what is missing."""
    rows = []
    for item, output in zip(items, bodies_of(items), strict=True):
        found, wanted = shingles(output), shingles(item["body"])
        rows.append(((found & wanted).total() / max(1, found.total(), wanted.total()), item, output))
    for share, item, output in sorted(rows, key=lambda row: row[0])[:count]:
        console.print(f"\n[bold]{share:.2f} {item['url']}[/bold]", highlight=False)
        _differing(output, item["body"], "too much", console)
        _differing(item["body"], output, "missing ", console)


def _differing(left: str, right: str, label: str, console: Console) -> None:
    squeezed = " ".join(right.split())
    lines = [line for line in left.split("\n") if line.strip() and " ".join(line.split()) not in squeezed]
    for line in lines[:8]:
        console.print(f"  {label}: {line[:150]}", markup=False, highlight=False)


def ten_words(page: str) -> str:
    """Lines of ten words and more that end a sentence."""
    lines = (line.strip() for line in page.split("\n"))
    return "\n".join(line for line in lines if len(line.split()) >= 10 and re.search("[.!?\"”’']$", line))


def paragraphs(page: str) -> str:
    """The lines as paragraphs of a page, for tools that want HTML."""
    lines = (f"<p>{escape(line)}</p>" for line in page.split("\n") if line.strip())
    return "<html><body>" + "\n".join(lines) + "</body></html>"


def by_justext(page: str) -> str:
    import justext

    stops = justext.get_stoplist("English")
    found = justext.justext(page.encode("utf-8", "replace"), stops)
    return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)


def by_trafilatura(page: str) -> str:
    import trafilatura

    return trafilatura.extract(page, include_comments=False) or ""


def _baseline(cut: Callable[[str], str]) -> Callable[[list[Item], Path], dict[str, float]]:
    def run(items: Iterable[Item], folder: Path) -> dict[str, float]:
        return shingle_figures((cut(item["text"]), item["body"]) for item in items)

    return run


BASELINES = {
    "the text itself": _baseline(lambda page: page),
    "ten-word rule": _baseline(ten_words),
    "jusText": _baseline(lambda page: by_justext(paragraphs(page))),
    "trafilatura": _baseline(lambda page: by_trafilatura(paragraphs(page))),
}
