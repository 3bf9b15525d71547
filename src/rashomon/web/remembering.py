"""Answers of GET /api → an ETag, a 304 where the page has it already, and the same bytes again while nothing changed.

Reads the case's version and the request's path and query; keeps answers in memory, the longest unused going first. The
one idea: an answer depends on the case's version and on the question alone, so the two name it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable

from rashomon.web.safety import App, Message, Receive, Scope, Send

#: Routes whose answers do not depend on the case's version alone.
_NEVER = ("/api/session", "/api/jobs", "/api/openapi.json")


class Remembering:
    """The app with its answers kept. `most_bytes`: what is kept at most; `version`: asked at every request."""

    def __init__(self, app: App, version: Callable[[], str], most_bytes: int = 64_000_000) -> None:
        self._app = app
        self._version = version
        self._most = most_bytes
        self._kept: OrderedDict[str, tuple[bytes, bytes]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not _is_kept(scope["path"]):
            await self._app(scope, receive, send)
            return
        etag = self._etag(scope)
        asked = next((value for key, value in scope["headers"] if key == b"if-none-match"), b"")
        if etag.encode("ascii") in asked:
            await _answer(send, 304, etag, b"", b"")
            return
        kept = self._get(etag)
        if kept is not None:
            await _answer(send, 200, etag, *kept)
            return
        await self._app(scope, receive, _Keeping(self, etag, send))

    def keep(self, etag: str, media_type: bytes, body: bytes) -> None:
        """Keeps an answer, and lets the longest unused go where there is too much."""
        if len(body) > self._most // 8:
            return
        with self._lock:
            if etag not in self._kept:
                self._kept[etag] = (media_type, body)
                self._bytes += len(body)
            while self._bytes > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= len(gone)

    def _get(self, etag: str) -> tuple[bytes, bytes] | None:
        with self._lock:
            if etag in self._kept:
                self._kept.move_to_end(etag)
            return self._kept.get(etag)

    def _etag(self, scope: Scope) -> str:
        asked = b"\0".join((self._version().encode("ascii"), scope["path"].encode("utf-8"), scope["query_string"]))
        return f'"{hashlib.sha256(asked).hexdigest()[:32]}"'


class _Keeping:
    """Passes an answer on, with its ETag, and keeps it where it is whole and small."""

    def __init__(self, memory: Remembering, etag: str, send: Send) -> None:
        self._memory = memory
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
            self._memory.keep(self._etag, self._type, message.get("body", b""))
        else:
            self._good = False
        await self._send(message)


def _is_kept(path: str) -> bool:
    return path.startswith("/api/") and not path.startswith(_NEVER)


async def _answer(send: Send, status: int, etag: str, media_type: bytes, body: bytes) -> None:
    headers = [(b"etag", etag.encode("ascii")), (b"cache-control", b"no-cache")]
    if status == 200:
        headers += [(b"content-type", media_type), (b"content-length", str(len(body)).encode("ascii"))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
