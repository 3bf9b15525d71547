"""A text → its sentences by signs alone, each with its characters.

Reads the text of an article. The one idea: who looks for what accounts tell and deny reads the same sentences again and
again, so a text is split once; no parse is asked for, since a claim may be compared with articles nobody parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rashomon.language.termweights import WORD

#: Sentences of an article's beginning, and the characters in which they are looked for.
_LEAD, _HEAD = 4, 3000
#: Words from which a sentence tells something.
_LEAST = 4
#: No sentence ends in the midst of "U.S. embassy", "Jimmy N. Gardner", "Gen. Mora" and "$2. 6 million", nor before a
#: small letter.
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Rev|Gov|Col|Sgt)\.)(?<!\bSept\.)"
    r"(?<!\b(?:Jan|Feb|Aug|Oct|Nov|Dec)\.)[\"”’)]*\s+(?![a-z])"
    r"(?!(?<=\d\.\s)\d{1,3} (?:million|billion|trillion)\b)|\n+"
)
#: Who speaks in a broadcast, before his words.
_TAGGED = re.compile(r"[A-Z][A-Z .'’-]{2,30}:\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, [start, end) in its text."""

    article: str
    start: int
    end: int
    text: str


def sentences_of(article: str, text: str) -> list[Sentence]:
    """Sentences of a text that have words enough to tell something, in order."""
    return [Sentence(article, start, end, text[start:end]) for start, end in _bounds(text)]


def is_speech(sentence: Sentence) -> bool:
    """Whether a sentence of a broadcast is somebody's words: "MILKE: There were three"."""
    return bool(_TAGGED.match(sentence.text))


def lead_of(article: str, text: str) -> list[Sentence]:
    """The first sentences of a text."""
    return sentences_of(article, text[:_HEAD])[:_LEAD]


@lru_cache(maxsize=512)
def _bounds(text: str) -> tuple[tuple[int, int], ...]:
    found, at = [], 0
    for part in _SENTENCE.split(text):
        start = text.find(part, at) if part else at
        at = start + len(part or "")
        if part and len(WORD.findall(part)) >= _LEAST:
            found.append((start, at))
    return tuple(found)
