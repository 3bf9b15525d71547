"""A frame of attack or struggle → the type it has where only words or papers are its weapons.

The one idea: "attacked her record", "fights extradition", "pushed back against the report" harm nobody. What is
attacked (a record, a law, a rival in a campaign), what follows ("saying he lied") and what else the text speaks of
tell words from blows.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import NONE
from rashomon.language.arguments import subject_of
from rashomon.language.predicates.frames import Frame
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
    merger""".split()
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
    if lemma == "push" and "push_back" in found.keys:
        pushed = next((noun for prep, noun in found.oblique if prep in ("against", "on")), None)
        return "REJECT" if pushed is not None and not is_somebody(pushed) else None
    noun = found.object
    if noun is None or found.passive:
        return None
    if lemma in _STRUGGLE and noun.lemma_.lower() in _PAPERS:
        return "REJECT"
    if lemma not in _ATTACK or not is_somebody(subject_of(found.word)):
        return None
    by_words = noun.lemma_.lower() in _DEEDS or _is_worded(found.word)
    return "ACCUSE" if by_words or _is_of_rivals(subject_of(found.word), noun) else None


def _is_worded(verb: Token) -> bool:
    """ "attacked him, saying he had lied", "attacked her over the budget"."""
    said = any(c.dep_ in ("advcl", "xcomp", "acl") and c.tag_ == "VBG" and c.lemma_.lower() in _SAYING
               for c in (*verb.rights, *(n for c in verb.rights if c.dep_ == "dobj" for n in c.rights)))  # fmt: skip
    return said or any(c.dep_ == "prep" and c.lower_ == "over" for c in verb.rights)


def _of_noun(found: Frame) -> str | None:
    word = found.word
    targets = [n for c in word.rights if c.dep_ == "prep" and c.lower_ in ("on", "against", "upon")
               for n in c.children if n.dep_ == "pobj"]  # fmt: skip
    if not targets:
        return None
    owner = next((c for c in word.lefts if c.dep_ == "poss"), None)
    if owner is not None and (targets[0].lemma_.lower() in _DEEDS or _is_of_rivals(owner, targets[0])):
        return "ACCUSE"
    return NONE if targets[0].lemma_.lower() in _IDEAS else None


def _is_of_rivals(doer: Token | None, target: Token) -> bool:
    """Whether one named person attacks another in a text of politics, not of police."""
    if doer is None or doer.ent_type_ != "PERSON" or target.ent_type_ != "PERSON":
        return False
    words = [word.lemma_.lower() for word in target.doc]
    return sum(word in _POLITICS for word in words) > 2 * sum(word in _FORCE for word in words)
