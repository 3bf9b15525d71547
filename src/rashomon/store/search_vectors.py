"""Vectors of articles as one file of numbers beside the search index, for every process to look through at once.

Reads the index's table of vectors, which says what there is; writes CASE/index/vectors-STATE-WIDTH.f32 and .n. The one
idea: rows of four-byte numbers one behind the other are mapped, not read, so that a first question costs what a second
does and ten processes share one copy.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Vectors(NamedTuple):
    """Numbers of articles, ascending, and the vector of each."""

    numbers: NDArray[np.int64]
    vectors: NDArray[np.float32]


class VectorFile:
    """The file of one state of an index. `begun`: the state's name; `width`: numbers of a vector."""

    def __init__(self, folder: Path, begun: str, width: int) -> None:
        self._path = folder / f"vectors-{begun[:12]}-{width}.f32"
        self._width = width

    def rows(self) -> Vectors:
        """All vectors, mapped; of a file that is just being written those that are whole."""
        count = self._count()
        if not count:
            return Vectors(np.zeros(0, np.int64), np.zeros((0, self._width), np.float32))
        numbers = np.memmap(self._numbers, np.int64, "r", shape=(count,))
        return Vectors(numbers, np.memmap(self._path, np.float32, "r", shape=(count, self._width)))

    def last(self) -> int:
        """The number of the last article that has a vector here; 0 where none has."""
        rows = self.rows().numbers
        return int(rows[-1]) if len(rows) else 0

    def add(self, numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Puts vectors behind the others; their numbers are larger. One process at a time. Raises OSError."""
        for other in self._path.parent.glob("vectors-*"):
            if other not in (self._path, self._numbers):
                # of an index that was made anew since; who has it mapped keeps it
                with suppress(OSError):
                    other.unlink()
        count = self._count()
        _put(self._path, count * 4 * self._width, np.ascontiguousarray(vectors, np.float32).tobytes())
        # the numbers come last: what they count is there
        _put(self._numbers, count * 8, np.ascontiguousarray(numbers, np.int64).tobytes())

    @property
    def _numbers(self) -> Path:
        return self._path.with_suffix(".n")

    def _count(self) -> int:
        try:
            return min(self._numbers.stat().st_size // 8, self._path.stat().st_size // (4 * self._width))
        except OSError:
            return 0


def _put(path: Path, at: int, body: bytes) -> None:
    """Writes from a place on; what a crash left behind it is cut off."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        os.ftruncate(handle, at)
        with os.fdopen(os.dup(handle), "wb") as file:
            file.seek(at)
            file.write(body)
    finally:
        os.close(handle)
