"""The whole record in memory, with the look-ups that views and exports need.

References that are filled on reading (a mention's entity, a report's event, a speaker's entity) are filled
here, from the cluster each member belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from rashomon.record.nouns import (
    Article,
    Attribution,
    Copy,
    Entity,
    Event,
    Failure,
    Finding,
    Judgement,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    Story,
    When,
    Where,
)

Value = TypeVar("Value")


@dataclass(frozen=True)
class Record:
    """Everything a case holds but the documents' bytes; dicts keep the order of the tables."""

    articles: dict[str, Article] = field(default_factory=dict)
    mentions: dict[str, Mention] = field(default_factory=dict)
    times: dict[str, When] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    findings: dict[str, Finding] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """Article id → its story."""
        return {article: story for story in self.stories.values() for article in story.articles}

    @cached_property
    def mentions_of(self) -> dict[str, list[Mention]]:
        """Entity id → its mentions, in the order of the tables."""
        return grouped((m.entity, m) for m in self.mentions.values())

    @cached_property
    def reports_in(self) -> dict[str, list[Report]]:
        """Article id → its reports in reading order."""
        return grouped((r.article, r) for r in sorted(self.reports.values(), key=lambda r: (r.start, r.id)))

    @cached_property
    def statements_in(self) -> dict[str, list[Statement]]:
        """Article id → its statements in reading order."""
        return grouped((s.article, s) for s in sorted(self.statements.values(), key=lambda s: (s.start, s.id)))

    @cached_property
    def mentions_in(self) -> dict[str, list[Mention]]:
        """Article id → its mentions in reading order."""
        return grouped((m.article, m) for m in sorted(self.mentions.values(), key=lambda m: (m.start, -m.end, m.id)))

    @cached_property
    def findings_of(self) -> dict[str, list[Finding]]:
        """Story id → its findings, in the order of the stage."""
        return grouped((f.story, f) for f in self.findings.values())

    @cached_property
    def copies_of(self) -> dict[str, list[Copy]]:
        """Article id → what it copies, in the order of the table."""
        return grouped((copy.article, copy) for copy in self.copies)

    def quote(self, article: str, start: int, end: int) -> str:
        """The characters a span stands for."""
        return self.articles[article].text[start:end]

    def name_of(self, mention: str | None) -> str | None:
        """The name of the entity behind a mention, or of those behind all its members ("the trio"); the mention's own
        words where nobody is named.
        """
        if mention is None:
            return None
        found = self.mentions[mention]
        entity = self.entities.get(found.entity or "")
        return entity.name if entity else self._names_of_members(found) or found.text

    def _names_of_members(self, mention: Mention) -> str | None:
        """Their names in the order of the text; None unless every member has one."""
        known = [self.mentions[member] for member in mention.members if member in self.mentions]
        members = sorted(known, key=lambda member: (member.start, member.id))
        entities = [self.entities.get(member.entity or "") for member in members]
        if None in entities or len(members) < len(mention.members):
            return None
        return group_name(entity.name for entity in entities if entity is not None)

    def voices(self, articles: Iterable[str]) -> int:
        """How many independent origins stand behind these articles, copies folded."""
        return len({self.origins.get(article, article) for article in articles})


def filled(record: Record, of_member: Mapping[tuple[str, str], str]) -> Record:
    """The record with every reference that follows from clusters. `of_member`: (noun, member id) → cluster id."""
    mentions = {
        m.id: replace(m, entity=of_member.get(("mention", m.id))) if ("mention", m.id) in of_member else m
        for m in record.mentions.values()
    }
    at = {(m.article, m.start, m.end): m.entity for m in mentions.values() if m.entity}

    def chain(article: str, links: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
        return tuple(
            replace(link, entity=at.get((article, link.start, link.end)))
            if link.start is not None and link.end is not None
            else link
            for link in links
        )

    named: dict[str, list[Mention]] = grouped((m.article, m) for m in mentions.values() if m.entity)

    def about(statement: Statement) -> tuple[str, ...]:
        """Entities whose mentions stand in the content, in reading order."""
        inside = [
            m
            for m in named.get(statement.article, ())
            if any(span.start <= m.start and m.end <= span.end for span in statement.content)
        ]
        return tuple(dict.fromkeys(m.entity for m in sorted(inside, key=lambda m: (m.start, m.id)) if m.entity))

    statements = {
        s.id: replace(
            s,
            about=about(s),
            speaker_entity=mentions[s.speaker].entity if s.speaker in mentions else None,
            according_to=chain(s.article, s.according_to),
        )
        for s in record.statements.values()
    }
    reports = {
        r.id: replace(r, event=of_member.get(("report", r.id)), according_to=chain(r.article, r.according_to))
        for r in record.reports.values()
    }
    return replace(record, mentions=mentions, statements=statements, reports=reports)


def day_of(first: str | None, last: str | None) -> str | None:
    """The day that an instant between two (ISO) fell on, where it is known to a day or two; a month is no day."""
    if not first or not last:
        return None
    return first[:10] if date.fromisoformat(last[:10]) - date.fromisoformat(first[:10]) <= timedelta(days=1) else None


def group_name(names: Iterable[str]) -> str | None:
    """ "A, B and C", each once: what several are called together; None where fewer than two have a name."""
    each = list(dict.fromkeys(names))
    return f"{', '.join(each[:-1])} and {each[-1]}" if len(each) > 1 else None


def grouped(pairs: Iterable[tuple[str | None, Value]]) -> dict[str, list[Value]]:
    """Values by key, in their order; those without a key are left out."""
    found: dict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        if key is not None:
            found[key].append(value)
    return found


def innermost(statements: Sequence[Statement], trigger: Span) -> Statement | None:
    """The shortest statement whose content holds a trigger."""
    found = [
        (span.end - span.start, statement.id, statement)
        for statement in statements
        for span in statement.content
        if span.start <= trigger.start and trigger.end <= span.end
    ]
    return min(found, key=lambda entry: entry[:2])[2] if found else None
