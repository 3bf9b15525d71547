"""Acts → the keys under which they meet, and whether their types let them be one.

Reads facts of acts; gives keys as numbers. The one idea: two accounts of one act share a story and a word, a day and
somebody, or the days in which they came out and a name or number; what shares none of it is never compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.acts.facts import Facts, is_fine, names_around

#: Types that different accounts use for one act; a meeting and what was agreed or asked in it stay apart.
_NEAR = ("CONSULT COOPERATE", "AGREE COOPERATE SUPPORT CONCEDE", "ASSAULT COERCE THREATEN", "ACCUSE REJECT",
         "PROTEST ASSAULT", "MOBILIZE THREATEN", "AID COOPERATE", "SANCTION COERCE")  # fmt: skip
_NEAR_TYPES = {frozenset((one, other)) for group in _NEAR for one in group.split() for other in group.split()}

#: Days in which articles of two stories may tell one act; what tells overlapping windows apart.
_SOON, _OTHER = 4.0, 1_000_000
#: Numbers up to this are everywhere.
_FEW = 9.0


def keys_of(one: Facts) -> NDArray[np.uint64]:
    """The numbers of the keys that an act is met under, ascending."""
    return np.unique(np.array([_number(key) for key in _keys(one)], dtype=np.uint64))


def story_keys(one: Facts) -> frozenset[int]:
    """Those keys of an act under which all acts of a story meet that are akin to it."""
    return frozenset(_number(f"story {story} kind {kind}") for story, kind in product(one.stories, kinds_near(one)))


def are_akin(one: Facts, other: Facts) -> bool:
    """Whether accounts may mean one act by their types."""
    return bool(one.types & other.types) or are_near(one, other)


def are_near(one: Facts, other: Facts) -> bool:
    """Whether different accounts use the types of both for one act."""
    return any(frozenset((a, b)) in _NEAR_TYPES for a in one.types for b in other.types)


def kinds_near(one: Facts) -> Iterable[str]:
    """Its types, and the groups of types that accounts use for one act, by which those of a story meet."""
    yield from sorted(one.types)
    yield from (group for group in _NEAR if not one.types.isdisjoint(group.split()))


def _keys(one: Facts) -> Iterable[str]:
    words = {stem for telling in one.told for stem in telling.words.stems}
    families = {family for telling in one.told for family in telling.words.families}
    told = [
        *one.people,
        *(f"word {stem}" for stem in words),
        *(f"family {family}" for family in families),
        *(f"{report.type} {report.mode}" for report in one.reports if report.mode),
        *(f"{country} {kind}" for country in one.countries for kind in one.types),
        *(f"kind {kind}" for kind in kinds_near(one)),
    ]
    for story, said in product(one.stories, told):
        yield f"story {story} {said}"
    when = one.when
    if when is not None and when.start and is_fine(when):
        for who in one.people | one.countries:
            yield f"day {when.start[:10]} {who}"
        for name in names_around(one) if "ASSAULT" in one.types else ():
            yield f"day {when.start[:10]} name {name}"
    yield from _soon(one)


def _soon(one: Facts) -> Iterable[str]:
    """Names, numbers and countries of articles that come out within days: one act may stand in two stories."""
    if one.published is None:
        return
    first = one.published[0]
    windows = (int(first // _SOON), int((first + _SOON / 2) // _SOON) + _OTHER)
    counted = {f"{q.of} {q.low:g}" for report in one.reports for q in report.quantities if q.low and q.low > _FEW}
    acts = {f"{report.type} {report.mode}" for report in one.reports if report.mode}
    told = {
        *(f"{kind} {said}" for kind in one.types for said in (*names_around(one), *counted)),
        *(f"{act} {country}" for act in acts for country in one.countries),
    }
    for window, said in product(windows, sorted(told)):
        yield f"soon {window} {said}"


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "little")
