"""index rows → what lists and pages are made of: names, quotes, events, statements, accounts.

Reads the search index; the dataclasses are the schema of the web's JSON (docs/web.md). The one idea: an item carries
everything that is shown of it, with its quote, so that no page has to ask twice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from rashomon.record import Article, Attribution, GivenLine, Quantity, When, counts_that_stand, from_row
from rashomon.store.search import SearchIndex
from rashomon.views.figures import spell_figures
from rashomon.views.places import spell_place
from rashomon.views.telling import Telling, most_telling_first
from rashomon.views.words import first_words, spell_chain, spell_published, spell_when, spelled_cue, unread

Item = TypeVar("Item")

#: Modalities from the firmest on.
_FIRMNESS = ("happened", "ongoing", "planned", "demanded", "hypothetical", "denied")


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something by name, with the id of what it leads to."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a chain; offsets count in the article and are None where no characters name it."""

    name: str
    entity: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Cited:
    """Characters [start, end) of an article and what they say."""

    article: str
    outlet: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation with the chain it comes down and how firmly it is told."""

    article: str
    outlet: str
    start: int
    end: int
    quote: str
    chain: tuple[Link, ...]
    chain_words: str
    modality: str | None
    report: str | None
    statement: str | None
    #: What people gave in the report in place of what was read.
    given: tuple[GivenLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Time:
    """A half-open interval and its words."""

    start: str | None
    end: str | None
    precision: str
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; degrees are WGS84. `gazetteer`: its name there, where accounts call it otherwise."""

    place: str
    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One value of a facet, and how many articles and independent origins have it."""

    value: str
    label: str
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """What was published on one day (UTC)."""

    day: str
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class AccountItem:
    """One article: who published it, when, resting on whom. `opening`: its first words.

    `copied`: known, guessed: who took the text from whom.
    `unread`: "in French, not read" where nothing could be read in it.
    """

    id: str
    outlet: str
    title: str | None
    opening: str
    published: str
    published_from: str
    agencies: tuple[str, ...]
    authors: tuple[str, ...]
    language: str
    copy_of: Name | None
    copied: str | None
    share: float | None
    url: str | None
    unread: str | None


@dataclass(frozen=True, slots=True)
class EventItem:
    """One act with who, whom, when, where, how many, and by how many voices it is told.

    `corrected`: the parts that people gave in a report of it.
    """

    id: str
    type: str
    mode: str | None
    modality: str
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    when: Time | None
    where: Place | None
    quantities: tuple[str, ...]
    articles: int
    origins: int
    outlets: tuple[str, ...]
    story: str | None
    story_title: str | None
    agreement: dict[str, int]
    chain: str
    citations: tuple[Cited, ...]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SaidItem:
    """One statement: who, in which words, down which chain. `cue`: the words that say so, None where a colon does;
    `published`: the article's date in words.
    """

    id: str
    speaker: Name | None
    cue: str | None
    form: str
    negative: bool
    words: str
    chain: tuple[Link, ...]
    chain_words: str
    published: str
    citation: Cited


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list. `articles` and `origins` stand behind the whole list; `sampled` says what was left out."""

    items: tuple[Item, ...]
    total: int
    page: int
    size: int
    pages: int
    articles: int
    origins: int
    sampled: str | None = None


