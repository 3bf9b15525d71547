"""A frame → NONE where the word of an act is used in a sense that tells none, or tells what anyone does at any time.

The one idea: what has been done was done by somebody, once. "Migrants are often allowed to travel", "if you let
everybody in", "people who ask for help get a form" tell rules and habits; "killed himself" and "called the film a
disgrace" tell acts upon nobody. A list that does not agree with another refuses nothing, a house that has been
repaired was helped by nobody named, and who is sent running by a wave was sent by no one.
"""

from __future__ import annotations

import re

from spacy.tokens import Token

from rashomon.knowledge.plover import NONE
from rashomon.language.frames import FIGHTERS, FORCES, Frame, frame, is_of_class, meanings_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.parties.subjects import subject_of
from rashomon.language.phrases import is_land, person_nouns
from rashomon.language.predicates.plain import is_somebody
from rashomon.language.predicates.types import composed_type, plain_type

_HABITS = frozenset("often usually typically generally normally ordinarily customarily sometimes rarely".split())
_ANYONE = frozenset("you one anyone anybody whoever nobody everyone".split())
_WHO = frozenset("people those anyone anybody someone everyone applicant person".split())
_SELF = frozenset("himself herself themselves itself myself yourself ourselves".split())
_UPON_SELF = frozenset("kill shoot hang stab harm injure drown hurt cut poison barricade".split())
_FOR_PRESS = frozenset("news press media".split())
_GATHERINGS = frozenset("conference briefing".split())
_NAMING = frozenset("call dub phone ring label nickname".split())
_CRIMES = frozenset(
    """crime offence offense fraud perjury suicide adultery blunder mistake sin error resource act atrocity violation
    abuse genocide aggression injustice felony""".split()
)
_SENDING = frozenset("send dispatch".split())
_MENDING = frozenset("repair rebuild fix mend renovate refurbish reconstruct restore".split())
_RITES = frozenset(
    """memorial mass funeral burial service church mosque synagogue temple school class lesson wedding christening
    match game concert university college premiere play prayer vigil wake requiem performance lecture party""".split()
)
#: Where people run: who is "sent into the streets" is driven there by what frightens them.
_FLIGHT = frozenset("street road open square courtyard outdoors shelter basement cover panic hiding hill".split())
_LED_BY = frozenset("into onto to in for".split())
_VISITORS = frozenset({"leader", "relations", "body"})
_SENT_DAILY = frozenset(
    """request application entry question recording result sample letter memo note card bill invoice copy link signal
    message tweet text email e-mail photo picture postcard flower
    parcel shiver wave selfie condolence greeting regards wishes""".split()
)


def other_sense(found: Frame) -> str | None:
    """NONE for a habit, for what anyone does, and for verbs that with this object tell no act."""
    if found.part != "V":
        return NONE if _is_for_press(found.word) or _is_of_health(found.word) else None
    lemma, noun = found.keys[-1], found.object
    if _is_habit(found.word) or _is_done_by_anyone(found) or _is_forbidden(found.word):
        return NONE
    if found.negated and "rule_out" in found.keys:
        return NONE  # "have not ruled out that he was hurt"
    if _is_taking_part(found) or _is_short_of(found) or _is_left_open(found) or _is_force_resumed(found):
        return NONE
    if _is_match_of_things(found) or _is_journey(found) or _is_arrival(found) or _is_kept_off(found):
        return NONE
    if _is_at_ones_side(found) or _is_rung_up(found) or _is_loss(found):
        return NONE
    if _is_of_animals(found) or _is_out_of_doors(found) or _is_hard_hit(found) or _is_in_a_match(found):
        return NONE
    if _is_called_so(found) or _is_struggle(found) or _is_let_be(found) or (noun is not None and _is_of_health(noun)):
        return NONE
    if noun is None:
        return NONE if lemma == "freeze" else None  # "froze to death"
    if lemma == "give" and any(_is_share(c) for c in found.word.rights if c.dep_ == "dobj"):
        return NONE  # "polls gave him 48 percent"
    if lemma == "leave" and any(w.lower_ in _LEFT_SO and w.i >= noun.i for c in found.word.rights for w in c.subtree):
        return NONE
    if _is_mended_by_nobody(found, noun) or _is_driven_out(found, noun) or _is_no_visit(found, noun):
        return NONE
    if lemma == "keep" and any(c.lower_ == "safe" for c in found.word.rights):
        return NONE
    if lemma in _UPON_SELF and noun.lower_ in _SELF:
        return NONE
    if lemma in _NAMING and noun.pos_ == "NOUN" and not is_somebody(noun) and not _is_telephone(noun):
        return NONE
    if lemma == "call" and noun.dep_ == "dobj" and found.complement is None and is_of_class(noun, {"police"}):
        return NONE  # whom anyone rings in need
    if lemma == "call" and any(c.pos_ == "ADJ" and c.i > noun.i for c in found.word.rights):
        return NONE
    bound = lemma == "commit" and noun.dep_ == "dobj" and found.complement is None
    if bound and composed_type(found) in ("AGREE", "THREATEN"):
        return None if any(m.name in ("troops", "money", "aid", "weapon", "goods") for m in meanings_of(noun)) else NONE
    if lemma == "commit" and any(n.lemma_.lower() in _CRIMES for n in (noun, *noun.lefts)):
        return NONE
    if _is_upon_itself(found, noun) or _is_published(found, noun) or _is_passed_by(found, noun):
        return NONE
    if (lemma == "adopt" and is_somebody(noun)) or _is_on_a_theme(found):
        return NONE
    if _is_own_injury(found, noun) or noun.lemma_.lower() in _NO_ACT.get(lemma, ()):
        return NONE
    if lemma == "shut" and noun.lemma_.lower() in _SAYINGS:
        return NONE
    if lemma == "threaten" and _is_standing_threat(found):
        return NONE
    doer = subject_of(found.word) if lemma in ("protect", "help", "assist") else None
    if doer is not None and doer.lemma_ in _RULES:
        return NONE
    if lemma in _SENDING and noun.lemma_.lower() in _SENT_DAILY and not _is_full_of_it(noun):
        return NONE
    if lemma in _SENDING and _is_sent_to_do(found, noun):
        return NONE
    return NONE if _is_for_press(noun) else None


