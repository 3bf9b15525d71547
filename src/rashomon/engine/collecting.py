"""How often Python looks for garbage in circles while a run is under way, and what of freed memory is given back.

Reads and writes the thresholds of `gc`, for as long as anything runs. The one idea: each look goes through all that is
loaded, weights and tables and nouns, and finds little; what is not in circles is freed without it.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

#: New objects after which Python looks for garbage, and how often in more than the new ones. Of adding 90 articles a
#: twentieth went there while only reading was spared it, a fiftieth since the whole run is (2026-11-22).
#: What is not young is looked through every ten million objects: of 300 articles' four million 400 lay in circles
#: there, and a second look at all took as long as the first (2026-11-24).
_SELDOM = (20_000, 500, 100)

_counting = threading.Lock()
#: Runs under way, and the thresholds from before the first of them.
_runs: list[tuple[int, int, int]] = []


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Lets Python look for garbage seldom until the last of the runs that are under way has ended."""
    with _counting:
        _runs.append(_runs[0] if _runs else gc.get_threshold())
        gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        with _counting:
            before = _runs.pop()
            if not _runs:
                gc.set_threshold(*before)


def give_back() -> None:
    """Gives memory that was freed back to the system: Arrow's, and all else where the C library is GNU's.

    What arrays of one part of a run took is else held for more arrays, and Python's objects, which have room of their
    own, come on top: half of 1,200 MB once 20,000 invented articles had their stories (2026-11-24).
    """
    import pyarrow as pa  # whoever only reads needs none

    if (trim := _trim()) is not None:
        trim(0)
    pa.default_memory_pool().release_unused()


@functools.cache
def _trim() -> Callable[[int], int] | None:
    with suppress(OSError, AttributeError):
        found: Callable[[int], int] = ctypes.CDLL("libc.so.6").malloc_trim
        return found
    return None
