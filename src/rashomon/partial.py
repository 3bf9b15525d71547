"""A question → the part of the record that answers it, read from the tables and no more.

Reads the tables by id, gives a Record that holds the whole truth about what was asked and nothing about the rest. The
one idea: what a story, an event, an entity or an article shows hangs together by articles; once these are known,
every other row is found by their ids.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rashomon.errors import NotFound
from rashomon.record import (
    NOUNS,
    READING,
    Article,
    Copy,
    Entity,
    Event,
    Failure,
    Finding,
    Judged,
    Judgement,
    Mention,
    Quantity,
    Readings,
    Record,
    Report,
    Statement,
    Story,
    When,
    as_judged,
    filled,
    judged_in,
    rows_to_table,
    table_to_rows,
)
from rashomon.record import Where as Place
from rashomon.record.ids import ID_LENGTH, NAMED_AFTER, named_after
from rashomon.store.base import Where
from rashomon.store.delta import DeltaStore

#: Kind → table of what has an id that a person may type.
TABLE_OF = {
    "article": "articles",
    "story": "stories",
    "event": "events",
    "entity": "entities",
    "report": "reports",
    "statement": "statements",
    "mention": "mentions",
}


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the whole case: articles, independent origins, failures, and stories in the order of the brief."""

    articles: int
    origins: int
    failures: int
    stories: tuple[str, ...]


def whole_record(store: DeltaStore) -> Record:
    """All of it."""
    return _record(store, {name: {} for name in NOUNS if name != "documents"})


def record_of_stories(store: DeltaStore, names: Collection[str]) -> Record:
    """All that these stories show: their articles, events and findings."""
    stories = _rows(store, Story, "stories", {"id": names})
    events = _rows(store, Event, "events", {"id": {event for story in stories for event in story.events}})
    articles = {article for story in stories for article in story.articles} | _told_in(store, events)
    return _around(store, articles, events, {"stories": {"id": names}, "findings": {"story": names}})


def record_of_event(store: DeltaStore, name: str) -> Record:
    """All that one event shows: the reports that tell it and the findings about it."""
    events = _rows(store, Event, "events", {"id": [name]})
    return _around(store, _told_in(store, events), events, {"findings": {"event": [name]}})


def record_of_entity(store: DeltaStore, name: str) -> Record:
    """All that one entity shows: its mentions, what it did and suffered, what it said."""
    taking_part = store.read("events", ["id", "actors", "recipients"])
    acting = {event for column in ("actors", "recipients") for event in _holding(taking_part, column, name)}
    events = _rows(store, Event, "events", {"id": acting})
    members = store.read("members", ["member"], {"noun": ["mention"], "cluster": [name]})["member"].to_pylist()
    mentions = _rows(store, Mention, "mentions", {"id": members})
    articles = {mention.article for mention in mentions} | _told_in(store, events)
    record = _around(store, articles, events, {"entities": {"id": [name]}})
    own = {mention.id: replace(mention, entity=name) for mention in mentions}
    return replace(record, mentions=record.mentions | own)


def record_of_article(store: DeltaStore, name: str) -> Record:
    """One article with all that was read in it, and when its page was changed."""
    where = {**_read_with(store, name), "left": [name], "relation": ["modified"]}
    stated = _rows(store, Judgement, "judgements", where)
    record = _around(store, {name}, [], {})
    return replace(record, judgements=(*record.judgements, *stated))


def record_of_articles(store: DeltaStore, names: Collection[str]) -> Record:
    """Some articles with all that was read in them, and whose copies they are."""
    return _around(store, set(names), [], {})


def readings_of_article(store: DeltaStore, name: str) -> Record:
    """All mentions of one article with the times, places and numbers that were read from them, as they were read."""
    beside = _read_with(store, name)
    mentions = _rows(store, Mention, "mentions", {**beside, "article": [name]})
    where = {**beside, "mention": [mention.id for mention in mentions]}
    return Record(
        mentions={mention.id: mention for mention in mentions},
        times={when.mention: when for when in _rows(store, When, "times", where)},
        places={place.mention: place for place in _rows(store, Place, "places", where)},
        quantities={quantity.mention: quantity for quantity in _rows(store, Quantity, "quantities", where)},
    )


def _read_with(store: DeltaStore, article: str) -> Where:
    """Where all lies that was read in an article: in one slice, so that most of a table need not be looked at."""
    return {"slice": set(store.slices_of("articles", [article]).values())}


