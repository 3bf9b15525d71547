"""Sentences of a story's articles → numbers of one thing that accounts give differently.

Reads the texts of a story; gives pairs of sentences with the number in each. The one idea: two accounts count one thing
where they tell it in the same sentence: "two undersea cables were damaged in the Mediterranean", "three undersea cables
were damaged in the Mediterranean". A thing of which a text gives many numbers (yards, points, percent) is no one thing,
what grows from hour to hour (the dead) is left to its event, and "about", "at least" and a rounded number exclude
nothing.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product
from typing import NamedTuple

from rashomon.language.numbers import digits, number_words
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts import lemma
from rashomon.matching.sentences import Sentence, sentences_of

#: Shares of the lighter side's weight that two sentences, and the words around their numbers, have in common.
_SAME, _AROUND = 0.5, 0.5
#: Words that they have in common at least; words on either side of a number that tell what it counts.
_BOTH, _BOTH_AROUND, _REACH = 4, 2, 9
#: Numbers of one thing that an article gives at most, and a story; sentences that are compared for each number.
_OF_ARTICLE, _OF_STORY, _OF_NUMBER = 2, 8, 6
#: How many times the smaller number the larger is, at most.
_TIMES = 10
_WORDS = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SPELT = re.compile(rf"\b(?:{_WORDS})\b", re.I)
_NUMBER = re.compile(
    r"(?P<magnitude>\bmagnitude[- ](?:of )?)?(?<![\w.:/,$£€¥-])"
    r"(?:(?P<digits>\d{1,3}(?:,\d{3}){1,3}|\d{1,9}(?:\.\d{1,3})?)(?: (?P<times>million|billion))?"
    rf"|\b(?P<word>{_WORDS})\b)"
    r"(?P<of>(?:[ -][A-Za-z]{2,20}){1,3})?(?![\d:%])",
    re.I,
)
_NAMED_AGE = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'.-]{0,20}){1,3}), (?P<years>\d{1,2})(?=,)"
    r"|\b(?P<before>\d{1,2})-year-old (?P<after>[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20}){1,2})\b"
)
_TIMES_OF = {"million": 1e6, "billion": 1e9}
#: Before a number: it bounds, adds or counts a part.
_BOUND = re.compile(
    r"\b(?:about|around|nearly|almost|some|roughly|approximately|estimated|over|more than|at least|up to|as many as"
    r"|fewer|less|under|above|below|another|other|first|last|latest|next|additional|further|or|to|between|and|plus"
    r"|least|most|than|including|of|each|per|every|half|only|just|number|no|page|chapter|route|highway)\s{1,2}"
    r"(?:(?:the|his|her|its|their) )?$",
    re.I,
)
#: A sentence of tolls, ballots, prices and games: what it counts is counted anew from hour to hour, or by turns.
_GROWS = re.compile(
    r"\b(?:dead|die[ds]?|dying|kill\w*|deaths?|injur\w+|wound\w+|missing|toll|casualt\w+|arrest\w*|detain\w*|displac\w+"
    r"|votes?|polls?|ballots?|scor\w+|points?|goals?|touchdowns?|yards?|innings?|homers?|rebounds?|season|games?"
    r"|shares?|stocks?|index|so far|since)\b",
    re.I,
)
#: What is no counted thing: spans of time, endings, and the small words after a number.
_NO_THING = frozenset(
    """second minute hour day week month year decade century old time am pm st nd rd th gmt percent per cent degree
    the of a an and or in on at to for from by with was were is are has have had as that who which it he she his her
    their than but be not other more people person january february march april may june july august september october
    november december mph kmh feet foot inch mile metre meter kilometre kilometer pound ounce dollar euro""".split()
)
_INSIDE = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]{2,30}")
#: What is told long after: by then one is older.
_AFTERWARDS = re.compile(
    r"\b(?:guilty|convict\w*|sentenc\w+|trial|verdict|jury|anniversary|years? (?:later|ago))\b", re.I
)
_CURRENCY = re.compile(r"[$£€¥]|\b(?:dollars?|euros?|pounds?|rupees?)\b", re.I)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that a sentence gives of a thing; `words` as written, with what is counted."""

    sentence: Sentence
    thing: str
    value: float
    words: str

    @property
    def question(self) -> str:
        """What is counted, as a question of a finding: "cables", "magnitude", "age"."""
        known = self.thing.partition(" ")[0]
        return known if known in ("age", "magnitude") else self.words.split()[-1].lower()


