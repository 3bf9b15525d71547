"""The head and body of an HTTP response → a Document.

Reads bytes as a server or a crawler's archive gives them, writes a Document whose body is the page without its
transfer and content codings. The one idea: what a response says about itself (status, type, charset) is weighed in
one place, whether it comes from an archive or from the web.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.errors import SourceError, Unreadable
from rashomon.record import Document, document_id
from rashomon.sources.limits import Budget, Limits, too_long
from rashomon.sources.unpack import content_decoded

#: Media types that hold text for readers → the type that a document of theirs has.
READ = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/plain",
}
#: Header lines of one response.
MOST_HEADERS = 300
_CHARSET = re.compile(r"charset\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,30})", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """The status and headers of a response; names of headers are in lower case, the first of each counts."""

    status: int
    headers: dict[str, str]

    @property
    def media_type(self) -> str:
        """The media type in lower case, empty where none is stated."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()[:100]

    @property
    def charset(self) -> str | None:
        """The encoding that the response states."""
        found = _CHARSET.search(self.headers.get("content-type", "")[:300])
        return found.group(1) if found else None


def split_response(payload: bytes, limit: int) -> tuple[Head, bytes]:
    """Head and body of a whole response as it went over the wire. Raises Unreadable where there is no head."""
    end, gap = min(
        ((payload.find(mark, 0, limit), len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if mark in payload[:limit]),
        default=(-1, 0),
    )
    if end < 0:
        raise Unreadable("the response has no end of its headers")
    first, *lines = payload[:end].decode("latin-1").split("\n")
    status = re.match(r"HTTP/\d(?:\.\d)?\s+(\d{3})", first)
    if status is None:
        raise Unreadable("the response does not begin with a status")
    return Head(int(status.group(1)), headers_of(lines)), payload[end + gap :]


def headers_of(lines: list[str]) -> dict[str, str]:
    """Header lines as names in lower case and values; lines that are none are passed over."""
    found: dict[str, str] = {}
    for line in lines[:MOST_HEADERS]:
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found.setdefault(name.strip().lower(), value.strip())
    return found


def page_document(head: Head, body: bytes, url: str | None, fetched: str | None, outlet: str | None = None) -> Document:
    """A body without codings as a document, under the type that its head states."""
    return Document(
        document_id(body), url, outlet, fetched, READ.get(head.media_type, "text/html"), head.charset, body
    )  # fmt: skip


def decoded_body(head: Head, body: bytes, path: str, limits: Limits, budget: Budget) -> bytes:
    """The body without transfer and content codings. Raises SourceError where it is too long or broken."""
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    body = content_decoded(body, head.headers.get("content-encoding", ""), budget, limits.document)
    if len(body) > limits.document:
        raise SourceError(too_long(path, limits.document))
    return body


def dechunked(body: bytes) -> bytes:
    """The chunks of a body put together; a body that is not chunked, or not to its end, as far as it is."""
    pieces: list[bytes] = []
    place = 0
    while True:
        end = body.find(b"\n", place, place + 300)
        size = _chunk_size(body[place:end]) if end >= 0 else None
        if size is None:
            # crawlers store bodies put together and keep the header
            return b"".join(pieces) if pieces else body
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 1 : end + 1 + size])
        place = end + 1 + size
        place += 2 if body[place : place + 2] == b"\r\n" else 1


def _chunk_size(line: bytes) -> int | None:
    found = re.fullmatch(rb"\s*([0-9a-fA-F]{1,8})\s*(?:;.*)?\r?", line, re.S)
    return int(found.group(1), 16) if found else None
