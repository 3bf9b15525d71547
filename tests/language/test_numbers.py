"""Numbers in words and digits."""

from __future__ import annotations

import pytest

from rashomon.language.numbers import value_of, year_in_words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("twenty five", 25),
        ("two hundred and six", 206),
        ("3.5 million", 3_500_000),
        ("four thousand two hundred", 4200),
        ("470,000", 470_000),
        ("a hundred", 100),
        ("missile", None),
    ],
)
def test_words_add_up_until_a_greater_multiplies_them(words: str, value: float | None) -> None:
    assert value_of(words.split()) == value


@pytest.mark.parametrize(
    ("words", "year"),
    [("nineteen ninety - six", 1996), ("two thousand four", 2004), ("twenty twelve", 2012), ("twenty five", None)],
)
def test_years_are_said_in_two_halves(words: str, year: int | None) -> None:
    assert year_in_words(words.split()) == year
