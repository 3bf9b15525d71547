"""A party's head word → those who can act or suffer: people, bodies, places and their peoples, or nobody.

The one idea: a grammatical subject is not always a party. Warships and missiles act for their owners, a blow or
a way for nobody; what is shelled may be a thing, what is asked may not.
"""

from __future__ import annotations

import functools

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from rashomon.knowledge.actors import code_actor
from rashomon.knowledge.countries import country_of
from rashomon.knowledge.groups import surfaces
from rashomon.knowledge.plover import meanings
from rashomon.language.frames import Frame, governor_of, meanings_of, modal_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.page_dates import months
from rashomon.language.parties.agents import (
    NAMES,
    PEOPLE,
    PROPERTY,
    is_agent,
    is_called_like_a_month,
    is_doer_noun,
    is_named_elsewhere,
    is_undergone,
    is_undergone_by,
)
from rashomon.language.parties.nouns import from_verb, is_only_place, is_patrol, of_phrase
from rashomon.language.parties.spread import is_of_the_last
from rashomon.language.parties.subjects import subject_of
from rashomon.language.phrases import conjuncts, is_land, person_nouns, phrase

_WITH_SITES = NAMES | {"LOC", "FAC"}
_MACHINES = frozenset(
    """warship warplane ship vessel plane aircraft jet bomber fighter helicopter drone missile rocket tank gun
    submarine destroyer frigate carrier artillery shell bomb torpedo boat""".split()
)
#: Machines with people in them, who act where no owner is named.
_CREWED = _MACHINES - frozenset({"missile", "rocket", "gun", "shell", "bomb", "torpedo", "artillery", "drone"})
#: What suffers material acts without being anybody: things and works that can be hit, held or broken.
_MATERIAL_ACTS = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "RETREAT", "AID"})
#: Of these, those whose object is often what is given, given up or stopped: "ceded territory", "cut the supplies".
_OF_GOODS = frozenset({"AID", "RETREAT", "SANCTION"})
_NOBODY = frozenset(
    """blow step way point noose trigger hegemony mean manner measure spirit image view effort policy bottle stone
    rock weapon hour rule regulation duty lie violence aggression terror terrorism nothing anything something
    everything nobody none somebody role part place conflict crisis peace security life death use path hand
    range""".split()
)
_ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "ance", "ence", "ship", "ure", "ing", "cy")
_PERSONAL = frozenset(
    """he him she her they them we us i me you it its his their our my who whom themselves himself herself
    everyone everybody someone somebody anyone anybody many others both several some all most few""".split()
)
_SOME = frozenset("both several some all most few many".split())
_NUMBERS = frozenset("dozen score hundred thousand million ten couple handful majority band".split())
_AMOUNTS = frozenset(
    """percent percentage dollar euro rupee peso franc yuan rouble ruble yen shilling naira dinar lira real rand shekel
    riyal krona taka baht""".split()
)
#: Kinds of mention that can act.
ACTING_KINDS = frozenset({"person", "organization", "place", "nationality"})


def actor_of(head: Token) -> Token | None:
    """The head itself where it can act, its owner where it is a machine or a deed, else None."""
    if _is_machine(head):
        owner = _owner(head)
        return head if owner is None and head.lemma_.lower() in _CREWED | _ARMOURED else owner
    if head.pos_ == "NOUN" and head.dep_ == "nsubj" and _is_none_of(head):
        return head
    if head.tag_ in ("NN", "NNS", "VBG") and any(m.type == "ASSAULT" for m in meanings_of(head)):
        owner = _owner(head)
        return owner if owner is None or not _is_done_to(head, owner) else None
    if can_act(head):
        return head
    owner = _owner(head) if head.pos_ == "NOUN" else None
    if owner is not None and _is_done_to(head, owner):
        return None
    return owner if owner is None or owner.pos_ != "PRON" or _is_deed_of(head) else None


