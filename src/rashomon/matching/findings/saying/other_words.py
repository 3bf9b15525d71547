"""Two statements of one speaker → how likely they are one saying that two accounts word each in its own way.

Reads contents and cues. The one idea: each word of one is looked for in the other, as itself, as a word of its group
(knowledge/tables/said_words.toml), as one that lies near it by its vector, or as a number of the same value; how much
of both is found so, whether both say no, ask, deny or promise, and whether any other saying of either account comes
nearer, was weighed on texts of our own (training/sayings.py; only weights are kept).
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import NamedTuple

import numpy as np

from rashomon.knowledge.tables import table
from rashomon.language.meaning import Vectors, word_table
from rashomon.language.numbers import digits, number_words, value_of
from rashomon.language.termweights import weight
from rashomon.matching.acts.pairs import families_of, lemma, stem
from rashomon.matching.scores import Model, model_from

#: Weights below which a word tells nothing, and above which it tells no more.
_LEAST, _MOST = 1.2, 6.0
#: What a name counts beside other words, what a number weighs, and the head of a phrase of the table.
_NAME, _NUMBER, _PHRASE = 0.5, 5.0, 3.0
#: Numbers that any two sayings may have; those from which one tells something whatever it counts.
_SMALL, _BY_ITSELF = 3, 31
#: What a word of the same group counts, and one that lies near; the cosine from which one does.
_OF_GROUP, _NEAR, _COSINE = 0.85, 0.75, 0.5
#: Letters by which a name is told in another form: "Kyrgyz", "Kyrgyzstan".
_LETTERS = 5
#: The weight of words that a saying of full evidence shares.
_FULL = 16.0
#: The share that a single word must be of what is said.
_PART = 0.25
_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:-[^\W\d_]+)*")
#: "Nine out of ten", "four in five".
_OF_TEN = re.compile(r"\b(\w+) (?:out of|in) (?:every )?(\w+)\b", re.I)
#: The largest whole of "nine out of ten"; years, which count nothing.
_TEN, _YEARS = 10, (1900, 2100)
_SHARES = {"half": 50.0, "third": 33.0, "quarter": 25.0}
_COUNTS = {"dozen": 12.0, "fortnight": 2.0, "couple": 2.0, "pair": 2.0, "both": 2.0}
_EMPTY = frozenset(
    """say said says tell told also add added there here it its he she they them his her their this that these those
    have had has was were been will would could should may might must can about more than over some any been being
    who whom which what when where while after before into from with without not no nobody none nothing never cannot
    one thing make made take took get got put come came go going let very much many own other another such still yet
    just only again already now then because since until how why if whether
    give want use try ask call keep let like way time thing day seem become people mean know think believe""".split()
)
_NO = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot|lack\w*|absence|baseless|unfounded|groundless"
    r"|false|untrue|den(?:y|ies|ied|ial|ying)|refus\w+|reject\w*|dismiss\w*|refut\w+|rule\w* out"
    r"|un(?:armed|fit|hurt|harmed|safe|true|lawful|able|likely|clear|known|injured|changed|damaged)"
    r"|i(?:l|n|m)(?:legal|sufficient|nocent|possible|capable))\b|n['’]t\b",
    re.I,
)
_SHOULD = re.compile(r"\b(?:should|must|have to|has to|need to|needs? (?:a|an|more)?)\b", re.I)
_TO_COME = re.compile(r"\b(?:will|would|shall|going to|(?:is|are|was|were) to)\b|['’]ll\b", re.I)


class Term(NamedTuple):
    """A word that tells something: `word` is its base form, `unit` its vector of length one, None of names."""

    stem: str
    word: str
    weight: float
    groups: frozenset[str]
    unit: Vectors | None
    is_name: bool


class Known(NamedTuple):
    """The words of a statement as others look for theirs among them: names by how they begin, vectors one a row."""

    stems: frozenset[str]
    beginnings: frozenset[str]
    groups: frozenset[str]
    words: tuple[str, ...]
    units: Vectors | None


@dataclass(frozen=True, slots=True, eq=False)
class Meant:
    """What a statement says, as it is compared: its words, its numbers, how often it says no, what its cue does."""

    terms: tuple[Term, ...]
    #: What each word weighs here, in their order.
    weights: tuple[float, ...]
    known: Known
    #: Value → the base form of the word after it; "" where none tells what is counted.
    numbers: Mapping[float, str]
    apart: frozenset[str]
    noes: int
    does: frozenset[str]
    to_come: bool


@functools.lru_cache(maxsize=20_000)
def meant(content: str, cue: str) -> Meant:
    """What a statement says by its content and the words of its cue."""
    words = _WORD.findall(content)
    numbers = dict(_numbers(content))
    terms = {term.stem: term for term in _terms(words)}
    does = _does(f"{cue} {words[0]}" if words else cue)
    if does - {"deny", "ask", "own", "foresee", "promise"}:
        terms |= {term.stem: term for term in _terms(_WORD.findall(cue)) if term.stem not in terms}
    low = {word.lower() for word in words}
    does |= {"ask"} if not does and _SHOULD.search(content) else set()
    told = tuple(terms[key] for key in sorted(terms))
    return Meant(
        told, tuple(term.weight for term in told), _known(told), numbers, frozenset(low & _table().apart),
        len(_NO.findall(content)) + len(_NO.findall(cue)), frozenset(does), bool(_TO_COME.search(content)),
    )  # fmt: skip


def evidence(one: Meant, other: Meant) -> dict[str, float]:
    """The named features of a pair but those of its rivals, mostly 0..1."""
    here, there = _found(one, other), _found(other, one)
    low, high = sorted((here.share, there.share))
    both = _same_numbers(one, other)
    return {
        "covered": low,
        "covering": high,
        "covered by both": math.sqrt(low * high),
        "weight found": min(1.0, (here.weight + there.weight) / 2 / _FULL),
        "nothing": float(_is_too_little(here) or _is_too_little(there)),
        "one word alone": float(here.plain == 1 or there.plain == 1),
        "same number": float(any(number > _SMALL for number in both)),
        "another number": float(bool(one.numbers and other.numbers and not both)),
        "number in one": float(bool(one.numbers) != bool(other.numbers)),
        "another day or side": float(bool(one.apart - other.apart and other.apart - one.apart)),
        "no in one": float(one.noes % 2 != other.noes % 2),
        "no in both": float(one.noes % 2 == 1 and other.noes % 2 == 1),
        "other deeds of words": float(bool(one.does and other.does and not one.does & other.does)),
        "to come in one": float(one.to_come != other.to_come),
    }


def count_apart(one: Meant, other: Meant) -> bool:
    """Whether each gives a number that the other lacks: two tolls, however alike the rest is."""
    return bool(one.numbers.keys() - other.numbers.keys() and other.numbers.keys() - one.numbers.keys())


def with_rivals(values: Mapping[str, float], nearest: bool, margin: float) -> dict[str, float]:
    """Features of a pair with those of its rivals: whether nothing else in either account comes nearer, and by how
    much the next one is further off, 0..1.
    """
    return {**values, "nearest": float(nearest), "nearer than others": margin if nearest else 0.0}


def nearness(values: Mapping[str, float]) -> float:
    """How near two are before rivals are looked at."""
    return model_of_pairs().score_of(values)


def likelihood(values: Mapping[str, float]) -> float:
    """How likely two are one saying, 0..1, of features with those of their rivals."""
    return model_with_rivals().score_of(values)


def retold(
    meanings: Sequence[Meant], articles: Sequence[str], pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], float]:
    """How likely each pair of places is one saying; those that share nothing are left out."""
    told = reweighed(meanings, articles)
    first: dict[int, int] = {}
    # copies say it in the same words, and `meant` gives one object for them
    place = [first.setdefault(id(one), i) for i, one in enumerate(meanings)]
    known: dict[tuple[int, int], tuple[dict[str, float], float] | None] = {}
    values: dict[tuple[int, int], tuple[dict[str, float], float]] = {}
    for left, right in pairs:
        alike = place[left], place[right]
        if alike not in known:
            found = evidence(told[alike[0]], told[alike[1]])
            known[alike] = None if found["nothing"] else (found, nearness(found))
        if (both := known[alike]) is not None:
            values[left, right] = both
    near = {pair: both[1] for pair, both in values.items()}
    return {pair: likelihood(with_rivals(values[pair][0], *rank)) for pair, rank in ranked(near, articles).items()}


def ranked(
    near: Mapping[tuple[int, int], float], articles: Sequence[str]
) -> dict[tuple[int, int], tuple[bool, float]]:
    """Of each pair whether it is the nearest of both in the other's article, and how far off the next is."""
    best: dict[tuple[int, str], list[float]] = {}
    for (left, right), value in near.items():
        best.setdefault((left, articles[right]), []).append(value)
        best.setdefault((right, articles[left]), []).append(value)
    for found in best.values():
        found.sort(reverse=True)
    ranks = {}
    for (left, right), value in near.items():
        rivals = best[left, articles[right]], best[right, articles[left]]
        nearest = all(found[0] == value for found in rivals)
        margin = min(value - found[1] if len(found) > 1 else value for found in rivals) if nearest else 0.0
        ranks[left, right] = nearest, margin
    return ranks


