"""Slices of the ledger → rows of the search index.

Reads the case's Delta tables, slice by slice; writes the tables of search_tables.py. The one idea: what a reading wrote
is added once and stays; of what a comparison wrote that is changed which its new layers change, and all is replaced
where one of all has been made.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from rashomon.knowledge.labels import labels_in
from rashomon.knowledge.outlets import outlet_named, outlet_of_url
from rashomon.language.quotes import label_around
from rashomon.record import READING, SAID, STATEMENT_PARTS, Judgement, Span, day_of, from_row
from rashomon.store.base import Entry
from rashomon.store.delta import DeltaStore
from rashomon.store.ledger import layers
from rashomon.store.search_change import Marked, Renewed, change_comparison
from rashomon.store.search_compare import replace_comparison
from rashomon.store.search_given import cited_in, words_of, written_in
from rashomon.store.search_inbox import decisions_in, put_decisions
from rashomon.store.search_rows import clean, dumps, in_parts, pack, slice_rows

Tell = Callable[[str, int, int | None], None]

#: Characters of an article that lists show and that meaning is taken from.
_HEAD = 400


def fill(
    writer: sqlite3.Connection, store: DeltaStore, entries: Sequence[Entry], tell: Tell | None
) -> Renewed | None:
    """Brings the index to the state of these entries. The index holds no reading that is not among them.

    Gives what columns must look at again, besides new articles; None where that is all.
    """
    held = set(_noted(writer, "readings") or [])
    new = [entry for entry in entries if entry.kind == "reading" and entry.slice not in held]
    total = sum(len(entry.covers) for entry in new)
    done = 0
    for batch in in_parts(new):
        _add_reading(writer, store, [entry.slice for entry in batch])
        done += sum(len(entry.covers) for entry in batch)
        if tell:
            tell("indexing", done, total)
    readings = [entry.slice for entry in entries if entry.kind == "reading"]
    _note(writer, "readings", readings)
    comparison = [entry.slice for entry in layers(entries)]
    persons = [entry.slice for entry in entries if entry.kind == "person"]
    renewed: Renewed | None = Renewed(set(), set())
    if [comparison, persons] != _noted(writer, "compared"):
        if tell:
            tell("indexing what was compared", 0, None)
        renewed = _changed(writer, store, comparison, readings, persons)
        if renewed is None:
            replace_comparison(writer, store, comparison, readings, persons)
        _note(writer, "compared", [comparison, persons])
        _note(writer, "judged", readings)
    _take_failures(writer, store, [e.slice for e in entries if e.kind in ("documents", "reading")])
    _note(writer, "documents", sum(len(e.covers) for e in entries if e.kind == "documents"))
    _note(writer, "pending", len(_covered(entries, "documents") - _covered(entries, "reading")))
    return renewed


def _changed(
    writer: sqlite3.Connection,
    store: DeltaStore,
    comparison: Sequence[str],
    readings: Sequence[str],
    persons: Sequence[str],
) -> Renewed | None:
    """Takes in what the comparison's new layers change; None where it is to be put in as a whole."""
    before = _noted(writer, "compared") or [[], []]
    known = [one for one, other in zip(comparison, before[0], strict=False) if one == other]
    # layers that lie upon others know what these say, so those behind the first new one are all that is new
    if not known or known != comparison[: len(known)]:
        return None
    layers_new, marked = comparison[len(known) :], None
    if persons != before[1]:
        decisions = decisions_in(store, persons)
        if not layers_new or not _are_marks(writer, decisions):
            return None
        put_decisions(writer, decisions)
        marks = (from_row(Judgement, row) for row in decisions.values() if row["relation"] == READING)
        marked = Marked(list(marks), readings)
    judged = set(_noted(writer, "judged") or readings)
    new = [name for name in readings if name not in judged]
    return change_comparison(writer, store, layers_new, new, marked)


def _are_marks(writer: sqlite3.Connection, decisions: Mapping[str, Any]) -> bool:
    """Whether all that people decided since, or took back, are marks on readings: of reports any, of statements as a
    whole, for who speaks and of whom is worked out for all statements at once.
    """
    before = {id: json.loads(row) for id, row in writer.execute("select id, row from decisions")}
    others = (side[id] for side in (before, decisions) for id in before.keys() ^ decisions.keys() if id in side)
    return all(row["relation"] == READING and not _of_statements(row) for row in others)


def _of_statements(row: Mapping[str, Any]) -> bool:
    return row["verdict"] == SAID or row["right"] in STATEMENT_PARTS[1:]


