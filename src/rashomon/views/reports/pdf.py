"""ReportPage → PDF, set by typst, which brings fonts for Latin, Greek, Cyrillic and Hebrew and needs no system library.

Texts go in as data, never as markup: the page becomes JSON that report.typ reads, so that no character of an article
can be read as a command. Arabic letters come from the Amiri font's package; other scripts from the fonts of the
machine, which are asked only where such letters stand in the page.
"""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rashomon.errors import MissingPart
from rashomon.views.reports.page import (
    Block,
    Grid,
    Heading,
    Paragraph,
    Point,
    Points,
    ReportPage,
    Run,
    right_to_left,
    texts,
)

_TEMPLATE = Path(__file__).parent / "report.typ"

#: First words of the Unicode names of letters that the fonts brought along can show.
_SHOWN = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "ARABIC", "MODIFIER", "COMBINING")

#: typst wants a date for the file; a fixed one keeps the same record the same file.
_EPOCH = 946684800


def as_pdf(page: ReportPage) -> bytes:
    """The page as the bytes of a tagged PDF. Raises MissingPart where typst is absent."""
    try:
        import typst
    except ImportError as error:
        raise MissingPart("cannot write PDF without typst: pip install 'rashomon[reports]'") from error
    with tempfile.TemporaryDirectory(prefix="rashomon-report-") as folder:
        main = Path(folder) / "report.typ"
        main.write_bytes(_TEMPLATE.read_bytes())
        (Path(folder) / "page.json").write_text(json.dumps(_page(page)), encoding="utf-8")
        made = typst.compile(
            main,
            root=Path(folder),
            format="pdf",
            font_paths=_font_folders(),
            ignore_system_fonts=not _needs_other_fonts(page),
            timestamp=_EPOCH,
        )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gives {type(made).__name__}, not one file")
    return made


def _page(page: ReportPage) -> dict[str, Any]:
    return {
        "title": _written(page.title),
        "facts": _written(page.facts),
        "program": _written(page.program),
        "blocks": [_block(block) for block in page.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", **asdict(block), "text": _written(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", **_paragraph(block)}
    if isinstance(block, Points):
        return {"kind": "points", "items": [_point(item) for item in block.items]}
    return _grid(block)


def _grid(grid: Grid) -> dict[str, Any]:
    rows = [[{"runs": _runs(cell.runs), "tone": cell.tone} for cell in row] for row in grid.rows]
    columns = [_written(column) for column in grid.columns]
    return {"kind": "grid", "columns": columns, "rows": rows, "shares": list(grid.shares)}


def _point(point: Point) -> dict[str, Any]:
    under = [_paragraph(paragraph) for paragraph in point.under]
    return {"runs": _runs(point.runs), "under": under, "anchor": point.anchor}


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {"runs": _runs(paragraph.runs), "quiet": paragraph.quiet}


def _runs(runs: Iterable[Run]) -> list[dict[str, Any]]:
    return [
        {
            "text": _written(run.text),
            "style": run.style,
            "target": run.target,
            "address": run.address,
            "rtl": right_to_left(run.text),
        }
        for run in runs
    ]


def _written(text: str) -> str:
    """Text without lone surrogates and controls, which no font shows."""
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return kept.encode("utf-8", "replace").decode("utf-8")


def _font_folders() -> list[Path]:
    """Where Amiri lies, if its package is there; without it Arabic is set in a typewriter face."""
    try:
        import fontpkg_amiri
    except ImportError:
        return []
    return [Path(folder) / "files" for folder in fontpkg_amiri.__path__]


def _needs_other_fonts(page: ReportPage) -> bool:
    letters = {c for text in texts(page) for c in text if ord(c) > 0x2FF and c.isalpha()}
    return any(not unicodedata.name(c, "?").startswith(_SHOWN) for c in letters)
