"""Where a case lies: a folder of this machine.

Reads a folder, gives the addresses of its tables and its marker `case.json`; knows no rows.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rashomon.errors import NotACase, StoreFull

MARKER = "case.json"


class Place:
    """A case folder: its marker, its tables' addresses, and the lock that a compaction takes."""

    #: What the table library needs to reach the place; a folder needs nothing.
    options: dict[str, str] | None = None

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __str__(self) -> str:
        return str(self.folder)

    def table(self, name: str) -> str:
        """The address of a table."""
        return str(self.folder / "tables" / name)

    def marker(self) -> dict[str, Any] | None:
        """What `case.json` says, or None where there is no case yet. Raises NotACase where it says nothing."""
        path = self.folder / MARKER
        if not path.is_file():
            return None
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise NotACase(f"cannot read the case's marker: {str(path)!r}: {error}") from error
        return found if isinstance(found, dict) else {}

    def found_case(self, content: dict[str, Any]) -> None:
        """Makes the folder a case. Raises NotACase where it holds other things, StoreFull where it cannot be made."""
        if self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise NotACase(f"not a case: {str(self.folder)!r} holds other things; give a new or an empty folder")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.mark(content)
        except OSError as error:
            raise StoreFull(f"cannot make the case folder: {str(self.folder)!r}: {error.strerror or error}") from error

    def mark(self, content: dict[str, Any]) -> None:
        """Writes the marker whole or not at all."""
        part = self.folder / f"{MARKER}.{os.getpid()}.part"
        part.write_text(json.dumps(content) + "\n", encoding="utf-8")
        part.replace(self.folder / MARKER)

    @contextmanager
    def lock(self, alone: bool) -> Iterator[bool]:
        """Held together by writers, or `alone` by a compaction; gives False where it is not to be had.

        The operating system lets go of it when a process dies. Where there are no such locks, all have it.
        """
        try:
            import fcntl
        except ImportError:
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
        """A number that grows with every commit to a table."""
        log = self.folder / "tables" / table / "_delta_log"
        try:
            return sum(1 for name in os.listdir(log) if name.endswith(".json")) if log.is_dir() else 0  # noqa: PTH208
        except OSError:
            return 0

    def local(self, table: str) -> Path | None:
        """The folder of a table, where it lies on this machine."""
        return self.folder / "tables" / table

    def bytes(self) -> int:
        """How much room the tables take on the disk."""
        total = 0
        for path in (self.folder / "tables").rglob("*"):
            with contextlib.suppress(OSError):
                total += path.stat().st_size if path.is_file() else 0
        return total
