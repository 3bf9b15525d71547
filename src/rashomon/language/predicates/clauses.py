"""A frame in its clause → the word to point at, the words that tell mode and context, and what holds the act.

The one idea: an act inside another act's complement ("refused to *meet*", "called for *talks*") is part of what
the outer one tells, not an act of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from rashomon.knowledge.countries import metonym_of
from rashomon.knowledge.plover import Meaning, quad_of
from rashomon.language.denials import claim_denied, share_denied
from rashomon.language.frames import BESIDE, Frame, governor_of, meanings_of
from rashomon.language.parties.agents import is_agent
from rashomon.language.phrases import phrase
from rashomon.language.predicates.features import Slots
from rashomon.language.predicates.naming import condemning_type
from rashomon.language.predicates.phrases import ended_fighting

#: Types whose complement is only wanted, promised, refused or threatened: it is no act of its own.
_HOLDING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
_JOINERS = frozenset({"compound", "amod", "nmod"})


def trigger_of(found: Frame) -> Token:
    """The word that names the act: the noun under a light verb, else the predicate itself."""
    light = found.part == "V" and _is_light(found) and ended_fighting(found) is None and condemning_type(found) is None
    noun = found.object if light else None
    return noun if noun is not None and any(m.type for m in meanings_of(noun)) else found.word


def _is_light(found: Frame) -> bool:
    return any(m.name in ("light", "aspect") for m in found.meanings)


def is_absorbed(found: Frame, type: str, told: Mapping[Token, str]) -> bool:
    """Whether another act that is told holds this one in its complement."""
    word = found.word
    if claim_denied(word) is not None or share_denied(word) is not None:
        return False  # who answers a charge denies the deed as well
    for _ in range(4):
        above = governor_of(word)
        if above is None or above == word or _is_own_clause(word) or _is_beside(word, type):
            return False
        if above in told and _holds(told[above], type, found):
            return bool(above.lemma_ != "pay")  # "paid a ransom to get him freed": what it bought
        word = above
    return False


def _is_own_clause(word: Token) -> bool:
    """ "was killed when police fired": an adverbial clause with a subject of its own tells its own act."""
    return word.dep_ == "advcl" and any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)


def _is_beside(word: Token, type: str) -> bool:
    """ "urged restraint in a call with Roe", "struck men firing on a post": told beside what the verb above tells."""
    if type == "CONSULT":
        return word.dep_ == "pobj" and word.head.lower_ == "in" and _names_both(word)
    firing = word.dep_ == "acl" and word.tag_ == "VBG" and type == "ASSAULT" and word.lemma_.lower() not in _OUTCOMES
    return firing and word.head.dep_ in ("dobj", "pobj") and is_agent(word.head) and word.head.ent_type_ != "GPE"


#: What came of a deed, which the parse may hang on those it was done to: "struck the rebels, killing ten".
_OUTCOMES = frozenset({"kill", "wound", "injure", "hurt"})


def _holds(outer: str, inner: str, found: Frame) -> bool:
    if outer == "CONSULT" and found.word.dep_ in ("pobj", "pcomp") and found.word.head.lower_ in _ABOUT:
        return quad_of(inner) in (1, 2)
    if outer == inner == "CONSULT" and found.word.dep_ == "pobj":
        return found.word.head.lower_ not in ("in", "at") or not _has_parties(found.word)
    return outer in _HOLDING or outer == inner


_ABOUT = frozenset("on about over regarding of for concerning".split())


def is_agreed_meeting(found: Frame, told: Mapping[Token, str]) -> bool:
    """Whether this is a meeting that an agreement holds, or one that "is to" be: planned, and told for itself."""
    if not any(m.name in ("meet", "talks") for m in found.meanings) or found.part != "V":
        return False
    above = governor_of(found.word)
    if above is None:
        return False
    if above in told and told[above] == "AGREE":
        return True
    return bool(above.lemma_ == "be" and found.word.tag_ == "VB")


def act_subjects(found: Frame) -> list[Token]:
    """The noun of an act that is the subject of this one: "an airstrike killed", "the shelling wounded"."""
    return [c for c in found.word.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"] if found.part == "V" else []


def is_told_by_verb(found: Frame, type: str, told: Mapping[Token, str]) -> bool:
    """Whether a noun's act is told once more by its verb: "an airstrike hit the depot", "a strike shut the port"."""
    noun = found.word
    if _is_means(noun, type, told) or _is_thrown(noun, type, told) or _is_in_support(noun, type, told):
        return True
    if noun.lemma_.lower() == "roadblock" and noun.dep_ == "dobj" and told.get(noun.head) == "MOBILIZE":
        return True  # "troops set up roadblocks"
    if noun.dep_ == "dobj" and type in _ENDED.get(told.get(noun.head, ""), ()) and found.part == "N":
        return True
    twice = type == "ASSAULT" or (type == "PROTEST" and noun.lemma_.lower() in ("strike", "picket"))
    return twice and found.part == "N" and noun.dep_ == "nsubj" and told.get(noun.head) == type