# ── what a reading wrote ──────────────────────────────────────────────────────────────────────────────────


_INSIDE = ("mentions", "times", "places", "quantities")
_ARTICLE = (
    "id", "document", "outlet", "url", "title", "published", "published_latest", "published_from", "language",
    "agencies", "authors", "text", "blocks",
)  # fmt: skip


def _add_reading(writer: sqlite3.Connection, store: DeltaStore, slices: Sequence[str]) -> None:
    articles = {row["id"]: row for row in slice_rows(store, "articles", _ARTICLE, slices).to_pylist()}
    asked = "select id from articles where id in (select value from json_each(?))"
    known = {row[0] for row in writer.execute(asked, (json.dumps(list(articles)),))}
    first = 1 + (writer.execute("select max(n) from articles").fetchone()[0] or 0)
    number = {id: first + place for place, id in enumerate(id for id in articles if id not in known)}
    inside = _rows_inside(store, slices)
    _insert_articles(writer, articles, number, inside)
    _insert_labels(writer, inside, number, {id: articles[id]["text"] or "" for id in number})
    mentions = [m for article in number for m in inside.get(article, {}).get("mentions", ())]
    words = {m["id"]: m["text"] for m in mentions}
    places = {m["id"]: Span(m["start"], m["end"]) for m in mentions}
    _insert_reports(writer, store, slices, articles, number, words, places)
    _insert_statements(writer, store, slices, articles, number, words)


