"""PLOVER (data fields of its manual, JSON lines) and POLECAT (40 tab columns).

Reads events with their reports. The one idea: PLOVER is the only event standard with spans, so every report of
an event is a text object with its characters; POLECAT keeps the leading report's words alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rashomon.knowledge.codes import country_name, cow_of
from rashomon.record import Article, Entity, Record, Report, Where, is_given
from rashomon.views.exports.acts import (
    REALISED,
    Act,
    Party,
    acts,
    corrections,
    last_day,
    lowest,
    stand_ins,
    told_range,
    voices,
)
from rashomon.views.exports.base import Exported, full, has_text, json_lines, web_address
from rashomon.views.exports.cells import tsv

POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

#: The record's modality → PLOVER's auxiliary mode.
_AUXILIARY = {"planned": "future", "hypothetical": "hypothetical", "demanded": "hypothetical", "denied": "negation"}

#: Precision of a place → PLOVER's resolution, 5 finer than a city … 1 a country.
_RESOLUTION = {"point": 5, "city": 4, "admin2": 3, "admin1": 2, "country": 1}

_FIGURES = ("dead", "injured", "arrested")


def plover_file(record: Record, run: dict[str, Any]) -> Exported:
    """PLOVER's JSON: one event a line, every modality; a text object for each report."""
    return Exported({"plover.jsonl": json_lines(_plover(record, act, run) for act in acts(record, coded=True))})


def polecat_file(record: Record, run: dict[str, Any]) -> Exported:
    """POLECAT's columns: one event a line, only those told as happened or ongoing; `None` where nothing is known."""
    rows = (_polecat(record, act, run) for act in acts(record, realised=True, coded=True))
    return Exported({"polecat.tsv": tsv(rows, POLECAT_COLUMNS, missing="None")})


def _plover(record: Record, act: Act, run: dict[str, Any]) -> dict[str, Any]:
    event, where = act.event, act.place
    required = {
        "id": event.id,
        "date": act.day,
        "actor": [_entity(party) for party in act.actors],
        "event": [event.type],
    }
    optional = {
        "has_event": True,
        "time": _time(act),
        "enddate": _end(act),
        "recipient": [_entity(party) for party in act.recipients],
        "event_loc": _location(record, where) if where else None,
        "event_text": record.quote(act.article.id, act.lead.trigger.start, act.lead.trigger.end),
        "quad_code": act.quad,
        "event_scale": act.score,
        "mode": _modes(act),
        "context": list(act.contexts),
        "size": full({of: lowest(act, of) for of in _FIGURES}) or None,
        "link": web_address(act.article),
        "text": [_text(record, number, report) for number, report in enumerate(act.reports, 1)],
        "cite_info": [_cite(article, run) for article in act.articles],
        "coder": f"rashomon {run['program']}",
        "comment": _comment(record, act),
    }
    return required | full(optional)


def _entity(party: Party) -> dict[str, Any]:
    entity = party.entity
    return full(
        {
            "code": entity.country,
            "sector": list(entity.sectors),
            "entity_text": party.words[0] if party.words else None,
            "identifier_id": _wikidata(entity),
            "identifier_text": entity.name,
            "office": entity.roles[0].title if entity.roles else None,
        }
    )


def _text(record: Record, number: int, report: Report) -> dict[str, Any]:
    """A text object; offsets are code points of the article's text, the trigger's and its sides' within."""
    words = record.quote(report.article, report.start, report.end)
    return full(
        {
            "sequence": number,
            "start": report.start,
            "end": report.end,
            "text_story": words if has_text(record) else None,
            "sha256": None if has_text(record) else words.removeprefix("sha256:"),
            "story_id": report.article,
            "report_id": report.id,
            "event_text": [report.trigger.start, report.trigger.end],
            "actor": _spans(record, report.actors),
            "recipient": _spans(record, report.recipients),
            "modality": report.modality,
            "according_to": [link.name for link in report.according_to],
        }
    )


def _spans(record: Record, mentions: Iterable[str]) -> list[list[int]]:
    """Where mentions stand; what a person gave may stand nowhere."""
    found = (record.mentions[mention] for mention in mentions)
    return [[mention.start, mention.end] for mention in found if not is_given(mention)]