def _is_taking_part(found: Frame) -> bool:
    """ "were engaged in an exercise": who takes part in something engages nobody."""
    joins = found.passive or found.object is None
    return found.keys[-1] == "engage" and joins and any(prep == "in" for prep, _ in found.oblique)


def _is_short_of(found: Frame) -> bool:
    """ "stopped short of condemning it"."""
    return found.keys[-1] == "stop" and any(c.lower_ == "short" for c in found.word.rights)


def _is_left_open(found: Frame) -> bool:
    """ "refused to rule out sending troops": who leaves a thing open refuses nothing."""
    ruling = found.complement if found.keys[-1] in ("refuse", "decline") else found.word
    if ruling is None or "rule_out" not in frame(ruling).keys:
        return False
    return ruling != found.word or (ruling.dep_ == "xcomp" and ruling.head.lemma_.lower() in ("refuse", "decline"))


def _is_force_resumed(found: Frame) -> bool:
    """ "resumed shelling", "resumed its attacks": the noun tells what is done."""
    noun = found.object or found.complement
    again = found.keys[-1] in ("resume", "restart") and noun is not None
    return again and noun is not None and any(m.type == "ASSAULT" for m in meanings_of(noun))


def _is_share(noun: Token) -> bool:
    """Whether a noun is so many percent."""
    return noun.lemma_.lower() in ("%", "percent") or noun.ent_type_ == "PERCENT"


def _is_at_ones_side(found: Frame) -> bool:
    """ "was standing outside his home with five others": where, and beside whom, one stands."""
    here = any(c.lower_ in _PLACED and c.dep_ in ("prep", "advmod") for c in found.word.rights)
    return found.keys[-1] == "stand" and "stand_with" in found.keys and here


_PLACED = frozenset("outside inside near beside behind there here in".split())


def _is_rung_up(found: Frame) -> bool:
    """ "police received a call that a man lay in the street"."""
    noun, doer = found.object, subject_of(found.word)
    called = found.keys[-1] in ("receive", "get", "answer") and noun is not None and noun.lemma_.lower() == "call"
    return called and is_of_class(doer, {"police"})


def _is_loss(found: Frame) -> bool:
    """ "the duties would hurt exporters' sales": what is no body is not wounded."""
    noun = found.object
    hurt = found.keys[-1] in ("hurt", "wound") and noun is not None and noun.pos_ == "NOUN" and not noun.ent_type_
    return hurt and noun is not None and noun_kind(noun) is None and not is_somebody(noun) and noun.dep_ == "dobj" and (
        noun.lemma_.lower().endswith(_OF_NO_BODY)
    )


