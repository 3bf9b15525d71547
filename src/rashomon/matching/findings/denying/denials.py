"""Two tellings of one event → whether one denies exactly what the other tells.

Reads the words around triggers. The one idea: a negation contradicts only where it bears on the deed itself, and
where the other account tells that deed in the same words: "no one else was injured" denies no injury, "has not
targeted the main positions" no raid. Where this is not plain, nothing is said to contradict.
"""

from __future__ import annotations

import re

from rashomon.matching.acts.pairs import Told, akin
from rashomon.matching.answers import wording_overlap

_WORD = re.compile(r"[^\W\d_]{3,}")
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es|ed|ing))\b", re.I
)
_NOT = re.compile(
    r"\b(?:(?:did|was|were|is|are|has|have|had)(?: not|n['’]t)(?: been| ever)?|never(?: been)?"
    r"|(?:no|nobody|no one|none)\b(?:\s+\w+){0,2}\s+(?:was|were|has been|had been|had))\s+(?:\w+ly\s+)?$",
    re.I,
)
_BESIDE = re.compile(
    r"\b(?:else|yet|any\s?more|particular|only|merely|just|if|unless|whether|know|knew|heard|sure|clear|supposed"
    r"|necessarily|always|immediately|initially|at first|at the time|so far|for now|further|other|main|all"
    r"|every|enough|since|in (?:nearly|almost|over|more than|about|the past|years|decades|months))\b|\?",
    re.I,
)
_UNREAL = re.compile(r"\b(?:if|unless|would|could|might|may|should|can|cannot|will|to)\b[^.;:]{0,40}$", re.I)
#: Share of the shorter clause's content words that the other must have.
_ALIKE = 0.45
_REACH = 90


def is_plain_denial(text: str, start: int, end: int, trigger: int) -> bool:
    """Whether a clause [start, end) says plainly that the deed told at `trigger` was not done."""
    before, clause = text[max(start, trigger - _REACH) : trigger], text[start:end]
    if _BESIDE.search(clause) or "“" in before[-3:] or '"' in before[-3:]:
        return False
    return bool(_NOT.search(before) or _DENIED.search(before))


def is_plain_telling(text: str, start: int, end: int, trigger: int) -> bool:
    """Whether a clause tells the deed as done: no negation, condition, question or denial before its trigger."""
    before, clause = text[max(start, trigger - _REACH) : trigger], text[start:end]
    return not (
        _NOT.search(before)
        or _DENIED.search(before)
        or _UNREAL.search(before)
        or "?" in clause
        or re.search(r"\b(?:not|no|never|nobody|none|neither|nor|without)\b|n['’]t\b", before, re.I)
    )


def same_deed(one: Told, other: Told, clause: str, other_clause: str) -> bool:
    """Whether two clauses tell one deed in like words."""
    words, others = _WORD.findall(clause.casefold()), _WORD.findall(other_clause.casefold())
    return akin(one, other) == 1.0 and min(len(words), len(others)) >= 3 and wording_overlap(words, others) >= _ALIKE
