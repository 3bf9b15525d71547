"""paths → documents: files, folders, globs, archives and standard input, a document for each text in them.

Reads texts (.txt .md .html .htm .xhtml), printed pages (.pdf), Word files and OpenDocument texts (.docx .odt), rows
(.json .jsonl .ndjson .csv .tsv .parquet), feeds (.rss .atom .xml), web archives (.warc .wet), saved mail and pages
(.eml .mht .mhtml) and archives (.zip .tar .tgz) of all these, and any of them packed (.gz .bz2 .xz .zst); writes
Documents, and an `Unread` with one sentence for whatever cannot be read. The one idea: bad input costs itself, in time
and memory that its size bounds, and never the run.
"""

from __future__ import annotations

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from rashomon.errors import SourceError
from rashomon.record import Document, document_id
from rashomon.sources.archives import BROKEN_ARCHIVE, Member, tar_members, zip_members
from rashomon.sources.feeds import FEEDS, SITEMAPS, read_feed, root_name
from rashomon.sources.limits import DEFAULT, Budget, Limits, Stream, Unread, kept_within, too_long, whole
from rashomon.sources.mail import read_message
from rashomon.sources.office import OLD_OFFICE
from rashomon.sources.open_document import read_open_document
from rashomon.sources.parquet import read_parquet
from rashomon.sources.pdf import read_pdf
from rashomon.sources.tables import read_json, read_json_lines, read_table
from rashomon.sources.unpack import BROKEN, PACKED, packing_of, unpacked
from rashomon.sources.warc import read_warc
from rashomon.sources.word import read_word

__all__ = ["Limits", "Unread", "read", "read_bytes"]

Found = Iterator[Document | Unread]
#: A file, folder, glob or "-"; or what a reader gave already.
Source = str | Path | Document | Unread

TEXTS = {".txt": "text/plain", ".md": "text/plain", ".text": "text/plain", ".html": "text/html",
".htm": "text/html", ".xhtml": "text/html"}
ROWS = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".pq"})
WEB_ARCHIVES = frozenset({".warc", ".wet"})
ZIPS = frozenset({".zip"})
TARS = frozenset({".tar", ".tgz", ".tbz2", ".txz"})
MESSAGES = frozenset({".eml", ".mht", ".mhtml"})
FEED_FILES = frozenset({".rss", ".atom", ".xml", ".rdf"})
#: Files of office programs → what reads them; and what these write besides, which is said.
OFFICE = {".docx": read_word, ".docm": read_word, ".odt": read_open_document}
UNREAD_OFFICE = frozenset({".doc", ".rtf", ".pages", ".wpd"})
#: How the sentence ends for an error that no reader foresaw.
UNFORESEEN = "its bytes were not foreseen; please report the file"
#: What is read in one stroke, and is no longer than this many articles.
_WHOLE = 10
_DOMAIN = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:[a-z]{2,3}|info|news|press|media|example)$", re.I)
_TRAPS = (SourceError, OSError, ValueError, RecursionError, MemoryError, *BROKEN, *BROKEN_ARCHIVE)


def read(paths: Source | Iterable[Source], limits: Limits = DEFAULT) -> Found:
    """Documents in the order of the paths; files of a folder in the order of their names. Never raises for a file.

    What is a Document already is given on as it is.
    """
    for path in _each(paths):
        if isinstance(path, Document | Unread):
            yield path
            continue
        if str(path) == "-":
            yield from _guarded("-", partial(_standard_input, limits), limits)
            continue
        found = False
        for file in _files(str(path)):
            found = True
            if isinstance(file, Unread):
                yield file
            else:
                yield from _guarded(file, partial(read_file, file, limits), limits)
        if not found:
            yield Unread(str(path), _missing(str(path)))


def none_there(paths: Source | Iterable[Source]) -> list[str]:
    """A sentence for each of these paths where not one of them leads to a file; else nothing. Reads no file."""
    absent = []
    for path in _each(paths):
        if isinstance(path, Document | Unread) or str(path) == "-":
            return []
        barred = []
        for file in _files(str(path)):
            if not isinstance(file, Unread):
                return []
            barred.append(file.error)
        absent += barred or [_missing(str(path))]
    return absent


def _each(paths: Source | Iterable[Source]) -> Iterable[Source]:
    """One path alone is that path, not its letters."""
    return (paths,) if isinstance(paths, Source) else paths


def read_bytes(path: str, body: bytes, limits: Limits = DEFAULT) -> Found:
    """The documents of bytes in hand, as of a file of this name. Never raises for what they hold."""
    stream, budget = io.BytesIO(body), Budget(path, len(body), limits)
    return _guarded(path, partial(read_stream, path, stream, budget, limits, 0), limits)


def read_file(path: str, limits: Limits) -> Found:
    """The documents of one file. Raises what is in _TRAPS where it cannot be read."""
    facts = Path(path).stat()
    if not stat.S_ISREG(facts.st_mode):
        yield Unread(path, f"not a file: {path!r} is a pipe or a device; give its text on standard input with -")
    elif facts.st_size == 0:
        yield Unread(path, f"nothing in the file: {path!r}")
    else:
        with Path(path).open("rb") as raw:
            yield from read_stream(path, raw, Budget(path, facts.st_size, limits), limits, 0)


