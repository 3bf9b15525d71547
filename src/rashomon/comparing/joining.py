"""Newcomers and what lies beside a case → what changes in the comparison's tables.

Reads the nouns of articles that are new, that people mark or that have come into another story, and of stories that
something touches; gives the rows that comparing all would give in another way. The one idea: each stage hands on what
has changed (chains, entities, facts, events, stories), and the next one reads the nouns of that alone; every other row
stays.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import replace
from typing import Any, NamedTuple

import pyarrow as pa

from rashomon.comparing.newcomers import ActsBeside, Changed, Told, rejudged
from rashomon.comparing.readings import Readings
from rashomon.matching.acts.growing_events import EventsChanged, GrowingEvents
from rashomon.matching.acts.report_facts import party_of
from rashomon.matching.entities.chains import Chain
from rashomon.matching.entities.growing import EntitiesChanged, GrowingEntities
from rashomon.matching.findings.of_events import home_of
from rashomon.matching.findings.parties.initiative import may_say_who_asked
from rashomon.pipeline import acting_in
from rashomon.record import (
    Article,
    Entity,
    Event,
    Finding,
    Judgement,
    Mention,
    Report,
    Statement,
    Story,
    event_id,
    grouped,
    rows_to_table,
)
from rashomon.record import Where as Place
from rashomon.stages.entities import chains_of
from rashomon.stages.findings import find_findings
from rashomon.store.columns import table_of
from rashomon.store.delta import MEMBERS
from rashomon.store.layers import Change


class Joined(NamedTuple):
    """What changes by table, and the stories of which anything that is told of them may have changed.

    `findings`: of each story that is told anew all its findings.
    """

    changes: dict[str, Change]
    stories: set[str]
    findings: Mapping[str, list[Finding]]


def joined(told: Told, changed: Changed, beside: ActsBeside) -> Joined:
    """What changes in the tables of a comparison, where newcomers have changed these voices and stories."""
    stories, read = _Stories(beside, changed), beside.readings
    moved = {article.id for article in changed.new} | stories.moved | changed.marked
    entities = _entities(read, beside, moved, stories)
    case = _Case(beside, entities)
    touched = _touched(case, entities)
    growing = GrowingEvents(beside.events)
    facts = _facts(case, growing, stories, moved | touched.parties, changed.marked)
    events = growing.add(facts, changed.voices, told.origins)
    again = _told_again(stories, beside.homes, growing, events, moved | touched.anybody | changed.voices.keys())
    retold = [_with_events(story, growing) for story in again.stories]
    findings = _findings(case, stories, retold, events, growing, told.origins)
    told_anew = {*stories.gone, *(one.id for one in retold)}
    copied = {article for key in changed.copies.gone for article in key.split()}
    changes = {
        "copies": changed.copies,
        "stories": _changed(Story, stories.gone, retold),
        "entities": _changed(Entity, entities.gone, entities.entities),
        "events": _changed(Event, events.gone, events.events),
        "judgements": _judgements(changed, entities, events),
        "members": _members(entities, events, changed.voices, read.untold(changed.marked)),
        "findings": Change(sorted(told_anew), rows_to_table(Finding, findings)),
    }
    case.keep()
    stories.keep(retold)
    beside.standing.change(stories.gone, retold, changed.voices)
    found = grouped((finding.story, finding) for finding in findings)
    of_stories = {story.id: found.get(story.id, []) for story in retold}
    return Joined(changes, told_anew | again.others | stories.names_of(copied), of_stories)


class _Stories:
    """Stories before and after, by article; looked up when they are asked for."""

    def __init__(self, beside: ActsBeside, changed: Changed) -> None:
        self._rows, self._before = beside.stories, changed.told_in
        self.gone, self._new = {*changed.gone}, {story.id: story for story in changed.stories}
        for story in self._bare(self.gone | self._new.keys()):
            if self._new.get(story.id) == story:
                # it was formed again, and is what it was
                del self._new[story.id]
                self.gone.discard(story.id)
        self._now = {one: story.id for story in self._new.values() for one in story.articles}
        were = {one: self._before.get(one) for one in self._now}
        self._lasting = beside.lasting
        self._lasting.change(self.gone, {
            story.id: Counter(was for one in story.articles if (was := were[one]) is not None)
            for story in self._new.values()
        })  # fmt: skip
        #: Articles that are told in a story of another id than before; and those that are told together with others.
        self.renamed = {one for one, story in self._now.items() if were[one] != story}
        self.moved = {one for one, was in were.items() if was is None or self._lasting.before(was) != self.called(one)}

    def now(self, article: str) -> str | None:
        """The story in which an article is told."""
        return self._now.get(article) or self._before.get(article)

    def called(self, article: str) -> str | None:
        """What the story in which an article is told is called as long as it lasts."""
        story = self.now(article)
        return None if story is None else self._lasting.now(story)

    def names_of(self, articles: Iterable[str]) -> set[str]:
        """The ids of the stories in which these articles are told."""
        return {story for one in articles if (story := self.now(one)) is not None}

    def of(self, articles: Iterable[str]) -> list[Story]:
        """The stories of these articles as they are now, without events, in order."""
        return self.by_id(self.names_of(articles))

    def changed(self) -> set[str]:
        """The ids of stories that have other articles than before."""
        return {*self._new}

    def stands(self, story: str) -> bool:
        """Whether there is a story of this id now."""
        return story in self._new or (story not in self.gone and story in self._rows)

    def events_before(self, story: str) -> Set[str]:
        """The events that a story told before."""
        return {*self._rows[story].events}

    def by_id(self, ids: Set[str]) -> list[Story]:
        """Stories as they are now, without events, in order."""
        found = [*self._bare(ids - self._new.keys()), *(self._new[one] for one in ids & self._new.keys())]
        return sorted(found, key=lambda story: story.articles)

    def _bare(self, ids: Iterable[str]) -> list[Story]:
        found = (self._rows.get(one) for one in ids)
        return [replace(story, events=()) for story in found if story is not None]

    def keep(self, retold: Sequence[Story]) -> None:
        """Keeps the stories as they are now."""
        for one in self.gone:
            self._rows.pop(one, None)
        self._rows.update({story.id: story for story in retold})
        self._lasting.keep()

    def beside(self, articles: Iterable[str]) -> list[Story]:
        """The stories in which these articles are told, and what those in which they were are now."""
        articles = set(articles)
        were = {self._lasting.before(story) for one in articles if (story := self._before.get(one)) is not None}
        now = {story for name in were if (story := self._lasting.story(name)) is not None}
        return self.by_id(self.names_of(articles) | now)


# ── entities ──────────────────────────────────────────────────────────────────────────────────────────────


def _entities(read: Readings, beside: ActsBeside, moved: set[str], stories: _Stories) -> EntitiesChanged:
    """The entities of all, where these articles are new or told in another story."""
    articles = read.of(Article, moved)
    mentions = grouped((one.article, one) for one in read.of(Mention, moved))
    places = {place.mention: place for place in read.of(Place, moved)}
    links = read.of(Judgement, moved)
    acting = acting_in(read.of(Statement, moved), read.of(Report, moved))
    story_of = {one: story for one in moved if (story := stories.called(one)) is not None}
    return GrowingEntities(beside.entities).change(
        moved, chains_of(articles, mentions, places, links, acting, story_of)
    )


class _Case:
    """Whom mentions mean, and who that is, as it is now."""

    def __init__(self, beside: ActsBeside, changed: EntitiesChanged) -> None:
        self.read = beside.readings
        self._changed, self._meant, self._rows = changed, beside.meant, beside.rows
        self._new = {entity.id: entity for entity in changed.entities}
        self.before = {one: entity for one in changed.gone if (entity := self._rows.get(one)) is not None}

    def meant(self, mentions: Iterable[str]) -> dict[str, str]:
        """Mention → entity, of those that mean somebody."""
        found = {}
        for one in mentions:
            entity = self._changed.of_mention.get(one)
            if entity is None and one not in self._changed.unmeant:
                entity = self._meant.get(one)
            if entity is not None:
                found[one] = entity
        return found

    def keep(self) -> None:
        """Keeps entities, and whom mentions mean now."""
        for one in self._changed.gone - self._new.keys():
            self._rows.pop(one, None)
        self._rows.update({one: new for one, new in self._new.items() if self.before.get(one) != new})
        self._meant.update(self._changed.of_mention)
        for one in self._changed.unmeant:
            self._meant.pop(one, None)

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by their ids."""
        found = ((one, self._new.get(one) or self._rows.get(one)) for one in set(ids))
        return {one: entity for one, entity in found if entity is not None}


