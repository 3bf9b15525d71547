"""A claim and an article → whether the article tells it, denies it, mentions it without a side, or is silent on it.

Reads the words of a claim that a reader asks about and of an article. The one idea: every answer is a passage. A
sentence speaks of the claim where it has much of its words; it tells it where it says as much as the claim with the
same yes or no, and denies it where one of the two says no; an article whose sentences are on both sides, or that leaves
the matter with others, takes none. What stands in no sentence is not guessed at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rashomon.language.numbers import digits, number_words
from rashomon.language.termweights import WORD
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.claims.called_untrue import OWN, denying_sentence, telling_sentence
from rashomon.matching.claims.denial_cues import CLAUSE, DENYING, NO_NO, denying, matter, noes, spells_out, untrue
from rashomon.matching.claims.doers import has_its_doer, renamed
from rashomon.matching.claims.stance import DISAGREE, content_words, share, stance
from rashomon.matching.findings.denying.denial_words import CLAIMED, UNTRUE
from rashomon.matching.findings.denying.exposed import calls_it_untrue
from rashomon.matching.findings.text.near_words import near_share
from rashomon.matching.findings.text.sentences import Sentence, sentences_of
from rashomon.record import Span

TELLS, DENIES, MENTIONS = "tells", "denies", "mentions"

#: Share of a claim's weight from which a sentence speaks of it, and from which it may be said to tell or deny it.
_SPEAKS, _SAYS = 0.42, 0.62
#: The share from which a sentence without the claim's verb speaks of it.
_WITHOUT_DEED = 0.55
#: Share that two sentences, one after the other, have together.
_TOGETHER = 0.65
#: Share that an article as a whole has, and its fullest sentence, where no sentence speaks of the claim by itself. Of
#: 400 FNC-1 bodies on a headline's story 40 more are heard so, of 383 on another none (dev, 2026-11-22).
_IN_ALL, _AT_LEAST = 0.4, 0.3
#: Words that the fullest sentence has of it.
_WORDS = 3
#: Share of a denial's weight that a claim has if it is the claim that is denied; sentences before it that tell of what.
_MOSTLY, _NEAR = 0.6, 2
#: The share where the two may use other words for one thing.
_MOST = 0.66
#: Words that a denial has, at most, where one of the claim's is enough to know of what it is.
_FEW = 1
#: What leaves a denial open, or makes it one among others': "whether it is a hoax", "if he denied it".
_LEFT_OPEN = re.compile(
    r"\b(?:if|whether|could|would|might|(?-i:may)|should|speculat\w+|rumou?red|wonder\w*|suspect\w*|skeptic\w*"
    r"|sceptic\w*|some (?:say|think|believe|claim))\b|\?",
    re.I,
)
#: Words after a no, among which the claim's stand.
_NEAR_NO = 7
_NOT = re.compile(r"\b(?:not|no|never|nobody|none|neither|nor|cannot)\b|n['’] ?t\b", re.I)
_OWN = re.compile(r"['’]s?$")
_SMALL = frozenset(
    """the and for was has had are his her its who not but one two ten new out off any all can may say now how why did
    one our she him you yes""".split()
)
#: What parts one no from another that does not turn it; what opens a quotation.
_APART = re.compile(r"[;:—–?!]|, (?!that\b)|\s-\s|\b(?:and|but|while|despite)\b")
_QUOTING = " \"“”'‘’«"
#: Words after a "not", and after "denied", among which one of the claim's stands, if it is the claim that is denied.
_REACH, _FAR = 4, 14
_DOUBT = re.compile(
    r"\b(?:if|whether|could|would|might|(?-i:may)|should|reportedly|allegedly|rumou?r(?:s|ed)?|unconfirmed|purported(?:ly)?"
    r"|supposed(?:ly)?|unclear|speculat\w+|claim(?:s|ed|ing)?|suspect(?:s|ed)? that)\b|\?",
    re.I,
)
#: A telling that is others': it does not stand against a claim that says no.
_TOLD_ON = re.compile(rf"\b(?:{CLAIMED}|alleg\w+|report\w*|told|wrote|says?|said|linking|according)\b", re.I)
_REPORT = re.compile(rf"\b(?:{CLAIMED})\b", re.I)
#: A claim that tells of a forgery, or puts its own no after a question: who calls the thing untrue bears it out.
_OF_UNTRUTH = re.compile(
    rf"\b(?:{UNTRUE}|debunk\w*|photoshop\w*|conspiracy theor\w+|(?:gets?|was|were|is) edited|misinformation|fake"
    r"|purported|mockumentary|myths?|fool(?:s|ed)|(?:falls?|fell) for|tricked|impost[eo]r)\b"
    r"|[?:,.] (?:not so|nope|no,)",
    re.I,
)
_ALIVE = re.compile(r"\balive\b", re.I)
_OPEN_CLAIM = re.compile(
    r"\b(?:whether|(?:says?|tells?|knows?|asks?|asked|wonder\w*|unclear|unsure|unknown|sure|see|decide) if)\b"
    r"|^if\b|\?",
    re.I,
)
#: What a claim says is not done, in its bare form: "will not visit", "didn't sign".
_UNDONE = re.compile(r"(?:\b(?:not|never)|n['’]t)\s+(?:also\s+|again\s+|even\s+)?([a-z]{3,})\b")
_HELPING = frozenset("have been the any yet".split())
_AUXILIARY = frozenset("be have do".split())
_BY = re.compile(r"\bby\s+(?:\w+['’]?s?\s+){0,3}$", re.I)
_NUMBER = re.compile(r"(?<![\w.:-])\d(?:[\d,]*\d)?(?:\.\d+)?(?![\w:-])")
_NO_NUMBER = "without the number"
_ANOTHER = "perhaps another did it"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED = re.compile(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    r"|\b\w+[- ](?:(?i:hours?|days?|weeks?|months?|years?|minutes?|times?|[ap]\.?m\b))"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters of an article that speak of a claim: how, and what stands against taking it for the claim itself.

    `how`: tells, denies, mentions. `note`: "another number: 17", "part of it", "some of its words", "perhaps another
    did it", or None.
    `share`: of the claim's weight that its words have, 0..1.
    """

    span: Span
    how: str
    note: str | None
    share: float


