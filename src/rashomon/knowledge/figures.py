"""Persons of public life, and what each was on a day.

Reads offices.csv (by offices.py) and figures.csv: lawmakers, opposition leaders, commanders, clerics and others
whom no table of offices holds. The one idea: a person has no sector, a person has parts played at times; who
has left the last of them is of the elites.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rashomon.knowledge.countries import fold, split
from rashomon.knowledge.offices import Office, last_day, offices, skeleton
from rashomon.knowledge.tables import rows
from rashomon.knowledge.worked_out import worked_out

#: Office → sectors of whoever holds it; what is not named here is the government.
OFFICE_SECTORS = {
    "defence_minister": ("GOV", "MIL"), "chief_of_staff": ("MIL",), "commander": ("MIL",), "speaker": ("LEG",),
    "intelligence_chief": ("SPY",), "interior_minister": ("GOV", "COP"), "chief_justice": ("JUD",),
    "prosecutor": ("JUD",), "attorney_general": ("GOV", "JUD"), "opposition_leader": ("OPP",),
    "party_leader": ("PTY",), "defence_spokesperson": ("GOV", "MIL"), "lawmaker": ("LEG",), "pope": ("REL",),
}  # fmt: skip

#: Words of a name that are written or left out at will.
_ARTICLES = frozenset({"al", "el", "bin", "ibn", "ben", "bint"})
#: Sectors that a person leaves with the post; a rebel or cleric out of post is still one.
_POSTS = frozenset({"GOV", "LEG", "SPY", "COP", "JUD", "MIL"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part a person played. `first`, `last` are ISO days, inclusive; `last` "" where it is open."""

    person: str
    country: str
    sectors: tuple[str, ...]
    role: str
    first: str
    last: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a day: the part that counts, and whether it is over."""

    part: Part
    sectors: tuple[str, ...]
    over: bool


def standing(person: str, at: str | None = None) -> Standing | None:
    """What a person of the tables is on an ISO date (None: after the last date known), or None.

    Of parts that overlap the one with the highest sector counts, GOV first; before the first part, the first.
    """
    parts = _parts().get(person)
    if not parts:
        return None
    day = at or "9999"
    now = [part for part in parts if part.first <= day and (not part.last or day <= part.last)]
    if now:
        best = min(now, key=lambda part: (_rank(part), part.first))
        return Standing(best, best.sectors, False)
    past = [part for part in parts if part.last and part.last < day]
    if not past:
        first = min(parts, key=lambda part: part.first)
        return Standing(first, (), False)
    last = max(past, key=lambda part: part.last)
    return Standing(last, ("ELI",) if last.sectors[:1] and last.sectors[0] in _POSTS else last.sectors, True)


def surfaces() -> Iterator[tuple[str, str]]:
    """(surface, person) of every spelling; a spelling that two people share is given for each."""
    seen: set[tuple[str, str]] = set()
    for office in offices():
        for surface in (office.person, *office.aliases):
            if (surface, office.person) not in seen:
                seen.add((surface, office.person))
                yield surface, office.person
    for row in rows("figures"):
        for surface in (row["name"], *split(row["aliases"])):
            if (surface, row["name"]) not in seen:
                seen.add((surface, row["name"]))
                yield surface, row["name"]


def of_family_name(word: str, at: str | None = None) -> str | None:
    """The person whom a family name alone means on a date, or None where several can be meant.

    Of several, the one in a post on the date, else the one whom the table of offices has.
    """
    persons = tuple(dict.fromkeys(_family_names().get(fold(word), ())))
    if len(persons) <= 1:
        return persons[0] if persons else None
    held = [person for person in persons if person in _office_holders()]
    sitting = [person for person in held if (now := standing(person, at)) and not now.over and now.sectors]
    for few in (sitting, held):
        if len(few) == 1:
            return few[0]
    return None


def of_spelling(words: Iterable[str]) -> str | None:
    """The one person whose full name, of two words or more, has the consonants of these words, or None."""
    persons = _skeletons().get(_skeleton(words), ())
    return persons[0] if len(persons) == 1 else None


@functools.cache
def _parts() -> dict[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {}
    for office in offices():
        found.setdefault(office.person, []).append(_held(office))
    for row in rows("figures"):
        last = last_day(row["end"]) if row["end"] else ""
        first = row["start"] or "0000"
        found.setdefault(row["name"], []).append(
            Part(row["name"], row["country"], split(row["sectors"]), row["role"], first, last, row["wikidata"])
        )
    return {person: tuple(parts) for person, parts in found.items()}


def _held(office: Office) -> Part:
    """An office as a part played: one of an international body or a group has that body's country and sectors."""
    country, sectors = office.country or "", OFFICE_SECTORS.get(office.office, ("GOV",))
    if office.country == "VAT":
        sectors = ("REL",)
    elif not country and office.organization in _organizations():
        country, its = _organizations()[office.organization]
        sectors = its if its and its[0] not in ("MIL", "GOV") else sectors
    last = office.last or ""
    return Part(office.person, country, sectors, office.title, office.first, last, office.wikidata or "")


@functools.cache
def _organizations() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Body or group by name and alias → country, sectors."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for table, column in (("groups", "countries"), ("bodies", "country")):
        for row in rows(table):
            country = (*split(row[column]), "")[0]
            for name in (row["name"], *split(row["aliases"])):
                found.setdefault(name, (country, split(row["sectors"])))
    return found


@functools.cache
def _office_holders() -> frozenset[str]:
    return frozenset(office.person for office in offices())


@functools.cache
def _skeletons() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for surface, person in surfaces():
        key = _skeleton(surface.replace("-", " ").split())
        if " " in key and len(key) >= 6 and person not in found.get(key, ()):
            found[key] = (*found.get(key, ()), person)
    return found


def _skeleton(words: Iterable[str]) -> str:
    plain = [fold(word).replace("'", "") for word in words]
    return " ".join(filter(None, (skeleton(word) for word in plain if word not in _ARTICLES)))


@functools.cache
def _family_names() -> dict[str, list[str]]:
    """Folded family name → the persons who bear it, in the order of the tables."""
    found: dict[str, list[str]] = worked_out("families", _families, __file__)
    return found


def _families() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for person in _parts():
        key = fold(person.split()[-1]).replace("-", " ")
        found[key] = (*found.get(key, ()), person)
    return found


def _rank(part: Part) -> int:
    order = ("GOV", "SPY", "MIL", "LEG", "JUD", "COP", "REB", "OPP", "PTY")
    return order.index(part.sectors[0]) if part.sectors and part.sectors[0] in order else len(order)
