"""Every name and noun by which a text means an actor, in one index over words.

Reads the tables of countries, homes, bodies, groups, outlets, figures, offices and sectors. The one idea: a
phrase is read from the left, the longest known stretch of words first, so that "Islamic State" is no state and
"opposition party leader" no opposition. Words are compared folded, without hyphens and possessive endings; an
abbreviation, or a name that is one common word ("Apple"), must be written with its capitals.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from rashomon.knowledge import countries as lands
from rashomon.knowledge import figures, groups, outlets, weapons
from rashomon.knowledge.countries import fold, split
from rashomon.knowledge.tables import rows
from rashomon.knowledge.worked_out import worked_out

_HYPHENS = "-–—/"
_RUN = re.compile(r"[^\s\-–—/\"“”]+")
_PUNCTUATION = re.compile(r"([,;:()!?])")
_APOSTROPHE = re.compile("[’ʼ`]")
_BRACKETS = re.compile(r"\s*\([^)]*\)$")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface stands for.

    `kind`: name, adjective, people, metonym (of countries), home, body, group, outlet, person, noun.
    `written`: the surface as the table has it; `strict`: it must be written with these capitals.
    """

    kind: str
    name: str
    country: str
    sectors: tuple[str, ...]
    wikidata: str
    written: str
    strict: bool


class Word(NamedTuple):
    """A word of a phrase: its key, how it is written, and what joins it to its neighbours."""

    key: str
    written: str
    possessive: bool
    hyphened: bool


class Hit(NamedTuple):
    """Words [start, end) of a phrase, and what they can stand for, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def words_of(phrase: str) -> list[Word]:
    """The words of a phrase. Hyphens part words; "'s" is kept as a mark, not as a word."""
    found: list[Word] = []
    for match in _RUN.finditer(phrase):
        found += _run(match.group(), match.start() > 0 and phrase[match.start() - 1] in _HYPHENS)
    return found


def hits(words: list[Word]) -> list[Hit]:
    """The known stretches, from the left, the longest first, none overlapping."""
    found, start = [], 0
    index = _index()
    while start < len(words):
        hit = _longest(words, start, index) or _misspelt(words, start)
        if hit:
            found.append(hit)
        start = hit.end if hit else start + 1
    return found


def known_names() -> Iterator[Entry]:
    """Every entry with a proper name: all but the nouns and the homes."""
    for entry in _entries():
        if entry.kind not in ("noun", "home"):
            yield entry


def _longest(words: list[Word], start: int, index: _Index) -> Hit | None:
    """The longest stretch from `start` that fits."""
    left = len(words) - start
    for length in index.lengths.get(words[start].key, ()):
        if length > left:
            continue
        stretch = words[start : start + length]
        entries = index.entries(" ".join([word.key for word in stretch]) if length > 1 else stretch[0].key)
        if entries:
            fitting = tuple([entry for entry in entries if not entry.strict or _fits(entry, stretch)])
            if fitting:
                return Hit(start, start + length, fitting)
    return None


def _misspelt(words: list[Word], start: int) -> Hit | None:
    """A word with a capital that is one letter off a country's name, adjective or people ("Kazahks")."""
    key = words[start].key
    if len(key) < 6 or not words[start].written[:1].isupper() or not key.isalpha():
        return None
    if any(_is_strange(word) for word in (*words[max(start - 1, 0) : start], *words[start + 1 : start + 2])):
        return None
    entry = _near(key)
    return Hit(start, start + 1, (entry,)) if entry else None


def _is_strange(word: Word) -> bool:
    """Whether a word has a capital and is no known noun: beside it, a word may be part of a name."""
    entries = _index().entries(word.key)
    return word.written[:1].isupper() and not any(entry.kind == "noun" for entry in entries)


@functools.lru_cache(maxsize=65536)
def _near(key: str) -> Entry | None:
    """The one country word at a distance of one letter (two of them exchanged count as one), or None."""
    found = {}
    for part in _deletions(key):
        for known, entry in _by_deletion().get(part, ()):
            if known[0] == key[0] and OSA.distance(known, key, score_cutoff=1) == 1:
                found[entry.country] = entry
    return next(iter(found.values())) if len(found) == 1 else None


