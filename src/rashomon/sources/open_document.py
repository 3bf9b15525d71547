"""An OpenDocument text → one document: its paragraphs, rows of tables and footnotes, with where each page begins.

Reads the bytes of an .odt file, as LibreOffice and Google write it, writes a row as `pdf.py` does; or a sentence. The
one idea: text stands between elements and within them, in the order of reading; what was deleted with changes tracked,
comments, heads and feet of pages are no part of it. OASIS, Open Document Format 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rashomon.record import Document
from rashomon.sources.limits import Budget, Limits
from rashomon.sources.office import OLD_OFFICE, Parts, Stated, Written, name_of, read_office, told, value_of

_TEXT, _SAID, _LIST = "content.xml", "meta.xml", "META-INF/manifest.xml"
_LOCKED = re.compile(rb"encryption-data|encrypted-package")
#: Elements whose content is no text of the reader's.
_SKIPPED = frozenset(
    "tracked-changes annotation annotation-end forms sequence-decls variable-decls user-field-decls note-citation "
    "ruby-text desc object-ole binary-data covered-table-cell".split()
)
#: Where what a picture is called has the same name as a field that shows the title of the text.
_DRAWN = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
#: Spaces that one element may stand for: a line of them is drawn so.
_MOST_SPACES = 100


def read_open_document(path: str, body: bytes, limits: Limits, budget: Budget) -> Document | str:
    """The document of an OpenDocument text, or why it has none."""
    if body.startswith(OLD_OFFICE):
        return f"no OpenDocument file: {path!r} is of Word before 2007; save it as .docx or .odt"
    return read_office(path, body, limits, budget, "OpenDocument", _read)


def _read(parts: Parts) -> tuple[Written, Stated] | str:
    if _LOCKED.search(parts.head(_LIST)):
        return f"locked with a password: {parts.path!r}; save it without"
    root = parts.xml(_TEXT)
    properties = told(next(iter(_named(parts.xml(_SAID), "meta")), None))
    text = next((text for body in _named(root, "body") for text in _named(body, "text")), None)
    if text is None:
        return f"no OpenDocument text: {parts.path!r} has no text in it; save it as .docx or .odt"
    written = Written()
    _Reader(_styles(root)).blocks(text, written)
    author = properties.get("initial-creator") or properties.get("creator", "")
    made, changed = properties.get("creation-date", ""), properties.get("date", "")
    return written, Stated(properties.get("title", ""), author, made, changed)


def _named(parent: Any, name: str) -> Iterator[Any]:
    return (child for child in (parent if parent is not None else ()) if name_of(child) == name)


def _styles(root: Any) -> dict[str, str]:
    """Styles that the program made for single paragraphs → the style that each changes."""
    every = (style for styles in _named(root, "automatic-styles") for style in _named(styles, "style"))
    return {value_of(style, "name") or "": value_of(style, "parent-style-name") or "" for style in every}


class _Reader:
    """The walk through a text."""

    def __init__(self, styles: dict[str, str]) -> None:
        self.styles = styles

    def blocks(self, parent: Any, written: Written) -> None:
        """Paragraphs, headings and tables, and those in whatever wraps them: lists, sections, frames."""
        for child in parent:
            name = name_of(child)
            if name in ("p", "h"):
                self._paragraph(child, written)
            elif name == "table":
                for row in _rows(child, "table-row"):
                    written.write_row(self._cell(cell) for cell in _rows(row, "table-cell"))
            elif name == "soft-page-break":
                written.begins.append(written.length)
            elif not _is_skipped(child):
                self.blocks(child, written)

    def _paragraph(self, element: Any, written: Written) -> None:
        said = Written()
        boxes: list[Any] = []
        self._runs(element, said, boxes)
        written.write_paragraph(said, self._style(element))
        for box in boxes:
            self.blocks(box, written)

    def _runs(self, element: Any, said: Written, boxes: list[Any]) -> None:
        """The text within a paragraph; text boxes that hang in it are kept for later, notes for the end."""
        _put(said, element.text)
        for child in element:
            name = name_of(child)
            if name == "text-box":
                boxes.append(child)
            elif name == "note":
                said.notes += [" ".join(self._cell(body).text.split()) for body in _named(child, "note-body")]
            elif name == "soft-page-break":
                said.begins.append(said.length)
            elif name == "s":
                count = value_of(child, "c") or "1"
                said.put(" " * min(int(count) if re.fullmatch("[0-9]{1,9}", count) else 1, _MOST_SPACES))
            elif name in ("tab", "line-break"):
                said.put(" " if name == "tab" else "\n")
            elif not _is_skipped(child):
                self._runs(child, said, boxes)
            _put(said, child.tail)

    def _cell(self, element: Any) -> Written:
        inside = Written()
        self.blocks(element, inside)
        return inside

    def _style(self, paragraph: Any) -> str:
        """The name of the style; a heading of the first level is called so whatever its style."""
        style = value_of(paragraph, "style-name") or ""
        if name_of(paragraph) == "h" and value_of(paragraph, "outline-level") == "1":
            return "heading 1"
        return self.styles.get(style) or style


def _rows(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in whatever wraps them."""
    for child in element:
        found = name_of(child)
        if found == name:
            yield child
        elif not _is_skipped(child) and found not in ("table", "p", "h", "table-row", "table-cell"):
            yield from _rows(child, name)


def _is_skipped(element: Any) -> bool:
    name = name_of(element)
    return not name or name in _SKIPPED or element.tag.startswith(_DRAWN)


def _put(said: Written, text: str | None) -> None:
    """Writes text between elements: line ends and runs of spaces in the file are one space."""
    if text:
        said.put(re.sub(r"[ \t\r\n]+", " ", text))
