"""A claim and an article → whether the article agrees with the claim, denies it, or only tells on what others say.

Reads the words of a claim (a headline) and of an article. The one idea: find the sentences that tell the claim,
see how they tell it (as a fact, by hearsay, as untrue), do the same with the claim itself, and compare the two:
who denies a denial agrees with what it denies.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from rashomon.knowledge.tables import table
from rashomon.language.termweights import weight
from rashomon.matching.acts import lemma
from rashomon.record import Reason

AGREE, DISAGREE, DISCUSS = "agree", "disagree", "discuss"

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_NEGATION = re.compile(r"\b(?:not|no|never|n['’]t|nobody|without)\b|n['’]t\b", re.I)
_KINDS = ("refuted", "denied", "hedged", "attributed", "confirmed")
#: Sentences that share this much of the claim's weight tell it.
_TELLS = 0.25


@dataclass(frozen=True, slots=True)
class Stance:
    """`label`: agree, disagree or discuss. `scores` by label, summing to 1; `reasons`: the weightiest first."""

    label: str
    scores: Mapping[str, float]
    reasons: tuple[Reason, ...]


def stance(claim: str, body: str) -> Stance:
    """How an article stands towards a claim."""
    values = features(claim, body)
    weights = _weights()
    totals = {
        label: math.fsum(weights[label].get(name, 0.0) * value for name, value in values.items()) for label in weights
    }
    top = max(totals.values())
    shares = {label: math.exp(total - top) for label, total in totals.items()}
    whole = math.fsum(shares.values())
    label = max(shares, key=lambda one: (shares[one], one))
    rows = [Reason(name, round(weights[label].get(name, 0.0) * value, 4), claim[:80], "")
            for name, value in values.items()]  # fmt: skip
    reasons = tuple(sorted((row for row in rows if row.score), key=lambda row: (-abs(row.score), row.feature)))
    return Stance(label, {one: share / whole for one, share in shares.items()}, reasons)


def features(claim: str, body: str) -> dict[str, float]:
    """Named features, 0..1: how the claim is worded, and how the body tells what it shares with it."""
    sentences = _sentences(body)
    shared = [share(claim, sentence) for sentence, _ in sentences]
    telling = [i for i, value in enumerate(shared) if value >= _TELLS or (i < 2 and value > 0)] or [0]
    own = _cues(claim)
    denial = float(own["refuted"] or own["denied"] or bool(_NEGATION.search(claim)))
    relays = float(own["hedged"] or own["attributed"] or "?" in claim)
    values = {"always": 1.0, "claim denies": denial, "claim relays": relays}
    for kind in _KINDS:
        values[f"told: {kind}"] = _mean([(max(shared[i], 0.1), sentences[i][1][kind]) for i in telling])
        values[f"lead: {kind}"] = _mean([(1.0, cues[kind]) for _, cues in sentences[:3]])
        values[f"all: {kind}"] = _mean([(1.0, cues[kind]) for _, cues in sentences])
    body_denies = max(values["told: refuted"], values["lead: refuted"], values["told: denied"])
    values["one denies"] = abs(denial - min(1.0, 2 * body_denies))
    values["body denies"] = min(1.0, 2 * body_denies)
    values["both deny"] = denial * values["body denies"]
    values["both relay"] = values["claim relays"] * values["told: hedged"]
    values["neither"] = (1 - values["told: hedged"]) * (1 - values["body denies"])
    return values


def share(claim: str, sentence: str) -> float:
    """How much of a claim's weight a sentence has, 0..1, by the stems of its content words."""
    wanted, has = _content(claim), _content(sentence)
    total = math.fsum(wanted.values())
    return math.fsum(value for word, value in wanted.items() if word in has) / total if total else 0.0


@functools.lru_cache(maxsize=4096)
def _sentences(body: str) -> Sequence[tuple[str, dict[str, float]]]:
    parts = [part.strip() for part in _SENTENCE.split(body) if part and part.strip()]
    return [(part, _cues(part)) for part in parts] or [("", _cues(""))]


@functools.lru_cache(maxsize=50_000)
def _content(text: str) -> dict[str, float]:
    words = (lemma(word)[:6] for word in _WORD.findall(text))
    return {word: weight(word) for word in words if len(word) > 2 and weight(word) > 1.0}


def _cues(text: str) -> dict[str, float]:
    return {kind: float(bool(_pattern(kind).search(text))) for kind in _KINDS}


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    cues = [cue.strip() for cue in table("accounts_stance")[kind]["words"].split("|") if cue.strip()]
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    written = [re.escape(cue).replace(r"\*", r"\w*").replace("'", "['’]") for cue in ordered]
    return re.compile(r"(?<!\w)(?:" + "|".join(written) + r")(?!\w)", re.I)


def _mean(rows: Sequence[tuple[float, float]]) -> float:
    total = math.fsum(w for w, _ in rows)
    return math.fsum(w * value for w, value in rows) / total if total else 0.0


@functools.cache
def _weights() -> dict[str, dict[str, float]]:
    """Learned by training/accounts_stance.py from invented cases."""
    text = (resources.files("rashomon.matching") / "accounts_stance.json").read_text(encoding="utf-8")
    return {label: dict(row) for label, row in json.loads(text).items()}