@functools.cache
def _by_deletion() -> dict[str, list[tuple[str, Entry]]]:
    index: dict[str, list[tuple[str, Entry]]] = {}
    for entry in _country_entries():
        key = fold(entry.written)
        if entry.kind != "metonym" and len(key) >= 6 and key.isalpha():
            for part in _deletions(key):
                index.setdefault(part, []).append((key, entry))
    return index


def _deletions(key: str) -> set[str]:
    return {key} | {key[:at] + key[at + 1 :] for at in range(len(key))}


def _fits(entry: Entry, words: list[Word]) -> bool:
    if len(words) > 1:
        return not words[0].written.islower() or not words[-1].written.islower()
    written = words[0].written
    if entry.written.isupper():
        named = len(written) >= 4 and written[0].isupper() and written.lower() not in _COMMON
        return written == entry.written or named
    return written[0].isupper() or written[0] == entry.written[0]


@functools.lru_cache(maxsize=65536)
def _run(text: str, hyphened: bool) -> tuple[Word, ...]:
    """The words of a run without spaces and hyphens: commas and brackets are words, quotes and full stops go."""
    if text.isalnum():
        return (Word(fold(text), text, False, hyphened),)
    parts = [part for part in _PUNCTUATION.split(_APOSTROPHE.sub("'", text)) if part.strip("'.*")]
    return tuple(_word(part, hyphened and not at) for at, part in enumerate(parts))


def _word(text: str, hyphened: bool) -> Word:
    plain = text.strip("'*")
    possessive = text.endswith("'") or plain.endswith(("'s", "'S"))
    if plain.endswith(("'s", "'S")):
        plain = plain[:-2]
    if plain.endswith(".") and plain.count(".") == 1 and len(plain) > 4:
        plain = plain[:-1]
    return Word(fold(plain).replace(".", ""), plain, possessive, hyphened)


class _Index:
    """Key → entries; an entry is made when it is first met, since a run meets few of them."""

    def __init__(self, rows: list[list[Any]], places: dict[str, list[int]], lengths: dict[str, list[int]]) -> None:
        self._rows, self._places = rows, places
        #: First word → the numbers of words that keys with it have, the greatest first.
        self.lengths = lengths
        self._made: dict[int, Entry] = {}

    def entries(self, key: str) -> tuple[Entry, ...]:
        """What a key can stand for, in the order of the tables."""
        return tuple([self._entry(place) for place in self._places.get(key, ())])

    def _entry(self, place: int) -> Entry:
        found = self._made.get(place)
        if found is None:
            kind, name, country, sectors, *rest = self._rows[place]
            found = self._made[place] = Entry(kind, name, country, tuple(sectors), *rest)
        return found


@functools.cache
def _index() -> _Index:
    return _Index(*worked_out("lexicon", _indexed, __file__))


def _indexed() -> tuple[list[list[Any]], dict[str, list[int]], dict[str, list[int]]]:
    """All entries, key → their places, and first word → the numbers of words that keys with it have, falling."""
    places: dict[str, list[int]] = {}
    lengths: dict[str, set[int]] = {}
    entries = list(_entries())
    for place, entry in enumerate(entries):
        for key in _keys(entry):
            places.setdefault(key, []).append(place)
            lengths.setdefault(key.partition(" ")[0], set()).add(key.count(" ") + 1)
    falling = {first: sorted(counts, reverse=True) for first, counts in lengths.items()}
    return [list(astuple(entry)) for entry in entries], places, falling


def _keys(entry: Entry) -> set[str]:
    key = entry.written
    if key.isascii() and key.replace(" ", "").isalnum():
        key = key.lower()
    else:
        key = " ".join(word.key for word in words_of(key))
    bare = key.removeprefix("the ")
    keys = {key} if entry.kind in ("outlet", "body") and " " not in bare else {key, bare}
    if entry.kind == "noun":
        keys |= {_plural(one) for one in keys}
    return keys - {""}


def _plural(key: str) -> str:
    head, preposition, rest = _before_of(key)
    first, _, last = head.rpartition(" ")
    return f"{first} {_plural_word(last)}".strip() + (f" {preposition} {rest}" if preposition else "")