_OF_NO_BODY = ("y", "tion", "sale", "trade", "economy", "business", "growth", "chance", "price", "export", "import")


def _is_kept_off(found: Frame) -> bool:
    """ "stopped the man from killing her": whom one keeps from harm; "doubts kept her out of sight": by nobody."""
    if found.keys[-1] not in _KEEPING or found.object is None:
        return False
    below, doer = found.complement, subject_of(found.word)
    if below is not None and below.dep_ == "pcomp" and below.head.lower_ == "from":
        return plain_type(frame(below)) == "ASSAULT" and not is_of_class(doer, FORCES)  # the navy stops pirates
    return "keep_out" in found.keys and doer is not None and not is_somebody(doer) and doer.pos_ == "NOUN"


_KEEPING = frozenset("prevent stop keep block".split())


def _is_full_of_it(letter: Token) -> bool:
    """ "sent a letter praising the piece": what stands in it is what was done."""
    inside = [c for c in letter.rights if c.dep_ == "acl" and c.tag_ == "VBG"]
    return any(m.type in ("SUPPORT", "ACCUSE", "REJECT", "THREATEN") for c in inside for m in meanings_of(c))


def _is_of_health(noun: Token) -> bool:
    """ "a heart attack", "an epileptic seizure", "a cardiac arrest"."""
    return noun.lemma_.lower() in ("attack", "seizure", "arrest") and any(c.lower_ in _ILLS for c in noun.lefts)


_ILLS = frozenset("heart panic asthma anxiety epileptic ischemic bronchial brain cardiac respiratory".split())


def _is_struggle(found: Frame) -> bool:
    """ "fighting to save her": against nobody."""
    below = found.complement
    return found.keys[-1] in ("fight", "battle", "struggle") and below is not None and below.lemma_.lower() in _SAVING


_SAVING = frozenset("save survive rescue stay live win preserve contain control extinguish breathe recover".split())


def _is_out_of_doors(found: Frame) -> bool:
    """ "walked out of a shop": of a building or a car, not of talks, a job or a vote."""
    if found.keys[-1] not in ("walk", "storm") or not any(c.lower_ == "out" for c in found.word.rights):
        return False
    return any(prep in ("of", "through", "onto", "into") and _is_built(noun) for prep, noun in found.oblique)


def _is_built(noun: Token) -> bool:
    place = any(m.name == "place" for m in meanings_of(noun)) or noun_kind(noun) == "place"
    return noun.lemma_.lower() in _BUILT or (place and noun.lemma_.lower() not in _AT_WORK)


_BUILT = frozenset(
    """store shop mall supermarket restaurant bar pub house home flat apartment car van bank hotel room door gate lot
    garage salon gym bathroom pharmacy""".split()
)
#: Where people walk out as one.
_AT_WORK = frozenset(
    "parliament chamber school factory plant mine office workplace court assembly senate congress".split()
)


def _is_hard_hit(found: Frame) -> bool:
    """ "are hit hard by the death of one of them", "rocked by a scandal": what befalls people is done by nobody."""
    if found.keys[-1] not in _BATTERING or composed_type(found) != "ASSAULT":
        return False
    doer = subject_of(found.word)
    return doer is not None and doer.lemma_.lower() in _BLOWS


_BATTERING = frozenset("hit strike rock batter pound hammer shake rattle devastate savage cripple".split())
_BLOWS = frozenset(
    """death loss news crisis scandal recession tragedy criticism downturn slowdown outbreak flu inflation sanction
    allegation problem delay shortage crash grief illness disease virus price tax tariff cut debt layoff rumour rumor
    revelation resignation decision report""".split()
)


def _is_called_so(found: Frame) -> bool:
    """ "measures that even the fund has called draconian": a word for it, no telephone."""
    noun = found.object
    asked = noun is not None and (noun.lower_ == "what" or any(c.lower_ == "what" for c in noun.lefts))
    if found.keys[-1] in _NAMING and (asked or any(c.lower_ == "what" for c in found.word.lefts)):
        return True  # "played what he called a supporting role"
    if found.keys[-1] != "call" or found.word.dep_ != "relcl" or (noun is not None and noun.pos_ != "ADJ"):
        return False
    return any(c.pos_ == "ADJ" and c.dep_ in ("oprd", "acomp", "dobj") for c in found.word.rights)


