"""reports → events: the one act that several reports tell.

Reads reports, the stories their articles are in, the entities behind actors and recipients, and the origins;
writes events and the judgements behind them. The one idea: reports tell one act when their types, their
people, their time and place are compatible and their words are akin; what contradicts (other people, another
day) weighs as much as what agrees. Background retold later joins the old event by its time and people.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rashomon.matching.acts import Told, likelihood, told
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.clusters import Linkage, clusters, is_person
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.record import Article, Entity, Event, Judgement, Report, Story, When, Where, event_id

VERSION = "machine:events-1"

#: Log-odds of each feature; set by reading pairs of invented reports (tests/stages/test_events.py).
_MODEL = Model(
    {
        "same type": 0.8,
        "near type": -0.3,
        "same mode": 0.6,
        "other mode": -0.8,
        "people in common": 2.6,
        "no people in common": -2.6,
        "people in the same roles": 0.8,
        "other persons acted": -2.0,
        "other persons suffered it": -4.0,
        "same time": 1.2,
        "another time": -5.0,
        "same place": 0.7,
        "another place": -1.2,
        "same numbers": 1.5,
        "words": 1.2,
        "one story": 0.8,
        "one article": -0.4,
        "only one is real": -0.8,
    },
    bias=-2.4,
)

#: Types that different accounts use for one act.
_NEAR = ("CONSULT AGREE COOPERATE SUPPORT CONCEDE", "ASSAULT COERCE THREATEN", "ACCUSE REJECT", "PROTEST ASSAULT",
         "MOBILIZE THREATEN", "REQUEST CONSULT", "AID COOPERATE", "SANCTION COERCE")  # fmt: skip
_NEAR_TYPES = {frozenset((one, other)) for group in _NEAR for one in group.split() for other in group.split()}

_PRECISION = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class EventsSettings:
    """What makes two reports one event."""

    #: Mean likelihood between two groups of reports above which they are one event.
    threshold: float = 0.5
    #: Reports with one key that are all compared; beyond, each meets the first so many.
    crowd: int = 24


class EventsFound(NamedTuple):
    """`of_report` maps report ids to event ids."""

    events: list[Event]
    of_report: dict[str, str]
    judgements: list[Judgement]


def find_events(
    articles: Mapping[str, Article],
    reports: Sequence[Report],
    stories: Sequence[Story],
    of_mention: Mapping[str, str],
    entities: Mapping[str, Entity],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
    settings: EventsSettings = EventsSettings(),
) -> EventsFound:
    """`of_mention` maps mentions to entities; `judgements` are people's."""
    story_of = {article: story.id for story in stories for article in story.articles}
    facts = [
        _facts(report, articles[report.article], story_of.get(report.article, ""), of_mention, entities)
        for report in sorted(reports, key=lambda report: report.id)
    ]
    machine = [_judgement(one, other) for one, other in _candidates(facts, settings)]
    people = [found for found in judgements if found.relation == "event" and is_person(found)]
    groups = clusters((one.report.id for one in facts), [*machine, *people], Linkage(settings.threshold))
    by_id = {one.report.id: one for one in facts}
    events = [_event([by_id[member] for member in group], origins) for group in groups]
    of_report = {report: event.id for event in events for report in event.reports}
    return EventsFound(events, of_report, machine)


class _Facts(NamedTuple):
    """What a report says, by entities. `countries` stand for their officials: a strike by a president is his
    country's."""

    report: Report
    story: str
    told: Told
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    persons: frozenset[str]


def _facts(
    report: Report, article: Article, story: str, of_mention: Mapping[str, str], entities: Mapping[str, Entity]
) -> _Facts:
    actors = frozenset(of_mention[one] for one in report.actors if one in of_mention)
    recipients = frozenset(of_mention[one] for one in report.recipients if one in of_mention)
    known = (entities[one].country for one in actors | recipients if one in entities)
    words = told(report.id, report.article, article.text, report.trigger.start, report.trigger.end)
    persons = frozenset(one for one in actors | recipients if one in entities and entities[one].kind == "person")
    return _Facts(report, story, words, actors, recipients, frozenset(code for code in known if code), persons)


def _candidates(facts: Sequence[_Facts], settings: EventsSettings) -> Iterable[tuple[_Facts, _Facts]]:
    """Reports that may tell one act: of near types, in one story or with one day and somebody in common."""
    keys = [np.unique(np.array([_number(key) for key in _keys(one)], dtype=np.uint64)) for one in facts]
    pairs = pairs_sharing(keys, 1, settings.crowd)
    for left, right in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True):
        one, other = facts[left], facts[right]
        if one.report.type == other.report.type or _near(one.report, other.report):
            yield one, other


def _keys(one: _Facts) -> Iterable[str]:
    everybody = one.actors | one.recipients
    for entity in everybody:
        yield f"story {one.story} {entity}"
    for stem in one.told.stems:
        yield f"story {one.story} word {stem}"
    for country in one.countries:
        yield f"story {one.story} {country} {one.report.type}"
    when = one.report.when
    if when is not None and when.start and when.precision in ("minute", "hour", "day"):
        for who in everybody | one.countries:
            yield f"day {when.start[:10]} {who}"


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def _near(one: Report, other: Report) -> bool:
    return frozenset((one.type, other.type)) in _NEAR_TYPES


