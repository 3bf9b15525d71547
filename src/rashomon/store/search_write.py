"""What a comparison says → rows of the search index: what stands in which column, whoever puts it there.

Reads rows of the record and the numbers that these have in the index; writes the tables that search_tables.COMPARED
names, and what follows for articles, reports and statements. The one idea: a comparison that is put in as a whole and
a layer that changes a few rows use the same words, so that they cannot come to write different rows.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rashomon.store.search_rows import clean, dumps, pack

Row = Mapping[str, Any]
#: Two numbers of the index.
Link = tuple[int, int]

#: How the sides of a finding stand to each other, in the order of the columns that count them.
AGREEMENTS = ("agreed", "differing", "contradicted", "updated", "single")
#: What an entity is in an event; the record's field has an "s" behind it.
_ROLES = ("actor", "recipient")


# ── entities ──────────────────────────────────────────────────────────────────────────────────────────────


def put_entities(
    writer: sqlite3.Connection, rows: Iterable[tuple[int, Row]], counts: Mapping[int, tuple[int, int]]
) -> None:
    """Entities under their numbers; one that is there keeps its counts. `counts`: articles and origins of the new."""
    writer.executemany(
        "insert into entities values (?,?,?,?,?,?,?,0,0,?) on conflict(n) do update set kind = excluded.kind, "
        "name = excluded.name, country = excluded.country, row = excluded.row",
        (
            (n, row["id"], row["kind"], clean(row["name"]), row["country"], *counts.get(n, (0, 0)), dumps(row))
            for n, row in rows
        ),
    )


def words_of(entity: Row) -> str:
    """The words by which an entity is found."""
    return clean(" \n ".join((entity["name"], *entity["aliases"]))) or ""


def put_names(writer: sqlite3.Connection, words: Iterable[tuple[int, str]]) -> None:
    """The words by which entities are found."""
    writer.executemany("insert into names(rowid, name) values (?,?)", words)


def forget_names(writer: sqlite3.Connection, words: Iterable[tuple[int, str]]) -> None:
    """Entities are found by these words no more: what holds no content must be told what to forget."""
    writer.executemany("insert into names(names, rowid, name) values ('delete',?,?)", words)


def put_spellings(writer: sqlite3.Connection, spelled: Iterable[tuple[int, str, str, int]]) -> None:
    """How outlets spell entities: entity, words as in the text, outlet, and in how many mentions."""
    rows = ((entity, clean(text), outlet, count) for entity, text, outlet, count in spelled)
    writer.executemany("insert into spellings values (?,?,?,?)", rows)


def put_entity_articles(writer: sqlite3.Connection, counts: Iterable[tuple[int, int, int]]) -> None:
    """Entity, article, and how many mentions there mean it."""
    writer.executemany("insert into entity_articles values (?,?,?)", counts)


def put_linked(writer: sqlite3.Connection, linked: Iterable[tuple[int, Mapping[str, str]]]) -> None:
    """Articles, and which entity each of their mentions means; in place of what was said of these articles before."""
    writer.executemany("insert or replace into linked values (?,?)", ((n, pack(found)) for n, found in linked))


# ── voices and statements ─────────────────────────────────────────────────────────────────────────────────


def set_voices(writer: sqlite3.Connection, voices: Iterable[tuple[int | None, int]]) -> None:
    """The article whose voice another is, and that other."""
    writer.executemany("update articles set origin = ? where n = ?", voices)


def set_speakers(writer: sqlite3.Connection, speakers: Iterable[tuple[int | None, int]]) -> None:
    """The entity that makes a statement, and that statement."""
    writer.executemany("update statements set speaker = ? where n = ?", speakers)


def set_groups(writer: sqlite3.Connection, called: Iterable[tuple[str | None, int]]) -> None:
    """What a group is called that makes a statement, and that statement."""
    writer.executemany("update statements set speakers = ? where n = ?", called)


def put_about(writer: sqlite3.Connection, about: Iterable[Link]) -> None:
    """Entities of whom a statement speaks, and that statement."""
    writer.executemany("insert or ignore into about values (?,?)", about)


# ── stories, events, findings, copies ─────────────────────────────────────────────────────────────────────


def put_stories(
    writer: sqlite3.Connection, rows: Iterable[tuple[int, Row]], voices: Mapping[int, tuple[int, int, int]],
    agreement: Mapping[str, Mapping[str, int]],
) -> None:  # fmt: skip
    """Stories under their numbers, in place of what these held. What is not there counts nothing, for now.

    `voices`: by number, a story's articles, origins and outlets; `agreement`: by id, how often its findings agree.
    """
    writer.executemany(
        "insert or replace into stories values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (n, row["id"], clean(row["title"]) or "untitled", row["first"], row["last"],
             *voices.get(n, (0, 0, 0)), len(row["events"]), *_counted(agreement.get(row["id"], {}), AGREEMENTS),
             dumps(row))
            for n, row in rows
        ),
    )  # fmt: skip


def set_stories(writer: sqlite3.Connection, told: Iterable[Link]) -> None:
    """The story that holds an article, and that article."""
    writer.executemany("update articles set story = ? where n = ?", told)


def put_events(
    writer: sqlite3.Connection, rows: Iterable[tuple[int, Row]], told_in: Mapping[str, int],
    disputed: Mapping[str, Mapping[str, int]],
) -> None:  # fmt: skip
    """Events under their numbers, in place of what these held. What is not there is told nowhere, for now.

    `told_in`: by id, the story that tells it; `disputed`: by id, how often its findings agree.
    """
    writer.executemany(
        "insert or replace into events values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (_event(n, row, told_in.get(row["id"]), disputed.get(row["id"], {})) for n, row in rows),
    )


def _event(n: int, row: Row, story: int | None, disputed: Mapping[str, int]) -> tuple[Any, ...]:
    when, where = row["when"] or {}, row["where"] or {}
    return (
        n, row["id"], story, row["type"], row["mode"], when.get("start"), when.get("end"), where.get("country"),
        where.get("place"), clean(where.get("name")), where.get("latitude"), where.get("longitude"), row["articles"],
        row["origins"], *_counted(disputed, ("contradicted", "differing")), dumps(row),
    )  # fmt: skip


def _counted(agreement: Mapping[str, int], kinds: Sequence[str]) -> list[int]:
    return [agreement.get(kind, 0) for kind in kinds]


def parties_of(events: Iterable[Row]) -> set[str]:
    """The ids of all who act in these events or to whom it is done."""
    return {one for row in events for role in _ROLES for one in row[f"{role}s"]}


def put_parties(writer: sqlite3.Connection, rows: Iterable[tuple[int, Row]], entities: Mapping[str, int]) -> set[int]:
    """Who acts in events, and to whom it is done; gives them. `entities`: id → number, of those that are there."""
    found = {
        (entities[one], role, n) for n, row in rows for role in _ROLES for one in row[f"{role}s"] if one in entities
    }
    writer.executemany("insert into parties values (?,?,?)", sorted(found))
    return {entity for entity, _, _ in found}


def link_reports(writer: sqlite3.Connection, told: Iterable[tuple[int, str]]) -> None:
    """The event that a report tells, and that report's id."""
    writer.executemany("update reports set event = ? where id = ?", told)


def put_findings(writer: sqlite3.Connection, rows: Iterable[Row], stories: Mapping[str, int]) -> None:
    """Findings in their order. `stories`: id → number, of those that are there."""
    writer.executemany(
        "insert or ignore into findings values (?,?,?,?,?,?)",
        (
            (row["id"], stories[row["story"]], row["event"], row["agreement"], place, dumps(row))
            for place, row in enumerate(rows)
            if row["story"] in stories
        ),
    )


def put_copies(writer: sqlite3.Connection, rows: Iterable[Row], articles: Mapping[str, int]) -> None:
    """Which articles copy which, or an agency. `articles`: id → number, of those that are there."""
    writer.executemany(
        "insert into copies values (?,?,?,?)",
        (
            (articles[row["article"]], clean(row["of"]), articles.get(row["of"]), dumps(row))
            for row in rows
            if row["article"] in articles
        ),
    )
