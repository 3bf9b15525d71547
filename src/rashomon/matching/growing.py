"""Groups that grow: a newcomer → the groups that all would have formed, without forming all of them anew.

Reads how the groups formed (a tree: who joined whom, at which mean score) and the pairs of those that are new or
whose pairs have changed; writes the tree that clustering all of them again would give. The one idea: joinings are
replayed from the best down, but only where something has changed. A set that the old run knew too is clean, and
what it did then it does again, unless a set that the old run never saw (a dirty one) comes nearer first. A set
whose old partner is gone becomes dirty at the moment when they would have joined, and not before.

A mean that reaches the bar is one of pairs of which one does at least. So only sets with such a pair between them
(near ones) are ever looked at, and all their pairs are summed up only where the bar can be reached: an article has
many pairs, and few that are near. The bar of a pair is that of the longer of its two leaves, which no joining lowers.

The order of joinings is that of `clusters.clusters`, ties included: the best mean first, then the smallest names,
where a set is named by the largest id in it. So the groups are the same whatever the order of arrival.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import inf
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.clusters import Linkage

#: What happens first at one rank.
_CANCEL, _ADVANCE, _JOIN = 0, 1, 2

#: Joinings that a replay makes have numbers from here down until it ends, so that they are no others'.
_MADE = -(1 << 40)

#: When a joining takes place: minus the mean score, then the largest ids of the two sets, the smaller first.
_Rank = tuple[float, str, str]

_Numbers = NDArray[np.int64]


class Row(NamedTuple):
    """Of one leaf the numbers of those it has a pair with, and the scores, in whole billionths."""

    others: _Numbers
    scores: _Numbers


class Rows(Protocol):
    """The pairs of all leaves, by their numbers."""

    def leaf(self, number: int) -> str:
        """The id of a leaf."""

    def row(self, number: int) -> Row:
        """All pairs of a leaf."""


class Joining(NamedTuple):
    """Two nodes that became one. `height`: the mean score, in billionths; `size`: leaves below.

    `smaller`, `largest`: of the leaves with the largest ids of the two that with the smaller id, and the other.
    `first`: the smallest number of a leaf below. `words`, `longest`: see `Words`; 0 where nobody counts them.
    """

    one: int
    other: int
    height: float
    size: int
    smaller: int
    largest: int
    first: int
    words: int
    longest: int


class Words(NamedTuple):
    """How many words the leaves of a set have, and the longest of them, no more than count."""

    every: int
    longest: int


@dataclass
class Tree:
    """How groups formed. Nodes are numbers: of leaves from 0 up, of joinings below 0.

    `parent`: of every node the joining above it, or 0. Both may lie in a file: what is read of them is what changes.
    A joining is numbered by what it ends: of the smallest leaves of the two that it joins the larger one is so no more.
    """

    parent: MutableMapping[int, int] = field(default_factory=dict)
    joinings: MutableMapping[int, Joining] = field(default_factory=dict)

    def leaves(self, node: int) -> list[int]:
        """All leaves at or below a node."""
        found, waiting = [], [node]
        while waiting:
            one = waiting.pop()
            joining = self.joinings.get(one) if one < 0 else None
            if joining is None:
                found.append(one)
            else:
                waiting += joining[:2]
        return found

    def root(self, node: int) -> int:
        """The group that a node is in."""
        while above := self.parent[node]:
            node = above
        return node

    def path(self, node: int) -> Iterator[int]:
        """The joinings above a node, from the first up."""
        while above := self.parent[node]:
            yield above
            node = above

    def groups(self, id_of: Callable[[int], str]) -> list[tuple[str, ...]]:
        """All groups by the ids of their leaves, each sorted, in the order of their smallest id."""
        roots = [node for node, above in self.parent.items() if not above]
        return sorted(tuple(sorted(map(id_of, self.leaves(node)))) for node in roots)

    def add(self, one: int, other: int, height: float, id_of: Callable[[int], str], words: Words) -> int:
        """Joins two nodes, which have so many words together; gives the number of the joining."""
        smaller, largest = sorted((self.largest(one), self.largest(other)), key=id_of)
        first, ended = sorted((self.first(one), self.first(other)))
        node = -1 - ended
        low, high, size = min(one, other), max(one, other), self.size(one) + self.size(other)
        self.joinings[node] = Joining(low, high, float(height), size, smaller, largest, first, *words)
        self.parent[one] = self.parent[other] = node
        self.parent[node] = 0
        return node

    def size(self, node: int) -> int:
        """How many leaves lie at or below a node."""
        return self.joinings[node].size if node < 0 else 1

    def largest(self, node: int) -> int:
        """The leaf with the largest id at or below a node."""
        return self.joinings[node].largest if node < 0 else node

    def first(self, node: int) -> int:
        """The smallest number of a leaf at or below a node."""
        return self.joinings[node].first if node < 0 else node

    def take_away(self, node: int) -> None:
        """Undoes a joining: what it joined stands alone."""
        joining = self.joinings.pop(node)
        self.parent.pop(node)
        for child in joining[:2]:
            if self.parent.get(child) == node:
                self.parent[child] = 0


#: Of leaves whose words nobody counts.
_NOT_COUNTED = Words(0, 0)


def plant(
    tree: Tree,
    numbers: Mapping[str, int],
    joinings: Iterable[tuple[str, str, float]],
    linkage: Linkage,
    words: Callable[[int], int] | None = None,
) -> None:
    """Fills an empty tree with leaves, by their ids, and with joinings in the order in which they took place, each by
    one member of either side. `words`: as in `grow`.
    """
    # made in memory: chains of joinings are long, and each is climbed from its leaves
    made = Tree(dict.fromkeys(numbers.values(), 0))
    id_of, counted = {number: one for one, number in numbers.items()}.__getitem__, _Counted(made, linkage, words)
    above: dict[int, int] = {}
    for one, other, height in joinings:
        left, right = _highest(above, numbers[one]), _highest(above, numbers[other])
        above[left] = above[right] = made.add(left, right, height, id_of, counted.together(left, right))
    tree.parent.update(made.parent)
    tree.joinings.update(made.joinings)


def _highest(above: dict[int, int], node: int) -> int:
    """The node that nothing is above of; those on the way know it from now on."""
    path = []
    while (found := above.get(node)) is not None:
        path.append(node)
        node = found
    above.update(dict.fromkeys(path, node))
    return node


class _Counted:
    """The words of nodes, where anybody counts them."""

    def __init__(self, tree: Tree, linkage: Linkage, words: Callable[[int], int] | None) -> None:
        self._tree, self._words = tree, words
        self._enough = len(linkage.bars()) - 1

    def of(self, node: int) -> Words:
        """The words of a node."""
        if self._words is None:
            return _NOT_COUNTED
        if node < 0:
            return Words(*self._tree.joinings[node][-2:])
        own = min(self._enough, self._words(node))
        return Words(own, own)

    def both(self, left: Words, right: Words) -> Words:
        """The words of two together."""
        return Words(min(self._enough, left.every + right.every), max(left.longest, right.longest))

    def together(self, one: int, other: int) -> Words:
        """The words of two nodes together."""
        return self.both(self.of(one), self.of(other))


class Grown(NamedTuple):
    """`leaves`: of all groups that may have changed; `before`: of each group they were in its smallest id."""

    leaves: set[int]
    before: list[str]


def grow(
    tree: Tree,
    touched: Iterable[int],
    rows: Rows,
    linkage: Linkage,
    fallen: Iterable[tuple[int, int]] = (),
    words: Callable[[int], int] | None = None,
) -> Grown:
    """Changes the tree to what it is with `touched`: leaves that are new, and one of each two whose pair has changed.

    `rows` gives the pairs as they are now; pairs that nobody judged score 0. `fallen`: leaves whose pair scores less
    than before, of which neither need be touched. `words`: how many a leaf has; without, all have enough.
    """
    begun = sorted(set(touched))
    new = {leaf for leaf in begun if leaf not in tree.parent}
    for leaf in new:
        tree.parent[leaf] = 0
    return _Replay(tree, rows, linkage, words).run(begun, new, _parting(tree, fallen))


def _parting(tree: Tree, fallen: Iterable[tuple[int, int]]) -> set[int]:
    """The joinings that brought such leaves together: not before does it show that their pair scores less.

    Where two never came together they do so still less.
    """
    found: set[int] = set()
    above: dict[int, dict[int, None]] = {}
    for one, other in fallen:
        if one not in above:
            above[one] = dict.fromkeys(tree.path(one))
        found.update(islice((node for node in tree.path(other) if node in above[one]), 1))
    return found


def one_of_each(pairs: Iterable[tuple[int, int]], known: Iterable[int] = ()) -> set[int]:
    """`known`, and of every pair that names none of them one: few in all, those in most pairs first."""
    found = set(known)
    rest = [pair for pair in pairs if found.isdisjoint(pair)]
    often = Counter(one for pair in rest for one in pair)
    for pair in sorted(rest, key=lambda pair: (-max(often[one] for one in pair), pair)):
        if found.isdisjoint(pair):
            found.add(max(pair, key=lambda one: (often[one], one)))
    return found


class _Sum(NamedTuple):
    """The sum of all scores between two sets, or as much as it can be at most."""

    total: int
    exact: bool


class _Replay:
    """One run over the old tree, which it reads only; what it makes is added at the end."""

    def __init__(self, tree: Tree, rows: Rows, linkage: Linkage, words: Callable[[int], int] | None) -> None:
        self._old, self._id_of = tree, rows.leaf
        self._bars: list[int] = linkage.bars().tolist()
        self._counted = _Counted(tree, linkage, words)
        #: What a set has of whose words nobody asks.
        self._enough = Words(len(self._bars) - 1, len(self._bars) - 1) if words is None else None
        self._members = _Members(tree, rows, self._bars, lambda leaf: self._words_in(leaf).longest)
        self._now: _Rank = (-inf, "", "")
        #: Dirty sets → the sets that are near them.
        self._dirty: dict[int, dict[int, _Sum]] = {}
        #: Clean sets → the dirty ones that are near them.
        self._beside: dict[int, set[int]] = {}
        #: Nodes that have left the old run, and joinings of it that do not take place.
        self._left: set[int] = set()
        self._cancelled: set[int] = set()
        self._above: dict[int, int] = {}
        #: Leaves → the sets in which they were found last.
        self._in: dict[int, int] = {}
        #: Nodes of the old run → the joining above them, if any, and when it took place.
        self._next: dict[int, tuple[int, _Rank]] = {}
        self._size: dict[int, int] = {}
        self._largest: dict[int, str] = {}
        self._words: dict[int, Words] = {}
        self._made: list[tuple[int, int, float]] = []
        self._events: list[tuple[_Rank, int, int, int]] = []

    def run(self, begun: list[int], new: set[int], parting: set[int]) -> Grown:
        for leaf in begun:
            self._leave(leaf)
        for node in sorted(parting):
            heapq.heappush(self._events, (self._old_rank(node), _CANCEL, node, 0))
        for leaf in begun:
            self._become_dirty(leaf)
        while self._events and -self._events[0][0][0] >= self._bars[0]:
            self._now, kind, one, other = heapq.heappop(self._events)
            if kind == _CANCEL:
                self._cancel(one)
            elif kind == _ADVANCE:
                self._advance(one)
            elif self._rank(one, other) == self._now:
                self._join(one, other)
        return self._written(new)

    def _written(self, new: set[int]) -> Grown:
        # a set made in this run has not been in the old tree; what it was made of has
        were = {node for node in (*self._dirty, *self._above) if node > _MADE}
        were = {leaf for node in were for leaf in self._old.leaves(node)}
        roots = {self._old.root(leaf) for leaf in were - new}
        before = sorted(min(map(self._id_of, self._old.leaves(root))) for root in roots)
        for node in self._cancelled:
            self._old.take_away(node)
        named: dict[int, int] = {}
        for count, (one, other, height) in enumerate(self._made):
            words = _NOT_COUNTED if self._enough is not None else self._words[_MADE - count]
            pair = named.get(one, one), named.get(other, other)
            named[_MADE - count] = self._old.add(*pair, height, self._id_of, words)
        leaves = {leaf for node in self._dirty for leaf in self._old.leaves(named.get(node, node))}
        return Grown(leaves, before)

    def _old_rank(self, node: int) -> _Rank:
        """When a joining of the old run took place."""
        joining = self._old.joinings[node]
        return -joining.height, self._id_of(joining.smaller), self._id_of(joining.largest)

    # ── where everybody is ────────────────────────────────────────────────────────────────────────────────

    def _set_of(self, leaf: int) -> int:
        """The set that a leaf is in by now. Sets only grow, so the way up goes on from where it was left."""
        node = self._in.get(leaf, leaf)
        joined, left, cancelled, known, now = self._above, self._left, self._cancelled, self._next, self._now
        while True:
            if node in joined:
                node = joined[node]
                continue
            if node in left:
                break
            above, rank = known.get(node) or self._next_of(node)
            if not above or above in cancelled or rank > now:
                break
            node = above
        self._in[leaf] = node
        return node

    def _next_of(self, node: int) -> tuple[int, _Rank]:
        """The joining of the old run above a node, and when it took place; it stands last where there is none."""
        above = self._old.parent.get(node) or 0
        found = self._next[node] = (above, self._old_rank(above) if above else (inf, "", ""))
        return found

    def _rank(self, one: int, other: int) -> _Rank | None:
        """When a dirty set and another would join; None where the two are no more, or are not near."""
        found = self._dirty.get(one, {}).get(other)
        if found is None:
            return None
        left, right = self._largest_of(one), self._largest_of(other)
        return -found.total / (self._size_of(one) * self._size_of(other)), min(left, right), max(left, right)

    def _size_of(self, node: int) -> int:
        found = self._size.get(node)
        if found is None:
            found = self._size[node] = self._old.size(node)
        return found

    def _largest_of(self, node: int) -> str:
        """The largest id in a set."""
        found = self._largest.get(node)
        if found is None:
            found = self._largest[node] = self._id_of(self._old.largest(node))
        return found

    def _bar(self, one: int, other: int) -> int:
        """The mean score from which two sets are one."""
        left, right = self._words_in(one), self._words_in(other)
        return self._bars[max(min(left.every, right.every), left.longest, right.longest)]

    def _words_in(self, node: int) -> Words:
        """The words of a set."""
        found = self._enough or self._words.get(node)
        if found is None:
            found = self._words[node] = self._counted.of(node)
        return found

    def _offer(self, one: int, others: Iterable[int]) -> None:
        """A dirty set may join these, those of them that are near enough."""
        links, size = self._dirty[one], self._size_of(one)
        for other in others:
            least = self._bar(one, other) * size * self._size_of(other)
            if not links[other].exact and links[other].total >= least:
                links[other] = _Sum(self._members.total(one, other), True)
                if other in self._dirty:
                    self._dirty[other][one] = links[other]
            # most are far: what orders joinings is asked of the near ones only
            if links[other].total >= least and (rank := self._rank(one, other)) is not None:
                heapq.heappush(self._events, (rank, _JOIN, one, other))

    def _added(self, found: _Sum | None, more: _Sum | None, far: int, node: int) -> _Sum:
        """What two sums are together. One that is not there is of two sets of whose pairs none reaches their bar."""
        if found is not None and more is not None:
            return _Sum(found.total + more.total, found.exact and more.exact)
        unknown = _Sum((self._bar(far, node) - 1) * self._size_of(far) * self._size_of(node), False)
        one, other = found or unknown, more or unknown
        return _Sum(one.total + other.total, one.exact and other.exact)

    # ── what happens ──────────────────────────────────────────────────────────────────────────────────────

    def _leave(self, node: int) -> None:
        """A set goes another way than in the old run: the joining above it will not take place."""
        self._left.add(node)
        above = self._old.parent.get(node)
        if above:
            heapq.heappush(self._events, (self._old_rank(above), _CANCEL, above, 0))

    def _cancel(self, node: int) -> None:
        if node in self._cancelled:
            return
        self._cancelled.add(node)
        above = self._old.parent.get(node)
        if above:
            heapq.heappush(self._events, (self._old_rank(above), _CANCEL, above, 0))
        for child in self._old.joinings[node][:2]:
            if child not in self._left and child not in self._cancelled:
                self._left.add(child)
                self._become_dirty(child)

    def _become_dirty(self, node: int) -> None:
        self._link(node, self._links(node))

    def _links(self, node: int) -> dict[int, _Sum]:
        """The sets near a set."""
        homes = {self._set_of(other): None for other in self._members.near(node)}
        homes.pop(node, None)
        return {home: _Sum(total, True) for home, total in self._members.totals(node, homes).items()}

    def _link(self, node: int, links: dict[int, _Sum]) -> None:
        """Makes a set dirty and looks who is near."""
        self._beside.pop(node, None)
        self._dirty[node] = links
        for other, found in links.items():
            if other in self._left:
                if other in self._dirty:
                    self._dirty[other][node] = found
            else:
                self._watch(other, node)
        self._offer(node, links)

    def _watch(self, clean: int, dirty: int) -> None:
        """What a clean set does next matters to the dirty ones that have pairs with it."""
        if clean not in self._beside:
            self._beside[clean] = set()
            above = self._old.parent.get(clean)
            if above:
                heapq.heappush(self._events, (self._old_rank(above), _ADVANCE, clean, 0))
        self._beside[clean].add(dirty)

    def _advance(self, clean: int) -> None:
        """A clean set joins its old partner, as it did before."""
        above = self._old.parent[clean]
        if clean in self._left or above in self._cancelled or clean not in self._beside:
            return
        one, other = self._old.joinings[above][:2]
        by_one, by_other = self._beside.pop(one, set()), self._beside.pop(other, set())
        for who in sorted(by_one | by_other):
            links = self._dirty[who]
            far = other if who in by_one else one
            links[above] = self._added(links.pop(one, None), links.pop(other, None), far, who)
            self._watch(above, who)
            self._offer(who, [above])

    def _join(self, one: int, other: int) -> None:
        """A dirty set joins another, which is dirty or becomes so."""
        if other not in self._dirty:
            self._leave(other)
            self._link(other, self._links(other))
        mine, theirs = self._dirty.pop(one), self._dirty.pop(other)
        near = (mine.keys() | theirs.keys()) - {one, other}
        for key in near:
            if key in self._dirty:
                self._dirty[key].pop(one, None)
                self._dirty[key].pop(other, None)
            else:
                self._beside[key] -= {one, other}
        name = _MADE - len(self._made)
        self._above[one] = self._above[other] = name
        self._size[name] = self._size_of(one) + self._size_of(other)
        self._words[name] = self._counted.both(self._words_in(one), self._words_in(other))
        self._left.add(name)
        self._largest[name] = max(self._largest_of(one), self._largest_of(other))
        self._made.append((one, other, -self._now[0]))
        self._members.join(name, one, other)
        links = {}
        for key in near:
            far = one if key in theirs else other
            links[key] = self._added(mine.get(key), theirs.get(key), far, key)
        self._link(name, links)


class _Members:
    """The leaves of sets by number, and all their pairs, laid out to be summed up.

    Sets lie within one another, so what follows from one leaf is found once, and the sums of a set from its halves'.
    """

    def __init__(self, tree: Tree, rows: Rows, bars: list[int], words: Callable[[int], int]) -> None:
        self._tree, self._rows, self._bars, self._words = tree, rows, bars, words
        self._numbers: dict[int, _Numbers] = {}
        self._read: dict[int, Row] = {}
        #: Of leaves those that are near; of sets those that any of them has a pair with, ascending, and the sums.
        self._near: dict[int, list[int]] = {}
        self._sums: dict[int, Row] = {}

    def join(self, name: int, one: int, other: int) -> None:
        """Makes a set of two."""
        self._numbers[name] = np.sort(np.concatenate([self._numbers_of(one), self._numbers_of(other)]))
        if one in self._sums and other in self._sums:
            self._sums[name] = _summed((self._sums[one], self._sums[other]))

    def near(self, node: int) -> list[int]:
        """All leaves that have a pair with one of a set which reaches the bar of the two."""
        return sorted({near for number in self._numbers_of(node).tolist() for near in self._near_one(number)})

    def totals(self, node: int, others: Iterable[int]) -> dict[int, int]:
        """The sums of all scores between a set and others."""
        self._sums_of(node)
        return {other: self.total(node, other) for other in others}

    def total(self, one: int, other: int) -> int:
        """The sum of all scores between two sets."""
        if one not in self._sums and (other in self._sums or len(self._numbers_of(one)) > len(self._numbers_of(other))):
            one, other = other, one
        others, scores = self._sums_of(one)
        if not len(others):
            return 0
        numbers = self._numbers_of(other)
        place = np.searchsorted(others, numbers)
        place[place == len(others)] = 0
        return int(scores[place[others[place] == numbers]].sum())

    def _near_one(self, number: int) -> list[int]:
        found = self._near.get(number)
        if found is None:
            others, scores = self._row(number)
            # the bar is that of the longer: what reaches that of one has still to reach that of the other
            reach = scores >= self._bars[self._words(number)]
            near = zip(others[reach].tolist(), scores[reach].tolist(), strict=True)
            found = self._near[number] = [one for one, score in near if score >= self._bars[self._words(one)]]
        return found

    def _numbers_of(self, node: int) -> _Numbers:
        found = self._numbers.get(node)
        if found is None:
            found = self._numbers[node] = np.sort(np.array(self._tree.leaves(node), dtype=np.int64))
        return found

    def _sums_of(self, node: int) -> Row:
        found = self._sums.get(node)
        if found is None:
            joining = self._tree.joinings.get(node) if node < 0 else None
            halves = [self._sums.get(half) for half in joining[:2]] if joining is not None else [None]
            parts = [half for half in halves if half is not None]
            if len(parts) < 2:
                parts = [self._row(number) for number in self._numbers_of(node).tolist()]
            found = self._sums[node] = _summed(parts)
        return found

    def _row(self, number: int) -> Row:
        """The pairs of a leaf, read once."""
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = self._rows.row(number)
        return found


def _summed(rows: Sequence[Row]) -> Row:
    """What several have pairs with, ascending, and the sums of their scores."""
    others, scores = (np.concatenate(parts) for parts in zip(*rows, strict=True))
    order = np.argsort(others, kind="stable")
    others, scores = others[order], scores[order]
    starts = np.flatnonzero(np.r_[True, others[1:] != others[:-1]]) if len(others) else order
    return Row(others[starts], np.add.reduceat(scores, starts) if len(others) else scores)
