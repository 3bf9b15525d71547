"""Answers to one question: equal, compatible or excluding; and in few words."""

from __future__ import annotations

import pytest

from rashomon.matching.answers import (
    COMPATIBLE,
    EQUAL,
    EXCLUDING,
    compare_places,
    compare_quantities,
    compare_times,
    counts_a_part,
    is_rounded,
    quantity_words,
    time_words,
)
from rashomon.record import Quantity, When, Where


def number(low: float | None, high: float | None) -> Quantity:
    return Quantity(low, high, "people", "dead", "m")


def when(start: str, end: str, precision: str = "day", relation: str = "on") -> When:
    return When(f"{start}:00Z", f"{end}:00Z", precision, relation, None, "m")


def where(name: str, country: str | None, precision: str = "city", at: tuple[float, float] = (1.0, 2.0)) -> Where:
    return Where(name, name, country, at[0], at[1], precision, "m")


def test_numbers_exclude_each_other_only_where_their_bounds_do():
    assert compare_quantities(number(59, 59), number(24, 99)) == COMPATIBLE
    assert compare_quantities(number(59, 59), number(59, 59)) == EQUAL
    assert compare_quantities(number(86, 86), number(100, 100)) == EXCLUDING
    assert compare_quantities(number(17, None), number(16, 16)) == EXCLUDING


def test_a_day_says_with_less_care_what_its_morning_says():
    day = when("2031-04-07T00:00", "2031-04-08T00:00")
    assert compare_times(day, when("2031-04-07T06:00", "2031-04-07T12:00", "hour")) == EQUAL
    assert compare_times(day, when("2031-04-08T00:00", "2031-04-09T00:00")) == EXCLUDING


def test_countries_never_exclude_and_hold_their_towns():
    assert compare_places(where("Odre", "ODR", "country"), where("Varnia", "VAR", "country")) == COMPATIBLE
    assert compare_places(where("Varnia", "VAR", "country"), where("Tol", "VAR")) == EQUAL
    assert compare_places(where("Tol", "VAR"), where("Ode", "ODR", at=(40.0, 50.0))) == EXCLUDING


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(14, 14, "14"), (17, None, "at least 17"), (None, 20, "up to 20"), (24, 99, "24 to 99"), (3000, 3000, "3,000")],
)
def test_numbers_in_words(low, high, words):
    assert quantity_words(number(low, high)) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (when("2031-05-14T00:00", "2031-05-15T00:00"), "2031-05-14"),
        (when("2031-05-14T06:00", "2031-05-14T12:00", "hour"), "2031-05-14 morning"),
        (when("2031-05-14T18:00", "2031-05-15T06:00", "hour"), "2031-05-14 night"),
        (when("2031-05-14T07:40", "2031-05-14T07:41", "minute"), "2031-05-14 07:40"),
        (when("2031-05-01T00:00", "2031-06-01T00:00", "month"), "2031-05"),
        (when("2031-05-13T00:00", "2031-05-20T00:00", "week"), "2031-05-13 to 2031-05-19"),
    ],
)
def test_times_in_words(time, words):
    assert time_words(time) == words


def test_a_place_is_one_place_with_its_article_or_accent_and_a_place_on_no_map_may_lie_in_a_country():
    assert compare_places(where("al-Qaim", "VAR", "name"), where("Qaim", None, "name")) == EQUAL
    assert compare_places(where("Bogotá", None, "name"), where("Bogota", None, "name")) == EQUAL
    assert compare_places(where("Varnia", "VAR", "country"), where("Orlo Mill", None, "name")) == EQUAL
    assert compare_places(where("Varnia", "VAR", "country"), where("Orlo Mill", "ODR", "name")) == COMPATIBLE
    assert compare_places(where("Kenya", None, "name"), where("Garissa", "KEN")) == EQUAL
    assert compare_places(where("Henan province", None, "name"), where("Henan Sheng", "CHN", "admin1")) == EQUAL


def test_a_number_with_and_without_its_bound_is_one_number():
    assert compare_quantities(number(100, 100), number(100, None)) == EQUAL
    assert compare_quantities(number(None, 20), number(20, 20)) == EQUAL
    assert compare_quantities(number(90, None), number(100, 100)) == COMPATIBLE


def test_a_town_that_two_tables_list_at_one_point_is_one_place() -> None:
    one, other = where("Kobani", "SYR", at=(36.89, 38.353)), where("Ayn al Arab", "SYR", at=(36.891, 38.354))
    assert compare_places(one, other) == EQUAL
    assert compare_places(one, where("Kobani airfield", "SYR", "point", (36.891, 38.354))) == COMPATIBLE


@pytest.mark.parametrize(
    ("text", "number", "of", "part"),
    [
        ("The blast left 25 miners dead and five others injured.", "five others", "injured", False),
        ("The blast killed 25 miners and wounded another five.", "five", "injured", False),
        ("The first blast injured 25 miners and another five were hurt by glass.", "five", "injured", True),
        ("The blast killed nine, and five others died at night.", "five others", "dead", True),
        ("Guards held 12 Varnian and 11 Odrian sailors.", "11 Odrian sailors", "arrested", True),
        ("Court records show four prior arrests.", "four prior arrests", "arrested", True),
        ("He had three prior convictions.", "three prior convictions", "convictions", False),
        ("Two women and one man died in the bank.", "Two women", "dead", True),
        ("Two women died in the bank.", "Two women", "dead", False),
    ],
)
def test_others_who_met_another_end_are_all_of_theirs(text: str, number: str, of: str, part: bool) -> None:
    start = text.index(number)
    assert counts_a_part(text, start, start + len(number), of) is part


@pytest.mark.parametrize(
    ("one", "other", "rounded"), [(600, 612, True), (5, 4.8, True), (60, 59, True), (610, 620, False)]
)
def test_a_number_may_be_another_one_rounded(one: float, other: float, rounded: bool) -> None:
    assert is_rounded(one, other) is is_rounded(other, one) is rounded
