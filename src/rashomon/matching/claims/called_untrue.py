"""A claim and an article → the sentence in which the article denies the claim in other words, or by "the report".

Reads the words of a claim and the sentences of an article. The one idea: whoever denies a report says little of it in
the sentence that denies it, since he has told it just before or at the head of his text; so what a denial leaves unsaid
is looked for there, and how the article stands as a whole (matching/claims/stance.py) is the second witness.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rashomon.language.termweights import WORD
from rashomon.matching.claims.denial_cues import Cue, cues, matter, noes, says_alive
from rashomon.matching.claims.stance import AGAINST, FOR, article_sides, content_words, share
from rashomon.matching.findings.denying.denial_words import CLAIMED, NO, OPEN, UNTRUE, plainness
from rashomon.matching.findings.denying.negated import is_no_deed
from rashomon.matching.findings.text.near_words import Covering, covering, in_small_letters, near_share
from rashomon.matching.findings.text.sentences import Sentence

#: Where a claim is told that a sentence denies: in its own words, just before it, or at the head of the article.
OWN, NEAR, HEAD = "own", "near", "head"
_ORDER = {OWN: 2, NEAR: 1, HEAD: 0}
#: Sentences that are read; those at the head; those before a denial in which the report may be told.
_READ, _HEAD, _BEFORE = 60, 3, 3
# Shares of a claim, all chosen on our own texts and one half of the topics of accounts-stance (dev), 2026-11-23.
#: What a denial has by itself, and with the names of its sentence; what the sentences before, or the head, have of it.
_OWN, _WITH_NAMES, _NEAR, _AT_HEAD = 0.4, 0.45, 0.3, 0.3
#: What an article has whose denials are read for the claim: those of their own words, with fewer words of it at the
#: head, and those that refer to what is told elsewhere.
_ABOUT_OWN, _ABOUT_FEW, _ABOUT = 0.25, 0.4, 0.35
#: How likely the article stands against the claim's matter where the sentences before, or only the head, tell it; how
#: much less is enough where the head has this share and so many words of the claim.
_AGAINST_NEAR, _AGAINST_HEAD, _LESS, _MAINLY, _MANY = 0.4, 0.5, 0.1, 0.6, 3
#: What the thing that is called untrue has of the claim, and what is told of it elsewhere in the article.
_PART, _TOLD_THERE = 0.1, 0.5
#: What a "not" and its clause have of a claim; what the claim has of the words after it, of which so many are read.
_NEGATED, _REVERSE, _REACH = 0.45, 0.4, 7
#: What a sentence has that says that the dead lives.
_LIVING = 0.3
#: How likely an article stands for what a claim calls untrue, and what its sentence has that tells it.
_FOR, _TOLD = 0.45, 0.5
#: What makes a sentence no plain telling of an outlet's own.
_UNPLAIN = plainness(OPEN, NO, CLAIMED, r"alleg\w+|report\w*|told|says?|said|according|claim\w*")
_OF_DEATH = re.compile(
    r"\b(?:dead|death|dies|died|dying|killed|kills?|killing|slain|behead\w*|execut\w+|murder\w*|shot dead)\b", re.I
)
_CALLED = re.compile(rf"\b(?:{UNTRUE}|debunk\w*|lies?)\b", re.I)
_DEED = re.compile(r"(?<=[a-z]{3})(?:ed|ing)$")
#: A word with what is joined to it: "heart-healthy"; one that names no deed; words that stand before a deed.
_WHOLE_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NO_DEED = re.compile(r"[A-Z]|.*-|.*ing$")
_SMALL = frozenset(
    "a an the any been be being ever such its his her their of one in fact actually really also so".split()
)
#: What a claim itself says was not done: nobody denies it by saying so, too.
_WITHOUT = re.compile(r"\b(?:without|not|never|no|(?:refus|fail|declin)\w+ to) (?:\w+ )?\w+", re.I)


class Denying(NamedTuple):
    """A sentence that denies a claim. `share`: of the claim's weight in it, 0..1; `where` the claim is told: OWN,
    NEAR or HEAD.
    """

    sentence: Sentence
    share: float
    where: str


def denying_sentence(claim: str, text: str, sentences: Sequence[Sentence]) -> Denying | None:
    """The sentence that denies a claim most plainly; None where none does, or the article is about something else."""
    read = sentences[:_READ]
    if not any(cues(one.text) or noes(one.text) or says_alive(one.text) for one in read):
        return None
    plain = matter(in_small_letters(claim, text))
    head = covering(plain, " ".join(one.text for one in read[:_HEAD]))
    about = share(plain, text)
    if about < (_ABOUT_OWN if head.words > 1 else _ABOUT_FEW) or head.words + head.near < 2:
        return None
    against = article_sides(claim, text)[AGAINST] if about >= _ABOUT else 0.0
    found = []
    for place, one in enumerate(read):
        around = _around(plain, read, place, head, against)
        denials = [_denying(plain, one, cue, around) for cue in cues(one.text)]
        alive = _living(claim, plain, one) if against >= _AGAINST_NEAR else ()
        found += [*(one for one in denials if one), *_negating(plain, one), *alive]
    return max(found, key=lambda one: (_ORDER[one.where], one.share, -one.sentence.start), default=None)


class _Around(NamedTuple):
    """What stands around a sentence: how much of a claim it has with those before it, and the head; their words
    without the sentence's own; how likely the article stands against the claim.
    """

    near: Callable[[], Covering]
    head: Covering
    words: Callable[[], str]
    against: float


def _around(claim: str, read: Sequence[Sentence], place: int, head: Covering, against: float) -> _Around:
    before = read[max(0, place - _BEFORE) : place]

    def near() -> Covering:
        return covering(claim, " ".join(one.text for one in (*before, read[place])))

    def words() -> str:
        others = dict.fromkeys((*read[:_HEAD], *before))
        return " ".join([claim, *(one.text for one in others if one != read[place])])

    return _Around(near, head, words, against)


def _denying(claim: str, one: Sentence, cue: Cue, around: _Around) -> Denying | None:
    own = covering(claim, cue.what)
    names = " ".join(word for word in WORD.findall(one.text) if word[:1].isupper())
    part = own.plain or (cue.verb and own.near)
    if (own.plain and _has(own, _OWN)) or (part and _has(covering(claim, f"{cue.what} {names}"), _WITH_NAMES)):
        return Denying(one, own.share, OWN)
    # a verb denies what follows it and nothing else; what is called a hoax may be told elsewhere
    beside = not cue.verb and around.against >= _AGAINST_HEAD and own.plain + own.near and own.share >= _PART
    if not cue.refers and not beside:
        return None
    less = _LESS if around.head.share >= _MAINLY and around.head.words >= _MANY else 0.0
    near = around.against >= _AGAINST_NEAR - less and _has(around.near(), _NEAR)
    told = around.head.words >= _MANY and _has(around.head, _AT_HEAD)
    if not near and not (told and around.against >= _AGAINST_HEAD - less):
        return None
    elsewhere = not (cue.verb and cue.refers)
    if elsewhere and len(content_words(cue.of)) >= _MANY and near_share(cue.of, around.words()) < _TOLD_THERE:
        return None  # what it calls untrue is told nowhere around: it is something else
    return Denying(one, own.share, NEAR if near else HEAD)


def _negating(claim: str, one: Sentence) -> Iterator[Denying]:
    """A sentence that says of what the claim tells that it was not done, or is not."""
    told = content_words(_WITHOUT.sub(" ", claim))
    for no in noes(one.text):
        words = _WHOLE_WORD.findall(no.after)[:_REACH]
        what = next((word for word in words if word.lower() not in _SMALL), "")
        if not told.keys() & content_words(what).keys() or _NO_DEED.match(what) or is_no_deed(what):
            continue
        if share(matter(" ".join(words)), claim) < _REVERSE:
            continue
        whole = covering(claim, f"{no.before} {no.after}")
        if whole.words > 1 and whole.share >= _NEGATED:
            yield Denying(one, whole.share, OWN)


def _living(claim: str, plain: str, one: Sentence) -> Iterator[Denying]:
    """A sentence that says of whom the claim tells dead that he lives."""
    if _OF_DEATH.search(claim) and says_alive(one.text):
        whole = covering(plain, one.text)
        if whole.words > 1 and whole.share >= _LIVING:
            yield Denying(one, whole.share, OWN)


def telling_sentence(claim: str, text: str, sentences: Sequence[Sentence]) -> Denying | None:
    """The sentence that tells as so what a claim calls untrue or has denied, of an article that knows no doubt."""
    read = sentences[:_READ]
    said = next((cue for cue in cues(claim) if cue.after or _CALLED.search(cue.word)), None)
    if said is None or any(cues(one.text) for one in read):
        return None
    what = in_small_letters(said.what, text)
    if article_sides(claim, text)[FOR] < _FOR or share(what, text) < _ABOUT:
        return None
    plain = [(covering(what, one.text), one) for one in read if not _UNPLAIN.search(one.text)]
    found = [
        Denying(one, covered.share, OWN)
        for covered, one in plain
        if _has(covered, _TOLD) and covered.words > 1 and _has_all_deeds(what, one.text)
    ]
    return max(found, key=lambda one: (one.share, -one.sentence.start), default=None)


def _has_all_deeds(what: str, text: str) -> bool:
    """Whether a sentence has every deed that words tell by a verb's form: "it threatened the family"."""
    there = content_words(text)
    return all(content_words(word).keys() <= there.keys() for word in WORD.findall(what) if _DEED.search(word))


def _has(covered: Covering, share: float) -> bool:
    """Whether a text has enough of a claim: names alone are what a whole story shares."""
    enough = covered.words > 0 and covered.words + covered.near > 1 and covered.plain + covered.near > 0
    return enough and covered.share >= share
