"""The search box: what is typed is read as words and fields; hits are quotations; copies are one hit."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.synthetic import add_some, make_case
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.case import open_case
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Columns
from rashomon.views.filters import Filter
from rashomon.views.pages import CasePages
from rashomon.views.search_box import days, match_of, read_query


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> CasePages:
    folder = tmp_path_factory.mktemp("search") / "invented.case"
    make_case(folder, 40)
    found = open_case(folder).pages()
    found.catch_up()
    return found


def test_words_phrases_and_fields_are_told_apart() -> None:
    query = read_query(
        'missile "bus station" -funeral actor:"Ana Lund" TYPE:consult date:2017-04-07..2017-04-12 ~port strike'
    )
    assert (query.words, query.phrases, query.excluded) == (("missile",), ("bus station",), ("funeral",))
    assert query.fields == {"actor": ("Ana Lund",), "type": ("consult",), "date": ("2017-04-07..2017-04-12",)}
    assert query.meaning == "port strike"


def test_what_cannot_be_followed_is_told_and_the_rest_is_searched() -> None:
    query = read_query("colour:red date:soon missile")
    assert query.words == ("colour red", "missile")
    assert len(query.problems) == 2


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2017-04-07..2017-04-12", ("2017-04-07", "2017-04-12")),
        ("2017-04-07..", ("2017-04-07", None)),
        ("..2017-04-12", (None, "2017-04-12")),
        ("2017-04-07", ("2017-04-07", "2017-04-07")),
        ("2017-02", ("2017-02-01", "2017-02-31")),
        ("2017", ("2017-01-01", "2017-12-31")),
        ("soon", None),
        ("2017-13-45", None),
        ("..", None),
    ],
)
def test_days_may_lack_an_end_or_be_a_month(text: str, span: tuple[str | None, str | None] | None) -> None:
    assert days(text) == span


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    match = match_of(read_query(text))
    assert match is None or match.count('"') % 2 == 0


@settings(max_examples=25, deadline=None)
@given(text=st.text(alphabet="ab\"-~:*()^ '%_\\0ORAND", max_size=30))
def test_no_query_is_refused_by_the_index(pages: CasePages, text: str) -> None:
    for start in ("", "actor:", "said:", "place:"):
        pages.search((start + text).replace("~", ""))


def test_a_hit_is_a_quotation_with_its_words_marked(pages: CasePages) -> None:
    title = pages.articles(Filter(), size=1).items[0].title or ""
    topic = title.split(" and the ")[-1].split(" of ")[0]
    found = pages.search(topic)
    assert found.hits
    for hit in found.hits:
        text = pages.article(hit.article).text
        assert text[hit.quote.start : hit.quote.end] == hit.quote.quote
        marked = {hit.quote.quote[mark.start : mark.end].lower() for mark in hit.marks}
        assert topic in marked


def test_copies_of_one_text_are_one_hit(pages: CasePages) -> None:
    found = pages.search("said", size=100)
    assert found.articles == 40
    assert found.total == found.origins < 40
    assert sum(1 + hit.copies for hit in found.hits) == 40


def test_english_words_are_found_in_any_ending(pages: CasePages) -> None:
    assert pages.search("ministries").articles == pages.search("ministry").articles > 0


def test_a_word_that_is_left_out_is_left_out(pages: CasePages) -> None:
    whole = pages.search("said").articles
    without = pages.search("said -harbour").articles
    assert without + pages.search("said harbour").articles == whole


def test_actor_act_and_recipient_hold_of_one_event(pages: CasePages) -> None:
    event = next(e for e in pages.events(Filter(), size=100).items if e.actors and e.recipients)
    found = pages.search(f'actor:"{event.actors[0].name}" type:{event.type} recipient:"{event.recipients[0].name}"')
    assert event.id in [e.id for e in found.events]
    assert {hit.by for hit in found.hits} == {"act"}
    assert all(e.type == event.type for e in found.events)
    assert not pages.search(f'actor:"{event.recipients[0].name}" type:{event.type} recipient:nobody').events


def test_what_is_said_is_found_by_its_words_and_its_speaker(pages: CasePages) -> None:
    said = pages.search("said:must").said
    assert said
    speaker = said[0].speaker
    assert speaker is not None
    assert said[0].id in [s.id for s in pages.search(f'speaker:"{speaker.name}"').said]


def test_the_search_box_filters_lists_and_pictures_alike(pages: CasePages) -> None:
    first = pages.stories(Filter(), size=1).items[0]
    outlet = first.outlets[0]
    chosen = Filter(words=f'outlet:"{outlet}"')
    assert pages.stories(chosen).articles >= 1
    assert all(outlet in story.outlets for story in pages.stories(chosen).items)
    assert pages.volume(chosen).articles == pages.search(f'outlet:"{outlet}"').articles


def test_a_search_sees_one_state_of_the_index_whatever_comes_in_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "growing.case"
    make_case(folder, 40)
    pages = open_case(folder).pages()
    pages.catch_up()
    columns, grown = SearchIndex.columns, []

    def columns_and_then_more(index: SearchIndex) -> Columns:
        found = columns(index)
        if not grown:
            grown.append(folder)
            add_some(folder, 5_000_000, 30)
            open_case(folder).pages().catch_up()
        return found

    monkeypatch.setattr(SearchIndex, "columns", columns_and_then_more)
    assert pages.search("the").articles == 40
    assert pages.search("the").articles == 70
