"""Weapons, vehicles, ships and aircraft: named systems and common nouns.

Reads tables/weapons.csv; gives the row for a word as a text writes it, and every surface for an entity ruler.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.knowledge.countries import fold, split
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


def weapon_named(name: str) -> Weapon | None:
    """The weapon or vehicle that a text means by a word, singular or plural, or None.

    As written first; then folded, common nouns only: "Tor" is a missile system, "tor" is not.
    """
    found = _exact().get(name)
    return found or _common().get(fold(name))


def surfaces() -> Iterator[tuple[str, Weapon]]:
    """(surface, weapon) of every word of the table."""
    for weapon in weapons():
        for surface in (weapon.name, *weapon.aliases):
            yield surface, weapon


@functools.cache
def _exact() -> dict[str, Weapon]:
    return dict(surfaces())


@functools.cache
def _common() -> dict[str, Weapon]:
    return {surface: weapon for surface, weapon in surfaces() if surface.islower()}
