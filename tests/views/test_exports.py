"""Each export is what its format says, rests on the record's characters, and can leave the publishers' words out."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import rashomon
from rashomon.case import Case
from rashomon.errors import NotFound, QueryError
from rashomon.knowledge.codes import cameo_name, cow_of, fips_of, number_of
from rashomon.knowledge.plover import kinds
from rashomon.knowledge.tables import rows
from rashomon.record import (
    NOUNS,
    Article,
    Attribution,
    Block,
    Copy,
    Entity,
    Event,
    Finding,
    Judgement,
    Mention,
    Passage,
    Quantity,
    Reason,
    Record,
    Report,
    Role,
    Side,
    Span,
    Statement,
    Story,
    When,
    Where,
    from_row,
    table_to_rows,
    to_row,
)
from rashomon.views.exports import EXPORTS, OF_EVENTS, Exported, NeedsText, of_days, without_text
from rashomon.views.exports.acled import ACLED_COLUMNS
from rashomon.views.exports.base import fingerprint
from rashomon.views.exports.cells import cell, flat, guarded, tsv
from rashomon.views.exports.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from rashomon.views.exports.icews import ICEWS_COLUMNS
from rashomon.views.exports.plover import POLECAT_COLUMNS
from rashomon.views.exports.sheet import SHEET_COLUMNS
from rashomon.views.exports.texts import fragments

ROOT = Path(__file__).resolve().parents[2]
RUN: dict[str, Any] = {
    "program": "0.1.0",
    "stages": {"clean": 1, "reports": 2, "statements": 1, "events": 1},
    "models": {"english": "none"},
}

#: "Border\nGuard" stands over a line break on purpose; "<b>" and "=" are there to be made harmless.
FIRST = """Drone kills 12 near Tessaly
A drone of the Border
Guard struck a depot in Kigali on 4 March, killing 12 people, <b>Minister</b> Ada Onwu said.
"We will not forgive this," Onwu told =Radio Plain.
"""
SECOND = """Guard denies strike
The Border Guard denied that it hit the depot in Kigali. Fifteen died, a doctor said.
"""
FORMS_OF_TEXT = ("brat", "ngec", "passim")


def _mention(id: str, article: str, text: str, words: str, kind: str, entity: str | None) -> Mention:
    start = text.index(words)
    return Mention(id, article, start, start + len(words), kind, words, entity)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _article(number: str, outlet: str, url: str, published: str, text: str) -> Article:
    blocks = (Block("body", True, 0, len(text), 0, len(text), "prose"),)
    title = text.split("\n")[0]
    return Article(
        number * 24, number * 64, outlet, url, title, published, published, "metadata", "en", (), ("A. Writer",), text,
        blocks,
    )  # fmt: skip


A, B = "a" * 24, "b" * 24
E_GUARD, E_KIGALI, E_ONWU, EVENT, DENIAL = "1" * 24, "2" * 24, "3" * 24, "4" * 24, "5" * 24


def _mentions() -> dict[str, Mention]:
    made = [
        _mention("m1", A, FIRST, "Border\nGuard", "organization", E_GUARD),
        _mention("m2", A, FIRST, "Kigali", "place", E_KIGALI),
        _mention("m3", A, FIRST, "4 March", "time", None),
        _mention("m4", A, FIRST, "12 people", "quantity", None),
        _mention("m5", A, FIRST, "Ada Onwu", "person", E_ONWU),
        _mention("m6", B, SECOND, "The Border Guard", "organization", E_GUARD),
        _mention("m7", B, SECOND, "Kigali", "place", E_KIGALI),
        _mention("m8", B, SECOND, "Fifteen", "quantity", None),
    ]
    return {mention.id: mention for mention in made}


def _report(id: str, article: str, text: str, words: str, trigger: str, modality: str, **more: Any) -> Report:
    span, event = _span(text, words), EVENT if modality == "happened" else DENIAL
    made = Report(
        id * 24, article, span.start, span.end, _span(text, trigger), "ASSAULT", "drone", ("military",), "195", 4,
        (), (), None, None, (), modality, None, (Attribution("The Plain", None, None, None),), event,
    )  # fmt: skip
    return replace(made, **more)


@pytest.fixture
def record() -> Record:
    when = When("2024-03-04T00:00:00Z", "2024-03-05T00:00:00Z", "day", "on", "published", "m3")
    where = Where("geonames:202061", "Kigali", "RWA", -1.94995, 30.05885, "city", "m2")
    twelve, fifteen = Quantity(12.0, 12.0, "people", "dead", "m4"), Quantity(15.0, None, "people", "dead", "m8")
    told = _report(
        "6", A, FIRST, "A drone of the Border\nGuard struck a depot in Kigali on 4 March, killing 12 people", "struck",
        "happened", actors=("m1",), recipients=("m2",), when=when, where=where, quantities=(twelve,),
    )  # fmt: skip
    again = _report("7", B, SECOND, "Fifteen died", "died", "happened", quantities=(fifteen,))
    denied = _report("8", B, SECOND, "it hit the depot in Kigali", "hit", "denied", actors=("m6",))
    said = Statement(
        "9" * 24, A, 0, len(FIRST), "direct", "m5", E_ONWU, _span(FIRST, "told"),
        (_span(FIRST, '"We will not forgive this,"'),), None, (), (E_GUARD,), "positive", None,
    )  # fmt: skip
    entities = [
        Entity(E_GUARD, "organization", "Border Guard", ("Guard",), "UGA", ("MIL", "GOV"), (), ("wikidata:Q42",)),
        Entity(E_KIGALI, "place", "Kigali", (), "RWA", ("CVL",), (), ()),
        Entity(E_ONWU, "person", "=Ada <Onwu>", (), "RWA", ("GOV",), (Role("minister", None, None, None),), ()),
    ]
    events = [
        Event(EVENT, "ASSAULT", "drone", (E_GUARD,), (E_KIGALI,), when, where, (told.id, again.id), 2, 2),
        Event(DENIAL, "ASSAULT", "drone", (E_GUARD,), (), None, None, (denied.id,), 1, 1),
    ]
    sides = (
        Side("12 (“killing 12 people”)", (told.id,), (), ("The Plain",), 1),
        Side("15", (again.id,), (), ("=Herald",), 1),
    )
    words = (Side("We will not forgive this", (), (said.id,), ("The Plain",), 1),)
    articles = [
        _article("a", "The Plain", "https://plain.example/1", "2024-03-05T06:00:00Z", FIRST),
        _article("b", "=Herald", "scrapes/2.txt", "2024-03-06T09:30:00Z", SECOND),
    ]
    judged = Judgement(
        "entity", "m1", "m6", "same", 1.0, (Reason("name", 1.0, "Border Guard", "Border Guard"),), "person:Jo Li",
        "2024-03-07T00:00:00Z",
    )  # fmt: skip
    return Record(
        articles={article.id: article for article in articles},
        mentions=_mentions(),
        times={"m3": when},
        places={"m2": where},
        quantities={"m4": twelve, "m8": fifteen},
        entities={entity.id: entity for entity in entities},
        statements={said.id: said},
        reports={report.id: report for report in (told, again, denied)},
        events={event.id: event for event in events},
        stories={"s": Story("s", "Drone <b>kills</b> 12", (A, B), (EVENT, DENIAL), None, None)},
        copies=(Copy(B, A, 0.2, (Passage(0, 5, 0, 5),), "known"),),
        judgements=(judged,),
        findings={
            "f": Finding("f", "s", EVENT, "dead", "differing", sides, ()),
            "g": Finding("g", "s", None, f"said:{E_ONWU}", "single", words, ("=Herald",)),
        },
    )


def _one(record: Record, form: str) -> str:
    content = EXPORTS[form](record, RUN).single
    assert isinstance(content, str)
    return content


def _lines(record: Record, form: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _one(record, form).splitlines()]


def _tabs(text: str, header: bool = True) -> list[list[str]]:
    lines = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    return lines[1:] if header else lines


# ── the sheet, and the events of some days ────────────────────────────────────────────────────────────────────────


def _sheet(record: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_one(record, "sheet"))))


def test_a_row_of_the_sheet_tells_an_event_with_its_figures_and_the_words_it_rests_on(record: Record) -> None:
    told, denied = _sheet(record)
    assert tuple(told) == SHEET_COLUMNS
    assert (told["event"], told["day"], told["last_day"]) == (EVENT, "2024-03-04", "2024-03-04")
    assert told["day_from"] == "told"
    assert (told["actors"], told["actor_countries"], told["actor_sectors"]) == ("Border Guard", "UGA", "MIL GOV")
    assert (told["place"], told["country"], told["iso3"], told["place_from"]) == ("Kigali", "Rwanda", "RWA", "told")
    assert (told["dead_low"], told["dead_high"], told["injured_low"], told["disputed"]) == ("12", "15", "", "dead")
    assert (told["articles"], told["origins"], told["outlets"]) == ("2", "2", "The Plain; =Herald")
    assert told["urls"] == "https://plain.example/1"
    start, end = int(told["quote_start"]), int(told["quote_end"])
    assert record.articles[told["quote_article"]].text[start:end].replace("\n", " ") == told["quote"]
    assert (denied["modality"], denied["denied_by"], denied["day_from"]) == ("denied", "The Plain", "published")
    assert told["cameo"] == "195"


def test_the_sheet_leaves_no_event_out(example_case: Case) -> None:
    record = example_case.record()
    assert {row["event"] for row in _sheet(record)} == set(record.events)


def test_the_days_of_two_weeks_hold_each_event_once(example_case: Case) -> None:
    record = example_case.record()
    weeks = [of_days(record, "sheet", *days) for days in ((None, "2019-05-14"), ("2019-05-15", None))]
    held = [event for week in weeks for event in week.record.events]
    assert len(held) == len(set(held)) == len(record.events) - weeks[0].undated
    assert all(week.record.events for week in weeks)
    for row in _sheet(weeks[0].record):
        assert row["day"] <= "2019-05-14"


def test_an_event_that_nothing_dates_is_counted_where_days_are_asked_for(record: Record) -> None:
    undated = {name: replace(one, published=None) for name, one in record.articles.items()}
    found = of_days(replace(record, articles=undated), "plover", "2024-03-01", "2024-03-31")
    assert (list(found.record.events), found.undated) == ([EVENT], 1)
    assert of_days(replace(record, articles=undated), "csv", None, None).undated == 0


def test_a_form_whose_rows_are_no_events_cannot_be_had_by_days(record: Record) -> None:
    with pytest.raises(QueryError, match="'csv' cannot be had by days"):
        of_days(record, "csv", "2024-03-01", None)
    with pytest.raises(QueryError, match="the last day is before the first"):
        of_days(record, "sheet", "2024-03-02", "2024-03-01")


@pytest.mark.parametrize("form", OF_EVENTS)
def test_the_forms_that_can_be_had_by_days_hold_the_events_of_these_days_alone(form: str, record: Record) -> None:
    none = of_days(record, form, "1999-01-01", "1999-12-31").record
    assert EXPORTS[form](none, RUN).files == EXPORTS[form](replace(none, events={}), RUN).files
    every = of_days(record, form, "2024-03-01", "2024-03-31").record
    assert EXPORTS[form](every, RUN).files == EXPORTS[form](record, RUN).files


def test_paramilitaries_in_rebellion_are_no_forces_of_the_state(record: Record) -> None:
    entities = {**record.entities, E_GUARD: replace(record.entities[E_GUARD], sectors=("PRM", "REB"))}
    (row,) = csv.DictReader(io.StringIO(_one(replace(record, entities=entities), "acled-like")))
    assert row["inter1"] == "Rebel Group"


# ── every form ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_record_gives_the_same_files(form: str, record: Record) -> None:
    assert EXPORTS[form](record, RUN).files == EXPORTS[form](record, RUN).files


@pytest.mark.parametrize("form", EXPORTS)
def test_an_empty_record_can_be_exported(form: str) -> None:
    assert isinstance(EXPORTS[form](Record(), RUN), Exported)


@pytest.mark.parametrize("form", [form for form in EXPORTS if form not in FORMS_OF_TEXT])
def test_without_text_no_words_of_the_publishers_are_left(form: str, record: Record) -> None:
    bare = without_text(record)
    for content in EXPORTS[form](bare, RUN).files.values():
        # parquet is compressed: read what it says
        text = pq.read_table(io.BytesIO(content)).to_pylist() if isinstance(content, bytes) else content
        for words in ("killing", "forgive", "denied that", "Drone kills", "Guard struck", "4 March", "Border\nGuard"):
            assert words not in str(text), words


@pytest.mark.parametrize("form", FORMS_OF_TEXT)
def test_a_form_that_is_the_text_says_so_when_text_is_withheld(form: str, record: Record) -> None:
    with pytest.raises(NeedsText, match=form):
        EXPORTS[form](without_text(record), RUN)


@pytest.mark.parametrize("form", EXPORTS)
def test_every_form_stands_in_the_docs(form: str) -> None:
    assert f"`{form}`" in (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


def test_a_hash_lets_the_owner_of_the_text_prove_the_span(record: Record) -> None:
    bare = without_text(record)
    report = record.reports["6" * 24]
    assert bare.quote(A, report.start, report.end) == fingerprint(FIRST[report.start : report.end])
    assert bare.articles[A].text == fingerprint(FIRST)
    assert bare.findings["f"].sides[0].answer == f"12 ({fingerprint('killing 12 people')})"


def test_one_file_is_written_as_a_file_and_several_as_a_folder(record: Record, tmp_path: Path) -> None:
    (written,) = EXPORTS["plover"](record, RUN).write(tmp_path / "out.jsonl")
    assert written == tmp_path / "out.jsonl"
    assert written.read_text(encoding="utf-8") == _one(record, "plover")
    files = EXPORTS["gdelt"](record, RUN).write(tmp_path / "gdelt")
    assert [file.name for file in files] == ["events.export.CSV", "mentions.CSV"]
    (inside,) = EXPORTS["ftm"](record, RUN).write(tmp_path)
    assert inside == tmp_path / "entities.ftm.jsonl"


def _command(case: Path, *arguments: str) -> Any:
    from typer.testing import CliRunner

    from rashomon.cli import app

    return CliRunner().invoke(app, ["export", str(case), *arguments])


@pytest.fixture
def case(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case folder whose record is the hand-made one."""
    folder = tmp_path / "strike.case"
    rashomon.open_case(folder)
    (folder / "case.json").touch()
    monkeypatch.setattr(Case, "record", lambda self: record)
    monkeypatch.setattr(Case, "_run_versions", lambda self: RUN)
    return folder


