"""schema.org JSON-LD: NewsArticle, Quotation, Claim with its appearances, Person, Organization, Place, Event.

Reads articles, statements, events, findings. The one idea: each side of a finding is a Claim that appears in
articles; no claim is rated, for whether it is true is for a person to say (ClaimReview is left to them).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rashomon.record import Article, Entity, Finding, Record, Side, Statement, Where
from rashomon.views.exports.acts import Act, acts, corrections, headline, last_day
from rashomon.views.exports.base import Exported, full, has_text, json_text, urn, web_address

_KINDS = {"person": "Person", "organization": "Organization", "place": "Place"}


def schemaorg_file(record: Record, run: dict[str, Any]) -> Exported:
    """schema.org as JSON-LD: articles, quotations, events, and each side of a finding as a claim."""
    origins: dict[str, list[str]] = defaultdict(list)
    for copy in record.copies:
        # two texts that share words are not based on one another where nobody can tell which was first
        if copy.direction == "known":
            origins[copy.article].append(copy.of)
    told = record.articles.values()
    changed = {j.left: j.right.partition("/")[0] for j in record.judgements if j.relation == "modified"}
    graph = [
        *(_article(record, article, origins[article.id], changed.get(article.id)) for article in told),
        *(_entity(entity) for entity in record.entities.values()),
        *(_event(record, act) for act in acts(record)),
        *(_quotation(record, statement) for statement in record.statements.values()),
        *(claim for finding in record.findings.values() for claim in _claims(record, finding)),
    ]
    # https, and the vocabulary alone: a reader needs no remote context to expand it
    context = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
    return Exported({"schemaorg.jsonld": json_text({"@context": context, "@graph": graph})})


def _ref(noun: str, id: str | None) -> dict[str, str] | None:
    return {"@id": urn(noun, id)} if id else None


def _article(record: Record, article: Article, origins: list[str], modified: str | None) -> dict[str, Any]:
    named = dict.fromkeys(m.entity for m in record.mentions_in.get(article.id, []) if m.entity)
    return full(
        {
            "@type": "NewsArticle",
            "@id": urn("article", article.id),
            "headline": article.title,
            "articleBody": article.text if has_text(record) else None,
            "sha256": None if has_text(record) else article.text.removeprefix("sha256:"),
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "sourceOrganization": [{"@type": "Organization", "name": name} for name in article.agencies],
            "datePublished": article.published,
            "dateModified": modified,
            "inLanguage": article.language,
            "url": web_address(article),
            "isBasedOn": [_origin(record, of) for of in origins],
            "mentions": [_ref("entity", id) for id in named if id in record.entities],
        }
    )


def _origin(record: Record, of: str) -> dict[str, Any]:
    return {"@id": urn("article", of)} if of in record.articles else {"@type": "CreativeWork", "name": of}


def _entity(entity: Entity) -> dict[str, Any]:
    return full(
        {
            "@type": _KINDS.get(entity.kind, "Thing"),
            "@id": urn("entity", entity.id),
            "name": entity.name,
            "alternateName": list(entity.aliases),
            "jobTitle": [role.title for role in entity.roles] if entity.kind == "person" else None,
            "sameAs": list(entity.links),
        }
    )


def _event(record: Record, act: Act) -> dict[str, Any]:
    told = act.day_from == "told"
    return full(
        {
            "@type": "Event",
            "@id": urn("event", act.event.id),
            "name": headline(act),
            "additionalType": act.event.type,
            "description": "; ".join(corrections(record, act)),
            "startDate": act.day if told else None,
            "endDate": last_day(act.event.when) if told else None,
            "location": _place(act.event.where),
            "actor": [_ref("entity", party.entity.id) for party in act.actors],
            "attendee": [_ref("entity", party.entity.id) for party in act.recipients],
            "subjectOf": [_ref("article", article.id) for article in act.articles],
        }
    )


def _place(where: Where | None) -> dict[str, Any] | None:
    if where is None:
        return None
    place: dict[str, Any] = {"@type": "Place", "name": where.name}
    if where.latitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": where.latitude, "longitude": where.longitude}
    return place


def _quotation(record: Record, statement: Statement) -> dict[str, Any]:
    """`form` says whether the text is verbatim: an indirect statement is the outlet's wording."""
    words = [record.quote(statement.article, span.start, span.end) for span in statement.content]
    speaker = _ref("entity", statement.speaker_entity)
    if speaker is None and statement.speaker and has_text(record):
        speaker = {"@type": "Person", "name": record.mentions[statement.speaker].text}
    return full(
        {
            "@type": "Quotation",
            "@id": urn("statement", statement.id),
            "additionalType": statement.form,
            "text": " […] ".join(words) if has_text(record) else None,
            "sha256": None if has_text(record) else [word.removeprefix("sha256:") for word in words],
            "spokenByCharacter": speaker,
            "isPartOf": _ref("article", statement.article),
            "about": [_ref("entity", id) for id in statement.about if id in record.entities],
            "position": [f"{span.start}-{span.end}" for span in statement.content],
        }
    )


def _claims(record: Record, finding: Finding) -> Iterator[dict[str, Any]]:
    for place, side in enumerate(finding.sides):
        articles = _appearances(record, side, [e.article for e in finding.excerpts if e.side == place])
        yield full(
            {
                "@type": "Claim",
                "@id": f"{urn('finding', finding.id)}:{place}",
                "text": f"{_question(record, finding.question)}: {side.answer}",
                "about": _ref("event", finding.event),
                "author": [{"@type": "Organization", "name": outlet} for outlet in side.outlets],
                "firstAppearance": _ref("article", articles[0]) if articles else None,
                "appearance": [_ref("article", article) for article in articles],
                "creativeWorkStatus": finding.agreement,
            }
        )


def _question(record: Record, question: str) -> str:
    """The question with the entity's name for its id: "said:1f2e…" → "said by Ilse Varnholt"."""
    kind, _, id = question.partition(":")
    entity = record.entities.get(id)
    name = entity.name if entity else id
    return {"said": f"said by {name}", "label": f"called {name}"}.get(kind, question)


def _appearances(record: Record, side: Side, quoted: list[str]) -> list[str]:
    """The articles of a side, the earliest published first."""
    told = [record.reports[id].article for id in side.reports if id in record.reports]
    told += [record.statements[id].article for id in side.statements if id in record.statements]
    return sorted(dict.fromkeys([*told, *quoted]), key=lambda id: (record.articles[id].published or "9999", id))
