"""Answers of GET /api → an ETag, a 304 where the page has it already, and the same bytes again while nothing changed.

Reads the case's state and the request's path and query; keeps answers in memory, the longest unused going first. The
one idea: an answer depends on the case's state and on the question alone, so the two name it; of many who ask the same
at once one makes it and the others wait for what it makes.
"""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from rashomon.web.safety import App, Message, Receive, Scope, Send

#: Routes whose answers do not depend on the case's state alone.
_NEVER = ("/api/session", "/api/jobs", "/api/openapi.json")


class Kept(NamedTuple):
    """An answer that is given again."""

    media_type: bytes
    body: bytes


class Remembering:
    """The app with its answers kept. `most_bytes`: what is kept at most.

    `state`: gives, of a path, what its answer follows from; asked at every request.
    """

    def __init__(self, app: App, state: Callable[[str], str], most_bytes: int = 64_000_000) -> None:
        self._app = app
        self._state = state
        self._most = most_bytes
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._making: dict[str, asyncio.Future[Kept | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_kept(scope["path"]):
            await self._app(scope, receive, send)
            return
        etag = self._etag(scope)
        asked = next((value for key, value in scope["headers"] if key == b"if-none-match"), b"")
        if etag.encode("ascii") in asked:
            await _answer(send, 304, etag, Kept(b"", b""))
            return
        kept = self._get(etag) or await self._of_another(etag)
        if kept is not None:
            await _answer(send, 200, etag, kept)
            return
        await self._make(scope, receive, send, etag)

    def keep(self, etag: str, answer: Kept) -> None:
        """Keeps an answer, and lets the longest unused go where there is too much."""
        if len(answer.body) > self._most // 8:
            return
        with self._lock:
            if etag not in self._kept:
                self._kept[etag] = answer
                self._bytes += len(answer.body)
            while self._bytes > self._most:
                _, gone = self._kept.popitem(last=False)
                self._bytes -= len(gone.body)

    async def _of_another(self, etag: str) -> Kept | None:
        """What another request makes of the same question just now; None where none does, or nothing to be kept."""
        making = self._making.get(etag)
        if making is None or making.get_loop() is not asyncio.get_running_loop():
            return None
        # who leaves must not take the answer from the others
        return await asyncio.shield(making)

    async def _make(self, scope: Scope, receive: Receive, send: Send, etag: str) -> None:
        making = asyncio.get_running_loop().create_future()
        self._making[etag] = making
        keeping = _Keeping(etag, send)
        try:
            await self._app(scope, receive, keeping)
        finally:
            if self._making.get(etag) is making:
                del self._making[etag]
            if keeping.made is not None:
                self.keep(etag, keeping.made)
            making.set_result(keeping.made)

    def _get(self, etag: str) -> Kept | None:
        with self._lock:
            if etag in self._kept:
                self._kept.move_to_end(etag)
            return self._kept.get(etag)

    def _etag(self, scope: Scope) -> str:
        path = scope["path"]
        asked = b"\0".join((self._state(path).encode("ascii"), path.encode("utf-8"), scope["query_string"]))
        return f'"{hashlib.sha256(asked).hexdigest()[:32]}"'


class _Keeping:
    """Passes an answer on, with its ETag; `made` is the answer where it is whole and good."""

    def __init__(self, etag: str, send: Send) -> None:
        self.made: Kept | None = None
        self._etag = etag
        self._send = send
        self._type = b""
        self._good = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            self._type = headers.get(b"content-type", b"")
            self._good = message["status"] == 200 and self._type.startswith(b"application/json")
            if message["status"] == 200 and b"etag" not in headers:
                more = [(b"etag", self._etag.encode("ascii")), (b"cache-control", b"no-cache")]
                message = {**message, "headers": [*message["headers"], *more]}
        elif self._good and not message.get("more_body"):
            self.made = Kept(self._type, message.get("body", b""))
        else:
            self._good = False
        await self._send(message)


def _is_kept(path: str) -> bool:
    return path.startswith("/api/") and not path.startswith(_NEVER)


async def _answer(send: Send, status: int, etag: str, kept: Kept) -> None:
    headers = [(b"etag", etag.encode("ascii")), (b"cache-control", b"no-cache")]
    if status == 200:
        headers += [(b"content-type", kept.media_type), (b"content-length", str(len(kept.body)).encode("ascii"))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": kept.body})
