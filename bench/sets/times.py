"""Time expressions: the product's `find_timexes` against marked texts, spans, types and values.

Counts are summed over all documents; F1 = 2 · right / (gold + predicted). A gold expression, in text order, is
paired with an unused prediction of the same span, else with the overlapping one that shares most characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console

from bench.reading import docs
from rashomon.language.timex.tagger import find_timexes


class Marked(NamedTuple):
    """One expression of either side."""

    start: int
    end: int
    type: str | None
    value: str | None
    mod: str | None = None


def score(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """strict, relaxed, type and value F1 of the product."""
    return _figures(items, _ours(items))


def _ours(items: list[dict[str, Any]]) -> list[list[Marked]]:
    found = []
    for item, doc in zip(items, docs(item["text"] for item in items), strict=True):
        timexes = find_timexes(doc, date.fromisoformat(item["published"]))
        found.append([Marked(one.start, one.end, one.type, one.value, one.mod) for one in timexes])
    return found


def _gold(item: dict[str, Any]) -> list[Marked]:
    marked = [
        Marked(one["start"], one["end"], one["type"], one["value"], one["mod"]) for one in item["expressions"]
    ]
    return sorted(marked, key=lambda one: (one.start, one.end))


def pairs(gold: Sequence[Marked], found: Sequence[Marked]) -> list[tuple[Marked, Marked]]:
    """Gold expressions with the prediction each is paired with; unpaired ones are left out."""
    unused = list(found)
    same = []
    for one in gold:
        best = next((other for other in unused if (other.start, other.end) == (one.start, one.end)), None)
        if best is None:
            best = max(unused, key=lambda other: _shared(one, other), default=None)
            best = best if best is not None and _shared(one, best) > 0 else None
        if best is not None:
            unused.remove(best)
            same.append((one, best))
    return same


def _shared(one: Marked, other: Marked) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _figures(items: list[dict[str, Any]], found: Iterable[list[Marked]]) -> dict[str, float]:
    right = {"strict": 0, "relaxed": 0, "type": 0, "value": 0}
    total = 0
    for item, ours in zip(items, found, strict=True):
        gold = _gold(item)
        total += len(gold) + len(ours)
        for one, other in pairs(gold, ours):
            right["relaxed"] += 1
            right["strict"] += (one.start, one.end) == (other.start, other.end)
            right["type"] += one.type == other.type
            right["value"] += one.value == other.value
    return {f"{name}_f1": 2 * count / total if total else 0.0 for name, count in right.items()}


def errors(items: list[dict[str, Any]], folder: Path, count: int, console: Console) -> None:
    """Prints expressions missed, made up or read otherwise, with their sentence."""
    lines = []
    for item, ours in zip(items, _ours(items), strict=True):
        gold = _gold(item)
        matched = pairs(gold, ours)
        lines += [_line(item, "value", one, other) for one, other in matched if one.value != other.value]
        lines += [
            _line(item, "type", one, other)
            for one, other in matched
            if one[3] == other[3] and one[2] != other[2]
        ]
        lines += [_line(item, "missed", one, None) for one in gold if one not in [a for a, _ in matched]]
        lines += [_line(item, "extra", None, other) for other in ours if other not in [b for _, b in matched]]
    for line in sorted(lines)[:count]:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _line(item: dict[str, Any], kind: str, gold: Marked | None, ours: Marked | None) -> str:
    text = item["text"]
    start, end = (gold or ours)[:2]  # type: ignore[index]  # one of them is there
    around = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 40]}".replace("\n", " ")
    said = f"gold {gold.type} {gold.value}" if gold else ""
    read = f"ours {ours.type} {ours.value} ({text[ours.start : ours.end]!r})" if ours else ""
    return f"{kind}\t{item['published']}\t{said}\t{read}\t{around}"


def _spacy(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    found = [
        [
            Marked(ent.start_char, ent.end_char, None, None)
            for ent in doc.ents
            if ent.label_ in ("DATE", "TIME")
        ]
        for doc in docs(item["text"] for item in items)
    ]
    return _figures(items, found)


def _dateparser(items: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """`search_dates` a sentence, base date the day of publication; every hit is a DATE. Not installed: no figures."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return {}
    found = []
    for item, doc in zip(items, docs(item["text"] for item in items), strict=True):
        base = date.fromisoformat(item["published"])
        found.append([hit for sentence in doc.sents for hit in _searched(search_dates, sentence, base)])
    return _figures(items, found)


def _searched(search: Callable[..., Any], sentence: Any, base: date) -> list[Marked]:
    from datetime import datetime

    settings = {"RELATIVE_BASE": datetime(base.year, base.month, base.day)}
    at, made = 0, []
    for text, moment in search(sentence.text, languages=["en"], settings=settings) or []:
        at = sentence.text.find(text, at)
        if at < 0:
            break
        start = sentence.start_char + at
        made.append(Marked(start, start + len(text), "DATE", moment.date().isoformat()))
        at += len(text)
    return made


BASELINES: dict[str, Callable[[list[dict[str, Any]], Path], dict[str, Any]]] = {
    "spaCy DATE+TIME": _spacy,
    "dateparser": _dateparser,
}
