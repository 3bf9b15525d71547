"""clean-html: the article's body out of a web page (4-word shingles)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from bench.sets.clean_text import Item, body_of, by_justext, by_trafilatura
from bench.shingles import shingle_figures
from rashomon.sources.page import parse_page, render


def score(items: list[Item], folder: Path) -> dict[str, float]:
    """The product as it stands."""
    return shingle_figures((body_of(item, item["html"], "text/html"), item["body"]) for item in items)


def by_readability(page: str) -> str:
    from readability import Document

    return render(parse_page(Document(page).summary()))[0]


def by_newspaper(page: str) -> str:
    import newspaper

    article = newspaper.Article("https://example.org/", fetch_images=False)
    article.set_html(page)
    article.parse()
    return str(article.text)


def _baseline(cut: Callable[[str], str]) -> Callable[[list[Item], Path], dict[str, float]]:
    def run(items: Iterable[Item], folder: Path) -> dict[str, float]:
        return shingle_figures((_cut(cut, item["html"]), item["body"]) for item in items)

    return run


def _cut(cut: Callable[[str], str], page: str) -> str:
    """A tool's output; nothing where the tool is not installed for this page's sake or gives up on it."""
    try:
        return cut(page)
    except ImportError as error:
        raise SystemExit(f"a baseline is not installed: {error.name!r}; pip install {error.name}") from error
    except Exception:  # other tools raise what they like on odd pages
        return ""


BASELINES = {
    "whole page": _baseline(lambda page: render(parse_page(page))[0]),
    "trafilatura": _baseline(by_trafilatura),
    "readability-lxml": _baseline(by_readability),
    "jusText": _baseline(by_justext),
    "newspaper4k": _baseline(by_newspaper),
}
