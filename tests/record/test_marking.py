"""What people call wrong is left out of what answers, part by part, and comes back when they think again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rashomon.record import (
    PARTS,
    Article,
    Block,
    Cell,
    Judgement,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    When,
    Where,
    as_judged,
    judged_in,
    judgement_id,
    marked_wrong,
    mention_id,
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
    left = as_judged([report("r1"), report("r2")], [statement("s1")], judged_in([mark("r1", "all")]), {})
    assert [one.id for one in left.reports] == ["r2"]
    assert [one.id for one in left.statements] == ["s1"]


def test_a_part_that_is_wrong_answers_nothing_and_the_other_parts_stay() -> None:
    judged = judged_in([mark("r1", "when"), mark("r1", "how-many")])
    (left,) = as_judged([report("r1")], [], judged, {}).reports
    assert (left.when, left.quantities) == (None, ())
    assert (left.actors, left.recipients, left.where) == (("m1",), ("m2",), WHERE)


def test_a_report_stays_when_the_statement_it_stands_in_is_wrong() -> None:
    left = as_judged([report("r1", "s1")], [statement("s1")], judged_in([mark("s1", "all")]), {})
    assert (left.statements, left.reports[0].statement) == ([], None)


def test_the_latest_mark_counts_and_machines_mark_nothing() -> None:
    marks = [mark("r1", "all"), mark("r1", "all", "right", "2026-01-02"), mark("r2", "all", by="machine:x")]
    assert marked_wrong(marks) == {}
    assert marked_wrong(reversed(marks)) == {}


@given(st.lists(st.tuples(st.sampled_from(["r1", "r2", "s1", "gone"]), st.sampled_from(PARTS)), max_size=8))
def test_what_is_left_refers_to_nothing_that_is_gone(marks: list[tuple[str, str]]) -> None:
    judged = judged_in([mark(*one) for one in marks])
    left = as_judged([report("r1", "s1"), report("r2")], [statement("s1")], judged, {})
    said = {one.id for one in left.statements}
    assert all(one.statement is None or one.statement in said for one in left.reports)
    stand = {name for name in ("r1", "r2") if "all" not in judged.wrong.get(name, ())}
    assert {one.id for one in left.reports} == stand


# ── what is right instead ─────────────────────────────────────────────────────────────────────────────────

TEXT = "Menu\nOn Friday the army shelled Brennik, killing twelve."
BODY = TEXT.partition("\n")[2]
ARTICLE = Article(
    "a1", "d1", None, None, None, None, None, "none", "en", (), (), BODY,
    (Block("navigation", False, None, None, 0, 4, "menu"), Block("body", True, 0, len(BODY), 5, len(TEXT), "text")),
)  # fmt: skip
FRIDAY = When("2019-05-17T00:00:00Z", "2019-05-18T00:00:00Z", "day", "on", "absolute", "")
CITED = Cell("17 May 2019", "16 May 2019", "On Friday", 5, 14, when=FRIDAY)
COUNTED = Cell("12 dead", quantity=Quantity(12, 12, "people", "dead", ""))


def given_mark(part: str, *cells: Cell, verdict: str = "wrong", at: str = "2026-01-01") -> Judgement:
    return Judgement("reading", "r1", part, verdict, 1.0, (), "person:ada", at, cells)


def test_a_given_time_rests_on_the_characters_of_the_document_that_it_cites() -> None:
    left = as_judged([report("r1")], [], judged_in([given_mark("when", CITED)]), {"a1": ARTICLE})
    (mention,) = left.mentions
    assert (mention.start, mention.end, mention.text) == (0, 9, "On Friday")
    assert mention.id == mention_id("a1", 0, 9, "time")
    assert left.reports[0].when == When(FRIDAY.start, FRIDAY.end, "day", "on", "absolute", mention.id)
    assert left.reports[0].corrected == ("when",)


def test_characters_that_the_article_has_no_more_carry_nothing() -> None:
    moved = Cell("17 May 2019", None, "On Monday", 5, 14, when=FRIDAY)
    dropped = Cell("17 May 2019", None, "Menu", 0, 4, when=FRIDAY)
    for cell in (moved, dropped):
        left = as_judged([report("r1")], [], judged_in([given_mark("when", cell)]), {"a1": ARTICLE})
        assert [(one.start, one.end, one.text) for one in left.mentions] == [(4, 4, "17 May 2019")]


def test_a_count_that_is_given_takes_the_place_of_its_kind_and_the_others_stay() -> None:
    hurt = Quantity(3, 3, "people", "injured", "m6")
    one = Report(**{name: getattr(report("r1"), name) for name in Report.__slots__} | {"quantities": (NINE, hurt)})
    left = as_judged([one], [], judged_in([given_mark("how-many:dead", COUNTED)]), {"a1": ARTICLE}).reports[0]
    assert [(q.of, q.low) for q in left.quantities] == [("injured", 3), ("dead", 12)]
    gone = as_judged([one], [], judged_in([mark("r1", "how-many:dead")]), {}).reports[0]
    assert gone.quantities == (hurt,)


def test_a_later_word_on_all_counts_is_one_on_each() -> None:
    marks = [given_mark("how-many:dead", COUNTED), mark("r1", "how-many", "right", at="2026-01-02")]
    assert not judged_in(marks)
    assert judged_in(marks[:1]).given == {"r1": {"how-many:dead": (COUNTED,)}}


def test_two_values_of_one_person_are_two_judgements_and_the_latest_counts() -> None:
    other = Cell("14 dead", quantity=Quantity(14, 14, "people", "dead", ""))
    first, second = given_mark("how-many:dead", COUNTED), given_mark("how-many:dead", other, at="2026-01-02")
    assert judgement_id(first) != judgement_id(second)
    assert judged_in([second, first]).given == {"r1": {"how-many:dead": (other,)}}


def test_a_judgement_without_a_value_keeps_the_id_that_it_had() -> None:
    assert judgement_id(mark("r1", "when")) == "d3a11a41f42d427716406680"


def test_a_name_that_the_article_does_not_have_is_somebody_without_characters() -> None:
    nobody = Cell("North", name="North", kind="organization")
    army = Cell("army", None, "army", 19, 23, name="army", kind="other")
    left = as_judged([report("r1")], [], judged_in([given_mark("who", nobody, army)]), {"a1": ARTICLE})
    assert [(m.start, m.end, m.text, m.kind) for m in left.mentions] == [
        (4, 4, "North", "organization"), (14, 18, "army", "other"),
    ]  # fmt: skip
    assert left.reports[0].actors == tuple(mention.id for mention in left.mentions)
    assert isinstance(left.mentions[0], Mention)
