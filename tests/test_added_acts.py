"""An act that a person adds stands in the record like any other, says whose it is, and goes without a trace."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.case import Case
from rashomon.errors import NotFound, QueryError
from rashomon.record import Judgement, Report, is_person, judgement_id
from shelling import (
    answers_of_an_index_made_anew,
    article_of,
    compared_from_scratch,
    copy_of,
    leaving_nothing,
    plain,
    read_again_with_its_menu,
    refuses_a_line,
    shelling,
    tells_in_parts_what_the_whole_record_does,
)

CAME = "warplanes had come from the sea"


@pytest.fixture
def case(shelled_case: Case) -> Case:
    return shelled_case


def add_raid(case: Case, **more: Any) -> Judgement:
    parts: dict[str, Any] = {"who": "Levant Front", "whom": "Aleppo", "when": "2019-05-14", "where": "Aleppo"}
    return case.judge_act(
        article_of(case).id, CAME, "ASSAULT/aerial", by="ada", because="<b>they came</b>",
        **(parts | {"how_many": ["9 dead", "3 injured"]} | more),
    )  # fmt: skip


def report_of(case: Case, made: Judgement) -> Report:
    return case.record().reports[made.right]


def test_an_act_stands_in_the_record_on_its_words_with_every_part_and_whose_it_is(case: Case) -> None:
    made = add_raid(case)
    record = case.record()
    report = record.reports[made.right]
    assert record.quote(report.article, report.start, report.end) == CAME
    assert (report.type, report.mode, report.cameo, report.quad) == ("ASSAULT", "aerial", "195", 4)
    assert [record.name_of(one) for one in report.recipients] == ["Aleppo"]
    assert report.when is not None and report.where is not None
    assert (report.when.start, report.where.country, report.modality) == ("2019-05-14T00:00:00Z", "SYR", "happened")
    assert [(q.of, q.low) for q in report.quantities] == [("dead", 9), ("injured", 3)]
    assert report.corrected == ("all",)
    (line,) = (line for told in case.event(report.event or "").reports for line in told.given)
    assert (line.part, line.by, line.because, line.rests) == ("all", "ada", "<b>they came</b>", CAME)
    assert line.judgement == judgement_id(made)
    assert case.check().problems == ()


def test_it_is_told_by_whoever_says_the_words_it_stands_in(case: Case) -> None:
    record = case.record()
    report = report_of(case, add_raid(case))
    statement = record.statements[report.statement or ""]
    assert record.name_of(statement.speaker) == "Rebels of the Levant Front"
    assert [link.name for link in report.according_to] == ["north.example", "Rebels of the Levant Front"]


def test_it_joins_an_event_of_other_accounts_and_outranks_none_of_them(case: Case) -> None:
    mine, theirs = shelling(case.record()), shelling(case.record(), "south.example")
    before = case.record().events[theirs.event or ""]
    made = add_raid(case, when="2019-05-14")
    event = case.record().events[report_of(case, made).event or ""]
    assert {mine.id, theirs.id, made.right} <= set(event.reports)
    assert (event.articles, event.origins) == (before.articles, before.origins)
    assert (event.when, event.type) == (before.when, before.type)
    counts = {side.answer for line in case.event(event.id).findings if line.question == "dead" for side in line.sides}
    assert "11" in counts


def test_it_is_in_tables_sql_search_and_exports(case: Case) -> None:
    made = add_raid(case)
    assert case.sql("select id, type from reports where len(corrected) > 0").to_pylist() == [
        {"id": made.right, "type": "ASSAULT"}
    ]
    asked = "select j.by, j.right from judgements j join reports r on j.right = r.id and j.verdict = 'act'"
    assert case.sql(asked).to_pylist() == [{"by": "person:ada", "right": made.right}]
    assert made.right in {row["id"] for row in case.export("json")["reports"]}
    told = {form: "".join(map(str, case.export_files(form).files.values())) for form in ("web-annotation", "polecat")}
    assert "added by ada: ASSAULT/aerial, who Levant Front" in told["web-annotation"]
    graph = json.loads(str(case.export_files("prov").files["prov.json"]))
    made_by = [one for one in graph["wasGeneratedBy"].values() if one["prov:entity"] == f"rsh:report:{made.right}"]
    assert [one["prov:activity"] for one in made_by] == [f"rsh:judging:{judgement_id(made)}"]
    assert CAME not in "".join(map(str, case.export_files("json", no_text=True).files.values()))
    assert "added by ada" in str(case.report("md"))
    assert case.search("type:ASSAULT actor:Levant").hits
    found = case.why(made.right[:8])
    assert [one.by for one in found.judgements if is_person(one)] == ["person:ada"]


def test_pages_show_it_and_lose_it_with_the_judgement(case: Case) -> None:
    pages, article = case.pages(), article_of(case).id
    pages.catch_up()
    before, listed = pages.article(article), pages.search("Levant", 1, 20)
    made = add_raid(case)
    pages.catch_up()
    (shown,) = (one for one in pages.article(article).reports if one.id == made.right)
    assert (shown.trigger.text, shown.given[0].by, shown.type) == (CAME, "ada", "ASSAULT")
    (decision,) = pages.decisions(1, 10).items
    assert (decision.verdict, decision.right_words) == ("act", "an act")
    assert (decision.given or "").startswith("ASSAULT/aerial, who Levant Front")
    case.forget(judgement_id(made))
    pages.catch_up()
    assert pages.article(article) == before
    assert pages.search("Levant", 1, 20) == listed


def test_a_comparison_after_it_is_that_of_a_case_compared_from_scratch(case: Case) -> None:
    add_raid(case)
    case.judge_act(article_of(case, "east.example").id, "to talk about fish", "CONSULT", who="Japan", by="bob")
    step_by_step = plain(case)
    assert compared_from_scratch(case) == step_by_step


def test_its_parts_are_corrected_and_it_is_called_wrong_like_any_report(case: Case) -> None:
    made = add_raid(case)
    case.judge("wrong", made.right[:10], "when", by="bob", value="2019-05-15", words="on Wednesday")
    report = report_of(case, made)
    assert report.when is not None
    assert (report.when.start, report.corrected) == ("2019-05-15T00:00:00Z", ("all", "when"))
    assert case.check().problems == ()
    case.judge("wrong", made.right, "all", by="bob")
    assert made.right not in case.record().reports
    for one in case.judgements():
        case.forget(judgement_id(one))
    assert not any(one.corrected for one in case.record().reports.values())


def test_it_stays_when_texts_are_read_again_after_their_menu_was_found(case: Case, tmp_path: Path) -> None:
    made = add_raid(case)
    start, text = report_of(case, made).start, article_of(case).text
    read_again_with_its_menu(case, tmp_path)
    record = case.record()
    report = record.reports[made.right]
    assert record.quote(report.article, report.start, report.end) == CAME
    assert case.check().problems == ()
    # were nothing moved, this would show nothing
    assert record.articles[report.article].text != text or report.start == start


def test_offsets_follow_the_document_when_what_stands_before_is_taken_away(case: Case) -> None:
    from rashomon.record import as_judged, judged_in

    made = add_raid(case)
    article = article_of(case)
    cut = article.blocks[0]
    first = next(block for block in article.blocks if block.start is not None and block.end is not None)
    gone = (first.end or 0) + 1
    blocks = tuple(
        block if block.start is None or block.end is None
        else dataclasses.replace(block, start=None, end=None, kept=False) if block == first
        else dataclasses.replace(block, start=block.start - gone, end=block.end - gone)
        for block in article.blocks
    )  # fmt: skip
    shorter = dataclasses.replace(article, text=article.text[gone:], blocks=blocks)
    (report,) = as_judged([], [], judged_in([made]), {article.id: shorter}).reports
    assert shorter.text[report.start : report.end] == CAME
    assert (report.id, report.start) == (made.right, report_of(case, made).start - gone)
    assert cut in article.blocks


def test_an_act_whose_words_are_gone_says_nothing(case: Case) -> None:
    from rashomon.record import as_judged, judged_in

    made = add_raid(case)
    article = dataclasses.replace(article_of(case), text="Something else.", blocks=())
    assert as_judged([], [], judged_in([made]), {article.id: article}).reports == []


def test_what_cannot_be_added_is_told_in_a_sentence_and_nothing_is_kept(case: Case) -> None:
    article = article_of(case).id
    wrong = [
        (("warplanes had gone", "ASSAULT"), {}, "the article does not say this: 'warplanes had gone'"),
        (("on Wednesday", "ASSAULT"), {}, "the article says this 2 times: 'on Wednesday'; quote more, or say at which"),
        (("shelled", "ASSAULT"), {}, "this act was read there: report "),
        ((CAME, "ATTACK"), {}, "no such type: 'ATTACK'"),
        ((CAME, "ASSAULT"), {"when": "soon"}, "no date: 'soon'"),
        ((CAME, "ASSAULT"), {"how_many": "12"}, "nothing is counted: '12'"),
        ((CAME, "ASSAULT"), {"how_many": ["12 dead", "13 dead"]}, "one thing is counted twice: 'dead'"),
        ((CAME, "ASSAULT"), {"at": 3}, "the article does not say this at character 3"),
        (("  ", "ASSAULT"), {}, "no words"),
    ]  # fmt: skip
    for (words, kind), more, told in wrong:
        with pytest.raises(QueryError) as refused:
            case.judge_act(article, words, kind, by="ada", **more)
        assert str(refused.value).startswith(told)
    with pytest.raises(NotFound, match="no such article"):
        case.judge_act("ffff", CAME, "ASSAULT", by="ada")
    text = article_of(case).text
    second = case.judge_act(article, "on Wednesday", "PROTEST", by="ada", at=text.rindex("on Wednesday"))
    assert report_of(case, second).start == text.rindex("on Wednesday")
    case.judge("wrong", shelling(case.record()).id, "all", by="ada")
    assert case.judge_act(article, "shelled", "ASSAULT", by="ada").cells[0].type == "ASSAULT"


def test_the_word_that_names_the_act_is_found_in_a_clause(case: Case) -> None:
    report = report_of(case, case.judge_act(article_of(case).id, "killing nine people", "ASSAULT", by="ada"))
    text = article_of(case).text
    assert text[report.start : report.end] == "killing nine people"
    assert text[report.trigger.start : report.trigger.end] == "killing"


def test_it_travels_to_a_colleague_with_what_is_said_of_it(case: Case, shelled: Path, tmp_path: Path) -> None:
    made = add_raid(case)
    case.judge("wrong", made.right, "where", by="ada", value="Homs, Syria")
    lines = case.export_decisions()
    other = copy_of(shelled, tmp_path / "bob.case")
    taken = other.import_decisions(lines)
    assert (taken.added, taken.refused) == (2, ())
    assert other.import_decisions(lines).known == 2
    assert other.record().reports[made.right] == report_of(case, made)
    assert other.compare_decisions(lines).agreed == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row["cells"][0].update(text=None, start=None, end=None),
        lambda row: row["cells"][0].update(type="PROTEST"),
        lambda row: row["cells"][0].update(start=3),
        lambda row: row["cells"][1].update(part="whence"),
        lambda row: row["cells"][1].update(part=None),
        lambda row: row.update(right="0" * 24),
        lambda row: row.update(cells=[]),
        lambda row: row["cells"].append(row["cells"][0]),
        lambda row: row["cells"][2].update(name=None),
    ],
)
def test_a_colleague_s_line_that_makes_no_act_is_refused(case: Case, change: Any) -> None:
    add_raid(case)
    refuses_a_line(case, change)


def test_a_colleague_s_act_in_words_that_the_article_does_not_have_is_refused(case: Case) -> None:
    made = add_raid(case)
    row = json.loads(case.export_decisions())
    case.forget(judgement_id(made))
    row["cells"][0]["text"] = "warplanes had come from the sky"
    taken = case.import_decisions(json.dumps(row))
    assert taken.added == 0
    assert "the article does not say this" in taken.refused[0]


ACTS = st.sampled_from(
    [
        ("north.example", CAME, "ASSAULT", {"who": "Levant Front", "when": "2019-05-14"}),
        ("north.example", "men in Homs", "COERCE", {"how_many": "3 arrested", "where": "Homs, Syria"}),
        ("south.example", "witnesses said", "ACCUSE", {"who": "Desert Hawks; witnesses"}),
        ("east.example", "talk about fish", "CONSULT", {"who": "Japan", "whom": "Peru", "modality": "planned"}),
        ("north.example", CAME, "ASSAULT", {"whom": "Aleppo", "when": "2018"}),
    ]
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ACTS, st.sampled_from([None, "when", "who", "all"])), min_size=1, max_size=4))
def test_acts_added_corrected_and_forgotten_in_any_order_leave_nothing(
    shelled: Path, tmp_path_factory: pytest.TempPathFactory, added: list[tuple[Any, str | None]]
) -> None:
    case = copy_of(shelled, tmp_path_factory.mktemp("any") / "any.case")
    with leaving_nothing(case) as made:
        for (outlet, words, kind, parts), marked in added:
            act = case.judge_act(article_of(case, outlet).id, words, kind, by="ada", **parts)
            made.append(act)
            if marked and act.right in case.record().reports:
                value = {"when": "2019-05-01", "who": "Sea Hawks"}.get(marked)
                made.append(case.judge("wrong", act.right, marked, by="bob", value=value))
            assert case.check().problems == ()


def test_parts_of_the_record_show_it_as_the_whole_does(case: Case) -> None:
    from rashomon.views.entity import view_entity
    from rashomon.views.event import view_event

    made = add_raid(case)
    said = next(one for one in case.record().statements.values() if one.article == made.left)
    case.judge("wrong", said.id, "speaker", by="ada", value="Levant Front")
    record = case.record()
    event = record.reports[made.right].event or ""
    assert case.event(event) == view_event(record, event)
    tells_in_parts_what_the_whole_record_does(case, made.left)
    (front,) = {record.mentions[one].entity for one in record.reports[made.right].actors}
    assert case.entity(front or "") == view_entity(record, front or "")
    assert [one.id for one in case.article(made.left).reports] == [one.id for one in record.reports_in[made.left]]
    assert case.sql("select according_to from reports where corrected = ['all']").num_rows == 1


def test_an_index_that_follows_says_what_one_made_anew_says(case: Case) -> None:
    pages = case.pages()
    pages.catch_up()
    add_raid(case)
    pages.catch_up()
    second = case.judge_act(article_of(case).id, "three men in Homs", "PROTEST", by="ada")
    pages.catch_up()
    case.forget(judgement_id(second))
    pages.catch_up()
    asked = ("warplanes", "actor:Levant", "type:ASSAULT", 'said:"come from the sea"')
    following, anew = answers_of_an_index_made_anew(case, asked)
    assert anew == following


def test_every_export_can_tell_it(case: Case) -> None:
    from rashomon.views.exports import EXPORTS

    made = add_raid(case, who=None, whom=None, when=None, where=None, how_many=())
    case.judge_act(article_of(case, "east.example").id, "talk about fish", "CONSULT", who="Japan", by="ada")
    said = next(one for one in case.record().statements.values() if one.article == made.left)
    case.judge("wrong", said.id, "speaker", by="ada", value="Red Crescent")
    case.judge("wrong", said.id, "cue", by="ada")
    for form in EXPORTS:
        assert case.export_files(form).files
    for form in ("html", "md", "json"):
        assert case.report(form)