class _Touched(NamedTuple):
    """Articles in which a party of an act is another, or not as it was; and those in which anybody is."""

    parties: set[str]
    anybody: set[str]


def _touched(case: _Case, changed: EntitiesChanged) -> _Touched:
    others = [one for one in changed.entities if case.before.get(one.id) != one]
    acting = [one for one in others if one.id not in case.before or party_of(one) != party_of(case.before[one.id])]
    # whoever meant an entity that is no more has moved
    chains = [*changed.moved, *(chain for one in acting for chain in changed.chains(one.id))]
    renamed = {one.id for one in others if _is_place_by_other_names(case.before.get(one.id), one)}
    around = [*changed.moved, *(chain for one in others if one.id not in renamed for chain in changed.chains(one.id))]
    parties = _as_parties(case.read, [chain for one in sorted(renamed) for chain in changed.chains(one)])
    return _Touched(_with_parties(case.read, chains), {chain.article for chain in around} | parties)


def _is_place_by_other_names(before: Entity | None, now: Entity) -> bool:
    """Whether nothing but the other names of a place have changed: they are asked for only where it is a party."""
    return before is not None and now.kind == "place" and replace(before, aliases=now.aliases, links=now.links) == now


def _as_parties(read: Readings, chains: Sequence[Chain]) -> set[str]:
    """The articles in which one of these acts, suffers, speaks or is spoken to, or may have asked for talks."""
    mentions, articles = {mention.id for chain in chains for mention in chain.mentions}, {one.article for one in chains}
    reports, members = read.of(Report, articles), {one.id: one.members for one in read.of(Mention, articles)}
    roles = [(one.article, who) for one in reports for who in (*one.actors, *one.recipients)]
    said = read.of(Statement, articles)
    roles += [(one.article, who) for one in said for who in (one.speaker, one.addressee) if who is not None]
    found = {article for article, who in roles if not mentions.isdisjoint((who, *members.get(who, ())))}
    talks = {one.article for one in reports if one.type == "CONSULT"} - found
    return found | {article.id for article in read.of(Article, talks) if may_say_who_asked(article.text)}


