"""FollowTheMoney entities, one JSON object a line: for Aleph, OpenSanctions and their tools.

Reads articles, entities, mentions, events, statements. The one idea: an event points at the article that proves
it; who said what becomes a Note, since FollowTheMoney has no quotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rashomon.knowledge.codes import alpha2_of
from rashomon.record import Article, Entity, Mention, Record, Statement, is_given
from rashomon.views.exports.acts import Act, acts, corrections, dyads, headline, last_day, voices
from rashomon.views.exports.base import Exported, has_text, json_lines, web_address

_SCHEMA = {"person": "Person", "organization": "Organization", "place": "Address"}

#: Sectors that make an organization a public body.
_PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})

#: ISO 639-1 → the three letters that FollowTheMoney asks for.
_LANGUAGES = {
    "en": "eng", "ru": "rus", "uk": "ukr", "ar": "ara", "fa": "fas", "fr": "fra", "de": "deu", "es": "spa",
    "pt": "por", "it": "ita", "tr": "tur", "zh": "zho", "he": "heb", "pl": "pol", "nl": "nld", "ja": "jpn",
    "ko": "kor", "hi": "hin", "ur": "urd", "ps": "pus", "ro": "ron", "el": "ell", "sv": "swe", "cs": "ces",
}  # fmt: skip


def ftm_file(record: Record, run: dict[str, Any]) -> Exported:
    """FollowTheMoney for Aleph and OpenSanctions' tools: an entity a line, those that others point at first."""
    return Exported({"entities.ftm.jsonl": json_lines(_entities(record))})


def _entities(record: Record) -> Iterator[dict[str, Any]]:
    found = acts(record)
    yield from (_article(record, article) for article in record.articles.values())
    yield from (_party(entity) for entity in record.entities.values())
    if has_text(record):
        named = (m for m in record.mentions.values() if _legal(record, m.entity) and not is_given(m))
        yield from (_mention(record, m) for m in named)
    for act in found:
        yield _event(record, act)
        yield from _links(act)
    yield from (_note(record, statement) for statement in record.statements.values())


def _made(noun: str, id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity; values become lists without what is missing."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    # the library strips every value when it reads it: do so first, so that reading changes nothing
    cleaned = {name: [str(v).strip() for v in values if v not in (None, "")] for name, values in listed.items()}
    kept = {name: list(dict.fromkeys(values)) for name, values in cleaned.items() if values}
    return {"id": f"rashomon-{noun}-{id}", "schema": schema, "properties": kept}


def _article(record: Record, article: Article) -> dict[str, Any]:
    return _made(
        "article", article.id, "Article",
        title=article.title, author=list(article.authors), publisher=article.outlet,
        publishedAt=_date(article.published), sourceUrl=web_address(article),
        language=_LANGUAGES.get(article.language), bodyText=article.text if has_text(record) else None,
    )  # fmt: skip


def _party(entity: Entity) -> dict[str, Any]:
    country = (alpha2_of(entity.country) or "").lower()
    schema = _SCHEMA.get(entity.kind, "LegalEntity")
    if schema == "Organization" and _PUBLIC & set(entity.sectors):
        schema = "PublicBody"
    if schema == "Address":
        return _made("entity", entity.id, schema, full=entity.name, country=country)
    position = [role.title for role in entity.roles] if schema == "Person" else []
    wikidata = [link.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for link in entity.links if "wikidata" in link]
    return _made(
        "entity", entity.id, schema, name=entity.name, alias=list(entity.aliases), country=country,
        position=position, wikidataId=wikidata, keywords=list(entity.sectors),
    )  # fmt: skip


def _legal(record: Record, id: str | None) -> bool:
    """Whether FollowTheMoney can hold it as an actor: places cannot act there."""
    entity = record.entities.get(id or "")
    return entity is not None and entity.kind != "place"


def _mention(record: Record, mention: Mention) -> dict[str, Any]:
    entity = record.entities[mention.entity or ""]
    schema = _party(entity)["schema"]
    # a name over a line break is one name: the library reads its white space as one space
    name = " ".join(mention.text.split())
    return _made(
        "mention", mention.id, "Mention", name=name, document=f"rashomon-article-{mention.article}",
        resolved=f"rashomon-entity-{entity.id}", detectedSchema=schema,
        contextCountry=(alpha2_of(entity.country) or "").lower(),
    )  # fmt: skip


def _event(record: Record, act: Act) -> dict[str, Any]:
    event, where, told = act.event, act.event.where, act.day_from == "told"
    sides = [[f"rashomon-entity-{p.entity.id}" for p in side if _legal(record, p.entity.id)]
             for side in (act.actors, act.recipients)]  # fmt: skip
    quotes = [record.quote(r.article, r.start, r.end) for r in act.reports]
    return _made(
        "event", event.id, "Event",
        name=headline(act), date=act.day if told else None, startDate=act.day if told else None,
        endDate=last_day(event.when) if told else None, location=where.name if where else None,
        country=(alpha2_of(where.country) or "").lower() if where else None,
        organizer=sides[0], involved=sides[1], keywords=[event.type, event.mode, *act.contexts],
        recordId=event.id, publisher=list(act.outlets), sourceUrl=[web_address(a) for a in act.articles],
        proof=[f"rashomon-article-{a.id}" for a in act.articles],
        summary=f"{voices(act)}; {', '.join(sorted({r.modality for r in act.reports}))}",
        description=quotes if has_text(record) else None, notes=corrections(record, act),
    )  # fmt: skip


def _links(act: Act) -> Iterator[dict[str, Any]]:
    """An UnknownLink for each dyad, so that the acts show in network diagrams."""
    for place, (actor, recipient) in enumerate(dyads(act)):
        if actor and recipient:
            yield _made(
                "act", f"{act.event.id}-{place}", "UnknownLink",
                subject=f"rashomon-entity-{actor.entity.id}", object=f"rashomon-entity-{recipient.entity.id}",
                role=act.event.type, date=act.day if act.day_from == "told" else None, recordId=act.event.id,
                proof=[f"rashomon-article-{article.id}" for article in act.articles],
            )  # fmt: skip


def _note(record: Record, statement: Statement) -> dict[str, Any]:
    words = [record.quote(statement.article, span.start, span.end) for span in statement.content]
    speaker = record.entities.get(statement.speaker_entity or "")
    who = speaker.name if speaker else "nobody named"
    about = [statement.speaker_entity, *statement.about]
    return _made(
        "statement", statement.id, "Note",
        name=f"{statement.form} statement by {who}",
        description=words if has_text(record) else None,
        summary=None if has_text(record) else words,
        entity=[f"rashomon-entity-{id}" for id in about if id in record.entities],
        proof=f"rashomon-article-{statement.article}",
        keywords=[f"characters {span.start}-{span.end}" for span in statement.content],
    )  # fmt: skip


def _date(instant: str | None) -> str | None:
    return instant.removesuffix("Z") if instant else None
