"""A frame → the type that its words compose to: what a reader with the lexicon at hand would say.

The one idea: an outer word turns the meaning of what it holds. A refusal of anything is REJECT, a promise of
help AGREE, a promise of harm THREATEN, an end of harm RETREAT, an end of help SANCTION. The learned model
takes this reading as one of its features and may overrule it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import patterns, quad_of
from rashomon.language.arguments import subject_of
from rashomon.language.predicates import Frame, frame, is_negated, meanings_of, modal_of

_LEADING = frozenset({"light", "aspect", "speak", "nowant", "cause"})
_ENDING = frozenset(
    """end end_mission suspend cut halt stop lift call_off freeze reduce terminate
    cut_off discontinue cease ease remove cancel
    scrap revoke drop abolish repeal break_off relax withhold curtail slash shelve abandon sever""".split()
)
_HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_CLAIMS = frozenset({"sanctions", "restriction", "curfew", "martial", "censorship", "arrest", "protest", "strike_work",
                     "hunger", "obstruct", "attack",
                     "aerial", "heavy", "exercise", "mobilization", "riot"})  # fmt: skip
_TIES = frozenset({"aid", "money", "relations", "cooperation", "deal", "talks", "support", "visit", "mediation"})
_MUST = frozenset({"must", "should", "ought", "need", "shall"})
_WILL = frozenset({"will", "shall", "would", "'ll", "wo"})
_EXERCISES = frozenset("exercise drill manoeuvre maneuver game wargame".split())
_STRUGGLES = frozenset("fight war battle struggle combat campaign fighting crusade operation".split())
_ABSTRACT = frozenset(
    """terrorism terror corruption crime inflation poverty cancer disease virus trafficking drug hunger malaria pandemic
    extremism fraud climate change counterterrorism anti-terror antiterror terrorist""".split()
) - {"terrorist"}
_JOINT = frozenset("joint bilateral trilateral multinational combined common".split())
_VERBAL = frozenset(
    """verbal scathing rhetorical personal bitter sharp fierce veiled stinging blistering withering""".split()
)
_LABOUR = frozenset(
    """hunger general labour labor nationwide teacher worker student rail transport indefinite pilot
    national wildcat""".split()
)
_EMPTY_HEADS = frozenset("effort mission programme program campaign package project process".split())
_ENTERED = frozenset("on in into to under for with".split())
_SHARED = frozenset(
    """exercise drill manoeuvre maneuver operation patrol training game wargame venture project production search
    construction check investigation raid refinery satellite force team research""".split()
)
_AHEAD = frozenset({"set", "due", "slate", "schedule", "expect", "about", "poise", "go", "prepare", "plan", "intend"})


def composed_type(found: Frame, depth: int = 0) -> str | None:
    """The type that the frame's words compose to, or None where they tell no act."""
    base = _base(found, depth)
    if base is None:
        return None
    return _turned(found, base)


