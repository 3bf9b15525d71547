"""The last comparison → rows of the search index: stories, events, entities, findings, and who stands behind what.

Reads the comparison's slice and the columns of the readings that clusters point at; writes the tables that
search_tables.COMPARED names. The one idea: joins over all mentions are DuckDB's work on Arrow columns, so nothing but
the rows that are written is ever a Python object.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from rashomon.record import NOUNS, READING, Judgement, arrow_schema, from_row, group_name, marked_wrong
from rashomon.store.delta import DeltaStore
from rashomon.store.search_inbox import fill_inbox
from rashomon.store.search_rows import clean, dumps, pack, slice_rows
from rashomon.store.search_tables import COMPARED, COMPARED_WORDS

_FINDINGS = ("agreed", "differing", "contradicted", "updated", "single")


@dataclass(frozen=True)
class _Made:
    """What a comparison gives, and where each article, report and statement stands in the index."""

    store: DeltaStore
    slices: Sequence[str]
    readings: Sequence[str]
    persons: Sequence[str]
    duck: Any  # duckdb has no stubs that mypy follows here
    article: dict[str, int]

    def rows(self, noun: str) -> list[dict[str, Any]]:
        """The comparison's rows of a noun, each id once."""
        names = list(arrow_schema(NOUNS[noun]).names)
        return slice_rows(self.store, noun, names, self.slices).to_pylist()  # type: ignore[no-any-return]  # pyarrow


def replace_comparison(
    writer: sqlite3.Connection,
    store: DeltaStore,
    slices: Sequence[str],
    readings: Sequence[str],
    persons: Sequence[str],
) -> None:
    """Throws the old comparison out and puts this one in; `slices` is empty where none has been made yet."""
    _throw_out(writer)
    known = writer.execute("select n, id, outlet, day from articles").fetchall()
    duck = duckdb.connect(":memory:")
    try:
        duck.execute("set threads = 2")
        made = _Made(store, slices, readings, persons, duck, {id: n for n, id, *_ in known})
        _register(made, known)
        _insert_wrong(writer, made)
        entities = _insert_entities(writer, made)
        _link_members(writer, made)
        _insert_about(writer, made)
        stories, events = _insert_stories(writer, made), {}
        events = _insert_events(writer, made, stories, entities)
        _link_reports(writer, made, events)
        _insert_findings(writer, made, stories)
        _insert_copies(writer, made)
        fill_inbox(writer, store, slices, readings, persons, lambda rows: _places(made, rows))
    finally:
        duck.close()


def _throw_out(writer: sqlite3.Connection) -> None:
    for table in COMPARED:
        writer.execute(f"delete from {table}")
    for table in COMPARED_WORDS:
        writer.execute(f"insert into {table}({table}) values ('delete-all')")
    writer.execute("update articles set story = null, origin = null")
    writer.execute("update reports set event = null")
    writer.execute("update statements set speaker = null, speakers = null")


def _register(made: _Made, known: list[tuple[Any, ...]]) -> None:
    members = slice_rows(made.store, "members", ("noun", "member", "cluster"), made.slices)
    mentions = slice_rows(made.store, "mentions", ("id", "article", "start", "end", "text", "members"), made.readings)
    columns: list[Any] = list(zip(*known, strict=True)) or [(), (), (), ()]
    articles = pa.table(
        {
            "n": pa.array(columns[0], pa.int64()),
            "id": pa.array(columns[1], pa.string()),
            "outlet": pa.array(columns[2], pa.string()),
        }
    )
    for name, table, schema in (
        ("members", members, {"noun": pa.string(), "member": pa.string(), "cluster": pa.string()}),
        (
            "mentions",
            mentions,
            {"id": pa.string(), "article": pa.string(), "text": pa.string(), "members": pa.list_(pa.string())},
        ),
        ("articles", articles, {}),
    ):
        made.duck.register(name, table if table.num_rows else _typed(table, schema))
    made.duck.execute(
        'create table linked as select distinct a.n article, m.id mention, m.start, m."end", m.text, b.cluster, '
        "a.outlet "
        "from mentions m join members b on b.noun = 'mention' and b.member = m.id join articles a on a.id = m.article"
    )
    made.duck.execute(
        "create table origins as select a.n article, v.n origin from members b "
        "join articles a on b.noun = 'article' and b.member = a.id join articles v on v.id = b.cluster"
    )


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
    writer.executemany("insert into entity_articles values (?,?,?)", told)
    counts = {
        n: (articles, origins)
        for n, articles, origins in made.duck.execute(
            "select e.n, count(distinct l.article), count(distinct coalesce(o.origin, -l.article)) "
            "from linked l join entities e on e.id = l.cluster left join origins o on o.article = l.article group by 1"
        ).fetchall()
    }
    writer.executemany(
        "insert into entities values (?,?,?,?,?,?,?,0,0,?)",
        [
            (n, id, row["kind"], clean(row["name"]), row["country"], *counts.get(n, (0, 0)), dumps(row))
            for (id, row), n in zip(rows.items(), number.values(), strict=True)
        ],
    )
    writer.executemany(
        "insert into names(rowid, name) values (?,?)",
        [(n, named_words(rows[id])) for id, n in number.items()],
    )
    spelled = made.duck.execute(
        "select e.n, l.text, l.outlet, count(*) from linked l join entities e on e.id = l.cluster group by all "
        "order by 1, 4 desc, 2, 3"
    ).fetchall()
    writer.executemany("insert into spellings values (?,?,?,?)", [(n, clean(t), o, c) for n, t, o, c in spelled])
    return number


