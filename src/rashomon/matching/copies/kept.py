"""What is kept of articles whose copies were found, so that newcomers can join them.

Reads what comparing a whole case at once gave, or a newcomer; holds articles under numbers, fingerprints with all who
hold them, and pairs. The one idea: a pair stands on both of its sides, so what an article was compared with is read
without looking at any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.clusters import Linkage, Scored, joinings
from rashomon.matching.copies.derived import CopiesSettings, Read, minima, when_and_id
from rashomon.matching.growing import Tree, plant

#: Score of two that were compared and share no run of words.
NOTHING = -1

#: Roles in a pair: nobody derives, this one does, the other does.
NEITHER, DERIVES, GIVES = 0, 1, 2
_TURNED = (NEITHER, GIVES, DERIVES)


class Known(NamedTuple):
    """What is kept of an article: the number of the one whose voice it is, and from how many others it derives."""

    id: str
    outlet: str | None
    published: str | None
    voice: int
    derives: int


class Holding(NamedTuple):
    """Who holds a fingerprint, in order of time and id; how many of them have an outlet, and which if it is one.

    `holders` is an array: thousands may hold one, and all of them are read for each newcomer that does.
    """

    holders: NDArray[np.int32]
    named: int
    outlet: str | None


HELD_BY_NONE = Holding(np.zeros(0, dtype=np.int32), 0, None)


class Pair(NamedTuple):
    """Two articles that were compared, the smaller id first: the judgement's score, if any, and who derives.

    `shared`: fingerprints; `for_left`: compared because it is among the best that the left has; `for_right` likewise.
    """

    left: str
    right: str
    score: float | None
    derived: str | None
    shared: int
    for_left: bool
    for_right: bool


class Paired(NamedTuple):
    """Of one article the numbers of those it was compared with, scores in billionths, and roles."""

    others: NDArray[np.int64]
    scores: NDArray[np.int64]
    roles: NDArray[np.int64]


NO_PAIRS = Paired(*(np.zeros(0, dtype=np.int64) for _ in range(3)))


@dataclass
class CopiesKept:
    """What grows, by number of article unless said otherwise; each part may lie in a file.

    `ids` and `dates`, by which articles are put in order (`when_and_id`), are asked for of thousands. `holdings`: by
    fingerprint. `alike`: by the minima of their fingerprints the articles that have them, in order of time and id.
    `chosen`: those with whom an article is compared for its own sake, and how much they share. `stands`: of reprints
    the article that stands for them; `stood`: of that article the reprints.
    """

    numbers: MutableMapping[str, int] = field(default_factory=dict)
    ids: MutableMapping[int, str] = field(default_factory=dict)
    dates: MutableMapping[int, str] = field(default_factory=dict)
    articles: MutableMapping[int, Known] = field(default_factory=dict)
    keys: MutableMapping[int, NDArray[np.uint64]] = field(default_factory=dict)
    holdings: MutableMapping[int, Holding] = field(default_factory=dict)
    alike: MutableMapping[str, list[int]] = field(default_factory=dict)
    chosen: MutableMapping[int, dict[int, int]] = field(default_factory=dict)
    stands: MutableMapping[int, int] = field(default_factory=dict)
    stood: MutableMapping[int, list[int]] = field(default_factory=dict)
    pairs: MutableMapping[int, Paired] = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)


def begin(
    kept: CopiesKept,
    settings: CopiesSettings,
    read: Sequence[Read],
    stands_for: Mapping[str, str],
    pairs: Sequence[Pair],
    origins: Mapping[str, str],
) -> None:
    """Takes in a whole case that was compared at once. `read`: in order of time and id."""
    held: dict[int, list[int]] = {}
    alike: dict[str, list[int]] = {}
    for number, one in enumerate(read):
        note(kept, one)
        for key in one.keys.tolist():
            held.setdefault(key, []).append(number)
        if len(one.keys) >= settings.least_shared:
            alike.setdefault(bucket_of(one.keys), []).append(number)
    kept.holdings.update({key: _held_by(numbers, read) for key, numbers in held.items()})
    kept.alike.update(alike)
    of = kept.numbers
    stood: dict[int, list[int]] = {}
    for name, voice in origins.items():
        number, stand = of[name], of[stands_for.get(name, name)]
        kept.articles[number] = kept.articles[number]._replace(voice=of[voice])
        if stand != number:
            stood.setdefault(stand, []).append(number)
    kept.stood.update(stood)
    kept.stands.update({one: stand for stand, found in stood.items() for one in found})
    _begin_pairs(kept, settings, stands_for, pairs)


def _begin_pairs(
    kept: CopiesKept, settings: CopiesSettings, stands_for: Mapping[str, str], pairs: Sequence[Pair]
) -> None:
    sides: defaultdict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    chosen: dict[int, dict[int, int]] = {number: {} for number in kept.numbers.values()}
    for pair in pairs:
        left, right = kept.numbers[pair.left], kept.numbers[pair.right]
        score, role = _score(pair), _role(pair)
        sides[left][right], sides[right][left] = (score, role), (score, _TURNED[role])
        if pair.for_left:
            chosen[left][right] = pair.shared
        if pair.for_right:
            chosen[right][left] = pair.shared
    kept.chosen.update(chosen)
    for number, found in sides.items():
        kept.pairs[number] = _paired(found)
        derives = sum(role == DERIVES for _, role in found.values())
        kept.articles[number] = kept.articles[number]._replace(derives=derives)
    ids = sorted(kept.numbers.keys() - stands_for.keys())
    place = {one: i for i, one in enumerate(ids)}
    rows = [(place[p.left], place[p.right], _score(p)) for p in pairs if p.left in place and p.right in place]
    table = np.array([row for row in rows if row[2] != NOTHING], dtype=np.int64).reshape(-1, 3)
    scored, linkage = Scored(table[:, 0], table[:, 1], table[:, 2]), Linkage(threshold=settings.one_voice)
    plant(kept.tree, {one: kept.numbers[one] for one in ids}, joinings(ids, scored, linkage), linkage)


def note(kept: CopiesKept, one: Read) -> int:
    """Takes in an article; gives its number."""
    number = kept.numbers[one.article.id] = len(kept.numbers)
    kept.articles[number] = Known(one.article.id, one.article.outlet, one.article.published, number, 0)
    kept.dates[number], kept.ids[number] = when_and_id(one.article)
    kept.keys[number] = one.keys
    kept.chosen[number] = {}
    return number


def _held_by(numbers: Sequence[int], read: Sequence[Read]) -> Holding:
    found = Holding(np.array(numbers, dtype=np.int32), 0, None)
    for number in numbers:
        found = with_outlet(found, read[number].article.outlet)
    return found


def with_outlet(holding: Holding, outlet: str | None) -> Holding:
    """With one holder more, of this outlet."""
    if outlet is None:
        return holding
    same = holding.named == 0 or holding.outlet == outlet
    return holding._replace(named=holding.named + 1, outlet=outlet if same else None)


def bucket_of(keys: NDArray[np.uint64]) -> str:
    """Under what an article stands among those that may be nearly equal."""
    return " ".join(map(str, minima(keys)))


def put_pair(kept: CopiesKept, left: int, right: int, score: int, role: int) -> bool:
    """Keeps a pair on both sides; says whether it is another than before. `role`: the left's."""
    changed = [_put_side(kept, left, right, score, role), _put_side(kept, right, left, score, _TURNED[role])]
    return any(changed)


