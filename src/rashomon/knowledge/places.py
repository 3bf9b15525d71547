"""Which place a name means: candidates of the gazetteer, scored by what stands around them.

Reads names with their positions in a text; gives a row of the gazetteer for each, with the chance that it is the
right one. The one idea: every name's candidates vote for each other. A first pass scores each candidate by itself
(people, rank, kind, what the sentence says: "Alexandria, La."); two more passes add how near it lies to what the
other names most likely mean. The weights are learned (training/places.py) and lie in tables/places_weights.toml.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rashomon.knowledge import countries
from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    ADMIN2,
    AIRFIELD,
    CITY,
    COUNTRY,
    REGION,
    WATER,
    Gazetteer,
    place_key,
    without_admin_word,
)
from rashomon.knowledge.tables import rows, table

#: At most so many candidates a name, the most populous first.
MOST_CANDIDATES = 60

#: The features of a candidate by itself, and those that need the others; the order is that of the weights.
ALONE = ("people", "share", "first", "main", "names", "country", "admin1", "admin2", "city", "airfield", "region",
         "capital", "capital_here", "english", "parent", "parent_fails", "said_kind", "kind_fails", "land_in_text",
         "state_in_text", "county_in_text", "demonym", "country_people", "city_people", "only")  # fmt: skip
TOGETHER = ("same_country", "same_state", "near_40", "near_160", "near_600", "best_near", "holds_others",
            "lies_in_other", "same_county")  # fmt: skip

_SCALES = (40.0, 160.0, 600.0)
_ENGLISH = ("USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF")


@dataclass(slots=True)
class _Group:
    """Occurrences of one name that mean one place, and its candidates."""

    members: list[int]
    rows: Any
    main: Any
    demonym: bool
    parents: set[int] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    #: Whether no name is the same, only the sound.
    by_sound: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The row chosen for a name, and the share of belief that it has among the candidates, 0..1."""

    row: int
    belief: float


