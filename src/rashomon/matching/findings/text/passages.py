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

from rashomon.language.numbers import number_words
from rashomon.language.termweights import weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.text.sentences import Sentence

#: What the shared words of two passages weigh at least, with a verb among them and without one.
_TOLD, _TOLD_OF_THINGS = 7.5, 13.5
#: From here on one word less need be no name.
_TOLD_MUCH = 14.0
#: What a word of a passage that the other lacks takes off, as a share of its weight.
_ALIEN = 0.5
#: What another number takes off: accounts may count one thing differently.
_OTHER_NUMBER = 0.5
#: What counts for a detail: its accounts (at most 4), whether more than two words are in common, their weight in tens,
#: a verb among them, names (at most 2), the share of the sentence that tells most, how alike the sentences around are.
#: Fitted (2026-11-23) on 150 details of real stories that one reader judged; from 3.8 on nine of ten are worth a row.
_DETAIL, _TELLS_ALIKE = (0.4, 0.5, 0.4, 0.7, 0.4, 4.1, 4.6), 3.8
#: What stands amid a name and its description at most, as a share of their weight; the least share of their sentence.
_AMID, _OF_WHOLE = 0.15, 0.15
#: What a name weighs beside other words: two may tell of one man and tell two things.
_NAME = 0.4
#: Words in common at least, and of those words that name nobody.
_SHARED, _PLAIN = 4, 3
#: The same of a detail.
_SHARED_BRIEFLY, _PLAIN_BRIEFLY = 2, 2
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
_BEHIND = re.compile(r"(?P<rest>(?:[-\w’']*)(?:\s+[\w’'-]+){0,3})(?=\.(?!\w)|[,;:!?–—\"“”()]|\s*$)")


@dataclass(frozen=True, slots=True)
class _Term:
    stem: str
    start: int
    end: int
    weight: float
    named: bool
    verb: bool
    number: bool


class _Pair(NamedTuple):
    """Two places of sentences, the terms [first, last) of each that tell one thing, and the stems in common."""

    weight: float
    left: int
    right: int
    of_left: tuple[int, int]
    of_right: tuple[int, int]
    #: Stem → what it weighs, of those in common.
    shared: dict[str, float]
    #: Whether so few words are in common that they tell but a detail.
    brief: bool


class Passages(NamedTuple):
    """Groups of passages that tell one thing, one of each article, those that tell most first. A passage is a stretch
    of a sentence, as a sentence of its own that ends with no mark. `details` have but a few words in common.
    """

    told: list[list[Sentence]]
    details: list[list[Sentence]]


def passages(sentences: Sequence[Sentence]) -> Passages:
    """The passages that several articles have in common."""
    terms = _telling(sentences, [_terms(one.text) for one in sentences])
    pairs = [pair for left, right in _likely(sentences, terms) if (pair := _aligned(terms, left, right)) is not None]
    pairs.sort(key=lambda pair: (-pair.weight, pair.left, pair.right))
    told = _grouped(sentences, terms, [pair for pair in pairs if not pair.brief])
    brief = _grouped(sentences, terms, [pair for pair in pairs if pair.brief])
    return Passages(
        [_passages(sentences, terms, one) for one in _merged(sentences, [g for g in told if _is_told(terms, g)])],
        [_passages(sentences, terms, one) for one in _distinct([g for g in brief if _is_detail(sentences, terms, g)])],
    )


def _passages(sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]], group: _Group) -> list[Sentence]:
    return [_cut(sentences[place], terms[place], *span) for place, span in sorted(group.told.items())]


@lru_cache(maxsize=20_000)
def _terms(text: str) -> tuple[_Term, ...]:
    found, before = [], ""
    for match in _WORD.finditer(text):
        word = match[0]
        stem, value, verb, number = _read(word)
        if value > 0.0:
            named = word[:1].isupper()
            value *= _NAME if named else 1.0
            verb = not named and (verb or before in _BEFORE_VERB)
            found.append(_Term(stem, match.start(), match.end(), value, named, verb, number))
        before = word.lower()
    return tuple(found)


class _Read(NamedTuple):
    stem: str
    weight: float
    verb: bool
    number: bool


@lru_cache(maxsize=50_000)
def _read(word: str) -> _Read:
    """A word without the sign of whose it is, or a number, and how much it tells; nothing where it tells too little."""
    if word[0].isdigit():
        # a number of many digits tells more
        return _Read(word.replace(",", ""), 2.0 + min(sum(sign.isdigit() for sign in word), 4), False, True)
    plain = word.removesuffix("'s").removesuffix("’s")
    stem, value = lemma(plain.lower())[:7].removesuffix("e") or "e", weight(plain.lower())
    told = value if value >= _LEAST and stem not in _EMPTY else 0.0
    return _Read(stem, told, _is_verb(plain), plain.lower() in number_words())


