"""ReportPage → one HTML file: styles inside, no script, nothing loaded from elsewhere.

Every text is escaped, so that an article made of `<script>` stays text. Text that runs from right to left is
isolated; light and dark follow the reader's choice, and print has its own rules (report.css).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

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

_STYLES = Path(__file__).parent / "report.css"

_TAGS = {"strong": "strong", "code": "code", "quote": "q"}


def as_html(page: ReportPage) -> str:
    """The page as a whole HTML document."""
    contents = "".join(
        f'<li class="level{heading.level}"><a href="#{escape(heading.anchor)}">{_isolated(heading.text)}</a></li>'
        for heading in page.headings
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{escape(page.program)}">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(page.title)}</title>
<style>
{_STYLES.read_text(encoding="utf-8")}</style>
</head>
<body>
<header><h1>{_isolated(page.title)}</h1><p class="quiet">{escape(page.facts)}</p></header>
<nav aria-label="Contents"><ol>{contents}</ol></nav>
<main>
{"".join(_block(block) for block in page.blocks)}</main>
<footer class="quiet"><p>{escape(page.program)}</p></footer>
</body>
</html>
"""


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        # the title of the page is its h1
        level = block.level + 1
        return f'<h{level} id="{escape(block.anchor)}">{_isolated(block.text)}</h{level}>\n'
    if isinstance(block, Paragraph):
        return _paragraph(block) + "\n"
    if isinstance(block, Points):
        return f"<ul>\n{''.join(_point(item) for item in block.items)}</ul>\n"
    return _grid(block)


def _paragraph(paragraph: Paragraph) -> str:
    manner = ' class="quiet"' if paragraph.quiet else ""
    return f"<p{manner}>{_runs(paragraph.runs)}</p>"


def _point(point: Point) -> str:
    name = f' id="{escape(point.anchor)}"' if point.anchor else ""
    return f"<li{name}><p>{_runs(point.runs)}</p>{''.join(map(_paragraph, point.under))}</li>\n"


def _grid(grid: Grid) -> str:
    total = sum(grid.shares)
    widths = "".join(f'<col style="width:{100 * share / total:.1f}%">' for share in grid.shares)
    head = "".join(f'<th scope="col">{_isolated(column)}</th>' for column in grid.columns)
    rows = "".join(f"<tr>{_row(row)}</tr>\n" for row in grid.rows)
    wide = " wide" if len(grid.columns) > 5 else ""
    name = escape("table: " + ", ".join(grid.columns), quote=True)
    return (
        f'<div class="grid{wide}" tabindex="0" role="region" aria-label="{name}">'
        f"<table><colgroup>{widths}</colgroup><thead><tr>{head}</tr></thead><tbody>\n{rows}</tbody></table></div>\n"
    )


def _row(row: Iterable[Cell]) -> str:
    first, *others = row
    cells = "".join(f"<td{_tone(cell)}>{_runs(cell.runs)}</td>" for cell in others)
    return f'<th scope="row"{_tone(first)}>{_runs(first.runs)}</th>{cells}'


def _tone(cell: Cell) -> str:
    return f' class="tone {cell.tone}"' if cell.tone else ""


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = _isolated(run.text)
    if run.style == "reference":
        # the space before a reference stays outside of the link
        return f' <a class="reference" href="#{escape(run.target or "")}">{escape(run.text.strip())}</a>'
    if run.target:
        text = f'<a href="#{escape(run.target)}">{text}</a>'
    if run.address:
        text = f'<a href="{escape(run.address, quote=True)}" rel="noreferrer">{text}</a>'
    if run.style == "plain":
        return text
    tag = _TAGS.get(run.style)
    return f"<{tag}>{text}</{tag}>" if tag else f'<span class="{escape(run.style)}">{text}</span>'


def _isolated(text: str) -> str:
    return f'<bdi dir="rtl">{escape(text)}</bdi>' if right_to_left(text) else escape(text)