def place_names(places: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> list[Choice | None]:
    """For each span of a text the place that it most likely means; None where no place has that name."""
    groups = _groups(places, text, spans)
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


def _shares(places: Gazetteer, text: str, groups: Sequence[_Group]) -> list[Any]:
    """The belief in each candidate of each group."""
    belief = believe(Features(places, text, groups), weights())
    return list(np.split(belief, np.cumsum([len(group.rows) for group in groups])[:-1]))


#: Belief in another place below which the name of a seat of government means that seat.
UNSETTLED = 0.6


def _seat(places: Gazetteer, surface: str, group: _Group, share: Any, lands: Collection[str]) -> int:
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


# --- candidates ----------------------------------------------------------------------------------


def _groups(places: Gazetteer, text: str, spans: Sequence[tuple[int, int]]) -> list[_Group]:
    found: dict[tuple[str, frozenset[int]], _Group] = {}
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
    unique: list[_Group] = []
    for group in found.values():
        if not any(group is other for other in unique):
            unique.append(group)
    return unique


def _new_group(places: Gazetteer, surface: str) -> _Group | None:
    named, demonym = candidates(places, surface)
    by_sound = not named
    named = named or [(row, False) for row in places.rows_by_sound(surface.strip())]
    if not named:
        return None
    named = sorted(named, key=lambda pair: (-int(places.populations[pair[0]]), pair[0]))[:MOST_CANDIDATES]
    ids = np.array([row for row, _ in named], dtype=np.int64)
    return _Group([], ids, np.array([main for _, main in named], dtype=np.float64), demonym, by_sound=by_sound)


def _without_namesakes(places: Gazetteer, text: str, groups: Sequence[_Group], shares: Sequence[Any]) -> bool:
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
        beside = _member(lands, places.admin1s[group.rows]) + _member(lands, places.admin2s[group.rows])
        kept = ~(small & (beside == 0))
        changed |= not kept.all()
        group.rows, group.main = group.rows[kept], group.main[kept]
    return changed


#: People of a town that may be meant by a country's name without more; belief in the country beside that in the town.
_NAMESAKE, _NEARLY = 50_000, 0.3


def candidates(places: Gazetteer, surface: str) -> tuple[list[tuple[int, bool]], bool]:
    """The rows that a name can mean, and whether it is an adjective or a people rather than a name."""
    surface = surface.strip()
    abbreviated = abbreviations(places).get(surface)
    if abbreviated is not None:
        return [(abbreviated, True)], False
    code = countries.adjective_of(surface) or countries.people_of(surface)
    part = countries.part_of(surface)
    if part is not None and (own := _lands_of(places, part)):
        return [(row, True) for row in own], code is not None
    named = dict(places.rows(surface))
    country = country_named(surface)
    row = country_row(places, country) if country else None
    if row is not None and not _is_part(places, row, named):
        named[row] = True
    if code is not None:
        row = country_row(places, code)
        if row is not None:
            lands = {
                r: m for r, m in named.items() if places.kinds[r] in (COUNTRY, ADMIN1) or places.kinds[r] >= REGION
            }
            named = {row: True, **lands}
            return list(named.items()), True
    if not named:
        shorter, word = without_admin_word(surface)
        if word is not None:
            named = dict(places.rows(shorter))
            divisions = {r: m for r, m in named.items() if places.kinds[r] in (ADMIN1, ADMIN2)}
            named = divisions or named
    if not named:
        for piece in _loose_forms(surface):
            named = dict(places.rows(piece))
            if named:
                break
    return list(named.items()), False


def _lands_of(places: Gazetteer, part: countries.Part) -> list[int]:
    """The rows of a land within a country: Chechnya is not all of Russia."""
    code = countries.country_of(part.name)
    found = [row for row, _ in places.rows(part.name)] if not part.people else []
    found = [row for row in found if places.kinds[row] == ADMIN1 or places.kinds[row] >= REGION]
    return [row for row in found if places.place(row).country == code] if code else []


def _is_part(places: Gazetteer, country: int, named: Mapping[int, bool]) -> bool:
    """Whether a name that a table gives to a country is that of a part of it: "Wales"."""
    return any(_same(places, country, row) and named[row] for row in named)


def _same(places: Gazetteer, country: int, row: int) -> bool:
    return bool(places.kinds[row] == ADMIN1 and places.countries[row] == places.countries[country])


@functools.cache
def _country_names() -> Mapping[str, str]:
    """Names of countries as written → codes; their adjectives and seats of government left out."""
    return {word: country.iso3 for word, kind, country in reversed(list(countries.surfaces())) if kind == "name"}


def country_named(surface: str) -> str | None:
    """The code of the country that a surface is a name of, or None; capitals count as a name."""
    found = _country_names().get(surface.replace("’", "'"))
    if found is None and surface.isupper() and len(surface) > 3:
        return _folded_country_names().get(place_key(surface))
    return found


@functools.cache
def _folded_country_names() -> Mapping[str, str]:
    return {place_key(word): code for word, code in _country_names().items()}


_LOOSE = re.compile(
    r"^(?:(?:down|up|mid)town|(?:north|south|east|west|central|greater|inner|metro|northern|southern|eastern|western"
    r"|northeast|northwest|southeast|southwest|north-?eastern|north-?western|south-?eastern|south-?western"
    r"|upper|lower|city of|town of|village of|port of|state of|province of|county of|old|new))[ -](?P<name>\w.*)$",
    re.IGNORECASE,
)


_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|at|az|an)[- ]", re.IGNORECASE)


def _loose_forms(surface: str) -> list[str]:
    """Names inside a name that the gazetteer lacks: "northern Aleppo", "downtown Homs"."""
    hit = _LOOSE.match(surface)
    forms = [hit["name"]] if hit else []
    article = _ARTICLE.match(surface)
    if article:
        forms.append(surface[article.end() :])
    if surface.endswith(("'s", "’s")):
        forms.append(surface[:-2])
    return forms


@functools.lru_cache(maxsize=4)
def abbreviations(places: Gazetteer) -> Mapping[str, int]:
    """Abbreviated states and provinces as newspapers write them ("La.", "Ont.") → rows."""
    divisions = _rows_by_id(places)
    found = {}
    for cells in rows("places_abbreviations"):
        row = divisions.get(cells["id"])
        if row is not None:
            for word in cells["newspaper"].split("|"):
                if word.strip():
                    found[word.strip()] = row
    return found


