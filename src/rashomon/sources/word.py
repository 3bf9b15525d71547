"""A Word file → one document: its paragraphs, rows of tables and footnotes, with where each page begins.

Reads the bytes of a .docx file, writes a row as `pdf.py` does; or a sentence. The one idea: of the zip of XML only the
text, the footnotes and the properties are read (`office.py`). What was deleted with changes tracked, comments, heads
and feet of pages are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rashomon.record import Document
from rashomon.sources.limits import Budget, Limits
from rashomon.sources.office import OLD_OFFICE, Parts, Stated, Written, name_of, read_office, told, value_of

_TEXT, _NOTES, _SAID, _TYPES = "word/document.xml", "word/footnotes.xml", "docProps/core.xml", "[Content_Types].xml"
#: Elements whose content is no text of the reader's.
_SKIPPED = frozenset(
    "del moveFrom delText instrText pPr rPr tblPr trPr tcPr sectPr Fallback rt annotationRef footnoteRef".split()
)
_SIGNS = {"tab": " ", "noBreakHyphen": "-", "cr": "\n"}
_MAIN = re.compile(rb'PartName="/?([^"<>]{1,300})"[^<>]{0,300}wordprocessingml\.document\.main|'
                   rb'wordprocessingml\.document\.main[^<>]{0,300}PartName="/?([^"<>]{1,300})"')  # fmt: skip


def read_word(path: str, body: bytes, limits: Limits, budget: Budget) -> Document | str:
    """The document of a Word file, or why it has none."""
    if body.startswith(OLD_OFFICE):
        return f"locked with a password, or of Word before 2007: {path!r}; save it as .docx without a password"
    return read_office(path, body, limits, budget, "Word", _read)


def _read(parts: Parts) -> tuple[Written, Stated] | str:
    text = parts.xml(_main(parts))
    notes, properties = parts.xml(_NOTES), told(parts.xml(_SAID))
    if text is None:
        return f"no Word file: {parts.path!r} has no text of Word in it"
    written = Written()
    _blocks(next((child for child in text if name_of(child) == "body"), text), written)
    written.notes += _notes(notes)
    said = (properties.get(name, "") for name in ("title", "creator", "created", "modified"))
    return written, Stated(*said)


def _main(parts: Parts) -> str:
    """The name of the part that holds the text; nearly always the usual one."""
    found = None if _TEXT in parts.names else _MAIN.search(parts.head(_TYPES))
    return (found[1] or found[2]).decode("utf-8", "replace") if found else _TEXT


def _blocks(parent: Any, written: Written) -> None:
    """Paragraphs and tables, and those in whatever wraps them."""
    for child in parent:
        name = name_of(child)
        if name == "p":
            _paragraph(child, written)
        elif name == "tbl":
            for row in _within_named(child, "tr"):
                written.write_row(_cell(cell) for cell in _within_named(row, "tc"))
        elif name not in _SKIPPED:
            _blocks(child, written)


def _paragraph(element: Any, written: Written) -> None:
    said = Written()
    boxes: list[Any] = []
    _runs(element, said, boxes)
    written.write_paragraph(said, _style(element))
    for box in boxes:
        _blocks(box, written)


def _runs(element: Any, said: Written, boxes: list[Any]) -> None:
    """The text within a paragraph; text boxes that hang in it are kept for later."""
    for child in element:
        name = name_of(child)
        if name in _SKIPPED:
            continue
        if name == "txbxContent":
            boxes.append(child)
        elif name == "lastRenderedPageBreak":
            said.begins.append(said.length)
        elif name in ("t", *_SIGNS) or (name == "br" and value_of(child, "type") != "page"):
            said.put((child.text or "") if name == "t" else _SIGNS.get(name, "\n"))
        else:
            _runs(child, said, boxes)


def _cell(cell: Any) -> Written:
    inside = Written()
    _blocks(cell, inside)
    return inside


def _within_named(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in whatever wraps them."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif found not in _SKIPPED and found not in ("tbl", "p", "tr", "tc"):
            yield from _within_named(child, name)


def _notes(root: Any) -> Iterator[str]:
    """The footnotes; not the lines that part them from the text."""
    for note in root if root is not None else ():
        if name_of(note) == "footnote" and value_of(note, "type") is None:
            yield " ".join(_cell(note).text.split())


def _style(paragraph: Any) -> str:
    properties = next((child for child in paragraph if name_of(child) == "pPr"), ())
    return next((value_of(child, "val") or "" for child in properties if name_of(child) == "pStyle"), "")
