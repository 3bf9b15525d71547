"""The brief of a large case, told once and kept: CASE/index/brief.json.

Reads the tables, or the file of a brief that was told in the same state of the case; writes that file. The one idea: to
find twenty stories among a hundred thousand articles takes seconds whoever asks, so the comparison asks first, and
`rashomon brief` reads what it found without opening a table. Of its stories only those are told again that a newcomer
has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rashomon.record.ids import digest
from rashomon.record.rows import from_row, to_row
from rashomon.views import brief as telling
from rashomon.views import words
from rashomon.views.brief import Brief, brief_story

if TYPE_CHECKING:
    from rashomon.comparing.standing import Counted
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
    kept = _kept(folder)
    try:
        return from_row(Brief, kept["brief"]) if kept is not None and kept["state"] == _state(folder) else None
    except (OSError, ValueError, KeyError, TypeError):
        # whatever lies there, it is told anew
        return None


def keep_brief(store: DeltaStore) -> Brief | None:
    """Tells the brief of a large case and keeps it; None where the case is small or as of the past."""
    if not _is_kept(store):
        return None
    state = _state(store.folder)
    brief = tell_brief(store, None, TOLD)
    _keep(store, state, to_row(brief))
    return brief


def renew_brief(store: DeltaStore, before: str, changed: Collection[str], counted: Counted | None = None) -> None:
    """Keeps the brief of a large case anew, where since the comparison `before` only these stories have changed.

    `counted`: how the case stands, where the comparison knows it.
    """
    if not _is_kept(store):
        return
    kept = _kept(store.folder)
    if kept is None or kept.get("comparison") != before or kept.get("told_by") != _told_by():
        keep_brief(store)
        return
    from rashomon.partial import record_of_stories

    state, whole = _state(store.folder), counted or _counted(store)
    told = {row["id"]: row for row in kept["brief"]["stories"] if row["id"] not in changed}
    chosen = whole.first
    if again := [name for name in chosen if name not in told]:
        record = record_of_stories(store, again)
        told |= {name: to_row(brief_story(record, record.stories[name])) for name in again}
    failures = store.read("failures", ["document"]).num_rows
    brief = Brief(whole.articles, whole.origins, failures, (), whole.stories - len(chosen))
    _keep(store, state, to_row(brief) | {"stories": [told[name] for name in chosen]})


def _counted(store: DeltaStore) -> Counted:
    from rashomon.comparing.standing import Counted
    from rashomon.partial import totals

    whole = totals(store)
    return Counted(whole.articles, whole.origins, len(whole.stories), whole.stories[:TOLD])


def _is_kept(store: DeltaStore) -> bool:
    """Whether the brief of such a case is kept."""
    from rashomon.store.ledger import documents_read

    return documents_read(store.ledger()) >= _LARGE and store.until is None and store.place.local("ledger") is not None


def _keep(store: DeltaStore, state: str, brief: dict[str, Any]) -> None:
    compared = [entry.slice for entry in store.ledger() if entry.kind == "comparison"]
    body = {"state": state, "comparison": "".join(compared[-1:]), "told_by": _told_by(), "brief": brief}
    part = _file(store.folder).with_name(f"brief.{os.getpid()}.part")
    # a case that may only be read is told anew each time
    with suppress(OSError):
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(json.dumps(body).encode("ascii"))
        part.replace(_file(store.folder))


def _kept(folder: Path) -> dict[str, Any] | None:
    """What lies there, where it can be read."""
    try:
        kept = json.loads(_file(folder).read_bytes())
        return kept if isinstance(kept, dict) and isinstance(kept["brief"]["stories"], list) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _file(folder: Path) -> Path:
    return folder / "index" / "brief.json"


def _state(folder: Path) -> str:
    """One word for what a brief follows from: the ledger's last commit, and the words that tell it. Raises OSError."""
    log = folder / "tables" / "ledger" / "_delta_log"
    commits = sorted(path.name for path in log.glob("*.json"))
    last = (log / commits[-1]).read_bytes() if commits else b""
    return digest("brief", len(commits), commits[-1:], last.hex(), _told_by())


def _told_by() -> list[int]:
    """When the words that tell a brief were written."""
    return [Path(module.__file__ or "").stat().st_mtime_ns for module in (telling, words)]
