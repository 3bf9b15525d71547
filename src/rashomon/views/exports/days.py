"""A record → the record with the events of some days, for the forms whose rows are events.

Reads events and the days of their reports' articles. The one idea: an event belongs to the one day that its row bears,
so that the tables of one week and the next have no event twice and leave none between them out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from rashomon.errors import QueryError
from rashomon.record import Record
from rashomon.views.exports.acts import first_day

#: Forms of which each row, point, slide or edge is an event.
OF_EVENTS = (
    "sheet", "plover", "polecat", "gdelt", "icews", "acled-like", "geojson", "timelinejs", "graphml", "gexf",
)  # fmt: skip


class OfDays(NamedTuple):
    """A record with the events of some days; `undated` events are left out because nothing gives them a day."""

    record: Record
    undated: int


def of_days(record: Record, form: str, first: str | None, last: str | None) -> OfDays:
    """The record with the events of `first` to `last`, both included, as ISO days; None leaves that end open.

    Raises QueryError for a form whose rows are no events, or where the last day is before the first.
    """
    if first is None and last is None:
        return OfDays(record, 0)
    if form not in OF_EVENTS:
        raise QueryError(f"{form!r} cannot be had by days: its rows are no events; these can: {', '.join(OF_EVENTS)}")
    if first and last and last < first:
        raise QueryError(f"the last day is before the first: {first} to {last}")
    days = {event.id: first_day(record, event) for event in record.events.values()}
    within = (id for id, day in days.items() if day is not None and (first or "") <= day <= (last or "9999"))
    kept = {id: record.events[id] for id in within}
    return OfDays(replace(record, events=kept), sum(day is None for day in days.values()))
