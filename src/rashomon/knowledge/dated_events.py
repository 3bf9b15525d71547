"""tables/dated_events.csv → events of world news that a sentence names, with their days.

The one idea: a row's words must all begin words of one sentence; rows are looked up by the first five letters
of their longest word, so that a sentence is compared with few of them.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from rashomon.errors import KnowledgeError
from rashomon.knowledge.tables import rows

_WORD = re.compile(r"[\w][\w'’-]*")


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event with its first and last day."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event that a sentence names, and where in the sentence the first of its words stands."""

    event: DatedEvent
    offset: int


class _Group(NamedTuple):
    """Beginnings of words, any of which will do, and words of three letters or fewer, which must be whole."""

    beginnings: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pattern:
    event: DatedEvent
    groups: tuple[_Group, ...]


def events_named(sentence: str) -> list[NamedEvent]:
    """The events of the table that a sentence names, in the order of the table."""
    words = _words(sentence)
    heads = {head for word, _ in words for head in (word[:5], word[:4])}
    found: dict[str, NamedEvent] = {}
    for head in sorted(heads & _index().keys()):
        for pattern in _index()[head]:
            at = _where(pattern, words)
            if at is not None:
                found.setdefault(pattern.event.name, NamedEvent(pattern.event, at))
    return sorted(found.values(), key=lambda named: (named.event.start, named.event.name))


def _words(sentence: str) -> list[tuple[str, int]]:
    """Words in lower case with their offsets; "al-Shayrat" also counts as "shayrat"."""
    found = []
    for match in _WORD.finditer(sentence):
        word = match.group().lower()
        found.append((word, match.start()))
        if "-" in word:
            found += [(part, match.start()) for part in word.split("-")[1:] if part]
    return found


def _where(pattern: _Pattern, words: list[tuple[str, int]]) -> int | None:
    first = len(words) and words[-1][1] + 1
    for group in pattern.groups:
        beginnings, short = group
        at = next((offset for word, offset in words if word.startswith(beginnings) or word in short), None)
        if at is None:
            return None
        first = min(first, at)
    return first


def _group(words: Sequence[str]) -> _Group:
    return _Group(tuple(word for word in words if len(word) > 3), tuple(word for word in words if len(word) <= 3))


@functools.cache
def _index() -> Mapping[str, tuple[_Pattern, ...]]:
    """First five letters (or a shorter word) → the patterns whose most telling words begin so."""
    found: dict[str, list[_Pattern]] = defaultdict(list)
    for row in rows("dated_events"):
        event = DatedEvent(row["event"], date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
        if event.end < event.start:
            raise KnowledgeError(f"an event ends before it starts: {event.name!r} in dated_events.csv")
        for alternative in row["words"].split("|"):
            groups = tuple(tuple(group.split("/")) for group in alternative.split())
            telling = max(groups, key=lambda group: min(len(word) for word in group))
            for head in {word[:5] for word in telling}:
                found[head].append(_Pattern(event, tuple(_group(group) for group in groups)))
    return {head: tuple(patterns) for head, patterns in found.items()}
