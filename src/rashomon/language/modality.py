"""A predicate in its clause → how the act is told: happened, ongoing, planned, hypothetical, demanded, denied.

An act averted, foiled or absent is told as one that did not happen: denied. The one idea: the nearest word that
changes the footing decides, read from the predicate outwards: its own negation and auxiliaries, then the words
that govern it (`modality_above`).
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.clause_forms import first_joined, is_aim, is_finite, is_present
from rashomon.language.copied_lines import of_frame
from rashomon.language.denials import claim_denied, claim_unproven, share_denied
from rashomon.language.frames import (
    Frame,
    frame,
    governor_of,
    is_negated,
    lemma_of,
    meanings_of,
    modal_of,
)
from rashomon.language.modality_above import DEMANDING, HYPOTHETICAL, MODALS, SUPPOSING, modality_above
from rashomon.language.parties.subjects import claim_of, is_plan_foiled
from rashomon.language.saying import saying

_NEVER = frozenset({"without", "instead", "rather", "short"})
_USED_UP = {
    "REJECT": frozenset({"denied", "planned", "hypothetical"}),
    "THREATEN": frozenset({"planned", "hypothetical"}),
    "REQUEST": frozenset({"demanded", "planned"}),
}
_IF = frozenset({"if", "unless", "whether", "lest", "should"})


#: Types of acts that are done for themselves: told as an aim, they are not yet done. Words and protest are done in
#: doing what has the aim ("wrote to demand", "gathered to protest").
_AIMED_AT = frozenset({"RETREAT", "ASSAULT", "COERCE", "SANCTION", "AID", "MOBILIZE", "COOPERATE"})
#: What is sought, looked for or worked for is not there yet; nor is what any goal is.
_SOUGHT = frozenset("look hope wait push press prepare plan work bid search long".split())
#: What is felt or done for talks that may never be: "support for talks", "a venue for a meeting".
_WISHED = frozenset("support backing desire chance mandate venue date agenda offer proposal".split())
_GOALS = frozenset("goal aim objective hope dream task priority purpose target idea plan wish".split())


@of_frame
def modality_of(found: Frame, type: str | None = None) -> str:
    """The modality of the act that a frame tells; "happened" where nothing says otherwise.

    Where the wording made the type (a refusal out of "will not", a threat out of "will"), it is used up.
    """
    if _is_asked(found.word) or _is_inverted(found.word) or _is_supposed(found.word) or _is_condition(found.word):
        return "hypothetical"
    if found.part == "V" and _is_imperative(found.word):
        return "demanded"
    if claim_denied(found.word) is not None or share_denied(found.word) is not None:
        return "happened" if found.negated else "denied"
    if claim_unproven(found.word) is not None and not found.negated:
        return "hypothetical"
    own = _own(found) or _shared(found)
    own = own or (_aimed(found.word) if _is_only_aimed_at(found.word, type) else None)
    used_up = own in _USED_UP.get(type or "", ()) and not _is_yet_to_be_asked(found, type)
    if used_up and not _is_refused_later(found, type):
        own = None
    if own is not None:
        return own
    held_in = _talk_held_in(found, type)
    outer = modality_above(found) if held_in is None else _own(frame(held_in))
    if outer is not None:
        return outer
    return "ongoing" if _is_ongoing(found) else "happened"


def _talk_held_in(found: Frame, type: str | None) -> Token | None:
    """ "urged restraint in a call with Roe": the verb of what was done in talks; it does not ask for them."""
    prep = found.word.head
    told = type == "CONSULT" and found.part == "N" and found.word.dep_ == "pobj" and prep.lower_ in ("in", "during")
    with_somebody = any(c.lower_ in ("with", "between") for c in found.word.rights)
    return prep.head if told and with_somebody and prep.head.pos_ == "VERB" else None


def _is_asked(word: Token) -> bool:
    """ "asked whether Oran meant to attack": whether it is so is the question."""
    while word.dep_ in ("xcomp", "conj") and word.head != word:
        word = word.head
    marked = any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in word.lefts)
    return marked and word.dep_ in ("ccomp", "advcl") and word.head.lemma_.lower() in _WONDERING


_WONDERING = frozenset("ask wonder doubt question know see inquire enquire say tell determine decide".split())


def _is_inverted(word: Token) -> bool:
    """ "had she congratulated him", "were they to attack": a condition told by the order of its words."""
    helpers = (c for c in word.lefts if c.dep_ in ("aux", "auxpass"))
    first = next((c for c in helpers if c.lower_ in ("had", "were", "should")), None)
    subject = next((c for c in word.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if first is None or subject is None or subject.i < first.i or word.doc[word.sent.end - 1].text == "?":
        return False
    return not any(c.tag_ in ("WRB", "WP", "WDT") or c.dep_ == "neg" or c.lower_ in _FRONTED for c in word.lefts)


def _is_supposed(word: Token) -> bool:
    """ "if they were to attack": a condition, however unlikely."""
    above = first_joined(word).head
    due = _is_due(first_joined(word)) and above.lower_ == "were"
    return due and any(c.dep_ == "mark" and c.lower_ in _IF for c in above.lefts)


def _is_condition(word: Token) -> bool:
    """ "if the rebels do not leave", "unless they pay": whatever its wording, nobody has done or refused it yet."""
    return any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "lest") for c in first_joined(word).lefts)


def _is_imperative(word: Token) -> bool:
    """ "Release the hostages now!", "“Come and examine them,” he said": nobody has done it yet."""
    first = first_joined(word)
    quoted = first.dep_ == "ccomp" and first.head.lemma_.lower() in _TELLING and first.head.i > first.i
    if first.tag_ != "VB" or word.tag_ != "VB" or not (first.dep_ == "ROOT" or quoted):
        return False
    if not any(mark.is_punct for mark in word.doc[max(word.i, word.sent.end - 3) : word.sent.end]):
        return False  # "Fire at a shop in Tarsk": a headline's noun
    return all(c.dep_ in ("punct", "advmod", "intj", "npadvmod", "neg", "dep") or c.is_space for c in first.lefts)


_FRONTED = frozenset("nor neither never only not so rarely seldom hardly".split())


def _aimed(word: Token) -> str:
    """What an aim is by the word it hangs on: "the ability to strike", "pressed them to leave", "a plan to strike"."""
    lemma = lemma_of(word.head)
    if word.dep_ == "acl" and is_plan_foiled(word.head):
        return "denied"
    if lemma in HYPOTHETICAL:
        return "hypothetical"
    return "demanded" if lemma in DEMANDING and word.head.pos_ in ("VERB", "NOUN") else "planned"


def _is_yet_to_be_asked(found: Frame, type: str | None) -> bool:
    """ "will appeal", "will ask for a recount": the verb asks by itself, and the future is not what makes it so."""
    asks = found.part == "V" and any(m.type == "REQUEST" for m in found.meanings)
    return type == "REQUEST" and asks and not found.negated and modal_of(found) in ("will", "wo", "'ll", "shall")


def _is_refused_later(found: Frame, type: str | None) -> bool:
    """ "would seek to overturn it", "will refuse to go": the verb refuses by itself, and has yet to."""
    refuses = found.part == "V" and any(m.type == "REJECT" for m in found.meanings)
    return type == "REJECT" and not found.negated and (refuses or found.keys[-1] in ("seek", "try", "attempt"))


def _is_only_aimed_at(word: Token, type: str | None) -> bool:
    if type in _AIMED_AT:
        return is_aim(word)
    return type == "SUPPORT" and word.dep_ == "acl" and is_aim(word)  # "talks to reach an agreement"


def _own(found: Frame) -> str | None:
    if found.negated or (found.object is not None and found.part == "V" and is_negated(found.object)):
        return "denied"
    if found.part == "V" and any(c.dep_ in ("nsubj", "nsubjpass") and _is_no_one(c) for c in found.word.lefts):
        return "denied"
    if any(c.dep_ == "mark" and c.lower_ in _IF for c in found.word.children):
        return "hypothetical"
    if found.part == "V" and (_is_almost(found.word) or _is_unproven(found.word)):
        return "denied"
    if _is_said_to_be_possible(found.word):
        return "hypothetical"
    if _is_left_undone(found.word) or _is_yet_to_come(first_joined(found.word)):
        return "denied"
    if _is_purpose(found.word) or _is_awaited(found.word) or _is_due(found.word) or _is_headlines_future(found.word):
        return "planned"
    if _is_kept_from(found.word):
        return "denied"
    if found.word.dep_ in ("oprd", "acomp") and found.word.head.lemma_.lower() in SUPPOSING:
        return "hypothetical"  # "40 are feared dead"
    if found.part == "N" and (said := _of_noun(found.word)) is not None:
        return said
    if found.part == "V" and found.object is not None:
        if _is_looming(found.object):
            return "hypothetical"
        if _is_only_ordered(found):
            return "demanded"
        if _is_only_planned(found):
            return "planned"
        if found.object.dep_ == "dobj" and _is_sought(found.object):
            return "planned"
    modal = modal_of(found)
    if modal is None and found.part == "V" and found.word.lemma_.lower() in _WEIGHING:
        return "hypothetical"
    if modal is None:
        return None
    if modal == "would" and "have" not in found.auxiliaries and _is_reported(found.word):
        return "planned"
    return "happened" if modal in ("could", "can") and "have" in found.auxiliaries else MODALS.get(modal)


def _is_only_ordered(found: Frame) -> bool:
    """ "ordered an air strike on the camp", "ordered their arrest": it is yet to be done."""
    hard = any(m.type in _ORDERED for m in meanings_of(found.object)) if found.object is not None else False
    return found.keys[-1] == "order" and hard


_ORDERED = frozenset({"ASSAULT", "COERCE"})


def _is_only_planned(found: Frame) -> bool:
    """ "suspected of planning an attack", "plotted a bombing"; "planned the attack on the school" may tell one done."""
    deed = found.object
    if found.keys[-1] not in ("plan", "plot", "prepare") or deed is None or deed.dep_ != "dobj":
        return False
    new = not any(c.lower_ in ("the", "this", "that", "those", "these") or c.dep_ == "poss" for c in deed.lefts)
    return new and any(m.type == "ASSAULT" for m in meanings_of(deed))


#: What is only weighed is not done: "is considering sanctions".
_WEIGHING = frozenset({"consider", "mull", "weigh", "contemplate"})


def _shared(found: Frame) -> str | None:
    """ "would arrest them and seize the port", "if he was hurt or killed": what is said once of verbs joined."""
    word = found.word
    first = first_joined(word)
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in word.lefts)
    if found.part != "V" or first == word or own or word.tag_ != first.tag_ or word.tag_ not in ("VB", "VBN"):
        return None
    if word.tag_ == "VBN" and not any(c.dep_ == "auxpass" for c in first.lefts):
        return None
    above = frame(first)
    if above.negated:
        return "denied" if any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in word.head.children) else None
    if any(c.dep_ == "mark" and c.lower_ in _IF for c in first.children):
        return "hypothetical"
    modal = modal_of(above)
    if modal == "would" and _is_reported(first):
        return "planned"
    return MODALS.get(modal) if modal is not None and "have" not in above.auxiliaries else None


def _of_noun(noun: Token) -> str | None:
    """What a noun's own words say: "the planned talks", "a possible truce", "the foiled attack", "any attack"."""
    own = {c.lower_ for c in noun.lefts}
    for modality, words in _MODIFIERS.items():
        if own & words:
            return modality
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in ("evade", "escape", "dodge", "elude"):
        return "denied"
    if _is_any(noun) or _is_looming(noun):
        return "hypothetical"
    if any(c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in _PLANNED for c in noun.rights):
        return "planned"
    if _is_goal(noun) or _is_sought(noun) or _is_at_a_time_to_come(noun):
        return "planned"
    # "it will be the third summit"
    modal = modal_of(frame(noun.head)) if noun.dep_ == "attr" and noun.head.lemma_ == "be" else None
    return MODALS.get(modal) if modal is not None and "have" not in {c.lower_ for c in noun.head.lefts} else None


