"""What a newcomer changes in the last comparison → the rows of the search index that follow from it, and no others.

Reads the layers that a comparison laid upon those the index holds, and the index; writes the tables that
search_tables.COMPARED names. The one idea: a layer names the keys of all rows that are no more or stand anew, so what
hangs on these is told again, and a case of a hundred thousand articles takes a newcomer in as fast as a small one.
The index then says what one made anew says; only its numbers, which mean nothing outside it, are others.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from rashomon.record import NOUNS, Judgement, arrow_schema, group_name, marked_wrong
from rashomon.store.delta import DeltaStore
from rashomon.store.layers import SUPERSEDED, pair_key
from rashomon.store.search_given import put_given
from rashomon.store.search_inbox import MACHINE, InboxChange, change_inbox, doubts_in, planned_change
from rashomon.store.search_rows import clean, slice_rows, unpack
from rashomon.store.search_write import (
    AGREEMENTS,
    forget_names,
    link_reports,
    parties_of,
    put_about,
    put_copies,
    put_entities,
    put_entity_articles,
    put_events,
    put_findings,
    put_linked,
    put_names,
    put_parties,
    put_spellings,
    put_stories,
    set_groups,
    set_speakers,
    set_stories,
    set_voices,
    words_of,
)

#: Rows and keys of layers from which on all is put in anew: that is then as fast.
_MOST = 20_000
_LAID = ("stories", "events", "entities", "findings", "copies", "judgements")


class Renewed(NamedTuple):
    """Numbers of articles that have come into another story or voice, and of events that are new, others or gone."""

    articles: set[int]
    events: set[int]


def change_comparison(
    writer: sqlite3.Connection,
    store: DeltaStore,
    layers: Sequence[str],
    readings: Sequence[str],
    marked: Marked | None = None,
) -> Renewed | None:
    """Takes in what these layers change, and judgements made within articles of `readings` that are new to the index.

    `marked`: what people say of readings, where it is not what they said. None where so much changes that all is better
    put in anew: then nothing has been written.
    """
    laid = _laid(store, layers)
    inbox = _inbox(writer, store, laid, readings) if laid.size <= _MOST else None
    if inbox is None:
        return None
    change = _Change(writer, store, laid)
    if marked is not None:
        change.take_marks(marked)
    change.take_voices()
    change.take_entities()
    change.take_stories()
    change.take_events()
    change.take_findings()
    change.take_copies()
    change.count_again()
    change.forget_given()
    change_inbox(writer, inbox, change.places)
    return Renewed(change.articles, change.events)


class Marked(NamedTuple):
    """People's marks on readings as they are now, and the slices in which readings lie."""

    marks: Sequence[Judgement]
    readings: Sequence[str]


class _Laid(NamedTuple):
    """What layers say: rows by table, the keys of rows that are no more or are among them, and clusters of members."""

    rows: dict[str, list[dict[str, Any]]]
    gone: dict[str, set[str]]
    members: dict[str, dict[str, str]]

    @property
    def size(self) -> int:
        return sum(map(len, self.rows.values())) + sum(map(len, self.gone.values()))


def _laid(store: DeltaStore, layers: Sequence[str]) -> _Laid:
    gone: dict[str, set[str]] = defaultdict(set)
    for row in slice_rows(store, SUPERSEDED, ("noun", "key"), layers).to_pylist():
        gone[row["noun"]].add(row["key"])
    rows = {
        noun: slice_rows(store, noun, list(arrow_schema(NOUNS[noun]).names), layers).to_pylist() for noun in _LAID
    }
    members: dict[str, dict[str, str]] = defaultdict(dict)
    for row in slice_rows(store, "members", ("noun", "member", "cluster"), layers).to_pylist():
        members[row["noun"]][row["member"]] = row["cluster"]
    return _Laid(rows, gone, members)


