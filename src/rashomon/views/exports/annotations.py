"""W3C Web Annotation (JSON-LD): mentions, statements and reports as annotations on the articles.

Reads the record; writes one AnnotationPage. The one idea: both selectors, so that a reader finds the place by
position (code points of the article's text) and by its words; without text the position and a hash remain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.record import Mention, Record, Report, Statement, given_lines, is_given
from rashomon.views.exports.base import Exported, full, full_text, has_text, json_text, urn, web_address
from rashomon.views.given import spell_short

#: Characters of context before and after an exact quote.
_CONTEXT = 32


def annotation_file(record: Record, run: dict[str, Any]) -> Exported:
    """W3C web annotations: each mention, statement and report with its position and quote."""
    items = [
        item | {"generator": {"id": "urn:rashomon", "type": "Software", "name": f"rashomon {run['program']}"}}
        for article in record.articles
        for item in _annotations(record, article)
    ]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:rashomon:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return Exported({"annotations.jsonld": json_text(page)})


def _annotations(record: Record, article: str) -> Iterator[dict[str, Any]]:
    yield from (_mention(record, mention) for mention in record.mentions_in.get(article, []) if not is_given(mention))
    yield from (_statement(record, statement) for statement in record.statements_in.get(article, []))
    yield from (_report(record, report) for report in record.reports_in.get(article, []))


def _mention(record: Record, mention: Mention) -> dict[str, Any]:
    bodies: list[dict[str, Any]] = [_tag(mention.kind)]
    entity = record.entities.get(mention.entity or "")
    if entity:
        source = urn("entity", entity.id)
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": source})
        bodies.append(_text(entity.name, "describing"))
    target = _target(record, mention.article, mention.start, mention.end)
    return _made("mention", mention.id, "identifying", bodies, [target])


def _statement(record: Record, statement: Statement) -> dict[str, Any]:
    who = record.name_of(statement.speaker) if statement.speaker else "nobody named"
    bodies = [_tag("statement"), _tag(statement.form), _text(f"speaker: {who}", "describing")]
    spans = statement.content or ()
    targets = [_target(record, statement.article, span.start, span.end) for span in spans]
    targets = targets or [_target(record, statement.article, statement.start, statement.end)]
    return _made("statement", statement.id, "describing", bodies, targets)


def _report(record: Record, report: Report) -> dict[str, Any]:
    sides = [", ".join(record.name_of(m) or "" for m in side) for side in (report.actors, report.recipients)]
    told = f"{sides[0] or 'nobody named'} → {sides[1]}" if sides[1] else sides[0] or "nobody named"
    given = [_text(spell_short(line), "commenting") for line in given_lines(record, [report.id])]
    tags = [_tag(tag) for tag in (report.type, report.mode, report.modality) if tag]
    target = _target(record, report.article, report.start, report.end)
    return _made("report", report.id, "classifying", [*tags, _text(told, "describing"), *given], [target])


def _made(
    noun: str, id: str, motivation: str, bodies: list[dict[str, Any]], targets: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "id": urn(noun, id),
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": "tagging"}


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}


def _target(record: Record, article: str, start: int, end: int) -> dict[str, Any]:
    """The source is the article's text (a urn: offsets count in it, not in the web page, which is the scope)."""
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    target: dict[str, Any] = {"source": urn("article", article), "scope": web_address(record.articles[article])}
    if not has_text(record):
        digest = record.quote(article, start, end)
        return full(target | {"selector": selectors, "urn:rashomon:sha256": digest[7:]})
    text = full_text(record, article)
    selectors.append(
        full(
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _CONTEXT) : start],
                "suffix": text[end : end + _CONTEXT],
            }
        )
    )
    return full(target | {"selector": selectors})
