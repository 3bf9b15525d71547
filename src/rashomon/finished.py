"""The brief of a large case, told once and kept: CASE/index/brief.json.

Reads the tables, or the file of a brief that was told in the same state of the case; writes that file. The one idea: to
find twenty stories among a hundred thousand articles takes seconds whoever asks, so the comparison asks first, and
`rashomon brief` reads what it found without opening a table.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.record.ids import digest
from rashomon.record.rows import from_row, to_row
from rashomon.views import brief as telling
from rashomon.views import words
from rashomon.views.brief import Brief, brief_story

if TYPE_CHECKING:
    from rashomon.store.delta import DeltaStore

#: Stories of a brief that is kept: as many as the command tells.
TOLD = 20
#: Articles from which on a brief is kept; a smaller case tells it as fast as it reads it.
_LARGE = 2000


def tell_brief(store: DeltaStore, story: str | None, most: int | None) -> Brief:
    """What happened, who says so, where they differ; one story of it, or the `most` that most voices tell."""
    from rashomon.partial import find_id, record_of_stories, totals, whole_record

    whole = totals(store)
    chosen = (find_id(store, "story", story),) if story else whole.stories[:most]
    every = len(chosen) == len(whole.stories)
    record = whole_record(store) if every else record_of_stories(store, chosen)
    told = tuple(brief_story(record, record.stories[name]) for name in chosen)
    more = 0 if story else len(whole.stories) - len(told)
    return Brief(whole.articles, whole.origins, whole.failures, told, more)


def kept_brief(folder: Path) -> Brief | None:
    """The brief of TOLD stories, where one is kept that was told in this state of the case."""
    try:
        kept = json.loads(_file(folder).read_bytes())
        return from_row(Brief, kept["brief"]) if kept["state"] == _state(folder) else None
    except (OSError, ValueError, KeyError, TypeError):
        # whatever lies there, it is told anew
        return None


def keep_brief(store: DeltaStore) -> Brief | None:
    """Tells the brief of a large case and keeps it; None where the case is small or as of the past."""
    covered = sum(len(entry.covers) for entry in store.ledger() if entry.kind == "reading")
    if covered < _LARGE or store.until is not None or store.place.local("ledger") is None:
        return None
    state = _state(store.folder)
    brief = tell_brief(store, None, TOLD)
    part = _file(store.folder).with_name(f"brief.{os.getpid()}.part")
    # a case that may only be read is told anew each time
    with suppress(OSError):
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(json.dumps({"state": state, "brief": to_row(brief)}).encode("ascii"))
        part.replace(_file(store.folder))
    return brief


def _file(folder: Path) -> Path:
    return folder / "index" / "brief.json"


def _state(folder: Path) -> str:
    """One word for what a brief follows from: the ledger's last commit, and the words that tell it. Raises OSError."""
    log = folder / "tables" / "ledger" / "_delta_log"
    commits = sorted(path.name for path in log.glob("*.json"))
    last = (log / commits[-1]).read_bytes() if commits else b""
    told_by = [Path(module.__file__ or "").stat().st_mtime_ns for module in (telling, words)]
    return digest("brief", len(commits), commits[-1:], last.hex(), told_by)
