"""paths → documents: files, folders, globs and standard input, a document for each text in them.

Reads .txt .md .html .htm .xhtml .json .jsonl .ndjson .csv .tsv, and the same packed with gzip; writes Documents,
and an `Unread` with one sentence for whatever cannot be read. The one idea: bad input costs itself, in time and
memory that its size bounds, and never the run.
"""

from __future__ import annotations

import glob
import gzip
import io
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import SourceError
from rashomon.record import Document, document_id
from rashomon.sources.tables import read_json, read_json_lines, read_table


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. All in bytes, but `ratio`: how many times its size a packed file may unfold to."""

    document: int = 20_000_000  # a longer text is a dump, not an article
    table: int = 2_000_000_000  # rows are read one after the other
    line: int = 20_000_000  # one row of a table
    unpacked: int = 2_000_000_000
    ratio: int = 200  # news text packs about 4 times; bombs pack 1,000 times


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that cannot be read, and why, in one sentence."""

    path: str
    error: str


TEXTS = {".txt": "text/plain", ".md": "text/plain", ".text": "text/plain", ".html": "text/html",
".htm": "text/html", ".xhtml": "text/html"}
ROWS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv"})
_DOMAIN = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,3}|info|news|press|media|example)$", re.I)


def read(paths: Iterable[str | Path], limits: Limits = Limits()) -> Iterator[Document | Unread]:
    """Documents in the order of the paths; files of a folder in the order of their names. Never raises for a file."""
    for path in paths:
        if str(path) == "-":
            yield from _guarded("-", lambda: _standard_input(limits))
            continue
        found = False
        for file in _files(str(path)):
            found = True
            yield from _guarded(file, lambda file=file: read_file(file, limits))
        if not found:
            yield Unread(str(path), _missing(str(path)))


def read_file(path: str, limits: Limits) -> Iterator[Document | Unread]:
    """The documents of one file. Raises SourceError, OSError, EOFError or zlib.error where it cannot be read."""
    size = Path(path).stat().st_size
    if size == 0:
        yield Unread(path, f"nothing in the file: {path!r}")
        return
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    packed = suffixes[-1:] == [".gz"]
    kind = (suffixes[-2:-1] if packed else suffixes[-1:]) or [""]
    with Path(path).open("rb") as raw:
        stream = _Unpacking(raw, path, size, limits) if packed or raw.peek(2)[:2] == b"\x1f\x8b" else raw
        yield from _documents(path, stream, kind[0], limits)


def _documents(path: str, stream: BinaryIO | _Unpacking, suffix: str, limits: Limits) -> Iterator[Document | Unread]:
    if suffix in ROWS:
        for row in _rows(path, stream, suffix, limits):
            yield replace_outlet(row, path) if isinstance(row, Document) else row
        return
    body = stream.read(limits.document + 1)
    if len(body) > limits.document:
        yield Unread(path, _too_long(path, limits.document))
    elif not body.strip():
        yield Unread(path, f"nothing in the file but white space: {path!r}")
    else:
        media_type = sniffed(body) and (TEXTS.get(suffix) or sniffed(body))
        if media_type is None:
            yield Unread(path, f"not a text: {path!r} looks like a binary file")
        else:
            yield Document(document_id(body), path, outlet_of_folder(path), None, media_type, None, body)


def _rows(path: str, stream: BinaryIO | _Unpacking, suffix: str, limits: Limits) -> Iterator[Document | Unread]:
    if suffix == ".json":
        body = stream.read(limits.document * 10 + 1)
        if len(body) > limits.document * 10:
            yield Unread(path, f"{_too_long(path, limits.document * 10)}; write one object a line and name it .jsonl")
            return
        found = read_json(path, body)
    elif suffix in (".csv", ".tsv"):
        found = read_table(path, stream, "\t" if suffix == ".tsv" else None, limits.line)
    else:
        found = read_json_lines(path, stream, limits.line)
    for row in found:
        yield Unread(path, row) if isinstance(row, str) else row


def replace_outlet(document: Document, path: str) -> Document:
    """A row's document with the folder's outlet where the row names none."""
    return replace(document, outlet=document.outlet or outlet_of_folder(path))


def outlet_of_folder(path: str) -> str | None:
    """The name of the nearest folder that looks like a domain ("presstv.ir"); other names say nothing."""
    for part in reversed(Path(path).parts[:-1]):
        if _DOMAIN.match(part) and not part.lower().endswith((".case", ".git", ".d")):
            return part.lower().removeprefix("www.")
    return None


def sniffed(body: bytes) -> str | None:
    """The media type of bytes without a telling name; None for what is not text."""
    head = body[:2048].lstrip().lower()
    if b"<html" in head or b"<!doctype html" in head or head.startswith((b"<body", b"<article", b"<div")):
        return "text/html"
    sample = body[:8192]
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text/plain"
    if sample[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\x7fELF") or sample[:3] == b"\xff\xd8\xff":
        return None
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return "text/plain" if control <= 0.02 * len(sample) else None


class _Unpacking:
    """A gzip stream that stops where it unfolds to more than its size allows."""

    def __init__(self, raw: BinaryIO, path: str, size: int, limits: Limits) -> None:
        self.stream = gzip.GzipFile(fileobj=raw)
        self.path = path
        self.left = min(limits.unpacked, max(1_000_000, size * limits.ratio))

    def read(self, size: int = -1) -> bytes:
        wanted = self.left + 1 if size < 0 else min(size, self.left + 1)
        return self._counted(self.stream.read(wanted))

    def _counted(self, data: bytes) -> bytes:
        self.left -= len(data)
        if self.left < 0:
            raise SourceError(f"unpacks to far more than its size: {self.path!r}; unpack it yourself if you trust it")
        return data


def _standard_input(limits: Limits) -> Iterator[Document | Unread]:
    """What is piped in: one text or page, or JSON lines."""
    stream = io.BytesIO(sys.stdin.buffer.read(limits.document * 10 + 1))
    if len(stream.getvalue()) > limits.document * 10:
        yield Unread("-", _too_long("-", limits.document * 10))
        return
    head = stream.getvalue()[:200].lstrip()
    suffix = ".jsonl" if head.startswith(b"{") else ".json" if head.startswith((b'[{', b"[\n")) else ""
    for found in _documents("-", stream, suffix, limits):
        yield replace(found, url=None) if isinstance(found, Document) and found.url == "-" else found


def _guarded(path: str, documents: object) -> Iterator[Document | Unread]:
    try:
        yield from documents()  # type: ignore[operator]  # a closure that opens the file late
    except SourceError as error:
        yield Unread(path, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Unread(path, f"the packed file is broken: {path!r}; pack it again")
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Unread(path, f"cannot read: {path!r}; {reason.lower()[:120]}")


def _files(path: str) -> Iterator[str]:
    """The files that a path, a folder or a glob names; hidden ones are left out of folders."""
    if Path(path).is_dir():
        for folder, inner, names in os.walk(path):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (str(Path(folder, name)) for name in sorted(names) if not name.startswith("."))
    elif Path(path).exists():
        yield path
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 (globs may be absolute)
            yield from _files(match)


def _missing(path: str) -> str:
    if Path(path).is_dir():
        return f"no files in the folder: {path!r}"
    return f"no file matches: {path!r}" if glob.has_magic(path) else f"no such file or folder: {path!r}"


def _too_long(path: str, limit: int) -> str:
    size = f"{limit // 1_000_000} MB"
    return f"too long for one article: {path!r} has more than {size}; split it into one file an article"
