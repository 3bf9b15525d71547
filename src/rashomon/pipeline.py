"""The order of the stages: the one file that knows it.

`read_article` runs the stages that read one article and its parse; the stages that compare articles with one
another run over the whole case (`compare`).
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from rashomon.record import Article, Judgement, Mention, Quantity, Report, Statement, When, Where
from rashomon.stages.coreference import link_mentions
from rashomon.stages.dating import date_article
from rashomon.stages.mentions import find_mentions
from rashomon.stages.places import find_places
from rashomon.stages.quantities import find_quantities
from rashomon.stages.reports import find_reports
from rashomon.stages.statements import find_statements
from rashomon.stages.times import find_times


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one article gave on its own, before it is compared with others."""

    article: Article
    mentions: tuple[Mention, ...]
    times: tuple[When, ...]
    places: tuple[Where, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    judgements: tuple[Judgement, ...]


def read_article(article: Article, doc: Doc) -> Reading:
    """Runs every stage that needs nothing but the article and its parse, in order."""
    mentions = find_mentions(article, doc)
    times = find_times(article, doc)
    quantities = find_quantities(article, doc)
    mentions = _merged(mentions, times.mentions, quantities.mentions)
    places = find_places(article, doc, mentions)
    said = find_statements(article, doc, mentions)
    mentions = _merged(mentions, said.mentions)
    done = find_reports(article, doc, mentions, times.whens, places, quantities.quantities, said.statements)
    mentions = _merged(mentions, done.mentions)
    same = link_mentions(article, doc, mentions)
    mentions = _merged(mentions, same.groups)
    dated = date_article(article, doc, mentions, times.whens)
    return Reading(
        article=dated.article,
        mentions=tuple(mentions),
        times=tuple(times.whens),
        places=tuple(places),
        quantities=tuple(quantities.quantities),
        statements=tuple(said.statements),
        reports=tuple(done.reports),
        judgements=(*same.judgements, *dated.judgements),
    )


def _merged(*found: list[Mention]) -> list[Mention]:
    """All mentions in reading order, one for each id; a later one of the same id takes its place."""
    by_id = {mention.id: mention for mentions in found for mention in mentions}
    return sorted(by_id.values(), key=lambda mention: (mention.start, -mention.end, mention.id))
