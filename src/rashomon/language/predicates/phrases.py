"""A frame → the type of a phrase whose words mislead one by one: an end of fighting, or no act at all.

The one idea: who ends a war assaults nobody, who gives a speech gives way to nobody, and a poll supports nobody.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import NONE, Meaning
from rashomon.language.frames import FORCES, Frame, is_of_class, meanings_of
from rashomon.language.parties.nouns import is_patrol
from rashomon.language.parties.subjects import subject_of

_ENDING = frozenset("end halt stop cease finish conclude terminate suspend".split())
_FIGHTING = frozenset(
    """operation war conflict hostility fighting confrontation bloodshed combat warfare violence battle feud standoff
    crisis""".split()
)
_GIVING_UP = _ENDING | frozenset("abandon scrap dismantle freeze close discontinue shelve renounce".split())
_PROGRAMS = frozenset(
    """program programme arsenal stockpile test testing launch production enrichment site facility reactor plant
    complex centre center""".split()
)
_STOPS = frozenset("suspension halt freeze closure shutdown moratorium end dismantling dismantlement".split())
_ARMS = frozenset("nuclear weapon weapons missile nuke warhead uranium plutonium chemical rocket icbm atomic".split())


def ended_fighting(found: Frame) -> str | None:
    """ "ended that conflict", "to end a state of war", "halted its weapons programme": a step back."""
    lemma, noun = found.keys[-1], found.object
    if noun is None or found.word.dep_ == "amod":
        return None
    if lemma in _ENDING and _is_fighting(noun):
        return "RETREAT"
    shut = lemma == "shut" and "shut_down" in found.keys
    return "RETREAT" if (lemma in _GIVING_UP or shut) and _is_arming(noun) else None


def ended_arming(found: Frame) -> str | None:
    """ "the suspension of nuclear tests": a step back, told by a noun."""
    noun = found.object
    return "RETREAT" if found.keys[-1] in _STOPS and noun is not None and _is_arming(noun) else None


def _is_fighting(noun: Token) -> bool:
    if noun.lemma_.lower() in ("state", "situation", "condition", "decade", "year", "month"):
        return any(n.lemma_.lower() in _FIGHTING for c in noun.rights if c.lower_ == "of" for n in c.children)
    if any(c.lower_ in ("trade", "price", "word", "bidding", "labour", "labor") for c in noun.lefts):
        return False
    return noun.lemma_.lower() in _FIGHTING


def _is_arming(noun: Token) -> bool:
    if noun.lemma_.lower() not in _PROGRAMS:
        return False
    named = [c for c in noun.subtree if c.i < noun.i or (c.dep_ == "pobj" and c.head.head == noun)]
    return any({c.lemma_.lower(), c.lower_} & _ARMS for c in named)


_WISHES = frozenset("desire wish longing dream yearning eagerness".split())
_WARMTH = frozenset("determination resolve hope desire wish satisfaction conviction confidence belief concern".split())
_PRAISING = frozenset("hail praise welcome note appreciate applaud commend".split())
_EFFORTS = frozenset(
    "effort progress cooperation tie relation work level momentum dialogue partnership friendship".split()
)


def courtesy(found: Frame) -> str | None:
    """NONE for "expressed determination", "hailed joint efforts", "a desire to make peace": nothing is done by it."""
    lemma, noun = found.keys[-1], found.object
    if found.word.dep_ == "acl" and found.word.head.lemma_.lower() in _WISHES:
        return NONE
    if noun is None or noun.dep_ not in ("dobj", "nsubjpass"):
        return None
    if lemma in ("express", "voice", "reaffirm", "reiterate", "state") and noun.lemma_.lower() in _WARMTH:
        return NONE
    if lemma in _PRAISING and noun.lemma_.lower() in _EFFORTS:
        owned = any(word.ent_type_ in ("GPE", "PERSON", "ORG", "NORP") for word in noun.subtree)
        return None if owned else NONE
    return None


def no_act(found: Frame) -> str | None:
    """NONE for verbs that with their objects tell no act; a host's welcome is a visit."""
    lemma, noun = found.keys[-1], found.object.lemma_.lower() if found.object is not None else ""
    if lemma == "give" and (noun in _SPEECHES or _is_given_somewhere(found)):
        return NONE
    if lemma == "invest" and any(n.lemma_.lower() in _BONDS for prep, n in found.oblique if prep == "in"):
        return NONE
    if lemma == "put" and noun in _FIGURES:
        return NONE
    if lemma == "meet" and (noun in _NEEDS or (not noun and _is_hard(found.word.head))):
        return NONE
    if lemma == "encourage" and found.passive and found.complement is not None and found.complement.dep_ == "ccomp":
        return NONE
    if lemma in _BRIEFING and found.word.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in found.word.children):
        return NONE
    if lemma in _FORCING and _is_forced_by_nobody(found):
        return NONE
    if lemma == "dub" or _is_taken_for(found) or (lemma == "receive" and _is_got(found, noun)):
        return NONE
    if lemma in ("recognise", "recognize", "acknowledge") and _holds_a_clause(found):
        return NONE
    written = [noun, *(n.lemma_.lower() for prep, n in found.oblique if prep == "to")]
    if lemma == "contribute" and not _WRITING.isdisjoint(written):
        return NONE
    if _is_everyday(found):
        return NONE
    if lemma == "welcome" and _is_hosting(found):
        return "CONSULT"
    return NONE if _is_participle_of_list(found.word) else None


