"""articles + mentions + copies → stories: the articles about one happening.

Reads articles, the mentions in them and whose voice each is; writes stories and the judgements behind them.
The one idea: a story is a group whose articles are alike on average (`matching/stories/pairs.py` says how alike two
are), so no bridge makes one of two; of groups of few words, in short articles, less is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rashomon.matching.clusters import clusters_of_pairs
from rashomon.matching.stories.growing import GrowingStories, Paired, StoriesChanged, StoriesKept
from rashomon.matching.stories.pairs import (
    SETTINGS,
    Known,
    StoriesSettings,
    all_alike,
    judgements_on,
    kept_for,
    numbered_by_id,
    story_sketch,
    when_and_id,
    words_of,
)
from rashomon.matching.stories.titles import centrality_of, story_of
from rashomon.record import Article, Judgement, Story, is_person

__all__ = [
    "GrowingStories", "Known", "Paired", "StoriesChanged", "StoriesFound", "StoriesKept", "StoriesSettings",
    "find_stories", "story_sketch",
]  # fmt: skip


class StoriesFound(NamedTuple):
    """`stories` have no events yet; the findings' stage knows those."""

    stories: list[Story]
    judgements: list[Judgement]


def find_stories(
    articles: Sequence[Article],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
    settings: StoriesSettings = SETTINGS,
    kept: StoriesKept | None = None,
) -> StoriesFound:
    """`origins` from the copies stage; `judgements` are people's.

    `kept`, empty, takes in what newcomers need to join.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=when_and_id)
    sketches = [story_sketch(article, settings) for article in ordered]
    words = {one.id: words_of(one, own, settings) for one, own in zip(ordered, sketches, strict=True)}
    alike = all_alike(ordered, sketches, origins, settings)
    people = [found for found in judgements if found.relation == "story" and is_person(found)]
    ids = sorted(article.id for article in ordered)
    if kept is not None:
        GrowingStories(settings, kept).begin(ordered, sketches, origins, alike)
    del sketches  # a third of what is held here by now
    if kept is not None and not people:
        groups = kept.tree.groups(kept.ids.__getitem__)
    else:
        pairs, counts = numbered_by_id(alike, ordered, ids), np.array([words[one] for one in ids], dtype=np.int64)
        groups = clusters_of_pairs(ids, pairs, people, settings.linkage(), counts)
    central = centrality_of(alike, ordered, groups)
    by_id = {article.id: article for article in ordered}
    for_left, for_right = kept_for(alike, settings)
    counts = np.array([words[article.id] for article in ordered], dtype=np.int64)
    machine = judgements_on(alike, np.flatnonzero(for_left | for_right), ordered, counts, settings)
    return StoriesFound([story_of(group, by_id, central) for group in groups], machine)
