"""A number in a text → whether it counts nothing: a name, an age, a sign, a list, a score.

The one idea: digits that belong to a longer sign ("Su-34", "3-1", "Resolution 2254", "Ivanov, 45") are no quantity,
whatever stands behind them.
"""

from __future__ import annotations

import functools
import re

from spacy.tokens import Doc

from rashomon.knowledge.tables import table
from rashomon.language.counts import Count


def is_uncounted(doc: Doc, text: str, count: Count) -> bool:
    """Whether a number of an article's text counts nothing."""
    by_itself = _is_name(doc, count) or _is_of_list(doc, count) or _is_age(doc, count)
    return by_itself or _is_of_sign(doc, text, count) or _is_address(doc, count)


def _is_address(doc: Doc, count: Count) -> bool:
    """ "In the 12000 block of East 223rd Street": one block is no 12,000 of them."""
    after = [token.lower_ for token in doc[count.end : count.end + 2]]
    return doc[count.core].text[0].isdigit() and after in (["block", "of"], ["block", "on"])


def _is_name(doc: Doc, count: Count) -> bool:
    """ "Resolution 2254", "Flight 370", "Boeing 737": the number names what stands before it."""
    if count.core == 0 or count.start != count.core:
        return False
    before, token = doc[count.core - 1], doc[count.core]
    if before.lower_.rstrip(".") in _named_words() and token.text[0].isdigit():
        return not (count.end < len(doc) and doc[count.end].pos_ == "NOUN" and doc[count.core].dep_ == "nummod")
    follows = token.dep_ == "nummod" and token.head.i < token.i
    return bool(follows and before.pos_ == "PROPN" and token.head == before)


@functools.cache
def _named_words() -> frozenset[str]:
    return frozenset(table("quantities")["named"]["words"])


def _is_of_list(doc: Doc, count: Count) -> bool:
    """ "1." or "2)" at the start of a line numbers a list."""
    if count.core and "\n" not in doc[count.core - 1].text:
        return False
    return count.end < len(doc) and doc[count.end].text in (".", ")", ":")


def _is_age(doc: Doc, count: Count) -> bool:
    """ "Ivanov, 45, said", "aged 45", "in his 40s" tell an age."""
    before = doc[count.core - 1] if count.core else None
    after = doc[count.end].text if count.end < len(doc) else ""
    if before is None:
        return False
    if before.lower_ in ("aged", "age", "ages"):
        return True
    person = count.core >= 2 and (doc[count.core - 2].ent_type_ == "PERSON" or doc[count.core - 2].pos_ == "PROPN")
    return bool(before.text in (",", "(") and after in (",", ")", ".") and person and (count.high or 0) < 120)


_GLUE = re.compile(r"[\w/:.#+-]")
#: "AK 47 rifles": the number is the weapon's.
_WEAPON = re.compile(r"\b(?:AK|AKM|RPG|MiG|Su|SA|PK|F|T|B)\s$")


def _is_of_sign(doc: Doc, text: str, count: Count) -> bool:
    """Digits that belong to a longer sign: Su-34, AK 47, 3-1, 10:30, +98 21, 5/7, section 4.2.1, the rest of 2, 000."""
    start, end = doc[count.core].idx, doc[count.end - 1].idx + len(doc[count.end - 1].text)
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if text[start:end].startswith("00") or (_WEAPON.search(text[max(0, start - 6) : start]) and text[start].isdigit()):
        return True
    if _GLUE.match(before) and not (before == "." and start >= 2 and not text[start - 2].isdigit()):
        return True
    if after in "/:+#" or (after == "-" and end + 1 < len(text) and text[end + 1].isdigit()):
        return not (after == "+" and end + 1 < len(text) and text[end + 1].isspace())
    return after in "–—-" and count.end < len(doc) and doc[count.end].whitespace_ == "" and _is_of_adjective(doc, count)


def _is_of_adjective(doc: Doc, count: Count) -> bool:
    """ "three-way talks", "two-day visit": the number is part of an adjective."""
    return count.end + 1 < len(doc) and doc[count.end + 1].text[0].isalpha()
