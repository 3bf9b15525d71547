"""The front door: what is added is read, compared, checked, and kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

import rashomon
from rashomon.case import Case
from rashomon.errors import NotFound, NothingToRead, QueryError
from rashomon.record import Record, judgement_id
from rashomon.views.exports.json_record import json_schema

NOW = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)

ONE = """Ministers of Kenya and Uganda discuss border trade by phone

Nairobi, 14 March 2019 - Kenya's Foreign Minister Wanjiru Odhiambo spoke by telephone with her Ugandan counterpart,
Samuel Okello, on Wednesday, the ministry said in a statement.

"We will reopen the crossing at Busia next week," Odhiambo told reporters in Nairobi.

Okello said that at least 40 lorries had been held at the border since Monday.
"""
TWO = """Kampala and Nairobi talk about the Busia crossing

Foreign Minister Samuel Okello held a telephone conversation with Kenyan Foreign Minister Wanjiru Odhiambo on 13 March
2019, his office announced on Thursday.

He said 60 lorries were waiting at Busia. Odhiambo promised to reopen the crossing "within days".
"""


def _files(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("case")
    made = rashomon.open_case(folder / "talks.case")
    made.add([_files(folder / "in", one=ONE, two=TWO)], now=NOW)
    return made


def _ids(record: Record) -> dict[str, Sequence[str]]:
    return {
        "articles": sorted(record.articles),
        "mentions": sorted(record.mentions),
        "statements": sorted(record.statements),
        "reports": sorted(record.reports),
        "entities": sorted(record.entities),
        "events": sorted(record.events),
        "stories": sorted(record.stories),
        "findings": sorted(record.findings),
    }


def test_every_span_of_a_case_is_what_it_says(case: Case) -> None:
    checked = case.check()
    assert checked.problems == ()
    assert checked.articles == 2
    assert checked.spans > 20


def test_both_accounts_stand_in_one_story(case: Case) -> None:
    (story,) = case.brief().stories
    assert len(story.accounts) == 2


def test_adding_the_same_files_twice_adds_nothing(case: Case, tmp_path: Path) -> None:
    before = _ids(case.record())
    added = case.add([_files(tmp_path, one=ONE, again=TWO)], now=NOW)
    assert (added.documents, added.known, added.articles) == (0, 2, 0)
    assert _ids(case.record()) == before


def test_the_order_of_arrival_does_not_change_the_record(case: Case, tmp_path: Path) -> None:
    other = rashomon.open_case(tmp_path / "other.case")
    other.add([_files(tmp_path / "second", two=TWO)], now=NOW)
    other.add([_files(tmp_path / "first", one=ONE)], now=NOW)
    assert _ids(other.record()) == _ids(case.record())


def test_the_export_is_what_the_schema_says(case: Case) -> None:
    exported = case.export("json")
    jsonschema.validate(json.loads(json.dumps(exported)), json_schema())
    assert exported["format"] == "rashomon/1"
    assert len(exported["articles"]) == 2


def test_tables_are_arrow_with_the_schemas_columns(case: Case) -> None:
    reports = case.tables()["reports"].to_pandas()
    assert {"type", "actors", "according_to", "event"} <= set(reports.columns)


def test_sql_reads_and_nothing_else(case: Case) -> None:
    assert case.sql("select count(*) as n from articles").to_pylist() == [{"n": 2}]
    with pytest.raises(QueryError):
        case.sql("select * from read_csv('/etc/passwd')")
    with pytest.raises(QueryError):
        case.sql("select nonsense")
    with pytest.raises(QueryError, match="The tables are documents, articles"):
        case.sql("select * from article")


@pytest.mark.parametrize(
    "query", ["drop table x", "select 1; delete from articles", "insert into articles values (1)", "copy x to 'y'"]
)
def test_sql_that_writes_is_refused_in_one_sentence(case: Case, query: str) -> None:
    with pytest.raises(QueryError, match=r"^sql only reads, and this is (DROP|DELETE|INSERT|COPY); ask with SELECT"):
        case.sql(query)


@pytest.mark.parametrize("query", ["show tables", "SHOW ALL TABLES;\n"])
def test_sql_tells_which_tables_there_are(case: Case, query: str) -> None:
    names = case.sql(query)["name"].to_pylist()
    assert {"articles", "reports", "findings"} < set(names)
    assert all(case.sql(f"describe {name}").num_rows for name in names)


@pytest.mark.parametrize("query", ["", "  ", "-- nothing"])
def test_an_empty_query_is_told_what_to_ask(case: Case, query: str) -> None:
    with pytest.raises(QueryError, match="nothing is asked; ask with SELECT"):
        case.sql(query)


@pytest.mark.parametrize(
    "query",
    ["from articles select id", "with a as (select id from articles) select * from a", "explain from articles"],
)
def test_whatever_reads_may_be_asked(case: Case, query: str) -> None:
    assert case.sql(query).num_rows >= 1


def test_a_persons_judgement_outranks_the_machines_and_can_be_taken_back(tmp_path: Path) -> None:
    case = rashomon.open_case(tmp_path / "judged.case")
    case.add([_files(tmp_path / "in", one=ONE, two=TWO)], now=NOW)
    before = _ids(case.record())
    left, right = (e.id for e in list(case.record().entities.values())[:2])
    made = case.judge("same", left, right, by="ada", because="a test of merging", now=NOW)
    assert len(case.record().entities) == len(before["entities"]) - 1
    assert [judgement_id(j) for j in case.judgements()] == [judgement_id(made)]
    case.forget(judgement_id(made)[:8], now=NOW)
    assert _ids(case.record()) == before
    assert case.judgements() == []


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_nobody_is_said_to_be_the_same_as_himself_or_another_than_himself(case: Case, verdict: str) -> None:
    one = next(iter(case.record().entities))
    with pytest.raises(NotFound, match=r"^one entity, not two: '\w+'; give another one beside it$"):
        case.judge(verdict, one, one[:20], by="ada")
    assert case.judgements() == []


def test_a_name_that_several_bear_is_answered_with_who_they_are(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = sorted(case.record().entities.values(), key=lambda entity: entity.id)[:2]
    monkeypatch.setattr("rashomon.partial._by_alias", lambda *_: {one.id, other.id})
    with pytest.raises(NotFound) as said:
        case.entity("Somebody")
    assert str(said.value).startswith("several entities are called 'Somebody': ")
    assert all(f"{each.name}, {each.kind} ({each.id[:8]})" in str(said.value) for each in (one, other))


def test_what_is_unknown_is_said_in_one_sentence(case: Case, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such story: 'zz'"):
        case.story("zz")
    with pytest.raises(NothingToRead, match="missing"):
        rashomon.open_case(tmp_path / "empty.case").add([tmp_path / "missing.txt"])


def test_when_a_page_was_changed_is_shown_and_exported(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>River rises in Osk</title>"
        '<meta property="article:published_time" content="2017-04-12T08:00:00Z">'
        '<meta property="article:modified_time" content="2017-04-13T09:30:00Z"></head><body><article>'
        "<h1>River rises in Osk</h1><p>The river rose by two metres on Tuesday, officials of the town said, and two "
        "bridges were shut to traffic.</p></article></body></html>",
        encoding="utf-8",
    )
    made = rashomon.open_case(tmp_path / "changed.case")
    made.add([page])
    (article,) = made.record().articles.values()
    assert made.article(article.id).modified == "2017-04-13T09:30:00Z"
    exported = json.loads(made.export_files("schemaorg").single or "")
    (news,) = [node for node in exported["@graph"] if node["@type"] == "NewsArticle"]
    assert (news["datePublished"], news["dateModified"]) == ("2017-04-12T08:00:00Z", "2017-04-13T09:30:00Z")
    assert not made.check().problems
