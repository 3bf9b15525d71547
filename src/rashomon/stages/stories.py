"""articles + mentions + copies → stories: the articles about one happening.

Reads articles, the mentions in them and whose voice each is; writes stories and the judgements behind them.
The one idea: two articles tell one story when they share rare words, in the lead as well as in the body, at
about one time; a story is a group whose articles are alike on average, so no bridge makes one of two.
A pair's score depends on its two articles alone: more articles never change a judgement.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.language.glosses import in_english, is_glossed
from rashomon.language.russian.news import news_in_english
from rashomon.matching.candidates import Numbers, Pairs, best_of_sides, pairs_by_block
from rashomon.matching.clusters import (
    Linkage,
    Scored,
    clusters_of_pairs,
    in_billionths,
    joinings,
    rows_of,
)
from rashomon.matching.growing import Tree, grow, one_of_each
from rashomon.matching.sketches import Sketch, Sketches, sketch
from rashomon.record import Article, Judgement, Mention, Reason, Story, is_person, story_id

VERSION = "machine:stories-2"

_MILLION = 1_000_000

#: Judgements that are made at a time.
_AT_ONCE = 65_536

#: Whole numbers up to two thousand million.
_Small = NDArray[np.int32]


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
    kept: StoriesKept | None = None,
) -> StoriesFound:
    """`mentions` by article id; `origins` from the copies stage; `judgements` are people's.

    `kept`, empty, takes in what newcomers need to join.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=_when_and_id)
    sketches = [story_sketch(article, settings) for article in ordered]
    alike = _alike(ordered, sketches, origins, settings)
    people = [found for found in judgements if found.relation == "story" and is_person(found)]
    ids = sorted(article.id for article in ordered)
    if kept is not None:
        GrowingStories(settings, kept)._begin(ordered, sketches, origins, alike)
    del sketches  # a third of what is held here by now
    if kept is not None and not people:
        groups = kept.tree.groups()
    else:
        groups = clusters_of_pairs(ids, _by_id(alike, ordered, ids), people, Linkage(threshold=0.5))
    central = _centrality(alike, ordered, groups)
    by_id = {article.id: article for article in ordered}
    for_left, for_right = _kept(alike, settings)
    machine = _judgements(alike, np.flatnonzero(for_left | for_right), ordered, settings)
    return StoriesFound([_story(group, by_id, central) for group in groups], machine)


def story_sketch(article: Article, settings: StoriesSettings = StoriesSettings()) -> Sketch:
    """What an article is compared by."""
    title, text = (_in_english(article.language, part) for part in (article.title or "", article.text))
    return sketch(title, text, settings.lead, settings.keys)


def _in_english(language: str, text: str) -> str:
    """The words by which accounts in other languages are found to tell one story."""
    if language == "ru":
        return news_in_english(text)
    return in_english(language, text) if is_glossed(language) else text


def _when_and_id(article: Article | Known) -> tuple[str, str]:
    return (article.published or "", article.id)


# ── how alike two articles are ────────────────────────────────────────────────────────────────────────────


class _Alike(NamedTuple):
    """Pairs of articles by number, `left` < `right`, in few bytes each: there are a hundred for every article.

    `text`, `lead`: cosines in millionths. `told`: the score in billionths, for groups: what rounding to millionths
    and the cap at 1 made equal is told apart below the millionth.
    """

    left: _Small
    right: _Small
    text: _Small
    lead: _Small
    one_voice: NDArray[np.bool_]
    told: _Small

    def score(self) -> _Small:
        """The scores as judgements give them, in billionths."""
        return self.told // 1000 * 1000

    def at(self, chosen: Numbers | NDArray[np.bool_]) -> _Alike:
        """Some of the pairs."""
        ends = self.left[chosen], self.right[chosen]
        return _Alike(*ends, self.text[chosen], self.lead[chosen], self.one_voice[chosen], self.told[chosen])

    def likeness(self, spans: NDArray[np.float64], settings: StoriesSettings) -> _Likeness:
        """What the scores are made of."""
        left, right = self.left, self.right
        text, lead = self.text / _MILLION, self.lead / _MILLION
        days = np.maximum(0.0, np.fmax(spans[0][right] - spans[1][left], spans[0][left] - spans[1][right]))
        time = 0.5 ** (np.maximum(0.0, np.nan_to_num(days) - settings.days_free) / settings.days_half)
        return _Likeness(text, lead, time, (text + lead) / 2 / settings.alike / 2)


