"""stories + events + reports + statements → findings: what the accounts say to each question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rashomon.record import Article, Entity, Event, Finding, Mention, Report, Statement, Story


def find_findings(
    articles: Mapping[str, Article],
    mentions: Mapping[str, Mention],
    statements: Sequence[Statement],
    reports: Sequence[Report],
    stories: Sequence[Story],
    events: Sequence[Event],
    entities: Mapping[str, Entity],
    of_mention: Mapping[str, str],
    origins: Mapping[str, str],
) -> list[Finding]:
    """Findings of every story, contradictions first."""
    return []
