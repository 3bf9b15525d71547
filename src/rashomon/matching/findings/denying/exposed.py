"""Articles of a story → the report that some tell as news and another calls a hoax, a satire or untrue as a whole.

Reads all sentences of those that expose, and the leads of those that tell. The one idea: who exposes a report says
"the story is a hoax" in one sentence and retells the story in another, at the head of his text or just before; what he
retells finds those who tell it in earnest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rashomon.matching.findings.denying.denial_words import CLAIMED, DENIES, NO, OPEN, UNTRUE, plainness
from rashomon.matching.findings.denying.refutals import Refutal, refutals, refutes, shared_weight
from rashomon.matching.findings.text.sentences import Sentence, lead_of, sentences_of

#: Sentences at the head of a text, and before the one that exposes, in which the report is retold.
_HEAD, _BEFORE = 1, 3
#: Share of a retelling's weight that a sentence (a whole lead) has which tells the same.
_SAME, _SAME_OF_LEAD = 0.42, 0.55
#: Share that the best sentence of a lead has, where only the whole lead has enough.
_PART = 0.2
_TOLD = (
    r"(?:stor(?:y|ies)|reports?|articles?|claims?|rumou?rs?|posts?|photos?|pictures?|images?|videos?|quotes?|tweets?"
    r"|statements?|accounts?|allegations?|speculation)"
)
_PRINTED = r"(?:stor(?:y|ies)|reports?|articles?|claims?|rumou?rs?|quotes?|photos?|images?)"
_SHAM = r"(?:bogus|fake|hoax|phon(?:y|ey)|fabricated|satirical|fictitious)"
_UNTRUE = (
    r"(?:hoax|fakes?|false|untrue|bogus|phon(?:y|ey)|fabricat(?:ed|ion)|fiction(?:al)?|satir(?:e|ical)|joke|doctored"
    r"|photoshopped|staged|made[- ]up|not (?:true|real|accurate)|debunked|no truth)"
)
_EXPOSES = re.compile(
    "|".join(
        (
            rf"\b(?:the|this|that|these|those|whole|entire|\w+['’]s) (?:\w+ ){{0,3}}?{_TOLD} (?:[\w’']+ ){{0,12}}?"
            rf"(?:is|are|was|were|been|be|prove[ds]?)(?:n['’]t| not)? (?:\w+ ){{0,4}}?{_UNTRUE}\b",
            r"\b(?:it|they) (?:is|was|are|were|all|['’]s) (?:just |all )?(?:a )?(?:hoax|fake|satire|untrue|false)\b",
            r"\bnothing (?:more|but|other)(?: than)? a hoax\b",
            rf"\b(?:an?|the|this|that) (?:\w+ )?{_SHAM} (?:\w+ )?{_PRINTED}\b(?! (?:from|of) (?:last|\d))",
            r"\bno truth (?:to|in) (?:the|this|that)\b",
            r"\b(?:none|nothing) (?:of|in) (?:this|that|it|those|these|the) ?(?:\w+ ){0,2}?(?:is|are|was|were|has|have)"
            r" (?:\w+ ){0,4}?(?:true|truth|real)\b",
            r"\b(?:den(?:y|ies|ied)|refut(?:es|ed)|rebut(?:s|ted)|dispel(?:s|led)|debunk(?:s|ed)|dismiss(?:es|ed))"
            rf" (?:the|this|that|these|those|all) (?:\w+ ){{0,2}}?{_TOLD}(?=\W*$| (?:in|on|as|via|to)\b|,)",
        )
    ),
    re.I,
)
#: A claim that its own sentence spells out is no other's.
_OWN_MATTER = re.compile(rf"\b{_TOLD} (?:to\b|that\b(?! (?:is|are|was|were|has|have|had)\b))", re.I)
#: Who passes the doubt of others on, or is not sure, exposes nothing.
_UNSURE = re.compile(
    r"\b(?:some|others|many|if|whether|may|might|could|maybe|perhaps|possibly|seems?|appears?|whenever|believe|think"
    r"|insist|argue|wonder|suspect|not)\b(?! (?:true|real|accurate))|n['’]t\b(?! (?:true|real))|\?",
    re.I,
)
#: A sentence with one of these does not tell a report in earnest.
_DOUBTED = plainness(OPEN, UNTRUE, NO, DENIES, r"reject\w*|dismiss\w*|trash\w*|unknown|skeptic\w*|sceptic\w*")
#: Who has such a word anywhere tells of the doubt too.
_DOUBTS_AT_ALL = re.compile(
    rf"\b(?:hoax\w*|satirical|debunk\w*|contrary to (?:[\w’'-]+ ){{0,3}}(?:{CLAIMED}))\b|{_EXPOSES.pattern}", re.I
)
#: A claim that the sentence right before "it is untrue" passes on is what is untrue, and nothing else.
_CLAIMED_JUST_BEFORE = re.compile(r"\bclaim(?:s|ed|ing)? (?:that|to)\b", re.I)


class _Exposing(NamedTuple):
    """The sentence that calls a report untrue, and the sentences in which its article retells it."""

    sentence: Sentence
    retold: tuple[Sentence, ...]


def disputed(texts: Mapping[str, str]) -> list[Refutal]:
    """Reports that some articles lead with, and others expose, or lead with their denial; each once, those of most
    articles first. `texts` by article id.
    """
    # who denies a report is told of by others
    return _one_each([*refutals(texts), *exposed(texts)]) if len(texts) > 1 else []


def exposed(texts: Mapping[str, str]) -> list[Refutal]:
    """Reports that some articles lead with and others expose. `texts` by article id."""
    found: dict[str, tuple[_Exposing, ...]] = {}
    for article, text in sorted(texts.items()):
        if exposing := tuple(_exposing(sentences_of(article, text))):
            found[article] = exposing
    leads = {a: lead_of(a, text) for a, text in sorted(texts.items()) if found and not _DOUBTS_AT_ALL.search(text)}
    telling = {
        article: [sentence for sentence in lead if not _DOUBTED.search(sentence.text)]
        for article, lead in leads.items()
        if not any(refutes(sentence.text) for sentence in lead)
    }
    reports = [_against(one, telling) for exposing in found.values() for one in exposing]
    return _one_each([one for one in reports if one.told])


def calls_it_untrue(sentences: Sequence[Sentence]) -> Sentence | None:
    """The first sentence of an article that calls what it retells a hoax or untrue as a whole."""
    return next((one.sentence for one in _exposing(sentences) if len(one.retold) > 1), None)


def _exposing(sentences: Sequence[Sentence]) -> Iterator[_Exposing]:
    for place, one in enumerate(sentences):
        if _exposes(one.text):
            near = (*sentences[:_HEAD], *sentences[max(0, place - _BEFORE) : place + 1])
            if place and _CLAIMED_JUST_BEFORE.search(sentences[place - 1].text):
                near = tuple(sentences[place - 1 : place + 1])
            yield _Exposing(one, (one,) if _OWN_MATTER.search(one.text) else tuple(dict.fromkeys(near)))


@lru_cache(maxsize=20_000)
def _exposes(text: str) -> bool:
    return bool(_EXPOSES.search(text)) and not _UNSURE.search(text)


def _against(one: _Exposing, telling: Mapping[str, Sequence[Sentence]]) -> Refutal:
    """Who tells it in one sentence; only where nobody does, who tells it over his whole lead.

    `telling`: of the articles that doubt nothing the sentences of their leads that tell what they tell as it is.
    """
    told, over_leads = [], []
    for article, plain in telling.items():
        if article == one.sentence.article:
            continue
        shares = [(_retells(one, sentence.text), -sentence.start, sentence) for sentence in plain]
        whole = " ".join(sentence.text for sentence in plain) if len(one.retold) > 1 else ""
        best = max(shares, default=None)
        if best and best[0] >= _SAME:
            told.append(best[2])
        elif best and best[0] >= _PART and _retells(one, whole) >= _SAME_OF_LEAD:
            over_leads.append(best[2])
    return Refutal((one.sentence,), tuple(told or over_leads))


def _retells(one: _Exposing, text: str) -> float:
    """How much of what an article retells a text has, 0..1."""
    return max(shared_weight(retold.text, text) for retold in one.retold)


def _one_each(found: Sequence[Refutal]) -> list[Refutal]:
    """Refutals that are told mostly by the same articles, as one: of each article the first sentence of either kind."""
    kept: list[Refutal] = []
    for one in sorted(found, key=lambda one: (-len(one.told), one.denied[0].article, one.denied[0].start)):
        home = next((i for i, other in enumerate(kept) if _told_together(one, other)), None)
        if home is None:
            kept.append(one)
        else:
            kept[home] = _both(kept[home], one)
    return kept


def _told_together(one: Refutal, other: Refutal) -> bool:
    these, those = ({s.article for s in refutal.told} for refutal in (one, other))
    return 2 * len(these & those) >= min(len(these), len(those))


def _both(one: Refutal, other: Refutal) -> Refutal:
    denied = {s.article: s for s in (*other.denied, *one.denied)}
    told = {s.article: s for s in (*other.told, *one.told) if s.article not in denied}
    return Refutal(tuple(denied.values()), tuple(told.values())) if told else one
