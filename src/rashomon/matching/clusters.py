"""Judgements → clusters that cut chains, the same whatever the order of arrival.

Reads ids and judgements about pairs of them; gives groups of ids. The one idea: two groups join while the
mean score over ALL pairs between them stays above the threshold, the best pair of groups first, so a single
bridge (a links to b links to c) cannot make one story of two. A pair that nobody judged counts as
`missing`. People's judgements outrank the machine's: "same" joins before anything else does, "different"
keeps apart whatever the scores say.

Where it is known how many words each of them has, less may be asked of two groups of which one has few and neither
holds a long text: what is short seldom shares much, and with a long text it often shares no more than a topic. With
every joining a group's words are more and its longest text no shorter, so the bar never falls.

Two groups whose mean reaches the bar hold at least one pair that does, and the bar of that pair alone is no higher. So
nothing ever joins beyond the pieces that such pairs (and people) connect: each piece is clustered alone, and a newcomer
touches its own only.

Groups join along chains of nearest neighbours (Benzécri 1982): two that are each other's nearest may join at once,
since no later joining brings anybody nearer to either, or lowers a bar. Scores are counted in whole billionths, so that
sums do not depend on the order of addition. Of two joinings with one mean the one between groups of smaller names comes
first, a group being named by the largest id in it: a joining makes no name smaller, so even at a tie nobody comes
nearer, and the groups are the same whichever end a chain began at.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.candidates import Whole
from rashomon.record import Judgement, is_person, pair_of

_UNIT = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Linkage:
    """`threshold`: mean score, 0..1, from which two groups are one; `missing`: score of an unjudged pair.

    Where the members' words are counted, `least` is asked instead while the lesser of two groups has no more than `few`
    of them, nor any one member of either, and the threshold where one of these has `enough`; between, the bar rises
    with the logarithm of the most of them.
    """

    threshold: float = 0.5
    missing: float = 0.0
    least: float | None = None
    few: int = 1
    enough: int = 1

    def bars(self) -> NDArray[np.int64]:
        """The mean score in billionths from which two groups are one, by the words of the lesser or of the longest
        member of either, whichever is more; the last counts for all that have more.
        """
        return _bars(self)


@functools.cache
def _bars(linkage: Linkage) -> NDArray[np.int64]:
    """See Linkage.bars. Every piece of a corpus asks for them, so they are worked out once."""
    if linkage.least is None:
        return np.array([round(linkage.threshold * _UNIT)])
    words = np.clip(np.arange(linkage.enough + 1), linkage.few, linkage.enough)
    rise = np.log(words / linkage.few) / np.log(linkage.enough / linkage.few)
    return in_billionths(linkage.least + (linkage.threshold - linkage.least) * rise)


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
    """Pairs of things by number, each pair once, with scores in whole billionths; int32 does for all three."""

    left: Whole
    right: Whole
    score: Whole


def clusters_of_pairs(
    ids: Sequence[str],
    pairs: Scored,
    people: Iterable[Judgement] = (),
    linkage: Linkage = Linkage(),
    words: Whole | None = None,
) -> list[tuple[str, ...]]:
    """As `clusters`, for millions of pairs. `ids` are sorted, and pairs name them by their places.

    `words`: how many each of them has; without, all have enough.
    """
    number = {one: i for i, one in enumerate(ids)} if people else {}
    return _clustered(ids, pairs, _by_judge(people, number)[0] if people else {}, linkage, None, words)


def joinings(
    ids: Sequence[str], pairs: Scored, linkage: Linkage = Linkage(), words: Whole | None = None
) -> list[tuple[str, str, float]]:
    """How the machine alone joins them, in order: one member of either side, and the mean score in billionths."""
    words = _words(ids, words, linkage)
    piece = _pieces(ids, pairs, {}, linkage, words)
    pairs = _inside(piece, pairs)
    found: list[tuple[str, str, float]] = []
    for members, own in _by_piece(piece, pairs):
        if len(members) > 1:
            joining = _Joining([ids[i] for i in members.tolist()], own, {}, linkage, None, words[members])
            joining.groups()
            found += joining.joined
    return found


def in_billionths(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Scores 0..1 as whole billionths."""
    return np.rint(scores * _UNIT).astype(np.int64)


_Pair = tuple[str, str]
_Allowed = Callable[[Sequence[str], Sequence[str]], bool] | None