def _is_in_a_match(found: Frame) -> bool:
    """ "beat City 2-0", "fired home from close range"."""
    if found.keys[-1] in ("fire", "shoot", "strike") and any(c.lower_ in ("home", "wide") for c in found.word.rights):
        return True
    if found.keys[-1] not in _BEATING:
        return False
    after = [word for word in found.word.doc[found.word.i + 1 : found.word.i + 12] if word.sent == found.word.sent]
    return any(_is_score(word) for word in after)


_BEATING = frozenset("beat defeat crush thrash rout trounce overcome stun".split())
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


def _is_score(word: Token) -> bool:
    """ "2-0", in one word or in three; "10-12 houses" counts something."""
    after = word.nbor(1) if word.i + 1 < len(word.doc) else word
    if word.dep_ in ("nummod", "quantmod") or after.pos_ == "NOUN":
        return False
    dashed = word.like_num and word.i > 1 and word.nbor(-1).text in ("-", "–") and word.nbor(-2).like_num
    return dashed or _SCORE.fullmatch(word.text) is not None


def _is_upon_itself(found: Frame, noun: Token) -> bool:
    """ "whipped himself into a fury"; a state may be said to have attacked itself."""
    return noun.lower_ in _SELF and any(prep == "into" for prep, _ in found.oblique)


def _is_published(found: Frame, noun: Token) -> bool:
    """ "released an update": what is made known to all was held by nobody."""
    named = {noun.lemma_.lower(), *(c.lemma_.lower() for c in noun.lefts if c.dep_ == "compound")}
    return found.keys[-1] == "release" and not named.isdisjoint(_PUBLISHED) and not found.negated


_PUBLISHED = frozenset(
    """update patch message tape letter album film movie song single book trailer version software product statement
    footage photo photograph picture image video audio recording transcript figure result finding data list poll
    survey study sketch name identity detail""".split()
)


def _is_let_be(found: Frame) -> bool:
    """ "let the licence lapse", "would not allow the city to spiral": what becomes of a thing is nobody's leave."""
    below = found.complement
    if found.keys[-1] not in ("let", "allow", "permit") or below is None or found.passive:
        return False
    noun = found.object or subject_of(below)
    thing = noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() not in person_nouns()
    return thing and below.lemma_.lower() in _BECOMING


_BECOMING = frozenset(
    """lapse spiral expire pass slip slide fall fail drift happen go become get remain stand continue die rot grow sink
    collapse descend run end""".split()
)


def _is_on_a_theme(found: Frame) -> bool:
    """ "discussed the general's chances on a talk show": one who speaks of a thing, with nobody."""
    doer = subject_of(found.word)
    if found.keys[-1] != "discuss" or found.passive or doer is None or doer.tag_ not in ("NN", "NNP", "PRP"):
        return False
    person = doer.ent_type_ == "PERSON" or doer.lemma_.lower() in person_nouns()
    alone = person or doer.lower_ in ("he", "she", "i")
    together = any(prep in ("with", "by", "in", "at") for prep, _ in found.oblique)
    return alone and not list(doer.conjuncts) and not together


def _is_passed_by(found: Frame, noun: Token) -> bool:
    """ "passed a group of men on the street": no law is passed."""
    return found.keys[-1] == "pass" and noun.dep_ == "dobj" and is_somebody(noun) and noun.tag_ in ("NN", "NNS")


def _is_own_injury(found: Frame, noun: Token) -> bool:
    """ "injured his left knee": nobody struck him."""
    own = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.lefts)
    return own and found.keys[-1] in _STRAINING and noun.lemma_.lower() in _LIMBS and not found.passive


_STRAINING = frozenset("injure hurt sprain twist strain tear dislocate fracture reinjure re-injure".split())
_LIMBS = frozenset(
    "knee ankle leg arm hand shoulder back hamstring foot wrist elbow hip thigh rib finger neck groin calf".split()
)
#: Verbs of acts → what they are said of in another sense: "recovered the body", "recalled her surprise".
_NO_ACT = {
    "recover": frozenset("body remains corpse wreckage debris consciousness bullet".split()),
    "recall": frozenset("surprise moment memory story day time incident conversation experience scene feeling".split()),
    "lift": frozenset("lid veil mood spirit trophy cup".split()),
    "take": frozenset({"part", "note", "advantage", "notice"}),
    "beat": frozenset("record forecast estimate expectation odds target deadline time favourite favorite".split()),
    "break": frozenset({"ground", "news", "ice", "silence"}),
    "provide": frozenset({"cause", "name", "comment", "timeline", "explanation", "number", "answer"}),
}

#: What protects people at all times.
_RULES = frozenset("law rule legislation treaty constitution act clause statute regulation vaccine mask".split())

