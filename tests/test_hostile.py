"""Every byte is hostile: queries that reach nothing, a pattern that once cost the cube of a line, texts without end."""

import socket
from pathlib import Path

import duckdb
import pytest

from rashomon import pipeline
from rashomon.case import open_case
from rashomon.errors import QueryError
from rashomon.language.attribution.spans import _LOOSE_END
from rashomon.record import Document, Failure, document_id


@pytest.mark.parametrize("piece", [" ", ",", ". ", "- ", ", and "])
def test_the_loose_end_of_a_statement_is_found_in_a_line_of_any_length(piece: str) -> None:
    """It cost the cube of the line: 800 blanks took two seconds, these would take days."""
    assert _LOOSE_END.search("word" + piece * 20_000 + "word") is None


@pytest.fixture(scope="module")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.txt").write_text("The ferry to Ostmar was halted on Monday.")
    return folder


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('{file}')",
        "select * from read_text('{file}')",
        "select * from '{file}'",
        "select * from glob('/etc/*')",
        "copy documents to '{out}'",
        "copy (select 1) to '{out}' (format csv)",
        "attach '{out}' as other",
        "install httpfs",
        "load httpfs",
        "pragma database_list; copy (select 1) to '{out}'",
        "set enable_external_access = true",
        "reset enable_external_access",
        "pragma enable_external_access",
        "set lock_configuration = false",
        "create table kept as select 1; export database '{out}'",
        "select * from sqlite_scan('{file}', 'x')",
        "select * from parquet_scan('http://127.0.0.1:9/x.parquet')",
        "call pragma_version(); import database '{out}'",
        "select getenv('HOME')",
        "drop table articles",
        "delete from articles",
        "update articles set text = ''",
    ],
)
def test_a_query_reaches_nothing_but_the_tables(case_folder: Path, query: str) -> None:
    case = open_case(case_folder / "a.case")
    out = case_folder / "written"
    before = sorted(str(path) for path in case_folder.rglob("*"))

    with pytest.raises(QueryError) as refused:
        case.sql(query.format(file=case_folder / "a.txt", out=out))

    assert "\n" not in str(refused.value) and "ferry" not in str(refused.value)
    assert not out.exists() and sorted(str(path) for path in case_folder.rglob("*")) == before


def test_duckdb_could_do_all_that_when_nobody_stops_it(case_folder: Path) -> None:
    """Else the test above could not fail."""
    found = duckdb.sql(f"select content from read_text('{case_folder / 'a.txt'}')").fetchall()

    assert "ferry" in str(found)


def test_an_article_without_end_is_refused_in_one_sentence() -> None:
    lines = [f"The ferry number {i} to Ostmar was halted on Monday by a storm, the port said.\n" for i in range(6_000)]
    body = "".join(lines).encode()
    document = Document(document_id(body), None, None, None, "text/plain", "utf-8", body)

    (refused,) = pipeline.read_documents([document])

    assert isinstance(refused, Failure)
    assert refused.error == f"longer than an article can be (400,000 characters): {document.id[:8]!r}"


def test_adding_and_asking_open_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def connect(self: socket.socket, address: object) -> None:
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", connect)
    (tmp_path / "a.html").write_text(
        '<html><head><link rel="stylesheet" href="http://a.example/a.css"><title>Ferry halted</title></head><body>'
        '<img src="http://a.example/a.png"><p>The ferry to Ostmar was halted on Monday by a storm, the port said.</p>'
        "</body></html>",
        encoding="utf-8",
    )
    case = open_case(tmp_path / "a.case")
    case.add([tmp_path / "a.html"])
    case.brief()
    case.export_files("schemaorg")

    assert len(case.record().articles) == 1
    assert asked == []
