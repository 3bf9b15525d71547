"""Sentences of a story → passages of them that tell one thing in several accounts.

Reads sentences of several articles; gives groups of stretches of them, one of each article. The one idea: what two
long sentences have in common stands close together in both, so they are aligned where they share words, not as wholes;
how much the shared words tell decides, not how much else either sentence says.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rashomon.language.termweights import weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.sentences import Sentence

#: What the shared words of two passages weigh at least, with a verb among them and without one.
_TOLD, _TOLD_OF_THINGS = 7.5, 13.5
#: From here on one word less need be no name.
_TOLD_MUCH = 14.0
#: What a word of a passage that the other lacks takes off, as a share of its weight.
_ALIEN = 0.5
#: What another number takes off: accounts may count one thing differently.
_OTHER_NUMBER = 0.5
#: What a name weighs beside other words: two may tell of one man and tell two things.
_NAME = 0.4
#: Words in common at least, and of those words that name nobody.
_SHARED, _PLAIN = 4, 3
#: A word that weighs less is in every third text.
_LEAST = 1.2
#: Share of what the first two of a group have in common that another has too.
_OF_CORE = 0.6
#: Share of one group's core that another has too if they tell one thing.
_OF_BOTH = 0.7
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*")
_VERB = re.compile(r"[a-z]{2,}(?:ed|ing)")
#: Before a verb's base form.
_BEFORE_VERB = frozenset("to will would could can cannot may might must shall should do does did not".split())
_NO_VERB = frozenset(
    """during morning evening something anything nothing everything according including men women children people feet
    better best worse less more hundred""".split()
)
#: Words that tell nothing by themselves: who says it and that he does, and how old somebody is.
_EMPTY = frozenset(
    """say tell report accord news agency spokes spokesman spokesm spokesw official source state stateme press media
    announc claim cite quote interv comment confirm year old""".split()
)
#: Words between a mark and a passage that are read with it, before it and behind it.
_BEFORE = 4
_MARKS = (", ", "; ", ": ", "! ", "? ", *"–—\"“”()")
_BEHIND = re.compile(r"(?P<rest>(?:[-\w’']*)(?:\s+[\w’'-]+){0,3})(?=[,;:.!?–—\"“”()]|\s*$)")


@dataclass(frozen=True, slots=True)
class _Term:
    stem: str
    start: int
    end: int
    weight: float
    named: bool
    verb: bool


class _Pair(NamedTuple):
    """Two places of sentences, the terms [first, last) of each that tell one thing, and the stems in common."""

    weight: float
    left: int
    right: int
    of_left: tuple[int, int]
    of_right: tuple[int, int]
    #: Stem → what it weighs, of those in common.
    shared: dict[str, float]


def passages(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Groups of passages that tell one thing, one of each article, those that tell most first. A passage is a stretch
    of a sentence, as a sentence of its own that ends with no mark.
    """
    terms = _telling(sentences, [_terms(one.text) for one in sentences])
    pairs = [pair for left, right in _likely(sentences, terms) if (pair := _aligned(terms, left, right)) is not None]
    pairs.sort(key=lambda pair: (-pair.weight, pair.left, pair.right))
    return [
        [_cut(sentences[place], terms[place], *span) for place, span in sorted(group.told.items())]
        for group in _grouped(sentences, terms, pairs)
    ]


@lru_cache(maxsize=20_000)
def _terms(text: str) -> tuple[_Term, ...]:
    found, before = [], ""
    for match in _WORD.finditer(text):
        word = match[0]
        stem, value, verb = _read(word)
        if value > 0.0:
            named = word[:1].isupper()
            value *= _NAME if named else 1.0
            found.append(
                _Term(stem, match.start(), match.end(), value, named, not named and (verb or before in _BEFORE_VERB))
            )
        before = word.lower()
    return tuple(found)


class _Read(NamedTuple):
    stem: str
    weight: float
    verb: bool


@lru_cache(maxsize=50_000)
def _read(word: str) -> _Read:
    """A word without the sign of whose it is, or a number, and how much it tells; nothing where it tells too little."""
    if word[0].isdigit():
        # a number of many digits tells more
        return _Read(word.replace(",", ""), 2.0 + min(sum(sign.isdigit() for sign in word), 4), False)
    plain = word.removesuffix("'s").removesuffix("’s")
    stem, value = lemma(plain.lower())[:7].removesuffix("e") or "e", weight(plain.lower())
    return _Read(stem, value if value >= _LEAST and stem not in _EMPTY else 0.0, _is_verb(plain))


def _telling(sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]]) -> list[list[_Term]]:
    """Terms with each word weighed down by how many sentences of one article hold it, at most: it tells little about
    which of them another article has.
    """
    held = Counter((one.article, stem) for one, found in zip(sentences, terms, strict=True) for stem in _stems(found))
    most: dict[str, int] = {}
    for (_, stem), times in held.items():
        most[stem] = max(times, most.get(stem, 0))
    return [[replace(term, weight=term.weight / math.cbrt(most[term.stem])) for term in found] for found in terms]


def _stems(terms: Iterable[_Term]) -> set[str]:
    return {term.stem for term in terms}


def _is_verb(word: str) -> bool:
    """Whether a word's form is a verb's, by its ending or by the list of irregular ones."""
    return word not in _NO_VERB and bool(
        _VERB.fullmatch(word) or (lemma(word) != word and not word.endswith("s") and word.isalpha())
    )


