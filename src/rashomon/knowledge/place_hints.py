"""A name in its text → what the words around it say of the place: what it lies in, and of what kind it is.

The one idea: "Alexandria, La.", "the town of Homs", "Idlib province" leave little open; a land that the text names
anywhere makes its places likelier.
"""

from __future__ import annotations

import functools
import re

from rashomon.knowledge import countries
from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    ADMIN2,
    COUNTRY,
    REGION,
    Gazetteer,
    without_admin_word,
)
from rashomon.knowledge.place_candidates import abbreviations, candidates, country_row, postal_codes

_AFTER = re.compile(
    r"(?:['’]s)?(?:,\s+|\s+\(|,?\s+in\s+(?:the\s+)?|\s+of\s+(?:the\s+)?)((?:[A-Z][\w.’'-]*)(?:\s+[A-Z][\w.’'-]*){0,3})"
)
_BEFORE = re.compile(
    r"((?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*?)(?:['’]s?)?\s+(?:(?:\w+\s+){0,2}"
    r"(?:city|town|village|capital|port|province|state|county|district|suburb|region|island)\s+(?:of\s+)?)?$"
)
_KIND_AFTER = re.compile(
    r"^\s+(province|governorate|state|county|district|region|prefecture|oblast|parish|city|town|village|airport"
    r"|air ?base|river|island|township|borough)\b",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(
    r"\b(province|governorate|state|county|district|region|prefecture|city|town|village|port|suburb|capital)"
    r"s?\s+of\s+(?:(?:[A-Z][\w’'-]*[ -]?(?:[\w’'-]+)?(?:,\s+|\s+and\s+)){1,3})?$"
    r"|\b(city|town|village|capital|state|province)\s+$",
    re.IGNORECASE,
)


def said_parents(places: Gazetteer, text: str, start: int, end: int) -> frozenset[int]:
    """Rows of the country or division that the words around a name give as its parent."""
    found: set[int] = set()
    hit = _AFTER.match(text, end)
    if hit:
        found |= set(_parent_rows(places, hit.group(1), postal=text[end : end + 1] == ","))
    before = _BEFORE.search(text[max(0, start - 60) : start])
    if before:
        found |= set(_parent_rows(places, before.group(1), postal=False, last=True))
    return frozenset(found)


def _parent_rows(places: Gazetteer, words: str, postal: bool, last: bool = False) -> list[int]:
    """The countries and divisions at the start (or end) of some words, the longest name that is one."""
    parts = words.split()
    pieces = [parts[i:] for i in range(len(parts))] if last else [parts[:i] for i in range(len(parts), 0, -1)]
    for piece in pieces:
        name = " ".join(piece)
        found = parent_candidates(places, name, postal)
        if found:
            return found
    return []


def parent_candidates(places: Gazetteer, name: str, postal: bool = False) -> list[int]:
    """Countries and divisions that a name, an adjective or an abbreviation means."""
    row = abbreviations(places).get(name) or abbreviations(places).get(name.rstrip(",;:") + ".")
    if row is not None:
        return [row]
    bare = name.rstrip(".,;:’'")
    if postal and bare in postal_codes(places):
        return [postal_codes(places)[bare]]
    found, demonym = candidates(places, bare)
    if demonym:
        return [row for row, _ in found]
    return [row for row, _ in found if places.kinds[row] in (COUNTRY, ADMIN1, ADMIN2, REGION)]


def said_kind(text: str, start: int, end: int) -> str | None:
    """The kind of place that the words say: "province", "city" …"""
    _, word = without_admin_word(text[start:end])
    if word:
        return _FAMILY.get(word)
    hit = _KIND_AFTER.match(text[end : end + 20])
    if hit:
        return _FAMILY.get(hit.group(1).lower().replace(" ", ""))
    hit = _KIND_BEFORE.search(text[max(0, start - 80) : start])
    if hit:
        return _FAMILY.get((hit.group(1) or hit.group(2)).lower())
    return None


_FAMILY = {
    **dict.fromkeys(("province", "governorate", "state", "prefecture", "oblast", "krai", "canton", "emirate",
                     "republic", "voivodeship"), "admin1"),
    **dict.fromkeys(("county", "parish", "district", "township", "borough", "municipality", "regency"), "admin2"),
    **dict.fromkeys(("city", "town", "village", "port", "suburb", "capital"), "city"),
    "airport": "airfield", "airbase": "airfield", "river": "water", "island": "region",
}  # fmt: skip

_CAPITALISED = re.compile(r"[A-Z][\w’'-]*\.?(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'-]*\.?)*")


def lands_in_text(places: Gazetteer, text: str) -> set[int]:
    """Rows of every country, state and county that the text names anywhere, as a noun or an adjective."""
    found: set[int] = set()
    for run in _CAPITALISED.finditer(text):
        parts = run.group().split()
        for start in range(len(parts)):
            for length in range(min(4, len(parts) - start), 0, -1):
                found.update(_lands(places, " ".join(parts[start : start + length])))
    return found


@functools.lru_cache(maxsize=65536)
def _lands(places: Gazetteer, name: str) -> tuple[int, ...]:
    row = abbreviations(places).get(name)
    if row is not None:
        return (row,)
    bare = name.rstrip(".").removesuffix("'s").removesuffix("’s")
    code = countries.country_of(bare)
    if code is not None:
        land = country_row(places, code)
        return () if land is None else (land,)
    if len(bare) < 4:
        return ()
    return tuple(row for row, _ in places.rows(bare) if places.kinds[row] in (COUNTRY, ADMIN1, ADMIN2))
