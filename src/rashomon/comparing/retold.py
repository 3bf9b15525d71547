"""Stories about which nothing has changed since the comparison before → their findings are told no second time.

Reads what findings follow from, and digests of it beside the case; says of which stories the findings stay. The one
idea: a story's findings follow from its articles and from those that tell its events: from what was read in them, whose
voice they are, whom their mentions mean, and who that is. Where all of it is as it was, so are the findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rashomon.record import Article, Entity, Event, Finding, Mention, Report, Story, rows_to_table


class Retold:
    """Digests of what the findings of each story follow from; `before`: of the comparison before, by story."""

    def __init__(
        self,
        read_in: Mapping[str, str],
        articles: Sequence[Article],
        mentions: Mapping[str, Sequence[Mention]],
        reports: Sequence[Report],
        before: Mapping[str, str],
    ) -> None:
        """`read_in`: of each document the slice that it was read in, which is named after all its rows."""
        self._read_in = {article.id: read_in.get(article.document, "") for article in articles}
        self._mentions = mentions
        self._article_of = {report.id: report.article for report in reports}
        self._before = before
        #: Of this comparison, by story.
        self.digests: dict[str, str] = {}
        self.stay: frozenset[str] = frozenset()

    def unchanged(
        self,
        stories: Sequence[Story],
        events: Sequence[Event],
        entities: Mapping[str, Entity],
        of_mention: Mapping[str, str],
        origins: Mapping[str, str],
    ) -> Set[str]:
        """The stories whose findings stay as they are."""
        story_of = {article: story.id for story in stories for article in story.articles}
        whom = {article: self._meant(article, of_mention) for article in story_of}
        of_article = {
            one: _digest(one, self._read_in[one], origins.get(one), story, whom[one]) for one, story in story_of.items()
        }
        of_entity = {one: _digest(entity) for one, entity in entities.items()}
        by_id = {event.id: event for event in events}
        of_event = {one: _digest(event) for one, event in by_id.items()}
        for story in stories:
            told_by = {self._article_of[report] for event in story.events for report in by_id[event].reports}
            around = sorted({*story.articles, *told_by})
            meant = sorted({entity for one in around for _, entity in whom[one] if entity in of_entity})
            self.digests[story.id] = _digest(
                story.id, story.articles, [of_event[event] for event in story.events],
                [of_article[one] for one in around], [of_entity[one] for one in meant],
            )  # fmt: skip
        self.stay = frozenset(one for one, found in self.digests.items() if self._before.get(one) == found)
        return self.stay

    def _meant(self, article: str, of_mention: Mapping[str, str]) -> list[tuple[str, str]]:
        """The mentions of an article with those whom they mean."""
        ids = (mention.id for mention in self._mentions.get(article, ()))
        return [(one, of_mention[one]) for one in ids if one in of_mention]


def findings_of_all(before: pa.Table, stay: Set[str], told: Sequence[Finding], stories: Sequence[Story]) -> pa.Table:
    """The findings of before that stay and those that were told anew, in the order of the stories."""
    old = before.filter(pc.is_in(before["story"], pa.array(sorted(stay), pa.string())))
    every = pa.concat_tables([old, rows_to_table(Finding, told)])
    place = {story.id: number for number, story in enumerate(stories)}
    order = np.argsort([place[story] for story in every["story"].to_pylist()], kind="stable")
    return every.take(pa.array(order.astype(np.int64)))


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
