"""Short accounts in plain and in rare words (tests/corpus/tellings): which of their acts have a report, of what type.

`LEAST` holds what is reached today; docs/plans/2026-11-24-acts-in-plain-words.md says what the rest is told by.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from bench.reading import article_of

from rashomon.language.english import parse
from rashomon.pipeline import read_article

FOLDER = Path(__file__).resolve().parent / "corpus" / "tellings"

#: File → the least shares that pass: of tellings with any report, with one of their type; of reports that are keyed.
LEAST = {"ten": (0.48, 0.39, 0.87), "five": (0.35, 0.29, 0.84)}


class Telling(NamedTuple):
    """Characters [start, end) of the predicate, and its PLOVER type."""

    start: int
    end: int
    type: str


class Account(NamedTuple):
    """A text with its day and what it tells."""

    day: str
    text: str
    told: list[Telling]


def accounts(name: str) -> list[Account]:
    """The accounts of a file."""
    found = []
    for part in re.split(r"^### ", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, _, rest = part.partition("\n")
        text, _, key = rest.partition("\n---\n")
        text = text.strip()
        rows = [line.split(" | ") for line in key.strip().splitlines()]
        found.append(Account(head.split(" | ")[2].strip(), text, [_telling(row[0], row[1], text) for row in rows]))
    return found


def _telling(words: str, type: str, text: str) -> Telling:
    before, predicate, after = re.fullmatch(r"(.*)\[(.*)\](.*)", words, flags=re.S).groups()  # type: ignore[union-attr]
    assert text.count(before + predicate + after) == 1, words
    start = text.index(before + predicate + after) + len(before)
    return Telling(start, start + len(predicate), type.strip())


@pytest.mark.parametrize("name", sorted(LEAST))
def test_acts_in_plain_and_rare_words(name: str) -> None:
    told = read = right = given = keyed = 0
    known = accounts(name)
    for account, doc in zip(known, parse([account.text for account in known]), strict=True):
        reports = read_article(article_of(account.text, account.day), doc).reports
        for one in account.told:
            here = [r for r in reports if r.trigger.start < one.end and one.start < r.trigger.end]
            told, read, right = told + 1, read + bool(here), right + any(r.type == one.type for r in here)
        given += len(reports)
        keyed += sum(any(r.trigger.start < t.end and t.start < r.trigger.end for t in account.told) for r in reports)
    shares = (read / told, right / told, keyed / given)
    print(name, shares)
    assert all(share >= least for share, least in zip(shares, LEAST[name], strict=True)), shares