def record_of_judgements(store: DeltaStore, things: Sequence[tuple[str, str]]) -> Record:
    """Things, what they are made of, every judgement that names one of them, and the words that these judge."""
    asked: dict[str, list[str]] = {}
    for kind, name in things:
        asked.setdefault(kind, []).append(name)
    of_reports = store.read("members", where={"member": asked.get("report", [])}).to_pylist()
    members = [*store.read("members", where={"cluster": asked.get("entity", [])}).to_pylist(), *of_reports]
    stories = _rows(store, Story, "stories", {"id": asked.get("story", [])})
    told = [row["cluster"] for row in of_reports]
    events = _rows(store, Event, "events", {"id": [*asked.get("event", []), *told]})
    beside = [report for event in events if event.id in told for report in event.reports]
    made_of = {
        *(name for _, name in things),
        *(row["member"] for row in members),
        *(article for story in stories for article in story.articles),
        *(report for event in events for report in event.reports),
    }
    judgements = [
        *_rows(store, Judgement, "judgements", {"left": made_of}),
        *_rows(store, Judgement, "judgements", {"right": made_of}),
    ]
    ends = {end for judgement in judgements for end in (judgement.left, judgement.right)}
    judged = {one.id: one for one in _rows(store, Report, "reports", {"id": ends})}
    articles = _rows(store, Article, "articles", {"id": ends | {report.article for report in judged.values()}})
    # what people added lies in no table
    told_by = {"reports": {"id": beside}}
    read = {"reports": _rows(store, Report, "reports", told_by["reports"]), "statements": [], "articles": []}
    reports = _as_judged(store, read, told_by, replace(judged_in(_marks(store)), wrong={})).reports
    bare = Record(
        mentions={m.id: m for m in _rows(store, Mention, "mentions", {"id": [row["member"] for row in members]})},
        articles={article.id: article for article in articles},
        reports=judged | {report.id: report for report in reports},
        stories={story.id: story for story in stories},
        events={event.id: event for event in events},
        judgements=tuple(dict.fromkeys(judgements)),
    )
    return filled(bare, {(row["noun"], row["member"]): row["cluster"] for row in members})


def totals(store: DeltaStore) -> Totals:
    """Counts of the whole case and the order of its stories, without reading the accounts."""
    voices = store.read("members", ["member", "cluster"], {"noun": ["article"]})
    origin = dict(zip(voices["member"].to_pylist(), voices["cluster"].to_pylist(), strict=True))
    stories = store.read("stories", ["id", "articles"])

    def rank(story: tuple[str, list[str]]) -> tuple[int, int, str]:
        name, articles = story
        return (-len({origin.get(article, article) for article in articles}), -len(articles), name)

    told = zip(stories["id"].to_pylist(), stories["articles"].to_pylist(), strict=True)
    articles = store.read("articles", ["id"])["id"].to_pylist()
    return Totals(
        articles=len(articles),
        origins=len({origin.get(article, article) for article in articles}),
        failures=store.read("failures", ["document"]).num_rows,
        stories=tuple(name for name, _ in sorted(told, key=rank)),
    )


def filled_tables(store: DeltaStore, names: Iterable[str]) -> dict[str, pa.Table]:
    """Tables by name, references filled; what does not hang on clusters is given as it lies."""
    asked = [name for name in NOUNS if name in set(names)]
    hanging = {"mentions", "statements", "reports"} & set(asked)
    judged = judged_in(_marks(store)) if hanging else None
    # what people gave may rest on mentions of theirs
    with_given = {"reports", "statements"} if judged and (judged.given or judged.added) else set()
    record = _record(store, {name: {} for name in {*hanging, "mentions", *with_given}}, True) if hanging else Record()
    return {
        name: rows_to_table(NOUNS[name], getattr(record, name).values()) if name in hanging else store.read(name)
        for name in asked
    }


#: What to type where an id is not known.
_WHERE_IDS_STAND = {
    "story": "'rashomon brief CASE' lists the stories",
    "event": "'rashomon show CASE story STORY' lists its events",
    "article": "'rashomon brief CASE' lists the articles of each story",
    "entity": "give a name as the articles write it, or an id",
}


