"""Sets of full names that grow: sets that came, went or changed → which of all sets are one person.

Reads what is asked of sets (the keys of like names), and what is kept of the others; writes who may be one with whom,
what a first look says, and the groups of those that it calls the same. The one idea: at a key each set meets the few
that stand before it in order of ids; a newcomer moves these windows by one place and concerns nobody beyond them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.matching.entities.chains import Chain
from rashomon.matching.entities.growing_forms import GrowingForms
from rashomon.matching.entities.levels import Level, Pair, Said, connected, keep, pair_of_two
from rashomon.matching.entities.persons import Profile
from rashomon.matching.entities.same_names import CROWD, Sets, first_look, join_alike, look_alike

#: The rounds of what is said here: a first look at two sets, and the joining of those that are the same.
LOOK, ALIKE = "1", "2"


class Mark(NamedTuple):
    """What later rounds ask of a set of the first: known persons by key, its traits, and the first chains of the keys
    under which it meets others, and of its single words.
    """

    persons: dict[str, str]
    traits: list[int]
    met_by: dict[str, str]
    words: dict[str, str]


@dataclass
class LikelyKept:
    """`alike`: key → the first chains of the sets that have it, in order.

    `likely`: of each set those that it may be one with: the chains by which they met, and "same" where a look says so.
    """

    alike: MutableMapping[str, list[str]] = field(default_factory=dict)
    likely: MutableMapping[str, dict[str, list[str]]] = field(default_factory=dict)


class GrowingLikely:
    """`sets`: the first round's level; `chains` and `marks` as they are now."""

    def __init__(
        self,
        kept: LikelyKept,
        sets: Level,
        chains: Mapping[str, Chain],
        marks: Mapping[str, Mark],
        said: Said,
        forms: GrowingForms,
    ) -> None:
        self._kept, self._sets, self._chains, self._marks, self._said = kept, sets, chains, marks, said
        self._forms = forms

    def _home(self, chain: str) -> str | None:
        """The set in which a chain is; None for one that is no more."""
        form = self._forms.kept.of.get(chain)
        return None if form is None else self._sets.home[form]

    def meet(self, before: Mapping[str, Mark], now: Mapping[str, Mark], fresh: Set[str]) -> set[str]:
        """Derives anew who may be one with the sets that changed; gives all of whom something else holds.

        `before` and `now`: the marks of these sets; `fresh`: chains that are new or not as they were.
        """
        parted = {other for name in before.keys() - now.keys() for other in self._part_with_all(name)}
        pairs = {pair_of_two(name, other) for name in now for other in self._kept.likely.get(name) or ()}
        pairs |= self._meetings(before, now, fresh)
        for one, other in sorted(pairs):
            self._meet(one, other)
        pairs |= {pair_of_two(name, other) for name in now for other in self._kept.likely.get(name) or ()}
        return {name for name in parted | self._look(pairs) | now.keys() if name in self._marks}

    def groups(self, seeds: Iterable[str]) -> list[list[str]]:
        """The groups of all that looks connect with these sets."""
        found: list[list[str]] = []
        for piece in connected(seeds, self._same_as):
            found += [piece] if len(piece) == 1 else self._joined(piece)
        return found

    def _same_as(self, name: str) -> list[str]:
        return [other for other, how in (self._kept.likely.get(name) or {}).items() if how[2]]

    # ── who may be one ────────────────────────────────────────────────────────────────────────────────────

    def _meetings(self, before: Mapping[str, Mark], now: Mapping[str, Mark], fresh: Set[str]) -> set[Pair]:
        """Pairs of sets that came within one window, left it, or meet by another chain than before."""
        was, are = _places(before), _places(now)
        changed: dict[str, set[str]] = defaultdict(set)
        for key in was.keys() | are.keys():
            mine, others = was.get(key, {}), are.get(key, {})
            for chain in mine.keys() | others.keys():
                if mine.get(chain) != others.get(chain) or chain in fresh:
                    changed[key].add(chain)
        met: set[Pair] = set()
        lists: dict[str, list[str]] = {}
        for key, chains in changed.items():
            had = self._kept.alike.get(key) or []
            lists[key] = sorted({*had} - was.get(key, {}).keys() | are.get(key, {}).keys())
            met |= windows_changed(had, lists[key], chains)
        keep(self._kept.alike, lists)
        homes = ((self._home(left), self._home(right)) for left, right in met)
        return {pair_of_two(one, other) for one, other in homes if one and other and one != other}

    def _meet(self, one: str, other: str) -> None:
        """Notes by which chains two sets meet now, or that they do not."""
        mine, theirs = self._marks[one].met_by, self._marks[other].met_by
        near = {
            pair_of_two(mine[key], theirs[key]) for key in mine.keys() & theirs.keys()
            if _are_near(self._kept.alike[key], mine[key], theirs[key])
        }  # fmt: skip
        able = (pair for pair in sorted(near) if look_alike(self._chains[pair[0]], self._chains[pair[1]]))
        met, had = next(able, None), (self._kept.likely.get(one) or {}).get(other)
        if had is not None and met != (had[0], had[1]):
            self._part(one, other)
        if met is not None and (had is None or met != (had[0], had[1])):
            self._put(one, other, [*met, ""])

    def _put(self, one: str, other: str, how: list[str]) -> None:
        for here, there in ((one, other), (other, one)):
            self._kept.likely[here] = (self._kept.likely.get(here) or {}) | {there: how}

    def _part(self, one: str, other: str) -> None:
        """Two sets may no longer be one."""
        likely = self._kept.likely
        left, right, _ = likely[one][other]
        for here, there in ((one, other), (other, one)):
            keep(likely, {here: {name: how for name, how in likely[here].items() if name != there}})
        for number in (LOOK, ALIKE):
            self._said.unsay_pair(number, f"{left} {right}")

    def _part_with_all(self, name: str) -> list[str]:
        others = sorted(self._kept.likely.get(name) or ())
        for other in others:
            self._part(name, other)
        return others

    # ── who is one ────────────────────────────────────────────────────────────────────────────────────────

    def _look(self, pairs: Iterable[Pair]) -> set[str]:
        """Looks at pairs of sets; gives all that are in them, for one that parted or grew may join otherwise."""
        profiles: dict[str, Profile] = {}
        for one, other in sorted(pairs):
            how = (self._kept.likely.get(one) or {}).get(other)
            if how is None:
                continue
            names = (one, other) if self._home(how[0]) == one else (other, one)
            for name in names:
                if name not in profiles:
                    profiles[name] = self._profile([name])
            left, right = names
            persons = self._marks[left].persons, self._marks[right].persons
            found = first_look((how[0], how[1]), (profiles[left], profiles[right]), persons)
            self._said.say_pair(LOOK, found)
            if found.verdict != "same":
                self._said.unsay_pair(ALIKE, f"{how[0]} {how[1]}")
            self._put(one, other, [how[0], how[1], "same" if found.verdict == "same" else ""])
        return {name for pair in pairs for name in pair}

    def _profile(self, names: Iterable[str]) -> Profile:
        """What is known of sets together."""
        return self._forms.profile(form for name in names for form in self._sets.members[name])

    def _joined(self, piece: Sequence[str]) -> list[list[str]]:
        """Joins sets that a first look calls the same, the likeliest first."""
        pairs = {(how[0], how[1]) for name in piece for how in self._kept.likely[name].values() if how[2]}
        home = {chain: str(self._home(chain)) for pair in pairs for chain in pair}
        sets = Sets([self._chains[one] for one in home], home, {name: self._marks[name].persons for name in piece})
        join_alike(sets, pairs, self._profile)
        for left, right in pairs - sets.made.keys():
            self._said.unsay_pair(ALIKE, f"{left} {right}")
        for found in sets.made.values():
            self._said.say_pair(ALIKE, found)
        return sets.groups()


