"""Two claims on one topic → whether the second strengthens or weakens the first, or leaves it as it is.

Reads the words of two claims. The one idea: a claim bears on another only where both are about the same; it
weakens it where it values the same thing the other way, or turns against it, and strengthens it otherwise.
Meant for opinion and framing: what is compared is the picture that each claim gives, not only its facts.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

from rashomon.knowledge.tables import table
from rashomon.language.meaning import Vectors, text_vectors
from rashomon.language.termweights import weight
from rashomon.matching.acts import lemma
from rashomon.matching.scores import Evidence, Model
from rashomon.matching.wording import OTHER, wording
from rashomon.record import Reason

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SPEAKS = re.compile(
    r"\b(?:said|says?|told|argu\w+|claim\w*|insist\w*|assert\w*|call\w*|wrote|tweet\w*)\b|[\"“”]", re.I
)
_NEGATES = re.compile(r"\b(?:not|no|never|nobody|none|without|cannot)\b|n['’]t\b", re.I)
_TURNS = re.compile(r"\b(?:but|however|despite|although|though|yet|even as)\b", re.I)
_KINDS = ("good", "bad", "turn", "counter")
#: What each feature adds to "weakens", in log-odds; set by hand.
_WEAKENS = Model(
    {
        "valued the other way": 0.4, "second turns": 0.5, "second counters": 0.6, "counters alone": 0.6,
        "shared names": 1.0, "shared words": 1.0, "valued alike": -0.2, "retold": -2.5,
        "another point": 0.6, "first turns": 0.4, "first speaks": 0.4, "second speaks": 0.4, "one negates": 0.3,
    },
    -3.8,
)  # fmt: skip
#: What each feature adds to "strengthens", in log-odds; set by hand.
_STRENGTHENS = Model(
    {
        "near in meaning": 4.0, "shared words": 3.0, "shared names": 0.8, "retold": 1.5, "valued alike": 0.3,
    },
    -1.6,
)  # fmt: skip


#: Weakening is rare: one claim in ten. From this on it is likelier than that, and worth a person's look.
_LIKELY = 0.15


@dataclass(frozen=True, slots=True)
class Bearing:
    """How the second claim may bear on the first: each answered for itself, so both can be worth a look.

    `strength`, `weakness`: 0..1; `reasons` are those of the weakening.
    """

    strengthens: bool
    weakens: bool
    strength: float
    weakness: float
    reasons: tuple[Reason, ...]


def bearing(first: str, second: str) -> Bearing:
    """Whether `second` strengthens or weakens `first`; both scores are 0..1."""
    values = evidence(first, second)
    strength, weakness = _STRENGTHENS.score(values), _WEAKENS.score(values)
    return Bearing(strength >= 0.5, weakness >= _LIKELY, strength, weakness, _WEAKENS.reasons(values))


def evidence(first: str, second: str) -> dict[str, Evidence]:
    """The named features of a pair, 0..1, with the words they were read from."""
    one, two = _cues(first), _cues(second)
    shared = _cosine(_row(first), _row(second))
    mood, other = _mood(one), _mood(two)
    vectors = _vector(first), _vector(second)
    negates = bool(_NEGATES.search(first)) != bool(_NEGATES.search(second))
    values = {
        "near in meaning": max(0.0, float(vectors[0] @ vectors[1])),
        "shared words": min(1.0, 2 * shared),
        "shared names": float(bool(_names(first) & _names(second))),
        "retold": float(shared > 0.45 and not negates and (bool(one["counter"]) or not two["counter"])),
        "valued alike": float(mood * other > 0),
        "valued the other way": float(mood * other < 0),
        "second turns": float(bool(two["turn"])),
        "second counters": float(bool(two["counter"])),
        "counters alone": float(bool(two["counter"]) and not one["counter"]),
        "another point": float(wording(first, second).verdict == OTHER),
        "first turns": float(bool(_TURNS.search(first))),
        "first speaks": float(bool(_SPEAKS.search(first))),
        "second speaks": float(bool(_SPEAKS.search(second))),
        "one negates": float(negates),
        "turns alone": float(bool(two["turn"]) != bool(one["turn"])),
    }
    return {name: Evidence(value, first, second) for name, value in values.items()}


def _mood(cues: dict[str, tuple[str, ...]]) -> float:
    """How a claim values what it tells of, -1..1."""
    good, bad = len(cues["good"]), len(cues["bad"])
    return (good - bad) / (good + bad) if good + bad else 0.0


@functools.lru_cache(maxsize=10_000)
def _cues(text: str) -> dict[str, tuple[str, ...]]:
    return {kind: tuple(_pattern(kind).findall(text)) for kind in _KINDS}


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    words = table("accounts_claims")[kind]["words"].split("|")
    cues = sorted((" ".join(word.split()) for word in words if word.strip()), key=lambda cue: (-len(cue), cue))
    written = [re.escape(cue).replace(r"\*", r"\w*").replace("'", "['’]") for cue in cues]
    return re.compile(r"(?:(?<!\w)|(?<=\w)(?=n['’]t))(?:" + "|".join(written) + r")(?!\w)", re.I)


def _names(text: str) -> frozenset[str]:
    """Words with capitals after the first word, without the possessive."""
    words = _WORD.findall(text)[1:]
    return frozenset(re.sub(r"['’]s$", "", word) for word in words if word[0].isupper() and len(word) > 2)


@functools.lru_cache(maxsize=10_000)
def _row(text: str) -> dict[str, float]:
    stems = {lemma(word)[:6] for word in _WORD.findall(text)}
    row = {stem: weight(stem) for stem in stems if weight(stem) > 1.0}
    length = math.sqrt(math.fsum(value * value for value in row.values())) or 1.0
    return {stem: value / length for stem, value in row.items()}


@functools.lru_cache(maxsize=10_000)
def _vector(text: str) -> Vectors:
    row: Vectors = text_vectors([text])[0]
    return row


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return math.fsum(value * other[stem] for stem, value in one.items() if stem in other)