def find_id(store: DeltaStore, kind: str, name: str) -> str:
    """The one id of this kind that is or begins with `name`; an entity's name will do, too. Raises NotFound."""
    found = set(store.beginning_with(TABLE_OF[kind], name)) if name else set()
    if name in found:
        return name
    called = _by_alias(store, name) if kind == "entity" and name else set()
    found |= called
    if len(found) == 1:
        return found.pop()
    if called:
        raise NotFound(f"several entities are called {name!r}: {_told_apart(store, found)}; ask for one by its id")
    if found:
        first = ", ".join(key[:8] for key in sorted(found)[:5])
        raise NotFound(f"several {kind} ids begin so: {name!r}; {first}")
    if now := _renamed(store, kind, name):
        return now
    raise NotFound(f"no such {kind}: {name!r}; {_WHERE_IDS_STAND[kind]}")


def _renamed(store: DeltaStore, kind: str, name: str) -> str | None:
    """The story or event that bore this id before a newcomer renamed it, by the id that it has now."""
    table = TABLE_OF[kind]
    if table not in NAMED_AFTER or len(name) != ID_LENGTH:
        return None
    members, named = NAMED_AFTER[table]
    member = named_after(name, store.read(members, ["id"])["id"].to_pylist(), named)
    if member is None:
        return None
    groups = store.read(table, ["id", members])
    pairs = zip(groups["id"].to_pylist(), groups[members].to_pylist(), strict=True)
    return next((group for group, held in pairs if member in held), None)


def find_thing(store: DeltaStore, name: str) -> tuple[str, str]:
    """The kind and whole id of whatever an id or its beginning names. Raises NotFound, also where several do."""
    matches = {kind: store.beginning_with(table, name) if name else [] for kind, table in TABLE_OF.items()}
    for kind, table in (("report", "reports"), ("statement", "statements")):
        matches[kind] = [*matches[kind], *(one for one in _added(store, table) if name and one.startswith(name))]
    exact = [(kind, name) for kind, found in matches.items() if name in found]
    if len(exact) == 1:
        return exact[0]
    for kind, found in matches.items():
        if len(found) > 1:
            raise NotFound(f"several {kind} ids begin so: {name!r}; {', '.join(key[:8] for key in sorted(found)[:5])}")
    single = [(kind, found[0]) for kind, found in matches.items() if found]
    if len(single) == 1:
        return single[0]
    raise NotFound(f"several things begin so: {name!r}" if single else f"nothing in the case has this id: {name!r}")


def _around(store: DeltaStore, articles: Collection[str], events: Sequence[Event], more: Mapping[str, Where]) -> Record:
    """The record of these articles and events, with `more` rows of other tables."""
    copies = _rows(store, Copy, "copies", {"article": articles})
    shown = {*articles, *(copy.of for copy in copies)}
    # all of an article lies in one slice: most of a table need not be looked at
    lies = store.slices_of("articles", shown)
    of_articles = {"slice": {lies[one] for one in articles if one in lies}, "article": articles}
    return _record(
        store,
        {
            "articles": {"slice": set(lies.values()), "id": shown},
            "mentions": of_articles,
            "statements": of_articles,
            "reports": of_articles,
            "events": {"id": [event.id for event in events]},
            "copies": {"article": articles},
            **more,
        },
    )


def _told_in(store: DeltaStore, events: Iterable[Event]) -> set[str]:
    """Articles in which the reports of these events stand."""
    return set(articles_of(store, "reports", [report for event in events for report in event.reports]).values())


def articles_of(store: DeltaStore, table: str, readings: Collection[str]) -> dict[str, str]:
    """Report or statement → its article, of those that the case has; what people added is among them."""
    if not readings:
        return {}
    rows = store.read(table, ["id", "article"], {"id": list(readings)})
    found = dict(zip(rows["id"].to_pylist(), rows["article"].to_pylist(), strict=True))
    return found | (_added(store, table, readings) if table in ("reports", "statements") else {})


def _added(store: DeltaStore, table: str, names: Collection[str] | None = None) -> dict[str, str]:
    """Report or statement that a person added → its article; of these `names` alone where some are given."""
    judged = judged_in(_marks(store))
    of_table = judged.acts if table == "reports" else judged.sayings
    added = {made.right: made.left for found in of_table.values() for made in found}
    return added if names is None else {one: article for one, article in added.items() if one in names}


