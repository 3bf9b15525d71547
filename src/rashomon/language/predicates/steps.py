"""A frame → the type of a step told by an empty verb and what it takes: set free, left office, called it fake.

The one idea: the verb ("set", "leave", "call", "open", "board", "present") tells no act by itself and has many other
senses; the noun or adjective that closes the phrase, and who does it, make it one.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.denials import UNTRUE
from rashomon.language.frames import Frame, meanings_of
from rashomon.language.parties.subjects import doers_of, subject_of
from rashomon.language.predicates.deeds import is_force, is_official, is_people
from rashomon.language.predicates.plain import is_somebody

_OFFICES = frozenset("office post job cabinet position".split())
_LEAVING = frozenset({"leave", "quit", "vacate"})
_CALLING = frozenset("call brand label term describe dismiss denounce reject".split())
_CASES = frozenset("case probe inquiry enquiry investigation".split())
_PROSECUTING = frozenset("prosecutor police investigator court authority ministry commission".split())
_GIVING = frozenset("hand present give deliver".split())
_GIFTS = frozenset("cheque check donation contribution grant gift".split())
_MONEY = frozenset("usd eur dollar euro pound yen cheque donation".split())
_SHIPS = frozenset("trawler vessel ship tanker boat ferry freighter yacht dhow barge freighter submarine".split())
_STOPPABLE = _SHIPS | frozenset("bus minibus coach train car truck convoy".split())
_CATCHING = frozenset("board capture seize hijack".split())
_ARMED = frozenset("pirate gunman gunmen bandit militant attacker assailant hijacker rebel kidnapper robber".split())
_SEAMEN = frozenset("navy guard marine commando boat frigate corvette destroyer soldier customs inspector".split())
#: Who gives judgement.
JUDGES = frozenset("court judge tribunal jury magistrate".split())
_PAYING = frozenset({"pay", "compensate"})

_GATHERING = frozenset("gather assemble congregate".split())
#: What those do who gather for it in the street.
_DEMANDING = frozenset("demand protest denounce oppose condemn urge press call".split())

#: Verbs that tell an act only in such a step.
VERBS = _LEAVING | _CALLING | _GIVING | _CATCHING | _GATHERING | frozenset(
    "set open order stop march throw kick flee".split()
)


def step_type(found: Frame) -> str | None:
    """The type of the step that the verb takes with its closing word; None where it takes none."""
    lemma = found.keys[-1]
    if found.part != "V" or lemma not in VERBS:
        return None
    return next((type for verbs, rule in _RULES if lemma in verbs and (type := rule(found)) is not None), None)


def _left_office(found: Frame) -> str | None:
    """ "left office", "quit his post": not "left the office at six"."""
    noun = found.object
    if noun is None or noun.dep_ != "dobj" or noun.lemma_.lower() not in _OFFICES or found.negated:
        return None
    before = {c.lower_ for c in noun.lefts if c.dep_ in ("det", "poss")}
    bare = not before if noun.lemma_.lower() == "office" else before <= {"the", "his", "her", "their", "my"}
    return "RETREAT" if bare and is_somebody(subject_of(found.word)) else None


def _set_free(found: Frame) -> str | None:
    """ "were set free", "set the hostages free"."""
    free = any(c.lower_ == "free" for c in found.word.rights)
    return "RETREAT" if free and not found.negated and is_people(found.object) else None


def _called_false(found: Frame) -> str | None:
    """ "called the recording fake", "dismissed it as a montage": what is so called is no person."""
    said = [c for c in found.word.rights if c.dep_ in ("oprd", "acomp", "attr", "xcomp", "ccomp", "acl", "advcl")]
    said += [n for c in found.word.rights if c.lower_ == "as" for n in c.children]
    false = [word for word in said if word.lower_ in UNTRUE or word.lemma_.lower() in UNTRUE]
    if not false or found.passive:
        return None
    of = [found.object, *(c for word in false for c in word.lefts if c.dep_ == "nsubj")]
    called = [noun for noun in of if noun is not None and noun not in false and noun.lower_ != "it"]
    return None if any(is_people(noun) for noun in called) else "REJECT"


def _opened_case(found: Frame) -> str | None:
    """ "a criminal case was opened", "prosecutors opened a case"."""
    noun = found.object
    if noun is None or noun.lemma_.lower() not in _CASES or found.negated:
        return None
    doer = subject_of(found.word)
    criminal = any(c.lower_ in ("criminal", "corruption", "murder", "fraud") for c in noun.lefts)
    by_office = doer is not None and (doer.lemma_.lower() in _PROSECUTING or is_force(doer))
    return "ACCUSE" if criminal or by_office else None


def _gave_money(found: Frame) -> str | None:
    """ "handed over a cheque of USD 50,000", "presented a contribution of 900 euros"."""
    noun = found.object
    if noun is None or noun.dep_ not in ("dobj", "nsubjpass") or noun.lemma_.lower() not in _GIFTS or found.negated:
        return None
    words = [noun, *noun.subtree]
    paid = any(w.ent_type_ == "MONEY" or w.lower_ in ("$", "€", "£") or w.lemma_.lower() in _MONEY for w in words)
    return "AID" if paid else None


def _caught_ship(found: Frame) -> str | None:
    """ "a patrol boat boarded the trawler", "the vessel was captured": by pirates it is an assault."""
    ship = found.object
    if ship is None or ship.dep_ not in ("dobj", "nsubjpass") or not _is_ship(ship) or found.negated:
        return None
    doer = subject_of(found.word)
    if doer is not None and (doer.lemma_.lower() in _ARMED or _is_armed(doer)):
        return "ASSAULT"
    seized = found.keys[-1] != "board"
    seamen = doer is not None and doer.lemma_.lower().removesuffix("s") in _SEAMEN
    by_state = doer is not None and (seamen or is_official(doer) or doer.ent_type_ == "GPE")
    return "COERCE" if by_state or (doer is None and found.passive and seized) else None


def _is_ship(word: Token) -> bool:
    """ "the vessel", "the Danish trawler Lille Maria": a ship, or a name that such a word stands before."""
    return word.lemma_.lower() in _SHIPS or any(c.lemma_.lower() in _SHIPS for c in word.lefts if c.dep_ == "compound")


def _is_armed(doer: Token) -> bool:
    return any(c.lower_ in ("armed", "masked") for c in doer.lefts)


def _ordered_to_pay(found: Frame) -> str | None:
    """ "a court ordered the owners to pay 9,000 euros"."""
    doer, below = subject_of(found.word), found.complement
    judged = doer is not None and doer.lemma_.lower() in JUDGES
    return "SANCTION" if judged and below is not None and below.lemma_.lower() in _PAYING else None


def _stopped_by_arms(found: Frame) -> str | None:
    """ "armed men stopped a bus and marched its passengers away"."""
    doer, noun = subject_of(found.word), found.object
    if doer is None or noun is None or not (_is_armed(doer) or doer.lemma_.lower() in _ARMED):
        return None
    taken = is_people(noun) if found.keys[-1] == "march" else noun.lemma_.lower() in _STOPPABLE
    return "ASSAULT" if taken else None


def _thrown_out(found: Frame) -> str | None:
    """ "was thrown out of Peru", "kicked out of the country"."""
    out = next((c for c in found.word.rights if c.lower_ == "out"), None)
    if out is None or found.negated:
        return None
    lands = [n for c in (*out.children, *found.word.rights) if c.lower_ == "of" for n in c.children]
    return "SANCTION" if any(n.ent_type_ == "GPE" or n.lower_ == "country" for n in lands) else None


def _fled(found: Frame) -> str | None:
    """ "more than 3,000 people have fled towards the capital": a flight that is counted."""
    doer = subject_of(found.word)
    if doer is None or found.negated or not (is_people(doer) or doer.lemma_.lower() in _CROWDS):
        return None
    counted = doer.lemma_.lower() in _CROWDS or any(c.dep_ == "nummod" for c in doer.lefts)
    return "RETREAT" if counted and doer.tag_ in ("NNS", "CD", "NNPS") else None


def _gathered_to_demand(found: Frame) -> str | None:
    """ "relatives gathered outside the ministry to demand answers", "4,000 demonstrators gathered"."""
    below, doer = found.complement, subject_of(found.word)
    if found.negated:
        return None
    aim = below is not None and below.tag_ == "VB" and below.lemma_.lower() in _DEMANDING
    several = doer is not None and doer.tag_ in ("NNS", "CD", "NNPS")
    marching = doer is not None and doer.lemma_.lower() in _PROTESTERS
    return "PROTEST" if (several and aim) or marching else None


_PROTESTERS = frozenset("protester protestor demonstrator marcher striker".split())


_CROWDS = frozenset("thousand hundred dozen".split())


def _seized(found: Frame) -> str | None:
    """ "they had been seized on the road": people, by nobody named."""
    noun = found.object
    taken = found.passive and noun is not None and noun.dep_ == "nsubjpass" and is_people(noun)
    return "COERCE" if taken and subject_of(found.word) is None and not found.negated else None


_RULES = (
    (frozenset({"seize"}), _seized),
    (frozenset({"flee"}), _fled), (_GATHERING, _gathered_to_demand),
    (_LEAVING, _left_office), (frozenset({"set"}), _set_free), (_CALLING, _called_false),
    (frozenset({"open"}), _opened_case), (_GIVING, _gave_money), (_CATCHING, _caught_ship),
    (frozenset({"order"}), _ordered_to_pay), (frozenset({"stop", "march"}), _stopped_by_arms),
    (frozenset({"throw", "kick"}), _thrown_out),
)  # fmt: skip


def given_nobody(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """The parties of a step whose object is no party: an office left, a cheque handed over, a flight; else None."""
    if found.keys[-1] == "flee" and found.part == "V" and _fled(found) is not None:
        return doers_of(found.word), []
    if found.part != "V" or found.object is None or not (_is_office_left(found) or _is_gift(found)):
        return None
    return doers_of(found.word), [noun for prep, noun in found.oblique if prep == "to" and is_somebody(noun)]


def _is_office_left(found: Frame) -> bool:
    return found.keys[-1] in _LEAVING and _left_office(found) is not None


def _is_gift(found: Frame) -> bool:
    return found.keys[-1] in _GIVING and _gave_money(found) is not None


def is_call_on_person(found: Frame) -> bool:
    """ "called on President Roe in Lirane yesterday": a visit, as nothing is asked of whom one calls on."""
    if found.keys[-1] != "call" or "call_on" not in found.keys or found.complement is not None or found.passive:
        return False
    called = [noun for prep, noun in found.oblique if prep == "on"]
    asked = any(prep in ("for", "to") for prep, _ in found.oblique)
    below = any(c.dep_ in ("xcomp", "ccomp", "advcl", "acl") for c in found.word.rights)
    person = any(n.ent_type_ == "PERSON" or any(m.name == "leader" for m in meanings_of(n)) for n in called[:1])
    return person and not asked and not below and is_somebody(subject_of(found.word))
