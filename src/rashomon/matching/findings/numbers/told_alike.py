"""Sentences of a story's articles → numbers of one thing that several accounts give alike.

Reads the texts of a story; gives the numbers with the sentence of each account. The one idea: the more a number tells
by itself, the fewer words its sentences need to have in common: "430,000 staff" and "its 430,000-strong workforce" are
one count, "two men" and "two men" need not be. What grows from hour to hour (the dead) is left to its event.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.matching.answers import counts_a_part
from rashomon.matching.findings.numbers.numbers_told import (
    BY_ITSELF,
    LENGTH,
    Told,
    counts_no_thing,
    in_context,
    numbers_told,
    shared,
)
from rashomon.matching.findings.text.sentences import Sentence

#: Shares of the lighter side's weight that the words around two like numbers, or their sentences, have in common: of
#: numbers that tell much by themselves, and of the others.
_OF_TELLING, _OF_OTHERS = 0.2, 0.45
#: What an event counts, or what is no matter of a story: years of age, scores.
_ELSEWHERE = re.compile(
    r"\b(?:dead|die[ds]?|dying|kill\w*|deaths?|injur\w+|wound\w+|missing|toll|casualt\w+|hurt"
    r"|points?|goals?|touchdowns?|yards?|innings?|homers?|rebounds?)\b",
    re.I,
)
_NEAR = 5
#: Share by which two lengths are one.
_STEP = 0.05
_TAKEN_UP = re.compile(r"\b(?:the|these|those|both|all|his|her|their|its)\s$", re.I)
_DIGITS = re.compile(r"\d[\d,.]*|^[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """A number that accounts give alike. `question`: what it counts; `told`: a sentence and the words, by account."""

    question: str
    value: float
    #: As the first account writes it: "430,000", "five".
    number: str
    told: tuple[tuple[Sentence, str], ...]
    #: The articles that give the number, of the same thing or of another: they are not silent on it.
    given: frozenset[str]
    #: Whether it is a sum, a length, a share or a span of time.
    is_estimate: bool = False


def told_alike(texts: Mapping[str, str]) -> list[Alike]:
    """Numbers that two articles or more give of one thing, those that most give first. `texts` by article id."""
    if len(texts) < 2:
        return []
    by_number: dict[tuple[str, float], list[Told]] = defaultdict(list)
    given: dict[tuple[str, float], set[str]] = defaultdict(set)
    for article, text in sorted(texts.items()):
        for one in numbers_told(article, text):
            given[_kind(one), _size(one)].add(article)
            if not _is_elsewhere(one):
                by_number[_kind(one), _size(one)].append(one)
    found = [_alike(group, given[key]) for key, told in sorted(by_number.items()) for group in _groups(told)]
    return sorted(found, key=lambda one: (-len(one.told), -one.value, one.question))


def _is_elsewhere(one: Told) -> bool:
    """Whether a number is told of an event, names or orders something, counts a part, or takes up those told before:
    "the three men".
    """
    text = one.counted.sentence.text
    if counts_no_thing(one) or (not _tells_much(one) and _TAKEN_UP.search(text[: one.start])):
        return True
    if one.kind not in ("thing", "bare"):
        return False
    near = " ".join((*text[: one.start].split()[-_NEAR:], *text[one.start :].split()[: _NEAR + 2]))
    return bool(_ELSEWHERE.search(near)) or (not one.bounded and counts_a_part(text, one.start, one.end))


def _kind(one: Told) -> str:
    """What is compared: by its thing, but a number that tells much by itself whatever it is said to count."""
    return "" if _tells_much(one) and one.kind in ("thing", "bare") else one.counted.thing


def _size(one: Told) -> float:
    """A number, or of a length its step on a scale on which "60m" and "200ft" are one."""
    if one.kind != LENGTH:
        return one.counted.value
    return round(math.log(one.counted.value) / math.log1p(_STEP))


def _tells_much(one: Told) -> bool:
    value = one.counted.value
    if one.kind == LENGTH:
        return False
    return value >= BY_ITSELF or value != int(value) or one.kind == "money" or (one.kind == "percent" and value > 10)


def _groups(told: Sequence[Told]) -> list[list[Told]]:
    """Like numbers in like sentences, one of each article: each joins the group that it is nearest to."""
    groups: list[list[Told]] = []
    for one in told:
        near = [(max(_likeness(one, other) for other in group), -place) for place, group in enumerate(groups)]
        best, place = max(near, default=(0.0, 0))
        if best > 0.0:
            groups[-place].append(one)
        else:
            groups.append([one])
    several = [list({one.counted.sentence.article: one for one in reversed(group)}.values()) for group in groups]
    return [group for group in several if len(group) > 1]


def _likeness(one: Told, other: Told) -> float:
    """How alike the sentences of two like numbers are; 0 where they need not mean the same."""
    least = _OF_TELLING if _tells_much(one) else _OF_OTHERS
    around, whole = shared(one.around, other.around, 1), shared(one.words, other.words, 2)
    if len(one.around.keys() & other.around.keys()) < (1 if one.kind == "money" or _kind(one) == "" else 2):
        return 0.0
    return around + whole if around >= least or (whole >= least and around > 0.0) else 0.0


def _alike(group: Iterable[Told], given: Iterable[str]) -> Alike:
    ordered = sorted(group, key=lambda one: (one.bounded, one.counted.sentence.article))
    asked = Counter(one.counted.question for one in ordered)
    question = min(asked, key=lambda name: (-asked[name], name))
    told = tuple((one.counted.sentence, in_context(one.counted.sentence.text, one.start, one.end)) for one in ordered)
    number = _DIGITS.search(ordered[0].counted.words)
    return Alike(question, ordered[0].counted.value, number[0] if number else "", told, frozenset(given),
                 ordered[0].kind not in ("thing", "bare"))  # fmt: skip
