"""Sides that name a place → those that dispute it: a land, or a region that may hold the place, does not."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.matching.answers import COARSE, COMPATIBLE, compare_places, distance_km, is_land
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.own_cells import given_by_others
from rashomon.matching.findings.sides.occasions import of_one_act, of_one_occasion, told_apart
from rashomon.record import Report, Where

#: How far from the middle of a county or peninsula a town of it lies at most, in km.
_IN_COUNTY = 60.0


def of_one_place(corpus: Corpus, sides: list[list[Answer]], reports: Sequence[Report]) -> list[list[Answer]]:
    """Places that dispute where one act was, and one near by that a second account gives."""
    sides = _without_lands(sides)
    near = _near_by_another(sides)
    sides = given_by_others(corpus, told_apart(_with_what_holds_it(sides)), reports)
    return [*of_one_occasion(of_one_act(corpus, sides, reports), reports), *near]


def _without_lands(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Without a mere country where most say more closely where it was: it is mostly that of a party."""
    if not sides or is_land(sides[0][0].value):
        return sides
    return [sides[0], *(side for side in sides[1:] if not is_land(side[0].value))]


def _with_what_holds_it(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Places without those that may hold them, or lie near: they dispute nothing. What no map has is on the side of the
    region that may hold it ("Abdul Satar village", "Farah"), and so is a town on that of its county ("Banstead",
    "Surrey").
    """
    if not sides:
        return sides
    main = sides[0][0].value
    near = [side for side in sides[1:] if compare_places(main, side[0].value) == COMPATIBLE]
    held = [side for side in near if _may_hold(main, side[0].value) or _may_hold(side[0].value, main)]
    return [[*sides[0], *(answer for side in held for answer in side)], *(s for s in sides[1:] if s not in near)]


def _may_hold(region: Where, place: Where) -> bool:
    """Whether a place may lie in a region: it stands on no map, or close to the middle of a small one."""
    if (place.precision == "name") != (region.precision == "name"):
        return True
    small = region.precision in ("region", "admin2") and place.precision not in COARSE
    return small and region.country == place.country and distance_km(region, place) <= _IN_COUNTY


def _near_by_another(sides: list[list[Answer]]) -> list[list[Answer]]:
    """Of two accounts that each name a place of their own, near each other, the second: "Homs", "Shayrat". A region
    disputes no town.
    """
    if len(sides) != 2:
        return []
    main, other = sides
    apart = {answer.article for answer in main}.isdisjoint(answer.article for answer in other)
    exact = all(side[0].value.latitude is not None and side[0].value.precision not in COARSE for side in sides)
    return [other] if apart and exact and compare_places(main[0].value, other[0].value) == COMPATIBLE else []
