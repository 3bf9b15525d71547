"""An address → what its server answers, once.

Reads nothing but the network, writes an `Answer`; follows no redirect (the caller asks again, so that each step is
weighed alike), keeps no cookie, knows no proxy. The one idea: connections are made below TLS, to numbers that
`addresses` checked, and one clock bounds the whole exchange.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rashomon.errors import MissingPart, Refused, SourceError
from rashomon.sources.addresses import Resolve, Target, checked_numbers, resolved, target_of
from rashomon.sources.limits import DEFAULT, Budget, Limits
from rashomon.sources.webbody import Head, decoded_body

if TYPE_CHECKING:
    import httpcore

#: What our connections understand; Brotli and Zstandard are unpacked to a bound like gzip.
_ACCEPT = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
           "Accept-Encoding": "gzip, deflate, br, zstd", "Accept-Language": "*"}  # fmt: skip


class NoAnswer(SourceError):
    """A server that cannot be reached, or does not answer in time; it may another time."""


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """agent: who asks, and how to reach them, for the server's owner
    seconds: one whole exchange
    silence: seconds between two packets
    limits: what a body may cost
    trusted: hosts with ports that tests serve from; nothing else may fill it
    """

    agent: str
    seconds: float = 60.0
    silence: float = 15.0
    limits: Limits = DEFAULT
    trusted: frozenset[tuple[str, int]] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is without codings, and empty where the status is not 200."""

    target: Target
    head: Head
    body: bytes


class Fetcher:
    """Connections to servers, one exchange at a time."""

    def __init__(
        self, settings: FetchSettings, resolve: Resolve = resolved, clock: Callable[[], float] = time.monotonic
    ) -> None:
        httpcore = fetching_library()
        self.settings = settings
        self.deadline = _Deadline(clock)
        backend = _backend(httpcore, settings, resolve, self.deadline)
        self.pool = httpcore.ConnectionPool(
            ssl_context=_tls(), network_backend=backend, max_connections=8, keepalive_expiry=30.0
        )

    def get(self, target: Target, headers: Mapping[str, str] | None = None) -> Answer:
        """One GET. Raises Refused, NoAnswer where the server fails, SourceError where the body costs too much."""
        import httpcore

        self.deadline.start(self.settings.seconds)
        sent = {"Host": _host_header(target), "User-Agent": self.settings.agent, **_ACCEPT, **(headers or {})}
        url = httpcore.URL(
            scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
        )
        waits = dict.fromkeys(("connect", "read", "write", "pool"), self.settings.silence)
        try:
            with self.pool.stream("GET", url, headers=list(sent.items()), extensions={"timeout": waits}) as response:
                head = Head(response.status, _headers(response.headers))
                return Answer(target, head, self._body(target, head, response.iter_stream()))
        except SourceError:
            raise
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise NoAnswer(f"no answer: {target.url[:200]!r}; {_reason(error)}") from error

    def close(self) -> None:
        self.pool.close()

    def _body(self, target: Target, head: Head, stream: Iterable[bytes]) -> bytes:
        if head.status != 200:
            return b""
        pieces: list[bytes] = []
        have = 0
        for piece in stream:
            have += len(piece)
            pieces.append(piece)
            if have > self.settings.limits.document:
                raise SourceError(f"the answer is too long: {target.url[:200]!r}")
        packed = b"".join(pieces)
        # chunks are the connection's matter and gone by here
        whole = Head(head.status, {key: value for key, value in head.headers.items() if key != "transfer-encoding"})
        budget = Budget(target.url[:200], len(packed), self.settings.limits)
        return decoded_body(whole, packed, target.url[:200], self.settings.limits, budget)


class _Deadline:
    """When the exchange in hand must be over."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.at = 0.0

    def start(self, seconds: float) -> None:
        self.at = self.clock() + seconds

    def left(self, silence: float | None) -> float:
        left = self.at - self.clock()
        if left <= 0:
            raise NoAnswer("no answer: the server took too long")
        return min(left, silence) if silence is not None else left


def _backend(httpcore: Any, settings: FetchSettings, resolve: Resolve, deadline: _Deadline) -> Any:
    """httpcore's way to open connections, to checked numbers and within the deadline."""

    class Stream(httpcore.NetworkStream):  # type: ignore[misc]  # httpcore is optional
        def __init__(self, inner: httpcore.NetworkStream) -> None:
            self.inner = inner

        def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
            return bytes(self.inner.read(max_bytes, deadline.left(timeout)))

        def write(self, buffer: bytes, timeout: float | None = None) -> None:
            self.inner.write(buffer, deadline.left(timeout))

        def close(self) -> None:
            self.inner.close()

        def start_tls(self, ssl_context: Any, server_hostname: Any = None, timeout: Any = None) -> Any:
            return Stream(self.inner.start_tls(ssl_context, server_hostname, deadline.left(timeout)))

        def get_extra_info(self, info: str) -> Any:
            return self.inner.get_extra_info(info)

    class Backend(httpcore.NetworkBackend):  # type: ignore[misc]  # httpcore is optional
        def __init__(self) -> None:
            self.inner = httpcore.SyncBackend()

        def connect_tcp(self, host: str, port: int, timeout: Any = None, local_address: Any = None,
                        socket_options: Any = None) -> Any:  # fmt: skip
            numbers = checked_numbers(host, port, resolve, settings.trusted)
            error: Exception | None = None
            for number in numbers[:4]:
                try:
                    return Stream(self.inner.connect_tcp(number, port, deadline.left(timeout)))
                except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                    error = failed
            raise error or Refused(f"no such host: {host!r}")

        def connect_unix_socket(self, path: str, timeout: Any = None, socket_options: Any = None) -> Any:
            raise Refused("not an address of the web: a socket of this machine")

    return Backend()


def follow(answer: Answer, trusted: frozenset[tuple[str, int]]) -> Target | None:
    """Where an answer sends us, or None where it does not. Raises Refused where it sends us astray."""
    from urllib.parse import urljoin

    place = answer.head.headers.get("location")
    if answer.head.status not in (301, 302, 303, 307, 308) or not place:
        return None
    try:
        return target_of(urljoin(answer.target.url, place.strip()), trusted)
    except ValueError as error:
        raise Refused(f"not an address: {place[:80]!r}") from error


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in raw:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip()[:4000])
    return found


def _host_header(target: Target) -> str:
    shown = f"[{target.host}]" if ":" in target.host else target.host
    return shown if target.port in (80, 443) else f"{shown}:{target.port}"


def _reason(error: Exception) -> str:
    text = next(iter(str(error).lower().splitlines()), "")
    return text[:120] or {"ReadTimeout": "it took too long", "ConnectTimeout": "it took too long"}.get(
        type(error).__name__, type(error).__name__
    )


def _tls() -> ssl.SSLContext:
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def fetching_library() -> Any:
    """httpcore. Raises MissingPart where it is not installed."""
    try:
        import httpcore
    except ImportError as error:
        raise MissingPart("collecting needs httpcore: pip install 'rashomon[watch]'") from error
    return httpcore
