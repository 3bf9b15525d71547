"""Trains the classifier of text blocks: python -m training.clean_text --data ../shared/benchmarks/clean-text

Reads the clean-text dev set (allowed for training: only weights are kept) and the pages in
training/data/clean_pages, writes knowledge/tables/clean_text_weights.json, prints cross-validated figures: every
page is scored by weights that saw no page of its site.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from bench.frame import load_items
from bench.shingles import shingle_figures
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rashomon.language.normalise import repair
from rashomon.language.page.blocks import Piece, split_pieces
from rashomon.language.page.classifier import Layer, StretchSettings, among, dump, stretch, sure
from rashomon.language.page.features import THOUGHT, Matrix, measure, surrounded, surrounded_names, thoughts
from rashomon.language.page.headline import guess_title
from training.clean_labels import body_shares

WEIGHTS = Path("src/rashomon/knowledge/tables/clean_text_weights.json")
PAGES = Path("training/data/clean_pages")
#: Inverse strength of the L2 penalty, chosen by cross-validation, 2026-11-22.
STRENGTH = 0.02
#: How many times our own pages count beside the dev set's.
OWN_TIMES = 4
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
    matrix = measure(text, pieces, guess_title([text[p.start : p.end] for p in pieces], None, url))
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
    """The same page as other scrapers leave it: without blank lines, cropped, from the first paragraph on."""
    inside = np.flatnonzero(page.labels)
    if not len(inside):
        return []
    lines = [page.text[piece.start : piece.end] for piece in page.pieces]
    first, last, n = int(inside[0]), int(inside[-1]) + 1, len(lines)
    cuts: list[tuple[int, int, str | None]] = [(0, n, "\n"), (max(0, first - 2), min(n, last + 12), None)]
    cuts += [(first, min(n, last + 10), "\n"), (first, last, "\n")]
    return [made for cut in cuts if (made := _cropped(page, lines, *cut))]


def _cropped(page: Page, lines: Sequence[str], first: int, last: int, joint: str | None) -> Page | None:
    """Lines [first, last) of a page; a joint of None leaves the blank lines as they are."""
    gaps = ["\n" * max(1, min(2, page.pieces[i].gap)) for i in range(first, last)]
    text = "".join(f"{joint or gap}{lines[first + i]}" for i, gap in enumerate(gaps)).lstrip("\n")
    pieces = split_pieces(text)
    if len(pieces) != last - first:
        return None
    return make_page(page.site, text, pieces, page.labels[first:last], None, None)


def own_pages() -> list[Page]:
    """Pages written for training: a line a block: "+ " before the body, "= " before the headline, "- " the rest."""
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


def fitted(rows: Sequence[Any], labels: Sequence[Any], weights: Sequence[Any] | None, strength: float) -> Layer:
    """A logistic reading over unscaled columns."""
    every = np.concatenate(rows)
    scaler = StandardScaler().fit(every)
    model = LogisticRegression(C=strength, max_iter=400)
    counted = None if weights is None else np.concatenate(weights)
    model.fit(scaler.transform(every), np.concatenate(labels), sample_weight=counted)
    coefficients = model.coef_[0] / scaler.scale_
    return Layer((), coefficients, float(model.intercept_[0] - coefficients @ scaler.mean_))


def read_text(pages: Sequence[Page], strength: float) -> Layer:
    """The reading of each piece: is it the article's text?"""
    return fitted([p.rows for p in pages], [p.labels for p in pages], [p.weights for p in pages], strength)


def wide(page: Page, chances: Any) -> Any:
    """What the readings of start and end see."""
    return np.concatenate([page.rows, thoughts(chances, page.matrix.sizes)], axis=1)


def train(pages: Sequence[Page], strength: float = STRENGTH) -> dict[str, Layer]:
    """All three readings; start and end learn from what the first says of pages it has not seen."""
    sites = sorted({page.site for page in pages})
    fold = {site: i % 4 for i, site in enumerate(sites)}
    rows: dict[int, Any] = {}
    for number in range(4):
        layer = read_text([page for page in pages if fold[page.site] != number], strength)
        for i, page in enumerate(pages):
            if fold[page.site] == number:
                rows[i] = wide(page, sure(layer.scores(page.rows)))
    held = [i for i, page in enumerate(pages) if page.labels.any()]
    fits = {"text": read_text(pages, strength)}
    for part, at in (("start", 0), ("end", -1)):
        marks = [np.arange(len(pages[i].labels)) == np.flatnonzero(pages[i].labels)[at] for i in held]
        fits[part] = fitted([rows[i] for i in held], marks, None, strength)
    return fits


def read(page: Page, fits: dict[str, Layer]) -> str:
    """The pieces that the three readings keep, a line each."""
    chances = sure(fits["text"].scores(page.rows))
    rows = wide(page, chances)
    starts, ends = among(fits["start"].scores(rows)), among(fits["end"].scores(rows))
    kept = stretch(chances, starts, ends, page.matrix, StretchSettings()).kept
    return "\n".join(page.text[p.start : p.end] for p, keep in zip(page.pieces, kept, strict=True) if keep)


def cross_validated(pages: Sequence[Page], extra: Sequence[Page], strength: float) -> dict[str, float]:
    """Figures over the dev pages, each read by weights that saw no page of its site."""
    sites = sorted({page.site for page in pages})
    np.random.RandomState(7).shuffle(sites)
    fold = {site: i % FOLDS for i, site in enumerate(sites)}
    pairs = []
    for number in range(FOLDS):
        fits = train([page for page in (*pages, *extra) if fold.get(page.site) != number], strength)
        pairs += [(read(page, fits), page.body or "") for page in pages if fold[page.site] == number]
    return shingle_figures(pairs)


def report(
    pages: Sequence[Page], extra: Sequence[Page], checked: bool, strength: float = STRENGTH
) -> tuple[dict[str, Layer], dict[str, Any]]:
    """Final weights, and figures with (fitted) and without (cross-validated) the page's own site in training."""
    figures: dict[str, Any] = {}
    if checked:
        figures["cross-validated"] = {k: round(v, 4) for k, v in cross_validated(pages, extra, strength).items()}
    fits = train([*pages, *extra], strength)
    fit_figures = shingle_figures((read(page, fits), page.body or "") for page in pages)
    figures["fitted"] = {k: round(v, 4) for k, v in fit_figures.items()}
    print(json.dumps(figures), flush=True)
    return fits, figures


def store(path: Path, source: str, fits: dict[str, Layer], figures: dict[str, Any], names: Sequence[str]) -> None:
    """Writes the weights file."""
    thought = [f"thought {name}" for name in THOUGHT]
    stored = {"trained on": source, "figures": figures, "text": dump(names, fits["text"].weights, fits["text"].bias)}
    for part in ("start", "end"):
        stored[part] = dump([*names, *thought], fits[part].weights, fits[part].bias)
    path.write_text(json.dumps(stored, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/benchmarks/clean-text"))
    arguments.add_argument("--no-check", action="store_true", help="write weights without cross-validation")
    arguments.add_argument("--strength", type=float, default=STRENGTH)
    given = arguments.parse_args()
    pages = dev_pages(load_items(given.data))
    extra = [variant for page in pages for variant in variants(page)] + own_pages() * OWN_TIMES
    fits, figures = report(pages, extra, not given.no_check, given.strength)
    source = f"clean-text dev set ({len(pages)} pages) and {len(own_pages())} pages of our own"
    store(WEIGHTS, source, fits, figures, surrounded_names())


if __name__ == "__main__":
    main()
