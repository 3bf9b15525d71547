"""How alike two articles are: what tells the articles about one happening from all others.

Reads articles and whose voice each is; writes pairs with their scores, and judgements with reasons. The one idea: two
articles tell one story when they share rare words, in the lead as well as in the body, and names with them, at about
one time; of short accounts, which share little, less is asked, and less again of groups that say little in short
accounts. A pair's score depends on its two articles alone: more articles never change a judgement.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rashomon.language.glosses import in_english, is_glossed
from rashomon.language.russian.news import news_in_english
from rashomon.matching.candidates import Numbers, Pairs, best_of_sides, pairs_by_block
from rashomon.matching.clusters import Linkage, Scored, in_billionths
from rashomon.matching.stories.sketches import Sketch, Sketches, sketch
from rashomon.record import Article, Judgement, Reason

VERSION = "machine:stories-3"

_MILLION = 1_000_000

#: Known words of the shortest text that is compared by them alone; share of numbers that makes a table of it.
_FEWEST = 16
_NUMBERS = 0.34
_LETTERS = str.maketrans("0123456789", "ghijklmnop")

#: Judgements that are made at a time.
_AT_ONCE = 65_536

#: Whole numbers up to two thousand million.
_Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class StoriesSettings:
    """One configuration for any corpus.

    The weights of likeness are those of `training/stories.py`, straightened: an eighth of the log-odds, plus one half.
    """

    #: Words of title and text that count as the lead.
    lead: int = 60
    #: Likeness with nothing in common, and what the cosines add, of the whole text its root; 0.5 is a coin's toss.
    nothing: float = -0.394
    whole: float = 0.331
    front: float = 1.397
    others: float = 0.420
    #: Names count as much as the other words go with them: two stories of one war share all its names.
    names: float = 2.345
    #: What it adds that the longer of two has few words, over the root of their number, not under `fewest`.
    short: float = 3.401
    fewest: int = 4
    #: Terms of an article, the weightiest first, by which it finds its candidates.
    keys: int = 25
    #: Of these, how many a candidate shares.
    least_shared: int = 2
    #: Holders of one term that are all compared; beyond, each meets those nearest before it in time.
    crowd: int = 48
    #: Days between two dates that cost nothing, and after which the likeness counts half.
    days_free: float = 10.0
    days_half: float = 45.0
    #: The same where an account is in a language that is not read: its few known words tell twins apart less well.
    unread_free: float = 3.0
    unread_half: float = 5.0
    #: Terms that such an account counts as having at least: what is known of it is short, not the account.
    unread_fewest: int = 80
    #: Least likeness that counts in the mean of a group; it makes two one where the lesser has `few` words or less, and
    #: no article of either has more.
    least: float = 0.25
    #: Words (known ones, those that differ in an article) of the lesser, or of the longest article of either, from
    #: which a mean of 0.5 is asked; between, the logarithm decides. As `training/stories.py` learns them by the lesser.
    few: int = 39
    enough: int = 115
    #: Judgements kept of each article: its likest, and those nearest to a coin's toss.
    kept: int = 8
    doubtful: int = 3

    def linkage(self) -> Linkage:
        """From which mean likeness two groups are one story."""
        return Linkage(0.5, least=self.least, few=self.few, enough=self.enough)


SETTINGS = StoriesSettings()


def is_told(article: Article | Known) -> bool:
    """Whether an article is in a language that is read, so that its words are those of the rest of the record."""
    return article.language in ("en", "ru") if isinstance(article, Article) else article.told


class Known(NamedTuple):
    """What a story shows of an article: its title, or else its first words. `voice` is an article's number.

    `told`: whether it is in a language that is read.
    """

    id: str
    published: str | None
    published_latest: str | None
    title: str | None
    headline: str | None
    voice: int
    told: bool


def story_sketch(article: Article, settings: StoriesSettings = SETTINGS) -> Sketch:
    """What an article is compared by."""
    title, text = (_in_english(article.language, part) for part in (article.title or "", article.text))
    if text != article.text:
        text = _of_full_length(_without_tables(text.split()), article.id)
    return sketch(title, text, settings.lead, settings.keys)


def _without_tables(words: Sequence[str]) -> list[str]:
    """Known words; where numbers are a third of them they are those of a table, and any two tables share some."""
    plain = [word for word in words if not word[0].isdigit()]
    return plain if len(plain) < (1 - _NUMBERS) * len(words) else list(words)


def _of_full_length(words: list[str], article: str) -> str:
    """Known words, and others that no text shares in place of those that are not known: two accounts of which one
    knows little do not become alike by "minister" and "defence".
    """
    missing = max(0, _FEWEST - len(set(words)))
    name = article.translate(_LETTERS)
    return " ".join([*words, *(f"zq{name}{chr(97 + i)}" for i in range(missing))])


def _in_english(language: str, text: str) -> str:
    """The words by which accounts in other languages are found to tell one story."""
    if language == "ru":
        return news_in_english(text)
    return in_english(language, text) if is_glossed(language) else text


def words_of(article: Article, found: Sketch, settings: StoriesSettings) -> int:
    """How many words an account counts as having; few of those in other languages than English are known."""
    return len(found.terms) if article.language == "en" else max(len(found.terms), settings.unread_fewest)


def when_and_id(article: Article | Known) -> tuple[str, str]:
    return (article.published or "", article.id)


# ── pairs ─────────────────────────────────────────────────────────────────────────────────────────────────


class Alike(NamedTuple):
    """Pairs of articles by number, `left` < `right`, in few bytes each: there are a hundred for every article.

    `text`, `lead`, `names`, `others`: cosines in millionths; `longest`: terms of the one that has more. `told`: the
    score in billionths, for groups: what rounding to millionths and the cap at 1 made equal is told apart below the
    millionth.
    """

    left: _Small
    right: _Small
    text: _Small
    lead: _Small
    names: _Small
    others: _Small
    longest: _Small
    one_voice: NDArray[np.bool_]
    told: _Small

    def score(self) -> _Small:
        """The scores as judgements give them, in billionths."""
        return self.told // 1000 * 1000

    def at(self, chosen: Numbers | NDArray[np.bool_]) -> Alike:
        """Some of the pairs."""
        columns: list[NDArray[Any]] = [column[chosen] for column in self]
        return Alike(*columns)

    def likeness(self, settings: StoriesSettings) -> Likeness:
        """What the scores are made of but for the time."""
        text, lead, names, others = (column / _MILLION for column in self[2:6])
        return Likeness(
            settings.whole * np.sqrt(text) + settings.others * others,
            settings.front * lead,
            settings.names * names * others,
            settings.nothing + settings.short / np.sqrt(np.maximum(self.longest, settings.fewest)),
        )

    def time(self, spans: NDArray[np.float64], settings: StoriesSettings) -> NDArray[np.float64]:
        """What the days between two leave of their likeness, 0 … 1."""
        left, right = self.left, self.right
        days = np.maximum(0.0, np.fmax(spans[0][right] - spans[1][left], spans[0][left] - spans[1][right]))
        unread = _is_unread(self, spans)
        free = np.where(unread, settings.unread_free, settings.days_free)
        half = np.where(unread, settings.unread_half, settings.days_half)
        return np.asarray(0.5 ** (np.maximum(0.0, np.nan_to_num(days) - free) / half))


class Likeness(NamedTuple):
    """What each feature of a pair adds to how alike two are; `length`: with what two have that share nothing."""

    text: NDArray[np.float64]
    lead: NDArray[np.float64]
    names: NDArray[np.float64]
    length: NDArray[np.float64]

    def whole(self) -> NDArray[np.float64]:
        """All together, not under 0."""
        return np.maximum(0.0, self.text + self.lead + self.names + self.length)


def judgements_on(
    alike: Alike,
    chosen: Numbers,
    articles: Sequence[Article | Known],
    words: NDArray[np.int64],
    settings: StoriesSettings,
) -> list[Judgement]:
    """The judgements of the pairs at these places, in order of their articles: the same where two alone would be one.

    `words`: how many each article has.
    """
    spans, made, known = spans_of(articles), list[Judgement](), dict[Reason, Reason]()
    bars = settings.linkage().bars()
    for start in range(0, len(chosen), _AT_ONCE):
        part = alike.at(chosen[start : start + _AT_ONCE])
        rows = zip(
            part.left.tolist(), part.right.tolist(), (part.told // 1000 / _MILLION).tolist(), part.one_voice.tolist(),
            part.time(spans, settings).tolist(), _bars_of(part, words, bars).tolist(),
            *(column.tolist() for column in part.likeness(settings)), strict=True,
        )  # fmt: skip
        for left, right, score, one_voice, time, bar, *features in rows:
            one, other = sorted((articles[left], articles[right]), key=lambda article: article.id)
            reasons = _reasons(one, other, score, one_voice, time, features)
            # millions of judgements have few numbers of four digits between them; 0.0 and -0.0 stay two
            reasons = tuple(known.setdefault(reason, reason) if reason.score else reason for reason in reasons)
            verdict = "same" if score >= bar else "different"
            made.append(Judgement("story", one.id, other.id, verdict, score, reasons, VERSION, None))
    made.sort(key=lambda row: (row.left, row.right))
    return made


def _bars_of(pairs: Alike, words: NDArray[np.int64], bars: NDArray[np.int64]) -> NDArray[np.float64]:
    """The score, 0 … 1, from which the two of each pair are one story, if nobody else tells it."""
    longer = np.maximum(words[pairs.left], words[pairs.right])
    return np.asarray(bars[np.minimum(longer, len(bars) - 1)] / 1e9)


_FEATURES = ("words of the whole text", "words of the lead", "names", "length of the texts")


def _reasons(
    one: Article | Known, other: Article | Known, score: float, one_voice: bool, time: float, features: Sequence[float]
) -> tuple[Reason, ...]:
    """What each feature added to a score."""
    likeness = max(0.0, sum(features))
    reasons = [Reason(name, round(added, 4), None, None) for name, added in zip(_FEATURES, features, strict=True)]
    if time < 1.0:
        reasons.append(Reason("time between them", round(likeness * (time - 1.0), 4), one.published, other.published))
    if one_voice:
        reasons.append(Reason("copies of one text", round(score - likeness * time, 4), None, None))
    return tuple(reasons)


def all_alike(
    articles: Sequence[Article], sketches: Sequence[Sketch], origins: Mapping[str, str], settings: StoriesSettings
) -> Alike:
    """All pairs of articles that share enough to count, each article's number being its place in time."""
    number = {article.id: i for i, article in enumerate(articles)}
    voice = np.array([number.get(origins.get(article.id, article.id), i) for i, article in enumerate(articles)])
    spans = spans_of(articles)
    laid_out = Sketches(sketches)
    keys = [one.keys for one in sketches]
    blocks = pairs_by_block(keys, settings.least_shared, settings.crowd, nearest=True)
    found = [scored(pairs, laid_out, spans, voice, settings) for pairs in blocks]
    found.append(scored(_with_voices(voice, found), laid_out, spans, voice, settings))
    columns = [list(parts) for parts in zip(*found, strict=True)]
    del found
    return Alike(*(_laid_end_to_end(parts) for parts in columns))