def read_stream(path: str, stream: Stream, budget: Budget, limits: Limits, depth: int) -> Found:
    """The documents of a stream, by the end of its name and its first bytes; `depth` archives hold it."""
    stream = _Peeking(stream)
    suffix = _suffix(path)
    for _ in range(2):
        packing = packing_of(suffix, stream.peek())
        if packing is None:
            break
        stream = _Peeking(unpacked(stream, packing, budget))
        suffix = ".tar" if suffix in TARS else _suffix(path, 1) if suffix in PACKED else suffix
    if suffix in ZIPS or suffix in TARS:
        yield from _archive(path, stream, suffix, budget, limits, depth)
    elif suffix in WEB_ARCHIVES or stream.peek().startswith(b"WARC/1."):
        yield from _unread(path, read_warc(path, stream, limits, budget))
    elif suffix in ROWS:
        for row in _unread(path, _rows(path, stream, suffix, budget, limits)):
            yield replace_outlet(row, path) if isinstance(row, Document) else row
    elif suffix in OFFICE or suffix == ".pdf" or stream.peek().startswith(b"%PDF"):
        yield from _office(path, stream, suffix, budget, limits)
    else:
        yield from _whole(path, stream, suffix, limits)


def _office(path: str, stream: Stream, suffix: str, budget: Budget, limits: Limits) -> Found:
    """What is printed or was written to be: one article a file."""
    body = whole(stream, limits.file + 1)
    if len(body) > limits.file:
        yield Unread(path, too_long(path, limits.file))
        return
    found = OFFICE[suffix](path, body, limits, budget) if suffix in OFFICE else read_pdf(path, body, limits)
    yield replace_outlet(found, path) if isinstance(found, Document) else Unread(path, found)


def _archive(path: str, stream: _Peeking, suffix: str, budget: Budget, limits: Limits, depth: int) -> Found:
    """The documents of an archive's members, each under the archive's name and its own."""
    if depth >= limits.depth:
        yield Unread(path, f"too many archives within one another: {path!r}; unpack the outer ones")
        return
    members: Iterator[Member | str]
    if suffix in ZIPS:
        file = _seekable(stream, path, limits)
        members = zip_members(path, file, limits, budget)
    else:
        members = tar_members(path, stream, limits, budget)
    for member in members:
        if isinstance(member, str):
            yield Unread(path, member)
            continue
        inner = f"{path}/{member.name}"
        if member.size == 0:
            yield Unread(inner, f"nothing in the file: {inner!r}")
            continue
        yield from _guarded(inner, partial(read_stream, inner, member.stream, budget, limits, depth + 1), limits)
        if budget.left < 0:
            return


def _rows(path: str, stream: _Peeking, suffix: str, budget: Budget, limits: Limits) -> Iterator[Document | str]:
    if suffix in (".parquet", ".pq"):
        return read_parquet(path, _seekable(stream, path, limits), limits, budget)
    if suffix == ".json":
        body = whole(stream, limits.document * _WHOLE + 1)
        if len(body) > limits.document * _WHOLE:
            long = f"{too_long(path, limits.document * _WHOLE)}; write one object a line and name it .jsonl"
            return iter([long])
        return read_json(path, body)
    if suffix in (".csv", ".tsv"):
        return read_table(path, stream, "\t" if suffix == ".tsv" else None, limits.line)
    return read_json_lines(path, stream, limits.line)


def _whole(path: str, stream: Stream, suffix: str, limits: Limits) -> Found:
    """What is read in one stroke: a text, a page, a feed, a message."""
    body = whole(stream, limits.document + 1)
    if len(body) > limits.document:
        yield Unread(path, too_long(path, limits.document))
    elif not body.strip():
        yield Unread(path, f"nothing in the file but white space: {path!r}")
    elif suffix in MESSAGES:
        yield from _unread(path, read_message(path, body))
    elif suffix not in TEXTS and root_name(body[:8192]) in FEEDS | SITEMAPS:
        for found in _unread(path, read_feed(path, body, limits)):
            yield replace_outlet(found, path) if isinstance(found, Document) else found
    else:
        yield _text(path, body, suffix)


def _text(path: str, body: bytes, suffix: str) -> Document | Unread:
    marked_up = "text/html" if suffix in FEED_FILES else None
    media_type = sniffed(body) and (TEXTS.get(suffix) or marked_up or sniffed(body))
    if suffix in UNREAD_OFFICE or body.startswith(OLD_OFFICE):
        return Unread(path, f"not read: {path!r} is of an office program; save it as .docx, .odt, .pdf or .txt")
    if media_type is None:
        return Unread(path, f"not a text: {path!r} looks like a binary file; save it as .txt or .html")
    return Document(document_id(body), path, outlet_of_folder(path), None, media_type, None, body)


