"""A trigger in its parse → who did it, whom it befell, what else stands with it, and how it is told.

Reads a parse and characters of its text; writes `Parts`, words as weights. The one idea: two tellings in one word
("shot" and "shot") are told apart by what fills their places, and two words are one act where the same fills them.
What the sentence leaves open stays empty: an empty place speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from rashomon.language.parties.subjects import subject_of
from rashomon.matching.acts.pairs import Row, lemma, stem, weighed


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What fills the places of one telling: stems as weights of length one.

    `governor`: the base form of the word it hangs on, empty for none. `is_unreal`: denied, conditional or under a modal
    verb. `is_bare`: an infinitive.
    """

    doers: Row
    undergone: Row
    beside: Row
    all: Row
    governor: str = ""
    is_verb: bool = False
    is_unreal: bool = False
    is_bare: bool = False


#: Of a telling whose parse nobody has.
UNKNOWN = Parts({}, {}, {}, {})

_VERBS = frozenset({"VERB", "AUX"})
_IN_PHRASE = frozenset({"compound", "amod", "nmod", "nummod", "poss", "appos", "flat", "conj"})
_SAID = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
_OBJECTS = frozenset({"dobj", "dative", "attr", "oprd"})
_BEFORE = frozenset({"compound", "amod", "nmod"})
_AROUND = frozenset({"npadvmod", "advmod", "nummod"})
_UNSURE = frozenset("will would could may might can should 'll must wo ca".split())
_NO_WORDS = frozenset("this that these those some any all one".split())


def parts_of(doc: Doc, start: int, end: int) -> Parts:
    """The parts of what the characters [start, end) of a parsed text tell."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return UNKNOWN
    head, inside = span.root, range(span.start, span.end)
    if head.pos_ in _VERBS:
        doers, undergone, beside = _of_verb(head, inside)
    else:
        doers, undergone, beside = _of_noun(head, inside)
    more = _of_prepositions(head, inside)
    doers, undergone, beside = doers + more[0], undergone + more[1], beside + more[2]
    return Parts(
        weighed(doers), weighed(undergone), weighed(beside), weighed([*doers, *undergone, *beside]),
        lemma(head.head.text) if head.head is not head else "",
        head.pos_ in _VERBS, _is_unreal(head), any(c.dep_ == "aux" and c.lower_ == "to" for c in head.children),
    )  # fmt: skip


_Places = tuple[list[str], list[str], list[str]]


def _of_verb(head: Token, inside: Sequence[int]) -> _Places:
    """A verb's subject and objects; the subject of a passive is what it befell."""
    subject = subject_of(head)
    doers = [] if subject is None or subject.i in inside else list(_words(subject))
    done_to = [c for c in head.children if c.i not in inside and (c.dep_ in _OBJECTS or c.dep_ == "nsubjpass")]
    if head.dep_ == "acl" and head.tag_ == "VBN":
        done_to.append(head.head)
    return doers, [word for child in done_to for word in _words(child)], []


def _of_noun(head: Token, inside: Sequence[int]) -> _Places:
    """A noun's owner, and whoever makes it: "the club's victory", "the club celebrated a victory"."""
    doers: list[str] = []
    beside: list[str] = []
    for child in head.children:
        if child.dep_ == "poss":
            doers += _words(child)
        elif child.dep_ in _BEFORE and child.i not in inside:
            beside += _words(child)
    if head.dep_ in ("dobj", "attr") and head.head.pos_ in _VERBS and (owner := subject_of(head.head)) is not None:
        doers += _words(owner)
    return doers, [], beside


def _of_prepositions(head: Token, inside: Sequence[int]) -> _Places:
    """ "by" names who did it, "of" what it befell; the others, and adverbs, set it somewhere."""
    doers: list[str] = []
    undergone: list[str] = []
    beside: list[str] = []
    for child in head.children:
        if child.dep_ == "prep" and child.i not in inside:
            into = doers if child.lower_ == "by" else undergone if child.lower_ == "of" else beside
            into += [word for noun in child.children if noun.dep_ in ("pobj", "pcomp") for word in _words(noun)]
        elif child.dep_ in _AROUND and child.i not in inside:
            beside += _words(child)
    return doers, undergone, beside


def _words(head: Token) -> Iterator[str]:
    """The stems of a phrase: its head, what stands inside it, and its "of"."""
    waiting = [head]
    while waiting:
        word = waiting.pop()
        if word.pos_ in _SAID and word.lower_ not in _NO_WORDS:
            yield stem(lemma(word.text))
        for child in word.children:
            if child.dep_ in _IN_PHRASE:
                waiting.append(child)
            elif child.dep_ == "prep" and child.lower_ == "of":
                waiting += [noun for noun in child.children if noun.dep_ == "pobj"]


def _is_unreal(head: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _UNSURE)
        or (child.dep_ == "mark" and child.lower_ in ("if", "whether"))
        for child in head.children
    )  # fmt: skip
