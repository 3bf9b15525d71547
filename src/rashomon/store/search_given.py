"""What people gave in place of readings, and acts that they added → rows of the search index as they stand then.

Reads people's judgements and the articles that they are about; writes reports, statements, and the tables `given` and
`given_mentions`. The one idea: a reading's rows are added once and stay, so the rows of articles for which people gave
something are written anew from the store, as they were read where nobody gives anything any more.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rashomon.record import (
    Article,
    Mention,
    Report,
    Span,
    Statement,
    answers_cited,
    as_judged,
    cells_of,
    from_row,
    given_in,
    is_given,
    judged_in,
    latest_marks,
    table_to_rows,
    to_row,
)
from rashomon.record.nouns import Judgement
from rashomon.store.delta import DeltaStore
from rashomon.store.search_rows import clean, dumps


def put_given(
    writer: sqlite3.Connection,
    store: DeltaStore,
    readings: Sequence[str],
    marks: Sequence[Judgement],
    before: Collection[str],
) -> list[Mention]:
    """Writes reports and statements of the articles for which people gave something, or gave once.

    `before`: the readings that the index has as people gave them. Gives the mentions that rest on it and nobody read.
    """
    judged = replace(judged_in(marks), wrong={})
    number = _articles(writer, {*judged.given, *before}, judged.added)
    added = {made.right for found in judged.added.values() for made in found}
    _take_away(writer, _unread(store, before) - added)
    if not number or not readings:
        return []
    of = {"slice": list(readings), "article": sorted(number)}
    found = table_to_rows(Article, store.read("articles", where={"slice": of["slice"], "id": of["article"]}))
    articles = {one.id: one for one in found}
    read = {one.id: one for one in table_to_rows(Mention, store.read("mentions", where=of))}
    reports = list(table_to_rows(Report, store.read("reports", where=of)))
    statements = list(table_to_rows(Statement, store.read("statements", where=of)))
    stands = as_judged(reports, statements, judged, articles, read.values())
    mentions = read | {mention.id: mention for mention in stands.mentions}
    writer.executemany(
        "insert into reports(id, article, modality, quote, trigger, written, cited, row) values (?,?,?,?,?,?,?,?) "
        "on conflict(id) do update set modality = excluded.modality, written = excluded.written, "
        "cited = excluded.cited, row = excluded.row",
        [_row(one, number[one.article], articles[one.article].text, mentions) for one in stands.reports],
    )
    for statement in stands.statements:
        _put_statement(writer, statement, number[statement.article], articles[statement.article].text, mentions)
    nobody_read = [mention for mention in stands.mentions if mention.id not in read]
    writer.executemany(
        "insert or ignore into given_mentions values (?,?,?)",
        [(one.id, number[one.article], dumps(_without_entity(one))) for one in nobody_read],
    )
    of_reading = {one.id: articles[one.article] for one in stands.reports}
    of_reading |= {one.id: articles[one.article] for one in stands.statements}
    lines = given_in(latest_marks(marks), of_reading)
    writer.executemany(
        "insert or ignore into given values (?,?)",
        [(reading, dumps([to_row(line) for line in told])) for reading, told in lines.items()],
    )
    return nobody_read


def given_statements(writer: sqlite3.Connection) -> list[Statement]:
    """The statements that the index has as people gave them."""
    rows = writer.execute("select row from statements where id in (select report from given)")
    return [from_row(Statement, json.loads(row) | {"speaker_entity": None}) for (row,) in rows]


def _articles(writer: sqlite3.Connection, readings: Iterable[str], ids: Iterable[str]) -> dict[str, int]:
    """Id → number of the articles of these readings, and of those with these ids."""
    asked = (json.dumps(sorted(readings)),)
    own = {
        n for table in ("reports", "statements")
        for (n,) in writer.execute(
            f"select article from {table} where id in (select value from json_each(?))", asked
        )
    }  # fmt: skip
    rows = writer.execute(
        "select id, n from articles where n in (select value from json_each(?)) "
        "or id in (select value from json_each(?))",
        (json.dumps(sorted(own)), json.dumps(sorted(ids))),
    )
    return dict(rows.fetchall())


def _unread(store: DeltaStore, names: Collection[str]) -> set[str]:
    """Those of these readings that nobody read: what people added."""
    if not names:
        return set()
    where, nouns = {"id": sorted(names)}, ("reports", "statements")
    return set(names) - {one for noun in nouns for one in store.read(noun, ["id"], where)["id"].to_pylist()}


def _take_away(writer: sqlite3.Connection, names: Collection[str]) -> None:
    """Takes readings out that nobody tells any more."""
    asked = (json.dumps(sorted(names)),)
    writer.execute("delete from reports where id in (select value from json_each(?))", asked)
    of_these = "from statements where id in (select value from json_each(?))"
    gone = writer.execute(f"select n, words {of_these}", asked).fetchall()
    writer.executemany("insert into said(said, rowid, words) values ('delete', ?, ?)", gone)
    writer.execute(f"delete {of_these}", asked)


def _put_statement(
    writer: sqlite3.Connection, made: Statement, article: int, text: str, mentions: Mapping[str, Mention]
) -> None:
    """Writes a statement's row as it stands, and its words where they are searched."""
    number, before = _held_statement(writer, made, article)
    speaker = mentions.get(made.speaker or "")
    row = {name: value for name, value in to_row(made).items() if name != "speaker_entity"}
    words = clean(words_of(text, row["content"]))
    writer.execute(
        "update statements set speaker_words = ?, words = ?, quote = ?, row = ? where n = ?",
        (clean(speaker.text) if speaker else None, words, clean(text[made.start : made.end]), dumps(row), number),
    )
    if words != before:
        if before is not None:
            writer.execute("insert into said(said, rowid, words) values ('delete', ?, ?)", (number, before))
        writer.execute("insert into said(rowid, words) values (?, ?)", (number, words))


