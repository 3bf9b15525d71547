"""What people gave in place of readings → rows of the search index as they stand then.

Reads people's judgements and the readings that they are about; writes reports, and the tables `given` and
`given_mentions`. The one idea: a reading's rows are added once and stay, so those that people correct are written anew
from the store, as they were read where nobody corrects them any more.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from rashomon.record import (
    Article,
    Judged,
    Mention,
    Report,
    Span,
    answers_cited,
    as_judged,
    cells_of,
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
    """Writes the reports for which people gave something, and those of `before` that they corrected once.

    Gives the mentions that these rest on and nobody read.
    """
    given = judged_in(marks).given
    ids = sorted({*given, *before})
    if not ids or not readings:
        return []
    inside = {"slice": list(readings)}
    reports = list(table_to_rows(Report, store.read("reports", where={**inside, "id": ids})))
    of = {"article": sorted({report.article for report in reports})}
    articles = {
        one.id: one for one in table_to_rows(Article, store.read("articles", where={**inside, "id": of["article"]}))
    }
    read = {one.id: one for one in table_to_rows(Mention, store.read("mentions", where={**inside, **of}))}
    stands = as_judged(reports, [], Judged({}, given), articles)
    added = [mention for mention in stands.mentions if mention.id not in read]
    mentions = read | {mention.id: mention for mention in added}
    writer.executemany(
        "update reports set modality = ?, written = ?, cited = ?, row = ? where id = ?",
        [_row(report, articles[report.article].text, mentions) for report in stands.reports],
    )
    number = dict(writer.execute("select id, n from articles").fetchall())
    writer.executemany(
        "insert or ignore into given_mentions values (?,?,?)",
        [(one.id, number[one.article], dumps(_without_entity(one))) for one in added if one.article in number],
    )
    lines = given_in(latest_marks(marks), {report.id: articles[report.article] for report in reports})
    writer.executemany(
        "insert or ignore into given values (?,?)",
        [(report, dumps([to_row(line) for line in found])) for report, found in lines.items()],
    )
    return added


def _row(report: Report, text: str, mentions: Mapping[str, Mention]) -> tuple[Any, ...]:
    row = {name: value for name, value in to_row(report).items() if name != "event"}
    said = {id: mention for id, mention in mentions.items() if not is_given(mention)}
    names = {id: mention.text for id, mention in said.items()}
    places = {id: Span(mention.start, mention.end) for id, mention in said.items()}
    return report.modality, dumps(written_in(row, names)), dumps(cited_in(row, text, places)), dumps(row), report.id


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
