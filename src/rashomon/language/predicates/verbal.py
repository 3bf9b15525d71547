"""A frame of attack or struggle → the type it has where only words or papers are its weapons.

The one idea: "attacked her record", "fights extradition", "pushed back against the report" harm nobody. What is
attacked (a record, a law, a rival in a campaign), what follows ("saying he lied") and what else the text speaks of
tell words from blows.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import NONE
from rashomon.language.frames import Frame, meanings_of
from rashomon.language.names.lexicon import holders_surnames
from rashomon.language.parties.subjects import subject_of
from rashomon.language.predicates.plain import is_somebody

_ATTACK = frozenset({"attack", "assail"})
_STRUGGLE = frozenset({"battle", "fight", "resist", "combat"})
#: What one is attacked for or with, in words.
_SAYING = frozenset("say call accuse claim describe brand label denounce note argue compare mock dub tell".split())
_DEEDS = frozenset(
    """record policy plan law decision comment remark bill budget speech idea stance report coverage hypocrisy proposal
    ruling verdict judgment handling approach statement claim reputation character credibility agenda reform
    legislation programme program deal agreement theory argument view article column book film""".split()
)
#: What no weapon reaches.
_IDEAS = frozenset(
    """liberty freedom democracy right dignity value religion faith culture constitution sovereignty independence
    justice decency truth institution principle way fabric conscience secularism tradition privacy""".split()
)
_PAPERS = frozenset(
    """extradition charge lawsuit case ban conviction claim allegation order law bill decision ruling plan measure
    closure eviction deportation suit indictment summons subpoena fine tax cut appeal proposal legislation sale
    merger bid effort attempt push""".split()
)
_FORCE = frozenset(
    """police hospital knife gun injured wounded stabbed arrested murder weapon bullet blood officer custody bomb
    missile troops soldier militant kill victim""".split()
)
_POLITICS = frozenset(
    """candidate campaign senator president minister election vote voter party nominee debate speech policy republican
    democrat rival opponent parliament congress tweet""".split()
)


def verbal_type(found: Frame) -> str | None:
    """ACCUSE for an attack by words, REJECT for a struggle against papers, NONE for one on ideas; else None."""
    lemma = found.keys[-1]
    if found.part == "N":
        return _of_noun(found) if lemma in _ATTACK else None
    if lemma in _CUTTING and found.object is not None and found.object.lemma_.lower() in _BODY:
        return "ASSAULT" if subject_of(found.word) is not None or found.passive else None
    if lemma == "shoot" and "shoot_down" in found.keys and found.object is not None and _is_proposed(found.object):
        return "REJECT"
    if lemma == "abuse" and found.object is not None and not is_somebody(found.object):
        return NONE  # "abused his office"
    if lemma == "beat" and _is_held_for(found.word):
        return "ASSAULT"  # "accused them of beating her"
    if lemma in _BEATING and found.object is not None and _is_won(found.object):
        return NONE
    if lemma == "demonstrate" and found.object is not None and found.object.dep_ == "dobj":
        return NONE
    if lemma == "push" and "push_back" in found.keys:
        if found.object is not None and found.object.lemma_.lower() in _DATES:
            return NONE
        pushed = next((noun for prep, noun in found.oblique if prep in ("against", "on")), None)
        return "REJECT" if pushed is not None and not is_somebody(pushed) else None
    noun = found.object
    if noun is None or found.passive:
        return None
    if lemma in _STRUGGLE and noun.lemma_.lower() in _PAPERS:
        return "REJECT"
    doer = subject_of(found.word)
    if lemma not in _ATTACK or not (doer is None or is_somebody(doer) or _is_person(doer)):
        return None
    by_words = noun.lemma_.lower() in _DEEDS or _is_worded(found.word) or _is_scolded_for(doer, noun, found.word)
    return "ACCUSE" if by_words or _is_of_rivals(doer, noun) else None


def _is_proposed(noun: Token) -> bool:
    return noun.lemma_.lower() in _PAPERS | _SHOT_DOWN


_SHOT_DOWN = frozenset("idea report rumour rumor story suggestion speculation theory notion request motion".split())


def _is_held_for(deed: Token) -> bool:
    """Whether somebody is accused of a deed, charged with it or arrested for it."""
    above = deed.head.head
    above = above if above.pos_ == "VERB" else above.head  # "accused the police | of beating them"
    return deed.dep_ == "pcomp" and any(meaning.type in _HOLDING for meaning in meanings_of(above))


_HOLDING = frozenset({"ACCUSE", "COERCE", "SANCTION"})
_CUTTING = frozenset("cut sever chop slice slash slit hack bite".split())
_BODY = frozenset("penis throat head hand arm ear finger nose leg tongue face neck wrist manhood".split())
_BEATING = frozenset({"beat", "defeat", "crush", "thrash"})
#: What is put off, not pushed at anybody.
_DATES = frozenset("decision date deadline launch release vote start election plan talk meeting".split())


def _is_won(beaten: Token) -> bool:
    """Whether a rival is beaten at the polls: named, in a text of politics, not of police."""
    rival = beaten.ent_type_ in ("PERSON", "ORG") or beaten.lemma_.lower() in ("candidate", "rival", "field", "party")
    return rival and _is_political(beaten)


def _is_political(word: Token) -> bool:
    words = [other.lemma_.lower() for other in word.doc]
    return sum(other in _POLITICS for other in words) > 2 * sum(other in _FORCE for other in words)


def _is_worded(verb: Token) -> bool:
    """ "attacked him, saying he had lied", "attacked her over the budget"."""
    said = any(c.dep_ in ("advcl", "xcomp", "acl") and c.tag_ == "VBG" and c.lemma_.lower() in _SAYING
               for c in (*verb.rights, *(n for c in verb.rights if c.dep_ == "dobj" for n in c.rights)))  # fmt: skip
    over = [n for c in verb.rights if c.dep_ == "prep" and c.lower_ == "over" for n in c.children]
    return said or any(noun.ent_type_ not in ("DATE", "TIME") for noun in over)  # not "over the weekend"


def _is_scolded_for(doer: Token | None, target: Token, verb: Token) -> bool:
    """ "Roe attacked Diaz for her vote": a person by name, for what another one or a body did, not for so long."""
    if doer is None or not _is_person(doer) or not (is_somebody(target) or _is_person(target)):
        return False
    after = [n for c in verb.rights if c.dep_ == "prep" and c.lower_ == "for" for n in c.children]
    return any(noun.ent_type_ not in ("DATE", "TIME") for noun in after)


def _is_person(noun: Token) -> bool:
    """Whether a noun is somebody's name, though the tagger does not see it where an office holder bears it."""
    return noun.ent_type_ == "PERSON" or (noun.ent_type_ in ("", "ORG") and noun.text in holders_surnames())


def _of_noun(found: Frame) -> str | None:
    word = found.word
    targets = [n for c in word.rights if c.dep_ == "prep" and c.lower_ in ("on", "against", "upon")
               for n in c.children if n.dep_ == "pobj"]  # fmt: skip
    if not targets:
        return None
    owner = next((c for c in word.lefts if c.dep_ == "poss"), None)
    by_words = targets[0].lemma_.lower() in _DEEDS or _is_of_rivals(owner, targets[0])
    if by_words and (owner is not None or targets[0].ent_type_ == "PERSON"):
        return "ACCUSE"
    return NONE if targets[0].lemma_.lower() in _IDEAS else None


def _is_of_rivals(doer: Token | None, target: Token) -> bool:
    """Whether one named person attacks another in a text of politics, not of police, or both are of those in office."""
    several = target.head.head.tag_ == "NNS" and doer is not None and doer.ent_type_ == target.ent_type_ == "PERSON"
    if several:
        return True  # "his aide's attacks on Roe"
    if doer is not None and {doer.text, target.text} <= holders_surnames() and _is_person(target):
        return True
    named = doer is None or doer.ent_type_ == "PERSON"
    return named and target.ent_type_ == "PERSON" and _is_political(target)
