"""Two articles → the text that one took from the other: shared runs, what of them is narration, and who derives.

Reads articles and page furniture; gives what is shared, and copies and judgements of it. The one idea: what makes a
copy is shared narration. Two outlets that quote the same speech share its words without either deriving from the other,
so only sentences outside quotations count, on either side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from rashomon.knowledge.press import agencies_behind
from rashomon.language.quoted import quoted
from rashomon.language.shingles import Run, Words, fingerprints, shared_runs, words
from rashomon.record import Article, Copy, Judgement, Passage, Reason

VERSION = "machine:copies-1"


@dataclass(frozen=True, slots=True)
class CopiesSettings:
    """What counts as derived text. Measured with bench sets copies, 2026-11-22."""

    #: Shared fingerprints (one a dozen words or so) from which two texts are aligned.
    least_shared: int = 3
    #: Holders of one fingerprint that are all compared with each other; beyond, each meets only the first.
    crowd: int = 24
    #: Candidates of one article that are aligned, those that share most first.
    candidates: int = 12
    #: Part of the fingerprints of two texts that they share where one stands for the other.
    reprint: float = 0.8
    #: Sentences of narration, word for word but for a quarter, that make a copy.
    sentences: int = 2
    #: Part of a sentence's narration that must stand in the passages.
    of_sentence: float = 0.75
    #: Words of narration below which a sentence is too short to tell.
    least_words: int = 6
    #: Part of BOTH texts that must be shared for a copy whatever it quotes.
    whole: float = 0.9
    #: Mean score between two groups of texts above which they are one voice.
    one_voice: float = 0.5
    #: Articles of one outlet that share a fingerprint which no other outlet has: page furniture.
    furniture: int = 3


DEFAULTS = CopiesSettings()


class Dated(Protocol):
    """An article, or as much as is kept of it."""

    @property
    def id(self) -> str: ...

    @property
    def published(self) -> str | None: ...


class Read(NamedTuple):
    """What an article offers for comparison; per word: is it narration, which sentence is it in."""

    article: Article
    words: Words
    narrates: NDArray[np.bool_]
    sentence: NDArray[np.int32]
    keys: NDArray[np.uint64]


def when_and_id(article: Dated) -> tuple[str, str]:
    """The order in which texts came out: others are compared with the first. Those without a date come last."""
    return article.published or "9999", article.id


class Shared(NamedTuple):
    """What two articles share, in words, 0..1 (narration: of the shorter); runs of left, then right."""

    runs: list[Run]
    sentences: int
    narration_share: float
    left_share: float
    right_share: float
    is_copy: bool

    def judgement(self, left: Read, right: Read) -> Judgement:
        """`score` is the share of the more derived text: a copied paragraph makes a copy, not one voice."""
        share = max(self.left_share, self.right_share)
        reasons = (
            Reason("sentences of narration shared", float(self.sentences), None, None),
            Reason("share of the words", round(share, 4), f"{self.left_share:.0%}", f"{self.right_share:.0%}"),
        )
        verdict = "same" if self.is_copy else "different"
        score = round(share if self.is_copy else min(share, self.narration_share), 6)
        return Judgement("copy", left.article.id, right.article.id, verdict, score, reasons, VERSION, None)


_SENTENCE_ENDS = re.compile(r"[.!?…][\"”’')\]]*\s+|\n+")


def read_text(article: Article) -> Read:
    text = article.text
    found = words(text)
    ends = np.array([match.end() for match in _SENTENCE_ENDS.finditer(text)], dtype=np.int32)
    sentence = np.searchsorted(ends, found.starts, side="right").astype(np.int32)
    narrates = ~quoted(text)[found.starts] if len(found.starts) else np.zeros(0, dtype=np.bool_)
    return Read(article, found, narrates, sentence, fingerprints(found))


class Furnished(NamedTuple):
    """Up to each shingle of an article: how many are fingerprints, and how many of these are furniture."""

    sampled: list[int]
    furniture: list[int]


def furnished_of(one: Read, furniture: NDArray[np.uint64], known: dict[str, Furnished]) -> Furnished:
    found = known.get(one.article.id)
    if found is None:
        sampled = np.isin(one.words.shingles, one.keys)
        ours = sampled & np.isin(one.words.shingles, furniture) if len(furniture) else np.zeros_like(sampled)
        found = Furnished(np.r_[0, np.cumsum(sampled)].tolist(), np.r_[0, np.cumsum(ours)].tolist())
        known[one.article.id] = found
    return found


def compare_texts(left: Read, right: Read, furnished: Furnished, settings: CopiesSettings) -> Shared | None:
    """What two articles share, or None where no run of words is long enough."""
    runs = shared_runs(left.words, right.words, least=settings.least_words)
    runs = [run for run in runs if not _is_furniture(run, furnished)]
    if not runs:
        return None
    here = _shared_mask(len(left.narrates), [(run.start, run.end) for run in runs])
    there = _shared_mask(len(right.narrates), [(run.of_start, run.of_end) for run in runs])
    narrates, narrated = _narration(left, right, runs)
    sentences = max(
        _whole_sentences(left.sentence, narrates, here, settings),
        _whole_sentences(right.sentence, narrated, there, settings),
    )
    shares = float(here.mean()), float(there.mean())
    narration = _share(narrates, here) if len(here) <= len(there) else _share(narrated, there)
    is_copy = sentences >= settings.sentences or min(shares) >= settings.whole
    return Shared(runs, sentences, narration, *shares, is_copy)


def _narration(left: Read, right: Read, runs: Iterable[Run]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Words of either that are narration; within shared runs, only where both narrate."""
    here, there = left.narrates.copy(), right.narrates.copy()
    for run in runs:
        length = min(run.end - run.start, run.of_end - run.of_start)
        both = left.narrates[run.start : run.start + length] & right.narrates[run.of_start : run.of_start + length]
        here[run.start : run.start + length] = there[run.of_start : run.of_start + length] = both
    return here, there


