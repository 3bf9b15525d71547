"""A place of the gazetteer and the words of the accounts → the name that a reader knows it by.

Reads names and words; gives one name. The one idea: who read of Khan Sheikhoun looks for Khan Sheikhoun, so a place is
called as most of the accounts shown call it; the gazetteer's spelling tells which place is meant where that is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from rashomon.knowledge.countries import country_of
from rashomon.language.normalise import one_line
from rashomon.record import Record, Report, Where, is_given

#: What stands around a name: "the Gaza Strip", "Aleppo's".
_AROUND = re.compile(r"^the\s+|['’]s?$", re.IGNORECASE)
#: A word of a name that may be in lower case.
_SMALL = frozenset("al an and ar as at de del der di du e el en es i la le les of on sur the upon van von y".split())
#: Words of a name at most; more tell where a place is.
_MOST_WORDS = 5


def spell_place(name: str, written: Iterable[str]) -> str:
    """The place as most of these words call it; `name`, the gazetteer's, for a country or where none is a name."""
    if country_of(name):
        return name
    counted = Counter(found for words in written if (found := _named(words)))
    return min(counted, key=lambda found: (-counted[found], found), default=name)


def place_in(record: Record, where: Where | None, reports: Iterable[Report]) -> str | None:
    """A place as these reports call it; those that tell of another place are passed over."""
    if where is None:
        return None
    told = (report.where.mention for report in reports if report.where and report.where.name == where.name)
    said = (record.mentions[mention] for mention in told if mention in record.mentions)
    return spell_place(where.name, (mention.text for mention in said if not is_given(mention)))


@lru_cache(maxsize=20_000)
def _named(words: str) -> str | None:
    """The name that words are, without what stands around it; None where they are none in Latin letters."""
    name = _AROUND.sub("", one_line(words)).strip()
    parts = [part for part in re.split(r"[\s\-–]+", name) if part]
    known = parts and len(parts) <= _MOST_WORDS and not country_of(name)
    if not known or not all(part[0].isupper() or part in _SMALL for part in parts) or not parts[-1][0].isupper():
        return None
    latin = all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in name if letter.isalpha())
    return name if latin else None
