"""record + story → accounts side by side: outlets as columns, questions as rows."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.record import Record
from rashomon.views.brief import FindingLine, StoryBrief, brief_story
from rashomon.views.words import as_published, outlet_name


@dataclass(frozen=True, slots=True)
class Cell:
    """What one outlet says to one question; `answer` is None where it is silent."""

    outlet: str
    answer: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One question across the outlets."""

    finding: FindingLine
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """The brief of a story and its comparison table."""

    brief: StoryBrief
    outlets: tuple[str, ...]
    rows: tuple[Row, ...]


def view_story(record: Record, story: str) -> StoryView:
    """The comparison: every finding a row, every outlet a column, silence an empty cell."""
    found = record.stories[story]
    brief = brief_story(record, found)
    articles = as_published(record, found.articles)
    outlets = tuple(dict.fromkeys(outlet_name(record.articles[article]) for article in articles))
    rows = tuple(Row(line, tuple(Cell(outlet, _answer(line, outlet)) for outlet in outlets)) for line in brief.findings)
    return StoryView(brief, outlets, rows)


def _answer(line: FindingLine, outlet: str) -> str | None:
    answers = [side.answer for side in line.sides if outlet in side.outlets]
    return " / ".join(answers) or None
