"""A claim and an article → whether the article agrees with the claim, denies it, or only tells on what others say.

Reads the words of a claim (a headline) and of an article. The one idea: claim and article each stand for the matter,
against it, or leave it with others. Both for or both against agree, one against the other disagrees, and where either
vouches for nothing there is nothing to agree with. Who denies a denial agrees with what it denies.
"""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import product

from rashomon.knowledge.press import credits
from rashomon.knowledge.tables import table
from rashomon.language.termweights import WORD, weight
from rashomon.matching.acts.pairs import lemma
from rashomon.record import Reason

AGREE, DISAGREE, DISCUSS = "agree", "disagree", "discuss"
FOR, AGAINST, RELAY = "for", "against", "relay"

#: Kinds of cue in the table; "press" is read from who is credited.
KINDS = ("refuted", "denied", "hearsay", "unnamed", "unsure", "modal", "attributed", "confirmed")
#: What a "discuss" weighs beside an answer that takes sides: doubts of claim and article multiply, and would drown it.
_DISCUSS = 0.4

_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")
_NEGATION = re.compile(r"\b(?:not|no|never|nobody|none|without)\b|n['’]t\b", re.I)
#: Sentences that share this much of the claim's weight tell it; so many sentences are read.
_TELLS, _SENTENCES = 0.25, 60
# ── how a headline leaves a matter with others ──
_QUOTED = re.compile(r"(?:^|[\s:(])['‘\"“]([^'’\"”‘“]{6,}?)['’\"”](?=$|[\s,.:;!?)-])")
_ASKS = re.compile(r"\?\s*['’\"”]?$|^(?:Is|Are|Did|Does|Do|Was|Were|Could|Can|Will|Has|Have)\b")
_OUTLET = r"[A-Z]\w+ (?:media|daily|radio|TV|Herald|Times|Post|Courier)"
_CREDITED = re.compile(
    r"^(?:[Rr]eports?|REPORTS?|[Ss]ources?|[Ii]nsiders?|[Rr]umou?r|[Uu]nconfirmed|[Oo]fficials?|[Ff]amily|"
    rf"[A-Z][A-Z]{{1,4}}|{_OUTLET}|[A-Z]\w+ report):"
    r"|(?:[:,;(]|\s[-–—]|-)\s*(?:[Rr]eports?|REPORTS?|[Ss]ources?|[a-z]+ source|[A-Z][A-Z]{1,4}|blogger|newspaper|"
    rf"magazine|media|tabloid|{_OUTLET})(?: (?:[Ss]ays?|[Cc]laims?|[Rr]eports?))?\)?\s*$"
)
_SAYS = re.compile(
    r"\b(?:says?|claims?|tells?|warns?|believes?|thinks?|argues?)\s*$"
    r"|^(?:\w+ ){1,4}(?:says?|claims?|believes?|thinks?) ",
    re.I,
)
# ── an article that tells on what the press says, named or not ──
_MEDIA = re.compile(
    r"\b(?:[a-z]+ (?:media|press|outlets?|tabloids?)|newspapers?|tabloids?|blog(?:s|ger|gers)?|(?:web ?)?sites?|"
    r"magazines?|the daily|broadcasters?|(?:TV|radio) station|reporters? (?:said|wrote)|the (?:\w+ ){0,2}(?:Times|Post|"
    r"News|Mail|Mirror|Star|Sun|Herald|Tribune|Journal|Gazette|Courier|Telegraph|Guardian|Independent|Express|Observer|"
    r"Chronicle|Ledger|Daily|Standard|Globe|Record|Echo|Wire|Agency|Weekly|Insider|Review|Examiner))\b"
)
#: "told the paper" is not among them: a witness speaks there, whom the paper heard.
_TELLS_ON = re.compile(
    r"\b(?:report(?:s|ed|ing)?|according to|says|said|wrote|writes|claim(?:s|ed)|citing|quot(?:es|ed|ing)|via|first|"
    r"published|broke|picked up)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stance:
    """`label`: agree, disagree or discuss. `scores` by label, summing to 1; `reasons`: the weightiest first."""

    label: str
    scores: Mapping[str, float]
    reasons: tuple[Reason, ...]


def stance(claim: str, body: str) -> Stance:
    """How an article stands towards a claim."""
    said, told = claim_features(claim), body_features(claim, body)
    wording, telling = _shares("claim", said), _shares("body", told)
    scores = {AGREE: 0.0, DISAGREE: 0.0, DISCUSS: 0.0}
    for one, other in product((FOR, AGAINST, RELAY), repeat=2):
        sided = RELAY not in (one, other)
        label = (AGREE if one == other else DISAGREE) if sided else DISCUSS
        scores[label] += wording[one] * telling[other] * (1.0 if sided else _DISCUSS)
    whole = math.fsum(scores.values())
    label = max(scores, key=lambda one: (scores[one], one))
    reasons = (*_reasons("claim", said, wording, claim), *_reasons("body", told, telling, claim))
    ordered = tuple(sorted(reasons, key=lambda row: (-abs(row.score), row.feature)))
    return Stance(label, {one: score / whole for one, score in scores.items()}, ordered)


def article_sides(claim: str, body: str) -> Mapping[str, float]:
    """How likely an article stands for the matter of a claim, against it, or passes it on; the three sum to 1."""
    return _shares("body", body_features(claim, body))


def claim_features(claim: str) -> dict[str, float]:
    """Named features of a claim's wording, 0..1: whether it says, denies, asks or passes on."""
    cues = _cues(claim)
    bare = _QUOTED.sub(" ", claim).strip()
    denies, negates = max(cues["refuted"], cues["denied"]), float(bool(_NEGATION.search(claim)))
    asks, asked = float(bool(_ASKS.search(bare))), float("?" in bare)
    quoted, credited = _quotes_words(claim), float(bool(_CREDITED.search(claim)))
    soft = max(cues["hearsay"], cues["unnamed"], cues["unsure"], cues["modal"], quoted, credited, asked)
    return {
        "always": 1.0,
        **{kind: cues[kind] for kind in ("refuted", "denied", "unnamed", "unsure", "press", "confirmed")},
        **{kind: cues[kind] * (1 - denies) for kind in ("hearsay", "modal")},
        "negated": negates * (1 - denies),
        "asks": asks * (1 - denies), "asks whether untrue": asks * denies, "asks and answers": asked * (1 - asks),
        "quotes words": quoted, "credits": credited, "says": float(bool(_SAYS.search(claim))),
        "denial": max(denies, negates), "denies hearsay": denies * cues["hearsay"],
        "plain": float(not (soft or denies or negates)),
    }  # fmt: skip


def body_features(claim: str, body: str) -> dict[str, float]:
    """Named features, 0..1: how the article tells what it shares with the claim, opens, and goes on."""
    sentences = _sentences(body)
    shared = [share(claim, sentence) for sentence, _ in sentences]
    telling = [i for i, value in enumerate(shared) if value >= _TELLS or (i < 2 and value > 0)] or [0]
    values = {"always": 1.0}
    for kind in (*KINDS, "press"):
        values[f"told: {kind}"] = _mean([(max(shared[i], 0.1), sentences[i][1][kind]) for i in telling])
        values[f"lead: {kind}"] = _mean([(1.0, cues[kind]) for _, cues in sentences[:3]])
        values[f"first: {kind}"] = sentences[0][1][kind]
        values[f"all: {kind}"] = _mean([(1.0, cues[kind]) for _, cues in sentences])
    values["any: refuted"] = min(1.0, math.fsum(cues["refuted"] for _, cues in sentences) / 3)
    return values


def share(claim: str, sentence: str) -> float:
    """How much of a claim's weight a sentence has, 0..1, by the stems of its content words."""
    wanted, has = content_words(claim), content_words(sentence)
    total = math.fsum(wanted.values())
    return math.fsum(value for word, value in wanted.items() if word in has) / total if total else 0.0


@functools.lru_cache(maxsize=1024)
def _sentences(body: str) -> Sequence[tuple[str, dict[str, float]]]:
    parts = [part.strip() for part in _SENTENCE.split(body) if part and part.strip()]
    return [(part, _cues(part)) for part in parts[:_SENTENCES]] or [("", _cues(""))]


@functools.lru_cache(maxsize=50_000)
def content_words(text: str) -> dict[str, float]:
    """Stems of the content words of a text, with their weights."""
    words = (lemma(word)[:6] for word in WORD.findall(text))
    return {word: weight(word) for word in words if len(word) > 2 and weight(word) > 1.0}


@functools.lru_cache(maxsize=20_000)
def _cues(text: str) -> dict[str, float]:
    found = {kind: float(bool(_pattern(kind).search(text))) for kind in KINDS}
    press = bool(_MEDIA.search(text) and _TELLS_ON.search(text)) or bool(credits(text))
    return {**found, "press": float(press)}


def _quotes_words(claim: str) -> float:
    """Whether a headline quotes words without saying them itself: 'was shot', not an utterance of its own."""
    quoted = [found.group(1) for found in _QUOTED.finditer(claim)]
    return float(any(q[0].islower() and q[-1] not in "?!." and len(q.split()) > 1 for q in quoted))


@functools.cache
def _pattern(kind: str) -> re.Pattern[str]:
    cues = [" ".join(cue.split()) for cue in table("accounts_stance")[kind]["words"].split("|") if cue.strip()]
    ordered = sorted(cues, key=lambda cue: (-len(cue), cue))
    written = [re.escape(cue).replace(r"\*", r"\w*").replace("'", "['’]") for cue in ordered]
    return re.compile(r"(?<!\w)(?:" + "|".join(written) + r")(?!\w)", re.I)


def _mean(rows: Sequence[tuple[float, float]]) -> float:
    total = math.fsum(w for w, _ in rows)
    return math.fsum(w * value for w, value in rows) / total if total else 0.0


# ── the models ────────────────────────────────────────────────────────────────────────────────────────────


def _shares(part: str, values: Mapping[str, float]) -> dict[str, float]:
    """How likely a claim or an article stands for, against, or relays; the three sum to 1."""
    totals = {
        side: math.fsum(row.get(name, 0.0) * value for name, value in values.items())
        for side, row in _weights()[part].items()
    }
    top = max(totals.values())
    shares = {side: math.exp(total - top) for side, total in totals.items()}
    whole = math.fsum(shares.values())
    return {side: value / whole for side, value in shares.items()}


def _reasons(part: str, values: Mapping[str, float], shares: Mapping[str, float], claim: str) -> list[Reason]:
    """What spoke for the side that a claim or an article is found on, and against it."""
    side = max(shares, key=lambda one: (shares[one], one))
    row = _weights()[part][side]
    scored = [(name, round(row.get(name, 0.0) * value, 4)) for name, value in values.items() if name != "always"]
    return [Reason(f"{part} {side}: {name}", score, claim[:80], "") for name, score in scored if score]


@functools.cache
def _weights() -> dict[str, dict[str, dict[str, float]]]:
    """Learned by training/accounts_stance.py from invented headlines and articles."""
    text = (resources.files("rashomon.matching.claims") / "stance.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, dict[str, float]]] = json.loads(text)
    return found