class _Told(NamedTuple):
    """A number with the content words of its sentence and of its neighbourhood."""

    counted: Counted
    words: dict[str, float]
    around: dict[str, float]
    names: frozenset[str]


def told_otherwise(texts: Mapping[str, str]) -> list[tuple[Counted, Counted]]:
    """Pairs of accounts that count one thing and find two numbers, one pair for each two numbers, by thing. `texts` by
    article id.
    """
    told = [one for article, text in sorted(texts.items()) for one in _counts(article, text)]
    by_thing: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        by_thing[one.counted.thing].append(one)
    given = _given(told)
    found = [pair for thing in sorted(by_thing) for pair in _apart(by_thing[thing], given)]
    return [*found, *_ages(texts)]


def _apart(told: Sequence[_Told], given: Mapping[tuple[str, str], set[float]]) -> Iterator[tuple[Counted, Counted]]:
    of_value: dict[float, list[_Told]] = defaultdict(list)
    for one in told:
        if len(given[one.counted.sentence.article, one.counted.thing]) <= _OF_ARTICLE:
            of_value[one.counted.value].append(one)
    if not 2 <= len(of_value) <= _OF_STORY:
        return
    for left, right in combinations(sorted(of_value), 2):
        if right > _TIMES * left or _is_rounded(left, right):
            continue
        pairs = product(of_value[left][:_OF_NUMBER], of_value[right][:_OF_NUMBER])
        likely = [(likeness, pair) for pair in pairs if (likeness := _likeness(*pair, given))]
        if likely:
            one, other = max(likely, key=lambda found: found[0])[1]
            yield one.counted, other.counted


def _given(told: Iterable[_Told]) -> dict[tuple[str, str], set[float]]:
    """The numbers that each article gives of each thing."""
    given: dict[tuple[str, str], set[float]] = defaultdict(set)
    for one in told:
        given[one.counted.sentence.article, one.counted.thing].add(one.counted.value)
    return given


def _likeness(one: _Told, other: _Told, given: Mapping[tuple[str, str], set[float]]) -> float:
    """How alike two sentences tell one thing with two numbers; 0 where they need not mean the same."""
    thing, (here, there) = one.counted.thing, (one.counted.sentence.article, other.counted.sentence.article)
    if here == there or other.counted.value in given[here, thing] or one.counted.value in given[there, thing]:
        return 0.0
    if not (one.names <= other.names or other.names <= one.names) or _count_much_otherwise(here, there, given):
        return 0.0
    whole, near = _shared(one.words, other.words, _BOTH), _shared(one.around, other.around, _BOTH_AROUND)
    return whole + near if whole >= _SAME and near >= _AROUND else 0.0


def _count_much_otherwise(here: str, there: str, given: Mapping[tuple[str, str], set[float]]) -> bool:
    """Whether two articles give other numbers of most things that both count: they tell of two acts."""
    both = [thing for article, thing in given if article == here and (there, thing) in given]
    apart = sum(given[here, thing].isdisjoint(given[there, thing]) for thing in both)
    return apart > 1 and 2 * apart > len(both)


def _shared(one: Mapping[str, float], other: Mapping[str, float], least: int) -> float:
    both = sorted(one.keys() & other.keys())
    if len(both) < least:
        return 0.0
    lighter = min(math.fsum(one.values()), math.fsum(other.values()))
    return math.fsum(one[word] for word in both) / lighter


def _is_rounded(left: float, right: float) -> bool:
    """Whether one number may be the other, rounded: 60 for 59, 5 for 4.8."""
    return any(
        round(exact, places) == rough
        for exact, rough in ((left, right), (right, left))
        for places in range(-9, 2)
        if round(rough, places) == rough
    )


# ── reading numbers ───────────────────────────────────────────────────────────────────────────────────────


def _counts(article: str, text: str) -> Iterator[_Told]:
    known = _names(text)
    for sentence in sentences_of(article, text):
        if not any(sign.isdigit() for sign in sentence.text) and not _SPELT.search(sentence.text):
            continue
        if _GROWS.search(sentence.text) or _CURRENCY.search(sentence.text):
            continue
        for match in _NUMBER.finditer(sentence.text):
            if counted := _counted(sentence, match):
                yield _told(counted, match, known)


