"""Articles of a story → the report that some tell and others call untrue.

Reads titles and leads. The one idea: an outlet that refutes a report, or passes on a denial of it, says so in its
first sentences, and another that tells the report tells it in its own first sentences with much the same words. Only
leads are compared: further down a text tells and denies many things.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rashomon.language.termweights import weight
from rashomon.matching.acts import lemma

#: Sentences of an article's beginning that are compared; content words that a report has at least.
_LEAD, _LEAST = 4, 4
#: Share of the refuting sentence's weight that a sentence has which tells the same report.
_SAME = 0.42
#: What a name counts beside other words.
_NAME = 0.5
_REFUTED = re.compile(
    r"\b(?:hoax|(?:is|was|are|were|be|as) (?:a )?fakes?|fake (?:story|news|report|website|account)|not true|untrue"
    r"|debunk(?:s|ed)|never happened|fabricated|no truth|bogus|(?:is|was|are|were|be) false|den(?:y|ied|ies)"
    r"|refut(?:e|es|ed|ing)|dispel(?:s|led)?|did ?n[o']t happen|(?:is|was|are)n['’]t (?:true|real))\b",
    re.I,
)
#: Words that turn what follows: "did not deny", "cannot be denied", "denied bail", "denied entry".
_OTHERWISE = re.compile(
    r"\b(?:not|never|neither|cannot|can['’]t|n['’]t) (?:be )?(?:confirm(?:ed)? (?:or|nor) )?den(?:y|ied)"
    r"|den(?:y|ied|ies) (?:bail|entry|access|visas?|asylum|permission|leave|parole|a )|\bif\b|\?",
    re.I,
)
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|rumou?r\w*|unconfirmed|claims?|claimed|purported\w*|supposed\w*|alleg\w+|hoax|fake\w*"
    r"|charged|accused|accus(?:es|ing)|suspect\w*|suspicion|indicted|l(?:ying|ied|iars?|ies)|sham|scam|prank|satir\w+|parody|false|not|n['’]t|never|no|den(?:y|ied|ies|ial)|refut\w+|debunk\w*)\b|n['’]t\b|\?",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CUES = frozenset("hoax fake true untrue debunk false deny denial refute report claim rumor rumour story".split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's beginning, [start, end) in its text."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Refutal:
    """A report that `told` tell and `denied` call untrue or denied, the plainest first."""

    denied: tuple[Sentence, ...]
    told: tuple[Sentence, ...]


def refutal(texts: Mapping[str, str]) -> Refutal | None:
    """The report that most articles of a story tell while others refute it; None where there is none. `texts` by
    article id.
    """
    leads = {article: _lead(article, text) for article, text in sorted(texts.items())}
    refuting = [s for lead in leads.values() for s in lead if _refutes(s.text)]
    found = [_about(one, refuting, leads) for one in refuting]
    told = [one for one in found if one.told]
    return max(told, key=lambda one: (len(one.told) * len(one.denied), -one.denied[0].start), default=None)


def _about(one: Sentence, refuting: Sequence[Sentence], leads: Mapping[str, Sequence[Sentence]]) -> Refutal:
    denied = {one.article: one}
    for other in refuting:
        if other.article not in denied and _shared(one.text, other.text) >= _SAME:
            denied[other.article] = other
    told = {}
    for article, lead in leads.items():
        plain = [s for s in lead if not _HEDGED.search(s.text) and _shared(one.text, s.text) >= _SAME]
        if plain and article not in denied and not any(_refutes(s.text) for s in lead):
            told[article] = max(plain, key=lambda s: (_shared(one.text, s.text), -s.start))
    return Refutal(tuple(denied.values()), tuple(told.values()))


def _refutes(text: str) -> bool:
    return bool(_REFUTED.search(text)) and not _OTHERWISE.search(text) and len(_content(text)) >= _LEAST


def _shared(refuting: str, other: str) -> float:
    """How much of the refuting sentence's weight the other sentence has, 0..1; names alone share nothing."""
    refuted = _refuted(refuting)
    wanted, has = _content(refuted), _content(other)
    both, names = wanted.keys() & has.keys(), _names(refuted)
    weights = {word: value * (_NAME if word in names else 1.0) for word, value in wanted.items()}
    total = math.fsum(weights.values())
    if len(both) < _LEAST - 1 or len(both - names) < 2 or not total:
        return 0.0
    return math.fsum(weights[word] for word in both) / total


def _refuted(text: str) -> str:
    """What is denied: the words after the verb; the whole sentence where something is called a hoax."""
    found = re.search(r"\b(?:den(?:y|ied|ies)|refut(?:e|es|ed|ing)|dispel(?:s|led)?|debunk(?:s|ed))\b", text, re.I)
    after = text[found.end() :] if found else ""
    return after if len(_content(after)) >= _LEAST else text


def _lead(article: str, text: str) -> list[Sentence]:
    return sentences_of(article, text[:3000])[:_LEAD]


def sentences_of(article: str, text: str) -> list[Sentence]:
    """Sentences of a text that have words enough to tell something, by signs alone."""
    found, at = [], 0
    for part in _SENTENCE.split(text):
        start = text.find(part, at) if part else at
        at = start + len(part or "")
        if part and len(_WORD.findall(part)) >= _LEAST:
            found.append(Sentence(article, start, at, part))
    return found


@lru_cache(maxsize=20_000)
def _content(text: str) -> dict[str, float]:
    words = (lemma(word) for word in _WORD.findall(text))
    return {word[:6]: weight(word) for word in words if len(word) > 2 and weight(word) > 1.5 and word not in _CUES}


@lru_cache(maxsize=20_000)
def _names(text: str) -> frozenset[str]:
    words = _WORD.findall(text)
    return frozenset(lemma(word)[:6] for word in words if word[:1].isupper())