def replace_outlet(document: Document, path: str) -> Document:
    """A row's document with the folder's outlet where the row names none."""
    return replace(document, outlet=document.outlet or outlet_of_folder(path))


def outlet_of_folder(path: str) -> str | None:
    """The name of the nearest folder that looks like a domain ("presstv.ir"); other names say nothing."""
    for part in reversed(Path(path).parts[:-1]):
        if _DOMAIN.match(part) and not part.lower().endswith((".case", ".git", ".d", ".zip", ".tar", ".tgz", ".gz")):
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


class _Peeking:
    """A stream whose first bytes can be looked at before they are read."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.held: bytes | None = None

    def peek(self) -> bytes:
        """The first bytes, up to six."""
        if self.held is None:
            self.held = self.stream.read(6)
        return self.held

    def read(self, size: int = -1, /) -> bytes:
        if not self.held:
            return self.stream.read(size)
        held, self.held = self.held, b""
        if 0 <= size < len(held):
            self.held = held[size:]
            return held[:size]
        return held + self.stream.read(size - len(held) if size >= 0 else size)


def _seekable(stream: _Peeking, path: str, limits: Limits) -> BinaryIO:
    """The file behind a stream; what has none is read into memory, as far as one file may be."""
    if isinstance(stream.stream, io.BufferedReader | io.BytesIO):
        stream.stream.seek(0)
        return stream.stream
    body = whole(stream, limits.document * _WHOLE + 1)
    if len(body) > limits.document * _WHOLE:
        raise SourceError(f"too large to be read within another file: {path!r}; unpack the outer one")
    return io.BytesIO(body)


def _standard_input(limits: Limits) -> Found:
    """What is piped in: one text, page or feed, JSON lines, or a web archive."""
    body = sys.stdin.buffer.read(limits.document * _WHOLE + 1)
    if len(body) > limits.document * _WHOLE:
        yield Unread("-", too_long("-", limits.document * _WHOLE))
        return
    head = body[:200].lstrip()
    suffix = ".jsonl" if head.startswith(b"{") else ".json" if head.startswith((b"[{", b"[\n")) else ""
    for found in read_stream(f"-{suffix}", io.BytesIO(body), Budget("-", len(body), limits), limits, 0):
        yield replace(found, url=None) if isinstance(found, Document) and found.url == f"-{suffix}" else found


def _unread(path: str, found: Iterator[Document | str]) -> Found:
    return (Unread(path, item) if isinstance(item, str) else item for item in found)


def _guarded(path: str, documents: Callable[[], Found], limits: Limits) -> Found:
    """The same documents; whatever a reader raises becomes one sentence, and what it gave before stays."""
    try:
        found = documents()
        with closing(found):  # type: ignore[type-var]  # generators close; Iterator does not say so
            yield from kept_within(found, path, limits)
    except _TRAPS as error:
        yield Unread(path, _sentence(path, error))
    except Exception as error:  # a poison file costs itself, whatever a library raises on it; fuzzing looks for these
        yield Unread(path, f"cannot read: {path!r}; {type(error).__name__}: {UNFORESEEN}")


def _sentence(path: str, error: BaseException) -> str:
    if isinstance(error, SourceError):
        return str(error)
    if isinstance(error, RecursionError):
        return f"nested too deeply: {path!r}"
    if isinstance(error, BROKEN):
        return f"the packed file is broken: {path!r}; pack it again"
    if isinstance(error, BROKEN_ARCHIVE):
        return f"the archive is broken: {path!r}; pack it again"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    first = next(iter(reason.lower().splitlines()), type(error).__name__)
    return f"cannot read: {path!r}; {first[:120].rstrip('.')}"


def _files(path: str) -> Iterator[str | Unread]:
    """The files that a path, a folder or a glob names; hidden ones are left out of folders.

    A folder that may not be looked into is an `Unread`, and so is a link to a folder, which might lead round in a ring.
    """
    if Path(path).is_dir():
        barred: list[OSError] = []
        for folder, inner, names in os.walk(path, onerror=barred.append):
            inner[:] = sorted(name for name in inner if not name.startswith("."))
            yield from (str(Path(folder, name)) for name in sorted(names) if not name.startswith("."))
            for linked in (str(Path(folder, name)) for name in inner if Path(folder, name).is_symlink()):
                yield Unread(linked, f"a link to a folder is not followed: {linked!r}; name that folder itself")
        for error in barred:
            name = str(error.filename or path)
            yield Unread(name, _sentence(name, error))
    elif Path(path).exists():
        yield path
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207 (globs may be absolute)
            yield from _files(match)


def _missing(path: str) -> str:
    if Path(path).is_dir():
        return f"no files in the folder: {path!r}"
    return f"no file matches: {path!r}" if glob.has_magic(path) else f"no such file or folder: {path!r}"


def _suffix(path: str, place: int = 0) -> str:
    """The end of a file's name, in lower case: the last one, or the one `place` before it."""
    suffixes = Path(path).suffixes
    return suffixes[-1 - place].lower() if len(suffixes) > place else ""
