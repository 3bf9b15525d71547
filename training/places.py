"""Learns the weights by which a place is chosen among those of its name.

Reads a set of texts with placed names (the bench's `places` set, or any in its form), writes
src/rashomon/knowledge/tables/places_weights.toml, and prints what the method reaches on documents it has not seen.
Only weights are kept, no text. Run: python training/places.py --data ../shared/benchmarks/places
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from rashomon.knowledge import place_beliefs as model
from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import Gazetteer, kilometres
from rashomon.knowledge.places import groups_of

OUT = Path("src/rashomon/knowledge/tables/places_weights.toml")
FOLDS = 5
STRENGTH = 1.0


@dataclass
class Text:
    """One text made ready: its features, and which candidates are right."""

    corpus: str
    features: model.Features
    right: Any
    counts: Any
    asked: int
    gold: list[tuple[int, float, float]]


def read(path: Path, places: Gazetteer) -> list[Text]:
    with gzip.open(path / "items.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = [json.loads(line) for line in lines]
    return [made for item in items if (made := ready(item, places)) is not None]


def ready(item: dict[str, Any], places: Gazetteer) -> Text | None:
    spans = [(t["start"], t["end"]) for t in item["toponyms"]]
    groups = groups_of(places, item["text"], spans)
    asked = sum(t["latitude"] is not None for t in item["toponyms"])
    if not groups:
        return Text(item["corpus"], None, None, None, asked, []) if asked else None  # type: ignore[arg-type]
    features = model.Features(places, item["text"], groups)
    right = np.zeros(len(features.row))
    counts = np.zeros(len(groups))
    gold: list[tuple[int, float, float]] = []
    for number, group in enumerate(groups):
        part = slice(int(features.starts[number]), int(features.starts[number]) + len(group.rows))
        for member in group.members:
            toponym = item["toponyms"][member]
            if toponym["latitude"] is None:
                continue
            gold.append((number, toponym["latitude"], toponym["longitude"]))
            hits = rightness(places, group.rows, toponym)
            if hits.any():
                right[part] = np.maximum(right[part], hits)
                counts[number] += 1
    return Text(item["corpus"], features, right, counts, asked, gold)


def rightness(places: Gazetteer, rows: Any, toponym: dict[str, Any]) -> Any:
    """1 for the place with the right number; else for the places within 161 km, nearest most."""
    ids = [places.ids[row].decode() for row in rows]
    same = np.array([name == f"geonames:{toponym['geonameid']}" for name in ids], dtype=float)
    if same.any():
        return same
    away = kilometres(toponym["latitude"], toponym["longitude"], places.latitudes[rows], places.longitudes[rows])
    return (away < 161.0).astype(float)


def learn(texts: Sequence[Text]) -> model.Weights:
    """Weights of the first pass, then of the others, each by regularised maximum likelihood."""
    usable = [t for t in texts if t.features is not None and t.counts.sum() > 0]
    alone = fit([(t, t.features.alone) for t in usable])
    joint = np.concatenate([alone, np.zeros(len(model.TOGETHER))])
    for _ in range(2):
        rows = []
        for text in usable:
            belief = model.softmax(text.features.alone @ alone, text.features)
            if joint[len(alone) :].any():
                both = np.hstack([text.features.alone, text.features.together(belief)])
                later = model.softmax(both @ joint, text.features)
                rows.append((text, np.hstack([text.features.alone, text.features.together(later)])))
            rows.append((text, np.hstack([text.features.alone, text.features.together(belief)])))
        joint = fit(rows)
    return model.Weights(alone, joint)


def fit(rows: Sequence[tuple[Text, Any]]) -> Any:
    matrix = np.vstack([x for _, x in rows])
    starts, group, right, counts = [], [], [], []
    at = number = 0
    for text, x in rows:
        starts.append(text.features.starts + at)
        group.append(text.features.group + number)
        right.append(text.right)
        counts.append(np.where(np.add.reduceat(text.right, text.features.starts) > 0, np.sqrt(text.counts), 0.0))
        at += len(x)
        number += len(text.features.sizes)
    start, of, good, weight = map(np.concatenate, (starts, group, right, counts))

    def loss(w: Any) -> tuple[float, Any]:
        score = matrix @ w
        top = np.maximum.reduceat(score, start)[of]
        power = np.exp(score - top)
        all_of = np.add.reduceat(power, start)
        good_of = np.add.reduceat(power * good, start)
        ok = weight > 0
        value = -np.sum(weight[ok] * np.log(np.maximum(good_of[ok], 1e-300) / all_of[ok]))
        chance = power / all_of[of]
        inside = power * good / np.maximum(good_of, 1e-300)[of]
        grad = matrix.T @ (np.where(ok, weight, 0.0)[of] * (chance - inside))
        return value + STRENGTH * float(w @ w), grad + 2 * STRENGTH * w

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def within(places: Gazetteer, texts: Sequence[Text], learned: model.Weights) -> dict[str, float]:
    """Share of the placed names within 161 km, by corpus."""
    hits: dict[str, int] = {}
    asked: dict[str, int] = {}
    for text in texts:
        asked[text.corpus] = asked.get(text.corpus, 0) + text.asked
        if text.features is None:
            continue
        belief = model.believe(text.features, learned)
        for number, lat, lon in text.gold:
            start = int(text.features.starts[number])
            best = start + int(np.argmax(belief[start : start + text.features.sizes[number]]))
            row = text.features.row[best]
            away = kilometres(lat, lon, places.latitudes[row], places.longitudes[row])
            hits[text.corpus] = hits.get(text.corpus, 0) + bool(away <= 161.0)
    return {corpus: hits.get(corpus, 0) / asked[corpus] for corpus in sorted(asked)}


def held_out(places: Gazetteer, texts: Sequence[Text]) -> dict[str, float]:
    """As `within`, each text placed by weights learned from the other folds."""
    total: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        inside = [t for i, t in enumerate(texts) if i % FOLDS == fold]
        learned = learn([t for i, t in enumerate(texts) if i % FOLDS != fold])
        for corpus, share in within(places, inside, learned).items():
            n = sum(t.asked for t in inside if t.corpus == corpus)
            old = total.setdefault(corpus, [0.0, 0.0])
            old[0] += share * n
            old[1] += n
    return {corpus: hit / n for corpus, (hit, n) in total.items()}


def save(learned: model.Weights) -> None:
    lines = ["# Learned by training/places.py; do not edit by hand. What each feature counts in choosing a place.\n"]
    for name, names, values in (
        ("alone", model.ALONE, learned.alone),
        ("joint", (*model.ALONE, *model.TOGETHER), learned.joint),
    ):
        lines.append(f"\n[{name}]\n")
        lines += [f"{key} = {value:.4f}\n" for key, value in zip(names, values, strict=True)]
    OUT.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--save", action="store_true", help="write the weights learned from all texts")
    args = parser.parse_args()
    places = gazetteer()
    texts = read(args.data, places)
    print("held out:", held_out(places, texts))
    learned = learn(texts)
    print("on itself:", within(places, texts, learned))
    if args.save:
        save(learned)


if __name__ == "__main__":
    main()
