"""Newcomers and what lies beside a case → what changes in the comparison's tables.

Reads the nouns of articles that are new or have come into another story, and of stories that something touches; gives
the rows that comparing all would give in another way. The one idea: each stage hands on what has changed (chains,
entities, facts, events, stories), and the next one reads the nouns of that alone; every other row stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.matching.growing_entities import EntitiesChanged, GrowingEntities
from rashomon.newcomers import ActsBeside, Changed, Told, rejudged
from rashomon.pipeline import acting_in
from rashomon.record import (
    NOUNS,
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
    table_to_rows,
)
from rashomon.record import Where as Place
from rashomon.stages.entities import chains_of
from rashomon.stages.events import EventsChanged, GrowingEvents, party_of
from rashomon.stages.findings import find_findings
from rashomon.store.delta import MEMBERS, DeltaStore
from rashomon.store.layers import Change


class Joined(NamedTuple):
    """What changes by table, and the stories of which anything that is told of them may have changed."""

    changes: dict[str, Change]
    stories: set[str]


def joined(store: DeltaStore, told: Told, changed: Changed, beside: ActsBeside) -> Joined:
    """What changes in the tables of a comparison, where newcomers have changed these voices and stories."""
    stories = _Stories(store, changed)
    moved = {article.id for article in changed.new} | stories.moved
    entities = _entities(store, beside, moved, stories)
    case = _Case(store, entities)
    touched = _touched(case, entities)
    growing = GrowingEvents(beside.events)
    facts = _facts(case, growing, stories, moved | touched.parties)
    events = growing.add(facts, changed.voices, told.copied.origins)
    around = moved | touched.anybody | changed.voices.keys()
    around |= growing.articles_of(min(event.reports) for event in events.events)
    retold = stories.of(around | growing.articles_of(growing.told_by(around)), changed=True)
    retold = [_with_events(story, growing) for story in retold]
    findings = _findings(case, stories, retold, events, growing, told.copied.origins)
    told_anew = {*stories.gone, *(one.id for one in retold)}
    copied = {article for key in changed.copies.gone for article in key.split()}
    changes = {
        "copies": changed.copies,
        "stories": _changed(Story, stories.gone, retold),
        "entities": _changed(Entity, entities.gone, entities.entities),
        "events": _changed(Event, events.gone, events.events),
        "judgements": _judgements(changed, entities, events),
        "members": _members(entities, events, changed.voices),
        "findings": Change(sorted(told_anew), rows_to_table(Finding, findings)),
    }
    return Joined(changes, told_anew | {stories.now[one] for one in copied & stories.now.keys()})


def nouns_where(store: DeltaStore, kind: type[Any], column: str, values: Iterable[str]) -> list[Any]:
    """The nouns whose column has one of these values, bare."""
    wanted = sorted(set(values))
    table = next(name for name, noun in NOUNS.items() if noun is kind)
    return list(table_to_rows(kind, store.read(table, where={column: wanted}))) if wanted else []


class _Stories:
    """Stories before and after, by article; read as nouns when they are asked for."""

    def __init__(self, store: DeltaStore, changed: Changed) -> None:
        self._store = store
        self.gone, self._new = {*changed.gone}, {story.id: story for story in changed.stories}
        for story in self._bare(self.gone | self._new.keys()):
            if self._new.get(story.id) == story:
                # it was formed again, and is what it was
                del self._new[story.id]
                self.gone.discard(story.id)
        self.before = _by_member(store.read("stories", ["id", "articles"]), "articles")
        self.now = {one: story for one, story in self.before.items() if story not in self.gone | self._new.keys()}
        self.now |= {one: story.id for story in self._new.values() for one in story.articles}
        #: Articles that are told in another story than before.
        self.moved = {one for one, story in self.now.items() if self.before.get(one) != story}

    def of(self, articles: Iterable[str], changed: bool = False) -> list[Story]:
        """The stories of these articles as they are now, without events, in order; and those that have `changed`."""
        ids = {self.now[one] for one in articles if one in self.now} | (self._new.keys() if changed else set())
        found = [*self._bare(ids - self._new.keys()), *(self._new[one] for one in ids & self._new.keys())]
        return sorted(found, key=lambda story: story.articles)

    def _bare(self, ids: Iterable[str]) -> list[Story]:
        return [replace(story, events=()) for story in nouns_where(self._store, Story, "id", ids)]

    def beside(self, articles: Iterable[str]) -> list[Story]:
        """The stories in which these articles are told, and those in which they were."""
        articles = set(articles)
        were = {self.before[one] for one in articles & self.before.keys()}
        stay = [one for one, story in self.now.items() if story in were]
        return self.of({*articles, *stay})


def _by_member(rows: pa.Table, column: str) -> dict[str, str]:
    """Member → the id of the row that holds it."""
    lists = rows[column].combine_chunks()
    ids = pc.take(rows["id"], pc.list_parent_indices(lists))
    return dict(zip(pc.list_flatten(lists).to_pylist(), ids.to_pylist(), strict=True))


# ── entities ──────────────────────────────────────────────────────────────────────────────────────────────


def _entities(store: DeltaStore, beside: ActsBeside, moved: set[str], stories: _Stories) -> EntitiesChanged:
    """The entities of all, where these articles are new or told in another story."""
    articles = nouns_where(store, Article, "id", moved)
    mentions = grouped((one.article, one) for one in nouns_where(store, Mention, "article", moved))
    ids = [one.id for found in mentions.values() for one in found]
    places = {place.mention: place for place in nouns_where(store, Place, "mention", ids)}
    judged = store.read("judgements", where={"left": ids, "relation": ["entity"]})
    links = list(table_to_rows(Judgement, judged.filter(pc.starts_with(judged["by"], "machine:coreference"))))
    acting = acting_in(nouns_where(store, Statement, "article", moved), nouns_where(store, Report, "article", moved))
    story_of = {one: stories.now[one] for one in moved if one in stories.now}
    return GrowingEntities(beside.entities).change(
        moved, chains_of(articles, mentions, places, links, acting, story_of)
    )


def _strings(values: Iterable[str]) -> pa.Array:
    return pa.array(sorted(set(values)), pa.string())


class _Case:
    """Whom mentions mean, and who that is, as it is now."""

    def __init__(self, store: DeltaStore, changed: EntitiesChanged) -> None:
        self.store, self._changed = store, changed
        self._new = {entity.id: entity for entity in changed.entities}
        #: Whose each mention, report and article was.
        self.members = store.read("members")
        self.before: dict[str, Entity] = {one.id: one for one in nouns_where(store, Entity, "id", changed.gone)}

    def meant(self, mentions: Iterable[str]) -> dict[str, str]:
        """Mention → entity, of those that mean somebody."""
        asked = set(mentions)
        rows = self._of_mentions("member", asked)
        found = dict(zip(rows["member"].to_pylist(), rows["cluster"].to_pylist(), strict=True))
        found = {one: entity for one, entity in found.items() if one not in self._changed.unmeant}
        return found | {one: self._changed.of_mention[one] for one in asked & self._changed.of_mention.keys()}

    def entities(self, ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by their ids."""
        asked = set(ids)
        found = {entity.id: entity for entity in nouns_where(self.store, Entity, "id", asked - self._new.keys())}
        return found | {one: self._new[one] for one in asked & self._new.keys()}

    def mentions_of(self, entities: Iterable[str]) -> set[str]:
        """The mentions that meant these entities before."""
        return set(self._of_mentions("cluster", entities)["member"].to_pylist())

    def _of_mentions(self, column: str, values: Iterable[str]) -> pa.Table:
        chosen = pc.and_(pc.is_in(self.members[column], _strings(values)), pc.equal(self.members["noun"], "mention"))
        return self.members.filter(chosen)


