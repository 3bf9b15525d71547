"""What the routes share: a case that is served, its index, its jobs, and how it is served.

Reads the case; writes it through tasks. The one idea: pages answer from one opened index, and a thread looks for what
other programs wrote; a large case is answered, indexed and changed by processes of their own, so that none of these
waits for another.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rashomon.errors import RashomonError
from rashomon.web.answering import Opening, Readers, is_for_readers, is_whole
from rashomon.web.jobs import Jobs, Tell
from rashomon.web.tasks import TASKS, Values
from rashomon.web.workroom import Workroom

if TYPE_CHECKING:
    from rashomon.case import Case

_LOG = logging.getLogger(__name__)

#: Documents from which on a case is large: one look at all of it takes longer than a process takes to start.
LARGE = 2000
#: Processes that answer, at most: each holds a few hundred megabytes of a case of a hundred thousand articles.
_MOST_READERS = 8
#: Bringing the index up to date takes at most one part in so many of the time.
_SHARE = 4
#: Seconds that pass at most between two looks.
_LONGEST_PAUSE = 20.0
#: How far below others the priority of work on the case lies: it takes long, and a page is waited for.
_NICE = 5
#: Digits of an id.
_ID = 24
#: Routes about stories, events and entities: an article that has not been compared has none of them.
_COMPARED = tuple(
    f"/api/{kind}" for kind in ("stories", "events", "entities", "timeline", "network", "map", "review/inbox")
)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How a case is served.

    person: the name that judgements made on the pages get
    hosts: names by which browsers may reach the server, besides those of loopback
    access: token that every request must bring; None on loopback
    body_bytes: the largest upload, in bytes
    files: how many files one upload may have
    watch_seconds: how often the ledger is looked at for what other programs wrote
    wait_seconds: how long an answer waits for its job
    remembered_bytes: memory for answers that are given again
    processes: how many processes answer for this one, which then works on the case itself no more; 0: none, None: as
        many as there are cores for a large case, and none for a small one
    """

    person: str = "somebody"
    hosts: tuple[str, ...] = ()
    access: str | None = None
    body_bytes: int = 200_000_000
    files: int = 2000
    watch_seconds: float = 1.0
    wait_seconds: float = 2.0
    remembered_bytes: int = 64_000_000
    processes: int | None = 0


class Desk:
    """What the routes share: the case, its index, its jobs, and the tokens of this run."""

    def __init__(self, case: Case, settings: WebSettings) -> None:
        self.case = case
        self.settings = settings
        self.pages = case.pages()
        self.token = secrets.token_urlsafe(24)
        self.jobs = Jobs(after=self.renew)
        self.version = ""
        self._compared = ""
        self._readers: Readers | None = None
        self._once: Readers | None = None
        self._indexing: Workroom | None = None
        self._ended = threading.Event()

    def catch_up(self, tell: Callable[[str, int, int | None], None] | None = None) -> None:
        """Brings the index, and with it every answer, to the case's state, in this process."""
        self.pages.catch_up(tell)
        self._look()

    def state_of(self, path: str) -> str:
        """What the answer to a path follows from: the last comparison, or all that the index holds."""
        kind, _, name = path.removeprefix("/api/").partition("/")
        # the beginning of an id may come to name two
        one = kind == "articles" and len(name) == _ID
        return self._compared if one or path.startswith(_COMPARED) else self.version

    def do(self, task: str, values: Values, tell: Tell) -> Any:
        """Does a task: of a large case in a process of its own, so that readers are answered meanwhile."""
        if not self._count():
            return TASKS[task](self.case, self.pages, values, tell)
        room = Workroom(self.case.address, self.case.settings, _NICE)
        try:
            return room.do(task, values, tell)
        finally:
            room.leave()

    def renew(self) -> None:
        """Brings the index to the case's state, where it is behind."""
        if self._indexing is not None:
            self._indexing.do("catch up", {}, lambda step, done, total: None)
            self._look()
        elif self.pages.index.is_behind():
            self.catch_up()

    def readers(self, path: str) -> Readers | None:
        """The processes that answer a path; None where this one does."""
        if self._readers is None or not is_for_readers(path):
            return None
        return self._once if is_whole(path) else self._readers

    def watch(self) -> None:
        """Looks for what other programs wrote, until the server ends."""
        if self._readers is None:
            self.pages.warm()
        # the first look starts the process, which tells nothing of how long the next ones take
        self._try_to_renew()
        pause = self.settings.watch_seconds
        while not self._ended.wait(pause):
            started = time.monotonic()
            self._try_to_renew()
            spent = time.monotonic() - started
            pause = max(self.settings.watch_seconds, min(_LONGEST_PAUSE, (_SHARE - 1) * spent))

    def end(self) -> None:
        """Ends the watching, and the processes that serve this one."""
        self._ended.set()
        for helper in (self._indexing, self._readers, self._once):
            if helper is not None:
                helper.leave()

    def _try_to_renew(self) -> None:
        try:
            self.renew()
        except (RashomonError, OSError) as error:
            # a full disk, a table that is just being compacted: what was shown stays, and the next look may do
            if not self._ended.is_set():
                _LOG.warning("cannot catch up with the case: %s", error)
        except Exception:
            # nobody else looks: whatever it met, the next look comes
            _LOG.exception("cannot catch up with the case")

    def _look(self) -> None:
        """What the index holds now."""
        self.version, self._compared = self.pages.version, self.pages.index.compared

    def _count(self) -> int:
        """How many processes answer for this one."""
        wanted = self.settings.processes
        return _readers_for(int(self.pages.index.value("documents") or 0)) if wanted is None else wanted

    def hire(self, opening: Opening) -> None:
        """Starts the processes that this one is to have; those that answer begin with `opening`."""
        if count := self._count():
            of = (self.case.address, self.case.settings)
            self._indexing = Workroom(*of)
            self._once = Readers(opening, *of, 1, once=True)
            self._readers = Readers(opening, *of, count)


def _readers_for(documents: int) -> int:
    """How many processes answer for a case of so many documents."""
    return min(os.cpu_count() or 1, _MOST_READERS) if documents >= LARGE else 0
