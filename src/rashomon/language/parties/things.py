"""An object that is a thing (used, sent, fired, hit, freed, stolen) → those who undergo the act.

The one idea: what one uses, sends or fires is no party, whom it is aimed at is; a boat that is hit stands for those
aboard, ground that is freed for those who lose it, a purse that is stolen for whose it was.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import Frame, meanings_of
from rashomon.language.parties.agents import (
    NAMES,
    PROPERTY,
    is_agent,
    whom_told,
)
from rashomon.language.parties.munitions import is_munition
from rashomon.language.parties.reached import FIRING, TAKING, is_name, reached
from rashomon.language.parties.subjects import RELATIVES, passive_subject

_BEFORE = frozenset({"amod", "compound", "nmod"})


def behind_object(found: Frame, noun: Token) -> list[Token] | None:
    """To whom it was done where the object only says by what: a boat that was hit, ground that was freed, a purse that
    was stolen, a bomb that was set off; None for other objects.
    """
    if _is_craft_hit(found, noun):
        return [antecedent_of(noun, found.word)]
    if (held := _freed_from(found, noun) or _robbed_of(found, noun)) is not None:
        return [held]
    return [word for word in reached(found) if is_agent(word)] if _is_set_off_by(found, noun) else None


def _freed_from(found: Frame, noun: Token) -> Token | None:
    """ "liberating a part of Syria from the rebels' control": those who lose it by that."""
    ground = not is_agent(noun) or noun.ent_type_ in ("GPE", "LOC", "FAC")
    if found.keys[-1] not in _FREEING or not ground:
        return None
    for prep, holder in found.oblique:
        if prep == "from" and holder.lemma_.lower() in _GRIP:
            within = [c for c in holder.lefts if c.dep_ in ("poss", "compound") and is_agent(c)]
            within += [n for c in holder.rights if c.lower_ == "of" for n in c.children if is_agent(n)]
            return within[0] if within else None
        if prep == "from" and is_agent(holder) and holder.ent_type_ not in ("GPE", "LOC", "FAC"):
            return holder
    return None


_FREEING = frozenset("liberate free recapture retake wrest clear reclaim seize capture".split())
_GRIP = frozenset("control grip hand clutch rule occupation yoke".split())


def _robbed_of(found: Frame, noun: Token) -> Token | None:
    """ "stole her purse": whose it was."""
    if found.keys[-1] not in ("steal", "rob", "snatch", "loot") or is_agent(noun):
        return None
    return next((c for c in noun.lefts if c.dep_ == "poss" and is_agent(c)), None)


def _is_set_off_by(found: Frame, noun: Token) -> bool:
    """ "detonated his explosive vest": what is set off suffers nothing by it."""
    return found.keys[-1] == "detonate" and noun.dep_ == "dobj" and not is_agent(noun)


def is_fired_at(craft: Token, found: Frame) -> bool:
    """ "fired water cannon at one of the boats"."""
    return found.keys[-1] in FIRING and craft.dep_ == "pobj" and craft.lemma_.lower() in CRAFT


def is_burned(site: Token, found: Frame) -> bool:
    """ "set fire to the consulate": a site, though its like is elsewhere what is opened and closed."""
    return site.lemma_.lower() in ("embassy", "consulate", "mission") and "set_fire" in found.keys


def _is_shot_off(noun: Token, found: Frame) -> bool:
    """ "rockets were fired at the airport": what is fired suffers nothing by it."""
    return found.keys[-1] in FIRING | {"drop"} and noun.dep_ == "nsubjpass" and is_munition(noun)


def taken(noun: Token | None, found: Frame) -> Token | None:
    """ "took 15 people hostage", "was held captive": those who are taken, whom the parse hangs on what they become."""
    if noun is None or noun.lemma_.lower() not in ("hostage", "prisoner", "captive"):
        return None if noun is None or _is_shot_off(noun, found) else _past_some(noun)
    within = (
        c for c in (*noun.lefts, *found.word.rights) if c.pos_ in ("NOUN", "PROPN") and is_agent(c)
        and (c.dep_ == "dative" if c.head == found.word else c.dep_ in ("compound", "nmod"))
    )  # fmt: skip
    if (taken := next(within, None)) is not None:
        return taken
    bare = noun.tag_ == "NN" and not noun.n_lefts
    if bare and found.word.dep_ == "relcl" and not found.passive and is_agent(found.word.head):
        return found.word.head  # "a woman he took hostage"
    return (passive_subject(found.word) if found.passive and noun.dep_ != "nsubjpass" else None) or noun


def _past_some(noun: Token) -> Token:
    """ "imposed some of the hardest sanctions": the things; people stay "some of the miners"."""
    if noun.lemma_.lower() in ("control", "possession") and noun.dep_ == "dobj":  # "seized control of the town"
        held = (n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        return next(held, noun)
    whole = next((n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), None)
    counted = whole is not None and noun.lemma_.lower() in _COUNTS
    if whole is not None and counted and (is_munition(whole) or any(m.type for m in meanings_of(whole))):
        return whole  # "carried out hundreds of strikes", "fired dozens of shells"
    if noun.lower_ not in ("some", "most", "all", "several", "many", "part", *_ROWS):
        return noun
    return noun if whole is None or is_agent(whole) else whole


_COUNTS = frozenset("hundred dozen score thousand".split())
#: Acts one after the other: "a series of air strikes" are the strikes.
_ROWS = frozenset("series string spate wave number round barrage".split())


def is_sent(found: Frame, noun: Token) -> bool:
    """Whether the object is troops that somebody sends: they are what is given, to nobody named by that alone."""
    if found.keys[-1] not in SENDING:
        return False
    on_the_way = any(c.lower_ == "to" and c.dep_ in ("prep", "dative") for c in (*found.word.rights, *noun.rights))
    return any(m.name == "troops" for m in meanings_of(noun)) or (on_the_way and noun.lemma_.lower() in _TEAMS)


#: Those who are sent with a task.
_TEAMS = frozenset("team doctor medic rescuer inspector investigator observer monitor expert engineer".split())


def _is_craft_hit(found: Frame, noun: Token) -> bool:
    """ "captured three boats", "stormed the embassy": what else is sold and sent, or closed, is here hit or taken,
    people and all.
    """
    struck = any(m.type in ("ASSAULT", "COERCE") for m in found.meanings)
    struck = (struck or "push_back" in found.keys) and (found.keys[-1] not in FIRING or "shoot_down" in found.keys)
    craft = antecedent_of(noun, found.word).lemma_.lower() in CRAFT
    return struck and noun.dep_ in ("dobj", "nsubjpass") and craft


#: What is hit or taken with those aboard, or within.
CRAFT = frozenset(
    """boat ship vessel trawler tanker freighter ferry yacht dhow barge aircraft plane airliner helicopter warplane
    warship embassy consulate drone""".split()
)

#: What is used is no party; whom it is used against is.
USING = frozenset("use employ wield throw hurl lob chant wave shout".split())

SENDING = frozenset("send dispatch deploy contribute fly provide lend station commit".split())


def aims_past(found: Frame, noun: Token) -> bool:
    """Whether the object is only what is sent at or given to a party named after it."""
    if is_agent(noun):
        return False
    struck = any(m.type == "ASSAULT" for m in found.meanings) and found.keys[-1] not in FIRING
    if found.keys[-1] == "ram":  # "rammed a car into a bus"
        return any(prep == "into" for prep, _ in found.oblique)
    aims = ("against", "to") if struck or found.keys[-1] in TAKING else ("at", "against", "on", "to")
    return any(prep in aims and is_agent(target) for prep, target in found.oblique)


#: Whose thing it is that one gives up, tests or fires: one's own.
_OWN = frozenset("its their our my your".split())


def inner_names(noun: Token) -> list[Token]:
    """The parties named inside such a phrase: "Israel's plan", "the Russian offer", "a ship of Iran"."""
    lands = ("GPE", "NORP") if noun.lemma_.lower() in CRAFT | {"jet", "missile", "tank", "drone"} else NAMES
    found = [c for c in noun.children if c.dep_ == "poss" or (c.dep_ in _BEFORE and c.ent_type_ in lands)]
    if found:
        ruled = noun.lemma_.lower() in ("law", "rule", "code")  # "imposed strict Sharia law" on nobody named
        return [c for c in found if c.lower_ not in _OWN and (c.dep_ == "poss" or not ruled)]
    preps = [c for c in noun.rights if c.dep_ == "prep" and c.lower_ not in _WHENCE]
    if any(m.name == "weapon" for m in meanings_of(noun)):  # "launched missiles at two bases"
        at = [n for c in noun.rights if c.lower_ in ("at", "on", "into") for n in c.children if n.dep_ == "pobj"]
        if at:
            return at[:1]
    owned = noun.lemma_.lower() in PROPERTY
    return [n for c in preps for n in c.children if is_name(n) or (owned and c.lower_ == "of" and is_agent(n))][:1]


#: "fired a missile from Tarsk": where a thing is or comes from is no party.
_WHENCE = frozenset({"from", "in", "at", "near", "off"})


def antecedent_of(noun: Token, verb: Token) -> Token:
    """ "the boat *that* they captured": what a relative pronoun stands for; any other noun itself."""
    return whom_told(verb.head, noun) if noun.lower_ in RELATIVES and verb.dep_ == "relcl" else noun
