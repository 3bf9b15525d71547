"""A Russian article + its parse → mentions, times, quantities, places, statements, reports, links.

Reads what language/russian.py parsed, writes the same nouns as the English stages. The one idea: each function here
stands where an English stage stands in the pipeline and has its shape, so that nothing after it asks which language
an article is in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.knowledge.gazetteer import Gazetteer, gazetteer
from rashomon.language.russian_names import find_names, find_pronouns
from rashomon.language.russian_places import places_of
from rashomon.record import Article, Judgement, Mention, Quantity, Report, Statement, When, Where, mention_id


def find_russian_mentions(article: Article, doc: Doc) -> list[Mention]:
    """Names, peoples and pronouns in reading order."""
    found = {(name.start, name.end): name for name in [*find_pronouns(doc), *find_names(doc)]}
    return [
        Mention(mention_id(article.id, start, end, name.kind), article.id, start, end, name.kind,
                article.text[start:end])
        for (start, end), name in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1]))
    ]  # fmt: skip


def find_russian_places(
    article: Article, doc: Doc, mentions: Sequence[Mention], places: Gazetteer | None = None
) -> list[Where]:
    """One Where for each place, and each people's adjective before what it locates, that the gazetteer can place."""
    return places_of(doc, mentions, places or gazetteer())


class TimesFound(NamedTuple):
    """As of the English stage: `whens[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    whens: list[When]


class QuantitiesFound(NamedTuple):
    """As of the English stage: `quantities[i].mention` is the id of one of `mentions`."""

    mentions: list[Mention]
    quantities: list[Quantity]


class StatementsFound(NamedTuple):
    """As of the English stage: `mentions` are new ones for speakers that no mention covered yet."""

    statements: list[Statement]
    mentions: list[Mention]


class ReportsFound(NamedTuple):
    """As of the English stage: `mentions` are new ones for actors and recipients that no mention covered yet."""

    reports: list[Report]
    mentions: list[Mention]


class Coreference(NamedTuple):
    """As of the English stage: `judgements` have relation "entity"; `groups` are mentions with members."""

    judgements: list[Judgement]
    groups: list[Mention]


def find_russian_times(article: Article, doc: Doc) -> TimesFound:
    return TimesFound([], [])


def find_russian_quantities(article: Article, doc: Doc, *, times: Sequence[Mention] | None = None) -> QuantitiesFound:
    return QuantitiesFound([], [])


def find_russian_statements(article: Article, doc: Doc, mentions: Sequence[Mention]) -> StatementsFound:
    return StatementsFound([], [])


def find_russian_reports(
    article: Article,
    doc: Doc,
    mentions: Sequence[Mention],
    whens: Sequence[When],
    wheres: Sequence[Where],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> ReportsFound:
    return ReportsFound([], [])


def link_russian_mentions(
    article: Article, doc: Doc, mentions: Sequence[Mention], statements: Sequence[Statement] = ()
) -> Coreference:
    return Coreference([], [])
