"""Languages that are read without a grammar: words and sentences, no parse.

Stages that need a parse ask `doc.has_annotation("DEP")` and say nothing where there is none.
"""

from __future__ import annotations

import functools

import spacy
from spacy.language import Language
from spacy.tokens import Doc


@functools.cache
def _multilingual() -> Language:
    nlp = spacy.blank("xx")
    nlp.max_length = 20_000_000
    # the default marks of the sentencizer hold the stops of some forty scripts
    nlp.add_pipe("sentencizer")
    return nlp


def parse_other(text: str) -> Doc:
    """Words and sentences of a text in any language; `doc.text` is the text."""
    return _multilingual()(text)
