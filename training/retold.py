"""Stories told again by several outlets (`data/retold/`) → accounts as articles, each act marked.

Reads the form that the folder's README describes; gives texts with marks as characters. The one idea: an account is
read the way the product reads an article (its title is the first line, a paragraph a line), and a mark is told apart
only by type, footing and the letter of its act; two marks of a story with one letter tell one act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rashomon.knowledge.plover import HARM, TYPES

DATA = Path(__file__).parent / "data" / "retold"
HAPPENED = "happened"
FOOTINGS = (HAPPENED, "ongoing", "planned", "hypothetical", "demanded", "denied")
_MARK = re.compile(r"\{([^{}:]*):([^{}]*)\}")
_KIND = re.compile(r"([A-Z]+)(?:#([a-z]\w?))?(?: ([a-z]+))?")


class Mark(NamedTuple):
    """Characters [start, end) of an account that tell an act; without a letter it is told there once."""

    start: int
    end: int
    type: str
    footing: str
    letter: str | None


class Account(NamedTuple):
    """One outlet's text with its title as the first line; `published` as written (UTC)."""

    outlet: str
    published: str
    title: str
    text: str
    marks: tuple[Mark, ...]

    @property
    def body(self) -> str:
        """The text below the title."""
        return self.text.partition("\n")[2]


class Story(NamedTuple):
    """What happened, in a line, and who tells it; `name` is file and slug."""

    name: str
    words: str
    accounts: tuple[Account, ...]


def stories(folder: Path = DATA) -> Iterator[Story]:
    """All stories, file by file in the order of their names. Raises ValueError where a mark is broken."""
    for path in sorted(folder.glob("*.txt")):
        for part in re.split(r"^# ", path.read_text(encoding="utf-8"), flags=re.M)[1:]:
            head, *accounts = re.split(r"^== ", part, flags=re.M)
            slug, _, words = head.strip().partition(":")
            name = f"{path.stem}/{slug}"
            yield Story(name, words.strip(), tuple(account(one, name) for one in accounts))


def account(source: str, story: str) -> Account:
    """The account that stands behind a "== "; `story` is named where it cannot be read."""
    head, *lines = [line.strip() for line in source.strip().splitlines()]
    outlet, published, title = (field.strip() for field in head.split("|", 2))
    text, marks = unmarked("\n".join([title, *filter(None, lines)]), story)
    return Account(outlet, published, text.partition("\n")[0], text, marks)


def unmarked(source: str, story: str) -> tuple[str, tuple[Mark, ...]]:
    """The text without its marks, and the marks."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(source):
        text += source[at : mark.start()]
        marks.append(_mark(mark[1], mark[2], len(text), story))
        text, at = text + mark[2], mark.end()
    text += source[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"a mark without its end in {story!r}: {text[max(0, text.find('{') - 20) :][:60]!r}")
    return text, tuple(marks)


def _mark(kind: str, word: str, start: int, story: str) -> Mark:
    found = _KIND.fullmatch(kind.strip())
    if found is None or found[1] not in (*TYPES, HARM) or (found[3] or HAPPENED) not in FOOTINGS or not word.strip():
        raise ValueError(f"no such mark in {story!r}: '{kind}:{word}'")
    return Mark(start, start + len(word), found[1], found[3] or HAPPENED, found[2])
