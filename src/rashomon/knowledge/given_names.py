"""Whether a given name is a man's or a woman's.

Reads given_names.csv, gives "m", "f" or None. The one idea: a name that both bear says nothing.
"""

from __future__ import annotations

import functools

from rashomon.knowledge.offices import folded_name
from rashomon.knowledge.tables import rows


def gender_of(name: str) -> str | None:
    """ "m" or "f" by the first word of a full name; None of one word, of an unknown one, where its parts disagree."""
    words = name.split()
    if len(words) < 2:
        return None
    parts = {gender for part in folded_name(words[0]).split() if (gender := _genders().get(part))}
    return parts.pop() if len(parts) == 1 else None


@functools.cache
def _genders() -> dict[str, str]:
    return {name: row["gender"] for row in rows("given_names") for name in row["names"].split()}
