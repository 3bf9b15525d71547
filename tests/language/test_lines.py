"""What lines say: all at once, and no line changes what another says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language.page.blocks import split_pieces
from rashomon.language.page.features import OWN, arranged, measure, surrounded, surrounded_names, weighed
from rashomon.language.page.lines import SHAPE, Said, languages, read_lines, read_pages
from rashomon.language.page.markup import MARKUP
from rashomon.language.page.notices import CATEGORIES

ODD = [
    "Read more: Rivers rise", "ΟΔΟΣ ΑΘΗΝΑΣ", "ǅ", "…", "a...", "..", "\x00 \x00", "٣ يوليو 2017",
    "東京で会談が行われた。", "(c) 2017 x",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=400)), min_size=1, max_size=6))
def test_a_line_says_the_same_alone_and_among_others(texts: list[str]) -> None:
    said = [line for text in texts for raw in text.split("\n") if (line := raw.strip())]
    together = read_lines(said)
    for i, line in enumerate(said):
        alone = read_lines([line])
        for column in ("shape", "words", "sizes", "shares", "spoken", "known"):
            assert np.array_equal(getattr(together, column)[i], getattr(alone, column)[0]), (column, line)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.lists(st.sampled_from([*ODD, "Rivers rise"])), st.sampled_from([None, "Rivers rise"]))))
def test_a_page_says_the_same_alone_and_among_others(given: list[tuple[list[str], str | None]]) -> None:
    pages = [Said(lines, headline) for lines, headline in given]
    for page, found in zip(pages, read_pages(pages), strict=True):
        for one, other in zip(read_lines(*page), found, strict=True):
            assert np.array_equal(one, other)


@pytest.mark.parametrize(
    ("line", "column", "value"),
    [
        ("The river rose.", "ends sentence", 1.0),
        ("“The river rose.”", "ends sentence", 1.0),
        ("The river rose...", "ends sentence", 0.0),
        ("The river rose...", "ends ellipsis", 1.0),
        ("..", "ends ellipsis", 0.0),
        ("It said:", "ends colon", 1.0),
        ("12 May 2017", "date", 1.0),
        ("3 hours ago", "date", 1.0),
        ("Updated 14:05", "clock", 1.0),
        ("No. 14 of 20", "clock", 0.0),
        ("(C) Brask Daily", "copyright sign", 1.0),
        ("Follow @braskdaily", "address", 1.0),
        ("Home | World", "separators", 1 / 3),
        ("one - two / three » four", "separators", 1.0),
        ("• a point", "bullet", 1.0),
        ("14) a point", "bullet", 1.0),
        ("(in brackets)", "parenthesis whole", 1.0),
        ("ALL OF IT", "all capitals", 1.0),
        ("ǅǅǅǅ", "all capitals", 0.0),
        ("two Words Here", "capitals", 2 / 3),
        ("small start", "starts small", 1.0),
        ("7 of ٣", "digits", 1.0),
    ],
)  # fmt: skip
def test_a_column_says_what_its_name_says(line: str, column: str, value: float) -> None:
    assert read_lines(["Another line, before.", line]).shape[1, SHAPE.index(column)] == pytest.approx(value)


def test_words_are_counted_without_the_punctuation_around_them() -> None:
    lines = read_lines(["« Hello », — world !", "— · —", "東京で会談"])
    assert lines.words.tolist() == [2, 0, 1]
    assert lines.sizes.tolist() == [2.0, 0.0, 2.5]


def test_phrases_of_furniture_are_found_within_their_line_only() -> None:
    lines = read_lines(["Read", "more of the river", "Read more"])
    related = CATEGORIES.index("related")
    assert lines.shares[:, related].tolist()[::2] == [0.0, 1.0]


def test_function_words_are_counted_by_language() -> None:
    lines = read_lines(["The minister said that the talks were over", "Der Minister sagte, dass die Gespräche"])
    best = [languages()[column] for column in lines.spoken.argmax(axis=1)]
    assert best == ["en", "de"]


def test_likeness_to_the_headline_is_the_share_of_common_words() -> None:
    lines = read_lines(["River rises in Brask", "The river, the river rises", "Nothing here"], "River rises in Brask")
    assert lines.alike.tolist() == [1.0, 2 / 5, 0.0]


@pytest.mark.parametrize("count", [1, 2, 3, 7, 40])
def test_weighing_by_parts_gives_what_the_wide_table_gives(count: int) -> None:
    text = "\n\n".join(f"Line {i} of the page, which goes on to {i * i} words." for i in range(count))
    pieces = split_pieces(text)
    matrix = measure(text, pieces, "Line 1 of the page")
    numbers = np.random.default_rng(7)
    for extra in (None, numbers.normal(size=(len(pieces), len(MARKUP)))):
        wide = surrounded(matrix, extra)
        weights = numbers.normal(size=(len(surrounded_names(MARKUP if extra is not None else ())), 3))
        assert np.allclose(weighed(matrix, extra, arranged(weights)), wide @ weights)
    assert matrix.own.shape == (count, len(OWN))
