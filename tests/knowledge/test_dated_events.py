"""The table of dated events: it parses, and sentences name its events."""

from __future__ import annotations

from datetime import date

from rashomon.knowledge.dated_events import events_named
from rashomon.knowledge.tables import rows


def test_every_row_has_real_days_a_name_of_its_own_and_words() -> None:
    table = rows("dated_events")
    assert len({row["event"] for row in table}) == len(table) > 200
    for row in table:
        assert date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"])
        assert row["words"] and row["words"] == row["words"].lower()


def test_a_sentence_names_an_event_by_all_of_its_words() -> None:
    named = events_named("They spoke of the missile attack on the al-Shayrat airfield in Syria.")
    assert [one.event.start for one in named] == [date(2017, 4, 7)]
    assert events_named("They visited the al-Shayrat airfield.") == []


def test_numerals_of_conferences_are_whole_words() -> None:
    named = events_named("The VII Moscow Conference on International Security will be held today.")
    assert [one.event.name for one in named] == ["VII Moscow Conference on International Security"]