def _laid_end_to_end(parts: list[NDArray[Any]]) -> NDArray[Any]:
    """One array; the parts are let go, so that only one column is there twice."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


def _with_voices(voice: Numbers, found: Iterable[Alike]) -> Pairs:
    """Copies and the articles whose voice they are, where no pair was found so far."""
    copies = np.flatnonzero(voice != np.arange(len(voice)))
    wanted = {(min(i, j), max(i, j)) for i, j in zip(copies.tolist(), voice[copies].tolist(), strict=True)}
    for part in found:
        own = part.one_voice
        wanted -= set(zip(part.left[own].tolist(), part.right[own].tolist(), strict=True))
    rest = np.array(sorted(wanted, key=lambda pair: (pair[1], pair[0])), dtype=np.int64).reshape(-1, 2)
    return Pairs(rest[:, 0], rest[:, 1], np.zeros(len(rest), dtype=np.int64))


def scored(
    pairs: Pairs, sketches: Sketches, spans: NDArray[np.float64], voice: Numbers, settings: StoriesSettings
) -> Alike:
    """The pairs alike enough to count, and copies of one text whatever they share."""
    found = sketches.cosines(pairs)
    longest = np.maximum(found.longest, np.where(_is_unread(pairs, spans), settings.unread_fewest, 0))
    columns = (pairs.left, pairs.right, *(np.rint(cosine * _MILLION) for cosine in found[:4]), longest)
    left, right, text, lead, names, others, words = (column.astype(np.int32) for column in columns)
    one_voice = voice[pairs.left] == voice[pairs.right]
    every = Alike(left, right, text, lead, names, others, words, one_voice, np.zeros(len(left), dtype=np.int32))
    alike = every.at((every.likeness(settings).whole() >= settings.least) | one_voice)
    likeness = alike.likeness(settings).whole() * alike.time(spans, settings)
    score = np.minimum(1.0, np.maximum(likeness, np.where(alike.one_voice, 0.9, 0.0))).round(6)
    billionths = in_billionths(score) + np.floor(999 * likeness / (1 + likeness)).astype(np.int64)
    return alike._replace(told=billionths.astype(np.int32))


def _is_unread(pairs: Pairs | Alike, spans: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether one of two is in a language that is not read."""
    return np.asarray((spans[2][pairs.left] + spans[2][pairs.right]) > 0)