def _by_judge(
    judgements: Iterable[Judgement], known: Mapping[str, int]
) -> tuple[dict[_Pair, Judgement], dict[_Pair, int]]:
    """People's judgements that say same or different, and the machine's scores, by sorted pair."""
    people: dict[_Pair, Judgement] = {}
    machine: dict[_Pair, int] = {}
    for judgement in judgements:
        pair = left, right = pair_of(judgement)
        if left == right or left not in known or right not in known:
            continue
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
    ids: Sequence[str],
    pairs: Scored,
    people: Mapping[_Pair, Judgement],
    linkage: Linkage,
    allowed: _Allowed,
    words: Whole | None = None,
) -> list[tuple[str, ...]]:
    words = _words(ids, words, linkage)
    piece = _pieces(ids, pairs, people, linkage, words)
    pairs = _inside(piece, pairs)
    judged = {one for pair in people for one in pair}
    found: list[tuple[str, ...]] = []
    for members, own in _by_piece(piece, pairs):
        names = [ids[i] for i in members.tolist()]
        if len(names) == 1 or (len(names) == 2 and judged.isdisjoint(names)):
            # what connects a piece of two reaches the bar
            one = allowed is None or len(names) == 1 or allowed(names[:1], names[1:])
            found += [tuple(names)] if one else [(name,) for name in names]
        else:
            here = set(names)
            told = {} if judged.isdisjoint(here) else {p: said for p, said in people.items() if p[0] in here}
            found += _Joining(names, own, told, linkage, allowed, words[members]).groups()
    return sorted(found)


def _words(ids: Sequence[str], words: Whole | None, linkage: Linkage) -> NDArray[np.int64]:
    """What each of them says, no more of it than counts."""
    enough = len(linkage.bars()) - 1
    return np.full(len(ids), enough) if words is None else np.minimum(words, enough).astype(np.int64)


def _pieces(
    ids: Sequence[str],
    pairs: Scored,
    people: Mapping[_Pair, Judgement],
    linkage: Linkage,
    words: NDArray[np.int64],
) -> NDArray[np.int64]:
    """For each id the number of the piece it is in."""
    strong = pairs.score >= linkage.bars()[np.maximum(words[pairs.left], words[pairs.right])]
    number = {one: i for i, one in enumerate(ids)} if people else {}
    told = np.array([(number[a], number[b]) for a, b in people], dtype=np.int64).reshape(-1, 2)
    left, right = np.r_[pairs.left[strong], told[:, 0]], np.r_[pairs.right[strong], told[:, 1]]
    return _components(len(ids), left, right)


