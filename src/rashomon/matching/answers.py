"""Whether two answers to one question are equal, compatible, or exclude each other.

Reads values of the record (intervals, places, quantities, wordings), gives a verdict. The
one idea: "59" and "dozens" do not contradict each other, and neither do "Friday" and "7 April".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import inf

from rapidfuzz.distance import JaroWinkler

from rashomon.knowledge.countries import country_of
from rashomon.knowledge.gazetteer_index import kilometres
from rashomon.language.calendar import part_of_day
from rashomon.record import Quantity, When, Where

EQUAL, COMPATIBLE, EXCLUDING = "equal", "compatible", "excluding"

#: Two points nearer than this can be one place named twice (a base and its town), in km.
_NEAR = 60.0
#: Two towns, or two airfields, whose points lie nearer than this are one that two tables list, in km.
_SAME = 5.0
#: Letters that a name has at least, and how alike two spellings of it are, 0..1.
_SPELT, _ALIKE = 5, 0.92
COARSE = frozenset(("country", "region", "admin1", "admin2", "continent", "sea", "name"))


#: People of one sort, who are counted beside those of another.
_SORT = r"(?:wom[ae]n|m[ae]n|child(?:ren)?|girls?|boys?|adults?)"
_PART = re.compile(
    r"\b(?:all but|another|other|others|more|additional|further|including|include[sd]?|among (?:them|those)"
    r"|of (?:them|whom|those)|extra|each|per|first|last|latest|remaining|rest)\s+(?:the\s+)?(?:\w+\s+)?$"
    r"|\b(?:goal|target|limit|cap|quota|ceiling) of (?:\w+ )?$"
    r"|\b(?:including|among (?:them|those)) [^.;:]{1,30} and $"  # "including 12 staff and 10 patients"
    rf"|\b{_SORT} and $",  # "two women and one man"
    re.I,
)
_NUMBER = r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
#: "12 Somali and 11 Yemeni pirates": each counts a part.
_OF_NATIONS = re.compile(rf"\b{_NUMBER} [A-Z]\w+ and {_NUMBER} [A-Z]\w+ [a-z]{{3}}")
_OTHERS = re.compile(r"\b(?:others?|more|another|additional)\b(?! than)", re.I)
#: "Four prior arrests" are none of this act; "two women" of "two women and one man" are a part.
_BEFORE_NOW = re.compile(r"\b(?:prior|previous|earlier|past)\b", re.I)
_ONE_SORT = re.compile(rf"\b{_SORT}$", re.I)
_AND_OTHERS = re.compile(
    r" and (?:\d{1,4}|an?|one|two|three|four|five|six) (?:wom[ae]n|m[ae]n|child|girl|boy|adult)", re.I
)
_PART_AFTER = re.compile(
    r"^\s*(?:\w+\s+)?(?:more|other|others|another|additional|further|each|per|since|so far)\b"
    rf"|^ {_SORT} and (?:\d{{1,4}}|an?|one|two|three|four|five|six) \w{{3}}",
    re.I,
)
#: What became of people; characters in which what became of others is told before.
_FATES = {
    "dead": re.compile(r"\b(?:kill\w*|dead|die[ds]?|deaths?|murder\w*|lives)\b", re.I),
    "injured": re.compile(r"\b(?:injur\w+|wound\w*|hurt)\b", re.I),
    "arrested": re.compile(r"\b(?:arrest\w*|detain\w*)\b", re.I),
}
_NEAR_FATE = 120
#: The verb right before a number: "killing 25 and wounding another five".
_GOVERNING = re.compile(
    r"\b(?:kill|injur|wound|hurt|arrest|detain)\w*\s(?:another|at least|some|about)?\s?(?:\w+\s)?$", re.I
)
_SINCE = re.compile(
    r"\b(?:since(?! (?:dawn|yesterday|early|(?:[\w’'-]+ ){0,7}?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|the (?:\w+ )?(?:quake|earthquake|storm|floods?|disaster|crash|sinking|collapse|explosion|blast)\b))"
    r"|over the past|in the past|in recent|so far this|this year|in total over|each year)\b",
    re.I,
)
#: Kinds of people who are counted: numbers of two kinds are no two answers to one question. Words of one kind stand on
#: one line.
_KINDS = {
    word: line.split()[0]
    for line in """soldier troop serviceman
        officer policeman police
        militant fighter rebel insurgent terrorist guerrilla
        protester demonstrator
        fan supporter spectator
        miner worker employee docker striker
        migrant refugee
        student pupil schoolgirl schoolboy
        kidnapper abductor bandit
        civilian
        villager farmer
        woman
        child
        boy
        girl
        pirate
        prisoner
        journalist
        passenger traveller traveler
        patient
        teacher
        tourist
        guard
        marine
        sailor
        pilot
        leader
        commander
        doctor
        nurse
        shepherd
        fisherman
        driver
        priest
        monk
        lawyer
        engineer
        settler
        american
        briton""".splitlines()
    for word in line.split()
}
#: An adjective of a nation by its ending.
_NATION = re.compile(r"\b[A-Z][a-z]{2,}(?:ian|ean|ish|ese|[^aeiou\W]i)\b")


def counts_a_part(text: str, start: int, end: int, of: str | None = None) -> bool:
    """Whether the number at [start, end) counts a part of something, or adds up much: "two more", "including 30",
    "40 since May". `of`: what it counts; "left 25 dead and five others injured" counts all the injured.
    """
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if _are_of_another_fate(text, start, of):
        before, after = _OTHERS.sub("", before), _OTHERS.sub("", after)
    elif _OTHERS.search(text[start:end]):
        return True
    if of in _FATES and _BEFORE_NOW.search(text[start:end]):
        return True
    if _ONE_SORT.search(text[start:end]) and _AND_OTHERS.match(text[end : end + 40]):
        return True
    sentence = text[max(0, text.rfind(".", 0, start)) : start], text[end : (text + ".").find(".", end)]
    around = max(0, start - 40)
    if any(found.start() <= start - around < found.end() for found in _OF_NATIONS.finditer(text[around : end + 60])):
        return True
    return bool(_PART.search(before) or _PART_AFTER.search(after) or any(_SINCE.search(part) for part in sentence))


def _are_of_another_fate(text: str, start: int, of: str | None) -> bool:
    """Whether those before this number met another end than those whom it counts."""
    if of not in _FATES:
        return False
    told = text[max(0, start - _NEAR_FATE) : start]
    told = _GOVERNING.sub("", told)
    last = max(((found.end(), fate) for fate, words in _FATES.items() for found in words.finditer(told)), default=None)
    return last is not None and last[1] != of


def same_population(one: str, other: str) -> bool:
    """Whether two counted phrases ("five soldiers", "eight people") may count the same: people of one kind, or of no
    kind on either side; and not of two nations, "two Norwegian fishermen", "five Polish sailors".
    """
    pairs = ((kinds_counted(one), kinds_counted(other)), (set(_NATION.findall(one)), set(_NATION.findall(other))))
    return all(not here or not there or bool(here & there) for here, there in pairs)


def is_rounded(left: float, right: float) -> bool:
    """Whether one number may be the other, rounded: 60 for 59, 5 for 4.8."""
    return any(
        round(exact, places) == rough
        for exact, rough in ((left, right), (right, left))
        for places in range(-9, 2)
        if round(rough, places) == rough
    )


def is_vague(quantity: Quantity) -> bool:
    """Whether a number is a word for many: "several", "hundreds"."""
    return quantity.low is not None and quantity.high is not None and quantity.high >= 2 * quantity.low > 0


def kinds_counted(phrase: str) -> frozenset[str]:
    """The kinds of people that a counted phrase names, by base forms; none for "eight people"."""
    words = re.findall(r"[^\W\d_]{3,}", phrase.casefold().replace("men", "man").replace("children", "child"))
    bases = (word if word in _KINDS else word.removesuffix("s") for word in words)
    return frozenset(_KINDS[word] for word in bases if word in _KINDS)


def compare_quantities(left: Quantity, right: Quantity) -> str:
    """By their bounds: equal, overlapping, or apart; "100", "at least 100" and "up to 100" are told with more or less
    care.
    """
    a, b = _bounds(left), _bounds(right)
    if a == b or (a[0] == b[0] and inf in (a[1], b[1])) or (a[1] == b[1] and -inf in (a[0], b[0])):
        return EQUAL
    return COMPATIBLE if a[0] <= b[1] and b[0] <= a[1] else EXCLUDING


def compare_times(left: When, right: When) -> str:
    """By their intervals; vague relations (about, before, after) never exclude."""
    if left.start is None or right.start is None:
        return COMPATIBLE
    if (left.start, left.end) == (right.start, right.end):
        return EQUAL
    if _lies_in(left, right) or _lies_in(right, left) or _is_one_hour(left, right):
        return EQUAL
    if left.relation != "on" or right.relation != "on" or left.end is None or right.end is None:
        return COMPATIBLE
    return COMPATIBLE if left.start < right.end and right.start < left.end else EXCLUDING


def _lies_in(fine: When, coarse: When) -> bool:
    """Whether "last week" holds the day of the other, and "Tuesday" its morning: it says the same with less care."""
    held = (coarse.start or "") <= (fine.start or "") and (fine.end or "~") <= (coarse.end or "")
    if fine.precision == "hour" and coarse.precision == "day":  # the night of a day ends on the next
        held = held or (fine.start or "")[:10] == (coarse.start or "")[:10]
    if fine.precision == "minute" and coarse.precision == "hour" and (part := _part(coarse)):
        if part == "morning":  # half past one may be called so
            held = held or (same_day(fine, coarse) and (fine.start or "")[11:13] < "12")
        return held  # "around 7 p.m." on the evening
    if fine.relation == "before" and fine.precision == "hour":  # "before dawn on Saturday" is on that Saturday
        held = held or (fine.start or "")[:10] == (coarse.start or "")[:10]
    return held and coarse.precision not in ("minute", "hour") and coarse.relation in ("on", "about")


def _part(when: When) -> str | None:
    return part_of_day(when.start or "", when.end or "")


def same_day(one: When, other: When) -> bool:
    """Whether two times begin on one day."""
    return (one.start or "")[:10] == (other.start or "")[:10]


def _is_one_hour(left: When, right: When) -> bool:
    """Whether both give one hour, and one of them no day of its own: "just after 6 p.m." in two accounts."""
    if "narrative" not in (left.anchor, right.anchor) or left.precision != "minute" or right.precision != "minute":
        return False
    return (left.start or "")[11:16] == (right.start or "")[11:16]


def compare_places(left: Where, right: Where) -> str:
    """Equal by id, name or point, or where one is the country of the other; compatible where one can lie in the other
    or both are near; else they exclude.

    Countries and regions never exclude: a text names those of the parties as readily as that of the act.
    """
    if left.place == right.place or _letters(left.name) == _letters(right.name):
        return EQUAL
    if "name" in (left.precision, right.precision) and (left.name in right.name or right.name in left.name):
        return EQUAL
    if "name" in (left.precision, right.precision) and _spelt_alike(_letters(left.name), _letters(right.name)):
        return EQUAL
    if _is_land_of(left, right) or _is_land_of(right, left):
        return EQUAL
    if left.precision in COARSE or right.precision in COARSE:
        return COMPATIBLE
    if left.country and right.country and left.country != right.country:
        return EXCLUDING
    apart = distance_km(left, right)
    if apart <= _SAME and left.precision == right.precision:
        return EQUAL
    return COMPATIBLE if apart <= _NEAR else EXCLUDING


_ADMIN = re.compile(
    r"(?<![\s-])[\s-]{1,3}(?:province|governorate|state|region|county|district|department|prefecture|oblast|sheng|shi"
    r"|wilaya|city|municipality)$|^(?:province|governorate|state|region|district|department|city|town|village) of "
)
_ARTICLE = re.compile(r"^(?:the\s+|(?:al|el|ad|an|ar|as|at|az|ash|ed|er|es)[-–'’]|al\s+)")


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two names differ by a letter or two: Kobani, Kobane."""
    return min(len(one), len(other)) >= _SPELT and JaroWinkler.similarity(one, other) >= _ALIKE


