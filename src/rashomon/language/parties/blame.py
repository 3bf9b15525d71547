"""A deed and who is said to have done it → the party it is laid to: "blamed the raid on herders", "claimed the raid".

Reads nouns and frames; gives words. The one idea: what stands behind "on" here suffers nothing, it is who did it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import Frame
from rashomon.language.parties.agents import is_agent, is_doer_noun
from rashomon.language.parties.subjects import doers_of

_PINNING = frozenset({"blame", "pin"})
_LAYING = frozenset("lay put place pin fall lie rest".split())
_FAULTS = frozenset("blame responsibility guilt fault onus".split())


def laid_to(deed: Token) -> Token | None:
    """Whom a deed named by its noun is laid to; None where it is laid to nobody."""
    if deed.dep_ in ("dobj", "nsubjpass") and deed.head.lemma_.lower() in _PINNING:
        return _behind_on(deed.head, deed)
    fault = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ == "for" else None
    if fault is None:
        return None
    if fault.lemma_.lower() in _LAYING:  # "put | the blame | for the killings | on herders"
        faults = [c for c in fault.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
        return _behind_on(fault, deed) if any(_is_fault(word) for word in faults) else None
    return _behind_on(fault.head, deed) if _is_fault(fault) and fault.head.lemma_.lower() in _LAYING else None


def blamed(found: Frame) -> Token | None:
    """Whom a verb blames for the deed that is its object: "the blast was blamed on the ELN"; None for others."""
    verb, noun = found.word, found.object
    if found.part != "V" or noun is None:
        return None
    if _is_fault(noun) and verb.lemma_.lower() in _LAYING:
        held = [n for word in (verb, noun) for c in word.rights if c.lower_ == "for" for n in c.children]
        return _behind_on(verb, *held, noun)
    return _behind_on(verb, noun) if verb.lemma_.lower() in _PINNING and not is_agent(noun) else None


def claimants(deed: Token) -> list[Token]:
    """Who says that a deed was theirs: "the group claimed the attack"; none where nobody does."""
    claimed = deed.dep_ == "dobj" and deed.head.lemma_.lower() == "claim"
    return [doer for doer in doers_of(deed.head) if is_agent(doer)] if claimed else []


def is_where_claimed(prep: Token) -> bool:
    """ "claimed the attack on its news agency": where it was said, behind "on", which nobody attacked."""
    deed = prep.head
    claimed = deed.dep_ == "dobj" and deed.head.lemma_.lower() == "claim" and prep.lower_ in ("on", "in", "via")
    return claimed and any(noun.lemma_.lower() in _CHANNELS for noun in prep.children)


_CHANNELS = frozenset(
    "agency channel website site account page telegram twitter facebook radio television tv statement video".split()
)


def _is_fault(word: Token) -> bool:
    return word.lower_ in _FAULTS  # "Blame for the raid" may be taken for a verb


def _behind_on(verb: Token, *nouns: Token) -> Token | None:
    """The party behind "on", wherever the parse hangs it."""
    behind = [c for word in (verb, *nouns) for c in word.rights if c.lower_ in ("on", "upon", "with")]
    named = [noun for prep in behind for noun in prep.children if noun.dep_ == "pobj"]
    return next((noun for noun in named if is_agent(noun) or is_doer_noun(noun)), None)