def test_the_command_prints_one_file_and_writes_several(case: Path, record: Record, tmp_path: Path) -> None:
    assert _command(case, "--as", "icews").stdout == _one(record, "icews")
    assert _command(case, "--as", "csv", "-o", str(tmp_path / "tables")).exit_code == 0
    assert len(list((tmp_path / "tables").glob("*.csv"))) == len(NOUNS) - 1


def test_the_command_withholds_text_and_says_what_it_cannot_do(case: Path) -> None:
    assert "Drone kills" not in _command(case, "--as", "json", "--no-text").stdout
    several = _command(case, "--as", "gdelt")
    assert (several.exit_code, "-o FOLDER" in several.output) == (1, True)
    assert isinstance(_command(case, "--as", "brat", "--no-text", "-o", "x").exception, NeedsText)


def test_a_case_gives_json_objects_and_files(case: Path, record: Record) -> None:
    opened = rashomon.open_case(case)
    assert opened.export("geojson")["type"] == "FeatureCollection"
    assert set(opened.export_files("brat").files) == {
        "annotation.conf",
        *(f"{a}.{e}" for a in (A, B) for e in ("ann", "txt")),
    }
    with pytest.raises(NotFound, match="export_files"):
        opened.export("csv")
    with pytest.raises(NotFound, match="no such export: 'xls'"):
        opened.export_files("xls")


