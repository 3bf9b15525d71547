"""record + entity → its spellings, roles, acts and statements."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.record import Entity, Record
from rashomon.views.brief import EventLine, SaidLine, event_line, said_line
from rashomon.views.words import outlet_name, spellings


@dataclass(frozen=True, slots=True)
class EntityView:
    """One person, organization or place as the sources have it."""

    entity: Entity
    spellings: dict[str, int]
    outlets: tuple[str, ...]
    acts: tuple[EventLine, ...]
    suffers: tuple[EventLine, ...]
    said: tuple[SaidLine, ...]


def view_entity(record: Record, entity: str) -> EntityView:
    """What the case holds about one entity."""
    mentions = record.mentions_of.get(entity, [])
    return EntityView(
        entity=record.entities[entity],
        spellings=spellings(mentions),
        outlets=tuple(dict.fromkeys(outlet_name(record.articles[mention.article]) for mention in mentions)),
        acts=tuple(event_line(record, e) for e in record.events.values() if entity in e.actors),
        suffers=tuple(event_line(record, e) for e in record.events.values() if entity in e.recipients),
        said=tuple(said_line(record, s) for s in record.statements.values() if s.speaker_entity == entity),
    )
