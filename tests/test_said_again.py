"""What speakers say again in other words, in little stories marked by hand (tests/corpus/accounts/said).

The one idea: every two statements of two accounts that a finding lays side by side must be one saying by the marks,
and as many of the marked pairs as may be must be found; `LEAST` holds what is reached today.
"""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from rashomon.case import open_case
from rashomon.record import Record, Statement

SAID = Path(__file__).resolve().parent / "corpus" / "accounts" / "said"
STORIES = {
    "read": "dam bus drone shooting ferry pass vaccine".split(),
    "unread": "tender quake merger raid ballot hostage bridge".split(),
}
#: Set → the least (recall, precision) of pairs: a little under what was measured on 2026-11-24.
LEAST = {"read": (0.5, 0.95), "unread": (0.3, 0.9)}

_MARK = re.compile(r"\{(\d+)\|([^}]*)\}")
#: Share of the marked words that a statement holds if it is what they mark.
_HELD = 0.3


class Marked(NamedTuple):
    """Characters [start, end) of an account that tell a saying."""

    start: int
    end: int
    number: int


class Found(NamedTuple):
    """Pairs of a story: how many are marked, how many of these found, how many given, and which of them wrongly."""

    asked: int
    found: int
    given: int
    wrong: tuple[str, ...]


@pytest.mark.parametrize("name", STORIES)
def test_what_is_said_again_is_joined_and_what_is_like_it_is_kept_apart(name: str, tmp_path: Path) -> None:
    stories = [_story(story, tmp_path) for story in STORIES[name]]
    asked, found, given = (sum(getattr(one, part) for one in stories) for part in ("asked", "found", "given"))
    wrong = [pair for one in stories for pair in one.wrong]
    recall, precision = found / asked, 1 - len(wrong) / max(1, given)
    print(f"{name}: {found} of {asked} ({recall:.3f}), {len(wrong)} of {given} wrong: {wrong}")
    least = LEAST[name]
    assert recall >= least[0]
    assert precision >= least[1], wrong


def _story(name: str, folder: Path) -> Found:
    accounts = re.split(r"^== ", (SAID / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]
    rows = [_account(account.partition("\nsayings:\n")[0]) for account in accounts]
    corpus = folder / name
    corpus.mkdir()
    lines = [json.dumps(row, ensure_ascii=False) for row, _ in rows]
    (corpus / "accounts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    case = open_case(folder / f"{name}.case")
    case.add([corpus])
    return _compared(case.record(), rows)


def _account(text: str) -> tuple[dict[str, str], str]:
    """An account as it is added, and its body with the marks."""
    first, _, body = text.strip().partition("\n")
    outlet, published, title = first.split(" | ")
    plain = _MARK.sub(lambda mark: mark[2], body).replace("\n", "\n\n")
    return {"source": outlet, "title": title, "published": published, "body": plain}, body


def _compared(record: Record, rows: list[tuple[dict[str, str], str]]) -> Found:
    marks: dict[str, list[Marked]] = {}
    for row, body in rows:
        article = next(one for one in record.articles.values() if one.outlet == row["source"])
        marks[article.id] = [
            Marked(start, start + len(mark[2]), int(mark[1]))
            for mark in _MARK.finditer(body)
            if (start := article.text.find(mark[2])) >= 0
        ]
    asked = {
        (one.number, frozenset((left, right)))
        for left, right in combinations(marks, 2)
        for one in marks[left]
        if any(one.number == other.number for other in marks[right])
    }
    found, wrong, given = set(), [], 0
    for finding in record.findings.values():
        if not finding.question.startswith("said") or finding.agreement == "single":
            continue
        told = [record.statements[one] for side in finding.sides for one in side.statements]
        for left, right in combinations(told, 2):
            if left.article == right.article:
                continue
            given += 1
            both = _numbers(left, marks) & _numbers(right, marks)
            found |= {(number, frozenset((left.article, right.article))) for number in both}
            if not both:
                wrong.append(f"{_words(record, left)} | {_words(record, right)}")
    return Found(len(asked), len(asked & found), given, tuple(wrong))


def _numbers(statement: Statement, marks: dict[str, list[Marked]]) -> set[int]:
    """The sayings that a statement tells: it may hold two."""
    return {
        mark.number
        for mark in marks[statement.article]
        for part in statement.content
        if min(mark.end, part.end) - max(mark.start, part.start) >= _HELD * (mark.end - mark.start)
    }


def _words(record: Record, statement: Statement) -> str:
    return record.articles[statement.article].text[statement.start : statement.end]