def _with_parties(read: Readings, chains: Sequence[Chain]) -> set[str]:
    """The articles in whose reports one of these acts or suffers it."""
    mentions = {mention.id for chain in chains for mention in chain.mentions}
    reports = read.of(Report, {chain.article for chain in chains})
    return {one.article for one in reports if not mentions.isdisjoint((*one.actors, *one.recipients))}


# ── events ────────────────────────────────────────────────────────────────────────────────────────────────


def _facts(
    case: _Case, growing: GrowingEvents, stories: _Stories, touched: set[str], marked: Set[str]
) -> dict[str, Any]:
    """The facts of articles that may have changed: of all that share a story with those that were touched; those that
    are `marked` read otherwise.
    """
    told = {one for story in stories.beside(touched) for one in story.articles}
    story_of = {one: story for one in told if (story := stories.called(one)) is not None}
    reports = case.read.of(Report, story_of)
    of_mention = case.meant(one for report in reports for one in (*report.actors, *report.recipients))

    def texts(ids: Sequence[str]) -> dict[str, Article]:
        return {article.id: article for article in case.read.of(Article, ids)}

    entities = case.entities(of_mention.values())
    return growing.changed_facts(texts, reports, story_of, of_mention, entities, marked)


def _with_events(story: Story, growing: GrowingEvents) -> Story:
    return replace(story, events=tuple(event_id([one]) for one in sorted(growing.told_by(story.articles))))


# ── findings ──────────────────────────────────────────────────────────────────────────────────────────────