class _Touched(NamedTuple):
    """Articles in which a party of an act is another, or not as it was; and those in which anybody is."""

    parties: set[str]
    anybody: set[str]


def _touched(case: _Case, changed: EntitiesChanged) -> _Touched:
    now = {entity.id: entity for entity in changed.entities}
    others = {one for one, entity in now.items() if case.before.get(one) != entity} | case.before.keys() - now.keys()
    acting = {one for one in others if one not in now or one not in case.before
              or party_of(now[one]) != party_of(case.before[one])}  # fmt: skip
    moved = changed.of_mention.keys() | changed.unmeant
    return _Touched(
        _with_parties(case.store, moved | case.mentions_of(acting)),
        _with_mentions(case.store, moved | case.mentions_of(others)),
    )


def _with_parties(store: DeltaStore, mentions: set[str]) -> set[str]:
    """The articles in whose reports one of these acts or suffers it."""
    rows = store.read("reports", ["article", "actors", "recipients"])
    found: set[str] = set()
    for column in ("actors", "recipients"):
        lists = rows[column].combine_chunks()
        held = pc.is_in(pc.list_flatten(lists), _strings(mentions))
        found.update(pc.take(rows["article"], pc.filter(pc.list_parent_indices(lists), held)).to_pylist())
    return found


