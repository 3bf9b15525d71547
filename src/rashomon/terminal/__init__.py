"""Answers on a terminal: the same order, marks and words as the pages."""

from __future__ import annotations

from rashomon.terminal.answers import print_search, print_table, print_told
from rashomon.terminal.judged import print_agreement, print_judged, print_why
from rashomon.terminal.keeping import print_compacted, print_history, progress_bar
from rashomon.terminal.stories import (
    print_brief,
    print_finding,
    print_news,
    print_story,
    print_story_brief,
)
from rashomon.terminal.things import print_article, print_blocks, print_entity, print_event

__all__ = [
    "print_agreement", "print_article", "print_blocks", "print_brief", "print_compacted", "print_entity",
    "print_event", "print_finding", "print_history", "print_judged", "print_news", "print_search", "print_story",
    "print_story_brief", "print_table", "print_told", "print_why", "progress_bar",
]  # fmt: skip
