"""Dates as pages print them."""

from datetime import date

import pytest

from rashomon.language.page_dates import address_day, instant, printed_day


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Published 12 April 2017, 14:05", date(2017, 4, 12)),
        ("April 12, 2017", date(2017, 4, 12)),
        ("12 апреля 2017, 10:25", date(2017, 4, 12)),
        ("12 de abril de 2017", date(2017, 4, 12)),
        ("23/05/2015", date(2015, 5, 23)),
        ("05.04.2012", date(2012, 4, 5)),
        ("۱۳۹۶/۰۱/۲۳", date(2017, 4, 12)),
        ("2017年4月12日", date(2017, 4, 12)),
    ],
)
def test_a_full_date_is_read_in_many_languages_and_calendars(printed: str, day: date) -> None:
    assert printed_day(printed) == day


def test_a_date_with_two_readings_is_left_open() -> None:
    assert printed_day("03/04/2017") is None


def test_a_date_without_a_year_is_no_full_date() -> None:
    assert printed_day("Tuesday, August 16") is None


def test_stamps_with_a_zone_are_brought_to_utc() -> None:
    assert instant("2018-06-21T09:30:00+02:00") == "2018-06-21T07:30:00Z"
    assert instant("2018-06-21") == "2018-06-21T00:00:00Z"


def test_addresses_name_days() -> None:
    assert address_day("https://news.example/2017/04/12/talks") == date(2017, 4, 12)
    assert address_day("https://news.example/world/2017/apr/12/talks") == date(2017, 4, 12)
    assert address_day("https://news.example/story/20171301") is None