def reweighed(meanings: Sequence[Meant], articles: Sequence[str]) -> list[Meant]:
    """Meanings with each word weighed down by how many of one article hold it, at most: what a speaker says in saying
    after saying tells little about which of them another account has.
    """
    held: dict[tuple[str, str], int] = {}
    for one, article in zip(meanings, articles, strict=True):
        for term in one.terms:
            held[article, term.stem] = held.get((article, term.stem), 0) + 1
    most: dict[str, int] = {}
    for (_, key), times in held.items():
        most[key] = max(times, most.get(key, 0))
    return [
        replace(one, weights=tuple(term.weight / math.cbrt(most[term.stem]) for term in one.terms)) for one in meanings
    ]


class _Found(NamedTuple):
    """How much of one stands in another: the share of its weight and the weight itself."""

    share: float
    weight: float
    #: Of the words found those that are no names, and the numbers.
    plain: int


def _is_too_little(found: _Found) -> bool:
    """Whether names alone are found, or a single word of many."""
    return found.plain == 0 or (found.plain == 1 and found.share < _PART)


def _found(one: Meant, other: Meant) -> _Found:
    """How much of one stands in the other."""
    total = math.fsum(one.weights) + math.fsum(map(_of_number, one.numbers))
    if not total:
        return _Found(0.0, 0.0, 0)
    numbers = _same_numbers(one, other)
    got = list(map(_of_number, numbers))
    plain = sum((number > _SMALL) + (number > _BY_ITSELF) for number in numbers)
    for term, value in zip(one.terms, one.weights, strict=True):
        much = _match(term, other.known)
        got.append(value * much)
        plain += much > 0 and not term.is_name
    return _Found(math.fsum(got) / total, math.fsum(got), plain)