def _is_everyday(found: Frame) -> bool:
    """ "police were called to", "events surrounding", "a jury deliberated", "turned it on himself", "found a bomb"."""
    lemma, doer = found.keys[-1], subject_of(found.word)
    if lemma == "call" and found.passive and any(prep in ("to", "out") for prep, _ in found.oblique):
        return not any(n.lemma_.lower() in ("account", "order", "arm") for _, n in found.oblique)
    if lemma == "surround" and found.word.dep_ == "acl" and found.word.tag_ == "VBG":
        return not is_of_class(found.word.head, FORCES)
    if lemma in ("deliberate", "confer") and doer is not None and doer.lemma_.lower() in ("jury", "juror"):
        return True
    if lemma == "turn" and any(n.lower_ in _SELVES for _, n in found.oblique):
        return True
    if lemma == "ask" and found.object is not None and found.object.lower_ in ("anyone", "anybody"):
        return True
    if lemma in _FINDING and not found.passive and any(m.name in _ARMED for m in _meanings(found.object)):
        return doer is not None and doer.lemma_.lower() in _BYSTANDERS
    return False


def _meanings(word: Token | None) -> tuple[Meaning, ...]:
    return meanings_of(word) if word is not None else ()


_SELVES = frozenset("himself herself themselves itself".split())
_FINDING = frozenset("find discover spot notice".split())
_ARMED = frozenset({"weapon", "explosives"})
_BYSTANDERS = frozenset(
    """employee worker resident child boy girl woman man farmer fisherman hiker passer-by passerby cleaner neighbour
    neighbor driver student pupil tourist shopper customer walker dog""".split()
)


def _holds_a_clause(found: Frame) -> bool:
    """ "recognised that they were guilty": what is admitted to be so is no recognition of anybody."""
    return found.complement is not None and found.complement.dep_ == "ccomp"


#: Who contributed to one wrote it.
_WRITING = frozenset("report story article dispatch reporting coverage piece post".split())
_SPEECHES = frozenset("speech lecture interview talk address sermon keynote".split())
_BONDS = frozenset("relationship friendship tie bond himself herself themselves".split())
_FIGURES = frozenset("rating approval figure toll number share turnout support lead cost".split())
_NEEDS = frozenset("demand need deadline target requirement criterion condition expectation goal challenge".split())
_BRIEFING = frozenset({"brief"})
_FORCING = frozenset("force compel oblige".split())
_GOING = frozenset("resign quit retire step stand apologise apologize admit concede acknowledge wait".split())
_HOMES = frozenset("estate home residence house palace villa ranch resort retreat club castle office mansion".split())


_MAIL = frozenset("letter complaint report email e-mail message petition query application parcel information".split())


def _is_got(found: Frame, noun: str) -> bool:
    """ "received 16 letters", "the attention he received": what is got is no guest."""
    above = found.word.head
    relative = not noun or noun in ("that", "which")
    return noun in _MAIL or (relative and found.word.dep_ == "relcl" and above.pos_ == "NOUN")


def _is_taken_for(found: Frame) -> bool:
    """ "are considered to be a threat": what something is held for."""
    below = found.complement
    return found.keys[-1] == "consider" and below is not None and below.lemma_ == "be"


def _is_given_somewhere(found: Frame) -> bool:
    """ "the speech he gave in May": what was given stands before, the "in" is one of time or place."""
    above = found.word.head
    return found.word.dep_ == "relcl" and above.lemma_.lower() in _SPEECHES


def _is_hard(above: Token) -> bool:
    return above.pos_ == "ADJ" and above.lemma_.lower() in ("hard", "difficult", "easy", "tough", "impossible")


def _is_forced_by_nobody(found: Frame) -> bool:
    """ "may be forced to resign": who forces him is not said."""
    if found.complement is None or found.complement.lemma_.lower() not in _GOING:
        return False
    return found.passive and not any(c.dep_ == "agent" for c in found.word.children)


