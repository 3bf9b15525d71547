"""Where the gazetteer is found: opened from a cache folder, built there first where there is none.

The index itself, what it holds and how a name is looked up, is `gazetteer_index`; `gazetteer_build` makes it.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from rashomon.knowledge.gazetteer_build import build, index_name
from rashomon.knowledge.gazetteer_index import Gazetteer
from rashomon.knowledge.worked_out import cache_folder


@functools.cache
def gazetteer(folder: Path | None = None) -> Gazetteer:
    """The index in a cache folder, built there first where it is missing or older than its sources.

    Building takes under a minute, once; opening takes milliseconds. Where the user's cache may not be written
    and no folder is given, the index goes to the machine's folder for temporary files.
    """
    target = (folder or cache_folder()) / index_name()
    if not (target / "done").exists():
        try:
            build(target)
        except PermissionError:
            if folder is not None:
                raise
            return gazetteer(Path(tempfile.gettempdir()) / "rashomon")
    return Gazetteer(target)
