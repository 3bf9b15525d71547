"""The last comparison → rows of the search index: stories, events, entities, findings, and who stands behind what.

Reads the comparison's slice and the columns of the readings that clusters point at; writes the tables that
search_tables.COMPARED names. The one idea: joins over all mentions are DuckDB's work on Arrow columns, so nothing but
the rows that are written is ever a Python object.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from rashomon.record import (
    NOUNS,
    READING,
    Judgement,
    Mention,
    Statement,
    arrow_schema,
    from_row,
    group_name,
    marked_wrong,
    rows_to_table,
)
from rashomon.store.delta import DeltaStore
from rashomon.store.search_given import given_statements, put_given
from rashomon.store.search_inbox import fill_inbox
from rashomon.store.search_rows import in_parts, slice_rows
from rashomon.store.search_tables import COMPARED, COMPARED_WORDS
from rashomon.store.search_write import (
    link_reports,
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

#: Rows of the comparison that are Python objects at once.
_ROWS = 4096


@dataclass(frozen=True)
class _Made:
    """What a comparison gives, and where each article, report and statement stands in the index."""

    store: DeltaStore
    slices: Sequence[str]
    readings: Sequence[str]
    persons: Sequence[str]
    duck: Any  # duckdb has no stubs that mypy follows here
    article: dict[str, int]

    def rows(self, noun: str) -> Iterator[dict[str, Any]]:
        """The comparison's rows of a noun, few of them in memory at once."""
        rows = slice_rows(self.store, noun, list(arrow_schema(NOUNS[noun]).names), self.slices)
        for batch in rows.to_batches(_ROWS):
            yield from batch.to_pylist()

    def numbers(self, noun: str) -> dict[str, int]:
        """The comparison's ids of a noun, each with its number in the index."""
        ids = slice_rows(self.store, noun, ("id",), self.slices)["id"].to_pylist()
        return {id: n for n, id in enumerate(dict.fromkeys(ids), 1)}


def replace_comparison(
    writer: sqlite3.Connection,
    store: DeltaStore,
    slices: Sequence[str],
    readings: Sequence[str],
    persons: Sequence[str],
) -> None:
    """Throws the old comparison out and puts this one in; `slices` is empty where none has been made yet."""
    corrected = {reading for (reading,) in writer.execute("select report from given")}
    _throw_out(writer)
    known = writer.execute("select n, id, outlet, day from articles").fetchall()
    duck = duckdb.connect(":memory:")
    made = _Made(store, slices, readings, persons, duck, {id: n for n, id, *_ in known})
    try:
        duck.execute("set threads = 2")
        marks = _marks(made)
        given = put_given(writer, store, readings, marks, corrected)
        _register(made, known, given)
        _insert_wrong(writer, marks)
        entities = _insert_entities(writer, made)
        _link_members(writer, made, given_statements(writer))
        _insert_about(writer, made)
        stories = _insert_stories(writer, made)
        events = _insert_events(writer, made, stories, entities)
        _link_reports(writer, made, events)
    finally:
        # before what needs no joins: who is meant by all mentions takes as much memory as they do
        duck.close()
    put_findings(writer, made.rows("findings"), stories)
    put_copies(writer, made.rows("copies"), made.article)
    fill_inbox(writer, store, slices, readings, persons, lambda rows: _places(made, given, rows))


def _throw_out(writer: sqlite3.Connection) -> None:
    for table in COMPARED:
        writer.execute(f"delete from {table}")
    for table in COMPARED_WORDS:
        writer.execute(f"insert into {table}({table}) values ('delete-all')")
    writer.execute("update articles set story = null, origin = null")
    writer.execute("update reports set event = null")
    writer.execute("update statements set speaker = null, speakers = null")


def _register(made: _Made, known: list[tuple[Any, ...]], given: Sequence[Mention]) -> None:
    """`given`: mentions that only people give."""
    members = slice_rows(made.store, "members", ("noun", "member", "cluster"), made.slices)
    columns: list[Any] = list(zip(*known, strict=True)) or [(), (), (), ()]
    articles = pa.table(
        {
            "n": pa.array(columns[0], pa.int64()),
            "id": pa.array(columns[1], pa.string()),
            "outlet": pa.array(columns[2], pa.string()),
        }
    )
    texts = dict.fromkeys(members.column_names, pa.string())
    made.duck.register("members", members if members.num_rows else _typed(members, texts))
    made.duck.register("articles", articles)
    made.duck.execute(
        'create table linked(article bigint, mention text, start bigint, "end" bigint, text text, cluster text, '
        "outlet text)"
    )
    made.duck.execute("create table grouped(id text, size bigint, member text)")
    for mentions in _mentions(made, given):
        made.duck.register("mentions", mentions)
        made.duck.execute(
            'insert into linked select distinct a.n, m.id, m.start, m."end", m.text, b.cluster, a.outlet from '
            "mentions m join members b on b.noun = 'mention' and b.member = m.id join articles a on a.id = m.article"
        )
        made.duck.execute(
            "insert into grouped select id, len(members), unnest(members) from mentions where len(members) > 1"
        )
        made.duck.unregister("mentions")
    made.duck.execute(
        "create table origins as select a.n article, v.n origin from members b "
        "join articles a on b.noun = 'article' and b.member = a.id join articles v on v.id = b.cluster"
    )