def _is_hosting(found: Frame) -> bool:
    """ "welcomed the premier to his villa": one who receives another in his own house."""
    noun = found.object
    if noun is None or not (noun.ent_type_ == "PERSON" or any(m.name == "leader" for m in meanings_of(noun))):
        return False
    return any(prep in ("to", "at", "in") and _is_home(place) for prep, place in found.oblique)


def _is_home(place: Token) -> bool:
    return place.lemma_.lower() in _HOMES or place.ent_type_ in ("FAC", "GPE")


def _is_participle_of_list(word: Token) -> bool:
    """ "from forged papers, seized files and …": a participle that the parse joins to an infinitive before it."""
    if word.dep_ != "conj" or word.tag_ not in ("VBN", "VBD") or word.head.tag_ != "VB":
        return False
    alone = not any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "agent") for c in word.children)
    return alone and any(c.dep_ == "aux" and c.lower_ == "to" for c in word.head.children)


def no_act_noun(found: Frame) -> str | None:
    """NONE for words that only look like acts: a matter of concern, somebody's case, a bomb that is tested."""
    word, lemma = found.word, found.keys[-1]
    if lemma == "request" and any(n.lower_ in ("comment", "interview") for c in word.rights for n in c.children):
        return NONE
    if lemma in _CALLS and word.head.lemma_.lower() in ("return", "answer") and word.dep_ in ("dobj", "nsubjpass"):
        return NONE
    if is_patrol(word) or (lemma == "citizenship" and word.dep_ == "dobj"):
        return NONE
    if lemma == "occupation" and any(c.ent_type_ in ("NORP", "GPE") or c.lower_ in _BY_ARMIES for c in word.lefts):
        return NONE  # "the Nazi occupation": a time, not a protest
    if lemma == "exchange" and word.dep_ == "pobj" and word.head.lower_ == "in" and not word.n_lefts:
        return NONE
    if lemma == "game" and not any(c.lower_ in ("war", "military", "naval", "army") for c in word.lefts):
        return NONE
    if lemma == "guilty" and word.head.lemma_.lower() == "plead":
        return NONE
    if lemma in ("prison", "jail") and any(c.dep_ in ("det", "poss") or c.pos_ == "PROPN" for c in word.lefts):
        return NONE
    if lemma == "session" and not any(c.lower_ in ("with", "between") for c in word.rights):
        return NONE
    if lemma in ("regret", "apology") and word.dep_ == "dobj" and word.head.lemma_ == "have":
        return NONE
    if lemma == "charge" and word.dep_ == "pobj" and word.head.lower_ == "in" and not word.n_lefts:
        return NONE
    if lemma == "release" and any(c.lower_ in ("press", "news", "media") for c in word.lefts):
        return NONE
    if lemma == "concern" and word.dep_ in ("attr", "appos"):
        return NONE
    if lemma == "case" and word.dep_ == "pobj" and word.head.lower_ == "in":
        return NONE
    if lemma in ("operation", "call", "threat") and _is_in_another_sense(found):
        return NONE
    if lemma in _DEVICES and word.dep_ in ("dobj", "nsubjpass") and word.head.lemma_.lower() in _HAVING:
        return NONE
    if lemma == "volley" and word.dep_ == "dobj":  # the verb tells it
        return NONE
    return None


_BY_ARMIES = frozenset({"military", "foreign", "army"})


def _is_in_another_sense(found: Frame) -> bool:
    """ "oil operations", "a 911 call", "poses a threat to the region": a trade, an emergency, a danger."""
    word, lemma = found.word, found.keys[-1]
    before = {c.lower_ for c in word.lefts} | {w.lower_ for c in word.lefts if c.dep_ == "compound" for w in c.lefts}
    if lemma == "operation":
        return bool(before & _TRADES)
    if lemma == "call":
        return bool(before & _RUNG)
    owned = any(c.dep_ == "poss" or c.ent_type_ for c in word.lefts) or any(c.dep_ == "acl" for c in word.rights)
    verb = word.head
    return not owned and ((word.dep_ == "dobj" and verb.lemma_.lower() in _DANGERS) or word.dep_ == "attr")


_TRADES = frozenset(
    """security maritime embassy oil gas business banking mining rescue relief humanitarian search airport port flight
    airline policing cleanup recovery evacuation aid normal daily routine peacekeeping drug smuggling""".split()
)
_RUNG = frozenset(
    "911 999 112 emergency distress rescue sos wake-up threatening suspicious anonymous hoax prank".split()
)
_DANGERS = frozenset("pose represent constitute present face become remain counter address eliminate see".split())


_CALLS = frozenset("call request message email e-mail inquiry enquiry query".split())
_DEVICES = frozenset({"bomb", "mine"})
_HAVING = frozenset(
    """test build develop make have possess own design display acquire buy find take discover describe see carry hide
    spot examine""".split()
)