@dataclass
class _Change:
    """One change of the index. `articles`, `events`: numbers that columns must look at again."""

    writer: sqlite3.Connection
    store: DeltaStore
    laid: _Laid
    articles: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    #: Entities whose counts may have changed, and stories.
    counted: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    #: Events that a story or a finding tells otherwise.
    disputed: set[int] = field(default_factory=set)
    #: Mentions that rested on what people gave, and on nothing now.
    taken_back: set[str] = field(default_factory=set)
    _inside: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    # ── asking the index ──────────────────────────────────────────────────────────────────────────────────

    def all(self, query: str, wanted: Iterable[Any]) -> list[Any]:
        """The rows of a query that names its one list "?"."""
        query = query.replace("?", "(select value from json_each(?))")
        return self.writer.execute(query, (json.dumps(sorted(wanted)),)).fetchall()

    def numbers(self, table: str, ids: Iterable[str]) -> dict[str, int]:
        """Id → number, of those that are there."""
        return dict(self.all(f"select id, n from {table} where id in ?", set(ids)))

    def next_number(self, table: str) -> int:
        """A number that no row of a table has."""
        return 1 + int(self.writer.execute(f"select coalesce(max(n), 0) from {table}").fetchone()[0])

    def mentions(self, article: int) -> list[dict[str, Any]]:
        """The mentions in an article, and those that people gave it."""
        if article not in self._inside:
            ((body,),) = self.writer.execute("select body from texts where article = ?", (article,)).fetchall()
            given = self.writer.execute("select row from given_mentions where article = ?", (article,)).fetchall()
            self._inside[article] = [*unpack(body).get("mentions", []), *(json.loads(row) for (row,) in given)]
        return self._inside[article]

    @cached_property
    def in_stories(self) -> dict[str, int]:
        """The articles of stories that stand anew, by id."""
        return self.numbers("articles", (one for row in self.laid.rows["stories"] for one in row["articles"]))

    # ── what people say of readings ───────────────────────────────────────────────────────────────────────

    def take_marks(self, marked: Marked) -> None:
        """Which readings are wrong, and what people gave instead; whom that names is told by the layers."""
        wrong = {one for one, parts in marked_wrong(marked.marks).items() if "all" in parts}
        before = {one for (one,) in self.writer.execute("select id from wrong")}
        self.all("delete from wrong where id in ?", before - wrong)
        self.writer.executemany("insert into wrong values (?)", [(one,) for one in sorted(wrong - before)])
        said = self.all("select speaker from statements where speaker is not null and id in ?", before ^ wrong)
        self.counted |= {speaker for (speaker,) in said}
        held = {one for (one,) in self.writer.execute("select id from given_mentions")}
        corrected = {report for (report,) in self.writer.execute("select report from given")}
        self.writer.execute("delete from given")
        given = put_given(self.writer, self.store, marked.readings, marked.marks, corrected)
        self.taken_back = held - {mention.id for mention in given}

    def forget_given(self) -> None:
        """Takes mentions away on which nothing rests any more; till here it was known what they said."""
        self.all("delete from given_mentions where id in ?", self.taken_back)

    # ── voices ────────────────────────────────────────────────────────────────────────────────────────────

    def take_voices(self) -> None:
        """Whose voice articles are."""
        voices = self.laid.members["article"]
        number = self.numbers("articles", {*voices, *voices.values()})
        rows = [(number.get(voice), number[one]) for one, voice in voices.items() if one in number]
        set_voices(self.writer, rows)
        heard = {one for _, one in rows}
        self.articles |= heard
        meant = {entity for one in heard for entity in self._linked(one).values()}
        self.counted |= set(self.numbers("entities", meant).values())
        self.told |= {row[0] for row in self.all("select distinct story from articles where n in ?", heard) if row[0]}

    # ── entities ──────────────────────────────────────────────────────────────────────────────────────────

    def take_entities(self) -> None:
        """Who is who, and all that is counted and called by it."""
        rows = {row["id"]: row for row in self.laid.rows["entities"]}
        meant = {**dict.fromkeys(self.taken_back), **_meant(self.laid)}
        homes = self._homes(meant)
        by_article: dict[int, dict[str, str | None]] = defaultdict(dict)
        for mention, article in homes.items():
            by_article[article][mention] = meant[mention]
        linked = {one: self._linked(one) for one in by_article}
        ids = {*rows, *self.laid.gone["entities"], *(one for found in linked.values() for one in found.values())}
        before = self.numbers("entities", ids | {one for one in meant.values() if one})
        number = self._put_entities(rows, before)
        spelled: Counter[tuple[int, str, str]] = Counter()
        for article, changed in by_article.items():
            self._link(article, linked[article], changed, (before, number), spelled)
        self._spell(spelled)
        self.counted |= set(number.values()) & {number[one] for one in rows}

    def _homes(self, meant: Collection[str]) -> dict[str, int]:
        """Mention → article. Most lie in articles that are new or in the stories that are told anew."""
        near = [*self.articles, *self.in_stories.values()]
        found: dict[str, int] = {}
        for article in dict.fromkeys(near):
            if len(found) == len(meant):
                break
            found |= {one["id"]: article for one in self.mentions(article) if one["id"] in meant}
        found |= dict(self.all("select id, article from given_mentions where id in ?", set(meant) - found.keys()))
        if missing := sorted(set(meant) - found.keys()):
            rows = self.store.read("mentions", ["id", "article"], {"id": missing}).to_pylist()
            number = self.numbers("articles", (row["article"] for row in rows))
            found |= {row["id"]: number[row["article"]] for row in rows if row["article"] in number}
        return found

    def _linked(self, article: int) -> dict[str, str]:
        found = self.writer.execute("select body from linked where article = ?", (article,)).fetchone()
        return unpack(found[0]) if found else {}

    def _put_entities(self, rows: Mapping[str, dict[str, Any]], before: Mapping[str, int]) -> dict[str, int]:
        """The rows of entities; gives the numbers of all that there are."""
        gone = {id: before[id] for id in self.laid.gone["entities"] - rows.keys() if id in before}
        held = self.all("select n, name, row from entities where n in ?", [*gone.values(), *(
            before[id] for id in rows if id in before)])  # fmt: skip
        words = {n: words_of(json.loads(row)) for n, _, row in held}
        called = {n: name for n, name, _ in held}
        number, following = {id: n for id, n in before.items() if id not in gone}, self.next_number("entities")
        for id, row in rows.items():
            n = number.setdefault(id, following)
            following += n == following
            self._name(n, words.get(n), words_of(row))
            put_entities(self.writer, [(n, row)], {})
            if n in called and called[n] != clean(row["name"]):
                self._name_groups_of(n)
        for n in gone.values():
            self._name(n, words[n], None)
            for table, column in (("entities", "n"), ("entity_articles", "entity"), ("spellings", "entity")):
                self.writer.execute(f"delete from {table} where {column} = ?", (n,))
        return number

    def _name(self, n: int, before: str | None, now: str | None) -> None:
        """The words by which an entity is found."""
        if before == now:
            return
        if before is not None:
            forget_names(self.writer, [(n, before)])
        if now is not None:
            put_names(self.writer, [(n, now)])

    def _link(
        self,
        article: int,
        before: dict[str, str],
        changed: Mapping[str, str | None],
        number: tuple[Mapping[str, int], Mapping[str, int]],
        spelled: Counter[tuple[int, str, str]],
    ) -> None:
        """Whom the mentions of an article mean. `number`: of entities as they were, and as they are."""
        merged = {**before, **changed}
        now = {mention: entity for mention, entity in merged.items() if entity is not None}
        put_linked(self.writer, [(article, now)])
        text = {one["id"]: one["text"] for one in self.mentions(article)}
        ((outlet,),) = self.writer.execute("select outlet from articles where n = ?", (article,)).fetchall()
        for linked, known, sign in ((before, number[0], -1), (now, number[1], 1)):
            told = Counter(known[entity] for entity in linked.values() if entity in known)
            self.counted |= told.keys()
            if sign < 0:
                rows = [(entity, article) for entity in told]
                self.writer.executemany("delete from entity_articles where entity = ? and article = ?", rows)
            else:
                put_entity_articles(self.writer, ((entity, article, count) for entity, count in told.items()))
            for mention, entity in linked.items():
                if entity in known and mention in text:
                    spelled[known[entity], clean(text[mention]) or "", outlet] += sign
        self._say(article, before, now, number)

    def _spell(self, spelled: Mapping[tuple[int, str, str], int]) -> None:
        for key, more in spelled.items():
            if not more:
                continue
            query = "select rowid, mentions from spellings where entity = ? and text = ? and outlet = ?"
            held = self.writer.execute(query, key).fetchone()
            count = (held[1] if held else 0) + more
            if held:
                self.writer.execute("delete from spellings where rowid = ?", (held[0],))
            if count > 0:
                put_spellings(self.writer, [(*key, count)])

    def _say(
        self,
        article: int,
        before: Mapping[str, str],
        now: Mapping[str, str],
        number: tuple[Mapping[str, int], Mapping[str, int]],
    ) -> None:
        """Who speaks in an article, and of whom."""
        statements = self.writer.execute("select n, speaker, row from statements where article = ?", (article,))
        for n, speaker, row in statements.fetchall():
            said = json.loads(row)
            speaking = number[1].get(now.get(said["speaker"] or "", ""))
            if speaking != speaker:
                set_speakers(self.writer, [(speaking, n)])
            self.counted |= {one for one in (speaker, speaking) if one is not None}
            about = [self._about(article, said, linked, known)
                     for linked, known in zip((before, now), number, strict=True)]  # fmt: skip
            gone, new = about[0] - about[1], about[1] - about[0]
            self.writer.executemany(
                "delete from about where entity = ? and statement = ?", [(one, n) for one in sorted(gone)]
            )
            put_about(self.writer, [(one, n) for one in sorted(new)])
        self._name_groups(article, now)

    def _about(
        self, article: int, said: Mapping[str, Any], linked: Mapping[str, str], number: Mapping[str, int]
    ) -> set[int]:
        return {
            number[linked[one["id"]]]
            for one in self.mentions(article)
            if linked.get(one["id"]) in number
            and any(span["start"] <= one["start"] and one["end"] <= span["end"] for span in said["content"])
        }

    def _name_groups(self, article: int, linked: Mapping[str, str]) -> None:
        """A speaker who is a group is called as its members are, where each has a name."""
        mentions = {one["id"]: one for one in self.mentions(article)}
        groups = {id for id, one in mentions.items() if len(one["members"] or ()) > 1}
        statements = self.writer.execute("select n, speakers, row from statements where article = ?", (article,))
        for n, speakers, row in statements.fetchall() if groups else ():
            group = json.loads(row)["speaker"]
            if group not in groups:
                continue
            members = sorted(set(mentions[group]["members"]), key=lambda one: (mentions[one]["start"], one))
            named = [self._named(linked.get(one)) for one in members]
            whole = len(named) == len(mentions[group]["members"]) and None not in named
            called = group_name(name for name in named if name is not None) if whole else None
            if called != speakers:
                set_groups(self.writer, [(called, n)])

    def _named(self, entity: str | None) -> str | None:
        found = self.writer.execute("select name from entities where id = ?", (entity,)).fetchone()
        return found[0] if found else None

    def _name_groups_of(self, entity: int) -> None:
        """What groups are called in which somebody has another name now."""
        query = (
            "select distinct s.article from entity_articles e join statements s on s.article = e.article "
            "where e.entity = ? and s.speakers is not null"
        )
        for (article,) in self.writer.execute(query, (entity,)).fetchall():
            self._name_groups(article, self._linked(article))

    # ── stories and events ────────────────────────────────────────────────────────────────────────────────

    def take_stories(self) -> None:
        """Stories, and which articles each of them holds."""
        rows = {row["id"]: row for row in self.laid.rows["stories"]}
        number, following = self.numbers("stories", {*rows, *self.laid.gone["stories"]}), self.next_number("stories")
        held = self.all("select n, row from stories where n in ?", number.values())
        self.disputed |= self._events_of(json.loads(row) for _, row in held)
        moved = {n for (n,) in self.all("select n from articles where story in ?", number.values())}
        self.all("update articles set story = null where n in ?", moved)
        for id in self.laid.gone["stories"] - rows.keys():
            if (n := number.get(id)) is not None:
                self.writer.execute("delete from findings where story = ?", (n,))
                self.writer.execute("delete from stories where n = ?", (n,))
                self.told.discard(n)
        for id, row in rows.items():
            n = number.setdefault(id, following)
            following += n == following
            here = [self.in_stories[one] for one in row["articles"] if one in self.in_stories]
            set_stories(self.writer, [(n, one) for one in here])
            moved.update(here)
            put_stories(self.writer, [(n, row)], {}, {})
            self.told.add(n)
        self.articles |= moved

    def _events_of(self, stories: Iterable[Mapping[str, Any]]) -> set[int]:
        return set(self.numbers("events", (one for row in stories for one in row["events"])).values())

    def take_events(self) -> None:
        """Events, who acts in them, and which reports tell them."""
        rows = {row["id"]: row for row in self.laid.rows["events"]}
        told = self.laid.members["report"]
        number = self.numbers("events", {*rows, *self.laid.gone["events"], *told.values()})
        old = [n for id, n in number.items() if id in rows or id in self.laid.gone["events"]]
        self.counted |= {one for (one,) in self.all("select distinct entity from parties where event in ?", old)}
        self.all("delete from parties where event in ?", old)
        gone = [number.pop(id) for id in self.laid.gone["events"] - rows.keys() if id in number]
        self.all("update reports set event = null where id in ?", self.laid.gone["members"] - told.keys())
        self.all("update reports set event = null where event in ?", gone)
        self.all("delete from events where n in ?", gone)
        following = self.next_number("events")
        named = self.numbers("entities", parties_of(rows.values()))
        for id, row in rows.items():
            n = number.setdefault(id, following)
            following += n == following
            put_events(self.writer, [(n, row)], {}, {})
            self.counted |= put_parties(self.writer, [(n, row)], named)
        links = [(number[event], report) for report, event in told.items() if event in number]
        link_reports(self.writer, links)
        self.events |= {*old, *(number[id] for id in rows), *(event for event, _ in links)}
        self.disputed |= {number[id] for id in rows} | self._events_of(self.laid.rows["stories"])
        self.disputed -= set(gone)

    def take_findings(self) -> None:
        """The findings of stories that are told anew, and what they say of their events."""
        rows = self.laid.rows["findings"]
        number = self.numbers("stories", {*self.laid.gone["findings"], *(row["story"] for row in rows)})
        before = self.all("select distinct event from findings where story in ?", number.values())
        self.all("delete from findings where story in ?", number.values())
        put_findings(self.writer, rows, number)
        told = {one for (one,) in before if one} | {row["event"] for row in rows if row["event"]}
        self.disputed |= set(self.numbers("events", told).values())
        self.told |= set(number.values())

    def take_copies(self) -> None:
        """Which articles copy which."""
        gone = {*self.laid.gone["copies"], *(pair_key(row["article"], row["of"]) for row in self.laid.rows["copies"])}
        pairs = [(left, right) for left, _, right in (key.partition(" ") for key in gone)]
        number = self.numbers("articles", {one for pair in pairs for one in pair})
        both = [(number[one], other) for left, right in pairs for one, other in ((left, right), (right, left))
                if one in number]  # fmt: skip
        self.writer.executemany("delete from copies where article = ? and of = ?", both)
        put_copies(self.writer, self.laid.rows["copies"], number)

    def places(self, rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, int, int]]:
        """Mention → (article, start, end), for the mentions that these judgements name."""
        wanted = {row[side] for row in rows if row["relation"] == "entity" for side in ("left", "right")}
        homes = self._homes(wanted)
        return {
            one["id"]: (article, one["start"], one["end"])
            for article in sorted(set(homes.values()))
            for one in self.mentions(article)
            if one["id"] in wanted
        }

    # ── counts ────────────────────────────────────────────────────────────────────────────────────────────

    def count_again(self) -> None:
        """Counts of stories, events and entities on which something has changed."""
        self.all(
            "update stories set (articles, origins, outlets) = (select count(*), count(distinct coalesce(a.origin, "
            "-a.n)), count(distinct a.outlet) from articles a where a.story = stories.n) where n in ?", self.told,
        )  # fmt: skip
        for kind in AGREEMENTS:
            self.all(
                f"update stories set {kind} = (select count(*) from findings f where f.story = stories.n "
                f"and f.agreement = '{kind}') where n in ?", self.told,
            )  # fmt: skip
        for kind in ("contradicted", "differing"):
            self.all(
                f"update events set {kind} = (select count(*) from findings f where f.event = events.id "
                f"and f.agreement = '{kind}') where n in ?", self.disputed,
            )  # fmt: skip
        # the last story in the order of the record, of those that tell it
        self.all(
            "update events set story = (select s.n from reports r join articles a on a.n = r.article "
            "join stories s on s.n = a.story where r.event = events.n "
            "order by json_extract(s.row, '$.articles[0]') desc limit 1) where n in ?", self.disputed,
        )  # fmt: skip
        self.events |= self.disputed
        self._count_entities()

    def _count_entities(self) -> None:
        self.all(
            "update entities set (articles, origins) = (select count(*), count(distinct coalesce(a.origin, -a.n)) "
            "from entity_articles e join articles a on a.n = e.article where e.entity = entities.n), "
            "events = (select count(distinct p.event) from parties p where p.entity = entities.n), "
            "statements = (select count(*) from statements s where s.speaker = entities.n "
            "and s.id not in (select id from wrong)) where n in ?", self.counted,
        )  # fmt: skip


def _meant(laid: _Laid) -> dict[str, str | None]:
    """Mention → entity, of all that changed; None where it means nobody any more."""
    known = {one for members in laid.members.values() for one in members}
    return {**dict.fromkeys(laid.gone["members"] - known), **laid.members["mention"]}


def _inbox(
    writer: sqlite3.Connection, store: DeltaStore, laid: _Laid, readings: Sequence[str]
) -> InboxChange | None:
    """What changes in the inbox by what was judged in these layers and within these articles."""
    names, where = list(arrow_schema(NOUNS["judgements"]).names), {"relation": MACHINE}
    inside = slice_rows(store, "judgements", names, readings, where).to_pylist()
    new = [*doubts_in(laid.rows["judgements"], True), *doubts_in(inside, False)]
    return planned_change(writer, new, laid.gone["judgements"])
