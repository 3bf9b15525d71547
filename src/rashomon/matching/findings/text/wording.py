"""Two versions of one thing → whether the second says it more strongly, more weakly, or alike, and by which words.

Reads the words of two statements or sentences. The one idea: strength is read step by step on named scales (certainty,
how many, how far, what is asked or intended, how violent), each difference a reason with its words; which of the two
is right is nobody's guess here. `claims/bearing.py` asks another question: does one speak for the other?
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rashomon.knowledge.tables import table
from rashomon.language.numbers import digits, number_words
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.record import Reason

STRONGER, WEAKER, SAME, OTHER = "stronger", "weaker", "same", "other"

#: Strength by which one version must go further than the other; share of the lighter one's words that both have.
_FURTHER, _SHARED = 0.5, 0.25
#: Share of the heavier one's words below which a word that only one has tells nothing: the other left out that part.
_WHOLE = 0.5
#: What the larger number, a doer named, a condition dropped and a loaded word count, in steps.
_NUMBER, _DOER, _CONDITION, _LOADED = 0.8, 0.6, 1.0, 0.8
_FLIPPED, _OPEN = "how far it goes", "what the number leaves open"

_MODALS = frozenset(("may", "might", "could"))

_COUNT = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NEGATED = re.compile(r"\b(?:not|no|never|nobody|none|nothing|neither|nor)\b|n['’]t\b", re.I)
_MONTH = re.compile(r"(?<=\w )May\b")
#: "Some six miles" is about six; "some days" are days.
_ABOUT = re.compile(
    r"\bsome\s+(?=\d|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|sixty|a hundred"
    r"|hours?|days?|weeks?|months?|years?|time)\b)",
    re.I,
)
#: "Around 4 p.m." counts nothing.
_CLOCK = re.compile(
    r"\b(?:at least|up to|almost|nearly|about|around|roughly|some)\s+"
    r"(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b|noon|midnight)",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|being|be)\s+(?:\w+ly\s+)?(?!not\b)(\w+(?:ed|en|wn|de|lt|nt|ld|id|ot|ck|it|ut))\b"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """`verdict`: stronger, weaker, same, or other where the two share too little. `score`: steps, + for stronger."""

    verdict: str
    score: float
    reasons: tuple[Reason, ...]


class _Step(NamedTuple):
    """A place on a scale, and the words that say so; no words where nothing is said."""

    place: int
    word: str


@functools.lru_cache(maxsize=20_000)
def wording(first: str, second: str) -> Wording:
    """How strongly `second` says what `first` says; each reason holds the words of both, the weightiest first."""
    lighter, heavier = shared_weights(first, second)
    if lighter < _SHARED:
        return Wording(OTHER, 0.0, ())
    found = [*_scales(first, second), *_numbers(first, second), *_doers(first, second)]
    found += [*_only(first, second, "condition", -_CONDITION), *_only(first, second, "loaded", _LOADED)]
    if heavier < _WHOLE:
        found = [one for one in found if (one.left and one.right) or _is_of_one_deed(one, first, second)]
    score = math.fsum(reason.score for reason in found)
    verdict = STRONGER if score >= _FURTHER else WEAKER if score <= -_FURTHER else SAME
    return Wording(verdict, round(score, 4), tuple(sorted(found, key=lambda one: (-abs(one.score), one.feature))))


def _is_of_one_deed(reason: Reason, first: str, second: str) -> bool:
    """Whether what only one has makes a deed that both tell uncertain: "might be digging", "is digging"."""
    text, beside = (first, second) if reason.left else (second, first)
    modal = reason.left or reason.right
    found = re.search(rf"\b{modal} (?:be |have |have been )?([a-z]{{4,}})", text) if modal in _MODALS else None
    return found is not None and any(_stem(word.lower()) == _stem(found[1]) for word in WORD.findall(beside))


def _scales(first: str, second: str) -> list[Reason]:
    """A reason for each scale on which the two stand at different steps by words that they do not share."""
    found = []
    for scale, own, others in zip(_table(), _places(first), _places(second), strict=True):
        one, other = _step(scale, own, others), _step(scale, others, own)
        if one is None or other is None or one.place == other.place:
            continue
        if scale.name == _OPEN and not (_is_of_both(first, one, second) and _is_of_both(second, other, first)):
            continue
        flip = -1 if scale.name == _FLIPPED and _NEGATED.search(first) and _NEGATED.search(second) else 1
        score = flip * (other.place - one.place) * scale.weight
        found.append(Reason(scale.name, round(score, 4), one.word, other.word))
    return found


def _is_of_both(text: str, said: _Step, beside: str) -> bool:
    """Whether the other text has what a word like "at least" or "nearly" leaves open; true where nothing is said."""
    found = re.search(rf"\b{re.escape(said.word)}\s+(?:an? )?([\w.,]*\w)", _told(text), re.I) if said.word else None
    return found is None or found[1].lower() in _told(beside).lower()


def _step(scale: _Scale, own: Mapping[str, int], others: Mapping[str, int]) -> _Step | None:
    """Where a text stands by the word that says most and that the other text lacks; its plain place without one."""
    said = [_Step(place, word) for word, place in own.items() if word not in others]
    if said:
        return max(said, key=lambda one: (abs(one.place - (scale.plain or 0)), one.word))
    return None if scale.plain is None or own else _Step(scale.plain, "")


@functools.lru_cache(maxsize=5_000)
def _places(text: str) -> tuple[dict[str, int], ...]:
    """Of each scale the words of a text that stand on it, and where; longer ones are read first."""
    told = _told(text)
    return tuple(
        {word: next(place for place, step in enumerate(scale.steps) if step.fullmatch(word)) for word in found}
        for scale in _table()
        for found in ({match.lower() for match in scale.words.findall(told)},)
    )


@functools.lru_cache(maxsize=20_000)
def _told(text: str) -> str:
    """A text without the months, hours and turns of speech that only look like words of a scale."""
    clear = _MONTH.sub(" ", _CLOCK.sub("", text))
    return _ABOUT.sub("about ", _pattern(table("wording")["idle"]["words"]).sub(" ", clear))


def _numbers(first: str, second: str) -> list[Reason]:
    """The larger number is the stronger, where each text has one that the other lacks."""
    ones, others = _counted(first), _counted(second)
    one, other = [n for n in ones if n not in others], [n for n in others if n not in ones]
    if len(one) != 1 or len(other) != 1 or not _count_alike(first, ones[one[0]], second, others[other[0]]):
        return []
    return [Reason("number", _NUMBER if other[0] > one[0] else -_NUMBER, ones[one[0]], others[other[0]])]


def _count_alike(first: str, one: str, second: str, other: str) -> bool:
    """Whether two numbers count the same by their sign and the word after them; dollars are no doctors."""
    units = [_unit(text, number) for text, number in ((first, one), (second, other))]
    return units[0] == units[1] or "" in units


def _unit(text: str, number: str) -> str:
    """The sign before a number ($, £) or the stem of the word after it; nothing where neither stands there."""
    found = re.search(rf"([$€£])?(?<![\w.]){re.escape(number)}(?:\s+([^\W\d_]{{3,}}))?", text)
    if found is None:
        return ""
    return found[1] or (_stem(found[2].lower()) if found[2] else "")


def _counted(text: str) -> dict[float, str]:
    """Numbers of a text in digits or words, with the words; years and days of a month stay out."""
    known = number_words()
    words = {float(known[word.lower()]): word for word in WORD.findall(text) if 1 < known.get(word.lower(), 0) < 100}
    written = {digits(found): found for found in _COUNT.findall(text)}
    return words | {value: found for value, found in written.items() if value is not None and not 1900 <= value < 2100}


def _doers(first: str, second: str) -> list[Reason]:
    """Who names the doer says more than who lets a thing be done by nobody."""
    one, other = _undone(first, second), _undone(second, first)
    if bool(one) == bool(other):
        return []
    return [Reason("who did it", _DOER if one else -_DOER, one, other)]


def _undone(text: str, beside: str) -> str:
    """The passive of a text that names no doer, where the other text has the same verb."""
    verbs = {_stem(word) for word in WORD.findall(beside)}
    passives = [found for found in _PASSIVE.finditer(text) if _stem(found.group(1)) in verbs]
    return next((found.group() for found in passives if not re.search(r"\bby\b", text[found.end() :])), "")


def _only(first: str, second: str, kind: str, counts: float) -> list[Reason]:
    """Words of a kind that one of the two has and the other lacks."""
    pattern = _pattern(table("wording")[kind]["words"])
    one, other = ({match.lower() for match in pattern.findall(_told(text))} for text in (first, second))
    more, less = sorted(other - one), sorted(one - other)
    score = counts * (bool(more) - bool(less))
    return [Reason(kind, score, ", ".join(less), ", ".join(more))] if score else []


@functools.lru_cache(maxsize=20_000)
def shared_weights(first: str, second: str) -> tuple[float, float]:
    """Share of the lighter and of the heavier text's weight in words that both have, 0..1."""
    one, other = _content(first), _content(second)
    both = math.fsum(value for stem, value in one.items() if stem in other)
    weights = math.fsum(one.values()), math.fsum(other.values())
    return (both / min(weights), both / max(weights)) if min(weights) else (0.0, 0.0)


