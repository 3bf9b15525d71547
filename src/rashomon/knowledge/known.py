"""Who a name stands for, as far as the tables know: office holders, groups, bodies, outlets and agencies.

Reads offices.csv, people.csv, figures.csv, groups.csv, bodies.csv and outlets.csv; gives one `Known` for a written
name. A name that two people share, and a family name alone, stand for nobody. Sectors are those of the day.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass, replace

from rashomon.knowledge import figures
from rashomon.knowledge.countries import country_of, fold, part_of, split
from rashomon.knowledge.given_names import gender_of
from rashomon.knowledge.groups import group_at
from rashomon.knowledge.offices import Office, folded_name, held_on, offices, people_named
from rashomon.knowledge.tables import rows
from rashomon.record import Role


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
    day = at[:10] if at else None
    if kind != "person":
        found = _bodies().get(fold(name), ())
        return _on(found[0], day) if len(found) == 1 else None
    if len(name.split()) > 1:
        return _person_named(name, day)
    person = nicknames().get(name)
    return known_person(person, day) if person else None


@functools.cache
def nicknames() -> dict[str, str]:
    """Single words, as written, by which one person alone is known, who has another family name: "Farmajo"."""
    people = [(row["person"], row["aliases"]) for row in rows("people")]
    people += [(row["name"], row["aliases"]) for row in rows("figures")]
    families = {folded_name(name).split()[-1] for name, _ in people} | {
        folded_name(row.person).split()[-1] for row in offices()
    }
    found: dict[str, set[str]] = defaultdict(set)
    for person, aliases in people:
        for alias in split(aliases):
            if alias.isalpha() and folded_name(alias) not in families and gender_of(f"{alias} X") is None:
                found[alias].add(person)
    known = {row.person for row in offices()} | {row["name"] for row in rows("figures")}
    return {alias: person for alias, named in found.items() if len(named) == 1 and (person := min(named)) in known}


def known_part(name: str) -> Known | None:
    """The land or people within a country that a written name stands for: it is not that country, but coded as it."""
    part = part_of(name)
    if part is None:
        return None
    kind, country = "organization" if part.people else "place", country_of(name) or country_of(part.name)
    return Known(f"{_PART}{part.name}", kind, part.name, country, (), (), None)


#: What the keys of lands and peoples begin with.
_PART = "part "


def is_within_a_country(known: Known) -> bool:
    """Whether it is a land or people within a country, as `known_part` gives them."""
    return known.key.startswith(_PART)


def known_person(person: str, at: str | None = None) -> Known:
    """A person by the name the tables give, as of an ISO day. Raises KeyError for one they do not have."""
    held = _held_by().get(person, ())
    stands = figures.standing(person, at)
    if stands is None:
        raise KeyError(f"no such person in the tables: {person!r}")
    roles = tuple(Role(row.title or row.office.replace("_", " "), row.organization or None, row.start, row.end)
                  for row in held)  # fmt: skip
    if stands.part.role and all(stands.part.role != role.title for role in roles):
        first, last = stands.part.first, stands.part.last
        roles += (Role(stands.part.role, None, first if first > "0000" else None, last or None),)
    wikidata = next((row.wikidata for row in reversed(held) if row.wikidata), stands.part.wikidata)
    # a name in brackets tells namesakes of the table apart and is written nowhere
    return Known(
        f"person {person}", "person", person.partition(" (")[0], stands.part.country or None, stands.sectors, roles,
        f"wikidata:{wikidata}" if wikidata else None,
    )  # fmt: skip


@functools.lru_cache(maxsize=50_000)
def _person_named(name: str, day: str | None) -> Known | None:
    people = people_named(name) or _figures().get(folded_name(name), ())
    if len(people) > 1 and day is not None:
        people = tuple(p for p in people if any(held_on(row, day) for row in _held_by().get(p, ())))
    return known_person(people[0], day) if len(people) == 1 else None


@functools.cache
def _figures() -> dict[str, tuple[str, ...]]:
    """Folded full names of figures of public life who hold no office of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for surface, person in figures.surfaces():
        key = folded_name(surface)
        if " " in key and person not in found.get(key, ()):
            found[key] = (*found.get(key, ()), person)
    return found


def _on(body: Known, day: str | None) -> Known:
    """A body as of a day: a group's sectors change with time."""
    group = group_at(body.name, day) if body.key.startswith("groups ") else None
    return replace(body, sectors=group.sectors) if group else body


@functools.cache
def _held_by() -> dict[str, tuple[Office, ...]]:
    """Person (as the table names them) → offices held, by start."""
    held: dict[str, list[Office]] = defaultdict(list)
    for row in sorted(offices(), key=lambda row: (row.first, row.office)):
        held[row.person].append(row)
    return {person: tuple(found) for person, found in held.items()}


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
