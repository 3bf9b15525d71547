"""A Word file → one document: its paragraphs, rows of tables and footnotes, with where each page begins.

Reads the bytes of a .docx file, writes a row as `pdf.py` does; or a sentence. The one idea: a .docx is a zip of XML,
and of all in it only the text, the footnotes and the properties are unpacked, within the file's budget. What was
deleted with changes tracked, comments, heads and feet of pages are no part of the text.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rashomon.errors import SourceError, Unreadable
from rashomon.record import Document
from rashomon.sources.archives import BROKEN_ARCHIVE
from rashomon.sources.feeds import parse_xml
from rashomon.sources.limits import Budget, Limits, Stream, too_long, whole
from rashomon.sources.pdf import day_made, is_printed, is_signed, layout
from rashomon.sources.tables import row_document

#: How files of Word before 2007 begin, and newer ones that are locked with a password.
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

#: Cells longer than this hold the text itself: the table is there to place it.
LONGEST_CELL = 200

_TEXT, _NOTES, _SAID, _TYPES = "word/document.xml", "word/footnotes.xml", "docProps/core.xml", "[Content_Types].xml"
#: Elements whose content is no text of the reader's.
_SKIPPED = frozenset(
    "del moveFrom delText instrText pPr rPr tblPr trPr tcPr sectPr Fallback rt annotationRef footnoteRef".split()
)
_SIGNS = {"tab": " ", "noBreakHyphen": "-", "cr": "\n"}
_TITLES = re.compile(r"title|heading ?1|titre|titel|título|berschrift ?1", re.I)
_MAIN = re.compile(rb'PartName="/?([^"<>]{1,300})"[^<>]{0,300}wordprocessingml\.document\.main|'
                   rb'wordprocessingml\.document\.main[^<>]{0,300}PartName="/?([^"<>]{1,300})"')  # fmt: skip


@dataclass(slots=True)
class _Written:
    """What was read so far. `begins`: where pages begin as Word broke them; `title`: what bears the style of one."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begins: list[int] = field(default_factory=list)
    title: str | None = None


def read_word(path: str, body: bytes, limits: Limits, budget: Budget) -> Document | str:
    """The document of a Word file, or why it has none."""
    if body.startswith(OLD_OFFICE):
        return f"locked with a password, or of Word before 2007: {path!r}; save it as .docx without a password"
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = (_main(archive, limits), _NOTES, _SAID)
            text, notes, said = (_part(archive, name, path, limits, budget) for name in names)
    except BROKEN_ARCHIVE:
        return f"the Word file is broken: {path!r}; open it and save it again"
    except Unreadable as error:
        return f"{error}: {path!r}"
    if text is None:
        return f"no Word file: {path!r} has no text of Word in it"
    written = _read(text)
    for note in _notes(notes):
        _write(written, note)
    row: dict[str, Any] = {"text": "".join(written.pieces)}
    if not row["text"].strip():
        return f"no text in it: {path!r}; if it holds pictures of pages, read them with OCR first"
    row |= _stated(said, written.title, row["text"])
    made = row.pop("made", None)
    pages = (0, *written.begins) if written.begins else ()
    return row_document(row | {"layout": layout(body, pages, made=made)}, path)


def _main(archive: zipfile.ZipFile, limits: Limits) -> str:
    """The name of the part that holds the text; nearly always the usual one."""
    if _TEXT in archive.namelist():
        return _TEXT
    if _TYPES not in archive.namelist():
        return _TEXT
    with archive.open(_TYPES) as stream:
        found = _MAIN.search(whole(stream, limits.head))
    return (found[1] or found[2]).decode("utf-8", "replace") if found else _TEXT


def _part(archive: zipfile.ZipFile, name: str, path: str, limits: Limits, budget: Budget) -> Any:
    """The root of a part of the file; None where it has no such part."""
    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        body = _within(stream, limits, budget)
    if len(body) > limits.document:
        raise SourceError(too_long(path, limits.document))
    return parse_xml(body, limits)


