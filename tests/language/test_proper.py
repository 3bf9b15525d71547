"""Names in the texts of mentions."""

from __future__ import annotations

import pytest

from rashomon.language.proper import proper_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the city of Brennik", "Brennik"),
        ("the strategically important town of Brennik", "Brennik"),
        ("the northern Iraqi city of Mosul", "Mosul"),
        ("streets of Brennik", "streets of Brennik"),
        ("the District of Columbia", "District of Columbia"),
        ("the Gulf of Aden", "Gulf of Aden"),
        ("the city of lights", None),
    ],
)
def test_what_a_place_is_stands_before_its_name_and_is_no_part_of_it(text, name):
    assert proper_name(text, "place") == name