_MODIFIERS = {
    "planned": frozenset("planned upcoming forthcoming proposed scheduled expected impending imminent".split()),
    "hypothetical": frozenset("possible potential hypothetical eventual conceivable threatened".split()),
    "denied": frozenset("foiled averted aborted cancelled canceled thwarted failed botched".split()),
}


#: "a rally planned by the opposition".
_PLANNED = frozenset({"plan", "schedule"})


def _is_almost(verb: Token) -> bool:
    """ "almost killed him": it did not come to that."""
    return any(c.dep_ == "advmod" and c.lower_ in ("almost", "nearly") and c.i < verb.i for c in verb.lefts)


def _is_unproven(verb: Token) -> bool:
    """ "nothing to suggest that he was killed"."""
    above = verb.head
    shown = verb.dep_ == "ccomp" and above.dep_ in ("acl", "relcl") and above.lemma_.lower() in _PROVING
    return shown and (above.head.lower_ == "nothing" or is_negated(above.head))


_PROVING = frozenset("suggest indicate show prove confirm".split())


def _is_said_to_be_possible(verb: Token) -> bool:
    """ "the possibility (that) he was hurt": a clause right behind the word, wherever the parse hangs it."""
    edge = verb.left_edge
    if verb.dep_ not in ("advcl", "ccomp", "acl", "relcl") or edge.i == 0 or edge.i > verb.i:
        return False
    return edge.nbor(-1).lemma_.lower() in _POSSIBLE and is_finite(verb)


