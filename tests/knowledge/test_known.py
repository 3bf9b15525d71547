"""Who a written name stands for, as of a day."""

from __future__ import annotations

from rashomon.knowledge.holders import holder_described, holder_titled
from rashomon.knowledge.known import known_by


def test_a_person_has_the_sectors_of_the_day() -> None:
    then, later = known_by("Barack Obama", "person", "2016-01-01"), known_by("Barack Obama", "person", "2019-01-01")
    assert then is not None and later is not None
    assert (then.sectors, later.sectors) == (("GOV",), ("ELI",))


def test_figures_without_an_office_of_the_table_are_known_too() -> None:
    known = known_by("Bernie Sanders", "person", "2016-01-01")
    assert known is not None and known.sectors == ("LEG",)


def test_a_family_name_alone_stands_for_nobody() -> None:
    assert known_by("Putin", "person", "2016-01-01") is None


def test_a_description_names_a_holder_only_where_one_held_the_office_all_the_time() -> None:
    assert holder_described("the Iranian defence minister", "2016-06-10", "2016-06-10") == "Hossein Dehqan"
    assert holder_described("the Iranian defence minister", "2017-06-10", "2018-04-04") is None
    assert holder_described("the defence minister", "2016-06-10", "2016-06-10") is None


def test_a_title_and_a_family_name_are_one_person_on_a_day() -> None:
    assert holder_titled("President", "Putin", None, "2016-06-01") == "Vladimir Putin"
    assert holder_titled("President", "Putin", None, "1995-06-01") is None


def test_no_king_is_a_president_of_his_name() -> None:
    assert holder_titled("President", "Hussein", None, "1999-02-08") == "Saddam Hussein"
    assert holder_titled("King", "Hussein", None, "1999-02-08") is None


def test_a_nickname_stands_for_whom_alone_it_names() -> None:
    known = known_by("Hemedti", "person", "2023-05-01")
    assert known is not None and known.name == "Mohamed Hamdan Dagalo"
    assert known_by("Putin", "person", "2016-06-01") is None
