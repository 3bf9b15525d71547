"""Names that the tables know, found in running text wherever they stand.

Reads the tables of `knowledge/` (countries, groups, bodies, outlets, office holders, weapons); gives `Named`
spans. The one idea: one dictionary from a name's first word to all names that begin with it, longest first, so
that a text is read once whatever the number of names. Case counts, save in capitals ("IRAN WARNS") and in texts
without any capital.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from rashomon.errors import KnowledgeError
from rashomon.knowledge import countries, weapons
from rashomon.knowledge.countries import split
from rashomon.knowledge.known import nicknames
from rashomon.knowledge.tables import rows
from rashomon.knowledge.worked_out import worked_out
from rashomon.language.names.spans import FROM_KNOWLEDGE, Named

_WORD = re.compile(r"[^\W_]+")
#: Share of capitals among the letters below which a text counts as written without capitals.
_FEW_CAPITALS = 0.002


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    lower: str
    kind: str
    common: bool


def known_names(text: str) -> list[Named]:
    """Every known name in a text; where one holds another, the longer, and the people it begins with."""
    uncased, start = is_uncased(text), 0
    found: list[Named] = []
    for line in text.split("\n"):
        found += [replace(one, start=one.start + start, end=one.end + start) for one in _known_in_line(line, uncased)]
        start += len(line) + 1
    return found


@functools.lru_cache(maxsize=10_000)
def _known_in_line(text: str, uncased: bool) -> list[Named]:
    """No name goes over the end of a line, and reprints share their lines."""
    begins = {word: entries for word in set(_WORD.findall(text)) if (entries := _beginning(word, uncased))}
    found: list[Named] = []
    end = 0
    for word in _WORD.finditer(text):
        if word.start() < end:
            continue
        for entry in begins.get(word.group(), ()):
            stop = word.start() + len(entry.name)
            if entry.kind in ("weapon", "vehicle") and text[stop : stop + 1] == "s":
                stop += 1
            if _stands(text, word.start(), stop, entry, uncased):
                found.append(Named(word.start(), stop, entry.kind, FROM_KNOWLEDGE))
                if entry.kind == "organization" and is_demonym(word.group()):
                    found.append(Named(word.start(), word.end(), "nationality", FROM_KNOWLEDGE))
                end = stop
                break
    return found


def is_uncased(text: str) -> bool:
    """Whether a text is written (almost) without capitals, so that case tells nothing."""
    return len(text) >= 50 and _count(text, ascii_uppercase) < _FEW_CAPITALS * _count(text, ascii_lowercase)


def _count(text: str, letters: str) -> int:
    return sum(map(text.count, letters))


@functools.cache
def known_kinds() -> dict[str, str]:
    """Lower-case name → kind, for names that mean one thing only."""
    found: dict[str, str] = worked_out("kinds", _kinds, __file__)
    return found


def _kinds() -> dict[str, str]:
    kinds: dict[str, set[str]] = {}
    outlets = [(row["name"], "organization", False) for row in _rows("outlets")]
    for name, kind, _ in [*_names(), *outlets]:
        if len(name) > 3:
            kinds.setdefault(name.lower(), set()).add(kind)
    return {name: kind for name, found in kinds.items() if len(found) == 1 for kind in found}


def _stands(text: str, start: int, end: int, entry: _Entry, uncased: bool) -> bool:
    if end < len(text) and (text[end].isalnum() or text[end] == "_"):
        return False
    if start and text[start - 1].isalnum():
        return False
    piece = text[start : start + len(entry.name)]
    if piece == entry.name:
        return True
    if piece.lower() != entry.lower:
        return piece.replace("’", "'") == entry.name
    if entry.common:
        return True
    if uncased:
        return len(piece) > 3 and piece not in _WORDS_TOO
    return piece.isupper() and len(piece) > 3


#: Names that are common words in lower case.
_WORDS_TOO = frozenset(
    """turkey chad guinea georgia jordan china jersey polish finnish time nation sun mirror guardian independent
    observer hill post times who economist reason wired variety fortune forbes said will mark frank rich grant
    rose hope faith grace dean chase art bill bob rob pat sue drew earl duke martin may june august""".split()
)


def _beginning(word: str, uncased: bool) -> tuple[_Entry, ...]:
    """The entries that a word may begin, given how it is written; the longest first."""
    if uncased or (len(word) > 1 and word.isupper()):
        return _begun("folded", word.lower())
    return _begun("written", word) or _begun("common", word.lower())


@functools.lru_cache(maxsize=65536)
def _begun(how: str, word: str) -> tuple[_Entry, ...]:
    """The entries that begin with a word: as written (with the common nouns), in lower case, common nouns only."""
    entries, begin = _index()
    return tuple([_Entry(*entries[place]) for place in begin[how].get(word, ())])


@functools.cache
def _index() -> tuple[list[list[Any]], dict[str, dict[str, list[int]]]]:
    entries, begin = worked_out("names", _indexed, __file__)
    return entries, begin


def _indexed() -> tuple[list[list[Any]], dict[str, dict[str, list[int]]]]:
    """All entries, and for each way of writing them the places of those that a word begins, the longest first."""
    begin: dict[str, dict[str, list[int]]] = {"written": {}, "folded": {}, "common": {}}
    entries = sorted(_unique(), key=lambda entry: (-len(entry.name), entry.name))
    for place, entry in enumerate(entries):
        first = _WORD.search(entry.name)
        if first is None or first.start():
            continue
        for how, word in dict.fromkeys(_ways(entry, first.group())):
            begin[how].setdefault(word, []).append(place)
    return [list(astuple(entry)) for entry in entries], begin


def _ways(entry: _Entry, first: str) -> Iterator[tuple[str, str]]:
    yield "folded", first.lower()
    yield "written", first
    if entry.common:
        yield "common", first
        yield "written", first.capitalize()


def _unique() -> Iterator[_Entry]:
    """Each name once, with the kind of the first table to list it."""
    seen: set[str] = set()
    for name, kind, common in _names():
        name = name.removeprefix("the ")
        if name not in seen and (len(name) > 2 or name in ("US", "UK", "UN", "EU")):
            seen.add(name)
            yield _Entry(name, name.lower(), kind, common)


def _names() -> Iterator[tuple[str, str, bool]]:
    """(name, kind, whether it is a common noun) of every table; the first to list a name keeps it."""
    for surface, kind, _ in countries.surfaces():
        if kind == "name":
            yield surface, "place", False
        elif kind in ("adjective", "people"):
            yield surface, "nationality", False
    for person in (*_office_holders(), *_figures()):
        yield person, "person", False
    for table in ("groups", "bodies"):
        for row in _rows(table):
            for name in (row["name"], *split(row["aliases"])):
                yield name, "organization", False
    for row in _rows("outlets"):
        for name in (row["name"], *split(row["aliases"])):
            if " " in name or (name.isupper() and len(name) > 2):
                yield name, "organization", False
    for surface, weapon in weapons.surfaces():
        yield surface, weapon.kind, surface.islower()


def _figures() -> Iterator[str]:
    """Full names of figures of public life, and holders of offices who have one name only: "Suharto"."""
    for row in _rows("figures"):
        names = (row["name"].partition(" (")[0], *split(row["aliases"]))
        yield from (name for name in names if " " in name and name[:4].lower() != "the ")
    yield from (row["person"] for row in _rows("offices") if row["person"].isalpha() and len(row["person"]) > 5)
    yield from (name for name in nicknames() if len(name) > 4)


def _office_holders() -> Iterator[str]:
    for row in _rows("offices"):
        if " " in row["person"]:
            yield row["person"]
    for row in _rows("people"):
        yield from (name for name in (row["person"], *split(row["aliases"])) if " " in name)


def _rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, none where it is not there."""
    try:
        return rows(table)
    except KnowledgeError:
        return ()


