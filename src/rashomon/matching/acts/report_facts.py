"""Reports → the facts by which they are compared.

Whom a party stands for is settled by story; of each article a digest says what its facts follow from besides its
reading, so that they are made again only where that has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.matching.acts.counted import is_told_by_number
from rashomon.matching.acts.facts import (
    Facts,
    Member,
    days,
    described,
    described_as,
    is_definite,
    is_outcome,
    pairs_of,
)
from rashomon.matching.acts.manner import is_another, tells_in_general
from rashomon.matching.acts.pairs import told
from rashomon.matching.acts.parties import is_named, stand_ins
from rashomon.matching.sets import shared
from rashomon.record import Article, Entity, Report
from rashomon.record.ids import digest


def facts_of_reports(
    articles: Mapping[str, Article],
    reports: Iterable[Report],
    story_of: Mapping[str, str],
    meant: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
) -> list[Facts]:
    """The facts of reports, in order of their ids."""
    return [
        _facts(report, articles[report.article], story_of.get(report.article, ""), meant, entities)
        for report in sorted(reports, key=lambda report: report.id)
    ]


def meant_in(
    reports: Sequence[Report],
    story_of: Mapping[str, str],
    of_mention: Mapping[str, str],
    entities: Mapping[str, Entity],
) -> dict[tuple[str, str], str]:
    """(Story, mention) of a party → the entity that it stands for in that story."""
    parties: dict[str, dict[str, str]] = defaultdict(dict)
    for report in reports:
        for mention in (*report.actors, *report.recipients):
            if of_mention.get(mention) in entities:
                parties[story_of.get(report.article, "")][mention] = of_mention[mention]
    meant: dict[tuple[str, str], str] = {}
    for story, found in parties.items():
        behind = stand_ins(entities[one] for one in sorted(set(found.values())))
        meant |= {(story, mention): behind[one] for mention, one in found.items()}
    return meant


def followed(
    reports: Iterable[Report],
    story_of: Mapping[str, str],
    meant: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
) -> dict[str, str]:
    """Of each article a digest of what the facts of its reports follow from, besides its reading."""
    found: dict[str, list[object]] = defaultdict(list)
    for report in sorted(reports, key=lambda report: report.id):
        story = story_of.get(report.article, "")
        parties = ((one, meant.get((story, one))) for one in (*report.actors, *report.recipients))
        found[report.article] += [story, report.id, *((one, party_of(entities[who])) for one, who in parties if who)]
    return {article: digest("facts", repr(parts)) for article, parts in found.items()}


def party_of(entity: Entity) -> tuple[object, ...]:
    """What facts say of an entity; who stands for whom in a story is settled before."""
    return entity.id, entity.kind, entity.name, entity.country, bool(entity.roles)


def _facts(
    report: Report,
    article: Article,
    story: str,
    meant: Mapping[tuple[str, str], str],
    entities: Mapping[str, Entity],
) -> Facts:
    known = {
        role: [entities[meant[story, one]] for one in mentions if (story, one) in meant]
        for role, mentions in (("actors", report.actors), ("recipients", report.recipients))
    }
    everybody = [*known["actors"], *known["recipients"]]
    trigger = report.trigger
    words = told(report.id, report.article, article.text, trigger.start, trigger.end)
    return Facts(
        report.id,
        report.article,
        shared((story,)),
        (report,),
        (words,),
        shared(one.id for one in known["actors"] if is_named(one)),
        shared(one.id for one in known["recipients"] if is_named(one)),
        shared(one.country for one in everybody if one.country),
        shared(one.id for one in everybody if one.kind == "person" and is_named(one)),
        shared(word for one in everybody if not is_named(one) for word in described(one.name)),
        _published(article),
        is_definite(article.text, trigger.start, trigger.end),
        is_outcome(words.words.trigger, bool(report.actors)),
        shared(one.country for one in known["actors"] if one.country),
        shared(one.country for one in known["recipients"] if one.country),
        tuple(
            Member(role, one.id, report.id, is_told_by_number(one.name))
            for role, found in known.items() for one in found
        ),
        pairs_of(
            report,
            (one.country for one in everybody if one.country),
            (one.id for one in everybody if one.kind == "person" and " " in one.name),
        ),
        is_general=tells_in_general(report, article.text),
        is_another=is_another(article.text, trigger.start),
        doers=shared(one for party in known["actors"] for one in _described(party)),
        struck=shared(one for party in known["recipients"] for one in _described(party)),
        doing=shared(word for party in known["actors"] for word in described(party.name)),
        undergoing=shared(word for party in known["recipients"] for word in described(party.name)),
    )


def _described(party: Entity) -> Iterable[str]:
    """A person by name; who is described by number and head; nothing for what is no person or says nothing."""
    if is_named(party):
        return (party.id,) if party.kind == "person" else ()
    return (words,) if (words := described_as(party.name)) else ()


def _published(article: Article) -> tuple[float, float] | None:
    """The days between which it came out: of a page without a date weeks may lie between."""
    first, last = article.published, article.published_latest
    return (days(first), days(last)) if first and last else None
