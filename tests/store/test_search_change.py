"""A newcomer's layer, put into the search index by itself, says what an index made anew says."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bench.load import compare
from bench.synthetic import add_some, make_case

from rashomon import open_case
from rashomon.record import judgement_id
from rashomon.store import search_fill, search_inbox
from rashomon.store.delta import DeltaStore
from rashomon.store.search import SearchIndex
from rashomon.store.search_rows import unpack

_READ = ("reports", "statements")


@pytest.fixture
def whole_fillings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often all of a comparison was put in."""
    filled: list[str] = []
    whole = search_fill.replace_comparison

    def counting(*values: Any) -> None:
        filled.append("all")
        whole(*values)

    monkeypatch.setattr(search_fill, "replace_comparison", counting)
    return filled


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that has been compared."""
    folder = tmp_path_factory.mktemp("compared") / "one.case"
    make_case(folder, 44)
    compare(folder)
    return folder


@pytest.fixture
def folder(compared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(compared, tmp_path / "one.case"))


def _told(index: SearchIndex) -> dict[str, list[tuple[Any, ...]]]:
    """All that an index says of a comparison, by ids."""
    called = {
        table: {row["n"]: row["id"] for row in index.rows(f"select n, id from {table}")}
        for table in ("articles", "stories", "events", "entities", "statements")
    }
    named = {"article": "articles", "of_article": "articles", "story": "stories", "event": "events",
             "entity": "entities", "statement": "statements", "speaker": "entities", "origin": "articles"}  # fmt: skip

    def plain(key: str, value: Any) -> Any:
        if isinstance(value, int) and key in named:
            return called[named[key]][value]
        if isinstance(value, bytes):
            return sorted(unpack(value).items())
        return value

    left_out = {"n", "place", "head", "text"}
    tables = ("articles", "stories", "events", "entities", "statements", "reports", "parties", "entity_articles",
              "spellings", "about", "linked", "findings", "copies", "inbox", "decisions", "wrong", "given",
              "given_mentions")  # fmt: skip
    told = {
        table: sorted(
            (tuple(plain(key, row[key]) for key in row.keys() if key not in left_out)  # noqa: SIM118
             for row in index.rows(f"select * from {table}")), key=repr)
        for table in tables
    }  # fmt: skip
    told["inbox"] = sorted((_judged(row, called["articles"]) for row in index.rows("select * from inbox")), key=repr)
    for table in ("story", "event"):
        by: dict[str, list[str]] = {}
        for row in index.rows(f"select id, story, event from findings where {table} is not null order by place"):
            by.setdefault(called["stories"][row["story"]] if table == "story" else row["event"], []).append(row["id"])
        told[f"findings of a {table}"] = sorted(by.items())
    words = [name["name"].split()[0] for name in index.rows("select name from entities")]
    told["names"] = [
        (word, *sorted(called["entities"][row["rowid"]] for row in index.rows(
            "select rowid from names where names match ?", (f'"{word}"',))))
        for word in sorted(set(words))
    ]  # fmt: skip
    return told


def _judged(row: Any, articles: dict[int, str]) -> tuple[Any, ...]:
    judged = json.loads(row["row"])
    places = [place and (articles[place[0]], *place[1:]) for place in judged.pop("places")]
    return row["relation"], row["doubt"], row["left_side"], row["right_side"], row["shown"], str(judged), places


def _columns(index: SearchIndex) -> dict[str, Any]:
    """All that columns say, by ids."""
    columns = index.columns()
    article = {row["n"]: row["id"] for row in index.rows("select n, id from articles")}
    story = {0: None} | {row["n"]: row["id"] for row in index.rows("select n, id from stories")}
    entity = {row["n"]: row["id"] for row in index.rows("select n, id from entities")}
    event = columns.values["event"]
    told: dict[str, Any] = {"values": {key: found for key, found in columns.values.items() if key != "event"}}
    for name in ("outlet", "country", "language", "day"):
        told[name] = {id: int(getattr(columns, name)[n]) for n, id in article.items()}
    told["story"] = {id: story[int(columns.story[n])] for n, id in article.items()}
    behind: dict[int, set[str]] = {}
    for n, id in article.items():
        behind.setdefault(int(columns.voice[n]), set()).add(id)
    told["voices"] = sorted(sorted(found) for found in behind.values())
    told["latest"] = [article[n] for n in columns.latest.tolist()]
    there = [n for n, id in enumerate(event) if id is not None]
    for name in ("type", "mode", "where", "place", "name", "start", "end", "located", "contradicted", "differing",
                 "told", "heard", "quad"):  # fmt: skip
        told[name] = {event[n]: int(getattr(columns, name)[n]) for n in there}
    told["told story"] = {event[n]: story[int(columns.told_story[n])] for n in there}
    told["heavy"] = [(int(columns.heard[n]), int(columns.told[n])) for n in columns.heavy.tolist()]
    told["events"] = sorted(event[n] for n in columns.heavy.tolist())
    told["telling"] = sorted(zip((event[n] for n in columns.told_event.tolist()),
                                 (article[n] for n in columns.told_article.tolist()), strict=True))  # fmt: skip
    parties = zip((event[n] for n in columns.party_event.tolist()), (entity[n] for n in columns.party.tolist()),
                  columns.role.tolist(), strict=True)  # fmt: skip
    told["parties"] = sorted(parties)
    for name in ("told_event", "party_event"):
        assert np.all(np.diff(getattr(columns, name)) >= 0)
    return told


def _is_as_made_anew(folder: Path, index: SearchIndex, apart: Path) -> None:
    anew = SearchIndex(DeltaStore(folder), apart)
    anew.catch_up()
    told, found = _told(index), _told(anew)
    for table in found:
        assert told[table] == found[table], table
    told_columns, found_columns = _columns(index), _columns(anew)
    for name in found_columns:
        assert told_columns[name] == found_columns[name], name


def test_newcomers_change_what_follows_from_them_and_nothing_else(
    folder: Path, tmp_path: Path, whole_fillings: list[str]
) -> None:
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    # in stories that are there, and in none; compared one by one, and several at once
    for number, count in ((2_800, 1), (9_000_000, 2)):
        add_some(folder, number, count)
        compare(folder)
        index.catch_up()
    add_some(folder, 5_600, 2)
    compare(folder)
    add_some(folder, 8_400, 1)
    index.catch_up()
    compare(folder)
    index.catch_up()
    assert whole_fillings == ["all"]
    _is_as_made_anew(folder, index, tmp_path / "apart")


def test_marks_change_what_follows_from_them_and_nothing_else(
    folder: Path, tmp_path: Path, whole_fillings: list[str]
) -> None:
    index, case = SearchIndex(DeltaStore(folder)), open_case(folder)
    index.catch_up()
    made = []
    reports, statements = (case.sql(f"select id from {table} order by id").to_pylist() for table in _READ)
    marks = (
        (reports[0], "who", "Desert Hawks"), (reports[5], "all", None), (statements[2], "all", None),
        (reports[9], "when", "2019-05-15"), (reports[9], "type", "PROTEST"), (reports[3], "where", "Homs, Syria"),
    )  # fmt: skip
    for number, (read, part, value) in enumerate(marks):
        made.append(case.judge("wrong", read["id"], part, by="ada", value=value))
        if number % 2:
            index.catch_up()
            _is_as_made_anew(folder, index, tmp_path / f"apart {number}")
    # a newcomer of the story in which somebody was given an actor
    add_some(folder, 2_800, 1)
    compare(folder)
    index.catch_up()
    for said in made[::2]:
        case.forget(judgement_id(said))
    index.catch_up()
    assert whole_fillings == ["all"] * 4
    _is_as_made_anew(folder, index, tmp_path / "apart")


def test_added_acts_change_what_follows_from_them_and_nothing_else(
    folder: Path, tmp_path: Path, whole_fillings: list[str]
) -> None:
    index, case = SearchIndex(DeltaStore(folder)), open_case(folder)
    index.catch_up()
    record, made = case.record(), []
    for number, said in enumerate(sorted(record.statements.values(), key=lambda one: one.id)[::9][:3]):
        words = record.quote(said.article, said.content[0].start, said.content[0].end)
        who = "Desert Hawks" if number else "Highland Front"
        made.append(
            case.judge_act(said.article, words, "PROTEST", who=who, by="ada", at=said.content[0].start)
        )
        index.catch_up()
    _is_as_made_anew(folder, index, tmp_path / "added")
    made.append(case.judge("wrong", made[0].right, "who", by="ada", value="Sea Hawks"))
    made.append(case.judge("wrong", made[1].right, "all", by="ada"))
    index.catch_up()
    _is_as_made_anew(folder, index, tmp_path / "marked")
    for said in made[1:]:
        case.forget(judgement_id(said))
        index.catch_up()
    assert whole_fillings == ["all"] * 3
    _is_as_made_anew(folder, index, tmp_path / "forgotten")
    speaking = next(one for one in record.statements.values() if one.speaker is not None)
    case.judge("wrong", speaking.id, "speaker", by="ada", value="Desert Hawks")
    index.catch_up()
    assert whole_fillings == ["all"] * 5
    _is_as_made_anew(folder, index, tmp_path / "speaking")


def test_an_inbox_that_may_lack_what_follows_is_filled_anew(
    folder: Path, tmp_path: Path, whole_fillings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_inbox, "_INBOX", 6)
    monkeypatch.setattr(search_inbox, "_MORE", 2)
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    add_some(folder, 2_800, 1)
    compare(folder)
    index.catch_up()
    assert len(index.rows("select 1 from inbox where shown = 1 and relation = 'entity'")) == 6
    _is_as_made_anew(folder, index, tmp_path / "apart")


def test_a_comparison_of_all_and_one_of_very_much_are_put_in_whole(
    folder: Path, tmp_path: Path, whole_fillings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from rashomon.store import search_change

    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    monkeypatch.setattr(search_change, "_MOST", 5)
    add_some(folder, 5_000, 1)
    compare(folder)
    index.catch_up()
    assert whole_fillings == ["all", "all"]
    _is_as_made_anew(folder, index, tmp_path / "apart")

