"""Words of a sentence → the predicate that tells an act, alone or between two parties.

The one idea: the act between two parties hangs where their paths to the root meet; from there one steps down
through words that only report or begin ("said it would free …") to the word that carries the meaning.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from rashomon.knowledge.plover import patterns
from rashomon.language.frames import Frame, frame, keys_of, meanings_of
from rashomon.language.parties import munitions
from rashomon.language.predicates import naming
from rashomon.language.predicates.constructions import table
from rashomon.language.predicates.types import noun_type, special_type

_LIGHT = frozenset({"light", "aspect"})
_THROUGH = frozenset({"speak", "aspect", "nowant", "intend", "cause"})
#: Verbs that can tell an act though no table lists them, and what says whether they do.
_TELLING = (
    (table.VERBS, table.type_of), (naming.CALLING, naming.condemning_type),
    (munitions.LANDING, munitions.landing_type),
)  # fmt: skip


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The head word of the characters [start, end)."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None and len(span) else doc[0]


def act_of(word: Token) -> Frame | None:
    """The frame of a word that can tell an act, or None; a noun under its light verb is left to the verb."""
    if word.pos_ not in ("VERB", "NOUN", "ADJ", "PROPN") or word.dep_ in ("compound", "amod"):
        return None
    known = meanings_of(word)
    if word.pos_ == "VERB":
        if any(m.type for m in known) or (any(m.name in _LIGHT for m in known) and _carries(word)):
            return frame(word)
        return _by_pattern(word)
    if not any(m.type for m in known) or word.pos_ == "PROPN":
        return None
    if word.pos_ == "ADJ":
        return frame(word) if word.dep_ in ("acomp", "xcomp", "attr") else None
    return None if _under_light(word) else frame(word)


def _by_pattern(verb: Token) -> Frame | None:
    """The frame of a verb that is no word of acts by itself but with its object is ("set fire")."""
    lemma = verb.lemma_.lower()
    rules = [rule for verbs, rule in _TELLING if lemma in verbs]
    listed = bool(patterns(keys_of(verb)))
    if not listed and not rules:
        return None
    found = frame(verb)
    told = any(rule(found) is not None for rule in rules)
    return found if told or (listed and special_type(found) not in (None, "-")) else None


def _carries(verb: Token) -> bool:
    """Whether a light verb carries an act in its object ("held talks") or enters one ("went on strike")."""
    return any(
        child.dep_ in ("dobj", "nsubjpass") and noun_type(child) is not None for child in verb.children
    ) or any(
        noun_type(noun) is not None
        for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "in", "into", "under")
        for noun in child.children if noun.dep_ == "pobj" and noun.pos_ == "NOUN"
    )  # fmt: skip


def _under_light(noun: Token) -> bool:
    if noun.dep_ not in ("dobj", "nsubjpass"):
        return False
    return any(m.name in _LIGHT for m in meanings_of(noun.head))


def act_between(source: Token, target: Token) -> Frame | None:
    """The act that the first party does to the second; the two may be one word where one is unnamed."""
    meeting = _meeting(source, target)
    carrier = _climb(meeting, source)
    return frame(_descend(carrier, target)) if carrier is not None else None


def _meeting(source: Token, target: Token) -> Token:
    above = {source, *source.ancestors}
    for word in (target, *target.ancestors):
        if word in above:
            return word
    return source.sent.root


def _climb(word: Token, source: Token) -> Token | None:
    """The nearest word at or above that can carry an act."""
    for at in (word, *word.ancestors):
        if at.pos_ in ("VERB", "AUX"):
            return at
        if at != source and at.pos_ == "NOUN" and any(m.type for m in meanings_of(at)):
            return at if not _under_light(at) else at.head
        if at == source and at.pos_ == "NOUN" and at == word and _is_act(at):
            return at
    return word


def _is_act(noun: Token) -> bool:
    return any(m.name in ("attack", "aerial", "heavy", "firearms", "explosives") for m in meanings_of(noun))


def _descend(word: Token, target: Token) -> Token:
    """Steps from a verb that reports or begins to the one below it, towards the target."""
    for _ in range(4):
        known = meanings_of(word)
        word = _message_of_call(word) or word
        if word.pos_ not in ("VERB", "AUX") or (known and not _only_leads(known)):
            return word
        below = [c for c in word.children if c.dep_ in ("ccomp", "xcomp") and c.pos_ in ("VERB", "AUX", "ADJ")]
        if word.lemma_ == "be":
            below += [c for c in word.children if c.dep_ in ("acomp", "attr", "prep") and _leads_on(c)]
        if not below:
            return word
        word = next((c for c in below if c == target or c.is_ancestor(target)), below[0])
    return word


def _message_of_call(word: Token) -> Token | None:
    """What a call is made for: "called the king to congratulate him"."""
    if word.lemma_.lower() not in ("call", "phone", "telephone", "ring"):
        return None
    below = [c for c in word.rights if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB"]
    for child in below:
        held = [m.type for noun in child.children if noun.dep_ == "dobj" for m in meanings_of(noun)]
        if any(type in _MESSAGES for type in (*(m.type for m in meanings_of(child)), *held)):
            return child
    return None


_MESSAGES = frozenset({"SUPPORT", "CONCEDE", "ACCUSE", "THREATEN"})


def _leads_on(child: Token) -> bool:
    return child.pos_ in ("ADJ", "NOUN") and any(m.type for m in meanings_of(child))


def _only_leads(known: tuple[object, ...]) -> bool:
    return all(getattr(m, "name", "") in _THROUGH and getattr(m, "name", "") != "intend" for m in known)
