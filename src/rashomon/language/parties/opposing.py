"""A parse → who uses or means force against whom: the attackers and the targets of each hostile act, by their words.

The one idea: whoever fights is found by grammar at the hostile word itself, be it a verb or a noun: its subject, its
owner, the one who carries it out; whom it meets is its object, with all that the object's list names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.language.frames import meanings_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.phrases import conjuncts

_VERBS = frozenset(
    """defeat degrade destroy eliminate counter combat engage suppress damage disrupt dismantle oust repel resist
    confront besiege crush neutralize neutralise target weaken dislodge terrorise terrorize slaughter hold_back
    exterminate eradicate annihilate overrun capture seize""".split()
)
_NOUNS = frozenset(
    """fight war campaign battle operation offensive struggle defeat destruction bombardment siege airstrike strike
    sortie raid assault attack clash fighting warfare aggression brutality crackdown besiegement barbarity terror
    mission onslaught""".split()
)
#: Verbs whose object is taken, and from whom it is taken is the one fought.
_TAKING = frozenset("liberate free retake recapture clear regain reclaim take seize capture rid".split())
_AGAINST = frozenset({"against", "on", "at", "of", "with", "in", "upon", "over"})
_PARTED = frozenset({"clash", "fighting", "battle", "war", "fight", "hostility", "skirmish"})
_BEFORE = frozenset({"compound", "nmod", "amod", "poss"})
_NAMES = frozenset({"ORG", "GPE", "NORP", "PERSON", "LOC", "FAC"})
#: Verbs that only speak of the act that is their object.
_SPEAKING = frozenset(
    """condemn denounce deplore welcome discuss describe mention report call claim deny see watch support
    praise join detail document mourn survive flee suffer face""".split()
)


#: What is said, voted or ruled against somebody is no force.
_IN_WORDS = frozenset(
    """say speak vote protest rally demonstrate rule allegation accusation charge evidence sanction case complaint
    protest vote appeal warn argue claim ban lawsuit verdict guard""".split()
)


class Sides(NamedTuple):
    """Numbers of the words that stand for attackers and for targets of one act."""

    attackers: frozenset[int]
    targets: frozenset[int]


def sides(words: Tokens) -> list[Sides]:
    """The sides of each hostile act that the words tell and that has both."""
    return [found for word in words for found in _sides_of(word) if found.attackers and found.targets]


def is_fighting_between(doc: Doc, start: int, end: int) -> bool:
    """Whether a word of fighting stands among the words [start, end)."""
    return any(word.lower_ == "against" or (word.pos_ in _ACTING and _is_hostile(word)) for word in doc[start:end])


_ACTING = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


def _sides_of(word: Token) -> Iterator[Sides]:
    if word.pos_ == "VERB" and word.dep_ != "amod":
        if word.lemma_.lower() in _TAKING or _is_hostile(word):
            yield Sides(_named(_attackers(word)), _named(_targets(word)))
        elif (dative := _dealt_to(word)) is not None:
            yield Sides(_named(_doers(word)), _named([dative]))
    elif word.lower_ == "against" and not _is_hostile(word.head) and word.head.lemma_.lower() not in _IN_WORDS:
        above = word.head
        found = _doers(above) if above.pos_ in ("VERB", "AUX") else [*_wagers(above), above]
        yield Sides(_named(found), _named([n for n in word.children if n.dep_ == "pobj"]))
    elif word.pos_ == "NOUN" and _is_hostile(word):
        if (prep := _between(word)) is not None:
            parties = [w for n in prep.children if n.dep_ == "pobj" for w in conjuncts(n)]
            yield Sides(_named(parties[:1]), _named(parties[1:]))
        else:
            yield Sides(_named(_wagers(word)), _named(_met_by(word)))


def _is_hostile(word: Token) -> bool:
    if any(m.type == "ASSAULT" for m in meanings_of(word)):
        return True
    return word.lemma_.lower() in (_VERBS if word.pos_ == "VERB" else _NOUNS)


def _named(heads: list[Token]) -> frozenset[int]:
    """The heads, what is listed with them, and the names inside their phrases: "ISIL" of "ISIL targets"."""
    found: set[int] = set()
    for head in heads:
        for word in conjuncts(head):
            found.add(word.i)
            found |= {c.i for c in word.lefts if c.dep_ in _BEFORE and (c.ent_type_ in _NAMES or c.dep_ == "poss")}
            found |= {n.i for c in word.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"}
    return frozenset(found)


def _attackers(verb: Token) -> list[Token]:
    """Who does a hostile verb; a strike that does it stands beside those who flew it."""
    if not _passive(verb):
        found = _doers(verb)
    else:
        preps = [c for c in verb.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "in", "with")]
        held = [(c.lower_, noun) for c in preps for noun in c.children if noun.dep_ == "pobj"]
        found = [noun for prep, noun in held if prep == "by" or _is_deed(noun)]
    return [*found, *(owner for noun in found if _is_deed(noun) and noun != verb.head for owner in _wagers(noun))]


def _doers(verb: Token) -> list[Token]:
    """The nearest party above a verb: its subject, the one helped or pressed to do it, whose effort it is."""
    at, found = verb, list[Token]()
    for _ in range(7):
        subject = next((c for c in at.children if c.dep_ == "nsubj" or (c.dep_ == "nsubjpass" and at != verb)), None)
        if subject is not None:
            return [*found, at.head if subject.lower_ in _RELATIVES and at.dep_ == "relcl" else subject]
        if at.pos_ == "NOUN" and at != verb:
            owners = [c for c in at.lefts if c.dep_ in _BEFORE and (c.ent_type_ in _NAMES or c.dep_ == "poss")]
            found += owners
            if any(owner.pos_ != "PRON" for owner in owners):
                return found
        if at.head == at:
            return found
        helped = [c for c in at.head.children if c.dep_ == "dobj" and c != at and _is_somebody(c)]
        if helped and at.head.lemma_.lower() in _HELPING and at.dep_ in ("xcomp", "ccomp", "advcl", "prep"):
            return [*found, *helped]
        at = at.head
    return found


#: Verbs whose object goes on to do what follows.
_HELPING = frozenset(
    """support assist help enable train arm aid back urge press ask order tell join thank congratulate praise commend
    applaud stand empower allow force equip mentor advise""".split()
)
_RELATIVES = frozenset({"who", "which", "that"})


def _is_somebody(noun: Token) -> bool:
    return noun.ent_type_ in _NAMES or noun.pos_ == "PROPN" or noun_kind(noun) in ("person", "organization")


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def _is_deed(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and _is_hostile(noun)


def _targets(verb: Token) -> list[Token]:
    if verb.lemma_.lower() in _TAKING:
        lost = _held_by(verb, frozenset({"from"}))
        if lost or not _is_hostile(verb):
            return lost
    found = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and not _is_deed(c)]
    if not found and verb.dep_ == "acl" and verb.tag_ == "VBN":
        found = [verb.head]
    if found and found[0].lower_ in ("which", "that", "who", "whom") and verb.dep_ == "relcl":
        found = [verb.head]
    return found or _held_by(verb, frozenset({"against", "at", "on", "with"}))


def _held_by(word: Token, preps: frozenset[str]) -> list[Token]:
    held = [c for c in word.children if c.dep_ == "prep" and c.lower_ in preps]
    return [noun for prep in held for noun in prep.children if noun.dep_ == "pobj" and noun.ent_type_ not in _TIMES]


_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT"})


def _dealt_to(verb: Token) -> Token | None:
    """Whom a blow is dealt: "to deliver ISIL a lasting defeat"."""
    if not any(c.dep_ == "dobj" and c.lemma_.lower() in ("defeat", "blow", "loss") for c in verb.children):
        return None
    found = next((c for c in verb.children if c.dep_ == "dative"), None)
    return next(iter(found.children), None) if found is not None and found.pos_ == "ADP" else found


def _between(noun: Token) -> Token | None:
    """The "between" of a clash that has two sides."""
    return next((c for c in noun.rights if c.lower_ == "between"), None) if noun.lemma_.lower() in _PARTED else None


def _wagers(noun: Token) -> list[Token]:
    """Whose attack or war it is: named before it or by it, who carries it out, who takes part in it."""
    found = [c for c in noun.lefts if c.dep_ in _BEFORE and (c.ent_type_ in _NAMES or c.dep_ == "poss" or _is_body(c))]
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            found += [n for n in child.children if n.dep_ == "pobj"]
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VBN":
            agents = [c for c in child.children if c.dep_ == "agent"]
            found += [n for agent in agents for n in agent.children if n.dep_ == "pobj"]
    return found or _carriers(noun)


def _is_body(word: Token) -> bool:
    return word.lemma_.lower() in ("coalition", "regime", "government", "rebel", "militia", "opposition", "enemy")


def _carriers(noun: Token) -> list[Token]:
    """The subject of the verb that a deed is object of, or of the clause it is told in ("in its fight against")."""
    above = noun.head
    if noun.dep_ == "conj" and above.pos_ == "NOUN":
        return _carriers(above)
    if noun.dep_ in ("dobj", "attr") and above.pos_ in ("VERB", "AUX") and above.lemma_.lower() not in _SPEAKING:
        return _doers(above)
    if noun.dep_ != "pobj" or above.lower_ not in ("in", "of", "during", "for"):
        return []
    holder = above.head
    if holder.pos_ in ("VERB", "AUX"):
        return _doers(holder) if above.lower_ == "in" and holder.lemma_.lower() not in _SPEAKING else []
    return _carriers(holder) if _is_share(holder) else ([holder] if above.lower_ == "in" else [])


def _is_share(noun: Token) -> bool:
    return noun.lemma_.lower() in ("part", "role", "member", "series", "number", "effort", "phase", "support", "wave")


def _met_by(noun: Token) -> list[Token]:
    preps = [c for c in noun.rights if c.dep_ == "prep" and c.lower_ in _AGAINST]
    strong = [c for c in preps if c.lower_ not in ("in", "with", "of")] or preps
    return [n for prep in strong for n in prep.children if n.dep_ == "pobj" and n.ent_type_ not in _TIMES]