def _judgement(one: _Facts, other: _Facts) -> Judgement:
    values = _values(one, other)
    score, reasons = _MODEL.score(values), _MODEL.reasons(values)
    return judge("event", one.report.id, other.report.id, score, reasons, VERSION)


def _values(one: _Facts, other: _Facts) -> dict[str, Evidence]:
    """The features of two reports: 1 where they hold, with the words that say so."""
    left, right = one.report, other.report
    same_type = left.type == right.type
    found = {
        "same type": float(same_type),
        "near type": float(not same_type),
        "same mode": float(left.mode is not None and left.mode == right.mode),
        "other mode": float(bool(left.mode and right.mode and left.mode != right.mode)),
        **_people(one, other),
        **_time(left.when, right.when),
        **_place(left.where, right.where),
        "same numbers": _numbers(left, right),
        "one story": float(one.story == other.story),
        "one article": float(left.article == right.article),
        "only one is real": float(_is_real(left) != _is_real(right)),
    }
    values = {name: Evidence(value) for name, value in found.items() if value}
    wording = likelihood(one.told, other.told)
    logit = math.log(max(wording, 1e-3) / max(1 - wording, 1e-3))
    return {**values, "words": Evidence(max(-2.0, min(2.0, logit)), one.told.trigger, other.told.trigger)}


def _people(one: _Facts, other: _Facts) -> dict[str, float]:
    """Shared entities count whole, shared countries half; roles count where both reports fill them."""
    here, there = one.actors | one.recipients, other.actors | other.recipients
    if not here or not there:
        return {}
    shared = len(here & there) / min(len(here), len(there))
    if not shared and one.countries & other.countries:
        shared = 0.5 * len(one.countries & other.countries) / min(len(one.countries), len(other.countries))
    if not shared:
        return {"no people in common": 1.0}
    return {
        "people in common": shared,
        "people in the same roles": float(bool(one.actors & other.actors)),
        "other persons acted": _other_persons(one, other, one.actors, other.actors),
        "other persons suffered it": _other_persons(one, other, one.recipients, other.recipients),
    }


def _other_persons(one: _Facts, other: _Facts, here: frozenset[str], there: frozenset[str]) -> float:
    """Whether one role is filled by different persons; the role of a mutual act counts for both sides."""
    named, named_there = here & one.persons, there & other.persons
    return float(bool(named and named_there) and not (named & (other.actors | other.recipients)))


def _time(one: When | None, other: When | None) -> dict[str, float]:
    if one is None or other is None or not (one.start and one.end and other.start and other.end):
        return {}
    if one.start < other.end and other.start < one.end:
        return {"same time": 1.0 if _fine(one) and _fine(other) else 0.4}
    return {"another time": 1.0 if _fine(one) and _fine(other) else 0.6}


def _fine(when: When) -> bool:
    return when.precision in ("minute", "hour", "day")


def _place(one: Where | None, other: Where | None) -> dict[str, float]:
    if one is None or other is None:
        return {}
    if one.place == other.place:
        return {"same place": 1.0}
    return {"same place": 0.5} if one.country and one.country == other.country else {"another place": 1.0}


def _numbers(one: Report, other: Report) -> float:
    """Whether both count the same thing and find the same."""
    here = {(found.of or found.unit, found.low) for found in one.quantities if found.low and found.low > 2}
    there = {(found.of or found.unit, found.low) for found in other.quantities if found.low and found.low > 2}
    return float(bool(here & there))


def _is_real(report: Report) -> bool:
    return report.modality not in ("planned", "hypothetical", "demanded")


def _event(group: Sequence[_Facts], origins: Mapping[str, str]) -> Event:
    """The event of a group of reports, with everybody whom at least one report names."""
    reports = [one.report for one in group]
    articles = {report.article for report in reports}
    kind = _most(report.type for report in reports)
    return Event(
        event_id(report.id for report in reports),
        kind or reports[0].type,
        _most(report.mode for report in reports if report.type == kind and report.mode),
        _merged(one.actors for one in group),
        _merged(one.recipients for one in group),
        _finest_when(reports),
        _most_told_where(reports),
        tuple(report.id for report in reports),
        len(articles),
        len({origins.get(article, article) for article in articles}),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the first in the alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _merged(parts: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Entities by how many reports name them, then by id."""
    counts = Counter(entity for part in parts for entity in part)
    return tuple(sorted(counts, key=lambda entity: (-counts[entity], entity)))


def _finest_when(reports: Sequence[Report]) -> When | None:
    """The most told of the finest times: a day before a month, a month before a year."""
    whens = [report.when for report in reports if report.when is not None and report.when.start]
    told_by: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for when in whens:
        told_by[when.start, when.end] += 1

    def rank(when: When) -> tuple[int, int, str, str]:
        fineness = _PRECISION.index(when.precision) if when.precision in _PRECISION else len(_PRECISION)
        return fineness, -told_by[when.start, when.end], when.start or "", when.mention

    return min(whens, key=rank, default=None)


def _most_told_where(reports: Sequence[Report]) -> Where | None:
    """The place that most reports give; a finer one before a country."""
    wheres = [report.where for report in reports if report.where is not None]
    counts = Counter(where.place for where in wheres)

    def rank(where: Where) -> tuple[int, bool, str, str]:
        return -counts[where.place], where.precision == "country", where.place, where.mention

    return min(wheres, key=rank, default=None)