def _record(store: DeltaStore, asked: Mapping[str, Where], whole: bool = False) -> Record:
    """A record of the rows that `asked` names by table (an empty Where is the whole table), references filled.

    What people call wrong stands in it only where it is asked for `whole`, what they gave instead in any case.
    """
    found: dict[str, list[Any]] = {
        name: _rows(store, NOUNS[name], name, asked[name]) if name in asked and name != "mentions" else []
        for name in NOUNS
    }
    marks = _marks(store)
    judged = judged_in(marks)
    if whole:
        judged = replace(judged, wrong={})
    read = _as_judged(store, found, asked, judged)
    found |= {"reports": read.reports, "statements": read.statements}
    if "judgements" not in asked or asked["judgements"]:
        corrected = {report.id for report in read.reports if report.corrected}
        corrected |= {statement.id for statement in read.statements if statement.corrected}
        found["judgements"] += [made for made in marks if not corrected.isdisjoint((made.left, made.right))]
    if "mentions" in asked:
        found["mentions"] = _mentions(store, asked["mentions"], found)
        known = {mention.id for mention in found["mentions"]}
        found["mentions"] += [mention for mention in read.mentions if mention.id not in known]
    of_member = _clusters(store, found, asked)
    if "entities" not in asked or asked["entities"]:
        named = {*of_member.values(), *_named(found), *asked.get("entities", {}).get("id", ())}
        found["entities"] = _rows(store, Entity, "entities", {"id": named})
    return filled(_bare(found, of_member), of_member)


def _marks(store: DeltaStore) -> list[Judgement]:
    """People's marks on readings; asks nothing of a case in which nobody has judged."""
    slices = [entry.slice for entry in store.ledger() if entry.kind == "person"]
    return _rows(store, Judgement, "judgements", {"slice": slices, "relation": [READING]})


def _as_judged(
    store: DeltaStore, found: Mapping[str, Sequence[Any]], asked: Mapping[str, Where], judged: Judged
) -> Readings:
    """The readings that were found as people say they are, with the acts that they added where these are asked for."""
    acts, sayings = _asked_for(judged.acts, asked.get("reports")), _asked_for(judged.sayings, asked.get("statements"))
    shown = {made.right for found in sayings.values() for made in found}
    statements, there = list(found["statements"]), {one.id for one in found["statements"]}
    # a report's chain follows from the statement that it stands in, though nobody asks for statements
    given = _rows(store, Statement, "statements", {"id": judged.given.keys() - there}) if judged.given else []
    of_reports = {report.article for report in found["reports"]}
    # it tells the acts in it, too
    sayings |= {one: made for one, made in judged.sayings.items() if one in of_reports | acts.keys()}
    judged = replace(judged, acts=acts, sayings=sayings)
    touched = {one.article for one in given if one.article in of_reports} | acts.keys() | sayings.keys()
    touched |= {one.article for one in statements if one.id in judged.given}
    beside = _rows(store, Statement, "statements", {"article": touched})
    statements += [one for one in beside if one.id not in there]
    wanted = touched | {report.article for report in found["reports"] if report.id in judged.given}
    articles = {article.id: article for article in found["articles"] if article.id in wanted}
    articles |= {one.id: one for one in _rows(store, Article, "articles", {"id": wanted - articles.keys()})}
    spoken = {one.speaker for one in statements if one.article in touched and one.speaker is not None}
    speakers = _rows(store, Mention, "mentions", {"id": spoken})
    read = as_judged(found["reports"], statements, judged, articles, speakers)
    return replace(read, statements=[one for one in read.statements if one.id in there | shown])


def _asked_for(added: Mapping[str, Sequence[Judgement]], where: Where | None) -> dict[str, tuple[Judgement, ...]]:
    """Of what people added what is asked for; nothing where its table is not."""
    if where is None:
        return {}
    found = {
        article: tuple(one for one in made if one.right in where.get("id", (one.right,)))
        for article, made in added.items() if article in where.get("article", (article,))
    }  # fmt: skip
    return {article: made for article, made in found.items() if made}


def _mentions(store: DeltaStore, where: Where, found: Mapping[str, Sequence[Any]]) -> list[Mention]:
    """All mentions; of a part of the record those that views show: who speaks, acts or is acted on."""
    if not where:
        return _rows(store, Mention, "mentions", {})
    rows = store.read("mentions", where=where)
    shown = shown_mentions(found["statements"], found["reports"])
    chosen = rows.filter(pc.is_in(rows["id"], pa.array(sorted(shown), pa.string())))
    behind = {member for members in chosen["members"].to_pylist() for member in members} - shown
    if behind:
        chosen = rows.filter(pc.is_in(rows["id"], pa.array(sorted(shown | behind), pa.string())))
    return list(table_to_rows(Mention, chosen))