def _put_side(kept: CopiesKept, one: int, other: int, score: int, role: int) -> bool:
    paired = pairs_of(kept, one)
    at = int(np.searchsorted(paired.others, other))
    there = at < len(paired.others) and paired.others[at] == other
    if there and (paired.scores[at], paired.roles[at]) == (score, role):
        return False
    was = paired.roles[at] if there else NEITHER
    if there:
        paired = Paired(*(np.delete(part, at) for part in paired))
    values = zip(paired, (other, score, role), strict=True)
    kept.pairs[one] = Paired(*(np.insert(part, at, value) for part, value in values))
    _derive(kept, one, (role == DERIVES) - int(was == DERIVES))
    return True


def _derive(kept: CopiesKept, number: int, more: int) -> None:
    if more:
        known = kept.articles[number]
        kept.articles[number] = known._replace(derives=known.derives + more)


def forget_pairs(kept: CopiesKept, pairs: Iterable[tuple[int, int]]) -> None:
    """Takes pairs away on both sides."""
    for pair in pairs:
        for one, other in (pair, pair[::-1]):
            paired = kept.pairs[one]
            at = int(np.searchsorted(paired.others, other))
            _derive(kept, one, -int(paired.roles[at] == DERIVES))
            kept.pairs[one] = Paired(*(np.delete(part, at) for part in paired))


def pairs_of(kept: CopiesKept, number: int) -> Paired:
    """The pairs of an article."""
    return kept.pairs.get(number) or NO_PAIRS


def _paired(found: Mapping[int, tuple[int, int]]) -> Paired:
    rows = np.array([(other, *found[other]) for other in sorted(found)], dtype=np.int64).reshape(-1, 3)
    return Paired(rows[:, 0], rows[:, 1], rows[:, 2])


def _score(pair: Pair) -> int:
    return NOTHING if pair.score is None else round(pair.score * 1_000_000_000)


def _role(pair: Pair) -> int:
    """The left's role."""
    return NEITHER if pair.derived is None else DERIVES if pair.derived == pair.left else GIVES
