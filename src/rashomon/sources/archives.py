"""Zip and tar archives → the streams of their members.

Reads an archive member by member, gives each one's name and stream; nothing is ever written to disk. The one idea: a
name in an archive is a label and never a path, and all members of an archive spend from one budget.
"""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from rashomon.errors import SourceError
from rashomon.sources.limits import Budget, Limits, Stream

#: Bytes that the long name or the attributes of one member of a tar archive may take.
LONGEST_HEADER = 1_000_000
#: How members of a zip archive may be packed: as everybody packs them. LZMA asks for memory by the file's word.
_PACKED_AS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
#: What broken archives raise, beside what broken packing raises.
BROKEN_ARCHIVE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. `stream` is good until the next member is asked for."""

    name: str
    stream: Stream
    size: int


def zip_members(path: str, file: BinaryIO, limits: Limits, budget: Budget) -> Iterator[Member | str]:
    """The files of a zip archive in its order; a string for each that cannot be read, and why."""
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        if len(infos) > limits.members:
            raise SourceError(f"too many files in the archive: {path!r} has {len(infos):,}")
        for info in infos:
            if info.filename.endswith("/") or _is_hidden(info.filename):
                continue
            wrong = _wrong_name(info.filename) or _wrong_packing(info)
            if wrong:
                yield f"not read from {path!r}: {info.filename[:200]!r}; {wrong}"
                continue
            try:
                opened = archive.open(info)
            except BROKEN_ARCHIVE as error:
                yield f"broken in {path!r}: {info.filename[:200]!r}; {str(error).lower()[:80]}"
                continue
            with opened:
                yield Member(info.filename, _Spending(opened, budget), info.file_size)


def tar_members(path: str, stream: Stream, limits: Limits, budget: Budget) -> Iterator[Member | str]:
    """The files of a tar archive in its order, read as it streams by. Holes in sparse files count, too."""
    with tarfile.open(fileobj=_Counted(stream), mode="r|", tarinfo=_Header) as archive:
        for number, info in enumerate(archive):
            if number >= limits.members:
                raise SourceError(f"too many files in the archive: {path!r} has more than {limits.members:,}")
            archive.members = []  # type: ignore[attr-defined]  # else the archive keeps the header of every member
            if info.isdir() or _is_hidden(info.name):
                continue
            wrong = _wrong_name(info.name) or (None if info.isreg() else "it is a link or a device, not a file")
            opened = None if wrong else archive.extractfile(info)
            if opened is None:
                yield f"not read from {path!r}: {info.name[:200]!r}; {wrong or 'it has no content'}"
                continue
            yield Member(info.name, _Spending(opened, budget), info.size)


def _wrong_packing(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 1:
        return "it is locked with a password: unpack it first"
    return None if info.compress_type in _PACKED_AS else "it is packed in an unusual way"


def _wrong_name(name: str) -> str | None:
    """Why a name in an archive is refused: an archive that leads outside of itself was made to do harm."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or (len(name) > 1 and name[1] == ":"):
        return "its name leads out of the archive"
    if not name or len(name) > 1000 or any(ord(sign) < 32 for sign in name):
        return "its name is not one of a file"
    return None


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)


class _Header(tarfile.TarInfo):
    """A member's header that may not say that its long name fills the memory."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if not self.isreg() and self.size > LONGEST_HEADER:
            raise tarfile.ReadError("a header in the archive is too long")
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]  # the hook that tarfile names for subclasses


class _Spending:
    """A member's stream that spends what it unfolds to, and cannot be sought in."""

    def __init__(self, stream: Stream, budget: Budget) -> None:
        self.stream = stream
        self.budget = budget

    def read(self, size: int = -1, /) -> bytes:
        data = self.stream.read(size if size >= 0 else self.budget.left + 1)
        self.budget.spend(len(data))
        return data


class _Counted(io.RawIOBase):
    """A stream as tarfile wants one."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        return self.stream.read(size)