def _telling(sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]]) -> list[list[_Term]]:
    """Terms with each word weighed down by how many sentences of one article hold it, at most: it tells little about
    which of them another article has.
    """
    held = Counter((one.article, stem) for one, found in zip(sentences, terms, strict=True) for stem in _stems(found))
    most: dict[str, int] = {}
    for (_, stem), times in held.items():
        most[stem] = max(times, most.get(stem, 0))
    return [
        [t if most[t.stem] == 1 else replace(t, weight=t.weight / math.cbrt(most[t.stem])) for t in found]
        for found in terms
    ]


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
    if len(common) < _SHARED_BRIEFLY:
        return None
    of_one, of_other = one[slice(*here)], other[slice(*there)]
    value = {term.stem: term.weight for term in (*of_one, *of_other) if term.stem in common}
    told = math.fsum(value[stem] for stem in sorted(value))
    if told < _TOLD:
        return None
    named = [{term.stem for term in terms if term.named} for terms in (of_one, of_other)]
    brief = len(common) < _SHARED or len(common - named[0] - named[1]) < _PLAIN - (told >= _TOLD_MUCH)
    # a first word is written large wherever it stands
    plain = len(common - (named[0] & named[1]))
    if brief and (plain < _PLAIN_BRIEFLY or _are_of_two(of_one, of_other)):
        return None
    return _Pair(told, left, right, here, there, value, brief)


def _are_of_two(one: Sequence[_Term], other: Sequence[_Term]) -> bool:
    """Whether each of two stretches has a name, or a number, that the other lacks: they tell of two things."""
    apart = _stems(one) ^ _stems(other)
    kinds = [
        {"name" if term.named else "number" for term in terms if term.stem in apart and (term.named or term.number)}
        for terms in (one, other)
    ]
    return bool(kinds[0] & kinds[1])


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
            if sentences[place].article not in articles and _tells_core(terms, group, place, span, pair.brief):
                group.told[place] = span
                of_place[place].append(group)
                break
    return groups


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * both > min(one[1] - one[0], other[1] - other[0])


def _tells_core(
    terms: Sequence[Sequence[_Term]], group: _Group, place: int, span: tuple[int, int], brief: bool
) -> bool:
    """Whether a passage has what the first two of a group share; all of it, where that is but a detail."""
    here = terms[place][slice(*span)]
    if not brief:
        return _shares(_stems(here), group.core) >= _OF_CORE
    there = (terms[other][slice(*told)] for other, told in group.told.items())
    return group.core.keys() <= _stems(here) and not any(_are_of_two(here, other) for other in there)


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


def _is_detail(sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]], group: _Group) -> bool:
    """Whether so few words tell something, and the same thing in all of these accounts: by the words, and by what is
    told around them.
    """
    stretches = [terms[place][slice(*span)] for place, span in group.told.items()]
    named = set.intersection(*({t.stem for t in found if t.named} for found in stretches)) & group.core.keys()
    most = max(group.weight, *(math.fsum(term.weight for term in terms[place]) for place in group.told))
    if named and _describes(group, len(named), stretches) and group.weight >= _OF_WHOLE * most:
        return True
    shared = [term for found in stretches for term in found if term.stem in group.core]
    verb = any(term.verb for term in shared)
    if not (verb or any(term.number for term in shared) or group.weight >= _TOLD_OF_THINGS):
        return False
    around = [_around(sentences, terms, place) for place in group.told]
    alike = [_cosine(one, other, group.core) for one, other in combinations(around, 2)]
    signs = (
        min(len(group.told), 4),
        len(group.core) > _SHARED_BRIEFLY,
        group.weight / 10,
        verb,
        min(len(named), 2),
        group.weight / most,
        math.fsum(alike) / len(alike),
    )
    return math.fsum(value * factor for value, factor in zip(signs, _DETAIL, strict=True)) >= _TELLS_ALIKE


def _describes(group: _Group, named: int, stretches: Iterable[Sequence[_Term]]) -> bool:
    """Whether words stand beside names with nothing else amid them: "half-brother Jonathan Hale"."""
    alien = max(math.fsum(t.weight for t in found if t.stem not in group.core and not t.named) for found in stretches)
    return len(group.core) - named >= _PLAIN_BRIEFLY and alien <= _AMID * group.weight


def _around(sentences: Sequence[Sentence], terms: Sequence[Sequence[_Term]], place: int) -> dict[str, _Term]:
    """The terms of a sentence and of those beside it."""
    article = sentences[place].article
    near = [p for p in (place - 1, place, place + 1) if 0 <= p < len(terms) and sentences[p].article == article]
    return {term.stem: term for one in near for term in terms[one]}


def _cosine(one: Mapping[str, _Term], other: Mapping[str, _Term], without: Collection[str]) -> float:
    """How alike two neighbourhoods are, 0..1, some stems aside (Salton 1975)."""
    both = math.fsum(one[stem].weight * other[stem].weight for stem in sorted(one.keys() & other.keys() - set(without)))
    squares = [math.fsum(t.weight**2 for t in terms.values() if t.stem not in without) for terms in (one, other)]
    return both / math.sqrt(squares[0] * squares[1]) if both else 0.0


def _distinct(groups: Sequence[_Group]) -> list[_Group]:
    """Groups without those that tell what one before them tells, those of most articles first."""
    kept: list[_Group] = []
    for group in sorted(groups, key=lambda group: -len(group.told)):
        if all(max(_shares(one.core, group.core), _shares(group.core, one.core)) < _OF_BOTH for one in kept):
            kept.append(group)
    return kept


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
