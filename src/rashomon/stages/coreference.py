"""article + parse + all its mentions → which of them name the same one, within the article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Judgement, Mention


class Coreference(NamedTuple):
    """`judgements` have relation "entity"; `groups` are mentions made again with their `members`."""

    judgements: list[Judgement]
    groups: list[Mention]


def link_mentions(article: Article, doc: Doc, mentions: Sequence[Mention]) -> Coreference:
    """Short forms, roles, appositives, pronouns and groups, each with reasons."""
    return Coreference([], [])
