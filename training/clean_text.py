"""Trains the classifier of text blocks: python -m training.clean_text --data ../shared/benchmarks/clean-text

Reads the clean-text dev set (allowed for training: only weights are kept) and the pages in
training/data/clean_pages, writes knowledge/tables/clean_text_weights.json, prints cross-validated figures: every
page is scored by weights that saw no page of its site.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from bench.frame import load_items
from bench.shingles import shingle_figures
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rashomon.language.blocks import Piece, split_pieces
from rashomon.language.classifier import dump
from rashomon.language.features import (
    OWN,
    PLACED,
    THOUGHT,
    Matrix,
    measure,
    surrounded,
    surrounded_names,
    thoughts,
)
from rashomon.language.headline import guess_title
from rashomon.language.normalise import repair
from training.clean_labels import body_shares

WEIGHTS = Path("src/rashomon/knowledge/tables/clean_text_weights.json")
PAGES = Path("training/data/clean_pages")
#: Inverse strength of the L2 penalty of the two readings, chosen by cross-validation, 2026-11-22.
STRENGTH = (0.02, 0.02)
FOLDS = 5


@dataclass(frozen=True)
class Page:
    """A labelled page. `body` is None for pages that train only (variants and our own)."""

    site: str
    text: str
    pieces: tuple[Piece, ...]
    labels: Any
    body: str | None
    matrix: Matrix
    rows: Any

    @property
    def weights(self) -> Any:
        """Long pieces count more, as they do in shingles; every page counts alike."""
        raw = 0.3 + np.minimum(self.matrix.sizes, 60) / 20
        return raw * 40 / max(4.0, float(raw[self.labels].sum()))


def make_page(site: str, text: str, pieces: Sequence[Piece], labels: Any, body: str | None, url: str | None) -> Page:
    """A page with everything measured."""
    matrix = measure(text, pieces, guess_title(text, pieces, None, url))
    return Page(site, text, tuple(pieces), np.asarray(labels, dtype=bool), body, matrix, surrounded(matrix))


def dev_pages(items: Sequence[dict[str, Any]]) -> list[Page]:
    """The pages of the dev set."""
    pages = []
    for item in items:
        text = repair(item["text"], wrapped=False).text
        pieces = split_pieces(text)
        shares = body_shares(text, pieces, repair(item["body"], wrapped=False).text)
        site = urlsplit(item["url"] or "").netloc or item["id"]
        pages.append(make_page(site, text, pieces, np.array(shares) > 0.5, item["body"], item["url"]))
    return pages


def variants(page: Page) -> list[Page]:
    """The page without blank lines, and without most of what stands around the article: other scrapers' styles."""
    inside = np.flatnonzero(page.labels)
    if not len(inside):
        return []
    flat = "\n".join(page.text[piece.start : piece.end] for piece in page.pieces)
    flat_pieces = split_pieces(flat)
    found = []
    if len(flat_pieces) == len(page.pieces):
        found.append(make_page(page.site, flat, flat_pieces, page.labels, None, None))
    first, last = max(0, inside[0] - 2), min(len(page.pieces), inside[-1] + 12)
    part = page.pieces[first:last]
    text = page.text[part[0].start : part[-1].end]
    moved = [Piece(p.start - part[0].start, p.end - part[0].start, p.gap) for p in part]
    found.append(make_page(page.site, text, moved, page.labels[first:last], None, None))
    return found


