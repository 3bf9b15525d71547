"""A frame → the type that its words compose to: what a reader with the lexicon at hand would say.

The one idea: an outer word turns the meaning of what it holds. A refusal of anything is REJECT, a promise of
help AGREE, a promise of harm THREATEN, an end of harm RETREAT, an end of help SANCTION. The learned model
takes this reading as one of its features and may overrule it.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.plover import meanings, patterns, quad_of
from rashomon.language.copied_lines import of_frame, of_word
from rashomon.language.frames import Frame, frame, is_negated, meanings_of, modal_of
from rashomon.language.parties.subjects import subject_of

_LEADING = frozenset({"light", "aspect", "speak", "nowant", "cause"})
_ENDING = frozenset(
    """end end_mission suspend cut halt stop lift call_off freeze reduce terminate
    cut_off discontinue cease ease remove cancel roll_back scale_back waive
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
_EMPTY_HEADS = frozenset(
    """effort mission programme program campaign package project process batch contingent worth handful total dozen
    score hundred thousand group crowd number band gang""".split()
)
_PEACE = frozenset("peacekeeper peacekeeping peace-keeper peace-keeping helmet".split())
_PRESENT = frozenset("send deploy dispatch contribute arrive serve patrol land fly rotate station provide".split())
_SENDING = frozenset("send dispatch fly deploy despatch".split())
_MESSAGES = frozenset(
    """resolution statement report letter motion note message communique bill petition declaration appeal memo
    editorial draft""".split()
)
_VERBAL_TYPES = frozenset({"ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "REJECT"})
_NAMING = frozenset("call accuse describe label brand denounce urge question".split())
_ENTERED = frozenset("on in into to under for with".split())
_SHARED = frozenset(
    """exercise drill manoeuvre maneuver operation patrol training game wargame venture project production search
    construction check investigation raid refinery satellite force team research""".split()
)
_AHEAD = frozenset({"set", "due", "slate", "schedule", "expect", "about", "poise", "go", "prepare", "plan", "intend"})


@of_frame
def composed_type(found: Frame, depth: int = 0) -> str | None:
    """The type that the frame's words compose to, or None where they tell no act."""
    base = _base(found, depth)
    if base is None:
        return "REQUEST" if modal_of(found) in _MUST and _is_said(found.word) else None
    return _turned(found, base)


def plain_type(found: Frame) -> str | None:
    """The type that the frame's words compose to before negation and future tense have their say."""
    return _base(found, 0)


def _is_said(verb: Token) -> bool:
    """Whether a clause is what somebody says: "said that Tirana must …"."""
    return verb.dep_ == "ccomp" and any(m.name == "speak" for m in meanings_of(verb.head))


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
        if own == "REQUEST" and not _is_attack_ordered(found):
            held = None
        return held or _holding(found, own, names, depth)
    if found.part == "V" and "happen" in names and found.object is None and not _held_noun(found):
        doer = next((c for c in found.word.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"), None)
        return noun_type(doer) if doer is not None else None
    if found.part == "V" and (names & _LEADING or "fail" in names or found.word.lemma_ == "be" or not names):
        return _held(found, depth) if "fail" not in names else "REJECT"
    return None


def _is_attack_ordered(found: Frame) -> bool:
    """ "ordered an air strike on the camp": the deed itself, not a trial for one."""
    deed = found.object
    own = deed is not None and any(m.type == "ASSAULT" for m in meanings_of(deed))
    return own and found.keys[-1] == "order" and deed is not None and noun_type(deed) == "ASSAULT"


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


@of_word
def noun_type(noun: Token, depth: int = 0) -> str | None:
    """The type of a noun that names an act; an empty head ("a round of talks") gives way to what it holds."""
    modifiers = {c.lemma_.lower() for c in noun.lefts}
    if noun.lemma_.lower() in _STRUGGLES and _is_figurative(noun):
        return None
    known = next((m.type for m in meanings_of(noun) if m.type), None)
    if known == "ASSAULT":
        return _assault_or_other(noun, modifiers)
    drill = known == "MOBILIZE" and noun.lemma_.lower() in _EXERCISES
    if drill and (modifiers & _JOINT or _is_shared_exercise(noun)):
        return "COOPERATE"
    if known is not None or depth > 2:
        return known
    if noun.lemma_.lower() in _VEHICLES:
        return None  # "patrol boats", "rescue helicopters"
    inner = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    if noun.lemma_.lower() not in _ASIDE:
        inner += [n for c in noun.rights if c.lower_ in ("of", "to", "in") and c.dep_ == "prep" for n in c.children]
    return next((t for word in inner if word.pos_ == "NOUN" and (t := noun_type(word, depth + 1))), None)


#: What an act has, or is remembered by, is not the act: "the time of the war".
_ASIDE = frozenset("time cost scope history law rule victim memory anniversary price duration".split())


_VEHICLES = frozenset("boat ship vessel car vehicle truck plane aircraft helicopter".split())


def _is_figurative(noun: Token) -> bool:
    """A fight against what nobody can shoot at: terrorism, inflation, disease."""
    return any(
        n.dep_ == "pobj" and n.lemma_.lower() in _ABSTRACT
        for c in noun.rights if c.lower_ in ("against", "on", "with") for n in c.children
    ) or any(c.lemma_.lower() in _ABSTRACT for c in noun.lefts)  # fmt: skip


def _assault_or_other(noun: Token, modifiers: set[str]) -> str:
    lemma = noun.lemma_.lower()
    if modifiers & _VERBAL or _is_name_calling_attack(noun):
        return "ACCUSE"
    if modifiers & {"cyber", "hacking"} or (lemma == "raid" and any(_is_kind(c, {"police"}) for c in noun.lefts)):
        return "COERCE"
    if lemma == "strike" and (modifiers & _LABOUR or _over_pay(noun) or noun.head.lower_ == "on"):
        return "PROTEST"
    return "ASSAULT"


def _is_name_calling_attack(noun: Token) -> bool:
    """ "launched an attack on the spy chiefs, calling them …": an attack in words."""
    if noun.lemma_.lower() not in ("attack", "assault", "salvo", "broadside") or noun.dep_ != "dobj":
        return False
    return any(
        c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_.lower() in _NAMING
        for c in (*noun.head.rights, *noun.rights)
    )


def _over_pay(noun: Token) -> bool:
    return any(c.lower_ in ("for", "over") and c.dep_ == "prep" for c in noun.rights)


def special_type(found: Frame) -> str | None:
    """What the table of patterns says of the verb with its object and subject; "-" where it tells no act."""
    early = _message_type(found) or _peace_type(found) or _purpose_type(found)
    if early is not None:
        return early
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


def _message_type(found: Frame) -> str | None:
    """ "passed a resolution criticising …", "sent a letter threatening …": a message does what it says."""
    noun = found.object
    if noun is None or noun.lemma_.lower() not in _MESSAGES or any(m.type == "REJECT" for m in found.meanings):
        return None
    if any(p.type == "REJECT" for p in patterns(found.keys) if _fits(p.object, _kinds(noun))):
        return None  # "blocked a statement criticising …"
    for child in (*noun.rights, *found.word.rights):
        if child.dep_ in ("acl", "advcl") and child.tag_ == "VBG":
            type = next((m.type for m in meanings_of(child) if m.type), None)
            if type in _VERBAL_TYPES:
                return type
    return None


def _peace_type(found: Frame) -> str | None:
    """Peacekeepers sent or serving are help; refugees let in are; people held as shields are assaulted."""
    if any(n.lemma_.lower() == "shield" for prep, n in found.oblique if prep == "as"):
        return "ASSAULT"
    if found.keys[-1] in _PRESENT and _speaks_of_peace(found):
        return "AID"
    opened = found.object is not None and found.object.lemma_.lower() in ("border", "door")
    if found.keys[-1] == "open" and opened and any(_is_kind(n, {"refugee"}) for _, n in found.oblique):
        return "AID"
    return None


def _speaks_of_peace(found: Frame) -> bool:
    """Whether who or what is sent, or what for, is a peace force."""
    held = [c for c in found.word.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "prep", "advcl", "xcomp")]
    return any(word.lemma_.lower() in _PEACE for child in held for word in child.subtree if word.i - child.i < 12)


def _purpose_type(found: Frame) -> str | None:
    """Who sends people to investigate investigates."""
    if found.keys[-1] not in _SENDING or found.object is None:
        return None
    ahead = [c for c in (*found.word.rights, *found.object.rights) if c.dep_ in ("xcomp", "advcl", "acl", "relcl")]
    ahead += [c for child in ahead for c in child.children if c.dep_ in ("xcomp", "advcl")]
    known = [m for child in ahead for m in meanings_of(child)]
    return "ACCUSE" if any(m.type == "ACCUSE" and m.mode == "investigate" for m in known) else None


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
    if word.pos_ == "PROPN" and not word.is_sent_start:  # "the Special Forces": what the word is, written as a name
        found |= {m.name for m in meanings("N", (word.lower_, word.lower_.removesuffix("s"))) if m.type is None}
    if word.ent_type_:
        found.add(f"@{word.ent_type_}")
    if word.lemma_.lower() in _EMPTY_HEADS or word.like_num:
        for child in word.children:
            if child.dep_ in ("compound", "nmod", "amod"):
                found |= {m.name for m in meanings_of(child)} | {f"={child.lemma_.lower()}"}
            elif child.dep_ == "prep" and child.lower_ == "of":
                found |= {m.name for noun in child.children for m in meanings_of(noun)}
                found |= {f"={noun.lemma_.lower()}" for noun in child.children}
    return frozenset(found)


def _fits(wanted: frozenset[str], kinds: frozenset[str]) -> bool:
    return not wanted or not wanted.isdisjoint(kinds)


def _is_joint(found: Frame) -> bool:
    """Things done jointly, other than words exchanged."""
    own = {c.lower_ for c in found.word.children if c.dep_ == "advmod"}
    noun = found.object
    inner = {c.lower_ for c in noun.children if c.dep_ == "amod"} if noun is not None else set()
    if noun is not None and noun.lemma_.lower() in _EXERCISES and _is_shared_exercise(noun, found.word):
        return True
    if noun is not None and noun_type(noun) == "CONSULT":
        return False  # "are holding meetings together"
    together = "jointly" in own or ("together" in own and found.keys[-1] != "come")
    shared = bool(inner & {"joint", "bilateral"}) and noun is not None and noun.lemma_.lower() in _SHARED
    return (together or shared) and found.keys[-1] not in ("say", "announce", "discuss", "agree", "meet", "plan")


def _is_shared_exercise(noun: Token, verb: Token | None = None) -> bool:
    """Whether an exercise is held by more than one army: "between", "with", "by A and B", a subject of two."""
    preps = [c for word in (noun, verb) if word is not None for c in word.rights if c.dep_ in ("prep", "agent")]
    for prep in preps:
        for party in prep.children:
            named = party.ent_type_ in ("GPE", "NORP", "ORG") or _is_kind(party, {"troops"})
            if prep.lower_ in ("between", "with") and named:
                return True
            if prep.lower_ == "by" and named and any(True for _ in party.conjuncts):
                return True
    doer = subject_of(verb) if verb is not None else None
    return doer is not None and len({w.text for w in doer.conjuncts if _is_party_of_drill(w)}) > 0


def _is_party_of_drill(word: Token) -> bool:
    return word.ent_type_ in ("GPE", "NORP", "ORG") or _is_kind(word, {"troops", "body"})


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


def _is_of_arms(found: Frame) -> bool:
    """ "had not supplied weapons": a charge denied, where help that was not given is a refusal."""
    armed = found.keys[-1] == "arm" and found.object is not None
    return armed or (found.object is not None and _is_kind(found.object, {"weapon"}))


def _turned(found: Frame, type: str) -> str:
    """The type after negation and future tense have had their say."""
    if found.negated:
        if modal_of(found) in _WILL and type == "MOBILIZE":
            return "REJECT"
        if type == "AID" and modal_of(found) is None and _is_of_arms(found):
            return type
        return "REJECT" if quad_of(type) in (1, 2) else type
    modal = modal_of(found)
    if modal == "would" and "have" in found.auxiliaries:
        return type  # "would have shot it down": it did not come to it
    ahead = modal in _WILL or _is_ahead(found)
    if modal in _MUST and modal not in _WILL and type not in ("ACCUSE", "ASSAULT"):
        return "REQUEST"
    if not ahead:
        return type
    if type == "PROTEST" or found.keys[-1] == "boycott":
        return "THREATEN"
    if type in ("CONSULT", "AID", "COOPERATE", "RETREAT", "CONCEDE", "SUPPORT"):
        return "AGREE"
    return "THREATEN" if type in ("ASSAULT", "COERCE", "SANCTION") else type


def _is_ahead(found: Frame) -> bool:
    above = found.governor
    if above is None or found.word.tag_ != "VB":
        return False
    if above.lemma_ == "set" and any(c.dep_ == "prt" for c in above.rights):
        return False  # "set up roadblocks to stop them"
    return above.lemma_.lower() in _AHEAD or (above.lemma_ == "be" and found.word.dep_ == "xcomp")