class _Again(NamedTuple):
    """Stories that are to be told again, without events; and the ids of all `others` that tell anything changed."""

    stories: list[Story]
    others: set[str]


def _told_again(
    stories: _Stories,
    homes: MutableMapping[str, str],
    growing: GrowingEvents,
    changed: EventsChanged,
    touched: Set[str],
) -> _Again:
    """The stories whose findings may have changed, where so have `touched` articles and these events.

    A finding on an event stands in the story where it is at home (`homes`, by event), and no other story reads what it
    tells: so a story stays as it is where it has no touched article, tells the events that it told, and none that has
    changed or that a touched article tells is at home there, now or before. Of two changed events each may have come to
    a report of the other's.
    """
    names = {event_id([name]): name for name in (min(event.reports) for event in changed.events)}
    told = {event_id([name]): name for name in growing.told_by(touched)}
    moved = names | {event_id([name]): name for name in growing.told_by(stories.renamed)}
    articles = {event: growing.articles_of([name]) for event, name in (told | moved).items()}
    now = {event: home_of(articles[event], stories.now) for event in moved}
    at_home = {homes.get(event) for event in articles} | {*now.values()}
    again = stories.names_of(touched) | stories.changed() | {one for one in at_home if one and stories.stands(one)}
    telling: dict[str, set[str]] = defaultdict(set)
    for event in names:
        for story in stories.names_of(articles[event]):
            telling[story].add(event)
    lost = set(changed.gone) - names.keys()
    for story in telling.keys() - again:
        before = stories.events_before(story)
        if not telling[story] <= before or len(before & names.keys()) > 1 or before & lost:
            again.add(story)
    for event in lost:
        homes.pop(event, None)
    homes.update({event: home for event, home in now.items() if home is not None})
    others = stories.names_of(one for found in articles.values() for one in found)
    return _Again(stories.by_id(again), others)


def _findings(
    case: _Case,
    stories: _Stories,
    retold: Sequence[Story],
    changed: EventsChanged,
    growing: GrowingEvents,
    origins: Mapping[str, str],
) -> list[Finding]:
    """The findings of these stories, which follow from them and from all that tell their events."""
    told_by = growing.told_by(one for story in retold for one in story.articles)
    around = {one for story in retold for one in story.articles} | growing.articles_of(told_by)
    own = {story.id for story in retold}
    others = [story for story in stories.of(around) if story.id not in own]
    events = {event.id: event for event in growing.events(told_by, origins)}
    events |= {event.id: event for event in changed.events}
    mentions = {one.id: one for one in case.read.of(Mention, around)}
    of_mention = case.meant(mentions)
    return find_findings(
        {article.id: article for article in case.read.of(Article, around)},
        mentions,
        case.read.of(Statement, around),
        case.read.of(Report, around),
        [*retold, *others],
        list(events.values()),
        case.entities(of_mention.values()),
        of_mention,
        origins,
        {story.id for story in others},
    )


# ── the tables ────────────────────────────────────────────────────────────────────────────────────────────


def _changed(kind: type[Any], gone: Iterable[str], new: Sequence[Any]) -> Change:
    """The rows of nouns that are gone or come anew."""
    return Change([*gone, *(noun.id for noun in new)], rows_to_table(kind, new))


def _judgements(changed: Changed, entities: EntitiesChanged, events: EventsChanged) -> Change:
    changes = [
        *changed.judgements,
        rejudged("entity", entities.rejudged, entities.judgements),
        rejudged("event", events.rejudged, events.judgements),
    ]
    gone = [key for change in changes for key in change.gone]
    return Change(gone, pa.concat_tables([change.new for change in changes]))


def _members(
    entities: EntitiesChanged, events: EventsChanged, voices: Mapping[str, str], untold: Set[str]
) -> Change:
    """Whose each mention, report and article is; of `untold` reports nobody tells any."""
    of_report = {report: event.id for event in events.events for report in event.reports}
    new = {"mention": entities.of_mention, "report": of_report, "article": voices}
    rows = [(noun, member, cluster) for noun, found in new.items() for member, cluster in found.items()]
    return Change([*(one for _, one, _ in rows), *entities.unmeant, *sorted(untold)], table_of(rows, MEMBERS))
