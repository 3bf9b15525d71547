"""Two spans of one sentence → whether the parties they name fight or talk with each other.

Reads a parse and `tables/relations.json` (written by `training/relations.py`). The one idea: what joins two parties
is told by the path between them in the parse: the act where it turns, and the prepositions and acts it goes through.
Who stands on the two sides of a hostile act is read off its grammar first (see `opposing`).
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from importlib import resources

from spacy.tokens import Doc, Token

from rashomon.language.frames import meanings_of
from rashomon.language.parties.opposing import is_fighting_between, sides

FIGHTS, TALKS, NONE = "fights", "talks", "none"
#: Paths longer than this join nobody.
_FAR = 12
#: Characters between two parties within which a word of fighting, with so much of the model's trust, sets them apart.
_NEAR, _FIGHT_LINE = 120, 0.35


def relation_between(doc: Doc, first: tuple[int, int], second: tuple[int, int], acting: bool = True) -> str:
    """fights, talks or none, for two spans [start, end) in code points; none where they share no sentence.

    `acting`: both are people or bodies; a thing is fought only where grammar makes it a target.
    """
    one, two = sorted((first, second))
    left, right = _head(doc, one), _head(doc, two)
    if left is None or right is None or left.sent.start != right.sent.start or one[1] > two[0]:
        return NONE
    if _are_opposed(left, right):
        return FIGHTS
    likely = _probabilities(relation_features(doc, one, two)) if acting else {}
    if likely.get(TALKS, 0.0) > max(likely.get(FIGHTS, 0.0), likely.get(NONE, 1.0)):
        return TALKS
    near = two[0] - one[1] <= _NEAR and likely.get(FIGHTS, 0.0) > _FIGHT_LINE
    return FIGHTS if near and is_fighting_between(doc, left.i + 1, right.i) else NONE


def _are_opposed(left: Token, right: Token) -> bool:
    """Whether grammar makes one the attacker and the other the target of one act."""
    return any(
        (left.i in side.attackers and right.i in side.targets)
        or (right.i in side.attackers and left.i in side.targets)
        for side in sides(left.sent)
    )


def _probabilities(found: list[str]) -> Mapping[str, float]:
    """Label → probability, by the features that hold of a path; empty where there is none."""
    if not found:
        return {}
    scores = {label: sum(weights.get(name, 0.0) for name in ("", *found)) for label, weights in _weights().items()}
    powers = {label: math.exp(score) for label, score in scores.items()}
    return {label: power / sum(powers.values()) for label, power in powers.items()}


def relation_features(doc: Doc, first: tuple[int, int], second: tuple[int, int]) -> list[str]:
    """Names of what holds of the path between two spans; empty where there is none."""
    left, right = (_head(doc, span) for span in sorted((first, second)))
    if left is None or right is None or left.sent.start != right.sent.start:
        return []
    turn = _meeting(left, right)
    if turn is None or min(first[1], second[1]) > max(first[0], second[0]):
        return []
    up, down = _steps(left, turn), _steps(right, turn)
    if len(up) + len(down) > _FAR:
        return []
    shape = _shape(left, right, turn)
    names = [*_on_path(up, down, turn), *_acts([turn, *up[1:], *down[1:]], shape), *_between(doc, left, right), shape]
    names += [f"far={min((len(up) + len(down)) // 3, 4)}", f"head={_kind(left)}", f"head={_kind(right)}"]
    return sorted(set(names))


def _on_path(up: list[Token], down: list[Token], turn: Token) -> list[str]:
    """The words and links from one party to the other, both ends left out."""
    inner = [*up[1:], *reversed(down[1:])]
    names = [f"turn={label}" for label in _labels(turn)]
    names += [f"up={w.dep_}" for w in up] + [f"down={w.dep_}" for w in down]
    names += [f"on={label}" for word in inner for label in _labels(word)]
    names += [f"prep={w.lower_}" for w in inner if w.pos_ == "ADP"]
    names.append(f"first={'/'.join(w.dep_ for w in up[-1:])}|last={'/'.join(w.dep_ for w in down[-1:])}")
    return names


def _acts(path: list[Token], shape: str) -> list[str]:
    """The types of acts that the path goes through, and those that hang beside it."""
    acts = sorted({label for word in path for label in _types(word)})
    names = [f"beside={label}" for word in path for c in word.children for label in _types(c)]
    return names + ([f"act={label}" for label in acts] or ["act=-"]) + [f"act={label}|{shape}" for label in acts]


def _between(doc: Doc, left: Token, right: Token) -> list[str]:
    """The acts told between the two, how many words stand there, and whether a further name does."""
    words = doc[min(left.i, right.i) + 1 : max(left.i, right.i)]
    acts = {label for word in words for label in _types(word)}
    names = [f"between={label}" for label in sorted(acts)] or ["between=-"]
    others = sum(word.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") and word.ent_iob_ == "B" for word in words)
    names += [f"gap={min(len(words) // 4, 5)}", f"others={min(others, 3)}"]
    return names + [f"word={w.lower_}" for w in words if w.pos_ == "ADP" and w.lower_ in ("against", "with", "from")]


def _shape(left: Token, right: Token, turn: Token) -> str:
    """How the two hang together: joined by "and", one inside the other's phrase, or both at a verb."""
    if right in left.conjuncts:
        return "joined"
    if turn in (left, right):
        return "inside"
    return "verb" if turn.pos_ in ("VERB", "AUX") else "noun"


def _head(doc: Doc, span: tuple[int, int]) -> Token | None:
    words = doc.char_span(*span, alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _meeting(left: Token, right: Token) -> Token | None:
    above = {left, *left.ancestors}
    return next((word for word in (right, *right.ancestors) if word in above), None)


def _steps(word: Token, turn: Token) -> list[Token]:
    """The words from one end up to the turn, which is left out."""
    found = []
    while word != turn and word.head != word:
        found.append(word)
        word = word.head
    return found


def _labels(word: Token) -> list[str]:
    return [word.lemma_.lower(), *_types(word)] if word.pos_ in ("VERB", "NOUN", "AUX", "ADJ") else []


def _types(word: Token) -> list[str]:
    return [m.type or f":{m.name}" for m in meanings_of(word) if m.type or m.name == "speak"]


def _kind(word: Token) -> str:
    known = [m.name for m in meanings_of(word)]
    return word.ent_type_ or (known[0] if known else word.pos_)


@functools.cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """Label → feature → weight; the feature "" is the bias."""
    path = resources.files("rashomon.knowledge") / "tables" / "relations.json"
    table: Mapping[str, Mapping[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return table
