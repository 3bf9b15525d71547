"""A group of reports → the event they tell.

Everybody whom at least one report names takes part; the time is the most told of the finest, the place the one that
most reports give. What a person gave in place of a reading outranks what was read in the others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rashomon.matching.acts.facts import Facts
from rashomon.record import Event, Report, When, Where, event_id

_PRECISION = ("minute", "hour", "day", "week", "month", "quarter", "season", "year", "decade", "century")


def event_of(told: Facts, origins: Mapping[str, str]) -> Event:
    """The event of a group of reports, with everybody whom at least one report names."""
    reports = sorted(told.reports, key=lambda report: report.id)
    articles = {report.article for report in reports}
    typed = _given(reports, "type")
    kind = _most(report.type for report in typed)
    return Event(
        event_id(report.id for report in reports),
        kind or reports[0].type,
        _most(report.mode for report in typed if report.type == kind and report.mode),
        _cast(told, "actors", "who"),
        _cast(told, "recipients", "whom"),
        _finest_when(_given(reports, "when", told.deeds or reports)),
        _most_told_where(_given(reports, "where")),
        tuple(report.id for report in reports),
        len(articles),
        len({origins.get(article, article) for article in articles}),
        tuple(sorted({part for report in reports for part in report.corrected})),
    )


def _given(reports: Sequence[Report], part: str, others: Sequence[Report] | None = None) -> Sequence[Report]:
    """The reports in which a person gave this part; where nobody did, the `others`, or all."""
    return [report for report in reports if part in report.corrected] or (reports if others is None else others)


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, the first in the alphabet among equals."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _cast(told: Facts, role: str, part: str) -> tuple[str, ...]:
    """Who has a role, by how many reports say so, then by id: the named, and who is described beside all of them in one
    report ("the union and the Port Authority"); where nobody is named, the one most told of, "dockers" before a number.

    Who only denies to have done it did not do it by anybody's word, where others tell it as done. Where a person gave
    that part of an account's report, nobody else whom that account names takes it.
    """
    article_of = {report.id: report.article for report in told.reports}
    by_person = {report.article for report in told.reports if part in report.corrected}
    # an act that a person added outranks nothing, and is no reading that another outranks
    given = {report.id for report in told.reports if not {part, "all"}.isdisjoint(report.corrected)}
    members = [one for one in told.cast if one.role == role]
    members = [one for one in members if one.report in given or article_of[one.report] not in by_person]
    if role == "actors":
        denied = {report.id for report in told.reports if report.modality == "denied"}
        members = [one for one in members if one.report not in denied] if len(denied) < len(told.reports) else members
    counts = Counter(one.entity for one in members)
    counted = {one.entity for one in members if one.counted and role == "actors"}
    named = (told.actors if role == "actors" else told.recipients) & counts.keys()
    beside = set[str]()
    for report in {one.report for one in members}:
        here = {one.entity for one in members if one.report == report}
        beside |= here if named and named <= here else set()
    ordered = sorted(counts, key=lambda entity: (entity in counted, -counts[entity], entity))
    return tuple(entity for entity in ordered if entity in named | beside) or tuple(ordered[:1])


def _finest_when(reports: Sequence[Report]) -> When | None:
    """The most told of the finest times: a day before a month, a month before a year."""
    whens = [report.when for report in reports if report.when is not None and report.when.start]
    told_by: dict[tuple[str | None, str | None], int] = defaultdict(int)
    for when in whens:
        told_by[when.start, when.end] += 1

    def rank(when: When) -> tuple[int, int, str, str]:
        fineness = _PRECISION.index(when.precision) if when.precision in _PRECISION else len(_PRECISION)
        return fineness, -told_by[when.start, when.end], when.start or "", when.mention

    return min(whens, key=rank, default=None)


def _most_told_where(reports: Sequence[Report]) -> Where | None:
    """The place that most reports give; a finer one before a country."""
    wheres = [report.where for report in reports if report.where is not None]
    counts = Counter(where.place for where in wheres)

    def rank(where: Where) -> tuple[int, bool, str, str]:
        return -counts[where.place], where.precision == "country", where.place, where.mention

    return min(wheres, key=rank, default=None)
