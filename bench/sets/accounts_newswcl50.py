"""accounts-newswcl50: who is meant by which words, over the accounts of one event. B-cubed of given spans.

Metric (the set's README): spans of types ACTOR, COUNTRY and GROUP are clustered inside each event; the gold
cluster is (event, concept); precision and recall are means over all spans of all events.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.reading import article_of, readings
from rashomon.matching.acts.concepts import Account, Named, concepts

Items = list[dict[str, Any]]
Clustering = dict[str, str]
_TYPES = ("ACTOR", "COUNTRY", "GROUP")


def score(items: Items, folder: Path) -> dict[str, float]:
    """The product's readings of the articles, and its concepts over the given spans."""
    return b_cubed(_gold(items), _by_event(items, _found))


def b_cubed(gold: Clustering, found: Clustering) -> dict[str, float]:
    """Mean over all members of how pure and how complete the found cluster of each is, and their F1."""
    both = Counter((gold[one], found[one]) for one in gold)
    true, made = Counter(gold.values()), Counter(found[one] for one in gold)
    precision = sum(both[gold[one], found[one]] / made[found[one]] for one in gold) / len(gold)
    recall = sum(both[gold[one], found[one]] / true[gold[one]] for one in gold) / len(gold)
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def errors(items: Items, folder: Path, count: int, console: Console) -> None:
    """For each concept of each event the keys its spans were given, with examples."""
    found, gold = _by_event(items, _found), _gold(items)
    rows: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for _, span_id, text in _spans(items):
        rows[gold[span_id]][found[span_id]].append(text)
    for concept in sorted(rows, key=lambda name: -sum(map(len, rows[name].values())))[:count]:
        console.print(f"[bold]{concept}[/bold]", highlight=False)
        for key, texts in sorted(rows[concept].items(), key=lambda row: -len(row[1])):
            console.print(f"   {len(texts):3} {key}: {Counter(texts).most_common(12)}", highlight=False, markup=False)


def _by_event(items: Items, find: Callable[[Items], Clustering]) -> Clustering:
    events: dict[str, Items] = defaultdict(list)
    for item in items:
        events[item["event"]].append(item)
    return {one: f"{event} {key}" for event, part in events.items() for one, key in find(part).items()}


def _found(items: Items) -> Clustering:
    articles = [article_of(item["text"], item["published"], item["outlet"]) for item in items]
    accounts = [Account(reading.article, reading.mentions) for reading in readings(articles)]
    spans = [
        Named(span_id, number, annotation["start"], annotation["end"], text)
        for number, item in enumerate(items)
        for annotation, span_id, text in _spans([item])
    ]
    return concepts(accounts, spans)


def _gold(items: Items) -> Clustering:
    events = {item["id"]: item["event"] for item in items}
    return {
        span_id: f"{events[item['id']]} {annotation['concept']}"
        for item in items
        for annotation, span_id, _ in _spans([item])
    }


def _spans(items: Items) -> list[tuple[dict[str, Any], str, str]]:
    """(annotation, an id of its own, its characters) of the scored types."""
    return [
        (annotation, f"{item['id']} {number:04}", item["text"][annotation["start"] : annotation["end"]])
        for item in items
        for number, annotation in enumerate(item["annotations"])
        if annotation["type"] in _TYPES
    ]


def _baseline(key: Callable[[str, str], str]) -> Callable[[Items, Path], dict[str, float]]:
    def run(items: Items, folder: Path) -> dict[str, float]:
        return b_cubed(_gold(items), _by_event(items, lambda part: {i: key(i, t) for _, i, t in _spans(part)}))

    return run


BASELINES = {
    "same text": _baseline(lambda _, text: text.lower()),
    "same last word": _baseline(lambda _, text: (text.lower().split() or [""])[-1].strip("\".,'")),
    "all alone": _baseline(lambda span_id, _: span_id),
    "all together": _baseline(lambda _, __: ""),
}