# ── the nouns ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_parquet_gives_the_nouns_back(record: Record) -> None:
    files = EXPORTS["parquet"](record, RUN).files
    assert set(files) == {f"{name}.parquet" for name in NOUNS if name != "documents"}
    for name in ("articles", "mentions", "reports", "events", "findings", "judgements"):
        table = pq.read_table(pa.BufferReader(files[f"{name}.parquet"]))
        nouns = getattr(record, name)
        assert list(table_to_rows(NOUNS[name], table)) == list(nouns.values() if isinstance(nouns, dict) else nouns)


def test_jsonl_gives_the_nouns_back(record: Record) -> None:
    lines = _lines(record, "jsonl")
    assert lines[0]["noun"] == "run"
    reports = [{k: v for k, v in line.items() if k != "noun"} for line in lines if line["noun"] == "reports"]
    assert [from_row(Report, row) for row in reports] == list(record.reports.values())


def test_csv_keeps_structs_as_columns_and_lists_as_json(record: Record) -> None:
    found = list(csv.DictReader(io.StringIO(str(EXPORTS["csv"](record, RUN).files["reports.csv"]))))
    assert found[0]["where_latitude"] == "-1.94995"
    assert found[0]["trigger_start"] == str(FIRST.index("struck"))
    assert json.loads(found[0]["actors"]) == ["m1"]
    assert json.loads(found[0]["quantities"]) == [to_row(q) for q in record.reports["6" * 24].quantities]
    assert found[1]["when_start"] == ""