def _with_mentions(store: DeltaStore, mentions: set[str]) -> set[str]:
    if not mentions:
        return set()
    return set(store.read("mentions", ["article"], {"id": sorted(mentions)})["article"].to_pylist())


# ── events ────────────────────────────────────────────────────────────────────────────────────────────────


def _facts(case: _Case, growing: GrowingEvents, stories: _Stories, touched: set[str]) -> dict[str, Any]:
    """The facts of articles that may have changed: of all that share a story with those that were touched."""
    beside = stories.beside(touched)
    story_of = {one: story.id for story in beside for one in story.articles}
    reports = nouns_where(case.store, Report, "article", story_of)
    of_mention = case.meant(one for report in reports for one in (*report.actors, *report.recipients))

    def texts(ids: Sequence[str]) -> dict[str, Article]:
        return {article.id: article for article in nouns_where(case.store, Article, "id", ids)}

    entities = case.entities(of_mention.values())
    return growing.changed_facts(texts, reports, story_of, of_mention, entities)


def _with_events(story: Story, growing: GrowingEvents) -> Story:
    return replace(story, events=tuple(event_id([one]) for one in sorted(growing.told_by(story.articles))))


# ── findings ──────────────────────────────────────────────────────────────────────────────────────────────


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
    events = {event.id: event for event in nouns_where(case.store, Event, "id", map(_event_id, told_by))}
    events |= {event.id: event for event in changed.events}
    mentions = {one.id: one for one in nouns_where(case.store, Mention, "article", around)}
    of_mention = case.meant(mentions)
    return find_findings(
        {article.id: article for article in nouns_where(case.store, Article, "id", around)},
        mentions,
        nouns_where(case.store, Statement, "article", around),
        nouns_where(case.store, Report, "article", around),
        [*retold, *others],
        list(events.values()),
        case.entities(of_mention.values()),
        of_mention,
        origins,
        {story.id for story in others},
    )


def _event_id(report: str) -> str:
    return event_id([report])


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


def _members(entities: EntitiesChanged, events: EventsChanged, voices: Mapping[str, str]) -> Change:
    """Whose each mention, report and article is."""
    of_report = {report: event.id for event in events.events for report in event.reports}
    new = {"mention": entities.of_mention, "report": of_report, "article": voices}
    rows = [(noun, member, cluster) for noun, found in new.items() for member, cluster in found.items()]
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    fresh = pa.table([pa.array(column, pa.string()) for column in columns], schema=MEMBERS)
    return Change([*(one for _, one, _ in rows), *entities.unmeant], fresh)
