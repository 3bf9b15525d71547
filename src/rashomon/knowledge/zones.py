"""tables/zones.csv and the tz database → when a clock that names no zone showed what it showed.

Reads local times and countries, gives instants and days. The one idea: an outlet prints the time of its own country;
where that has several, the time is known to within them and is given as a range. The tz database is the package
tzdata, the same on every machine, and never that of the system.
"""

from __future__ import annotations

import functools
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rashomon.knowledge.countries import split
from rashomon.knowledge.outlets import outlet_named
from rashomon.knowledge.tables import rows
from rashomon.record import Article


class Between(NamedTuple):
    """The earliest and the latest instant, in UTC; equal where there is one."""

    first: datetime
    last: datetime


def instants_of(clock: datetime, country: str) -> Between | None:
    """When the clocks of a country (ISO 3166 alpha-3) showed this time; None where the table lacks the country.

    An hour that comes twice when summer time ends counts twice.
    """
    zones = zones_of(country)
    if not zones:
        return None
    found = [clock.replace(tzinfo=zone, fold=fold).astimezone(UTC) for zone in zones for fold in (0, 1)]
    return Between(min(found), max(found))


def published_day(article: Article) -> date | None:
    """The day an article was published, as its outlet's calendar had it; None where that is not known to the day.

    Midnight in UTC is how a day without a clock is written, and stays that day.
    """
    if article.published is None or article.published_latest is None:
        return None
    first, last = (datetime.fromisoformat(moment) for moment in (article.published, article.published_latest))
    zones = zones_of(country_of_outlet(article.outlet)) if article.published_from == "metadata" else ()
    if first == last:
        return first.date() if not zones or first.time() == time() else first.astimezone(zones[0]).date()
    if not zones:
        return first.date() if first.date() == last.date() else None
    # both are one clock, seen in the zone that is furthest ahead and in the one furthest behind
    ahead = max(first.astimezone(zone).date() for zone in zones)
    behind = min(last.astimezone(zone).date() for zone in zones)
    return ahead if ahead == behind else None


def country_of_outlet(name: str | None) -> str:
    """ISO 3166 alpha-3 of the country that an outlet of the table publishes from; empty where none is known."""
    known = outlet_named(name) if name else None
    return known.country if known else ""


def zones_of(country: str) -> tuple[ZoneInfo, ...]:
    """The time zones of a country, the capital's first; none where the table lacks it."""
    return tuple(_zone(name) for name in _names().get(country, ()))


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    return {row["country"]: split(row["zones"]) for row in rows("zones")}


@functools.cache
def _zone(name: str) -> ZoneInfo:
    with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
