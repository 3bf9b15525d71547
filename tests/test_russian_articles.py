"""Eighteen Russian articles in many registers, read whole, against what a careful reader marked in them.

Reads tests/corpus/russian: a text and its key each. The one idea: twelve were looked at while the reader was made, six
never were (`role`: held); both are counted alike, so that what was learned by heart shows. In a key a name or type
that begins with "?" is right where it is given and not missed where it is not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from counting import Count
from rashomon import pipeline
from rashomon.language.russian.gloss import written_name
from rashomon.language.russian.parse import is_readable
from rashomon.record import Article, Mention
from rashomon.record.ids import document_id

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")

FOLDER = Path(__file__).resolve().parent / "corpus" / "russian"

#: Role → part → the least (recall, precision) that passes: a little under what was measured on 2026-11-22.
LEAST: dict[str, dict[str, tuple[float, float]]] = {
    "tuning": {
        "names": (0.88, 0.96),
        "times": (0.98, 0.95),
        "statements": (0.98, 0.98),
        "reports": (0.95, 0.98),
        "parties": (0.90, 0.96),
        "numbers": (0.93, 1.00),
    },
    "held": {
        "names": (0.82, 0.97),
        "times": (0.98, 0.98),
        "statements": (0.95, 0.95),
        "reports": (0.80, 0.96),
        "parties": (0.86, 0.92),
        "numbers": (0.98, 1.00),
    },
}


@dataclass(frozen=True)
class Read:
    """An article of the corpus, its reading and its key."""

    name: str
    key: dict[str, Any]
    reading: pipeline.Reading

    @property
    def text(self) -> str:
        return self.reading.article.text

    def mention(self, name: str | None) -> Mention | None:
        return next((m for m in self.reading.mentions if m.id == name), None)

    def said(self, name: str | None) -> str:
        found = self.mention(name)
        return found.text if found else ""


@cache
def articles(role: str) -> tuple[Read, ...]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        key = json.loads(path.read_text(encoding="utf-8"))
        if key["role"] != role:
            continue
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        day = f"{key['published']}T00:00:00Z"
        name = document_id(text.encode())
        article = Article(name, name, None, None, None, day, day, "metadata", "ru", (), (), text, ())
        (doc,) = pipeline.parse_russian([text])
        found.append(Read(path.stem, key, pipeline.read_article(article, doc)))
    return tuple(found)


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────────


def names(read: Read, count: Count) -> None:
    """Names by their characters and kind; precision: names given that the key has."""
    named = [m for m in read.reading.mentions if m.kind in ("person", "organization", "place", "nationality")]
    named = [m for m in named if written_name(m.text, m.kind) is not None and not m.members]
    for words, kind, nominative in read.key["names"]:
        asked = words.lstrip("?")
        found = [m for m in named if m.text == asked]
        if not words.startswith("?"):
            right = any(m.kind == kind and _same(written_name(m.text, kind), nominative) for m in found)
            count.ask(
                right, f"{read.name}: {asked} ({kind}): {[(m.kind, written_name(m.text, m.kind)) for m in found]}"
            )
    kinds = {(words.lstrip("?"), kind) for words, kind, _ in read.key["names"]}
    for mention in named:
        if not _is_role(mention):
            count.give((mention.text, mention.kind) in kinds, f"{read.name}: {mention.text} ({mention.kind})")


def _same(one: str | None, two: str) -> bool:
    return one is not None and one.replace("ё", "е") == two.replace("ё", "е")


def _is_role(mention: Mention) -> bool:
    """ "Генеральный секретарь ООН": a description with a name in it, which no key lists as a name."""
    words = mention.text.split()
    return mention.kind in ("person", "organization") and len(words) > 1 and any(w[:1].islower() for w in words[1:])


def times(read: Read, count: Count) -> None:
    whens = {read.said(when.mention): when for when in read.reading.times}
    for words, first, last in read.key["times"]:
        when = whens.get(words)
        start, end = (when.start or "")[:10] if when else "", (when.end or "")[:10] if when else ""
        if first is not None:
            count.ask(when is not None and (start, end) == (first, last), f"{read.name}: {words}: {start} {end}")
    keyed = [words for words, _, _ in read.key["times"]]
    for words in whens:
        count.give(any(words in key or key in words for key in keyed), f"{read.name}: {words}")


def statements(read: Read, count: Count) -> None:
    """Found: the key's words in the content, its speaker, its polarity."""
    rows = [[*row, "positive"][:3] for row in read.key["statements"]]
    given = read.reading.statements
    for speaker, words, polarity in rows:
        if not speaker.startswith("?"):
            right = any(_tells(read, s, speaker, words) and s.polarity == polarity for s in given)
            count.ask(right, f"{read.name}: {speaker}: {words}")
    for one in given:
        right = any(_tells(read, one, speaker.lstrip("?"), words) for speaker, words, _ in rows)
        content = " … ".join(read.text[span.start : span.end] for span in one.content)
        count.give(right, f"{read.name}: {read.said(one.speaker)}: {content[:80]}")