_POSSIBLE = frozenset("possibility likelihood prospect risk".split())


def _is_no_one(subject: Token) -> bool:
    """ "no soldier fired", "none of them fired", "nobody fired"."""
    if subject.lower_ in ("nobody", "none", "neither") or any(c.lower_ == "neither" for c in subject.lefts):
        return True
    return any(c.dep_ == "det" and c.lower_ == "no" for c in subject.lefts) and subject.pos_ != "PRON"


def _is_kept_from(word: Token) -> bool:
    """ "stopped the stones from striking him"."""
    prep = word.head
    if word.dep_ != "pcomp" or prep.lower_ != "from":
        return False
    return any(above.lemma_.lower() in _KEEPING for above in (prep.head, prep.head.head))


_KEEPING = frozenset("stop keep prevent block bar deter save dissuade discourage protect".split())


def _is_any(noun: Token) -> bool:
    """ "any move to impose a tariff", "before any summit": one that may never be."""
    return any(c.lower_ == "any" and c.dep_ == "det" for c in noun.lefts)


def _is_looming(noun: Token) -> bool:
    """ "faces a sentence of ten years", "risks a fine": what may come."""
    above = governor_of(noun)
    held = noun.lemma_.lower() in _PENALTIES or any(word.lower_ in ("jail", "prison", "bars") for word in noun.subtree)
    return above is not None and held and above.lemma_.lower() in ("face", "risk")