def test_csv_cells_do_not_run_as_formulas_nor_break_their_row(record: Record) -> None:
    files = EXPORTS["csv"](record, RUN).files
    names = [row["name"] for row in csv.DictReader(io.StringIO(str(files["entities.csv"])))]
    assert "'=Ada <Onwu>" in names
    (text, *_) = [row["text"] for row in csv.DictReader(io.StringIO(str(files["articles.csv"])))]
    assert "\n" not in text
    assert len(text) == len(FIRST)


@pytest.mark.parametrize("dangerous", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(dangerous: str) -> None:
    assert guarded(dangerous) == "'" + dangerous
    assert guarded("x" + dangerous) == "x" + dangerous


def test_tab_separated_words_do_not_run_as_formulas_and_numbers_stay_numbers() -> None:
    row = ["=cmd|'/c calc'!A0", "@SUM(1)", "-12.5", "+44", -0.5, "010", "-minus", None]
    assert tsv([row], None, "None") == "'=cmd|'/c calc'!A0\t'@SUM(1)\t-12.5\t+44\t-0.5\t010\t'-minus\tNone\n"


def test_cells_keep_their_length_and_their_missing_value() -> None:
    assert flat("a\tb\nc\u2028d") == "a b c d"
    assert (cell(None, "None"), cell(2.0), cell(-0.5), cell(0), cell(True)) == ("None", "2", "-0.5", "0", "1")


# ── tables of events ──────────────────────────────────────────────────────────────────────────────────────────────


def test_plover_has_a_text_object_with_characters_for_each_report(record: Record) -> None:
    (event,) = [line for line in _lines(record, "plover") if line["id"] == EVENT]
    assert {"id", "date", "actor", "event"} <= event.keys()
    assert (event["date"], event["event"], event["mode"]) == ("2024-03-04", ["ASSAULT"], ["drone"])
    assert (event["quad_code"], event["event_scale"]) == (4, -9.5)
    assert event["event_loc"]["geonameid"] == "202061"
    assert event["size"] == {"dead": 12}
    assert "dead 12-15" in event["comment"]
    assert event["actor"][0]["identifier_id"] == "Q42"
    for text in event["text"]:
        assert record.quote(text["story_id"], text["start"], text["end"]) == text["text_story"]
    start, end = event["text"][0]["actor"][0]
    assert FIRST[start:end] == "Border\nGuard"


def test_plover_says_that_a_denied_act_is_a_negation(record: Record) -> None:
    (denied,) = [line for line in _lines(record, "plover") if line["id"] == DENIAL]
    assert denied["mode"] == ["drone", "negation"]
    assert denied["date"] == "2024-03-06"
    assert "date is that of publication" in denied["comment"]


@pytest.mark.parametrize("form", ["polecat", "gdelt", "icews", "acled-like"])
def test_tables_without_a_modality_hold_no_act_that_is_only_denied(form: str, record: Record) -> None:
    only = replace(record, events={DENIAL: record.events[DENIAL]})
    first = next(iter(EXPORTS[form](only, RUN).files.values()))
    assert len(str(first).splitlines()) == (0 if form == "gdelt" else 1)


def test_polecat_has_forty_columns_and_none_for_what_is_missing(record: Record) -> None:
    assert len(POLECAT_COLUMNS) == 40
    (row,) = _tabs(_one(record, "polecat"))
    named = dict(zip(POLECAT_COLUMNS, row, strict=True))
    assert (named["Actor COW"], named["Recipient COW"]) == ("500", "517")
    assert (named["Actor Sectors"], named["Primary Actor Sector"]) == ("MIL; GOV", "MIL")
    assert named["Actor Name Raw"] == "Border Guard"
    assert (named["District"], named["City"], named["Country"]) == ("None", "Kigali", "Rwanda")


def test_gdelt_has_61_and_16_columns_without_header(record: Record) -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)
    files = EXPORTS["gdelt"](record, RUN).files
    (event,) = _tabs(str(files["events.export.CSV"]), header=False)
    named = dict(zip(EVENT_COLUMNS, event, strict=True))
    assert (named["Day"], named["MonthYear"], named["FractionDate"]) == ("20240304", "202403", "2024.2575")
    assert (named["Actor1Code"], named["Actor2CountryCode"]) == ("UGAMILGOV", "RWA")
    assert (named["EventCode"], named["EventBaseCode"], named["EventRootCode"]) == ("195", "195", "19")
    assert (named["ActionGeo_CountryCode"], named["ActionGeo_Type"]) == ("RW", "4")
    assert (named["NumMentions"], named["NumSources"], named["NumArticles"]) == ("2", "2", "2")
    assert named["AvgTone"] == ""
    assert named["SOURCEURL"] == "https://plain.example/1"


