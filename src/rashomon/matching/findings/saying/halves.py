"""Two versions of one saying → the half that one of them leaves out.

Reads the words of two statements. The one idea: a half left out matters where it turns or limits the rest ("but only
if …", "although …", "and admitted that …"); what merely goes on is cut by every editor and takes nothing back.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma

#: Share of a half's words that the other version has if it tells that half, and at most if it leaves it out.
_TOLD, _LEFT = 0.6, 0.34
#: Content words that a half has at least.
_LEAST = 2
_JOINT = re.compile(
    r"[,;.–—-]{0,3}\s{1,3}(?P<joint>(?:but|yet|although|though|however|unless|provid(?:ed|ing) that|except|until"
    r"|only (?:if|when|after)|as long as|so long as|on condition|if"
    r"|and(?: also| then)? (?:admitt?|conced|acknowledg|confess|warn|threaten|den(?:y|ied|ies)|refus|reject"
    r"|apologi[sz]|promis|demand)\w*)\b)",
    re.I,
)
#: Where a half ends: what is said in the next sentence merely goes on.
_ENDS = re.compile(r"(?<=[.!?])[\"”’]*\s|\s…\s|[\"”] … ")


@lru_cache(maxsize=20_000)
def left_out(whole: str, part: str) -> str | None:
    """The half of `whole`, with its joint, that `part` leaves out while it tells the rest; None where there is none."""
    told = _content(part)
    for joint in _JOINT.finditer(whole):
        before, after = _turned(whole[: joint.start()]), _ENDS.split(whole[joint.start("joint") :], maxsplit=1)[0]
        if _has(told, before) >= _TOLD and _is_out(told, after):
            return after.strip(" \"“”'’.,;")
    return None


def _turned(before: str) -> str:
    """The last sentence before a joint, which is the one that it turns."""
    return next((part for part in reversed(_ENDS.split(before)) if part and part.strip()), "")


def _is_out(told: dict[str, float], half: str) -> bool:
    return len(_content(half)) >= _LEAST and _has(told, half) <= _LEFT


def _has(told: dict[str, float], half: str) -> float:
    """How much of a half's weight a version has, 0..1; nothing of a half that says too little."""
    wanted = _content(half)
    if len(wanted) < _LEAST:
        return 0.0
    return math.fsum(value for word, value in wanted.items() if word in told) / math.fsum(wanted.values())


def _content(text: str) -> dict[str, float]:
    words = (lemma(word)[:6] for word in WORD.findall(text.replace("’", "'")))
    return {word: value for word in words if (value := weight(word)) > 1.5}
