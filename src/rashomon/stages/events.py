"""reports → events: the one act that several reports tell.

Reads reports, the stories their articles are in, the entities behind actors and recipients, and the origins;
writes events and the judgements behind them. The one idea: reports tell one act when their types, their
people, their time and place are compatible and their words are akin; what contradicts (other people, another
day) weighs as much as what agrees. Background retold later joins the old event by its time and people.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

import numpy as np

from rashomon.matching.acts import told
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.parties import is_named, stand_ins
from rashomon.matching.scores import Evidence, Model, judge
from rashomon.matching.tellings import (
    ACROSS,
    FURTHER_ON,
    WITHIN,
    Facts,
    across,
    days,
    described,
    is_definite,
    is_fine,
    is_outcome,
    joined,
    may_be_one,
    meet_others,
    names_around,
    pairs_of,
    within,
)
from rashomon.record import Article, Entity, Event, Judgement, Report, Story, When, Where, event_id, is_person

VERSION = "machine:events-3"

#: Types that different accounts use for one act; a meeting and what was agreed or asked in it stay apart.
_NEAR = ("CONSULT COOPERATE", "AGREE COOPERATE SUPPORT CONCEDE", "ASSAULT COERCE THREATEN", "ACCUSE REJECT",
         "PROTEST ASSAULT", "MOBILIZE THREATEN", "AID COOPERATE", "SANCTION COERCE")  # fmt: skip
_NEAR_TYPES = {frozenset((one, other)) for group in _NEAR for one in group.split() for other in group.split()}

#: Days in which articles of two stories may tell one act; what tells overlapping windows apart.
_SOON, _OTHER = 4.0, 1_000_000
#: Numbers up to this are everywhere.
_FEW = 9.0

_PRECISION = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class EventsSettings:
    """What makes two reports one event."""

    #: Mean likelihood between two groups of reports above which they are one event.
    threshold: float = 0.5
    #: Reports with one key that are all compared; beyond, each meets the first so many.
    crowd: int = 24
    #: The same, within one article; stricter, since a text tells many acts in like words.
    within: float = 0.5
    #: How many following reports of its article a report is compared with.
    reach: int = 60
    #: Rounds in which acts of several articles are joined, at most.
    rounds: int = 3
    #: By how much the threshold rises from round to round: groups share something with most others.
    stricter: float = 0.15
    #: Judgements below this likelihood are not kept.
    least: float = 0.25


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
    meant = _meant(reports, story_of, of_mention, entities)
    facts = [
        _facts(report, articles[report.article], story_of.get(report.article, ""), meant, entities)
        for report in sorted(reports, key=lambda report: report.id)
    ]
    people = [found for found in judgements if found.relation == "event" and is_person(found)]
    inside = _within_articles(facts, settings)
    acts = _acts(facts, [*inside, *people], settings)
    outcomes = _kept(_outcomes(acts), settings)
    acts = _with_rivals(_joined_acts(acts, [*outcomes, *people], settings))
    told, between = _gathered(acts, people, settings)
    events = sorted((_event(one, origins) for one in told), key=lambda event: min(event.reports))
    of_report = {report: event.id for event in events for report in event.reports}
    # a pair that two rounds judge alike is one judgement
    return EventsFound(events, of_report, list(dict.fromkeys((*inside, *outcomes, *between))))


def _meant(
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


def _facts(
    report: Report, article: Article, story: str, meant: Mapping[tuple[str, str], str], entities: Mapping[str, Entity]
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
        frozenset((story,)),
        (report,),
        (words,),
        frozenset(one.id for one in known["actors"] if is_named(one)),
        frozenset(one.id for one in known["recipients"] if is_named(one)),
        frozenset(one.country for one in everybody if one.country),
        frozenset(one.id for one in everybody if one.kind == "person" and is_named(one)),
        frozenset(word for one in everybody if not is_named(one) for word in described(one.name)),
        days(article.published) if article.published else None,
        is_definite(article.text, trigger.start, trigger.end),
        is_outcome(words.trigger, bool(report.actors)),
        frozenset(one.country for one in known["actors"] if one.country),
        frozenset(one.country for one in known["recipients"] if one.country),
        tuple((role, one.id) for role, found in known.items() for one in found),
        pairs_of(
            report,
            (one.country for one in everybody if one.country),
            (one.id for one in everybody if one.kind == "person" and " " in one.name),
        ),
    )


def _within_articles(facts: Sequence[Facts], settings: EventsSettings) -> list[Judgement]:
    """Judgements on reports of one article, of one or of near types."""
    in_article: dict[str, list[Facts]] = defaultdict(list)
    for one in facts:
        in_article[one.article].append(one)
    found = []
    for here in in_article.values():
        ordered = sorted(here, key=lambda one: (one.reports[0].trigger.start, one.id))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + settings.reach]:
                if one.types == other.types or _near(one, other):
                    found.append(_judgement(one, other, WITHIN, within(one, other)))
    return _kept(found, settings)


def _acts(facts: Sequence[Facts], judgements: Sequence[Judgement], settings: EventsSettings) -> list[Facts]:
    """Reports of one article that tell one act, as one; who meets whom bars it."""
    by_id = {one.id: one for one in facts}

    def allowed(left: Sequence[str], right: Sequence[str]) -> bool:
        return not meet_others(joined([by_id[one] for one in left]), joined([by_id[one] for one in right]))

    groups = clusters(by_id, _inside(by_id, judgements), Linkage(settings.within), allowed)
    return [joined([by_id[member] for member in group]) for group in groups]


def _outcomes(acts: Sequence[Facts]) -> list[Judgement]:
    """What an article tells of the dead further on comes of the one act of force it tells, where it tells but one."""
    deeds: dict[str, list[Facts]] = defaultdict(list)
    for act in acts:
        if "ASSAULT" in act.types and not act.is_outcome:
            deeds[act.article].append(act)
    return [
        _judgement(act, deeds[act.article][0], WITHIN, {**within(act, deeds[act.article][0]), **FURTHER_ON})
        for act in acts
        if "ASSAULT" in act.types and act.is_outcome and len(deeds[act.article]) == 1
    ]


def _with_rivals(acts: Sequence[Facts]) -> list[Facts]:
    """Acts with how many of their type their article tells."""
    counts = Counter((act.article, kind) for act in acts for kind in act.types)
    return [replace(act, rivals=float(max(counts[act.article, kind] for kind in act.types))) for act in acts]


def _joined_acts(acts: Sequence[Facts], judgements: Sequence[Judgement], settings: EventsSettings) -> list[Facts]:
    """Acts with their outcomes."""
    home = {report.id: act.id for act in acts for report in act.reports}
    by_id = {act.id: act for act in acts}
    groups = clusters(by_id, _inside(by_id, _of_acts(judgements, home)), Linkage(settings.within))
    return [joined([by_id[member] for member in group]) for group in groups]


def _inside(by_id: Mapping[str, Facts], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judgements on two of one article."""
    known = [j for j in judgements if j.left in by_id and j.right in by_id]
    return [j for j in known if by_id[j.left].article == by_id[j.right].article]


