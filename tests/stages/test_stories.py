"""Stories: articles about one happening, whatever the corpus around them."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from rashomon.matching.stories.titles import story_of
from rashomon.record import Article, Block, Judgement, article_id, document_id
from rashomon.stages.stories import find_stories

FERRY = [
    "The ferry Sant Oriol ran aground off Port Lisse early on Tuesday with 112 passengers aboard after its "
    "steering failed. The coast guard of Varnia brought everybody ashore by noon.",
    "Steering failure put the ferry Sant Oriol on the rocks near Port Lisse. All 112 passengers are safe, the "
    "Varnian coast guard said on Tuesday, but two sailors were treated for cold.",
    "Passengers of the Sant Oriol describe the hours on the rocks off Port Lisse. The ferry lost its steering "
    "in the dark; rescue boats reached the harbour with the last of them at noon.",
]
STRIKE = [
    "Teachers across Odremia walked out on Monday over pay, closing nine hundred schools. The union led by Mira "
    "Taub wants twelve percent; the education ministry offers five.",
    "Nine hundred schools in Odremia stayed shut as the teachers' union began its strike for a rise of twelve "
    "percent. Mira Taub said talks with the education ministry had failed.",
]


def article(text: str, published: str | None = None, title: str | None = None) -> Article:
    document = document_id((text + (published or "")).encode())
    return Article(
        article_id(document), document, None, None, title, published, published,
        "metadata" if published else "none", "en", (), (), text, (),
    )  # fmt: skip


def alone(articles: list[Article]) -> dict[str, str]:
    return {one.id: one.id for one in articles}


def groups(articles, judgements=()):
    found = find_stories(articles, alone(articles), judgements).stories
    return sorted(tuple(sorted(story.articles)) for story in found)


def test_articles_on_one_happening_are_one_story_and_others_are_not():
    ferry, strike = [article(text) for text in FERRY], [article(text) for text in STRIKE]
    assert groups(ferry + strike) == sorted(tuple(sorted(one.id for one in part)) for part in (ferry, strike))


def test_the_order_of_arrival_changes_nothing():
    articles = [article(text) for text in (*FERRY[:2], *STRIKE)]
    first = find_stories(articles, alone(articles))
    assert all(find_stories(order, alone(articles)) == first for order in itertools.permutations(articles))


def test_more_articles_never_change_a_judgement():
    few = [article(text) for text in FERRY]
    many = few + [article(text) for text in STRIKE]
    before = {(row.left, row.right): row for row in find_stories(few, alone(few)).judgements}
    after = {(row.left, row.right): row for row in find_stories(many, alone(many)).judgements}
    assert before.items() <= after.items()


def test_a_namesake_a_year_later_is_another_story():
    now = article(FERRY[0], "2025-03-04T00:00:00Z")
    later = article(FERRY[1], "2026-03-06T00:00:00Z")
    soon = article(FERRY[1], "2025-03-06T00:00:00Z")
    assert len(groups([now, later])) == 2
    assert len(groups([now, soon])) == 1


def test_a_story_has_the_title_of_its_central_article_and_the_dates_of_all():
    articles = [
        article(FERRY[0], "2025-03-04T00:00:00Z", "Ferry aground off Port Lisse"),
        article(FERRY[1], "2025-03-06T00:00:00Z", "Ferry aground: all safe in Port Lisse"),
    ]
    (story,) = find_stories(articles, alone(articles)).stories
    assert story.title in {one.title for one in articles}
    assert (story.first, story.last) == ("2025-03-04T00:00:00Z", "2025-03-06T00:00:00Z")


def test_a_story_without_titles_is_named_by_a_first_sentence():
    (story,) = find_stories([article(FERRY[0])], {}).stories
    assert story.title and FERRY[0].startswith(story.title)


def test_a_byline_names_no_story():
    text = "By Mara Ilves\n" + FERRY[0]
    line = Block("byline", True, 0, 13, 0, 13, "says who wrote it")
    one = replace(article(text), blocks=(line,))
    (story,) = find_stories([one], alone([one])).stories
    assert (story.title or "").startswith("The ferry Sant Oriol ran aground")


def test_a_story_told_in_several_languages_is_named_by_an_account_that_is_read():
    foreign = replace(article(FERRY[0], title="Le Sant Oriol échoué"), language="fr")
    told = article(FERRY[1])
    both = [foreign, told, replace(article(FERRY[2], title="Die Fähre Sant Oriol"), language="de")]
    (story,) = find_stories(both, {one.id: one.id for one in both}).stories
    assert (story.title or "").startswith("Steering failure put the ferry")


def test_a_story_told_in_russian_too_has_an_english_headline():
    russian = replace(article(FERRY[0], title="Паром сел на мель у порта Лисс"), language="ru")
    told = {one.id: one for one in (russian, article(FERRY[1]), article(FERRY[2], title="Ferry aground"))}
    central = {name: 9 if one is russian else 1 for name, one in told.items()}
    assert story_of(sorted(told), told, central).title == "Ferry aground"
    assert story_of([russian.id], told, central).title == russian.title


@pytest.mark.parametrize(
    "line",
    [
        "The ferry Sant Oriol. Photo: AP",
        "Mira Taub writes for the Odremia Courier and the Sunday Courier",
        "Mira Taub is a senior reporter for the Courier",
    ],
)
def test_a_picture_s_credit_and_who_wrote_it_name_no_story(line):
    titled = article(FERRY[0], title=line)
    told = {one.id: one for one in (titled, article(FERRY[1], title="Ferry aground"))}
    central = {name: 9 if name == titled.id else 1 for name in told}
    assert story_of(sorted(told), told, central).title == "Ferry aground"
    assert (story_of([titled.id], told, central).title or "").startswith("The ferry Sant Oriol ran aground")
    (alone,) = [article(f"{line}\n\n{FERRY[0]}")]
    assert not (story_of([alone.id], {alone.id: alone}, {alone.id: 1}).title or "").startswith(line)


@pytest.mark.parametrize("title", ["Photo: the ferry on the rocks", "Captain Taub writes for help", "Taub is a hero"])
def test_a_headline_that_speaks_of_pictures_or_writing_names_its_story(title):
    told = article(FERRY[0], title=title)
    assert story_of([told.id], {told.id: told}, {told.id: 1}).title == title


def test_copies_of_one_text_are_one_story():
    one, other = article(FERRY[0]), article(STRIKE[0])
    found = find_stories([one, other], {one.id: one.id, other.id: one.id})
    assert len(found.stories) == 1
    assert "copies of one text" in {reason.feature for row in found.judgements for reason in row.reasons}


def test_a_person_joins_and_parts_stories():
    articles = [article(FERRY[0]), article(FERRY[1]), article(STRIKE[0])]
    a, b, c = (one.id for one in articles)
    part = Judgement("story", a, b, "different", 0.0, (), "person:ann", "2026-01-01T00:00:00Z")
    join = Judgement("story", a, c, "same", 1.0, (), "person:ann", "2026-01-01T00:00:00Z")
    assert groups(articles, [part, join]) == sorted([tuple(sorted((a, c))), (b,)])


def test_no_articles_make_no_stories():
    assert find_stories([], {}).stories == []
