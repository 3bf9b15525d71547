"""Acts told one after the other: what one takes from the one before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bench.reading import article_of
from spacy.tokens import Doc

from rashomon.pipeline import Reading, read_article
from rashomon.record import Report

Read = Callable[[str], Doc]


def read(read_english: Read, text: str) -> Reading:
    return read_article(article_of(text, "2019-05-23"), read_english(text))


def arrest(reading: Reading) -> Report:
    return next(report for report in reading.reports if report.type == "COERCE")


def test_what_comes_next_is_of_the_day_and_place_told_before(read_english: Read):
    text = "Police fired tear gas at marchers in Glasgow on Tuesday. They arrested 12 people."
    found = arrest(read(read_english, text))
    assert found.when is not None and (found.when.start or "")[:10] == "2019-05-21"
    assert found.where is not None and found.where.name == "Glasgow"


@pytest.mark.parametrize(
    "text",
    [
        "Police fired tear gas at marchers in Glasgow on Tuesday. They have arrested 12 people.",
        "Police fired tear gas at marchers in Glasgow on Tuesday. Earlier they arrested 12 people.",
        "Police fired tear gas at marchers in Glasgow. They arrested 12 people.",
    ],
)
def test_what_happened_at_another_or_no_time_takes_none(read_english: Read, text: str):
    assert arrest(read(read_english, text)).when is None


def test_those_who_take_part_are_counted(read_english: Read):
    reading = read(read_english, "The union says 3,000 workers are on strike.")
    assert [(r.type, [q.low for q in r.quantities]) for r in reading.reports] == [("PROTEST", [3000.0])]


def test_the_accused_did_what_they_are_accused_of(read_english: Read):
    reading = read(read_english, "Ostland accused the Upland Front of firing the shells.")
    texts = {mention.id: mention.text for mention in reading.mentions}
    deed = next(report for report in reading.reports if report.type == "ASSAULT")
    assert [texts[actor] for actor in deed.actors] == ["Upland Front"]


def test_who_speaks_is_told_from_whom_he_told(read_english: Read):
    reading = read(read_english, 'Tarn Orlan arrived. "We look on," Orlan told Meridian Wire by telephone.')
    assert "Orlan told Meridian Wire" not in {mention.text for mention in reading.mentions}


def test_what_was_done_in_another_town_is_not_of_the_day_told_before(read_english: Read):
    text = "Police fired tear gas at marchers in Glasgow on Tuesday. Police arrested 12 people in London."
    assert arrest(read(read_english, text)).when is None
    near = "Police fired tear gas at marchers in Glasgow on Tuesday. Police arrested 12 people in Paisley."
    assert arrest(read(read_english, near)).when is not None
