"""Nodes → groups that keep their names while they last: one level of sets that grow by rounds.

Reads which nodes are one now; writes homes and members, and says what has moved. The one idea: a group's name says
nothing but that it is the group of before, so what only grows disturbs nobody who asks where somebody stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rashomon.record import Judgement

#: Known persons of a group, by key: a group that has others is another.
Persons = dict[str, str]

Pair = tuple[str, str]


@dataclass
class Level:
    """Of each node its group, of each group its nodes and, where there are any, its known persons.

    `ties`: of each node those that it is joined with, and how often.
    """

    home: MutableMapping[str, str] = field(default_factory=dict)
    members: MutableMapping[str, list[str]] = field(default_factory=dict)
    persons: MutableMapping[str, Persons] = field(default_factory=dict)
    ties: MutableMapping[str, dict[str, int]] = field(default_factory=dict)


class Settled(NamedTuple):
    """Groups that are no more, are new, or have other nodes than before; nodes whose group is another."""

    gone: set[str]
    new: set[str]
    changed: set[str]
    moved: set[str]


def settle(
    level: Level,
    old: Iterable[str],
    groups: Iterable[Sequence[str]],
    persons_of: Callable[[Sequence[str]], Persons] = lambda group: {},
) -> Settled:
    """Puts these groups in the place of the old ones, which hold no nodes but theirs and such as are no more."""
    before = {name: level.members[name] for name in old}
    homes = {node: name for name, nodes in before.items() for node in nodes}
    names: dict[str, list[str]] = {}
    persons: dict[str, Persons] = {}
    for group in sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group)):
        own = persons_of(group)
        name = _old_name(level, group, homes, names, own) or _new_name(level, group[0], names)
        names[name], persons[name] = group, own
    _write(level, before, names, persons)
    now = {node: name for name, group in names.items() for node in group}
    return Settled(
        before.keys() - names.keys(),
        names.keys() - before.keys(),
        {name for name in names.keys() & before.keys() if names[name] != before[name]},
        {node for node, name in now.items() if homes.get(node) != name},
    )


def _old_name(
    level: Level, group: Sequence[str], homes: Mapping[str, str], taken: Mapping[str, object], persons: Persons
) -> str | None:
    """The name of the old group that most of them were in, where it is free and had the same persons."""
    were = Counter(homes[node] for node in group if node in homes)
    able = (name for name in sorted(were, key=lambda name: (-were[name], name)) if name not in taken)
    return next((name for name in able if (level.persons.get(name) or {}) == persons), None)


def _new_name(level: Level, name: str, taken: Mapping[str, object]) -> str:
    while name in taken or name in level.members:
        name += "'"
    return name


def _write(
    level: Level, before: Mapping[str, list[str]], names: Mapping[str, list[str]], persons: Mapping[str, Persons]
) -> None:
    now = {node: name for name, group in names.items() for node in group}
    keep(level.home, {node: None for group in before.values() for node in group if node not in now} | now)
    keep(level.members, {name: names.get(name) for name in {*before, *names}})
    keep(level.persons, {name: persons.get(name) for name in {*before, *names}})


def regroup(
    level: Level, seeds: Iterable[str], gone: Iterable[str], persons_of: Callable[[Sequence[str]], Persons]
) -> Settled:
    """Groups anew whatever ties connect with these nodes, and with those that stood with nodes that are gone."""
    gone = set(gone)
    old = {level.home[node] for node in {*seeds, *gone} if node in level.home}
    seeds = {*seeds, *(node for name in old for node in level.members[name])} - gone
    groups = connected(seeds, lambda node: level.ties.get(node) or ())
    old |= {level.home[node] for group in groups for node in group if node in level.home}
    return settle(level, old, groups, persons_of)


def connected(seeds: Iterable[str], beside: Callable[[str], Iterable[str]]) -> list[list[str]]:
    """All that is connected with the seeds, in pieces."""
    found: list[list[str]] = []
    seen: set[str] = set()
    for seed in sorted(seeds):
        if seed in seen:
            continue
        piece, waiting = [seed], [seed]
        seen.add(seed)
        while waiting:
            for other in beside(waiting.pop()):
                if other not in seen:
                    seen.add(other)
                    piece.append(other)
                    waiting.append(other)
        found.append(sorted(piece))
    return found


def keep(where: MutableMapping[str, Any], found: Mapping[str, Any]) -> None:
    """Keeps what is there, takes away what is empty; what is as it was is not written."""
    for key, value in found.items():
        before = where.get(key)
        if value and value != before:
            where[key] = value
        elif not value and before is not None:
            del where[key]


def pair_of_two(one: str, other: str) -> Pair:
    """Two, the smaller first."""
    return (one, other) if one < other else (other, one)


class Said:
    """What rooms have judged, by pair and round; of judgements on one pair the last round's is shown."""

    def __init__(self, judged: MutableMapping[str, dict[str, Judgement]], made: MutableMapping[str, list[str]]) -> None:
        self._judged, self._made = judged, made
        #: Pairs of which something else is said than before.
        self.changed: set[str] = set()

    def say(self, number: str, rooms: Mapping[str, Mapping[Pair, Judgement]]) -> None:
        """What rooms of a round say, in the place of what they said before; a pair may move from room to room."""
        keys = {room: f"{number} {room}" for room in rooms}
        now = {room: {" ".join(pair): found for pair, found in made.items()} for room, made in rooms.items()}
        said = {pair for key in keys.values() for pair in self._made.get(key) or ()}
        for pair in said.difference(*now.values()):
            self.unsay_pair(number, pair)
        for made in now.values():
            for found in made.values():
                self.say_pair(number, found)
        keep(self._made, {keys[room]: sorted(made) for room, made in now.items()})

    def say_pair(self, number: str, found: Judgement) -> None:
        """What a round says of one pair."""
        pair = f"{found.left} {found.right}"
        before = self._judged.get(pair) or {}
        if before.get(number) != found:
            self._judged[pair] = before | {number: found}
            self.changed.add(pair)

    def unsay_pair(self, number: str, pair: str) -> None:
        """A round says nothing of a pair any more."""
        before = self._judged.get(pair) or {}
        if number in before:
            keep(self._judged, {pair: {one: found for one, found in before.items() if one != number}})
            self.changed.add(pair)

    def shown(self) -> list[Judgement]:
        """The judgements on pairs of which something else is said now."""
        every = ((self._judged.get(pair) or {}) for pair in sorted(self.changed))
        return [found[max(found)] for found in every if found]
