"""What a report is made of, whatever form it takes: headings, paragraphs, points and grids of runs of text.

Read by compose.py, which fills a page from a record, and by the four renderers (html.py, markdown.py, word.py,
pdf.py), which know nothing of records. The one idea: order, marks and words are settled once, so that the four
forms cannot differ in anything but looks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one manner. `style`: plain, strong, quiet, quote, code, reference, or an agreement.

    `target` is the anchor that it leads to, within the page; `address` a web address.
    """

    text: str
    style: str = "plain"
    target: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1..3 with the anchor it is known by; `listed`: whether the table of contents has it."""

    level: int
    text: str
    anchor: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that flow as one. `quiet` is said aside: counts, chains, what is not shown."""

    runs: tuple[Run, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One item of a list, with the paragraphs that stand under it."""

    runs: tuple[Run, ...]
    under: tuple[Paragraph, ...] = ()
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. `tone`: an agreement, silent, or None."""

    runs: tuple[Run, ...]
    tone: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `shares` are the columns' parts of the width, and every row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[int, ...]


Block = Heading | Paragraph | Points | Grid


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report before it takes a form. `facts` stand under the title; `program` says what made it.

    `depth`: the lowest level of heading that stands in the table of contents.
    """

    title: str
    facts: str
    blocks: tuple[Block, ...]
    program: str
    depth: int = 2

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the table of contents, in order."""
        found = (block for block in self.blocks if isinstance(block, Heading))
        return tuple(heading for heading in found if heading.listed and heading.level <= self.depth)


def texts(page: ReportPage) -> Iterator[str]:
    """Every text of a page, in order; for what has to know which scripts stand in it."""
    yield page.title
    yield page.facts
    for block in page.blocks:
        if isinstance(block, Heading):
            yield block.text
        else:
            yield from (run.text for run in _runs(block))
            yield from block.columns if isinstance(block, Grid) else ()


def _runs(block: Paragraph | Points | Grid) -> Iterable[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Points):
        for item in block.items:
            yield from item.runs
            for paragraph in item.under:
                yield from paragraph.runs
    else:
        for row in block.rows:
            for cell in row:
                yield from cell.runs


def right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Arabic, Hebrew …)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def plain(runs: Iterable[Run]) -> str:
    """The text of runs without their manner."""
    return "".join(run.text for run in runs)


def aside(text: str) -> Paragraph:
    """A quiet paragraph of one run."""
    return Paragraph((Run(text, "quiet"),), quiet=True)
