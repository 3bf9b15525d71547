"""record + event → the act, the reports that tell it, and the findings about it."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.record import GivenLine, Record, Report, given_lines
from rashomon.views.brief import EventLine, FindingLine, event_line, finding_line, words_of
from rashomon.views.figures import spell_quantity
from rashomon.views.findings_order import consequence
from rashomon.views.places import place_in
from rashomon.views.words import Citation, as_published, cite_report, names, spell_chain, spell_when


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One article's telling of the act. `given`: what people gave in place of what was read."""

    id: str
    type: str
    mode: str | None
    trigger: str
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: str | None
    where: str | None
    quantities: tuple[str, ...]
    chain: str
    citation: Citation
    given: tuple[GivenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with its reports and findings."""

    event: EventLine
    reports: tuple[ReportLine, ...]
    findings: tuple[FindingLine, ...]


def view_event(record: Record, event: str) -> EventView:
    """The event with every report that tells it, in the order in which they came out; what is disputed first."""
    found = record.events[event]
    reports = [record.reports[report] for report in found.reports]
    place = {name: at for at, name in enumerate(as_published(record, {report.article for report in reports}))}
    reports.sort(key=lambda report: (place[report.article], report.start))
    asked = [finding for finding in record.findings.values() if finding.event == event]
    asked.sort(key=lambda finding: consequence(finding, found.type))
    return EventView(
        event_line(record, found),
        tuple(report_line(record, report) for report in reports),
        tuple(finding_line(record, finding) for finding in asked),
    )


def report_line(record: Record, report: Report) -> ReportLine:
    """A report in words."""
    return ReportLine(
        id=report.id,
        type=report.type,
        mode=report.mode,
        trigger=record.quote(report.article, report.trigger.start, report.trigger.end),
        modality=report.modality,
        actors=names(record, report.actors),
        recipients=names(record, report.recipients),
        when=spell_when(report.when),
        where=place_in(record, report.where, [report]),
        quantities=tuple(spell_quantity(q, words_of(record, q)) for q in report.quantities),
        chain=spell_chain(report.according_to),
        citation=cite_report(record, report),
        given=given_lines(record, [report.id]),
    )
