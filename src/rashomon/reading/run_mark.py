"""The mark of a run that is under way: a later one sees by it that this one died.

Reads and writes CASE/reading.*, a file a run. The one idea: a run holds its mark locked, and the operating system lets
go of it when the run dies, however that comes; so a mark that nobody holds is one of a run that died, whatever number
its process had and wherever it ran.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_NAME = "reading"


@contextmanager
def mark_of_a_run(folder: Path | None) -> Iterator[bool]:
    """Marks that documents are being read; says whether an earlier run died here.

    A document that kills the process would kill every run after it, too: the next run reads in processes of their
    own, where it is found and costs only itself.
    """
    if folder is None:
        yield False
        return
    left = [mark for mark in folder.glob(f"{_NAME}*") if not _is_held(mark)]
    handle, draft = tempfile.mkstemp(prefix=f".{_NAME}.", dir=folder)
    # named only when it is locked: until then another run would take it for one that was left
    mark = folder / Path(draft).name.removeprefix(".")
    with os.fdopen(handle, "w") as file:
        _hold(file)
        Path(draft).rename(mark)
        for one in left:
            one.unlink(missing_ok=True)
        try:
            yield bool(left)
        finally:
            mark.unlink(missing_ok=True)


def _is_held(mark: Path) -> bool:
    """Whether the run that made the mark still runs."""
    try:
        with mark.open("rb") as file:
            return not _hold(file)
    except OSError:
        return True


def _hold(file: IO[str] | IO[bytes]) -> bool:
    """Locks a file as long as it is open; gives False where another holds it, or where there are no such locks."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
