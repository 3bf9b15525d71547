"""Numbers as their texts say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.record import Quantity
from rashomon.views.figures import spell_figures, spell_quantity, spell_told


def _of(low: float | None, high: float | None, of: str | None = "dead", unit: str = "people") -> Quantity:
    return Quantity(low, high, unit, of, "m")


@pytest.mark.parametrize(
    ("quantity", "written", "said"),
    [
        (_of(14, 14), "fourteen people", "14 dead"),
        (_of(306, 374, "injured"), "some 340", "some 340 injured"),
        (_of(24, 99), "dozens of people", "dozens dead"),
        (_of(24, 99), "dozens of dockers", "dozens of dockers dead"),
        (_of(10.8, 13.2, "troops"), "about a dozen Velmaran soldiers", "about a dozen Velmaran soldiers"),
        (_of(10.8, 13.2, "troops"), "About a dozen Velmaran soldiers", "about a dozen Velmaran soldiers"),
        (_of(49500, 60500, "displaced"), "Some 55,000 people", "some 55,000 displaced"),
        (_of(10800, 13200, None, "households"), "About 12,000 households", "about 12,000 households"),
        (_of(50, None), "more than 50", "more than 50 dead"),
        (_of(50, None), "at least 50", "at least 50 dead"),
        (_of(None, 20), "fewer than 20", "fewer than 20 dead"),
        (_of(30, 40), None, "30–40 dead"),
        (_of(30, 40), "от 30 до 40 человек", "30–40 dead"),
        (_of(59, 59, None, "missiles"), "59 missiles", "59 missiles"),
    ],
)
def test_a_number_is_told_in_its_texts_own_words_where_nobody_counted(quantity, written, said):
    assert spell_quantity(quantity, written) == said


def test_many_figures_of_one_kind_are_one_phrase_that_says_how_many_there_are():
    told = [(_of(n, n), str(n)) for n in (3, 9, 100, 100, 313, 481)]
    assert spell_figures(told) == ("100 dead (one of 5 figures)",)
    assert spell_figures(told[:3]) == ("3 / 9 / 100 dead",)


def test_people_are_not_counted_twice_beside_what_befell_them():
    assert spell_figures([(_of(3, 3, None), "three"), (_of(3, 3, "arrested"), "three")]) == ("3 arrested",)


@pytest.mark.parametrize(
    ("answer", "written", "said"),
    [
        ("24 to 99", ["dozens of soldiers"], "dozens of soldiers"),
        ("24 to 99", [], "24 to 99"),
        ("at least 50", ["more than 50 dockers"], "more than 50"),
        ("at least 50", ["at least 50"], "at least 50"),
        ("the Front", ["the Front"], "the Front"),
    ],
)
def test_a_side_is_told_in_its_texts_own_words(answer, written, said):
    assert spell_told(answer, written) == said


@given(st.integers(0, 10**9), st.text(max_size=40))
def test_an_exact_number_is_never_replaced_by_words(number, written):
    assert spell_quantity(_of(number, number), written) == f"{number:,} dead"
