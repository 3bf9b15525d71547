"""English analysis by spaCy: how a text becomes a Doc.

Reads article text, gives a spaCy `Doc` whose `doc.text` is that text to the character. A line break always
ends a sentence. Which weights are used: language/weights.py.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rashomon.language.weights import find_weights, folder_digest, model_name, verify

__all__ = ["english", "find_weights", "folder_digest", "model_name", "parse", "token_at"]


@functools.cache
def english() -> Language:
    """The English pipeline, loaded once (about three seconds).

    Raises MissingPart where no model is installed or the weights are not the pinned ones.
    """
    weights = find_weights()
    verify(weights)
    nlp = spacy.load(weights.path)
    nlp.max_length = 20_000_000
    nlp.add_pipe("line_ends_sentence", before="parser")
    return nlp


def parse(texts: Iterable[str], batch_size: int = 32) -> Iterator[Doc]:
    """One Doc a text, in order; `doc.text` is the text."""
    yield from english().pipe(texts, batch_size=batch_size)


@Language.component("line_ends_sentence")  # type: ignore[untyped-decorator]  # spaCy is untyped here
def _line_ends_sentence(doc: Doc) -> Doc:
    """A sentence never runs over a line break: the first word of a line starts one."""
    fresh = False
    for token in doc:
        if fresh and not token.is_space:
            token.is_sent_start = True
            fresh = False
        if "\n" in token.text or "\n" in token.whitespace_:
            fresh = True
    return doc


def token_at(doc: Doc, offset: int) -> Any:
    """The token that covers or follows a character offset, or None past the end."""
    span = doc.char_span(offset, min(offset + 1, len(doc.text)), alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