@dataclass(frozen=True, slots=True)
class Heard:
    """How an article speaks of a claim, with at most a passage for each side, the one that decides first."""

    how: str
    note: str | None
    passages: tuple[Passage, ...]


def heard(claim: str, text: str) -> Heard | None:
    """How an article speaks of a claim; None where neither a sentence of it nor all of them together do."""
    there = renamed(claim, text)
    found = _heard(claim, there.text)
    if found is None or there.text == text:
        return found
    spans = (Span(there.at(one.span.start), there.at(one.span.end)) for one in found.passages)
    return replace(found, passages=tuple(map(_standing, found.passages, spans)))


def _standing(passage: Passage, span: Span) -> Passage:
    return replace(passage, span=span)


def _heard(claim: str, text: str) -> Heard | None:
    sentences = sentences_of("", text)
    found = [
        _passage(claim, one)
        for one, value in _speaking(claim, sentences)
        if _speaks_of_it(claim, one.text, value) or _denies_it(claim, one.text)
    ]
    told, denied = _best(found, TELLS), _best(found, DENIES)
    denied = denied or _denied_elsewhere(claim, text, sentences, bool(found))
    best = told or denied or max(found, key=lambda one: (one.share, -one.span.start), default=None)
    if best is None:
        return _in_all(claim, text, sentences)
    if denied is None or denied.span == best.span:
        only = denied or best
        return Heard(only.how, only.note, (only,))
    if stance(claim, text).label == DISAGREE:
        return Heard(DENIES, denied.note, (denied, best))
    return Heard(MENTIONS, "told and denied there", (best, denied))


def _denied_elsewhere(claim: str, text: str, sentences: Sequence[Sentence], spoken_of: bool) -> Passage | None:
    """A sentence that denies a claim though it has few of its words; `spoken_of`: whether others have enough."""
    if _is_settled(claim):
        told = None if _asks(claim) else telling_sentence(claim, text, sentences)
        return told and Passage(Span(told.sentence.start, told.sentence.end), DENIES, None, told.share)
    exposing = calls_it_untrue(sentences) if spoken_of else None
    if exposing is not None:
        return Passage(Span(exposing.start, exposing.end), DENIES, None, 0.0)
    found = denying_sentence(claim, text, sentences)
    note = "part of it" if found and found.where == OWN else None
    return found and Passage(Span(found.sentence.start, found.sentence.end), DENIES, note, found.share)


