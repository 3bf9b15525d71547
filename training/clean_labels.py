"""page + body → which pieces of the page are the body: the labels that the cleaning classifiers learn from.

Reads the text of a page cut into pieces and the body that people took out of it; writes a number a piece, the
share of its words that stand in the body in order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from rashomon.language.page.blocks import Piece

_WORD = re.compile(r"\w+")


def body_shares(text: str, pieces: Sequence[Piece], body: str) -> list[float]:
    """For each piece the share of its words that the body holds at the matching place, 0..1."""
    page: list[str] = []
    owner: list[int] = []
    for i, piece in enumerate(pieces):
        words = _WORD.findall(text[piece.start : piece.end])
        page += words
        owner += [i] * len(words)
    matched = [0] * len(pieces)
    total = [0] * len(pieces)
    for i in owner:
        total[i] += 1
    matcher = SequenceMatcher(None, page, _WORD.findall(body), autojunk=False)
    for block in matcher.get_matching_blocks():
        for k in range(block.a, block.a + block.size):
            matched[owner[k]] += 1
    return [hit / size if size else 0.0 for hit, size in zip(matched, total, strict=True)]