def shown_mentions(statements: Iterable[Statement], reports: Sequence[Report]) -> set[str]:
    """Who speaks, is spoken to, acts or is acted on, and the words that times, places and numbers are read from."""
    shown = {m for s in statements for m in (s.speaker, s.addressee) if m}
    shown = shown.union(*({*report.actors, *report.recipients} for report in reports))
    shown |= {cell.mention for report in reports for cell in (report.where, report.when) if cell}
    return shown | {quantity.mention for report in reports for quantity in report.quantities}


def _clusters(
    store: DeltaStore, found: Mapping[str, Sequence[Any]], asked: Mapping[str, Where]
) -> dict[tuple[str, str], str]:
    """(noun, member) → cluster, of the members that were found."""
    nouns = {"mention": "mentions", "report": "reports", "article": "articles"}
    wanted: dict[str, Collection[str]] = {"noun": [noun for noun, table in nouns.items() if table in asked]}
    if any(asked.get(table) for table in nouns.values()):
        wanted["member"] = {one.id for table in nouns.values() for one in found[table]}
    rows = store.read("members", where=wanted)
    keys = zip(rows["noun"].to_pylist(), rows["member"].to_pylist(), strict=True)
    return dict(zip(keys, rows["cluster"].to_pylist(), strict=True))


def _named(found: Mapping[str, Sequence[Any]]) -> set[str]:
    """Entities that events and findings name."""
    parties = {name for event in found["events"] for name in (*event.actors, *event.recipients)}
    return parties | {finding.question.partition(":")[2] for finding in found["findings"]}


def _bare(found: Mapping[str, Sequence[Any]], of_member: Mapping[tuple[str, str], str]) -> Record:
    origins = {member: cluster for (noun, member), cluster in of_member.items() if noun == "article"}

    def by_id(table: str) -> dict[str, Any]:
        return {noun.id: noun for noun in found[table]}

    def by_mention(table: str) -> dict[str, Any]:
        return {noun.mention: noun for noun in found[table]}

    articles: dict[str, Article] = by_id("articles")
    mentions: dict[str, Mention] = by_id("mentions")
    times: dict[str, When] = by_mention("times")
    places: dict[str, Place] = by_mention("places")
    quantities: dict[str, Quantity] = by_mention("quantities")
    entities: dict[str, Entity] = by_id("entities")
    statements: dict[str, Statement] = by_id("statements")
    reports: dict[str, Report] = by_id("reports")
    events: dict[str, Event] = by_id("events")
    stories: dict[str, Story] = by_id("stories")
    copies: tuple[Copy, ...] = tuple(found["copies"])
    judgements: tuple[Judgement, ...] = tuple(found["judgements"])
    findings: dict[str, Finding] = by_id("findings")
    failures: tuple[Failure, ...] = tuple(found["failures"])
    return Record(
        articles, mentions, times, places, quantities, entities, statements, reports, events, stories, copies,
        judgements, findings, failures, origins,
    )  # fmt: skip


def _rows(store: DeltaStore, kind: type[Any], table: str, where: Where) -> list[Any]:
    if any(not values for values in where.values()):
        return []
    return list(table_to_rows(kind, store.read(table, where=where)))


def _holding(table: pa.Table, column: str, value: str) -> list[str]:
    """Ids of the rows whose list in `column` holds the value."""
    lists = table[column].combine_chunks()
    rows = pc.list_parent_indices(lists).filter(pc.equal(pc.list_flatten(lists), value))
    ids: list[str] = table["id"].take(rows).to_pylist()
    return ids


def _told_apart(store: DeltaStore, ids: Collection[str]) -> str:
    """Entities as a reader can choose among them: "Kobane, place (1f2e3d4c), Kobane Council, organization (…)"."""
    rows = _rows(store, Entity, "entities", {"id": sorted(ids)})
    return ", ".join(f"{one.name}, {one.kind} ({one.id[:8]})" for one in rows[:5]) + (" …" if len(rows) > 5 else "")


def _by_alias(store: DeltaStore, name: str) -> set[str]:
    plain = name.casefold()
    rows = store.read("entities", ["id", "name", "aliases"])
    named = zip(rows["id"].to_pylist(), rows["name"].to_pylist(), rows["aliases"].to_pylist(), strict=True)
    return {id for id, own, aliases in named if plain in {own.casefold(), *(alias.casefold() for alias in aliases)}}
