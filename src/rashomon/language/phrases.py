"""Noun phrases over a parse: heads, extents, and the mention that stands at a phrase.

Every stage that needs "the phrase around this word" asks here, so that one phrase is one mention, whoever
finds it first.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.countries import country_of, metonym_of
from rashomon.knowledge.tables import table
from rashomon.record import Mention, mention_id

#: What hangs on a noun and belongs to its name or description; clauses and loose commas do not.
_INSIDE = {
    "det", "amod", "compound", "nmod", "poss", "case", "nummod", "quantmod", "advmod", "npadvmod", "predet",
}  # fmt: skip

#: Marks that join a clause to the next one.
_JOINING = frozenset(",;:-–—")

_PERSON_PRONOUNS = {"he", "him", "his", "she", "her", "hers", "himself", "herself", "i", "me", "my", "we", "us",
                    "our", "you", "your", "who", "whom", "they", "them", "their"}  # fmt: skip

_LABEL_KINDS = {
    "PERSON": "person",
    "ORG": "organization",
    "NORP": "nationality",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "DATE": "time",
    "TIME": "time",
    "CARDINAL": "quantity",
    "QUANTITY": "quantity",
    "MONEY": "quantity",
    "PERCENT": "quantity",
    "PRODUCT": "vehicle",
}


def kind_of_label(label: str) -> str:
    """The mention kind of a spaCy entity label; "other" for those we keep apart from the rest."""
    return _LABEL_KINDS.get(label, "other")


def phrase(head: Token, prepositional: bool = True) -> Tokens:
    """The noun phrase around its head: determiner to head, with "of …" phrases where asked for.

    Appositions, relative clauses and conjuncts are left out: they are phrases of their own.
    """
    inside = _core(head)
    if prepositional:
        inside |= _of_phrase(head)
    first, last = _after_date(head, min(inside)), max(inside)
    return head.doc[first : last + 1]


def _after_date(head: Token, first: int) -> int:
    """Where a phrase begins without a date that the parse took into it: "last month | an envoy", "5 May - | France"."""
    at = first
    while at < head.i and head.doc[at].ent_type_ in ("DATE", "TIME"):
        at += 1
    dash = next((i for i in range(head.i - 1, first, -1) if head.doc[i].text in _DASHES), None)
    if dash is not None and head.doc[dash].whitespace_ and head.doc[dash - 1].lower_ not in _PREFIXES:
        return dash + 1
    return at if at > first and head.doc[at].dep_ == "det" else first


_DASHES = frozenset("-–—")
#: What a scraper parts from its word: "ex - detective".
_PREFIXES = frozenset("ex non anti pro pre post self co mid multi then".split())


def told_in(words: Sequence[Token], trigger: Token) -> tuple[int, int]:
    """Characters [start, end) of a clause whose words are in reading order, without what only joins it to others: the
    comma before it, "and" behind it, the "in" of "troops in and around the town".
    """
    first, last = 0, len(words) - 1
    while words[first].i < trigger.i and _only_joins(words[first]):
        first += 1
    while words[last].i > trigger.i and (_only_joins(words[last]) or words[last].dep_ == "prep"):
        last -= 1
    return words[first].idx, words[last].idx + len(words[last].text)


def _only_joins(word: Token) -> bool:
    return word.pos_ in ("CCONJ", "SPACE") or word.text in _JOINING


def in_one_sentence(one: Token, other: Token) -> bool:
    """Whether no sentence starts between two words of one parse; `Token.sent` walks the whole sentence to tell."""
    doc = one.doc
    first, last = sorted((one.i, other.i))
    return not any(doc[i].is_sent_start for i in range(first + 1, last + 1))


def conjuncts(head: Token) -> list[Token]:
    """The head and all that is joined to it by "and", "or" or a comma, in text order."""
    joined = (word for word in head.conjuncts if begun_by(word) is None)
    return sorted({head, *joined}, key=lambda token: token.i)


def begun_by(noun: Token) -> Token | None:
    """ "denied any part | and its ministry called it baseless": the verb whose subject the parse hung on an object."""
    if noun.dep_ != "conj" or noun.i + 1 == len(noun.doc):
        return None
    following = noun.nbor(1)
    verb = following.head if following.dep_ in ("aux", "auxpass") else following
    if following.tag_ not in _FINITE or verb.pos_ != "VERB" or verb.dep_ not in _LOOSE or verb.i < noun.i:
        return None
    has_subject = any(child.dep_ in _SUBJECTS for child in verb.children)
    goes_on = any(child.dep_ in _COMPLEMENTS for child in verb.rights)
    return verb if goes_on and not has_subject else None


def is_past_perfect(verb: Token) -> bool:
    """ "had fired": what was done before something else that is told."""
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.lefts)


def beginning_of(verb: Token) -> Token | None:
    """`begun_by` from the other side: the noun before a verb that begins the verb's clause, joined to an object."""
    if verb.pos_ != "VERB" or verb.dep_ not in _LOOSE:
        return None
    first = min((verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass"))), key=lambda token: token.i)
    before = verb.doc[first.i - 1] if first.i else None
    return before if before is not None and begun_by(before) == verb else None


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LOOSE = frozenset({"advcl", "conj", "ccomp", "dep", "parataxis", "ROOT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_COMPLEMENTS = frozenset({"dobj", "ccomp", "xcomp", "acomp", "oprd"})


def mention_at(article: str, span: Tokens, mentions: Iterable[Mention], kind: str | None = None) -> Mention:
    """The mention that stands at a phrase: one that shares its head word, or a new one.

    Of the mentions that cover the head, those it is the head of come first, then the longest: the ministry of
    "the spokesman of the ministry" is not its spokesman.
    """
    head = span.root
    start, end = head.idx, head.idx + len(head.text)
    covering = [m for m in mentions if m.article == article and m.start <= start and m.end >= end]
    if covering:
        headed = [m for m in covering if _headed(span.doc, m, head)]
        return max(headed or covering, key=lambda m: (m.end - m.start, m.id))
    return make_mention(article, span, kind or kind_of_phrase(span))


def _headed(doc: Doc, mention: Mention, head: Token) -> bool:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span is not None and span.root.i == head.i


def make_mention(article: str, span: Tokens, kind: str) -> Mention:
    """A mention of these tokens."""
    start, end = span.start_char, span.end_char
    return Mention(mention_id(article, start, end, kind), article, start, end, kind, span.text)


def kind_of_phrase(span: Tokens) -> str:
    """The kind of an unnamed phrase, by its head: its entity label, a personal pronoun, a person noun."""
    head = span.root
    if head.ent_type_:
        return kind_of_label(head.ent_type_)
    if head.pos_ == "PRON":
        return "person" if head.lower_ in _PERSON_PRONOUNS else "other"
    return (
        "person" if head.lemma_.lower() in person_nouns() else "organization" if _is_body(head) else "other"
    )


def is_surname(span: Tokens) -> bool:
    """Whether a phrase is one word written like a name that no tagger knows: who speaks by it is a person."""
    word = span.root
    return len(span) == 1 and word.pos_ == "PROPN" and not word.ent_type_ and word.text.istitle() and len(word) > 3


@functools.cache
def person_nouns() -> frozenset[str]:
    """Lemmas of nouns that name people by what they are or do."""
    return _nouns("person") - _nouns("not_always") | _nouns("people")


def speaking_nouns() -> frozenset[str]:
    """Lemmas of people, beside `person_nouns`, who speak in news without being named."""
    return _nouns("speaking")


def counted_nouns() -> frozenset[str]:
    """Lemmas that count people, beside `person_nouns`, and what is counted for people: deaths, arrests."""
    return _nouns("counted")


@functools.cache
def _nouns(name: str) -> frozenset[str]:
    return frozenset(table("nominal_nouns")[name].split())


def body_nouns() -> frozenset[str]:
    """Lemmas of nouns that name bodies: governments, offices, firms, the press."""
    return _BODY_NOUNS


def _is_body(head: Token) -> bool:
    return head.lemma_.lower() in _BODY_NOUNS


def _core(head: Token) -> set[int]:
    found = {head.i}
    for child in head.children:
        within = child.dep_ in _INSIDE and in_one_sentence(child, head) and not _is_aside(child)
        if within or (child.dep_ == "appos" and _is_compound_misread(child, head)):
            found |= _core(child)
    return found


def _is_compound_misread(second: Token, first: Token) -> bool:
    """ "the drug lord": two plain nouns with nothing between them are one, whatever the parse makes of the second."""
    close = second.i == first.i + 1 and not second.n_lefts
    return close and first.tag_ == "NN" and first.text.islower() and second.text.islower() and second.is_alpha


def _is_aside(child: Token) -> bool:
    """ "guerrillas | almost two years ago", "Roe | 100 percent": a date or a share behind a noun tells of the verb."""
    if child.i < child.head.i:
        return False
    if child.dep_ == "amod":  # "a faction | loyal to him"; not "the secretary general"
        return child.tag_ == "JJ" and any(True for _ in child.rights)
    adverb = child.dep_ == "advmod" and child.pos_ == "ADV" and child.lower_ in _WHEN
    return adverb or (child.dep_ in ("npadvmod", "advmod") and child.ent_type_ in ("DATE", "TIME", "PERCENT"))


_WHEN = frozenset("now then soon later today yesterday tomorrow again already recently".split())


def _of_phrase(head: Token) -> set[int]:
    found: set[int] = set()
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and not _is_charge(head):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    found |= {child.i} | _core(noun) | _of_phrase(noun)
    return found


def _is_charge(head: Token) -> bool:
    """ "convicted two men of murder": what follows is what they are held for, wherever the parse hangs it."""
    first = head.head if head.dep_ == "conj" else head
    return first.dep_ in ("dobj", "nsubjpass") and first.head.lemma_.lower() in _OF_WHAT


_OF_WHAT = frozenset(
    """accuse suspect convict acquit clear exonerate absolve rob deprive strip warn inform notify remind relieve
    assure""".split()
)


#: Not `group` and `body` of nominal_nouns.toml: those head mentions; with these the scorers of attribution and of
#: confidence learned what a body is.
_BODY_NOUNS = frozenset(
    """administration agency alliance army assembly association authority bank bloc board broadcaster bureau cabinet
    campaign centre center channel club coalition command commission committee company congress consulate corporation
    council country court delegation department directorate embassy federation firm force foundation front garrison
    government group institute judiciary junta kingdom kremlin league legislature media military militia ministry
    mission movement nation navy network newspaper ngo office opposition organisation organization paper parliament
    party police presidency regime republic secretariat senate service side state syndicate team tribunal union
    university watchdog website""".split()
)


def is_land(name: str) -> bool:
    """Whether a name is that of a country or of the seat that stands for one ("Kyiv", "the Kremlin")."""
    return country_of(name) is not None or metonym_of(name) is not None