_PENALTIES = frozenset("sentence fine penalty imprisonment punishment prison jail execution deportation".split())


def _is_goal(noun: Token) -> bool:
    """ "the goal is denuclearisation"."""
    verb = noun.head
    if noun.dep_ != "attr" or verb.lemma_ != "be":
        return False
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in _GOALS for c in verb.lefts)


def _is_at_a_time_to_come(noun: Token) -> bool:
    """ "will be discussed during the summit": what is yet to be done there says when it is."""
    prep, verb = noun.head, noun.head.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("during", "at") or verb.pos_ not in ("VERB", "AUX"):
        return False
    return modal_of(frame(verb)) in ("will", "shall", "wo", "'ll")


def _is_sought(noun: Token) -> bool:
    """ "is looking for support", "plans for a meeting", "seek closer cooperation"."""
    prep = noun.head
    if noun.dep_ == "pobj" and prep.lower_ in ("toward", "towards") and prep.head.lemma_ in ("head", "move", "work"):
        return True  # "heads toward talks"
    if noun.dep_ == "pobj" and prep.lower_ == "for" and prep.head.lemma_ == "be":
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in _SOUGHT for c in prep.head.lefts)  # "plans are made for"
    if noun.dep_ == "dobj" and prep.lemma_.lower() in ("seek", "pursue", "mull", "eye"):
        return any(m.type in ("AGREE", "COOPERATE", "CONSULT") or m.name == "deal" for m in meanings_of(noun))
    if noun.dep_ != "pobj" or prep.lower_ not in ("for", "on", "toward", "towards"):
        return False
    if prep.lower_ == "for" and prep.head.lemma_.lower() in _WISHED and not any(c.dep_ == "det" for c in noun.lefts):
        return any(m.type in ("AGREE", "COOPERATE", "CONSULT") for m in meanings_of(noun))  # "support for talks"
    return prep.head.lemma_.lower() in _SOUGHT and (prep.lower_ == "for" or prep.head.lemma_.lower() == "work")


def _is_reported(word: Token) -> bool:
    """ "said it would strike": a future told by somebody in the past, on no condition."""
    above = word.head
    told = word.dep_ == "ccomp" and above.tag_ in ("VBD", "VBN") and above.lemma_.lower() in _TELLING
    return told and not any(c.dep_ == "mark" and c.lower_ in _IF for w in word.rights for c in w.children)