@functools.lru_cache(maxsize=4)
def postal_codes(places: Gazetteer) -> Mapping[str, int]:
    """Two-letter codes, which mean a state only after a comma: "Homer, LA"."""
    divisions = _rows_by_id(places)
    return {
        cells["postal"]: divisions[cells["id"]]
        for cells in rows("places_abbreviations")
        if cells["postal"] and cells["id"] in divisions
    }


@functools.lru_cache(maxsize=4)
def _rows_by_id(places: Gazetteer) -> Mapping[str, int]:
    """Rows of countries and first level divisions by id."""
    wanted = np.flatnonzero(np.isin(np.asarray(places.kinds), (COUNTRY, ADMIN1)))
    return {places.ids[row].decode(): int(row) for row in wanted}


@functools.lru_cache(maxsize=4)
def _country_rows(places: Gazetteer) -> Mapping[str, int]:
    wanted = np.flatnonzero(np.asarray(places.kinds) == COUNTRY)
    return {places.country_codes[int(places.countries[row])]: int(row) for row in wanted}


def country_row(places: Gazetteer, code: str) -> int | None:
    """The row of a country by its alpha-3 code; a state that is no more gives its successor's."""
    row = _country_rows(places).get(code)
    if row is None:
        country = countries.by_code(code)
        if country is not None and country.successor:
            return _country_rows(places).get(country.successor)
    return row


# --- what the sentence says ----------------------------------------------------------------------

