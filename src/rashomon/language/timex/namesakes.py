"""Words of time that are names: Theresa May, the Women's March, the Winter Olympics, USA Today.

Reads a text and the place of a word in it, says whether a name stands there. The one idea: a text names somebody in
full once ("Theresa May", "Mrs. May"); after that the bare word is she, but where only a month can stand ("in May").
"""

from __future__ import annotations

import functools
import re

from rashomon.knowledge.outlets import outlet_named
from rashomon.language.names.lexicon import given_names

#: Months that are names of people, too.
_BORNE = frozenset({"may", "march", "april", "june", "august"})
_TITLES = frozenset(
    """mr mrs ms miss sir dr lady lord dame president minister pm premier secretary senator sen rep representative gov
    governor mayor judge justice chancellor ambassador general gen colonel col captain capt sgt professor prof
    detective officer""".split()
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+)(?:\.|['’]s)?[ \n]$")
_CALLED = re.compile(r"\b([^\W\d_]{2,15})\.?[ \n](May|March|April|June|August)\b(?!,? \d)")
#: What stands before a month and hardly before somebody.
_OF_MONTHS = re.compile(
    r"(?:\b(?:in|of|since|until|till|during|through|throughout|early|late|mid|last|next|this|every|each|"
    r"coming|past|previous|following|between|end|beginning|and|or|a|\d{1,2}(?:st|nd|rd|th)?)|mid-|[,/–-])\s?$",
    re.I,
)
_JOINS = re.compile(r"\b(?:and|or)\s$|[,/–-]\s?$", re.I)
_MONTH_NEAR = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b[^.!?]{0,12}$"
)
_MARCH_FOR = re.compile(r"\s+(?:[Ww]ithout|[Ff]or|[Oo]f|[Aa]gainst|on)\s+(?:the\s+|our\s+|Our\s+)?[A-Z]")
_MARCHES = re.compile(r"\b(?:Women['’]s|Workers['’]|Peace|Hunger|Death|Long|Freedom|Salt|Pride|Protest) $")
_THE = re.compile(r"(?:\b[Tt]he|['’]s)\s$")
#: What stands before a season with a capital of its own, in a headline or at the start of a sentence.
_WHICH_SEASON = frozenset(
    "the this last next past previous coming early late mid in since by of every each a and or until during for".split()
)
_GAMES = re.compile(r"\s+(?:[Oo]lympics?|[Gg]ames|[Pp]aralympics?|[Uu]niversiade)\b|\s+[A-Z][a-z]+")


def names_somebody(text: str, offset: int, word: str) -> bool:
    """Whether a month's word stands for a person or a march: "accused May of", "the March for Life"."""
    if word.lower() not in _BORNE or not word[0].isupper():
        return False
    end = offset + len(word)
    before = text[max(0, offset - 30) : offset]
    if word == "March" and (_MARCHES.search(before) or (_MARCH_FOR.match(text, end) and _THE.search(before))):
        return True
    named = _WORD_BEFORE.search(before)
    if named and _calls(named[1]):
        return True
    if re.match(r"[ \n]\d", text[end : end + 2]) or word not in _bearers(text):
        return False
    if _JOINS.search(before):
        return not _MONTH_NEAR.search(before)
    return _OF_MONTHS.search(before) is None


def _calls(word: str) -> bool:
    """Whether a word before a name is a title or a given name, written as one."""
    lower = word.lower()
    return word[0].isupper() and (lower in _TITLES or (lower in given_names() and lower not in _BORNE))


@functools.lru_cache(maxsize=8)
def _bearers(text: str) -> frozenset[str]:
    """The months that are somebody's name in a text."""
    return frozenset(month for before, month in _CALLED.findall(text) if _calls(before))


def names_games(text: str, offset: int, word: str) -> bool:
    """Whether a season belongs to a name: "the Winter Olympics", "the Summer Palace", "Charlie Winter"."""
    if re.match(r"\s+(?:[Oo]lympics?|[Pp]aralympics?|[Uu]niversiade)\b", text[offset + len(word) :][:20]):
        return True
    if not word[0].isupper():
        return False
    named = _WORD_BEFORE.search(text[max(0, offset - 30) : offset])
    if named and named[1][0].isupper() and named[1].lower() not in _WHICH_SEASON:
        return True
    return bool(_GAMES.match(text, offset + len(word)))


def names_press(text: str, offset: int, word: str) -> bool:
    """Whether "Today" ends the name of an outlet: "USA TODAY", "Russia Today"."""
    named = _WORD_BEFORE.search(text[max(0, offset - 30) : offset]) if word[0].isupper() else None
    return named is not None and named[1][0].isupper() and outlet_named(f"{named[1]} {word}") is not None
