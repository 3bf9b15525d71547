"""What follows from the tables alone and takes long to work out → a file in the user's cache, read at the next start.

Reads the tables and modules of this package; reads and writes CACHE/NAME-DIGEST.json. The one idea: the digest is of
every table, of every module here and of the module that asks, so that a file of that name holds what working it out
again would give; where the cache may not be written nothing is kept, and every start works it out.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent
#: Files of one name that are kept: as many versions of the program, or of the tables, as are likely to be in use.
_MOST = 4


def cache_folder() -> Path:
    """Where what is worked out once lies unless told otherwise: the user's cache."""
    return Path.home() / ".cache" / "rashomon"


def worked_out(name: str, make: Callable[[], Any], asked_by: str, folder: Path | None = None) -> Any:
    """What `make` gives, as JSON holds it; made only where it is not kept yet.

    `make` reads nothing but this package and the module whose file is `asked_by`.
    """
    path = (folder or cache_folder()) / f"{name}-{_digest(asked_by)}.json"
    found = _read(path)
    if found is None:
        found = json.dumps(make(), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            _write(path, found)
            _clear(path.parent, name)
    return json.loads(found)


def _read(path: Path) -> bytes | None:
    """The kept bytes, where they are those that were written."""
    try:
        sum, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return body if hashlib.sha256(body).hexdigest().encode() == sum else None


def _write(path: Path, body: bytes) -> None:
    """Written beside and put in place at once: who reads meanwhile finds none or all of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(draft).replace(path)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def _clear(folder: Path, name: str) -> None:
    """Deletes all but the latest files of a name."""
    kept = sorted(folder.glob(f"{name}-*.json"), key=lambda path: path.stat().st_mtime_ns)
    for path in kept[:-_MOST]:
        path.unlink(missing_ok=True)


@functools.cache
def _digest(asked_by: str) -> str:
    """The first digits of the sha256 of all that what is worked out can follow from."""
    whole = hashlib.sha256(_sources())
    whole.update(Path(asked_by).read_bytes())
    return whole.hexdigest()[:16]


@functools.cache
def _sources() -> bytes:
    """The sha256 of this package's modules and tables, by name."""
    whole = hashlib.sha256()
    for path in sorted([*_PACKAGE.glob("*.py"), *_PACKAGE.glob("tables/*.csv"), *_PACKAGE.glob("tables/*.toml")]):
        body = path.read_bytes()
        whole.update(f"{path.name} {len(body)}\n".encode() + body)
    return whole.digest()
