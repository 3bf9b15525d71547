"""Articles of a story → the report that some tell and others call untrue.

Reads titles and leads. The one idea: an outlet that refutes a report, or passes on a denial of it, says so in its
first sentences, and another that tells the report tells it in its own first sentences with much the same words. Only
leads are compared: further down a text tells and denies many things.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.denying.denial_words import DENIES, NO, UNTRUE, plainness
from rashomon.matching.findings.text.sentences import Sentence, lead_of

#: Content words that a report has at least.
_LEAST = 4
#: Share of the refuting sentence's weight that a sentence has which tells the same report.
_SAME = 0.42
#: What a name counts beside other words.
_NAME = 0.5
_REFUTED = re.compile(
    r"\b(?:hoax|(?:is|was|are|were|be|as) (?:a )?fakes?|fake (?:story|news|report|website|account)|not true|untrue"
    r"|debunk(?:s|ed|ing)|never happened|fabricated|no truth|bogus|(?:is|was|are|were|be) (?:\w+ly )?(?:false|untrue)"
    r"|den(?:y|ied|ies)|refut(?:e|es|ed|ing)|rebut(?:s|ted)|dispel(?:s|led)?|did ?n[o'’]t happen|baseless|unfounded"
    r"|(?:is|was|are|were)(?: not|n['’]t) (?:true|real|the case|correct|accurate)|satirical|(?:is|was) satire"
    r"|(?:is|was|were) (?:staged|made up|doctored|photoshopped)"
    r"|(?:none|nothing) (?:of|in) [^.;]{2,30} (?:is|are|was|were|has|have) (?:\w+ ){0,4}(?:true|truth|real)"
    r"|(?:push(?:es|ed|ing)? back (?:against|at|on)|dismiss(?:es|ed)) (?:\w+ ){0,2}"
    r"(?:claims?|reports?|stor(?:y|ies)|allegations?|rumou?rs?|suggestions?|speculation))\b",
    re.I,
)
#: Words that turn what follows: "did not deny", "cannot be denied", "denied bail", "denied entry".
_OTHERWISE = re.compile(
    r"\b(?:not|never|neither|cannot|can['’]t|n['’]t) (?:be )?(?:confirm(?:ed)? (?:or|nor) )?den(?:y|ied)"
    r"|den(?:y|ied|ies) (?:bail|entry|access|visas?|asylum|permission|leave|parole|a )|\bif\b|\?",
    re.I,
)
_DENIES = re.compile(
    r"\b(?:den(?:y|ied|ies)|refut(?:e|es|ed|ing)|dispel(?:s|led)?|debunk(?:s|ed)|push(?:es|ed|ing)? back"
    r"|dismiss(?:es|ed))\b",
    re.I,
)
#: "It", "the report": what the sentence or one before it tells.
_IT = re.compile(
    r"\W*(?:it|this|that|them|these|those|any|all|such|(?:the|its|his|her|their) )?(?:\w+['’]s )?(?:\w+ )?"
    r"(?:it|reports?|claims?|rumou?rs?|stor(?:y|ies)|allegations?|accusations?|charges?|speculation)?\W*(?:$|on\b|in\b|\w+day\b)",
    re.I,
)
#: When it was denied, not what: "denied arson following a fire".
_AFTERWARDS = re.compile(r"\b(?:following|in connection with|in the wake of)\b", re.I)
#: Who only passes a report on, or accuses, does not tell it.
_PASSES_ON = (
    r"reportedly|allegedly|rumou?r\w*|unconfirmed|claims?|claimed|purported\w*|supposed\w*|alleg\w+|charged|accused"
    r"|accus(?:es|ing)|suspect\w*|suspicion|indicted|lies"
)
_HEDGED = plainness(_PASSES_ON, UNTRUE, NO, DENIES)
#: "The report", told in a sentence before that passes it on.
_TAKEN_UP = re.compile(
    r"\b(?:the|this|that|these|those|such|[\w’'/]+['’]s|[A-Z]\w+) (?:\w+ )?(?:reports?|stor(?:y|ies)|rumou?rs?|claims?"
    r"|articles?|allegations?|posts?|tweets?|it)\b(?! (?:that|to|of)\b)|^\W*it\b",
    re.I,
)
_PASSED_ON = re.compile(
    r"\b(?:report(?:s|ed|ing)?|rumou?r(?:s|ed)?|claim(?:s|ed|ing)?|alleg(?:es|ed|ing|ations?)|according to [^,]{3,40},"
    r"|said|says|stor(?:y|ies))\b(?: that)?",
    re.I,
)
_CUES = frozenset("hoax fake true untrue debunk false deny denial refute report claim rumor rumour story".split())


@dataclass(frozen=True, slots=True)
class Refutal:
    """A report that `told` tell and `denied` call untrue or denied, the plainest first."""

    denied: tuple[Sentence, ...]
    told: tuple[Sentence, ...]


def refutals(texts: Mapping[str, str]) -> list[Refutal]:
    """Reports that articles of a story tell while others refute them, those of most articles first; a report that is
    refuted in several wordings comes once. `texts` by article id.
    """
    leads = {article: lead_of(article, text) for article, text in sorted(texts.items())}
    refuting = [one for lead in leads.values() for one in _refuting(lead)]
    telling = {article: _telling(lead) for article, lead in leads.items() if not any(refutes(s.text) for s in lead)}
    found = [_about(one, refuting, telling) for one in refuting]
    ordered = sorted(
        (one for one in found if one.told),
        key=lambda one: (-len(one.told) * len(one.denied), one.denied[0].start, one.denied[0].article),
    )
    kept: list[Refutal] = []
    for one in ordered:
        if not any(_is_one_report(one, other) for other in kept):
            kept.append(one)
    return kept


class _Refuting(NamedTuple):
    """A sentence that refutes, and the words of what it refutes."""

    sentence: Sentence
    matter: str


def _refuting(lead: Sequence[Sentence]) -> Iterator[_Refuting]:
    """The sentences of a lead that refute something: by their own words, or "the report", told just before."""
    for place, one in enumerate(lead):
        if not refutes(one.text):
            continue
        yield _Refuting(one, one.text)
        before = [s for s in lead[:place] if _PASSED_ON.search(s.text) and not refutes(s.text)]
        if before and _TAKEN_UP.search(one.text):
            yield _Refuting(one, _passed_on(before[-1].text))


def _passed_on(text: str) -> str:
    """What a sentence that passes a report on tells, without who reports it."""
    found = _PASSED_ON.search(text)
    after = text[found.end() :] if found else ""
    return after if len(_content(after)) >= _LEAST else text


def _is_one_report(one: Refutal, other: Refutal) -> bool:
    """Whether two refutals are told by the same articles or in like words, or refuted by one sentence."""
    if {s.article for s in one.told} <= {s.article for s in other.told}:
        return True
    if {(s.article, s.start) for s in one.denied} & {(s.article, s.start) for s in other.denied}:
        return True
    return any(shared_weight(a.text, b.text) >= _SAME for a, b in product(one.told, other.told))


def _telling(lead: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a lead that tell what they tell as it is."""
    return [sentence for sentence in lead if not _HEDGED.search(sentence.text)]


