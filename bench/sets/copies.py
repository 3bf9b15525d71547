"""Copies: clusters of one article's texts, and pairs that derive from one another.

Metric (the set's README): P, R, F1 of same-cluster pairs over the items that have a group; P, R, F1 of the
label "copy" over the labelled pairs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.reading import article_of
from rashomon.matching.clusters import Linkage, clusters
from rashomon.record import Judgement
from rashomon.stages.copies import CopiesFound, find_copies

Items = list[dict[str, Any]]


def score(items: Items, folder: Path) -> dict[str, Any]:
    """Origins as clusters; a pair is a copy when the product says that one derives from the other."""
    found, articles = _run(items)
    called = {frozenset((copy.article, copy.of)) for copy in found.copies}
    groups, pairs = _gold(items, folder)
    cluster_of = {item["id"]: found.origins[articles[item["id"]]] for item in items}
    same = {
        (pair["a"], pair["b"])
        for pair in pairs
        if articles[pair["a"]] == articles[pair["b"]] or {articles[pair["a"]], articles[pair["b"]]} in called
    }
    return _figures(groups, cluster_of, pairs, same)


def _run(items: Items) -> tuple[CopiesFound, dict[str, str]]:
    articles = {item["id"]: article_of(item["text"]) for item in items}
    return find_copies(list({a.id: a for a in articles.values()}.values())), {
        key: article.id for key, article in articles.items()
    }


def _gold(items: Items, folder: Path) -> tuple[dict[str, str], Items]:
    """Groups and pairs of the items at hand; a set without either gives none."""
    ids = {item["id"] for item in items}
    groups, pairs = folder / "groups.json", folder / "pairs.jsonl"
    of = json.loads(groups.read_text(encoding="utf-8")) if groups.exists() else {}
    rows = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()] if pairs.exists() else []
    return (
        {key: group for key, group in of.items() if key in ids},
        [row for row in rows if row["a"] in ids and row["b"] in ids],
    )


def _figures(
    groups: Mapping[str, str], cluster_of: Mapping[str, str], pairs: Items, same: set[tuple[str, str]]
) -> dict[str, Any]:
    both = _pairs_within((groups[key], cluster_of[key]) for key in groups)
    one = _prf(both, _pairs_within(cluster_of[key] for key in groups), _pairs_within(groups.values()))
    gold = {(pair["a"], pair["b"]) for pair in pairs if pair["label"] == "copy"}
    two = _prf(len(gold & same), len(same), len(gold))
    return {
        **{f"groups_{key}": value for key, value in one.items()},
        **{f"pair_{key}": value for key, value in two.items()},
    }


def _pairs_within(keys: Iterable[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(keys).values())


def _prf(right: int, said: int, gold: int) -> dict[str, float]:
    precision, recall = right / said if said else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def errors(items: Items, folder: Path, count: int, console: Any) -> None:
    """Labelled pairs that the product gets wrong, then groups that it splits or mixes."""
    found, articles = _run(items)
    judged = {frozenset((row.left, row.right)): row for row in found.judgements}
    groups, pairs = _gold(items, folder)
    for pair in pairs:
        row = judged.get(frozenset((articles[pair["a"]], articles[pair["b"]])))
        if (pair["label"] == "copy") != bool(row and row.verdict == "same"):
            console.print(pair, row and [(reason.feature, reason.score) for reason in row.reasons])
    mixed: dict[tuple[str, str], int] = Counter((found.origins[articles[key]], group) for key, group in groups.items())
    for (cluster, group), size in sorted(mixed.items(), key=lambda row: row[0][0])[:count]:
        if sum(other == cluster for other, _ in mixed) > 1 or sum(other == group for _, other in mixed) > 1:
            console.print(cluster, group, size)


def _by_containment(least: float) -> Callable[[Items, Path], dict[str, Any]]:
    """5-gram containment at a threshold, groups by transitive closure."""

    def baseline(items: Items, folder: Path) -> dict[str, Any]:
        groups, pairs = _gold(items, folder)
        grams = {item["id"]: _grams(item["text"]) for item in items}

        def close(a: str, b: str) -> bool:
            smaller = min(len(grams[a]), len(grams[b]))
            return bool(smaller) and len(grams[a] & grams[b]) / smaller >= least

        edges = [_edge(a, b) for a, b in combinations(sorted(groups), 2) if close(a, b)]
        cluster_of = _closure(groups, edges)
        same = {(pair["a"], pair["b"]) for pair in pairs if close(pair["a"], pair["b"])}
        return _figures(groups, cluster_of, pairs, same)

    return baseline


def _edge(a: str, b: str) -> Judgement:
    return Judgement("copy", a, b, "same", 1.0, (), "person:closure", None)


def _closure(ids: Iterable[str], edges: Iterable[Judgement]) -> dict[str, str]:
    return {member: group[0] for group in clusters(ids, edges, Linkage()) for member in group}


def _grams(text: str) -> set[int]:
    import re

    tokens = re.findall(r"\w+", text.lower())
    return {hash(tuple(tokens[i : i + 5])) for i in range(len(tokens) - 4)}


BASELINES: dict[str, Callable[[Items, Path], dict[str, Any]]] = {
    "containment >= .3, closure": _by_containment(0.3),
    "containment >= .5, closure": _by_containment(0.5),
}