def _cite(article: Article, run: dict[str, Any]) -> dict[str, Any]:
    return full(
        {
            "corpus": article.id,
            "citation": article.outlet,
            "url": web_address(article),
            "title": article.title,
            "language": article.language,
            "publication": article.published,
            "coder": f"rashomon {run['program']}",
            "codebook": "PLOVER 2.0 draft",
            "version": str(run["program"]),
        }
    )


def _location(record: Record, where: Where) -> dict[str, Any]:
    return full(
        {
            "extracted_place": _raw(record, where),
            "resolved_place": where.name,
            "geonameid": _geonames(where),
            "lat": where.latitude,
            "lon": where.longitude,
            "city": where.name if where.precision == "city" else None,
            "district": where.name if where.precision == "admin2" else None,
            "province": where.name if where.precision == "admin1" else None,
            "country": country_name(where.country),
            "country_code": where.country,
            "resolution": _RESOLUTION.get(where.precision),
        }
    )


def _modes(act: Act) -> list[str]:
    """The mode, then the auxiliary modes where no report tells the act as a fact."""
    modes = [act.event.mode] if act.event.mode else []
    if any(report.modality in REALISED for report in act.reports):
        return modes
    return modes + sorted({_AUXILIARY[r.modality] for r in act.reports if r.modality in _AUXILIARY})


def _comment(record: Record, act: Act) -> str:
    told = [f"{of} {span}" for of in _FIGURES if (span := told_range(act, of))]
    return "; ".join([voices(act), *told, *stand_ins(act), *corrections(record, act)])


def _time(act: Act) -> str | None:
    when = act.event.when
    fine = when is not None and when.start is not None and when.precision in ("minute", "hour")
    return when.start[11:16] if fine and when and when.start else None


def _end(act: Act) -> str | None:
    end = last_day(act.event.when)
    return end if end and act.day_from == "told" and end != act.day else None


def _wikidata(entity: Entity) -> str | None:
    found = [link for link in entity.links if "wikidata" in link]
    return found[0].rsplit("/", 1)[-1].rsplit(":", 1)[-1] if found else None


def _geonames(where: Where | None) -> str | None:
    return where.place.removeprefix("geonames:") if where and where.place.startswith("geonames:") else None


def _polecat(record: Record, act: Act, run: dict[str, Any]) -> list[Any]:
    where, article = act.place, act.article
    return [
        act.event.id, act.day, act.event.type, act.event.mode, act.score, act.quad, "; ".join(act.contexts),
        *_polecat_side(act.actors),
        *_polecat_side(act.recipients),
        *_polecat_place(record, where),
        article.outlet, (article.published or "")[:10], *_story_names(record, article.id), article.language,
        "; ".join([f"rashomon {run['program']}", *corrections(record, act)]),
    ]  # fmt: skip


def _polecat_side(parties: tuple[Party, ...]) -> list[str]:
    """Name, country, COW, main sector, sectors, title, raw name, identifier: several parties joined by "; "."""
    entities = [party.entity for party in parties]
    return [
        _joined(e.name for e in entities),
        _joined(e.country for e in entities),
        _joined(cow_of(e.country) for e in entities),
        _joined(e.sectors[0] if e.sectors else None for e in entities),
        _joined(sector for e in entities for sector in e.sectors),
        _joined(e.roles[0].title if e.roles else None for e in entities),
        _joined(party.words[0] if party.words else None for party in parties),
        _joined(_wikidata(e) for e in entities),
    ]


def _polecat_place(record: Record, where: Where | None) -> list[Any]:
    if where is None:
        return [None] * 10
    named = {kind: where.name if where.precision == kind else None for kind in ("city", "admin2", "admin1")}
    return [where.name, *named.values(), country_name(where.country), where.latitude, where.longitude,
            _geonames(where), _raw(record, where), where.precision]  # fmt: skip


def _raw(record: Record, where: Where) -> str | None:
    """The words of the article for a place."""
    mention = record.mentions.get(where.mention)
    return mention.text if mention and not is_given(mention) and has_text(record) else None


def _story_names(record: Record, article: str) -> list[str]:
    """People, organizations and places that the leading article names."""
    here = dict.fromkeys(m.entity for m in record.mentions_in.get(article, []) if m.entity in record.entities)
    named = [record.entities[id] for id in here if id]
    return [_joined(e.name for e in named if e.kind == kind) for kind in ("person", "organization", "place")]


def _joined(values: Any) -> str:
    return "; ".join(dict.fromkeys(value.replace(";", ",") for value in values if value))
