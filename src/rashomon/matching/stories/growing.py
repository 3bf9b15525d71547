"""Stories that grow: a newcomer finds its story without all others being compared again.

Reads newcomers and what is kept of the articles before them; writes the stories and judgements that change. The one
idea: a pair's score depends on its two articles alone, so a newcomer changes its own pairs, those it comes between, and
the groups that hang on them; what `add` gives is what comparing all at once gives.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.candidates import Numbers, Pairs
from rashomon.matching.clusters import Scored, clusters_of_pairs, joinings, rows_of
from rashomon.matching.growing import Row, Tree, grow, one_of_each, plant
from rashomon.matching.stories.pairs import (
    SETTINGS,
    Alike,
    Known,
    StoriesSettings,
    is_told,
    judgements_on,
    kept_for,
    numbered_by_id,
    scored,
    spans_of,
    story_sketch,
    when_and_id,
    words_of,
)
from rashomon.matching.stories.sketches import Sketch, Sketches
from rashomon.matching.stories.titles import headline_of, is_headline, story_of
from rashomon.record import Article, Judgement, Story, is_person, story_id

_NOBODY = np.zeros(0, dtype=np.int32)


class Paired(NamedTuple):
    """Of one article the numbers of those it is paired with, ascending, and the scores."""

    others: Numbers
    scores: Numbers


@dataclass
class StoriesKept:
    """What grows, by number of article unless said otherwise; each part may lie in a file.

    `ids`, `published` (empty where nothing says it) and `words`, which count, are asked for of thousands.

    `holders`: of each term the articles that it is a key of, in order of time and id; thousands may hold one.
    `picks`: those with whom an article's judgements are kept.
    """

    numbers: MutableMapping[str, int] = field(default_factory=dict)
    ids: MutableMapping[int, str] = field(default_factory=dict)
    published: MutableMapping[int, str] = field(default_factory=dict)
    words: MutableMapping[int, int] = field(default_factory=dict)
    articles: MutableMapping[int, Known] = field(default_factory=dict)
    sketches: MutableMapping[int, Sketch] = field(default_factory=dict)
    holders: MutableMapping[int, NDArray[np.int32]] = field(default_factory=dict)
    pairs: MutableMapping[int, Paired] = field(default_factory=dict)
    picks: MutableMapping[int, list[int]] = field(default_factory=dict)
    tree: Tree = field(default_factory=Tree)


class StoriesChanged(NamedTuple):
    """`stories` and `judgements` are new or may have changed; `gone` stories are no more or are among them.

    `unjudged`: pairs whose judgement is no longer kept, by ids, the smaller first.
    """

    stories: list[Story]
    gone: list[str]
    judgements: list[Judgement]
    unjudged: list[tuple[str, str]]


class GrowingStories:
    """Stories kept ready for newcomers: what `add` gives is what `find_stories` would give of all.

    People are not asked there: where they have judged stories, `stories` gives what comes of it.
    """

    def __init__(self, settings: StoriesSettings = SETTINGS, kept: StoriesKept | None = None) -> None:
        self._settings = settings
        self._kept = kept if kept is not None else StoriesKept()
        self._tree = self._kept.tree
        #: Pairs that came, went or changed since `add` began, the smaller number first.
        self._changed: set[tuple[int, int]] = set()
        #: Of these the ones that may score more than before.
        self._risen: set[tuple[int, int]] = set()
        self._places: dict[int, tuple[str, str]] = {}
        #: Of terms and articles where these stand among who holds them, and of articles their terms.
        self._stand: dict[tuple[int, int], int] = {}
        self._keys: dict[int, frozenset[int]] = {}

    def begin(
        self, ordered: Sequence[Article], sketches: Sequence[Sketch], origins: Mapping[str, str], alike: Alike
    ) -> None:
        """Takes in a whole case that was compared at once."""
        holders: dict[int, list[int]] = {}
        for article, found in zip(ordered, sketches, strict=True):
            number = self._note(article, found)
            for key in found.keys.tolist():
                holders.setdefault(key, []).append(number)
        self._kept.holders.update({key: np.array(found, dtype=np.int32) for key, found in holders.items()})
        self._give_voices({one: voice for one, voice in origins.items() if one in self._kept.numbers})
        self._begin_pairs(len(ordered), alike)
        ids = sorted(article.id for article in ordered)
        linkage, words = self._settings.linkage(), self._words_by(ids)
        joined = joinings(ids, numbered_by_id(alike, ordered, ids), linkage, words)
        plant(self._tree, {one: self._kept.numbers[one] for one in ids}, joined, linkage, self._words)

    def _begin_pairs(self, size: int, alike: Alike) -> None:
        ends, others, scores = rows_of(size, Scored(alike.left, alike.right, alike.told))
        for number, (start, end) in enumerate(pairwise(ends)):
            order = start + np.argsort(others[start:end])
            self._kept.pairs[number] = Paired(others[order].astype(np.int64), scores[order].astype(np.int64))
        picks: list[list[int]] = [[] for _ in range(size)]
        for flags, one, other in zip(kept_for(alike, self._settings), alike[:2], alike[1::-1], strict=True):
            for i in np.flatnonzero(flags).tolist():
                picks[int(one[i])].append(int(other[i]))
        self._kept.picks.update({number: sorted(found) for number, found in enumerate(picks)})

    def add(self, articles: Iterable[Article], origins: Mapping[str, str]) -> StoriesChanged:
        """What is new or may have changed. `origins`: of newcomers, and of all whose voice is another."""
        self._changed, self._risen = set(), set()
        unknown = {one.id: one for one in articles if one.id not in self._kept.numbers}
        new = [
            self._note(article, story_sketch(article, self._settings))
            for article in sorted(unknown.values(), key=when_and_id)
        ]
        for number in new:
            self._hold(number)
            self._displace(number)
        voices = self._give_voices(origins)
        for number in sorted({*new, *voices}):
            self._pair_anew(number)
        touched = one_of_each(self._risen, new)
        fallen = sorted(pair for pair in self._changed if touched.isdisjoint(pair))
        self._changed |= self._of_other_voices(voices)
        grown = grow(self._tree, touched, self, self._settings.linkage(), fallen, self._words)
        roots = {self._tree.root(leaf) for leaf in grown.leaves}
        groups = sorted(tuple(sorted(map(self.leaf, self._tree.leaves(root)))) for root in roots)
        stories = [self._story_of(group) for group in groups]
        return StoriesChanged(stories, [story_id([first]) for first in grown.before], *self._rejudged())

    def stories(self, judgements: Sequence[Judgement] = ()) -> list[Story]:
        """All stories, in the order of their smallest article; `judgements` are people's."""
        people = [found for found in judgements if found.relation == "story" and is_person(found)]
        groups = self._groups_with(people) if people else self._tree.groups(self.leaf)
        return [self._story_of(group) for group in groups]

    def _groups_with(self, people: Sequence[Judgement]) -> list[tuple[str, ...]]:
        """The groups of all pairs and what people say: one judgement can reach through the whole of a large piece."""
        numbers = dict(self._kept.numbers.items())
        ids = sorted(numbers)
        place = np.empty(len(ids), dtype=np.int64)
        place[[numbers[one] for one in ids]] = np.arange(len(ids))
        found = [(np.full(len(pairs.others), number), *pairs) for number, pairs in self._kept.pairs.items()]
        one, other, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
        once = one < other
        pairs = Scored(place[one[once]], place[other[once]], scores[once])
        return clusters_of_pairs(ids, pairs, people, self._settings.linkage(), self._words_by(ids))

    def judgements(self) -> list[Judgement]:
        """All judgements that are kept, in order of their articles."""
        return self._judged({(min(i, j), max(i, j)) for i, picks in self._kept.picks.items() for j in picks})

    # ── taking in ─────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, article: Article, found: Sketch) -> int:
        number = self._kept.numbers[article.id] = len(self._kept.numbers)
        headline = None if is_headline(article.title) else headline_of(article)
        self._kept.articles[number] = Known(
            article.id, article.published, article.published_latest, article.title, headline, number, is_told(article)
        )
        self._kept.ids[number], self._kept.published[number] = article.id, article.published or ""
        self._kept.words[number] = words_of(article, found, self._settings)
        self._kept.sketches[number] = found
        self._kept.pairs[number] = Paired(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        self._kept.picks[number] = []
        return number

    def _hold(self, number: int) -> None:
        self._stand.clear()
        for key in self._kept.sketches[number].keys.tolist():
            holders = self._kept.holders.get(key, _NOBODY)
            self._kept.holders[key] = np.insert(holders, self._place_among(holders, number), number)

    def _place_among(self, holders: NDArray[np.int32], number: int) -> int:
        """Where an article stands, or would stand, among those who hold a term."""
        return bisect_left(holders, self._place(number), key=lambda one: self._place(int(one)))

    def _place(self, number: int) -> tuple[str, str]:
        """Where an article stands in time."""
        if number not in self._places:
            # as `when_and_id`
            self._places[number] = self._kept.published[number], self._kept.ids[number]
        return self._places[number]

    def _give_voices(self, origins: Mapping[str, str]) -> dict[int, int]:
        """Articles whose voice has changed, with the voice of before."""
        found = {}
        for one, voice in origins.items():
            number = self._kept.numbers[one]
            now, known = self._kept.numbers.get(voice, number), self._kept.articles[number]
            if known.voice != now:
                self._kept.articles[number] = known._replace(voice=now)
                found[number] = known.voice
        return found

    def _of_other_voices(self, before: Mapping[int, int]) -> set[tuple[int, int]]:
        """Pairs that have come to speak with one voice, or do so no more: their judgements say it."""
        found = set()
        for one, was in before.items():
            now = self._kept.articles[one].voice
            for other in self._kept.pairs[one].others.tolist():
                voice = self._kept.articles[other].voice
                if (was == before.get(other, voice)) != (now == voice):
                    found.add((min(one, other), max(one, other)))
        return found

    def _displace(self, number: int) -> None:
        """Takes away the pairs that met at a term only while this one did not stand between them."""
        crowd, lost = self._settings.crowd, set()
        for key in self._kept.sketches[number].keys.tolist():
            holders = self._kept.holders[key]
            at = _place_of(holders, number)
            lost |= {
                (int(holders[before]), int(holders[before + crowd + 1]))
                for before in range(max(0, at - crowd), min(at, len(holders) - crowd - 1))
            }
        apart: defaultdict[int, list[int]] = defaultdict(list)
        for one, other in lost:
            paired = other in self._kept.pairs[one].others
            if paired and not self._speak_alike(one, other) and not self._share_enough(one, other):
                apart[one].append(other)
                apart[other].append(one)
                self._changed.add((min(one, other), max(one, other)))
        for one, gone in apart.items():
            self._kept.pairs[one] = _without(self._kept.pairs[one], gone)

    def _speak_alike(self, one: int, other: int) -> bool:
        """Copies stay paired with the article whose voice they are, whatever they share."""
        return self._kept.articles[one].voice == other or self._kept.articles[other].voice == one

    def _share_enough(self, one: int, other: int) -> bool:
        """Whether two articles meet at terms enough."""
        shared = 0
        for key in self._keys_of(one) & self._keys_of(other):
            shared += abs(self._standing(key, one) - self._standing(key, other)) <= self._settings.crowd
            if shared >= self._settings.least_shared:
                return True
        return False

    def _keys_of(self, number: int) -> frozenset[int]:
        """The terms that an article holds."""
        if number not in self._keys:
            self._keys[number] = frozenset(self._kept.sketches[number].keys.tolist())
        return self._keys[number]

    def _standing(self, key: int, number: int) -> int:
        """Where an article stands among those who hold a term; thousands may, who are looked through once."""
        if (key, number) not in self._stand:
            self._stand[key, number] = _place_of(self._kept.holders[key], number)
        return self._stand[key, number]

    def _near(self, number: int) -> list[int]:
        """Articles that meet this one at terms enough, and those of one voice with it."""
        meets: Counter[int] = Counter()
        for key in self._kept.sketches[number].keys.tolist():
            holders = self._kept.holders[key]
            at = _place_of(holders, number)
            meets.update(holders[max(0, at - self._settings.crowd) : at + self._settings.crowd + 1].tolist())
        found = {one for one, count in meets.items() if count >= self._settings.least_shared}
        voiced = (self._kept.articles[number].voice, *self._kept.pairs[number].others.tolist())
        found |= {i for i in voiced if self._speak_alike(number, i)}
        return sorted(found - {number})

    def _pair_anew(self, number: int) -> None:
        """Finds and scores all pairs of one article."""
        near = self._near(number)
        alike = self._scored_with(number, near)
        found = dict(zip(np.array([*near, number])[alike.left].tolist(), alike.told.tolist(), strict=True))
        had = dict(zip(*(part.tolist() for part in self._kept.pairs[number]), strict=True))
        for other in sorted(found.keys() | had.keys()):
            if found.get(other) != had.get(other):
                pair = (min(number, other), max(number, other))
                self._set(other, number, found.get(other))
                self._changed.add(pair)
                if found.get(other, 0) > had.get(other, 0):
                    self._risen.add(pair)
        ordered = sorted(found)
        scores = np.array([found[other] for other in ordered], dtype=np.int64)
        self._kept.pairs[number] = Paired(np.array(ordered, dtype=np.int64), scores)

    def _scored_with(self, number: int, others: Sequence[int]) -> Alike:
        """The pairs of one article, which comes last, with others."""
        every = [*others, number]
        pairs = Pairs(np.arange(len(others)), np.full(len(others), len(others)), np.zeros(len(others), dtype=np.int64))
        known = [self._kept.articles[i] for i in every]
        sketches = Sketches([self._kept.sketches[i] for i in every])
        return scored(pairs, sketches, spans_of(known), np.array([one.voice for one in known]), self._settings)

    def _set(self, one: int, other: int, score: int | None) -> None:
        """The score of one side's pair with another; None takes it away."""
        others, scores = _without(self._kept.pairs[one], [other])
        if score is not None:
            at = int(np.searchsorted(others, other))
            others, scores = np.insert(others, at, other), np.insert(scores, at, score)
        self._kept.pairs[one] = Paired(others, scores)

    # ── what groups hang on ───────────────────────────────────────────────────────────────────────────────

    def leaf(self, number: int) -> str:
        """The article of a number."""
        return self._kept.ids[number]

    def row(self, number: int) -> Row:
        """All pairs of an article."""
        return Row(*self._kept.pairs[number])

    # ── what is told of it ────────────────────────────────────────────────────────────────────────────────

    def _words(self, number: int) -> int:
        """How many words an article has."""
        return self._kept.words[number]

    def _words_by(self, ids: Sequence[str]) -> NDArray[np.int64]:
        return np.array([self._words(self._kept.numbers[one]) for one in ids], dtype=np.int64)

    def _story_of(self, group: tuple[str, ...]) -> Story:
        numbers = np.array([self._kept.numbers[one] for one in group], dtype=np.int64)
        central = {}
        for one, number in zip(group, numbers.tolist(), strict=True):
            others, scores = self._kept.pairs[number]
            central[one] = int(scores[np.isin(others, numbers)].sum())
        return story_of(group, {one: self._kept.articles[self._kept.numbers[one]] for one in group}, central)

    def _picked(self, number: int, changed: set[int]) -> list[int]:
        """The others with whom an article's judgements are kept, for its own sake: of those before and after it.

        `changed`: others with whom its pair came, went or changed.
        """
        others, tellings = self._kept.pairs[number]
        before = self._kept.picks[number]
        if changed.isdisjoint(before):
            if changed.isdisjoint(others.tolist()):
                # pairs that are no more were not among the best
                return before
            # the best of all are among the best of before and those that changed
            wanted = np.array(sorted({*before, *changed}), dtype=np.int64)
            at = np.searchsorted(others, wanted)
            at = at[at < len(others)]
            at = at[others[at] == wanted[: len(at)]]
            others, tellings = others[at], tellings[at]
        own = self._place(number)
        rows = [(self._place(other), other, told // 1000 * 1000)  # as `Alike.score`
                for other, told in zip(others.tolist(), tellings.tolist(), strict=True)]  # fmt: skip
        found: set[int] = set()
        for side in ([row for row in rows if row[0] > own], [row for row in rows if row[0] <= own]):
            found.update(_best(side, self._settings.kept, lambda score: score))
            found.update(_best(side, self._settings.doubtful, lambda score: -abs(score - 500_000_000)))
        return sorted(found)

    def _rejudged(self) -> tuple[list[Judgement], list[tuple[str, str]]]:
        """Judgements of pairs that changed or are kept only now, and pairs whose judgements are not kept any more."""
        concerned, changed = set(self._changed), defaultdict[int, set[int]](set)
        for one, other in self._changed:
            changed[one].add(other)
            changed[other].add(one)
        for number, others in changed.items():
            before, now = set(self._kept.picks[number]), self._picked(number, others)
            self._kept.picks[number] = now
            concerned |= {(min(number, other), max(number, other)) for other in before ^ set(now)}
        kept = {(i, j) for i, j in concerned if j in self._kept.picks[i] or i in self._kept.picks[j]}
        gone = [sorted((self.leaf(i), self.leaf(j))) for i, j in concerned - kept]
        return self._judged(kept), sorted((one, other) for one, other in gone)

    def _judged(self, wanted: set[tuple[int, int]]) -> list[Judgement]:
        """The judgements of pairs, each with the earlier of the two on the left, as all at once are compared."""
        of: dict[int, list[int]] = {}
        for pair in wanted:
            first, last = sorted(pair, key=self._place)
            of.setdefault(last, []).append(first)
        made = []
        for last, firsts in of.items():
            alike = self._scored_with(last, firsts)
            known = [self._kept.articles[i] for i in (*firsts, last)]
            words = self._words_by([one.id for one in known])
            made += judgements_on(alike, np.arange(len(alike.left)), known, words, self._settings)
        return sorted(made, key=lambda row: (row.left, row.right))


def _without(pairs: Paired, gone: Sequence[int]) -> Paired:
    """Pairs but for those with these."""
    stay = np.isin(pairs.others, gone, invert=True) if len(gone) > 1 else pairs.others != gone[0]
    return Paired(pairs.others[stay], pairs.scores[stay])


def _place_of(holders: NDArray[np.int32], number: int) -> int:
    """Where one of those who hold a term stands among them."""
    at = int((holders == number).argmax())
    if holders[at] != number:
        raise KeyError(number)
    return at


def _best(rows: Sequence[tuple[tuple[str, str], int, int]], count: int, rank: Callable[[int], int]) -> list[int]:
    """Of (place, article, score) the articles of the highest rank, the earliest among equals."""
    ordered = sorted(rows, key=lambda row: (-rank(row[2]), row[0])) if len(rows) > count else rows
    return [row[1] for row in ordered[:count]]
