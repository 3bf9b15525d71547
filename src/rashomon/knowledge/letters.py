"""Letters without their marks: the form in which names are compared that papers spell with and without."""

from __future__ import annotations

import unicodedata


def without_accents(text: str) -> str:
    """ "Piñera" → "Pinera"; ligatures and wide letters become plain ones (NFKD)."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
