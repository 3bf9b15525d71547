"""A line's parse from the cache is the parse that was kept, whatever characters its words have."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.language.english import parse
from rashomon.language.parses import ParseCache


@pytest.mark.parametrize(
    "line",
    [
        "The notice is at http://varn.example/news?id=1&page=2=3 since Monday.",
        "He typed a==b and x=y|z and left.",
        "Number=Sing|Person=3 is how a tagger writes.",
    ],
)
def test_a_line_with_signs_of_equality_is_read_alike_anew_and_from_the_cache(line: str, tmp_path: Path) -> None:
    cache = ParseCache(tmp_path / "parses.sqlite", 1_000_000)
    anew, kept = (next(iter(parse([line], cache))) for _ in range(2))
    assert kept.text == line
    assert [(w.lemma_, str(w.morph), w.head.i) for w in kept] == [(w.lemma_, str(w.morph), w.head.i) for w in anew]
