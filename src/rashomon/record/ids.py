"""Ids made from content: the same input gives the same id on every machine.

A document's id is the full sha256 of its bytes; every other id is the first 24 hex digits (96 bits) of the
sha256 of its parts, so that ten thousand million mentions collide with a chance of about 1 in 10^9.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable

from rashomon.record.nouns import Judgement, Span

#: Made once: `json.dumps` makes an encoder at every call.
_packed = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


#: Hex digits of an id, but for a document's.
ID_LENGTH = 24


def digest(*parts: object) -> str:
    """24 hex digits that depend on every part and on where one part ends and the next begins."""
    packed = _packed(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(packed).hexdigest()[:ID_LENGTH]


def document_id(body: bytes) -> str:
    """The sha256 of the bytes as received."""
    return hashlib.sha256(body).hexdigest()


def article_id(document: str, number: int = 0) -> str:
    """`number` counts the articles that one document holds (0 for all but live blogs and the like)."""
    return digest("article", document, number)


def mention_id(article: str, start: int, end: int, kind: str) -> str:
    return digest("mention", article, start, end, kind)


def given_mention_id(article: str, at: int, kind: str, text: str) -> str:
    """Of what a person gave and no characters say: several may be given at one place."""
    return digest("given", article, at, kind, text)


def statement_id(article: str, cue: Span | None, content: Iterable[Span]) -> str:
    return digest("statement", article, _pair(cue), [_pair(span) for span in content])


def report_id(article: str, trigger: Span, type: str) -> str:
    return digest("report", article, _pair(trigger), type)


def given_report_id(article: str, start: int, end: int, type: str) -> str:
    """Of an act that a person adds: by characters of the *document*, which a new reading of the text does not move."""
    return digest("act", article, start, end, type)


def given_statement_id(article: str, words: Iterable[Span]) -> str:
    """Of a statement that a person adds: by characters of the *document*, likewise."""
    return digest("said", article, [_pair(span) for span in words])


def entity_id(mentions: Iterable[str]) -> str:
    """Named after the smallest of its mentions, so that most merges keep one of the two ids."""
    return digest("entity", min(mentions))


def event_id(reports: Iterable[str]) -> str:
    return digest("event", min(reports))


def story_id(articles: Iterable[str]) -> str:
    return digest("story", min(articles))


def named_after(name: str, members: Iterable[str], named: Callable[[Iterable[str]], str]) -> str | None:
    """The member whose group bore this id when that member was its smallest; None where none can have.

    `named`: `story_id`, `event_id` or `entity_id`. A newcomer with a smaller id renames its group: whoever kept the
    former id is led to where the member that it was made of is now.
    """
    return next((member for member in members if named((member,)) == name), None)


#: Table of groups → the table of their members, and how a group's id is made of the smallest.
NAMED_AFTER = {"stories": ("articles", story_id), "events": ("reports", event_id)}


def finding_id(story: str, event: str | None, question: str) -> str:
    return digest("finding", story, event, question)


def judgement_id(judgement: Judgement) -> str:
    """What `rashomon forget` takes: the same two things, relation, verdict, judge and value give the same id."""
    said = [cell.said if cell.part is None else [cell.part, cell.said] for cell in judgement.cells]
    value = [said] if said else []
    return digest("judgement", judgement.relation, *pair_of(judgement), judgement.verdict, judgement.by, *value)


def pair_of(judgement: Judgement) -> tuple[str, str]:
    """The two things judged, the smaller id first: "a is b" and "b is a" are about one pair."""
    left, right = judgement.left, judgement.right
    return (left, right) if left <= right else (right, left)


def is_person(judgement: Judgement) -> bool:
    """Whether a person gave it."""
    return judgement.by.startswith("person:")


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
