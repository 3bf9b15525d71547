"""Numbers of one thing that accounts give differently, in like sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.findings.numbers.otherwise import estimated_otherwise, told_otherwise

CABLES = "The storm cut three undersea cables between Orrin and the island of Tarn on Sunday, engineers said."


def found(*texts: str) -> list[tuple[str, str, str]]:
    """(What is counted, words of one, words of the other) for each pair."""
    pairs = told_otherwise({f"a{number}": text for number, text in enumerate(texts)})
    return [(one.question, one.words, other.words) for one, other in pairs]


def test_two_numbers_of_one_thing_in_like_sentences_are_a_pair() -> None:
    other = "Engineers said the storm cut five undersea cables between Orrin and the island of Tarn."
    assert found(CABLES, other) == [("cables", "three undersea cables", "five undersea cables")]


@pytest.mark.parametrize(
    "other",
    [
        "Engineers said the storm cut about five undersea cables between Orrin and the island of Tarn.",
        "Engineers said the storm cut at least five undersea cables between Orrin and the island of Tarn.",
        "Engineers said the storm cut five of the cables between Orrin and the island of Tarn.",
        "Last year a storm cut five undersea cables between Halvora and the port of Lirane, engineers said.",
        "Engineers mended five cables of a bridge.",
        "The storm cut five undersea cables between Orrin and the island of Tarn, not three cables as engineers said.",
        "The storm cut five undersea cables between Orrin and the island of Tarn and killed nine, engineers said.",
    ],
)
def test_bounds_parts_other_places_and_growing_tolls_are_no_pair(other: str) -> None:
    assert found(CABLES, other) == []


def test_of_whom_two_ages_are_told_is_a_pair() -> None:
    one, other = (
        "Otto Varn, 31, fell from the roof of the mill.",
        "The mill's roof gave way under 34-year-old Otto Varn.",
    )
    assert found(one, other) == [("age", "Otto Varn, 31", "34-year-old Otto Varn")]
    assert found(one, "Otto Varn, 34, was found guilty by the court of Orrin.") == []


def test_a_magnitude_is_a_number_of_its_own_kind() -> None:
    one = "A magnitude 5.2 earthquake shook the island of Tarn and the city of Orrin on Sunday."
    other = "A 5.8-magnitude earthquake shook the island of Tarn and the city of Orrin on Sunday."
    assert [question for question, _, _ in found(one, other)] == ["magnitude"]


def estimated(*texts: str) -> list[list[str]]:
    """The words of each group of estimates that differ."""
    return [
        [one.words for one in group]
        for group in estimated_otherwise({f"a{number}": text for number, text in enumerate(texts)})
    ]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("Damage was put at $40 million, the mayor said.", "Damage was estimated at $65 million.",
         ["$40 million", "$65 million"]),
        ("He slipped and fell about 60m from a ridge.", "He slipped and fell some 500 feet from a ridge.",
         ["60m", "500 feet"]),
        ("He served five months in a prison of Orrin.", "He served nine months in a prison of Orrin.",
         ["five months", "nine months"]),
    ],
)  # fmt: skip
def test_estimates_of_one_thing_stand_beside_each_other(one: str, other: str, words: list[str]) -> None:
    assert [sorted(group) for group in estimated(one, other)] == [sorted(words)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He slipped and fell about 60m from a ridge.", "He slipped and fell some 200ft from a ridge."),
        ("Damage was put at $40 million.", "Damage was put at 34 million euros ($40.5 million)."),
        ("Damage was put at $40 million.", "Damage was put at almost $42 million."),
        ("The mayor asked for $40 million.", "The bridge had cost $65 million."),
        ("He served five months in a prison of Orrin.", "Otto Varn served nine months in a prison of Tarn."),
    ],
)
def test_one_length_in_two_units_and_other_sums_are_no_difference(one: str, other: str) -> None:
    assert estimated(one, other) == []


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="235 mills,.-burn Tarn$%old", max_size=80), max_size=4))
def test_every_number_stands_in_its_sentence_whatever_the_text(texts: list[str]) -> None:
    for one, other in told_otherwise({f"a{number}": text for number, text in enumerate(texts)}):
        assert one.words in one.sentence.text and other.words in other.sentence.text
        assert one.sentence.article != other.sentence.article and one.value != other.value