def page_of(
    items: Sequence[Item],
    total: int,
    page: int,
    size: int,
    counts: tuple[int, int] = (0, 0),
    sampled: str | None = None,
) -> Page[Item]:
    """A page from its items and what stands behind the list."""
    return Page(tuple(items), total, page, size, max(1, -(-total // size)), *counts, sampled)


def listed(values: Iterable[Any]) -> str:
    """Values for `in (select value from json_each(?))`: lists of any length in one parameter."""
    return json.dumps(list(values))


# ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────


def article_of(row: str) -> Article:
    """An article's noun without its text and blocks."""
    return from_row(Article, {**json.loads(row), "text": "", "blocks": []})


def accounts(index: SearchIndex, numbers: Iterable[int]) -> dict[int, AccountItem]:
    """Number of an article → its account, in order of publication, undated ones last."""
    wanted = listed(numbers)
    rows = index.rows(
        "select n, id, outlet, head, row, exists(select 1 from reports r where r.article = articles.n) "
        "or exists(select 1 from statements s where s.article = articles.n) tells "
        "from articles where n in (select value from json_each(?)) "
        "order by published is null, published, n",
        (wanted,),
    )
    copied = {
        row["article"]: row
        for row in index.rows(
            "select c.article, c.of, c.row, a.outlet, a.id from copies c left join articles a on a.n = c.of_article "
            "where c.article in (select value from json_each(?)) order by a.id is null desc, "
            "json_extract(c.row, '$.direction') = 'known', json_extract(c.row, '$.share'), c.of desc",
            (wanted,),
        )
    }
    return {row["n"]: _account(row, copied.get(row["n"])) for row in rows}


def _account(row: Any, copy: Any) -> AccountItem:
    article = article_of(row["row"])
    of = Name(copy["id"], copy["outlet"] or copy["of"]) if copy is not None else None
    # of an agency's text that the case does not hold nobody can say how much was taken
    share = round(json.loads(copy["row"])["share"], 4) if copy is not None and copy["id"] else None
    copied = json.loads(copy["row"])["direction"] if copy is not None else None
    opening = first_words(row["head"] or "", 70)
    return AccountItem(
        row["id"], row["outlet"], article.title, opening, spell_published(article), article.published_from,
        article.agencies, article.authors, article.language, of, copied, share, article.url,
        unread(article.language, bool(row["tells"])),
    )  # fmt: skip


def name_rows(index: SearchIndex, ids: Iterable[str]) -> dict[str, str]:
    """Entity id → name."""
    rows = index.rows("select id, name from entities where id in (select value from json_each(?))", (listed(ids),))
    return {row["id"]: row["name"] for row in rows}


# ── events ────────────────────────────────────────────────────────────────────────────────────────────────


def event_items(index: SearchIndex, numbers: Sequence[int], citations: int = 3) -> list[EventItem]:
    """Events in the order given, each with citations, the most telling first (0: none, for pictures)."""
    wanted = listed(numbers)
    rows = index.rows(
        "select e.*, s.id story_id, s.title story_title from events e left join stories s on s.n = e.story "
        "where e.n in (select value from json_each(?))",
        (wanted,),
    )
    nouns = {row["n"]: json.loads(row["row"]) for row in rows}
    names = name_rows(index, {e for noun in nouns.values() for e in (*noun["actors"], *noun["recipients"])})
    told: dict[int, list[Any]] = defaultdict(list)
    for report in index.rows(
        "select r.event, r.modality, r.quote, r.row, r.written, a.id article, a.outlet from reports r "
        "join articles a on a.n = r.article where r.event in (select value from json_each(?)) "
        "order by a.published is null, a.published, a.n, r.id",
        (wanted,),
    ):
        told[report["event"]].append(report)
    agreement: dict[str, dict[str, int]] = defaultdict(dict)
    for found in index.rows(
        "select event, agreement, count(*) k from findings where event in (select value from json_each(?)) "
        "group by 1, 2",
        (listed(row["id"] for row in rows),),
    ):
        agreement[found["event"]][found["agreement"]] = found["k"]
    made = {
        row["n"]: _event(row, nouns[row["n"]], names, told[row["n"]], agreement[row["id"]], citations) for row in rows
    }
    return [made[n] for n in numbers if n in made]


def _event(
    row: Any,
    noun: dict[str, Any],
    names: Mapping[str, str],
    told: Sequence[Any],
    agreement: dict[str, int],
    citations: int,
) -> EventItem:
    reports = [json.loads(report["row"]) for report in told]
    # most reports of an event come down the same chain: what is the same is spelled once
    told_down = {repr(report["according_to"]): report for report in reports}
    chains = {spell_chain(chain_of(report)): None for report in told_down.values()}
    counts = counts_that_stand(
        [(report["corrected"], [from_row(Quantity, q) for q in report["quantities"]]) for report in reports]
    )
    numbers = spell_figures(
        (quantity, written.get(quantity.of or quantity.unit or ""))
        for written, found in zip((json.loads(row["written"]) for row in told), counts, strict=True)
        for quantity in found
    )
    told_as = [report["modality"] for report in reports if "modality" in report["corrected"]]
    modality = min(told_as or (report["modality"] for report in told), key=_FIRMNESS.index, default="happened")
    quoted = most_telling_first(list(zip(told, reports, strict=True)), lambda pair: _telling_of(*pair), modality)
    return EventItem(
        id=row["id"],
        type=row["type"],
        mode=row["mode"],
        modality=modality,
        actors=named(noun["actors"], names),
        recipients=named(noun["recipients"], names),
        when=time_of(noun["when"]),
        where=place_of(noun["where"], _place_words(noun["where"], told, reports)),
        quantities=numbers,
        articles=row["articles"],
        origins=row["origins"],
        outlets=tuple(dict.fromkeys(report["outlet"] for report in told)),
        story=row["story_id"],
        story_title=row["story_title"],
        agreement=agreement,
        chain="; ".join(chain for chain in chains if chain),
        citations=tuple(
            Cited(r["article"], r["outlet"], noun["start"], noun["end"], r["quote"])
            for r, noun in quoted[:citations]
        ),
        corrected=tuple(noun["corrected"]),
    )


def _telling_of(row: Any, report: Mapping[str, Any]) -> Telling:
    cells = sum(bool(report[cell]) for cell in ("actors", "recipients", "when", "where", "quantities"))
    return Telling(report["modality"], cells, row["quote"])


def named(ids: Iterable[str], names: Mapping[str, str]) -> tuple[Name, ...]:
    """Ids with their names; an id without an entity says itself."""
    return tuple(Name(id if id in names else None, names.get(id, id)) for id in ids)


def time_of(row: dict[str, Any] | None) -> Time | None:
    """An interval with its words; None where the record has none, or none with a beginning."""
    if row is None:
        return None
    words = spell_when(from_row(When, row))
    return Time(row["start"], row["end"], row["precision"], words) if words else None


def place_of(row: dict[str, Any] | None, written: Iterable[str] = ()) -> Place | None:
    """A place, called as most of these words call it; or None."""
    if row is None:
        return None
    name = spell_place(row["name"], written)
    otherwise = row["name"] if row["name"] != name else None
    return Place(row["place"], name, row["country"], row["latitude"], row["longitude"], otherwise)


def _place_words(where: dict[str, Any] | None, told: Sequence[Any], reports: Sequence[dict[str, Any]]) -> list[str]:
    """The words by which reports call a place; of those that tell of another place none."""
    if where is None:
        return []
    here = [row for row, noun in zip(told, reports, strict=True) if (noun["where"] or {}).get("name") == where["name"]]
    return [words for row in here if (words := json.loads(row["written"]).get("where"))]


def chain_of(row: dict[str, Any]) -> tuple[Attribution, ...]:
    """The chain of a report's or statement's row, outermost first."""
    return tuple(from_row(Attribution, link) for link in row["according_to"])


def links_of(row: dict[str, Any]) -> tuple[Link, ...]:
    """The chain as links."""
    return tuple(Link(link.name, link.entity, link.start, link.end) for link in chain_of(row))


# ── statements and quotes ─────────────────────────────────────────────────────────────────────────────────


def said_items(index: SearchIndex, numbers: Sequence[int]) -> list[SaidItem]:
    """Statements in the order given."""
    rows = index.rows(
        "select s.*, a.id article_id, a.outlet, a.row account, e.id speaker_id, e.name speaker_name from statements s "
        "join articles a on a.n = s.article left join entities e on e.n = s.speaker "
        "where s.n in (select value from json_each(?))",
        (listed(numbers),),
    )
    made = {row["n"]: _said(row) for row in rows}
    return [made[n] for n in numbers if n in made]


def _said(row: Any) -> SaidItem:
    noun = json.loads(row["row"])
    speaker = row["speaker_name"] or row["speakers"] or row["speaker_words"]
    return SaidItem(
        id=row["id"],
        speaker=Name(row["speaker_id"], speaker) if speaker else None,
        cue=_cue(noun, row["quote"]),
        form=noun["form"],
        negative=noun["polarity"] == "negative",
        words=row["words"],
        chain=links_of(noun),
        chain_words=spell_chain(chain_of(noun)),
        published=spell_published(article_of(row["account"])),
        citation=Cited(row["article_id"], row["outlet"], noun["start"], noun["end"], row["quote"]),
    )


def _cue(statement: Mapping[str, Any], quote: str) -> str | None:
    if not statement["cue"]:
        return None
    start, end = (statement["cue"][side] - statement["start"] for side in ("start", "end"))
    return spelled_cue(quote[start:end])


def report_quotes(index: SearchIndex, ids: Iterable[str]) -> dict[str, Quote]:
    """Report id → the clause in which it is told."""
    rows = index.rows(
        "select r.id, r.modality, r.quote, r.row, a.id article, a.outlet from reports r "
        "join articles a on a.n = r.article where r.id in (select value from json_each(?))",
        (listed(ids),),
    )
    given = given_of(index, (row["id"] for row in rows))
    return {
        row["id"]: replace(
            _quote(row, row["modality"], row["id"], json.loads(row["row"])["statement"]),
            given=given.get(row["id"], ()),
        )
        for row in rows
    }


def given_of(index: SearchIndex, readings: Iterable[str]) -> dict[str, tuple[GivenLine, ...]]:
    """Report or statement → what people gave in place of what was read."""
    rows = index.rows("select * from given where report in (select value from json_each(?))", (listed(readings),))
    return {row["report"]: tuple(from_row(GivenLine, line) for line in json.loads(row["lines"])) for row in rows}


def statement_quotes(index: SearchIndex, ids: Iterable[str]) -> dict[str, Quote]:
    """Statement id → the characters from its speaker to the end of its content."""
    rows = index.rows(
        "select s.id, s.quote, s.row, a.id article, a.outlet from statements s join articles a on a.n = s.article "
        "where s.id in (select value from json_each(?))",
        (listed(ids),),
    )
    given = given_of(index, (row["id"] for row in rows))
    return {row["id"]: replace(_quote(row, None, None, row["id"]), given=given.get(row["id"], ())) for row in rows}


def _quote(row: Any, modality: str | None, report: str | None, statement: str | None) -> Quote:
    noun = json.loads(row["row"])
    return Quote(
        row["article"], row["outlet"], noun["start"], noun["end"], row["quote"], links_of(noun),
        spell_chain(chain_of(noun)), modality, report, statement,
    )  # fmt: skip


def volume_of(index: SearchIndex, condition: str, values: Sequence[Any]) -> tuple[DayCount, ...]:
    """Articles a day among those that `condition` (on `a`) holds for; days without are left out."""
    rows = index.rows(
        "select a.day, count(*) k, count(distinct coalesce(a.origin, -a.n)) o from articles a "
        f"where a.day is not null and ({condition}) group by 1 order by 1",
        values,
    )
    return tuple(DayCount(row["day"], row["k"], row["o"]) for row in rows)
