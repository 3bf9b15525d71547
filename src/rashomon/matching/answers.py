"""Whether two answers to one question are equal, compatible, or exclude each other.

Reads values of the record (intervals, places, quantities, wordings), gives a verdict. The
one idea: "59" and "dozens" do not contradict each other, and neither do "Friday" and "7 April".
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, inf, radians, sin, sqrt

from rashomon.record import Quantity, When, Where

EQUAL, COMPATIBLE, EXCLUDING = "equal", "compatible", "excluding"

#: Two points nearer than this can be one place named twice (a base and its town), in km.
_NEAR = 60.0
_COARSE = frozenset(("country", "region", "admin1", "admin2", "continent", "sea"))


def compare_quantities(left: Quantity, right: Quantity) -> str:
    """By their bounds: equal, overlapping, or apart."""
    a, b = _bounds(left), _bounds(right)
    if a == b:
        return EQUAL
    return COMPATIBLE if a[0] <= b[1] and b[0] <= a[1] else EXCLUDING


def compare_times(left: When, right: When) -> str:
    """By their intervals; vague relations (about, before, after) never exclude."""
    if left.start is None or right.start is None:
        return COMPATIBLE
    if (left.start, left.end) == (right.start, right.end):
        return EQUAL
    if left.relation != "on" or right.relation != "on" or left.end is None or right.end is None:
        return COMPATIBLE
    return COMPATIBLE if left.start < right.end and right.start < left.end else EXCLUDING


def compare_places(left: Where, right: Where) -> str:
    """Equal by id or name; compatible where one can lie in the other or both are near; else they exclude."""
    if left.place == right.place or left.name == right.name:
        return EQUAL
    if left.country and right.country and left.country != right.country:
        return EXCLUDING
    if left.precision in _COARSE or right.precision in _COARSE:
        return COMPATIBLE
    return COMPATIBLE if distance_km(left, right) <= _NEAR else EXCLUDING


def wording_overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Shared content words over the shorter side's, 0..1; words are cut to six letters against endings."""
    a, b = {word[:6] for word in left}, {word[:6] for word in right}
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def distance_km(left: Where, right: Where) -> float:
    """Great-circle distance; infinite where one has no coordinates. Radius 6,371 km."""
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return inf
    lat1, lon1, lat2, lon2 = (
        radians(v or 0.0) for v in (left.latitude, left.longitude, right.latitude, right.longitude)
    )
    a = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(a))


def _bounds(quantity: Quantity) -> tuple[float, float]:
    return (
        quantity.low if quantity.low is not None else -inf,
        quantity.high if quantity.high is not None else inf,
    )
