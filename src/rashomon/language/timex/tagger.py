"""A parsed text → its time expressions, normalised: type, value and mod as TIMEX3 has them.

Reads a Doc and the day of publication (or None); writes `Timex` in reading order. The one idea: the text is read
once from left to right, and what was resolved last (a day, a quarter, a year) is the narrative date that "the
following day" and "a year earlier" are counted from. There is no clock: what cannot be anchored keeps X in its
value.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from spacy.tokens import Doc

from rashomon.knowledge.tables import table
from rashomon.language.sentences import text_of
from rashomon.language.timex.grammar import PATTERNS, Hit, hits, pattern
from rashomon.language.timex.narrative import Found, Match, Narrative
from rashomon.language.timex.tense import tense_at
from rashomon.language.timex.values import value_of_match
from rashomon.language.timex.words import Word, letters, words_of


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. `start`, `end` are code points, half-open.

    `type`: DATE, TIME, DURATION, SET. `value` and `mod` are TIMEX3's. `offset` is the minutes by which its clock
    runs ahead of UTC, None where no zone is named. `anchor`: "absolute", "published", "narrative" or None for
    lengths of time that hang on nothing. `direction`: -1 a length that ends at publication, +1 one that begins there.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    mod: str | None
    anchor: str | None
    offset: int | None = None
    direction: int = 0


def find_timexes(doc: Doc, published: date | None, day_first: bool = False) -> list[Timex]:
    """The time expressions of a text in reading order, none overlapping.

    `day_first` says how the outlet writes 9/6/2016: True for 9 June.
    """
    seen = _seen(doc)
    narrative = Narrative(published, day_first, years=seen.years)
    found: list[Timex] = []
    for words, line, told in seen.stretches:
        for hit in told:
            if not found or words[hit.start].start >= found[-1].end:
                found.extend(_read(doc, seen.text, words, hit.number, hit.start, line, narrative, found))
    return found


class _Seen(NamedTuple):
    """What of a text tells of time whatever day it was published on: stretches of words, a letter each, with hits."""

    text: str
    years: frozenset[int]
    stretches: list[tuple[list[Word], str, list[Hit]]]


@functools.lru_cache(maxsize=1)
def _seen(doc: Doc) -> _Seen:
    """One text is asked several times in a row: for its times, and for the day it was written on."""
    text = text_of(doc)
    lines = [(words, letters(words)) for words in words_of(doc, text)]
    return _Seen(text, _years_of(text), [(words, line, list(hits(line))) for words, line in lines])


def _read(
    doc: Doc, text: str, words: list[Word], index: int, at: int, line: str, narrative: Narrative, before: list[Timex]
) -> list[Timex]:
    groups = pattern(index).match(line, at)
    if groups is None:
        return []
    kind = PATTERNS[index][0]
    tense = 0 if kind in _TENSELESS else tense_at(doc, words[at].start, scheduled=kind == "weekday")
    match = Match(kind, words, groups, tense)
    made = []
    for result in value_of_match(match, narrative):
        timex = _bent(result, words, text, before[-1].end if before else 0)
        narrative.note(timex.value, timex.start, match.compares())
        made.append(timex)
    return made


#: Kinds whose value no tense can change.
_TENSELESS = frozenset(
    "iso numeric year years decade century length bare ref now set span ago past then these jalali".split()
)


def _bent(result: Found, words: list[Word], text: str, floor: int) -> Timex:
    """The expression with what stands before and after it: "early", "the end of", "about", "or so"."""
    first, last, mod = result.first, result.last, result.mod
    phrase, bend = _modifier(words, first, result, floor)
    if phrase:
        first, mod = first - phrase, bend or mod
    tail, bend = _tail(words, last)
    if tail and result.type in ("DATE", "DURATION"):
        last, mod = last + tail, bend
    start, end = words[first].start, words[last - 1].end
    return Timex(
        start, end, text[start:end], result.type, result.value, mod or None, result.anchor, result.offset,
        result.direction,
    )  # fmt: skip


def _modifier(words: list[Word], first: int, result: Found, floor: int) -> tuple[int, str]:
    known = table("times")["modifiers"]
    for count in (4, 3, 2, 1):
        if first < count or words[first - count].start < floor:
            continue
        phrase = " ".join(word.text.lower().replace("–", "-") for word in words[first - count : first])
        if phrase in known and _fits(phrase, known[phrase], result, words, first):
            return count, known[phrase]
    return 0, ""


def _is_owner(words: list[Word], result: Found) -> bool:
    """ "about Saturday's murder" is about the murder."""
    return result.last < len(words) and words[result.last].kind == "poss" and words[result.last].text.lower() != "'"


def _fits(phrase: str, mod: str, result: Found, words: list[Word], first: int) -> bool:
    """Whether these words bend this expression: "over two months" but not "over the weekend"."""
    if result.value.endswith("_REF") or result.type == "SET" or (mod == "APPROX" and _is_owner(words, result)):
        return False
    if mod in ("START", "MID", "END", ""):
        return result.type != "DURATION"
    counted = words[first].kind in ("dd", "int", "dec", "number", "a", "yyyy", "few", "several", "half")
    if phrase in ("over", "some", "under", "up to", "more than", "less than", "fewer than"):
        return counted and (result.type == "DURATION" or result.counted)
    if phrase in ("at least", "at most"):
        return result.type == "DURATION"
    return True


def _tail(words: list[Word], last: int) -> tuple[int, str]:
    following = [word.text.lower() for word in words[last : last + 2]]
    if following == ["or", "so"]:
        return 2, "APPROX"
    if following in (["or", "later"], ["and", "beyond"], ["or", "beyond"]):
        return 2, "ON_OR_AFTER"
    if following in (["or", "earlier"], ["or", "before"]):
        return 2, "ON_OR_BEFORE"
    return 0, ""


#: Two patterns that each begin with a letter or a digit: a search for one of many letters skips most of a text.
_DATED = (
    re.compile(
        r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+(?P<day>\d{1,2}(?:st|nd|rd|th)?,?\s+)?"
        r"(?P<year>(?:19|20)\d\d)\b"
    ),
    re.compile(r"(?P<year>(?:19|20)(?<!\w\d\d)\d\d)-(?P<day>\d\d-\d\d)\b"),
)
#: A day before its month: "13 July 2018".
_DAY_BEFORE = re.compile(r"\d{1,2}(?:st|nd|rd|th)?(?: of)?\s$")


def _years_of(text: str) -> frozenset[int]:
    """The years that days and months of this text are given with.

    A single month, as of what was before ("in December 2015"), says nothing of the other days of a text.
    """
    found = [match for dated in _DATED for match in dated.finditer(text)]
    years = frozenset(int(match["year"]) for match in found)
    if len(found) == 1 and not found[0]["day"]:
        start = found[0].start()
        return years if _DAY_BEFORE.search(text[max(0, start - 8) : start]) else frozenset()
    return years


def shifted(timex: Timex, start: int) -> Timex:
    """The same expression in a text that begins `start` characters later."""
    return replace(timex, start=timex.start + start, end=timex.end + start)
