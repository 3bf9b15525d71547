"""Trains the classifier of page blocks: python -m training.clean_html --data ../shared/benchmarks/clean-html

Reads the clean-html dev set (allowed for training: only weights are kept), writes
knowledge/tables/clean_page_weights.json, prints figures cross-validated by site.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from bench.frame import load_items

from rashomon.language.normalise import repair
from rashomon.language.page.blocks import split_pieces
from rashomon.language.page.features import measure, surrounded, surrounded_names
from rashomon.language.page.headline import guess_title
from rashomon.language.page.markup import MARKUP, markup_columns
from rashomon.record import Document, document_id
from rashomon.sources.decode import decode
from rashomon.sources.page import extracted_text
from training.clean_labels import body_shares
from training.clean_text import Page, report, store

#: Inverse strength of the L2 penalty: pages have more columns than text, so a stronger one (cross-validated,
#: 2026-11-22).
STRENGTH = 0.005
WEIGHTS = Path("src/rashomon/knowledge/tables/clean_page_weights.json")


def dev_pages(items: Sequence[dict[str, Any]]) -> list[Page]:
    """The pages of the dev set, read as the product reads them."""
    pages = []
    for item in items:
        body = item["html"].encode("utf-8", "replace")
        decoded = decode(Document(document_id(body), item["url"], None, None, "text/html", "utf-8", body))
        pieces = split_pieces(decoded.text)
        shares = body_shares(decoded.text, pieces, repair(item["body"], wrapped=False).text)
        said = [decoded.text[piece.start : piece.end] for piece in pieces]
        title = guess_title(said, decoded.meta.get("title"), item["url"])
        matrix = measure(decoded.text, pieces, title)
        extra = markup_columns(decoded.text, pieces, decoded.lines, extracted_text(decoded.html or ""))
        site = urlsplit(item["url"] or "").netloc or item["id"]
        labels = np.array(shares) > 0.5
        pages.append(Page(site, decoded.text, tuple(pieces), labels, item["body"], matrix, surrounded(matrix, extra)))
    return pages


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, default=Path("../shared/benchmarks/clean-html"))
    arguments.add_argument("--no-check", action="store_true", help="write weights without cross-validation")
    given = arguments.parse_args()
    pages = dev_pages(load_items(given.data))
    fits, figures = report(pages, [], not given.no_check, STRENGTH)
    store(WEIGHTS, f"clean-html dev set ({len(pages)} pages)", fits, figures, surrounded_names(MARKUP))


if __name__ == "__main__":
    main()
