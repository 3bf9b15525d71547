"""article + parse → time mentions and the intervals they express."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Mention, When


class TimesFound(NamedTuple):
    """`whens[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    whens: list[When]


def find_times(article: Article, doc: Doc) -> TimesFound:
    """Time expressions, normalised against the article's date where it has one."""
    return TimesFound([], [])
