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


def sentences(text: str) -> list[str]:
    (doc,) = parse([text])
    return [doc[start:end].text.strip() for start, end in sentence_bounds(doc)]


@pytest.mark.parametrize(
    "text",
    [
        'Demonstrators chanted "Thieves, thieves!" as they attempted to break through a police cordon on Monday.',
        "46 demonstrators were arrested along Church Ave. in East Flatbush.",
        'Ana Roe shouted "We will not leave!" before soldiers of the Third Brigade led her away.',
    ],
)
def test_a_sentence_goes_on_in_small_letters(text: str) -> None:
    assert sentences(text) == [text]


def test_a_name_in_small_letters_begins_a_sentence() -> None:
    assert sentences('Ana Roe asked "Who is there?" al-Mansur answered on Monday. It rained.')[-1] == "It rained."


@pytest.mark.parametrize("gap", ["\t", "    "])
def test_a_gap_parts_a_caption_or_a_headline_from_what_follows(gap: str) -> None:
    parts = ["Oran Seeks Closer Ties With Lirane", "Ministers of both countries met in Tarsk on Monday."]
    assert sentences(gap.join(parts)) == parts


@pytest.mark.parametrize("label", ["Breaking News - ", "VIDEO: ", "UPDATE 2-", "Live updates: "])
def test_the_label_of_a_headline_is_none_of_it(label: str) -> None:
    headline = "Three soldiers shot dead in Tarsk"
    assert sentences(label + headline) == [label.strip(), headline]


@pytest.mark.parametrize("name", ["Moon Jae-in", "Cho Myung-in"])
def test_the_second_syllable_of_a_given_name_is_no_preposition(name: str) -> None:
    (doc,) = parse([f"The minister is scheduled to meet with South Korean President {name} at a summit on Friday."])
    last = next(word for word in doc if word.text == "in")
    assert (last.pos_, last.dep_) == ("PROPN", "pobj")


def test_what_people_hold_is_no_given_name() -> None:
    (doc,) = parse(["Police broke up The Great Sit-in on Monday."])
    assert next(word for word in doc if word.text == "Sit-in").pos_ == "NOUN"
