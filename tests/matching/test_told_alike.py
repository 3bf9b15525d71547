"""Numbers of one thing that several accounts give alike."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.numbers.told_alike import told_alike


def found(*texts: str) -> list[tuple[str, float, int]]:
    """(What is counted, the number, how many accounts give it)."""
    alike = told_alike({f"a{number}": text for number, text in enumerate(texts)})
    return [(one.question, one.value, len(one.told)) for one in alike]


def test_a_large_number_is_one_count_by_whatever_word_it_is_counted() -> None:
    one = "The mill will let a third of its 41,300 staff go by June."
    other = "A third of the mill's 41,300-strong workforce will be let go, a paper says."
    assert found(one, other) == [("staff", 41_300.0, 2)]


def test_a_small_number_needs_like_sentences() -> None:
    one = "The storm cut three undersea cables between Orrin and Tarn."
    assert found(one, "Three undersea cables between Orrin and Tarn were cut by the storm.") == [("cables", 3.0, 2)]
    assert found(one, "Three cables hold the old bridge of Lirane.") == []


@pytest.mark.parametrize(
    ("one", "other", "question"),
    [
        ("The fire did $2 million in damage to the mill.", "Damage to the mill: $2 million, he says.", "dollars"),
        ("The mill will shed 26% of its workforce.", "The mill is to shed 26 percent of its workforce.", "percent"),
        ("The driver's blood held 0.41% alcohol.", "Alcohol in the driver's blood: 0.41 percent.", "percent"),
        ("A seven-hour battle raged at the mill of Tarn.", "The battle at the mill raged for seven hours.", "hours"),
    ],
)
def test_money_shares_and_spans_of_time_are_counted_too(one: str, other: str, question: str) -> None:
    assert [asked for asked, _, _ in found(one, other)] == [question]


@pytest.mark.parametrize(
    "told",
    [
        "The attack on the mill killed 14 miners and two guards.",
        "The three miners walked home to Tarn.",
        "Flight 4120 landed at the airport of Tarn.",
        "The mill of Tarn burnt two days ago.",
        "Another five barges sank at the weir of Tarn.",
    ],
)
def test_tolls_those_told_before_names_and_days_ago_are_no_count(told: str) -> None:
    assert found(told, told) == []


def test_each_account_stands_once_with_the_words_around_its_number() -> None:
    (alike,) = told_alike({
        "a": "The union says 3,400 dockers are on strike. All 3,400 dockers will be paid.",
        "b": "Some 3,400 dockers are on strike, and the port is shut.",
    })  # fmt: skip
    assert sorted(sentence.article for sentence, _ in alike.told) == ["a", "b"]
    assert all("3,400 dockers" in words and words in sentence.text for sentence, words in alike.told)


def test_who_gives_the_number_in_other_words_is_known_to_give_it() -> None:
    told = told_alike({
        "a": "The mill will let a third of its 41,300 staff go by June.",
        "b": "A third of the mill's 41,300-strong workforce will be let go.",
        "c": "Of 41,300 some are glad.",
        "d": "The mill is shut.",
    })  # fmt: skip
    assert [one.given for one in told] == [frozenset("abc")]
