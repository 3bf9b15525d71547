"""Which of the reports of one act to quote where there is room for one.

The one idea: the quote that tells most of what the event's line says, in one sentence of a sensible length; of equals
the one that came out first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

Told = TypeVar("Told")

#: Characters under which a quote is a scrap, and over which it is a paragraph.
_SHORT, _LONG = 25, 280
#: Words by which a clause leans on another, and how many cells it tells less by that.
_LEANING = {"that": 1} | dict.fromkeys("which who whom whose and or but while after before as when where to".split(), 2)


class Telling(NamedTuple):
    """What a report tells: its modality, how many of its cells (who, whom, when, where, how many) are filled, and the
    words of its clause.
    """

    modality: str
    cells: int
    quote: str


def most_telling_first(told: Sequence[Told], telling: Callable[[Told], Telling], modality: str) -> list[Told]:
    """The reports with the one first that tells most, as firmly as the event is told (`modality`); the rest as they
    were.
    """
    if not told:
        return []
    first = max(range(len(told)), key=lambda at: (_worth(telling(told[at]), modality), -at))
    return [told[first], *told[:first], *told[first + 1 :]]


def _worth(found: Telling, modality: str) -> tuple[bool, bool, int]:
    """Whether it is told as firmly, in a sentence of a sensible length, and how many cells; a clause that leans on
    another counts as telling less.
    """
    first = found.quote.partition(" ")[0].casefold()
    sensible = _SHORT <= len(found.quote) <= _LONG
    return found.modality == modality, sensible, found.cells - _LEANING.get(first, 0)
