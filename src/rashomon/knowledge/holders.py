"""Who holds the office that a text speaks of on a day: "the Iranian defence minister", "President Putin".

Reads role phrases, family names and dates; gives a person of offices.csv, or None. The one idea: a phrase names
somebody only where the table has one holder for the whole time in which the text can have been written.
"""

from __future__ import annotations

import functools
from collections import defaultdict

from rapidfuzz.distance.Levenshtein import normalized_similarity

from rashomon.knowledge.office_phrases import OfficeHint, match_office
from rashomon.knowledge.offices import Office, folded_name, held_on, holders, offices, skeleton


@functools.lru_cache(maxsize=50_000)
def hint_of(phrase: str) -> OfficeHint | None:
    """The office a phrase names; None for none, for a former one and for a counterpart's."""
    hint = match_office(phrase)
    return None if hint is None or hint.former or hint.counterpart or not hint.offices else hint


@functools.lru_cache(maxsize=50_000)
def holder_described(phrase: str, first: str, last: str) -> str | None:
    """The one person who held the office from ISO day `first` to `last`; the phrase must name the country."""
    hint = hint_of(phrase)
    if hint is None or (hint.country is None and not hint.organizations):
        return None
    persons = {row.person for row in _fitting(hint, first)} & {row.person for row in _fitting(hint, last)}
    everybody = {row.person for day in (first, last) for row in _fitting(hint, day)}
    return persons.pop() if len(persons) == 1 == len(everybody) else None


@functools.lru_cache(maxsize=50_000)
def holder_titled(title: str, family: str, country: str | None, day: str | None) -> str | None:
    """The one person of a family name who held the titled office on an ISO day, or at any time where None is known;
    `country` where the text says.
    """
    hint = hint_of(title)
    if hint is None:
        return None
    wanted, name = hint.country or country, folded_name(family)
    persons = {
        row.person
        for row in _by_family().get(skeleton(name), ())
        if row.office in hint.offices and (day is None or held_on(row, day))
        and (wanted is None or row.country in (wanted, None))
        and _is_royal(title) == _is_royal(row.title)
        and normalized_similarity(name, _family(row)) > _LIKE
    }  # fmt: skip
    return persons.pop() if len(persons) == 1 else None


def _is_royal(title: str) -> bool:
    """Whether a title is a monarch's: no king is a president of his name."""
    return not _ROYAL.isdisjoint(title.casefold().split())


_ROYAL = frozenset("king queen emir sultan shah emperor empress".split())


def _fitting(hint: OfficeHint, day: str) -> list[Office]:
    """Holders on a day of the likeliest office that anybody held."""
    for office in hint.offices:
        held = holders(hint.country, office, day)
        if hint.organizations:
            held = tuple(row for row in held if row.organization in hint.organizations)
        if held:
            return list(held)
    return []


@functools.cache
def _by_family() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = defaultdict(list)
    for row in offices():
        found[skeleton(_family(row))].append(row)
    return {key: tuple(held) for key, held in found.items()}


def _family(row: Office) -> str:
    """The folded family name of a holder."""
    return folded_name(row.person.partition(" (")[0]).split()[-1]


#: Short names of few consonants are spelled alike by chance: Halk is not Lich.
_LIKE = 0.5