def _same_numbers(one: Meant, other: Meant) -> list[float]:
    """Values that both give, small ones of the same thing: "8 days" are not version 8."""
    both = sorted(one.numbers.keys() & other.numbers.keys())
    counted = {number: (one.numbers[number], other.numbers[number]) for number in both}
    return [number for number in both if number > _BY_ITSELF or _count_alike(*counted[number])]


@functools.lru_cache(maxsize=20_000)
def _count_alike(one: str, other: str) -> bool:
    return not one or not other or one == other or bool(_groups_of(one) & _groups_of(other))


def _of_number(number: float) -> float:
    """What a number weighs: two may be two of anything."""
    return _NUMBER if number > _SMALL else _LEAST


def _match(term: Term, known: Known) -> float:
    """How well a word of a statement stands for one, 0..1."""
    if term.stem in known.stems:
        return 1.0
    if term.is_name:
        return float(len(term.stem) >= _LETTERS and term.stem[:_LETTERS] in known.beginnings)
    if not known.groups.isdisjoint(term.groups):
        return _OF_GROUP
    if term.unit is None or known.units is None:
        return 0.0
    cosines = known.units @ term.unit
    close = np.flatnonzero(cosines >= _COSINE)
    near = [float(cosines[i]) for i in close if not _are_opposed(term.word, known.words[i])]
    return _NEAR * min(1.0, max(near)) if near else 0.0


def _known(terms: Sequence[Term]) -> Known:
    told = [term for term in terms if term.unit is not None]
    return Known(
        frozenset(term.stem for term in terms),
        frozenset(term.stem[:_LETTERS] for term in terms if term.is_name and len(term.stem) >= _LETTERS),
        frozenset[str]().union(*(term.groups for term in terms if not term.is_name)),
        tuple(term.word for term in told),
        np.stack([term.unit for term in told if term.unit is not None]) if told else None,
    )


