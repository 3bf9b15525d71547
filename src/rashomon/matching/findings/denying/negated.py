"""A sentence → the deed that it says was not done.

Reads words. The one idea: "she did not send the letter" denies what "she sent the letter" tells, and nothing else of
its sentence: so only the clause around the negation counts, and a clause that limits its no ("not yet", "not only",
"would not", "when they were not …") denies nothing.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from rashomon.matching.acts.pairs import lemma

_NOT = re.compile(
    r"\b(?:did(?: not|n['’]t)(?: ever)?|(?:was|were|has|have|had)(?: not|n['’]t)(?: been| ever)?"
    r"|(?:(?:has|have|had|was|were) )?never(?: been)?)\s+(?:\w+ly\s+)?(?P<verb>[^\W\d_]+)",
    re.I,
)
#: Words that limit a no, or leave the deed undone for another reason than that nobody did it.
_LIMITS = re.compile(
    r"\b(?:else|yet|any ?more|any longer|only|merely|just|if|unless|whether|why|how|when|while|where|who|which|that"
    r"|what|until|before|since|than|currently|previously|always|immediately|initially|at first|at the time|so far"
    r"|for now|particular|specific|further|other|others|all|every|enough|even|fully|entirely|would|could"
    r"|should|might|may|will|can)\b|\?",
    re.I,
)
#: Verbs whose no is silence or a state of mind, and light ones that name no deed.
_NO_DEED = frozenset(
    """respond address identify comment say confirm know release specify answer reply mention name disclose provide give
    elaborate want seem appear like think believe see able available possible allow return reveal discuss make have get
    be the a an so as in on to for hear understand realize remember recall expect intend feel mean need do go happen
    include show hesitate matter care mind agree work suppose""".split()
)
_BEFORE = re.compile(
    r"[,;:—–()\"“”]|\s-\s|\b(?:but|because|although|though|and|or|that|after|as|saying|says?|said|tells?|told|claims?"
    r"|claimed|insists?|insisted|friends|reporters)\b",
    re.I,
)
_AFTER = re.compile(r"[,;:—–()\"“”]|\s-\s|\b(?:but|because|although|though|after|saying|says?|said|and|or)\b", re.I)
#: What stands before a deed that was only wished, tried or feared.
_UNDONE = re.compile(
    r"(?:\b(?:to|would|could|should|might|may|will|can|not|never)|n['’]t)\s+(?:\w+\s+(?:\w+\s+){0,3}and\s+)?"
    r"(?:\w+ly\s+)?(?:be\s+|have\s+|help\s+)?$",
    re.I,
)
_GOING_ON = re.compile(r"\b(?:is|are|was|were|be|been)\s+(?:\w+ly\s+)?$|['’](?:s|re)\s+$", re.I)
#: Some of many: what is not true of these may be true of others.
_SOME = re.compile(r"\b(?:those|these|some|many|most|several|others?|such|half|part)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")


class Negated(NamedTuple):
    """The clause without its no, and the verb (`base`) that the no stands before."""

    clause: str
    deed: str


def negated(sentence: str) -> list[Negated]:
    """Every deed that a sentence says was not done, in order."""
    found = []
    for no in _NOT.finditer(sentence):
        before, after = _BEFORE.split(sentence[: no.start()])[-1], _AFTER.split(sentence[no.end() :])[0]
        deed = base(no["verb"])
        if _is_whole(before) and deed not in _no_deeds() and not _LIMITS.search(f"{before} {no[0]} {after}"):
            found.append(Negated(f"{before.strip()} {no['verb']} {after.strip(' .')}", deed))
    return found


def _is_whole(doer: str) -> bool:
    return bool(doer.strip()) and not _SOME.search(doer)


def base(verb: str) -> str:
    """The form by which deeds are compared: "release" and "released" are one."""
    return lemma(verb.lower()).rstrip("e")


def is_no_deed(verb: str) -> bool:
    """Whether the no of a verb is silence or a state of mind, or it names no deed."""
    return base(verb) in _no_deeds()


@functools.cache
def _no_deeds() -> frozenset[str]:
    return frozenset(base(verb) for verb in _NO_DEED)


def does(sentence: str, deed: str) -> bool:
    """Whether a sentence tells a deed as done, by a verb of its own: not "to send", "would send" or "after sending"."""
    return any(
        base(word[0]) == deed and _is_done(sentence[: word.start()], word[0]) for word in _WORD.finditer(sentence)
    )


def is_undone(before: str) -> bool:
    """Whether the words before a verb say that its deed was only wished, tried or feared, or not done."""
    return bool(_UNDONE.search(before))


def _is_done(before: str, verb: str) -> bool:
    if lemma(verb.lower()) == verb.lower():
        return False  # as good as always a noun or an infinitive: "for the purchase of", "will help find"
    return not is_undone(before) and (not verb.endswith("ing") or bool(_GOING_ON.search(before)))
