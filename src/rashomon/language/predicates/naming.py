"""A frame of calling or describing → ACCUSE where what somebody or something is called condemns it.

The one idea: "called the raid a cowardly crime", "described the offer as an insult" blame by the word chosen; what is
called false is rejected (`constructions`), and any other name ("called the device Orion") tells no act.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from rashomon.language.frames import Frame
from rashomon.language.parties.subjects import subject_of

CALLING = frozenset("call brand label term describe dub denounce decry slam".split())
#: How far below what somebody is called a condemning word may stand: "an act of medieval savagery".
_DEPTH = 3
#: Who judges works, not deeds.
_OF_TASTE = frozenset("critic reviewer viewer reader fan".split())
_SLURS = frozenset(
    """liar coward traitor crook thief thug criminal crime terrorist terrorism murderer killer butcher tyrant tyranny
    dictator dictatorship fascist fascism nazi racist racism bigot bigotry communist predator monster barbarian animal
    savagery barbarism barbarity brutality atrocity massacre genocide outrage disgrace shame scandal insult mockery
    travesty farce sham betrayal treason sellout surrender blunder failure fiasco disaster catastrophe abomination
    abuse aggression provocation blackmail extortion bribe theft robbery cover-up whitewash witch-hunt hunt smear
    weathervane clown hypocrite hypocrisy demagogue extremist lunatic madman menace parasite puppet stooge scoundrel
    slap affront stain stunt nightmare injustice cruelty violation
    shameful disgraceful despicable cowardly barbaric barbarous brutal heinous evil vile vicious cruel inhuman inhumane
    savage horrific appalling abhorrent outrageous unacceptable intolerable irresponsible reckless dangerous illegal
    unlawful unconstitutional criminal corrupt racist fascist immoral dishonest hypocritical shocking disgusting
    repugnant sickening unfair unjust unjustified incompetent inept weak pathetic provocative hostile
    illegitimate undemocratic draconian discriminatory insulting offensive divisive cynical
    senseless unfathomable unforgivable inexcusable""".split()
)


def condemning_type(found: Frame) -> str | None:
    """ACCUSE for "called the ruling a disgrace"; None where no condemning word follows, or nobody is said to say it."""
    if found.part != "V" or found.keys[-1] not in CALLING or found.word.dep_ in ("amod", "acl", "relcl"):
        return None
    doer = subject_of(found.word)
    if doer is not None and doer.lemma_.lower() in _OF_TASTE:
        return None
    called = [word for word in _names_given(found.word) if word != found.object]
    return "ACCUSE" if any(_condemns(word, _DEPTH) for word in called) else None


def _names_given(verb: Token) -> Iterator[Token]:
    """The words that say what somebody is called, whatever the parse hangs them on."""
    for child in verb.rights:
        if child.dep_ in ("oprd", "attr", "acomp"):
            yield from (child, *child.conjuncts)
        elif child.dep_ == "ccomp" and child.pos_ in ("NOUN", "ADJ"):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "as":
            yield from child.children
        elif child.dep_ == "dobj":
            yield from (c for c in child.rights if c.dep_ == "appos")


def _condemns(word: Token, depth: int) -> bool:
    """Whether a phrase holds a condemning word: its head, what describes it, or what it is one of."""
    if word.lemma_.lower() in _SLURS or word.lower_ in _SLURS:
        return not any(c.dep_ == "neg" or c.lower_ in ("no", "not") for c in word.children)
    inner = [c for c in word.children if c.dep_ in ("amod", "compound")]
    inner += [n for c in word.rights if c.dep_ == "prep" and c.lower_ == "of" for n in c.children]
    return depth > 0 and any(_condemns(one, depth - 1) for one in inner)
