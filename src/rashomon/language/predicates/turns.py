"""A frame → the type of a turn of speech that is an act: held to blame, declared unwelcome, told to go, wanted.

The one idea: the verb is empty ("hold", "declare", "tell", "want") and the act lies in what hangs on it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.denials import DENYING, SHARES, is_denying
from rashomon.language.frames import Frame, meanings_of
from rashomon.language.parties.subjects import doers_of, subject_of
from rashomon.language.predicates.steps import JUDGES

_BLAME = frozenset("responsible accountable liable".split())
_CHARGES = frozenset("charge accusation allegation claim blame insinuation".split())
_ORDERING = frozenset("order tell ask instruct give".split())
_LEAVING = frozenset("leave depart go quit".split())
_LANDS = frozenset("country kingdom republic island territory nation soil".split())
_UNWELCOME = frozenset("grata gratae gratas".split())
_PRESSING = frozenset({"rebels", "protesters", "prisoner"})


_DIPLOMATS = frozenset("consul attaché chargé".split())

#: Verbs that tell an act only in such a turn.
TURNING = DENYING | frozenset("hold declare brand want".split())


def turn_type(found: Frame) -> str | None:
    """ACCUSE, REJECT, SANCTION or REQUEST where such a turn stands; else None."""
    if found.part != "V":
        return None
    lemma, noun = found.keys[-1], found.object
    if lemma == "call" and noun is None and _is_called_for(found):
        return "REQUEST"
    if lemma == "hold" and ((noun is not None and _has(found, noun, _BLAME)) or _blamed(found) is not None):
        return "ACCUSE"
    if lemma in ("declare", "brand") and any(word.lower_ in _UNWELCOME for word in found.word.subtree):
        return "SANCTION"
    if lemma in _ORDERING and _is_told_to_leave_the_country(found):
        return "SANCTION"
    if lemma in _THROWING_OUT and _is_thrown_out(found):
        return "CONCEDE"
    if is_denying(found.word) and noun is not None and noun.lemma_.lower() in _CHARGES | SHARES and noun.dep_ == "dobj":
        return "REJECT"
    if lemma == "want" and noun is not None and noun.dep_ == "dobj" and _is_pressing(found):
        return "REQUEST"
    return None


def _is_thrown_out(found: Frame) -> bool:
    """ "a judge dismissed the charges against them": who is to judge them answers no charge of his own."""
    noun, doer = found.object, next(iter(doers_of(found.word)), None)
    case = noun is not None and noun.lemma_.lower() in _CASES and noun.dep_ in ("dobj", "nsubjpass")
    return case and doer is not None and doer.lemma_.lower() in JUDGES and not found.negated


_THROWING_OUT = frozenset({"dismiss", "quash", "drop", "throw"})
_CASES = frozenset("charge case indictment lawsuit suit conviction sentence".split())


def _blamed(found: Frame) -> Token | None:
    """ "holds the rebels responsible": whom the parse takes for the subject of the adjective."""
    below = found.complement
    if found.keys[-1] != "hold" or below is None or below.lower_ not in ("responsible", "liable"):
        return None
    return next((c for c in below.lefts if c.dep_ == "nsubj"), None)


def _declared(found: Frame) -> Token | None:
    """ "declared two members personae non gratae": whom the parse takes for a subject of the Latin."""
    below = found.complement
    if found.keys[-1] not in ("declare", "brand") or below is None or not below.lower_.startswith("person"):
        return None
    return next((c for c in below.lefts if c.dep_ == "nsubj"), None)


def turned_parties(found: Frame) -> tuple[list[Token], list[Token]] | None:
    """Who takes such a turn, and whom it is about where its syntax hides them: "holds the rebels responsible"."""
    if found.part != "V" or found.object is not None:
        return None
    about = _blamed(found) or _declared(found)
    return None if about is None else (doers_of(found.word), [about])


def _is_called_for(found: Frame) -> bool:
    """ "called for firms to do more": a clause with "for" says what is asked, and of whom."""
    below = found.complement
    return below is not None and any(c.dep_ == "mark" and c.lower_ == "for" for c in below.lefts)


def _has(found: Frame, noun: Token, words: frozenset[str]) -> bool:
    """Whether the verb or its object has one of the adjectives after the object."""
    near = [*found.word.rights, *noun.rights]
    near += [c for child in near if child.dep_ in ("ccomp", "xcomp", "oprd") for c in child.children]
    return any(word.lower_ in words and word.i > noun.i - 6 for word in near)


def _is_told_to_leave_the_country(found: Frame) -> bool:
    """ "were told to leave the country", "ordered two diplomats out"."""
    below = _order_below(found)
    if below is not None and below.lemma_.lower() in _LEAVING and below.tag_ == "VB":
        left = [c for c in below.children if c.dep_ == "dobj"]
        return any(c.ent_type_ == "GPE" or c.lemma_.lower() in _LANDS for c in left) or (
            _is_diplomat(found.object) and not left
        )
    out = any(c.dep_ in ("prt", "advmod") and c.lower_ in ("out", "home") for c in found.word.rights)
    return out and _is_diplomat(found.object)


def _order_below(found: Frame) -> Token | None:
    """What somebody is told to do, which the parse may hang on a name beside him: "told the consul, Roe, to leave"."""
    below = found.complement
    if below is not None and below.tag_ == "VB":
        return below
    named = [c for c in found.word.rights if c.dep_ in ("npadvmod", "appos") and c.pos_ == "PROPN"]
    named += [c for c in found.object.rights if c.dep_ == "appos"] if found.object is not None else []
    return next((c for name in named for c in name.rights if c.dep_ in ("relcl", "acl") and c.tag_ == "VB"), below)


def _is_diplomat(noun: Token | None) -> bool:
    return noun is not None and (
        any(m.name == "relations" for m in meanings_of(noun)) or noun.lemma_.lower().removesuffix("s") in _DIPLOMATS
    )


def _is_pressing(found: Frame) -> bool:
    """Whether those who want it are such as make demands: hijackers, strikers, inmates."""
    doer = subject_of(found.word)
    return doer is not None and any(m.name in _PRESSING for m in meanings_of(doer)) and found.complement is None