def _base(found: Frame, depth: int) -> str | None:
    names = {m.name for m in found.meanings}
    if found.part == "V":
        special = special_type(found)
        if special is not None:
            return None if special == "-" else special
    own = next((m.type for m in found.meanings if m.type), None)
    if own is not None:
        held = _held_noun(found) if names & _LEADING and found.part == "V" else None
        if held in ("AID", "CONSULT", "COOPERATE", "SUPPORT") and own == "AGREE":
            held = None
        if own == "REQUEST":
            held = None
        return held or _holding(found, own, names, depth)
    if found.part == "V" and "happen" in names and found.object is None and not _held_noun(found):
        doer = next((c for c in found.word.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"), None)
        return noun_type(doer) if doer is not None else None
    if found.part == "V" and (names & _LEADING or "fail" in names or found.word.lemma_ == "be" or not names):
        return _held(found, depth) if "fail" not in names else "REJECT"
    return None


def _held(found: Frame, depth: int) -> str | None:
    """What a word that leads on leads to: its object's act, its complement's, its preposition's."""
    noun = _held_noun(found)
    if noun is not None:
        return noun
    if found.adjective is not None:
        type = next((m.type for m in meanings_of(found.adjective) if m.type), None)
        if type is not None:
            return type
    if found.complement is not None and depth < 3:
        inner = frame(found.complement)
        if modal_of(inner) in _MUST and found.keys[-1] != "be":
            return "REQUEST"
        if "nowant" in {m.name for m in found.meanings} and found.keys[-1] != "seek" and _has_subject(found.complement):
            return "REQUEST"
        return composed_type(inner, depth + 1)
    return None


def _held_noun(found: Frame) -> str | None:
    obliques = [noun for prep, noun in found.oblique if prep in _ENTERED]
    for word in (found.object, *(obliques if found.object is None or found.keys[-1] == "come" else ())):
        if word is not None and word.pos_ == "NOUN":
            type = noun_type(word)
            if type is not None:
                if type in ("CONSULT", "COOPERATE", "AID") and found.word.pos_ == "VERB" and is_negated(word):
                    return "REJECT"
                return type
    return None


def noun_type(noun: Token, depth: int = 0) -> str | None:
    """The type of a noun that names an act; an empty head ("a round of talks") gives way to what it holds."""
    modifiers = {c.lemma_.lower() for c in noun.lefts}
    if noun.lemma_.lower() in _STRUGGLES and _is_figurative(noun):
        return None
    known = next((m.type for m in meanings_of(noun) if m.type), None)
    if known == "ASSAULT":
        return _assault_or_other(noun, modifiers)
    if known == "MOBILIZE" and noun.lemma_.lower() in _EXERCISES and modifiers & _JOINT:
        return "COOPERATE"
    if known is not None or depth > 2:
        return known
    inner = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    inner += [n for c in noun.rights if c.lower_ in ("of", "to", "in") and c.dep_ == "prep" for n in c.children]
    return next((t for word in inner if word.pos_ == "NOUN" and (t := noun_type(word, depth + 1))), None)


def _is_figurative(noun: Token) -> bool:
    """A fight against what nobody can shoot at: terrorism, inflation, disease."""
    return any(
        n.dep_ == "pobj" and n.lemma_.lower() in _ABSTRACT
        for c in noun.rights if c.lower_ in ("against", "on", "with") for n in c.children
    ) or any(c.lemma_.lower() in _ABSTRACT for c in noun.lefts)  # fmt: skip


def _assault_or_other(noun: Token, modifiers: set[str]) -> str:
    lemma = noun.lemma_.lower()
    if modifiers & _VERBAL:
        return "ACCUSE"
    if modifiers & {"cyber", "hacking"}:
        return "COERCE"
    if lemma == "strike" and (modifiers & _LABOUR or _over_pay(noun) or noun.head.lower_ == "on"):
        return "PROTEST"
    return "ASSAULT"


def _over_pay(noun: Token) -> bool:
    return any(c.lower_ in ("for", "over") and c.dep_ == "prep" for c in noun.rights)


def special_type(found: Frame) -> str | None:
    """What the table of patterns says of the verb with its object and subject; "-" where it tells no act."""
    kinds = _kinds(found.object)
    if any(key in _ENDING for key in found.keys):
        ended = _ended(kinds, found)
        if ended is not None:
            return ended
    if _is_joint(found):
        return "COOPERATE"
    if found.keys[-1] == "call" and _is_name_calling(found):
        return "ACCUSE"
    doers = _kinds(subject_of(found.word))
    return next((p.type for p in patterns(found.keys) if _fits(p.object, kinds) and _fits(p.subject, doers)), None)


def _is_name_calling(found: Frame) -> bool:
    """ "called him a liar": a common noun follows that says what he is called."""
    return any(
        c.dep_ == "oprd" and c.pos_ in ("NOUN", "ADJ") and any(d.dep_ in ("det", "amod") for d in c.children)
        for c in found.word.children
    )


def _kinds(word: Token | None) -> frozenset[str]:
    """A word as patterns see it: its classes, "=lemma", "@LABEL"; "-" for no word."""
    if word is None:
        return frozenset({"-"})
    found = {m.name for m in meanings_of(word)} | {f"={word.lemma_.lower()}", f"={word.lower_}"}
    if word.ent_type_:
        found.add(f"@{word.ent_type_}")
    if word.lemma_.lower() in _EMPTY_HEADS or word.like_num:
        for child in word.children:
            if child.dep_ in ("compound", "nmod", "amod"):
                found |= {m.name for m in meanings_of(child)} | {f"={child.lemma_.lower()}"}
            elif child.dep_ == "prep" and child.lower_ == "of":
                found |= {m.name for noun in child.children for m in meanings_of(noun)}
    return frozenset(found)


def _fits(wanted: frozenset[str], kinds: frozenset[str]) -> bool:
    return not wanted or not wanted.isdisjoint(kinds)


def _is_joint(found: Frame) -> bool:
    """Things done jointly, other than words exchanged."""
    own = {c.lower_ for c in found.word.children if c.dep_ == "advmod"}
    noun = found.object
    inner = {c.lower_ for c in noun.children if c.dep_ == "amod"} if noun is not None else set()
    together = "jointly" in own or ("together" in own and found.keys[-1] != "come")
    shared = bool(inner & {"joint", "bilateral"}) and noun is not None and noun.lemma_.lower() in _SHARED
    return (together or shared) and found.keys[-1] not in ("say", "announce", "discuss", "agree", "meet", "plan")


def _ended(kinds: frozenset[str], found: Frame) -> str | None:
    verb = found.keys[-1]
    if kinds & {"proposal", "visit"} and verb in ("cancel", "call", "scrap", "shelve"):
        return "REJECT"
    if found.complement is not None and not kinds & _CLAIMS and found.complement.tag_ == "VBG":
        held = composed_type(frame(found.complement), 2)
        return "RETREAT" if held in _HARM else "SANCTION" if held in ("AID", "COOPERATE", "SUPPORT") else None
    if kinds & (_CLAIMS | {"=boycott", "=investigation", "=probe", "=operation", "=veto", "=restriction"}):
        return "CONCEDE" if verb in ("ease", "relax", "drop", "loosen", "abolish") else "RETREAT"
    if kinds & _TIES or (kinds & {"goods", "weapon"} and verb in ("suspend", "halt", "stop", "cut")):
        return "SANCTION"
    return None


def _has_subject(word: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)


def _is_kind(noun: Token, names: set[str]) -> bool:
    return any(m.name in names for m in meanings_of(noun))


def _holding(found: Frame, own: str, names: set[str], depth: int) -> str | None:
    """A promise of harm is a threat; a promise not to help a refusal; an agreement reached is support."""
    if own == "AGREE" and found.complement is not None and depth < 3:
        inner = frame(found.complement)
        held = composed_type(inner, depth + 1)
        if held is None and names & {"intend", "willing"}:
            return None
        if inner.negated:
            return "AGREE" if held in _HARM or held == "REJECT" else "REJECT"
        if found.keys[-1] in ("want", "expect", "wish") and any(c.dep_ == "nsubj" for c in found.complement.children):
            return "REQUEST"
        if held in ("ASSAULT", "COERCE", "SANCTION", "THREATEN") and found.keys[-1] not in ("agree", "offer"):
            return "THREATEN"
        return "AGREE" if held != "REJECT" else "REJECT"
    if own == "AGREE" and found.complement is None:
        if names & {"intend"} and (found.object is None or noun_type(found.object) is None):
            return None
        if found.object is not None and _is_kind(found.object, {"support", "deal"}):
            return "SUPPORT"
        if found.keys[-1] == "agree" and any(_is_kind(n, {"deal", "proposal"}) for _, n in found.oblique):
            return "SUPPORT"
    if own == "REQUEST" and found.keys[-1] == "order" and found.complement is not None and depth < 3:
        return "COERCE" if composed_type(frame(found.complement), depth + 1) in ("SANCTION", "COERCE") else own
    if own == "REQUEST" and found.keys[-1] == "tell" and found.complement is not None and depth < 3:
        return composed_type(frame(found.complement), depth + 1) or own
    if own == "CONCEDE" and found.keys[-1] == "grant" and found.object is not None:
        return noun_type(found.object) or own
    return own


def _turned(found: Frame, type: str) -> str:
    """The type after negation and future tense have had their say."""
    if found.negated:
        if modal_of(found) in _WILL and type == "MOBILIZE":
            return "REJECT"
        return "REJECT" if quad_of(type) in (1, 2) else type
    modal = modal_of(found)
    ahead = modal in _WILL or _is_ahead(found)
    if modal in _MUST and modal not in _WILL and type not in ("ACCUSE", "ASSAULT"):
        return "REQUEST"
    if not ahead:
        return type
    if type in ("CONSULT", "AID", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT"):
        return "AGREE"
    return "THREATEN" if type in ("ASSAULT", "COERCE", "SANCTION") else type


def _is_ahead(found: Frame) -> bool:
    above = found.governor
    if above is None or found.word.tag_ != "VB":
        return False
    return above.lemma_.lower() in _AHEAD or (above.lemma_ == "be" and found.word.dep_ == "xcomp")
