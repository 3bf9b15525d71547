"""Whatever is typed is a value of its part or told to be none in one sentence; colleagues accept what is kept."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rashomon.errors import QueryError
from rashomon.judging.values import cells_of_value, fits, part_of_value
from rashomon.record import Article, Cell, Quantity, Record, Report, Span, from_row, to_row

TEXT = "The army shelled Tell Aran on Friday, killing nine."
ARTICLE = Article("a1", "d1", None, None, None, None, None, "none", "en", (), (), TEXT, ())
NINE = Quantity(9.0, 9.0, "people", "dead", "m1")
REPORT = Report(
    "r1", "a1", 0, 51, Span(9, 16), "ASSAULT", None, (), None, 4, (), (), None, None, (NINE,), "happened", None, (),
)  # fmt: skip
RECORD = Record(articles={"a1": ARTICLE}, reports={"r1": REPORT})
PARTS = ("who", "whom", "when", "where", "how-many", "how-many:dead", "type", "modality")

PIECES = st.sampled_from(
    ["14", "dead", "2019-05-15", "/", "before ", "T03:45", "Homs", ", Syria", "(36.1, 37.2)", "ASSAULT", "aerial", ";",
     "at least ", "dozens", "-", "%", " of ", "0", "1e999", "٣", "²", "\u2028", "\ud800", "geonames:169577", "9999"]
)  # fmt: skip
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=6).map("".join))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PARTS), TYPED)
@example("when", "9999-12-31")
@example("when", "0001-01-01/9999")
@example("how-many", "1e999 dead")
@example("how-many", "² dead")
@example("where", "x (91.0, 0.0)")
@example("who", ";;;")
def test_anything_typed_is_a_value_or_is_told_to_be_none(part: str, typed: str) -> None:
    try:
        cells = cells_of_value(part, typed, REPORT, RECORD)
    except QueryError as told:
        assert "\n" not in str(told)
        return
    assert all(cell.said for cell in cells)
    assert fits(part_of_value(part, cells), cells)
    assert tuple(from_row(Cell, to_row(cell)) for cell in cells) == cells


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit", "of"),
    [
        ("14", 14, 14, "people", "dead"),
        ("at least 14 dead", 14, None, "people", "dead"),
        ("up to 14 injured people", None, 14, "people", "injured"),
        ("10 to 12 wounded", 10, 12, "people", "injured"),
        ("10-12 wounded", 10, 12, "people", "injured"),
        ("twenty-one killed", 21, 21, "people", "dead"),
        ("0 dead", 0, 0, "people", "dead"),
        ("1,200 refugees", 1200, 1200, "people", "displaced"),
        ("3 missiles", 3, 3, "missiles", "missiles"),
        ("40 %", 40, 40, "percent", None),
        ("7 houses", 7, 7, "houses", "buildings"),
        ("12 civilians", 12, 12, "people", None),
    ],
)
def test_counts_are_read_as_the_machine_reads_them(
    typed: str, low: float | None, high: float | None, unit: str, of: str | None
) -> None:
    (cell,) = cells_of_value("how-many", typed, REPORT, RECORD)
    assert cell.quantity == Quantity(low, high, unit, of, "")
