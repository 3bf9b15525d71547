"""Copies that grow: a newcomer → the copies and voices that all texts would have given, without comparing all anew.

Reads newcomers and what is kept of the others; writes what has changed. The one idea: every rule of the copies' stage
looks at a neighbourhood. Two texts meet at a fingerprint if one of them is among its first holders; each is compared
with those it shares most with; so a newcomer changes the lists of those it meets, and of those whom it pushes out of
the first holders. A fingerprint that becomes an outlet's furniture, or stops being it, concerns all its holders.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.clusters import Linkage, Scored, joinings
from rashomon.matching.derived import (
    DEFAULTS,
    CopiesSettings,
    Furnished,
    Read,
    are_nearly_equal,
    compare_texts,
    copy_of,
    credited,
    furnished_of,
    minima,
    read_text,
    when_and_id,
)
from rashomon.matching.growing import Row, Tree, grow, one_of_each
from rashomon.record import Article, Copy, Judgement

#: Score of two that were compared and share no run of words.
_NOTHING = -1

#: Holders that are looked at together, where the first of many are asked for.
_AT_ONCE = 64

#: Roles in a pair: nobody derives, this one does, the other does.
_NEITHER, _DERIVES, _GIVES = 0, 1, 2
_TURNED = (_NEITHER, _GIVES, _DERIVES)

#: Gives articles by their ids.
Texts = Callable[[Sequence[str]], Iterable[Article]]


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


_HELD_BY_NONE = Holding(np.zeros(0, dtype=np.int32), 0, None)


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


@dataclass
class CopiesKept:
    """What grows, by number of article unless said otherwise; each part may lie in a file.

    `holdings`: by fingerprint. `alike`: by the minima of their fingerprints the articles that have them, in order of
    time and id. `chosen`: those with whom an article is compared for its own sake, and how much they share.
    `stands`: of reprints the article that stands for them; `stood`: of that article the reprints.
    """

    numbers: MutableMapping[str, int] = field(default_factory=dict)
    articles: MutableMapping[int, Known] = field(default_factory=dict)
    keys: MutableMapping[int, NDArray[np.uint64]] = field(default_factory=dict)
    holdings: MutableMapping[int, Holding] = field(default_factory=dict)
    alike: MutableMapping[str, list[int]] = field(default_factory=dict)
    chosen: MutableMapping[int, dict[int, int]] = field(default_factory=dict)
    stands: MutableMapping[int, int] = field(default_factory=dict)
    stood: MutableMapping[int, list[int]] = field(default_factory=dict)
    pairs: MutableMapping[int, Paired] = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)


class CopiesChanged(NamedTuple):
    """`copies` and `judgements` are new or may have changed.

    `gone`: pairs (ids, the smaller first) whose copies and judgements of before are no more, or are among these.
    `origins`: the voices of newcomers, and of all whose voice is another.
    """

    copies: list[Copy]
    judgements: list[Judgement]
    gone: list[tuple[str, str]]
    origins: dict[str, str]


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
        _note(kept, one)
        for key in one.keys.tolist():
            held.setdefault(key, []).append(number)
        if len(one.keys) >= settings.least_shared:
            alike.setdefault(_bucket(one.keys), []).append(number)
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
        derives = sum(role == _DERIVES for _, role in found.values())
        kept.articles[number] = kept.articles[number]._replace(derives=derives)
    ids = sorted(kept.numbers.keys() - stands_for.keys())
    place = {one: i for i, one in enumerate(ids)}
    rows = [(place[p.left], place[p.right], _score(p)) for p in pairs if p.left in place and p.right in place]
    table = np.array([row for row in rows if row[2] != _NOTHING], dtype=np.int64).reshape(-1, 3)
    kept.tree.parent.update(dict.fromkeys(ids, ""))
    scored = Scored(table[:, 0], table[:, 1], table[:, 2])
    for one, other, height in joinings(ids, scored, Linkage(threshold=settings.one_voice)):
        kept.tree.add(kept.tree.root(one), kept.tree.root(other), height)


class GrowingCopies:
    """Copies kept ready for newcomers: what `add` changes gives what `find_copies` would give of all.

    Judgements by people are not known here; where there are any, `find_copies` does it anew.
    """

    def __init__(self, settings: CopiesSettings = DEFAULTS, kept: CopiesKept | None = None) -> None:
        self._settings = settings
        self._kept = kept if kept is not None else CopiesKept()
        #: As it was before `add` began: holdings, and what stood for the articles for which another stands now.
        self._held: dict[int, Holding] = {}
        self._stood: dict[int, int] = {}
        #: What is asked for over and over, for the time of one `add`: when articles came out, who stands for whom,
        #: and of fingerprints the first holders and all.
        self._places: dict[int, tuple[str, str]] = {}
        self._standing: dict[int, int] = {}
        self._meeting: dict[int, list[int]] = {}
        self._every: dict[int, list[int]] = {}

    def add(self, articles: Iterable[Article], texts: Texts = lambda ids: ()) -> CopiesChanged:
        """What newcomers change. `texts` gives those of before."""
        unknown = {one.id: one for one in articles if one.id not in self._kept.numbers}
        reader = _Reader(unknown, texts)
        new = [_note(self._kept, reader.read(one)) for one in sorted(unknown)]
        self._hold(new)
        self._stand_anew(new)
        flipped = {key for key, before in self._held.items() if self._is_furniture(before) != self._furnishes(key)}
        old, now = self._choose_anew(self._around(self._concerned(new)))
        again = {pair for pair in self._led_by(flipped, old, now) if pair not in now or pair in old}
        copies, judgements, touched = self._compare(sorted((now - old) | again), reader, flipped)
        self._forget(old - now)
        touched |= old - now
        origins = self._voices(new, touched)
        copies += [copy for article in unknown.values() for copy in credited(article)]
        gone = sorted(self._ids(pair) for pair in (old - now) | again)
        return CopiesChanged(copies, judgements, gone, origins)

    # ── fingerprints and reprints ─────────────────────────────────────────────────────────────────────────

    def _hold(self, new: Sequence[int]) -> None:
        """Newcomers among the holders of their fingerprints; keeps what was before."""
        self._held, self._stood, self._standing, self._meeting, self._every = {}, {}, {}, {}, {}
        for number in new:
            for key in self._kept.keys[number].tolist():
                before = self._kept.holdings.get(key) or _HELD_BY_NONE
                self._held.setdefault(key, before)
                at = bisect(before.holders, self._place(number), key=lambda one: self._place(int(one)))
                holders = np.insert(before.holders, at, number)
                outlet = self._kept.articles[number].outlet
                self._kept.holdings[key] = _with_outlet(before._replace(holders=holders), outlet)

    def _id(self, number: int) -> str:
        return self._place(number)[1]

    def _place(self, number: int) -> tuple[str, str]:
        """Where an article stands in time."""
        found = self._places.get(number)
        if found is None:
            found = self._places[number] = when_and_id(self._kept.articles[number])
        return found

    def _ids(self, pair: tuple[int, int]) -> tuple[str, str]:
        one, other = self._id(pair[0]), self._id(pair[1])
        return (one, other) if one < other else (other, one)

    def _is_furniture(self, holding: Holding) -> bool:
        """Whether one named outlet repeats it and no other uses it."""
        return holding.named >= self._settings.furniture and holding.outlet is not None

    def _furnishes(self, key: int) -> bool:
        return self._is_furniture(self._kept.holdings[key])

    def _stand_anew(self, new: Sequence[int]) -> None:
        """Who stands for whom where newcomers are nearly equal to others."""
        buckets: defaultdict[str, list[int]] = defaultdict(list)
        for number in new:
            if len(self._kept.keys[number]) >= self._settings.least_shared:
                buckets[_bucket(self._kept.keys[number])].append(number)
        for bucket, more in buckets.items():
            alike = list(self._kept.alike.get(bucket) or ())
            for number in more:
                insort(alike, number, key=self._place)
            self._kept.alike[bucket] = alike
            if len(alike) > self._settings.candidates:
                self._stand(alike)

    def _stand(self, alike: Sequence[int]) -> None:
        first = alike[0]
        keys = self._kept.keys[first]
        stood = []
        for number in alike:
            equal = are_nearly_equal(self._kept.keys[number], keys, self._settings.reprint)
            stands = first if equal else number
            if self._stand_of(number) != stands:
                self._stood[number] = self._stand_of(number)
                self._kept.stands[number] = self._standing[number] = stands
            if stands != number:
                stood.append(number)
            elif number != first:
                self._kept.stood.pop(number, None)
        if stood:
            self._kept.stood[first] = stood
        for number in set(self._stood.values()) & set(alike) - {first}:
            self._kept.stood.pop(number, None)

    def _stands(self, number: int) -> bool:
        """Whether an article stands for itself."""
        return self._stand_of(number) == number

    def _stand_of(self, number: int) -> int:
        found = self._standing.get(number)
        if found is None:
            found = self._standing[number] = self._kept.stands.get(number, number)
        return found

    def _stood_before(self, number: int) -> bool:
        return self._stood.get(number, self._stand_of(number)) == number

    # ── who is compared with whom ─────────────────────────────────────────────────────────────────────────

    def _concerned(self, new: Sequence[int]) -> set[int]:
        """Newcomers, those that stand otherwise, and those that came among the first holders or were pushed out."""
        concerned = {*new, *self._stood}
        keys = {key for number in self._stood for key in self._kept.keys[number].tolist()} | self._held.keys()
        newcomers = set(new)
        for key in keys:
            now = self._kept.holdings[key]
            before = self._held.get(key, now)
            were = () if self._is_furniture(before) else self._first(before, self._stood_before, newcomers)
            are = () if self._is_furniture(now) else self._first(now, self._stands, set())
            concerned |= set(were) ^ set(are)
        return concerned

    def _first(self, holding: Holding, stands: Callable[[int], bool], without: Set[int]) -> list[int]:
        """The first holders that stand for themselves, whom all others meet."""
        found: list[int] = []
        for start in range(0, len(holding.holders), _AT_ONCE):
            for number in holding.holders[start : start + _AT_ONCE].tolist():
                if number not in without and stands(number):
                    found.append(number)
                    if len(found) == self._settings.crowd:
                        return found
        return found

    def _meets(self, number: int) -> Counter[int]:
        """At how many fingerprints an article meets others."""
        meets: Counter[int] = Counter()
        if not self._stands(number):
            return meets
        for key in self._kept.keys[number].tolist():
            first = self._first_at(key)
            meets.update(self._every_at(key) if number in first else first)
        del meets[number]
        return meets

    def _first_at(self, key: int) -> list[int]:
        """The first holders of a fingerprint."""
        if key not in self._meeting:
            holding = self._kept.holdings[key]
            self._meeting[key] = [] if self._is_furniture(holding) else self._first(holding, self._stands, set())
        return self._meeting[key]

    def _every_at(self, key: int) -> list[int]:
        """All holders of a fingerprint that stand for themselves."""
        if key not in self._every:
            self._every[key] = [one for one in self._kept.holdings[key].holders.tolist() if self._stands(one)]
        return self._every[key]

    def _choice(self, number: int, meets: Mapping[int, int]) -> dict[int, int]:
        """Those with whom an article is compared for its own sake, of those before it and after it."""
        able = {one: shared for one, shared in meets.items() if shared >= self._settings.least_shared}
        sides = [self._ranked(number, able, side)[: self._settings.candidates] for side in (True, False)]
        return {one: -rank for rank, _, one in chain(*sides)}

    def _ranked(self, number: int, meets: Mapping[int, int], side: bool) -> list[tuple[int, tuple[str, str], int]]:
        """Those before an article, or after it, that share most with it first."""
        own, place = self._place(number), self._place
        return sorted((-shared, when, one) for one, shared in meets.items() if ((when := place(one)) < own) is side)

    def _around(self, concerned: Set[int]) -> dict[int, dict[int, int]]:
        """All whose lists may change, with those whom they choose now."""
        meets = {number: self._meets(number) for number in concerned}
        shares: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for number, found in meets.items():
            for other in {*found, *self._others(number)} - concerned:
                shares[other][number] = found[other] if found[other] >= self._settings.least_shared else 0
        chosen = {number: self._choice(number, found) for number, found in meets.items()}
        for one, found_now in shares.items():
            if (now := self._chosen_anew(one, found_now)) != self._kept.chosen[one]:
                chosen[one] = now
        return chosen

    def _chosen_anew(self, number: int, shares: Mapping[int, int]) -> dict[int, int]:
        """Those whom an article chooses now that it shares so much with these, and with others what it did."""
        before, full = self._kept.chosen[number], self._settings.candidates
        if len(before) == 2 * full and before.keys().isdisjoint(shares) and max(shares.values()) < min(before.values()):
            return before
        now = self._choice(number, {**before, **shares})
        for side in (True, False):
            were, are = self._ranked(number, before, side), self._ranked(number, now, side)
            if len(were) == full and (len(are) < full or are[-1] > were[-1]):
                # one who was passed over may be among the best now
                return self._choice(number, self._meets(number))
        return now

    def _others(self, number: int) -> list[int]:
        """Those with whom an article was compared."""
        paired = self._kept.pairs.get(number)
        return paired.others.tolist() if paired is not None else []

    def _choose_anew(self, around: Mapping[int, dict[int, int]]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
        """The pairs of all these as they were and as they are."""
        old = {_pair(number, other) for number in around for other in self._others(number)}
        for number, chosen in around.items():
            self._kept.chosen[number] = chosen
        now = {_pair(number, other) for number in around for other in self._kept.chosen[number]}
        for number in around:
            now |= {_pair(number, one) for one in self._others(number) if number in self._kept.chosen[one]}
            now |= {_pair(number, one) for one in self._kept.stood.get(number) or ()}
            if not self._stands(number):
                now.add(_pair(number, self._stand_of(number)))
        return old, now

    def _led_by(
        self, flipped: Set[int], old: Set[tuple[int, int]], now: Set[tuple[int, int]]
    ) -> set[tuple[int, int]]:
        """Pairs of before that stay, on whose left an article holds what has become furniture or is it no more."""
        holders = {number for key in flipped for number in self._kept.holdings[key].holders.tolist()}
        found = {_pair(one, other) for one in holders for other in self._others(one) if self._id(one) < self._id(other)}
        return {pair for pair in found if pair in now or pair not in old}

    # ── what comes of it ──────────────────────────────────────────────────────────────────────────────────

    def _compare(
        self, pairs: Sequence[tuple[int, int]], reader: _Reader, flipped: Set[int]
    ) -> tuple[list[Copy], list[Judgement], set[tuple[int, int]]]:
        """Copies and judgements of these pairs, and the pairs that are not as they were."""
        reader.fetch(one for pair in pairs for one in self._ids(pair))
        copies: list[Copy] = []
        judgements: list[Judgement] = []
        touched: set[tuple[int, int]] = set()
        furnished: dict[str, Furnished] = {}
        for pair in pairs:
            left, right = (reader.read(one) for one in self._ids(pair))
            shared = compare_texts(left, right, self._furnished(left, furnished), self._settings)
            score, role = _NOTHING, _NEITHER
            if shared is not None:
                judgements.append(shared.judgement(left, right))
                score = round(judgements[-1].score * 1_000_000_000)
                if shared.is_copy:
                    copies.append(copy_of(left, right, shared))
                    role = _DERIVES if copies[-1].article == left.article.id else _GIVES
            if self._put(self._kept.numbers[left.article.id], self._kept.numbers[right.article.id], score, role):
                touched.add(pair)
        return copies, judgements, touched

    def _furnished(self, one: Read, known: dict[str, Furnished]) -> Furnished:
        if one.article.id not in known:
            ours = [key for key in one.keys.tolist() if self._furnishes(key)]
            furnished_of(one, np.array(ours, dtype=np.uint64), known)
        return known[one.article.id]

    def _put(self, left: int, right: int, score: int, role: int) -> bool:
        """Keeps a pair on both sides; says whether it is another than before."""
        changed = [self._put_side(left, right, score, role), self._put_side(right, left, score, _TURNED[role])]
        return any(changed)

    def _put_side(self, one: int, other: int, score: int, role: int) -> bool:
        paired = self._kept.pairs.get(one) or _paired({})
        at = int(np.searchsorted(paired.others, other))
        there = at < len(paired.others) and paired.others[at] == other
        if there and (paired.scores[at], paired.roles[at]) == (score, role):
            return False
        was = paired.roles[at] if there else _NEITHER
        if there:
            paired = Paired(*(np.delete(part, at) for part in paired))
        values = zip(paired, (other, score, role), strict=True)
        self._kept.pairs[one] = Paired(*(np.insert(part, at, value) for part, value in values))
        self._derive(one, (role == _DERIVES) - int(was == _DERIVES))
        return True

    def _derive(self, number: int, more: int) -> None:
        if more:
            known = self._kept.articles[number]
            self._kept.articles[number] = known._replace(derives=known.derives + more)

    def _forget(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Takes pairs away on both sides."""
        for pair in pairs:
            for one, other in (pair, pair[::-1]):
                paired = self._kept.pairs[one]
                at = int(np.searchsorted(paired.others, other))
                self._derive(one, -int(paired.roles[at] == _DERIVES))
                self._kept.pairs[one] = Paired(*(np.delete(part, at) for part in paired))

    def _voices(self, new: Sequence[int], changed: Set[tuple[int, int]]) -> dict[str, str]:
        """Forms the groups anew that may have changed; gives the voices of newcomers and those that are others."""
        tree = self._kept.tree
        begun = one_of_each(changed, {*new, *self._stood})
        leaves = [self._id(one) for one in begun]
        leaves = [leaf for leaf in leaves if leaf in tree.parent or self._stands(self._kept.numbers[leaf])]
        grown = grow(tree, leaves, self, Linkage(threshold=self._settings.one_voice))
        concerned = {self._kept.numbers[leaf] for leaf in grown.leaves} | {*new, *self._stood}
        concerned |= {one for pair in changed for one in pair}
        concerned |= {stand for number, was in self._stood.items() for stand in (was, self._stand_of(number))}
        roots = {tree.root(self._id(self._stand_of(number))) for number in concerned}
        found: dict[str, str] = {}
        for root in roots:
            found |= self._voice(root, set(new))
        return found

    def _voice(self, root: str, new: Set[int]) -> dict[str, str]:
        """The voice of a group, the one that derives from the fewest others, for those to whom it is new."""
        known = self._kept.articles
        standing = [self._kept.numbers[leaf] for leaf in self._kept.tree.leaves(root)]
        standing = [number for number in standing if self._stands(number)]
        group = [*standing, *(one for number in standing for one in self._kept.stood.get(number) or ())]
        if not group:
            return {}
        first = min(group, key=lambda one: (known[one].derives, known[one].published or "9999", known[one].id))
        changed = [one for one in group if known[one].voice != first]
        for one in changed:
            known[one] = known[one]._replace(voice=first)
        return {known[one].id: known[first].id for one in group if one in new or one in set(changed)}

    # ── what groups hang on ───────────────────────────────────────────────────────────────────────────────

    def number(self, leaf: str) -> int:
        """The number of an article."""
        return self._kept.numbers[leaf]

    def leaf(self, number: int) -> str:
        """The article of a number."""
        return self._id(number)

    def row(self, number: int) -> Row:
        """All pairs of an article that stands for itself with others that do, and share a run of words with it."""
        paired = self._kept.pairs.get(number) or _paired({})
        if not self._stands(number):
            paired = _paired({})
        stands = [self._stands(other) for other in paired.others.tolist()]
        keep = (paired.scores != _NOTHING) & np.array(stands, dtype=np.bool_)
        return Row(paired.others[keep], paired.scores[keep])