def _share(of: NDArray[np.bool_], shared: NDArray[np.bool_]) -> float:
    """How much of the words marked `of` is shared; 0 where none is marked."""
    return float((of & shared).sum() / max(1, of.sum()))


def _is_furniture(run: Run, furnished: Furnished) -> bool:
    """Whether most of a run's fingerprints are an outlet's own furniture."""
    last = len(furnished.sampled) - 1
    start, end = min(run.start, last), min(run.end, last)
    sampled = furnished.sampled[end] - furnished.sampled[start]
    return 2 * (furnished.furniture[end] - furnished.furniture[start]) > sampled


def _shared_mask(size: int, runs: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    mask = np.zeros(size, dtype=np.bool_)
    for start, end in runs:
        mask[start:end] = True
    return mask


def _whole_sentences(
    sentence: NDArray[np.int32],
    narrates: NDArray[np.bool_],
    shared: NDArray[np.bool_],
    settings: CopiesSettings,
) -> int:
    """Sentences most of whose narration is shared."""
    narration = np.bincount(sentence, weights=narrates)
    covered = np.bincount(sentence, weights=narrates & shared)
    enough = narration >= settings.least_words
    return int((enough & (covered >= settings.of_sentence * narration)).sum())


def copy_of(left: Read, right: Read, shared: Shared) -> Copy:
    """The copy with its direction: the later, or the one that credits, derives from the other."""
    derived, known = _derives(left, right, shared)
    passages = [_passage(left, right, run) for run in shared.runs]
    share = shared.left_share
    if derived is right:
        passages = sorted(
            (Passage(one.of_start, one.of_end, one.start, one.end) for one in passages),
            key=lambda one: one.start,
        )
        share = shared.right_share
    source = left if derived is right else right
    return Copy(
        derived.article.id,
        source.article.id,
        round(share, 4),
        tuple(passages),
        "known" if known else "guessed",
    )


def _passage(left: Read, right: Read, run: Run) -> Passage:
    return Passage(
        int(left.words.starts[run.start]),
        int(left.words.ends[run.end - 1]),
        int(right.words.starts[run.of_start]),
        int(right.words.ends[run.of_end - 1]),
    )


def _derives(left: Read, right: Read, shared: Shared) -> tuple[Read, bool]:
    """Which of two derives from the other, and whether dates or credits say so."""
    for one, other in ((left, right), (right, left)):
        if _names(one.article, other.article.outlet) and not _names(other.article, one.article.outlet):
            return one, True
    for one, other in ((left, right), (right, left)):
        if _before(other.article, one.article):
            return one, True
    # The text of which more is shared is the one with less of its own: the derived one.
    if abs(shared.left_share - shared.right_share) > 0.02:
        return (left if shared.left_share > shared.right_share else right), False
    return max((left, right), key=lambda one: one.article.id), False


def _names(article: Article, outlet: str | None) -> bool:
    """Whether an article credits an outlet as its agency."""
    return outlet is not None and outlet.casefold() in {agency.casefold() for agency in article.agencies}


def _before(one: Article, other: Article) -> bool:
    """Whether one was surely published before the other."""
    return bool(one.published_latest and other.published and one.published_latest < other.published)


def credited(article: Article) -> list[Copy]:
    """An article that credits an agency with its text derives from it; no passage shows how much."""
    return [Copy(article.id, agency.name, 0.0, (), "known") for agency in agencies_behind(article)]


# ── reprints ──────────────────────────────────────────────────────────────────────────────────────────────


def are_nearly_equal(one: NDArray[np.uint64], other: NDArray[np.uint64], part: float) -> bool:
    """Whether two texts share this part of the fingerprints of the longer."""
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both >= part * max(len(one), len(other))


def minima(keys: NDArray[np.uint64]) -> tuple[int, ...]:
    """Three minima of a text's fingerprints: texts that are nearly equal mostly have the same (Broder 1997)."""
    with np.errstate(over="ignore"):
        return tuple(int((keys * np.uint64(odd)).min()) for odd in (1, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F))
