"""What was done and by whom, where the parse takes verbs for nouns, nouns for verbs or names, or hangs them wrongly.

Each rule takes a word and mends the parse around it in place, where the fault is there. "Fighting between the army and
rebels resumed" has a subject, whatever its ending: a noun. "Fought for seven hours against the rebels" has the rebels
behind the verb, not behind the hours. "After a vessel shot at the boat" has a subject, however the noun before the verb
is read; in "gunmen on a motorcycle shot and killed a worker" the gunmen shot. "Fighters of the paramilitary Northern
Guard" are fighters of the guard. "Took to the streets of Oran, burning tyres and blocking roads" has people who burn
and block. "Foiled an attempt, killing many" killed by that. "Men believed to be rebels attacked Oran" attacked. A
"sit-in" is no name.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import hyphened
from rashomon.language.mending.voices import LONGEST, NOUNS, SUBJECTS

_HYPHENED = frozenset(hyphened())
#: Deeds whose names end like participles.
DEEDS = frozenset("fighting shelling bombing looting rioting shooting skirmishing".split())
_OF_MANY = frozenset("looting rioting shelling".split())
_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "pobj"})


def deed_like_a_participle(deed: Token) -> None:
    """ "fighting resumed", "after shelling by rebels": a noun, whatever its ending."""
    if deed.lower_ not in DEEDS or not _is_noun(deed):
        return
    deed.tag_, deed.pos_, deed.lemma_ = "NN", "NOUN", deed.lower_
    deed.dep_ = "pobj" if deed.dep_ == "pcomp" else deed.dep_


def _is_noun(deed: Token) -> bool:
    """Whether a participle is the subject of a clause, or what a preposition governs, and does nothing to anybody."""
    own = any(child.dep_ in ("dobj", "nsubj", "aux", "prt", "ccomp", "xcomp") for child in deed.children)
    of_verb = deed.dep_ == "pobj" or deed.head.pos_ in ("VERB", "AUX")
    if deed.dep_ == "pcomp":  # "declared a curfew after looting": by nobody named
        because = deed.head.lower_ == "of" and deed.head.head.lemma_.lower() in ("result", "consequence", "victim")
        around = because or deed.head.lower_ in ("after", "during", "amid", "despite")
        return deed.lower_ in _OF_MANY and around and not own
    return deed.tag_ == "VBG" and deed.dep_ in _OF_NOUNS and of_verb and not own


def shot_behind_when(shot: Token) -> None:
    """ "after a patrol boat shot at the trawler": a verb with its subject, which the parse takes for a shot."""
    if shot.lower_ != "shot" or shot.tag_ != "NN" or shot.dep_ != "pobj":
        return
    prep = shot.head
    doer = next((c for c in shot.lefts if c.dep_ == "compound" and c.i == shot.i - 1), None)
    aimed = any(c.lower_ in ("at", "dead", "down") and c.i == shot.i + 1 for c in shot.rights)
    if doer is None or not aimed or prep.lower_ not in ("after", "before", "when", "as") or prep.head.pos_ != "VERB":
        return
    for child in [c for c in shot.lefts if c != doer]:
        child.head = doer
    verb = prep.head
    shot.tag_, shot.pos_, shot.lemma_ = "VBD", "VERB", "shoot"
    shot.head, shot.dep_ = verb, "advcl"
    prep.head, prep.dep_ = shot, "mark"
    doer.dep_ = "nsubj"


def shot_and_killed(shot: Token) -> None:
    """ "gunmen on a motorcycle shot and killed a worker": a verb, which the parse takes for a noun."""
    if shot.lower_ != "shot" or shot.tag_ != "NN" or shot.dep_ not in ("acl", "appos", "compound", "nmod"):
        return
    after = shot.doc[shot.i + 1 : shot.i + 3]
    killed = after[-1] if len(after) == 2 else shot
    gunmen = killed.head
    if after.text.split()[:1] != ["and"] or killed.tag_ != "VBD" or killed.dep_ != "conj" or gunmen.pos_ not in NOUNS:
        return
    for child in [c for c in gunmen.children if c.i > shot.i and c != killed]:
        child.head = shot
    shot.tag_, shot.pos_, shot.lemma_ = "VBD", "VERB", "shoot"
    shot.head, shot.dep_ = (shot, "ROOT") if gunmen.dep_ == "ROOT" else (gunmen.head, gunmen.dep_)
    gunmen.head, gunmen.dep_ = shot, "nsubj"
    killed.head = shot


def shot_dead(dead: Token) -> None:
    """ "was shot dead in Oran": what became of him, which the parse hangs on what follows."""
    if dead.lower_ != "dead" or not dead.i or dead.nbor(-1).lemma_ != "shoot" or dead.head.i <= dead.i:
        return
    dead.head, dead.dep_ = dead.nbor(-1), "oprd"


def fought_so_long(prep: Token) -> None:
    """ "fought for seven hours against the rebels": against whom stands behind the verb."""
    if prep.lower_ not in WITH_WHOM or prep.dep_ != "prep" or not _is_length(prep.head):
        return
    prep.head = prep.head.head.head


#: Behind these stand those with whom or against whom something is done, not for how long.
WITH_WHOM = frozenset({"against", "with", "between"})
_LENGTHS = frozenset("minute hour day week month year decade".split())


def _is_length(noun: Token) -> bool:
    """ "fought for seven hours": how long, behind a verb."""
    prep = noun.head
    timed = noun.lemma_.lower() in _LENGTHS and noun.dep_ == "pobj" and prep.lower_ in ("for", "after", "within", "in")
    return timed and prep.dep_ == "prep" and prep.head.pos_ == "VERB"


def name_behind_adjective(adjective: Token) -> None:
    """ "fighters of the paramilitary | Northern Guard stormed it": they are fighters of the guard."""
    plain = adjective.dep_ == "pobj" and adjective.tag_ == "JJ"
    name = _name_behind(adjective) if plain else None
    if name is None:
        return
    before = list(adjective.lefts)
    name.head, name.dep_ = adjective.head, "pobj"
    adjective.head, adjective.dep_, adjective.pos_ = name, "amod", "ADJ"
    for child in before:
        child.head = name


def _name_behind(adjective: Token) -> Token | None:
    """The name right behind an adjective that the parse takes for a noun, and for another subject of the verb whose
    subject stands before both: "fighters of the paramilitary | Northern Guard stormed it".
    """
    end = adjective.i + 1
    if end >= len(adjective.doc) or adjective.head.dep_ != "prep" or any(adjective.rights):
        return None
    name = adjective.doc[end]
    while name.pos_ == "PROPN" and name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    subject = adjective.head.head
    both = name.dep_ in SUBJECTS and subject.dep_ in SUBJECTS and name.head == subject.head
    return name if name.pos_ == "PROPN" and both and name.left_edge.i == end else None


def past_after_aside(verb: Token) -> None:
    """ "Government forces, backed by planes, advanced on it": behind the aside stands the verb of the sentence."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or verb.head.dep_ != "ROOT":
        return
    subject = verb.head
    if subject.pos_ not in NOUNS or verb.i == 0 or verb.nbor(-1).text != "," or subject.lemma_ == verb.lemma_:
        return
    asides = [c for c in subject.rights if c.dep_ in ("acl", "relcl", "appos") and c.i < verb.i]
    commas = [c for c in subject.rights if c.text == "," and c.i < verb.i - 1]
    own = any(c.dep_ in ("agent", "nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    if not asides or not commas or own or not verb.lower_.endswith("ed") or commas[0].i > asides[0].left_edge.i:
        return
    if any(c.dep_ in ("nsubj", "cop", "aux") for c in subject.children) or _is_listed(subject, verb):
        return
    after = [c for c in subject.rights if c.i > verb.i]
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    subject.head, subject.dep_ = verb, "nsubj"
    for child in after:
        child.head = verb


def _is_listed(subject: Token, verb: Token) -> bool:
    """ "a house, built of stone, painted white and …": participles joined to each other describe."""
    return any(c.dep_ in ("conj", "cc") for c in verb.children) or subject.i - subject.sent.start > LONGEST


def done_by_the_way(last: Token) -> None:
    """ "took to the streets of Oran, burning tyres and blocking roads": what they do there, no list of places."""
    if last.dep_ != "conj" or last.tag_ != "VBG":
        return
    thing = last.head
    first = next((c for c in thing.lefts if c.dep_ == "amod" and c.tag_ == "VBG" and c.i > 1), None)
    if first is None or first.nbor(-1).text != "," or thing.dep_ != "conj" or thing.head.i > first.i:
        return
    if not any(c.dep_ == "dobj" for c in last.rights):
        return
    verb = next((word for word in thing.ancestors if word.pos_ == "VERB"), None)
    if verb is None or verb.i > first.i:
        return
    first.head, first.dep_, first.pos_, first.lemma_ = verb, "advcl", "VERB", _verb_of(first)
    joints = [c for c in thing.rights if c.dep_ == "cc"]
    thing.head, thing.dep_ = first, "dobj"
    for word in (*joints, last):
        word.head = first


def _verb_of(participle: Token) -> str:
    return str(participle.lemma_ if not participle.lemma_.endswith("ing") else participle.lower_.removesuffix("ing"))


def outcome_of_deed(outcome: Token) -> None:
    """ "foiled an attempt by rebels, killing many of them": who foiled it killed them; the attempt did not."""
    if outcome.dep_ != "acl" or outcome.tag_ != "VBG" or outcome.lemma_ not in _OUTCOMES:
        return
    deed = outcome.head
    if outcome.i == 0 or outcome.nbor(-1).text != "," or deed.dep_ not in ("dobj", "pobj"):
        return
    verb = next((word for word in deed.ancestors if word.pos_ in ("VERB", "AUX")), None)
    if verb is not None and verb.i < deed.i:
        outcome.head, outcome.dep_ = verb, "advcl"


#: What comes of a deed that is told before it.
_OUTCOMES = frozenset("kill wound injure destroy damage displace capture".split())


BELIEVED = frozenset({"believed", "thought", "suspected"})


def believed_to_be(believed: Token) -> None:
    """ "men believed to be rebels attacked the village": they attacked, whatever the parse makes of the verb."""
    if believed.lower_ not in BELIEVED or believed.tag_ != "VBD":
        return
    be = next((c for c in believed.rights if c.dep_ == "xcomp" and c.lemma_ == "be"), None)
    doers = next((c for c in believed.lefts if c.dep_ == "nsubj"), None)
    if be is None or doers is None or doers.i != believed.i - 1:
        return
    did = _what_they_did(believed, be)
    if did is None:
        return
    rest = [c for c in believed.children if c not in (doers, be, did)]
    did.head, did.dep_ = (did, "ROOT") if believed.dep_ == "ROOT" else (believed.head, believed.dep_)
    did.tag_, did.pos_ = "VBD", "VERB"
    doers.head, doers.dep_ = did, "nsubj"
    believed.head, believed.dep_, believed.tag_ = doers, "acl", "VBN"
    for child in rest:
        child.head = did


def _what_they_did(believed: Token, be: Token) -> Token | None:
    """The verb behind "to be rebels", with what they are taken for hung on "be" and what it is done to on the verb."""
    for did in believed.rights:
        joined = any(c.dep_ == "cc" for c in believed.rights) or any(c.dep_ == "mark" for c in did.lefts)
        if did.i > be.i and did.tag_ == "VBD" and did.dep_ in ("conj", "ccomp", "dep", "parataxis") and not joined:
            for rebels in [c for c in did.lefts if c.dep_ == "nsubj" and c.i > be.i]:
                rebels.head, rebels.dep_ = be, "attr"
            return did
    thing = next((c for c in be.rights if c.dep_ == "attr"), None)
    participles = thing.lefts if thing is not None else ()
    did = next((c for c in participles if c.tag_ == "VBN" and c.dep_ == "amod" and c.i > be.i + 1), None)
    if thing is None or did is None:
        return None
    rebels = did.nbor(-1)
    if rebels.head not in (did, thing) or rebels.pos_ not in NOUNS:
        return None
    rebels.head, rebels.dep_ = be, "attr"
    for child in [c for c in thing.lefts if c.i < rebels.i and c != did]:
        child.head = rebels
    thing.head, thing.dep_ = did, "dobj"
    return did


def hyphened_deed(word: Token) -> None:
    """ "a sit-in", "the Sit-ins": no name."""
    plural = word.lower_.removesuffix("s")
    if word.tag_ not in ("NNP", "NNPS") or "-" not in word.text or plural not in _HYPHENED:
        return
    word.tag_, word.pos_ = word.tag_.replace("P", ""), "NOUN"
    word.lemma_ = plural