_AFTER = re.compile(
    r"(?:['’]s)?(?:,\s+|\s+\(|,?\s+in\s+(?:the\s+)?|\s+of\s+(?:the\s+)?)((?:[A-Z][\w.’'-]*)(?:\s+[A-Z][\w.’'-]*){0,3})"
)
_BEFORE = re.compile(
    r"((?:[A-Z][\w.-]*\s+){0,2}[A-Z][\w.-]*?)(?:['’]s?)?\s+(?:(?:\w+\s+){0,2}"
    r"(?:city|town|village|capital|port|province|state|county|district|suburb|region|island)\s+(?:of\s+)?)?$"
)
_KIND_AFTER = re.compile(
    r"^\s+(province|governorate|state|county|district|region|prefecture|oblast|parish|city|town|village|airport"
    r"|air ?base|river|island|township|borough)\b",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(
    r"\b(province|governorate|state|county|district|region|prefecture|city|town|village|port|suburb|capital)"
    r"s?\s+of\s+(?:(?:[A-Z][\w’'-]*[ -]?(?:[\w’'-]+)?(?:,\s+|\s+and\s+)){1,3})?$"
    r"|\b(city|town|village|capital|state|province)\s+$",
    re.IGNORECASE,
)


def said_parents(places: Gazetteer, text: str, start: int, end: int) -> frozenset[int]:
    """Rows of the country or division that the words around a name give as its parent."""
    found: set[int] = set()
    hit = _AFTER.match(text, end)
    if hit:
        found |= set(_parent_rows(places, hit.group(1), postal=text[end : end + 1] == ","))
    before = _BEFORE.search(text[max(0, start - 60) : start])
    if before:
        found |= set(_parent_rows(places, before.group(1), postal=False, last=True))
    return frozenset(found)


def _parent_rows(places: Gazetteer, words: str, postal: bool, last: bool = False) -> list[int]:
    """The countries and divisions at the start (or end) of some words, the longest name that is one."""
    parts = words.split()
    pieces = [parts[i:] for i in range(len(parts))] if last else [parts[:i] for i in range(len(parts), 0, -1)]
    for piece in pieces:
        name = " ".join(piece)
        found = parent_candidates(places, name, postal)
        if found:
            return found
    return []


def parent_candidates(places: Gazetteer, name: str, postal: bool = False) -> list[int]:
    """Countries and divisions that a name, an adjective or an abbreviation means."""
    row = abbreviations(places).get(name) or abbreviations(places).get(name.rstrip(",;:") + ".")
    if row is not None:
        return [row]
    bare = name.rstrip(".,;:’'")
    if postal and bare in postal_codes(places):
        return [postal_codes(places)[bare]]
    found, demonym = candidates(places, bare)
    if demonym:
        return [row for row, _ in found]
    return [row for row, _ in found if places.kinds[row] in (COUNTRY, ADMIN1, ADMIN2, REGION)]


def said_kind(text: str, start: int, end: int) -> str | None:
    """The kind of place that the words say: "province", "city" …"""
    _, word = without_admin_word(text[start:end])
    if word:
        return _FAMILY.get(word)
    hit = _KIND_AFTER.match(text[end : end + 20])
    if hit:
        return _FAMILY.get(hit.group(1).lower().replace(" ", ""))
    hit = _KIND_BEFORE.search(text[max(0, start - 80) : start])
    if hit:
        return _FAMILY.get((hit.group(1) or hit.group(2)).lower())
    return None


_FAMILY = {
    **dict.fromkeys(("province", "governorate", "state", "prefecture", "oblast", "krai", "canton", "emirate",
                     "republic", "voivodeship"), "admin1"),
    **dict.fromkeys(("county", "parish", "district", "township", "borough", "municipality", "regency"), "admin2"),
    **dict.fromkeys(("city", "town", "village", "port", "suburb", "capital"), "city"),
    "airport": "airfield", "airbase": "airfield", "river": "water", "island": "region",
}  # fmt: skip
_FITS = {
    "admin1": (ADMIN1, ADMIN2),
    "admin2": (ADMIN2, ADMIN1),
    "city": (CITY,),
    "airfield": (AIRFIELD,),
    "water": (WATER,),
    "region": (REGION, ADMIN1),
}

_CAPITALISED = re.compile(r"[A-Z][\w’'-]*\.?(?:\s+(?:of\s+|and\s+)?[A-Z][\w’'-]*\.?)*")


def lands_in_text(places: Gazetteer, text: str) -> set[int]:
    """Rows of every country, state and county that the text names anywhere, as a noun or an adjective."""
    found: set[int] = set()
    for run in _CAPITALISED.finditer(text):
        parts = run.group().split()
        for start in range(len(parts)):
            for length in range(min(4, len(parts) - start), 0, -1):
                found.update(_lands(places, " ".join(parts[start : start + length])))
    return found


@functools.lru_cache(maxsize=65536)
def _lands(places: Gazetteer, name: str) -> tuple[int, ...]:
    row = abbreviations(places).get(name)
    if row is not None:
        return (row,)
    bare = name.rstrip(".").removesuffix("'s").removesuffix("’s")
    code = countries.country_of(bare)
    if code is not None:
        land = country_row(places, code)
        return () if land is None else (land,)
    if len(bare) < 4:
        return ()
    return tuple(row for row, _ in places.rows(bare) if places.kinds[row] in (COUNTRY, ADMIN1, ADMIN2))


# --- features and belief -------------------------------------------------------------------------


class Features:
    """The features of all candidates of a text, one row a candidate, groups one after another."""

    def __init__(self, places: Gazetteer, text: str, groups: Sequence[_Group]) -> None:
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

    def _alone(self, places: Gazetteer, text: str, groups: Sequence[_Group]) -> Any:
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
        in_lands = functools.partial(_member, lands)
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

    def _parts(self, groups: Sequence[_Group]) -> list[tuple[_Group, slice]]:
        return [
            (group, slice(int(start), int(start) + size))
            for group, start, size in zip(groups, self.starts, self.sizes, strict=True)
        ]

    def _country_rows_of(self, places: Gazetteer) -> Any:
        of_code = _country_rows(places)
        table_of = np.array([of_code.get(code, -1) for code in places.country_codes] + [-1], dtype=np.int64)
        return table_of[self.country]

    def _in_parents(self, group: _Group, part: slice, of_country: Any) -> Any:
        if not group.parents:
            return np.zeros(part.stop - part.start)
        found = np.zeros(part.stop - part.start)
        for column in (of_country[part], self.admin1[part], self.admin2[part]):
            found = np.maximum(found, _member(group.parents, column) * (column != self.row[part]))
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


def _fits(group: _Group, kinds: Any) -> Any:
    if not group.said:
        return np.zeros(len(kinds))
    wanted = {kind for said in group.said for kind in _FITS.get(said, ())}
    return _member(wanted, kinds)


def _member(wanted: set[int], column: Any) -> Any:
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
