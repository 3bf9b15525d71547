"""doc → its text, the bounds of its sentences and where they are wrong, and of each word its head, as plain values.

Reads a spaCy `Doc`, writes lists. The one idea: spaCy makes an object for each word that is asked for, and puts a text
together at every call; numbers for all words come in one.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from spacy.attrs import HEAD, SENT_START
from spacy.tokens import Doc, Token


def text_of(doc: Doc) -> str:
    """`doc.text`, put together once."""
    found = doc.user_data.get("text")
    if found is None:
        found = doc.user_data["text"] = doc.text
    return str(found)


def sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """Words [first, past) of each sentence: what `doc.sents` gives."""
    begins = np.flatnonzero(doc.to_array([SENT_START])[1:] == 1) + 1
    return list(pairwise([0, *begins.tolist(), len(doc)])) if len(doc) else []


def heads(doc: Doc) -> list[int]:
    """The number of each word's head; its own for a root."""
    steps = doc.to_array([HEAD]).astype(np.int64)
    found: list[int] = (np.arange(len(doc)) + steps).tolist()
    return found


_CLOSING = frozenset("”’\"'»")
#: Words cut short, whose full stop the parser may take for the end.
_CUT = frozenset(
    "Ave St Blvd Rd Dr Mt Ft No Nos Gen Col Lt Sgt Capt Sen Rep Gov Inc Corp Ltd Co Jr Sr vs approx".split()
)
#: Small words that begin names, and so sentences.
_IN_NAMES = frozenset("al el ar bin ibn ben de di da del du la le van von der den ter".split())


def torn_starts(doc: Doc) -> list[int]:
    """Words at which a sentence is said to begin, though it is the same one that goes on in small letters there.

    Behind a quotation ('"Thieves!" they shouted'), an abbreviation or dots.
    """
    begins = (start for start, _ in sentence_bounds(doc)[1:])
    return [start for start in begins if _goes_on(doc[start]) and _is_open(doc, start)]


def _goes_on(word: Token) -> bool:
    text = word.text
    return text.isalpha() and text.islower() and text not in _IN_NAMES


def _is_open(doc: Doc, start: int) -> bool:
    """Whether what stands before a word does not end a sentence by itself."""
    before = doc[start - 1]
    if before.is_space:
        return False
    text = before.text
    if text in _CLOSING or text == "''":
        return start > 1 and doc[start - 2].text in ("?", "!", ",", "…", "...", ".")
    if text == "." and not doc[start - 2].whitespace_:
        return doc[start - 2].text in _CUT
    return text in ("...", "…") or (len(text) > 1 and text.endswith(".") and text[:-1].replace(".", "").isalpha())


def is_gap(space: Token) -> bool:
    """Whether white space parts what is written beside it: a tab, or three blanks or more before a capital or digit."""
    after = space.nbor(1).text[:1] if space.i + 1 < len(space.doc) else ""
    wide = "\t" in space.text or (len(space.text) > 1 and space.i > 0)
    return wide and (after.isupper() or after.isdigit() or after in "“\"‘")
