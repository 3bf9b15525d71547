"""Weapons, vehicles, ships and aircraft: named systems and common nouns.

Reads tables/weapons.csv; gives every surface with its row, for an entity ruler.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.knowledge.countries import split
from rashomon.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Weapon:
    """A system or common noun. `kind`: weapon, vehicle. `group`: missile, drone, tank, ship, bomb …"""

    name: str
    aliases: tuple[str, ...]
    kind: str
    group: str

    @property
    def named(self) -> bool:
        """Whether it is a proper name ("Tomahawk"), not a common noun ("cruise missile")."""
        return any(character.isupper() or character.isdigit() for character in self.name)


@functools.cache
def weapons() -> tuple[Weapon, ...]:
    """Every row of the table, in its order."""
    return tuple(Weapon(row["name"], split(row["aliases"]), row["kind"], row["class"]) for row in rows("weapons"))


def surfaces() -> Iterator[tuple[str, Weapon]]:
    """(surface, weapon) of every word of the table."""
    for weapon in weapons():
        for surface in (weapon.name, *weapon.aliases):
            yield surface, weapon
