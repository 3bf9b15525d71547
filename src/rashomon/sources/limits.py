"""What one file, one record and one archive may cost, and how a reader says that something costs too much.

Reads nothing; writes `Limits`, `Budget` and `Unread`. The one idea: every reader spends from one budget that the
size of the file sets, so that no nesting of packed things unfolds to more than that.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rashomon.errors import SourceError

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; sizes are in bytes.

    document: a longer text is a dump, not an article
    line: one row of a table
    head: the headers of one record of a web archive
    unpacked: all that one packed file unfolds to; a day of crawled news packs to a few thousand million
    ratio: how many times its size a packed file may unfold to; news text packs about 4 times, bombs 1,000 times
    records: documents of one file
    members: files in one archive
    depth: archives within archives
    seconds: between two documents of one file; a reader that finds nothing for so long is stuck
    file: a PDF or Word file, of which pictures take the most
    pages: of one PDF
    apart: seconds that the process which reads a PDF may take
    """

    document: int = 20_000_000
    line: int = 20_000_000
    head: int = 65_536
    unpacked: int = 64_000_000_000
    ratio: int = 200
    records: int = 50_000_000
    members: int = 1_000_000
    depth: int = 2
    seconds: float = 600.0
    file: int = 100_000_000
    pages: int = 1_000
    apart: float = 60.0


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that cannot be read, and why, in one sentence."""

    path: str
    error: str


class Stream(Protocol):
    """What is read block by block."""

    def read(self, size: int = -1, /) -> bytes: ...


#: The limits that hold unless told otherwise.
DEFAULT = Limits()


def whole(stream: Stream, most: int) -> bytes:
    """All that a stream holds, up to `most` bytes; read to its end, so that what is broken there is said."""
    pieces: list[bytes] = []
    while most > 0 and (piece := stream.read(most)):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


class Budget:
    """The bytes that one file may still unfold to, over all its layers."""

    def __init__(self, path: str, size: int, limits: Limits) -> None:
        self.path = path
        self.left = min(limits.unpacked, max(1_000_000, size * limits.ratio))

    def spend(self, size: int) -> None:
        """Raises SourceError where nothing is left."""
        self.left -= size
        if self.left < 0:
            raise SourceError(f"unpacks to far more than its size: {self.path!r}; unpack it yourself if you trust it")


def kept_within(
    found: Iterator[Item], path: str, limits: Limits, clock: Callable[[], float] = time.monotonic
) -> Iterator[Item]:
    """The same items. Raises SourceError where there are too many, or where the next one takes too long.

    Only the reader's own time counts, not that of whoever takes the items.
    """
    for number in range(limits.records + 1):
        started = clock()
        item = next(found, None)
        if item is None:
            return
        if clock() - started > limits.seconds:
            raise SourceError(f"took too long: {path!r}; what follows its first {number:,} documents is left out")
        if number == limits.records:
            raise SourceError(f"too many documents in one file: {path!r} has more than {limits.records:,}; split it")
        yield item


def too_long(path: str, limit: int) -> str:
    """The sentence for a text that is longer than an article can be."""
    size = f"{limit // 1_000_000} MB"
    return f"too long for one article: {path!r} has more than {size}; split it into one file an article"
