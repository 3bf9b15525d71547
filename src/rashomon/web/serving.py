"""`rashomon serve`: a socket, a server, and the one line that says where it is.

Reads host and port; listens until it is stopped. The one idea: loopback needs no token and anywhere else does.
"""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from rashomon.errors import MissingPart, RashomonError
from rashomon.web.safety import is_loopback

if TYPE_CHECKING:
    from rashomon.case import Case


#: Seconds that a connection is kept open for the next request: longer than a reader's machine may be too busy to ask.
_KEPT_OPEN = 75


def serve_case(
    case: Case,
    host: str,
    port: int,
    *,
    person: str,
    names: tuple[str, ...] = (),
    open_browser: bool = False,
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Serves until it is interrupted. Raises RashomonError where the address cannot be had."""
    try:
        import uvicorn
    except ImportError as error:
        raise MissingPart("the web application needs more packages: pip install 'rashomon[web]'") from error
    from rashomon.web.app import make_app
    from rashomon.web.desk import WebSettings

    access = None if is_loopback(host) else secrets.token_urlsafe(24)
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    settings = WebSettings(person=person, hosts=(host, *names), access=access, processes=None)
    app = make_app(case, settings, lambda step, done, total: _tell_long(tell, step, done, total))
    address = _address(names[0] if names else host, port) + (f"?access={access}" if access else "")
    tell(f"{case.name} is at {address} (Ctrl+C ends it)")
    if open_browser:
        import webbrowser

        webbrowser.open(address)
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, date_header=True, access_log=False,
        timeout_keep_alive=_KEPT_OPEN,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def _tell_long(tell: Callable[[str], None], step: str, done: int, total: int | None) -> None:
    """Of a small case nobody need know; a large one says how far it is."""
    if total is not None and total > 2000:
        tell(f"{step}: {done:,} of {total:,} documents")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        raise RashomonError(f"cannot listen at {host}:{port}: {why}; choose another --host or --port") from error
    listening.listen(512)
    return listening


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
