"""clean-text: the article's body out of a page that is plain text already (4-word shingles)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.shingles import shingle_figures, shingles
from rashomon.errors import RashomonError
from rashomon.record import Document, document_id
from rashomon.stages.clean import clean

#: Kinds of kept blocks that a body is made of; the set's bodies have no headline and no byline.
BODY_KINDS = frozenset({"body", "dateline"})

Item = dict[str, Any]


def score(items: list[Item], folder: Path) -> dict[str, float]:
    """The product as it stands."""
    return shingle_figures((body_of(item, item["text"], "text/plain"), item["body"]) for item in items)


def body_of(item: Item, page: str, media_type: str) -> str:
    """The kept blocks of body kinds; nothing where the product finds no article."""
    body = page.encode("utf-8", "replace")
    document = Document(document_id(body), item.get("url"), None, None, media_type, "utf-8", body)
    try:
        articles = clean(document)
    except RashomonError:
        return ""
    kept = [
        article.text[block.start : block.end]
        for article in articles
        for block in article.blocks
        if block.kept and block.kind in BODY_KINDS
    ]
    return "\n".join(kept)


def errors(items: list[Item], folder: Path, count: int, console: Console) -> None:
    """The pages that lose most, with what is too much and what is missing."""
    rows = []
    for item in items:
        output = body_of(item, item["text"], "text/plain")
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
