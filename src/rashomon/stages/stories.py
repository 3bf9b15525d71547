"""articles + mentions + copies → stories: the articles about one happening.

Reads articles, the mentions in them and whose voice each is; writes stories and the judgements behind them.
The one idea: two articles tell one story when they share rare words, in the lead as well as in the body, at
about one time; a story is a group whose articles are alike on average, so no bridge makes one of two.
A pair's score depends on its two articles alone: more articles never change a judgement.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.matching.candidates import Numbers, Pairs, best_of_each, pairs_by_block
from rashomon.matching.clusters import (
    Linkage,
    Scored,
    clusters_of_pairs,
    in_billionths,
    joinings,
    rows_of,
)
from rashomon.matching.growing import Tree, grow, tree_of
from rashomon.matching.sketches import Sketch, Sketches, sketch
from rashomon.record import Article, Judgement, Mention, Reason, Story, is_person, story_id

VERSION = "machine:stories-2"


@dataclass(frozen=True, slots=True)
class StoriesSettings:
    """One configuration for any corpus. Set on the train split of bench set coreference, 2026-11-22."""

    #: Words of title and text that count as the lead.
    lead: int = 60
    #: Likeness, half of whole text and half of lead, at which a pair is as likely one story as not.
    alike: float = 0.2
    #: Terms of an article, the weightiest first, by which it finds its candidates.
    keys: int = 25
    #: Of these, how many a candidate shares.
    least_shared: int = 2
    #: Holders of one term that are all compared; beyond, each meets those nearest before it in time.
    crowd: int = 48
    #: Days between two dates that cost nothing, and after which the likeness counts half.
    days_free: float = 10.0
    days_half: float = 45.0
    #: Least likeness that counts in the mean of a group.
    least: float = 0.1
    #: Judgements kept of each article: its likest, and those nearest to a coin's toss.
    kept: int = 8
    doubtful: int = 3


class StoriesFound(NamedTuple):
    """`stories` have no events yet; the findings' stage knows those."""

    stories: list[Story]
    judgements: list[Judgement]


def find_stories(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    origins: Mapping[str, str],
    judgements: Sequence[Judgement] = (),
    settings: StoriesSettings = StoriesSettings(),
) -> StoriesFound:
    """`mentions` by article id; `origins` from the copies stage; `judgements` are people's."""
    ordered = sorted({article.id: article for article in articles}.values(), key=_when_and_id)
    alike = _alike(ordered, [story_sketch(article, settings) for article in ordered], origins, settings)
    people = [found for found in judgements if found.relation == "story" and is_person(found)]
    ids = sorted(article.id for article in ordered)
    groups = clusters_of_pairs(ids, _by_id(alike, ordered, ids), people, Linkage(threshold=0.5))
    central = _centrality(alike, ordered, groups)
    by_id = {article.id: article for article in ordered}
    machine = [alike.judgement(i, ordered) for i in _kept(alike, settings).tolist()]
    return StoriesFound(
        [_story(group, by_id, central) for group in groups], sorted(machine, key=lambda row: (row.left, row.right))
    )


def story_sketch(article: Article, settings: StoriesSettings = StoriesSettings()) -> Sketch:
    """What an article is compared by."""
    return sketch(article.title, article.text, settings.lead, settings.keys)


def _when_and_id(article: Article) -> tuple[str, str]:
    return (article.published or "", article.id)


# ── how alike two articles are ────────────────────────────────────────────────────────────────────────────


class _Alike(NamedTuple):
    """Pairs of articles by number, `left` < `right`; `text`, `lead`: cosines; `days` between; `score`: 0..1."""

    left: Numbers
    right: Numbers
    text: NDArray[np.float64]
    lead: NDArray[np.float64]
    days: NDArray[np.float64]
    one_voice: NDArray[np.bool_]
    time: NDArray[np.float64]
    likeness: NDArray[np.float64]
    score: NDArray[np.float64]

    def for_groups(self) -> Numbers:
        """Scores in billionths; what rounding and the cap at 1 made equal is told apart below the millionth."""
        likeness = self.likeness * self.time
        return in_billionths(self.score) + np.floor(999 * likeness / (1 + likeness)).astype(np.int64)

    def judgement(self, i: int, articles: Sequence[Article]) -> Judgement:
        """The judgement of the pair at a place, with what each feature added."""
        one, other = sorted((articles[self.left[i]], articles[self.right[i]]), key=lambda article: article.id)
        text, lead, time = float(self.text[i]), float(self.lead[i]), float(self.time[i])
        likeness, score = float(self.likeness[i]), float(self.score[i])
        share = likeness / (text + lead) if text + lead else 0.0
        reasons = [
            Reason("words of the whole text", round(text * share, 4), None, None),
            Reason("words of the lead", round(lead * share, 4), None, None),
        ]
        if time < 1.0:
            reasons.append(
                Reason("time between them", round(likeness * (time - 1.0), 4), one.published, other.published)
            )
        if self.one_voice[i]:
            reasons.append(Reason("copies of one text", round(score - likeness * time, 4), None, None))
        verdict = "same" if score >= 0.5 else "different"
        return Judgement("story", one.id, other.id, verdict, score, tuple(reasons), VERSION, None)