class _Likeness(NamedTuple):
    """Of each pair the cosines, what is left for the `time` between them, and how alike they are but for it."""

    text: NDArray[np.float64]
    lead: NDArray[np.float64]
    time: NDArray[np.float64]
    likeness: NDArray[np.float64]


def _judgements(
    alike: _Alike, chosen: Numbers, articles: Sequence[Article | Known], settings: StoriesSettings
) -> list[Judgement]:
    """The judgements of the pairs at these places, in order of their articles."""
    spans, made, known = _spans(articles), list[Judgement](), dict[Reason, Reason]()
    for start in range(0, len(chosen), _AT_ONCE):
        part = alike.at(chosen[start : start + _AT_ONCE])
        rows = zip(
            part.left.tolist(), part.right.tolist(), (part.told // 1000 / _MILLION).tolist(), part.one_voice.tolist(),
            *(column.tolist() for column in part.likeness(spans, settings)), strict=True,
        )  # fmt: skip
        for left, right, score, one_voice, *features in rows:
            one, other = sorted((articles[left], articles[right]), key=lambda article: article.id)
            reasons = _reasons(one, other, score, one_voice, *features)
            # millions of judgements have few numbers of four digits between them; 0.0 and -0.0 stay two
            reasons = tuple(known.setdefault(reason, reason) if reason.score else reason for reason in reasons)
            verdict = "same" if score >= 0.5 else "different"
            made.append(Judgement("story", one.id, other.id, verdict, score, reasons, VERSION, None))
    made.sort(key=lambda row: (row.left, row.right))
    return made


def _reasons(
    one: Article | Known, other: Article | Known, score: float, one_voice: bool,
    text: float, lead: float, time: float, likeness: float,
) -> tuple[Reason, ...]:  # fmt: skip
    """What each feature added to a score."""
    share = likeness / (text + lead) if text + lead else 0.0
    reasons = [
        Reason("words of the whole text", round(text * share, 4), None, None),
        Reason("words of the lead", round(lead * share, 4), None, None),
    ]
    if time < 1.0:
        reasons.append(Reason("time between them", round(likeness * (time - 1.0), 4), one.published, other.published))
    if one_voice:
        reasons.append(Reason("copies of one text", round(score - likeness * time, 4), None, None))
    return tuple(reasons)


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
    columns = [list(parts) for parts in zip(*found, strict=True)]
    del found
    return _Alike(*(_laid_end_to_end(parts) for parts in columns))


def _laid_end_to_end(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """One array; the parts are let go, so that only one column is there twice."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


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
    columns = (pairs.left, pairs.right, np.rint(text * _MILLION), np.rint(lead * _MILLION))
    left, right, text_in_millionths, lead_in_millionths = (column[keep].astype(np.int32) for column in columns)
    nothing = np.zeros(len(left), dtype=np.int32)
    alike = _Alike(left, right, text_in_millionths, lead_in_millionths, one_voice[keep], nothing)
    found = alike.likeness(spans, settings)
    likeness = found.likeness * found.time
    score = np.minimum(1.0, np.maximum(likeness, np.where(alike.one_voice, 0.9, 0.0))).round(6)
    told = in_billionths(score) + np.floor(999 * likeness / (1 + likeness)).astype(np.int64)
    return alike._replace(told=told.astype(np.int32))


def _spans(articles: Sequence[Article | Known]) -> NDArray[np.float64]:
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


def _kept(alike: _Alike, settings: StoriesSettings) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each pair whether its judgement is kept for its left's sake, and for its right's."""
    score = alike.score()
    likest = best_of_sides(Pairs(alike.left, alike.right, score), settings.kept)
    doubtful = best_of_sides(Pairs(alike.left, alike.right, -abs(score - 500_000_000)), settings.doubtful)
    return likest[0] | doubtful[0], likest[1] | doubtful[1]


# ── one after the other ───────────────────────────────────────────────────────────────────────────────────


class Known(NamedTuple):
    """What a story shows of an article: its title, or else its first words. `voice` is an article's number."""

    id: str
    published: str | None
    published_latest: str | None
    title: str | None
    headline: str | None
    voice: int


class Paired(NamedTuple):
    """Of one article the numbers of those it is paired with, ascending, and the scores."""

    others: Numbers
    scores: Numbers


@dataclass
class StoriesKept:
    """What grows, by number of article unless said otherwise; each part may lie in a file.

    `holders`: of each term the articles that it is a key of, in order of time and id. `picks`: those with whom an
    article's judgements are kept.
    """

    numbers: MutableMapping[str, int] = field(default_factory=dict)
    articles: MutableMapping[int, Known] = field(default_factory=dict)
    sketches: MutableMapping[int, Sketch] = field(default_factory=dict)
    holders: MutableMapping[int, list[int]] = field(default_factory=dict)
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

    def __init__(self, settings: StoriesSettings = StoriesSettings(), kept: StoriesKept | None = None) -> None:
        self._settings = settings
        self._kept = kept if kept is not None else StoriesKept()
        self._tree = self._kept.tree
        #: Pairs that came, went or changed since `add` began, the smaller number first.
        self._changed: set[tuple[int, int]] = set()
        self._places: dict[int, tuple[str, str]] = {}

    def _begin(
        self, ordered: Sequence[Article], sketches: Sequence[Sketch], origins: Mapping[str, str], alike: _Alike
    ) -> None:
        """Takes in a whole case that was compared at once."""
        holders: dict[int, list[int]] = {}
        for article, found in zip(ordered, sketches, strict=True):
            number = self._note(article, found)
            for key in found.keys.tolist():
                holders.setdefault(key, []).append(number)
        self._kept.holders.update(holders)
        self._give_voices({one: voice for one, voice in origins.items() if one in self._kept.numbers})
        self._begin_pairs(len(ordered), alike)
        ids = sorted(article.id for article in ordered)
        self._tree.parent.update(dict.fromkeys(ids, ""))
        for one, other, height in joinings(ids, _by_id(alike, ordered, ids), Linkage(threshold=0.5)):
            self._tree.add(self._tree.root(one), self._tree.root(other), height)

    def _begin_pairs(self, size: int, alike: _Alike) -> None:
        ends, others, scores = rows_of(size, Scored(alike.left, alike.right, alike.told))
        for number, (start, end) in enumerate(pairwise(ends)):
            order = start + np.argsort(others[start:end])
            self._kept.pairs[number] = Paired(others[order].astype(np.int64), scores[order].astype(np.int64))
        picks: list[list[int]] = [[] for _ in range(size)]
        for flags, one, other in zip(_kept(alike, self._settings), alike[:2], alike[1::-1], strict=True):
            for i in np.flatnonzero(flags).tolist():
                picks[int(one[i])].append(int(other[i]))
        self._kept.picks.update({number: sorted(found) for number, found in enumerate(picks)})

    def add(self, articles: Iterable[Article], origins: Mapping[str, str]) -> StoriesChanged:
        """What is new or may have changed. `origins`: of newcomers, and of all whose voice is another."""
        self._changed = set()
        unknown = {one.id: one for one in articles if one.id not in self._kept.numbers}
        new = [
            self._note(article, story_sketch(article, self._settings))
            for article in sorted(unknown.values(), key=_when_and_id)
        ]
        for number in new:
            self._hold(number)
            self._displace(number)
        voices = self._give_voices(origins)
        for number in sorted({*new, *voices}):
            self._pair_anew(number)
        touched = one_of_each(self._changed, new)
        self._changed |= self._of_other_voices(voices)
        grown = grow(self._tree, [self._kept.articles[i].id for i in touched], self._pairs_of, 0.5e9)
        roots = {self._tree.root(leaf) for leaf in grown.leaves}
        stories = [self._story_of(group) for group in sorted(tuple(sorted(self._tree.leaves(root))) for root in roots)]
        return StoriesChanged(stories, [story_id([first]) for first in grown.before], *self._rejudged())

    def stories(self, judgements: Sequence[Judgement] = ()) -> list[Story]:
        """All stories, in the order of their smallest article; `judgements` are people's."""
        people = [found for found in judgements if found.relation == "story" and is_person(found)]
        groups = self._groups_with(people) if people else self._tree.groups()
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
        return clusters_of_pairs(
            ids, Scored(place[one[once]], place[other[once]], scores[once]), people, Linkage(threshold=0.5)
        )

    def judgements(self) -> list[Judgement]:
        """All judgements that are kept, in order of their articles."""
        return self._judged({(min(i, j), max(i, j)) for i, picks in self._kept.picks.items() for j in picks})

    # ── taking in ─────────────────────────────────────────────────────────────────────────────────────────

    def _note(self, article: Article, found: Sketch) -> int:
        number = self._kept.numbers[article.id] = len(self._kept.numbers)
        headline = None if article.title else _headline(article)
        self._kept.articles[number] = Known(
            article.id, article.published, article.published_latest, article.title, headline, number
        )
        self._kept.sketches[number] = found
        self._kept.pairs[number] = Paired(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        self._kept.picks[number] = []
        return number

    def _hold(self, number: int) -> None:
        for key in self._kept.sketches[number].keys.tolist():
            holders = list(self._kept.holders.get(key) or ())
            insort(holders, number, key=self._place)
            self._kept.holders[key] = holders

    def _place(self, number: int) -> tuple[str, str]:
        """Where an article stands in time."""
        if number not in self._places:
            self._places[number] = _when_and_id(self._kept.articles[number])
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
            at = bisect_left(holders, self._place(number), key=self._place)
            lost |= {
                (holders[before], holders[before + crowd + 1])
                for before in range(max(0, at - crowd), min(at, len(holders) - crowd - 1))
            }
        for one, other in sorted(lost):
            paired = other in self._kept.pairs[one].others
            if paired and not self._speak_alike(one, other) and self._shared(one, other) < self._settings.least_shared:
                self._set(one, other, None)
                self._set(other, one, None)
                self._changed.add((min(one, other), max(one, other)))

    def _speak_alike(self, one: int, other: int) -> bool:
        """Copies stay paired with the article whose voice they are, whatever they share."""
        return self._kept.articles[one].voice == other or self._kept.articles[other].voice == one

    def _shared(self, one: int, other: int) -> int:
        """Terms at which two articles meet."""
        keys = np.intersect1d(self._kept.sketches[one].keys, self._kept.sketches[other].keys, assume_unique=True)
        ends = self._place(one), self._place(other)
        places = [[bisect_left(self._kept.holders[key], end, key=self._place) for end in ends] for key in keys.tolist()]
        return sum(abs(here - there) <= self._settings.crowd for here, there in places)

    def _near(self, number: int) -> list[int]:
        """Articles that meet this one at terms enough, and those of one voice with it."""
        meets: Counter[int] = Counter()
        for key in self._kept.sketches[number].keys.tolist():
            holders = self._kept.holders[key]
            at = bisect_left(holders, self._place(number), key=self._place)
            meets.update(holders[max(0, at - self._settings.crowd) : at + self._settings.crowd + 1])
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
                self._set(other, number, found.get(other))
                self._changed.add((min(number, other), max(number, other)))
        ordered = sorted(found)
        scores = np.array([found[other] for other in ordered], dtype=np.int64)
        self._kept.pairs[number] = Paired(np.array(ordered, dtype=np.int64), scores)

    def _scored_with(self, number: int, others: Sequence[int]) -> _Alike:
        """The pairs of one article, which comes last, with others."""
        every = [*others, number]
        pairs = Pairs(np.arange(len(others)), np.full(len(others), len(others)), np.zeros(len(others), dtype=np.int64))
        known = [self._kept.articles[i] for i in every]
        sketches = Sketches([self._kept.sketches[i] for i in every])
        return _scored(pairs, sketches, _spans(known), np.array([one.voice for one in known]), self._settings)

    def _set(self, one: int, other: int, score: int | None) -> None:
        """The score of one side's pair with another; None takes it away."""
        others, scores = self._kept.pairs[one]
        at = int(np.searchsorted(others, other))
        if at < len(others) and others[at] == other:
            others, scores = np.delete(others, at), np.delete(scores, at)
        if score is not None:
            others, scores = np.insert(others, at, other), np.insert(scores, at, score)
        self._kept.pairs[one] = Paired(others, scores)

    def _pairs_of(self, leaf: str) -> dict[str, int]:
        others, scores = self._kept.pairs[self._kept.numbers[leaf]]
        return dict(zip((self._kept.articles[i].id for i in others.tolist()), scores.tolist(), strict=True))

    # ── what is told of it ────────────────────────────────────────────────────────────────────────────────

    def _story_of(self, group: tuple[str, ...]) -> Story:
        numbers = np.array([self._kept.numbers[one] for one in group], dtype=np.int64)
        central = {}
        for one, number in zip(group, numbers.tolist(), strict=True):
            others, scores = self._kept.pairs[number]
            central[one] = int(scores[np.isin(others, numbers)].sum())
        return _story(group, {one: self._kept.articles[self._kept.numbers[one]] for one in group}, central)

    def _picked(self, number: int, changed: set[int]) -> list[int]:
        """The others with whom an article's judgements are kept, for its own sake: of those before and after it.

        `changed`: others with whom its pair came, went or changed.
        """
        others, tellings = self._kept.pairs[number]
        before = self._kept.picks[number]
        if changed.isdisjoint(before):
            # the best of all are among the best of before and those that changed
            able = np.isin(others, np.array([*before, *changed], dtype=np.int64))
            others, tellings = others[able], tellings[able]
        own = self._place(number)
        later = np.array([self._place(other) > own for other in others.tolist()], dtype=np.bool_)
        scores = tellings // 1000 * 1000  # as `_Alike.score`
        found: set[int] = set()
        for side in (np.flatnonzero(later), np.flatnonzero(~later)):
            for rank, count in ((scores, self._settings.kept), (-abs(scores - 500_000_000), self._settings.doubtful)):
                found.update(self._best(others[side], rank[side], count))
        return sorted(found)

    def _best(self, others: Numbers, rank: Numbers, count: int) -> list[int]:
        """Those of the highest rank, the earliest among equals."""
        if len(others) > count:
            able = np.flatnonzero(rank >= np.partition(rank, -count)[-count])
            ordered = sorted(able.tolist(), key=lambda i: (-rank[i], self._place(int(others[i]))))
            others = others[ordered[:count]]
        return [int(other) for other in others]

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
        gone = [sorted((self._kept.articles[i].id, self._kept.articles[j].id)) for i, j in concerned - kept]
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
            made += _judgements(alike, np.arange(len(alike.left)), known, self._settings)
        return sorted(made, key=lambda row: (row.left, row.right))


# ── the stories ───────────────────────────────────────────────────────────────────────────────────────────


def _by_id(alike: _Alike, articles: Sequence[Article], ids: Sequence[str]) -> Scored:
    """The pairs with articles numbered by their ids."""
    place = {one: i for i, one in enumerate(ids)}
    of = np.array([place[article.id] for article in articles], dtype=np.int32)
    return Scored(of[alike.left], of[alike.right], alike.told)


def _centrality(alike: _Alike, articles: Sequence[Article], groups: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """How alike each article is to the others of its group, summed up."""
    group_of = {one: i for i, group in enumerate(groups) for one in group}
    group = np.array([group_of[article.id] for article in articles], dtype=np.int64)
    inside = group[alike.left] == group[alike.right]
    score = alike.told[inside].astype(np.float64)  # whole numbers below 2^53: sums are exact
    total = sum(np.bincount(side[inside], weights=score, minlength=len(articles)) for side in (alike.left, alike.right))
    return {article.id: int(value) for article, value in zip(articles, np.asarray(total).tolist(), strict=True)}


def _story(group: Sequence[str], articles: Mapping[str, Article | Known], centrality: Mapping[str, int]) -> Story:
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


def _headline(article: Article | Known) -> str | None:
    """The article's title, else its first line up to the end of the first sentence."""
    if article.title:
        return article.title
    if isinstance(article, Known):
        return article.headline
    line = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return _first_sentence(line) or None


def _first_sentence(line: str, longest: int = 160) -> str:
    end = next((i + 1 for i in range(20, len(line) - 1) if line[i] in ".!?" and line[i + 1] == " "), len(line))
    sentence = line[:end]
    return sentence if len(sentence) <= longest else sentence[:longest].rsplit(" ", 1)[0] + " …"
