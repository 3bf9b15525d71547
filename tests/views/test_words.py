"""Words of views: how answers are spelled."""

from __future__ import annotations

import pytest

from rashomon.views.words import spell_answer


@pytest.mark.parametrize(
    ("answer", "spelled"),
    [
        ("2019-05-14", "14 May 2019"),
        ("2019-05-14 morning", "14 May 2019, morning"),
        ("2019-05-14 07:40", "14 May 2019, 07:40"),
        ("2019-05-13 to 2019-05-19", "13–19 May 2019"),
        ("2019-12", "Dec 2019"),
        ("2019", "2019"),
        ("in spring", "in spring"),
    ],
)
def test_days_are_spelled_as_in_the_rest_of_the_brief(answer: str, spelled: str):
    assert spell_answer("when", answer) == spelled


def test_other_answers_stand_as_they_are():
    assert spell_answer("where", "2019") == "2019"
