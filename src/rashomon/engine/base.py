"""What runs stages: three verbs. Whatever can do these three runs everything.

each(function, batches)        one batch in, its results out, in the order of the batches
group(function, items, key)    items that share a key come to one call
connect(pairs)                 the clusters that pairs join
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Lost:
    """Stands in the results for an item whose reading killed its process or outlived its time."""

    item: object
    error: str


class Engine(Protocol):
    """The seam between the stages and the machine they run on."""

    def each(
        self, function: Callable[[Sequence[Item]], Sequence[Result]], batches: Iterable[Sequence[Item]]
    ) -> Iterator[Sequence[Result]]:
        """Results batch by batch, in order. `function` must be importable by name (it may run elsewhere).

        An item that kills its process, or that outlives the engine's time limit, is found by halving its batch and
        comes back as `Lost`. Batches are taken as they are needed: an engine holds a few of them, never all.
        """
        ...

    def group(
        self,
        function: Callable[[Key, Sequence[Item]], Result],
        items: Iterable[Item],
        key: Callable[[Item], Key],
    ) -> Iterator[Result]:
        """One call a key, keys in ascending order of their text, items in the order given."""
        ...

    def connect(self, pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
        """Connected components, each and all in ascending order of their smallest member."""
        ...
