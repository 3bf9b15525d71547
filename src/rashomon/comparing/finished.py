"""The brief of a large case, told once and kept: CASE/index/brief.json.

Reads the tables, or the file of a brief that was told in the same state of the case; writes that file. The one idea: to
find twenty stories among a hundred thousand articles takes seconds whoever asks, so the comparison asks first, and
`rashomon brief` reads what it found without opening a table. Of its stories, a line each, only those are told again
that a newcomer has changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rashomon.record.ids import digest
from rashomon.record.rows import from_row, to_row
from rashomon.views import brief as telling
from rashomon.views import words
from rashomon.views.brief import Brief, StoryBrief, brief_story

if TYPE_CHECKING:
    from rashomon.comparing.standing import Counted
    from rashomon.record import Record
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
        kept = _kept(folder)
        if kept is None or kept.head["state"] != _state(folder):
            return None
        return from_row(Brief, kept.head["brief"] | {"stories": [json.loads(line) for line in kept.stories.values()]})
    except (OSError, ValueError, KeyError, TypeError):
        # whatever lies there, it is told anew
        return None


def keep_brief(store: DeltaStore) -> Brief | None:
    """Tells the brief of a large case and keeps it; None where the case is small or as of the past."""
    if not _is_kept(store):
        return None
    state = _state(store.folder)
    brief = tell_brief(store, None, TOLD)
    _keep(store, state, replace(brief, stories=()), {story.id: _line(story) for story in brief.stories})
    return brief


class Kept(NamedTuple):
    """`head`: what the brief follows from, and the brief without its stories; `stories`: each by its id, in JSON."""

    head: dict[str, Any]
    stories: dict[str, bytes]


def renewable(store: DeltaStore, before: str) -> Kept | None:
    """The brief that lies there, where the case keeps one and it was told after the comparison `before`, in the words
    of now.
    """
    kept = _kept(store.folder) if _is_kept(store) else None
    of_now = kept is not None and (kept.head.get("comparison"), kept.head.get("told_by")) == (before, _told_by())
    return kept if of_now else None


def to_be_told(kept: Kept, changed: Collection[str], chosen: Sequence[str]) -> list[str]:
    """Those of the `chosen` stories that what lies there does not tell, or not as they are: the `changed` ones."""
    return [name for name in chosen if name in changed or name not in kept.stories]


def renew_brief(
    store: DeltaStore,
    kept: Kept | None,
    changed: Collection[str],
    counted: Counted | None = None,
    known: Record | None = None,
) -> None:
    """Keeps the brief of a large case anew, where since the one that is kept only these stories have changed.

    `kept`: see `renewable`; where there is none, all is told. `counted`: how the case stands, where it is known.
    `known`: all that the stories `to_be_told` show.
    """
    if not _is_kept(store):
        return
    if kept is None:
        keep_brief(store)
        return
    from rashomon.partial import record_of_stories

    state, whole = _state(store.folder), counted or _counted(store)
    told, chosen = dict(kept.stories), whole.first
    if again := to_be_told(kept, changed, chosen):
        record = record_of_stories(store, again) if known is None else known
        told |= {name: _line(brief_story(record, record.stories[name])) for name in again}
    failures = store.read("failures", ["document"]).num_rows
    brief = Brief(whole.articles, whole.origins, failures, (), whole.stories - len(chosen))
    _keep(store, state, brief, {name: told[name] for name in chosen})


def _counted(store: DeltaStore) -> Counted:
    from rashomon.comparing.standing import Counted
    from rashomon.partial import totals

    whole = totals(store)
    return Counted(whole.articles, whole.origins, len(whole.stories), whole.stories[:TOLD])


def _is_kept(store: DeltaStore) -> bool:
    """Whether the brief of such a case is kept."""
    from rashomon.store.ledger import documents_read

    return documents_read(store.ledger()) >= _LARGE and store.until is None and store.place.local("ledger") is not None


def _keep(store: DeltaStore, state: str, brief: Brief, stories: dict[str, bytes]) -> None:
    compared = [entry.slice for entry in store.ledger() if entry.kind == "comparison"]
    head = {"state": state, "comparison": "".join(compared[-1:]), "told_by": _told_by(), "brief": to_row(brief)}
    lines = [json.dumps(head | {"stories": list(stories)}).encode("ascii"), *stories.values()]
    part = _file(store.folder).with_name(f"brief.{os.getpid()}.part")
    # a case that may only be read is told anew each time
    with suppress(OSError):
        part.parent.mkdir(exist_ok=True)
        part.write_bytes(b"\n".join(lines))
        part.replace(_file(store.folder))


def _line(story: StoryBrief) -> bytes:
    """A story as one line of the file: one that stays is not even parsed."""
    return json.dumps(to_row(story)).encode("ascii")


def _kept(folder: Path) -> Kept | None:
    """What lies there, where it can be read."""
    try:
        first, *lines = _file(folder).read_bytes().split(b"\n")
        head = json.loads(first)
        return Kept(head, dict(zip(head["stories"], lines, strict=True)))
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
