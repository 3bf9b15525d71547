"""Acts that grow: acts that came, went or changed → the groups that all acts would have formed.

Reads acts by their facts, and what is kept of the others; writes who has come into which group, and the judgements of
pairs that have changed. The one idea: an act meets others at its keys, at a key that many hold only its first holders;
groups form within the pieces that likely pairs connect. So acts that change concern the pieces they touch: these are
clustered again, and no others. Acts are joined in rounds; a group of one round is an act of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field, replace
from operator import is_not
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.acts.facts import Facts, joined
from rashomon.matching.acts.keys import are_akin, keys_of, story_keys
from rashomon.matching.acts.tellings import may_be_one
from rashomon.matching.clusters import Linkage, clusters, in_billionths
from rashomon.record import Judgement
from rashomon.record.packed import packing

#: Of two acts the judgement, or None where it is too unlikely to be kept.
Judge = Callable[[Facts, Facts], Judgement | None]


@dataclass
class ActsKept:
    """One round, by id of act (the smallest of its reports); each part may lie in a file.

    `holders`: of each key the acts that hold it, in order of ids. `pairs`: those with whom an act was judged, and the
    scores in billionths. `judged`: by "left right". `group` and `members`: groups are named by their smallest act.
    """

    facts: MutableMapping[str, Facts] = field(default_factory=dict)
    keys: MutableMapping[str, NDArray[np.uint64]] = field(default_factory=dict)
    holders: MutableMapping[int, list[str]] = field(default_factory=dict)
    pairs: MutableMapping[str, dict[str, int]] = field(default_factory=dict)
    judged: MutableMapping[str, Judgement] = field(default_factory=dict)
    group: MutableMapping[str, str] = field(default_factory=dict)
    members: MutableMapping[str, list[str]] = field(default_factory=dict)


class JoinedFacts(MutableMapping[str, Facts]):
    """The facts of acts of a later round, made of those of the round before; what is set follows from it anyway."""

    def __init__(self, before: ActsKept) -> None:
        self._before = before
        #: Those made so far, with what they were made of; what they know of themselves they find out once.
        self._made: dict[str, tuple[list[Facts], Facts]] = {}

    def __getitem__(self, act: str) -> Facts:
        parts = [self._before.facts[one] for one in self._before.members[act]]
        known = self._made.get(act)
        if known is None or len(known[0]) != len(parts) or any(map(is_not, known[0], parts)):
            known = self._made[act] = parts, joined(parts)
        return known[1]

    def __setitem__(self, act: str, facts: Facts) -> None:
        """Nothing is kept."""

    def __delitem__(self, act: str) -> None:
        """Nothing is kept."""

    def __iter__(self) -> Iterator[str]:
        return iter(self._before.members)

    def __len__(self) -> int:
        return len(self._before.members)


class RoundRules(NamedTuple):
    """`threshold`: mean score from which groups are one; `again`: acts may have some articles in common."""

    threshold: float
    crowd: int
    again: bool


class GroupsChanged(NamedTuple):
    """`gone`: groups that are no more, or are among the `new` ones; `rejudged`: pairs whose judgement came or went.

    `moved`: of the new those of which only the stories are others than before, with the stories of before.
    """

    gone: set[str]
    new: dict[str, Facts]
    rejudged: set[tuple[str, str]]
    moved: dict[str, frozenset[str]]


class _Told(NamedTuple):
    """An act before a change that leaves all its facts but its stories as they are: its stories, whom it met, and the
    judgements of that which are kept. `keys`: its `story_keys` before, and with the change.
    """

    stories: frozenset[str]
    keys: tuple[frozenset[int], frozenset[int]]
    met: set[str]
    judged: dict[str, Judgement]


class _Moved(NamedTuple):
    """Others whom an act meets at some key no more, and those whom it meets at one now."""

    parts: set[str]
    meets: set[str]


def may_meet(one: Facts, other: Facts, again: bool) -> bool:
    """Whether two acts are judged at all: told in two articles, of near types, and nothing bars it."""
    apart = one.articles.isdisjoint(other.articles) or (again and one.articles != other.articles)
    # types are quickly compared
    return apart and are_akin(one, other) and may_be_one(one, other)


def grouped(acts: Mapping[str, Facts], judgements: Iterable[Judgement], threshold: float) -> list[tuple[str, ...]]:
    """Acts that the judgements make one; exact days far apart, or others whom they meet, bar it."""
    gathered = dict(acts)

    def allowed(left: Sequence[str], right: Sequence[str]) -> bool:
        return may_be_one(_of_members(left, gathered), _of_members(right, gathered))

    return clusters(acts, judgements, Linkage(threshold), allowed)


def _of_members(members: Sequence[str], gathered: dict[str, Facts]) -> Facts:
    """The facts of a group under way, kept by its smallest member and size."""
    if len(members) == 1:
        return gathered[members[0]]
    key = f"{len(members)} {min(members)}"
    if key not in gathered:
        gathered[key] = joined([gathered[member] for member in members])
    return gathered[key]


class GrowingActs:
    """One round of acts kept ready for others: what `change` gives is what all at once would give."""

    def __init__(self, kept: ActsKept, rules: RoundRules, judge: Judge) -> None:
        self._kept, self._rules, self._judge = kept, rules, judge
        #: What groups tell, which is asked for several times.
        self._joined = JoinedFacts(kept)
        #: Acts that a change leaves as they are but for their stories.
        self._before: dict[str, _Told] = {}
        #: Acts that a change brings or replaces.
        self._new: Set[str] = frozenset()

    def begin(
        self,
        acts: Sequence[Facts],
        keys: Sequence[NDArray[np.uint64]],
        judgements: Sequence[Judgement],
        groups: Iterable[Sequence[str]],
    ) -> None:
        """Takes in a round that was made at once, acts in order of their ids with the keys of each."""
        kept = self._kept
        pairs: dict[str, dict[str, int]] = {act.id: {} for act in acts}
        for found in judgements:
            pairs[found.left][found.right] = pairs[found.right][found.left] = _score(found)
        kept.judged.update({_name(found.left, found.right): found for found in judgements})
        kept.pairs.update(pairs)
        del pairs
        kept.facts.update({act.id: act for act in acts})
        kept.keys.update({act.id: own for act, own in zip(acts, keys, strict=True)})
        kept.holders.update(_holders([act.id for act in acts], keys))
        named = {min(group): sorted(group) for group in groups}
        kept.members.update(named)
        kept.group.update({act: name for name, group in named.items() for act in group})

    def change(
        self, gone: Iterable[str], new: Mapping[str, Facts], told: Mapping[str, frozenset[str]] | None = None
    ) -> GroupsChanged:
        """Takes acts away and takes others in; an act that is there already is replaced.

        `told`: of the new those of which only the stories are others, with those of before; in the first round, which
        knows the facts of before, they are found.
        """
        kept = self._kept
        dropped = {act for act in {*gone, *new} if act in kept.group}
        groups = {kept.group[act]: kept.members[kept.group[act]] for act in dropped}
        self._before, self._new = self._but_for_stories(dropped & new.keys(), new, told), new.keys()
        moved, changed = self._hold_anew(dropped, new), set()
        for act in sorted(dropped):
            changed |= self._part(act, list(kept.pairs[act]))
            self._forget(act)
        for act, facts in new.items():
            kept.facts[act], kept.pairs[act] = facts, {}
        for act, move in sorted(moved.items()):
            changed |= self._part_from(act, move.parts)
            changed |= self._join(act, move.meets)
        done: set[str] = set()
        for act in sorted(new):
            changed |= self._join(act, self._met(act) - done)
            done.add(act)
        seeds = {*new, *(act for pair in changed for act in pair if act in kept.pairs)}
        return self._group_anew(seeds, groups, new.keys(), changed)

    def groups_of(self, acts: Iterable[str]) -> set[str]:
        """The groups that these acts are in."""
        return {self._kept.group[act] for act in acts}

    def facts_of(self, group: str) -> Facts:
        """What all acts of a group tell."""
        return self._joined[group]

    def judgement(self, pair: tuple[str, str]) -> Judgement | None:
        """The judgement of a pair, if this round made one that is kept."""
        return self._kept.judged.get(_name(*pair))

    def _but_for_stories(
        self, acts: Set[str], new: Mapping[str, Facts], told: Mapping[str, frozenset[str]] | None
    ) -> dict[str, _Told]:
        """The acts that only come to stand in another story, as they are before."""
        kept, found = self._kept, {}
        for act in sorted(acts):
            stories = self._stories_before(act, new[act]) if told is None else told.get(act)
            if stories is not None:
                judged = {other: kept.judged[_name(act, other)] for other in kept.pairs[act]}
                keys = story_keys(replace(new[act], stories=stories)), story_keys(new[act])
                found[act] = _Told(stories, keys, self._met(act), judged)
        return found

    def _stories_before(self, act: str, now: Facts) -> frozenset[str] | None:
        """The stories in which an act stood, where nothing else of it has changed."""
        before = self._kept.facts[act]
        return before.stories if _plain(replace(before, stories=now.stories)) == _plain(now) else None

    # ── who meets whom ────────────────────────────────────────────────────────────────────────────────────

    def _hold_anew(self, dropped: Set[str], new: Mapping[str, Facts]) -> dict[str, _Moved]:
        """Puts the new among the holders of their keys; gives the others that came among a key's first or left them."""
        kept = self._kept
        out = {act: kept.keys[act] for act in dropped}
        into = {act: keys_of(facts) for act, facts in new.items()}
        held: dict[int, set[str]] = {}
        for sides, put in ((out, set.discard), (into, set.add)):
            for act, keys in sides.items():
                for key in keys.tolist():
                    if key not in held:
                        held[key] = set(kept.holders.get(key) or ())
                    put(held[key], act)
        moved: dict[str, _Moved] = {}
        for key, holders in held.items():
            before, now = kept.holders.get(key) or [], sorted(holders)
            first, first_now = set(self._first(before)), set(self._first(now))
            for act in (first ^ first_now) - dropped - new.keys():
                move = moved.setdefault(act, _Moved(set(), set()))
                met, meets = (all if act in firsts else firsts for all, firsts in ((before, first), (now, first_now)))
                move.parts.update(set(met) - set(meets))
                # the new look for all whom they meet themselves
                move.meets.update(set(meets) - set(met) - new.keys())
            if now:
                kept.holders[key] = now
            else:
                del kept.holders[key]
        for act in dropped - new.keys():
            del kept.keys[act]
        for act, keys in into.items():
            kept.keys[act] = keys
        return moved

    def _first(self, holders: Sequence[str]) -> Sequence[str]:
        """The holders of a key whom all others meet: all of a few, the first of many."""
        crowd = self._rules.crowd
        return holders if len(holders) <= crowd + 1 else holders[:crowd]

    def _met(self, act: str) -> set[str]:
        found: set[str] = set()
        for key in self._kept.keys[act].tolist():
            holders = self._kept.holders[key]
            first = self._first(holders)
            found.update(holders if act in first else first)
        return found - {act}

    # ── what is judged ────────────────────────────────────────────────────────────────────────────────────

    def _part_from(self, act: str, others: Set[str]) -> set[tuple[str, str]]:
        """Takes the pairs away of an act and of others whom it meets at one key less, where it meets them nowhere."""
        had = self._kept.pairs[act].keys() & others
        return self._part(act, sorted(had - self._met(act))) if had else set()

    def _join(self, act: str, others: Set[str]) -> set[tuple[str, str]]:
        """Judges an act with others whom it meets now; gives the pairs that are kept."""
        changed = set()
        for other in sorted(others - self._kept.pairs[act].keys()):
            found = self._judged(act, other)
            if found is not None:
                self._put(act, other, found)
                changed.add(_pair(act, other))
        return changed

    def _judged(self, one: str, other: str) -> Judgement | None:
        for act, beside in ((one, other), (other, one)):
            before = self._before.get(act)
            if before is not None and self._meet_as_before(before, act, beside):
                return before.judged.get(beside)
        left, right = (self._kept.facts[act] for act in _pair(one, other))
        return self._judge(left, right) if may_meet(left, right, self._rules.again) else None

    def _meet_as_before(self, before: _Told, act: str, other: str) -> bool:
        """Whether an act met another before, both with the same facts, and they shared a story where they do so now: of
        stories a judgement knows no more.
        """
        told, facts = self._before.get(other), self._kept.facts
        if other not in before.met or (told is None and other in self._new):
            return False
        if told is not None:
            apart = before.stories.isdisjoint(told.stories), facts[act].stories.isdisjoint(facts[other].stories)
        else:
            # the other has not changed, and its facts need not be read: those that are akin share keys of their story
            own = self._kept.keys[other].tolist()
            apart = before.keys[0].isdisjoint(own), before.keys[1].isdisjoint(own)
        return apart[0] == apart[1]

    def _put(self, one: str, other: str, found: Judgement) -> None:
        for act, beside in ((one, other), (other, one)):
            self._kept.pairs[act] = self._kept.pairs[act] | {beside: _score(found)}
        self._kept.judged[_name(one, other)] = found

    def _part(self, act: str, others: Iterable[str]) -> set[tuple[str, str]]:
        """Takes pairs of an act away on both sides."""
        found = set()
        for other in others:
            for one, beside in ((act, other), (other, act)):
                self._kept.pairs[one] = {who: score for who, score in self._kept.pairs[one].items() if who != beside}
            del self._kept.judged[_name(act, other)]
            found.add(_pair(act, other))
        return found

    def _forget(self, act: str) -> None:
        kept = self._kept
        group = kept.group[act]
        rest = [one for one in kept.members[group] if one != act]
        if rest:
            kept.members[group] = rest
        else:
            del kept.members[group]
        for part in (kept.facts, kept.pairs, kept.group):
            del part[act]

    # ── who is one ────────────────────────────────────────────────────────────────────────────────────────

    def _group_anew(
        self, seeds: Iterable[str], groups: Mapping[str, list[str]], new: Set[str], changed: set[tuple[str, str]]
    ) -> GroupsChanged:
        """Clusters the pieces that hold these acts; `groups` are those that lost somebody, as they were."""
        kept = self._kept
        # whoever was in one group with what is gone stands in a piece that may have fallen apart
        seeds = {*seeds, *(act for group in groups for act in kept.members.get(group) or ())}
        acts = {act: kept.facts[act] for act in self._pieces(seeds)}
        told = [found for act in sorted(acts) for other in sorted(kept.pairs[act]) if act < other and other in acts
                for found in (kept.judged[_name(act, other)],)]  # fmt: skip
        before = {group: kept.members.get(group) for group in groups.keys() | {kept.group[act] for act in acts
                                                                        if act in kept.group}}  # fmt: skip
        found = {min(group): sorted(group) for group in grouped(acts, told, self._rules.threshold)}
        for group in before:
            kept.members.pop(group, None)
        for group, members in found.items():
            kept.members[group] = members
            for act in members:
                kept.group[act] = group
        stay = {group for group, members in found.items() if before.get(group) == members
                and group not in groups and new.isdisjoint(members)}  # fmt: skip
        moved = {group for group, members in found.items() if groups.get(group) == members
                 and new & {*members} <= self._before.keys()}  # fmt: skip
        return GroupsChanged(
            before.keys() - stay,
            {group: joined([acts[act] for act in members]) for group, members in found.items() if group not in stay},
            changed,
            {group: frozenset().union(*(self._stories_of(acts[act]) for act in found[group])) for group in moved},
        )

    def _stories_of(self, act: Facts) -> frozenset[str]:
        """The stories in which an act stood before."""
        return self._before[act.id].stories if act.id in self._before else act.stories

    def _pieces(self, seeds: Iterable[str]) -> set[str]:
        """All that likely pairs connect with these acts."""
        least = int(in_billionths(np.array([self._rules.threshold]))[0])
        found, waiting = set(seeds), list(seeds)
        while waiting:
            for other, score in self._kept.pairs[waiting.pop()].items():
                if score >= least and other not in found:
                    found.add(other)
                    waiting.append(other)
        return found


def _holders(acts: Sequence[str], keys: Sequence[NDArray[np.uint64]]) -> Iterator[tuple[int, list[str]]]:
    """Of each key the acts that hold it, in their order; keys as numbers with a sign are ordered."""
    holder = np.repeat(np.arange(len(acts), dtype=np.int32), [len(own) for own in keys])
    every = np.concatenate(keys) if len(keys) else np.zeros(0, dtype=np.uint64)
    order = np.argsort(every.view(np.int64), kind="stable")
    every, holder = every[order], holder[order]
    del order
    starts = np.flatnonzero(np.r_[True, every[1:] != every[:-1]]) if len(every) else np.zeros(0, dtype=np.int64)
    ends = np.append(starts, len(every))[1:]
    for start, end in zip(starts, ends, strict=True):
        yield int(every[start]), [acts[one] for one in holder[start:end].tolist()]


def _plain(facts: Facts) -> Any:
    dump = packing(Facts).dump
    assert dump is not None
    return dump(facts)


def _score(found: Judgement) -> int:
    return round(found.score * 1_000_000_000)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _name(one: str, other: str) -> str:
    return " ".join(_pair(one, other))
