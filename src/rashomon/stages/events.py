"""reports → events: the one act that several reports tell.

Pairs of reports that share a key (a story, a day with an actor, a number) are compared feature by feature;
clusters cut chains (matching/). Sub-acts stay apart: a meeting and what was agreed in it are two events. An
event's time and place are the most exact that its reports give without excluding one another.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING, compare_places, compare_quantities, compare_times
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.record import Article, Entity, Event, Judgement, Report, Story, When, Where, event_id

BY = "machine:events-1"

#: Log-odds a feature adds at its full value; set by hand on the example corpus, 2026-11-22.
MODEL = Model(
    bias=-3.4,
    weights={
        "same type": 1.4,
        "kindred type": 0.5,
        "same mode": 0.8,
        "modes differ": -1.6,
        "trigger": 1.4,
        "actors": 1.8,
        "actors of one country": 0.6,
        "actors differ": -2.4,
        "recipients": 1.2,
        "recipients differ": -1.0,
        "time": 1.2,
        "times exclude": -5.0,
        "place": 0.7,
        "places exclude": -2.0,
        "number": 1.6,
        "same story": 1.0,
        "planned and done": -0.8,
    },
)  # fmt: skip

_KINDRED = {
    frozenset(pair)
    for pair in (("CONSULT", "AGREE"), ("ASSAULT", "COERCE"), ("ASSAULT", "MOBILIZE"), ("PROTEST", "ASSAULT"),
                 ("REQUEST", "THREATEN"), ("ACCUSE", "REJECT"), ("CONCEDE", "RETREAT"), ("AID", "SUPPORT"),
                 ("SANCTION", "COERCE"), ("AGREE", "SUPPORT"), ("COOPERATE", "AGREE"))
}  # fmt: skip
_FINENESS = ("minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade")
_REAL = frozenset(("happened", "ongoing", "denied"))


class EventsFound(NamedTuple):
    """`of_report` maps report ids to event ids."""

    events: list[Event]
    of_report: dict[str, str]
    judgements: list[Judgement]


class _Told(NamedTuple):
    """A report with what is compared: entities, countries, the trigger's stem, the story it stands in."""

    report: Report
    actors: frozenset[str]
    recipients: frozenset[str]
    lands: frozenset[str]
    stem: str
    story: str | None


def find_events(
    articles: Mapping[str, Article],
    reports: Sequence[Report],
    stories: Sequence[Story],
    of_mention: Mapping[str, str],
    entities: Mapping[str, Entity],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
) -> EventsFound:
    """`of_mention` maps mentions to entities; `judgements` are people's."""
    story_of = {article: story.id for story in stories for article in story.articles}
    told = [
        _told(report, articles[report.article], of_mention, entities, story_of)
        for report in sorted(reports, key=lambda r: r.id)
    ]
    pairs = pairs_sharing([_keys(one) for one in told])
    made = [
        _judged(told[left], told[right]) for left, right in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    ids = [one.report.id for one in told]
    by_id = {one.report.id: one for one in told}
    people = [j for j in judgements if j.relation == "event"]
    found = clusters(ids, [*made, *people], Linkage(0.5, missing=0.0))
    events = [_event([by_id[member] for member in group], origins) for group in found]
    of_report = {report: event.id for event in events for report in event.reports}
    kept = [j for j in made if j.score >= 0.25]
    return EventsFound(sorted(events, key=lambda event: _order(event, by_id)), of_report, kept)


def _told(
    report: Report,
    article: Article,
    of_mention: Mapping[str, str],
    entities: Mapping[str, Entity],
    story_of: Mapping[str, str],
) -> _Told:
    actors = frozenset(of_mention[m] for m in report.actors if m in of_mention)
    recipients = frozenset(of_mention[m] for m in report.recipients if m in of_mention)
    lands = frozenset(entities[e].country or "" for e in actors | recipients if e in entities) - {""}
    stem = article.text[report.trigger.start : report.trigger.end].casefold()[:5]
    return _Told(report, actors, recipients, lands, stem, story_of.get(report.article))


def _keys(one: _Told) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """What two reports of one act share: story and type, story and word, type with day and party."""
    day = (one.report.when.start or "")[:10] if one.report.when else ""
    kind = one.report.type
    keys = {f"{one.story} {kind}", f"{one.story} word {one.stem}"} if one.story else set()
    keys |= {f"{kind} {day} {party}" for party in one.actors | one.recipients if day}
    keys |= {f"{kind} {q.of} {q.low} {q.high}" for q in one.report.quantities if q.of and q.low and q.low > 3}
    hashed = [int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) for key in sorted(keys)]
    return np.array(hashed, dtype=np.uint64)


def _judged(left: _Told, right: _Told) -> Judgement:
    values = _values(left, right)
    return judge("event", left.report.id, right.report.id, MODEL.score(values), MODEL.reasons(values), BY)


