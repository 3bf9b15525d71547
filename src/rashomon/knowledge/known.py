"""Who a name stands for, as far as the tables know: office holders, groups, bodies, outlets and agencies.

Reads offices.csv, people.csv, groups.csv, bodies.csv and outlets.csv; gives one `Known` for a written name.
A name that two people share, and a family name alone, stand for nobody.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from rashomon.knowledge.countries import fold, split
from rashomon.knowledge.offices import Office, held_on, offices, people_named
from rashomon.knowledge.tables import rows
from rashomon.record import Role

#: PLOVER sectors of whoever holds an office; what is not named here is the government.
_SECTORS = {
    "defence_minister": ("GOV", "MIL"), "chief_of_staff": ("MIL",), "commander": ("MIL",), "speaker": ("LEG",),
    "intelligence_chief": ("SPY",), "interior_minister": ("GOV", "COP"), "chief_justice": ("JUD",),
    "prosecutor": ("JUD",), "opposition_leader": ("OPP",), "party_leader": ("PTY",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """One person or body of the tables. `key` is stable; `link` is "wikidata:Q…" where the table has it."""

    key: str
    kind: str
    name: str
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[Role, ...]
    link: str | None


def known_by(name: str, kind: str, at: str | None = None) -> Known | None:
    """The one that a written name stands for, or None.

    `kind` is the mention's; `at` an ISO instant at which the name was used: it chooses between namesakes by
    who held an office then, and is not needed otherwise.
    """
    if kind != "person":
        found = _bodies().get(fold(name), ())
        return found[0] if len(found) == 1 else None
    people = people_named(name) if len(name.split()) > 1 else ()
    if len(people) > 1 and at is not None:
        people = tuple(p for p in people if any(held_on(row, at[:10]) for row in _held_by()[p]))
    return _person(people[0]) if len(people) == 1 else None


@functools.cache
def _held_by() -> dict[str, tuple[Office, ...]]:
    """Person (as the table names them) → offices held, by start."""
    held: dict[str, list[Office]] = defaultdict(list)
    for row in sorted(offices(), key=lambda row: (row.first, row.office)):
        held[row.person].append(row)
    return {person: tuple(found) for person, found in held.items()}


@functools.cache
def _person(person: str) -> Known:
    held = _held_by()[person]
    latest = held[-1]
    roles = tuple(Role(row.title or row.office.replace("_", " "), row.organization or None, row.start, row.end)
                  for row in held)  # fmt: skip
    link = f"wikidata:{latest.wikidata}" if latest.wikidata else None
    sectors = _SECTORS.get(latest.office, ("GOV",))
    # a name in brackets tells namesakes of the table apart and is written nowhere
    return Known(f"person {person}", "person", person.partition(" (")[0], latest.country, sectors, roles, link)


@functools.cache
def _bodies() -> dict[str, tuple[Known, ...]]:
    """Folded names of groups, bodies, outlets and agencies → what they may be; a group comes before an outlet."""
    found: dict[str, list[Known]] = defaultdict(list)
    for table, sectors in (("groups", ()), ("bodies", ()), ("outlets", ("JRN",))):
        for row in rows(table):
            known = _body(table, row, sectors)
            for name in {known.name, *split(row["aliases"])}:
                if not any(other.name == known.name for other in found[fold(name)]):
                    found[fold(name)].append(known)
    return {name: tuple(bodies) for name, bodies in found.items()}


def _body(table: str, row: dict[str, str], sectors: tuple[str, ...]) -> Known:
    coded = sectors or split(row.get("sectors") or row.get("sector") or "")
    country = split(row.get("countries") or row.get("country") or "")
    link = f"wikidata:{row['wikidata']}" if row.get("wikidata") else None
    return Known(
        f"{table} {row['name']}",
        "organization",
        row["name"].partition(" (")[0],
        country[0] if len(country) == 1 else None,
        coded,
        (),
        link,
    )