#: Acts by which others end → those: "broke up a meeting", "halted cooperation with Oran".
_ENDED = {
    "COERCE": frozenset({"CONSULT"}),
    "SANCTION": frozenset({"COOPERATE", "AID", "CONSULT"}),
}


def _is_in_support(noun: Token, type: str, told: Mapping[Token, str]) -> bool:
    """ "struck ten targets in support of the army": for whom an act of force or a move is done."""
    if type != "SUPPORT" or noun.dep_ != "pobj" or noun.head.lower_ != "in" or noun.lemma_.lower() != "support":
        return False
    above = noun.head.head
    near = [above, above.head, *above.rights] if above.pos_ == "NOUN" else [above, *above.rights]
    return any(told.get(word) in ("ASSAULT", "MOBILIZE", "COOPERATE", "AID") for word in near)


def _is_thrown(noun: Token, type: str, told: Mapping[Token, str]) -> bool:
    """ "threw petrol bombs", "hurled grenades": what is thrown is told by the verb."""
    thrown = type == "ASSAULT" and noun.dep_ == "dobj" and noun.head.lemma_.lower() in _THROWING
    return thrown and told.get(noun.head) in ("ASSAULT", "PROTEST")


_THROWING = frozenset("throw hurl toss lob fire launch drop plant detonate use".split())


def _is_means(noun: Token, type: str, told: Mapping[Token, str]) -> bool:
    """ "dispersed the crowd with tear gas": what force is used with is told by the verb."""
    if type != "ASSAULT" or noun.dep_ != "pobj" or noun.head.lower_ != "with":
        return False
    above = noun.head.head
    verb = above if above.pos_ == "VERB" else above.head
    return told.get(verb) in ("ASSAULT", "COERCE") and not _has_parties(noun)


def is_about_meeting(found: Frame, type: str, told: Mapping[Token, str]) -> bool:
    """Whether a verb only says what was talked about in a meeting named beside it: "in a call … discussed"."""
    if type != "CONSULT" or found.part != "V" or found.keys[-1] not in _TALKED:
        return False
    held = [c for word in (found.word, *act_subjects(found)) for c in word.children if c.dep_ == "prep"]
    nouns = [noun for prep in held if prep.lower_ in _DURING for noun in prep.children if noun.dep_ == "pobj"]
    return any(told.get(noun) == "CONSULT" and _names_both(noun) for noun in nouns)


_TALKED = frozenset("discuss exchange review talk speak confer consult explore examine".split())
_DURING = frozenset("in during at by over".split())


