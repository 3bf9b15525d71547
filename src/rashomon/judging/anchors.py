"""People's judgements → the same ones, on what stands at the same characters after documents were read again.

Reads people's judgements and the readings they rest on; writes where in its document each of these stands, and person
slices in place of those whose readings have moved. The one idea: ids hold offsets of an article's text, which move when
a line before them goes; characters of the document do not move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any

from rashomon.judging.judgements import people_s_judgements
from rashomon.judging.keeping import keep
from rashomon.record import Article, Block, Judgement, judgement_id, table_to_rows
from rashomon.store.base import Entry, Store
from rashomon.store.columns import table_of
from rashomon.store.delta import ANCHORS
from rashomon.store.slices import write_slice

#: Tables of what people judge that has offsets in its id.
_MOVING = ("mentions", "reports", "statements")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a reading stands: characters [start, end) of the decoded document, and what it was read as there."""

    id: str
    document: str
    kind: str
    start: int
    end: int


def keep_anchors(store: Store, at: str) -> None:
    """Notes where everything that people judged stands; to be called before documents are read again."""
    noted = set(store.read("anchors", ["id"])["id"].to_pylist())
    anchors = list(_standing(store, _judged(store) - noted))
    if anchors:
        rows = table_of(map(astuple, anchors), ANCHORS)
        write_slice(store, "anchors", [anchor.id for anchor in anchors], at, {"anchors": rows})


def follow(store: Store, at: str) -> None:
    """Gives people's judgements on what has moved the ids of what stands there now.

    What is found no more keeps the id it had: it says nothing until the document is read as it was.
    """
    for entry, made in list(_moved(store)):
        keep(store, made, at, replaces=[entry.slice])


def _moved(store: Store) -> Iterator[tuple[Entry, Judgement]]:
    """People's judgements on what has moved, as they read now, each with the slice that holds it."""
    judged = _judged(store)
    gone = judged - _held(store, judged) if judged else judged
    rows = store.read("anchors", where={"id": sorted(gone)}) if gone else ANCHORS.empty_table()
    lost = {row["id"]: Anchor(**row) for row in rows.to_pylist()}
    if not lost:
        return
    now = _found_again(lost, list(_standing_in(store, {anchor.document for anchor in lost.values()})))
    held = {judgement_id(made): made for made in people_s_judgements(store)}
    for entry in store.ledger():
        for name in entry.covers if entry.kind == "person" else ():
            made = held.get(name)
            if made is not None and {made.left, made.right} & now.keys():
                yield entry, replace(made, left=now.get(made.left, made.left), right=now.get(made.right, made.right))


def _found_again(lost: Mapping[str, Anchor], now: Sequence[Anchor]) -> dict[str, str]:
    """Lost id → what stands there now: of the same kind, or else the only one."""
    there: dict[tuple[str, int, int], list[Anchor]] = {}
    for anchor in now:
        there.setdefault((anchor.document, anchor.start, anchor.end), []).append(anchor)
    found = {}
    for name, was in lost.items():
        at = there.get((was.document, was.start, was.end), [])
        alike = [anchor for anchor in at if anchor.kind == was.kind]
        if len(alike or at) == 1:
            found[name] = (alike or at)[0].id
    return found


def _judged(store: Store) -> set[str]:
    return {name for made in people_s_judgements(store) for name in (made.left, made.right)}


def _held(store: Store, names: Collection[str]) -> set[str]:
    """Those of these ids that are articles, mentions, reports or statements of the case."""
    where = {"id": sorted(names)}
    return {name for table in ("articles", *_MOVING) for name in store.read(table, ["id"], where)["id"].to_pylist()}


def _standing(store: Store, names: Collection[str]) -> Iterator[Anchor]:
    for table in _MOVING if names else ():
        rows = store.read(table, where={"id": sorted(names)}).to_pylist()
        yield from _anchors(table, rows, _articles(store, "id", {row["article"] for row in rows}))


def _standing_in(store: Store, documents: Collection[str]) -> Iterator[Anchor]:
    articles = _articles(store, "document", documents)
    for table in _MOVING:
        rows = store.read(table, where={"article": sorted(articles)}).to_pylist()
        yield from _anchors(table, rows, articles)


def _articles(store: Store, column: str, values: Collection[str]) -> dict[str, Article]:
    rows = store.read("articles", where={column: sorted(values)})
    return {article.id: article for article in table_to_rows(Article, rows)}


def _anchors(table: str, rows: Iterable[Mapping[str, Any]], articles: Mapping[str, Article]) -> Iterator[Anchor]:
    """Where rows stand: mentions as a whole, reports by their trigger, statements by what they begin with."""
    for row in rows:
        article = articles[row["article"]]
        span = {"mentions": row, "reports": row.get("trigger")}.get(table) or (row["content"] or [row])[0]
        kind = {"mentions": row.get("kind"), "reports": row.get("type")}.get(table) or "statement"
        start, end = _in_document(article.blocks, span["start"]), _in_document(article.blocks, span["end"] - 1)
        if start is not None and end is not None:
            yield Anchor(row["id"], article.document, f"{table} {kind}", start, end + 1)


def _in_document(blocks: Sequence[Block], offset: int) -> int | None:
    """The offset of one character of an article in its decoded document."""
    for block in blocks:
        if block.start is not None and block.end is not None and block.start <= offset < block.end:
            return block.document_start + offset - block.start
    return None
