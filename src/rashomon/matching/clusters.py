"""Judgements → clusters that cut chains, the same whatever the order of arrival.

Reads ids and judgements about pairs of them; gives groups of ids. The one idea: two groups join while the
mean score over ALL pairs between them stays above the threshold, the best pair of groups first, so a single
bridge (a links to b links to c) cannot make one story of two. A pair that nobody judged counts as
`missing`. People's judgements outrank the machine's: "same" joins before anything else does, "different"
keeps apart whatever the scores say.

Two groups whose mean reaches the threshold hold at least one pair that does. So nothing ever joins beyond the
pieces that such pairs (and people) connect: each piece is clustered alone, and a newcomer touches its own only.

Scores are counted in whole millionths, so that sums do not depend on the order of addition.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster
from scipy.cluster.hierarchy import linkage as dendrogram
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rashomon.record import Judgement

_UNIT = 1_000_000
#: Members of a piece up to which all its pairs are laid out in a square: 36 MB.
_SQUARE = 3000


@dataclass(frozen=True, slots=True)
class Linkage:
    """`threshold`: mean score, 0..1, from which two groups are one; `missing`: score of an unjudged pair."""

    threshold: float = 0.5
    missing: float = 0.0


def clusters(
    ids: Iterable[str],
    judgements: Iterable[Judgement],
    linkage: Linkage = Linkage(),
    allowed: Callable[[Sequence[str], Sequence[str]], bool] | None = None,
) -> list[tuple[str, ...]]:
    """Groups of ids, each sorted, in the order of their smallest id. Ids outside `ids` are passed over.

    A judgement of "different" by a person always holds; one of "same" holds unless it would, alone or with
    others, join what a person keeps apart. Of a person's judgements on one pair the latest counts. `allowed` says of
    two groups' members whether the machine may join them at all: a hard bar, asked before each joining.
    """
    known = sorted(set(ids))
    number = {one: i for i, one in enumerate(known)}
    people, machine = _by_judge(judgements, number)
    ends = np.array([(number[left], number[right]) for left, right in machine], dtype=np.int64).reshape(-1, 2)
    scores = np.fromiter(machine.values(), dtype=np.int64, count=len(machine))
    return _clustered(known, Scored(ends[:, 0], ends[:, 1], scores), people, linkage, allowed)


class Scored(NamedTuple):
    """Pairs of things by number, each pair once, with scores in whole millionths."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    score: NDArray[np.int64]


def clusters_of_pairs(
    ids: Sequence[str], pairs: Scored, people: Iterable[Judgement] = (), linkage: Linkage = Linkage()
) -> list[tuple[str, ...]]:
    """As `clusters`, for millions of pairs. `ids` are sorted, and pairs name them by their places."""
    number = {one: i for i, one in enumerate(ids)} if people else {}
    return _clustered(ids, pairs, _by_judge(people, number)[0] if people else {}, linkage, None)