def _components(count: int, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """The connected components of `count` points, numbered in the order of their first points.

    Every point is led to the smallest that it is known to be joined with, till both ends of all pairs are led to one.
    scipy's own would take a sixth of a second to be loaded.
    """
    leads: NDArray[np.int64] = np.arange(count, dtype=np.int64)
    while len(left):
        one, other = leads[left], leads[right]
        apart = one != other
        left, right, one, other = left[apart], right[apart], one[apart], other[apart]
        np.minimum.at(leads, np.maximum(one, other), np.minimum(one, other))
        while (leads != (further := leads[leads])).any():
            leads = further
    return np.unique(leads, return_inverse=True)[1].astype(np.int64)


def _inside(piece: NDArray[np.int64], pairs: Scored) -> Scored:
    """The pairs whose two are in one piece."""
    inside = piece[pairs.left] == piece[pairs.right]
    return pairs if inside.all() else Scored(pairs.left[inside], pairs.right[inside], pairs.score[inside])


def _by_piece(piece: NDArray[np.int64], pairs: Scored) -> Iterator[tuple[NDArray[np.int64], Scored]]:
    """Each piece's members in order, and its pairs, numbered by the places of the members in it."""
    order = np.argsort(piece, kind="stable")
    sizes = np.bincount(piece) if len(piece) else np.zeros(0, dtype=np.int64)
    place = np.empty(len(piece), dtype=np.int64)
    place[order] = np.arange(len(piece)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    of_pair = piece[pairs.left]
    by_piece = np.argsort(of_pair, kind="stable")
    counts = np.bincount(of_pair, minlength=len(sizes)) if len(sizes) else sizes
    del of_pair
    place = place.astype(np.int32)
    at = done = 0
    for size, count in zip(sizes.tolist(), counts.tolist(), strict=True):
        here = by_piece[done : done + count]
        yield order[at : at + size], Scored(place[pairs.left[here]], place[pairs.right[here]], pairs.score[here])
        at, done = at + size, done + count


# ── within a piece ────────────────────────────────────────────────────────────────────────────────────────


class _Joining:
    """The groups of one piece under way: each has the number of one of its members."""

    def __init__(
        self,
        names: Sequence[str],
        pairs: Scored,
        people: Mapping[_Pair, Judgement],
        linkage: Linkage,
        allowed: _Allowed,
        words: NDArray[np.int64],
    ) -> None:
        self._names = names
        self._bars, self._missing = linkage.bars(), linkage.missing * _UNIT
        #: Of each group the words of its members, and of its longest, no more than count.
        self._words, self._longest = words.copy(), words.copy()
        self._allowed = allowed
        self._ends, self._others, self._scores = rows_of(len(names), pairs)
        self._home = np.arange(len(names))
        self._sizes = np.ones(len(names))
        #: Of each group its largest member; among equal means the group of the smallest is the nearest.
        self._largest = np.arange(len(names))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(names))}
        self._enemies: dict[int, set[int]] = {}
        #: Joinings by the machine: one member of either side, and the mean score.
        self.joined: list[tuple[str, str, float]] = []
        self._obey(people)

    def groups(self) -> list[tuple[str, ...]]:
        """The names of each group, sorted."""
        done: set[int] = set()
        for start in range(len(self._names)):
            while (group := int(self._home[start])) not in done:
                done.add(self._joined_from(group))
        return [tuple(sorted(self._names[i] for i in group)) for group in self._members.values()]

    def _joined_from(self, start: int) -> int:
        """Follows nearest neighbours from a group and joins the two it ends at; gives a group that is whole."""
        chain = [start]
        while True:
            before = chain[-2] if len(chain) > 1 else -1
            nearest, mean = self._nearest(chain[-1])
            if nearest is None:
                return chain[-1]
            if nearest == before:
                self.joined.append((self._names[before], self._names[chain[-1]], mean))
                self._join(chain.pop(), chain.pop())
                # what may join by then and might not before can have taken a group out of the chain
                chain = list(takewhile(self._members.__contains__, chain))
                if not chain:
                    return -1
            else:
                chain.append(nearest)

    def _nearest(self, group: int) -> tuple[int | None, float]:
        """The group with the best mean score, from the bar up; among equals that of the smallest name."""
        members = self._members[group]
        parts = [slice(self._ends[i], self._ends[i + 1]) for i in members]
        others = np.concatenate([self._others[part] for part in parts])
        homes, place = np.unique(self._home[others], return_inverse=True)
        scores = np.concatenate([self._scores[part] for part in parts])
        total = np.bincount(place, weights=scores, minlength=len(homes))
        pairs = self._sizes[homes] * len(members)
        if self._missing:
            total += (pairs - np.bincount(place, minlength=len(homes))) * self._missing
        mean = total / pairs
        lesser = np.minimum(self._words[homes], self._words[group])
        longest = np.maximum(self._longest[homes], self._longest[group])
        mean[(homes == group) | (mean < self._bars[np.maximum(lesser, longest)])] = -1.0
        for i in np.lexsort((self._largest[homes], -mean)).tolist() if len(mean) else ():
            if mean[i] < 0:
                return None, 0.0
            if self._may_join(group, int(homes[i])):
                return int(homes[i]), float(mean[i])
        return None, 0.0

    def _may_join(self, one: int, other: int) -> bool:
        if other in self._enemies.get(one, ()):
            return False
        if self._allowed is None:
            return True
        left, right = sorted((one, other), key=lambda group: min(self._members[group]))
        return self._allowed(self._named(left), self._named(right))

    def _named(self, group: int) -> list[str]:
        return [self._names[i] for i in self._members[group]]

    def _join(self, one: int, other: int) -> None:
        keep, lose = sorted((one, other), key=lambda group: (-len(self._members[group]), group))
        self._home[self._members[lose]] = keep
        self._members[keep] += self._members.pop(lose)
        self._sizes[keep] = len(self._members[keep])
        self._words[keep] = min(self._words[keep] + self._words[lose], len(self._bars) - 1)
        self._longest[keep] = max(self._longest[keep], self._longest[lose])
        self._largest[keep] = max(self._largest[keep], self._largest[lose])
        for enemy in self._enemies.pop(lose, set()):
            self._enemies[enemy].discard(lose)
            self._enemies[enemy].add(keep)
            self._enemies.setdefault(keep, set()).add(enemy)

    def _obey(self, people: Mapping[_Pair, Judgement]) -> None:
        """Keeps apart what people call different, then joins what they call the same, the latest first."""
        if not people:
            return
        number = {name: i for i, name in enumerate(self._names)}
        for (left, right), found in people.items():
            if found.verdict == "different":
                self._enemies.setdefault(number[left], set()).add(number[right])
                self._enemies.setdefault(number[right], set()).add(number[left])
        for left, right in _same_first(people):
            one, other = int(self._home[number[left]]), int(self._home[number[right]])
            if one != other and other not in self._enemies.get(one, ()):
                self._join(one, other)


def rows_of(size: int, pairs: Scored) -> tuple[list[int], Whole, Whole]:
    """For each member the others it has pairs with, and the scores, from ends[i] to ends[i + 1]."""
    one = np.concatenate([pairs.left, pairs.right])
    order = np.argsort(one, kind="stable")
    ends = np.r_[0, np.cumsum(np.bincount(one, minlength=size))]
    del one
    others = np.concatenate([pairs.right, pairs.left])[order]
    return ends.tolist(), others, np.concatenate([pairs.score, pairs.score])[order]