def _is_settled(claim: str) -> bool:
    """Whether a claim says no itself, or asks, so that a denial of its matter is none of it."""
    return _cannot_be_denied(claim) or bool(denying(claim) or untrue(claim) or _ALIVE.search(claim))


def _speaks_of_it(claim: str, sentence: str, value: float) -> bool:
    """Whether a sentence with this share of a claim's weight speaks of the claim by itself."""
    if not _SPEAKS <= value < _WITHOUT_DEED:
        return value >= _SPEAKS
    return _has_deed(claim, sentence) or _is_denial(claim, sentence)


def _denies_it(claim: str, sentence: str) -> bool:
    """Whether a sentence of few words denies what a claim says: "the third-eye story is a hoax"."""
    if _is_left_open(claim, sentence) or not (denying(sentence) or untrue(sentence)):
        return False
    what = matter(sentence)
    if _is_denial(claim, sentence) and share(what, claim) >= _MOSTLY:
        return True
    near = near_share(what, claim) >= _MOST and near_share(claim, what) >= _SPEAKS
    return near and len(content_words(what)) > 1


def _in_all(claim: str, text: str, sentences: Sequence[Sentence]) -> Heard | None:
    """An article that has much of a claim's words, here and there: its fullest sentence, which takes no side."""
    if not sentences or share(claim, text) < _IN_ALL:
        return None
    value, fullest = max(((share(claim, one.text), one) for one in sentences), key=lambda at: (at[0], -at[1].start))
    # names alone are what a whole story shares: Russia, Iran
    both = content_words(claim).keys() & content_words(fullest.text).keys()
    if value < _AT_LEAST or len(both) < _WORDS or not both - _of_names(claim, fullest.text):
        return None
    passage = Passage(Span(fullest.start, fullest.end), MENTIONS, "some of its words", value)
    return Heard(MENTIONS, passage.note, (passage,))


def _of_names(claim: str, sentence: str) -> set[str]:
    """The content words that stand with a large letter in a claim and in a sentence: a headline may write all so."""
    claims, there = (
        {word for found in WORD.findall(text) if found[0].isupper() for word in content_words(found.lower())}
        for text in (claim, sentence)
    )
    return claims & there


def _speaking(claim: str, sentences: Sequence[Sentence]) -> list[tuple[Sentence, float]]:
    """Sentences with their share of the claim; of two that hold it together, the one with the most."""
    shares = [share(claim, one.text) for one in sentences]
    for place in range(1, len(sentences)):
        both = share(claim, f"{sentences[place - 1].text} {sentences[place].text}")
        fuller = max((place - 1, place), key=lambda at: shares[at])
        if both >= _TOGETHER and shares[fuller] < _SPEAKS and shares[fuller] >= _SPEAKS / 2:
            shares[fuller] = _SPEAKS
    return list(zip(sentences, shares, strict=True))


def _passage(claim: str, one: Sentence) -> Passage:
    """How one sentence speaks of a claim."""
    value, span = share(claim, one.text), Span(one.start, one.end)
    opposed = _says_no(claim) != _says_no(claim, one.text)
    note = _number_note(claim, one.text)
    part = value < _SAYS or note == _NO_NUMBER
    deed = _deed(claim)
    its_doer = None if deed is None else has_its_doer(claim, one.text, deed[0])
    if its_doer is False:
        return Passage(span, MENTIONS, _ANOTHER, value)
    if opposed and part and (_is_denial(claim, one.text) or _negates(claim, one.text)):
        return Passage(span, DENIES, "part of it", value)
    if value < _SAYS or note is not None:
        return Passage(span, MENTIONS, "part of it" if value < _SAYS else note, value)
    if opposed and _is_denial(claim, one.text):
        return Passage(span, DENIES, None, value)
    if not opposed and its_doer is None and _is_turned(claim, one.text):
        return Passage(span, MENTIONS, _ANOTHER, value)
    if not opposed and (not _has_deed(claim, one.text) or _is_named_beside(claim, one.text)):
        return Passage(span, MENTIONS, "part of it", value)
    if not opposed and not _has_undone(claim, one.text):
        return Passage(span, MENTIONS, "part of it", value)
    if _is_told_on(claim, one.text, opposed):
        return Passage(span, MENTIONS, "as in doubt, or as a claim", value)
    if opposed and not _says_no(claim) and not _negates(claim, one.text):
        return Passage(span, MENTIONS, "part of it", value)
    return Passage(span, DENIES if opposed else TELLS, None, value)


