"""Pronouns and role phrases against our own key: whom do "he" and "the senator" mean?

Reads bench/keys/coreference.csv (offsets into the articles of a set: a mention, and one mention of the one it
means) and the product's judgements on the same texts. Accuracy: the share of the key's mentions whose chain
holds the mention that stands at the key's antecedent; where the key gives none, the chain must hold no name.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from spacy.tokens import Doc

from bench.reading import article_of, docs
from rashomon.pipeline import Reading, read_article
from rashomon.record import Mention

KEY = Path(__file__).parent.parent / "keys" / "coreference.csv"
_PRONOUNS = frozenset("he him his she her hers it its they them their i me my we us our".split())


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the key; `antecedent` is None where nobody who is named is meant."""

    item: str
    start: int
    end: int
    antecedent: tuple[int, int] | None


@dataclass
class _Read:
    """One article as the product reads it: mention id → the number of its chain, and the chains."""

    doc: Doc
    reading: Reading
    chain_of: dict[str, int]
    chains: dict[int, list[Mention]]


def score(items: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """Accuracy over the key's rows whose items are here; by kind of mention beside it."""
    return _measured(items, _by_product)


def baseline_person(items: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The person named last before the mention."""
    return _measured(items, _by_last_person)


def baseline_subject(items: Sequence[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The person named last before the mention as the subject of a verb."""
    return _measured(items, _by_last_subject)


BASELINES = {"nearest person": baseline_person, "nearest subject": baseline_subject}


def errors(items: Sequence[dict[str, Any]], folder: Path, count: int, console: Console) -> None:
    """Prints the rows that are wrong, with the text before, the key's answer and ours."""
    shown = 0
    for row, read in _rows_read(items):
        if _right(row, read, _by_product(row, read)) or shown >= count:
            continue
        shown += 1
        text = read.reading.article.text
        answer = text[slice(*row.antecedent)] if row.antecedent else "nobody"
        ours = [m.text for m in _by_product(row, read)][:4]
        before = text[max(0, row.start - 350) : row.start].replace("\n", " ")
        console.print(f"[{shown}] …{before}«{text[row.start : row.end]}»{text[row.end : row.end + 60]!r}", markup=False)
        console.print(f"    key: {answer!r}   ours: {ours}\n", markup=False)


def _measured(items: Sequence[dict[str, Any]], answer: Callable[[_Row, _Read], list[Mention]]) -> dict[str, Any]:
    found: dict[str, list[bool]] = {}
    for row, read in _rows_read(items):
        right = _right(row, read, answer(row, read))
        found.setdefault("all", []).append(right)
        found.setdefault(_kind(row, read), []).append(right)
    figures = {kind: sum(rights) / len(rights) for kind, rights in found.items()}
    return {
        "accuracy": figures.pop("all", 0.0),
        "mentions": len(found.get("all", [])),
        **{f"{kind} ({len(found[kind])})": figures[kind] for kind in sorted(figures)},
    }


def _kind(row: _Row, read: _Read) -> str:
    word = read.reading.article.text[row.start : row.end].lower()
    if row.antecedent is None:
        return "nobody"
    if word not in _PRONOUNS:
        return "role"
    return "he, she" if word in ("he", "him", "she", "her", "his") else "other pronoun"


# ── who is meant ──────────────────────────────────────────────────────────────────────────────────────────


def _by_product(row: _Row, read: _Read) -> list[Mention]:
    """The other mentions of the chain, or those behind a group."""
    mention = _at(read.reading.mentions, row.start, row.end)
    if mention is None:
        return []
    own = [m for m in read.chains[read.chain_of[mention.id]] if m.id != mention.id]
    return own + [m for member in mention.members for m in read.chains[read.chain_of[member]]]


def _by_last_person(row: _Row, read: _Read) -> list[Mention]:
    return _last_of(row, read, [m for m in read.reading.mentions if _is_named_person(m)])


def _by_last_subject(row: _Row, read: _Read) -> list[Mention]:
    subjects = []
    for mention in read.reading.mentions:
        span = read.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if _is_named_person(mention) and span is not None and span.root.dep_ in ("nsubj", "nsubjpass"):
            subjects.append(mention)
    return _last_of(row, read, subjects)


def _last_of(row: _Row, read: _Read, mentions: Sequence[Mention]) -> list[Mention]:
    """The chain, by names only, of the last mention before the row's."""
    before = [m for m in mentions if m.end <= row.start]
    return read.chains[read.chain_of[before[-1].id]] if before else []


def _is_named_person(mention: Mention) -> bool:
    return mention.kind == "person" and mention.text[:1].isupper() and mention.text.lower() not in _PRONOUNS


def _right(row: _Row, read: _Read, answer: Sequence[Mention]) -> bool:
    if row.antecedent is None:
        return not any(_is_name(m) for m in answer)
    wanted = _at(read.reading.mentions, *row.antecedent)
    return wanted is not None and any(m.id == wanted.id for m in answer)


def _is_name(mention: Mention) -> bool:
    return mention.text[:1].isupper() and mention.text.split()[0].lower() not in _PRONOUNS | {"the", "a", "an"}


def _at(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    """The mention that stands at these characters: the tightest around them, else the one that shares most."""
    kinds = ("time", "quantity")
    touching = [m for m in mentions if m.start < end and start < m.end and m.kind not in kinds]
    around = [m for m in touching if m.start <= start and end <= m.end]
    if around:
        return min(around, key=lambda m: (m.end - m.start, m.id))
    return max(touching, key=lambda m: (min(m.end, end) - max(m.start, start), m.id), default=None)


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────


def _rows_read(items: Sequence[dict[str, Any]]) -> list[tuple[_Row, _Read]]:
    """The key's rows with the reading of their article, in the order of the key."""
    by_digest = {hashlib.sha256(item["id"].encode()).hexdigest()[:16]: item for item in items}
    rows = [row for row in _key() if row.item in by_digest]
    names = list(dict.fromkeys(row.item for row in rows))
    texts = [by_digest[name]["text"] for name in names]
    reads = {}
    for name, text, doc in zip(names, texts, docs(texts), strict=True):
        item = by_digest[name]
        reads[name] = _read(read_article(article_of(text, item.get("published"), item.get("outlet")), doc), doc)
    return [(row, reads[row.item]) for row in rows]


def _key() -> list[_Row]:
    lines = [line for line in KEY.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [
        _Row(
            found["item_id"],
            int(found["start"]),
            int(found["end"]),
            (int(found["antecedent_start"]), int(found["antecedent_end"])) if found["antecedent_start"] else None,
        )
        for found in csv.DictReader(lines)
    ]


def _read(reading: Reading, doc: Doc) -> _Read:
    numbers = {mention.id: number for number, mention in enumerate(reading.mentions)}
    parent = list(range(len(numbers)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for judgement in reading.judgements:
        if judgement.relation == "entity" and judgement.verdict == "same":
            parent[root(numbers[judgement.left])] = root(numbers[judgement.right])
    chain_of: Mapping[str, int] = {mention: root(number) for mention, number in numbers.items()}
    chains: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        chains.setdefault(chain_of[mention.id], []).append(mention)
    return _Read(doc, reading, dict(chain_of), chains)