def spans_of(articles: Sequence[Article | Known]) -> NDArray[np.float64]:
    """The earliest and the latest each article can have come out, in days since 1970; NaN where nothing says.

    The third row is 1 where an article is in a language that is not read.
    """
    return np.array(
        [
            [days_of(article.published) for article in articles],
            [days_of(article.published_latest) for article in articles],
            [float(not is_told(article)) for article in articles],
        ]
    )


def days_of(instant: str | None) -> float:
    return float("nan") if instant is None else _seconds(instant) / 86400


@functools.lru_cache(maxsize=100_000)
def _seconds(instant: str) -> float:
    return datetime.fromisoformat(instant).timestamp()


def kept_for(alike: Alike, settings: StoriesSettings) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each pair whether its judgement is kept for its left's sake, and for its right's."""
    score = alike.score()
    likest = best_of_sides(Pairs(alike.left, alike.right, score), settings.kept)
    doubtful = best_of_sides(Pairs(alike.left, alike.right, -abs(score - 500_000_000)), settings.doubtful)
    return likest[0] | doubtful[0], likest[1] | doubtful[1]


def numbered_by_id(alike: Alike, articles: Sequence[Article], ids: Sequence[str]) -> Scored:
    """The pairs with articles numbered by their ids."""
    place = {one: i for i, one in enumerate(ids)}
    of = np.array([place[article.id] for article in articles], dtype=np.int32)
    return Scored(of[alike.left], of[alike.right], alike.told)