def _mentions(made: _Made, given: Sequence[Mention]) -> Iterator[pa.Table]:
    """The mentions of all articles, some slices at a time: all of them take more memory than what is made of them."""
    asked = ("id", "article", "start", "end", "text", "members")
    read, looked = set(made.readings), pa.array([], pa.string())
    for some in in_parts([entry for entry in made.store.ledger() if entry.slice in read]):
        rows = slice_rows(made.store, "mentions", asked, [entry.slice for entry in some])
        # an article that two programs read lies in two slices
        rows = rows.filter(pc.invert(pc.is_in(rows["article"], value_set=looked)))
        looked = pa.concat_arrays([looked, pc.unique(rows["article"]).cast(pa.string())])
        yield rows
    if given:
        yield rows_to_table(Mention, given).select(asked)


def _typed(table: pa.Table, schema: dict[str, Any]) -> pa.Table:
    """An empty table whose columns have types, which DuckDB needs to join on."""
    return pa.table({name: pa.array([], schema.get(name, pa.int64())) for name in table.column_names})


# ── entities ──────────────────────────────────────────────────────────────────────────────────────────────


def _insert_entities(writer: sqlite3.Connection, made: _Made) -> dict[str, int]:
    rows = {row["id"]: row for row in made.rows("entities")}
    number = {id: n for n, id in enumerate(rows, 1)}
    made.duck.register(
        "numbers",
        pa.table({"id": pa.array(list(number), pa.string()), "n": pa.array(list(number.values()), pa.int64())}),
    )
    made.duck.execute("create table entities as select * from numbers")
    told = made.duck.execute(
        "select e.n, l.article, count(*) from linked l join entities e on e.id = l.cluster group by all"
    ).fetchall()
    put_entity_articles(writer, told)
    counts = {
        n: (articles, origins)
        for n, articles, origins in made.duck.execute(
            "select e.n, count(distinct l.article), count(distinct coalesce(o.origin, -l.article)) "
            "from linked l join entities e on e.id = l.cluster left join origins o on o.article = l.article group by 1"
        ).fetchall()
    }
    put_entities(writer, ((n, rows[id]) for id, n in number.items()), counts)
    put_names(writer, ((n, words_of(rows[id])) for id, n in number.items()))
    spelled = made.duck.execute(
        "select e.n, l.text, l.outlet, count(*) from linked l join entities e on e.id = l.cluster group by all "
        "order by 1, 4 desc, 2, 3"
    ).fetchall()
    put_spellings(writer, spelled)
    return number


def _link_members(writer: sqlite3.Connection, made: _Made, given: Sequence[Statement]) -> None:
    """Article → which entity each of its mentions is; the origin of each article; the speaker of each statement.

    `given`: statements that are as people say.
    """
    grouped = made.duck.execute("select article, list(mention), list(cluster) from linked group by 1").fetchall()
    put_linked(writer, ((n, dict(zip(mentions, clusters, strict=True))) for n, mentions, clusters in grouped))
    set_voices(writer, made.duck.execute("select origin, article from origins").fetchall())
    statements = slice_rows(made.store, "statements", ("id", "article", "speaker", "content"), made.readings)
    if given:
        as_given = rows_to_table(Statement, given).select(statements.column_names).cast(statements.schema)
        read = pc.invert(pc.is_in(statements["id"], as_given["id"].combine_chunks()))
        statements = pa.concat_tables([statements.filter(read), as_given])
    numbered = writer.execute("select n, id from statements").fetchall()
    made.duck.register("said", statements if statements.num_rows else _typed(statements, {}))
    columns: list[Any] = list(zip(*numbered, strict=True)) or [(), ()]
    made.duck.register(
        "statement_numbers",
        pa.table({"n": pa.array(columns[0], pa.int64()), "id": pa.array(columns[1], pa.string())}),
    )
    if statements.num_rows:
        speakers = made.duck.execute(
            "select distinct e.n, s.n from said d join statement_numbers s on s.id = d.id "
            "join linked l on l.mention = d.speaker join entities e on e.id = l.cluster"
        ).fetchall()
        set_speakers(writer, speakers)
        _name_groups(writer, made)
    writer.execute(
        "update entities set statements = c.k from (select speaker, count(*) k from statements "
        "where id not in (select id from wrong) group by 1) c "
        "where c.speaker = entities.n"
    )


