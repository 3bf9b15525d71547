"""articles → copies: which text derives from which, with the passages on both sides.

Reads articles; writes copies, the judgements behind them, and for each article the one whose voice it is.
The one idea: what makes a copy is shared narration. Two outlets that quote the same speech share its words
without either deriving from the other, so only sentences outside quotations count, on either side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.candidates import best_of_sides, pairs_sharing
from rashomon.matching.clusters import Linkage, clusters
from rashomon.matching.copies.derived import (
    DEFAULTS,
    CopiesSettings,
    Furnished,
    Read,
    are_nearly_equal,
    compare_texts,
    copy_of,
    credited,
    furnished_of,
    minima,
    read_text,
    when_and_id,
)
from rashomon.matching.copies.kept import CopiesKept, Pair, begin
from rashomon.record import Article, Copy, Judgement, is_person, pair_of


class CopiesFound(NamedTuple):
    """`origins` maps each article id to the id of the article whose voice it is (itself, if independent)."""

    copies: list[Copy]
    judgements: list[Judgement]
    origins: dict[str, str]


def find_copies(
    articles: Sequence[Article],
    judgements: Sequence[Judgement] = (),
    settings: CopiesSettings = DEFAULTS,
    kept: CopiesKept | None = None,
) -> CopiesFound:
    """`judgements` are people's; they outrank what is found. `kept`, empty, takes in what newcomers need to join."""
    by_id = {article.id: article for article in sorted(articles, key=when_and_id)}
    read = [read_text(article) for article in by_id.values()]
    furniture = _furniture(read, settings.furniture)
    people = [found for found in judgements if found.relation == "copy" and is_person(found)]
    refused = {pair_of(found) for found in people if found.verdict == "different"}
    judged = {one for found in people for one in pair_of(found)}
    stands_for = _reprints(read, judged, settings)
    copies: list[Copy] = []
    machine: list[Judgement] = []
    furnished: dict[str, Furnished] = {}
    pairs: list[Pair] = []
    for left, right, fingerprints, for_left, for_right in _candidates(read, stands_for, furniture, settings):
        shared = compare_texts(left, right, furnished_of(left, furniture, furnished), settings)
        copy = copy_of(left, right, shared) if shared is not None and shared.is_copy else None
        if shared is not None:
            machine.append(shared.judgement(left, right))
        if kept is not None:
            score = machine[-1].score if shared is not None else None
            derived = copy.article if copy else None
            ids = left.article.id, right.article.id
            pairs.append(Pair(*ids, score, derived, fingerprints, for_left, for_right))
        if copy is not None and (left.article.id, right.article.id) not in refused:
            copies.append(copy)
    copies += [copy for article in by_id.values() for copy in credited(article)]
    voices = sorted(set(by_id) - set(stands_for))
    groups = clusters(voices, [*machine, *people], Linkage(threshold=settings.one_voice))
    groups = _with_reprints(groups, stands_for)
    origins = _origins(groups, by_id, copies)
    if kept is not None:
        begin(kept, settings, read, stands_for, pairs, origins)
    return CopiesFound(_sorted(copies), sorted(machine, key=lambda row: (row.left, row.right)), origins)


def _furniture(read: Sequence[Read], least: int) -> NDArray[np.uint64]:
    """Fingerprints that one named outlet repeats in many articles and no other outlet uses, sorted."""
    named = [one for one in read if one.article.outlet is not None]
    number = {outlet: i for i, outlet in enumerate({one.article.outlet for one in named})}
    keys = np.concatenate([one.keys for one in named] or [np.zeros(0, dtype=np.uint64)])
    outlets = np.repeat(
        np.array([number[one.article.outlet] for one in named], dtype=np.int32), [len(one.keys) for one in named]
    )
    order = np.argsort(keys, kind="stable")
    keys, outlets = keys[order], outlets[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else order
    often = np.diff(np.r_[starts, len(keys)]) >= least
    alone = np.minimum.reduceat(outlets, starts) == np.maximum.reduceat(outlets, starts) if len(keys) else often
    found: NDArray[np.uint64] = keys[starts[often & alone]]
    return found


def _reprints(read: Sequence[Read], judged: set[str], settings: CopiesSettings) -> dict[str, str]:
    """Articles that say what another says almost word for word → that other, which stands for them.

    A wire text reprinted a thousand times is compared once with the rest of the news; a dozen reprints are
    compared with each other. Found by three minima of its fingerprints (Broder 1997); whatever a person
    judged stands for itself.
    """
    buckets: dict[tuple[int, ...], list[Read]] = {}
    for one in read:
        if one.article.id not in judged and len(one.keys) >= settings.least_shared:
            buckets.setdefault(minima(one.keys), []).append(one)
    crowds = [bucket for bucket in buckets.values() if len(bucket) > settings.candidates]
    return {
        one.article.id: bucket[0].article.id
        for bucket in crowds
        for one in bucket[1:]
        if are_nearly_equal(one.keys, bucket[0].keys, settings.reprint)
    }


def _with_reprints(groups: Sequence[Sequence[str]], stands_for: Mapping[str, str]) -> list[tuple[str, ...]]:
    members: dict[str, list[str]] = {}
    for one, other in stands_for.items():
        members.setdefault(other, []).append(one)
    return [tuple(sorted([*group, *(more for one in group for more in members.get(one, ()))])) for group in groups]


def _candidates(
    read: Sequence[Read], stands_for: Mapping[str, str], furniture: NDArray[np.uint64], settings: CopiesSettings
) -> Iterable[tuple[Read, Read, int, bool, bool]]:
    """Reprints with what stands for them; all others with those that share most fingerprints, the smaller id first.

    Gives how many, and for whose sake they are compared: the left's, the right's. Where many hold a fingerprint they
    meet the first that came out: a newcomer is hardly ever among those.
    """
    by_id = {one.article.id: one for one in read}
    for one, other in stands_for.items():
        yield by_id[min(one, other)], by_id[max(one, other)], 0, False, False
    rest = [one for one in read if one.article.id not in stands_for]
    keys = [one.keys[~np.isin(one.keys, furniture)] for one in rest]
    pairs = pairs_sharing(keys, settings.least_shared, settings.crowd)
    for_left, for_right = best_of_sides(pairs, settings.candidates)
    for i in np.flatnonzero(for_left | for_right).tolist():
        ends = (rest[pairs.left[i]], bool(for_left[i])), (rest[pairs.right[i]], bool(for_right[i]))
        (left, of_left), (right, of_right) = sorted(ends, key=lambda end: end[0].article.id)
        yield left, right, int(pairs.shared[i]), of_left, of_right


def _origins(
    groups: Sequence[Sequence[str]], articles: Mapping[str, Article], copies: Iterable[Copy]
) -> dict[str, str]:
    """Each article → the one of its group that derives from the fewest others, the earliest of those."""
    derives: Counter[str] = Counter(copy.article for copy in copies if copy.of in articles)
    origins = {}
    for group in groups:
        first = min(group, key=lambda one: (derives[one], articles[one].published or "9999", one))
        origins.update(dict.fromkeys(group, first))
    return origins


def _sorted(copies: Iterable[Copy]) -> list[Copy]:
    return sorted(copies, key=lambda copy: (copy.article, copy.of))
