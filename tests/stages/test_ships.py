"""Ships are named like towns, persons and firms; the nouns beside their names say what they are."""

import pytest

from read_alone import reading_of


def _kinds(text: str, name: str) -> list[str]:
    return [mention.kind for mention in reading_of(text).mentions if mention.text.removeprefix("the ") == name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Divers reached the wreck of the Santa Rita, a ferry that sank on Saturday.", "Santa Rita"),
        ("The ferry Santa Rita sank. Three bodies were found in the Santa Rita on Sunday.", "Santa Rita"),
        ("The oil tanker Ocean Pearl left on Monday.", "Ocean Pearl"),
        ("The cargo vessel Eendracht was boarded.", "Eendracht"),
    ],
)
def test_a_ship_is_a_vehicle_wherever_the_text_names_it(text: str, name: str) -> None:
    kinds = _kinds(text, name)

    assert kinds
    assert set(kinds) == {"vehicle"}


def test_a_town_that_lends_its_name_to_a_ship_stays_one() -> None:
    read = reading_of("The submarine Kursk sank in 2000. The governor of the Kursk region spoke in Kursk on Monday.")

    kinds = [(mention.text, mention.kind) for mention in read.mentions if "Kursk" in mention.text]
    assert ("Kursk", "vehicle") in kinds
    assert ("the Kursk region", "place") in kinds


def test_a_day_behind_a_ship_is_no_name() -> None:
    assert "vehicle" not in _kinds("A ferry Monday hit a pier.", "Monday")
