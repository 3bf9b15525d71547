"""doc → its text, the bounds of its sentences, and of each word its head, as plain values.

Reads a spaCy `Doc`, writes lists. The one idea: spaCy makes an object for each word that is asked for, and puts a text
together at every call; numbers for all words come in one.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from spacy.attrs import HEAD, SENT_START
from spacy.tokens import Doc


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
