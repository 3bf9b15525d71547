"""A frame → whether it tells of violence: under fire, an attack beaten off, a town that fell, a ransom paid.

The one idea: verbs of fighting are also those of sport, weather and quarrels; who stands on either side tells them
apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.knowledge.actors import code_actor
from rashomon.language.frames import FORCES, Frame, is_of_class, meanings_of
from rashomon.language.parties.nouns import of_phrase
from rashomon.language.parties.subjects import doers_of, speaking_for_himself
from rashomon.language.predicates.constructions.construction import Parties
from rashomon.language.predicates.constructions.fillers import (
    Filler,
    closed_places,
    crowd,
    fighters,
    force,
    held_places,
    lemma,
    named_as,
    people,
    state,
)

_FIRE = frozenset("fire attack bombardment shelling assault gunfire".split())
_CRITICS = frozenset("critic opposition lawmaker media press senator rival group campaigner public side".split())
_TAKERS = frozenset("kidnapper abductor hijacker captor pirate bandit hostage-taker blackmailer extortionist".split())


def under_fire(found: Frame) -> str | None:
    """ "the convoy came under fire": an attack; "came under fire for his handling", "from critics": blame."""
    held = [noun for prep, noun in found.oblique if prep == "under" and noun.lemma_.lower() in _FIRE]
    if not held:
        return None
    over = any(prep in ("for", "over") for prep, _ in found.oblique)
    nouns = [noun for prep, noun in found.oblique if prep == "from"]
    nouns += [n for word in held for c in word.rights if c.lower_ in ("from", "for", "over") for n in c.children]
    critics = any(noun.lemma_.lower() in _CRITICS or noun.ent_type_ == "PERSON" for noun in nouns)
    blamed = over or critics or any(c.lower_ in ("for", "over") for word in held for c in word.rights)
    return "ACCUSE" if blamed else "ASSAULT"


@Filler
def assault_of_nobody(word: Token | None) -> bool:
    """ "repelled the assault": one that nobody is named for."""
    if word is None or word.dep_ != "dobj" or not any(m.type == "ASSAULT" for m in meanings_of(word)):
        return False
    return not of_phrase(word, False)[0]


def is_beaten_off(found: Frame) -> bool:
    """ "beat back the attack", "fought it off"."""
    return any(c.lower_ in ("back", "off") and c.dep_ in ("prt", "advmod") for c in found.word.rights)


@Filler
def blow(word: Token | None) -> bool:
    """ "an explosion damaged the pipeline": a noun of what is done by force, or by explosives."""
    if word is None or word.pos_ != "NOUN":
        return False
    return any(m.type == "ASSAULT" or m.name in ("explosives", "heavy") for m in meanings_of(word))


def is_set_on_fire(found: Frame) -> bool:
    """ "set fire to the car", "set the station on fire"."""
    if "set_fire" in found.keys:
        return True
    ablaze = any(c.lower_ in ("ablaze", "alight") for c in found.word.subtree)
    return found.object is not None and (ablaze or any(p == "on" and n.lower_ == "fire" for p, n in found.oblique))


def those_behind_bow(found: Frame) -> Parties:
    """ "warning shots were fired across its bow": whose bow it is."""
    return Parties(doers_of(found.word), list(_owners_of_bow(found)))


def _owners_of_bow(found: Frame) -> Iterator[Token]:
    bow = next(n for prep, n in found.oblique if prep == "across" and n.lemma_.lower() == "bow")
    yield from (c for c in bow.lefts if c.dep_ == "poss")
    yield from (n for c in bow.rights if c.lower_ == "of" for n in c.children)


def is_of_war(found: Frame) -> bool:
    """ "the rebels said they had hit a tanker", "Oran struck a bridge": what those who wage war hit, on purpose."""
    doer = speaking_for_himself(found.word)
    if doer is None:
        return False
    at_war = doer.ent_type_ == "ORG" and bool(_AT_WAR & set(code_actor(doer.text).sectors))
    return at_war or state(doer) or is_of_class(doer, FORCES | {"rebels"})


_AT_WAR = frozenset({"MIL", "REB", "PRM"})


def is_charge(found: Frame) -> bool:
    """ "police charged into the crowd": on foot, not before a court."""
    return those_charged_at(found) is not None


def those_charged_at(found: Frame) -> Parties | None:
    """ "police charged at workers": the parse of headlines takes the police for those charged; None for others."""
    doers = [c for c in found.word.lefts if c.dep_ in ("nsubj", "nsubjpass") and (force(c) or fighters(c))]
    at = [n for c in found.word.rights if c.lower_ in ("at", "into") for n in c.children if people(n) or crowd(n)]
    return Parties(doers, at) if doers and at else None


def those_martyred(found: Frame) -> Parties:
    """ "a woman embraced martyrdom": she was killed, as her side puts it."""
    return Parties([], doers_of(found.word))


def is_ransom(found: Frame) -> bool:
    """ "paid a ransom", "paid the kidnappers four million": not "does not pay ransoms", of what one never does."""
    noun = found.object
    paid = noun is not None and "ransom" in {noun.lemma_.lower(), *(c.lemma_.lower() for c in noun.lefts)}
    given = [noun] if noun is not None else []
    given += [c for c in found.word.rights if c.dep_ == "dative"]
    given += [n for prep, n in found.oblique if prep in ("to", "for")]
    given += [n for c in found.word.rights if c.dep_ == "dative" for n in c.children]
    if found.word.tag_ == "VB" and not found.auxiliaries & {"did", "will", "would"}:
        return False
    return paid or any(n.lemma_.lower() in _TAKERS for n in given)


def _place_lost(found: Frame) -> Token | None:
    place = next((c for c in found.word.lefts if c.dep_ == "nsubj"), None)
    return place if place is not None and (place.ent_type_ == "GPE" or held_places(place)) else None


def is_fallen(found: Frame) -> bool:
    """ "the town fell to the rebels"."""
    by = [noun for prep, noun in found.oblique if prep == "to"]
    return _place_lost(found) is not None and any(is_of_class(noun, {"rebels", "troops"}) for noun in by)


def those_taking_place(found: Frame) -> Parties:
    """ "the town fell to the rebels": its new masters, and the place."""
    place = _place_lost(found)
    return Parties([noun for prep, noun in found.oblique if prep == "to"], [] if place is None else [place])


_AIMS = (
    held_places | closed_places | named_as("GPE", "LOC", "FAC")
    | lemma("border frontier area region north south east west position")
)  # fmt: skip


def is_of_troops(found: Frame) -> bool:
    """ "troops moved up to the border", "tanks rolled into the town"."""
    doer = next((c for c in found.word.lefts if c.dep_ == "nsubj"), None)
    if doer is None:
        return False
    armed = doer.lemma_.lower() == "tank" or is_of_class(doer, {"troops", "rebels"})
    aimed = [noun for prep, noun in found.oblique if prep in ("to", "into", "on", "toward", "towards", "across")]
    return armed and any(_AIMS(noun) for noun in aimed)
