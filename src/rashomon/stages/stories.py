"""articles + mentions + copies → stories: the articles about one happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rashomon.record import Article, Judgement, Mention, Story


class StoriesFound(NamedTuple):
    """`stories` have no events yet; the findings' stage knows those."""

    stories: list[Story]
    judgements: list[Judgement]


def find_stories(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> StoriesFound:
    """`mentions` by article id; `origins` from the copies stage; `judgements` are people's."""
    return StoriesFound([], [])
