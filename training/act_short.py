"""Learns what counts otherwise between two short accounts: weights as src/rashomon/matching/acts/short.json has them.

    python training/act_short.py [FILE]      # reads data/retold, which lies beside it; writes the weights to FILE

Every account is read as the product reads an article, and every story of the set is one story. Pairs are the acts of
two accounts that the product would judge; two are one where their reports tell acts marked with one letter. What the
product says of a pair without these weights stands as it is (an offset); only what is added is learned, drawn towards
nothing as strongly as serves stories that are left out best. No seed is needed: the fit is exact. The product has other
weights: docs/plans/2026-11-23-short-accounts-learned.md tells why.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from bench.reading import article_of, readings
from numpy.typing import NDArray

from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.growing import may_meet
from rashomon.matching.acts.keys import keys_of
from rashomon.matching.acts.short import learned
from rashomon.matching.acts.tellings import ACROSS, across
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.entities.growing import EntitiesKept
from rashomon.matching.scores import Model
from rashomon.pipeline import Reading, compare
from rashomon.record import Article, Story, story_id
from rashomon.stages.copies import find_copies
from rashomon.stages.events import EventsKept, EventsSettings
from rashomon.stages.stories import StoriesFound
from training.retold import Account, stories

SOURCE = "training/data/retold (written for this project), pairs of acts in two accounts of one story"
#: How strongly weights may be drawn towards nothing, features having one spread.
_HELD = tuple(10.0 ** (step / 2) for step in range(-4, 9))
_PARTS = 10
#: Newton's method: how often, by what parts of a step, and when it is done.
_STEPS, _SIZES, _STILL = 100, tuple(0.5**n for n in range(60)), 1e-9

_Floats = NDArray[np.float64]


class Told(NamedTuple):
    """One story as the product reads it: its articles, and what each of them says."""

    accounts: Sequence[Account]
    read: Sequence[Reading]


class Pairs(NamedTuple):
    """The pairs of one story: features, what the product says without them (log-odds), weight, and whether one act."""

    rows: list[dict[str, float]]
    before: list[float]
    weight: list[float]
    same: list[bool]


class Table(NamedTuple):
    """The pairs of several stories; `part`: which of the parts that are left out in turn a pair belongs to."""

    rows: _Floats
    before: _Floats
    weight: _Floats
    same: _Floats
    part: NDArray[np.int64]


def main(out: str | None) -> None:
    names, table = tabled([pairs_of(told) for told in read_stories()])
    losses = {held: left_out(table, held) for held in _HELD}
    for held, loss in losses.items():
        print(f"held {held:9.3f}: loss of stories left out {loss:.4f}")
    held = min(losses, key=lambda one: losses[one])
    print(f"{len(table.same)} pairs, {int(table.same.sum())} of them one act; held {held:.3f}")
    weights = dict(zip(names, fitted(table, held).round(2).tolist(), strict=True))
    written = json.dumps({"learned_from": SOURCE, "held": round(held, 3), "weights": weights}, indent=1) + "\n"
    print(written, "sha256", hashlib.sha256(written.encode()).hexdigest())
    if out:
        Path(out).write_text(written, encoding="utf-8")


# ── pairs ─────────────────────────────────────────────────────────────────────────────────────────────────


def read_stories() -> Iterator[Told]:
    """All stories, read."""
    every = list(stories())
    read = readings(_article(account) for story in every for account in story.accounts)
    for story in every:
        yield Told(story.accounts, [next(read) for _ in story.accounts])


def _article(account: Account) -> Article:
    article = article_of(account.text, outlet=account.outlet)
    when = account.published
    return replace(article, published=when, published_latest=when, published_from="metadata")


def pairs_of(told: Told) -> Pairs:
    """The pairs of a story of which at least one side tells a marked act."""
    letters = {one.article.id: _letters(account, one) for account, one in zip(told.accounts, told.read, strict=True)}
    marked = {report: tells for found in letters.values() for report, tells in found.items()}
    acts = _acts(told.read)
    marks = {act.id: frozenset().union(*(marked[report.id] for report in act.reports)) for act in acts}
    pairs = pairs_sharing([keys_of(one) for one in acts], 1, EventsSettings().crowd)
    met = [(acts[i], acts[j]) for i, j in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)]
    met = [(one, other) for one, other in met if may_meet(one, other, False) and marks[one.id] | marks[other.id]]
    crowd = Counter(act.id for pair in met for act in pair)
    without = Model({name: weight for name, weight in ACROSS.weights.items() if name not in learned()}, ACROSS.bias)
    found = Pairs([], [], [], [])
    for one, other in met:
        values = {name: value.value for name, value in across(one, other).items()}
        if row := {name: value for name, value in values.items() if name in learned()}:
            found.rows.append(row)
            found.before.append(without.bias + sum(without.weighed(values)))
            # the acts of a pair weigh as one each: a crowd has pairs by the square
            found.weight.append((crowd[one.id] * crowd[other.id]) ** -0.5)
            found.same.append(bool(marks[one.id] & marks[other.id]))
    return found


def _letters(account: Account, one: Reading) -> dict[str, frozenset[str]]:
    """Report → the acts of its story that it tells; a mark without a letter tells an act of its own."""
    return {
        report.id: frozenset(
            mark.letter or f"{one.article.id} {mark.start}"
            for mark in account.marks
            if mark.start < report.trigger.end and report.trigger.start < mark.end
        )
        for report in one.reports
    }


def _acts(read: Sequence[Reading]) -> list[Facts]:
    """The acts of a story's articles, as the product's first round sees them."""
    articles = [one.article for one in read]
    copies = find_copies(articles)
    ids = tuple(sorted(article.id for article in articles))
    story = Story(story_id(ids), "", ids, (), None, None)
    kept = EntitiesKept(), EventsKept()
    compare(
        articles,
        {one.article.id: one.mentions for one in read},
        {place.mention: place for one in read for place in one.places},
        [said for one in read for said in one.statements],
        [report for one in read for report in one.reports],
        [found for one in read for found in one.judgements],
        (),
        (copies, StoriesFound([story], [])),
        kept=kept,
    )
    return [facts for _, facts in sorted(kept[1].rounds[0].facts.items())]


# ── the fit ───────────────────────────────────────────────────────────────────────────────────────────────


def tabled(found: Iterable[Pairs]) -> tuple[list[str], Table]:
    """The pairs of all stories, with the names of their features; stories fall into parts in turn."""
    every = list(found)
    names = sorted({name for pairs in every for row in pairs.rows for name in row})
    rows = [[row.get(name, 0.0) for name in names] for pairs in every for row in pairs.rows]
    weight = np.array([one for pairs in every for one in pairs.weight])
    return names, Table(
        np.array(rows),
        np.array([one for pairs in every for one in pairs.before]),
        weight / weight.mean(),
        np.array([float(one) for pairs in every for one in pairs.same]),
        np.array([place % _PARTS for place, pairs in enumerate(every) for _ in pairs.rows]),
    )


def fitted(table: Table, held: float) -> _Floats:
    """What the features add in log-odds: a logistic regression upon `before`, each weight times its feature's spread
    drawn towards nothing.
    """
    spread = table.rows.std(axis=0) + 1e-9
    apart = table._replace(rows=table.rows / spread)
    weights = np.zeros(apart.rows.shape[1])
    for _ in range(_STEPS):
        likely = _likely(apart.rows @ weights + apart.before)
        slope = apart.rows.T @ (apart.weight * (likely - apart.same)) + held * weights
        bend = (apart.rows * (apart.weight * likely * (1 - likely))[:, None]).T @ apart.rows
        step = np.linalg.solve(bend + held * np.eye(len(weights)), slope)
        # a whole step may lead beyond the lowest point, where what was said before is far off
        cost = _cost(apart, weights, held)
        size = next((one for one in _SIZES if _cost(apart, weights - one * step, held) <= cost), 0.0)
        weights = weights - size * step
        if np.abs(size * step).max() < _STILL:
            break
    found: _Floats = weights / spread
    return found


def _cost(table: Table, weights: _Floats, held: float) -> float:
    return float(table.weight @ _losses(table, weights)) + held * float(weights @ weights) / 2


def left_out(table: Table, held: float) -> float:
    """The mean loss of the parts, each by weights of the others."""
    losses = []
    for part in range(_PARTS):
        own = table.part == part
        weights = fitted(Table(*(column[~own] for column in table)), held)
        here = Table(*(column[own] for column in table))
        losses.append(float(np.average(_losses(here, weights), weights=here.weight)))
    return sum(losses) / len(losses)


def _losses(table: Table, weights: _Floats) -> _Floats:
    """Of each pair minus the log of how likely what it is was held to be."""
    odds = table.rows @ weights + table.before
    found: _Floats = np.logaddexp(0.0, odds) - table.same * odds
    return found


def _likely(odds: _Floats) -> _Floats:
    found: _Floats = 1.0 / (1.0 + np.exp(-odds.clip(-30, 30)))
    return found


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