def _within(stream: Stream, limits: Limits, budget: Budget) -> bytes:
    body = whole(stream, limits.document + 1)
    budget.spend(len(body))
    return body


def _read(root: Any) -> _Written:
    written = _Written()
    body = next((child for child in root if _name(child) == "body"), root)
    _blocks(body, written)
    return written


def _blocks(parent: Any, written: _Written) -> None:
    """Paragraphs and tables, and those in whatever wraps them."""
    for child in parent:
        name = _name(child)
        if name == "p":
            _paragraph(child, written)
        elif name == "tbl":
            _table(child, written)
        elif name not in _SKIPPED:
            _blocks(child, written)


def _paragraph(element: Any, written: _Written) -> None:
    said = _Written()
    boxes: list[Any] = []
    _runs(element, said, boxes)
    text = "".join(said.pieces)
    start = written.length
    _write(written, text)
    written.begins += [start + min(at, max(0, written.length - start - 2)) for at in said.begins]
    if written.title is None and text.strip() and _TITLES.search(_style(element)):
        written.title = " ".join(text.split())
    for box in boxes:
        _blocks(box, written)


def _runs(element: Any, said: _Written, boxes: list[Any]) -> None:
    """The text within a paragraph; text boxes that hang in it are kept for later."""
    for child in element:
        name = _name(child)
        if name in _SKIPPED:
            continue
        if name == "txbxContent":
            boxes.append(child)
        elif name == "lastRenderedPageBreak":
            said.begins.append(said.length)
        elif name in ("t", *_SIGNS) or (name == "br" and _value(child, "type") != "page"):
            _put(said, (child.text or "") if name == "t" else _SIGNS.get(name, "\n"))
        else:
            _runs(child, said, boxes)


def _table(element: Any, written: _Written) -> None:
    """A row a line; of a table that places text, its cells one after the other."""
    for row in _within_named(element, "tr"):
        cells = [_cell(cell) for cell in _within_named(row, "tc")]
        texts = ["".join(cell.pieces).strip() for cell in cells]
        if any(len(text) > LONGEST_CELL or "\n" in text for text in texts):
            for cell in cells:
                written.begins += [written.length + at for at in cell.begins]
                written.title = written.title or cell.title
                _put(written, "".join(cell.pieces))
        else:
            _write(written, " ".join(filter(None, texts)))


def _cell(cell: Any) -> _Written:
    inside = _Written()
    _blocks(cell, inside)
    return inside


def _within_named(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in whatever wraps them."""
    for child in element:
        found = _name(child)
        if found == name:
            yield child
        elif found not in _SKIPPED and found not in ("tbl", "p", "tr", "tc"):
            yield from _within_named(child, name)


def _notes(root: Any) -> Iterator[str]:
    """The footnotes; not the lines that part them from the text."""
    for note in root if root is not None else ():
        if _name(note) == "footnote" and _value(note, "type") is None:
            yield " ".join("".join(_cell(note).pieces).split())


def _write(written: _Written, text: str) -> None:
    if text.strip():
        _put(written, f"{text.strip()}\n\n")


def _put(written: _Written, text: str) -> None:
    written.pieces.append(text)
    written.length += len(text)


def _stated(said: Any, headline: str | None, text: str) -> dict[str, Any]:
    """Title, authors and the day of making, as far as the text bears them out."""
    told = {_name(child): " ".join((child.text or "").split()) for child in said} if said is not None else {}
    title = told.get("title", "")[:500]
    title = title if is_printed(title, text[:3000]) else headline or ""
    author = told.get("creator", "")[:200]
    made = day_made(_day(told.get("created")), _day(told.get("modified")), text)
    found = {"title": title, "authors": [author] if is_signed(author, text) else [], "made": made}
    return {key: value for key, value in found.items() if value}


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _style(paragraph: Any) -> str:
    properties = next((child for child in paragraph if _name(child) == "pPr"), ())
    return next((_value(child, "val") or "" for child in properties if _name(child) == "pStyle"), "")


def _value(element: Any, name: str) -> str | None:
    """An attribute of Word's, with its namespace or without."""
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), None)


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
