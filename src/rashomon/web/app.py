"""The web application: `make_app(case)` gives an ASGI app with the routes of docs/web.md.

Reads the case through `views.pages` and the front door; writes only through jobs. The one idea: every page has
the same answer as JSON, typed by the dataclasses of views/.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from rashomon.case import Case, open_case
from rashomon.errors import MissingPart
from rashomon.web.adding import add_adding
from rashomon.web.answering import Answering
from rashomon.web.desk import Desk, WebSettings
from rashomon.web.pages import add_pages
from rashomon.web.reading import add_reading
from rashomon.web.remembering import Remembering
from rashomon.web.replies import add_errors
from rashomon.web.safety import App, Doors, Guard
from rashomon.web.writing import add_writing

if TYPE_CHECKING:
    from rashomon.settings import CaseSettings

try:
    from fastapi import FastAPI
except ImportError as error:  # pragma: no cover - the sentence is tested by hiding the package
    raise MissingPart("the web application needs more packages: pip install 'rashomon[web]'") from error


def make_app(
    case: Case,
    settings: WebSettings | None = None,
    tell: Callable[[str, int, int | None], None] | None = None,
) -> App:
    """The application for a case, behind its doors. The index is brought up to date before it answers.

    `tell` hears how far that is: a step, documents done, documents in all.
    """

    settings = settings or WebSettings()
    desk = Desk(case, settings)
    desk.catch_up(tell)
    web = make_routes(desk)
    answering = Answering(web, desk.readers)
    remembering = Remembering(answering, desk.state_of, settings.remembered_bytes)
    doors = Doors(frozenset(host.lower() for host in settings.hosts), desk.token, settings.access, settings.body_bytes)
    return Guard(remembering, doors)


def make_routes(desk: Desk) -> FastAPI:
    """All routes of a desk, without doors."""
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
    return web


def _watching(desk: Desk) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> Any:
        desk.hire(_routes_of)
        watcher = threading.Thread(target=desk.watch, name="rashomon-watch", daemon=True)
        watcher.start()
        yield
        desk.end()

    return lifespan


def _routes_of(address: str, settings: CaseSettings) -> App:
    """The routes of a case, in a process that answers for the one that listens."""
    desk = Desk(open_case(address, settings=settings), WebSettings(processes=0))
    desk.pages.warm()
    return make_routes(desk)