def _terms(words: Sequence[str]) -> Iterator[Term]:
    base = [lemma(word) for word in words]
    for place, word in enumerate(words):
        low = word.lower()
        if not low[:1].isalpha() or low in number_words() or low in _COUNTS or low in _table().apart:
            continue
        phrases = [f"{stem(base[place])}_{stem(base[at])}" for at in (place + 1, place + 2) if at < len(words)]
        found = frozenset[str]().union(*(_table().groups.get(key, frozenset()) for key in phrases))
        if not found and (low in _EMPTY or len(low) < 3 or weight(low) < _LEAST):
            continue
        is_name = word[:1].isupper() and (place > 0 or low not in _small())
        groups = found | _groups_of(low)
        much = max(_PHRASE if found else 0.0, min(weight(low), _MOST)) * (_NAME if is_name else 1.0)
        yield Term(stem(base[place]), base[place], much, groups, None if is_name else _unit(low), is_name)


@functools.lru_cache(maxsize=50_000)
def _groups_of(word: str) -> frozenset[str]:
    own = _table().groups.get(stem(lemma(word)), frozenset())
    return own | {f"act {number}" for number in families_of(word)}


@functools.lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    """Words that are no names at the beginning of a sentence."""
    return _EMPTY | frozenset("the a an our their his her all most several two three four".split())


@functools.lru_cache(maxsize=50_000)
def _unit(word: str) -> Vectors | None:
    raw = word_table().vector(word)
    length = 0.0 if raw is None else float(np.linalg.norm(raw))
    return None if raw is None or not length else raw / np.float32(length)


def _numbers(content: str) -> Iterator[tuple[float, str]]:
    """Values told in digits or words, each with the base form of the word after it; shares of a whole as per cent; no
    years.
    """
    text = content
    for match in _OF_TEN.finditer(content):
        part, whole = value_of([match[1].lower()]), value_of([match[2].lower()])
        if part is not None and whole is not None and 0 < part < whole <= _TEN:
            yield 100.0 * part / whole, ""
            text = text.replace(match[0], " ")
    run: list[str] = []
    for word in (*_WORD.findall(text), ""):
        low = word.lower()
        parts = low.split("-")
        if digits(low) is not None or (parts[0] and all(part in number_words() for part in parts)):
            run += parts
        elif low == "and" and run:
            run.append(low)
        else:
            value = value_of(run) if run else None
            if value is not None and not _YEARS[0] <= value < _YEARS[1] and run != ["one"]:
                yield value, "" if low in _EMPTY or len(low) < 3 else lemma(low)
            run = []
            if low in _COUNTS:
                yield _COUNTS[low], ""
            if low in _SHARES:
                yield _SHARES[low], ""


def _does(cue: str) -> set[str]:
    """What a cue does besides saying: denies, asks, promises …"""
    words = [stem(lemma(word)) for word in _WORD.findall(cue)]
    keys = {*words, *(f"{words[i]}_{words[i + 1]}" for i in range(len(words) - 1))}
    return {name for name, verbs in _table().cues.items() if keys & verbs}


@functools.lru_cache(maxsize=50_000)
def _are_opposed(one: str, other: str) -> bool:
    return (one, other) in _table().opposed


class _Table(NamedTuple):
    groups: Mapping[str, frozenset[str]]
    opposed: frozenset[tuple[str, str]]
    apart: frozenset[str]
    cues: Mapping[str, frozenset[str]]


@functools.cache
def _table() -> _Table:
    read = table("said_words")
    groups: dict[str, set[str]] = {}
    for number, group in enumerate(read["groups"]):
        for entry in group.split():
            groups.setdefault(_of_phrase(entry), set()).add(f"said {number}")
    opposed = {tuple(pair.split("/")) for pair in read["opposites"].split()}
    return _Table(
        {key: frozenset(found) for key, found in groups.items()},
        frozenset((one, other) for a, b in opposed for one, other in ((a, b), (b, a))),
        frozenset(read["apart"].split()),
        {name: frozenset(map(_of_phrase, verbs.split())) for name, verbs in read["cues"].items()},
    )


def _of_phrase(entry: str) -> str:
    """The stems of a word, or of the words of a phrase, of the table."""
    return "_".join(stem(lemma(word)) for word in entry.split("_"))


@functools.cache
def model_of_pairs() -> Model:
    return _model("pairs")


@functools.cache
def model_with_rivals() -> Model:
    return _model("rivals")


def _model(name: str) -> Model:
    weights = resources.files("rashomon.matching.findings.saying") / f"said_{name}.json"
    return model_from(weights.read_text(encoding="utf-8"))
