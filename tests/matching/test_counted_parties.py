"""Parties told by number: which names are, and who they are without it."""

from __future__ import annotations

import pytest

from rashomon.matching.acts.counted import is_only_counted, is_told_by_number, uncounted


@pytest.mark.parametrize(
    "name",
    ["3,000 workers", "more than fifty of its members", "dozens of dockers", "The two gunmen", "the other three boats",
     "dozens", "hundreds", "many migrants", "approximately 40 homes", "two Britons", "several men", "five",
     "A 12-year-old boy"],
)  # fmt: skip
def test_who_is_told_by_number(name: str) -> None:
    assert is_told_by_number(name)


@pytest.mark.parametrize("name", ["Route 66", "FM 645", "1st Division", "the army", "Tenet", "manyatta"])
def test_a_number_in_a_name_tells_nobody(name: str) -> None:
    assert not is_told_by_number(name)


def test_a_count_before_a_name_says_more_than_how_many() -> None:
    assert is_only_counted("around 300 gunmen") and not is_only_counted("300 Syrian troops")
    assert uncounted("around 300 gunmen") == "gunmen"
    assert uncounted("dozens of dockers") == "dockers"
    assert uncounted("300 Syrian troops") == "300 Syrian troops"
