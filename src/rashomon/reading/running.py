"""The mark of a run that is under way: a later one sees by it that this one died.

Reads and writes CASE/reading. The one idea: a document that kills the process would kill every run after it, too, so
the next run has to know.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def mark_of_a_run(folder: Path | None) -> Iterator[bool]:
    """Marks that documents are being read; says whether an earlier run died here.

    A document that kills the process would kill every run after it, too: the next run reads in processes of their
    own, where it is found and costs only itself.
    """
    if folder is None:
        yield False
        return
    mark = folder / "reading"
    died = mark.exists() and not _alive(mark)
    mark.write_text(f"{os.getpid()}\n", encoding="utf-8")
    try:
        yield died
    finally:
        mark.unlink(missing_ok=True)


def _alive(mark: Path) -> bool:
    """Whether the process that left the mark still runs."""
    try:
        os.kill(int(mark.read_text(encoding="utf-8")), 0)
    except (OSError, ValueError):
        return False
    return True