def _values(left: _Told, right: _Told) -> dict[str, Evidence]:
    """The features that two reports show; what is absent on one side speaks neither for nor against."""
    a, b = left.report, right.report
    values: dict[str, Evidence] = {}
    if a.type == b.type:
        values["same type"] = Evidence(1.0, a.type, b.type)
    elif frozenset((a.type, b.type)) in _KINDRED:
        values["kindred type"] = Evidence(1.0, a.type, b.type)
    if a.mode and b.mode:
        values["same mode" if a.mode == b.mode else "modes differ"] = Evidence(1.0, a.mode, b.mode)
    if left.stem == right.stem:
        values["trigger"] = Evidence(1.0, left.stem, right.stem)
    if left.story and left.story == right.story:
        values["same story"] = Evidence(1.0)
    if (a.modality in _REAL) != (b.modality in _REAL):
        values["planned and done"] = Evidence(1.0, a.modality, b.modality)
    return values | _parties(left, right) | _circumstances(a, b)


def _parties(left: _Told, right: _Told) -> dict[str, Evidence]:
    values: dict[str, Evidence] = {}
    if left.actors and right.actors:
        shared = _overlap(left.actors, right.actors)
        if shared:
            values["actors"] = Evidence(shared)
        elif left.lands & right.lands:
            values["actors of one country"] = Evidence(1.0, *_shown(left.lands & right.lands))
        else:
            values["actors differ"] = Evidence(1.0)
    if left.recipients and right.recipients:
        shared = _overlap(left.recipients, right.recipients)
        if shared:
            values["recipients"] = Evidence(shared)
        elif not left.lands & right.lands:
            values["recipients differ"] = Evidence(1.0)
    return values


def _circumstances(a: Report, b: Report) -> dict[str, Evidence]:
    values: dict[str, Evidence] = {}
    if a.when and b.when and a.when.start and b.when.start:
        verdict = compare_times(a.when, b.when)
        name = "times exclude" if verdict == EXCLUDING else "time"
        values[name] = Evidence(0.5 if verdict == COMPATIBLE else 1.0, a.when.start, b.when.start)
    if a.where and b.where:
        verdict = compare_places(a.where, b.where)
        name = "places exclude" if verdict == EXCLUDING else "place"
        values[name] = Evidence(0.3 if verdict == COMPATIBLE else 1.0, a.where.name, b.where.name)
    if any(q.of and q.of == p.of and compare_quantities(q, p) == EQUAL for q in a.quantities for p in b.quantities):
        values["number"] = Evidence(1.0)
    return values


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared over the smaller set: one account may name fewer."""
    return len(left & right) / min(len(left), len(right))


def _shown(lands: frozenset[str]) -> tuple[str, str]:
    return (" ".join(sorted(lands)),) * 2


# ── what an event is ──────────────────────────────────────────────────────────────────────────────────────


def _event(group: Sequence[_Told], origins: Mapping[str, str]) -> Event:
    reports = [one.report for one in group]
    actors = _counted(one.actors for one in group)
    articles = {report.article for report in reports}
    return Event(
        id=event_id(report.id for report in reports),
        type=_commonest(report.type for report in reports) or reports[0].type,
        mode=_commonest(report.mode for report in reports if report.mode),
        actors=actors,
        recipients=tuple(r for r in _counted(one.recipients for one in group) if r not in actors),
        when=_finest([report.when for report in reports if report.when and report.when.start]),
        where=_nearest([report.where for report in reports if report.where]),
        reports=tuple(sorted(report.id for report in reports)),
        articles=len(articles),
        origins=len({origins.get(article, article) for article in articles}),
    )


def _counted(sets: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Members of the sets, those in most of them first."""
    counts = Counter(member for found in sets for member in found)
    return tuple(sorted(counts, key=lambda member: (-counts[member], member)))


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _finest(whens: Sequence[When]) -> When | None:
    """The most exact time among those that most reports can share."""
    if not whens:
        return None

    def rank(when: When) -> tuple[int, int, int, str]:
        excluded = sum(compare_times(when, other) == EXCLUDING for other in whens)
        fineness = _FINENESS.index(when.precision) if when.precision in _FINENESS else len(_FINENESS)
        return (excluded, when.relation != "on", fineness, when.mention)

    return min(whens, key=rank)


def _nearest(wheres: Sequence[Where]) -> Where | None:
    """The most exact place among those that most reports can share."""
    if not wheres:
        return None
    coarse = ("country", "continent", "region", "admin1", "admin2")

    def rank(where: Where) -> tuple[int, int, str]:
        excluded = sum(compare_places(where, other) == EXCLUDING for other in wheres)
        fineness = -coarse.index(where.precision) if where.precision in coarse else -len(coarse)
        return (excluded, fineness, where.mention)

    return min(wheres, key=rank)


def _order(event: Event, told: Mapping[str, _Told]) -> tuple[int, int, str]:
    """Most voices first, then as they are told."""
    return (-event.origins, min(told[report].report.start for report in event.reports), event.id)
