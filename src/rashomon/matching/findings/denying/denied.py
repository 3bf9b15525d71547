"""Denials → what they deny, and who tells it plainly.

Reads the statements and sentences of a story's articles; gives denials with the sentences that tell what is denied. The
one idea: who denies says what he denies ("denied that the dam had been opened", "the dam was never opened"), so the
words of his denial find those who tell it; a sentence that has nearly all of them, and no "not" of its own, tells the
opposite. It may stand in the same article: there the account itself, or another of its voices, tells it.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.denying.denial_words import DENIES, NO, OPEN, UNTRUE, plainness
from rashomon.matching.findings.denying.negated import does, negated
from rashomon.matching.findings.text.sentences import Sentence, sentences_of
from rashomon.record import Statement

#: Share of the denial's weight that a sentence has which tells the same; content words that a denial has at least.
_SAME, _LEAST = 0.55, 3
#: The share where a denial has but so many content words; that from which one speaker's two denials are of one thing.
_FEW, _SAME_OF_FEW, _MORE, _SAME_OF_MORE, _ONE = 5, 0.75, 7, 0.65, 0.34
#: The share where nobody denies, but a sentence says "not".
_SAME_OF_NO = 0.85
#: What a name counts beside other words.
_NAME = 0.5
#: Words within which a sentence tells a thing, and by how many the next look is further on: a sentence may be a page.
_REACH, _STEP = 45, 20
_CUE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)(?! (?:with|by))|rebut(?:s|ted|ting)?"
    r"|(?:reject|dismiss|disput)(?:e|s|es|ed|ing)?(?=\s(?:\w+['’]?s?\s){0,3}"
    r"(?:claims?|allegations?|accusations?|reports?|rumou?rs?|suggestions?|speculation)\b))\b",
    re.I,
)
#: A cue that is denied itself, a thing that is withheld, or a text that is answered.
_NO_DENIAL = re.compile(
    r"\b(?:not|never|neither|nor|cannot|can['’]t|n['’]t|without|refus\w+ to|declin\w+ to)\b[^.;,]{0,25}$"
    r"|\b(?:was|were|is|are|been|being|be|get|got)\s+(?:\w+ly\s+)?$"  # what one is denied is withheld
    r"|\b(?:nobody|no one|no-one|hard to|difficult to|impossible to|if)\b[^.;,]{0,20}$",
    re.I,
)
_WITHHELD = re.compile(
    r"\s*(?:\w+ ){0,2}(?:bail|entry|access|visas?|asylum|permission|leave|parole|treatment|service|a chance)\b"
    r"|\s*(?:\w+ ){0,4}(?:points?|letters?|arguments?|criticisms?|editorial|articles?|books?|evidence|views?)\b"
    r"(?! that)"
    r"|\s*(?:(?!\w+ing\b|any\b|reports?\b|claims?\b)\w+ ){0,2}"
    r"(?:offers?|requests?|appeals?|motions?|petitions?|applications?|pleas?)\b",
    re.I,
)
#: Claims that a denial answers; what follows is what it denies.
_CLAIMS = re.compile(
    r"^\W*(?:(?:the|any|all|these|those|such|his|her|their|its|media|press|\w+['’]s)\s+){0,3}"
    r"(?:claims?|allegations?|accusations?|reports?|rumou?rs?|charges?|suggestions?|speculation|assertions?|that)\b"
    r"(?:\s+(?:that|of|by|from|about))?",
    re.I,
)
_UNPLAIN = plainness(OPEN, UNTRUE, NO, DENIES, r"without|reject\w*|dismiss\w*|actually")
#: Where a speaker goes on to what he says himself.
_FURTHER = re.compile(
    r",? (?:and|but) (?:also )?(?:said|says|told|added|insist\w*|declin\w+|call\w+)\b"
    r"|, (?:saying|adding|telling|calling|writing|noting|arguing|insisting|stating|claiming|explaining)\b"
    r"|[.!?][\"”’]?\s",
    re.I,
)
_OWN = re.compile(r"['’]s?$")
_CUES = frozenset(
    """deny denial refute claim allegation accusation report rumor rumour charge say tell add allege accuse statement
    official spokesman spokeswoman anything categorically vehemently strongly""".split()
)


@dataclass(frozen=True, slots=True)
class Denial:
    """Characters [start, end) of an article that deny something; `statement`: the id of the one that they are."""

    article: str
    start: int
    end: int
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Denied:
    """What somebody denies: who denies it, and the sentences that tell it; each article once on either side."""

    denials: tuple[Denial, ...]
    told: tuple[Sentence, ...]


class _Denial(NamedTuple):
    """A denial with what it denies; `deed`: the verb that a plain "not" stands before."""

    denial: Denial
    what: str
    words: dict[str, float]
    deed: str = ""


def denied_things(texts: Mapping[str, str], statements: Mapping[str, Sequence[Statement]]) -> list[Denied]:
    """Every thing that one voice denies and that an account, or another voice in it, tells plainly. Both arguments by
    article id; of several denials of one thing in an article the first counts.
    """
    said = [one for article, text in sorted(texts.items()) for one in _by_statements(text, statements.get(article, ()))]
    sentences = {article: sentences_of(article, text) for article, text in sorted(texts.items())}
    things = []
    for denials in _of_one_thing(said):
        deniers = {one.denial.article for one in denials}
        found = [one for a, here in sentences.items() if a not in deniers for one in _telling(denials, here)]
        found += [one for d in denials for one in _beside(d, sentences[d.denial.article])]
        if found:
            things.append(Denied(_first_of_each(one.denial for one in denials), _each_once(found)))
    if len(texts) > 1:
        things += _by_negation({article: _with_deeds(here) for article, here in sentences.items()}, sentences)
    return _merged(things)


def _by_statements(text: str, statements: Sequence[Statement]) -> Iterator[_Denial]:
    """Statements that deny something in words enough to find it by."""
    for statement in statements:
        what = _denied(text, statement)
        if _is_enough(what):
            yield _Denial(Denial(statement.article, statement.start, statement.end, statement.id), what, _content(what))


def _is_enough(what: str) -> bool:
    words = _content(what)
    return len(words) >= _LEAST and len(words.keys() - _names(what)) >= 2


def _with_deeds(sentences: Sequence[Sentence]) -> list[tuple[Sentence, list[_Denial]]]:
    """Sentences with the deeds that each says were not done."""
    return [
        (
            one,
            [
                _Denial(Denial(one.article, one.start, one.end), no.clause, _content(no.clause), no.deed)
                for no in negated(one.text)
                if _is_enough(no.clause) and _names_deed(no.clause, no.deed)
            ],
        )
        for one in sentences
    ]


def _names_deed(text: str, deed: str) -> bool:
    words = _content(text)
    return deed[:6] in words or f"{deed}e"[:6] in words


def _by_negation(
    told: Mapping[str, Sequence[tuple[Sentence, Sequence[_Denial]]]], sentences: Mapping[str, Sequence[Sentence]]
) -> list[Denied]:
    """What one article plainly says was not done, and another tells as done."""
    things = []
    for article, of_article in told.items():
        for denial in (one for _, found in of_article for one in found):
            done = [
                one
                for other, here in sentences.items()
                if other != article
                for one in _telling([denial], [s for s in here if _names_deed(s.text, denial.deed)])
                if does(one.text, denial.deed)
            ]
            if done:
                things.append(Denied((denial.denial,), tuple(done)))
    return things


def _beside(denial: _Denial, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentence of the denial's own article that tells what is denied."""
    place = denial.denial
    apart = [one for one in sentences if one.end <= place.start or place.end <= one.start]
    plain = [one for one in apart if not _UNPLAIN.search(one.text)]
    return _telling([denial], plain)


