"""Two claims on one topic → whether they strengthen or weaken each other, or leave each other as they are.

Reads the words of two claims. The one idea: a claim bears on another only where both are about the same; it weakens
it where the two stand on two sides (one denies or turns, and the other does not; two speakers; the accused and the
accuser), and strengthens it otherwise. Both questions are answered alike whichever of the two comes first. Meant for
opinion and framing: what is compared is the picture that each claim gives, not only its facts.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass

from rashomon.knowledge.tables import table
from rashomon.language.meaning import Vectors, text_vectors
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.matching.findings.text.wording import OTHER, wording
from rashomon.matching.scores import Evidence, Model
from rashomon.record import Reason

_QUOTES = re.compile(r"[\"“”]")
_COUNTS = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|percent)\b", re.I
)
_NAME = r"[A-Z](?:[\w'’-]|\.(?=\w)){0,40}(?: [A-Z](?:[\w'’-]|\.(?=\w)){0,40}){0,3}"
#: Kinds of words in the table.
_KINDS = ("denies", "turns", "negates", "argues", "doubts", "supposes", "tells")
#: What each feature adds to "weakens", in log-odds; set by hand.
_WEAKENS = Model(
    {
        "one denies": 1.2, "one turns": 0.4, "both turn": 0.4, "one negates": 0.3, "one argues": 0.3,
        "one doubts": 0.2, "one quotes": 0.4, "both tell": 0.5, "other speakers": 0.3, "same speaker": -0.4,
        "both count": -0.5, "both suppose": -0.4, "shared names": 0.8, "another point": 0.6, "retold": -2.0,
    },
    -3.3,
)  # fmt: skip
#: What each feature adds to "strengthens", in log-odds; set by hand.
_STRENGTHENS = Model(
    {
        "near in meaning": 4.0, "shared words": 3.0, "shared names": 0.8, "retold": 1.5, "one denies": -0.5,
        "one turns": -0.2, "other speakers": -0.2,
    },
    -1.6,
)  # fmt: skip
#: Weakening is rare: one claim in ten. From this on it is likelier than that, and worth a person's look.
_LIKELY = 0.15
#: From this share of their weight on, two claims that do not differ in a denial are one claim told twice.
_RETOLD = 0.45


@dataclass(frozen=True, slots=True)
class Bearing:
    """How one claim may bear on another: each answered for itself, so both can be worth a look.

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
    one, two = _marks(first), _marks(second)
    shared = _cosine(_row(first), _row(second))
    vectors = _vector(first), _vector(second)
    here, there = _speakers(first), _speakers(second)
    alone, both = one ^ two, one & two
    values = {
        "near in meaning": max(0.0, float(vectors[0] @ vectors[1])),
        "shared words": min(1.0, 2 * shared),
        "shared names": float(bool(_names(first) & _names(second))),
        "retold": float(shared > _RETOLD and not alone & {"denies", "negates"}),
        "another point": float(wording(first, second).verdict == OTHER),
        "other speakers": float(bool(here and there) and here.isdisjoint(there)),
        "same speaker": float(not here.isdisjoint(there)),
        **{
            f"one {kind}": float(kind in alone) for kind in ("denies", "turns", "negates", "argues", "doubts", "quotes")
        },
        "both turn": float("turns" in both),
        "both tell": float("tells" in both),
        "both count": float("counts" in both),
        "both suppose": float("supposes" in both),
    }
    return {name: Evidence(value, first, second) for name, value in values.items()}


@functools.lru_cache(maxsize=10_000)
def _marks(text: str) -> frozenset[str]:
    """What a claim does by its words: of _KINDS, and whether it quotes and counts."""
    found = {kind for kind in _KINDS if _pattern(kind).search(text)}
    found |= {"quotes"} if _QUOTES.search(text) else set()
    return frozenset(found | ({"counts"} if _COUNTS.search(text) else set()))


@functools.lru_cache(maxsize=10_000)
def _speakers(text: str) -> frozenset[str]:
    """The last words of those who speak in a claim, in lower case; pronouns name nobody."""
    found = [*_before_saying().findall(text), *_after_saying().findall(text)]
    names = {re.sub(r"['’]s$", "", name.split()[-1].strip(".'’").lower()) for name in found if name.strip()}
    return frozenset(names - _nobody())


@functools.cache
def _before_saying() -> re.Pattern[str]:
    return re.compile(rf"\b({_NAME}|[a-z]+) (?:[a-z]+ly )?(?:{_written('speaks')})\b")


@functools.cache
def _after_saying() -> re.Pattern[str]:
    return re.compile(rf"(?:{_written('speaks')}|according to) ((?:the )?{_NAME})")


@functools.cache
def _nobody() -> frozenset[str]:
    return frozenset(table("accounts_claims")["nobody"]["words"].split("|"))


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)|(?<=\w)(?=n['’]t))(?:{_written(kind)})(?!\w)", re.I)


def _written(kind: str) -> str:
    """The words of a kind as alternatives, the longest first; * stands for an ending."""
    words = table("accounts_claims")[kind]["words"].split("|")
    cues = sorted((" ".join(word.split()) for word in words if word.strip()), key=lambda cue: (-len(cue), cue))
    return "|".join(re.escape(cue).replace(r"\*", r"\w*").replace("'", "['’]") for cue in cues)


def _names(text: str) -> frozenset[str]:
    """Words with capitals after the first word, without the possessive."""
    words = WORD.findall(text)[1:]
    return frozenset(re.sub(r"['’]s$", "", word) for word in words if word[0].isupper() and len(word) > 2)


@functools.lru_cache(maxsize=10_000)
def _row(text: str) -> dict[str, float]:
    stems = {lemma(word)[:6] for word in WORD.findall(text)}
    row = {stem: weight(stem) for stem in stems if weight(stem) > 1.0}
    length = math.sqrt(math.fsum(value * value for value in row.values())) or 1.0
    return {stem: value / length for stem, value in row.items()}


@functools.lru_cache(maxsize=10_000)
def _vector(text: str) -> Vectors:
    row: Vectors = text_vectors([text])[0]
    return row


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    return math.fsum(value * other[stem] for stem, value in one.items() if stem in other)