_SAYINGS = frozenset(
    "allegation claim rumour rumor speculation criticism suggestion question accusation talk debate critic".split()
)


def _is_of_animals(found: Frame) -> bool:
    """ "the family dog had been killed", "was attacked by a bear": beasts are no parties, nor are theirs."""
    if composed_type(found) != "ASSAULT":
        return False
    parties = (found.object, subject_of(found.word))
    return any(word is not None and word.lemma_.lower() in _ANIMALS for word in parties)


_ANIMALS = frozenset(
    """dog cat bear lion tiger wolf shark snake bird horse cow goat sheep elephant crocodile alligator deer fish whale
    animal pig bull monkey fox leopard puppy kitten hippo hyena spider""".split()
)


def _is_present(word: Token) -> bool:
    tags = {c.tag_ for c in word.children if c.dep_ in ("aux", "auxpass")} or {word.tag_}
    return bool(tags & {"VBZ", "VBP"}) and not any(c.lemma_ == "have" and c.dep_ == "aux" for c in word.children)


def _is_habit(word: Token) -> bool:
    """ "are often allowed to travel": what is usual, in the present; its infinitive is no more than that."""
    above = word.head if word.dep_ == "xcomp" else word
    return any(
        any(c.dep_ == "advmod" and c.lower_ in _HABITS for c in verb.children) and _is_present(verb)
        for verb in (word, above)
    )


def _is_forbidden(word: Token) -> bool:
    """ "Don't shoot!": what is not to be done has not been denied by anybody."""
    helped = any(c.lower_ in ("do", "never") for c in word.lefts if c.dep_ in ("aux", "neg"))
    below = word.dep_ in ("xcomp", "conj", "aux") or any(c.dep_ in ("nsubj", "expl", "mark") for c in word.lefts)
    return word.tag_ == "VB" and helped and not below and any(c.dep_ == "neg" for c in word.lefts)


def _is_done_by_anyone(found: Frame) -> bool:
    word = found.word
    doer = subject_of(word)
    if doer is None:
        return False
    if doer.lower_ in _ANYONE and not (doer.lower_ == "one" and any(c.lower_ == "the" for c in doer.lefts)):
        return True
    return word.dep_ == "relcl" and word.head.lemma_.lower() in _WHO and _is_present(word) and not any(
        c.dep_ in ("det", "nummod", "poss") for c in word.head.lefts
    )  # fmt: skip


def _is_telephone(noun: Token) -> bool:
    return any(m.type for m in meanings_of(noun)) or noun.lemma_.lower() in ("number", "office", "home", "hotline")


def _is_standing_threat(found: Frame) -> bool:
    """ "missiles that threaten the region": what is a danger by being there."""
    doer = subject_of(found.word)
    return doer is not None and any(m.name == "weapon" for m in meanings_of(doer)) and found.complement is None


def _is_sent_to_do(found: Frame, noun: Token) -> bool:
    """ "dispatched his spy chief to meet them": what he is to do is told for itself."""
    if found.complement is None or not is_somebody(noun):
        return False
    return noun.tag_ in ("NNP", "NN") and not is_of_class(noun, FORCES | {"body"})


def _is_match_of_things(found: Frame) -> bool:
    """ "the list does not agree with what we see": things that match or do not, whoever compares them."""
    doer = subject_of(found.word)
    if found.keys[-1] != "agree" or doer is None or doer.pos_ != "NOUN" or is_somebody(doer):
        return False
    beside = [c for c in found.word.rights if c.dep_ == "prep" and c.lower_ == "with"]
    return bool(beside) and not any(is_somebody(noun) for prep in beside for noun in prep.children)


def _is_arrival(found: Frame) -> bool:
    """ "migrants arrived at the border", "we came here as teenagers": who comes to stay pays no visit."""
    if found.keys[-1] not in ("arrive", "come", "land", "travel") or found.object is not None:
        return False
    doer = subject_of(found.word)
    if found.keys[-1] == "arrive" and any(noun.lemma_.lower() in _CALLED_TO for _, noun in found.oblique):
        return True
    if doer is None or composed_type(found) != "CONSULT":
        return False
    joined = [doer, *doer.conjuncts]
    coming = any(m.name in _ON_THE_MOVE for word in joined for m in meanings_of(word))
    return coming or any(word.lower_ == "i" or word.lemma_.lower() in _COMERS for word in joined)


