"""What was done to a case, and how far a work is, on a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from rashomon.terminal.lines import say
from rashomon.views.words import counted

if TYPE_CHECKING:
    from rashomon.store.upkeep import Compacted
    from rashomon.versions import Version

def print_history(out: Console, versions: Sequence[Version]) -> None:
    """One line a version, oldest first."""
    for version in versions:
        stages = f" · {', '.join(version.stages)}" if version.stages else ""
        closed = "" if version.opens else " · can no longer be opened"
        line = f"{version.number:>5}  {version.at}  {_done(version)}{stages}{closed}"
        say(out, line, "default" if version.opens else "dim")


def _done(version: Version) -> str:
    """What a piece of work did, in words."""
    words = {
        "documents": f"{counted(version.things, 'document')} taken in",
        "reading": f"{counted(version.things, 'document')} read",
        "comparison": "all accounts compared",
        "person": f"{counted(version.things, 'judgement')} by people",
    }
    return words.get(version.kind, f"{version.kind} of {version.things:,}")


def print_compacted(out: Console, done: Compacted) -> None:
    """What a compaction freed."""
    before, after = done.bytes_before, done.bytes_after
    say(out, f"{_megabytes(max(0, before - after))} freed: {_megabytes(before)} before, {_megabytes(after)} after")
    files = f"{counted(done.files_before, 'file')} became {done.files_after:,}"
    say(out, f"{files}; {counted(done.cleared, 'slice')} cleared")


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"


@contextmanager
def progress_bar(out: Console) -> Iterator[Callable[[Any], None]]:
    """Draws once a step has lasted two seconds; silent where the output is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=out, transient=True)
    started = time.monotonic()
    tasks: dict[str, Any] = {}

    def tell(progress: Any) -> None:
        if progress.step not in tasks:
            tasks[progress.step] = bar.add_task(progress.step, total=progress.total)
        bar.update(tasks[progress.step], completed=progress.done, total=progress.total)
        if out.is_terminal and time.monotonic() - started > 2:
            bar.start()

    try:
        yield tell
    finally:
        # stopping what was never drawn would leave an empty line in a log
        if bar.live.is_started:
            bar.stop()
