"""ReportPage → Markdown: plain, tidy, readable before it is rendered.

Characters that Markdown would read as its own are escaped; numbers of quotes stay plain text, since Markdown has
no anchors of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rashomon.views.reports.page import Block, Cell, Grid, Heading, Paragraph, Point, Points, ReportPage, Run

#: What begins or ends something in Markdown or HTML wherever it stands in a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")

#: What begins a list or a rule at the start of a line.
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def as_markdown(page: ReportPage) -> str:
    """The page as Markdown text."""
    title = f"# {_text(page.title)}\n\n*{_text(page.facts)}*\n"
    body = "\n".join(_block(block) for block in page.blocks)
    return f"{title}\n{body}\n*{_text(page.program)}*\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {_text(block.text)}\n"
    if isinstance(block, Paragraph):
        return _line(block.runs) + "\n"
    if isinstance(block, Points):
        return "".join(_point(item) for item in block.items)
    return _grid(block)


def _point(point: Point) -> str:
    lines = [f"- {_line(point.runs)}", *(f"  {_line(under.runs)}" for under in point.under)]
    # two spaces before the break keep the lines of one point apart
    return "  \n".join(lines) + "\n"


def _grid(grid: Grid) -> str:
    rows = [
        _row(_text(column) for column in grid.columns),
        _row("---" for _ in grid.columns),
        *(_row(_cell(cell) for cell in row) for row in grid.rows),
    ]
    return "\n".join(rows) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    return _line(cell.runs)


def _line(runs: Iterable[Run]) -> str:
    line = "".join(_run(run) for run in runs)
    return _LEADING.sub(lambda found: f"{found[1]}\\{found[2]}", " ".join(line.split()))


def _run(run: Run) -> str:
    text = _text(run.text)
    if run.style == "code" and run.text.strip():
        # a code span shows its characters as they are
        return _around(run.text.replace("`", "'"), "`")
    if run.style == "strong":
        text = _around(text, "**")
    if run.address:
        text = f"[{text}](<{run.address.replace('>', '%3E').replace('<', '%3C')}>)"
    return text


def _around(text: str, mark: str) -> str:
    """The mark close to the words: spaces stay outside."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return text[:start] + mark + inner + mark + text[start + len(inner) :]


def _text(text: str) -> str:
    """Escaped and on one line; a space at either end stays one space."""
    inner = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    if not inner:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}"