def _rows_inside(store: DeltaStore, slices: Sequence[str]) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Article id → noun → its rows; times, places and quantities go with the mention they lie in."""
    from rashomon.record import NOUNS, arrow_schema

    found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: {noun: [] for noun in _INSIDE})
    home: dict[str, str] = {}
    for noun in _INSIDE:
        names = [name for name in arrow_schema(NOUNS[noun]).names if name != "entity"]
        for row in slice_rows(store, noun, names, slices).to_pylist():
            if noun == "mentions":
                home[row["id"]] = row["article"]
            article = home.get(row["id"] if noun == "mentions" else row["mention"])
            if article is not None:
                found[article][noun].append(row)
    return found


def _insert_articles(
    writer: sqlite3.Connection,
    articles: dict[str, dict[str, Any]],
    number: dict[str, int],
    inside: dict[str, dict[str, list[dict[str, Any]]]],
) -> None:
    rows, texts, words = [], [], []
    for id, n in number.items():
        row = articles[id]
        title, text = clean(row["title"]), clean(row["text"]) or ""
        lists = {key: value for key, value in row.items() if key not in ("text", "blocks")}
        rows.append(
            (n, id, row["document"], clean(outlet_of(row)), _country(row), row["language"], row["published"],
             day_of(row["published"], row["published_latest"]), title, _head(row, text), dumps(lists))
        )  # fmt: skip
        texts.append((n, text, pack({"blocks": row["blocks"], **inside.get(id, {})})))
        words.append((n, title or "", text))
    writer.executemany(
        "insert into articles(n, id, document, outlet, country, language, published, day, title, head, row) "
        "values (?,?,?,?,?,?,?,?,?,?,?)",
        rows,
    )
    writer.executemany("insert into texts values (?,?,?)", texts)
    writer.executemany("insert into words(rowid, title, text) values (?,?,?)", words)


def _head(row: dict[str, Any], text: str) -> str:
    """The first words of an article below its byline: what it is called by where it has no title."""
    start = 0
    for block in row["blocks"]:
        around = block["kept"] and block["kind"] in ("byline", "dateline", "credit")
        if around and not text[start : block["start"]].strip():
            start = block["end"]
    return text[start:].lstrip()[:_HEAD] or text[:_HEAD]


def outlet_of(row: dict[str, Any]) -> str:
    """The outlet, or what else tells the article from others (views.words.outlet_name says the same)."""
    return row["outlet"] or f"article {row['id'][:8]}"


def _country(row: dict[str, Any]) -> str | None:
    found = outlet_named(row["outlet"]) if row["outlet"] else None
    found = found or (outlet_of_url(row["url"]) if (row["url"] or "").startswith("http") else None)
    return found.country or None if found else None


def _insert_labels(
    writer: sqlite3.Connection,
    inside: dict[str, dict[str, list[dict[str, Any]]]],
    number: dict[str, int],
    texts: dict[str, str],
) -> None:
    rows = [
        (number[article], _as_used(texts[article], mention, word), mention["start"], mention["end"],
         clean(mention["text"]))
        for article, nouns in inside.items()
        if article in number
        for mention in nouns["mentions"]
        for word in _labels(mention["text"])
    ]  # fmt: skip
    writer.executemany("insert into labels values (?,?,?,?,?)", rows)


def _as_used(text: str, mention: dict[str, Any], word: str) -> str:
    """A loaded word as findings tell it: where it stands in scare quotes, the label in its marks."""
    start = mention["start"] + max(0, mention["text"].casefold().find(word))
    return label_around(text, start, start + len(word)) or word


def _labels(text: str) -> list[str]:
    """Loaded words that a mention puts on somebody: "terrorists of the Front", not "victims of terrorist attacks"."""
    found = dict.fromkeys(word for _, word in labels_in(text))
    ends = r"s?[”\"’'»]*(?=$|[\s,]+(?:of|from|in|who|and)\b)"
    return [word for word in found if re.search(rf"\b{re.escape(word)}{ends}", text, re.I)]


def _insert_reports(
    writer: sqlite3.Connection,
    store: DeltaStore,
    slices: Sequence[str],
    articles: dict[str, dict[str, Any]],
    number: dict[str, int],
    names: dict[str, str],
    places: dict[str, Span],
) -> None:
    rows = []
    for row in _of_articles(store, "reports", slices, number, leave="event"):
        text, trigger = articles[row["article"]]["text"], row["trigger"]
        rows.append(
            (row["id"], number[row["article"]], row["modality"], clean(text[row["start"] : row["end"]]),
             clean(text[trigger["start"] : trigger["end"]]), dumps(written_in(row, names)),
             dumps(cited_in(row, text, places)), dumps(row))
        )  # fmt: skip
    columns = "id, article, modality, quote, trigger, written, cited, row"
    writer.executemany(f"insert or ignore into reports({columns}) values (?,?,?,?,?,?,?,?)", rows)


def _insert_statements(
    writer: sqlite3.Connection,
    store: DeltaStore,
    slices: Sequence[str],
    articles: dict[str, dict[str, Any]],
    number: dict[str, int],
    names: dict[str, str],
) -> None:
    first = 1 + (writer.execute("select max(n) from statements").fetchone()[0] or 0)
    rows, words = [], []
    for n, row in enumerate(_of_articles(store, "statements", slices, number, leave="speaker_entity"), first):
        text = articles[row["article"]]["text"]
        said = words_of(text, row["content"])
        rows.append(
            (n, row["id"], number[row["article"]], clean(names.get(row["speaker"])), clean(said),
             clean(text[row["start"] : row["end"]]), dumps(row))
        )  # fmt: skip
        words.append((n, clean(said)))
    writer.executemany(
        "insert into statements(n, id, article, speaker_words, words, quote, row) values (?,?,?,?,?,?,?)", rows
    )
    writer.executemany("insert into said(rowid, words) values (?,?)", words)


def _of_articles(
    store: DeltaStore, noun: str, slices: Sequence[str], number: dict[str, int], leave: str
) -> Iterator[dict[str, Any]]:
    """Rows of new articles, each once; `leave` is filled when a record is read, never stored."""
    from rashomon.record import NOUNS, arrow_schema

    names = [name for name in arrow_schema(NOUNS[noun]).names if name != leave]
    seen: set[str] = set()
    for batch in slice_rows(store, noun, names, slices).to_batches(max_chunksize=4096):
        for row in batch.to_pylist():
            if row["article"] in number and row["id"] not in seen:
                seen.add(row["id"])
                yield row


# ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────


def _take_failures(writer: sqlite3.Connection, store: DeltaStore, slices: Sequence[str]) -> None:
    writer.execute("delete from failures")
    rows = slice_rows(store, "failures", ("document", "stage", "error", "at"), slices).to_pylist()
    distinct = {dumps(row): None for row in rows}
    writer.executemany("insert into failures(row) values (?)", [(row,) for row in distinct])


def _covered(entries: Iterable[Entry], kind: str) -> set[str]:
    return {name for entry in entries if entry.kind == kind for name in entry.covers}


def _noted(writer: sqlite3.Connection, key: str) -> Any:
    found = writer.execute("select value from meta where key = ?", (key,)).fetchone()
    return json.loads(found[0]) if found else None


def _note(writer: sqlite3.Connection, key: str, value: Any) -> None:
    writer.execute("insert or replace into meta values (?, ?)", (key, json.dumps(value)))