def _is_land_of(land: Where, place: Where) -> bool:
    """Whether one is the country of the other; of a place on no map nothing says that it lies elsewhere."""
    code = _land(land)
    return bool(code) and (code == place.country or (place.precision == "name" and not place.country))


def is_land(where: Where) -> bool:
    """Whether a place is a mere country."""
    return _land(where) is not None


def _land(where: Where) -> str | None:
    """The country that a place is; a bare name may be a country's."""
    if where.precision == "country":
        return where.country
    return country_of(where.name) if where.precision == "name" else None


def _letters(name: str) -> str:
    """A name without marks, signs, article and kind: Ma'rib, Ma’rib and Mārib, al-Qaim and Qaim, "Homs" and "Homs
    province" are written by one rule or another.
    """
    plain = _ADMIN.sub("", _ARTICLE.sub("", unicodedata.normalize("NFKD", name.casefold())))
    return "".join(sign for sign in plain if sign.isalnum()) or name


def time_words(when: When) -> str:
    """A time in short: 2019-05-14, 2019-05-14 morning, 2019-05, 2019-05-13 to 2019-05-19."""
    start, end = when.start or "", when.end or ""
    if when.precision == "minute":
        return start[:16].replace("T", " ")
    if when.precision == "hour":
        part = part_of_day(start, end)
        return f"{start[:10]} {part}" if part else start[:16].replace("T", " ")
    if when.precision in ("day", "month", "year"):
        return start[: {"day": 10, "month": 7, "year": 4}[when.precision]]
    last = (datetime.fromisoformat(end.replace("Z", "+00:00")) - timedelta(seconds=1)).date().isoformat() if end else ""
    return f"{start[:10]} to {last}" if last > start[:10] else start[:10]


def quantity_words(quantity: Quantity) -> str:
    """A number in short: 14, at least 17, up to 20, 24 to 99."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return _digits(low) if low == high else f"{_digits(low)} to {_digits(high)}"
    return f"at least {_digits(low)}" if low is not None else f"up to {_digits(high)}" if high is not None else "some"


def _digits(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def wording_overlap(left: Iterable[str], right: Iterable[str]) -> float:
    """Shared content words over the shorter side's, 0..1; words are cut to six letters against endings."""
    a, b = {word[:6] for word in left}, {word[:6] for word in right}
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def distance_km(left: Where, right: Where) -> float:
    """Great-circle distance; infinite where one has no coordinates. Radius 6,371 km."""
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return inf
    return float(kilometres(left.latitude, left.longitude, right.latitude, right.longitude))


def _bounds(quantity: Quantity) -> tuple[float, float]:
    return (
        quantity.low if quantity.low is not None else -inf,
        quantity.high if quantity.high is not None else inf,
    )
