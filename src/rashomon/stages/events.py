"""reports → events: the one act that several reports tell.

Reads reports, the stories their articles are in, the entities behind actors and recipients, and the origins;
writes events and the judgements behind them. The one idea: reports tell one act when their types, their
people, their time and place are compatible and their words are akin; what contradicts (other people, another
day) weighs as much as what agrees. Background retold later joins the old event by its time and people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rashomon.matching.acts.cells import event_of
from rashomon.matching.acts.facts import Facts, joined
from rashomon.matching.acts.growing import GrowingActs, grouped
from rashomon.matching.acts.growing_events import EventsKept, keep_inside
from rashomon.matching.acts.judging import SETTINGS, AcrossArticles, EventsSettings, OfAll
from rashomon.matching.acts.report_facts import facts_of_reports, followed, meant_in
from rashomon.matching.acts.within import acts_of_articles, of_acts
from rashomon.record import Article, Entity, Event, Judgement, Report, Story, is_person


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
    settings: EventsSettings = SETTINGS,
    kept: EventsKept | None = None,
) -> EventsFound:
    """`of_mention` maps mentions to entities; `judgements` are people's.

    `kept`, empty, takes in what newcomers need to join; people are not asked there.
    """
    people = [found for found in judgements if found.relation == "event" and is_person(found)]
    story_of = {article: story.id for story in stories for article in story.articles}
    meant = meant_in(reports, story_of, of_mention, entities)
    if kept is not None:
        kept.follows.update(followed(reports, story_of, meant, entities))
    facts = facts_of_reports(articles, reports, story_of, meant, entities)
    return events_of(facts, origins, people, settings, kept)


def events_of(
    facts: Sequence[Facts],
    origins: Mapping[str, str],
    people: Sequence[Judgement] = (),
    settings: EventsSettings = SETTINGS,
    kept: EventsKept | None = None,
) -> EventsFound:
    """See `find_events`; of the facts of reports."""
    acts, inside = acts_of_articles(facts, people, settings)
    told, between = _gathered(acts, people, settings, kept)
    if kept is not None:
        keep_inside(kept, acts, inside)
    events = sorted((event_of(one, origins) for one in told), key=lambda event: event.reports)
    of_report = {report: event.id for event in events for report in event.reports}
    # a pair that two rounds judge alike is one judgement
    every = dict.fromkeys((*inside, *between))
    return EventsFound(events, of_report, sorted(every, key=lambda found: (found.left, found.right)))


class _Gathered(NamedTuple):
    acts: list[Facts]
    judgements: list[Judgement]


def _gathered(
    acts: list[Facts], people: Sequence[Judgement], settings: EventsSettings, kept: EventsKept | None
) -> _Gathered:
    """Acts of all articles, joined in rounds: each sees what the one before has gathered, till nothing more joins."""
    found: list[Judgement] = []
    across_articles, judge = OfAll(settings), AcrossArticles(settings).judge
    for number, rules in enumerate(settings.rules()):
        judged = across_articles.judgements(acts, rules)
        groups = _grouped(acts, [*judged, *people], rules.threshold)
        if kept is not None:
            GrowingActs(kept.rounds[number], rules, judge).begin(acts, across_articles.keys, judged, groups)
        found += judged
        before, acts = acts, _joined_groups(acts, groups)
        if len(acts) == len(before) and kept is None:
            break
    return _Gathered(acts, found)


def _grouped(acts: Sequence[Facts], judgements: Sequence[Judgement], threshold: float) -> list[tuple[str, ...]]:
    """Acts that the judgements make one. A later round sees what the one before has gathered: an undated telling meets
    the day that most others give.
    """
    home = {report.id: act.id for act in acts for report in act.reports}
    by_id = {act.id: act for act in acts}
    machine = [found for found in judgements if not is_person(found) and found.left in by_id and found.right in by_id]
    people = of_acts([found for found in judgements if is_person(found)], home)
    return grouped(by_id, [*machine, *people], threshold)


def _joined_groups(acts: Sequence[Facts], groups: Iterable[Sequence[str]]) -> list[Facts]:
    by_id = {act.id: act for act in acts}
    return [joined([by_id[member] for member in group]) for group in groups]
