"""People's marks on readings: what somebody calls wrong answers nothing any more.

Reads people's judgements of relation "reading" (left: a report or a statement, right: which part of it, verdict: wrong
or right), gives reports and statements without what is marked. The one idea: a mark takes nothing from the tables; it
is a row beside them, and taken back it leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.record.ids import is_person
from rashomon.record.nouns import Judgement, Report, Statement

#: What judgements of readings say, and the parts of a report that can be wrong alone; "all" is the whole reading.
READING = "reading"
MARKS = ("wrong", "right")
PARTS = ("all", "who", "whom", "when", "where", "how-many")

#: Reading → its parts that are marked wrong.
Wrong = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Readings:
    """What is left to answer questions with."""

    reports: list[Report]
    statements: list[Statement]


def marked_wrong(judgements: Iterable[Judgement]) -> Wrong:
    """What people call wrong. Of several marks on one part the latest counts."""
    marks = [made for made in judgements if made.relation == READING and is_person(made)]
    latest: dict[tuple[str, str], str] = {}
    for made in sorted(marks, key=lambda made: (made.at or "", made.verdict, made.by)):
        latest[made.left, made.right] = made.verdict
    wrong: dict[str, set[str]] = {}
    for (reading, part), verdict in latest.items():
        if verdict == "wrong":
            wrong.setdefault(reading, set()).add(part)
    return {reading: frozenset(parts) for reading, parts in wrong.items()}


def without_wrong(reports: Sequence[Report], statements: Sequence[Statement], wrong: Wrong) -> Readings:
    """Reports and statements without the parts that are marked wrong; a report keeps its chain."""
    if not wrong:
        return Readings(list(reports), list(statements))
    said = [statement for statement in statements if statement.id not in wrong]
    gone = {statement.id for statement in statements} & wrong.keys()
    told = [_without(report, wrong.get(report.id, frozenset())) for report in reports if not _all_of(report, wrong)]
    return Readings([replace(one, statement=None) if one.statement in gone else one for one in told], said)


def _all_of(report: Report, wrong: Wrong) -> bool:
    return "all" in wrong.get(report.id, ())


def _without(report: Report, parts: frozenset[str]) -> Report:
    """The report with these parts empty."""
    if not parts:
        return report
    return replace(
        report,
        actors=() if "who" in parts else report.actors,
        recipients=() if "whom" in parts else report.recipients,
        when=None if "when" in parts else report.when,
        where=None if "where" in parts else report.where,
        quantities=() if "how-many" in parts else report.quantities,
    )
