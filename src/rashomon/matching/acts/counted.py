"""A party's name → whether a number tells it, and who it is without that number.

The one idea: "around 300 gunmen" and "a hundred gunmen" are one party told by two counts. Two rules ask, and not the
same: whom an event names first is none whom a number tells, however ("the three men", "two Britons", "dozens", "a
12-year-old"); to the question who did it a count is no answer where no name stands behind it ("3,000 workers", not
"300 Syrian troops").
"""

from __future__ import annotations

import re

from rashomon.language.numbers import number_words

_BOUND = "at least|at most|more than|fewer than|up to|about|around|approximately|some|nearly|almost|over|roughly"
_HOW_MANY = (
    rf"(?:(?:{_BOUND})\s+)?"
    rf"(?:\d[\d,.]{{0,14}}|{'|'.join(sorted((*number_words(), 'several', 'a few'), key=len, reverse=True))}"
    r"|(?:dozen|score|hundred|thousand|ten)s of)"
)
_LEADING = re.compile(rf"\A(?i:{_HOW_MANY}\s+)(?=[a-z])")
_TOLD = re.compile(
    rf"(?:(?:an?|the|these|those|its|his|her|their|our)\s+(?:other\s+)?)?"
    rf"(?:{_HOW_MANY}|(?:dozen|score|hundred|thousand)s|many)(?!\w)",
    re.I,
)


def is_told_by_number(name: str) -> bool:
    """ "3,000 workers", "more than fifty of its members", "the two gunmen", "dozens"; by his age, "a 12-year-old"."""
    return _TOLD.match(name) is not None


def is_only_counted(name: str) -> bool:
    """ "3,000 workers": nothing but how many they were and what; not "300 Syrian troops"."""
    return _LEADING.match(name) is not None


def uncounted(name: str) -> str:
    """ "gunmen" of "around 300 gunmen"; the name as it is where more than a count is told."""
    return _LEADING.sub("", name)
