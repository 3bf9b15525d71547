"""What shows an answer: a report's clause, and the words that its cell was read from."""

from __future__ import annotations

from rashomon.record import Span, answers_cited, cells_of, cited_for

TEXT = "Nine guards, armed with axes, came to the mill and burnt it at dawn.\nThe miller fled to Tarn."
CLAUSE = Span(TEXT.index("burnt"), TEXT.index(" at dawn"))


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def cited(**cells: list[str]) -> dict[str, str]:
    places = {one: place(one) for ids in cells.values() for one in ids}
    spans = answers_cited(TEXT, CLAUSE, cells, places)
    return {question: TEXT[span.start : span.end] for question, span in spans.items()}


def test_who_and_when_outside_the_clause_are_shown_with_it() -> None:
    shown = cited(who=["Nine guards"], when=["dawn"])
    assert shown["who"].startswith("Nine guards") and shown["who"].endswith("burnt it")
    assert shown["when"] == "burnt it at dawn"


def test_what_stands_in_the_clause_or_in_another_paragraph_changes_nothing() -> None:
    assert cited(whom=["burnt it"], where=["Tarn"]) == {}


def test_the_only_number_is_cited_whatever_it_is_asked_to_count() -> None:
    cells = cells_of([], [], None, None, [("guards", "Nine guards")])
    spans = answers_cited(TEXT, CLAUSE, cells, {"Nine guards": place("Nine guards")})
    assert cited_for("arrested", spans) == cited_for("guards", spans) is not None
    assert cited_for("who", spans) is None
    two = cells_of([], [], None, None, [("guards", "a"), ("axes", "b")])
    assert cited_for("arrested", dict.fromkeys(two, CLAUSE)) is None
