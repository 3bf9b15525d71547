"""Two words-for-words copies → what comparing them gives, worked out once for all copies.

Reads nothing of its own: it remembers what a function of two values gave. The one idea: a text that fifty outlets
print is compared with the rest of the news fifty times, each time with the same words; what follows from words alone is
worked out for the first of them, and the others inherit it. Whatever follows from more (a date, an outlet, the text
around) is worked out for each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")


class OfPairs(Generic[Value, Result]):
    """A function of two values that is asked once for the same two; beyond `most` pairs all are forgotten.

    Two are the same that are one object, which is held here; the function must depend on nothing else.
    """

    def __init__(self, function: Callable[[Value, Value], Result], most: int = 100_000) -> None:
        self._function, self._most = function, most
        self._known: dict[tuple[int, int], tuple[Value, Value, Result]] = {}

    def __call__(self, one: Value, other: Value) -> Result:
        pair = id(one), id(other)
        found = self._known.get(pair)
        if found is None:
            if len(self._known) >= self._most:
                self._known.clear()
            # both are held, so that no others can take their addresses
            found = self._known[pair] = one, other, self._function(one, other)
        return found[2]


def numbered(values: Iterable[Value], key: Callable[[Value], Hashable]) -> list[int]:
    """Of each value the place of the first that has the same key."""
    first: dict[Hashable, int] = {}
    return [first.setdefault(key(value), place) for place, value in enumerate(values)]
