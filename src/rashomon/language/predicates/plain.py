"""A frame → its type where the verb has one sense and somebody does it to somebody; and who counts as somebody.

The one idea: the model is cautious, because most words of acts have other senses ("left", "dropped", "met"). A verb
that has no other sense when people stand on both sides of it ("arrested", "negotiated with") needs no caution.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import NONE
from rashomon.language.copied_lines import of_frame
from rashomon.language.frames import Frame, is_of_class, meanings_of
from rashomon.language.parties.agents import NAMES, PEOPLE
from rashomon.language.parties.subjects import subject_of
from rashomon.language.phrases import person_nouns
from rashomon.language.predicates.types import composed_type

#: Anybody and nobody: what "you" or "one" can do has not been done.
_NO_ONE = frozenset("you your one anyone anybody someone nobody it this that there".split())
_COUNTS = frozenset("dozen score hundred thousand".split())
#: Done to somebody, these have one sense.
_TO_SOMEBODY = frozenset(
    """arrest detain jail imprison kidnap abduct behead assassinate execute condemn denounce deplore accuse
    deport extradite prosecute indict interrogate rescue ambush repel torture rape massacre bomb shell besiege evict
    disarm capture liberate convict sentence lynch shoot stab""".split()
)
#: Done by somebody to somebody, so have these.
_BETWEEN = frozenset("help assist protect escort support save attack".split())
_URGING = frozenset("urge implore beseech".split())
_FORCING = frozenset("force compel coerce".split())
_TALKING = frozenset("meet discuss talk speak negotiate confer consult".split())
_EXCHANGING = frozenset("meet negotiate confer consult".split())
_REFUSING = frozenset({"refuse", "decline"})
#: Who declines to do these only says nothing.
_SAYING = frozenset(
    """say comment predict name identify give answer elaborate discuss specify speak provide explain detail disclose
    reveal respond discuss confirm deny be talk speculate estimate put""".split()
)


def is_somebody(word: Token | None) -> bool:
    """Whether a word names people, a body or a state, not a thing and not just anyone."""
    if word is None or word.lower_ in _NO_ONE:
        return False
    if word.ent_type_ in NAMES or word.pos_ == "PRON":
        return True
    if word.lemma_.lower() in _COUNTS:  # "dozens of women"
        return any(is_somebody(noun) for c in word.rights if c.lower_ == "of" for noun in c.children)
    return word.lemma_.lower() in person_nouns() or any(m.name in PEOPLE for m in meanings_of(word))


#: How things stand, no act: "the army, which controls the city".
_HOLDING_SWAY = frozenset("control govern administer own dominate".split())
_ONE_PERSON = frozenset("he she him her who".split())


def is_one_person(word: Token | None) -> bool:
    """Whether a word is of a human being, who is released from custody; films, figures and bodies are published."""
    if word is None or word.dep_ != "nsubjpass":
        return False
    named = word.ent_type_ == "PERSON" and word.pos_ == "PROPN"
    return named or word.lower_ in _ONE_PERSON or word.lemma_.lower() in person_nouns()


def plain_verb_type(found: Frame) -> str | None:
    """The type of a verb of one sense between people, NONE for words to the press; None where the model is to say."""
    lemma = found.keys[-1]
    if _is_for_reporters(found):
        return NONE
    if lemma in _UNTOLD and found.negated and not is_somebody(found.object) and not _is_with_somebody(found):
        return NONE
    if lemma == "execute" and found.object is not None and not is_somebody(found.object):
        return None
    if lemma in _TO_SOMEBODY:
        done = found.object is not None and found.object.dep_ in ("dobj", "nsubjpass", "nsubj") and _is_people(found)
        return composed_type(found) if done else None
    if lemma == "hold" and found.passive and found.complement is None and _is_people(found):
        return "COERCE" if found.object is not None and composed_type(found) == "COERCE" else None
    if lemma == "charge" and found.passive:
        return _charged(found)
    if lemma in ("release", "free") and found.passive and is_one_person(found.object):
        return "RETREAT"
    if lemma in _HOLDING_SWAY and not found.passive:
        return NONE
    if lemma in ("strike", "hit") and found.passive and _is_people(found) and _is_run_down(found):
        return "ASSAULT"
    if lemma == "gun" and "gun_down" in found.keys and _is_people(found):
        return "ASSAULT"
    if lemma == "burn" and "burn_alive" in found.keys:
        return "ASSAULT"
    if lemma == "call" and not found.passive and _is_called_for(found):
        return composed_type(found)
    if lemma in _URGING:
        return composed_type(found) if is_somebody(subject_of(found.word)) and _is_infinitive_below(found) else None
    if lemma in _FORCING and found.complement is not None and not found.passive:
        both = is_somebody(subject_of(found.word)) and is_somebody(found.object)
        return composed_type(found) if both else None
    if lemma in _BETWEEN:
        both = is_somebody(subject_of(found.word)) and is_somebody(found.object) and found.complement is None
        return composed_type(found) if both and found.object is not None and found.object.dep_ == "dobj" else None
    if lemma == "visit" and found.object is not None and found.object.ent_type_ in ("GPE", "PERSON", "NORP"):
        return composed_type(found) if is_somebody(subject_of(found.word)) else None
    if lemma in _TALKING:
        return composed_type(found) if _is_talk_of_two(found) else None
    if lemma in _REFUSING and found.object is not None and _is_interview(found.object):
        return NONE
    if lemma in _REFUSING and is_somebody(subject_of(found.word)) and found.complement is not None:
        if _is_silence(found.complement):
            return NONE
        return None if found.complement.lemma_.lower() in _SAYING else composed_type(found)
    return None


#: What somebody is charged with before a court. Deeds of force ("charged with murder") are left to the model: a
#: text that tells the charge mainly tells the deed.
_CRIMES = frozenset(
    """manslaughter homicide theft robbery burglary fraud arson treason espionage spying terrorism conspiracy
    corruption bribery perjury dwi dui driving possession trafficking smuggling racketeering embezzlement laundering
    extortion blackmail stalking count offence offense felony misdemeanor misdemeanour crime violation contempt
    sedition incitement blasphemy defamation libel vandalism trespass trespassing obstruction abuse negligence
    endangerment harassment evasion hooliganism poaching insurrection rebellion""".split()
)
#: Who is charged with one is given it to do.
_TASKS = frozenset("task duty job mission responsibility role oversight care supervision implementation".split())
#: What a court case is about, after "charged in" and "charged over".
_CASES = frozenset(
    "death accident crash collision incident hit connection case plot scheme disappearance shooting killing".split()
)
_CRIMINAL = frozenset("drive steal possess conspire smuggle plot bribe rob spy".split())
_ROAD = frozenset(
    """car vehicle truck lorry bus van train tram taxi minibus pickup suv motorcycle motorbike motorist driver sedan
    ambulance bullet shell missile rocket drone shrapnel""".split()
)
_DOWN = frozenset({"kill", "injure", "wound"})


def _charged(found: Frame) -> str | None:
    """ "charged with theft", "charged in the crash", "charged with driving drunk"; "with the task of": no act."""
    below = found.complement
    if below is not None and below.dep_ == "pcomp" and below.head.lower_ == "with":
        return "ACCUSE" if below.lemma_.lower() in _CRIMINAL else None
    named = [(prep, noun.lemma_.lower()) for prep, noun in found.oblique]
    if any(prep == "with" and noun in _TASKS for prep, noun in named):
        return NONE
    if any(prep == "with" and noun in _CRIMES | _CRIMINAL for prep, noun in named):
        return "ACCUSE"
    over = any(prep in ("in", "over", "for") and noun in _CRIMES | _CASES for prep, noun in named)
    return "ACCUSE" if over and _is_people(found) else None


#: What is said of nothing else, in whatever text it stands.
_DEEDS = frozenset(
    """accuse sue indict convict sentence arrest jail murder kidnap deport detain imprison rape abduct behead extradite
    prosecute""".split()
)


@of_frame
def is_plain_deed(found: Frame) -> bool:
    """Whether an act is one in a text of any register: an arrest, a charge, what police do by force."""
    lemma = found.keys[-1]
    if lemma in _DEEDS or (lemma == "charge" and plain_verb_type(found) == "ACCUSE"):
        return True
    doer = subject_of(found.word) if found.part == "V" else None
    return is_of_class(doer, {"police"}) and _is_people(found) and composed_type(found) in ("ASSAULT", "COERCE")


def _is_run_down(found: Frame) -> bool:
    """ "was struck by a car", "was hit and killed": by what cannot touch anybody but in body."""
    if any(c.dep_ == "conj" and c.lemma_.lower() in _DOWN for c in found.word.rights):
        return True
    nouns = [noun for c in found.word.rights if c.lower_ == "by" for noun in c.children if noun.dep_ == "pobj"]
    return any(
        noun.lemma_.lower() in _ROAD or any(word.ent_type_ == "PRODUCT" for word in noun.subtree) for noun in nouns
    )


#: CAMEO codes a comment declined as a statement.
_KEPT_BACK = frozenset("say specify disclose reveal divulge".split())
#: What the press is not told.
_PAPERS = frozenset("Journal Times Post News Reuters AP AFP CNN BBC NBC Mirror Guardian Telegraph Herald".split())
_UNTOLD = frozenset(
    "comment name identify elaborate specify predict speculate estimate describe discuss confirm".split()
)
_NAMED = frozenset("name surname detail identity information comment answer number figure".split())
_PRESS = frozenset(
    """reporter journalist mediaperson newsman newsmen correspondent newspaper magazine outlet broadcaster
    interviewer publication channel podcast""".split()
)


def _is_silence(below: Token) -> bool:
    """ "declined to comment", "refused to say why", "refused to give her name", "declined to be identified"."""
    if below.lemma_.lower() in _UNTOLD or below.lemma_.lower() in _KEPT_BACK:
        return True
    return any(c.dep_ == "dobj" and c.lemma_.lower() in _NAMED for c in below.rights)


def _is_with_somebody(found: Frame) -> bool:
    return any(prep in ("with", "to") and is_somebody(noun) for prep, noun in found.oblique)


def _is_interview(noun: Token) -> bool:
    """ "declined an interview", "refused requests for comment"."""
    near = [noun, *(n for c in noun.rights if c.lower_ == "for" for n in c.children)]
    return any(word.lemma_.lower() in ("interview", "comment") for word in near)


def _is_for_reporters(found: Frame) -> bool:
    """Whether somebody only speaks to the press, or the press to somebody: an interview, no talks."""
    doer = subject_of(found.word)
    if found.keys[-1] in ("push", "press") and found.passive:
        return doer is not None and doer.lemma_.lower() in _PRESS
    if found.keys[-1] not in (*_TALKING, "brief"):
        return False
    partners = [noun for prep, noun in found.oblique if prep in ("with", "to")]
    partners += [word for word in (found.object, doer) if word is not None]
    partners += [n for word in partners for c in word.rights if c.lower_ == "of" for n in c.children]
    return any(word.lemma_.lower() in _PRESS or word.text in _PAPERS for word in partners)


def _is_called_for(found: Frame) -> bool:
    """ "we call for an end to the raids", "called on both sides to stop": somebody asks for an act."""
    if not is_somebody(subject_of(found.word)) or found.object is not None:
        return False
    wanted = [noun for prep, noun in found.oblique if prep == "for" and noun.lemma_.lower() != "help"]
    if any(noun.lemma_.lower() in _ENDS or any(m.type for m in meanings_of(noun)) for noun in wanted):
        return True
    whom = any(prep in ("on", "upon") and is_somebody(noun) for prep, noun in found.oblique)
    return whom and any(c.tag_ == "VB" for c in found.word.rights)


_ENDS = frozenset("end halt cessation stop restraint calm dialogue action intervention step".split())


def _is_infinitive_below(found: Frame) -> bool:
    return any(c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VB" for c in found.word.rights)


def _is_people(found: Frame) -> bool:
    counted = found.object is not None and found.object.pos_ == "NUM"
    named = found.object is not None and found.object.pos_ == "PROPN" and not found.object.ent_type_
    return counted or named or is_somebody(found.object)


def _is_talk_of_two(found: Frame) -> bool:
    """Whether somebody talks with somebody: a subject of two, or a counterpart after "with", "to" or as object."""
    doer = subject_of(found.word)
    if not is_somebody(doer) or doer is None:
        return False
    partners = [noun for prep, noun in found.oblique if prep in ("with", "to")]
    partners += [found.object] if found.object is not None and found.keys[-1] == "meet" else []
    partners += [word for word in doer.conjuncts if word != doer]
    return any(is_somebody(word) for word in partners) or (
        found.keys[-1] in _EXCHANGING and (found.object is None or found.keys[-1] == "negotiate") and _is_several(doer)
    )  # fmt: skip


def _is_several(doer: Token) -> bool:
    """ "North and South Korea", "the two countries", "they": more than one, in one word."""
    joined = any(c.dep_ in ("nmod", "compound", "amod") and any(True for _ in c.conjuncts) for c in doer.lefts)
    both = doer.lower_ in ("they", "we") or any(c.lower_ in ("two", "both", "three") for c in doer.lefts)
    return (joined and doer.ent_type_ in NAMES) or both
