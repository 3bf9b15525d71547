"""feeds.toml → what to watch and how politely.

Reads a TOML file that a person writes, writes a `WatchList`. The one idea: who collects must say who they are, so a
list without a contact is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rashomon.errors import NothingToRead, Refused, Unreadable
from rashomon.sources.addresses import target_of


@dataclass(frozen=True, slots=True)
class Watched:
    """One list of addresses. `kind`: feed or sitemap.

    outlet: who publishes it, where the pages do not say
    pages: whether the listed pages are read, or the entries' own text
    newest: how many addresses one look may add
    """

    url: str
    kind: str
    outlet: str | None = None
    pages: bool = True
    newest: int = 100


@dataclass(frozen=True, slots=True)
class WatchList:
    """contact: a mail or web address of whoever collects; stands in every request
    every: minutes between two looks at a list
    pause: seconds between two requests to one host; robots.txt may ask for more
    """

    contact: str
    every: float
    pause: float
    lists: tuple[Watched, ...]


_EXAMPLE = 'contact = "desk@example.org" and a [[feed]] with url = "https://…"'


def read_watch_list(path: str | Path, trusted: frozenset[tuple[str, int]] = frozenset()) -> WatchList:
    """Raises NothingToRead where there is no such file or nothing in it, Unreadable where it says something else."""
    try:
        given = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise NothingToRead(f"cannot read: {str(path)!r}; {(error.strerror or str(error)).lower()}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"not TOML: {str(path)!r}; {str(error)[:100].lower()}") from error
    _known(given, {"contact", "every", "pause", "feed", "sitemap"}, str(path))
    contact = given.get("contact")
    if not isinstance(contact, str) or not ("@" in contact or "://" in contact) or not contact.isprintable():
        raise Unreadable(f"nobody to reach: {str(path)!r} needs contact = a mail or web address; servers are told it")
    lists = tuple(
        _watched(entry, kind, str(path), trusted) for kind in ("feed", "sitemap") for entry in _entries(given, kind)
    )
    if not lists:
        raise NothingToRead(f"nothing to watch: {str(path)!r} names no feed; write {_EXAMPLE}")
    every, pause = _number(given, "every", 30, 1, str(path)), _number(given, "pause", 5, 1, str(path))
    return WatchList(contact.strip()[:200], every, pause, lists)


def _entries(given: Mapping[str, Any], kind: str) -> list[Mapping[str, Any]]:
    found = given.get(kind, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise Unreadable(f"not a list: write [[{kind}]], once for each")
    return found


def _watched(entry: Mapping[str, Any], kind: str, path: str, trusted: frozenset[tuple[str, int]]) -> Watched:
    _known(entry, {"url", "outlet", "pages", "newest"}, path)
    if not isinstance(entry.get("url"), str):
        raise Unreadable(f"no address: a [[{kind}]] in {path!r} has no url")
    try:
        url = target_of(entry["url"].strip(), trusted).url
    except Refused as error:
        raise Unreadable(f"{error}; mend it in {path!r}") from error
    outlet, pages = entry.get("outlet"), entry.get("pages", True)
    if not (outlet is None or isinstance(outlet, str)) or not isinstance(pages, bool):
        raise Unreadable(f"not as expected: {url!r} in {path!r}; outlet is a text, pages is true or false")
    return Watched(url, kind, outlet, pages, int(_number(entry, "newest", 100, 1, path)))


def _known(given: Mapping[str, Any], names: set[str], path: str) -> None:
    unknown = sorted(given.keys() - names)
    if unknown:
        raise Unreadable(f"no such setting: {unknown[0]!r} in {path!r}; there are {', '.join(sorted(names))}")


def _number(given: Mapping[str, Any], name: str, default: float, least: float, path: str) -> float:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= 1_000_000:
        raise Unreadable(f"not a number of at least {least}: {name} = {value!r} in {path!r}")
    return float(value)
