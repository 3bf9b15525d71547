"""A claim and a sentence → whether the sentence has another do it; an article's names of a country as the claim's.

Reads words alone. The one idea: who did it is the name right before the deed, or after its "by". A sentence that names
another there does not tell the claim, however many of its words it has; a country has several names, and they are one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rashomon.knowledge.countries import country_of, part_of, surfaces
from rashomon.language.pronouns import is_pronoun
from rashomon.language.termweights import WORD
from rashomon.matching.acts.pairs import lemma

#: What may stand between who does it and the deed.
_HELPING = frozenset(
    """has have had is are was were be been being will would did does do not never also already again reportedly
    allegedly then now just recently later first 's""".split()
)
#: Words with a capital that name nobody, at the beginning of a sentence or before a name.
_UNNAMED = frozenset(
    """the a an this that these those and but or in on at of as it he she they who which monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november
    december""".split()
)
_BY = re.compile(r"\W{1,3}(?:\w[\w-]{0,30}\W{1,3}){0,4}?by\W{1,3}(?:the\W{1,3})?(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Renamed:
    """An article's text in which a claim's countries bear the claim's names; `at` leads back to the article's own."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def at(self, place: int) -> int:
        """Where a character stands in the article's text; of a name's characters, where the name does."""
        return place - self.shifts[bisect_right(self.starts, place) - 1]


def renamed(claim: str, text: str) -> Renamed:
    """The text with every name of a country that the claim names put as the claim puts it: the UK is Britain."""
    starts, shifts, parts, last = [0], [0], [], 0
    for start, end, name in sorted(_named_otherwise(claim, text)):
        if start < last:
            continue
        parts += [text[last:start], name]
        last = end
        # the end of the new name stands where the old one ends
        starts.append(start + shifts[-1] + len(name))
        shifts.append(shifts[-1] + len(name) - (end - start))
    return Renamed("".join([*parts, text[last:]]), tuple(starts), tuple(shifts))


def _named_otherwise(claim: str, text: str) -> Iterator[tuple[int, int, str]]:
    for pattern in _names_of_countries():
        own = pattern.search(claim)
        if own is not None:
            yield from ((one.start(), one.end(), own[0]) for one in pattern.finditer(text) if one[0] != own[0])


@cache
def _names_of_countries() -> tuple[re.Pattern[str], ...]:
    """A pattern of the names of each country that has several, the longest first; not of the lands within it."""
    names: dict[str, set[str]] = {}
    for name, kind, country in surfaces():
        if kind == "name" and country_of(name) == country.iso3 and part_of(name) is None:
            names.setdefault(country.iso3, set()).add(name)
    several = (sorted(found, key=lambda name: (-len(name), name)) for found in names.values() if len(found) > 1)
    return tuple(re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, found))})(?![\w-])") for found in several)


def has_its_doer(claim: str, sentence: str, deed: str) -> bool | None:
    """Whether a sentence has the claim's own doer do the deed (its stem); None where one of the two names nobody."""
    wanted, there = doer(claim, deed), doer(sentence, deed)
    if not wanted or not there:
        return None
    if {word.lower() for word in wanted} & {word.lower() for word in there}:
        return True
    land = _country(wanted)
    if land is not None and land == _country(there):
        return True
    return _is_short_for(wanted, there) or _is_short_for(there, wanted)


@lru_cache(maxsize=10_000)
def doer(text: str, deed: str) -> tuple[str, ...]:
    """The words of the name that does a deed (its stem) in a text; none where a description or nobody does it there."""
    words = list(WORD.finditer(text))
    for place, word in enumerate(words):
        base = lemma(word[0].lower())
        if base[:6] != deed or base == word[0].lower():
            continue
        by = _BY.match(text, word.end())
        if by:
            first = next(at for at, one in enumerate(words) if one.start() >= by.end())
            return _name(text, words, first, 1)
        return _name(text, words, _before(words, place), -1)
    return ()


def _before(words: Sequence[re.Match[str]], place: int) -> int:
    """The place of the word before a verb and its helpers."""
    at = place - 1
    while at >= 0 and (words[at][0].lower() in _HELPING or words[at][0].lower().endswith("ly")):
        at -= 1
    return at


def _name(text: str, words: Sequence[re.Match[str]], at: int, step: int) -> tuple[str, ...]:
    """The words of the name that the word at a place begins or ends; none where it is no name. `step`: 1 or -1."""
    found: list[int] = []
    while 0 <= at < len(words) and words[at][0][0].isupper():
        left, right = sorted((at, found[-1])) if found else (at, at)
        if found and text[words[left].end() : words[right].start()] != " ":
            break
        found.append(at)
        at += step
    bare = {one: re.sub("['’]s$", "", words[one][0]) for one in sorted(found)}
    named = [one for one, word in bare.items() if word.lower() not in _UNNAMED and not is_pronoun(word)]
    # the first word of a sentence has a capital whatever it is
    if named == [0] and not _is_name(bare[0]):
        return ()
    return tuple(bare[one] for one in named)


def _is_name(word: str) -> bool:
    return country_of(word) is not None or (word.isupper() and len(word) > 1)


def _country(name: Sequence[str]) -> str | None:
    """The country that a name stands for; a land within one stands for itself."""
    return None if part_of(" ".join(name)) else country_of(" ".join(name))


def _is_short_for(short: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name is written by its initials: RSF, Rapid Support Forces."""
    return len(short) == 1 and len(name) > 1 and short[0].lower() == "".join(word[0] for word in name).lower()
