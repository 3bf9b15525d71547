"""Newcomers to articles whose copies are known → the pairs that are to be compared, and those that are no more.

Reads and changes what is kept of all articles: who holds a fingerprint, who stands for reprints, who chooses whom. The
one idea: two texts meet at a fingerprint if one of them is among its first holders; each is compared with those it
shares most with; so a newcomer changes the lists of those it meets, and of those whom it pushes out of the first
holders. A fingerprint that becomes an outlet's furniture, or stops being it, concerns all its holders.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from itertools import chain
from typing import NamedTuple

import numpy as np

from rashomon.matching.copies.derived import CopiesSettings, are_nearly_equal
from rashomon.matching.copies.kept import HELD_BY_NONE, CopiesKept, Holding, bucket_of, pairs_of, with_outlet

#: Holders that are looked at together, where the first of many are asked for.
_AT_ONCE = 64

#: Two articles by their numbers, the smaller first.
Numbered = tuple[int, int]


class Compared(NamedTuple):
    """Pairs whose texts must be compared, now or again; and those that are compared no more.

    `again`: of the first those that were compared before.
    """

    now: set[Numbered]
    again: set[Numbered]
    no_more: set[Numbered]


class Neighbourhood:
    """What newcomers, by their numbers, meet among articles that were there before; good for this once."""

    def __init__(self, settings: CopiesSettings, kept: CopiesKept, new: Sequence[int]) -> None:
        self._settings, self._kept, self._new = settings, kept, new
        #: As it was before: holdings, and what stood for the articles for which another stands now.
        self._held: dict[int, Holding] = {}
        self._stood: dict[int, int] = {}
        #: What is asked for over and over: when articles came out, who stands for whom, and of fingerprints the first
        #: holders and all.
        self._places: dict[int, tuple[str, str]] = {}
        self._standing: dict[int, int] = {}
        self._meeting: dict[int, list[int]] = {}
        self._every: dict[int, list[int]] = {}
        self._hold(new)
        self._stand_anew(new)

    def compared(self) -> Compared:
        """Who is to be compared with whom from now on; notes it."""
        flipped = {key for key, before in self._held.items() if self._is_furniture(before) != self.furnishes(key)}
        old, now = self._choose_anew(self._around(self._concerned()))
        again = {pair for pair in self._led_by(flipped, old, now) if pair not in now or pair in old}
        return Compared((now - old) | again, again, old - now)

    def id(self, number: int) -> str:
        """The id of an article."""
        return self._place(number)[1]

    def ids(self, pair: Numbered) -> tuple[str, str]:
        """The ids of two, the smaller first."""
        one, other = self.id(pair[0]), self.id(pair[1])
        return (one, other) if one < other else (other, one)

    def furnishes(self, key: int) -> bool:
        """Whether a fingerprint is an outlet's furniture."""
        return self._is_furniture(self._kept.holdings[key])

    def stand_of(self, number: int) -> int:
        """The article that stands for this one: itself, but for reprints."""
        found = self._standing.get(number)
        if found is None:
            found = self._standing[number] = self._kept.stands.get(number, number)
        return found

    def stands(self, number: int) -> bool:
        """Whether an article stands for itself."""
        return self.stand_of(number) == number

    def stood(self) -> Mapping[int, int]:
        """Articles for which another stands now → what did before."""
        return self._stood

    # ── fingerprints and reprints ─────────────────────────────────────────────────────────────────────────

    def _hold(self, new: Sequence[int]) -> None:
        """Newcomers among the holders of their fingerprints; keeps what was before."""
        for number in new:
            for key in self._kept.keys[number].tolist():
                before = self._kept.holdings.get(key) or HELD_BY_NONE
                self._held.setdefault(key, before)
                at = bisect(before.holders, self._place(number), key=lambda one: self._place(int(one)))
                holders = np.insert(before.holders, at, number)
                outlet = self._kept.articles[number].outlet
                self._kept.holdings[key] = with_outlet(before._replace(holders=holders), outlet)

    def _place(self, number: int) -> tuple[str, str]:
        """Where an article stands in time."""
        found = self._places.get(number)
        if found is None:
            found = self._places[number] = self._kept.dates[number], self._kept.ids[number]
        return found

    def _is_furniture(self, holding: Holding) -> bool:
        """Whether one named outlet repeats it and no other uses it."""
        return holding.named >= self._settings.furniture and holding.outlet is not None

    def _stand_anew(self, new: Sequence[int]) -> None:
        """Who stands for whom where newcomers are nearly equal to others."""
        buckets: defaultdict[str, list[int]] = defaultdict(list)
        for number in new:
            if len(self._kept.keys[number]) >= self._settings.least_shared:
                buckets[bucket_of(self._kept.keys[number])].append(number)
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
            if self.stand_of(number) != stands:
                self._stood[number] = self.stand_of(number)
                self._kept.stands[number] = self._standing[number] = stands
            if stands != number:
                stood.append(number)
            elif number != first:
                self._kept.stood.pop(number, None)
        if stood:
            self._kept.stood[first] = stood
        for number in set(self._stood.values()) & set(alike) - {first}:
            self._kept.stood.pop(number, None)

    def _stood_before(self, number: int) -> bool:
        return self._stood.get(number, self.stand_of(number)) == number

    # ── who is compared with whom ─────────────────────────────────────────────────────────────────────────

    def _concerned(self) -> set[int]:
        """Newcomers, those that stand otherwise, and those that came among the first holders or were pushed out."""
        concerned = {*self._new, *self._stood}
        keys = {key for number in self._stood for key in self._kept.keys[number].tolist()} | self._held.keys()
        newcomers = set(self._new)
        for key in keys:
            now = self._kept.holdings[key]
            before = self._held.get(key, now)
            were = () if self._is_furniture(before) else self._first(before, self._stood_before, newcomers)
            are = () if self._is_furniture(now) else self._first(now, self.stands, set())
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
        if not self.stands(number):
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
            self._meeting[key] = [] if self._is_furniture(holding) else self._first(holding, self.stands, set())
        return self._meeting[key]

    def _every_at(self, key: int) -> list[int]:
        """All holders of a fingerprint that stand for themselves."""
        if key not in self._every:
            self._every[key] = [one for one in self._kept.holdings[key].holders.tolist() if self.stands(one)]
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
        newcomers, least = set(self._new), self._settings.least_shared
        for number, found in meets.items():
            # nobody has chosen a newcomer yet, and most who meet one do so too seldom to choose it
            met = (one for one, shared in found.items() if shared >= least) if number in newcomers else found
            for other in {*met, *self._others(number)} - concerned:
                shares[other][number] = found[other] if found[other] >= least else 0
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
        others: list[int] = pairs_of(self._kept, number).others.tolist()
        return others

    def _choose_anew(self, around: Mapping[int, dict[int, int]]) -> tuple[set[Numbered], set[Numbered]]:
        """The pairs of all these as they were and as they are."""
        old = {_pair(number, other) for number in around for other in self._others(number)}
        for number, chosen in around.items():
            self._kept.chosen[number] = chosen
        now = {_pair(number, other) for number in around for other in self._kept.chosen[number]}
        for number in around:
            now |= {_pair(number, one) for one in self._others(number) if number in self._kept.chosen[one]}
            now |= {_pair(number, one) for one in self._kept.stood.get(number) or ()}
            if not self.stands(number):
                now.add(_pair(number, self.stand_of(number)))
        return old, now

    def _led_by(self, flipped: Set[int], old: Set[Numbered], now: Set[Numbered]) -> set[Numbered]:
        """Pairs of before that stay, on whose left an article holds what has become furniture or is it no more."""
        holders = {number for key in flipped for number in self._kept.holdings[key].holders.tolist()}
        found = {_pair(one, other) for one in holders for other in self._others(one) if self.id(one) < self.id(other)}
        return {pair for pair in found if pair in now or pair not in old}


def _pair(one: int, other: int) -> Numbered:
    return (one, other) if one < other else (other, one)