def _each_once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    return tuple({one.article: one for one in sentences}.values())


def _merged(things: Sequence[Denied]) -> list[Denied]:
    """Denials that the same sentences answer, as one."""
    found: list[Denied] = []
    for thing in sorted(things, key=lambda one: (-len(one.told), one.denials[0].article, one.denials[0].start)):
        home = next((i for i, one in enumerate(found) if _told_together(one, thing)), None)
        if home is None:
            found.append(thing)
            continue
        both = _first_of_each((*found[home].denials, *thing.denials))
        found[home] = Denied(both, _each_once((*thing.told, *found[home].told)))
    return found


def _told_together(one: Denied, other: Denied) -> bool:
    shared = {(s.article, s.start) for s in one.told} & {(s.article, s.start) for s in other.told}
    return 2 * len(shared) >= min(len(one.told), len(other.told))


def _of_one_thing(found: Sequence[_Denial]) -> list[list[_Denial]]:
    """Denials of one thing together: each with the first that one of the two holds most of."""
    things: list[list[_Denial]] = []
    for one in found:
        home = next((thing for thing in things if any(_is_one_thing(one, other) for other in thing)), None)
        if home is None:
            things.append([one])
        else:
            home.append(one)
    return things


def _is_one_thing(one: _Denial, other: _Denial) -> bool:
    """Whether one holds most of what the other denies; of two words that both hold, both may be the matter."""
    if max(_shared(one.what, other.words), _shared(other.what, one.words)) >= _SAME:
        return True
    both = (one.words.keys() & other.words.keys()) - _names(one.what) - _names(other.what)
    weights = [math.fsum(words.values()) for words in (one.words, other.words)]
    return len(both) > 1 and math.fsum(one.words[word] for word in both) >= _ONE * min(weights)


