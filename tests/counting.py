"""Counting what is found of a key and what is right of a record, for every test that holds a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

#: Lines of each kind that a failing part prints.
SHOWN = 60


@dataclass
class Count:
    """How much of the key is found, how much of the record is right, and what is not."""

    found: float = 0
    asked: float = 0
    right: float = 0
    given: float = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def ask(self, found: bool, what: str) -> None:
        self.asked += 1
        self.found += found
        if not found:
            self.missed.append(what)

    def give(self, right: bool, what: str) -> None:
        self.given += 1
        self.right += right
        if not right:
            self.wrong.append(what)

    @property
    def recall(self) -> float:
        return self.found / self.asked if self.asked else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    def __str__(self) -> str:
        lines = [f"recall {self.recall:.3f} of {self.asked:g}, precision {self.precision:.3f} of {self.given:g}"]
        lines += [f"  missed: {what}" for what in self.missed[:SHOWN]]
        lines += [f"  wrong:  {what}" for what in self.wrong[:SHOWN]]
        return "\n".join(lines)


def b_cubed(key: Mapping[Hashable, Hashable], given: Mapping[Hashable, Hashable]) -> Count:
    """Clusters of the key's items against the record's; an item the record lacks is a miss. Bagga & Baldwin 1998."""
    count = Count()
    of_key, of_given = _members(key), _members({i: c for i, c in given.items() if i in key})
    for item, cluster in key.items():
        asked = of_key[cluster]
        held = of_given[given[item]] if item in given else set()
        count.asked += 1
        count.found += len(asked & held) / len(asked)
        if asked - held:
            count.missed.append(f"{item} apart from {sorted(map(str, asked - held))[:4]}")
        if held:
            count.given += 1
            count.right += len(asked & held) / len(held)
            if held - asked:
                count.wrong.append(f"{item} together with {sorted(map(str, held - asked))[:4]}")
    return count


def _members(clusters: Mapping[Hashable, Hashable]) -> dict[Hashable, set[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for item, cluster in clusters.items():
        found[cluster].add(item)
    return found
