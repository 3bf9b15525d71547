"""ReportPage → a Word document (python-docx): headings, lists and tables that a reader can go on editing.

The same page gives the same text; the file's own dates are fixed, since a report holds no clock. Text that runs
from right to left is marked so, letter by letter as Word wants it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from rashomon.errors import MissingPart
from rashomon.views.reports.page import (
    Block,
    Cell,
    Grid,
    Heading,
    Paragraph,
    Point,
    Points,
    ReportPage,
    Run,
    right_to_left,
)

#: The colours of report.css on white.
_COLOURS = {
    "contradicted": "9B1C1C",
    "updated": "7A4A00",
    "differing": "6B4E00",
    "agreed": "1D5B34",
    "single": "46443F",
    "quiet": "5D5A54",
    "code": "5D5A54",
    "reference": "1B4F8A",
}
_GROUNDS = {
    "contradicted": "FBECEB",
    "updated": "FDF3DF",
    "differing": "FDF8E3",
    "agreed": "EAF5EC",
    "silent": "F3F0EA",
}

#: A grid with more columns than this gets a page on its side.
_UPRIGHT = 5

#: Centimetres between the margins of an A4 page, upright and on its side.
_WIDTH, _LENGTH = 17.0, 25.7

#: Properties of a paragraph that the mark of direction stands before.
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")

#: Word wants dates; a fixed one keeps the same record the same file.
_EPOCH = datetime(2000, 1, 1)

#: Characters that XML 1.0 cannot hold become the replacement character.
_UNWRITABLE = {code: "\N{REPLACEMENT CHARACTER}" for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: "\N{REPLACEMENT CHARACTER}",
    0xFFFF: "\N{REPLACEMENT CHARACTER}",
}


def as_docx(page: ReportPage) -> bytes:
    """The page as the bytes of a .docx file. Raises MissingPart where python-docx is absent."""
    try:
        import docx
    except ImportError as error:
        raise MissingPart("cannot write Word documents without python-docx: pip install 'rashomon[reports]'") from error
    document = docx.Document()
    _set_up(document, page)
    document.add_heading(_written(page.title), 0)
    _line(document.add_paragraph(), (Run(page.facts, "quiet"),))
    for block in page.blocks:
        _block(document, block)
    held = io.BytesIO()
    document.save(held)
    return _without_clock(held.getvalue())


def _set_up(document: Any, page: ReportPage) -> None:
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.0)
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    about = document.core_properties
    about.title, about.author, about.comments = _written(page.title)[:255], page.program, ""
    about.created = about.modified = _EPOCH
    about.last_modified_by, about.revision = page.program, 1


def _block(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        heading = document.add_heading(_written(block.text), block.level)
        heading.paragraph_format.keep_with_next = True
        _bookmark(heading, block.anchor)
    elif isinstance(block, Paragraph):
        _line(document.add_paragraph(), block.runs)
    elif isinstance(block, Points):
        for item in block.items:
            _point(document, item)
    else:
        _grid(document, block)


def _point(document: Any, point: Point) -> None:
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph()
    _line(paragraph, point.runs)
    if point.anchor:
        _bookmark(paragraph, point.anchor)
    for under in point.under:
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.7)
        _line(paragraph, under.runs)
    paragraph.paragraph_format.space_after = Pt(7)


def _grid(document: Any, grid: Grid) -> None:
    from docx.enum.section import WD_ORIENT

    wide = len(grid.columns) > _UPRIGHT
    if wide:
        _turn(document, WD_ORIENT.LANDSCAPE)
    table = document.add_table(rows=1, cols=len(grid.columns), style="Table Grid")
    table.autofit = False
    _widen(table, grid, _LENGTH if wide else _WIDTH)
    for cell, column in zip(table.rows[0].cells, grid.columns, strict=True):
        _fill(cell, Cell((Run(column, "strong"),), "silent"), wide)
    _repeat(table.rows[0])
    for row in grid.rows:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            _fill(cell, content, wide)
    if wide:
        _turn(document, WD_ORIENT.PORTRAIT)
    else:
        document.add_paragraph()


def _turn(document: Any, orientation: Any) -> None:
    """A new section whose pages lie the other way."""
    from docx.enum.section import WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = orientation
    section.page_width, section.page_height = section.page_height, section.page_width


def _widen(table: Any, grid: Grid, width: float) -> None:
    """Sets columns and first row; rows that are added later take their cells' widths from the columns."""
    from docx.shared import Cm

    total = sum(grid.shares)
    for column, cell, share in zip(table.columns, table.rows[0].cells, grid.shares, strict=True):
        column.width = cell.width = Cm(width * share / total)


def _fill(cell: Any, content: Cell, small: bool) -> None:
    from docx.shared import Pt

    _line(cell.paragraphs[0], content.runs, Pt(7.5 if small else 9))
    if content.tone in _GROUNDS:
        _shade(cell, _GROUNDS[content.tone])


def _line(paragraph: Any, runs: Iterable[Run], size: Any = None) -> None:
    runs = tuple(runs)
    for run in runs:
        written = paragraph.add_run(_written(run.text))
        _dress(written, run, size)
        if run.target and run.style == "reference":
            _link(paragraph, written, run.target)
    if right_to_left("".join(run.text for run in runs)):
        # Word reads a paragraph's properties in one order only
        paragraph._p.get_or_add_pPr().insert_element_before(_element("w:bidi"), *_AFTER_BIDI)


def _dress(written: Any, run: Run, size: Any) -> None:
    from docx.shared import Pt, RGBColor

    font = written.font
    font.size = size or (Pt(8.5) if run.style in ("code", "reference") else None)
    font.bold = True if run.style in ("strong", "contradicted", "updated", "differing", "agreed") else None
    font.italic = True if run.style == "quote" else None
    if run.style == "code":
        font.name = "Consolas"
    if run.style in _COLOURS:
        font.color.rgb = RGBColor.from_string(_COLOURS[run.style])
    if right_to_left(run.text):
        font.rtl = True


def _link(paragraph: Any, written: Any, target: str) -> None:
    """Makes a run a link to a bookmark of the document."""
    link = _element("w:hyperlink", {"w:anchor": _name(target)})
    paragraph._p.append(link)
    link.append(written._r)


def _bookmark(paragraph: Any, anchor: str) -> None:
    name = _name(anchor)
    number = str(int.from_bytes(name.encode(), "big") % (2**31 - 1))
    start = _element("w:bookmarkStart", {"w:id": number, "w:name": name})
    place = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(place, start)
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": number}))


def _name(anchor: str) -> str:
    """Bookmarks hold letters, digits and underscores."""
    return anchor.replace("-", "_")


def _shade(cell: Any, colour: str) -> None:
    shade = _element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """The row stands again at the top of each page."""
    row._tr.get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    return made


def _written(text: str) -> str:
    """Text without characters that XML cannot hold; line breaks are spaces."""
    text = text.encode("utf-8", "replace").decode("utf-8").translate(_UNWRITABLE)
    return text.replace("\r", " ").replace("\n", " ").replace("\t", " ")


def _without_clock(content: bytes) -> bytes:
    """The same archive with fixed times of its entries."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
