"""Sets that grow by joining, and keep apart what a person keeps apart.

Reads pairs of ids, one join at a time; gives the sets. The one idea: "these two are different" is said of two
members and holds for the whole of both their sets, however they grow. The result depends on the order of the
joins: callers sort them.
"""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Sets named after one of their members; `apart` are pairs that never come into one set."""

    def __init__(self, ids: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._name = {one: one for one in ids}
        self._members = {one: [one] for one in self._name}
        self._enemies: dict[str, set[str]] = {}
        for left, right in apart:
            if left in self._name and right in self._name and left != right:
                self._enemies.setdefault(left, set()).add(right)
                self._enemies.setdefault(right, set()).add(left)

    def __contains__(self, one: object) -> bool:
        return one in self._name

    def name(self, one: str) -> str:
        """The name of the set that holds an id."""
        return self._name[one]

    def members(self, one: str) -> list[str]:
        """All that stand in one set with an id, itself among them."""
        return self._members[self._name[one]]

    def join(self, left: str, right: str) -> bool:
        """Joins the sets of two ids; False where a person keeps them apart."""
        one, two = sorted((self._name[left], self._name[right]))
        if one == two:
            return True
        if two in self._enemies.get(one, ()):
            return False
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        for member in self._members[two]:
            self._name[member] = one
        self._members[one] += self._members.pop(two)
        for enemy in self._enemies.pop(two, set()):
            self._enemies[enemy].discard(two)
            self._enemies[enemy].add(one)
            self._enemies.setdefault(one, set()).add(enemy)
        return True

    def sets(self) -> list[list[str]]:
        """The sets, each sorted, in the order of their smallest member."""
        return sorted(sorted(members) for members in self._members.values())