def _across_articles(acts: Sequence[Facts], settings: EventsSettings, again: bool = False) -> list[Judgement]:
    """Judgements on acts of different articles, by one report of each; `again`: on what several articles tell."""
    pairs = _candidates(acts, settings, again)
    return _kept([_judgement(one, other, ACROSS, across(one, other)) for one, other in pairs], settings)


class _Gathered(NamedTuple):
    acts: list[Facts]
    judgements: list[Judgement]


def _gathered(acts: list[Facts], people: Sequence[Judgement], settings: EventsSettings) -> _Gathered:
    """Acts of all articles, joined in rounds: each sees what the one before has gathered, till nothing more joins."""
    found: list[Judgement] = []
    for number in range(settings.rounds):
        judged = _across_articles(acts, settings, again=number > 0)
        found += judged
        before, acts = len(acts), _grouped(acts, [*judged, *people], settings.threshold + number * settings.stricter)
        if len(acts) == before:
            break
    return _Gathered(acts, found)


def _grouped(acts: Sequence[Facts], judgements: Sequence[Judgement], threshold: float) -> list[Facts]:
    """Acts that the judgements make one, as one; exact days far apart bar it. A later round sees what the one before
    has gathered: an undated telling meets the day that most others give.
    """
    home = {report.id: act.id for act in acts for report in act.reports}
    by_id = {act.id: act for act in acts}
    machine = [found for found in judgements if not is_person(found) and found.left in by_id and found.right in by_id]
    people = _of_acts([found for found in judgements if is_person(found)], home)
    gathered = dict(by_id)

    def allowed(left: Sequence[str], right: Sequence[str]) -> bool:
        return may_be_one(_of_members(left, gathered), _of_members(right, gathered))

    groups = clusters(by_id, [*machine, *people], Linkage(threshold), allowed)
    return [joined([by_id[member] for member in group]) for group in groups]


