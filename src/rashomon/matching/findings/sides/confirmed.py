"""Numbers that accounts give to a question + sentences of other accounts that tell the same act → the numbers in them.

Reads the sides of a question and what `alongside` saw; gives answers. The one idea: a sentence that nobody read as an
act is asked only what the reports have answered: it has one number of that thing, of those people, and none that
belongs to another act.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from rashomon.language.numbers import value_of
from rashomon.language.phrases import person_nouns
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.answers import (
    COMPATIBLE,
    EQUAL,
    compare_quantities,
    counts_a_part,
    is_vague,
    quantity_words,
    same_population,
)
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.numbers.alongside import Seen
from rashomon.matching.findings.sides.agreement import GROWING, counted_phrase, of_another_size
from rashomon.record import Mention, Quantity

_LEAST = re.compile(r"\b(?:at least|more than|over|no fewer than|upwards of)\b", re.I)
_MOST = re.compile(r"\b(?:up to|at most|fewer than|less than|as many as)\b", re.I)
_ABOUT = re.compile(r"\b(?:about|around|some|nearly|almost|roughly|approximately|an estimated)\b", re.I)
#: "No one" is not one; nor does "no one else" say how many.
_NOBODY = re.compile(r"no\b", re.I)
_WORDS = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+", re.I)
#: Share by which "about" may err.
_ERRS = 0.1
#: Words on either side of a number among which it is said what became of those it counts; words that bound it.
_BEFORE, _AFTER, _BOUND = 5, 4, 3
#: Where what is said of a number ends.
_ELSEWHERE = re.compile(r"[,;:]|\b(?:and|but|for|who|whom|those|which|that|after|before|when|while)\b", re.I)
#: "The death toll … has risen to", "puts the dead at", "the number of workers killed when … rose to".
_TOLL = re.compile(
    r"\b(?:toll|(?:number|count) of (?:\w+ ){0,3}(?:dead|killed|deaths|fatalities|victims)|the dead)\b[^.;]{0,120}?"
    r"\b(?:to|at|was|is|as)\s+(?:\w+ ){0,2}$",
    re.I,
)
#: Words that say what became of those who are counted.
_FATES = {
    "dead": r"kill\w*|dead|die[ds]?|deaths?|fatalit\w+|slain|lives|bodies|murder\w*|massacre\w*|martyr\w*|fell|toll",
    "injured": r"injur\w+|wound\w*|hurt",
    "arrested": r"arrest\w*|detain\w*|held|holding|custody|jailed|rounded up|taken away|led away",
    "missing": r"missing",
    "displaced": r"displaced|homeless|fled|evacuat\w+",
    "expelled": r"expel\w*|expulsion|sent home|persona non grata|to leave",
    "released": r"releas\w+|freed|set free",
    "captured": r"captur\w+|taken prisoner",
    "abducted": r"abduct\w*|kidnap\w*|hostages?",
}


#: Words for people that a number counts, beside the nouns of persons.
_PEOPLE = frozenset("people person persons martyr recruit soul life casualty fatality body captive hostage".split())


class Confirmed(NamedTuple):
    """`side`: the place of the side that gives the same number; None for a number that no side gives.

    `answer` does not say yet what it rests on.
    """

    side: int | None
    answer: Answer
    seen: Seen


def confirmed(
    corpus: Corpus,
    question: str,
    sides: Sequence[Sequence[Answer]],
    seen: Mapping[str, Sequence[Seen]],
    taken: Collection[str],
) -> Iterator[Confirmed]:
    """What accounts without an answer of their own count, one answer an article. `taken`: numbers of other acts."""
    given = {answer.article for side in sides for answer in side}
    for article in sorted(seen.keys() - given):
        found = (_asked(corpus, question, sides, one, taken) for one in seen[article])
        first = next((one for one in found if one is not None), None)
        if first is not None:
            yield first


def _asked(
    corpus: Corpus, question: str, sides: Sequence[Sequence[Answer]], one: Seen, taken: Collection[str]
) -> Confirmed | None:
    numbers = [n for m in _numbers(corpus, one) if m.id not in taken and (n := _number(corpus, question, one, m))]
    if len(numbers) != 1:
        return None
    answer = Answer(numbers[0], quantity_words(numbers[0]), one.sentence.article)
    phrase = counted_phrase(corpus, answer)
    like = [i for i, side in enumerate(sides) if any(same_population(phrase, counted_phrase(corpus, a)) for a in side)]
    verdicts = {i: compare_quantities(sides[i][0].value, numbers[0]) for i in like}
    same = next((i for i in like if verdicts[i] == EQUAL), None)
    if same is None and not _stands_apart(question, numbers[0], [sides[i][0].value for i in like]):
        return None
    return Confirmed(same, answer, one)


def _stands_apart(question: str, number: Quantity, given: Sequence[Quantity]) -> bool:
    """Whether a number that nobody gives is another answer: a toll, plainly told, of the size of one that is given."""
    if question not in GROWING or is_vague(number) or not given:
        return False
    apart = all(compare_quantities(one, number) != COMPATIBLE or _is_least(one, number) for one in given)
    return apart and not all(of_another_size(one, number) for one in given)


def _is_least(one: Quantity, number: Quantity) -> bool:
    """Whether a number lies above "at least three": what that rose to, or how many another account counts."""
    return one.high is None and number.low == number.high and (number.low or 0.0) > (one.low or 0.0)


def _numbers(corpus: Corpus, one: Seen) -> list[Mention]:
    start, end = one.sentence.start, one.sentence.end
    return [m for m in corpus.numbers.get(one.sentence.article, ()) if start <= m.start and m.end <= end]


def _number(corpus: Corpus, question: str, one: Seen, mention: Mention) -> Quantity | None:
    """The number of a mention, where it counts what is asked."""
    text = corpus.articles[one.sentence.article].text
    if counts_a_part(text, mention.start, mention.end) or not _is_of(text, question, one, mention):
        return None
    number = _first_number(mention.text)
    if number is None or _NOBODY.match(mention.text):
        return None
    lead = " ".join(text[one.sentence.start : mention.start].split()[-_BOUND:]) + f" {mention.text[: number.start]}"
    return Quantity(*_bounds(number.value, lead), None, question, mention.id)


def _bounds(value: float, lead: str) -> tuple[float | None, float | None]:
    """A number's bounds by the words before it."""
    if _LEAST.search(lead):
        return value, None
    if _MOST.search(lead):
        return None, value
    if _ABOUT.search(lead):
        return round(value * (1 - _ERRS)), round(value * (1 + _ERRS))
    return value, value


