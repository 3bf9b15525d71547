"""A clock that names no zone is its outlet's, and a day is its outlet's day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rashomon.knowledge.outlets import outlets
from rashomon.knowledge.tables import rows
from rashomon.knowledge.zones import instants_of, published_day, zones_of
from rashomon.record import Article

LATE = "2017-04-12T21:00:00Z"
ARTICLE = Article("a", "d", "Mehr News Agency", None, None, LATE, LATE, "metadata", "en", (), (), "", ())


def test_every_zone_of_the_table_is_known_and_every_outlets_country_has_one() -> None:
    countries = {row["country"] for row in rows("zones")}
    assert all(zones_of(country) for country in countries)
    assert {outlet.country for outlet in outlets() if outlet.country} <= countries


@pytest.mark.parametrize(
    ("clock", "country", "first", "last"),
    [
        ("2017-04-12T10:00", "IRN", "2017-04-12T05:30", "2017-04-12T05:30"),
        ("2017-01-12T10:00", "IRN", "2017-01-12T06:30", "2017-01-12T06:30"),
        ("2017-04-12T01:00", "IRN", "2017-04-11T20:30", "2017-04-11T20:30"),
        ("2017-07-12T10:00", "USA", "2017-07-12T14:00", "2017-07-12T20:00"),
        ("2017-07-12T10:00", "RUS", "2017-07-11T22:00", "2017-07-12T08:00"),
        ("2017-10-29T02:30", "DEU", "2017-10-29T00:30", "2017-10-29T01:30"),
    ],
)
def test_a_clock_is_an_instant_or_the_range_over_a_countrys_zones(
    clock: str, country: str, first: str, last: str
) -> None:
    found = instants_of(datetime.fromisoformat(clock), country)
    assert found is not None
    assert [moment.isoformat()[:16] for moment in found] == [first, last]


def test_a_country_that_the_table_lacks_has_no_clock() -> None:
    assert instants_of(datetime(2017, 4, 12, 10), "XXX") is None


def test_a_late_evening_in_utc_is_the_next_day_in_tehran() -> None:
    assert published_day(ARTICLE) == date(2017, 4, 13)
    assert published_day(replace(ARTICLE, outlet="Nobody Knows")) == date(2017, 4, 12)


def test_a_day_without_a_clock_stays_that_day() -> None:
    midnight = "2017-04-12T00:00:00Z"
    assert published_day(replace(ARTICLE, published=midnight, published_latest=midnight)) == date(2017, 4, 12)


@pytest.mark.parametrize("clock", ["2017-07-12T00:30", "2017-07-12T12:00", "2017-07-12T23:30", "2017-01-12T01:00"])
@pytest.mark.parametrize(("outlet", "country"), [("TASS", "RUS"), ("Associated Press", "USA"), ("IRNA", "IRN")])
def test_the_day_of_a_printed_clock_is_the_day_that_was_printed(outlet: str, country: str, clock: str) -> None:
    found = instants_of(datetime.fromisoformat(clock), country)
    assert found is not None
    first, last = (moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for moment in found)
    printed = replace(ARTICLE, outlet=outlet, published=first, published_latest=last)
    assert published_day(printed) == date.fromisoformat(clock[:10])


def test_a_range_that_was_inferred_is_a_day_only_where_it_is_one() -> None:
    inferred = replace(ARTICLE, published="2017-04-12T00:00:00Z", published_latest="2017-04-12T23:59:59Z")
    assert published_day(replace(inferred, published_from="inferred")) == date(2017, 4, 12)
    wide = replace(inferred, published_latest="2017-04-14T23:59:59Z", published_from="inferred")
    assert published_day(wide) is None