def _counted(sentence: Sentence, match: re.Match[str]) -> Counted | None:
    """The number of a match; None where it bounds, dates or counts nothing."""
    value = _value(match)
    if value is None or value <= 1 or _BOUND.search(sentence.text[: match.start()]):
        return None
    if match["digits"] and not match["times"] and "," not in match["digits"] and 1900 <= value < 2100:
        return None
    things = ["magnitude"] if match["magnitude"] else _things(match["of"] or "")
    if not things or (things[0] == "magnitude" and value > 10 and not match["magnitude"]):
        return None
    if things[0] == "magnitude":
        return Counted(sentence, "magnitude", value, match[0].strip())
    end = match.start("of") + _end_of_thing(match["of"])
    return Counted(sentence, things[-1], value, sentence.text[match.start() : end].strip())


def _value(match: re.Match[str]) -> float | None:
    if match["word"]:
        return float(number_words()[match["word"].lower()])
    value = digits(match["digits"])
    return value * _TIMES_OF[match["times"].lower()] if value is not None and match["times"] else value


def _things(after: str) -> list[str]:
    """The words after a number up to the first that names no thing: "undersea cables were" → undersea, cable."""
    found: list[str] = []
    for word in WORD.findall(after):
        base = lemma(word.lower())
        if word.lower() == "magnitude":
            return ["magnitude"]
        if base in _NO_THING or word.lower() in _NO_THING or (found and not _is_noun(word)):
            break
        found.append(base)
        if word.lower() != base and word.lower().endswith("s"):
            break  # a plural closes what is counted
    return found if found and _closes(after, len(found)) else []


def _is_noun(word: str) -> bool:
    return lemma(word.lower()) == word.lower() or word.endswith("s")


def _closes(after: str, words: int) -> bool:
    """Whether the thing is told in the plural, or as a measure of one: "three boats", "6.1-magnitude"."""
    last = WORD.findall(after)[words - 1].lower()
    return last.endswith("s") or last in ("men", "women", "children", "police")


def _end_of_thing(after: str) -> int:
    words = list(WORD.finditer(after))[: len(_things(after))]
    return words[-1].end() if words else 0


def _told(counted: Counted, match: re.Match[str], known: Collection[str]) -> _Told:
    text = counted.sentence.text
    before, after = text[: match.start()].split()[-_REACH:], text[match.end() :].split()[:_REACH]
    around = " ".join((*before, match["of"] or "", *after))
    names = frozenset(word for word in WORD.findall(text) if word in known)
    return _Told(counted, _content(text), _content(around), names)


def _names(text: str) -> frozenset[str]:
    """Words with a large letter in the midst of a sentence: a first word is a name where it stands so elsewhere."""
    return frozenset(_INSIDE.findall(text))


@lru_cache(maxsize=5_000)
def _content(text: str) -> dict[str, float]:
    stems = {lemma(word)[:6] for word in WORD.findall(text) if len(word) > 2 and word.lower() not in number_words()}
    return {stem: value for stem in sorted(stems) if (value := weight(stem)) > 1.5}


# ── how old somebody is ───────────────────────────────────────────────────────────────────────────────────


def _ages(texts: Mapping[str, str]) -> Iterator[tuple[Counted, Counted]]:
    """Two accounts that give one person, named in full, two ages."""
    told: dict[str, dict[float, Counted]] = defaultdict(dict)
    by_article: dict[tuple[str, str], set[float]] = defaultdict(set)
    for article, text in sorted(texts.items()):
        for sentence in sentences_of(article, text):
            for match in _NAMED_AGE.finditer(sentence.text):
                if _AFTERWARDS.search(sentence.text):
                    continue
                name, years = match["name"] or match["after"], float(match["years"] or match["before"])
                told[name].setdefault(years, Counted(sentence, f"age of {name}", years, match[0]))
                by_article[article, name].add(years)
    for name in sorted(told):
        for one, other in combinations((told[name][years] for years in sorted(told[name])), 2):
            of_both = (by_article[c.sentence.article, name] for c in (one, other))
            if one.sentence.article != other.sentence.article and all(len(years) == 1 for years in of_both):
                yield one, other