class _Reader:
    """Texts read for comparison, each once."""

    def __init__(self, new: Mapping[str, Article], texts: Texts) -> None:
        self._articles = dict(new)
        self._texts = texts
        self._known: dict[str, Read] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Sees to it that these articles are there."""
        missing = sorted(set(ids) - self._articles.keys())
        if missing:
            self._articles |= {article.id: article for article in self._texts(missing)}

    def read(self, one: str) -> Read:
        """What an article offers for comparison."""
        if one not in self._known:
            self._known[one] = read_text(self._articles[one])
        return self._known[one]


def _note(kept: CopiesKept, one: Read) -> int:
    number = kept.numbers[one.article.id] = len(kept.numbers)
    kept.articles[number] = Known(one.article.id, one.article.outlet, one.article.published, number, 0)
    kept.keys[number] = one.keys
    kept.chosen[number] = {}
    return number


def _held_by(numbers: Sequence[int], read: Sequence[Read]) -> Holding:
    found = Holding(np.array(numbers, dtype=np.int32), 0, None)
    for number in numbers:
        found = _with_outlet(found, read[number].article.outlet)
    return found


def _with_outlet(holding: Holding, outlet: str | None) -> Holding:
    """With one holder more, of this outlet."""
    if outlet is None:
        return holding
    same = holding.named == 0 or holding.outlet == outlet
    return holding._replace(named=holding.named + 1, outlet=outlet if same else None)


def _bucket(keys: NDArray[np.uint64]) -> str:
    return " ".join(map(str, minima(keys)))


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _paired(found: Mapping[int, tuple[int, int]]) -> Paired:
    rows = np.array([(other, *found[other]) for other in sorted(found)], dtype=np.int64).reshape(-1, 3)
    return Paired(rows[:, 0], rows[:, 1], rows[:, 2])


def _score(pair: Pair) -> int:
    return _NOTHING if pair.score is None else round(pair.score * 1_000_000_000)


def _role(pair: Pair) -> int:
    """The left's role."""
    return _NEITHER if pair.derived is None else _DERIVES if pair.derived == pair.left else _GIVES
