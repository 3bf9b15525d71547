"""Stories before and now → the news: what new articles brought, story by story, in the brief's order.

The one idea: a reader of yesterday's brief wants no second one. What is shown rests on an article that came in since;
stories that now disagree where they did not come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rashomon.views.brief import EventLine, FindingLine, StoryBrief
from rashomon.views.words import URGENCY, Citation


@dataclass(frozen=True, slots=True)
class StoryNews:
    """What new articles brought to one story: `story` holds only that. `articles`: all that the story has now.

    `new`: whether no article of it was there before.
    """

    story: StoryBrief
    articles: int
    new: bool


@dataclass(frozen=True, slots=True)
class News:
    """What came in since a version of the case. `at`: its instant, None where all of the case is new.

    `compared`: whether the case as of then could still be opened; where not, answers in which a new article takes part
    are all told, changed or not. `lone`: new articles that no story holds.
    """

    since: int
    at: str | None
    compared: bool
    articles: int
    lone: int
    stories: tuple[StoryNews, ...]


@dataclass(frozen=True, slots=True)
class StoryNewsItem:
    """A story's news as a page shows it: its first acts and statements, and how many more there are."""

    news: StoryNews
    more_events: int
    more_said: int


@dataclass(frozen=True, slots=True)
class NewsPage:
    """One page of the news; `total` counts the stories with news."""

    since: int
    at: str | None
    compared: bool
    articles: int
    lone: int
    total: int
    page: int
    pages: int
    stories: tuple[StoryNewsItem, ...]


#: Acts and statements of a story, and citations of each, that a page shows.
_SHOWN, _CITED = 8, 3


def news_page(news: News, page: int, size: int) -> NewsPage:
    """One page of the news, each story cut to what a reader takes in."""
    shown = news.stories[(page - 1) * size : page * size]
    return NewsPage(
        news.since, news.at, news.compared, news.articles, news.lone, len(news.stories), page,
        max(1, -(-len(news.stories) // size)), tuple(map(_shortened, shown)),
    )  # fmt: skip


def _shortened(news: StoryNews) -> StoryNewsItem:
    story = news.story
    events = tuple(replace(one, citations=one.citations[:_CITED]) for one in story.events[:_SHOWN])
    sides = (replace(one, sides=tuple(replace(s, citations=s.citations[:_CITED]) for s in one.sides))
             for one in story.findings)  # fmt: skip
    part = replace(story, events=events, said=story.said[:_SHOWN], findings=tuple(sides))
    return StoryNewsItem(
        replace(news, story=part), max(0, len(story.events) - _SHOWN), max(0, len(story.said) - _SHOWN)
    )


def news_of(before: Iterable[StoryBrief], now: Iterable[StoryBrief], fresh: AbstractSet[str]) -> tuple[StoryNews, ...]:
    """The news of stories that hold `fresh` articles; what is newly disputed first, then what most articles tell."""
    known = {_answers(finding) for story in before for finding in story.findings}
    found = [_news(story, known, fresh) for story in now]
    return tuple(sorted((one for one in found if one.story.accounts), key=_weight))


def _news(story: StoryBrief, known: AbstractSet[object], fresh: AbstractSet[str]) -> StoryNews:
    accounts = tuple(account for account in story.accounts if account.id in fresh)
    # an act may be told in other stories, too; of this one its own accounts are the news
    fresh = {account.id for account in accounts}
    findings = tuple(one for one in story.findings if _answers(one) not in known and _rests_on(one, fresh))
    events = tuple(_newest_first(one, fresh) for one in story.events if _cites(one.citations, fresh))
    said = tuple(one for one in story.said if one.citation.article in fresh)
    part = replace(story, accounts=accounts, findings=findings, events=events, said=said)
    return StoryNews(part, len(story.accounts), len(accounts) == len(story.accounts))


def _answers(finding: FindingLine) -> object:
    """What a finding says and on which characters; the same while nothing new answers its question."""
    sides = frozenset((side.answer, side.origins, _spans(side.citations), side.outlets) for side in finding.sides)
    return (finding.question, finding.agreement, sides)


def _spans(citations: Sequence[Citation]) -> frozenset[tuple[str, int, int]]:
    return frozenset((cited.article, cited.start, cited.end) for cited in citations)


def _rests_on(finding: FindingLine, fresh: AbstractSet[str]) -> bool:
    """Whether a new article answers; a side without citations is one of words, which every article may use."""
    return any(not side.citations or _cites(side.citations, fresh) for side in finding.sides)


def _cites(citations: Iterable[Citation], fresh: AbstractSet[str]) -> bool:
    return any(cited.article in fresh for cited in citations)


def _newest_first(event: EventLine, fresh: AbstractSet[str]) -> EventLine:
    """An act, quoted from a new article."""
    return replace(event, citations=tuple(sorted(event.citations, key=lambda cited: cited.article not in fresh)))


def _weight(news: StoryNews) -> tuple[int, int, int, str]:
    worst = min((URGENCY[finding.agreement] for finding in news.story.findings), default=len(URGENCY))
    disputed = worst if worst < URGENCY["agreed"] else URGENCY["agreed"]
    return (disputed, -len(news.story.accounts), -news.articles, news.story.id)