def in_millionths(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Scores 0..1 as whole millionths."""
    return np.rint(scores * _UNIT).astype(np.int64)


def of_each(found: Iterable[Sequence[str]]) -> dict[str, str]:
    """Each id → the smallest id of its group."""
    return {member: min(group) for group in found for member in group}


def is_person(judgement: Judgement) -> bool:
    """Whether a person gave it."""
    return judgement.by.startswith("person:")


_Pair = tuple[str, str]
_Allowed = Callable[[Sequence[str], Sequence[str]], bool] | None


def _by_judge(
    judgements: Iterable[Judgement], known: Mapping[str, int]
) -> tuple[dict[_Pair, Judgement], dict[_Pair, int]]:
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


def _same_first(people: Mapping[_Pair, Judgement]) -> list[_Pair]:
    """Pairs that a person calls the same, the latest judgement first."""
    same = [(pair, found.at or "") for pair, found in people.items() if found.verdict == "same"]
    same.sort()
    same.sort(key=lambda row: row[1], reverse=True)
    return [pair for pair, _ in same]


# ── piece by piece ────────────────────────────────────────────────────────────────────────────────────────


def _clustered(
    ids: Sequence[str], pairs: Scored, people: Mapping[_Pair, Judgement], linkage: Linkage, allowed: _Allowed
) -> list[tuple[str, ...]]:
    piece = _pieces(ids, pairs, people, linkage)
    inside = piece[pairs.left] == piece[pairs.right]
    pairs = Scored(pairs.left[inside], pairs.right[inside], pairs.score[inside])
    judged = {one for pair in people for one in pair}
    found: list[tuple[str, ...]] = []
    for members, own in _by_piece(piece, pairs):
        names = [ids[i] for i in members.tolist()]
        if len(names) == 1:
            found.append((names[0],))
        elif len(names) > _SQUARE or allowed is not None or not judged.isdisjoint(names):
            found += _step_by_step(names, own, people, linkage, allowed)
        else:
            found += _in_a_square(names, own, linkage)
    return sorted(found)


def _pieces(
    ids: Sequence[str], pairs: Scored, people: Mapping[_Pair, Judgement], linkage: Linkage
) -> NDArray[np.int64]:
    """For each id the number of the piece it is in."""
    strong = pairs.score >= round(linkage.threshold * _UNIT)
    number = {one: i for i, one in enumerate(ids)} if people else {}
    told = np.array([(number[a], number[b]) for a, b in people], dtype=np.int64).reshape(-1, 2)
    left, right = np.r_[pairs.left[strong], told[:, 0]], np.r_[pairs.right[strong], told[:, 1]]
    joined = coo_matrix((np.ones(len(left), dtype=np.int8), (left, right)), shape=(len(ids), len(ids)))
    return np.asarray(connected_components(joined, directed=False)[1], dtype=np.int64)


def _by_piece(piece: NDArray[np.int64], pairs: Scored) -> Iterator[tuple[NDArray[np.int64], Scored]]:
    """Each piece's members in order, and its pairs, numbered by the places of the members in it."""
    order = np.argsort(piece, kind="stable")
    sizes = np.bincount(piece) if len(piece) else np.zeros(0, dtype=np.int64)
    place = np.empty(len(piece), dtype=np.int64)
    place[order] = np.arange(len(piece)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    of_pair = piece[pairs.left]
    by_piece = np.argsort(of_pair, kind="stable")
    counts = np.bincount(of_pair, minlength=len(sizes)) if len(sizes) else sizes
    left, right, score = place[pairs.left][by_piece], place[pairs.right][by_piece], pairs.score[by_piece]
    at = done = 0
    for size, count in zip(sizes.tolist(), counts.tolist(), strict=True):
        here = slice(done, done + count)
        yield order[at : at + size], Scored(left[here], right[here], score[here])
        at, done = at + size, done + count


def _in_a_square(names: Sequence[str], pairs: Scored, linkage: Linkage) -> list[tuple[str, ...]]:
    """Average linkage over all pairs of a piece that no person judged, cut at the threshold."""
    size = len(names)
    low, high = np.minimum(pairs.left, pairs.right), np.maximum(pairs.left, pairs.right)
    apart = np.full(size * (size - 1) // 2, 1.0 - linkage.missing)
    apart[size * low - low * (low + 1) // 2 + high - low - 1] = 1.0 - pairs.score / _UNIT
    if size == 2:
        return [tuple(names)] if apart[0] <= 1.0 - linkage.threshold + 1e-9 else [(one,) for one in names]
    groups = fcluster(dendrogram(apart, "average"), 1.0 - linkage.threshold + 1e-9, "distance")
    members: dict[int, list[str]] = defaultdict(list)
    for name, group in zip(names, groups.tolist(), strict=True):
        members[group].append(name)
    return [tuple(group) for group in members.values()]


def _step_by_step(
    names: Sequence[str], pairs: Scored, people: Mapping[_Pair, Judgement], linkage: Linkage, allowed: _Allowed
) -> list[tuple[str, ...]]:
    """The same where people's judgements or a bar count, or where a square would be too large."""
    here = set(names)
    own = {pair: found for pair, found in people.items() if pair[0] in here and pair[1] in here}
    groups = _Groups(list(names), {pair for pair, found in own.items() if found.verdict == "different"})
    for pair in _same_first(own):
        groups.join_if_allowed(*pair)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), pairs.score.tolist(), strict=True)
    _agglomerate(groups, {(names[min(i, j)], names[max(i, j)]): score for i, j, score in ends}, linkage, allowed)
    return groups.sorted()


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


def _agglomerate(groups: _Groups, machine: dict[_Pair, int], linkage: Linkage, allowed: _Allowed = None) -> None:
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
        if allowed is not None and not allowed(groups.members[left], groups.members[right]):
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
