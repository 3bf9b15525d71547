"""PROV-JSON: where every statement, report and event comes from, and who judged what.

Reads the record and the run. The one idea: documents, articles and what is read in them are entities, stages are
activities, the program, outlets and people who judge are agents; no times are made up.
"""

from __future__ import annotations

from typing import Any

from rashomon.record import ADDING, Judgement, Record, is_person, judgement_id
from rashomon.views.exports.base import Exported, full, json_text, web_address

_PREFIX = {"rsh": "urn:rashomon:", "schema": "https://schema.org/"}

#: Noun → the stage that makes it.
_STAGE = {"article": "clean", "statement": "statements", "report": "reports", "event": "events", "story": "stories"}


class _Document:
    """A PROV-JSON document under construction: relations are numbered in the order they come."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Any]] = {"prefix": dict(_PREFIX)}
        self._count = 0

    def node(self, kind: str, id: str, **values: Any) -> None:
        """An entity, activity or agent; `prov_type` stands for prov:type."""
        self.parts.setdefault(kind, {})[id] = _named(values)

    def relate(self, kind: str, **values: Any) -> None:
        """A relation; keys are PROV-JSON's without their prefix."""
        self._count += 1
        self.parts.setdefault(kind, {})[f"_:r{self._count}"] = _named(values)


def prov_file(record: Record, run: dict[str, Any]) -> Exported:
    """PROV-JSON: what came from what, by which stage and version, and who judged."""
    made = _Document()
    _program(made, run)
    _articles(made, record)
    _statements(made, record)
    _reports(made, record)
    _events(made, record)
    for judgement in record.judgements:
        if is_person(judgement):
            _judged(made, judgement, record)
    return Exported({"prov.json": json_text(made.parts)})


def _named(values: dict[str, Any]) -> dict[str, Any]:
    return {key.replace("_", ":", 1): value for key, value in full(values).items()}


def _program(made: _Document, run: dict[str, Any]) -> None:
    made.node("agent", "rsh:program", prov_type=_qualified("prov:SoftwareAgent"), rsh_version=str(run["program"]))
    for stage, version in run["stages"].items():
        made.node("activity", f"rsh:stage:{stage}", rsh_version=int(version))
        made.relate("wasAssociatedWith", prov_activity=f"rsh:stage:{stage}", prov_agent="rsh:program")


def _qualified(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _generated(made: _Document, noun: str, id: str) -> None:
    stage = f"rsh:stage:{_STAGE[noun]}"
    if stage in made.parts.get("activity", {}):
        made.relate("wasGeneratedBy", prov_entity=f"rsh:{noun}:{id}", prov_activity=stage)


def _articles(made: _Document, record: Record) -> None:
    for outlet in sorted({article.outlet for article in record.articles.values() if article.outlet}):
        made.node("agent", _outlet(outlet), prov_type=_qualified("prov:Organization"), prov_label=outlet)
    for article in record.articles.values():
        document, id = f"rsh:document:{article.document}", f"rsh:article:{article.id}"
        made.node("entity", document, rsh_sha256=article.document, schema_url=web_address(article))
        made.node("entity", id, prov_label=article.title, schema_datePublished=article.published)
        made.relate("wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=document)
        _generated(made, "article", article.id)
        if article.outlet:
            made.relate("wasAttributedTo", prov_entity=id, prov_agent=_outlet(article.outlet))
    for copy in record.copies:
        # a derivation is said of two articles only where a date or a credit tells which was first
        if copy.of in record.articles and copy.direction == "known":
            _derived(made, f"rsh:article:{copy.article}", f"rsh:article:{copy.of}", "prov:PrimarySource")


def _outlet(name: str) -> str:
    return "rsh:outlet:" + "".join(c if c.isascii() and c.isalnum() else f"-{ord(c):x}-" for c in name)


def _derived(made: _Document, id: str, source: str, kind: str) -> None:
    """PROV-JSON writes wasQuotedFrom and hadPrimarySource as derivations of a type."""
    made.relate("wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=source, prov_type=_qualified(kind))


def _statements(made: _Document, record: Record) -> None:
    for statement in record.statements.values():
        id = f"rsh:statement:{statement.id}"
        span = f"{statement.start}-{statement.end}"
        chain = [link.name for link in statement.according_to]
        made.node("entity", id, rsh_span=span, rsh_form=statement.form, rsh_accordingTo=chain)
        _derived(made, id, f"rsh:article:{statement.article}", "prov:Quotation")
        if "all" not in statement.corrected:
            _generated(made, "statement", statement.id)


def _reports(made: _Document, record: Record) -> None:
    for report in record.reports.values():
        id = f"rsh:report:{report.id}"
        span, chain = f"{report.start}-{report.end}", [link.name for link in report.according_to]
        made.node("entity", id, rsh_span=span, rsh_act=report.type, rsh_modality=report.modality, rsh_accordingTo=chain)
        _derived(made, id, f"rsh:article:{report.article}", "prov:Quotation")
        if "all" not in report.corrected:
            _generated(made, "report", report.id)
        if report.statement in record.statements:
            made.relate("wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"rsh:statement:{report.statement}")


def _events(made: _Document, record: Record) -> None:
    for event in record.events.values():
        id = f"rsh:event:{event.id}"
        made.node("entity", id, rsh_act=event.type, rsh_origins=event.origins)
        _generated(made, "event", event.id)
        for report in event.reports:
            made.relate("wasDerivedFrom", prov_generatedEntity=id, prov_usedEntity=f"rsh:report:{report}")


def _judged(made: _Document, judgement: Judgement, record: Record) -> None:
    """A person's judgement is an entity of its own, made by them at the time they gave; what they gave to a report or
    statement that is told is what it comes from, too; an act that they added was made by their judging.
    """
    person = "rsh:person:" + _outlet(judgement.by.removeprefix("person:")).removeprefix("rsh:outlet:")
    id = f"rsh:judgement:{judgement_id(judgement)}"
    made.node("agent", person, prov_type=_qualified("prov:Person"), prov_label=judgement.by.removeprefix("person:"))
    pair = [judgement.left, judgement.right]
    said = [cell.said for cell in judgement.cells]
    made.node("entity", id, rsh_relation=judgement.relation, rsh_verdict=judgement.verdict, rsh_of=pair, rsh_given=said)
    activity = f"rsh:judging:{judgement_id(judgement)}"
    times = {"prov_startTime": judgement.at, "prov_endTime": judgement.at} if judgement.at else {}
    made.node("activity", activity, **times)
    made.relate("wasGeneratedBy", prov_entity=id, prov_activity=activity)
    made.relate("wasAttributedTo", prov_entity=id, prov_agent=person)
    reading = judgement.right if judgement.verdict in ADDING else judgement.left
    noun = "report" if reading in record.reports else "statement" if reading in record.statements else None
    if judgement.verdict in ADDING and noun:
        made.relate("wasGeneratedBy", prov_entity=f"rsh:{noun}:{reading}", prov_activity=activity)
    if said and noun:
        made.relate("wasDerivedFrom", prov_generatedEntity=f"rsh:{noun}:{reading}", prov_usedEntity=id)