def _tells(read: Read, statement: Any, speaker: str, words: str) -> bool:
    start = read.text.find(words)
    held = any(min(s.end, start + len(words)) - max(s.start, start) >= 0.8 * len(words) for s in statement.content)
    return held and (not speaker or _alike(speaker, read.said(statement.speaker)))


def _alike(one: str, two: str) -> bool:
    left, right = one.casefold(), two.casefold()
    return bool(left and right) and (left in right or right in left)


def reports(read: Read, count: Count) -> None:
    """By type and trigger."""
    for kind, trigger, _, _ in read.key["reports"]:
        if not kind.startswith("?"):
            right = any(r.type == kind and _trigger(read, r) == trigger for r in read.reading.reports)
            count.ask(right, f"{read.name}: {kind} {trigger}")
    keyed = {(kind.lstrip("?"), trigger) for kind, trigger, _, _ in read.key["reports"]}
    for report in read.reading.reports:
        count.give(
            (report.type, _trigger(read, report)) in keyed, f"{read.name}: {report.type} {_trigger(read, report)}"
        )


def parties(read: Read, count: Count) -> None:
    """Actors and recipients of the reports that have the key's type and trigger."""
    for kind, trigger, actors, recipients in read.key["reports"]:
        for report in read.reading.reports:
            if (report.type, _trigger(read, report)) != (kind.lstrip("?"), trigger):
                continue
            for role, keyed, given in (("actor", actors, report.actors), ("recipient", recipients, report.recipients)):
                said = [read.said(name) for name in given]
                for name in keyed:
                    count.ask(any(_alike(name, one) for one in said), f"{read.name}: {trigger}: {role} {name}: {said}")
                for one in said if keyed else ():
                    count.give(any(_alike(name, one) for name in keyed), f"{read.name}: {trigger}: {role} {one}")


def _trigger(read: Read, report: Any) -> str:
    return read.text[report.trigger.start : report.trigger.end]


def numbers(read: Read, count: Count) -> None:
    given = {read.said(quantity.mention): quantity for quantity in read.reading.quantities}
    for words, low, high, of in read.key["numbers"]:
        found = next((q for said, q in given.items() if words in said or said in words), None)
        right = found is not None and (found.low, found.high) == (low, high) and of in ("?", found.of)
        count.ask(right, f"{read.name}: {words}: {found and (found.low, found.high, found.of)}")


PARTS = {
    "names": names, "times": times, "statements": statements, "reports": reports, "parties": parties,
    "numbers": numbers,
}  # fmt: skip


@pytest.mark.parametrize("role", ("tuning", "held"))
@pytest.mark.parametrize("part", PARTS)
def test_a_russian_article_is_read_as_its_key_says(part: str, role: str) -> None:
    count = Count()
    for read in articles(role):
        PARTS[part](read, count)
    print(f"{role} {part}: {count}")
    recall, precision = LEAST[role].get(part, (0.0, 0.0))
    assert count.recall >= recall, f"{part}: {count}"
    assert count.precision >= precision, f"{part}: {count}"


@pytest.mark.parametrize("role", ("tuning", "held"))
def test_every_span_of_a_russian_reading_is_its_text(role: str) -> None:
    for read in articles(role):
        for mention in read.reading.mentions:
            assert read.text[mention.start : mention.end] == mention.text
        ids = {mention.id for mention in read.reading.mentions}
        for report in read.reading.reports:
            assert {*report.actors, *report.recipients} <= ids
        for statement in read.reading.statements:
            assert statement.speaker is None or statement.speaker in ids
            assert all(0 <= span.start < span.end <= len(read.text) for span in statement.content)
