"""A frame → the type of a hard deed told by a phrase: searched a flat, led away in handcuffs, under arrest, under fire.

The one idea: what police, soldiers and courts do to people is often told by words that by themselves tell nothing
("led", "searched", "held", "found guilty", "came under"); who does it, to whom, and the word that closes the phrase
say that it is an arrest, a search, a verdict, an attack.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import FIGHTERS, FORCES, Frame, is_of_class
from rashomon.language.parties.subjects import doers_of, passive_subject, subject_of
from rashomon.language.phrases import body_nouns, is_land, person_nouns
from rashomon.language.predicates.plain import is_one_person, is_somebody

_SEARCHING = frozenset("search ransack comb sweep frisk".split())
_PREMISES = frozenset(
    """premise office home house flat apartment building headquarters room newsroom compound residence villa shop
    warehouse car vehicle property farm ministry church mosque school village camp neighbourhood neighborhood estate
    hotel""".split()
)
#: Those who search and arrest for a state beside its FORCES. They stand in no class with them, for an agent may be a
#: firm's, and a prosecutor is no fighter: "the prosecutor's murder" is not his deed, "the police's arrest" is theirs.
_OFFICERS = frozenset(
    "agent detective investigator sergeant marshal sheriff deputy bailiff fbi prosecutor authority intelligence".split()
)
#: Those who rob. Not all of the class of rebels, who take people as they do but hold up talks more often than banks.
_ROBBERS = frozenset("gunman gunmen attacker assailant kidnapper robber bandit intruder raider thug militiaman".split())
_PEOPLE = frozenset(
    """boy girl teenager teen youth pupil brother sister couple family man men people pair trio compañero schoolboy
    schoolgirl fugitive stowaway staff crew employee driver nun bishop miner farmer fishermen sailor tourist
    all both""".split()
)
_MOVING = frozenset("haul drag bundle march frogmarch cart lead take escort whisk throw bring carry".split())
#: Those that are done to nobody who goes by himself.
_BY_FORCE = frozenset("haul drag bundle frogmarch cart".split())
_AWAY = frozenset("away off out in".split())
_BOUND = frozenset("handcuff handcuffs cuff chain shackle custody van jail prison cell station detention".split())
_WHITHER = frozenset({"prep", "advmod", "prt"})
_HELD = frozenset({"arrest", "guard", "custody", "detention"})
_STATES = frozenset("be remain stay keep place put live hold have".split())
_FIRE = frozenset("fire attack bombardment shelling assault gunfire".split())
_CRITICS = frozenset("critic opposition lawmaker media press senator rival group campaigner public side".split())
_CLOSING = frozenset({"cordon", "cordone", "seal"})  # "cordoned" is lemmatized so
_CLOSED = _PREMISES | frozenset("street road area border scene city town district square entrance site exit".split())
_PUNISHING = frozenset("pack".split())
_SEARCHED_BY_ANYONE = frozenset({"ransack"})

_SHOVING = frozenset("push shove knock slam".split())
_SHOVED_TO = frozenset("ground floor wall street track pavement sidewalk stair window ditch".split())
#: Steps that are ordered by their participle: "ordered him held".
_ORDERED = {"hold": "COERCE", "detain": "COERCE", "jail": "COERCE", "arrest": "COERCE", "release": "RETREAT",
            "free": "RETREAT", "deport": "COERCE", "extradite": "COOPERATE"}  # fmt: skip

#: The lemmas that these turns hang on: a verb of them can tell an act though no table lists it.
VERBS = _SEARCHING | _MOVING | _CLOSING | _SHOVING | frozenset(
    "come find hold tell ask fall move roll advance send hand give get receive pull withdraw revoke".split()
)


def deed_type(found: Frame) -> str | None:
    """COERCE, ASSAULT, ACCUSE or SANCTION where such a phrase stands, NONE where it cannot; else None."""
    if found.part == "N":
        if found.keys[-1] == "firing" and _is_of_employee(found.word):
            return "SANCTION"
        return "COERCE" if _is_state_of_arrest(found.word) else _counted_type(found)
    lemma = found.keys[-1]
    if lemma in _SEARCHING:
        return _searched(found)
    if lemma in _CLOSING and (place := _closed_off(found)) is not None:
        closed = place.lemma_.lower() in _CLOSED or place.ent_type_ in ("GPE", "FAC")
        return "COERCE" if closed or lemma != "seal" or is_force(subject_of(found.word)) else None
    if lemma in _SENTENCING and _is_sentenced(found):
        return "SANCTION"
    if lemma in _SHOVING and is_people(found.object):
        hurled = any(noun.lemma_.lower() in _SHOVED_TO for _, noun in found.oblique)
        doer = subject_of(found.word)
        by_somebody = is_somebody(doer) if doer is not None else found.passive
        return "ASSAULT" if hurled and by_somebody and not found.negated else None
    if lemma == "order" and found.complement is not None and found.complement.tag_ == "VBN":
        return _ORDERED.get(found.complement.lemma_.lower())
    if lemma in _DRAWING:
        return "SANCTION" if _is_licence(found) else "AID" if _is_out_of_ruins(found) else None
    if lemma in _MOVING:
        return _taken_away(found)
    if lemma == "come":
        return _under_fire(found)
    if lemma == "find":
        return _verdict(found.word) if not found.negated else None
    if lemma == "hold":
        if any(c.dep_ == "prt" and c.lower_ == "up" for c in found.word.rights):
            return "ASSAULT" if _is_by_arms(subject_of(found.word)) else None
        being = found.passive and "being" in found.auxiliaries and is_one_person(found.object)
        return "COERCE" if being or _is_held_by_force(found) or _is_in_detention(found) else None
    if lemma == "fall":
        return "ASSAULT" if _taken_by(found) else None
    if lemma in _ADVANCING:
        return "MOBILIZE" if _is_of_troops(found) else None
    return "SANCTION" if lemma in ("tell", "ask", "order", "give") and _is_told_to_pack(found) else None


def deed_parties(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """The parties of a phrase whose syntax hides them: "officers are under arrest", "find him guilty"; else None."""
    if found.part == "N" and _is_state_of_arrest(found.word):
        above = found.word.head.head
        held = [c for c in above.children if c.dep_ in ("dobj", "nsubjpass")][:1]
        doers = doers_of(above)
        if not held and above.lemma_.lower() in ("be", "remain", "stay", "live"):
            return [], doers
        return [doer for doer in doers if doer not in held], held
    if found.keys[-1] == "hold" and found.object is None and _is_in_detention(found):
        return doers_of(found.word), [held for held in (passive_subject(found.word),) if held is not None]
    if found.keys[-1] == "fall" and (place := _taken_by(found)) is not None:
        return [noun for prep, noun in found.oblique if prep == "to"], [place]
    if found.keys[-1] == "find" and found.complement is not None and _verdict(found.word) is not None:
        judged = [c for c in found.complement.lefts if c.dep_ == "nsubj"]
        return (doers_of(found.word), judged) if judged else None
    return None


def _closed_off(found: Frame) -> Token | None:
    """What is cordoned or sealed; "off the mine" may be taken for a phrase of place."""
    return found.object or next((noun for prep, noun in found.oblique if prep == "off"), None)


def _searched(found: Frame) -> str | None:
    """ "police searched the flat", "soldiers ransacked the office"."""
    noun = found.object
    if noun is None or not (noun.lemma_.lower() in _PREMISES or noun.ent_type_ in ("ORG", "FAC") or is_people(noun)):
        return None
    doer = subject_of(found.word)
    if doer is None:
        return "COERCE" if found.passive else None
    if is_force(doer):
        return "COERCE"
    return "ASSAULT" if found.keys[-1] in _SEARCHED_BY_ANYONE and is_somebody(doer) else None


def is_force(word: Token | None) -> bool:
    """Whether a word names police, troops or others who search and arrest for a state."""
    if word is None:
        return False
    return word.lemma_.lower() in _OFFICERS or is_of_class(word, FORCES)


def _is_outlaw(word: Token) -> bool:
    """Whether a word names those who take people by force, for no state."""
    return word.lemma_.lower() in _ROBBERS or is_of_class(word, {"rebels"})


def is_official(word: Token | None) -> bool:
    """ "soldiers", "customs men", "border officials": those who search and arrest, by what they are or serve."""
    if word is None:
        return False
    men = word.lemma_.lower() in _MEN and any(c.lower_ in _SERVICES for c in word.lefts)
    return men or is_force(word)


#: Men of these are officials.
_SERVICES = frozenset("customs border frontier immigration militia police security coast army".split())
_MEN = frozenset("man men people official authority staff".split())


def is_people(word: Token | None) -> bool:
    """Whether a word names people, not a body or a state."""
    if word is None or word.ent_type_ in ("ORG", "GPE", "NORP") or word.lemma_.lower() in body_nouns():
        return False
    if word.lemma_.lower() in _COUNTS:  # "dozens of schoolgirls"
        return any(is_people(noun) for c in word.rights if c.lower_ == "of" for noun in c.children)
    return word.pos_ == "NUM" or word.lemma_.lower() in _PEOPLE or is_somebody(word)


_COUNTS = frozenset("dozen score hundred thousand number group".split())


def _taken_away(found: Frame) -> str | None:
    """ "was led away in handcuffs", "dragged out of the building by bailiffs", "carted away computers"."""
    moved = [c for c in found.word.rights if c.lower_ in _AWAY and c.dep_ in ("prt", "advmod", "prep")]
    dragged = found.keys[-1] in _BY_FORCE and any(prep == "from" for prep, _ in found.oblique)
    away = bool(moved) or dragged or _is_with_them(found)
    bound = {word.lemma_.lower() for c in found.word.rights if c.dep_ in _WHITHER for word in c.subtree} & _BOUND
    lemma, noun, doer = found.keys[-1], found.object, subject_of(found.word)
    if noun is None or noun.dep_ == "attr" or not (away or (bound and lemma != "bring")):
        return None
    if not is_people(noun):
        return "COERCE" if is_force(doer) and lemma in ("cart", "haul", "take") and away else None
    if doer is None:
        return "COERCE" if found.passive and (bound or lemma in _BY_FORCE) else None
    if _is_outlaw(doer) or (doer.tag_ == "NNS" and _is_by_arms(doer)):
        return "ASSAULT"
    if lemma == "carry":
        return None
    forced = bound and lemma in _BY_FORCE
    return "COERCE" if forced or (is_force(doer) and (bound or lemma not in ("bring", "escort", "throw"))) else None


def _is_with_them(found: Frame) -> bool:
    """ "soldiers took 20 men with them"."""
    return found.keys[-1] == "take" and any(p == "with" and n.lower_ in ("them", "him") for p, n in found.oblique)


def _is_state_of_arrest(noun: Token) -> bool:
    """ "nineteen officers are under arrest", "remain in custody"."""
    prep = noun.head
    if noun.lemma_.lower() not in _HELD or noun.dep_ != "pobj" or prep.lower_ not in ("under", "in"):
        return False
    if any(c.lower_ not in ("house", "police", "military", "home", "close", "armed") for c in noun.lefts):
        return False
    above = prep.head
    return above.lemma_.lower() in _STATES and (noun.lemma_.lower() != "guard" or prep.lower_ == "under")


def _is_of_employee(firing: Token) -> bool:
    """ "his firing", "the firing of the coach": not of guns."""
    whose = [c for c in firing.lefts if c.dep_ == "poss"]
    whose += [n for c in firing.rights if c.lower_ == "of" for n in c.children]
    return any(w.ent_type_ == "PERSON" or w.tag_ == "PRP$" or w.lemma_.lower() in person_nouns() for w in whose)


def _counted_type(found: Frame) -> str | None:
    """ "there were 60 arrests", "two stabbings": what can be counted was done."""
    if found.keys[-1] not in _COUNTED or not any(c.dep_ == "nummod" or c.like_num for c in found.word.lefts):
        return None
    return next((m.type for m in found.meanings if m.type), None)


_COUNTED = frozenset("arrest killing abduction kidnapping execution stabbing shooting murder beheading".split())


def _under_fire(found: Frame) -> str | None:
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


def _verdict(verb: Token) -> str | None:
    """SANCTION for "found him guilty", "was found guilty", CONCEDE for "not guilty"; None without a verdict."""
    near = [word for word in verb.subtree if 0 < word.i - verb.i < 7]
    guilty = next((word for word in near if word.lower_ == "guilty"), None)
    if guilty is None:
        return None
    return "CONCEDE" if guilty.nbor(-1).lower_ in ("not", "nor", "neither") else "SANCTION"


def _is_held_by_force(found: Frame) -> bool:
    """ "Turkey is holding five men", "prisoners had held eleven guards"."""
    noun, doer = found.object, subject_of(found.word)
    if noun is None or doer is None or not is_people(noun) or found.complement is not None:
        return False
    kept = ("to", "at", "back") if found.passive else ("by", "to", "at", "back")
    if noun.pos_ == "PRON" or any(prep in kept for prep, _ in found.oblique):
        return False
    holding = is_land(doer.text) or _is_outlaw(doer) or is_of_class(doer, FIGHTERS | {"prisoner", "body"})
    return holding and not any(c.dep_ == "prt" for c in found.word.rights)


def _is_by_arms(doer: Token | None) -> bool:
    return doer is not None and (doer.lemma_.lower() in _ROBBERS or any(c.lower_ == "armed" for c in doer.lefts))


_SENTENCING = frozenset("send hand give get receive".split())
_PRISONS = frozenset({"prison", "jail", "gaol"})


def _is_sentenced(found: Frame) -> bool:
    """ "was sent to prison", "was handed a life sentence", "got eight years for treason", by whomever."""
    if found.negated:
        return False
    if found.keys[-1] == "send":
        aims = (n for c in found.word.rights if c.lower_ == "to" for n in c.children)
        jailed = any(noun.lemma_.lower() in _PRISONS for noun in aims)
        return jailed and found.passive and is_people(found.object)
    terms = [c for c in found.word.rights if c.dep_ in ("dobj", "npadvmod", "attr", "oprd")]
    given = found.passive or found.keys[-1] in ("get", "receive")
    return given and any(_is_term(noun, found) for noun in terms)


def _is_term(noun: Token, found: Frame) -> bool:
    """ "a life sentence", "a prison term", "eight years in prison"."""
    lemma = noun.lemma_.lower()
    around = {word.lemma_.lower() for word in noun.subtree} | {n.lemma_.lower() for _, n in found.oblique}
    if lemma in ("sentence", "term"):
        return lemma == "sentence" or bool(around & (_PRISONS | {"life"}))
    return lemma in ("year", "month") and bool(around & (_PRISONS | {"bar"}))


_DRAWING = frozenset({"withdraw", "revoke", "pull"})
_LICENCES = frozenset("licence license permit accreditation visa registration authorisation authorization".split())
_RUINS = frozenset("rubble debris ruin wreckage wreck water sea river mud sewer".split())


def _is_licence(found: Frame) -> bool:
    """ "the licence of the station was withdrawn"."""
    noun = found.object
    return noun is not None and noun.lemma_.lower() in _LICENCES and not found.negated


def _is_out_of_ruins(found: Frame) -> bool:
    """ "pulled 30 people from the rubble"."""
    saved = found.keys[-1] == "pull" and is_people(found.object)
    return saved and any(
        noun.lemma_.lower() in _RUINS and prep in ("from", "of", "out") for prep, noun in found.oblique
    )


def _is_in_detention(found: Frame) -> bool:
    """ "is being held at the central prison", "were held for questioning": by nobody named."""
    noun = found.object or passive_subject(found.word)
    if not found.passive or noun is None or noun.dep_ != "nsubjpass" or found.complement is not None:
        return False
    people = is_people(noun) and noun.lower_ not in ("it", "this", "that", "which")
    kept = any(prep in ("in", "at", "on", "for") and n.lemma_.lower() in _KEPT for prep, n in found.oblique)
    being = "being" in found.auxiliaries and any(c.lower_ in ("there", "by", "as") for c in found.word.rights)
    return people and not found.negated and (kept or being)


_KEPT = frozenset(
    """custody detention jail prison cell barrack questioning interrogation suspicion captivity charge bail
    remand""".split()
)


def _taken_by(found: Frame) -> Token | None:
    """ "the town fell to the rebels": the place, whose new masters stand behind "to"."""
    place = next((c for c in found.word.lefts if c.dep_ == "nsubj"), None)
    if place is None or found.negated or not (place.ent_type_ == "GPE" or place.lemma_.lower() in _HELD_PLACES):
        return None
    by = [noun for prep, noun in found.oblique if prep == "to"]
    return place if any(is_of_class(noun, {"rebels", "troops"}) for noun in by) else None


_HELD_PLACES = frozenset("town city village capital base airport district province bridge camp garrison".split())
_GROUND = _HELD_PLACES | _CLOSED | frozenset("border frontier area region north south east west position".split())
_ADVANCING = frozenset({"move", "roll", "advance"})


def _is_of_troops(found: Frame) -> bool:
    """ "troops moved up to the border", "tanks rolled into the town"."""
    doer = next((c for c in found.word.lefts if c.dep_ == "nsubj"), None)
    if doer is None or found.object is not None or found.negated:
        return False
    armed = doer.lemma_.lower() == "tank" or is_of_class(doer, {"troops", "rebels"})
    aimed = [noun for prep, noun in found.oblique if prep in ("to", "into", "on", "toward", "towards", "across")]
    return armed and any(n.ent_type_ in ("GPE", "LOC", "FAC") or n.lemma_.lower() in _GROUND for n in aimed)


def _is_told_to_pack(found: Frame) -> bool:
    """ "were told to pack their bags"."""
    below = found.complement
    if below is None or below.lemma_.lower() not in _PUNISHING:
        return False
    return any(c.lemma_.lower() == "bag" for c in below.children) and is_somebody(found.object)


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
