"""Which place a name means: candidates of the gazetteer, chosen by what stands around them.

Reads names with their positions in a text; gives a row of the gazetteer for each, with the chance that it is the
right one. The one idea: names that can mean the same rows and have the same parent beside them mean one place, and
all groups of a text are weighed together (`place_beliefs`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rashomon.knowledge import countries
from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    ADMIN2,
    CITY,
    COUNTRY,
    Gazetteer,
    place_key,
)
from rashomon.knowledge.place_beliefs import Features, Group, among, believe, weights
from rashomon.knowledge.place_candidates import candidates
from rashomon.knowledge.place_hints import lands_in_text, said_kind, said_parents

#: At most so many candidates a name, the most populous first.
MOST_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """The row chosen for a name, and the share of belief that it has among the candidates, 0..1."""

    row: int
    belief: float


def place_names(places: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> list[Choice | None]:
    """For each span of a text the place that it most likely means; None where no place has that name."""
    groups = groups_of(places, text, spans)
    chosen: list[Choice | None] = [None] * len(spans)
    if not groups:
        return chosen
    shares = _shares(places, text, groups)
    if _without_namesakes(places, text, groups, shares):
        shares = _shares(places, text, groups)
    likeliest = [int(group.rows[int(np.argmax(share))]) for group, share in zip(groups, shares, strict=True)]
    lands = {places.country_codes[int(places.countries[row])] for row in likeliest if places.kinds[row] == COUNTRY}
    around = {int(places.countries[row]) for group, row in zip(groups, likeliest, strict=True) if not group.by_sound}
    for group, share in zip(groups, shares, strict=True):
        if group.by_sound:
            # letters that only sound alike tell a place of a land that the text is about
            share = share * np.isin(places.countries[group.rows], list(around)) if around else share
            if not share.any():
                continue
        best = _seat(places, text[slice(*spans[group.members[0]])], group, share, lands)
        for member in group.members:
            chosen[member] = Choice(int(group.rows[best]), float(share[best]))
    return chosen


def _shares(places: Gazetteer, text: str, groups: Sequence[Group]) -> list[Any]:
    """The belief in each candidate of each group."""
    belief = believe(Features(places, text, groups), weights())
    return list(np.split(belief, np.cumsum([len(group.rows) for group in groups])[:-1]))


#: Belief in another place below which the name of a seat of government means that seat.
UNSETTLED = 0.6


def _seat(places: Gazetteer, surface: str, group: Group, share: Any, lands: Collection[str]) -> int:
    """The candidate that is believed most; where nothing settles it, "Washington" is the seat of its government.

    It is so beside a division of the same country ("Washington" the state), else where the text names that country:
    one of `lands`.
    """
    best = int(np.argmax(share))
    code = countries.metonym_of(surface)
    if code is None or share[best] >= UNSETTLED or group.parents or group.said:
        return best
    row = int(group.rows[best])
    is_division = places.kinds[row] == ADMIN1 and places.country_codes[int(places.countries[row])] == code
    if not is_division and code not in lands:
        return best
    seats = [i for i, row in enumerate(group.rows) if _is_capital(places, int(row), code)]
    return seats[0] if seats else best


def _is_capital(places: Gazetteer, row: int, code: str) -> bool:
    return bool(places.capitals[row]) and places.country_codes[int(places.countries[row])] == code


def groups_of(places: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> list[Group]:
    """The spans that mean one place each, with the rows it can be; names that no place has are left out."""
    found: dict[tuple[str, frozenset[int]], Group] = {}
    for number, (start, end) in enumerate(spans):
        surface = text[start:end]
        key = place_key(surface)
        parents = said_parents(places, text, start, end)
        said = said_kind(text, start, end)
        group = found.get((key, parents)) or found.get((key, frozenset()))
        if group is None:
            group = _new_group(places, surface)
            if group is None:
                continue
            same = [g for (k, _), g in found.items() if k == key]
            if same and not parents:
                group = same[0]
            else:
                found[key, parents] = group
        elif parents and not group.parents:
            found[key, parents] = group
        group.members.append(number)
        group.parents |= parents
        if said:
            group.said.add(said)
    unique: list[Group] = []
    for group in found.values():
        if not any(group is other for other in unique):
            unique.append(group)
    return unique


def _new_group(places: Gazetteer, surface: str) -> Group | None:
    named, demonym = candidates(places, surface)
    by_sound = not named
    named = named or [(row, False) for row in places.rows_by_sound(surface.strip())]
    if not named:
        return None
    named = sorted(named, key=lambda pair: (-int(places.populations[pair[0]]), pair[0]))[:MOST_CANDIDATES]
    ids = np.array([row for row, _ in named], dtype=np.int64)
    return Group([], ids, np.array([main for _, main in named], dtype=np.float64), demonym, by_sound=by_sound)


def _without_namesakes(places: Gazetteer, text: str, groups: Sequence[Group], shares: Sequence[Any]) -> bool:
    """Leaves names of countries to them where a small namesake is believed, but not surely, and no land of its own
    stands beside it: "Grenada" where no Mississippi is named. Whether any name lost such candidates.
    """
    lands, changed = lands_in_text(places, text), False
    for group, share in zip(groups, shares, strict=True):
        kinds, best = places.kinds[group.rows], int(np.argmax(share))
        small = np.isin(kinds, (CITY, ADMIN2)) & (places.populations[group.rows] < _NAMESAKE)
        country = float(share[kinds == COUNTRY].max(initial=0.0))
        if group.parents or group.said or not small[best] or country < _NEARLY * share[best]:
            continue
        beside = among(lands, places.admin1s[group.rows]) + among(lands, places.admin2s[group.rows])
        kept = ~(small & (beside == 0))
        changed |= not kept.all()
        group.rows, group.main = group.rows[kept], group.main[kept]
    return changed


#: People of a town that may be meant by a country's name without more; belief in the country beside that in the town.
_NAMESAKE, _NEARLY = 50_000, 0.3
