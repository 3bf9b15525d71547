"""What people call wrong is left out of what answers, part by part, and comes back when they think again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.record import (
    PARTS,
    Judgement,
    Quantity,
    Report,
    Span,
    Statement,
    When,
    Where,
    marked_wrong,
    without_wrong,
)

WHEN = When("2019-05-16T00:00:00Z", "2019-05-17T00:00:00Z", "day", "on", "absolute", "m3")
WHERE = Where("p1", "Brennik", None, None, None, "city", "m4")
NINE = Quantity(9, 9, "people", "dead", "m5")


def report(name: str, statement: str | None = None) -> Report:
    return Report(
        name, "a1", 0, 40, Span(4, 11), "ASSAULT", None, (), None, 4, ("m1",), ("m2",), WHEN, WHERE, (NINE,),
        "happened", statement, (),
    )  # fmt: skip


def statement(name: str) -> Statement:
    return Statement(name, "a1", 0, 40, "direct", "m1", None, None, (Span(0, 9),), None, (), (), "positive", None)


def mark(reading: str, part: str, verdict: str = "wrong", at: str = "2026-01-01", by: str = "person:ada") -> Judgement:
    return Judgement("reading", reading, part, verdict, 1.0, (), by, at)


def test_a_report_that_is_wrong_as_a_whole_is_gone_and_the_others_stay() -> None:
    left = without_wrong([report("r1"), report("r2")], [statement("s1")], marked_wrong([mark("r1", "all")]))
    assert [one.id for one in left.reports] == ["r2"]
    assert [one.id for one in left.statements] == ["s1"]


def test_a_part_that_is_wrong_answers_nothing_and_the_other_parts_stay() -> None:
    wrong = marked_wrong([mark("r1", "when"), mark("r1", "how-many")])
    (left,) = without_wrong([report("r1")], [], wrong).reports
    assert (left.when, left.quantities) == (None, ())
    assert (left.actors, left.recipients, left.where) == (("m1",), ("m2",), WHERE)


def test_a_report_stays_when_the_statement_it_stands_in_is_wrong() -> None:
    left = without_wrong([report("r1", "s1")], [statement("s1")], marked_wrong([mark("s1", "all")]))
    assert (left.statements, left.reports[0].statement) == ([], None)


def test_the_latest_mark_counts_and_machines_mark_nothing() -> None:
    marks = [mark("r1", "all"), mark("r1", "all", "right", "2026-01-02"), mark("r2", "all", by="machine:x")]
    assert marked_wrong(marks) == {}
    assert marked_wrong(reversed(marks)) == {}


@given(st.lists(st.tuples(st.sampled_from(["r1", "r2", "s1", "gone"]), st.sampled_from(PARTS)), max_size=8))
def test_what_is_left_refers_to_nothing_that_is_gone(marks: list[tuple[str, str]]) -> None:
    wrong = marked_wrong([mark(*one) for one in marks])
    left = without_wrong([report("r1", "s1"), report("r2")], [statement("s1")], wrong)
    said = {one.id for one in left.statements}
    assert all(one.statement is None or one.statement in said for one in left.reports)
    assert {one.id for one in left.reports} == {name for name in ("r1", "r2") if "all" not in wrong.get(name, ())}
