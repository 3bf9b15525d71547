"""Who a name stands for, as far as the tables know: office holders, groups, bodies, outlets and agencies.

Reads offices.csv, people.csv, groups.csv, bodies.csv and outlets.csv; gives one `Known` for a written name.
A name that two people share, and a family name alone, stand for nobody.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass

from rashomon.knowledge.countries import fold, split
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
    found = (_people() if kind == "person" else _bodies()).get(fold(name), ())
    if len(found) == 1:
        return found[0]
    in_office = [known for known in found if at is not None and _held(known, at)]
    return in_office[0] if len(in_office) == 1 else None


def _held(known: Known, at: str) -> bool:
    return any((role.start or "") <= at[:10] <= (role.end or "9999") for role in known.roles)


@functools.cache
def _people() -> dict[str, tuple[Known, ...]]:
    """Folded spellings of office holders → who they may be."""
    offices: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows("offices"):
        offices[row["person"]].append(row)
    spellings = {row["person"]: row for row in rows("people")}
    found: dict[str, list[Known]] = defaultdict(list)
    for person, held in sorted(offices.items()):
        other = spellings.get(person, {})
        known = _person(person, held, other.get("wikidata", ""))
        for name in {person, *split(other.get("aliases", ""))}:
            if len(name.split()) > 1:
                found[fold(name)].append(known)
    return {name: tuple(people) for name, people in found.items()}


def _person(name: str, held: list[dict[str, str]], wikidata: str) -> Known:
    latest = max(held, key=lambda row: row["start"])
    roles = tuple(
        Role(_titled(row), row["organization"] or None, row["start"] or None, row["end"] or None)
        for row in sorted(held, key=lambda row: row["start"])
    )
    sectors = _SECTORS.get(latest["office"], ("GOV",))
    link = f"wikidata:{wikidata}" if wikidata else None
    return Known(f"person {name}", "person", name, latest["country"] or None, sectors, roles, link)


def _titled(row: dict[str, str]) -> str:
    return row["title"] or row["office"].replace("_", " ")


@functools.cache
def _bodies() -> dict[str, tuple[Known, ...]]:
    """Folded names of groups, bodies, outlets and agencies → what they may be; a group comes before an outlet."""
    found: dict[str, list[Known]] = defaultdict(list)
    for table, sectors in (("groups", ()), ("bodies", ()), ("outlets", ("JRN",))):
        for row in rows(table):
            known = _body(table, row, sectors)
            for name in {row["name"], *split(row["aliases"])}:
                if not any(other.name == known.name for other in found[fold(name)]):
                    found[fold(name)].append(known)
    return {name: tuple(bodies) for name, bodies in found.items()}


def _body(table: str, row: dict[str, str], sectors: tuple[str, ...]) -> Known:
    coded = sectors or split(row.get("sectors") or row.get("sector") or "")
    country = split(row.get("countries") or row.get("country") or "")
    link = f"wikidata:{row['wikidata']}" if row.get("wikidata") else None
    return Known(
        f"{table} {row['name']}", "organization", row["name"], country[0] if len(country) == 1 else None, coded, (), link
    )
