"""Counts from columns are those that the rows give, under any filter; a broad word says how it was sampled."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
from bench.synthetic import add_some, make_case

from rashomon.case import open_case
from rashomon.store.delta import DeltaStore
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns
from rashomon.views import happenings
from rashomon.views import search as searching
from rashomon.views.filters import Filter, of_articles, of_events
from rashomon.views.pages import CasePages


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> CasePages:
    folder = tmp_path_factory.mktemp("counting") / "invented.case"
    make_case(folder, 60)
    found = open_case(folder).pages()
    found.catch_up()
    return found


def _rows(pages: CasePages, query: str, *values: object) -> list[tuple[object, ...]]:
    return [tuple(row) for row in pages.index.rows(query, values)]


@pytest.mark.parametrize("column", ["outlet", "language", "country"])
def test_a_facet_counts_articles_and_origins_as_the_rows_do(pages: CasePages, column: str) -> None:
    facets = pages.facets(Filter())
    shown = {"outlet": facets.outlets, "language": facets.languages, "country": facets.countries}[column]
    assert [(share.value, share.articles, share.origins) for share in shown] == _rows(
        pages,
        f"select {column}, count(*), count(distinct coalesce(origin, -n)) from articles where {column} is not null "
        "group by 1 order by 2 desc, 1 limit 50",
    )


def test_a_facet_of_acts_counts_who_tells_them(pages: CasePages) -> None:
    told = "count(distinct a.n), count(distinct coalesce(a.origin, -a.n)) from events e"
    behind = "join reports r on r.event = e.n join articles a on a.n = r.article"
    facets = pages.facets(Filter())
    assert [(share.value, share.articles, share.origins) for share in facets.types] == _rows(
        pages, f"select e.type, {told} {behind} group by 1 order by 2 desc, 1"
    )
    assert [(share.label, share.articles, share.origins) for share in facets.actors] == _rows(
        pages,
        f"select n.name, {told} join parties p on p.event = e.n and p.role = 'actor' "
        f"join entities n on n.n = p.entity {behind} group by n.n order by 2 desc, 1 limit 50",
    )


def test_filters_choose_what_the_rows_choose(pages: CasePages) -> None:
    outlet, type = pages.facets(Filter()).outlets[0].value, pages.facets(Filter()).types[0].value
    of_type = "select r.article from reports r join events e on e.n = r.event where e.type = ?"
    chosen = of_articles(pages.index, Filter(outlet=(outlet,), type=(type,)))
    assert chosen.nonzero()[0].tolist() == [
        row[0]
        for row in _rows(
            pages, f"select n from articles where outlet = ? and n in ({of_type}) order by n", outlet, type
        )
    ]
    events = of_events(pages.index, Filter(first="2024-01-03", last="2024-01-05"))
    assert events.nonzero()[0].tolist() == [
        row[0]
        for row in _rows(pages, "select n from events where end >= '2024-01-03' and start < '2024-01-06' order by n")
    ]


def test_a_place_on_the_map_counts_its_events_and_who_tells_them(pages: CasePages) -> None:
    found = pages.map(Filter())
    assert [(point.place, point.events, point.articles, point.origins) for point in found.points] == _rows(
        pages,
        "select e.place, count(distinct e.n), count(distinct a.n), count(distinct coalesce(a.origin, -a.n)) "
        "from events e join reports r on r.event = e.n join articles a on a.n = r.article "
        "where e.latitude is not null group by 1 order by 2 desc, 1",
    )
    assert all(len(point.ids) == point.events for point in found.points)


def test_pictures_of_nothing_are_empty(pages: CasePages) -> None:
    nobody = Filter(outlet=("no such outlet",))
    assert pages.map(nobody).points == ()
    assert pages.timeline(nobody).events == ()
    assert pages.network(nobody).edges == ()
    assert pages.facets(nobody).types == ()
    assert pages.volume(nobody).days == ()


def test_a_line_of_time_of_too_many_says_what_it_shows(pages: CasePages, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pages.timeline(Filter())
    monkeypatch.setattr(happenings, "_DRAWN", 7)
    few = pages.timeline(Filter())
    assert len(few.events) == 7
    assert few.sampled == f"the 7 events with most origins of {len(whole.events)}"
    assert (few.days, few.first, few.last) == (whole.days, whole.first, whole.last)


def test_of_a_broad_word_those_that_came_in_last_are_weighed(
    pages: CasePages, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = pages.search("the", size=200)
    assert every.sampled is None
    monkeypatch.setattr(searching, "_WEIGHED", 20)
    few = pages.search("the", size=200)
    assert (few.articles, few.origins) == (every.articles, every.origins)
    assert few.sampled == f"the best of the 20 articles that came in last, of {every.articles} that were found"
    assert sum(1 + hit.copies for hit in few.hits) == 20


def test_an_index_without_columns_gets_them_and_keeps_its_rows(tmp_path: Path) -> None:
    make_case(tmp_path / "one.case", 12)
    SearchIndex(DeltaStore(tmp_path / "one.case")).catch_up()
    older = sqlite3.connect(tmp_path / "one.case" / "index" / "search.sqlite")
    with older:
        older.execute("drop table columns")
        older.execute("delete from meta where key = 'columns'")
        older.execute("insert into vectors values (1, x'00')")
    older.close()
    index = SearchIndex(DeltaStore(tmp_path / "one.case"))
    assert index.is_behind()
    assert index.catch_up()
    assert int(index.columns().articles.sum()) == 12
    assert index.rows("select 1 from vectors")


def test_columns_follow_what_is_added(tmp_path: Path) -> None:
    make_case(tmp_path / "one.case", 12)
    index = SearchIndex(DeltaStore(tmp_path / "one.case"))
    index.catch_up()
    before = index.columns()
    add_some(tmp_path / "one.case", 8_000_000, 4)
    assert index.columns() is before
    index.catch_up()
    assert int(index.columns().articles.sum()) == 16


def test_columns_that_were_added_to_are_those_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "one.case"
    make_case(folder, 40)
    index = SearchIndex(DeltaStore(folder))
    index.catch_up()
    for first in (8_000_000, 9_000_000):
        add_some(folder, first, 5)
        index.catch_up()
    added = index.columns()
    for left in (folder / "index").iterdir():
        left.unlink()
    anew = SearchIndex(DeltaStore(folder))
    anew.catch_up()
    made = anew.columns()
    assert added.values == made.values
    for field in fields(Columns):
        if field.name not in ("values", "voice", "read"):
            assert getattr(added, field.name).tolist() == getattr(made, field.name).tolist(), field.name
    assert added.voices(added.articles) == made.voices(made.articles)
