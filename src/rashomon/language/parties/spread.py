"""A party's head word → all that stand beside it: conjuncts, names told past it, none that belong to the last alone.

Reads a parse; gives words in order. The one idea: who is joined to a party takes part as it does.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.parties.agents import is_agent, is_called_like_a_month
from rashomon.language.phrases import conjuncts

#: Words that stand for a clause or for another word, and are no party by themselves.
EMPTY = frozenset({"there", "that", "which", "this", "these", "those", "what", "who", "whom"})


def spread(heads: list[Token], act: Token) -> list[Token]:
    """The heads of an act's parties and all joined to them, in text order, none twice."""
    found: list[Token] = []
    for head in map(_by_name, heads):
        if _is_only_of_last(head, act):
            found.append(head)
            continue
        for word in (*conjuncts(head), *_joined_past_names(head)):
            empty = word.lower_ in EMPTY and word.text != "WHO"  # the World Health Organization
            if word not in found and not empty and _is_party(word) and not is_of_the_last(word):
                found.append(word)
    return in_order(found)


def _is_only_of_last(noun: Token, act: Token) -> bool:
    """ "two guards and a woman visiting from Oran": what a participle says of the last, one alone, is said of her."""
    told = act.dep_ == "acl" and act.tag_ == "VBG" and act.head == noun and act.i > noun.i and act.nbor(-1).text != ","
    one = noun.tag_ == "NN" and any(c.lower_ in ("a", "an") for c in noun.lefts)
    return told and one and noun.dep_ == "conj" and noun.head.tag_ == "NNS"


def _by_name(head: Token) -> Token:
    """ "wide receiver Omar Diaz": the name that follows what somebody is without a comma."""
    names = (c for c in head.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.left_edge.i == head.i + 1)
    return next(names, head) if head.pos_ == "NOUN" and head.tag_ == "NN" else head


def _joined_past_names(head: Token) -> list[Token]:
    """ "his mother, Alice, and sister, Jane": people joined to the name that explains the first of them."""
    names = [c for c in head.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON"]
    if head.pos_ != "NOUN":
        return []
    return [word for name in names for word in name.conjuncts if word.pos_ == "NOUN" and is_agent(word)]


def is_of_the_last(word: Token) -> bool:
    """Whether a country joined to a plural role belongs inside it: Syria of "the ministers of Iran and Syria"."""
    role = word.head
    body = role.tag_ == "NNP" and role.ent_type_ == "ORG" and word.i > 0 and word.nbor(-1).dep_ == "cc"
    if word.dep_ != "conj" or word.ent_type_ not in ("GPE", "NORP") or not (role.tag_ == "NNS" or body):
        return False
    return any(n.ent_type_ in ("GPE", "NORP") for c in role.rights if c.lower_ == "of" for n in c.children)


def _is_party(word: Token) -> bool:
    if word.lower_ == "it" and not _stands_for_something(word):
        return False
    if word.dep_ == "pobj" and word.head.lower_ == "on" and word.lemma_.lower() in _ON_SCREEN:
        return False  # "the beheadings on the Internet"
    if word.pos_ == "DET":
        return word.lower_ in ("both", "all", "some", "most") and word.dep_ in ("nsubj", "nsubjpass", "dobj")
    if any(n.lemma_.lower() in _TIMES for c in word.rights if c.lower_ == "of" for n in c.children):
        return False  # "scrambled hundreds of times"
    if _is_distance(word):
        return False
    timed = word.ent_type_ in ("DATE", "TIME") and not is_called_like_a_month(word)
    return not timed and word.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "X")


def _is_distance(word: Token) -> bool:
    """ "Was arrested, three houses from the scene", "two doors away": how far off it was done."""
    if word.tag_ != "NNS" or word.i + 1 >= len(word.doc) or word.nbor(1).lower_ not in ("from", "away", "off"):
        return False
    return word.lemma_.lower() in _PACES and any(c.dep_ == "nummod" for c in word.lefts)


_PACES = frozenset("house door building block street mile kilometre kilometer metre meter yard foot step".split())
_ON_SCREEN = frozenset("internet web video camera tape film television tv youtube facebook twitter screen air".split())
_TIMES = frozenset({"time", "occasion", "mile", "kilometre", "kilometer", "hour", "day", "week", "month", "year"})


def _stands_for_something(word: Token) -> bool:
    """ "it" acts or suffers where it is not the empty subject of "it was agreed that"."""
    verb = word.head
    clause = any(c.dep_ in ("ccomp", "csubj", "csubjpass", "acomp", "attr") for c in verb.children)
    return word.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass") and not (clause and verb.lemma_.lower() in _BARE)


_BARE = frozenset("be seem appear take agree say report expect believe decide announce".split())


def in_order(words: list[Token]) -> list[Token]:
    """Words as they stand in the text."""
    return sorted(words, key=lambda word: word.i)
