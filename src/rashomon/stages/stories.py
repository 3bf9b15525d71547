"""articles + mentions + copies → stories: the articles about one happening.

Reads articles, the mentions in them and whose voice each is; writes stories and the judgements behind them.
The one idea: two articles tell one story when they share rare words, in the lead as well as in the body, at
about one time; a story is a group whose articles are alike on average, so no bridge makes one of two.
A pair's score depends on its two articles alone: more articles never change a judgement.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.language.termweights import Rows, terms, weighted_rows
from rashomon.matching.candidates import pairs_sharing
from rashomon.matching.clusters import Linkage, clusters, is_person
from rashomon.record import Article, Judgement, Mention, Reason, Story, story_id

VERSION = "machine:stories-1"


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
    #: Least likeness worth a judgement.
    least: float = 0.1


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
    machine = _judgements(ordered, origins, settings)
    people = [found for found in judgements if found.relation == "story" and is_person(found)]
    groups = clusters((article.id for article in ordered), [*machine, *people], Linkage(threshold=0.5))
    by_id = {article.id: article for article in ordered}
    likeness = {(row.left, row.right): row.score for row in machine}
    return StoriesFound([_story(group, by_id, likeness) for group in groups], machine)


def _when_and_id(article: Article) -> tuple[str, str]:
    return (article.published or "", article.id)


def _judgements(articles: Sequence[Article], origins: Mapping[str, str], settings: StoriesSettings) -> list[Judgement]:
    """A judgement for every pair of articles that share enough to be worth one, in order of ids."""
    words = [terms(f"{article.title or ''}\n{article.text}") for article in articles]
    whole, lead = weighted_rows(words), weighted_rows(own[: settings.lead] for own in words)
    left, right = _candidates(articles, whole, origins, settings)
    alike = _cosines(whole.matrix, left, right), _cosines(lead.matrix, left, right)
    found = []
    for i, j, text, start in zip(left.tolist(), right.tolist(), *(row.tolist() for row in alike), strict=True):
        pair = _Pair(articles[i], articles[j], text, start, _same_voice(articles[i], articles[j], origins))
        if (text + start) / 2 >= settings.least or pair.one_voice:
            found.append(pair.judgement(settings))
    return sorted(found, key=lambda row: (row.left, row.right))


def _candidates(
    articles: Sequence[Article], whole: Rows, origins: Mapping[str, str], settings: StoriesSettings
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of articles to compare: those that share weighty terms, and copies of one text."""
    keys = [_weightiest(whole, number, settings.keys) for number in range(len(articles))]
    pairs = pairs_sharing(keys, settings.least_shared, settings.crowd, nearest=True)
    number = {article.id: i for i, article in enumerate(articles)}
    voices = {
        (min(i, number[voice]), max(i, number[voice]))
        for i, article in enumerate(articles)
        if (voice := origins.get(article.id, article.id)) in number
    }
    every = sorted({*zip(pairs.left.tolist(), pairs.right.tolist(), strict=True), *voices})
    both = np.array([pair for pair in every if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _weightiest(rows: Rows, number: int, count: int) -> NDArray[np.uint64]:
    """Columns of an article's weightiest terms, ties in order of the terms themselves."""
    matrix = rows.matrix
    start, end = matrix.indptr[number], matrix.indptr[number + 1]
    own = sorted(
        zip((-matrix.data[start:end]).round(9).tolist(), matrix.indices[start:end].tolist(), strict=True),
        key=lambda pair: (pair[0], rows.terms[pair[1]]),
    )
    return np.array(sorted(column for _, column in own[:count]), dtype=np.uint64)


def _cosines(
    matrix: Any, left: NDArray[np.int64], right: NDArray[np.int64], chunk: int = 50_000
) -> NDArray[np.float64]:
    """The cosine of each pair of rows, rounded so that the order of columns shows nowhere."""
    parts = [
        np.asarray(matrix[left[at : at + chunk]].multiply(matrix[right[at : at + chunk]]).sum(axis=1)).ravel()
        for at in range(0, len(left), chunk)
    ]
    return np.concatenate(parts).round(6) if parts else np.zeros(0)


def _same_voice(one: Article, other: Article, origins: Mapping[str, str]) -> bool:
    return origins.get(one.id, one.id) == origins.get(other.id, other.id)


class _Pair(NamedTuple):
    """Two articles and how alike they are, 0..1."""

    one: Article
    other: Article
    text: float
    lead: float
    one_voice: bool

    def judgement(self, settings: StoriesSettings) -> Judgement:
        likeness = (self.text + self.lead) / 2 / settings.alike / 2
        days = _days_between(self.one, self.other)
        time = 0.5 ** (max(0.0, days - settings.days_free) / settings.days_half)
        score = min(1.0, max(likeness * time, 0.9 if self.one_voice else 0.0))
        reasons = [
            Reason("words of the whole text", round(self.text / 4 / settings.alike, 4), None, None),
            Reason("words of the lead", round(self.lead / 4 / settings.alike, 4), None, None),
        ]
        if time < 1.0:
            reasons.append(Reason("time between them", round(likeness * (time - 1.0), 4), *self._dates()))
        if self.one_voice:
            reasons.append(Reason("copies of one text", round(score - likeness * time, 4), None, None))
        return Judgement(
            "story",
            *self._ids(),
            "same" if score >= 0.5 else "different",
            round(score, 6),
            tuple(reasons),
            VERSION,
            None,
        )

    def _ids(self) -> tuple[str, str]:
        return min(self.one.id, self.other.id), max(self.one.id, self.other.id)

    def _dates(self) -> tuple[str | None, str | None]:
        first, last = (self.one, self.other) if self.one.id < self.other.id else (self.other, self.one)
        return first.published, last.published


def _days_between(one: Article, other: Article) -> float:
    """The least number of days that can lie between two publications; 0 where either has no date."""
    gaps = [_days(one.published_latest, other.published), _days(other.published_latest, one.published)]
    return max(0.0, *gaps)


def _days(earlier: str | None, later: str | None) -> float:
    if earlier is None or later is None:
        return 0.0
    return (_seconds(later) - _seconds(earlier)) / 86400


@functools.lru_cache(maxsize=100_000)
def _seconds(instant: str) -> float:
    return datetime.fromisoformat(instant).timestamp()


def _story(group: Sequence[str], articles: Mapping[str, Article], likeness: Mapping[tuple[str, str], float]) -> Story:
    """The story of a group, named by the most central of its articles that have a title, or of all."""

    def centrality(one: str) -> float:
        return math.fsum(likeness.get((min(one, other), max(one, other)), 0.0) for other in group if other != one)

    def best_first(one: str) -> tuple[bool, float, str, str]:
        return not articles[one].title, -centrality(one), articles[one].published or "9", one

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
