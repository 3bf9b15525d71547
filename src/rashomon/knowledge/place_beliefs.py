"""Candidates for the names of a text → the belief in each, 0..1 within its name.

The one idea: every name's candidates vote for each other. A first pass scores each candidate by itself (people, rank,
kind, what the sentence says); two more passes add how near it lies to what the other names most likely mean. The
weights are learned (training/places.py) and lie in tables/places_weights.toml.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    ADMIN2,
    AIRFIELD,
    CITY,
    COUNTRY,
    REGION,
    WATER,
    Gazetteer,
)
from rashomon.knowledge.place_candidates import country_rows
from rashomon.knowledge.place_hints import lands_in_text
from rashomon.knowledge.tables import table

#: The features of a candidate by itself, and those that need the others; the order is that of the weights.
ALONE = ("people", "share", "first", "main", "names", "country", "admin1", "admin2", "city", "airfield", "region",
         "capital", "capital_here", "english", "parent", "parent_fails", "said_kind", "kind_fails", "land_in_text",
         "state_in_text", "county_in_text", "demonym", "country_people", "city_people", "only")  # fmt: skip
TOGETHER = ("same_country", "same_state", "near_40", "near_160", "near_600", "best_near", "holds_others",
            "lies_in_other", "same_county")  # fmt: skip

_SCALES = (40.0, 160.0, 600.0)
_ENGLISH = ("USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF")


@dataclass(slots=True)
class Group:
    """Occurrences of one name that mean one place, and its candidates."""

    members: list[int]
    rows: Any
    main: Any
    demonym: bool
    parents: set[int] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    #: Whether no name is the same, only the sound.
    by_sound: bool = False
_FITS = {
    "admin1": (ADMIN1, ADMIN2),
    "admin2": (ADMIN2, ADMIN1),
    "city": (CITY,),
    "airfield": (AIRFIELD,),
    "water": (WATER,),
    "region": (REGION, ADMIN1),
}


class Features:
    """The features of all candidates of a text, one row a candidate, groups one after another."""

    def __init__(self, places: Gazetteer, text: str, groups: Sequence[Group]) -> None:
        self.sizes = [len(group.rows) for group in groups]
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]]).astype(np.int64)
        self.group = np.repeat(np.arange(len(groups)), self.sizes)
        self.row = np.concatenate([group.rows for group in groups])
        self.kind = places.kinds[self.row].astype(np.int64)
        self.country = places.countries[self.row].astype(np.int64)
        self.admin1 = np.where(self.kind == ADMIN1, self.row, places.admin1s[self.row])
        self.admin2 = np.where(self.kind == ADMIN2, self.row, places.admin2s[self.row])
        self.xyz = _unit(places.latitudes[self.row], places.longitudes[self.row])
        self.weight = np.array([1.0 + 0.5 * min(len(g.members) - 1, 4) for g in groups])
        self.alone = self._alone(places, text, groups)

    def _alone(self, places: Gazetteer, text: str, groups: Sequence[Group]) -> Any:
        people = places.populations[self.row].astype(np.float64)
        log = np.log10(people + 10.0) / 7.0
        totals = np.add.reduceat(people + 10.0, self.starts)[self.group]
        first = np.zeros(len(self.row))
        first[self.starts] = 1.0
        lands = lands_in_text(places, text)
        of_country = self._country_rows_of(places)
        parents = np.concatenate([self._in_parents(g, part, of_country) for g, part in self._parts(groups)])
        any_parent = np.maximum.reduceat(parents, self.starts)[self.group]
        kinds = np.concatenate([_fits(g, self.kind[part]) for g, part in self._parts(groups)])
        any_kind = np.maximum.reduceat(kinds, self.starts)[self.group]
        in_lands = functools.partial(among, lands)
        demonym = np.repeat([float(g.demonym) for g in groups], self.sizes)
        columns = [
            log, (people + 10.0) / totals, first, np.concatenate([g.main for g in groups]),
            np.log1p(places.name_counts[self.row].astype(np.float64)) / 5.0,
            self.kind == COUNTRY, self.kind == ADMIN1, self.kind == ADMIN2, self.kind == CITY,
            self.kind == AIRFIELD, self.kind >= REGION, places.capitals[self.row],
            places.capitals[self.row] * in_lands(of_country),
            np.isin(self.country, [places.country_codes.index(c) for c in _ENGLISH]),
            parents, any_parent * (1 - parents), kinds, any_kind * (1 - kinds),
            in_lands(of_country) * (self.kind != COUNTRY), in_lands(self.admin1) * (self.kind != ADMIN1),
            in_lands(self.admin2) * (self.kind != ADMIN2), demonym * (self.kind == COUNTRY),
            log * (self.kind == COUNTRY), log * (self.kind == CITY),
            np.repeat([1.0 / size for size in self.sizes], self.sizes),
        ]  # fmt: skip
        return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)

    def _parts(self, groups: Sequence[Group]) -> list[tuple[Group, slice]]:
        return [
            (group, slice(int(start), int(start) + size))
            for group, start, size in zip(groups, self.starts, self.sizes, strict=True)
        ]

    def _country_rows_of(self, places: Gazetteer) -> Any:
        of_code = country_rows(places)
        table_of = np.array([of_code.get(code, -1) for code in places.country_codes] + [-1], dtype=np.int64)
        return table_of[self.country]

    def _in_parents(self, group: Group, part: slice, of_country: Any) -> Any:
        if not group.parents:
            return np.zeros(part.stop - part.start)
        found = np.zeros(part.stop - part.start)
        for column in (of_country[part], self.admin1[part], self.admin2[part]):
            found = np.maximum(found, among(group.parents, column) * (column != self.row[part]))
        return found

    def together(self, belief: Any) -> Any:
        """Features that say how well each candidate fits what the other names most likely mean."""
        strong = np.flatnonzero(belief > 0.03)
        other = self.group[:, None] != self.group[strong][None, :]
        share = other * (belief[strong] * self.weight[self.group[strong]])[None, :]
        total = np.maximum(share.sum(axis=1), 1e-9)
        alone = share.sum(axis=1) < 1e-6
        angle = np.clip(self.xyz @ self.xyz[strong].T, -1.0, 1.0)
        distance = 6371.0 * np.sqrt(np.maximum(2.0 - 2.0 * angle, 0.0))
        point = (self.kind[strong] != COUNTRY)[None, :] & (self.kind != COUNTRY)[:, None]
        columns = [
            self._matching(self.country, strong, share) / total,
            self._matching(self.admin1, strong, share) / total,
        ]
        for scale in _SCALES:
            columns.append((share * point * np.exp(-distance / scale)).sum(axis=1) / total)
        near = np.where(other & point, np.exp(-distance / 80.0) * belief[strong][None, :], 0.0)
        columns.append(near.max(axis=1) if near.shape[1] else np.zeros(len(belief)))
        columns.append(self._held(strong, share) / total)
        columns.append(self._holding(strong, other, belief))
        columns.append(self._matching(self.admin2, strong, share) / total)
        return np.where(alone[:, None], 0.0, np.stack(columns, axis=1))

    def _matching(self, column: Any, strong: Any, share: Any) -> Any:
        same = (column[:, None] == column[strong][None, :]) & (column >= 0)[:, None]
        return (share * same).sum(axis=1)

    def _held(self, strong: Any, share: Any) -> Any:
        """How much of the rest lies inside a division that is this candidate."""
        inside = (self.row[:, None] == self.admin1[strong][None, :]) | (
            self.row[:, None] == self.admin2[strong][None, :]
        )
        return (share * inside).sum(axis=1)

    def _holding(self, strong: Any, other: Any, belief: Any) -> Any:
        """The belief that a division which holds this candidate is named beside it."""
        rows_of = self.row[strong][None, :]
        inside = (self.admin1[:, None] == rows_of) | (self.admin2[:, None] == rows_of)
        return np.where(inside & other, belief[strong][None, :], 0.0).max(axis=1, initial=0.0)


def _fits(group: Group, kinds: Any) -> Any:
    if not group.said:
        return np.zeros(len(kinds))
    wanted = {kind for said in group.said for kind in _FITS.get(said, ())}
    return among(wanted, kinds)


def among(wanted: set[int], column: Any) -> Any:
    """1.0 where a value of a column is one of those wanted, else 0.0."""
    if not wanted:
        return np.zeros(len(column))
    return np.isin(column, list(wanted)).astype(np.float64)


def _unit(lat: Any, lon: Any) -> Any:
    lat, lon = np.radians(lat.astype(np.float64)), np.radians(lon.astype(np.float64))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts: `alone` in the first pass, `joint` in the others."""

    alone: Any
    joint: Any


def believe(features: Features, learned: Weights) -> Any:
    """The chance of each candidate within its group, after three passes."""
    belief = softmax(features.alone @ learned.alone, features)
    for _ in range(2):
        both = np.hstack([features.alone, features.together(belief)])
        belief = softmax(both @ learned.joint, features)
    return belief


def softmax(score: Any, features: Features) -> Any:
    """Scores as chances that sum to one within each group."""
    top = np.maximum.reduceat(score, features.starts)[features.group]
    power = np.exp(score - top)
    return power / np.add.reduceat(power, features.starts)[features.group]


@functools.cache
def weights() -> Weights:
    """The learned weights, in the order of the features' names."""
    learned = table("places_weights")
    alone = np.array([learned["alone"][name] for name in ALONE])
    joint = np.array([learned["joint"][name] for name in (*ALONE, *TOGETHER)])
    return Weights(alone, joint)