def named_words(row: Mapping[str, Any]) -> str:
    """The words by which an entity is found."""
    return clean(" \n ".join((row["name"], *row["aliases"]))) or ""


def _link_members(writer: sqlite3.Connection, made: _Made) -> None:
    """Article → which entity each of its mentions is; the origin of each article; the speaker of each statement."""
    grouped = made.duck.execute("select article, list(mention), list(cluster) from linked group by 1").fetchall()
    writer.executemany(
        "insert into linked values (?,?)",
        ((n, pack(dict(zip(mentions, clusters, strict=True)))) for n, mentions, clusters in grouped),
    )
    voices = made.duck.execute("select origin, article from origins").fetchall()
    writer.executemany("update articles set origin = ? where n = ?", voices)
    statements = slice_rows(made.store, "statements", ("id", "article", "speaker", "content"), made.readings)
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
        writer.executemany("update statements set speaker = ? where n = ?", speakers)
        _name_groups(writer, made)
    writer.execute(
        "update entities set statements = c.k from (select speaker, count(*) k from statements "
        "where id not in (select id from wrong) group by 1) c "
        "where c.speaker = entities.n"
    )


def _name_groups(writer: sqlite3.Connection, made: _Made) -> None:
    """A speaker who is a group ("the trio") is called as its members are, where each has a name (record.whole, too)."""
    found = made.duck.execute(
        "with grouped as (select id, len(members) size, unnest(members) member from mentions where len(members) > 1) "
        "select s.n, list(e.n order by l.start, l.mention) from grouped g join said d on d.speaker = g.id "
        "join statement_numbers s on s.id = d.id join linked l on l.mention = g.member "
        "join entities e on e.id = l.cluster group by s.n, g.size having count(distinct l.mention) = g.size"
    ).fetchall()
    named = dict(writer.execute("select n, name from entities").fetchall()) if found else {}
    writer.executemany(
        "update statements set speakers = ? where n = ?",
        [(group_name(named[one] for one in members), n) for n, members in found],
    )


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
    writer.executemany("insert into about values (?,?)", found)


# ── stories and events ────────────────────────────────────────────────────────────────────────────────────


def _insert_stories(writer: sqlite3.Connection, made: _Made) -> dict[str, int]:
    rows = {row["id"]: row for row in made.rows("stories")}
    number = {id: n for n, id in enumerate(rows, 1)}
    agreement: dict[str, Counter[str]] = defaultdict(Counter)
    for row in slice_rows(made.store, "findings", ("story", "agreement"), made.slices).to_pylist():
        agreement[row["story"]][row["agreement"]] += 1
    placed = [(number[id], made.article[a]) for id, row in rows.items() for a in row["articles"] if a in made.article]
    writer.executemany("update articles set story = ? where n = ?", placed)
    voices = {
        n: (articles, origins, outlets)
        for n, articles, origins, outlets in writer.execute(
            "select story, count(*), count(distinct coalesce(origin, -n)), count(distinct outlet) from articles "
            "where story is not null group by 1"
        )
    }
    writer.executemany(
        "insert into stories values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [story_row(n, rows[id], voices.get(n, (0, 0, 0)), agreement[id]) for id, n in number.items()],
    )
    return number