def _likely(sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]]) -> list[tuple[int, int]]:
    """Pairs of two articles that share words enough to tell one thing."""
    holders: dict[str, dict[int, float]] = defaultdict(dict)
    for place, found in enumerate(terms):
        for term in found:
            holders[term.stem].setdefault(place, term.weight)
    both: dict[tuple[int, int], float] = defaultdict(float)
    for stem in sorted(holders):
        for (left, value), (right, _) in combinations(sorted(holders[stem].items()), 2):
            if sentences[left].article != sentences[right].article:
                both[left, right] += value
    return sorted(pair for pair, found in both.items() if found >= _TOLD)


def _aligned(terms: Sequence[Sequence[_Term]], left: int, right: int) -> _Pair | None:
    """The stretches of two sentences that have most in common; None where that is too little to tell one thing."""
    one, other = terms[left], terms[right]
    common = _stems(one) & _stems(other)
    for _ in range(4):  # settles in two rounds mostly
        here, there = _densest(one, common), _densest(other, common)
        inside = _stems(one[slice(*here)]) & _stems(other[slice(*there)])
        if inside == common:
            break
        common = inside
    if len(common) < _SHARED:
        return None
    value = {term.stem: term.weight for term in (*one[slice(*here)], *other[slice(*there)]) if term.stem in common}
    told = math.fsum(value[stem] for stem in sorted(value))
    named = {term.stem for term in (*one[slice(*here)], *other[slice(*there)]) if term.named}
    if told < _TOLD or len(common - named) < _PLAIN - (told >= _TOLD_MUCH):
        return None
    return _Pair(told, left, right, here, there, value)


def _densest(terms: Sequence[_Term], common: Collection[str]) -> tuple[int, int]:
    """The stretch of terms with most of the common words' weight, less what stands between them (Kadane 1984)."""
    best, span, running, start = 0.0, (0, 0), 0.0, 0
    for place, term in enumerate(terms):
        if running <= 0.0:
            running, start = 0.0, place
        alien = _OTHER_NUMBER if term.stem[0].isdigit() else _ALIEN * term.weight
        running += term.weight if term.stem in common else -alien
        if running > best:
            best, span = running, (start, place + 1)
    return span


@dataclass(slots=True)
class _Group:
    core: dict[str, float]
    weight: float
    #: Place of a sentence → its terms [first, last).
    told: dict[int, tuple[int, int]]


def _grouped(
    sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]], pairs: Sequence[_Pair]
) -> list[_Group]:
    """Pairs joined where one passage is in both, what tells most first; each passage stands in one group."""
    groups: list[_Group] = []
    of_place: dict[int, list[_Group]] = defaultdict(list)
    for pair in pairs:
        left, right = (pair.left, pair.of_left), (pair.right, pair.of_right)
        held = [
            (group, *other)
            for (place, span), other in ((left, right), (right, left))
            for group in of_place[place]
            if _overlap(group.told[place], span)
        ]
        if not held:
            group = _Group(pair.shared, pair.weight, dict((left, right)))
            groups.append(group)
            of_place[pair.left].append(group)
            of_place[pair.right].append(group)
            continue
        for group, place, span in held:
            articles = {sentences[one].article for one in group.told}
            if sentences[place].article not in articles and _has_core(terms[place][slice(*span)], group.core):
                group.told[place] = span
                of_place[place].append(group)
                break
    return _merged(sentences, [group for group in groups if _is_told(terms, group)])


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * both > min(one[1] - one[0], other[1] - other[0])


def _has_core(terms: Sequence[_Term], core: Mapping[str, float]) -> bool:
    return _shares(_stems(terms), core) >= _OF_CORE


def _shares(stems: Collection[str], core: Mapping[str, float]) -> float:
    """The share of a core's weight that some stems have, 0..1."""
    return math.fsum(value for stem, value in core.items() if stem in stems) / math.fsum(core.values())


def _merged(sentences: Sequence[Sentence], groups: Sequence[_Group]) -> list[_Group]:
    """Groups without those that tell what one before them tells; whose accounts that lacks join it."""
    kept: list[_Group] = []
    for group in groups:
        like = (one for one in kept if max(_shares(one.core, group.core), _shares(group.core, one.core)) >= _OF_BOTH)
        home = next(like, None)
        if home is None:
            kept.append(group)
            continue
        told = {sentences[place].article for place in home.told}
        home.told |= {place: span for place, span in group.told.items() if sentences[place].article not in told}
    return kept


def _is_told(terms: Sequence[Sequence[_Term]], group: _Group) -> bool:
    """Whether something is told, not only named: a verb is in common, or much is."""
    verbs = (t.verb and t.stem in group.core for place, span in group.told.items() for t in terms[place][slice(*span)])
    return group.weight >= _TOLD_OF_THINGS or any(verbs)


def _cut(sentence: Sentence, terms: Sequence[_Term], first: int, last: int) -> Sentence:
    """A stretch of a sentence, up to the marks before and behind it where these are near."""
    text, start, end = sentence.text, terms[first].start, terms[last - 1].end
    start = _lead(text[:start])
    if rest := _BEHIND.match(text, end):
        end = rest.end("rest")
    return Sentence(sentence.article, sentence.start + start, sentence.start + end, text[start:end])


def _lead(before: str) -> int:
    """Where what leads to a passage begins: at the last mark before it, or a few words before."""
    mark = max(before.rfind(sign) for sign in _MARKS) + 1
    words = before[mark:].split()
    if len(words) <= _BEFORE:
        return len(before) - len(before[mark:].lstrip())
    for word in reversed(words[-_BEFORE:]):
        before = before.rstrip()[: -len(word)]
    return len(before)