def actors_of(head: Token) -> list[Token]:
    """Those who act where a party's head is named: itself, all owners of its machine or deed, or nobody.

    "American and Iraqi jets" act for both; "a series of attacks by rebels" killed for the rebels.
    """
    head = _of_a_row(head)
    actor = actor_of(head)
    if actor is None:
        is_deed = head.tag_ in ("NN", "NNS", "VBG") and any(m.type == "ASSAULT" for m in meanings_of(head))
        doers = (of_phrase(head, False)[0] or from_verb(head)) if is_deed else []
        return [word for doer in doers if doer not in head.lefts for word in conjuncts(doer) if can_act(word)]
    if actor == head or actor.dep_ not in ("amod", "compound", "nmod"):
        return [actor]
    return [actor, *(word for word in actor.conjuncts if word.ent_type_ in ("NORP", "GPE"))]


def _of_a_row(head: Token) -> Token:
    """The acts that a row consists of: the attacks of "a series of attacks"; else the head."""
    if head.lemma_.lower() not in _ROWS or head.ent_type_:
        return head
    acts = (n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
    return next((n for n in acts if any(m.type for m in meanings_of(n))), head)


_ROWS = frozenset("series string spate wave round barrage".split())


def _is_done_to(deed: Token, owner: Token) -> bool:
    """ "his arrest", "the beheading of Foley": what stirred others was not done by the one it befell."""
    after = owner.head.lower_ == "of" and owner.i > deed.i
    return is_undergone_by(deed, owner) or (after and is_undergone(deed))


def _is_deed_of(head: Token) -> bool:
    """Whether "his …" is something he does or says, not what he feels: "his order", "their attack"."""
    return any(m.type or m.name == "policy" for m in meanings_of(head))


def recipient_of(head: Token, type: str) -> Token | None:
    """The head where something can be done to it by an act of this type, else the people it holds, else None."""
    if head.lower_ in _SELVES:
        return None
    if head.pos_ == "NOUN" and head.lemma_.lower() == "life":
        return _whose_body(head)
    if head.pos_ == "NOUN" and head.lemma_.lower() in _BODY and (hurt := _whose_body(head)) is not None:
        return hurt
    if head.lemma_.lower() in _LINES and type in _SEIZING:  # "closed its border with Chad"
        near = [*head.rights, *(head.head.rights if head.dep_ == "dobj" else ())]
        beyond = [n for c in near if c.lower_ in ("with", "to") for n in c.children if n.dep_ == "pobj"]
        return beyond[0] if beyond and beyond[0].ent_type_ in NAMES else head
    if type == "PROTEST" and _is_only_held_with(head):
        return None
    if type == "MOBILIZE" and (not head.ent_type_ or head.ent_type_ == "LOC" or _is_moved(head)):
        return None
    if head.pos_ == "NOUN" and head.dep_ in ("nsubjpass", "dobj") and _is_none_of(head):
        return head
    if can_act(head) and not (_is_machine(head) and type not in _MATERIAL_ACTS):
        return None if type == "AID" and _is_machine(head) else head
    if type in _MATERIAL_ACTS and _is_thing(head) and not (type == "AID" and _is_machine(head)):
        given = type in _OF_GOODS and noun_kind(head) not in ("place", "organization")
        return None if _is_nobody(head) or given else head
    if type in _SEIZING and head.lemma_.lower() in PROPERTY and (whose := _of(head)) is not None and can_act(whose):
        return whose
    owner = _owner(head) if head.pos_ == "NOUN" else None
    if owner is not None and _is_done_to(head, owner):
        return None  # "in protest at the death of a boy": he is not protested against
    return owner if owner is None or owner.pos_ != "PRON" else None


_LINES = frozenset({"border", "frontier"})
_SEIZING = frozenset({"COERCE", "SANCTION"})

def _is_only_held_with(head: Token) -> bool:
    """ "banged pots", "blocked the road to Lyon with tractors": with what, and where, a protest is held."""
    if head.dep_ == "pobj":
        way = head.head.lower_ == "to" and any(c.dep_ == "dobj" for c in head.head.head.children)
        way = way and head.ent_type_ in ("GPE", "LOC", "FAC", "ORG")
        beside = head.head.lower_ in ("with", "from", "into", "through")
        fought = is_agent(head) and head.head.head.lemma_.lower() in _FIGHTING
        return way or (beside and not fought)
    wrecked = is_agent(head) or head.head.lemma_.lower() in _WRECKING or noun_kind(head) in ("place", "organization")
    return head.dep_ == "dobj" and head.pos_ == "NOUN" and not wrecked


_FIGHTING = frozenset("clash fight scuffle battle brawl".split())
#: What a crowd does to things.
_WRECKING = frozenset(
    """attack burn torch loot smash damage vandalise vandalize storm occupy destroy ransack break stone pelt besiege
    wreck deface topple set invade seize raze trash overturn block barricade surround blockade demolish pull
    tear""".split()
)


#: Parts of people: what is done to them is done to whose they are.
_BODY = frozenset(
    """head hand arm ear finger nose leg tongue face neck wrist foot foot throat chest stomach back eye penis skull
    shoulder knee jaw body hair""".split()
)


def _whose_body(part: Token) -> Token | None:
    """ "cut off his hand", "shot in the head": whose a part of a body is."""
    return next((c for c in part.lefts if c.dep_ == "poss"), None) or _of(part)


def _is_moved(head: Token) -> bool:
    """ "may deploy the People's Liberation Army": who is moved is no one it is done to."""
    word = head
    while word.dep_ in ("compound", "nmod", "amod", "poss", "case"):
        word = word.head
    force = word.ent_type_ == "ORG" or any(m.name == "troops" for m in meanings_of(word))
    return force and word.dep_ in ("dobj", "nsubjpass")


#: What a name ends with that is a law, a treaty or a prize, not a body.
_LAWS = frozenset("act law bill treaty accord pact amendment code award prize cup resolution".split())
_NOT_OF_NAMES = frozenset("all any every no some these those each".split())
_SELVES = frozenset("himself herself itself themselves ourselves myself yourself".split())


def can_act(head: Token) -> bool:
    """Whether a word names people, a body, a people or a place that can stand for one."""
    lemma = head.lemma_.lower()
    if is_called_like_a_month(head) or is_named_elsewhere(head):
        return True
    state = lemma == "security" and any(c.lower_ in ("state", "national") for c in head.lefts)
    if (lemma in _NOBODY and not state) or lemma in _AMOUNTS or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if _is_nobody(head) or (head.pos_ == "PROPN" and lemma in _LAWS):
        return False
    if head.pos_ == "PRON" or (head.pos_ in ("DET", "ADJ") and head.lower_ in _SOME):
        whole = _of(head) if head.lower_ in _SOME else None  # "some of the rules" are nobody
        return head.lower_ in _PERSONAL and (whole is None or can_act(whole))
    if head.pos_ == "PROPN" and head.ent_type_ in ("", "EVENT") and _is_act_word(head):
        return False
    if head.pos_ == "PROPN" and not head.ent_type_ and any(c.lower_ in _NOT_OF_NAMES for c in head.lefts):
        return lemma in person_nouns() or noun_kind(head) is not None  # "all Nuclear Tests": capitals make no name
    if state or is_patrol(head):
        return True
    if head.ent_type_ in _WITH_SITES or head.pos_ == "PROPN":
        return not _is_machine(head)
    if lemma in _NUMBERS:
        return True
    if lemma in person_nouns() or any(m.name in PEOPLE for m in meanings_of(head)):
        return True
    if head.pos_ == "NOUN" and any(m.type for m in meanings_of(head)):
        return False
    if head.pos_ in ("NUM", "ADJ"):
        return head.pos_ == "NUM" or any(c.dep_ == "det" for c in head.children)
    if head.pos_ != "NOUN":
        return False
    return is_doer_noun(head) or noun_kind(head) in ("person", "organization") or _is_known(_own_words(head))


def asked_of(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """ "Oran must free him, the envoy said": who says so asks, and who must is asked; None for other predicates."""
    if found.part != "V" or modal_of(found) not in _MUST or any(m.type == "REQUEST" for m in found.meanings):
        return None
    doer, above = subject_of(found.word), governor_of(found.word)
    if doer is None:
        return None
    says = above is not None and found.word.dep_ == "ccomp" and any(m.name == "speak" for m in meanings_of(above))
    speaker = subject_of(above) if says and above is not None else None
    return ([speaker] if speaker is not None else []), [word for word in conjuncts(doer) if word != speaker]


def promised_by(found: Frame, type: str) -> Token | None:
    """ "the king announced that women would be given the vote": who announces what will be done is to do it."""
    above = found.governor
    if type not in _ANNOUNCED or not found.passive or above is None or found.word.dep_ != "ccomp":
        return None
    speaker = subject_of(above) if above.lemma_.lower() in _ANNOUNCING else None
    return speaker if speaker is not None and actor_of(speaker) is not None else None


_ANNOUNCED = frozenset({"AGREE", "REJECT", "THREATEN", "CONCEDE"})
_ANNOUNCING = frozenset("announce promise pledge vow declare decree decide order rule".split())
_MUST = frozenset({"must", "should", "ought", "need"})


def swapped_by(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """ "Oran swapped 20 captives with the rebels": both let go; None where nobody is named after "with"."""
    if found.keys[-1] not in _SWAPPING or found.object is None or found.passive:
        return None
    others = [word for prep, noun in found.oblique if prep == "with" for word in conjuncts(noun)]
    doer = subject_of(found.word)
    if doer is None or not others or not any(m.name == "prisoner" for m in meanings_of(found.object)):
        return None
    return [*conjuncts(doer), *others], [found.object]


_SWAPPING = frozenset("exchange swap trade".split())


def _own_words(head: Token) -> str:
    """The phrase of a noun without its owner: what somebody's work is, not whose."""
    span = phrase(head, prepositional=False)
    owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
    if owner is None:
        return str(span.text)
    start = max(word.i for word in owner.subtree) + 1
    return str(head.doc[start : span.end].text)


def _is_nobody(head: Token) -> bool:
    """ "no weapons to any group": nobody in particular."""
    return any(c.dep_ == "det" and c.lower_ in ("any", "no") for c in head.lefts)


def _is_none_of(head: Token) -> bool:
    """ "no soldier fired", "no civilians were hurt": those of whom it is denied."""
    people = head.lemma_.lower() in person_nouns() or any(m.name in PEOPLE for m in meanings_of(head))
    return people and any(c.dep_ == "det" and c.lower_ == "no" for c in head.lefts)


def _is_act_word(head: Token) -> bool:
    """ "Increased Defense Cooperation" of a headline: a word for an act, written like a name."""
    return any(m.type for m in meanings("N", (head.lower_, head.lower_.removesuffix("s"))))


@functools.lru_cache(maxsize=20_000)
def _is_known(words: str) -> bool:
    """Whether the tables of actors know the phrase as a sector or a country: "opposition", "the junta"."""
    code = code_actor(words)
    return bool(code.sectors or code.country)


def _is_thing(head: Token) -> bool:
    """Whether a common noun may be a thing that is hit or held, not an idea."""
    if head.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ") or head.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    lemma = head.lemma_.lower()
    if lemma in _GATHERINGS or lemma in _MACHINES:
        return True
    if _of_war(head) or lemma in _NOBODY or any(m.type for m in meanings_of(head)):
        return False
    return not lemma.endswith(_ABSTRACT) or noun_kind(head) == "place" or lemma.endswith(("city", "position"))


#: People who have come together, called by what they came for: "the bombing of a wedding".
_GATHERINGS = frozenset(
    """wedding funeral gathering procession ceremony party mass service christening patrol convoy parade
    checkpoint""".split()
)


def _of_war(head: Token) -> bool:
    """ "the Ogaden War", "a state of war": a time of fighting, not one of those in it."""
    words = [head, *(n for c in head.rights if c.lower_ == "of" for n in c.children)]
    return any(word.lemma_.lower() in _WARS for word in words)


_WARS = frozenset("war warfare conflict confrontation hostility tension unrest".split())


def _is_machine(head: Token) -> bool:
    lemma = head.lemma_.lower()
    if head.ent_type_ in ("PERSON", "GPE", "NORP"):
        return False
    if lemma == "fighter":
        return any(c.ent_type_ == "PRODUCT" or c.lower_ in ("strike", "jet") for c in head.lefts)
    armoured = lemma in _ARMOURED and any(c.lower_ in ("armoured", "armored") for c in head.lefts)
    return lemma in _MACHINES or armoured or head.ent_type_ == "PRODUCT"


_ARMOURED = frozenset("car vehicle train column".split())


def _owner(head: Token) -> Token | None:
    """Whose machine or deed it is: the possessor or people named before it, the body named after "of", "by"."""
    for child in head.lefts:
        if child.dep_ == "poss" and (child.ent_type_ in NAMES or can_act(child)):
            return child
    for child in head.lefts:
        named = child.ent_type_ == "NORP" or (child.ent_type_ == "GPE" and is_land(child.text))
        named = (named or _is_armed(child)) and not is_only_place(child, head)
        if child.dep_ in ("amod", "compound", "nmod") and named:
            return child
    for prep in head.rights:
        if prep.dep_ in ("prep", "agent") and prep.lower_ in ("of", "by", "from"):
            for noun in prep.children:
                named = noun.ent_type_ in ("GPE", "NORP", "ORG") or (prep.lower_ == "of" and _is_machine(head))
                if noun.dep_ == "pobj" and (named or noun.ent_type_ == "PERSON") and can_act(noun):
                    return noun
    return None


def _is_armed(name: Token) -> bool:
    """Whether a name is that of a force or a group that fights: "the Taliban attack", "an ISIS bomb"."""
    if name.ent_type_ != "ORG":
        return False
    return name.text in _groups() or bool(_ARMED & set(code_actor(name.text).sectors))


@functools.cache
def _groups() -> frozenset[str]:
    return frozenset(surface for surface, _ in surfaces())


_ARMED = frozenset({"MIL", "REB", "PRM", "SPY", "COP"})


def _of(head: Token) -> Token | None:
    for prep in head.rights:
        if prep.lower_ == "of":
            return next((noun for noun in prep.children if noun.dep_ == "pobj"), None)
    return None


def listed_before(head: Token) -> list[Token]:
    """ "Iran, Russia and Syria agree", "Iran, Russia stress": names in a list that the parse left beside the last."""
    found: list[Token] = []
    at = min((head, *head.conjuncts), key=lambda token: token.i)
    while at.i >= 2 and at.ent_type_ in NAMES and not any(True for _ in at.lefts):
        comma, name = at.nbor(-1), at.nbor(-2)
        if comma.text != "," or name.ent_type_ not in ("GPE", "NORP") or name.sent.start != head.sent.start:
            break
        if name.is_sent_start is not True and name.nbor(-1).pos_ in ("ADP", "ADJ", "DET"):
            break
        found.append(name)
        at = name
    return found if len(found) and (found[-1].is_sent_start or found[-1].i == head.sent.start) else []


def named_after(word: Token) -> Token:
    """ "During his visit to Lirane, Haas met her": he whom the main clause names after the phrase that it opens with.

    The word itself where it is no such pronoun.
    """
    if word.lower_ not in ("his", "her") or word.dep_ != "poss":
        return word
    top = next((up for up in word.ancestors if up.dep_ == "prep" and up.head.pos_ == "VERB"), None)
    if top is None or top.i > top.head.i:
        return word
    subject = next((c for c in top.head.lefts if c.dep_ == "nsubj" and c.i > word.i), None)
    named = subject is not None and subject.pos_ == "PROPN" and subject.ent_type_ not in ("GPE", "NORP")
    return subject if named and subject is not None else word


def party_phrase(head: Token) -> Tokens:
    """The noun phrase of a party, with all that "of" joins: "the ministers of Iran and Syria"."""
    span = _whole(_without_day(_of_one(phrase(head), head), head))
    if span[-1].dep_ == "case":
        return head.doc[span.start : span.end - 1]
    last = span[-1]
    if (head.tag_ in ("NNS", "NNPS") or head.ent_type_ == "ORG") and last.i != head.i:
        joined = [word for word in (*last.conjuncts, *head.conjuncts) if last.i < word.i <= last.i + 6]
        joined = [word for word in joined if word.head != head or is_of_the_last(word)]
        if joined:
            return head.doc[span.start : max(joined, key=lambda word: word.i).i + 1]
    return _with_country(head, span)


def _of_one(span: Tokens, head: Token) -> Tokens:
    """The phrase of one party where what is "of" both stretches over the other: "troops | and rebels of the Front"."""
    joined = next((c for c in head.rights if c.dep_ == "conj" and c.i < span.end and c.pos_ in ("NOUN", "PROPN")), None)
    if joined is not None:
        return phrase(head, prepositional=False)
    first = head.head
    if head.dep_ != "conj" or span.end - 1 != head.i or first.pos_ not in ("NOUN", "PROPN"):
        return span
    shared = next((c for c in first.rights if c.lower_ == "of" and c.i == span.end), None)
    return head.doc[span.start : shared.right_edge.i + 1] if shared is not None else span


def _without_day(span: Tokens, head: Token) -> Tokens:
    """The phrase without a date that the parser took for its beginning: "on 14 May people were killed"."""
    dated = len(span) > 2 and span[0].is_digit and span[1].text.lower() in months() and span[1].i < head.i
    return span[2:] if dated else span


def _whole(span: Tokens) -> Tokens:
    """The phrase with the rest of its last word, cut at a hyphen ("co-workers") or at a title ("Mr. X")."""
    doc, last = span.doc, span[-1]
    while last.i + 2 < len(doc) and doc[last.i + 1].text == "-" and not last.whitespace_:
        after = doc[last.i + 2]
        if doc[last.i + 1].whitespace_ or not after.is_alpha or "PROPN" in (last.pos_, after.pos_):
            break
        last = doc[last.i + 2]
    span = doc[span.start : last.i + 1]
    titled = last.lower_ in _TITLES and last.i + 1 < len(doc) and doc[last.i + 1].text[:1].isupper()
    return doc[span.start : last.i + 2] if titled else span


_TITLES = frozenset("mr. mrs. ms. dr. mr mrs ms sir lady".split())


def _with_country(head: Token, span: Tokens) -> Tokens:
    """The phrase with the country it lies in, where nothing else says whose it is: "a court in Guyana"."""
    if head.pos_ != "NOUN" or span.end >= len(head.doc) or any(word.ent_type_ in NAMES for word in span):
        return span
    prep = head.doc[span.end]
    if prep.head.i != head.i or prep.lower_ not in ("in", "from") or any(m.name == "troops" for m in meanings_of(head)):
        return span
    land = next((noun for noun in prep.children if noun.dep_ == "pobj" and country_of(noun.text)), None)
    if land is None or land.i - prep.i > 5:
        return span
    last = max((land, *(c for c in land.conjuncts if country_of(c.text))), key=lambda word: word.i)
    return head.doc[span.start : last.i + 1]  # "officials from Azerbaijan and Armenia"
