"""What a line tells is worked out once, and is what working it out again would give."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from rashomon.language.copied_lines import OfLines, number_of, of_word, word_of_word
from rashomon.language.english import find_weights, parse
from rashomon.language.predicates import scored
from rashomon.language.predicates.pairs import act_of

_LINES = (
    "LIRANE, Nov 3 - Rebels shelled the port of Orvos on Monday, killing 14 people, the ministry said.\n",
    "The army launched an attack on the village and held talks with its elders.\n\n",
    "Workers at the plant went on strike\n",
    "Minister: the talks will go on\n",
    "He was arrested and charged with theft.",
    "\n\n",
    "Police arrest three over attack on embassy in Orvos\n\n",
)
_TEXTS = st.lists(st.sampled_from(_LINES), min_size=1, max_size=4).map("".join)


@functools.cache
def _doc(text: str) -> Doc:
    pytest.importorskip("spacy")
    find_weights()
    (doc,) = parse([text])
    return doc


def test_a_line_of_two_articles_is_asked_once() -> None:
    asked = []

    def words(line: Doc) -> int:
        asked.append(line.text)
        return len(line)

    of_lines = OfLines(words)
    docs = [_doc("One headline\n\nThe same line.\n"), _doc("Another headline\n\nThe same line.\n")]
    assert [sum(one.found for one in of_lines(doc)) for doc in docs] == [len(doc) for doc in docs]
    assert asked == ["One headline\n\n", "The same line.\n", "Another headline\n\n"]


def test_more_lines_than_it_may_hold_are_forgotten_and_asked_again() -> None:
    of_lines = OfLines(len, most=1)
    doc = _doc("One.\nTwo here.\nOne.\n")
    assert [one.found for one in of_lines(doc)] == [len(line) for line in doc.user_data["lines"]]


def test_a_doc_that_was_not_put_together_of_lines_is_asked_as_a_whole() -> None:
    doc = _doc("One line.\nAnd two.\n").copy()
    doc.user_data.clear()
    assert [(one.first, one.found) for one in OfLines(len)(doc)] == [(0, len(doc))]


def test_a_word_of_two_articles_is_asked_once_for_the_same_values() -> None:
    asked = []

    @of_word
    def told(word: Token, more: int = 0) -> str:
        asked.append((word.text, more))
        return word.text * (1 + more)

    docs = [_doc("A headline of three\n\nThe same line.\n"), _doc("Another\n\nThe same line.\n")]
    found = [[told(word) for word in doc] for doc in docs]
    assert found == [[word.text for word in doc] for doc in docs]
    assert [text for text, _ in asked].count("same") == 1
    assert told(docs[1][2], 1) == "TheThe" and asked[-1] == ("The", 1)


def test_a_word_that_another_gives_is_one_of_the_same_article() -> None:
    @word_of_word
    def above(word: Token) -> Token | None:
        return None if word.head == word else word.head

    docs = [_doc("A headline of three\n\nRebels shelled the port.\n"), _doc("One\n\nRebels shelled the port.\n")]
    for doc in docs:
        assert [above(word) for word in doc] == [None if word.head == word else word.head for word in doc]


def test_words_of_one_line_have_the_same_numbers_everywhere_and_others_have_not() -> None:
    one, other = _doc("A headline\n\nThe same line.\n"), _doc("The same line.\nAnd more.\n")
    numbers = [number_of(word) for word in one]
    assert numbers[3:] == [number_of(word) for word in other][: len(numbers) - 3]
    assert len({*numbers, *(number_of(word) for word in other)}) == len(one) + len(other) - (len(one) - 3)
    assert number_of(one.copy()[0]) in (None, numbers[0])


@given(_TEXTS)
@settings(deadline=None, max_examples=30)
def test_the_lines_of_a_doc_are_it_to_the_word(text: str) -> None:
    doc = _doc(text)
    for one in OfLines(lambda line: [(word.text, word.pos_, word.dep_, word.head.i) for word in line])(doc):
        first = one.first
        here = doc[first : first + len(one.found)]
        assert [(w.text, w.pos_, w.dep_, w.head.i - first) for w in here] == one.found


@given(st.lists(_TEXTS, min_size=1, max_size=2))
@settings(deadline=None, max_examples=15)
def test_words_that_can_tell_acts_score_alike_with_copies_before_them_and_without(texts: list[str]) -> None:
    remembered = [scored.scored_words(_doc(text)) for text in texts]
    for text, found in zip(texts, remembered, strict=True):
        scored._of_lines._known.clear()
        alone = scored.scored_words(_doc(text))
        assert [(one.frame.word.i, one.frame.keys, one.row) for one in found] == [
            (one.frame.word.i, one.frame.keys, one.row) for one in alone
        ]
        assert [one.frame.word.i for one in found] == [word.i for word in _doc(text) if act_of(word) is not None]
