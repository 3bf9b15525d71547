"""A web address → the checked numbers that it may be fetched from, or a refusal.

Reads an address as somebody wrote it, writes a `Target`. The one idea: a name is resolved once, every number that it
gives is checked, and the connection goes to a checked number; a name that answers otherwise a moment later
changes nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from rashomon.errors import Refused

#: Characters of one address.
LONGEST_URL = 4000
#: Ports that web pages are served from.
PORTS = frozenset({80, 443, 8080, 8443})

#: host, port → numbers, as a resolver gives them.
Resolve = Callable[[str, int], list[str]]

#: Numbers that count as public in some versions of Python, and behind which clouds tell of the machine that asks.
_NEVER = tuple(map(ipaddress.ip_network, ("168.63.129.16/32", "192.0.0.0/24", "100.64.0.0/10", "198.18.0.0/15")))
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,30}", re.I)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """A well-formed address. `url` is the whole of it without its fragment, `path` with the query."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and the pause between requests hold for."""
        return f"{self.scheme}://{self.host}:{self.port}"


def target_of(url: str, trusted: frozenset[tuple[str, int]] = frozenset()) -> Target:
    """The parts of an address. Raises Refused where it is not a plain http(s) address on a web port.

    `trusted` are hosts with ports that tests serve from.
    """
    if len(url) > LONGEST_URL or any(ord(sign) <= 32 or ord(sign) == 127 for sign in url):
        raise Refused(f"not an address: {url[:80]!r}")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Refused(f"not an address: {url[:80]!r}") from error
    if parts.scheme not in ("http", "https"):
        raise Refused(f"not an address of the web: {url[:80]!r} is not http or https")
    if not (_HOST.fullmatch(host) or ":" in host):
        raise Refused(f"not an address: {url[:80]!r} names no host")
    if parts.username is not None or parts.password is not None:
        raise Refused(f"an address with a name and password is not fetched: {host!r}")
    port = port or (443 if parts.scheme == "https" else 80)
    if port not in PORTS and (host, port) not in trusted:
        raise Refused(f"not a port of the web: {host!r}, port {port}")
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*") + (
        "?" + quote(parts.query, safe="/%:=&?~+!$,;'@()*[]") if parts.query else ""
    )
    shown = f"[{host}]" if ":" in host else host
    default = port == (443 if parts.scheme == "https" else 80)
    return Target(f"{parts.scheme}://{shown}{'' if default else f':{port}'}{path}", parts.scheme, host, port, path)


def checked_numbers(host: str, port: int, resolve: Resolve, trusted: frozenset[tuple[str, int]]) -> list[str]:
    """The numbers of a host, all of them public. Raises Refused where one is not, or where there is none."""
    try:
        numbers = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise Refused(f"no such host: {host!r}") from error
    if not numbers:
        raise Refused(f"no such host: {host!r}")
    if (host, port) not in trusted and not all(map(is_public, numbers)):
        raise Refused(f"not a public address: {host!r}; private, local and metadata addresses are never fetched")
    return numbers


def is_public(number: str) -> bool:
    """Whether a number is one of the public internet, also where it stands within another (IPv4 in IPv6)."""
    try:
        address = ipaddress.ip_address(number.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    if any(address in network for network in _NEVER):
        return False
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return address.is_global


def resolved(host: str, port: int) -> list[str]:
    """The numbers of a host, as this machine's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
