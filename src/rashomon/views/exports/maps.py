"""Where and when: GeoJSON (RFC 7946) for maps, TimelineJS for time lines.

Reads events. The one idea: a point or a date is written only where an account gives it; what has none is counted
(`unlocated`, `undated`), not placed somewhere.
"""

from __future__ import annotations

import html
from typing import Any

from rashomon.record import Record
from rashomon.views.exports.acts import Act, acts, corrections, headline, last_day, told_range
from rashomon.views.exports.base import Exported, full, json_text, web_address


def geojson_file(record: Record, run: dict[str, Any]) -> Exported:
    """GeoJSON for maps: a point for each event whose place has degrees."""
    found = acts(record)
    located = [act for act in found if _point(act)]
    collection = {
        "type": "FeatureCollection",
        "features": [_feature(record, act) for act in located],
        "generator": f"rashomon {run['program']}",
        "unlocated": len(found) - len(located),
    }
    return Exported({"events.geojson": json_text(collection)})


def timeline_file(record: Record, run: dict[str, Any]) -> Exported:
    """TimelineJS: a slide for each event that a text dates; its texts are HTML, so they are escaped."""
    found = acts(record)
    dated = [act for act in found if act.day_from == "told"]
    return Exported({"timeline.json": json_text({"events": [_slide(record, act) for act in dated]})})


def _point(act: Act) -> list[float] | None:
    where = act.event.where
    if where is None or where.latitude is None or where.longitude is None:
        return None
    return [where.longitude, where.latitude]


def _feature(record: Record, act: Act) -> dict[str, Any]:
    event, where = act.event, act.event.where
    properties = {
        "title": headline(act),
        "type": event.type,
        "mode": event.mode,
        "quad": act.quad,
        "modality": sorted({report.modality for report in act.reports}),
        "actors": [party.entity.name for party in act.actors],
        "recipients": [party.entity.name for party in act.recipients],
        "date": act.day,
        "date_from": act.day_from,
        "end": last_day(event.when),
        "date_precision": event.when.precision if event.when else None,
        "place": where.name if where else None,
        "country": where.country if where else None,
        "precision": where.precision if where else None,
        "dead": told_range(act, "dead"),
        "injured": told_range(act, "injured"),
        "articles": event.articles,
        "origins": event.origins,
        "outlets": list(act.outlets),
        "story": _story(record, act, "id"),
        "corrected": corrections(record, act),
    }
    geometry = {"type": "Point", "coordinates": _point(act)}
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": full(properties)}


def _story(record: Record, act: Act, field: str) -> str | None:
    story = record.story_of.get(act.article.id)
    return getattr(story, field) if story else None


def _slide(record: Record, act: Act) -> dict[str, Any]:
    when = act.event.when
    fine = when is not None and when.precision in ("minute", "hour")
    start = when.start if when and when.start else ""
    end = last_day(when)
    return full(
        {
            "start_date": _date(start if fine else start[:10], when.precision if when else "day"),
            "end_date": _date(end, "day") if end and end != act.day else None,
            "text": {"headline": html.escape(headline(act)), "text": _told(record, act)},
            "group": html.escape(_story(record, act, "title") or ""),
            "unique_id": act.event.id,
        }
    )


def _date(instant: str, precision: str) -> dict[str, int]:
    """The parts of a date that are known: a month's event has no day."""
    parts = {"year": int(instant[:4]), "month": int(instant[5:7]), "day": int(instant[8:10])}
    if precision in ("year", "decade", "century"):
        return {"year": parts["year"]}
    if precision in ("month", "quarter"):
        parts.pop("day")
    elif len(instant) > 10:
        parts |= {"hour": int(instant[11:13]), "minute": int(instant[14:16])}
    return parts


def _told(record: Record, act: Act) -> str:
    """One paragraph a report: outlet and quote (or fingerprint), linked where it has an address; what people gave."""
    given = (f"<p>{html.escape(line)}</p>" for line in corrections(record, act))
    return "".join([*(f"<p>{_line(record, report)}</p>" for report in act.reports), *given])


def _line(record: Record, report: Any) -> str:
    article = record.articles[report.article]
    words = html.escape(record.quote(report.article, report.start, report.end).strip())
    outlet = html.escape(article.outlet or "an outlet")
    url = web_address(article)
    name = f'<a href="{html.escape(url)}">{outlet}</a>' if url else outlet
    return f"{name}: <q>{words}</q> ({report.modality})"
