"""Two written names: the pair-wise path agrees with the batch, and near names stay below sure ones."""

from __future__ import annotations

import pytest

from rashomon.language.names.likeness import compare_names, word_score, word_scores


@pytest.mark.parametrize(
    ("left", "right"), [("yusif", "yousef"), ("шойгу", "shoigu"), ("دهقان", "dehqan"), ("haddarov", "khaddarov")]
)
def test_one_pair_scores_as_it_does_among_many(left: str, right: str) -> None:
    assert word_score(left, right) == pytest.approx(float(word_scores([left], [right])[0]), abs=1e-4)


def test_spellings_of_one_name_score_above_names_of_two_people() -> None:
    spelled = compare_names("Sergei Shoigu", "Sergey Shoygu").score
    assert spelled > compare_names("Ali Hassan", "Ali Hussein").score
    assert spelled > compare_names("John Smith", "Jane Smith").score


def test_the_order_of_two_names_changes_nothing() -> None:
    assert compare_names("Fahd al-Freij", "Fahad Freij").score == compare_names("Fahad Freij", "Fahd al-Freij").score
