"""index + article → its text with everything read in it, as layers over offsets; blocks, copies, chains.

Reads the search index; writes nothing. The one idea: layers are spans, never markup, so that a page can draw any of
them and none can change the text.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rashomon.record import READING, GivenLine, Judgement, Quantity, Span, from_row, marked_wrong
from rashomon.store.search import SearchIndex
from rashomon.store.search_columns import Mask
from rashomon.store.search_rows import unpack
from rashomon.views.figures import spell_quantity
from rashomon.views.filters import number_of
from rashomon.views.items import (
    AccountItem,
    Cited,
    Link,
    Name,
    Page,
    Place,
    Time,
    accounts,
    article_of,
    chain_of,
    given_of,
    listed,
    name_rows,
    page_of,
    place_of,
    time_of,
)
from rashomon.views.side_by_side import direction_of
from rashomon.views.words import spell_chain, spell_published, unread

if TYPE_CHECKING:
    from rashomon.sources.decode import Decoded


@dataclass(frozen=True, slots=True)
class BlockItem:
    """A block; `text` only where it was dropped: what was kept stands in the article. `page`: on which it begins, from
    1, where its document has pages.
    """

    kind: str
    kept: bool
    start: int | None
    end: int | None
    document_start: int
    document_end: int
    reason: str
    text: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class EntityLayer:
    """A mention and who it is."""

    mention: str
    start: int
    end: int
    kind: str
    text: str
    entity: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class TimeLayer:
    """A mention of a time and what it was counted from."""

    mention: str
    start: int
    end: int
    text: str
    when: Time | None
    relation: str
    anchor: str | None


@dataclass(frozen=True, slots=True)
class PlaceLayer:
    """A mention of a place and which one it is."""

    mention: str
    start: int
    end: int
    text: str
    where: Place | None


@dataclass(frozen=True, slots=True)
class QuantityLayer:
    """A mention of a number, in words, and what it counts."""

    mention: str
    start: int
    end: int
    text: str
    words: str
    of: str | None


@dataclass(frozen=True, slots=True)
class StatementLayer:
    """A statement: its cue and content as spans, who speaks, down which chain. `given`: as in ReportItem."""

    id: str
    start: int
    end: int
    form: str
    cue: Span | None
    content: tuple[Span, ...]
    speaker: Name | None
    negative: bool
    certainty: str | None
    chain: tuple[Link, ...]
    chain_words: str
    words: str
    given: tuple[GivenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that name the act."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One article's telling of one act. `given`: what people gave in place of what was read."""

    id: str
    article: str
    outlet: str
    start: int
    end: int
    trigger: Trigger
    type: str
    mode: str | None
    modality: str
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    when: Time | None
    where: Place | None
    quantities: tuple[str, ...]
    chain: tuple[Link, ...]
    chain_words: str
    event: str | None
    citation: Cited
    given: tuple[GivenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CopyItem:
    """Text shared with another article or an agency. `mine`: this article is the copy; spans count in it first."""

    other: AccountItem | None
    agency: str | None
    share: float
    direction: str
    mine: bool
    passages: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Original:
    """The document as received; `url` is where the web gives it out."""

    media_type: str
    encoding: str | None
    url: str
    bytes: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with its layers. `published` is in words; `published_start`, `published_latest` are instants.

    `wrong`: the parts that people call wrong, by statement or report.
    """

    id: str
    document: str
    outlet: str
    url: str | None
    title: str | None
    published: str
    published_start: str | None
    published_latest: str | None
    published_from: str
    language: str
    direction: str
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    text: str
    story: Name | None
    copies: tuple[CopyItem, ...]
    blocks: tuple[BlockItem, ...]
    entities: tuple[EntityLayer, ...]
    times: tuple[TimeLayer, ...]
    places: tuple[PlaceLayer, ...]
    quantities: tuple[QuantityLayer, ...]
    statements: tuple[StatementLayer, ...]
    reports: tuple[ReportItem, ...]
    wrong: Mapping[str, tuple[str, ...]]
    original: Original | None
    #: "in French, not read" where nothing could be read in it.
    unread: str | None


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article in a list. `copies`: how many articles derive from it."""

    id: str
    outlet: str
    title: str | None
    published: str
    language: str
    story: Name | None
    copies: int


def view_reading(index: SearchIndex, name: str, decoded: Decoded | None, original: Original | None) -> ArticlePage:
    """One article. `decoded`: the document, for its pages and the text of dropped blocks. Raises NotFound."""
    number = number_of(index, "articles", name)
    (row,) = index.rows(
        "select a.*, s.id story_id, s.title story_title from articles a "
        "left join stories s on s.n = a.story where a.n = ?",
        (number,),
    )
    (kept,) = index.rows("select text, body from texts where article = ?", (number,))
    held = unpack(kept["body"])
    linked = _linked(index, number)
    names = name_rows(index, linked.values())
    article = article_of(row["row"])
    mentions = {m["id"]: m for m in sorted(held.get("mentions", ()), key=lambda m: (m["start"], -m["end"], m["id"]))}
    statements = tuple(_statements(index, number, _mentions(index, number), linked, names))
    reports = report_items(index, [number])
    return ArticlePage(
        id=article.id,
        document=article.document,
        outlet=row["outlet"],
        url=article.url,
        title=article.title,
        published=spell_published(article),
        published_start=article.published,
        published_latest=article.published_latest,
        published_from=article.published_from,
        language=article.language,
        direction=direction_of(article.language),
        agencies=article.agencies,
        authors=article.authors,
        text=kept["text"],
        story=Name(row["story_id"], row["story_title"]) if row["story_id"] else None,
        copies=_copies(index, number),
        blocks=tuple(_block(block, decoded) for block in held["blocks"]),
        entities=_entities(mentions, linked, names),
        times=tuple(_time(mentions[t["mention"]], t) for t in held.get("times", ())),
        places=tuple(_place(mentions[p["mention"]], p) for p in held.get("places", ())),
        quantities=tuple(_quantity(mentions[q["mention"]], q) for q in held.get("quantities", ())),
        statements=statements,
        reports=tuple(reports),
        wrong=_wrong(index, {*(said.id for said in statements), *(told.id for told in reports)}),
        original=original,
        unread=unread(article.language, bool(statements or reports)),
    )


def _wrong(index: SearchIndex, readings: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Of these readings the parts that people call wrong."""
    rows = index.rows("select row from decisions where json_extract(row, '$.relation') = ?", (READING,))
    marks = marked_wrong(from_row(Judgement, json.loads(row["row"])) for row in rows)
    return {reading: tuple(sorted(parts)) for reading, parts in marks.items() if reading in readings}


def document_of(index: SearchIndex, name: str) -> str:
    """The id of the document that an article was read from. Raises NotFound."""
    number = number_of(index, "articles", name)
    return str(index.rows("select document from articles where n = ?", (number,))[0]["document"])


def _linked(index: SearchIndex, number: int) -> dict[str, str]:
    rows = index.rows("select body from linked where article = ?", (number,))
    return dict(unpack(rows[0]["body"])) if rows else {}


def _block(block: dict[str, Any], decoded: Decoded | None) -> BlockItem:
    start, end = block["document_start"], block["document_end"]
    dropped = None if block["kept"] or decoded is None else decoded.text[start:end]
    page = decoded.page_at(start) if decoded is not None else None
    return BlockItem(
        block["kind"], block["kept"], block["start"], block["end"], start, end, block["reason"], dropped, page
    )


def _entities(
    mentions: Mapping[str, dict[str, Any]], linked: Mapping[str, str], names: Mapping[str, str]
) -> tuple[EntityLayer, ...]:
    return tuple(
        EntityLayer(
            m["id"], m["start"], m["end"], m["kind"], m["text"], linked.get(m["id"]), names.get(linked.get(m["id"], ""))
        )
        for m in mentions.values()
        if m["id"] in linked or m["kind"] not in ("time", "quantity")
    )


def _time(mention: dict[str, Any], row: dict[str, Any]) -> TimeLayer:
    return TimeLayer(
        mention["id"], mention["start"], mention["end"], mention["text"], time_of(row), row["relation"], row["anchor"]
    )


def _place(mention: dict[str, Any], row: dict[str, Any]) -> PlaceLayer:
    return PlaceLayer(mention["id"], mention["start"], mention["end"], mention["text"], place_of(row))


def _quantity(mention: dict[str, Any], row: dict[str, Any]) -> QuantityLayer:
    quantity = from_row(Quantity, row)
    return QuantityLayer(
        mention["id"], mention["start"], mention["end"], mention["text"],
        spell_quantity(quantity, mention["text"]), quantity.of,
    )  # fmt: skip


def _numbers(rows: Sequence[dict[str, Any]], written: Mapping[str, str]) -> tuple[str, ...]:
    """A report's numbers in words. `written`: by question, the words that each was read from."""
    quantities = [from_row(Quantity, row) for row in rows]
    return tuple(spell_quantity(one, written.get(one.of or one.unit or "")) for one in quantities)


def _statements(
    index: SearchIndex,
    number: int,
    mentions: Mapping[str, dict[str, Any]],
    linked: Mapping[str, str],
    names: Mapping[str, str],
) -> list[StatementLayer]:
    at = {(m["start"], m["end"]): linked[m["id"]] for m in mentions.values() if m["id"] in linked}
    made = []
    rows = index.rows("select id, words, row from statements where article = ?", (number,))
    given = given_of(index, (row["id"] for row in rows))
    for row in rows:
        noun = json.loads(row["row"])
        made.append(
            StatementLayer(
                id=row["id"],
                start=noun["start"],
                end=noun["end"],
                form=noun["form"],
                cue=from_row(Span, noun["cue"]) if noun["cue"] else None,
                content=tuple(from_row(Span, span) for span in noun["content"]),
                speaker=_name(noun["speaker"], mentions, linked, names),
                negative=noun["polarity"] == "negative",
                certainty=noun["certainty"],
                chain=tuple(Link(x.name, at.get((x.start or -1, x.end or -1)), x.start, x.end) for x in chain_of(noun)),
                chain_words=spell_chain(chain_of(noun)),
                words=row["words"],
                given=given.get(row["id"], ()),
            )
        )
    return sorted(made, key=lambda said: (said.start, said.id))


def _name(
    mention: str | None,
    mentions: Mapping[str, dict[str, Any]],
    linked: Mapping[str, str],
    names: Mapping[str, str],
) -> Name | None:
    if mention is None or mention not in mentions:
        return None
    entity = linked.get(mention)
    return Name(entity if entity in names else None, names.get(entity or "", mentions[mention]["text"]))


def report_items(index: SearchIndex, articles: Sequence[int], event: int | None = None) -> list[ReportItem]:
    """Reports of these articles in reading order; with `event`, only those that tell it."""
    rows = index.rows(
        "select r.*, a.id article_id, a.outlet, e.id event_id from reports r join articles a on a.n = r.article "
        "left join events e on e.n = r.event where r.article in (select value from json_each(?))"
        + (" and r.event = ?" if event is not None else ""),
        (listed(articles), *((event,) if event is not None else ())),
    )
    held = {number: _mentions(index, number) for number in {row["article"] for row in rows}}
    linked = {number: _linked(index, number) for number in held}
    names = name_rows(index, {entity for found in linked.values() for entity in found.values()})
    place = {number: at for at, number in enumerate(articles)}
    rows.sort(key=lambda row: (place[row["article"]], json.loads(row["row"])["start"], row["id"]))
    given = given_of(index, (row["id"] for row in rows))
    return [
        replace(_report(row, held[row["article"]], linked[row["article"]], names), given=given.get(row["id"], ()))
        for row in rows
    ]


def _mentions(index: SearchIndex, number: int) -> dict[str, dict[str, Any]]:
    body = index.rows("select body from texts where article = ?", (number,))[0]["body"]
    added = index.rows("select row from given_mentions where article = ?", (number,))
    given = (json.loads(row["row"]) for row in added)
    return {mention["id"]: mention for mention in (*unpack(body).get("mentions", ()), *given)}


def _report(
    row: Any, mentions: Mapping[str, dict[str, Any]], linked: Mapping[str, str], names: Mapping[str, str]
) -> ReportItem:
    noun, written = json.loads(row["row"]), json.loads(row["written"])
    return ReportItem(
        id=row["id"],
        article=row["article_id"],
        outlet=row["outlet"],
        start=noun["start"],
        end=noun["end"],
        trigger=Trigger(noun["trigger"]["start"], noun["trigger"]["end"], row["trigger"]),
        type=noun["type"],
        mode=noun["mode"],
        modality=noun["modality"],
        actors=_names(noun["actors"], mentions, linked, names),
        recipients=_names(noun["recipients"], mentions, linked, names),
        when=time_of(noun["when"]),
        where=place_of(noun["where"], filter(None, (written.get("where"),))),
        quantities=_numbers(noun["quantities"], written),
        chain=tuple(Link(link.name, None, link.start, link.end) for link in chain_of(noun)),
        chain_words=spell_chain(chain_of(noun)),
        event=row["event_id"],
        citation=Cited(row["article_id"], row["outlet"], noun["start"], noun["end"], row["quote"]),
    )


def _names(
    ids: Sequence[str], mentions: Mapping[str, dict[str, Any]], linked: Mapping[str, str], names: Mapping[str, str]
) -> tuple[Name, ...]:
    """Names behind mentions, groups opened, each once."""
    found: dict[Name, None] = {}
    for id in ids:
        for member in mentions.get(id, {}).get("members") or (id,):
            if name := _name(member, mentions, linked, names):
                found[name] = None
    return tuple(found)


def _copies(index: SearchIndex, number: int) -> tuple[CopyItem, ...]:
    rows = index.rows("select * from copies where article = ? or of_article = ?", (number, number))
    others = accounts(index, {n for row in rows for n in (row["article"], row["of_article"]) if n and n != number})
    return tuple(_copy(row, number, others) for row in rows)


def _copy(row: Any, number: int, others: Mapping[int, AccountItem]) -> CopyItem:
    noun = json.loads(row["row"])
    mine = row["article"] == number
    other = row["of_article"] if mine else row["article"]
    spans = [(p["start"], p["end"], p["of_start"], p["of_end"]) for p in noun["passages"]]
    return CopyItem(
        others.get(other or 0),
        row["of"] if mine and not row["of_article"] else None,
        round(noun["share"], 4),
        noun["direction"],
        mine,
        tuple(span if mine else (*span[2:], *span[:2]) for span in spans),
    )


def article_lines(index: SearchIndex, chosen: Mask, page: int, size: int) -> Page[ArticleLine]:
    """Articles of a mask, latest first."""
    columns = index.columns()
    latest = columns.latest[chosen[columns.latest]]
    rows = index.rows(
        "select a.*, s.id story_id, s.title story_title, "
        "(select count(*) from copies c where c.of_article = a.n) copies "
        "from articles a left join stories s on s.n = a.story where a.n in (select value from json_each(?)) "
        "order by a.published is null, a.published desc, a.n",
        (listed(latest[(page - 1) * size : page * size].tolist()),),
    )
    items = [
        ArticleLine(
            row["id"], row["outlet"], row["title"], spell_published(article_of(row["row"])), row["language"],
            Name(row["story_id"], row["story_title"]) if row["story_id"] else None, row["copies"],
        )
        for row in rows
    ]  # fmt: skip
    return page_of(items, len(latest), page, size, (len(latest), columns.voices(chosen)))
