"""A zip of XML, as office programs write it → its parts, and the document of the text that was found in them.

Reads the bytes of a file, writes a row as `pdf.py` does; or a sentence. The one idea: of all in the zip only the parts
that are asked for are unpacked, within the file's budget. What each format calls a paragraph is its own reader's matter
(word.py, open_document.py).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rashomon.errors import SourceError, Unreadable
from rashomon.record import Document
from rashomon.sources.archives import BROKEN_ARCHIVE
from rashomon.sources.feeds import parse_xml
from rashomon.sources.limits import Budget, Limits, too_long, whole
from rashomon.sources.pdf import day_made, is_printed, is_signed, layout
from rashomon.sources.tables import row_document

#: How files of Word before 2007 begin, and newer ones that are locked with a password.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Cells longer than this hold the text itself: the table is there to place it.
LONGEST_CELL = 200

_TITLES = re.compile(r"title|heading(?: ?|_20_)1|titre|titel|título|berschrift ?1", re.I)


@dataclass(slots=True)
class Written:
    """What was read so far. `begins`: where pages begin as the program broke them; `title`: what bears the style of
    one; `notes`: footnotes, which come last.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begins: list[int] = field(default_factory=list)
    title: str | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def put(self, text: str) -> None:
        """Writes characters as they are."""
        self.pieces.append(text)
        self.length += len(text)

    def write(self, text: str) -> None:
        """Writes a paragraph, where it has words."""
        if text.strip():
            self.put(f"{text.strip()}\n\n")

    def write_paragraph(self, said: Written, style: str) -> None:
        """Writes what was found within a paragraph of this style."""
        start = self.length
        self.write(said.text)
        self.begins += [start + min(at, max(0, self.length - start - 2)) for at in said.begins]
        if self.title is None and said.text.strip() and _TITLES.search(style):
            self.title = " ".join(said.text.split())
        self.notes += said.notes

    def write_row(self, cells: Iterable[Written]) -> None:
        """Writes a row of a table as a line; of a table that places text, its cells one after the other."""
        cells = list(cells)
        texts = [cell.text.strip() for cell in cells]
        if any(len(text) > LONGEST_CELL or "\n" in text for text in texts):
            for cell in cells:
                self.begins += [self.length + at for at in cell.begins]
                self.title = self.title or cell.title
                self.put(cell.text)
        else:
            self.write(" ".join(filter(None, texts)))
        for cell in cells:
            self.notes += cell.notes


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file says of itself; days are ISO, or begin so."""

    title: str = ""
    author: str = ""
    made: str = ""
    changed: str = ""


class Parts:
    """The parts of a file, unpacked as they are asked for."""

    def __init__(self, archive: zipfile.ZipFile, path: str, limits: Limits, budget: Budget) -> None:
        self.archive, self.path, self.limits, self.budget = archive, path, limits, budget
        self.names = frozenset(archive.namelist())

    def xml(self, name: str) -> Any:
        """The root of a part; None where the file has no such part."""
        if name not in self.names:
            return None
        with self.archive.open(name) as stream:
            body = whole(stream, self.limits.document + 1)
        self.budget.spend(len(body))
        if len(body) > self.limits.document:
            raise SourceError(too_long(self.path, self.limits.document))
        return parse_xml(body, self.limits)

    def head(self, name: str) -> bytes:
        """The first bytes of a part, as many as the headers of a record may have; none where there is no such part."""
        if name not in self.names:
            return b""
        with self.archive.open(name) as stream:
            return whole(stream, self.limits.head)


#: What reads the parts of a format: what was written, and what the file states; or why it has no text.
Reader = Callable[[Parts], tuple[Written, Stated] | str]


def read_office(path: str, body: bytes, limits: Limits, budget: Budget, program: str, reader: Reader) -> Document | str:
    """The document of a file of `program` ("Word"), or why it has none."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            found = reader(Parts(archive, path, limits, budget))
    except BROKEN_ARCHIVE:
        return f"the {program} file is broken: {path!r}; open it and save it again"
    except Unreadable as error:
        return f"{error}: {path!r}"
    if isinstance(found, str):
        return found
    written, stated = found
    for note in written.notes:
        written.write(note)
    text = written.text
    if not text.strip():
        return f"no text in it: {path!r}; if it holds pictures of pages, read them with OCR first"
    pages = (0, *written.begins) if written.begins else ()
    made = day_made(_day(stated.made), _day(stated.changed), text)
    row: dict[str, Any] = {"text": text, "layout": layout(body, pages, made=made)}
    title = stated.title[:500] if is_printed(stated.title[:500], text[:3000]) else written.title
    author = stated.author[:200]
    found_too = {"title": title, "authors": [author] if is_signed(author, text) else []}
    return row_document(row | {key: value for key, value in found_too.items() if value}, path)


def told(root: Any) -> dict[str, str]:
    """The elements of a list of properties, by their names without their spaces."""
    return {name_of(child): " ".join((child.text or "").split()) for child in root} if root is not None else {}


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def value_of(element: Any, name: str) -> str | None:
    """An attribute, with its namespace or without."""
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)


def name_of(element: Any) -> str:
    """The name of an element without its namespace; empty for what is none."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