def _alike(
    articles: Sequence[Article], sketches: Sequence[Sketch], origins: Mapping[str, str], settings: StoriesSettings
) -> _Alike:
    """All pairs of articles that share enough to count, each article's number being its place in time."""
    number = {article.id: i for i, article in enumerate(articles)}
    voice = np.array([number.get(origins.get(article.id, article.id), i) for i, article in enumerate(articles)])
    spans = _spans(articles)
    laid_out = Sketches(sketches)
    keys = [one.keys for one in sketches]
    blocks = pairs_by_block(keys, settings.least_shared, settings.crowd, nearest=True)
    found = [_scored(pairs, laid_out, spans, voice, settings) for pairs in blocks]
    found.append(_scored(_with_voices(voice, found), laid_out, spans, voice, settings))
    return _Alike(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _with_voices(voice: Numbers, found: Iterable[_Alike]) -> Pairs:
    """Copies and the articles whose voice they are, where no pair was found so far."""
    copies = np.flatnonzero(voice != np.arange(len(voice)))
    wanted = {(min(i, j), max(i, j)) for i, j in zip(copies.tolist(), voice[copies].tolist(), strict=True)}
    for part in found:
        own = part.one_voice
        wanted -= set(zip(part.left[own].tolist(), part.right[own].tolist(), strict=True))
    rest = np.array(sorted(wanted, key=lambda pair: (pair[1], pair[0])), dtype=np.int64).reshape(-1, 2)
    return Pairs(rest[:, 0], rest[:, 1], np.zeros(len(rest), dtype=np.int64))


def _scored(
    pairs: Pairs, sketches: Sketches, spans: NDArray[np.float64], voice: Numbers, settings: StoriesSettings
) -> _Alike:
    """The pairs alike enough to count, and copies of one text whatever they share."""
    text, lead = sketches.cosines(pairs)
    one_voice = voice[pairs.left] == voice[pairs.right]
    keep = ((text + lead) / 2 >= settings.least) | one_voice
    left, right, text, lead, one_voice = (part[keep] for part in (pairs.left, pairs.right, text, lead, one_voice))
    days = np.maximum(0.0, np.fmax(spans[0][right] - spans[1][left], spans[0][left] - spans[1][right]))
    days = np.nan_to_num(days)
    time = 0.5 ** (np.maximum(0.0, days - settings.days_free) / settings.days_half)
    likeness = (text + lead) / 2 / settings.alike / 2
    score = np.minimum(1.0, np.maximum(likeness * time, np.where(one_voice, 0.9, 0.0))).round(6)
    return _Alike(left, right, text, lead, days, one_voice, time, likeness, score)


def _spans(articles: Sequence[Article]) -> NDArray[np.float64]:
    """The earliest and the latest each article can have come out, in days since 1970; NaN where nothing says."""
    return np.array(
        [
            [_days(article.published) for article in articles],
            [_days(article.published_latest) for article in articles],
        ]
    )


def _days(instant: str | None) -> float:
    return float("nan") if instant is None else _seconds(instant) / 86400


@functools.lru_cache(maxsize=100_000)
def _seconds(instant: str) -> float:
    return datetime.fromisoformat(instant).timestamp()


def _kept(alike: _Alike, settings: StoriesSettings) -> Numbers:
    """Places of the pairs whose judgements are kept."""
    score = in_billionths(alike.score)
    doubt = -abs(score - 500_000_000)
    codes = alike.left * (int(alike.right.max(initial=0)) + 1) + alike.right
    kept = [
        best_of_each(Pairs(alike.left, alike.right, rank), count)
        for rank, count in ((score, settings.kept), (doubt, settings.doubtful))
    ]
    wanted = np.concatenate([one.left * (int(alike.right.max(initial=0)) + 1) + one.right for one in kept])
    return np.flatnonzero(np.isin(codes, wanted))


# ── one after the other ───────────────────────────────────────────────────────────────────────────────────


class GrowingStories:
    """Stories kept ready for newcomers: what `add` gives is what `find_stories` would give of all.

    Judgements by people are not known here; where there are any, `find_stories` does it anew.
    """

    def __init__(self, settings: StoriesSettings = StoriesSettings()) -> None:
        self._settings = settings
        self._articles: list[Article] = []
        self._number: dict[str, int] = {}
        self._sketches: list[Sketch] = []
        self._voices: list[int] = []
        #: Of each term the articles that it is a key of, in order of time and id.
        self._holders: dict[int, list[tuple[str, str]]] = {}
        #: Of each article the numbers of those it is paired with, and the scores.
        self._others: list[Numbers] = []
        self._scores: list[Numbers] = []
        self._tree = Tree()

    @classmethod
    def of(
        cls, articles: Sequence[Article], origins: Mapping[str, str], settings: StoriesSettings = StoriesSettings()
    ) -> GrowingStories:
        """All of a case at once."""
        self = cls(settings)
        ordered = sorted({article.id: article for article in articles}.values(), key=_when_and_id)
        for article in ordered:
            self._take_in(article)
        self._voices = [self._number.get(origins.get(one.id, one.id), i) for i, one in enumerate(ordered)]
        alike = _alike(ordered, self._sketches, origins, settings)
        ends, others, scores = rows_of(len(ordered), Scored(alike.left, alike.right, alike.for_groups()))
        self._others = [others[a:b] for a, b in pairwise(ends)]
        self._scores = [scores[a:b] for a, b in pairwise(ends)]
        ids = sorted(self._number)
        self._tree = tree_of(ids, joinings(ids, _by_id(alike, ordered, ids), Linkage(threshold=0.5)))
        return self

    def add(self, articles: Iterable[Article], origins: Mapping[str, str]) -> list[Story]:
        """The stories that are new or may have changed. `origins`: of newcomers, and of all whose voice is another."""
        new = sorted((one for one in articles if one.id not in self._number), key=_when_and_id)
        touched: set[int] = set()
        for article in new:
            touched |= self._displaced(self._take_in(article))
        anew = {self._number[one.id] for one in new} | self._given_voices(origins)
        for number in sorted(anew):
            self._pair_anew(number)
        leaves = [self._articles[number].id for number in sorted(touched | anew)]
        changed = grow(self._tree, leaves, self._pairs_of, 0.5e9)
        return [self._story_of(root) for root in sorted({self._tree.root(leaf) for leaf in changed})]

    def stories(self) -> list[Story]:
        """All stories, in the order of their smallest article."""
        roots = {self._tree.root(one) for one in self._number}
        return sorted((self._story_of(root) for root in roots), key=lambda story: story.articles[0])

    def _take_in(self, article: Article) -> int:
        number = self._number[article.id] = len(self._articles)
        self._articles.append(article)
        self._sketches.append(story_sketch(article, self._settings))
        self._voices.append(number)
        self._others.append(np.zeros(0, dtype=np.int64))
        self._scores.append(np.zeros(0, dtype=np.int64))
        for key in self._sketches[number].keys.tolist():
            insort(self._holders.setdefault(key, []), _when_and_id(article))
        return number

    def _given_voices(self, origins: Mapping[str, str]) -> set[int]:
        """Articles whose voice has changed."""
        found = set()
        for one, voice in origins.items():
            number, now = self._number[one], self._number.get(voice, self._number[one])
            if self._voices[number] != now:
                self._voices[number] = now
                found.add(number)
        return found

    def _displaced(self, number: int) -> set[int]:
        """Takes away the pairs that met at a term only while this one did not stand between them; gives one of each."""
        crowd, lost = self._settings.crowd, set()
        for key in self._sketches[number].keys.tolist():
            holders = self._holders[key]
            at = bisect_left(holders, _when_and_id(self._articles[number]))
            for before in range(max(0, at - crowd), at):
                after = before + crowd + 1
                if after < len(holders):
                    lost.add((self._number[holders[before][1]], self._number[holders[after][1]]))
        touched: set[int] = set()
        for one, other in sorted(lost):
            paired = other in self._others[one]
            if paired and not self._speak_alike(one, other) and self._shared(one, other) < self._settings.least_shared:
                self._set(one, other, None)
                self._set(other, one, None)
                touched |= set() if other in touched else {one}  # a pair is looked at from either side
        return touched

    def _speak_alike(self, one: int, other: int) -> bool:
        """Copies stay paired with the article whose voice they are, whatever they share."""
        return self._voices[one] == other or self._voices[other] == one

    def _shared(self, one: int, other: int) -> int:
        """Terms at which two articles meet."""
        keys = np.intersect1d(self._sketches[one].keys, self._sketches[other].keys, assume_unique=True)
        ends = _when_and_id(self._articles[one]), _when_and_id(self._articles[other])
        gaps = [
            abs(bisect_left(h, ends[0]) - bisect_left(h, ends[1]))
            for h in map(self._holders.__getitem__, keys.tolist())
        ]
        return sum(gap <= self._settings.crowd for gap in gaps)

    def _near(self, number: int) -> list[int]:
        """Articles that meet this one at terms enough, and those of one voice with it."""
        meets: Counter[str] = Counter()
        own = _when_and_id(self._articles[number])
        for key in self._sketches[number].keys.tolist():
            holders = self._holders[key]
            at = bisect_left(holders, own)
            meets.update(one for _, one in holders[max(0, at - self._settings.crowd) : at + self._settings.crowd + 1])
        found = {self._number[one] for one, count in meets.items() if count >= self._settings.least_shared}
        found |= {i for i in (self._voices[number], *self._others[number].tolist()) if self._speak_alike(number, i)}
        return sorted(found - {number})

    def _pair_anew(self, number: int) -> None:
        """Finds and scores all pairs of one article."""
        near = [*self._near(number), number]
        articles = [self._articles[i] for i in near]
        last = len(near) - 1
        pairs = Pairs(np.arange(last), np.full(last, last), np.zeros(last, dtype=np.int64))
        sketches = Sketches([self._sketches[i] for i in near])
        voices = np.array([self._voices[i] for i in near])
        alike = _scored(pairs, sketches, _spans(articles), voices, self._settings)
        found = dict(zip(np.array(near)[alike.left].tolist(), alike.for_groups().tolist(), strict=True))
        had = dict(zip(self._others[number].tolist(), self._scores[number].tolist(), strict=True))
        for other in sorted(found.keys() | had.keys()):
            if found.get(other) != had.get(other):
                self._set(other, number, found.get(other))
        self._others[number] = np.array(sorted(found), dtype=np.int64)
        self._scores[number] = np.array([found[other] for other in sorted(found)], dtype=np.int64)

    def _set(self, one: int, other: int, score: int | None) -> None:
        """The score of one side's pair with another; None takes it away."""
        keep = self._others[one] != other
        self._others[one], self._scores[one] = self._others[one][keep], self._scores[one][keep]
        if score is not None:
            self._others[one] = np.append(self._others[one], other)
            self._scores[one] = np.append(self._scores[one], score)

    def _pairs_of(self, leaf: str) -> dict[str, int]:
        number = self._number[leaf]
        others = [self._articles[i].id for i in self._others[number].tolist()]
        return dict(zip(others, self._scores[number].tolist(), strict=True))

    def _story_of(self, root: str) -> Story:
        group = tuple(sorted(self._tree.leaves(root)))
        inside = set(group)
        central = {one: sum(s for other, s in self._pairs_of(one).items() if other in inside) for one in group}
        return _story(group, {one: self._articles[self._number[one]] for one in group}, central)


# ── the stories ───────────────────────────────────────────────────────────────────────────────────────────


def _by_id(alike: _Alike, articles: Sequence[Article], ids: Sequence[str]) -> Scored:
    """The pairs with articles numbered by their ids."""
    place = {one: i for i, one in enumerate(ids)}
    of = np.array([place[article.id] for article in articles], dtype=np.int64)
    return Scored(of[alike.left], of[alike.right], alike.for_groups())


def _centrality(alike: _Alike, articles: Sequence[Article], groups: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """How alike each article is to the others of its group, summed up."""
    group_of = {one: i for i, group in enumerate(groups) for one in group}
    group = np.array([group_of[article.id] for article in articles], dtype=np.int64)
    inside = group[alike.left] == group[alike.right]
    score = alike.for_groups()[inside].astype(np.float64)  # whole numbers below 2^53: sums are exact
    total = sum(np.bincount(side[inside], weights=score, minlength=len(articles)) for side in (alike.left, alike.right))
    return {article.id: int(value) for article, value in zip(articles, np.asarray(total).tolist(), strict=True)}


def _story(group: Sequence[str], articles: Mapping[str, Article], centrality: Mapping[str, int]) -> Story:
    """The story of a group, named by the most central of its articles that have a title, or of all."""

    def best_first(one: str) -> tuple[bool, int, str, str]:
        return not articles[one].title, -centrality[one], articles[one].published or "9", one

    central = min(group, key=best_first)
    firsts = [found for one in group if (found := articles[one].published)]
    lasts = [found for one in group if (found := articles[one].published_latest)]
    return Story(
        story_id(group), _headline(articles[central]), tuple(group), (),
        min(firsts, default=None), max(lasts, default=None),
    )  # fmt: skip


def _headline(article: Article) -> str | None:
    """The article's title, else its first line up to the end of the first sentence."""
    if article.title:
        return article.title
    line = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return _first_sentence(line) or None


def _first_sentence(line: str, longest: int = 160) -> str:
    end = next((i + 1 for i in range(20, len(line) - 1) if line[i] in ".!?" and line[i + 1] == " "), len(line))
    sentence = line[:end]
    return sentence if len(sentence) <= longest else sentence[:longest].rsplit(" ", 1)[0] + " …"