#: Where police, doctors and neighbours come when they are called.
_CALLED_TO = frozenset("scene address home house apartment flat residence hospital store shop school".split())
_ON_THE_MOVE = frozenset({"refugee", "victims", "protesters", "prisoner"})
_COMERS = frozenset(
    "caravan migrant immigrant tourist passenger fan student family child worker settler pilgrim".split()
)
_TRAVELLING = frozenset("return leave depart".split())
_LEFT = frozenset(
    """car vehicle bus store bar restaurant party home house building hospital room scene city town village office
    airport school job""".split()
)
#: What people are left as, by what happened to them: "left ten dead"; no one withdrew.
_LEFT_SO = frozenset("dead wounded injured hurt homeless stranded paralysed paralyzed unconscious".split())
_BACK_TO = frozenset("table talk negotiation dialogue work agreement deal treaty post duty barracks base".split())


def _is_journey(found: Frame) -> bool:
    """ "left her home", "returned on Friday", "returned to normal": anyone's comings and goings, no withdrawal."""
    if found.keys[-1] not in _TRAVELLING or found.passive:
        return False
    if "leave_for" in found.keys and any(w.lemma_.lower() in ("visit", "talk", "summit") for w in found.word.subtree):
        return False
    doer, noun = subject_of(found.word), found.object
    if doer is None or is_of_class(doer, FIGHTERS | {"relations", "body"}):
        return False
    if doer.ent_type_ == "GPE" and is_land(doer.text):
        return False
    if doer.lower_ in ("they", "we", "it", "who", "which", "that"):
        return False
    if noun is not None:
        return found.keys[-1] == "leave" and (noun.lemma_.lower() in _LEFT or noun.ent_type_ in ("GPE", "FAC"))
    return not any(to.lemma_.lower() in _BACK_TO for prep, to in found.oblique if prep in ("to", "for"))


def _is_mended_by_nobody(found: Frame, noun: Token) -> bool:
    """ "the houses had been repaired", "were not repaired well": no help, and no refusal of it, by anyone named."""
    mending = found.keys[-1] in _MENDING
    if not found.passive:
        return False
    if (is_somebody(noun) and not (mending and noun.pos_ == "PRON")) or _is_paid_for(found):
        return False
    return mending or (found.negated and plain_type(found) == "AID")


def _is_paid_for(found: Frame) -> bool:
    """Whether it is said by whom or with whose means a thing was done."""
    means = [noun for prep, noun in found.oblique if prep in ("with", "through", "by", "under")]
    return any(noun.ent_type_ not in ("DATE", "TIME") for noun in means)


def _is_driven_out(found: Frame, noun: Token) -> bool:
    """ "the tremor sent residents into the streets", "sent shoppers running": they were frightened, not sent."""
    if found.keys[-1] not in ("send", "drive") or noun.pos_ != "NOUN" or noun.tag_ != "NNS":
        return False
    doer = subject_of(found.word)
    if doer is not None and doer.lower_ != "it" and is_somebody(doer):
        return False
    if noun.lemma_.lower() in ("refugee", "migrant", "civilian") and doer is not None:
        return True  # "the war has sent millions of refugees into Oran"
    fled = any(prep in _LED_BY and to.lemma_.lower() in _FLIGHT for prep, to in found.oblique)
    running = [c for word in (found.word, noun) for c in word.rights if c.tag_ == "VBG"]
    return fled or any(c.dep_ in ("xcomp", "ccomp", "acl", "advcl") for c in running)


def _is_no_visit(found: Frame, noun: Token) -> bool:
    """ "attended a funeral"; "Kyiv received 21 people": who is handed over to a state is not its guest."""
    if found.keys[-1] == "attend":
        return noun.lemma_.lower() in _RITES
    if found.keys[-1] != "receive" or noun.pos_ != "NOUN":
        return False
    if noun.lemma_.lower() in _TOLD_OF:
        return composed_type(found) == "CONSULT"  # "received a tip"
    if noun.tag_ != "NNS":
        return False
    doer = subject_of(found.word)
    host = doer is not None and (doer.ent_type_ == "PERSON" or any(m.name == "leader" for m in meanings_of(doer)))
    guests = any(m.name in _VISITORS for m in meanings_of(noun))
    return not host and not guests and composed_type(found) == "CONSULT"


_TOLD_OF = frozenset(
    "tip letter report complaint information word news e-mail email message evidence warning answer reply".split()
)


def _is_for_press(noun: Token) -> bool:
    return noun.lemma_.lower() in _GATHERINGS and any(c.lower_ in _FOR_PRESS for c in noun.lefts)