def own_pages() -> list[Page]:
    """Pages written for training: a line a block, "+ " before what is the article's, "- " before the rest."""
    pages = []
    for path in sorted(PAGES.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        text = "\n".join(line[2:] for line in lines)
        pieces = split_pieces(text)
        starts = {}
        offset = 0
        for line in lines:
            starts[offset] = line.startswith("+")
            offset += max(0, len(line) - 2) + 1
        labels = [starts[text.rfind("\n", 0, piece.start) + 1] for piece in pieces]
        pages.append(make_page(path.stem, text, pieces, labels, None, None))
    return pages


def fitted(pages: Sequence[Page], rows: Sequence[Any], strength: float) -> tuple[Any, float]:
    """Weights and bias over unscaled columns."""
    every = np.concatenate(rows)
    scaler = StandardScaler().fit(every)
    model = LogisticRegression(C=strength, max_iter=400)
    labels = np.concatenate([page.labels for page in pages])
    model.fit(scaler.transform(every), labels, sample_weight=np.concatenate([page.weights for page in pages]))
    weights = model.coef_[0] / scaler.scale_
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def predicted(rows: Any, fit: tuple[Any, float]) -> Any:
    return 1 / (1 + np.exp(-np.clip(rows @ fit[0] + fit[1], -30, 30)))


def second_rows(page: Page, first: Any) -> Any:
    """What the second reading sees."""
    return np.concatenate([page.matrix.own, page.matrix.placed, thoughts(first, page.matrix.sizes)], axis=1)


def train(pages: Sequence[Page]) -> tuple[tuple[Any, float], tuple[Any, float]]:
    """Both readings; the second learns from what the first says of pages it has not seen."""
    sites = sorted({page.site for page in pages})
    fold = {site: i % 4 for i, site in enumerate(sites)}
    unseen: dict[int, Any] = {}
    for number in range(4):
        seen = [page for page in pages if fold[page.site] != number]
        fit = fitted(seen, [page.rows for page in seen], STRENGTH[0])
        for i, page in enumerate(pages):
            if fold[page.site] == number:
                unseen[i] = second_rows(page, predicted(page.rows, fit))
    second = fitted(pages, [unseen[i] for i in range(len(pages))], STRENGTH[1])
    return fitted(pages, [page.rows for page in pages], STRENGTH[0]), second


def read(page: Page, fits: tuple[tuple[Any, float], tuple[Any, float]]) -> str:
    """The pieces that both readings together keep, a line each."""
    chance = predicted(second_rows(page, predicted(page.rows, fits[0])), fits[1])
    return "\n".join(page.text[p.start : p.end] for p, value in zip(page.pieces, chance, strict=True) if value > 0.5)


def cross_validated(
    pages: Sequence[Page], extra: Sequence[Page], trained: Callable[[Sequence[Page]], Any] = train
) -> dict[str, float]:
    """Figures over the dev pages, each read by weights that saw no page of its site."""
    sites = sorted({page.site for page in pages})
    np.random.RandomState(7).shuffle(sites)
    fold = {site: i % FOLDS for i, site in enumerate(sites)}
    pairs = []
    for number in range(FOLDS):
        fits = trained([page for page in (*pages, *extra) if fold.get(page.site) != number])
        pairs += [(read(page, fits), page.body or "") for page in pages if fold[page.site] == number]
    return shingle_figures(pairs)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/benchmarks/clean-text"))
    arguments.add_argument("--no-check", action="store_true", help="write weights without cross-validation")
    given = arguments.parse_args()
    pages = dev_pages(load_items(given.data))
    extra = [variant for page in pages for variant in variants(page)] + own_pages() * 3
    figures: dict[str, Any] = {}
    if not given.no_check:
        figures["cross-validated"] = {k: round(v, 4) for k, v in cross_validated(pages, extra).items()}
    fits = train([*pages, *extra])
    fit_figures = shingle_figures((read(page, fits), page.body or "") for page in pages)
    figures["fitted"] = {k: round(v, 4) for k, v in fit_figures.items()}
    print(json.dumps(figures))
    stored = {
        "trained on": f"clean-text dev set ({len(pages)} pages) and {len(own_pages())} pages of our own",
        "figures": figures,
        "first": dump(surrounded_names(), *fits[0]),
        "second": dump([*OWN, *PLACED, *(f"thought {name}" for name in THOUGHT)], *fits[1]),
    }
    WEIGHTS.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