def _places(marks: Mapping[str, Mark]) -> dict[str, dict[str, str]]:
    """By key the first chains of sets, and whose they are."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, mark in marks.items():
        for key, chain in mark.met_by.items():
            found[key][chain] = name
    return found


def _are_near(ordered: Sequence[str], one: str, other: str) -> bool:
    return abs(bisect_left(ordered, one) - bisect_left(ordered, other)) <= CROWD


def windows_changed(before: Sequence[str], now: Sequence[str], changed: Set[str]) -> set[Pair]:
    """Pairs within one window of either list that were not within one of the other, or of which one has changed."""
    near = {one for ordered in (before, now) for one in _around(ordered, changed)}
    pairs = [_windows(ordered, near) for ordered in (before, now)]
    return (pairs[0] ^ pairs[1]) | {pair for pair in pairs[1] if not changed.isdisjoint(pair)}


def _around(ordered: Sequence[str], changed: Iterable[str]) -> set[str]:
    """All that stand within a window of where these stand, or would."""
    places = {bisect_left(ordered, one) for one in changed}
    return {one for place in places for one in ordered[max(0, place - CROWD - 1) : place + CROWD + 1]}


def _windows(ordered: Sequence[str], near: Set[str]) -> set[Pair]:
    """Pairs of the near ones that stand within one window."""
    places = [place for place, one in enumerate(ordered) if one in near]
    found = set()
    for number, place in enumerate(places):
        for before in places[max(0, number - CROWD) : number]:
            if place - before <= CROWD:
                found.add((ordered[before], ordered[place]))
    return found