def test_gdelt_mentions_point_at_the_event_and_at_characters(record: Record) -> None:
    files = EXPORTS["gdelt"](record, RUN).files
    events, mentions = (_tabs(str(content), header=False) for content in files.values())
    first, second = (dict(zip(MENTION_COLUMNS, row, strict=True)) for row in mentions)
    assert {first["GlobalEventID"], second["GlobalEventID"]} == {events[0][0]}
    assert first["Actor1CharOffset"] == str(FIRST.index("Border\nGuard"))
    assert first["ActionCharOffset"] == str(FIRST.index("struck"))
    assert (second["Actor1CharOffset"], second["MentionType"], first["MentionType"]) == ("-1", "2", "1")


def test_icews_has_twenty_columns_and_codes_as_text(record: Record) -> None:
    assert len(ICEWS_COLUMNS) == 20
    (row,) = _tabs(_one(record, "icews"))
    named = dict(zip(ICEWS_COLUMNS, row, strict=True))
    assert (named["CAMEO Code"], named["Event Text"]) == ("195", "Employ aerial weapons")
    assert (named["Source Country"], named["Target Name"], named["Story ID"].isdigit()) == ("Uganda", "Kigali", True)
    assert named["Sentence Number"] == "3"  # the headline, and the line break inside the name, end sentences


