"""A statement that a person adds stands in the record like any other, tells the acts in it, and leaves no trace."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.case import Case, open_case
from rashomon.errors import NotFound, QueryError
from rashomon.record import Judgement, Statement, as_judged, is_person, judged_in, judgement_id
from shelling import (
    answers_of_an_index_made_anew,
    article_of,
    compared_from_scratch,
    copy_of,
    leaving_nothing,
    plain,
    read_again_with_its_menu,
    refuses_a_line,
    tells_in_parts_what_the_whole_record_does,
)

ARRESTED = "arrested three men in Homs on Wednesday"


@pytest.fixture
def case(shelled_case: Case) -> Case:
    return shelled_case


def add_saying(case: Case, **more: Any) -> Judgement:
    parts: dict[str, Any] = {"speaker": "Police", "because": "<b>a communiqué</b>"}
    return case.judge_statement(article_of(case).id, ARRESTED, by="ada", **(parts | more))


def statement_of(case: Case, made: Judgement) -> Statement:
    return case.record().statements[made.right]


def test_a_statement_stands_in_the_record_on_its_words_with_every_part_and_whose_it_is(case: Case) -> None:
    made = add_saying(case, cue="arrested", polarity="negative")
    record = case.record()
    added = record.statements[made.right]
    assert [record.quote(added.article, span.start, span.end) for span in added.content] == [ARRESTED]
    assert record.quote(added.article, added.start, added.end) == f"Police {ARRESTED}"
    assert added.cue is not None and record.quote(added.article, added.cue.start, added.cue.end) == "arrested"
    assert (record.name_of(added.speaker), added.form, added.polarity) == ("Police", "indirect", "negative")
    assert added.speaker_entity == record.mentions[added.speaker or ""].entity
    assert [link.name for link in added.according_to] == ["north.example"]
    assert added.corrected == ("all",)
    (line,) = (line for told in case.article(added.article).statements if told.id == added.id for line in told.given)
    assert (line.part, line.by, line.because, line.rests) == ("all", "ada", "<b>a communiqué</b>", ARRESTED)
    assert case.check().problems == ()


def test_acts_in_its_words_are_told_by_its_speaker_till_it_is_forgotten(case: Case) -> None:
    record = case.record()
    (arrest,) = (one for one in record.reports.values() if record.quote(one.article, *_ends(one.trigger)) == "arrested")
    assert (arrest.statement, [link.name for link in arrest.according_to]) == (None, ["north.example"])
    made = add_saying(case, speaker="Interior Ministry")
    told = case.record().reports[arrest.id]
    assert told.statement == made.right
    assert [link.name for link in told.according_to] == ["north.example", "Interior Ministry"]
    case.forget(judgement_id(made))
    assert case.record() == record


def _ends(span: Any) -> tuple[int, int]:
    return span.start, span.end


def test_words_in_quotation_marks_are_direct_and_words_may_stand_apart(tmp_path: Path) -> None:
    (tmp_path / "a.example").mkdir()
    text = (
        "Mill burns in Velmar\n\n16 May 2019\n\nA fire destroyed the old mill of Velmar on Tuesday, and police "
        "arrested two men in the town on Wednesday.\n\n"
        "The owner stood at the gate. “We lost it all,” and then: “We will build again.”\n"
    )
    (tmp_path / "a.example" / "a.txt").write_text(text, "utf-8")
    case = open_case(tmp_path / "a.case")
    case.add([tmp_path / "a.example"])
    article = article_of(case, "a.example")
    for read in case.record().statements.values():
        case.judge("wrong", read.id, "all", by="ada")
    made = case.judge_statement(article.id, "We lost it all … We will build again", by="ada", speaker="The owner")
    added = statement_of(case, made)
    assert [article.text[span.start : span.end] for span in added.content] == ["We lost it all", "We will build again"]
    assert added.form == "direct"
    mixed = case.judge_statement(article.id, "“We lost it all,” and then", by="ada")
    assert (statement_of(case, mixed).form, statement_of(case, mixed).speaker) == ("mixed", None)
    assert case.check().problems == ()


def test_it_is_in_tables_sql_search_and_exports(case: Case) -> None:
    made = add_saying(case)
    assert case.sql("select id from statements where len(corrected) > 0").to_pylist() == [{"id": made.right}]
    assert made.right in {row["id"] for row in case.export("json")["statements"]}
    graph = json.loads(str(case.export_files("prov").files["prov.json"]))
    made_by = [one for one in graph["wasGeneratedBy"].values() if one["prov:entity"] == f"rsh:statement:{made.right}"]
    assert [one["prov:activity"] for one in made_by] == [f"rsh:judging:{judgement_id(made)}"]
    assert ARRESTED not in "".join(map(str, case.export_files("json", no_text=True).files.values()))
    assert [hit.by for hit in case.search('said:"three men"').hits] == ["said"]
    assert [one.by for one in case.why(made.right[:8]).judgements if is_person(one)] == ["person:ada"]


def test_pages_show_it_and_lose_it_with_the_judgement(case: Case) -> None:
    pages, article = case.pages(), article_of(case).id
    pages.catch_up()
    before, found = pages.article(article), pages.search('said:"three men"', 1, 20)
    made = add_saying(case)
    pages.catch_up()
    (shown,) = (one for one in pages.article(article).statements if one.id == made.right)
    assert (shown.words, shown.given[0].by, shown.speaker and shown.speaker.name) == (ARRESTED, "ada", "Police")
    (decision,) = pages.decisions(1, 10).items
    assert (decision.verdict, decision.right_words) == ("statement", "a statement")
    assert (decision.given or "").startswith("statement, speaker Police, form indirect (“arrested three men")
    case.forget(judgement_id(made))
    pages.catch_up()
    assert pages.article(article) == before
    assert pages.search('said:"three men"', 1, 20) == found


def test_an_index_that_follows_says_what_one_made_anew_says(case: Case) -> None:
    pages = case.pages()
    pages.catch_up()
    add_saying(case)
    pages.catch_up()
    case.judge_act(article_of(case).id, "three men in Homs", "PROTEST", by="ada")
    pages.catch_up()
    asked = ('said:"three men"', "warplanes", "actor:Police")
    following, anew = answers_of_an_index_made_anew(case, asked)
    assert anew == following


def test_a_comparison_after_it_is_that_of_a_case_compared_from_scratch(case: Case) -> None:
    add_saying(case)
    case.judge_act(article_of(case).id, "three men in Homs", "PROTEST", by="bob")
    step_by_step = plain(case)
    assert compared_from_scratch(case) == step_by_step


def test_its_parts_are_corrected_and_it_is_called_wrong_like_any_statement(case: Case) -> None:
    made = add_saying(case)
    case.judge("wrong", made.right[:10], "speaker", by="bob", value="Levant Front")
    case.judge("wrong", made.right, "words", by="bob", value="three men in Homs")
    record = case.record()
    added = record.statements[made.right]
    assert (record.name_of(added.speaker), added.corrected) == ("Levant Front", ("all", "speaker", "words"))
    assert case.check().problems == ()
    case.judge("wrong", made.right, "all", by="bob")
    assert made.right not in case.record().statements
    for one in case.judgements():
        case.forget(judgement_id(one))
    assert not any(one.corrected for one in case.record().statements.values())


def test_it_stays_when_texts_are_read_again_after_their_menu_was_found(case: Case, tmp_path: Path) -> None:
    made = add_saying(case)
    text, start = article_of(case).text, statement_of(case, made).start
    read_again_with_its_menu(case, tmp_path)
    record = case.record()
    added = record.statements[made.right]
    assert record.quote(added.article, *_ends(added.content[0])) == ARRESTED
    # were nothing moved, this would show nothing
    assert record.articles[added.article].text != text or added.start == start
    assert case.check().problems == ()


def test_a_statement_whose_words_are_gone_says_nothing(case: Case) -> None:
    made = add_saying(case)
    article = dataclasses.replace(article_of(case), text="Something else.", blocks=())
    assert as_judged([], [], judged_in([made]), {article.id: article}).statements == []


def test_what_cannot_be_added_is_told_in_a_sentence_and_nothing_is_kept(case: Case) -> None:
    article = article_of(case).id
    wrong = [
        ("warplanes had gone", {}, "the article does not say this: 'warplanes had gone'"),
        ("on Wednesday", {}, "the article says this 2 times: 'on Wednesday'; quote more, or say at which"),
        ("warplanes had come from the sea", {}, "this was read as said there: statement "),
        (ARRESTED, {"speaker": "Police; the mayor"}, "several names: 'Police; the mayor'"),
        (ARRESTED, {"cue": "whispered"}, "the article does not say this: 'whispered'"),
        (ARRESTED, {"form": "sung"}, "no such form: 'sung'"),
        (ARRESTED, {"polarity": "grumpy"}, "no such polarity: 'grumpy'"),
        (ARRESTED, {"at": 3}, "the article does not say this at character 3"),
        ("three men … nine people", {}, "the article does not say this after the words before it: 'nine people'"),
        ("  ", {}, "no words"),
    ]  # fmt: skip
    for words, more, told in wrong:
        with pytest.raises(QueryError) as refused:
            case.judge_statement(article, words, by="ada", **more)
        assert str(refused.value).startswith(told)
    with pytest.raises(NotFound, match="no such article"):
        case.judge_statement("ffff", ARRESTED, by="ada")
    assert case.judgements() == []


def test_it_travels_to_a_colleague_with_what_is_said_of_it(case: Case, shelled: Path, tmp_path: Path) -> None:
    made = add_saying(case)
    case.judge("wrong", made.right, "speaker", by="ada", value="Red Crescent")
    lines = case.export_decisions()
    other = copy_of(shelled, tmp_path / "bob.case")
    taken = other.import_decisions(lines)
    assert (taken.added, taken.refused) == (2, ())
    assert other.record().statements[made.right] == statement_of(case, made)
    assert other.compare_decisions(lines).agreed == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row["cells"][0].update(text=None, start=None, end=None),
        lambda row: row["cells"][0].update(start=3),
        lambda row: row["cells"][1].update(part="singer"),
        lambda row: row["cells"][1].update(name=None),
        lambda row: row["cells"][2].update(said="sung"),
        lambda row: row["cells"][3].update(said="grumpy"),
        lambda row: row.update(right="0" * 24),
        lambda row: row.update(cells=[]),
        lambda row: row["cells"].append(row["cells"][3]),
    ],
)
def test_a_colleague_s_line_that_makes_no_statement_is_refused(case: Case, change: Any) -> None:
    add_saying(case, polarity="negative")
    refuses_a_line(case, change)


def test_a_colleague_s_statement_in_words_that_the_article_does_not_have_is_refused(case: Case) -> None:
    made = add_saying(case)
    row = json.loads(case.export_decisions())
    case.forget(judgement_id(made))
    row["cells"][0] |= {"text": ARRESTED.replace("men", "man"), "said": ARRESTED.replace("men", "man")}
    taken = case.import_decisions(json.dumps(row))
    assert taken.added == 0
    assert "the article does not say this" in taken.refused[0]


SAYINGS = st.sampled_from(
    [
        ("north.example", ARRESTED, {"speaker": "Police"}),
        ("north.example", "three men in Homs", {"speaker": "Red Crescent", "cue": "arrested"}),
        ("south.example", "Army guns shelled the city of Aleppo", {"speaker": "Desert Hawks", "polarity": "negative"}),
        ("east.example", "talk about fish", {"form": "direct"}),
        ("north.example", ARRESTED, {}),
    ]
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(SAYINGS, st.sampled_from([None, "speaker", "words", "act", "all"])), min_size=1, max_size=4))
def test_statements_added_corrected_and_forgotten_in_any_order_leave_nothing(
    shelled: Path, tmp_path_factory: pytest.TempPathFactory, added: list[tuple[Any, str | None]]
) -> None:
    case = copy_of(shelled, tmp_path_factory.mktemp("any") / "any.case")
    with leaving_nothing(case) as made:
        for (outlet, words, parts), marked in added:
            one = case.judge_statement(article_of(case, outlet).id, words, by="ada", **parts)
            made.append(one)
            if marked == "act":
                made.append(case.judge_act(article_of(case, outlet).id, words, "PROTEST", by="bob"))
            elif marked and one.right in case.record().statements:
                value = {"speaker": "Sea Hawks", "words": words.split(" ", 1)[1]}.get(marked)
                made.append(case.judge("wrong", one.right, marked, by="bob", value=value))
            assert case.check().problems == ()


def test_parts_of_the_record_show_it_as_the_whole_does(case: Case) -> None:
    from rashomon.views.entity import view_entity
    from rashomon.views.event import view_event

    made = add_saying(case, speaker="Levant Front")
    act = case.judge_act(made.left, "three men in Homs", "PROTEST", by="ada")
    record = case.record()
    assert record.reports[act.right].statement == made.right
    for report in record.reports_in[made.left]:
        assert case.event(report.event or "") == view_event(record, report.event or "")
    tells_in_parts_what_the_whole_record_does(case, made.left)
    front = record.statements[made.right].speaker_entity or ""
    assert case.entity(front) == view_entity(record, front)
    assert [one.id for one in case.article(made.left).statements] == [one.id for one in record.statements_in[made.left]]
    assert case.sql("select form from statements where corrected = ['all']").to_pylist() == [{"form": "indirect"}]
