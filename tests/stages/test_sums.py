"""Sums and people by the million, as the press writes them: $600m, 2.5m people, 5 lakh."""

from __future__ import annotations

import pytest

from read_alone import reading_of

SUMS = {
    "Hackers stole $600m from the exchange.": (600e6, "USD"),
    "The bank lent Kenya $300m.": (300e6, "USD"),
    "The EU pledged 500m euros to Ukraine.": (500e6, "EUR"),
    "The pirates demanded a ransom of $3m for the crew.": (3e6, "USD"),
    "The party won 4.1m votes.": (4.1e6, "votes"),
    "Two ex-soldiers were arrested.": (2.0, "people"),
    "The project cost Rs 2,300 crore.": (23e9, "rupees"),
    "Four Iran-backed fighters died.": (4.0, "people"),
    "The strike killed three al-Shabab fighters.": (3.0, "people"),
    "The tower is 40m tall.": (40.0, "m"),
    "The boat sank 30 m from the shore.": (30.0, "m"),
    "They ran the 400m in record time.": (400.0, "m"),
}


@pytest.mark.parametrize("text", SUMS)
def test_value_and_unit(text: str) -> None:
    (found,) = reading_of(text).quantities
    assert (found.low, found.unit) == SUMS[text]


def test_people_by_the_million() -> None:
    (found,) = reading_of("About 2.5m people have fled.").quantities
    assert (found.low, found.high, found.of) == (2.25e6, 2.75e6, "displaced")
