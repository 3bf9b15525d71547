"""Armed groups, movements and gangs, with the sectors they had at a time.

Reads tables/groups.csv. The one idea: a group stays one name while its part changes (rebels one year, the
government the next), so the sectors are a question with a date. "Terrorist" is never a category here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.knowledge.countries import split
from rashomon.knowledge.tables import rows

#: Where no date is given, what holds now: later than every start in the table.
LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Group:
    """An armed group or movement. `start`, `end` are ISO dates or years, inclusive; empty where open."""

    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    wikidata: str
    start: str
    end: str


@functools.cache
def groups() -> tuple[Group, ...]:
    """Every row of the table, in its order. A name may have several rows, one a period."""
    return tuple(
        Group(
            row["name"], split(row["aliases"]), split(row["countries"]), split(row["sectors"]),
            row["wikidata"], row["start"], row["end"],
        )
        for row in rows("groups")
    )  # fmt: skip


def group_at(name: str, at: str | None = None) -> Group | None:
    """The row that holds for a group's canonical name on an ISO date (None: the latest), or None.

    Of rows that overlap, the one that starts last wins; where none holds, the first row speaks.
    """
    found = _periods().get(name, ())
    day = at or LATEST
    holding = [group for group in found if group.start <= day and (not group.end or day <= group.end + "~")]
    return max(holding, key=lambda group: group.start) if holding else (found[0] if found else None)


def surfaces() -> Iterator[tuple[str, Group]]:
    """(surface, group) of every name, once a surface."""
    for periods in _periods().values():
        for group in periods:
            for surface in (group.name,) * (group is periods[0]) + group.aliases:
                yield surface, group


def begins_a_name(words: str) -> bool:
    """Whether a group's name begins with these words: "al-Qaeda in the Arabian", of whatever place follows."""
    plain = words.casefold().removeprefix("the ")
    return any(surface.startswith(plain) for surface in _plain())


@functools.cache
def _plain() -> tuple[str, ...]:
    return tuple(surface.casefold() for surface, _ in surfaces() if " " in surface)


@functools.cache
def _periods() -> dict[str, tuple[Group, ...]]:
    found: dict[str, tuple[Group, ...]] = {}
    for group in groups():
        found[group.name] = (*found.get(group.name, ()), group)
    return found
