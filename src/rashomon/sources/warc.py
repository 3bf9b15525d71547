"""Web archives → documents: WARC as crawlers write it (CC-NEWS), and WET, its text alone.

Reads an unpacked stream record by record, writes a Document for each page or PDF that was answered with 200, with its
address and the moment it was fetched. The one idea: a record is found by the line that begins it, so whatever is
broken before that line (a length that lies, a member of the packed file that is damaged) costs one record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.errors import SourceError, Unreadable
from rashomon.record import Document, document_id
from rashomon.sources import pdf
from rashomon.sources.limits import Budget, Limits, Stream
from rashomon.sources.unpack import BROKEN
from rashomon.sources.webbody import READ, decoded_body, headers_of, page_document, split_response

#: Bytes read at once.
BLOCK = 1 << 18
_BEGIN = b"WARC/"
_VERSION = re.compile(rb"WARC/\d+\.\d+\s*$")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z")
#: Record types that hold no page of their own and are no loss.
_SILENT = frozenset({"warcinfo", "request", "metadata"})


@dataclass(frozen=True, slots=True)
class Raw:
    """One record: its headers (names in lower case) and its block; None where the block is too long to be a page."""

    headers: dict[str, str]
    block: bytes | None


def read_warc(path: str, stream: Stream, limits: Limits, budget: Budget) -> Iterator[Document | str]:
    """The pages of a web archive; at its end one sentence with what was passed over, where anything was."""
    passed: Counter[str] = Counter()
    pages = 0
    for record in records(stream, limits):
        if isinstance(record, str):
            yield f"{record}: {path!r}"
            continue
        try:
            found = _page(record, path, limits, budget)
        except SourceError as error:
            yield f"cannot read a record: {record.headers.get('warc-target-uri', '')[:200]!r} in {path!r}; {error}"
            if budget.left < 0:
                return
            continue
        if isinstance(found, Document):
            pages += 1
            yield found
        elif found:
            passed[found] += 1
    if not passed and not pages:
        yield f"no page in the web archive: {path!r}"
    elif passed:
        total, kinds = sum(passed.values()), ", ".join(f"{count:,} {kind}" for kind, count in passed.most_common(6))
        yield f"passed over {total:,} records that hold no page in {path!r}: {kinds}"


def _page(record: Raw, path: str, limits: Limits, budget: Budget) -> Document | str:
    """The document of a record, or in one word why it has none; empty for what nobody misses."""
    kind = record.headers.get("warc-type", "").lower()
    if kind in _SILENT:
        return ""
    if kind not in ("response", "resource", "conversion"):
        return (kind or "without a type")[:40]
    if record.block is None:
        return f"longer than {limits.document // 1_000_000} MB"
    url = record.headers.get("warc-target-uri", "").strip("<> ")[:4000] or None
    if url and not url.lower().startswith(("http://", "https://")):
        return url.split(":")[0][:20]
    if kind == "response":
        return _answered(record.block, url, _fetched(record), path, limits, budget)
    media_type = record.headers.get("content-type", "text/plain").split(";")[0].strip().lower()
    body = record.block
    if media_type in pdf.MEDIA_TYPES:
        return _printed(body, url, _fetched(record), limits)
    if media_type not in READ:
        return media_type[:40]
    if not body.strip():
        return ""
    return Document(document_id(body), url, None, _fetched(record), READ[media_type], None, body)


def _answered(
    block: bytes, url: str | None, fetched: str | None, path: str, limits: Limits, budget: Budget
) -> Document | str:
    head, body = split_response(block, limits.head)
    if head.status != 200:
        return f"status {head.status}"
    is_pdf = head.media_type in pdf.MEDIA_TYPES
    if (head.media_type or "text/html") not in READ and not is_pdf:
        return head.media_type[:40]
    body = decoded_body(head, body, path, limits, budget)
    if is_pdf:
        return _printed(body, url, fetched, limits)
    return page_document(head, body, url, fetched) if body.strip() else "empty"


def _printed(body: bytes, url: str | None, fetched: str | None, limits: Limits) -> Document | str:
    """The document of a PDF, or in a few words why PDF is not read. Raises Unreadable where this one cannot be."""
    if not pdf.is_installed():
        return "PDF, read by the extra 'documents'"
    found = pdf.read_answered(url, body, fetched, None, limits)
    if isinstance(found, str):
        raise Unreadable(found)
    return found


def _fetched(record: Raw) -> str | None:
    found = _INSTANT.match(record.headers.get("warc-date", ""))
    return f"{found.group(1)}Z" if found else None


def records(stream: Stream, limits: Limits) -> Iterator[Raw | str]:
    """Records in order; a string in the place of each that is broken."""
    reader = _Reader(stream)
    while True:
        try:
            begun = reader.seek()
            if begun is None:
                return
            if begun:
                yield "a part of the web archive is broken and was passed over"
            headers = reader.headers(limits.head)
            length = headers.get("content-length", "")
            if not re.fullmatch(r"\d{1,15}", length):
                yield "a record of the web archive does not say how long it is"
                continue
            block = reader.block(int(length), limits.document + limits.head)
            if reader.is_at_end_of_record():
                yield Raw(headers, block)
                continue
            yield "a record of the web archive is not as long as it says and was passed over"
            reader.put_back(block or b"")
        except BROKEN:
            yield "a packed part of the web archive is broken and was passed over"
            reader.drop()
        except ValueError as error:
            yield f"a record of the web archive was passed over: {error}"


class _Reader:
    """A stream with what was read of it and not yet used."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.held = b""
        self.error: Exception | None = None

    def more(self) -> bool:
        block = self._next()
        self.held += block
        return bool(block)

    def _next(self) -> bytes:
        if self.error:
            error, self.error = self.error, None
            raise error
        return self.stream.read(BLOCK)

    def drop(self) -> None:
        self.held = b""

    def put_back(self, block: bytes) -> None:
        self.held = block + self.held

    def is_at_end_of_record(self) -> bool:
        """Whether a record can end here: before an empty line, the next record, or nothing."""
        try:
            while not self.held.startswith((b"\r\n", b"\n")) and len(self.held) < len(_BEGIN) and self.more():
                pass
        except BROKEN as error:
            self.error = error  # this record is whole; the next one is not
        return not self.held or self.held.startswith((b"\r\n", b"\n", _BEGIN))

    def seek(self) -> bool | None:
        """Moves to the next line that begins a record: whether anything was in between; None at the end."""
        between = False
        while True:
            self.held = self.held.lstrip(b"\r\n")
            if self.held.startswith(_BEGIN):
                return between
            if len(self.held) < len(_BEGIN) or _BEGIN.startswith(self.held[: len(_BEGIN)]):
                if not self.more():
                    return None
                continue
            between = True
            found = self.held.find(b"\n" + _BEGIN)
            # a mark may lie across two blocks
            self.held = self.held[found + 1 :] if found >= 0 else self.held[-len(_BEGIN) :]
            if found < 0 and not self.more():
                return None

    def headers(self, limit: int) -> dict[str, str]:
        """The headers of the record that begins here. Raises ValueError where they do not end."""
        while True:
            ends = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := self.held.find(mark, 0, limit)) >= 0]
            if ends:
                break
            if len(self.held) > limit or not self.more():
                self.held = self.held[len(_BEGIN) :]
                raise ValueError("its headers do not end")
        end, gap = min(ends)
        first, *lines = self.held[:end].split(b"\n")
        self.held = self.held[end + gap :]
        if not _VERSION.match(first):
            raise ValueError("its first line is not that of a record")
        return headers_of([line.decode("utf-8", "replace") for line in lines])

    def block(self, length: int, longest: int) -> bytes | None:
        """The next `length` bytes; None, and passed over, where they are more than `longest`.

        Raises ValueError where the archive ends before.
        """
        if length > longest:
            self._skip(length)
            return None
        pieces, have = [self.held], len(self.held)
        while have < length:
            piece = self._next()
            if not piece:
                self.held = b"".join(pieces)
                raise ValueError("the archive ends in the middle of it")
            pieces.append(piece)
            have += len(piece)
        whole = b"".join(pieces)
        self.held = whole[length:]
        return whole[:length]

    def _skip(self, length: int) -> None:
        while length > len(self.held):
            length -= len(self.held)
            self.held = self._next()
            if not self.held:
                raise ValueError("the archive ends in the middle of it")
        self.held = self.held[length:]