@functools.cache
def given_names() -> frozenset[str]:
    """Lower-case first words of the names of people that the tables list; words that mean something else left out."""
    found = {name.split()[0].lower() for name in _office_holders()}
    return frozenset(name for name in found if len(name) > 3 and name.isalpha() and name not in _WORDS_TOO)


@functools.cache
def _demonyms() -> frozenset[str]:
    words: dict[str, set[str]] = {}
    for surface, kind, _ in countries.surfaces():
        words.setdefault(surface, set()).add(kind)
    return frozenset(word for word, kinds in words.items() if not kinds & {"name", "metonym"})


def is_demonym(word: str) -> bool:
    """Whether a word is only ever an adjective or a people ("Iranian", "Danes"), never a country's name ("US")."""
    return word in _demonyms() or (word.isupper() and len(word) > 3 and word.capitalize() in _demonyms())


@functools.cache
def holders_surnames() -> frozenset[str]:
    """What office holders are called by for short, as written: the last words of their names, or the first where
    people have no family name or write it first.
    """
    first = {row["person"].split()[0] for row in _rows("offices") if row["country"] in _CALLED_BY_FIRST}
    return frozenset(name.split()[-1] for name in _office_holders()) | {name for name in first if len(name) > 3}


_CALLED_BY_FIRST = frozenset(("ETH", "ERI", "MYS", "THA", "ISL", "CHN", "KOR", "PRK", "TWN"))