def _is_told_on(claim: str, sentence: str, opposed: bool) -> bool:
    """Whether a sentence only passes on what a claim has as so, or doubts it; against a claim that says no, or that
    asks, only a plain telling stands.
    """
    doubted = bool(_DOUBT.search(sentence))
    if opposed and _says_no(claim):
        return doubted or bool(_TOLD_ON.search(sentence))
    return (doubted and not _DOUBT.search(claim)) or (opposed and _asks(claim))


def _is_denial(claim: str, sentence: str) -> bool:
    """Whether a sentence plainly denies what it shares with a claim that says yes: by a verb or a word of denial."""
    if _is_left_open(claim, sentence):
        return False
    if not untrue(sentence) and not any(_is_of(claim, sentence, no) for no in denying(sentence)):
        return False
    both = content_words(claim).keys() & content_words(sentence).keys()
    return len(both - _of_names(claim, sentence)) > 1


def _is_of(claim: str, sentence: str, no: re.Match[str]) -> bool:
    """Whether what a verb denies is of the claim: two of its words, one of few, or a report that is not spelt out."""
    said = f"{no[0]} {CLAUSE.split(sentence[no.end() :].lstrip(_QUOTING), maxsplit=1)[0]}"
    denied = _stems(said, _FAR) - _stems(no[0])
    both = denied & _stems(claim)
    report = _REPORT.search(said) and not spells_out(said)
    return len(both) > 1 or (bool(both) and len(denied) <= _FEW) or bool(report)


def _is_left_open(claim: str, sentence: str) -> bool:
    """Whether there is nothing to deny, by the claim or since the sentence leaves the matter open."""
    return _cannot_be_denied(claim) or bool(_LEFT_OPEN.search(sentence))


def _cannot_be_denied(claim: str) -> bool:
    """Whether a claim says no, asks, or tells of an untruth, so that what is denied is not what it says."""
    return _says_no(claim) or _asks(claim) or _tells_of_untruth(claim)


def _tells_of_untruth(claim: str) -> bool:
    """Whether a claim calls something untrue itself, and nobody in it denies that."""
    return bool(_OF_UNTRUTH.search(claim)) and not denying(claim)


def _asks(claim: str) -> bool:
    """Whether a claim leaves the matter open itself, so that nothing denies it: "won't say if …"."""
    return bool(_OPEN_CLAIM.search(claim))


def _negates(claim: str, sentence: str) -> bool:
    """Whether a sentence says that what the claim tells was not done: "no shell fell on the hospital"."""
    if _is_left_open(claim, sentence):
        return False
    wanted = _stems(claim) - {name[:6] for name in _of_names(claim, sentence)}
    return any(len(wanted & _stems(no.after, _NEAR_NO)) > 1 for no in noes(sentence))


def _best(found: Sequence[Passage], how: str) -> Passage | None:
    return max((one for one in found if one.how == how), key=lambda one: (one.share, -one.span.start), default=None)


@lru_cache(maxsize=10_000)
def _says_no(claim: str, sentence: str | None = None) -> bool:
    """Whether a claim says no; or a sentence, to what it shares with the claim. Two in one clause are a yes."""
    text = NO_NO.sub(" ", claim if sentence is None else sentence)
    wanted = None if sentence is None else _stems(claim)

    def reaches(no: re.Match[str], most: int) -> bool:
        after = text[no.end() :].lstrip(_QUOTING)
        return wanted is None or bool(wanted & _stems(CLAUSE.split(after, maxsplit=1)[0], most))

    nots = [no.start() for no in _NOT.finditer(text) if reaches(no, _REACH)]
    denials = [no.start() for no in DENYING.finditer(text) if reaches(no, _FAR)]
    ends = [joint.start() for joint in _APART.finditer(text)]
    clauses = Counter(bisect_left(ends, at) for at in (*nots, *denials))
    for clause in {bisect_left(ends, no.start()) for no in untrue(text)}:
        clauses[clause] += 1
    return any(times % 2 for times in clauses.values())


