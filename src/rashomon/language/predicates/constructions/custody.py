"""A frame → whether it tells of custody and courts: taken away, held, under arrest, sentenced, found guilty.

The one idea: what police, soldiers and courts do to people is often told by words that by themselves tell nothing
("led", "held", "found guilty"); who does it, to whom, and the word that closes the phrase say that it is an arrest or a
verdict.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import FIGHTERS, Frame, is_of_class
from rashomon.language.parties.subjects import doers_of, passive_subject, subject_of
from rashomon.language.phrases import is_land, person_nouns
from rashomon.language.predicates.constructions.construction import Parties
from rashomon.language.predicates.constructions.fillers import (
    armed_robbers,
    closed_places,
    force,
    named_as,
    outlaws,
    people,
)
from rashomon.language.predicates.plain import is_one_person

#: Those that are done to nobody who goes by himself.
_BY_FORCE = frozenset("haul drag bundle frogmarch cart".split())
_AWAY = frozenset("away off out in".split())
_WHITHER = frozenset({"prep", "advmod", "prt"})
_BOUND = frozenset("handcuff handcuffs cuff chain shackle custody van jail prison cell station detention".split())
_ARRESTS = frozenset({"arrest", "guard", "custody", "detention"})
_STATES = frozenset("be remain stay keep place put live hold have".split())
_KEPT = frozenset(
    """custody detention jail prison cell barrack questioning interrogation suspicion captivity charge bail
    remand""".split()
)
_PRISONS = frozenset({"prison", "jail", "gaol"})


def taken_away(found: Frame) -> str | None:
    """COERCE for "was led away in handcuffs", "carted away computers", ASSAULT where no state does it; else None."""
    moved = [c for c in found.word.rights if c.lower_ in _AWAY and c.dep_ in ("prt", "advmod", "prep")]
    dragged = found.keys[-1] in _BY_FORCE and any(prep == "from" for prep, _ in found.oblique)
    away = bool(moved) or dragged or _is_with_them(found)
    bound = {word.lemma_.lower() for c in found.word.rights if c.dep_ in _WHITHER for word in c.subtree} & _BOUND
    lemma, noun, doer = found.keys[-1], found.object, subject_of(found.word)
    if noun is None or noun.dep_ == "attr" or not (away or (bound and lemma != "bring")):
        return None
    if not people(noun):
        return "COERCE" if force(doer) and lemma in ("cart", "haul", "take") and away else None
    if doer is None:
        return "COERCE" if found.passive and (bound or lemma in _BY_FORCE) else None
    if outlaws(doer) or (doer.tag_ == "NNS" and armed_robbers(doer)):
        return "ASSAULT"
    if lemma == "carry":
        return None
    forced = bound and lemma in _BY_FORCE
    return "COERCE" if forced or (force(doer) and (bound or lemma not in ("bring", "escort", "throw"))) else None


def taken_from_home(found: Frame) -> str | None:
    """ "was taken from his home by unknown men": COERCE where police or troops do it, ASSAULT where others do."""
    home = any(prep == "from" and n.lemma_.lower() in _HOMES for prep, n in found.oblique)
    cared_for = any(prep == "to" and n.lemma_.lower() in _CARE for prep, n in found.oblique)
    doer = subject_of(found.word)
    if not home or cared_for or doer is None or not people(doer):
        return None
    return "COERCE" if force(doer) else "ASSAULT"


_HOMES = frozenset("home house flat apartment bed car street office hotel hospital village dormitory".split())
_CARE = frozenset("hospital clinic morgue safety shelter".split())


def _is_with_them(found: Frame) -> bool:
    """ "soldiers took 20 men with them"."""
    return found.keys[-1] == "take" and any(p == "with" and n.lower_ in ("them", "him") for p, n in found.oblique)


def _place_closed(found: Frame) -> Token | None:
    """What is cordoned or sealed; "off the mine" may be taken for a phrase of place."""
    return found.object or next((noun for prep, noun in found.oblique if prep == "off"), None)


def is_closed_off(found: Frame) -> bool:
    """ "cordoned off the mine", whatever it is."""
    return _place_closed(found) is not None


def is_place_closed_off(found: Frame) -> bool:
    """ "sealed off the street": not a jar."""
    place = closed_places | named_as("GPE", "FAC")
    return place(_place_closed(found))


def is_held(found: Frame) -> bool:
    """ "he is being held", "Turkey is holding five men", "were held for questioning": not "held up"."""
    if any(c.dep_ == "prt" and c.lower_ == "up" for c in found.word.rights):
        return False
    being = found.passive and "being" in found.auxiliaries and is_one_person(found.object)
    return being or _is_held_by_force(found) or _is_in_detention(found)


def is_held_incommunicado(found: Frame) -> bool:
    """ "has been held incommunicado", "kept in solitary confinement"."""
    if not people(passive_subject(found.word) or found.object):
        return False
    alone = any(word.lower_ in ("incommunicado", "solitary") for word in found.word.subtree)
    return alone or any(p == "without" and n.lower_ in ("charge", "trial") for p, n in found.oblique)


def _is_held_by_force(found: Frame) -> bool:
    """ "Turkey is holding five men", "prisoners had held eleven guards"."""
    noun, doer = found.object, subject_of(found.word)
    if noun is None or doer is None or not people(noun) or found.complement is not None:
        return False
    kept = ("to", "at", "back") if found.passive else ("by", "to", "at", "back")
    if noun.pos_ == "PRON" or any(prep in kept for prep, _ in found.oblique):
        return False
    holding = is_land(doer.text) or outlaws(doer) or is_of_class(doer, FIGHTERS | {"prisoner", "body"})
    return holding and not any(c.dep_ == "prt" for c in found.word.rights)


def _is_in_detention(found: Frame) -> bool:
    """ "is being held at the central prison", "were held for questioning": by nobody named."""
    noun = found.object or passive_subject(found.word)
    if not found.passive or noun is None or noun.dep_ != "nsubjpass" or found.complement is not None:
        return False
    held = people(noun) and noun.lower_ not in ("it", "this", "that", "which")
    kept = any(prep in ("in", "at", "on", "for") and n.lemma_.lower() in _KEPT for prep, n in found.oblique)
    kept = kept or any(prep == "over" for prep, _ in found.oblique)
    being = "being" in found.auxiliaries and any(c.lower_ in ("there", "by", "as") for c in found.word.rights)
    return held and not found.negated and (kept or being)


def those_in_detention(found: Frame) -> Parties | None:
    """Who is held where the frame has no object; None where it has one."""
    if found.object is not None or not _is_in_detention(found):
        return None
    held = passive_subject(found.word)
    return Parties(doers_of(found.word), [] if held is None else [held])


def is_held_up_by_robbers(found: Frame) -> bool:
    """ "gunmen held up a bank"."""
    up = any(c.dep_ == "prt" and c.lower_ == "up" for c in found.word.rights)
    return up and armed_robbers(subject_of(found.word))


def is_state_of_arrest(found: Frame) -> bool:
    """ "nineteen officers are under arrest", "remain in custody"."""
    noun, prep = found.word, found.word.head
    if noun.lemma_.lower() not in _ARRESTS or noun.dep_ != "pobj" or prep.lower_ not in ("under", "in"):
        return False
    if any(c.lower_ not in ("house", "police", "military", "home", "close", "armed") for c in noun.lefts):
        return False
    above = prep.head
    return above.lemma_.lower() in _STATES and (noun.lemma_.lower() != "guard" or prep.lower_ == "under")


def those_under_arrest(found: Frame) -> Parties:
    """Whom a state of arrest is said of: the subject of "are under arrest", the object of "placed her under arrest"."""
    above = found.word.head.head
    held = [c for c in above.children if c.dep_ in ("dobj", "nsubjpass")][:1]
    doers = doers_of(above)
    if not held and above.lemma_.lower() in ("be", "remain", "stay", "live"):
        return Parties([], doers)
    return Parties([doer for doer in doers if doer not in held], held)


def counted_type(found: Frame) -> str | None:
    """ "there were 60 arrests", "two stabbings": what can be counted was done."""
    if not any(c.dep_ == "nummod" or c.like_num for c in found.word.lefts):
        return None
    return next((m.type for m in found.meanings if m.type), None)


def is_of_employee(found: Frame) -> bool:
    """ "his firing", "the firing of the coach": not of guns."""
    whose = [c for c in found.word.lefts if c.dep_ == "poss"]
    whose += [n for c in found.word.rights if c.lower_ == "of" for n in c.children]
    return any(w.ent_type_ == "PERSON" or w.tag_ == "PRP$" or w.lemma_.lower() in person_nouns() for w in whose)


def verdict(found: Frame) -> str | None:
    """SANCTION for "found him guilty", "was found guilty", CONCEDE for "not guilty"; None without a verdict."""
    return None if found.negated else _verdict(found.word)


def _verdict(verb: Token) -> str | None:
    near = [word for word in verb.subtree if 0 < word.i - verb.i < 7]
    guilty = next((word for word in near if word.lower_ == "guilty"), None)
    if guilty is None:
        return None
    return "CONCEDE" if guilty.nbor(-1).lower_ in ("not", "nor", "neither") else "SANCTION"


def those_judged(found: Frame) -> Parties | None:
    """ "found him guilty": whom the parse takes for the subject of the adjective."""
    if found.complement is None or _verdict(found.word) is None:
        return None
    judged = [c for c in found.complement.lefts if c.dep_ == "nsubj"]
    return Parties(doers_of(found.word), judged) if judged else None


def is_sent_to_prison(found: Frame) -> bool:
    """ "was sent to prison", by whomever."""
    aims = (n for c in found.word.rights if c.lower_ == "to" for n in c.children)
    return any(noun.lemma_.lower() in _PRISONS for noun in aims)


def is_given_term(found: Frame) -> bool:
    """ "was handed a life sentence", "got eight years for treason"."""
    terms = [c for c in found.word.rights if c.dep_ in ("dobj", "npadvmod", "attr", "oprd")]
    return any(_is_term(noun, found) for noun in terms)


def _is_term(noun: Token, found: Frame) -> bool:
    """ "a life sentence", "a prison term", "eight years in prison"."""
    lemma = noun.lemma_.lower()
    around = {word.lemma_.lower() for word in noun.subtree} | {n.lemma_.lower() for _, n in found.oblique}
    if lemma in ("sentence", "term"):
        return lemma == "sentence" or bool(around & (_PRISONS | {"life"}))
    return lemma in ("year", "month") and bool(around & (_PRISONS | {"bar"}))
