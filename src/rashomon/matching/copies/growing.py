"""Copies that grow: a newcomer → the copies and voices that all texts would have given, without comparing all anew.

Reads newcomers and what is kept of the others; writes what has changed. The one idea: every rule of the copies' stage
looks at a neighbourhood (`near`), so what a newcomer changes is found there, and groups are formed anew where
a pair has changed (`growing`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np

from rashomon.matching.clusters import Linkage
from rashomon.matching.copies.derived import (
    DEFAULTS,
    CopiesSettings,
    Furnished,
    Read,
    compare_texts,
    copy_of,
    credited,
    furnished_of,
    read_text,
)
from rashomon.matching.copies.kept import (
    DERIVES,
    GIVES,
    NEITHER,
    NO_PAIRS,
    NOTHING,
    CopiesKept,
    forget_pairs,
    note,
    pairs_of,
    put_pair,
)
from rashomon.matching.copies.near import Neighbourhood, Numbered
from rashomon.matching.growing import Row, grow, one_of_each
from rashomon.record import Article, Copy, Judgement

#: Gives articles by their ids.
Texts = Callable[[Sequence[str]], Iterable[Article]]


class CopiesChanged(NamedTuple):
    """`copies` and `judgements` are new or may have changed.

    `gone`: pairs (ids, the smaller first) whose copies and judgements of before are no more, or are among these.
    `origins`: the voices of newcomers, and of all whose voice is another.
    """

    copies: list[Copy]
    judgements: list[Judgement]
    gone: list[tuple[str, str]]
    origins: dict[str, str]


class GrowingCopies:
    """Copies kept ready for newcomers: what `add` changes gives what `find_copies` would give of all.

    Judgements by people are not known here; where there are any, `find_copies` does it anew.
    """

    def __init__(self, settings: CopiesSettings = DEFAULTS, kept: CopiesKept | None = None) -> None:
        self._settings = settings
        self._kept = kept if kept is not None else CopiesKept()

    def add(self, articles: Iterable[Article], texts: Texts = lambda ids: ()) -> CopiesChanged:
        """What newcomers change. `texts` gives those of before."""
        unknown = {one.id: one for one in articles if one.id not in self._kept.numbers}
        reader = _Reader(unknown, texts)
        new = [note(self._kept, reader.read(one)) for one in sorted(unknown)]
        near = Neighbourhood(self._settings, self._kept, new)
        compared = near.compared()
        copies, judgements, touched = self._compare(sorted(compared.now), reader, near)
        forget_pairs(self._kept, compared.no_more)
        voices = _Voices(self._settings, self._kept, near).of(new, touched | compared.no_more)
        copies += [copy for article in unknown.values() for copy in credited(article)]
        gone = sorted(near.ids(pair) for pair in compared.no_more | compared.again)
        return CopiesChanged(copies, judgements, gone, voices)

    def _compare(
        self, pairs: Sequence[Numbered], reader: _Reader, near: Neighbourhood
    ) -> tuple[list[Copy], list[Judgement], set[Numbered]]:
        """Copies and judgements of these pairs, and the pairs that are not as they were."""
        reader.fetch(one for pair in pairs for one in near.ids(pair))
        copies: list[Copy] = []
        judgements: list[Judgement] = []
        touched: set[Numbered] = set()
        furnished: dict[str, Furnished] = {}
        for pair in pairs:
            left, right = (reader.read(one) for one in near.ids(pair))
            shared = compare_texts(left, right, _furnished(left, near, furnished), self._settings)
            score, role = NOTHING, NEITHER
            if shared is not None:
                judgements.append(shared.judgement(left, right))
                score = round(judgements[-1].score * 1_000_000_000)
                if shared.is_copy:
                    copies.append(copy_of(left, right, shared))
                    role = DERIVES if copies[-1].article == left.article.id else GIVES
            ours, theirs = (self._kept.numbers[side.article.id] for side in (left, right))
            if put_pair(self._kept, ours, theirs, score, role):
                touched.add(pair)
        return copies, judgements, touched


def _furnished(one: Read, near: Neighbourhood, known: dict[str, Furnished]) -> Furnished:
    if one.article.id not in known:
        ours = [key for key in one.keys.tolist() if near.furnishes(key)]
        furnished_of(one, np.array(ours, dtype=np.uint64), known)
    return known[one.article.id]


class _Voices:
    """The groups of one voice; all that groups hang on are the pairs of articles that stand for themselves."""

    def __init__(self, settings: CopiesSettings, kept: CopiesKept, near: Neighbourhood) -> None:
        self._settings, self._kept, self._near = settings, kept, near

    def of(self, new: Sequence[int], changed: Set[Numbered]) -> dict[str, str]:
        """Forms the groups anew that may have changed; gives the voices of newcomers and those that are others."""
        tree, near, stood = self._kept.tree, self._near, self._near.stood()
        begun = one_of_each(changed, {*new, *stood})
        leaves = [one for one in begun if one in tree.parent or near.stands(one)]
        grown = grow(tree, leaves, self, Linkage(threshold=self._settings.one_voice))
        concerned = grown.leaves | {*new, *stood}
        concerned |= {one for pair in changed for one in pair}
        concerned |= {stand for number, was in stood.items() for stand in (was, near.stand_of(number))}
        roots = {tree.root(near.stand_of(number)) for number in concerned}
        found: dict[str, str] = {}
        for root in roots:
            found |= self._voice(root, set(new))
        return found

    def _voice(self, root: int, new: Set[int]) -> dict[str, str]:
        """The voice of a group, the one that derives from the fewest others, for those to whom it is new."""
        known = self._kept.articles
        standing = [number for number in self._kept.tree.leaves(root) if self._near.stands(number)]
        group = [*standing, *(one for number in standing for one in self._kept.stood.get(number) or ())]
        if not group:
            return {}
        first = min(group, key=lambda one: (known[one].derives, known[one].published or "9999", known[one].id))
        changed = [one for one in group if known[one].voice != first]
        for one in changed:
            known[one] = known[one]._replace(voice=first)
        return {known[one].id: known[first].id for one in group if one in new or one in set(changed)}

    def leaf(self, number: int) -> str:
        """The article of a number."""
        return self._near.id(number)

    def row(self, number: int) -> Row:
        """All pairs of an article that stands for itself with others that do, and share a run of words with it."""
        if not self._near.stands(number):
            return Row(NO_PAIRS.others, NO_PAIRS.scores)
        paired = pairs_of(self._kept, number)
        stands = [self._near.stands(other) for other in paired.others.tolist()]
        keep = (paired.scores != NOTHING) & np.array(stands, dtype=np.bool_)
        return Row(paired.others[keep], paired.scores[keep])


class _Reader:
    """Texts read for comparison, each once."""

    def __init__(self, new: Mapping[str, Article], texts: Texts) -> None:
        self._articles = dict(new)
        self._texts = texts
        self._known: dict[str, Read] = {}

    def fetch(self, ids: Iterable[str]) -> None:
        """Sees to it that these articles are there."""
        missing = sorted(set(ids) - self._articles.keys())
        if missing:
            self._articles |= {article.id: article for article in self._texts(missing)}

    def read(self, one: str) -> Read:
        """What an article offers for comparison."""
        if one not in self._known:
            self._known[one] = read_text(self._articles[one])
        return self._known[one]