def _held_statement(writer: sqlite3.Connection, made: Statement, article: int) -> tuple[int, str | None]:
    """The number and the words under which a statement is held; a new number and no words where nobody read it."""
    held: tuple[int, str] | None = writer.execute("select n, words from statements where id = ?", (made.id,)).fetchone()
    if held is not None:
        return held
    (last,) = writer.execute("select coalesce(max(n), 0) from statements").fetchone()
    values = (last + 1, made.id, article)
    writer.execute("insert into statements(n, id, article, words, quote, row) values (?,?,?,'','','')", values)
    return last + 1, None


def words_of(text: str, content: Iterable[Mapping[str, int]]) -> str:
    """The words of a statement's content."""
    return " … ".join(" ".join(text[span["start"] : span["end"]].split()) for span in content)


def _row(report: Report, article: int, text: str, mentions: Mapping[str, Mention]) -> tuple[Any, ...]:
    row = {name: value for name, value in to_row(report).items() if name != "event"}
    said = {id: mention for id, mention in mentions.items() if not is_given(mention)}
    names = {id: mention.text for id, mention in said.items()}
    places = {id: Span(mention.start, mention.end) for id, mention in said.items()}
    quote, trigger = text[report.start : report.end], text[report.trigger.start : report.trigger.end]
    return (
        report.id, article, report.modality, clean(quote), clean(trigger), dumps(written_in(row, names)),
        dumps(cited_in(row, text, places)), dumps(row),
    )  # fmt: skip


def _without_entity(mention: Mention) -> dict[str, Any]:
    return {name: value for name, value in to_row(mention).items() if name != "entity"}


def written_in(row: dict[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """The words that a report's time, place and numbers were read from, by the question they answer."""
    found = {key: row[key] for key in ("when", "where") if row[key]}
    found |= {quantity["of"] or quantity["unit"] or "": quantity for quantity in row["quantities"]}
    return {key: names[noun["mention"]] for key, noun in found.items() if noun["mention"] in names}


def cited_in(row: dict[str, Any], text: str, places: Mapping[str, Span]) -> dict[str, Any]:
    """Question → [start, end, quote] of what shows a report's answer, where it is more than the report's own clause."""
    when, where = (row[key]["mention"] if row[key] else None for key in ("when", "where"))
    counted = [(quantity["of"] or quantity["unit"] or "", quantity["mention"]) for quantity in row["quantities"]]
    cells = cells_of(row["actors"], row["recipients"], when, where, counted)
    spans = answers_cited(text, Span(row["start"], row["end"]), cells, places)
    return {key: [span.start, span.end, clean(text[span.start : span.end])] for key, span in spans.items()}
