"""Packed bytes → bytes: gzip, bzip2, xz, Zstandard and Brotli, each no further than its budget.

Reads a stream, gives a stream. The one idea: no call unfolds more than it was asked for, so a bomb costs a block
of memory and is refused as soon as its budget is spent.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from rashomon.errors import SourceError, Unreadable
from rashomon.sources.limits import Budget, Stream, whole

#: How the names of packed files end.
PACKED = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
#: How packed streams begin.
MAGIC = ((b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"))
#: What broken packed streams raise.
BROKEN = (zlib.error, lzma.LZMAError, EOFError)
#: Packed bytes read at once.
BLOCK = 65_536
#: Bytes that unpacking one xz stream may take; a hostile header asks for 4 GB.
XZ_MEMORY = 256_000_000

_GZIP = b"\x1f\x8b\x08"


class Unpacked(Protocol):
    """A decompressor of the standard library: bz2's, lzma's, or zlib's in a coat."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def packing_of(suffix: str, head: bytes) -> str | None:
    """How a file is packed, by the first bytes and the end of its name; None where it is not."""
    return next((name for mark, name in MAGIC if head.startswith(mark)), PACKED.get(suffix))


def unpacked(stream: Stream, packing: str, budget: Budget) -> Unpacking | ArrowUnpacking:
    """A stream of what is packed in another. Its `read` raises one of BROKEN, OSError or SourceError."""
    if packing in ("zstd", "brotli"):
        return ArrowUnpacking(stream, packing, budget)
    return Unpacking(stream, packing, budget)


class Unpacking:
    """A packed stream, read member by member.

    `read` raises one of BROKEN where a member is broken; what a later `read` gives begins with the next member.
    """

    def __init__(self, stream: Stream, packing: str, budget: Budget) -> None:
        self.stream = stream
        self.budget = budget
        self.packing = packing
        self.member: Unpacked | None = None
        self.packed = b""
        self.begun = False
        self.error: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, all that is left where it is negative; nothing at the end."""
        pieces: list[bytes] = []
        wanted = size
        while wanted != 0:
            try:
                piece = b"" if self.error else self._piece(min(wanted, BLOCK * 16) if wanted > 0 else BLOCK * 16)
            except (*BROKEN, OSError) as broken:
                # what is whole comes first; the next call says what is broken
                self.error, piece = broken, b""
            if self.error and not pieces:
                error, self.error = self.error, None
                raise error
            if not piece:
                break
            pieces.append(piece)
            wanted -= len(piece) if wanted > 0 else 0
        return b"".join(pieces)

    def _piece(self, most: int) -> bytes:
        """At least one byte unless the stream is at its end."""
        while True:
            if self.member is None and not self._next_member():
                return b""
            try:
                piece = self._unfold(most)
            except (*BROKEN, OSError):
                self._pass_over()
                raise
            if piece:
                self.budget.spend(len(piece))
                return piece

    def _unfold(self, most: int) -> bytes:
        assert self.member is not None
        if self.member.needs_input and not self.packed:
            self.packed = self.stream.read(BLOCK)
        ended = self.member.needs_input and not self.packed
        data = self.packed if self.member.needs_input else b""
        piece = self.member.decompress(data, most)
        self.packed = self.packed[len(data) :]
        if self.member.eof:
            self.packed = self.member.unused_data + self.packed
            self.member = None
        elif ended and not piece:
            raise EOFError("the packed data end in the middle")
        return piece

    def _next_member(self) -> bool:
        """Opens the next member; zeros and other filling after the last one are passed over."""
        self.packed = (self.packed or self.stream.read(BLOCK)).lstrip(b"\x00") if self.begun else self.packed
        while not self.packed:
            self.packed = self.stream.read(BLOCK)
            if not self.packed:
                return False
            self.packed = self.packed.lstrip(b"\x00") if self.begun else self.packed
        self.begun = True
        self.member = _OPENERS[self.packing]()
        return True

    def _pass_over(self) -> None:
        """Leaves a broken member: what follows begins where the next gzip header stands."""
        tail = self.member.tail if isinstance(self.member, _Gunzip) else b""
        self.member = None
        if self.packing != "gzip":
            self.packed, self.stream = b"", _Nothing()
            return
        rest = (tail + self.packed)[1:]
        while True:
            found = rest.find(_GZIP)
            if found >= 0:
                self.packed = rest[found:]
                return
            block = self.stream.read(BLOCK)
            if not block:
                self.packed = b""
                return
            rest = rest[-2:] + block


class _Gunzip:
    """zlib's decompressor with the manners of bz2's; a gzip member with its header and checksum."""

    def __init__(self, window: int = 31) -> None:
        self.inner = zlib.decompressobj(window)
        self.unused_data = b""
        self.tail = b""

    @property
    def eof(self) -> bool:
        return self.inner.eof

    @property
    def needs_input(self) -> bool:
        return not self.inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        # zlib changes its tail even where it raises
        self.tail = self.inner.unconsumed_tail
        piece = self.inner.decompress(self.tail + data, max(max_length, 0))
        self.unused_data = self.inner.unused_data
        return piece


def _unxz() -> Unpacked:
    return lzma.LZMADecompressor(memlimit=XZ_MEMORY)


_OPENERS: dict[str, Callable[[], Any]] = {
    "gzip": _Gunzip,
    "zlib": lambda: _Gunzip(15),
    "deflate": lambda: _Gunzip(-15),
    "bzip2": bz2.BZ2Decompressor,
    "xz": _unxz,
}


class ArrowUnpacking:
    """Zstandard and Brotli by Arrow, which unfolds no more than it is asked for."""

    def __init__(self, stream: Stream, packing: str, budget: Budget) -> None:
        import pyarrow as pa

        self.stream = pa.CompressedInputStream(pa.PythonFile(_Readable(stream), mode="r"), packing)
        self.budget = budget
        self.ended = False

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, all that is left where it is negative; nothing at the end."""
        pieces: list[bytes] = []
        left = size
        while left != 0 and not self.ended:
            piece = self.stream.read(min(left, BLOCK * 16) if left > 0 else BLOCK * 16)
            self.ended = not piece
            self.budget.spend(len(piece))
            pieces.append(piece)
            left -= len(piece) if left > 0 else 0
        return b"".join(pieces)


