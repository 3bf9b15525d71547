"""A noun that tells an act → the words that say when and where it was, and the verb that only says that it was.

The one idea: "the strike begins on Monday", "gunfire was heard outside Tarsk" tell one act, whose noun says what it is
and whose verb says no more than that it is there; day, place and footing stand at either.
"""

from __future__ import annotations

from spacy.tokens import Token

from rashomon.language.frames import Frame, meanings_of
from rashomon.language.predicates.types import composed_type

_SETTING = frozenset({"prep", "npadvmod", "advmod"})
_BEFORE = frozenset({"poss", "nmod", "compound"})
_HAPPENING = frozenset(
    """be happen occur take begin start continue resume last end stop erupt break rage rag flare subside intensify
    spread hear report see rock grip engulf sweep paralyse paralyze cripple shake roil convulse""".split()
)


def verb_of_happening(found: Frame) -> Token | None:
    """The verb of a noun of acts that only says that it was, began, goes on or was noticed; None of all else."""
    verb = found.word.head
    if found.part != "N" or found.word.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX"):
        return None
    return verb if verb.lemma_.lower() in _HAPPENING and (verb.lemma_ != "take" or _takes_place(verb)) else None


def only_happens(found: Frame) -> bool:
    """Whether a verb by itself tells no act: "fighting resumed", "shelling continued", whose noun tells it."""
    lemma = found.word.lemma_.lower()
    if found.part != "V" or found.object is not None or lemma == "take" or lemma not in _HAPPENING:
        return False
    subjects = [child for child in found.word.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    return any(m.type in _OF_NOUNS for word in subjects for m in meanings_of(word))


def type_of_happening(found: Frame) -> str | None:
    """The type that a noun's own words give it where its verb says that it was: "peace talks resumed in Doha"."""
    verb = verb_of_happening(found)
    if verb is None or verb.lemma_.lower() not in _GOING_ON or found.word.lemma_.lower() == "round":
        return None
    type = composed_type(found)
    return type if type in _OF_NOUNS else None


_GOING_ON = frozenset("take begin start continue resume end erupt break rage flare occur intensify".split())
#: Types of what goes on by itself once it is told; supplies and services are resumed by somebody.
_OF_NOUNS = frozenset({"ASSAULT", "PROTEST", "COERCE", "CONSULT"})


def _takes_place(verb: Token) -> bool:
    return any(c.dep_ == "dobj" and c.lower_ == "place" for c in verb.rights)


def words_of_setting(found: Frame, dated: bool) -> list[Token]:
    """The words that hang on an act itself, and those that hang on its verb where that only says that it was.

    `dated`: the day of the text is known, and so which Monday "Monday's raid" was.
    """
    setting = _SETTING | _BEFORE if dated else _SETTING
    own = [word for c in found.word.children if c.dep_ in setting for word in c.subtree]
    verb = verb_of_happening(found)
    return own if verb is None else [*own, *own_times(verb)]


def own_times(verb: Token) -> list[Token]:
    """The words that hang on a verb itself, not on what it holds, nor on a deed told of that: "under a pact signed in
    2015".
    """
    beside = [child for child in verb.children if child.dep_ in ("prep", "npadvmod", "advmod")]
    return [word for child in beside for word in child.subtree if not _is_of_deed(word, child)]


def _is_of_deed(word: Token, top: Token) -> bool:
    while word != top:
        if word.dep_ in ("acl", "relcl") and word.pos_ == "VERB" and word.head.ent_type_ not in ("DATE", "TIME"):
            return True
        word = word.head
    return False