def test_several_parties_are_several_dyads_with_ids_of_their_own(record: Record) -> None:
    event = replace(record.events[EVENT], actors=(E_GUARD, E_ONWU))
    more = replace(record, events={EVENT: event})
    numbers = [row[0] for row in _tabs(_one(more, "icews"))]
    assert len(set(numbers)) == 2
    talk = replace(event, type="CONSULT", mode="phone", recipients=())
    (row,) = _tabs(_one(replace(record, events={EVENT: talk}), "icews"))
    assert (row[2], row[8]) == ("Border Guard", "'=Ada <Onwu>")
    (polecat,) = _tabs(_one(more, "polecat"))
    assert dict(zip(POLECAT_COLUMNS, polecat, strict=True))["Actor Name"] == "Border Guard; =Ada <Onwu>"


def test_acled_like_says_in_every_row_that_it_is_not_acled_data(record: Record) -> None:
    assert len(ACLED_COLUMNS) == 31
    (row,) = csv.DictReader(io.StringIO(_one(record, "acled-like")))
    assert tuple(row) == ACLED_COLUMNS
    assert "not ACLED data" in row["notes"]
    assert "not ACLED data" in row["tags"]
    assert f"event {EVENT}." in row["notes"]
    assert (row["event_type"], row["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (row["fatalities"], row["iso"], row["time_precision"]) == ("12", "646", "1")
    assert (row["inter1"], row["source"]) == ("State Forces", "The Plain; =Herald")


def test_a_place_named_near_by_stands_in_and_says_so(record: Record) -> None:
    event = replace(record.events[EVENT], where=None)
    places = {where.mention: where for where in (record.reports["6" * 24].where,) if where}
    reports = {name: replace(one, recipients=()) for name, one in record.reports.items()}
    without = replace(record, events={EVENT: event}, reports=reports, places=places)
    (row,) = csv.DictReader(io.StringIO(_one(without, "acled-like")))
    assert (row["location"], row["geo_precision"], "named near by" in row["notes"]) == ("Kigali", "3", True)
    (told,) = csv.DictReader(io.StringIO(_one(record, "acled-like")))
    assert (told["location"], told["geo_precision"], "named near by" in told["notes"]) == ("Kigali", "1", False)


def test_a_toll_that_was_updated_counts_as_it_stood_last(example_case: Case) -> None:
    rows = list(csv.DictReader(io.StringIO(_one(example_case.record(), "acled-like"))))
    shelled = next(row for row in rows if "heavy-weapons" in row["notes"])
    # nine on the day, at least 17 later, sixteen after a man was found alive
    assert (shelled["fatalities"], "4-17 dead by the reports" in shelled["notes"]) == ("16", True)


def test_an_article_of_no_known_outlet_is_a_source_by_its_id(record: Record) -> None:
    nobody = {name: replace(article, outlet=None) for name, article in record.articles.items()}
    (row,) = csv.DictReader(io.StringIO(_one(replace(record, articles=nobody), "acled-like")))
    assert row["source"] == "; ".join(f"article {name[:8]}" for name in sorted(nobody))


def test_an_assault_by_and_on_nobody_known_has_no_acled_type(record: Record) -> None:
    unknown = replace(record.events[EVENT], mode=None, actors=(), recipients=())
    assert len(_one(replace(record, events={EVENT: unknown}), "acled-like").splitlines()) == 1


def test_nobody_stands_on_both_sides_of_an_acled_row(record: Record) -> None:
    event = replace(record.events[EVENT], actors=(E_GUARD,), recipients=(E_KIGALI, E_GUARD))
    (row,) = csv.DictReader(io.StringIO(_one(replace(record, events={EVENT: event}), "acled-like")))
    assert (row["actor1"], row["actor2"], row["assoc_actor_2"]) == ("Border Guard", "Kigali", "")
    # as many tell that it was hit as that it hit: that somebody was hit is told more surely than by whom
    first = record.reports["6" * 24]
    reports = record.reports | {first.id: replace(first, recipients=("m2", "m1"))}
    (row,) = csv.DictReader(io.StringIO(_one(replace(record, events={EVENT: event}, reports=reports), "acled-like")))
    assert (row["actor1"], row["actor2"], row["assoc_actor_2"]) == ("", "Kigali", "Border Guard")


def test_every_type_and_mode_has_a_named_cameo_code() -> None:
    assert all(cameo_name(kind.cameo) for kind in kinds().values())


def test_country_codes_are_unique_and_known() -> None:
    assert (cow_of("RUS"), fips_of("RUS"), number_of("RUS"), cow_of("HKG"), cow_of(None)) == (
        "365", "RS", "643", None, None,
    )  # fmt: skip
    for column in ("cow", "fips", "number"):
        given = [row[column] for row in rows("country_codes") if row[column]]
        assert len(given) == len(set(given)), column


# ── linked data ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_schemaorg_claims_have_appearances_and_no_rating(record: Record) -> None:
    graph = json.loads(_one(record, "schemaorg"))["@graph"]
    claims = [node for node in graph if node["@type"] == "Claim"]
    assert [claim["text"] for claim in claims[:2]] == ["dead: 12 (“killing 12 people”)", "dead: 15"]
    assert claims[0]["appearance"] == [{"@id": f"urn:rashomon:article:{A}"}]
    assert not re.search("rating|ClaimReview", json.dumps(graph), re.IGNORECASE)
    (quotation,) = [node for node in graph if node["@type"] == "Quotation"]
    assert quotation["text"] == '"We will not forgive this,"'
    assert quotation["spokenByCharacter"] == {"@id": f"urn:rashomon:entity:{E_ONWU}"}
    (copied,) = [node for node in graph if node.get("isBasedOn")]
    assert (copied["@id"], copied["@type"]) == (f"urn:rashomon:article:{B}", "NewsArticle")


def test_schemaorg_is_json_ld(record: Record) -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib reads the JSON-LD; pip install rdflib")
    graph = rdflib.Graph().parse(data=_one(record, "schemaorg"), format="json-ld")
    kinds_found = {str(kind).rsplit("/", 1)[-1] for kind in graph.objects(None, rdflib.RDF.type)}
    assert {"NewsArticle", "Quotation", "Claim", "Person", "Event"} <= kinds_found


def test_web_annotations_give_both_selectors_of_the_same_characters(record: Record) -> None:
    page = json.loads(_one(record, "web-annotation"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert len(page["items"]) == len(record.mentions) + len(record.reports) + len(record.statements)
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        text = record.articles[item["target"]["source"].rsplit(":", 1)[-1]].text
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote.get("prefix", ""))
        assert text[end:].startswith(quote.get("suffix", ""))


def test_web_annotations_without_text_keep_position_and_hash(record: Record) -> None:
    page = json.loads(_one(without_text(record), "web-annotation"))
    for item in page["items"]:
        (position,) = item["target"]["selector"]
        assert position["type"] == "TextPositionSelector"
        article = item["target"]["source"].rsplit(":", 1)[-1]
        words = record.quote(article, position["start"], position["end"])
        assert "sha256:" + item["target"]["urn:rashomon:sha256"] == fingerprint(words)


def test_prov_names_what_a_report_was_taken_from_and_who_judged(record: Record) -> None:
    found = json.loads(_one(record, "prov"))
    derived = {(r["prov:generatedEntity"], r["prov:usedEntity"]) for r in found["wasDerivedFrom"].values()}
    assert (f"rsh:report:{'6' * 24}", f"rsh:article:{A}") in derived
    assert (f"rsh:article:{A}", f"rsh:document:{'a' * 64}") in derived
    assert (f"rsh:event:{EVENT}", f"rsh:report:{'6' * 24}") in derived
    assert found["agent"]["rsh:person:Jo-20-Li"]["prov:label"] == "Jo Li"


def test_prov_is_read_by_the_prov_library(record: Record) -> None:
    prov = pytest.importorskip("prov.model", reason="prov reads PROV-JSON; pip install prov")
    document = prov.ProvDocument.deserialize(content=_one(record, "prov"))
    names = {str(node.identifier) for node in document.get_records(prov.ProvEntity)}
    known = names | {
        str(n.identifier) for kind in (prov.ProvAgent, prov.ProvActivity) for n in document.get_records(kind)
    }
    for relation in document.get_records(prov.ProvRelation):
        assert {str(value) for _, value in relation.formal_attributes if value} <= known


def test_ftm_entities_are_valid_and_point_at_entities_of_the_right_schema(record: Record) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney validates; pip install followthemoney")
    found = {line["id"]: line for line in _lines(record, "ftm")}
    assert {"Article", "Event", "Person", "PublicBody", "Address", "Mention", "Note", "UnknownLink"} == {
        line["schema"] for line in found.values()
    }
    for line in found.values():
        schema = ftm.model.get(line["schema"])
        schema.validate(line)
        assert all(line["properties"].get(name) for name in schema.required)
        proxy = ftm.model.get_proxy(line, cleaned=False)
        for name, values in line["properties"].items():
            assert set(proxy.get(name)) == set(values), name
            reach = schema.get(name).range
            if reach is not None:
                assert all(ftm.model.get(found[value]["schema"]).is_a(reach) for value in values)


# ── maps, time lines, networks ────────────────────────────────────────────────────────────────────────────────────


def test_geojson_points_are_longitude_first_and_what_has_no_place_is_counted(record: Record) -> None:
    found = json.loads(_one(record, "geojson"))
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [30.05885, -1.94995]}
    assert (feature["id"], feature["properties"]["dead"], found["unlocated"]) == (EVENT, "12-15", 1)


def test_timelinejs_slides_are_dated_and_their_html_is_harmless(record: Record) -> None:
    (slide,) = json.loads(_one(record, "timelinejs"))["events"]
    assert slide["start_date"] == {"year": 2024, "month": 3, "day": 4}
    assert slide["unique_id"] == EVENT
    assert slide["group"] == "Drone &lt;b&gt;kills&lt;/b&gt; 12"
    assert "<b>" not in json.dumps(slide)


@pytest.mark.parametrize(("form", "reader"), [("graphml", "read_graphml"), ("gexf", "read_gexf")])
def test_networks_are_read_by_networkx_with_their_time(form: str, reader: str, record: Record) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx reads the graphs; pip install networkx")
    graph = getattr(networkx, reader)(io.BytesIO(_one(record, form).encode()))
    assert set(graph.nodes) == {E_GUARD, E_KIGALI}
    ((source, target, values),) = graph.edges(data=True)
    assert (source, target) == (E_GUARD, E_KIGALI)
    assert (values["event"], values["type"], values["start"], values["origins"]) == (EVENT, "ASSAULT", "2024-03-04", 2)
    assert graph.nodes[E_GUARD]["label"] == "Border Guard"


# ── texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_brat_spans_are_the_words_they_say(record: Record) -> None:
    files = {name: str(content) for name, content in EXPORTS["brat"](record, RUN).files.items()}
    assert files[f"{A}.txt"] == FIRST
    seen = 0
    for line in files[f"{A}.ann"].splitlines():
        if line.startswith("T"):
            _, place, words = line.split("\t")
            pieces = [part.split() for part in place.split(" ", 1)[1].split(";")]
            assert " ".join(FIRST[int(a) : int(b)] for a, b in pieces) == words
            seen += 1
    assert seen >= 7
    assert "E2\tASSAULT:" in files[f"{A}.ann"]
    assert "Modality E" in files[f"{B}.ann"]
    assert "denied" in files[f"{B}.ann"]


def test_a_span_over_a_line_break_is_two_fragments() -> None:
    assert fragments("one\ntwo", 0, 7) == [(0, 3), (4, 7)]
    assert fragments("one\n\ntwo\n", 1, 9) == [(1, 3), (5, 8)]


def test_peers_get_the_text_and_its_day(record: Record) -> None:
    assert _lines(record, "ngec")[0] == {"id": A, "date": "2024-03-05", "event_text": FIRST}
    assert _lines(record, "passim")[1] == {"id": B, "series": "=Herald", "date": "2024-03-06", "text": SECOND}
