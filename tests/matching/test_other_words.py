"""How likely two statements of one speaker are one saying in other words."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.saying.other_words import evidence, meant, retold

#: Two accounts of one speaker each: what they have in common is told in other words, the rest in like ones.
_TOLD = (
    ("a", "said", "he had carried no weapon"),
    ("b", "said", "he was not armed"),
    ("a", "said", "the house was searched in the morning"),
    ("b", "said", "the family would go to court"),
)


def test_a_saying_in_other_words_is_likelier_than_another_of_the_same_speaker() -> None:
    meanings = [meant(content, cue) for _, cue, content in _TOLD]
    articles = [article for article, _, _ in _TOLD]
    found = retold(meanings, articles, [(0, 1), (0, 3), (1, 2), (2, 3)])
    assert found[0, 1] > 0.7
    assert all(likely < 0.5 for pair, likely in found.items() if pair != (0, 1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nine out of ten vehicles were off the road", "90 percent of vehicles had stayed at home", True),
        ("three thousand people are on strike", "3,000 workers are on strike", True),
        ("8 trucks crossed the river", "it came out 8 days ago", False),
    ],
)
def test_numbers_are_the_same_by_value_and_small_ones_by_what_they_count(one: str, other: str, same: bool) -> None:
    assert evidence(meant(one, "said"), meant(other, "said"))["same number"] == same


def test_names_alone_make_no_two_sayings_alike() -> None:
    one, other = meant("he trusted Boko Jama", "said"), meant("Boko Jama had mined the road", "said")
    assert evidence(one, other)["nothing"] == 1.0
    assert evidence(one, meant("he put his trust in Boko Jama", "said"))["nothing"] == 0.0


def test_opposites_and_days_never_stand_for_each_other() -> None:
    rise, fall = meant("prices would rise", "said"), meant("prices would fall", "said")
    assert evidence(rise, fall)["covered"] < evidence(rise, meant("prices would climb", "said"))["covered"]
    assert evidence(meant("talks open Monday", ""), meant("talks open Friday", ""))["another day or side"] == 1.0


def test_who_denies_does_not_do_what_who_asks_does() -> None:
    denied, asked = meant("that it had opened the dam", "denied"), meant("the dam to be opened", "called for")
    assert evidence(denied, asked)["other deeds of words"] == 1.0
