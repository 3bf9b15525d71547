"""A headline's parse → the same parse with what headlines leave out read as it is meant.

Reads and mends a Doc. Headlines drop articles and auxiliaries, so that a parser of sentences takes their verbs for
nouns ("Rebels attack convoy", "UN envoy heads to Oran", "Police arrests 12") and their passives for deeds of those who
suffer them ("Two held over bomb plot", "Three killed, 10 hurt in clashes"); so do the notes of those who count
("4 civilians killed, 2 women abducted."). What is mended is told by its words alone: people before a word that can be a
verb, and a noun behind it.
"""

from __future__ import annotations

import functools

from spacy.tokens import Doc, Token

from rashomon.knowledge.plover import lexicon
from rashomon.language.phrases import person_nouns

#: The most words of a headline, and what ends a sentence, which a headline is not.
_LONGEST = 20
_STOPS = frozenset(".!?…;:”\"'’")
#: What a headline tells without its auxiliary: these are done to their subject where nothing follows that they are
#: done to.
_SUFFERED = frozenset(
    """hold arrest detain jail kill injure hurt wound shoot charge rescue kidnap abduct displace evacuate sack fine hang
    execute sentence convict ban behead stab bomb shell release suspend expel deport trap""".split()
)
#: Of these nothing is left of the sense where nobody suffers them: "4 civilians killed, 2 women abducted."
_TRANSITIVE = frozenset("arrest detain kill injure wound kidnap abduct displace loot behead rape torch raze".split())
_SEVERAL = frozenset("several many dozens scores hundreds thousands numerous some".split())
_NAMES = frozenset({"GPE", "ORG", "NORP", "PERSON"})


def as_headline(doc: Doc) -> Doc:
    """The parse of a line, mended in place where the line is a headline: heads, relations, tags and lemmas."""
    for word in doc:
        if word.tag_ in ("VBD", "VBN") and word.lemma_ in _TRANSITIVE:
            _mend_listed(word)
    if not is_headline(doc):
        return doc
    for word in doc:
        if word.tag_ in ("NN", "JJ", "NNP", "VB") and word.dep_ in ("compound", "amod", "nmod"):
            _mend_verb_before_its_object(word)
        elif word.tag_ == "NNS" and word.dep_ == "ROOT":
            _mend_verb_with_s(word)
        elif word.tag_ == "JJ" and word.dep_ == "ROOT" and _can_be_verb(word):
            _mend_bare_verb(word)
        elif word.tag_ in ("VBD", "VBN") and word.lemma_ in _SUFFERED:
            _mend_passive(word)
        elif word.tag_ == "CD" and word.dep_ == "nummod" and word.head.tag_ == "VBP" and word.head.i == word.i + 1:
            word.dep_ = "nsubj"  # "Five die in riot"
    return doc


def is_headline(doc: Doc) -> bool:
    """Whether a line is short and ends like no sentence."""
    words = [word for word in doc if not word.is_space]
    return 2 < len(words) <= _LONGEST and words[-1].text[-1] not in _STOPS and all(w.text != "." for w in words)


@functools.cache
def _verbs() -> frozenset[str]:
    """Lemmas of one word that the lexicon knows as verbs of acts."""
    return frozenset(key for key, known in lexicon()["V"].items() if "_" not in key and any(m.type for m in known))


def _can_be_verb(word: Token) -> bool:
    return word.lower_ in _verbs()


def _are_people(word: Token) -> bool:
    """Whether a word names several people, or those who are many by their name: "rebels", "police"."""
    many = word.tag_ in ("NNS", "NNPS") or word.lower_ == "police"
    return many and (word.lemma_.lower() in person_nouns() or word.lower_.removesuffix("s") in person_nouns()
                     or word.lower_ in ("police", "gunmen"))  # fmt: skip


