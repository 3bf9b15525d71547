"""A frame → whom its verb reaches without an object: "fired at protesters", "sent troops to Mali", "gave them arms".

Reads frames; gives words. The one idea: a preposition reaches a party where the deed goes that way, and else says how,
why or where it was done.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.countries import country_of
from rashomon.language.frames import Frame, lemma_of, meanings_of
from rashomon.language.parties.agents import NAMES, is_agent, is_thing_given
from rashomon.language.parties.nouns import MOVED

_TO_RECIPIENT = frozenset("to against on at with over toward towards from for into in upon".split())
#: Verbs that send something from where the one who does it stands.
FIRING = frozenset("fire launch shoot lob operate".split())
#: Verbs whose object stays where it is: "seized the station at Tarsk".
TAKING = frozenset("seize capture occupy storm retake recapture search".split())


def reached(found: Frame) -> list[Token]:
    """Whom a verb reaches by a preposition: "fired at protesters", "sent troops to Mali"."""
    moved = any(m.type in MOVED for word in (found.word, found.object) if word for m in meanings_of(word))
    return [
        noun
        for prep, noun in ((prep, _of_several(noun)) for prep, noun in found.oblique)
        if prep in _TO_RECIPIENT and (prep != "in" or (moved and not is_town(noun)))
        and (_can_receive(noun, prep) or _is_hit(found, prep) or _is_looked_for(found, prep, noun)
             or _is_given_for(found, prep, noun))
        and not (prep == "from" and found.keys[-1] in FIRING)
        and (not _is_by_the_way(prep, noun) or _is_fired_on(found, prep))
        and not (_is_of_protest(found) and (_is_beside_protest(found, prep) or _is_on_the_way(prep, noun)))
        and not (prep in ("over", "against") and found.keys[-1] in _PROTESTING and not is_agent(noun))
        and not _is_set_before(found, prep, noun) and not _is_agreed_on(found, prep, noun)
        and not _goes_off_there(found, prep, noun) and not _is_seized_there(found, prep, noun)
    ][:2]


def _of_several(noun: Token) -> Token:
    """ "fired at one of the boats": those of whom one was meant."""
    if noun.pos_ != "NUM" or noun.lower_ not in ("one", "two", "three", "several"):
        return noun
    return next((n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"), noun)


def _is_agreed_on(found: Frame, prep: str, noun: Token) -> bool:
    """ "agreed on a prisoner swap": what is agreed on is nobody."""
    return found.keys[-1] == "agree" and prep in ("on", "over") and not is_agent(noun)


def _goes_off_there(found: Frame, prep: str, noun: Token) -> bool:
    """ "exploded at a market": where a bomb goes off, unless those are people."""
    return found.keys[-1] in _GOING_OFF and prep in ("at", "on") and not is_agent(noun)


def _is_seized_there(found: Frame, prep: str, noun: Token) -> bool:
    """ "seized the radio station at Tarsk": where what is taken stands."""
    taken = found.keys[-1] in TAKING and found.object is not None
    return taken and prep == "at" and noun.ent_type_ in ("GPE", "LOC", "FAC")


_GOING_OFF = frozenset({"explode", "detonate", "go"})


def _is_fired_on(found: Frame, prep: str) -> bool:
    """ "opened fire on a bus", "rammed a car into a bus": what is fired on is no way to go."""
    if found.keys[-1] == "ram":
        return prep == "into"
    return prep == "on" and (found.keys[-1] == "fire" or any(key.startswith("open_fire") for key in found.keys))


#: Of these one tells what they are against, which suffers nothing by them.
_PROTESTING = frozenset("protest demonstrate march rally strike riot picket gather".split())


_FIGHTING = frozenset("clash fight scuffle battle brawl".split())


def _is_beside_protest(found: Frame, prep: str) -> bool:
    """ "marched with their children"; "clashed with police" reaches them."""
    return prep == "with" and found.keys[-1] not in _FIGHTING


def _is_of_protest(found: Frame) -> bool:
    return any(m.type == "PROTEST" for m in found.meanings)


def _is_on_the_way(prep: str, noun: Token) -> bool:
    """ "marched from Tarsk to the Friendship Park": a march has a way; "marched to parliament" is meant for it."""
    ground = noun.ent_type_ in ("GPE", "LOC", "FAC") or not is_agent(noun)
    return prep in ("to", "toward", "towards", "from", "into") and ground


def _is_set_before(found: Frame, prep: str, noun: Token) -> bool:
    """ "On the streets of Tarsk, they chanted": what stands before the subject says where, not whom it reaches."""
    subject = next((c for c in found.word.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    before = subject is not None and noun.head.head == found.word and noun.i < subject.i
    return before and prep in ("on", "at", "in", "over", "upon") and not noun.tag_.startswith("W")


#: What one goes by is no party, nor what one gives as a reason: "on foot", "on the pretext of".
_RIDES = frozenset("motorcycle motorbike car van truck lorry bus train taxi bicycle bike scooter horse foot".split())
_GROUNDS = frozenset(
    "time excuse pretext ground basis condition behalf suspicion account eve wake name case term orders advice".split()
)
#: Where people go to be seen, or to set out: "took to the streets".
_OUT = frozenset("street square road pavement barricade field stage hill".split())
#: What shots go into that hit nobody.
_NOWHERE = frozenset("air sea sky ocean water river fire distance darkness".split())


def _is_by_the_way(prep: str, noun: Token) -> bool:
    """Whether a phrase says how, why or where to, and reaches nobody; what is fired "at a car" reaches it."""
    lemma = lemma_of(noun)
    if lemma in _GROUNDS or noun.head.head.lower_ in ("than", "instead"):  # "more voted for Roe than for Diaz"
        return True
    if lemma in _NOWHERE and not noun.ent_type_:
        return True
    return (lemma in _RIDES and prep not in ("at", "against")) or (lemma in _OUT and prep == "to")


def is_able(word: Token) -> bool:
    """Whether a word can be whom something is done to, and is not itself what is given."""
    return not is_thing_given(word)


def dative(child: Token) -> list[Token]:
    """ "gave them arms", "gave arms to them": those who get something."""
    if child.pos_ == "ADP":
        return [noun for noun in child.children if noun.dep_ == "pobj"]
    return [child]


def _can_receive(noun: Token, prep: str) -> bool:
    if noun.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY"):
        return False
    if prep == "for" and noun.pos_ == "PROPN" and not noun.ent_type_:
        return True  # a name that the tagger gave no kind
    return noun.ent_type_ in NAMES if prep in ("in", "for", "over", "from", "into") else True


def is_town(noun: Token) -> bool:
    """ "the banks reopened in Tarsk": a town is where it is done; a country may be whom it is done to."""
    return noun.ent_type_ in ("GPE", "LOC") and country_of(noun.text) is None


def _is_hit(found: Frame, prep: str) -> bool:
    """ "fired into the crowd", "hacked into the ministry's computers"."""
    return prep == "into" and found.keys[-1] in ("fire", "shoot", "open", "hack", "ram", "throw", "hurl", "lob")


def helped(found: Frame) -> list[Token]:
    """ "sent troops in support of the government", "to the aid of the town": in whose favour it is done."""
    favours = [noun for prep, noun in found.oblique if prep in ("in", "to") and noun.lemma_.lower() in _FAVOURS]
    return [n for noun in favours for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]


_FAVOURS = frozenset("support aid help defence defense favour favor assistance".split())


def _is_given_for(found: Frame, prep: str, noun: Token) -> bool:
    """ "dropped food for the rebels": for whom things are brought."""
    brought = found.object is not None and (is_thing_given(found.object) or found.object.ent_type_ == "MONEY")
    return prep == "for" and brought and is_agent(noun)


def _is_looked_for(found: Frame, prep: str, noun: Token) -> bool:
    """ "searched for the suspect"."""
    return prep == "for" and found.keys[-1] in ("search", "hunt", "look") and is_agent(noun)


def is_name(noun: Token) -> bool:
    """Whether a preposition's noun is the name of a possible party."""
    return noun.dep_ == "pobj" and noun.ent_type_ in NAMES
