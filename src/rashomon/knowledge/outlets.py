"""News outlets and agencies, by name and by domain.

Reads tables/outlets.csv; gives the row for a name as a text writes it or for the host of a URL. Ownership is
for a reader's filter; nothing in Rashomon weighs an outlet by it. A name that ends in brackets ("The Nation
(Kenya)") tells namesakes apart: without its brackets it means the first row of that name only.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from rashomon.knowledge.countries import fold, split
from rashomon.knowledge.tables import rows

_BRACKETS = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes. `kind`: outlet, agency, both. `country` is ISO 3166 alpha-3, empty where none fits."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    country: str
    language: str
    ownership: str
    domains: tuple[str, ...]

    @property
    def is_agency(self) -> bool:
        """Whether others print its texts."""
        return self.kind in ("agency", "both")


@functools.cache
def outlets() -> tuple[Outlet, ...]:
    """Every row of the table, in its order."""
    return tuple(
        Outlet(
            row["name"], split(row["aliases"]), row["kind"], row["country"], row["language"],
            row["ownership"], split(row["domains"]),
        )
        for row in rows("outlets")
    )  # fmt: skip


def agencies() -> tuple[Outlet, ...]:
    """The rows whose texts others print."""
    return tuple(outlet for outlet in outlets() if outlet.is_agency)


def outlet_named(name: str) -> Outlet | None:
    """The outlet or agency that a text means by a name, or None.

    Abbreviations of four letters or fewer ("AP") match only as written, from four on also as "Irna".
    """
    found = _names().get(_key(name))
    if found is None or (_is_short(found[1]) and not _writes(name.strip(), found[1])):
        return None
    return found[0]


def outlet_of_url(url: str) -> Outlet | None:
    """The outlet whose domain the URL or host lies under, or None."""
    host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    while "." in host:
        found = _domains().get(host)
        if found:
            return found
        host = host.partition(".")[2]
    return None


def surfaces() -> Iterator[tuple[str, Outlet]]:
    """(surface, outlet) of every name as texts write it: without brackets, the first row first."""
    seen: set[str] = set()
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases):
            surface = _BRACKETS.sub("", name)
            if surface not in seen:
                seen.add(surface)
                yield surface, outlet


@functools.cache
def _names() -> dict[str, tuple[Outlet, str]]:
    found: dict[str, tuple[Outlet, str]] = {}
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases):
            found.setdefault(_key(name), (outlet, name))
    for surface, outlet in surfaces():
        found.setdefault(_key(surface), (outlet, surface))
    return found


@functools.cache
def _domains() -> dict[str, Outlet]:
    return {domain: outlet for outlet in outlets() for domain in outlet.domains}


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


def _writes(name: str, abbreviation: str) -> bool:
    return name == abbreviation or (len(abbreviation) == 4 and name == abbreviation.capitalize())


def _is_short(name: str) -> bool:
    return len(name) <= 4 and name.isupper()
