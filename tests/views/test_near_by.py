"""The place that stands in for that of an act: what its account names before it, else names most."""

from __future__ import annotations

import pytest

from rashomon.record import Record
from rashomon.views.exports.near_by import place_near_by, places_named
from read_alone import reading_of, trigger_of


def _place(text: str, word: str) -> str | None:
    """The name of the place that stands in for that of the act told by a word."""
    reading = reading_of(text)
    record = Record(
        articles={reading.article.id: reading.article},
        mentions={mention.id: mention for mention in reading.mentions},
        places={where.mention: where for where in reading.places},
        reports={report.id: report for report in reading.reports},
        statements={said.id: said for said in reading.statements},
    )
    (report,) = [one for one in reading.reports if trigger_of(reading, one) == word]
    found = place_near_by([report], places_named(record))
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("A crowd gathered in Lima on Monday. Officers arrested nine men.", "arrested", "Lima"),
        ("Shots were heard in Mosul. Beijing condemned it. Gunmen killed two guards.", "killed", "Mosul"),
        ("Officers arrested nine men. The trial in Lima goes on; Lima waits, and so does Cusco.", "arrested", "Lima"),
        ("The mood in Kenya is tense. Officers arrested nine men.", "arrested", "Kenya"),
        ("Officers arrested nine men.", "arrested", None),
    ],
)
def test_the_place_named_before_an_act_stands_in(text: str, word: str, place: str | None) -> None:
    assert _place(text, word) == place
