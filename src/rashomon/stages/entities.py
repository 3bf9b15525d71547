"""mentions + within-article judgements → entities across the corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rashomon.record import Article, Entity, Judgement, Mention, Where


class EntitiesFound(NamedTuple):
    """`of_mention` maps mention ids to entity ids; mentions that name nobody in particular have none."""

    entities: list[Entity]
    of_mention: dict[str, str]
    judgements: list[Judgement]


def find_entities(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    wheres: Mapping[str, Where],
    coreference: Sequence[Judgement],
    judgements: Sequence[Judgement] = (),
) -> EntitiesFound:
    """`mentions` by article id, `wheres` by mention id; `judgements` are people's."""
    return EntitiesFound([], {}, [])
