"""A frame → the type of a hard deed told by a phrase: searched a flat, led away in handcuffs, under arrest, under fire.

The one idea: what police, soldiers and courts do to people is often told by words that by themselves tell nothing
("led", "searched", "held", "found guilty", "came under"); who does it, to whom, and the word that closes the phrase
say that it is an arrest, a search, a verdict, an attack.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import Frame, meanings_of
from rashomon.language.parties.subjects import doers_of, subject_of
from rashomon.language.phrases import body_nouns, is_land
from rashomon.language.predicates.plain import is_somebody

_SEARCHING = frozenset("search ransack comb sweep frisk".split())
_PREMISES = frozenset(
    """premise office home house flat apartment building headquarters room newsroom compound residence villa shop
    warehouse car vehicle property farm ministry church mosque school village camp neighbourhood neighborhood estate
    hotel""".split()
)
_FORCES = frozenset({"troops", "police"})
_OFFICERS = frozenset(
    """officer agent detective investigator sergeant trooper gendarme commando marshal sheriff deputy constable bailiff
    guard inspector patrolman fbi marine paratrooper prosecutor authority intelligence cop""".split()
)
_ARMED = frozenset("gunman gunmen attacker assailant kidnapper robber bandit intruder raider thug militiaman".split())
_PEOPLE = frozenset(
    """boy girl teenager teen youth pupil brother sister couple family man men people pair trio compañero schoolboy
    schoolgirl fugitive stowaway staff crew employee driver nun bishop miner farmer fishermen sailor tourist
    all both""".split()
)
_MOVING = frozenset("haul drag bundle march frogmarch cart lead take escort whisk throw bring".split())
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
_HOLDERS = frozenset({"troops", "police", "rebels", "protesters", "prisoner", "body"})
_SEARCHED_BY_ANYONE = frozenset({"ransack"})

#: The lemmas that these turns hang on: a verb of them can tell an act though no table lists it.
VERBS = _SEARCHING | _MOVING | _CLOSING | frozenset("come find hold tell ask".split())


def deed_type(found: Frame) -> str | None:
    """COERCE, ASSAULT, ACCUSE or SANCTION where such a phrase stands, NONE where it cannot; else None."""
    if found.part == "N":
        return "COERCE" if _is_state_of_arrest(found.word) else _counted_type(found)
    lemma = found.keys[-1]
    if lemma in _SEARCHING:
        return _searched(found)
    if lemma in _CLOSING and found.object is not None:
        closed = found.object.lemma_.lower() in _CLOSED or found.object.ent_type_ in ("GPE", "FAC")
        return "COERCE" if closed or lemma != "seal" else None
    if lemma in _MOVING:
        return _taken_away(found)
    if lemma == "come":
        return _under_fire(found)
    if lemma == "find":
        return "SANCTION" if not found.negated and _is_verdict(found.word) else None
    if lemma == "hold":
        return "COERCE" if _is_held_by_force(found) else None
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
    if found.keys[-1] == "find" and found.complement is not None and _is_verdict(found.word):
        judged = [c for c in found.complement.lefts if c.dep_ == "nsubj"]
        return (doers_of(found.word), judged) if judged else None
    return None


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
    lemma = word.lemma_.lower()
    return lemma in _OFFICERS or any(m.name in _FORCES for m in meanings_of(word))


def is_people(word: Token | None) -> bool:
    """Whether a word names people, not a body or a state."""
    if word is None or word.ent_type_ in ("ORG", "GPE", "NORP") or word.lemma_.lower() in body_nouns():
        return False
    return word.pos_ == "NUM" or word.lemma_.lower() in _PEOPLE or is_somebody(word)


def _taken_away(found: Frame) -> str | None:
    """ "was led away in handcuffs", "dragged out of the building by bailiffs", "carted away computers"."""
    moved = [c for c in found.word.rights if c.lower_ in _AWAY and c.dep_ in ("prt", "advmod", "prep")]
    away = bool(moved)
    bound = {word.lemma_.lower() for c in found.word.rights if c.dep_ in _WHITHER for word in c.subtree} & _BOUND
    lemma, noun, doer = found.keys[-1], found.object, subject_of(found.word)
    if noun is None or noun.dep_ == "attr" or not (away or (bound and lemma != "bring")):
        return None
    if not is_people(noun):
        return "COERCE" if is_force(doer) and lemma in ("cart", "haul", "take") and away else None
    if doer is None:
        return "COERCE" if found.passive and (bound or lemma in _BY_FORCE) else None
    if doer.lemma_.lower() in _ARMED:
        return "ASSAULT"
    forced = bound and lemma in _BY_FORCE
    return "COERCE" if forced or (is_force(doer) and (bound or lemma not in ("bring", "escort", "throw"))) else None


def _is_state_of_arrest(noun: Token) -> bool:
    """ "nineteen officers are under arrest", "remain in custody"."""
    prep = noun.head
    if noun.lemma_.lower() not in _HELD or noun.dep_ != "pobj" or prep.lower_ not in ("under", "in"):
        return False
    if any(c.lower_ not in ("house", "police", "military", "home", "close", "armed") for c in noun.lefts):
        return False
    above = prep.head
    return above.lemma_.lower() in _STATES and (noun.lemma_.lower() != "guard" or prep.lower_ == "under")


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


def _is_verdict(verb: Token) -> bool:
    """ "found him guilty", "was found guilty": not "not guilty"."""
    near = [word for word in verb.subtree if 0 < word.i - verb.i < 7]
    guilty = next((word for word in near if word.lower_ == "guilty"), None)
    return guilty is not None and guilty.nbor(-1).lower_ not in ("not", "nor", "neither")


def _is_held_by_force(found: Frame) -> bool:
    """ "Turkey is holding five men", "prisoners had held eleven guards"."""
    noun, doer = found.object, subject_of(found.word)
    if noun is None or doer is None or not is_people(noun) or found.complement is not None:
        return False
    if noun.pos_ == "PRON" or any(prep in ("by", "to", "at", "back") for prep, _ in found.oblique):
        return False
    holding = is_land(doer.text) or doer.lemma_.lower() in _ARMED or any(m.name in _HOLDERS for m in meanings_of(doer))
    return holding and not any(c.dep_ == "prt" for c in found.word.rights)


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
