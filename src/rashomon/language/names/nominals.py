"""Unnamed mentions: pronouns and role phrases ("the Iranian defence minister", "his counterpart").

Reads a parse, gives character spans with kinds. A role phrase runs from its determiner to its head (and
through "of …"); a title directly before a name is part of that name's surroundings, not a phrase of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Set

import numpy as np
from spacy.symbols import NOUN, POS, PRON, PROPN
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.countries import adjective_of
from rashomon.knowledge.tables import table
from rashomon.language.names.spans import TITLES, Named
from rashomon.language.phrases import phrase

_PERSON_PRONOUNS = {
    "he",
    "she",
    "i",
    "we",
    "they",
    "him",
    "her",
    "them",
    "us",
    "me",
    "his",
    "their",
    "my",
    "our",
}
_ACTING = {"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent", "attr", "poss", "conj"}
_DEFINITE = {"the", "this", "that", "these", "those", "both", "all", "some", "many", "several", "two", "three",
             "four", "five", "a", "an", "another", "other", "no"}  # fmt: skip
_EMPTY_IT_HEADS = {"be", "seem", "appear", "rain", "snow", "take", "remain", "become"}


def pronouns(doc: Doc) -> Iterator[Named]:
    """Personal pronouns that can speak or act; "it" only where it stands for something."""
    for number in np.flatnonzero(doc.to_array([POS]) == PRON):
        token = doc[int(number)]
        word = token.lower_
        if word in _PERSON_PRONOUNS:
            yield Named(token.idx, token.idx + len(token.text), "person")
        elif word in ("it", "its") and _stands_for_something(token):
            yield Named(token.idx, token.idx + len(token.text), "other")


def _stands_for_something(token: Token) -> bool:
    if token.dep_ == "expl" or token.dep_ not in _ACTING:
        return False
    head = token.head
    if token.dep_ == "poss":
        return True
    clause = any(child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acomp") for child in head.children)
    return not (head.lemma_ in _EMPTY_IT_HEADS and clause) and not (
        token.dep_ == "nsubjpass" and any(child.dep_ == "ccomp" for child in head.children)
    )


def role_phrases(doc: Doc, named: Set[int], nations: Set[int], things: Set[int]) -> Iterator[Named]:
    """Phrases that describe a person, a body or a place.

    `named` holds the token numbers that stand in names; `nations` those that name a country or nationality,
    `things` those of weapons and vehicles: "Su-34 fighters" are no people.
    """
    for token in _nouns(doc):
        if token.i in named or token.dep_ in ("compound", "nmod") or _is_before_a_name(token, named):
            continue
        kind = noun_kind(token)
        if kind is None:
            continue
        span = full_phrase(token)
        of_things = any(t.i in things for t in span if t.i < token.i)
        if of_things or (kind == "place" and token.pos_ == "PROPN"):
            continue
        if _is_definite(token, span, nations, kind == "place") or (
            kind in ("person", "organization") and _is_bare_group(token)
        ):
            yield Named(span.start_char, span.end_char, kind)


def full_phrase(head: Token, prepositional: bool = True) -> Tokens:
    """The noun phrase around a head without what only leads up to it ("primarily") or leaves it ("'s")."""
    span = phrase(head, prepositional)
    start, end = span.start, span.end
    while start < head.i and (span.doc[start].pos_ in _LEADING or span.doc[start].lower_ in ("least", "most", "than")):
        start += 1
    while end - 1 > head.i and (span.doc[end - 1].tag_ == "POS" or span.doc[end - 1].pos_ in ("PUNCT", "SPACE")):
        end -= 1
    return span.doc[start:end]


_LEADING = frozenset(("ADV", "ADP", "PUNCT", "CCONJ", "SPACE", "SCONJ"))


def title_start(doc: Doc, first: int) -> int:
    """The number of the first token of the titles right before a name, or the name's own."""
    start = first
    while start and (doc[start - 1].lower_.rstrip(".") in TITLES or (doc[start - 1].text == "." and start < first)):
        start -= 1
        if doc[start].text == "." and not (start and doc[start - 1].lower_ in TITLES):
            return start + 1
    return start


def is_native(token: Token) -> bool:
    """Whether a word names one person by his country: "the Brazilian said"; not "the French said", who are many."""
    word = token.text
    one = token.dep_ in ("nsubj", "nsubjpass") and token.tag_ in ("NN", "NNP", "JJ")
    if not one or token.i == 0 or token.nbor(-1).lower_ != "the" or not word[:1].isupper():
        return False
    return word.endswith(_OF_ONE) and adjective_of(word) is not None


#: What ends the name of one native of a country.
_OF_ONE = ("an", "en", "i", "ard", "ek", "ot", "ne", "er")


def noun_kind(token: Token) -> str | None:
    """The kind of mention that a noun can head: person, organization, place, or None."""
    return _kinds_of_nouns().get(token.lemma_.lower())


@functools.cache
def _kinds_of_nouns() -> dict[str, str]:
    """Lemma → kind; a noun of two lists is what the earlier list says."""
    nouns = table("nominal_nouns")
    found: dict[str, str] = {}
    for kind, lists in (("organization", ("group", "body")), ("person", ("person",)), ("place", ("place",))):
        for name in lists:
            for noun in nouns[name].split():
                found.setdefault(noun, kind)
    return {noun: _PERSON_FIRST.get(noun, kind) for noun, kind in found.items()}


#: Nouns of several lists that are people first.
_PERSON_FIRST = {"child": "person", "civilian": "person", "headquarters": "place", "station": "place"}


@functools.cache
def _groups() -> frozenset[str]:
    return frozenset(table("nominal_nouns")["group"].split())


def _nouns(doc: Doc) -> Iterator[Token]:
    """The nouns of a parse, found in one array."""
    for number in np.flatnonzero(np.isin(doc.to_array([POS]), (NOUN, PROPN))):
        yield doc[int(number)]


def _is_bare_group(head: Token) -> bool:
    """Whether a noun without an article stands for people all the same: "rebels", "opposition forces"."""
    if head.tag_ == "NNS":
        return True
    return head.tag_ == "NN" and head.lemma_.lower() in _groups() and head.dep_ == "nsubj"


def _is_before_a_name(token: Token, named: Set[int]) -> bool:
    """True of "minister" in "Minister Hossein Dehqan"."""
    following = token.i + 1
    while following < len(token.doc) and token.doc[following].lower_.rstrip(".") in TITLES:
        following += 1
    if following in named and following > token.i + 1 and token.doc[following - 1].pos_ == "PROPN":
        return True
    if token.dep_ in ("compound", "nmod", "amod", "appos") and token.head.i in named and token.head.i > token.i:
        return bool(token.head.i - token.i <= 3)
    return token.i + 1 in named and token.dep_ == "compound"


def _is_definite(head: Token, span: Tokens, nations: Set[int], strictly: bool) -> bool:
    for child in head.children:
        if child.dep_ == "det" and child.lower_ in _DEFINITE:
            if strictly and child.lower_ in ("a", "an", "any", "no", "another"):
                continue
            return True
        if child.dep_ in ("poss", "nummod"):
            return True
    return any(token.i in nations and token.i < head.i for token in span)
