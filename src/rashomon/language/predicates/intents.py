"""A told act and its frame → whether it only says how another act stands, and what that other one is by itself.

The one idea: "plans to meet", "expects him to ask", "wants to return" tell no act of their own: they are the
footing of the act below. A promise is made to somebody and stays an act; so does a wish that others do something.
"""

from __future__ import annotations

from collections.abc import Set

from spacy.tokens import Token

from rashomon.knowledge.plover import quad_of
from rashomon.language.frames import Frame, frame, is_negated, meanings_of, modal_of
from rashomon.language.predicates.types import plain_type

_INTENDING = frozenset("plan aim hope expect prepare seek want wish consider schedule intend mean".split())
_EXPECTING = frozenset("expect hope".split())
#: What is only wished threatens nobody.
_WISHING = frozenset("hope wish expect".split())
_TALKS = frozenset({"meet", "talks", "phone"})
_MAYBE = frozenset("maybe perhaps possibly either".split())
_UNSURE = frozenset("possible likely conceivable probable".split())
#: Verbs that only say whether talks are; who "will not have" them refuses nothing yet.
_BEING = frozenset("have be happen occur".split())


def is_only_intent(found: Frame, type: str, told: Set[Token], idle: Set[Token]) -> bool:
    """Whether a verb of plan, wish or expectation only says how the act that it holds stands, or holds none.

    `told`: the words of the acts that are told for themselves; `idle`: of those that hardly are acts.
    """
    if found.part != "V" or found.keys[-1] not in _INTENDING:
        return False
    if type == "REQUEST":
        return found.keys[-1] in _EXPECTING and found.complement is not None
    past = found.keys[-1] == "want" and found.word.tag_ == "VBD"  # "wanted to raid a base": told of, no threat
    if type == "THREATEN" and (found.keys[-1] in _WISHING or past) and found.complement is not None:
        return True
    if type != "AGREE" or found.complement is None or not _is_content(found, found.complement):
        return False
    if found.passive and found.keys[-1] in _EXPECTING:  # "are expected to vote": others expect it, nobody agrees
        return True
    below = intended(found)
    return not below.isdisjoint(told) or all(word in idle or plain_type(frame(word)) is None for word in below)


def wanted(found: Frame, type: str) -> frozenset[Token]:
    """The verbs of what a verb of plan, wish or expectation that is sure holds, and of talks that are agreed on; none
    for all other acts.
    """
    if found.part != "V" or type != "AGREE" or found.complement is None or not _is_content(found, found.complement):
        return frozenset()
    if found.keys[-1] == "agree":
        return frozenset(word for word in intended(found) if plain_type(frame(word)) == "CONSULT")
    return intended(found) if found.keys[-1] in _INTENDING else frozenset()


def _is_content(found: Frame, below: Token) -> bool:
    """Whether a clause says what is planned: not the aim of "sought a treaty to end the war"."""
    if below.head != found.word:
        return False
    return below.dep_ != "advcl" or found.object is None


def intended(found: Frame) -> frozenset[Token]:
    """The verbs that a verb of plan or expectation holds, conjuncts and all."""
    below = found.complement
    return frozenset([below, *below.conjuncts]) if below is not None else frozenset()


def intended_type(found: Frame, type: str) -> str:
    """The type of an act that is intended: talks are talks to come, help to come is a readiness to help."""
    plain = plain_type(found)
    if found.negated or plain is None:
        return type
    if plain == "CONSULT":
        return "CONSULT"
    return "AGREE" if quad_of(plain) in (1, 2) else type


def is_talk_that_was_not(found: Frame, type: str) -> bool:
    """ "has not spoken with him", "maybe we won't have a meeting": talks that are not, refused by nobody."""
    noun = found.object if found.part == "V" else found.word
    negated = found.negated or (noun is not None and is_negated(noun))
    if type != "REJECT" or not negated or not _is_talk(found, noun):
        return False
    return modal_of(found) is None or found.keys[-1] in _BEING or _is_unsure(found.word)


def is_talk_to_come(found: Frame, type: str) -> bool:
    """ "will meet on Friday", "are due to meet": talks to come, as "plan to meet" tells them."""
    ahead = modal_of(found) in _AHEAD or _is_due(found)
    return type == "AGREE" and not found.negated and ahead and plain_type(found) == "CONSULT"


def _is_due(found: Frame) -> bool:
    """ "are to speak by phone", "are due to meet"."""
    above = found.word.head
    return found.word.tag_ == "VB" and found.word.dep_ == "xcomp" and above.lemma_.lower() in _DUE


_DUE = frozenset("be due set slate schedule".split())


_AHEAD = frozenset("will shall would".split())


def _is_talk(found: Frame, noun: Token | None) -> bool:
    held = list(found.meanings) + (list(meanings_of(noun)) if noun is not None else [])
    own = next((m for m in found.meanings if m.type), None)
    if own is not None and own.name not in _TALKS:
        return False
    return any(m.name in _TALKS for m in held)


def _is_unsure(word: Token) -> bool:
    near = {c.lower_ for c in word.children} | {c.lower_ for c in word.head.children if c.dep_ in ("acomp", "advmod")}
    return bool(near & (_MAYBE | _UNSURE))
