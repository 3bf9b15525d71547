"""article + parse → quantity mentions with bounds, units and what they count."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.record import Article, Mention, Quantity


class QuantitiesFound(NamedTuple):
    """`quantities[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    quantities: list[Quantity]


def find_quantities(article: Article, doc: Doc) -> QuantitiesFound:
    """Numbers with bounds and what they count."""
    return QuantitiesFound([], [])