@lru_cache(maxsize=10_000)
def _stems(text: str, most: int | None = None) -> frozenset[str]:
    """Stems of the words of a text, of the first `most`; the smallest name nothing."""
    words = (_OWN.sub("", word.lower()) for word in WORD.findall(text)[:most])
    telling = (word for word in words if len(word) > 3 or (len(word) == 3 and word not in _SMALL))
    return frozenset(lemma(word)[:6].rstrip("e") for word in telling)


def _number_note(claim: str, sentence: str) -> str | None:
    """What a sentence says to the number of a claim, where it is not the claim's own; None where nothing is amiss."""
    wanted, there = _numbers(claim), _numbers(sentence)
    if not wanted or wanted.keys() & there.keys():
        return None
    return f"another number: {next(iter(there.values()))}" if there else _NO_NUMBER


@lru_cache(maxsize=10_000)
def _numbers(text: str) -> Mapping[float, str]:
    """Numbers in digits or words with their words; days of a month, years and spans of time are left out."""
    bare = _DATED.sub(" ", text)
    known = number_words()
    words = {float(known[word.lower()]): word for word in WORD.findall(bare) if known.get(word.lower(), 0) > 1}
    written = {digits(found): found for found in _NUMBER.findall(bare)}
    return words | {value: found for value, found in written.items() if value is not None and not 1900 <= value < 2100}


def _deed(claim: str) -> tuple[str, int] | None:
    """The first verb of a claim by its form ("opened", "were opened"), and where it stands."""
    for word in WORD.finditer(claim):
        base, small = lemma(word[0].lower()), not word[0][:1].isupper()
        if small and base not in (*_AUXILIARY, word[0]) and not word[0].endswith("s"):
            return base[:6], word.start()
    return None


def _has_deed(claim: str, sentence: str) -> bool:
    """Whether a sentence has the claim's verb; a claim whose verb nothing shows asks for none."""
    deed = _deed(claim)
    return deed is None or any(lemma(word.lower())[:6] == deed[0] for word in WORD.findall(sentence))


def _has_undone(claim: str, sentence: str) -> bool:
    """Whether a sentence has the verb that a claim says no to: that Trump is unpopular in Britain does not tell that he
    "will not visit" it. A claim that says no to no verb asks for none.
    """
    undone = {lemma(no[1])[:6] for no in _UNDONE.finditer(claim) if no[1] not in _HELPING}
    return not undone or any(lemma(word.lower())[:6] in undone for word in WORD.findall(sentence))


def _is_turned(claim: str, sentence: str) -> bool:
    """Whether another may do it in a sentence: the claim's doer stands after the verb, without "by", or the deed is but
    a noun ("a call from …") beside several names.
    """
    deed, names = _deed(claim), _names(claim)
    if deed is None or not names:
        return False
    verbs = [word for word in WORD.finditer(sentence) if lemma(word[0].lower())[:6] == deed[0]]
    told = [verb for verb in verbs if lemma(verb[0].lower()) != verb[0].lower()]
    if verbs and not told:
        return len(names) > 1
    named = _doers_in(claim, sentence)
    if not told or not named:
        return False
    before = any(word.start() < verb.start() for word in named for verb in told)
    return not before and not any(_BY.search(sentence[: word.start()]) for word in named)


def _is_named_beside(claim: str, sentence: str) -> bool:
    """Whether a claim's doer stands only in what another did not do: "had not supplied weapons to the rebels"."""
    text = NO_NO.sub(" ", sentence)
    named = _doers_in(claim, text)
    undone = []
    for no in _NOT.finditer(text):
        clause = _APART.split(text[no.end() :], maxsplit=1)[0]
        if not _has_deed(claim, clause):
            undone.append(range(no.end(), no.end() + len(clause)))
    return bool(named) and all(any(word.start() in clause for clause in undone) for word in named)


def _names(claim: str) -> list[re.Match[str]]:
    return [word for word in WORD.finditer(claim) if word[0][:1].isupper()]


def _doers_in(claim: str, sentence: str) -> list[re.Match[str]]:
    """Where a sentence has the names that stand before a claim's verb; nowhere, where no verb shows."""
    deed = _deed(claim)
    names = (word for word in _names(claim) if deed is not None and word.start() < deed[1])
    doers = {word[0][:5] for word in names if word[0].lower() not in _SMALL}
    return [word for word in WORD.finditer(sentence) if word[0][:5] in doers]


__all__ = ["DENIES", "MENTIONS", "TELLS", "Heard", "Passage", "heard"]