def _before_of(key: str) -> tuple[str, str, str]:
    for preposition in ("of", "for", "to", "in"):
        head, found, rest = key.partition(f" {preposition} ")
        if found:
            return head, preposition, rest
    return key, "", ""


def _plural_word(word: str) -> str:
    if word.endswith("s"):
        return word + "es" if word.endswith("ss") else word
    if word.endswith(("man", "woman")) and len(word) > 3:
        return word[:-2] + "en"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + "es" if word.endswith(("ch", "sh", "x")) else word + "s"


def _entries() -> Iterable[Entry]:
    yield from _country_entries()
    yield from _group_entries()
    yield from _body_entries()
    yield from _person_entries()
    yield from _noun_entries()
    yield from _outlet_entries()
    yield from _weapon_entries()
    for row in rows("homes"):
        yield Entry("home", row["name"], row["country"], ("CVL",), "", row["name"], strict=True)


def _country_entries() -> Iterator[Entry]:
    for surface, kind, country in lands.surfaces():
        if country.iso3 == "ATA":
            continue
        sectors = ("GOV",) if kind == "metonym" else ()
        yield Entry(kind, country.name, country.iso3, sectors, "", surface, _is_strict(surface))


def _group_entries() -> Iterator[Entry]:
    for surface, group in groups.surfaces():
        written = _BRACKETS.sub("", surface)
        country = group.countries[0] if group.countries and written == surface else ""
        yield Entry("group", group.name, country, group.sectors, group.wikidata, written, strict=True)


def _body_entries() -> Iterator[Entry]:
    """Bodies by name and alias; a name that has namesakes, with brackets in the table, tells no country."""
    for row in rows("bodies"):
        sectors = split(row["sectors"])
        for surface in (row["name"], *split(row["aliases"])):
            written = _BRACKETS.sub("", surface)
            country, name = (row["country"], row["name"]) if written == surface else ("", written)
            yield Entry("body", name, country, sectors, row["wikidata"], written, strict=True)


def _person_entries() -> Iterator[Entry]:
    for surface, person in figures.surfaces():
        stands = figures.standing(person)
        country, wikidata = (stands.part.country, stands.part.wikidata) if stands else ("", "")
        sectors = stands.sectors if stands else ()
        yield Entry("person", person, country, sectors, wikidata, surface, strict=True)


def _outlet_entries() -> Iterator[Entry]:
    for surface, outlet in outlets.surfaces():
        sectors = ("GOV", "JRN") if outlet.ownership == "state" else ("JRN",)
        yield Entry("outlet", outlet.name, outlet.country, sectors, "", surface, strict=True)


def _noun_entries() -> Iterator[Entry]:
    for row in rows("sectors"):
        yield Entry("noun", row["phrase"], "", split(row["sectors"]), "", row["phrase"], strict=False)


def _weapon_entries() -> Iterator[Entry]:
    """Named platforms and weapons act for their forces; a ship's prefix says whose it is."""
    for surface, weapon in weapons.surfaces():
        if weapon.named and weapon.group not in ("vehicle", "pistol", "rifle", "shotgun", "machine-gun"):
            country = _SHIPS.get(surface.split()[0], "")
            yield Entry("noun", weapon.name, country, ("MIL",), "", surface, strict=True)


def _is_strict(surface: str) -> bool:
    return (surface.isupper() and len(surface) <= 5) or surface in _ALSO_WORDS


#: Abbreviations that are words, too: "Model" before a name is no group.
_COMMON = frozenset("model care hope peace start salt raid arms star fast case aids base race sector unity".split())
#: Prefixes of warships' names. "INS" is India's and Israel's, and stays out.
_SHIPS = {"USS": "USA", "HMS": "GBR", "HMAS": "AUS", "HMCS": "CAN", "BRP": "PHL", "ROKS": "KOR", "IRIS": "IRN",
          "JS": "JPN", "ARA": "ARG", "FS": "FRA"}  # fmt: skip
#: Names of countries and seats of government that are words of other meaning in lower case.
_ALSO_WORDS = frozenset(
    "Turkey Jordan Chad Georgia Polish Guinea Male Victoria Emirate Beehive Westminster Moncloa Nice Reunion "
    "China Niger Swiss".split()
)