def _of_members(members: Sequence[str], gathered: dict[str, Facts]) -> Facts:
    """The facts of a group under way, kept by its smallest member and size."""
    key = f"{len(members)} {min(members)}"
    if len(members) == 1:
        return gathered[members[0]]
    if key not in gathered:
        gathered[key] = joined([gathered[member] for member in members])
    return gathered[key]


def _of_acts(people: Sequence[Judgement], home: Mapping[str, str]) -> list[Judgement]:
    """People's judgements on reports, as judgements on the acts they tell."""
    known = [j for j in people if j.left in home and j.right in home and home[j.left] != home[j.right]]
    return [replace(j, left=home[j.left], right=home[j.right]) for j in known]


def _kept(found: Iterable[Judgement], settings: EventsSettings) -> list[Judgement]:
    return [judgement for judgement in found if judgement.score >= settings.least]


def _candidates(acts: Sequence[Facts], settings: EventsSettings, again: bool = False) -> Iterable[tuple[Facts, Facts]]:
    """Acts of two articles that may be one: of near types, in one story or with one day and somebody in common."""
    keys = [np.unique(np.array([_number(key) for key in _keys(one)], dtype=np.uint64)) for one in acts]
    pairs = pairs_sharing(keys, 1, settings.crowd)
    for left, right in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True):
        one, other = acts[left], acts[right]
        apart = not one.articles & other.articles or (again and one.articles != other.articles)
        if apart and may_be_one(one, other) and (one.types & other.types or _near(one, other)):
            yield one, other


def _keys(one: Facts) -> Iterable[str]:
    words = {stem for telling in one.told for stem in telling.stems}
    families = {family for telling in one.told for family in telling.families}
    told = [
        *one.people,
        *(f"word {stem}" for stem in words),
        *(f"family {family}" for family in families),
        *(f"{report.type} {report.mode}" for report in one.reports if report.mode),
        *(f"{country} {kind}" for country in one.countries for kind in one.types),
        *(kind for kind in one.types if kind == "ASSAULT"),
    ]
    for story, said in product(one.stories, told):
        yield f"story {story} {said}"
    when = one.when
    if when is not None and when.start and is_fine(when):
        for who in one.people | one.countries:
            yield f"day {when.start[:10]} {who}"
        for name in names_around(one) if "ASSAULT" in one.types else ():
            yield f"day {when.start[:10]} name {name}"
    yield from _soon(one)


def _soon(one: Facts) -> Iterable[str]:
    """Names, numbers and countries of articles that come out within days: one act may stand in two stories."""
    if one.published is None:
        return
    windows = (int(one.published // _SOON), int((one.published + _SOON / 2) // _SOON) + _OTHER)
    counted = {f"{q.of} {q.low:g}" for report in one.reports for q in report.quantities if q.low and q.low > _FEW}
    acts = {f"{report.type} {report.mode}" for report in one.reports if report.mode}
    told = {
        *(f"{kind} {said}" for kind in one.types for said in (*names_around(one), *counted)),
        *(f"{act} {country}" for act in acts for country in one.countries),
    }
    for window, said in product(windows, sorted(told)):
        yield f"soon {window} {said}"


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")


def _near(one: Facts, other: Facts) -> bool:
    return any(frozenset((a, b)) in _NEAR_TYPES for a in one.types for b in other.types)


def _judgement(one: Facts, other: Facts, model: Model, values: Mapping[str, Evidence]) -> Judgement:
    return judge("event", one.id, other.id, model.score(values), model.reasons(values), VERSION)


def _event(told: Facts, origins: Mapping[str, str]) -> Event:
    """The event of a group of reports, with everybody whom at least one report names."""
    reports = sorted(told.reports, key=lambda report: report.id)
    articles = {report.article for report in reports}
    kind = _most(report.type for report in reports)
    return Event(
        event_id(report.id for report in reports),
        kind or reports[0].type,
        _most(report.mode for report in reports if report.type == kind and report.mode),
        _cast(told, "actors"),
        _cast(told, "recipients"),
        _finest_when(told.deeds or reports),
        _most_told_where(reports),
        tuple(report.id for report in reports),
        len(articles),
        len({origins.get(article, article) for article in articles}),
    )


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the first in the alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _cast(told: Facts, role: str) -> tuple[str, ...]:
    """The named in a role by how many reports name them, then by id; where nobody is named, the one most told of."""
    counts = Counter(entity for part, entity in told.cast if part == role)
    named = told.actors if role == "actors" else told.recipients
    ordered = sorted(counts, key=lambda entity: (-counts[entity], entity))
    return tuple(entity for entity in ordered if entity in named) or tuple(ordered[:1])


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
