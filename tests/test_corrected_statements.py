"""Who said it, what, by which words and in which form: what a person gives of a statement outranks what was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.case import Case
from rashomon.errors import NotFound, QueryError
from rashomon.record import Record, Report, Span, Statement, judgement_id
from shelling import compared_from_scratch, copy_of, leaving_nothing, plain, shelling


@pytest.fixture
def case(shelled_case: Case) -> Case:
    return shelled_case


def said(record: Record, by: str = "health ministry") -> Statement:
    """The statement of a speaker."""
    return next(one for one in record.statements.values() if record.name_of(one.speaker) == by)


def words_of(record: Record, statement: Statement, *spans: Span) -> list[str]:
    return [record.quote(statement.article, span.start, span.end) for span in spans]


def chain(report: Report) -> list[str]:
    return [link.name for link in report.according_to]


def test_another_speaker_says_it_everywhere_and_the_chain_of_what_it_tells_is_his(case: Case) -> None:
    record = case.record()
    statement, report = said(record), shelling(record)
    assert chain(report) == ["north.example", "health ministry"]
    made = case.judge("wrong", statement.id, "speaker", by="ada", value="Levant Front", because="the paper mixed it up")
    after = case.record()
    now = after.statements[statement.id]
    assert (after.name_of(now.speaker), now.corrected) == ("Levant Front", ("speaker",))
    assert now.speaker_entity == after.mentions[now.speaker or ""].entity
    assert chain(after.reports[report.id]) == ["north.example", "Levant Front"]
    assert (made.cells[0].was, made.cells[0].text) == ("health ministry", "Levant Front")
    assert case.check().problems == ()
    (line,) = (one for told in case.article(now.article).statements if told.id == now.id for one in told.given)
    assert (line.part, line.said, line.was, line.by) == ("speaker", "Levant Front", "health ministry", "ada")
    case.forget(judgement_id(made))
    assert case.record() == record


def test_a_speaker_whom_no_words_name_is_the_person_s_word_in_the_chain_too(case: Case) -> None:
    record = case.record()
    statement, report = said(record), shelling(record)
    case.judge("wrong", statement.id, "speaker", by="ada", value="Red Crescent")
    after = case.record()
    link = after.reports[report.id].according_to[-1]
    assert (link.name, link.start, link.end) == ("Red Crescent", None, None)
    assert case.check().problems == ()
    # without a value nobody is named
    case.judge("wrong", statement.id, "speaker", by="bob")
    assert case.record().statements[statement.id].speaker is None


def test_other_words_take_in_and_let_go_what_is_told_in_them(case: Case) -> None:
    record = case.record()
    statement, report = said(record), shelling(record)
    case.judge("wrong", statement.id, "words", by="ada", value="killing nine people")
    after = case.record()
    now = after.statements[statement.id]
    assert words_of(after, now, *now.content) == ["killing nine people"]
    assert words_of(after, now, Span(now.start, now.end)) == ["killing nine people, the health ministry said"]
    # out of it the act is told by nobody else than before
    assert (after.reports[report.id].statement, chain(after.reports[report.id])) == (None, chain(report))
    other = said(record, "Rebels of the Levant Front")
    case.judge("wrong", other.id, "words", by="ada", value="Police arrested three men in Homs")
    after = case.record()
    (arrest,) = (one for one in after.reports.values() if one.type == "COERCE")
    assert (arrest.statement, chain(arrest)[-1]) == (other.id, "Rebels of the Levant Front")
    assert case.check().problems == ()


def test_words_that_stand_apart_are_spans_of_their_own(case: Case) -> None:
    statement = said(case.record())
    case.judge("wrong", statement.id, "words", by="ada", value="The army shelled Aleppo … killing nine people")
    record = case.record()
    now = record.statements[statement.id]
    assert words_of(record, now, *now.content) == ["The army shelled Aleppo", "killing nine people"]


def test_cue_and_form_are_given(case: Case) -> None:
    statement = said(case.record(), "Rebels of the Levant Front")
    case.judge("wrong", statement.id, "cue", by="ada", value="said on Wednesday that")
    case.judge("wrong", statement.id, "form", by="ada", value="Mixed")
    record = case.record()
    now = record.statements[statement.id]
    assert now.cue is not None
    assert (words_of(record, now, now.cue), now.form) == (["said on Wednesday that"], "mixed")
    assert now.corrected == ("cue", "form")


def test_called_wrong_it_is_no_statement(case: Case) -> None:
    record = case.record()
    statement, report = said(record), shelling(record)
    case.judge("wrong", statement.id, "all", by="ada")
    after = case.record()
    assert statement.id not in after.statements
    assert after.reports[report.id].statement is None


def test_what_cannot_be_given_is_told_in_a_sentence(case: Case) -> None:
    record = case.record()
    statement = said(record).id
    for part, value, told in (
        ("words", "nobody was hurt", "the article does not say this: 'nobody was hurt'"),
        ("form", "loud", "no such form: 'loud'; there are direct, indirect, mixed"),
        ("speaker", "Japan; Peru", "several names: 'Japan; Peru'; a statement has one speaker"),
        ("all", "x", "a value is given for one part: say speaker, words, cue, form"),
        ("words", None, "a statement always has its words"),
    ):
        with pytest.raises(QueryError) as refused:
            case.judge("wrong", statement, part, by="ada", value=value)
        assert str(refused.value).startswith(told)
    with pytest.raises(NotFound, match="a statement has no such part: 'when'; say all, speaker, words, cue, form"):
        case.judge("wrong", statement, "when", by="ada")
    with pytest.raises(NotFound, match="a report has no such part: 'speaker'"):
        case.judge("wrong", shelling(record).id, "speaker", by="ada")
    with pytest.raises(QueryError, match="a statement is corrected by itself"):
        case.judge("wrong", statement, "speaker", by="ada", value="Japan", alike=True)
    assert case.judgements() == []


def test_it_travels_is_compared_from_scratch_alike_and_stays_when_all_is_read_again(
    case: Case, shelled: Path, tmp_path: Path
) -> None:
    statement = said(case.record()).id
    case.judge("wrong", statement, "speaker", by="ada", value="Levant Front")
    case.judge("wrong", statement, "words", by="ada", value="killing nine people")
    step_by_step = plain(case)
    assert compared_from_scratch(case) == step_by_step
    other = copy_of(shelled, tmp_path / "bob.case")
    taken = other.import_decisions(case.export_decisions())
    assert (taken.added, taken.refused) == (2, ())
    assert other.record().statements[statement] == case.record().statements[statement]
    case.run(anew=True)
    assert case.record().statements[statement].corrected == ("speaker", "words")


def test_no_text_exports_keep_the_words_to_themselves(case: Case) -> None:
    case.judge("wrong", said(case.record()).id, "words", by="ada", value="killing nine people")
    for form in ("json", "csv", "web-annotation", "prov"):
        told = "".join(map(str, case.export_files(form, no_text=True).files.values()))
        assert "killing nine people" not in told
        assert "The army shelled Aleppo on Tuesday" not in told


def test_pages_and_search_have_it_as_it_is_said_now_and_as_it_was(case: Case) -> None:
    record = case.record()
    statement = said(record)
    pages = case.pages()
    pages.catch_up()
    before, found = pages.article(statement.article), pages.search("speaker:Levant", 1, 20)
    made = [
        case.judge("wrong", statement.id, "speaker", by="ada", value="Levant Front"),
        case.judge("wrong", statement.id, "words", by="ada", value="killing nine people"),
    ]
    pages.catch_up()
    (shown,) = (one for one in pages.article(statement.article).statements if one.id == statement.id)
    assert (shown.speaker and shown.speaker.name, shown.words) == ("Levant Front", "killing nine people")
    assert {line.part for line in shown.given} == {"speaker", "words"}
    (told,) = (one for one in pages.article(statement.article).reports if one.id == shelling(record).id)
    assert "health ministry" in told.chain_words
    for one in made:
        case.forget(judgement_id(one))
    pages.catch_up()
    assert pages.article(statement.article) == before
    assert pages.search("speaker:Levant", 1, 20) == found


GIVEN = st.sampled_from(
    [("speaker", "Levant Front"), ("speaker", "Red Crescent"), ("speaker", None), ("words", "nine people"),
     ("words", "shelled Aleppo on Tuesday"), ("cue", "said"), ("cue", None), ("form", "direct"), ("all", None)]
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(GIVEN, min_size=1, max_size=4))
def test_correcting_and_forgetting_in_any_order_leaves_nothing(
    shelled: Path, tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[str, str | None]]
) -> None:
    case = copy_of(shelled, tmp_path_factory.mktemp("any") / "any.case")
    before = case.record()
    with leaving_nothing(case) as made:
        for part, value in marks:
            try:
                made.append(case.judge("wrong", said(before).id, part, by="ada", value=value))
            except QueryError as told:
                assert str(told).startswith("called wrong as a whole")
            assert case.check().problems == ()
