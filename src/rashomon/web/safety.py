"""Every request → allowed or refused, and what every answer's headers say. Pure ASGI, before any route.

Reads method, host, origin, tokens and sizes; writes refusals and security headers. The one idea: what is refused is
refused in one place, before a body is read, and a page of ours can load nothing that we did not send.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_COOKIE = "rashomon_access"

#: What a page of ours may load: only what this server sends; no inline script, style or frame of another origin.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


@dataclass(frozen=True, slots=True)
class Doors:
    """Who may come in.

    hosts: names that the Host header may say; an IP address of loopback is always one (against DNS rebinding)
    token: what unsafe methods must send in X-Rashomon-Token (against requests forged by other pages)
    access: what every request must bring where the server is bound elsewhere than loopback; None on loopback
    body_bytes: the largest body of a request
    """

    hosts: frozenset[str]
    token: str
    access: str | None
    body_bytes: int = 200_000_000


class Refused(Exception):
    """A request that is not let in, with the status and the sentence to answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


class Guard:
    """The app behind its doors."""

    def __init__(self, app: App, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        secured = _securing(send)
        try:
            check_host(headers, self._doors)
            if await self._entered(scope, headers, secured):
                return
            check_unsafe(scope["method"], headers, self._doors)
            limited = _limited(receive, headers, self._doors.body_bytes)
            await self._app(scope, limited, secured)
        except Refused as refused:
            await _refuse(secured, refused)

    async def _entered(self, scope: Scope, headers: dict[str, str], send: Send) -> bool:
        """Checks the access token; answers the one link that brings it, and then gives True."""
        if self._doors.access is None:
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("access", [""])[0]
        if given and _same(given, self._doors.access) and scope["method"] == "GET":
            cookie = f"{_COOKIE}={self._doors.access}; HttpOnly; SameSite=Strict; Path=/"
            await send(
                {
                    "type": "http.response.start",
                    "status": 303,
                    "headers": [
                        # one slash and no backslash: a second one would name another site
                        (b"location", ("/" + quote(scope["path"].lstrip("/\\"))).encode("ascii")),
                        (b"set-cookie", cookie.encode("latin-1")),
                        (b"content-length", b"0"),
                    ],
                }
            )
            await send({"type": "http.response.body", "body": b""})
            return True
        if not _same(_brought(headers), self._doors.access):
            raise Refused(401, "no access: open the link that `rashomon serve` printed")
        return False


def check_host(headers: dict[str, str], doors: Doors) -> None:
    """Raises Refused where the Host header names a machine that is not this one."""
    host = _host_of(headers.get("host", ""))
    if host in doors.hosts or is_loopback(host):
        return
    raise Refused(421, f"this server does not answer to the name {host!r}")


def check_unsafe(method: str, headers: dict[str, str], doors: Doors) -> None:
    """Raises Refused where a request that writes comes from another page or brings no token."""
    if method in _SAFE:
        return
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "this request comes from another site")
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        raise Refused(403, f"this request comes from another origin: {origin[:200]!r}")
    if not _same(headers.get("x-rashomon-token", ""), doors.token):
        raise Refused(403, "no token: send the header X-Rashomon-Token with the token of /api/session")


def _host_of(header: str) -> str:
    """The name or address of a Host header, without its port."""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what listens here."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _brought(headers: dict[str, str]) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return cookies[_COOKIE].value if _COOKIE in cookies else ""


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8"))


def _limited(receive: Receive, headers: dict[str, str], most: int) -> Receive:
    """Receives no more than `most` bytes, whatever the header promises."""
    length = headers.get("content-length", "0")
    if not length.isdigit() or int(length) > most:
        raise Refused(413, f"too much at once: at most {most:,} bytes a request")
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise Refused(413, f"too much at once: at most {most:,} bytes a request")
        return message

    return limited


def _securing(send: Send) -> Send:
    async def secured(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {key.lower() for key, _ in message["headers"]}
            headers = [*message["headers"], *(pair for pair in _HEADERS if pair[0] not in there)]
            if b"content-security-policy" not in there:
                headers.append((b"content-security-policy", POLICY.encode("ascii")))
            message = {**message, "headers": headers}
        await send(message)

    return secured


async def _refuse(send: Send, refused: Refused) -> None:
    body = json.dumps({"error": refused.sentence, "status": refused.status}, ensure_ascii=False).encode("utf-8")
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": refused.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
