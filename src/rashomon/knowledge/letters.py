"""Letters without their marks: the form in which names are compared that papers spell with and without."""

from __future__ import annotations

import re
import unicodedata

#: Where marks stand: no character below has a combining class.
_MARKS = re.compile("[\u0300-\U0010ffff]")


def without_accents(text: str) -> str:
    """ "Piñera" → "Pinera"; ligatures and wide letters become plain ones (NFKD)."""
    if text.isascii():
        return text
    return _MARKS.sub(_unless_combining, unicodedata.normalize("NFKD", text))


def _unless_combining(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found.group()) else found.group()