@functools.lru_cache(maxsize=10_000)
def _content(text: str) -> dict[str, float]:
    return {stem: weight(stem) for word in WORD.findall(text) if weight(stem := _stem(word)) > 1.0}


def _stem(word: str) -> str:
    return lemma(word)[:6]


# ── the table ─────────────────────────────────────────────────────────────────────────────────────────────


class _Scale(NamedTuple):
    """`steps`: the words of each step, the weakest first; `plain`: where a text stands that has none of them."""

    name: str
    weight: float
    plain: int | None
    words: re.Pattern[str]
    steps: tuple[re.Pattern[str], ...]


@functools.cache
def _table() -> tuple[_Scale, ...]:
    return tuple(
        _Scale(row["name"], float(row["weight"]), row.get("plain"), _pattern(row["steps"].replace("<", "|")),
               tuple(_pattern(step) for step in row["steps"].split("<")))
        for row in table("wording")["scale"]
    )  # fmt: skip


@functools.cache
def _pattern(words: str) -> re.Pattern[str]:
    cues = sorted(
        {" ".join(word.split()) for word in words.split("|") if word.strip()}, key=lambda cue: (-len(cue), cue)
    )
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(cue).replace(r"\*", r"\w*") for cue in cues) + r")(?!\w|-\w)", re.I
    )
