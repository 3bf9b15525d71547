"""Words by which accounts take sides: which family a word is of, so that choices are compared like with like."""

from __future__ import annotations

import functools
import re

from rashomon.knowledge.tables import rows


def labels_in(text: str) -> tuple[tuple[str, str], ...]:
    """(family, word in the singular) for each loaded word in a phrase, in order."""
    found = []
    for match in _pattern().finditer(text.casefold()):
        word = match.group(1)
        found.append((_family()[word], word))
    return tuple(found)


@functools.cache
def _family() -> dict[str, str]:
    return {word: row["family"] for row in rows("labels") for word in row["words"].split("|")}


@functools.cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_family(), key=lambda word: (-len(word), word))
    return re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")s?\b")