def _has_parties(meeting: Token) -> bool:
    """Whether a meeting's own phrase says whose it is."""
    seat = [c for c in meeting.lefts if c.dep_ in ("compound", "nmod") and metonym_of(phrase(c).text) is not None]
    owned = any(
        c.dep_ == "poss" or (c.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") and c not in seat and c.head not in seat)
        for c in meeting.lefts
    )
    return owned or any(c.dep_ == "prep" and c.lower_ in ("with", "between", "of", "among") for c in meeting.rights)


def _names_both(meeting: Token) -> bool:
    """Whether a meeting's own phrase says with whom it is held."""
    return any(c.dep_ == "prep" and c.lower_ in ("with", "between", "to") for c in meeting.rights)


def is_visited(word: Token, found: Frame) -> bool:
    """Whether a party of a visit is only the place it goes to: "a visit to Lirane", "arrived in Tarsk"."""
    if word.dep_ == "pobj" and word.head.lower_ == "at" and found.keys[-1] in _ARRIVING:
        return True
    if not any(m.mode == "visit" for m in _visit_meanings(found)):
        return False
    if word.dep_ == "dobj" and word.ent_type_ == "ORG":  # "visited the White House"
        return word.head.lemma_.lower() in _GOING and metonym_of(phrase(word).text.removeprefix("the ")) is not None
    if word.ent_type_ not in ("GPE", "LOC", "FAC"):
        return False
    if word.dep_ == "dobj":
        return word.head.lemma_.lower() in _GOING
    if word.dep_ in ("compound", "nmod"):  # "the president's UK visit"
        return any(m.mode == "visit" for m in meanings_of(word.head))
    return word.dep_ == "pobj" and word.head.lower_ in ("to", "in", "at", "into", "from")


def is_left(word: Token) -> bool:
    """ "a woman visiting from Oran": where one comes from is not whom one visits."""
    return bool(word.dep_ == "pobj" and word.head.lower_ == "from")


_ARRIVING = frozenset("arrive land stop host receive welcome greet entertain".split())
_GOING = frozenset("visit tour leave reach".split())


def _visit_meanings(found: Frame) -> list[Meaning]:
    words = [found.word, *(w for w in (found.object, found.complement) if w is not None)]
    return [m for word in words for m in meanings_of(word)]


def is_only_topic(found: Frame) -> bool:
    """ "discussed ways of intensifying operations", "underlined cooperation for striking": what is spoken of."""
    word = found.word
    for _ in range(6):
        if word.dep_ not in ("pobj", "pcomp", "prep", "dobj", "conj", "amod", "compound", "xcomp"):
            return False
        above = word.head
        if above.pos_ == "NOUN" and above.lemma_.lower() in _TOPICS and _is_spoken_of(above):
            return True
        if above == word or above.pos_ in ("AUX",):
            return False
        word = above
    return False


def _is_spoken_of(noun: Token) -> bool:
    """Whether a topic is the object of a verb of talk."""
    while noun.dep_ in ("conj", "pobj", "prep") and noun.head.pos_ in ("NOUN", "ADP"):
        noun = noun.head
    verb = noun.head
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _TALK and noun.dep_ in ("dobj", "prep", "pobj", "nsubjpass")


_TOPICS = frozenset("way cooperation need importance necessity prospect means issue effort possibility".split())
_TALK = frozenset(
    """discuss underline stress emphasise emphasize underscore review examine explore debate highlight reiterate
    exchange note voice consider""".split()
)


def act_words(found: Frame) -> frozenset[str]:
    """The keys of the act's predicate, objects, modifiers and obliques."""
    slots = Slots(found)
    words = [found.word, slots.object, slots.complement, slots.inner, *slots.modifiers]
    words += [noun for prep, noun in slots.obliques if prep not in BESIDE]
    keys: set[str] = set(found.keys)
    for word in words:
        if word is not None:
            keys |= _keys(word)
    return frozenset(keys)


def clause_words(words: Iterable[Token]) -> frozenset[str]:
    """The lemmas of a stretch, and its two-word names ("air_strike")."""
    keys: set[str] = set()
    for word in words:
        keys |= _keys(word)
    return frozenset(keys)


def _keys(word: Token) -> set[str]:
    lemma = word.lemma_.lower()
    found = {lemma}
    if word.dep_ in _JOINERS:
        found.add(f"{lemma}_{word.head.lemma_.lower()}")
    elif word.dep_ == "prt":
        found.add(f"{word.head.lemma_.lower()}_{lemma}")
    return found


#: What lays a crime to somebody without saying that it was done.
_CHARGING = frozenset("charge suspect wanted want indict arraign book".split())
_CHARGES = frozenset("charge suspicion count allegation".split())


def is_charge(found: Frame) -> bool:
    """ "charged with murder", "on suspicion of assault": a crime that is laid to somebody, not told as done."""
    word = found.word
    while word.dep_ in ("conj", "compound") and word.head.pos_ in ("NOUN", "VERB"):
        word = word.head
    prep = word.head
    if word.dep_ not in ("pobj", "pcomp") or prep.pos_ not in ("ADP", "SCONJ"):
        return False
    above = prep.head
    if prep.lower_ in ("with", "for", "on") and above.lemma_.lower() in _CHARGING and above.pos_ == "VERB":
        return bool(prep.lower_ == "with" or above.lemma_.lower() != "charge")
    return prep.lower_ == "of" and above.lemma_.lower() in _CHARGES