def _mend_verb_before_its_object(verb: Token) -> None:
    """ "Rebels attack convoy, kill 9", "Gunmen storm church": people, a word that can be a verb, and a noun."""
    people, thing = verb.nbor(-1) if verb.i else verb, verb.head
    if not _can_be_verb(verb) or not _are_people(people) or people.dep_ not in ("compound", "nmod", "amod"):
        return
    if thing.i <= verb.i or people.head not in (verb, thing) or thing.dep_ not in ("ROOT", "nsubj", "nsubjpass"):
        return
    follows = thing.head if thing.dep_ != "ROOT" else None
    for child in [c for w in (verb, thing) for c in w.lefts if c.i < people.i]:
        child.head = people
    _as_verb(verb, "VBP", verb.lower_)
    verb.head, verb.dep_ = verb, "ROOT"
    people.head, people.dep_ = verb, "nsubj"
    thing.head, thing.dep_ = verb, "dobj"
    if follows is not None:
        follows.head, follows.dep_ = verb, "conj"
        if follows.tag_ in ("NN", "VB") and _can_be_verb(follows):
            _as_verb(follows, "VBP", follows.lower_)


def _mend_verb_with_s(verb: Token) -> None:
    """ "EU sanctions officials", "Police arrests 12", "Envoy heads to Oran": who, a verb taken for a plural, whom."""
    doer = next((c for c in verb.lefts if c.dep_ == "compound" and c.i == verb.i - 1), None)
    if doer is None or not (doer.ent_type_ in _NAMES or doer.lemma_.lower() in person_nouns() or _are_people(doer)):
        return
    after = [c for c in verb.rights if not c.is_space]
    if verb.lower_ == "heads":
        told = bool(after) and after[0].lower_ in ("to", "for", "into", "home", "back")
    else:
        told = verb.lemma_.lower() in _verbs() and bool(after) and after[0].left_edge.i == verb.i + 1
        told = told and after[0].dep_ in ("appos", "nummod", "dobj", "nmod", "npadvmod")
        if told:
            after[0].dep_ = "dobj"
    if told:
        _as_verb(verb, "VBZ", "head" if verb.lower_ == "heads" else verb.lemma_.lower())
        doer.dep_ = "nsubj"


def _mend_bare_verb(verb: Token) -> None:
    """ "Rebels free hostages": what has a subject and an object is no adjective."""
    if {"nsubj", "dobj"} <= {c.dep_ for c in verb.children}:
        _as_verb(verb, "VBP", verb.lower_)


def _mend_listed(verb: Token) -> None:
    """ "4 civilians killed, 2 women abducted, several houses burned.": notes that list what was done to so many."""
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    if len(subjects) == 2 and (done := _done_to(subjects[0])) is not None and verb.doc[done.i + 1].text == ",":
        done.head, done.dep_ = verb, "parataxis"
        subjects[0].head, subjects[0].dep_ = done, "nsubjpass"
    last = subjects[-1] if subjects else None
    if last is not None and last.i == verb.i - 1 and _are_counted(last):
        _mend_passive(verb)
        above = verb.head
        before = [c for c in above.lefts if c.dep_ == "nsubj"]
        if verb.dep_ == "parataxis" and len(before) == 1 and before[0].i == above.i - 1 and _are_counted(before[0]):
            above.tag_, before[0].dep_ = "VBN", "nsubjpass"


def _done_to(noun: Token) -> Token | None:
    return next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in _SUFFERED), None)


def _are_counted(noun: Token) -> bool:
    return noun.tag_ == "CD" or any(c.tag_ == "CD" or c.lower_ in _SEVERAL for c in noun.lefts)


def _mend_passive(verb: Token) -> None:
    """ "Two held over plot", "12 arrested at march", "Three killed, 10 hurt": those before the verb suffer it."""
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "prt", "aux", "auxpass", "agent") for c in verb.children):
        return
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.tag_ == "CD" and verb.i == verb.head.i + 1:
        counted = verb.head
        for child in [c for c in counted.rights if c != verb]:
            child.head = verb
        verb.head, verb.dep_ = verb, "ROOT"
        counted.head, counted.dep_ = verb, "nsubj"
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    ends = after is None or after.is_space or after.text == "," or after.dep_ == "prep" or after.lower_ in ("and", "as")
    if len(subjects) != 1 or subjects[0].i != verb.i - 1 or not ends or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return
    verb.tag_ = "VBN"
    subjects[0].dep_ = "nsubjpass"
    if verb.dep_ == "ccomp":
        verb.dep_ = "parataxis"


def _as_verb(word: Token, tag: str, lemma: str) -> None:
    word.tag_, word.pos_, word.lemma_ = tag, "VERB", lemma
