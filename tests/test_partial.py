"""A question reads a part of the record, and its answer is that of the whole record."""

from __future__ import annotations

from pathlib import Path

import pytest

import rashomon
from invented_news import news
from rashomon.case import Case
from rashomon.errors import NotFound
from rashomon.partial import filled_tables, whole_record
from rashomon.record import NOUNS, Record, event_id, story_id
from rashomon.views.article import view_article
from rashomon.views.brief import Brief, brief_story, story_order
from rashomon.views.entity import view_entity
from rashomon.views.event import view_event
from rashomon.views.story import view_story
from rashomon.views.why import explain


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("partial")
    made = rashomon.open_case(folder / "few.case")
    made.add([news(folder / "in")])
    made.add([news(folder / "more", start=3, count=2)])
    return made


@pytest.fixture(scope="module")
def record(case: Case) -> Record:
    return whole_record(case._store)


def test_stories_events_articles_are_shown_as_from_the_whole_record(case: Case, record: Record) -> None:
    assert record.stories and record.events
    for story in record.stories:
        assert case.story(story) == view_story(record, story)
    for event in record.events:
        assert case.event(event) == view_event(record, event)
    documents = case.documents()
    for name, article in record.articles.items():
        assert case.article(name) == view_article(record, article, documents[article.document])


def test_entities_are_shown_as_from_the_whole_record(case: Case, record: Record) -> None:
    for entity in record.entities:
        seen, whole = case.entity(entity), view_entity(record, entity)
        assert (seen.entity, seen.acts, seen.suffers, seen.said) == (
            whole.entity, whole.acts, whole.suffers, whole.said,
        )  # fmt: skip
        assert (dict(seen.spellings), set(seen.outlets)) == (dict(whole.spellings), set(whole.outlets))


def test_a_brief_of_some_stories_is_the_beginning_of_the_brief(case: Case, record: Record) -> None:
    stories = tuple(brief_story(record, story) for story in story_order(record))
    whole = Brief(len(record.articles), record.voices(record.articles), len(record.failures), stories)
    assert case.brief().stories == whole.stories
    some = case.brief(most=1)
    assert some.stories == whole.stories[:1]
    assert (some.articles, some.origins, some.failures) == (whole.articles, whole.origins, whole.failures)
    assert some.more == len(whole.stories) - 1


def test_why_finds_the_same_judgements(case: Case, record: Record) -> None:
    for kind, names in (("story", record.stories), ("event", record.events), ("entity", record.entities)):
        for name in names:
            assert set(case.why(name).judgements) == set(explain(record, [(kind, name)]).judgements)


def test_tables_asked_for_by_name_are_those_of_the_whole(case: Case) -> None:
    whole = case.tables()
    for name in NOUNS:
        assert filled_tables(case._store, [name])[name].equals(whole[name])


def test_a_query_reads_no_table_that_it_does_not_name(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    read = case._store.read

    def noting(table: str, *more: object, **named: object) -> object:
        asked.append(table)
        return read(table, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(case._store, "read", noting)
    case.sql("select count(*) from stories")
    assert asked == ["stories"]


def test_a_story_found_by_the_beginning_of_its_id(case: Case, record: Record, tmp_path: Path) -> None:
    name = next(iter(record.stories))
    assert case.story(name[:10]) == case.story(name)


def test_a_story_and_an_event_are_found_by_the_id_they_bore_before_a_newcomer_renamed_them(
    case: Case, record: Record
) -> None:
    story = max(record.stories.values(), key=lambda one: len(one.articles))
    event = max(record.events.values(), key=lambda one: len(one.reports))
    assert len(story.articles) > 1 and len(event.reports) > 1
    for article in story.articles:
        assert case.story(story_id([article])) == case.story(story.id)
    for report in event.reports:
        assert case.event(event_id([report])) == case.event(event.id)
    with pytest.raises(NotFound, match="no such story"):
        case.story(story_id(["no article"]))
