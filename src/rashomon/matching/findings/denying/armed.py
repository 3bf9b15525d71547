"""Sentences of a story → whether somebody was armed, where some accounts say so and others say that he was not.

Reads the sentences of a story's articles with the persons named in them; gives those that tell of a weapon and those
that tell of none. The one idea: "pointed a revolver", "was armed" and "did not have a gun" share hardly a word and are
one question, the first that is asked of whomever police shot; whose weapon it is, the name before the verb says, or a
pronoun or plain word ("the youth") in an account that names him.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rashomon.matching.findings.text.sentences import Sentence, sentences_of

_WEAPON = r"(?:hand|shot)?guns?|weapons?|revolvers?|pistols?|(?:assault )?rifles?|firearms?|kni(?:fe|ves)|machetes?"
_HAD = (
    r"(?:had|has|have|having|carr(?:y|ies|ied|ying)|h[eo]lds?|held|holding|pull(?:s|ed|ing)?|point(?:s|ed|ing)?"
    r"|brandish(?:es|ed|ing)?|aim(?:s|ed|ing)|flash(?:es|ed|ing)?|draws?|drew|drawing|wield(?:s|ed|ing)?"
    r"|produc(?:es|ed|ing)|rais(?:es|ed|ing))"
)
_ONE = r"(?: out)?(?: an?| his| her| their| the| what \w+ \w+ was an?| any)?(?: [.\w-]{1,15}){0,4}?"
#: "Pointed a loaded .38-caliber revolver", "was armed".
_ARMED = re.compile(rf"\b{_HAD}{_ONE} (?:{_WEAPON})\b|\b(?:was|were|is|been) (?:heavily |also )?armed\b", re.I)
_NOT = r"(?:did not|did ?n['’] ?t|does not|does ?n['’] ?t|had not|had ?n['’] ?t|never)"
#: "Did not have a gun in his hand", "was unarmed", "deny that he was carrying a weapon".
_UNARMED = re.compile(
    rf"\b{_NOT} (?:even |actually |ever )?{_HAD}{_ONE} (?:{_WEAPON})\b"
    rf"|\b(?:had|was carrying|was holding|carried|held) no (?:{_WEAPON})\b"
    r"|\b(?:was|were|is|been) (?:unarmed|not armed)\b|\bwas ?n['’] ?t armed\b"
    r"|\bden(?:y|ies|ied) (?:that )?(?:he|she|they|[A-Z]\w+) (?:was |were |had )?"
    rf"(?:armed\b|{_HAD}{_ONE} (?:{_WEAPON})\b)",
    re.I,
)
#: Words that leave it open, or say no; what is only asked tells nothing.
_OPEN = re.compile(
    r"\b(?:no|not|none|never|nor|neither|nobody|without|whether|if|unless|doubt\w*|question\w*|contest\w*|disput\w*"
    r"|den(?:y|ies|ied|ying)|den?ial|contrary|false\w*)\b|n['’] ?t\b|\?",
    re.I,
)
#: Whoever may be he of whom the account speaks.
_HE = re.compile(
    r"\b(?:he|she|they|the (?:\w+ ){0,2}?(?:teen\w*|youth|boy|girl|man|woman|men|suspect|driver|student|victim))\b",
    re.I,
)


class Named(NamedTuple):
    """A person named in an article at [start, end), by the last word of the name."""

    start: int
    end: int
    name: str


class Armed(NamedTuple):
    """Sentences that tell of somebody's weapon, and those that tell that he had none; an article once on one side."""

    told: tuple[Sentence, ...]
    denied: tuple[Sentence, ...]


class _Weapon(NamedTuple):
    """A sentence with whose weapon it tells of; None for a pronoun or a plain word."""

    sentence: Sentence
    name: str | None


def armed_or_not(texts: Mapping[str, str], persons: Mapping[str, Sequence[Named]]) -> list[Armed]:
    """Each person whom one account tells to have been armed, and another to have been not. Both by article id."""
    armed, unarmed = list[_Weapon](), list[_Weapon]()
    for article, text in sorted(texts.items()):
        for sentence in sentences_of(article, text):
            if no := _UNARMED.search(sentence.text):
                unarmed += _whose(sentence, no.start(), persons.get(article, ()))
            elif (yes := _ARMED.search(sentence.text)) and not _OPEN.search(sentence.text):
                armed += _whose(sentence, yes.start(), persons.get(article, ()))
    told: dict[str, dict[str, Sentence]] = defaultdict(dict)
    for one in armed:
        if one.name is not None:
            told[one.name].setdefault(one.sentence.article, one.sentence)
    found = []
    for name, sentences in sorted(told.items()):
        naming = {article for article, named in persons.items() if any(one.name == name for one in named)}
        denied = _denied(unarmed, name, naming)
        rest = tuple(one for article, one in sentences.items() if article not in denied)
        if rest and denied:
            found.append(Armed(rest, tuple(denied.values())))
    return found


def _denied(unarmed: Sequence[_Weapon], name: str, naming: set[str]) -> dict[str, Sentence]:
    """Article → its sentence that says that this person had no weapon, by name where one does so."""
    denied: dict[str, Sentence] = {}
    for one in sorted(unarmed, key=lambda one: one.name is None):
        if one.name == name or (one.name is None and one.sentence.article in naming):
            denied.setdefault(one.sentence.article, one.sentence)
    return denied


def _whose(sentence: Sentence, at: int, persons: Sequence[Named]) -> list[_Weapon]:
    """The sentence with the person named last before the weapon; none where nobody is."""
    before = [one for one in persons if sentence.start <= one.start and one.end <= sentence.start + at]
    if before:
        return [_Weapon(sentence, max(before).name)]
    return [_Weapon(sentence, None)] if _HE.search(sentence.text[: at + 40]) else []