class _Readable:
    """A stream as Arrow wants one."""

    closed = False

    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        return self.stream.read(size)

    def close(self) -> None:
        return None


class _Nothing:
    def read(self, size: int = -1, /) -> bytes:
        return b""


#: Content-Encoding as servers write it → how it is packed.
_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "br": "brotli", "zstd": "zstd", "deflate": "zlib"}


def content_decoded(body: bytes, codings: str, budget: Budget, longest: int) -> bytes:
    """The body of an HTTP response without its Content-Encoding.

    A body that is not what the header says is taken as it is: crawlers unpack bodies and keep the header. Raises
    SourceError where it unfolds to more than `longest` bytes, Unreadable where its coding is unknown or broken.
    """
    for coding in reversed([part.strip().lower() for part in codings.split(",") if part.strip()][:3]):
        if coding in ("identity", "none", "utf-8"):
            continue
        if coding not in _CODINGS:
            raise Unreadable(f"the body is packed in an unknown way: {coding[:40]!r}")
        body = _decoded_once(body, _CODINGS[coding], budget, longest)
    return body


def _decoded_once(body: bytes, packing: str, budget: Budget, longest: int) -> bytes:
    try:
        found = whole(unpacked(io.BytesIO(body), packing, budget), longest + 1)
    except (*BROKEN, OSError) as error:
        if _looks_plain(body):
            return body
        if packing == "zlib":  # what the standard calls deflate has a header; what many servers send has none
            return _decoded_once(body, "deflate", budget, longest)
        raise Unreadable(f"the body is not packed as its header says: {packing}") from error
    if len(found) > longest:
        raise SourceError(f"the body unfolds to more than {longest // 1_000_000} MB")
    return found


def _looks_plain(body: bytes) -> bool:
    head = body[:512].lstrip()
    return head.startswith((b"<", b"{", b"[")) or (bool(head) and all(byte >= 9 for byte in head))
