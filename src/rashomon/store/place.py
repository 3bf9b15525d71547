"""Where a case lies: a folder of this machine, or a bucket of an object store (see bucket.py).

Reads a place, gives the addresses of its tables and its marker `case.json`; knows no rows.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from rashomon.errors import NotACase, StoreFull

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

MARKER = "case.json"


class Place(Protocol):
    """A case's marker, its tables' addresses, and the lock that a compaction takes.

    `folder`: on this machine, for what belongs to it alone (an index, a cache, the mark of a run); of a case that
    lies in a folder, that folder.
    """

    folder: Path

    @property
    def name(self) -> str:
        """What people call the case."""

    def __str__(self) -> str:
        """The whole address."""

    def table(self, name: str) -> str:
        """The address of a table."""

    def marker(self) -> dict[str, Any] | None:
        """What `case.json` says, or None where there is no case yet. Raises NotACase where it says nothing."""

    def found_case(self, content: dict[str, Any]) -> None:
        """Makes an empty place a case; one that another program has made so meanwhile stays as it is.

        Raises NotACase where it holds other things, StoreFull where it cannot be.
        """

    def mark(self, content: dict[str, Any]) -> None:
        """Writes the marker whole or not at all. Raises OSError."""

    def lock(self, alone: bool) -> AbstractContextManager[bool]:
        """Held together by writers, or `alone` by a compaction; gives False where it is not to be had."""

    def version(self, table: str) -> int:
        """A number that grows with every commit to a table; 0 where there is none."""

    def local(self, table: str) -> Path | None:
        """The folder of a table, where it lies on this machine."""

    def files(self, table: str) -> FileSystem:
        """The files of a table as Arrow opens them, by their names in it.

        Through Delta's own file system Arrow's threads call Python, and one that does so while the interpreter ends
        takes the process with it ("terminate called without an active exception"), after all work was done.
        """

    def bytes(self) -> int:
        """How much room the tables take."""


def last_commit(names: Iterable[str]) -> int:
    """How many commits a table has had, by the names in its log: `00000000000000000012.json` is the thirteenth."""
    commits = (name.removesuffix(".json") for name in names if name.endswith(".json"))
    return max((int(number) + 1 for number in commits if number.isdigit()), default=0)


def commit_name(number: int) -> str:
    """What a commit is called in its table's log, by its number from 0 on."""
    return f"{number:020d}.json"


def _is_committed(log: str, number: int) -> bool:
    # os.path: a tenth of what Path costs, and this is asked a hundred times in a comparison
    return os.path.exists(f"{log}/{commit_name(number)}")  # noqa: PTH110


class FolderPlace:
    """A case in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._versions: dict[str, int] = {}

    @property
    def name(self) -> str:
        """See Place."""
        return self.folder.name

    def __str__(self) -> str:
        return str(self.folder)

    def table(self, name: str) -> str:
        """See Place."""
        return str(self.folder / "tables" / name)

    def marker(self) -> dict[str, Any] | None:
        """See Place."""
        path = self.folder / MARKER
        if not path.is_file():
            return None
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise NotACase(f"cannot read the case's marker: {str(path)!r}: {error}") from error
        return found if isinstance(found, dict) else {}

    def found_case(self, content: dict[str, Any]) -> None:
        """See Place."""
        holds_others = self._holds_others()
        # asked for after the look: whoever makes a case puts nothing there before its marker
        if (self.folder / MARKER).is_file():
            return
        if holds_others:
            raise NotACase(f"not a case: {str(self.folder)!r} holds other things; give a new or an empty folder")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.mark(content)
        except OSError as error:
            raise StoreFull(f"cannot make the case folder: {str(self.folder)!r}: {error.strerror or error}") from error

    def _holds_others(self) -> bool:
        """Whether anything lies there but a marker, or the beginnings of one: another program's, or a killed one's."""
        if not self.folder.is_dir():
            return self.folder.exists()
        return any(not path.name.startswith(MARKER) for path in self.folder.iterdir())

    def mark(self, content: dict[str, Any]) -> None:
        """See Place."""
        part = self.folder / f"{MARKER}.{os.getpid()}-{threading.get_ident()}.part"
        part.write_text(json.dumps(content) + "\n", encoding="utf-8")
        part.replace(self.folder / MARKER)

    @contextmanager
    def lock(self, alone: bool) -> Iterator[bool]:
        """See Place. The operating system lets go of it when a process dies."""
        try:
            import fcntl
        except ImportError:
            # no such locks here: writers go on, and nothing is compacted
            yield not alone
            return
        with (self.folder / "lock").open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
            except BlockingIOError:
                yield False
                return
            yield True

    def version(self, table: str) -> int:
        """See Place. Asked for all the time, so the log is listed once: later commits are looked for by their names."""
        log = str(self.folder / "tables" / table / "_delta_log")
        known = self._versions.get(table, 0)
        # commits have no gaps, and the oldest are cleared first
        if not known or not _is_committed(log, known - 1):
            try:
                known = last_commit(os.listdir(log))  # noqa: PTH208
            except OSError:
                known = 0
        while known and _is_committed(log, known):
            known += 1
        self._versions[table] = known
        return known

    def local(self, table: str) -> Path | None:
        """See Place."""
        return self.folder / "tables" / table

    def files(self, table: str) -> FileSystem:
        """See Place."""
        from pyarrow.fs import LocalFileSystem, SubTreeFileSystem

        return SubTreeFileSystem(str(self.local(table)), LocalFileSystem())

    def bytes(self) -> int:
        """See Place."""
        total = 0
        for path in (self.folder / "tables").rglob("*"):
            with contextlib.suppress(OSError):
                total += path.stat().st_size if path.is_file() else 0
        return total