def _name_groups(writer: sqlite3.Connection, made: _Made) -> None:
    """A speaker who is a group ("the trio") is called as its members are, where each has a name (record.whole, too)."""
    found = made.duck.execute(
        "select s.n, list(e.n order by l.start, l.mention) from grouped g join said d on d.speaker = g.id "
        "join statement_numbers s on s.id = d.id join linked l on l.mention = g.member "
        "join entities e on e.id = l.cluster group by s.n, g.size having count(distinct l.mention) = g.size"
    ).fetchall()
    named = dict(writer.execute("select n, name from entities").fetchall()) if found else {}
    set_groups(writer, ((group_name(named[one] for one in members), n) for n, members in found))


def _insert_about(writer: sqlite3.Connection, made: _Made) -> None:
    """Entities whose mentions stand in a statement's content (record.whole says the same)."""
    if not made.duck.execute("select count(*) from said").fetchone()[0]:
        return
    found = made.duck.execute(
        "with spans as (select s.n, a.n article, unnest(d.content) span from said d "
        "  join statement_numbers s on s.id = d.id join articles a on a.id = d.article) "
        "select distinct e.n, p.n from spans p join linked l on l.article = p.article "
        '  and l.start >= p.span.start and l."end" <= p.span."end" join entities e on e.id = l.cluster'
    ).fetchall()
    put_about(writer, found)


# ── stories and events ────────────────────────────────────────────────────────────────────────────────────


def _insert_stories(writer: sqlite3.Connection, made: _Made) -> dict[str, int]:
    rows = {row["id"]: row for row in made.rows("stories")}
    number = {id: n for n, id in enumerate(rows, 1)}
    agreement: dict[str, Counter[str]] = defaultdict(Counter)
    for row in slice_rows(made.store, "findings", ("story", "agreement"), made.slices).to_pylist():
        agreement[row["story"]][row["agreement"]] += 1
    placed = [(number[id], made.article[a]) for id, row in rows.items() for a in row["articles"] if a in made.article]
    set_stories(writer, placed)
    voices = {
        n: (articles, origins, outlets)
        for n, articles, origins, outlets in writer.execute(
            "select story, count(*), count(distinct coalesce(origin, -n)), count(distinct outlet) from articles "
            "where story is not null group by 1"
        )
    }
    put_stories(writer, ((n, rows[id]) for id, n in number.items()), voices, agreement)
    return number


def _insert_events(
    writer: sqlite3.Connection, made: _Made, stories: dict[str, int], entities: dict[str, int]
) -> dict[str, int]:
    number = made.numbers("events")
    told_in: dict[str, int] = {}
    for row in slice_rows(made.store, "stories", ("id", "events"), made.slices).to_pylist():
        told_in |= dict.fromkeys(row["events"], stories[row["id"]])
    disputed: dict[str, Counter[str]] = defaultdict(Counter)
    for row in slice_rows(made.store, "findings", ("event", "agreement"), made.slices).to_pylist():
        disputed[row["event"]][row["agreement"]] += 1
    put_events(writer, ((number[row["id"]], row) for row in made.rows("events")), told_in, disputed)
    put_parties(writer, ((number[row["id"]], row) for row in made.rows("events")), entities)
    writer.execute(
        "update entities set events = c.k from (select entity, count(distinct event) k from parties group by 1) c "
        "where c.entity = entities.n"
    )
    return number


def _link_reports(writer: sqlite3.Connection, made: _Made, events: dict[str, int]) -> None:
    found = made.duck.execute("select cluster, member from members where noun = 'report'").fetchall()
    link_reports(writer, ((events[event], report) for event, report in found if event in events))


# ── judgements ────────────────────────────────────────────────────────────────────────────────────────────


def _marks(made: _Made) -> list[Judgement]:
    """People's marks on readings."""
    rows = slice_rows(made.store, "judgements", arrow_schema(Judgement).names, made.persons, {"relation": [READING]})
    return [from_row(Judgement, row) for row in rows.to_pylist()]


def _insert_wrong(writer: sqlite3.Connection, marks: Sequence[Judgement]) -> None:
    """The readings that a person calls wrong as a whole."""
    wrong = marked_wrong(marks)
    writer.executemany("insert into wrong values (?)", [(id,) for id, parts in wrong.items() if "all" in parts])


def _places(
    made: _Made, given: Sequence[Mention], rows: Sequence[dict[str, Any]]
) -> dict[str, tuple[int, int, int]]:
    """Mention id → (article, start, end), for the mentions that these judgements name. `given`: as in `_register`."""
    wanted = {row[side] for row in rows if row["relation"] == "entity" for side in ("left", "right")}
    asked = ("id", "article", "start", "end")
    read = slice_rows(made.store, "mentions", asked, made.readings, {"id": sorted(wanted)}).to_pylist()
    read += [{name: getattr(one, name) for name in asked} for one in given if one.id in wanted]
    return {
        row["id"]: (made.article[row["article"]], row["start"], row["end"])
        for row in read
        if row["article"] in made.article
    }