def story_row(n: int, row: Mapping[str, Any], voices: tuple[int, int, int], agreement: Mapping[str, int]) -> Any:
    """A story's row in the index. `voices`: its articles, origins and outlets; `agreement`: of its findings."""
    return (
        n, row["id"], clean(row["title"]) or "untitled", row["first"], row["last"], *voices, len(row["events"]),
        *(agreement.get(kind, 0) for kind in _FINDINGS), dumps(row),
    )  # fmt: skip


def _insert_events(
    writer: sqlite3.Connection, made: _Made, stories: dict[str, int], entities: dict[str, int]
) -> dict[str, int]:
    rows = {row["id"]: row for row in made.rows("events")}
    number = {id: n for n, id in enumerate(rows, 1)}
    told_in: dict[str, int] = {}
    for row in slice_rows(made.store, "stories", ("id", "events"), made.slices).to_pylist():
        told_in |= dict.fromkeys(row["events"], stories[row["id"]])
    disputed: dict[str, Counter[str]] = defaultdict(Counter)
    for row in slice_rows(made.store, "findings", ("event", "agreement"), made.slices).to_pylist():
        disputed[row["event"]][row["agreement"]] += 1
    writer.executemany(
        "insert into events values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [event_row(n, rows[id], told_in.get(id), disputed[id]) for id, n in number.items()],
    )
    parties = {
        (entities[entity], role, n)
        for id, n in number.items()
        for role, named in (("actor", rows[id]["actors"]), ("recipient", rows[id]["recipients"]))
        for entity in named
        if entity in entities
    }
    writer.executemany("insert into parties values (?,?,?)", sorted(parties))
    writer.execute(
        "update entities set events = c.k from (select entity, count(distinct event) k from parties group by 1) c "
        "where c.entity = entities.n"
    )
    return number


def event_row(n: int, row: Mapping[str, Any], story: int | None, disputed: Mapping[str, int]) -> tuple[Any, ...]:
    """An event's row in the index. `story`: the one that tells it; `disputed`: agreement of its findings → how many."""
    when, where = row["when"] or {}, row["where"] or {}
    return (
        n, row["id"], story, row["type"], row["mode"], when.get("start"), when.get("end"), where.get("country"),
        where.get("place"), clean(where.get("name")), where.get("latitude"), where.get("longitude"), row["articles"],
        row["origins"], disputed.get("contradicted", 0), disputed.get("differing", 0), dumps(row),
    )  # fmt: skip


def _link_reports(writer: sqlite3.Connection, made: _Made, events: dict[str, int]) -> None:
    found = made.duck.execute("select cluster, member from members where noun = 'report'").fetchall()
    told = [(events[event], report) for event, report in found if event in events]
    writer.executemany("update reports set event = ? where id = ?", told)


# ── findings, copies, judgements ──────────────────────────────────────────────────────────────────────────


def _insert_findings(writer: sqlite3.Connection, made: _Made, stories: dict[str, int]) -> None:
    rows = made.rows("findings")
    writer.executemany(
        "insert or ignore into findings values (?,?,?,?,?,?)",
        [
            (row["id"], stories[row["story"]], row["event"], row["agreement"], place, dumps(row))
            for place, row in enumerate(rows)
            if row["story"] in stories
        ],
    )


def _insert_copies(writer: sqlite3.Connection, made: _Made) -> None:
    writer.executemany(
        "insert into copies values (?,?,?,?)",
        [
            (made.article[row["article"]], clean(row["of"]), made.article.get(row["of"]), dumps(row))
            for row in made.rows("copies")
            if row["article"] in made.article
        ],
    )


def _insert_wrong(writer: sqlite3.Connection, made: _Made) -> None:
    """The readings that a person calls wrong as a whole."""
    marks = slice_rows(made.store, "judgements", arrow_schema(Judgement).names, made.persons, {"relation": [READING]})
    wrong = marked_wrong(from_row(Judgement, row) for row in marks.to_pylist())
    writer.executemany("insert into wrong values (?)", [(id,) for id, parts in wrong.items() if "all" in parts])


def _places(made: _Made, rows: Sequence[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Mention id → (article, start, end), for the mentions that these judgements name."""
    wanted = sorted({row[side] for row in rows if row["relation"] == "entity" for side in ("left", "right")})
    if not wanted:
        return {}
    made.duck.register("wanted", pa.table({"id": pa.array(wanted, pa.string())}))
    found = made.duck.execute(
        'select m.id, a.n, m.start, m."end" from mentions m join wanted w using (id) '
        "join articles a on a.id = m.article"
    ).fetchall()
    return {id: (n, start, end) for id, n, start, end in found}
