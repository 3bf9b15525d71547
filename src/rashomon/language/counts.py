"""A parsed text → its counts: numbers in words or digits with their bounds, as token stretches.

Reads a Doc; knows nothing of articles. Conventions (the widest a fair reader would allow):
"86" is 86..86; "at least 86", "more than 86", "over 86" are 86..open; "up to 86", "fewer than 86" are open..86;
"about 50" is 45..55; "nearly 50" 45..50; "just over 50" 50..55; "30 to 40" 30..40; words nobody counted have the
bounds of quantities.toml (dozens 24..99, hundreds 200..999, several 3..9).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from rashomon.knowledge.tables import table
from rashomon.language.numbers import number_words, value_of

_DIGITS = re.compile(r"(?:\d{1,3}(?:[,\u00a0]\d{3})+|\d+)(?:\.\d+)?$")
_SUFFIXED = re.compile(r"(\d+(?:[.,]\d+)?)(bn|mn|mln|tn|k|m)\+?$", re.IGNORECASE)
_SUFFIX = {"bn": 1e9, "mn": 1e6, "mln": 1e6, "tn": 1e12, "k": 1e3, "m": 1e6}
#: What is counted so, where a wave of 5 m is measured.
_BY_THE_MILLION = frozenset(
    """people refugees children voters votes ballots tonnes tons barrels doses vaccines homes houses jobs workers users
    customers subscribers households families residents inhabitants citizens viewers tourists visitors passengers
    migrants women men girls boys pupils students pensioners farmers acres hectares copies litres gallons followers
    others more displaced unemployed hungry muslims christians jews syrians ukrainians afghans""".split()
)
#: The same and "b", as words of their own: behind sums and people alone, for "40 m" is a length.
_SCALES = {**_SUFFIX, "b": 1e9}
_RANGE = re.compile(r"(\d[\d,]*)[-–—](\d[\d,]*)$")
_SHARE = 0.1
#: Signs between a bound and its number: "more than $77 million".
_SIGNS = frozenset({"$", "€", "£", "¥", "us$", "c$", "a$", "₽", "₹", "₪"})
#: Words for currencies that stand apart before a sum: "Rs 500".
SPACED_SIGNS = frozenset({"rs", "rs.", "usd", "eur", "gbp"})
_BEFORE_SUMS = _SIGNS | SPACED_SIGNS


@dataclass(frozen=True, slots=True)
class Count:
    """Tokens [start, end) that say a number; [core, end) without the bound words before it."""

    start: int
    core: int
    end: int
    low: float | None
    high: float | None


def counts(doc: Doc) -> list[Count]:
    """Every number of a text in order, none overlapping."""
    return counts_in([token.lower_ for token in doc])


def counts_in(words: list[str]) -> list[Count]:
    """As `counts`, of words in lower case; tokens are counted in them."""
    starters = _starters()
    found: list[Count] = []
    past = 0
    for at, word in enumerate(words):
        if at < past or not (word[0].isdigit() or word in starters):
            continue
        count = _count_at(words, at)
        if count is not None:
            found.append(_bounded(words, count, found[-1].end if found else 0))
            past = count.end
    return found


@functools.cache
def _starters() -> frozenset[str]:
    vague = {phrase.split()[0] for phrase in table("quantities")["vague"]}
    return frozenset(vague | set(number_words()) | {"between"})


def _count_at(words: list[str], at: int) -> Count | None:
    """The number that begins at a token: a vague phrase, a plain number, or a range of two."""
    vague = _vague_at(words, at)
    if vague is not None:
        return vague
    if words[at] == "between":
        return _between(words, at)
    return _ranged(words, at) or _plain_at(words, at)


def _vague_at(words: list[str], at: int) -> Count | None:
    known = table("quantities")["vague"]
    if words[at][0].isdigit():
        return None
    for length in (3, 2, 1):
        phrase = " ".join(words[at : at + length])
        if phrase not in known or at + length > len(words):
            continue
        following = words[at + length] if at + length < len(words) else ""
        if phrase.startswith("a ") and following in number_words():
            continue
        low, high = known[phrase]
        return Count(at, at, at + length, float(low), float(high))
    return None


def _plain_at(words: list[str], at: int) -> Count | None:
    """ "86", "470,000", "1.2bn", "two hundred and six", "3.5 million", "two dozen"."""
    if (broken := _broken_at(words, at)) is not None:
        return broken
    end = at
    known = number_words()
    while end < len(words) and _goes_on(words, at, end, known):
        end += 1
    if end == at:
        return _suffixed(words[at], at)
    value = _value(words[at:end])
    if value is not None and end < len(words) and words[end] in ("dozen", "score"):
        value, end = value * (12 if words[end] == "dozen" else 20), end + 1
    if value is not None and (scale := _scale_of_sum(words, at, end)) is not None:
        value, end = round(value * scale, 6), end + 1
    return None if value is None else Count(at, at, end, value, value)


def _scale_of_sum(words: list[str], at: int, end: int) -> float | None:
    """What "m", "bn" or "k" multiplies by: "$600m", "40m rupees", "2m people"; None where it scales nothing."""
    scale = _SCALES.get(words[end].rstrip(".")) if end < len(words) else None
    if scale is None or (at and words[at - 1] in _BEFORE_SUMS):
        return scale
    following = words[end + 1] if end + 1 < len(words) else ""
    known = table("quantities")["currencies"]
    if following in _BY_THE_MILLION:
        return scale
    return scale if following in known or following.removesuffix("s") in known else None


def _broken_at(words: list[str], at: int) -> Count | None:
    """Sums of money that a scrape has broken behind their sign: "£910, 000", "$2. 6 million"."""
    if not at or words[at - 1] not in _SIGNS or at + 2 >= len(words) or not words[at].isdigit():
        return None
    mark, rest = words[at + 1], words[at + 2]
    of_others = words[at + 3 : at + 4] == ["of"]  # "they got $200, 300 of them in May"
    if mark == "," and len(words[at]) <= 3 and re.fullmatch(r"\d{3}", rest) and not of_others:
        value = float(words[at] + rest)
        return Count(at, at, at + 3, value, value)
    scale = number_words().get(words[at + 3], 0) if at + 3 < len(words) else 0
    if mark == "." and rest.isdigit() and scale >= 1000:
        value = float(f"{words[at]}.{rest}") * scale
        return Count(at, at, at + 4, value, value)
    return None


def _goes_on(words: list[str], at: int, end: int, known: Mapping[str, int]) -> bool:
    """Whether the token at `end` belongs to the number that began at `at`."""
    word, before = words[end], words[end - 1] if end > at else None
    if _DIGITS.match(word):
        return before is None or (word == "000" and before.isdigit() and len(before) <= 3)
    if word in known:
        return before is None or known[word] >= 100 or not _DIGITS.match(before)
    after = words[end + 1] if end + 1 < len(words) else ""
    return before is not None and word in ("and", "-") and _joins(before, word, after)


def _joins(before: str, joint: str, after: str) -> bool:
    known = number_words()
    if joint == "-":
        return before in known and after in known and known[after] < 10
    return before in ("hundred", "thousand", "million", "lakh", "crore") and after in known and known[after] < 100


def _value(words: list[str]) -> float | None:
    if len(words) > 1 and all(_DIGITS.match(word) for word in words):
        return float("".join(words).replace(",", ""))
    return value_of([word.replace(",", "").replace("\u00a0", "") for word in words])


def _suffixed(word: str, at: int) -> Count | None:
    found = _SUFFIXED.match(word)
    if not found:
        return None
    value = round(float(found[1].replace(",", "")) * _SUFFIX[found[2].lower()], 6)
    return Count(at, at, at + 1, value, value)


def _between(words: list[str], at: int) -> Count | None:
    first = _plain_at(words, at + 1) if at + 1 < len(words) else None
    if first is None or first.end >= len(words) or words[first.end] not in ("and", "to"):
        return None
    second = _plain_at(words, first.end + 1) if first.end + 1 < len(words) else None
    return _range(at, first, second) if second else None


def _ranged(words: list[str], at: int) -> Count | None:
    """ "30-40", "30 to 40"; "3-1" is a score and no range."""
    glued = _RANGE.match(words[at])
    if glued:
        low, high = (float(part.replace(",", "")) for part in glued.groups())
        return Count(at, at, at + 1, low, high) if low < high else None
    first = _plain_at(words, at)
    if first is None or first.end + 1 >= len(words) or words[first.end] not in ("to", "-", "–", "—"):
        return None
    if words[first.end] == "to" and _is_changed(words, at):
        return None
    if words[first.end] != "to" and _ends_a_dateline(words, at, first.end):
        return None
    if not words[first.end + 1][0].isdigit() and words[first.end + 1] not in number_words():
        return None
    second = _plain_at(words, first.end + 1)
    return _range(at, first, second) if second else None


def _ends_a_dateline(words: list[str], at: int, dash: int) -> bool:
    """ "GOMA, Jan 10 - Twelve people died", "Jan. 10 - 77 people died"."""
    month = at > 0 and words[at - 1].rstrip(".") in _MONTHS
    return month or (words[dash - 1].isdigit() and words[dash + 1].isalpha())


_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)


def _is_changed(words: list[str], at: int) -> bool:
    """ "raised the toll from 14 to 17": two numbers, one before and one now."""
    return at > 0 and words[at - 1] == "from" and any(word in _CHANGED for word in words[max(0, at - 10) : at - 1])


_CHANGED = frozenset(
    """rise rises rose risen rising raise raises raised raising revise revises revised revising lower lowers lowered
    increase increases increased increasing reduce reduces reduced fall falls fell fallen drop drops dropped climb
    climbs climbed climbing jump jumps jumped grow grows grew grown cut cuts updated up down went gone shot soared
    doubled""".split()
)


def _range(start: int, first: Count, second: Count) -> Count | None:
    low, high = first.low or 0.0, second.high or 0.0
    if high >= 1000 and low < 1000 and _scaled(low, high) is not None:
        low = _scaled(low, high) or low
    return Count(start, start, second.end, low, high) if low < high else None


def _scaled(low: float, high: float) -> float | None:
    """ "between 2 and 3 million" means two million."""
    for scale in (1e9, 1e6, 1e3):
        if high >= scale and high % (scale / 10) == 0 and low < high / scale:
            return low * scale
    return None


def _bounded(words: list[str], count: Count, floor: int) -> Count:
    """The count with the bound words that stand before or after it."""
    known: dict[str, Any] = table("quantities")["bounds"]
    start, low, high, core = count.start, count.low, count.high, count.start
    signed = start > floor and words[start - 1] in _SIGNS
    start -= signed
    for _ in range(2):
        step = next((n for n in (4, 3, 2, 1) if start - n >= floor and " ".join(words[start - n : start]) in known), 0)
        if not step:
            break
        phrase = " ".join(words[start - step : start])
        if phrase == "over" and start > step and words[start - step - 1] in _HANDED:
            break  # "handed over ten bodies"
        word = known[phrase]
        start -= step
        low, high = _meant(word, low, high)
    start += signed and start == count.start - 1
    tail = " ".join(words[count.end : count.end + 2])
    if tail in ("or more", "or so", "or fewer", "or less"):
        word = {"or more": "least", "or so": "about"}.get(tail, "most")
        return Count(start, core, count.end + 2, *_meant(word, low, high))
    return Count(start, core, count.end, low, high)


_HANDED = frozenset(
    "hand hands handed handing turn turns turned turning take takes took taken taking give gave given giving".split()
)


def _meant(word: str, low: float | None, high: float | None) -> tuple[float | None, float | None]:
    if word == "least":
        return low, None
    if word == "most":
        return None, high
    if low is None or high is None or word == "exact":
        return low, high
    if word == "about":
        return round(low * (1 - _SHARE), 6), round(high * (1 + _SHARE), 6)
    if word == "nearly":
        return round(low * (1 - _SHARE), 6), high
    return low, round(high * (1 + _SHARE), 6)
