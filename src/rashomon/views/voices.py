"""index + articles of a story → its independent voices: the texts that stand for themselves, and what copies them.

Reads the search index; writes nothing. The one idea: a copy is shown below what it was taken from, with the passages
that both share, so that nobody counts one voice twice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rashomon.store.search import SearchIndex
from rashomon.views.items import (
    AccountItem,
    accounts,
    listed,
)


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A stretch that a copy shares with what it comes from."""

    start: int
    end: int
    of_start: int
    of_end: int
    quote: str
    of_quote: str


@dataclass(frozen=True, slots=True)
class Folded:
    """One article folded under its origin. `of`: the account that the passages count in; None where it is an agency."""

    article: AccountItem
    of: AccountItem | None
    share: float
    direction: str
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Copies under what they come from: an article of the case, or an agency that is not in it."""

    origin: AccountItem | None
    agency: str | None
    copies: tuple[Folded, ...]


def voices_of(index: SearchIndex, numbers: Sequence[int], told: Mapping[int, AccountItem]) -> tuple[Voice, ...]:
    """Texts that are told more than once, each under the account that it comes from."""
    rows = index.rows(
        "select c.*, a.origin from copies c join articles a on a.n = c.article "
        "where c.article in (select value from json_each(?)) order by c.article",
        (listed(numbers),),
    )
    others = accounts(index, {row["of_article"] for row in rows if row["of_article"] and row["of_article"] not in told})
    every = {**told, **others}
    texts = texts_of(index, {n for row in rows for n in (row["article"], row["of_article"]) if n})
    clusters: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        clusters[row["origin"] if row["origin"] is not None else -row["article"]].append(row)
    return tuple(_voice(found, every, texts) for _, found in sorted(clusters.items()))


def _voice(rows: Sequence[Any], every: Mapping[int, AccountItem], texts: Mapping[int, str]) -> Voice:
    """One origin: an article that derives from none of the case, or the agency alone; each copy once, by most text."""
    agency = next((row["of"] for row in rows if not row["of_article"]), None)
    best: dict[int, Any] = {}
    for row in rows:
        if row["of_article"] and _share(row) > _share(best.get(row["article"])):
            best[row["article"]] = row
    for row in rows:
        best.setdefault(row["article"], row)
    sources = [n for row in rows if (n := row["of_article"]) and (n not in best or not best[n]["of_article"])]
    origin = min(sources, default=None, key=lambda n: (-sources.count(n), n))
    copies = [_folded(row, every, texts) for n, row in best.items() if n != origin]
    return Voice(every.get(origin or 0), agency, tuple(sorted(copies, key=lambda copy: -copy.share)))


def _share(row: Any) -> float:
    return float(json.loads(row["row"])["share"]) if row is not None else -1.0


def _folded(row: Any, every: Mapping[int, AccountItem], texts: Mapping[int, str]) -> Folded:
    noun = json.loads(row["row"])
    here, there = texts.get(row["article"], ""), texts.get(row["of_article"] or 0, "")
    passages = tuple(
        SharedPassage(
            p["start"], p["end"], p["of_start"], p["of_end"], here[p["start"] : p["end"]],
            there[p["of_start"] : p["of_end"]],
        )
        for p in noun["passages"]
    )  # fmt: skip
    of = every.get(row["of_article"] or 0)
    return Folded(every[row["article"]], of, round(noun["share"], 4), noun["direction"], passages)


def texts_of(index: SearchIndex, numbers: Iterable[int]) -> dict[int, str]:
    """Number of an article → its text."""
    rows = index.rows(
        "select article, text from texts where article in (select value from json_each(?))", (listed(numbers),)
    )
    return {row["article"]: row["text"] for row in rows}
