"""text → turns of a transcript: who has the word on which lines.

Reads the text of an article, gives the stretches that begin with a name or a part and a colon ("ANCHOR: Good
morning."). The one idea: a single such line may be a headline or a list; where several lines begin so and one label
comes again, people are speaking in turn.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from rashomon.language.datelines import label_end

_LABEL = re.compile(
    r"^([A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ.'’ -]{1,30}|[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{1,20}){0,2}):[ \t]", re.M
)
#: What stands before a colon and has no voice, besides the labels of headlines.
_VOICELESS = frozenset(
    """photo image source note published posted tags rating summary phone contributing filed also recommended trending
    sources example disclaimer disclosure e-mail website""".split()
)
#: Lines with a label from which a text is a transcript.
_LEAST = 3


class Turn(NamedTuple):
    """Characters [start, end) of one speaker's words; the label stands at [start, label_end)."""

    start: int
    end: int
    label_end: int


def turns(text: str) -> list[Turn]:
    """The turns in order; none where the text is no transcript."""
    found = [match for match in _LABEL.finditer(text) if _has_a_voice(match)]
    counts = Counter(match.group(1) for match in found)
    if len(found) < _LEAST or max(counts.values()) < 2:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [Turn(match.start(), end, match.end(1)) for match, end in zip(found, ends, strict=True)]


def _has_a_voice(label: re.Match[str]) -> bool:
    """Whether a label may name a speaker: "ANCHOR: ", not "MORE: " or "Photo: "."""
    words = label[1].casefold().split()
    return not label_end(label.group() + "x") and not (words[0] in _VOICELESS and len(words) <= 2)
