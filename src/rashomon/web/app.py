"""The web application: `make_app(case)` gives an ASGI app with the routes of docs/web.md.

Reads the case through `views.pages` and the front door; writes only through jobs. The one idea: every page has
the same answer as JSON, typed by the dataclasses of views/.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rashomon.errors import MissingPart, RashomonError
from rashomon.web.jobs import Jobs
from rashomon.web.remembering import Remembering
from rashomon.web.safety import App, Doors, Guard

if TYPE_CHECKING:
    from rashomon.case import Case

try:
    from fastapi import FastAPI
except ImportError as error:  # pragma: no cover - the sentence is tested by hiding the package
    raise MissingPart("the web application needs more packages: install rashomon[web]") from error


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


def make_app(
    case: Case,
    settings: WebSettings | None = None,
    tell: Callable[[str, int, int | None], None] | None = None,
) -> App:
    """The application for a case, behind its doors. The index is brought up to date before it answers.

    `tell` hears how far that is: a step, documents done, documents in all.
    """
    from rashomon.web.adding import add_adding
    from rashomon.web.pages import add_pages
    from rashomon.web.reading import add_reading
    from rashomon.web.replies import add_errors
    from rashomon.web.writing import add_writing

    settings = settings or WebSettings()
    desk = Desk(case, settings)
    desk.catch_up(tell)
    web = FastAPI(
        title="Rashomon",
        description="One cited record of who did and said what, according to whom.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_watching(desk),
    )
    web.state.desk = desk
    add_errors(web)
    add_reading(web, desk)
    add_writing(web, desk)
    add_adding(web, desk)
    add_pages(web)
    remembering = Remembering(web, lambda: desk.version, settings.remembered_bytes)
    doors = Doors(frozenset(host.lower() for host in settings.hosts), desk.token, settings.access, settings.body_bytes)
    return Guard(remembering, doors)


def _watching(desk: Desk) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> Any:
        watcher = threading.Thread(target=desk.watch, name="rashomon-watch", daemon=True)
        watcher.start()
        yield
        desk.end()

    return lifespan
