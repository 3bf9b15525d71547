"""Judgements → clusters that cut chains, the same whatever the order of arrival.

Reads ids and judgements about pairs of them; gives groups of ids. The one idea: two groups join while the
mean score over ALL pairs between them stays above the threshold, the best pair of groups first, so a single
bridge (a links to b links to c) cannot make one story of two. A pair that nobody judged counts as
`missing`. People's judgements outrank the machine's: "same" joins before anything else does, "different"
keeps apart whatever the scores say.

Scores are counted in whole millionths, so that sums do not depend on the order of addition.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.record import Judgement

_UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Linkage:
    """`threshold`: mean score, 0..1, from which two groups are one; `missing`: score of an unjudged pair."""

    threshold: float = 0.5
    missing: float = 0.0


def clusters(
    ids: Iterable[str], judgements: Iterable[Judgement], linkage: Linkage = Linkage()
) -> list[tuple[str, ...]]:
    """Groups of ids, each sorted, in the order of their smallest id. Ids outside `ids` are passed over.

    A judgement of "different" by a person always holds; one of "same" holds unless it would, alone or with
    others, join what a person keeps apart. Of a person's judgements on one pair the latest counts.
    """
    known = sorted(set(ids))
    people, machine = _by_judge(judgements, set(known))
    apart = {pair for pair, judgement in people.items() if judgement.verdict == "different"}
    groups = _Groups(known, apart)
    for pair in _same_first(people):
        groups.join_if_allowed(*pair)
    _agglomerate(groups, machine, linkage)
    return groups.sorted()


def of_each(found: Iterable[Sequence[str]]) -> dict[str, str]:
    """Each id → the smallest id of its group."""
    return {member: min(group) for group in found for member in group}


def is_person(judgement: Judgement) -> bool:
    """Whether a person gave it."""
    return judgement.by.startswith("person:")


_Pair = tuple[str, str]


def _by_judge(judgements: Iterable[Judgement], known: set[str]) -> tuple[dict[_Pair, Judgement], dict[_Pair, int]]:
    """People's judgements that say same or different, and the machine's scores, by sorted pair."""
    people: dict[_Pair, Judgement] = {}
    machine: dict[_Pair, int] = {}
    for judgement in judgements:
        left, right = sorted((judgement.left, judgement.right))
        if left == right or left not in known or right not in known:
            continue
        pair = (left, right)
        if not is_person(judgement):
            machine[pair] = max(machine.get(pair, 0), round(judgement.score * _UNIT))
        elif pair not in people or _rank(judgement) > _rank(people[pair]):
            people[pair] = judgement
    decided = {pair: found for pair, found in people.items() if found.verdict in ("same", "different")}
    return decided, machine


def _rank(judgement: Judgement) -> tuple[str, bool, str]:
    """Later counts; at one instant "different" counts."""
    return (judgement.at or "", judgement.verdict == "different", judgement.by)


def _same_first(people: dict[_Pair, Judgement]) -> list[_Pair]:
    """Pairs that a person calls the same, the latest judgement first."""
    same = [(pair, found.at or "") for pair, found in people.items() if found.verdict == "same"]
    same.sort()
    same.sort(key=lambda row: row[1], reverse=True)
    return [pair for pair, _ in same]


@dataclass(slots=True)
class _Groups:
    """Groups under way, each named after its smallest member."""

    ids: list[str]
    apart: set[_Pair]
    members: dict[str, list[str]] = field(init=False)
    name: dict[str, str] = field(init=False)
    enemies: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.members = {one: [one] for one in self.ids}
        self.name = {one: one for one in self.ids}
        self.enemies = {}
        for left, right in self.apart:
            self.enemies.setdefault(left, set()).add(right)
            self.enemies.setdefault(right, set()).add(left)

    def join_if_allowed(self, left: str, right: str) -> None:
        left, right = self.name[left], self.name[right]
        if left != right and right not in self.enemies.get(left, ()):
            self.join(left, right)

    def join(self, left: str, right: str) -> str:
        """Joins two groups by name; gives the name of the whole."""
        keep, lose = sorted((left, right))
        for member in self.members[lose]:
            self.name[member] = keep
        self.members[keep] += self.members.pop(lose)
        for enemy in self.enemies.pop(lose, set()):
            self.enemies[enemy].discard(lose)
            self.enemies[enemy].add(keep)
            self.enemies.setdefault(keep, set()).add(enemy)
        return keep

    def sorted(self) -> list[tuple[str, ...]]:
        return sorted(tuple(sorted(group)) for group in self.members.values())


def _agglomerate(groups: _Groups, machine: dict[_Pair, int], linkage: Linkage) -> None:
    """Joins the two groups with the best mean score until none reaches the threshold."""
    links = _links(groups, machine)
    bar, missing = round(linkage.threshold * _UNIT), round(linkage.missing * _UNIT)

    def mean(left: str, right: str) -> float:
        total, count = links[left][right]
        pairs = len(groups.members[left]) * len(groups.members[right])
        return (total + (pairs - count) * missing) / pairs

    heap = [(-mean(left, right), left, right) for left in links for right in links[left] if left < right]
    heapq.heapify(heap)
    while heap:
        score, left, right = heapq.heappop(heap)
        if -score < bar:
            break
        if right not in links.get(left, ()) or mean(left, right) != -score:
            continue  # one of the two has joined another since
        if right in groups.enemies.get(left, ()):
            continue
        keep = groups.join(left, right)
        _merge_links(links, keep, right if keep == left else left)
        for other in links[keep]:
            heapq.heappush(heap, (-mean(keep, other), min(keep, other), max(keep, other)))


_Links = dict[str, dict[str, tuple[int, int]]]


def _links(groups: _Groups, machine: dict[_Pair, int]) -> _Links:
    """Between every two groups that any judgement joins: the sum of scores and how many pairs were judged."""
    links: _Links = {name: {} for name in groups.members}
    for (one, other), score in machine.items():
        left, right = groups.name[one], groups.name[other]
        if left == right or right in groups.enemies.get(left, ()):
            continue
        total, count = links[left].get(right, (0, 0))
        links[left][right] = links[right][left] = (total + score, count + 1)
    return links


def _merge_links(links: _Links, keep: str, lose: str) -> None:
    """Hands the links of a group that was joined to the group it is now part of."""
    for other, (total, count) in links.pop(lose).items():
        links[other].pop(lose, None)
        if other == keep:
            continue
        have, judged = links[keep].get(other, (0, 0))
        links[keep][other] = links[other][keep] = (have + total, judged + count)
