"""Numbers in words and digits → values. Pure: strings in, numbers out.

The one idea: a run of number words is read from the left, small words adding up until "hundred",
"thousand" or "million" multiplies them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from rashomon.knowledge.tables import table


@functools.cache
def number_words() -> dict[str, int]:
    """Number words in lower case, "zero" to "trillion"."""
    return dict(table("times")["numbers"])


def digits(text: str) -> float | None:
    """The value of "1,200", "2.5" or "470 000"; None where the text is no number."""
    try:
        return float(text.replace(",", "").replace(" ", "").replace("\u00a0", ""))
    except ValueError:
        return None


def value_of(words: Sequence[str]) -> float | None:
    """The value of "twenty five", "two hundred and six" or "3.5 million", words in lower case.

    Hyphens and "and" may stand among the words. None where a word is no number.
    """
    known = number_words()
    total, part, seen = 0.0, 0.0, False
    for word in words:
        if word in ("and", "-", "a"):
            continue
        value = known.get(word)
        if value is None:
            plain = digits(word)
            if plain is None:
                return None
            part, seen = part + plain, True
        elif value >= 1000:
            total, part, seen = total + (part or 1) * value, 0.0, True
        elif value == 100:
            part, seen = (part or 1) * 100, True
        else:
            part, seen = part + value, True
    return total + part if seen else None


def year_in_words(words: Sequence[str]) -> int | None:
    """The year of "nineteen ninety six", "two thousand four" or "twenty twelve"; None where it is none."""
    plain = [word for word in words if word not in ("-", "and")]
    known = number_words()
    if not plain or any(word not in known for word in plain):
        return None
    if "thousand" in plain:
        value = value_of(plain)
        return int(value) if value and 2000 <= value < 2100 else None
    first = known[plain[0]]
    if not 10 <= first <= 20 or len(plain) < 2:
        return None
    rest = sum(known[word] for word in plain[1:] if word != "hundred")
    return first * 100 + rest if rest < 100 and (rest >= 10 or first != 20 or "hundred" in plain) else None