class _Stated(NamedTuple):
    """A number in a phrase, and where it begins."""

    value: float
    start: int


def _first_number(phrase: str) -> _Stated | None:
    """The longest run of number words that begins first."""
    words = list(_WORDS.finditer(phrase))
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            value = value_of([word[0].casefold() for word in words[first:last]])
            if value is not None and words[first][0].casefold() not in ("a", "and"):
                return _Stated(value, words[first].start())
    return None


def _is_of(text: str, question: str, one: Seen, mention: Mention) -> bool:
    """Whether a number counts what is asked: by its noun, or by what became of them."""
    if any(lemma(word) == lemma(question) for word in _WORDS.findall(mention.text.casefold())):
        return True
    if question == "dead" and _TOLL.search(text[one.sentence.start : mention.start]):
        return _are_people(mention.text)
    fate = _FATES.get(question)
    if fate is None or not _are_people(mention.text):
        return False
    after = " ".join(_ELSEWHERE.split(text[mention.end : one.sentence.end])[0].split()[:_AFTER])
    before = " ".join(_ELSEWHERE.split(text[one.sentence.start : mention.start])[-1].split()[-_BEFORE:])
    return bool(re.search(rf"\b(?:{fate})\b", f"{before} {mention.text} {after}", re.I))


def _are_people(phrase: str) -> bool:
    """Whether a counted phrase ends with a word for people, or is but a number."""
    words = [word.casefold() for word in _WORDS.findall(phrase)]
    nouns = {words[-1], lemma(words[-1])}
    return value_of(words[-1:]) is not None or not (nouns.isdisjoint(_PEOPLE) and nouns.isdisjoint(person_nouns()))
