"""A verb with a clause below it → the party that the clause names: whom one will do it to, whom it is asked of.

The one idea: "promised to attack the rebels", "agreed to talk with Oran" are about whom the inner verb reaches; a
clause that tells what others do, or that is quoted, names nobody to whom the word is given.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.knowledge.countries import country_of
from rashomon.language.frames import FORCES, Frame, is_of_class
from rashomon.language.parties.agents import is_agent
from rashomon.language.parties.nouns import is_act_noun, of_phrase, struck_in
from rashomon.language.parties.reached import is_name, is_town
from rashomon.language.parties.spread import EMPTY
from rashomon.language.parties.things import SENDING, USING


def in_complement(found: Frame, doer: Token | None) -> list[Token]:
    """Whom the clause that the verb holds names; of "rallied to demand higher pay" only who can act."""
    if found.complement is None or _is_of_others(found, found.complement):
        return []
    marching = found.keys[-1] in _GATHERING or any(m.type == "PROTEST" for m in found.meanings)
    return [word for word in named_below(found.complement, doer) if is_agent(word) or not marching]


_GATHERING = frozenset("gather assemble congregate".split())


#: What one discusses takes no part in it: "discussed Oran by phone".
TALKED_OF = frozenset({"discuss", "negotiate", "review", "debate"})


#: What they hold says what will be done, not to whom the word is given.
_OFFERING = frozenset({"propose", "suggest", "recommend"})


def _is_of_others(found: Frame, clause: Token) -> bool:
    """Whether a clause names nobody to whom the word is given: what is proposed, what it is warned that others will do.

    "warned that the rebels would attack" threatens no rebels; "that the rebels would pay" does.
    """
    if found.keys[-1] in _OFFERING:
        return True
    return found.keys[-1] in ("warn", "threaten") and clause.dep_ == "ccomp" and clause.lemma_.lower() not in _PAYING


_PAYING = frozenset("face pay suffer regret lose".split())


def _is_force(noun: Token) -> bool:
    """Whether a noun is troops or police, whom somebody sends."""
    words = (noun, *(c for c in noun.lefts if c.dep_ == "compound"))
    return any(is_of_class(word, FORCES) for word in words)


def named_below(complement: Token, doer: Token | None) -> list[Token]:
    """The party named in a complement: the subject it has of its own, else its object, else "to/with" one."""
    if agents := agents_of(complement):
        return agents
    if complement.lemma_.lower() in ("avenge", "revenge"):
        return []  # "vowed to avenge their dead"
    if doer is not None and complement.dep_ == "ccomp" and (_is_kin(complement, doer) or _is_quoted(complement)):
        return []
    for child in complement.children:
        if (
            child.dep_ in ("nsubj", "nsubjpass")
            and child != doer
            and child.lower_ not in EMPTY
            and child.pos_ != "PRON"
        ):
            return [child]
    aimed = [n for p in complement.children if p.lower_ in ("to", "against") for n in p.children if n.dep_ == "pobj"]
    if any(c.dep_ == "dobj" and not c.ent_type_ for c in complement.children) and any(map(is_agent, aimed)):
        return aimed[:1]
    if complement.lemma_.lower() in _MAKING:
        return []
    if complement.lemma_.lower() in TALKED_OF:  # "met to discuss Oran", "is willing to negotiate with Lirane"
        return [n for p in complement.rights if p.lower_ == "with" for n in p.children if is_agent(n)][:1]
    if complement.lemma_.lower() in SENDING and any(c.dep_ == "dobj" and _is_force(c) for c in complement.rights):
        return aimed[:1] if any(map(is_agent, aimed[:1])) else []  # "promised to deploy police to the province"
    for child in complement.children:
        if child.dep_ in ("dobj", "dative"):
            if is_act_noun(child) and (struck := struck_in(child)):
                return struck
            preps = [p for p in child.children if p.dep_ == "prep"]
            inner = [n for p in preps for n in p.children if is_name(n) and not (p.lower_ in _WITHIN and is_town(n))]
            if not inner and not is_agent(child):
                at = is_act_noun(child) or complement.lemma_.lower() in USING
                facing = _FACING | {"on", "at"} if at else _FACING
                preps = [p for p in (*complement.children, *child.children) if p.dep_ == "prep" and p.lower_ in facing]
                inner = [n for p in preps for n in p.children if n.dep_ == "pobj" and is_agent(n)]
            return inner[:1] or [child]
    preps = [p for p in complement.children if p.dep_ == "prep"]
    deeds = [n for p in preps if p.lower_ == "for" for n in p.children if n.dep_ == "pobj" and is_act_noun(n)]
    if struck := [party for deed in deeds for party in struck_in(deed) or of_phrase(deed, False)[0]]:
        return struck[:1]  # "to push for the party's expulsion"
    if complement.lemma_.lower() == "crack":  # "vowed to crack down on gangs"
        return [n for p in preps if p.lower_ == "on" for n in p.children if n.dep_ == "pobj" and is_agent(n)][:1]
    return [n for p in preps for n in p.children if is_name(n) and not (p.lower_ in _WITHIN and is_town(n))][:1]


_FACING = frozenset({"with", "to", "against", "from", "into"})
_WITHIN = frozenset({"in", "at", "near", "on"})
#: What is made is not there yet: "agreed to form a committee".
_MAKING = frozenset("form create establish found set build develop draft draw hold produce write issue prepare".split())


def _is_quoted(clause: Token) -> bool:
    """ "Diaz resisted: “Governors do not …”": the words quoted after a colon name nobody it is done to."""
    before = clause.left_edge.i - 1
    return before > 0 and clause.doc[before].text in _MARKS and clause.doc[before - 1].text in (":", ",")


_MARKS = frozenset("\"“”'‘’«„")


def _is_kin(clause: Token, doer: Token) -> bool:
    """Whether who acts in a clause is of the one who tells it: "the envoy of Oran warned that Oran would not wait"."""
    subject = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    if subject is None:
        return False
    own, other = ({code for w in noun.subtree if (code := country_of(w.text))} for noun in (doer, subject))
    return bool(own & other)


def agents_of(verb: Token) -> list[Token]:
    """The one by whom a passive is done, where that is somebody."""
    named = [n for c in verb.children if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj"]
    return [n for n in named if is_agent(n)][:1]