def _denied(text: str, statement: Statement) -> str:
    """The words for what a statement denies; nothing where it denies nothing."""
    inside = text[statement.start : statement.end]
    cue = _CUE.search(inside)
    if cue is None or _NO_DENIAL.search(inside[: cue.start()]) or _WITHHELD.match(inside[cue.end() :]):
        return ""
    what = _FURTHER.split(inside[cue.end() :])[0]
    if cue[0].lower().endswith("ing"):  # "long denying that it exists, the ministry …": what follows is another clause
        what = what.split(", ")[0]
    claims = _CLAIMS.match(what)
    return what[claims.end() :] if claims else what


def _first_of_each(denials: Iterable[Denial]) -> tuple[Denial, ...]:
    found: dict[str, Denial] = {}
    for denial in denials:
        found.setdefault(denial.article, denial)
    return tuple(found.values())


def _telling(denials: Sequence[_Denial], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentence of an article that tells what is denied, the likest; none where it is denied or doubted there."""
    shares = [(max(_told_in(one.text, d.what) / _needed(d.what, d.deed) for d in denials), one) for one in sentences]
    plain = [(shared, one) for shared, one in shares if shared >= 1.0]
    if not plain or any(_UNPLAIN.search(one.text) for _, one in plain):
        return []
    return [max(plain, key=lambda found: (found[0], -found[1].start))[1]]


def _told_in(text: str, what: str) -> float:
    """How much of what is denied a stretch of a sentence has, 0..1."""
    return max(_shared(what, _content(part)) for part in _stretches(text))


@lru_cache(maxsize=20_000)
def _stretches(text: str) -> tuple[str, ...]:
    words = [(word.start(), word.end()) for word in WORD.finditer(text)]
    if len(words) <= _REACH:
        return (text,)
    begins = range(0, len(words) - _REACH + _STEP, _STEP)
    return tuple(text[words[at][0] : words[min(at + _REACH, len(words)) - 1][1]] for at in begins)


def _needed(what: str, deed: str = "") -> float:
    if deed:
        return _SAME_OF_NO
    words = _content(what)
    if len(words) < _FEW or words.keys().isdisjoint(_verbs(what)):
        return _SAME_OF_FEW
    return _SAME_OF_MORE if len(words) < _MORE else _SAME


def _shared(what: str, words: Mapping[str, float]) -> float:
    """How much of the weight of what is denied a sentence has, 0..1; nothing where it has not the deed itself."""
    wanted, names = _content(what), _names(what)
    both, did = wanted.keys() & words.keys(), next((verb for verb in _verbs(what) if verb in wanted), None)
    if len(both) < _LEAST - 1 or len(both - names) < 2 or (did and did not in both):
        return 0.0
    weights = {word: value * (_NAME if word in names else 1.0) for word, value in wanted.items()}
    return math.fsum(weights[word] for word in both) / math.fsum(weights.values())


@lru_cache(maxsize=20_000)
def _content(text: str) -> dict[str, float]:
    words = (lemma(_OWN.sub("", word)) for word in WORD.findall(text))
    counts = Counter(word for word in words if len(word) > 2 and word not in _CUES)
    return {word[:6]: value for word in counts if (value := weight(word)) > 1.5}


@lru_cache(maxsize=20_000)
def _verbs(text: str) -> tuple[str, ...]:
    """Words whose form shows a deed, in order: "opened", "opening", "took"; the first is what is denied."""
    words = ((word.lower(), lemma(word)) for word in WORD.findall(text))
    return tuple(base[:6] for word, base in words if base != word and not word.endswith("s"))


@lru_cache(maxsize=20_000)
def _names(text: str) -> frozenset[str]:
    return frozenset(lemma(word)[:6] for word in WORD.findall(text) if word[:1].isupper())
