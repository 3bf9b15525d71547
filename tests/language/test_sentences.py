"""Bounds of sentences and heads of words are what spaCy says of each word, asked for in one call."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.other import parse_other
from rashomon.language.sentences import heads, sentence_bounds

TEXTS = ["", "River.", "The river rose. It fell again on Friday.\nTwo bridges were shut.", "\n\nA line.\n"]


@pytest.mark.parametrize("text", TEXTS)
def test_numbers_are_those_of_the_words(text: str) -> None:
    for doc in (*parse([text]), parse_other(text)):
        assert heads(doc) == [token.head.i for token in doc]
        assert sentence_bounds(doc) == ([(found.start, found.end) for found in doc.sents] if len(doc) else [])
