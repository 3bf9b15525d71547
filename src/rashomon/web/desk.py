"""What the routes share: a case that is served, its index, its jobs, and how it is served.

The one idea: pages answer from one opened index; a thread looks for what other programs wrote and brings it in.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.errors import RashomonError
from rashomon.web.jobs import Jobs

if TYPE_CHECKING:
    from rashomon.case import Case

_LOG = logging.getLogger(__name__)


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
    """

    person: str = "somebody"
    hosts: tuple[str, ...] = ()
    access: str | None = None
    body_bytes: int = 200_000_000
    files: int = 2000
    watch_seconds: float = 1.0
    wait_seconds: float = 2.0
    remembered_bytes: int = 64_000_000


class Desk:
    """What the routes share: the case, its index, its jobs, and the tokens of this run."""

    def __init__(self, case: Case, settings: WebSettings) -> None:
        self.case = case
        self.settings = settings
        self.pages = case.pages()
        self.token = secrets.token_urlsafe(24)
        self.jobs = Jobs(after=self.catch_up)
        self.version = ""
        self._ended = threading.Event()

    def catch_up(self, tell: Callable[[str, int, int | None], None] | None = None) -> None:
        """Brings the index, and with it every answer, to the case's state."""
        self.pages.catch_up(tell)
        self.version = self.pages.version

    def watch(self) -> None:
        """Looks for what other programs wrote, until the server ends."""
        self.pages.warm()
        while not self._ended.wait(self.settings.watch_seconds):
            try:
                if self.pages.index.is_behind():
                    self.catch_up()
            except (RashomonError, OSError) as error:
                # a full disk, a table that is just being compacted: what was shown stays, and the next look may do
                _LOG.warning("cannot catch up with the case: %s", error)

    def end(self) -> None:
        """Ends the watching."""
        self._ended.set()