def _about(one: _Refuting, refuting: Sequence[_Refuting], telling: Mapping[str, Sequence[Sentence]]) -> Refutal:
    """`telling`: plain sentences of the articles that lead with no denial."""
    denied = {one.sentence.article: one.sentence}
    for other in refuting:
        if other.sentence.article not in denied and shared_weight(one.matter, other.matter) >= _SAME:
            denied[other.sentence.article] = other.sentence
    told = {}
    for article, sentences in telling.items():
        plain = [s for s in sentences if shared_weight(one.matter, s.text) >= _SAME]
        if plain and article not in denied:
            told[article] = max(plain, key=lambda s: (shared_weight(one.matter, s.text), -s.start))
    return Refutal(tuple(denied.values()), tuple(told.values()))


@lru_cache(maxsize=20_000)
def refutes(text: str) -> bool:
    """Whether a sentence says of some report that it is untrue or denied."""
    return bool(_REFUTED.search(text)) and not _OTHERWISE.search(text) and len(_content(text)) >= _LEAST


@lru_cache(maxsize=50_000)
def shared_weight(refuting: str, other: str) -> float:
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
    """What is denied: the words after the verb; the whole sentence where something is called a hoax, or "it" denied."""
    found = _DENIES.search(text)
    after = text[found.end() :] if found else ""
    if len(_content(after)) >= _LEAST:
        return _AFTERWARDS.split(after)[0]
    return "" if found and re.match(r"\s+(?:\w+ly )?[a-z]", after) and not _IT.match(after) else text


@lru_cache(maxsize=20_000)
def _content(text: str) -> dict[str, float]:
    words = (lemma(word) for word in WORD.findall(text))
    return {word[:6]: weight(word) for word in words if len(word) > 2 and weight(word) > 1.5 and word not in _CUES}


@lru_cache(maxsize=20_000)
def _names(text: str) -> frozenset[str]:
    words = WORD.findall(text)
    return frozenset(lemma(word)[:6] for word in words if word[:1].isupper())
