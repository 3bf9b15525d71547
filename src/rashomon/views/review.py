"""index → the inbox of the least certain judgements, with both sides' own words; people's decisions in words.

Reads the search index; writes nothing. The one idea: nobody can judge ids, so each side is shown as its
source wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.record import ACT, ADDING, READING, Judgement, Reason, from_row, judgement_id
from rashomon.store.search import SearchIndex
from rashomon.store.search_rows import unpack
from rashomon.views.given import spell_judged
from rashomon.views.items import Page, Quote, accounts, event_items, listed, page_of, report_quotes, statement_quotes
from rashomon.views.questions import headline_of
from rashomon.views.words import first_words


@dataclass(frozen=True, slots=True)
class ReviewSide:
    """One of the two things that are judged, in words."""

    id: str
    kind: str
    name: str
    words: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement. `because`: the reason given."""

    id: str
    relation: str
    left: str
    right: str
    verdict: str
    because: str | None
    by: str
    at: str | None
    left_words: str
    right_words: str
    #: What is right instead, in words.
    given: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A judgement by machine. `doubt`: 0 certain … 1 a coin's toss, and 1 … 2 where it was left open."""

    id: str
    relation: str
    verdict: str
    score: float
    doubt: float
    left: ReviewSide
    right: ReviewSide
    reasons: tuple[Reason, ...]
    decided: Decision | None


def view_inbox(index: SearchIndex, relation: str | None, page: int, size: int) -> Page[ReviewItem]:
    """Judgements that nobody has judged yet, least certain first."""
    where, values = ("shown = 1 and relation = ?", (relation,)) if relation else ("shown = 1", ())
    ((total,),) = index.rows(f"select count(*) from inbox where {where}", values)
    rows = index.rows(
        f"select row, doubt from inbox where {where} order by doubt desc, relation, left_side, right_side, place "
        "limit ? offset ?",
        (*values, size, (page - 1) * size),
    )
    return page_of([_item(index, row) for row in rows], total, page, size)


def list_decisions(index: SearchIndex, page: int, size: int) -> Page[Decision]:
    """People's judgements, latest first."""
    ((total,),) = index.rows("select count(*) from decisions")
    rows = index.rows("select row from decisions order by at desc, id limit ? offset ?", (size, (page - 1) * size))
    return page_of([decision_of(index, from_row(Judgement, json.loads(row["row"]))) for row in rows], total, page, size)


def decision_of(index: SearchIndex, judgement: Judgement) -> Decision:
    """A person's judgement in words."""
    marked, added = judgement.relation == READING, judgement.verdict in ADDING
    left = _side(index, "story" if added else judgement.relation, judgement.left, None).words
    part = f"{'an' if judgement.verdict == ACT else 'a'} {judgement.verdict}" if added else judgement.right
    right = part if marked else _side(index, judgement.relation, judgement.right, None).words
    because = "; ".join(reason.feature for reason in judgement.reasons) or None
    return Decision(
        judgement_id(judgement), judgement.relation, judgement.left, judgement.right, judgement.verdict, because,
        judgement.by.removeprefix("person:"), judgement.at, left, right,
        spell_judged(judgement) or None,
    )  # fmt: skip


def _item(index: SearchIndex, row: Any) -> ReviewItem:
    noun = json.loads(row["row"])
    judgement = from_row(Judgement, noun)
    left, right = (
        _side(index, judgement.relation, id, place)
        for id, place in zip((judgement.left, judgement.right), noun["places"], strict=True)
    )
    return ReviewItem(
        judgement_id(judgement), judgement.relation, judgement.verdict, judgement.score, row["doubt"], left, right,
        judgement.reasons, None,
    )  # fmt: skip


def _side(index: SearchIndex, relation: str, id: str, place: Sequence[int] | None) -> ReviewSide:
    if relation == "event":
        return _report_side(index, id)
    if relation == READING:
        return _statement_side(index, id) or _report_side(index, id)
    if relation == "entity":
        return _mention_side(index, id, place)
    return _article_side(index, id)


def _report_side(index: SearchIndex, id: str) -> ReviewSide:
    quote = report_quotes(index, [id]).get(id)
    rows = index.rows("select event, trigger from reports where id = ?", (id,))
    if quote is None or not rows:
        return ReviewSide(id, "report", id[:8], id[:8], ())
    items = event_items(index, [rows[0]["event"]], citations=0) if rows[0]["event"] else []
    name = headline_of(items[0]) if items else rows[0]["trigger"]
    return ReviewSide(id, "report", name, f"“{first_words(quote.quote)}” {quote.outlet}", (quote,))


def _statement_side(index: SearchIndex, id: str) -> ReviewSide | None:
    quote = statement_quotes(index, [id]).get(id)
    if quote is None:
        return None
    return ReviewSide(id, "statement", "what is said", f"“{first_words(quote.quote)}” {quote.outlet}", (quote,))


def _mention_side(index: SearchIndex, id: str, place: Sequence[int] | None) -> ReviewSide:
    """The mention with the line that it stands in."""
    if place is None:
        return ReviewSide(id, "mention", id[:8], id[:8], ())
    number, start, end = place
    (row,) = index.rows("select id, outlet from articles where n = ?", (number,))
    text = index.rows("select text from texts where article = ?", (number,))[0]["text"]
    first, last = _around(text, start, end)
    quote = Quote(row["id"], row["outlet"], first, last, text[first:last], (), "", None, None, None)
    name = text[start:end]
    entity = _entity(index, number, id)
    kind = f"{entity['kind']}: {entity['name']}" if entity else "mention"
    return ReviewSide(id, kind, name, f"“{name}” {row['outlet']}", (quote,))


def _entity(index: SearchIndex, number: int, mention: str) -> Any:
    rows = index.rows("select body from linked where article = ?", (number,))
    entity = unpack(rows[0]["body"]).get(mention) if rows else None
    found = index.rows("select kind, name from entities where id = ?", (entity,)) if entity else []
    return found[0] if found else None


def _around(text: str, start: int, end: int, most: int = 200) -> tuple[int, int]:
    """The line that [start, end) stands in, no further than `most` characters to each side."""
    first = max(text.rfind("\n", 0, start) + 1, start - most)
    last = text.find("\n", end)
    return first, min(len(text) if last < 0 else last, end + most)


def _article_side(index: SearchIndex, id: str) -> ReviewSide:
    rows = index.rows("select n, id, outlet, title, head from articles where id = ?", (id,))
    if not rows:
        return ReviewSide(id, "agency", id, id, ())
    account = accounts(index, [rows[0]["n"]])[rows[0]["n"]]
    head = rows[0]["head"]
    quote = Quote(id, rows[0]["outlet"], 0, len(head), head, (), "", None, None, None)
    name = account.title or first_words(head, 80)
    return ReviewSide(id, "article", name, f"{name} ({account.outlet}, {account.published})", (quote,))


__all__ = ["Decision", "ReviewItem", "ReviewSide", "decision_of", "list_decisions", "listed", "view_inbox"]
