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
    voice = _voice_of_each(index, every)
    clusters: dict[int, list[Any]] = defaultdict(list)
    members: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        clusters[voice[row["article"]]].append(row)
    for n in sorted(numbers):
        members[voice[n]].append(n)
    return tuple(
        _voice(clusters.get(one, ()), members[one], voice, every, texts)
        for one in sorted(members)
        if one in clusters or len(members[one]) > 1
    )


def _voice_of_each(index: SearchIndex, numbers: Iterable[int]) -> dict[int, int]:
    """Number of an article → that of its origin; of what is its own, one below nought."""
    rows = index.rows("select n, origin from articles where n in (select value from json_each(?))", (listed(numbers),))
    return {row["n"]: row["origin"] if row["origin"] is not None else -row["n"] for row in rows}


def _voice(
    rows: Sequence[Any],
    members: Sequence[int],
    voice: Mapping[int, int],
    every: Mapping[int, AccountItem],
    texts: Mapping[int, str],
) -> Voice:
    """One origin: an article that derives from none of the case, or the agency alone; each copy once, by most text.

    A text may share passages with one of another origin, which counts by itself: that is nothing to fold it under.
    """
    agency = next((row["of"] for row in rows if not row["of_article"]), None)
    here = voice[members[0]]
    within = [row for row in rows if row["of_article"] and voice[row["of_article"]] == here]
    best: dict[int, Any] = {}
    for row in within:
        if _share(row) > _share(best.get(row["article"])):
            best[row["article"]] = row
    sources = [row["of_article"] for row in within]
    heads = [n for n in sources if n not in best] or sources
    origin = min(heads, default=None, key=lambda n: (-heads.count(n), n))
    if origin is None and agency is None:
        origin = members[0]
    for row in sorted(rows, key=lambda row: bool(row["of_article"])):
        best.setdefault(row["article"], row)
    copies = [_folded(row, every, texts) for n, row in best.items() if n != origin]
    # of this voice, too, though no passage of theirs is kept as taken from another
    for n in members:
        if n != origin and n not in best:
            shared = max((row for row in within if row["of_article"] == n), key=_share, default=None)
            bare = Folded(every[n], None, 0.0, "guessed", ())
            copies.append(bare if shared is None else _turned(_folded(shared, every, texts)))
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


def _turned(copy: Folded) -> Folded:
    """The same seen from the text that it shares with."""
    assert copy.of is not None
    passages = tuple(
        SharedPassage(p.of_start, p.of_end, p.start, p.end, p.of_quote, p.quote) for p in copy.passages
    )
    return Folded(copy.of, copy.article, copy.share, "guessed", passages)


def texts_of(index: SearchIndex, numbers: Iterable[int]) -> dict[int, str]:
    """Number of an article → its text."""
    rows = index.rows(
        "select article, text from texts where article in (select value from json_each(?))", (listed(numbers),)
    )
    return {row["article"]: row["text"] for row in rows}
