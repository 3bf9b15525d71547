"""What a person gives in place of a reading outranks the machine, is told wherever the cell is, and can go again."""

from __future__ import annotations

import csv
import dataclasses
import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rashomon.case import Case
from rashomon.errors import NotFound, QueryError
from rashomon.record import judgement_id, mention_id
from shelling import (
    compared_from_scratch,
    copy_of,
    leaving_nothing,
    plain,
    read_again_with_its_menu,
    refuses_a_line,
    shelling,
)


@pytest.fixture
def case(shelled_case: Case) -> Case:
    return shelled_case


#: Part, value, what is said of it, and what the report holds then.
VALUES = [
    ("when", "2019-05-15", "15 May 2019", lambda r, _: (r.when.start, r.when.end) == (
        "2019-05-15T00:00:00Z", "2019-05-16T00:00:00Z")),
    ("when", "before 2019-05", "before May 2019", lambda r, _: (r.when.relation, r.when.precision) == (
        "before", "month")),
    ("when", "2019-05-13/2019-05-15", "13–15 May 2019", lambda r, _: r.when.end == "2019-05-16T00:00:00Z"),
    ("where", "Homs, Syria", "Homs, Syria", lambda r, _: (r.where.country, r.where.precision) == ("SYR", "city")),
    ("where", "geonames:169577", "Homs, Syria", lambda r, _: r.where.place == "geonames:169577"),
    ("where", "Tell Aran, Syria (36.125, 37.337)", "Tell Aran, Syria (36.125, 37.337)", lambda r, _: (
        r.where.name, r.where.country, r.where.latitude) == ("Tell Aran", "SYR", 36.125)),
    ("how-many", "at least 14 dead", "at least 14 dead", lambda r, _: [(q.of, q.low, q.high) for q in r.quantities] == [
        ("dead", 14, None)]),
    ("how-many:dead", "ten", "10 dead", lambda r, _: [(q.of, q.low, q.high) for q in r.quantities] == [
        ("dead", 10, 10)]),
    ("how-many", "14 civilians killed", "14 dead", lambda r, _: [q.low for q in r.quantities] == [14]),
    ("where", "Moscow", "Moscow, Russia", lambda r, _: (r.where.country, r.where.precision) == ("RUS", "city")),
    ("how-many", "3 missiles", "3 missiles", lambda r, _: {q.of for q in r.quantities} == {"dead", "missiles"}),
    ("who", "Levant Front", "Levant Front", lambda r, record: record.mentions[r.actors[0]].text == "Levant Front"),
    ("whom", "Red Crescent; Aleppo", "Red Crescent", lambda r, record: [
        record.name_of(one) for one in r.recipients] == ["Red Crescent", "Aleppo"]),
    ("type", "protest/riot", "PROTEST/riot", lambda r, _: (r.type, r.mode, r.quad) == ("PROTEST", "riot", 4)),
    ("modality", "Planned", "planned", lambda r, _: r.modality == "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "value", "said", "holds"), VALUES)
def test_a_value_stands_in_its_report_event_and_tables_and_goes_without_a_trace(
    case: Case, part: str, value: str, said: str, holds: Any
) -> None:
    before, tables = case.record(), plain(case)
    report = shelling(before)
    made = case.judge("wrong", report.id, part, by="ada", because="I was there", value=value)
    assert made.cells[0].said == said
    after = case.record()
    corrected = after.reports[report.id]
    assert holds(corrected, after)
    assert corrected.corrected == (made.right,)
    assert made.right in after.events[corrected.event or ""].corrected
    assert case.check().problems == ()
    (row,) = case.sql(f"select corrected from reports where id = '{report.id}'").to_pylist()
    assert row == {"corrected": [made.right]}
    case.forget(judgement_id(made))
    assert case.record() == before
    assert plain(case) == tables


@pytest.mark.parametrize(
    ("part", "value", "sentence"),
    [
        ("when", "last Tuesday", "no date: 'last Tuesday'; give 2017-04-07"),
        ("when", "2019-02-30", "no date"),
        ("when", "2019-05-15T27:00", "no date"),
        ("when", "2019-05-15/2019-05-13", "no date"),
        ("where", "Nowhereville", "no such place in the gazetteer or the article: 'Nowhereville'"),
        ("where", "Tripoli", "several places are called 'Tripoli': .*Libya .*; give the country with it"),
        ("where", "Tell Aran (136.1, 37.3)", "no degrees"),
        ("how-many", "many dead", "no count"),
        ("how-many", "14 dead and 3 injured", "no count"),
        ("how-many:injured", "14 dead", "two measures"),
        ("type", "BOMBING", "no such type: 'BOMBING'; there are ACCUSE"),
        ("type", "ASSAULT/riot", "no such mode: 'riot'; ASSAULT has abduct"),
        ("modality", "maybe", "no such modality: 'maybe'; there are happened"),
        ("who", "?!", "no name"),
        ("who", " ", "no value"),
        ("who", "x" * 301, "no value"),
        ("all", "2019-05-15", "a value is given for one part"),
    ],
)
def test_what_is_no_value_is_told_in_one_sentence(case: Case, part: str, value: str, sentence: str) -> None:
    with pytest.raises(QueryError, match=sentence) as told:
        case.judge("wrong", shelling(case.record()).id, part, by="ada", value=value)
    assert "\n" not in str(told.value)
    assert case.judgements() == []


def test_a_value_is_given_only_to_a_part_that_is_wrong_and_words_only_to_a_value(case: Case) -> None:
    report = shelling(case.record()).id
    with pytest.raises(QueryError, match="in place of a part that is wrong"):
        case.judge("right", report, "when", by="ada", value="2019-05-15")
    with pytest.raises(QueryError, match="words are cited for a value"):
        case.judge("wrong", report, "when", by="ada", words="on Tuesday")
    with pytest.raises(QueryError, match="an act always has a type"):
        case.judge("wrong", report, "type", by="ada")
    with pytest.raises(NotFound, match="no such part"):
        case.judge("wrong", report, "colour", by="ada", value="red")
    case.judge("wrong", report, "all", by="ada")
    with pytest.raises(QueryError, match="called wrong as a whole"):
        case.judge("wrong", report, "when", by="ada", value="2019-05-15")


def test_a_cell_cites_the_words_that_are_named_and_no_others(case: Case) -> None:
    record = case.record()
    report = shelling(record)
    made = case.judge("wrong", report.id, "when", by="ada", value="2019-05-15", words="on Wednesday")
    text = record.articles[report.article].text
    found = case.record()
    when = found.reports[report.id].when
    assert when is not None
    mention = found.mentions[when.mention]
    assert (mention.text, text[mention.start : mention.end]) == ("on Wednesday", "on Wednesday")
    # the nearest of two
    assert mention.start == text.index("on Wednesday")
    with pytest.raises(QueryError, match="the article does not say this: 'on Friday'"):
        case.judge("wrong", report.id, "when", by="ada", value="2019-05-15", words="on Friday")
    event = case.event(found.reports[report.id].event or "")
    (line,) = (line for told in event.reports for line in told.given)
    assert (line.by, line.said, line.rests, line.judgement) == (
        "ada", "15 May 2019", "on Wednesday", judgement_id(made),
    )  # fmt: skip


def test_a_cell_without_words_says_that_it_rests_on_the_person_alone(case: Case) -> None:
    report = shelling(case.record())
    case.judge("wrong", report.id, "who", by="ada", value="Desert Hawks")
    record = case.record()
    (mention,) = (record.mentions[one] for one in record.reports[report.id].actors)
    assert (mention.start, mention.end, mention.text) == (report.trigger.start, report.trigger.start, "Desert Hawks")
    (line,) = (line for told in case.event(record.reports[report.id].event or "").reports for line in told.given)
    assert (line.rests, line.span) == (None, None)
    assert record.name_of(mention.id) == "Desert Hawks"


def test_of_a_cell_that_is_corrected_again_it_is_told_what_was_read(case: Case) -> None:
    report = shelling(case.record())
    for hour, value in ((1, "2019-05-15"), (2, "2019-05-16")):
        at = datetime(2026, 1, 1, hour, tzinfo=UTC)
        made = case.judge("wrong", report.id, "when", by="ada", value=value, now=at)
    assert (made.cells[0].said, made.cells[0].was) == ("16 May 2019", "14 May 2019")
    case.forget(judgement_id(made))
    when = case.record().reports[report.id].when
    assert when is not None and when.start == "2019-05-15T00:00:00Z"


def test_a_name_is_whom_the_machine_takes_it_for(case: Case) -> None:
    record = case.record()
    report = shelling(record)
    case.judge("wrong", report.id, "who", by="ada", value="Police")
    found = case.record()
    (actor,) = found.reports[report.id].actors
    others = {m.entity for m in found.mentions.values() if m.text == "Police" and m.article == report.article}
    assert {found.mentions[actor].entity} == others
    assert actor in {mention_id(report.article, m.start, m.end, m.kind) for m in record.mentions.values()}


def test_a_correction_outranks_the_other_accounts_of_the_event_in_its_cells(case: Case) -> None:
    record = case.record()
    first, second = shelling(record), shelling(record, "south.example")
    assert first.event == second.event
    case.judge("wrong", second.id, "how-many", by="ada", value="12 dead")
    found = case.record()
    event = found.reports[second.id].event or ""
    assert case.event(event).event.quantities == ("12 dead",)
    sides = {
        side.answer: side.corrected_by for line in case.event(event).findings if line.question == "dead"
        for side in line.sides
    }  # fmt: skip
    assert sides["12"] == ("ada",)
    assert not any(by for answer, by in sides.items() if answer != "12")


def test_an_acled_row_has_the_count_that_was_given_and_not_the_lowest(case: Case) -> None:
    report = shelling(case.record())
    case.judge("wrong", report.id, "type", by="ada", value="ASSAULT/heavy-weapons")
    case.judge("wrong", report.id, "how-many", by="ada", value="12 dead")
    event = case.record().reports[report.id].event or ""
    rows = csv.DictReader(str(case.export_files("acled-like").single).splitlines())
    (row,) = (row for row in rows if event in row["notes"])
    assert (row["fatalities"], row["sub_event_type"]) == ("12", "Shelling/artillery/missile attack")
    assert "corrected by ada: how many dead is 12" in row["notes"]


FORMS = ("acled-like", "plover", "polecat", "gdelt", "geojson", "timelinejs", "schemaorg", "ftm", "web-annotation")


def test_exports_that_tell_the_cell_tell_that_it_was_corrected_and_by_whom(case: Case) -> None:
    report = shelling(case.record())
    case.judge("wrong", report.id, "where", by="ada", value="Homs, Syria", because="the caption says so")
    case.judge("wrong", report.id, "type", by="ada", value="ASSAULT/aerial")
    told = {form: "".join(map(str, case.export_files(form).files.values())) for form in FORMS}
    assert {form for form in FORMS if "corrected by ada: where is Homs, Syria" not in told[form]} == set()
    whole = case.export("json")
    (made,) = (one for one in whole["judgements"] if one["right"] == "where" and one["by"] == "person:ada")
    assert (made["cells"][0]["where"]["name"], made["reasons"][0]["feature"]) == ("Homs", "the caption says so")
    (row,) = (one for one in whole["reports"] if one["id"] == report.id)
    assert (row["corrected"], row["where"]["name"]) == (["where", "type"], "Homs")


def test_a_forwarded_report_tells_who_corrected_what(case: Case) -> None:
    report = shelling(case.record(), "south.example")
    case.judge("wrong", report.id, "how-many", by="ada", value="12 dead")
    told = case.report("md")
    assert isinstance(told, str)
    assert "corrected by ada: how many dead is 12" in told
    assert re.search(r"12.* · corrected by ada", told)


def test_no_text_exports_keep_the_words_that_a_value_rests_on_to_themselves(case: Case) -> None:
    report = shelling(case.record())
    case.judge("wrong", report.id, "when", by="ada", value="2019-05-15", words="killing nine people")
    for form in ("json", "csv", "web-annotation", "plover"):
        told = "".join(map(str, case.export_files(form, no_text=True).files.values()))
        assert "killing nine people" not in told


def test_a_correction_stays_when_texts_are_read_again_after_their_menu_was_found(case: Case, tmp_path: Path) -> None:
    record = case.record()
    report = shelling(record)
    case.judge("wrong", report.id, "when", by="ada", value="2019-05-15", words="on Tuesday")
    text = record.articles[report.article].text
    read_again_with_its_menu(case, tmp_path)
    after = case.record()
    now = shelling(after)
    assert now.when is not None
    assert (now.when.start, now.corrected) == ("2019-05-15T00:00:00Z", ("when",))
    assert after.mentions[now.when.mention].text == "on Tuesday"
    assert case.check().problems == ()
    # were nothing moved, this would show nothing
    assert after.articles[now.article].text != text or now.id == report.id


def test_corrections_travel_and_other_values_are_other_decisions(case: Case, shelled: Path, tmp_path: Path) -> None:
    report = shelling(case.record())
    case.judge("wrong", report.id, "how-many", by="ada", value="12 dead")
    case.judge("wrong", report.id, "where", by="ada", value="Tell Aran, Syria (36.125, 37.337)")
    case.judge("wrong", report.id, "who", by="ada", value="Desert Hawks; Levant Front")
    case.judge("wrong", report.id, "when", by="ada", value="2019-05-15", words="on Tuesday")
    case.judge("wrong", report.id, "type", by="ada", value="ASSAULT")
    lines = case.export_decisions()
    other = copy_of(shelled, tmp_path / "bob.case")
    other.judge("wrong", report.id, "how-many", by="bob", value="13 dead")
    found = other.compare_decisions(lines)
    assert (found.both, found.agreed) == (1, 0)
    assert (found.apart[0].here, found.apart[0].there) == ("wrong: 13 dead", "wrong: 12 dead")
    taken = other.import_decisions(lines)
    assert (taken.added, taken.refused) == (5, ())
    assert other.import_decisions(lines).known == 5
    mine, theirs = case.record().reports[report.id], other.record().reports[report.id]
    assert dataclasses.replace(theirs, event=mine.event, quantities=mine.quantities) == mine


@pytest.mark.parametrize(
    "change",
    [
        {"said": ""},
        {"said": "x" * 3000},
        {"quantity": None},
        {"quantity": {"low": -1, "high": 2, "unit": "people", "of": "dead", "mention": ""}},
        {"quantity": {"low": 5, "high": 2, "unit": "people", "of": "dead", "mention": ""}},
        {"quantity": {"low": 5, "high": 5, "unit": "people", "of": "injured", "mention": ""}},
        {"start": 4},
        {"text": "nine", "start": 9, "end": 3},
        {"quantity": "many"},
    ],
)
def test_a_colleague_s_line_with_a_value_that_is_none_is_refused(case: Case, change: dict[str, Any]) -> None:
    case.judge("wrong", shelling(case.record()).id, "how-many", by="ada", value="12 dead")
    refuses_a_line(case, lambda row: row["cells"][0].update(change))


def test_a_comparison_after_a_correction_is_that_of_a_case_compared_from_scratch(case: Case) -> None:
    report = shelling(case.record())
    for part, value in (("when", "2019-05-15"), ("who", "Desert Hawks"), ("where", "Homs, Syria"), ("type", "PROTEST")):
        case.judge("wrong", report.id, part, by="ada", value=value)
    step_by_step = plain(case)
    assert compared_from_scratch(case) == step_by_step


def test_what_does_not_depend_on_it_is_told_no_second_time(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.comparing import retold

    record = case.record()
    report = shelling(record)
    told: list[set[str]] = []
    before = retold.findings_of_all

    def noting(rows: Any, stay: Any, *more: Any) -> Any:
        told.append(set(stay))
        return before(rows, stay, *more)

    monkeypatch.setattr("rashomon.comparing.comparison.findings_of_all", noting)
    case.judge("wrong", report.id, "how-many", by="ada", value="12 dead")
    mine = record.story_of[report.article].id
    assert mine not in told[-1]


def test_pages_show_the_value_who_gave_it_and_what_was_read(case: Case) -> None:
    report = shelling(case.record())
    pages = case.pages()
    pages.catch_up()
    before = pages.article(report.article)
    made = case.judge("wrong", report.id, "where", by="ada", because="<b>map</b>", value="Homs, Syria")
    pages.catch_up()
    (shown,) = (one for one in pages.article(report.article).reports if one.id == report.id)
    (line,) = shown.given
    assert (shown.where and shown.where.name, line.by, line.because) == ("Homs", "ada", "<b>map</b>")
    (decision,) = pages.decisions(1, 10).items
    assert (decision.given or "").startswith("Homs, Syria")
    assert pages.event(shown.event or "").event.corrected == ("where",)
    case.forget(judgement_id(made))
    pages.catch_up()
    assert pages.article(report.article) == before


def test_of_an_event_that_one_report_tells_the_report_is_meant(case: Case) -> None:
    record = case.record()
    event = next(one for one in record.events.values() if len(one.reports) == 1)
    assert case.judge("wrong", event.id, "modality", by="ada", value="denied").left == event.reports[0]
    many = next((one for one in record.events.values() if len(one.reports) > 1), None)
    assert many is not None
    with pytest.raises(NotFound, match="name one of them: "):
        case.judge("wrong", many.id, "modality", by="ada", value="denied")


def test_reports_that_were_read_alike_are_given_it_too_and_others_are_not(case: Case) -> None:
    record = case.record()
    first = shelling(record)
    alike = {
        one.id for one in record.reports.values() if one.event == first.event and one.article == first.article
        and [(q.of, q.low) for q in one.quantities] == [("dead", 9)]
    }  # fmt: skip
    assert len(alike) == 2
    case.judge("wrong", first.id, "how-many", by="ada", value="8 dead", alike=True)
    assert {one.left for one in case.judgements()} == alike
    found = case.record()
    counts = {one.id: [q.low for q in one.quantities if q.of == "dead"] for one in found.reports.values()}
    assert {one for one, low in counts.items() if low == [8]} == alike
    assert [11] in counts.values()
    assert case.check().problems == ()
    for one in case.judgements():
        case.forget(judgement_id(one))
    assert case.record() == record
    with pytest.raises(QueryError, match="others are read alike for a value"):
        case.judge("wrong", first.id, "when", by="ada", alike=True)


PARTS = st.sampled_from(
    [("when", "2019-05-15"), ("when", "2018"), ("who", "Desert Hawks"), ("where", "Homs, Syria"), ("type", "AID"),
     ("how-many", "12 dead"), ("how-many", "3 injured"), ("modality", "denied"), ("whom", None), ("when", None),
     ("all", None)]
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["north.example", "south.example"]), PARTS), min_size=1, max_size=4))
def test_correcting_and_forgetting_in_any_order_leaves_nothing(
    shelled: Path, tmp_path_factory: pytest.TempPathFactory, marks: list[tuple[str, tuple[str, str | None]]]
) -> None:
    case = copy_of(shelled, tmp_path_factory.mktemp("any") / "any.case")
    before = case.record()
    with leaving_nothing(case) as made:
        for outlet, (part, value) in marks:
            try:
                made.append(case.judge("wrong", shelling(before, outlet).id, part, by="ada", value=value))
            except QueryError as told:
                assert re.match("called wrong as a whole", str(told))
            assert case.check().problems == ()


def test_within_one_account_a_given_name_takes_the_place_of_what_its_other_reports_name() -> None:
    from rashomon.matching.acts.cells import _cast
    from rashomon.matching.acts.facts import Member

    facts = SimpleNamespace(
        reports=[
            SimpleNamespace(id="r1", article="a1", corrected=("who",), modality="happened"),
            SimpleNamespace(id="r2", article="a1", corrected=(), modality="happened"),
            SimpleNamespace(id="r3", article="a2", corrected=(), modality="happened"),
            SimpleNamespace(id="r4", article="a1", corrected=("all",), modality="happened"),
        ],
        cast=[
            Member("actors", "given", "r1", False), Member("actors", "misread", "r2", False),
            Member("actors", "theirs", "r3", False), Member("actors", "added", "r4", False),
            Member("recipients", "met", "r2", False),
        ],
        actors=frozenset({"given", "misread", "theirs", "added"}), recipients=frozenset({"met"}),
    )  # fmt: skip
    assert set(_cast(facts, "actors", "who")) == {"given", "theirs", "added"}  # type: ignore[arg-type]
    assert _cast(facts, "recipients", "whom") == ("met",)  # type: ignore[arg-type]
