"""A verb in its clause → the form it has: finite, in the present, an infinitive of aim, the first of verbs joined.

The one idea: how an act is told follows from few forms, which are asked for in several places.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import joined_to

_SHOWN = frozenset("show depict see watch portray".split())
_SPANS = frozenset("minute hour day week month year".split())
_NTH = frozenset("first last only next latest second third".split())


def is_present(word: Token) -> bool:
    """ "kills", "is killed", "has killed": whether the verb or its auxiliary is in the present."""
    tags = {c.tag_ for c in word.children if c.dep_ in ("aux", "auxpass")} | {word.tag_}
    return bool(tags & {"VBZ", "VBP"})


def is_aim(word: Token) -> bool:
    """ "talks to end the war", "signed a statement to free them": an infinitive of aim, beside no verb it hangs on."""
    while word.dep_ == "conj" and word.head != word:
        word = joined_to(word)
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in word.children)
    above = word.head
    if word.lemma_.lower() in _SHOWN or above.lemma_.lower() in _NTH or any(c.lower_ in _NTH for c in above.lefts):
        return False
    if to and above.lemma_.lower() == "take" and above.tag_ == "VBD" and word.dep_ == "advcl":
        # "took an hour to convict him"
        return not any(c.dep_ == "dobj" and c.lemma_.lower() in _SPANS for c in above.rights)
    return to and word.tag_ == "VB" and word.dep_ in ("acl", "advcl", "relcl")


def first_joined(word: Token) -> Token:
    """The first of verbs joined: the others stand as it does."""
    while word.dep_ == "conj" and word.head.pos_ == word.pos_ and word.head != word:
        word = joined_to(word)
    return word


def is_finite(word: Token) -> bool:
    """Whether the verb or its auxiliary has a tense of its own."""
    return word.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in word.children
    )