_TELLING = saying("future")


def _is_left_undone(word: Token) -> bool:
    """ "without firing a shot", "instead of attacking", "no sign of talks" by its preposition."""
    head = word.head
    if word.dep_ not in ("pobj", "pcomp") or head.pos_ not in ("ADP", "SCONJ", "ADV"):
        return False
    return any(near.lower_ in _NEVER for near in (head, head.head, *head.children))


def _is_due(word: Token) -> bool:
    """ "they are to meet", "he was to meet her on Friday"; "what he did was to meet her" tells a deed."""
    above = word.head
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
    if not to or word.dep_ != "xcomp" or above.lemma_ != "be" or above.tag_ not in ("VBZ", "VBP", "VBD"):
        return False
    clause = any(c.dep_ in ("csubj", "ccomp") or (c.dep_ == "nsubj" and c.lower_ in _CLEFT) for c in above.lefts)
    told = clause or any(c.dep_ in ("acomp", "attr") for c in above.rights)  # "were first to arrive"
    return above.tag_ != "VBD" or not told


_CLEFT = frozenset("all answer response reaction step thing move mistake role job first result effect".split())


def _is_yet_to_come(word: Token) -> bool:
    """ "had yet to speak to them", "has yet to release it": not done so far."""
    above = word.head
    if word.dep_ not in ("xcomp", "advcl", "acl", "relcl") or above.lemma_ not in ("have", "be"):
        return False
    yet = any(c.lower_ == "yet" and c.i < word.i for c in above.children)
    return yet and any(c.dep_ == "aux" and c.lower_ == "to" for c in word.lefts)


def _is_awaited(word: Token) -> bool:
    """ "until the last rebel is killed": what is awaited has not happened."""
    marks = {c.lower_ for c in word.children if c.dep_ == "mark"}
    if marks & {"until", "till", "before"}:
        return is_present(word) and not (word.head.tag_ == "VBZ" and word.head.lemma_.lower() in _ON_SCREEN)
    # "will speak when they meet": in the present, beside what is yet to be
    when = word.dep_ == "advcl" and any(c.lower_ in ("when", "once", "after") for c in word.lefts)
    return when and is_present(word) and modal_of(frame(word.head)) in ("will", "would", "shall", "wo", "'ll")


#: Verbs of who describes a film in the present: "he speaks to the camera before a fighter kills him".
_ON_SCREEN = frozenset("appear speak stand kneel show see read look sit walk".split())


def _is_headlines_future(word: Token) -> bool:
    """ "Oran to free two captives": a headline's infinitive with a subject and no other verb above it."""
    if word.tag_ != "VB" or word.dep_ != "ROOT":
        return False
    left = {c.dep_ for c in word.lefts if c.dep_ != "aux" or c.lower_ == "to"}
    others = any(c.dep_ in ("aux", "auxpass") and c.lower_ not in ("to", "be") for c in word.lefts)
    return not others and bool(left & {"nsubj", "nsubjpass"}) and any(c.lower_ == "to" for c in word.lefts)


def _is_purpose(word: Token) -> bool:
    """What something is meant for: "cooperation for striking a blow"; not "arrested for stealing"."""
    while word.dep_ == "conj" and word.head != word:
        word = word.head
    if word.dep_ == "pcomp" and word.head.lower_ == "to" and word.head.head.lemma_.lower() in ("devote", "dedicate"):
        return True
    if word.dep_ in ("amod", "dobj") and word.head.dep_ == "pcomp":
        word = word.head
    if word.dep_ == "dobj" and word.head.pos_ == "VERB":
        word = word.head
    if word.dep_ != "pcomp" or word.head.lower_ != "for" or word.tag_ != "VBG":
        return False
    return bool(word.head.head.pos_ == "NOUN") and claim_of(word.head.head) is None


def _is_ongoing(found: Frame) -> bool:
    if found.word.tag_ == "VBG":
        return any(c.dep_ == "aux" and c.lower_ in ("is", "are", "'s", "'re", "am") for c in found.word.children)
    above = governor_of(found.word)
    if above is not None and above.lemma_.lower() == "work" and above.tag_ == "VBG":  # "are working to negotiate"
        return found.word.tag_ == "VB" and any(c.lower_ in ("is", "are") for c in above.lefts)
    return above is not None and above.lemma_.lower() in ("continue", "keep") and above.tag_ != "VBD"
