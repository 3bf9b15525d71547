"""columns + chosen rows → how many articles and independent origins stand behind each value, day or place.

Reads the search index's columns; writes nothing. The one idea: a pair of numbers is one number of eight bytes, so
counting distinct pairs is sorting, which takes milliseconds for hundreds of thousands.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.store.search_columns import Columns, Mask, Numbers, distinct
from rashomon.views.items import DayCount

#: Whole numbers of any size: what numpy's searches give.
Whole = NDArray[np.signedinteger[Any]]


class Counted(NamedTuple):
    """Articles and origins behind one key."""

    key: int
    articles: int
    origins: int


def counted_by(columns: Columns, keys: Numbers, articles: Whole) -> list[Counted]:
    """For each key how many different articles stand beside it, and how many origins; `keys` go with `articles`."""
    found, telling = _different(keys, articles)
    _, voices = _different(keys, columns.voice[articles])
    return [Counted(*row) for row in zip(found.tolist(), telling.tolist(), voices.tolist(), strict=True)]


def _different(keys: Numbers, values: Whole) -> tuple[Numbers, Numbers]:
    """Keys in order, and how many different values each has."""
    pairs = distinct(keys.astype(np.int64) << 32 | values) >> 32
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    return pairs[first].astype(np.int32), np.diff(first, append=len(pairs)).astype(np.int32)


def told_with(columns: Columns, values: Numbers, events: Numbers) -> tuple[Numbers, Numbers]:
    """Each value once for every article that tells its event, beside that article."""
    first = np.searchsorted(columns.told_event, events, "left")
    count = np.searchsorted(columns.told_event, events, "right") - first
    # places in the list of pairs: from the first of each event on, as many as tell it
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(values, count), columns.told_article[np.repeat(first, count) + step]


def days_of(columns: Columns, articles: Mask) -> tuple[DayCount, ...]:
    """Articles a day; days without are left out."""
    numbers = np.flatnonzero(articles & (columns.day >= 0))
    day = columns.values["day"]
    counted = counted_by(columns, columns.day[numbers], numbers)
    return tuple(DayCount(day[found.key], found.articles, found.origins) for found in counted)
