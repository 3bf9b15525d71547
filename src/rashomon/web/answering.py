"""GET requests → processes that each hold the case open → whole answers.

Reads path and query of a request; gives status, headers and body. The one idea: one Python process uses one core, so a
large case is answered by as many as there are cores, while the one that listens is left free to listen.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from rashomon.engine.local import starting_workers
from rashomon.web.safety import App, Message, Receive, Scope, Send
from rashomon.web.workroom import step_back

if TYPE_CHECKING:
    from rashomon.settings import CaseSettings

_LOG = logging.getLogger(__name__)

#: What only the process that listens knows, or sends as it comes.
_HERE = ("/api/session", "/api/jobs", "/api/openapi.json", "/api/decisions")
#: What reads a whole record: a process is started for each and ends with it.
_WHOLE = ("/api/check", "/api/exports/", "/api/reports/")


#: Address and settings of a case → the app that answers for it.
Opening: TypeAlias = "Callable[[str, CaseSettings], App]"


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Readers:
    """Processes that answer.

    `opening`: a module's function that each begins with; from the case's address and settings it makes the app that is
    asked. `count`: how many; `once`: each answers one request and makes room for the next.
    """

    def __init__(
        self, opening: Opening, address: str, settings: CaseSettings, count: int, *, once: bool = False
    ) -> None:
        self._of, self._count, self._once = (opening, address, settings), count, once
        self._pool = self._start()

    async def ask(self, path: str, query: bytes) -> Answer | None:
        """The answer of the first that is free; None where it died of the request: then they start anew."""
        pool = self._pool
        try:
            with starting_workers():
                asked = pool.submit(answer, path, query)
            return await asyncio.wrap_future(asked)
        except (BrokenProcessPool, RuntimeError):
            if pool is self._pool:
                pool.shutdown(wait=False, cancel_futures=True)
                self._pool = self._start()
            return None

    def leave(self) -> None:
        """Ends the processes."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        each = {"max_tasks_per_child": 1} if self._once else {}
        pool = ProcessPoolExecutor(self._count, context, _open, self._of, **each)
        if not self._once:
            # each opens the case now, not when it is first asked
            with starting_workers():
                for _ in range(self._count):
                    pool.submit(_wake)
        return pool


class Answering:
    """The app, with what processes can answer answered by them. `readers` gives them for a path, or None."""

    def __init__(self, app: App, readers: Callable[[str], Readers | None]) -> None:
        self._app = app
        self._readers = readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["method"] == "GET"
        readers = self._readers(scope["path"]) if asked else None
        made = await readers.ask(scope["path"], scope["query_string"]) if readers else None
        if made is None:
            await self._app(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": made.status, "headers": made.headers})
        await send({"type": "http.response.body", "body": made.body})


def is_for_readers(path: str) -> bool:
    """Whether any process that holds the case open can answer this."""
    return path.startswith("/api/") and not path.startswith(_HERE)


def is_whole(path: str) -> bool:
    """Whether an answer reads a whole record."""
    return path.startswith(_WHOLE)


# ── in the processes ──────────────────────────────────────────────────────────────────────────────────────

#: What a process that answers holds open.
_HELD: dict[str, Any] = {}


def _open(opening: Opening, address: str, settings: CaseSettings) -> None:
    step_back(0)
    _HELD["web"] = opening(address, settings)
    _HELD["loop"] = asyncio.new_event_loop()


def _wake() -> bool:
    return bool(_HELD)


def answer(path: str, query: bytes) -> Answer:
    """The answer of this process's routes."""
    made: Answer = _HELD["loop"].run_until_complete(answer_of(_HELD["web"], path, query))
    return made


async def answer_of(web: App, path: str, query: bytes) -> Answer:
    """What an app answers to a GET."""
    status, headers, body = 500, [], bytearray()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, headers
        if message["type"] == "http.response.start":
            status, headers = message["status"], list(message["headers"])
        else:
            body.extend(message.get("body", b""))

    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode("utf-8"), "query_string": query, "root_path": "", "headers": [],
        "client": None, "server": None, "state": {},
    }  # fmt: skip
    try:
        await web(scope, receive, send)
    except Exception:
        # the app answers what it did not foresee, and then raises it again for a server's log
        if not headers:
            raise
        _LOG.exception("a route failed: %s", path)
    return Answer(status, headers, bytes(body))
