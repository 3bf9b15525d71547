"""A case and a version of it → what came in since: the new articles, and what they brought to each story.

Reads the tables as they are and as they were; writes nothing. The one idea: only stories that hold a new article are
told, so that a morning's news of a large case costs what came in overnight.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from rashomon.errors import NotFound
from rashomon.partial import record_of_stories
from rashomon.store.delta import DeltaStore
from rashomon.versions import Version
from rashomon.views.brief import StoryBrief, brief_story
from rashomon.views.news import News, news_of

#: How far the day of whoever asks may be ahead of the day in UTC.
_AHEAD = timedelta(days=1)


def version_at(history: list[Version], since: int | str, now: str) -> Version | None:
    """The version of this number, or the last one of or before this instant; None where all came in later.

    A day is meant from its beginning, and an instant without a zone in UTC. Raises NotFound where it is neither, or is
    still to come by `now`.
    """
    text = str(since).strip()
    if re.fullmatch(r"\d{1,9}", text):
        found = next((version for version in history if version.number == int(text)), None)
        if found is None:
            raise NotFound(f"no such version: {text}; `rashomon history` lists them")
        return found
    instant = _instant(text)
    if instant > datetime.fromisoformat(now) + _AHEAD:
        raise NotFound(f"nothing can have come in since {text!r}, which is still to come; give a day up to today")
    return next((version for version in reversed(history) if datetime.fromisoformat(version.at) < instant), None)


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise NotFound(
            f"no such version or day: {text!r}; give a number of 'rashomon history', or a day as 2026-11-22"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def tell_news(now: DeltaStore, before: DeltaStore | None, version: Version | None) -> News:
    """What is in the case `now` and was not as of `version`; all of it where there was nothing then.

    `before`: the case as of then, None where it can no longer be opened, or there was none.
    """
    known = _read_by(now, version.number) if version else set()
    articles = now.read("articles", ["id", "document"])
    every = zip(articles["id"].to_pylist(), articles["document"].to_pylist(), strict=True)
    fresh = {article for article, document in every if document not in known}
    held = _holding(now, fresh)
    touched = {article for articles in held.values() for article in articles}
    earlier = _told(before, _holding(before, touched - fresh)) if before else []
    return News(
        since=version.number if version else 0,
        at=version.at if version else None,
        compared=version is None or before is not None,
        articles=len(fresh),
        lone=len(fresh - touched),
        stories=news_of(earlier, _told(now, held), fresh),
    )


def _read_by(store: DeltaStore, version: int) -> set[str]:
    """The documents that were read by then; the ledger knows them, whatever rows have been cleared since."""
    readings = (entry for entry in store.past() if entry.number <= version and entry.kind == "reading")
    return {document for entry in readings for document in entry.covers}


def _holding(store: DeltaStore, wanted: set[str]) -> dict[str, list[str]]:
    """Stories that hold one of these articles, with all that they hold."""
    rows = store.read("stories", ["id", "articles"])
    every = zip(rows["id"].to_pylist(), rows["articles"].to_pylist(), strict=True)
    return {name: articles for name, articles in every if not wanted.isdisjoint(articles)}


def _told(store: DeltaStore, names: dict[str, list[str]]) -> list[StoryBrief]:
    if not names:
        return []
    record = record_of_stories(store, list(names))
    return [brief_story(record, record.stories[name]) for name in names]
