"""A case in a bucket of an object store that speaks S3: `s3://BUCKET/PATH`.

Reads and writes the case's marker there and gives its tables' addresses. Which keys, which region and which server
(`AWS_ENDPOINT_URL`) is the environment's to say, as with every program that reads such buckets. The one idea: two
writers are kept apart by the store itself, which makes an object only where there is none (conditional writes);
what belongs to this machine alone (index, cache) lies in the user's cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.errors import NotACase, StoreFull, first_line
from rashomon.record.ids import digest
from rashomon.store.place import MARKER, last_commit

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem


def kept_here() -> Path:
    """Where this machine keeps what belongs to it of cases that lie elsewhere: the user's cache."""
    return Path.home() / ".cache" / "rashomon" / "cases"


class BucketPlace:
    """A case below a path of a bucket. Raises NotACase for an address without a path."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        bucket, _, self._path = self._address.removeprefix("s3://").partition("/")
        if not bucket or not self._path:
            raise NotACase(f"not an address of a case: {address!r}; give s3://BUCKET/PATH")
        self._root = f"{bucket}/{self._path}"
        self.folder = kept_here() / digest("case", self._address)

    @property
    def name(self) -> str:
        """See Place."""
        return self._path.rpartition("/")[2]

    def __str__(self) -> str:
        return self._address

    def table(self, name: str) -> str:
        """See Place."""
        return f"{self._address}/tables/{name}"

    def marker(self) -> dict[str, Any] | None:
        """See Place."""
        try:
            with self._files.open_input_stream(f"{self._root}/{MARKER}") as stream:
                found = json.loads(stream.read())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise NotACase(f"cannot read the case's marker: {self._address!r}: {first_line(error)}") from error
        self.folder.mkdir(parents=True, exist_ok=True)
        return found if isinstance(found, dict) else {}

    def found_case(self, content: dict[str, Any]) -> None:
        """See Place."""
        there = self._names(self._root)
        if MARKER in there:
            return
        if there:
            raise NotACase(f"not a case: {self._address!r} holds other things; give a path with nothing below it")
        try:
            self.mark(content)
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFull(f"cannot make the case: {self._address!r}: {first_line(error)}") from error

    def mark(self, content: dict[str, Any]) -> None:
        """See Place. An object is there whole or not at all."""
        with self._files.open_output_stream(f"{self._root}/{MARKER}") as stream:
            stream.write((json.dumps(content) + "\n").encode("ascii"))

    @contextmanager
    def lock(self, alone: bool) -> Iterator[bool]:
        """See Place. Nothing in a bucket shuts writers out, so a compaction is never `alone`."""
        if alone:
            raise StoreFull(
                f"a case in a bucket cannot be compacted: nothing keeps others from writing: {self._address!r}; "
                "compact a copy of it in a folder"
            )
        yield True

    def version(self, table: str) -> int:
        """See Place."""
        return last_commit(self._names(f"{self._root}/tables/{table}/_delta_log"))

    def local(self, table: str) -> None:
        """See Place: nothing of it lies here."""

    def files(self, table: str) -> FileSystem:
        """See Place."""
        from pyarrow.fs import SubTreeFileSystem

        return SubTreeFileSystem(f"{self._root}/tables/{table}", self._files)

    def bytes(self) -> int:
        """See Place."""
        from pyarrow.fs import FileSelector

        below = FileSelector(f"{self._root}/tables", recursive=True, allow_not_found=True)
        return sum(found.size or 0 for found in self._files.get_file_info(below))

    def _names(self, path: str) -> list[str]:
        """What lies right below a path. Raises StoreFull where the bucket cannot be reached."""
        from pyarrow.fs import FileSelector

        try:
            return [found.base_name for found in self._files.get_file_info(FileSelector(path, allow_not_found=True))]
        except OSError as error:
            raise StoreFull(f"cannot reach the case: {self._address!r}: {first_line(error)}") from error

    @cached_property
    def _files(self) -> FileSystem:
        from pyarrow.fs import FileSystem

        return FileSystem.from_uri(self._address)[0]
