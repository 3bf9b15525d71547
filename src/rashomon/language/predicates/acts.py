"""A parse → the acts it tells, each with its type and how sure that is; what a passage mainly tells.

Reads predicates and the text around them; gives `Told`s, before they are tied to the record. The one idea: the learned
model names a type, grammar settles what it can, the text says whether acts are told in it at all, and one act is
told by one predicate: what another holds, names or only intends is left out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.plover import NONE, mode_of, quad_of
from rashomon.knowledge.plover_model import passage_scores, weights
from rashomon.language.frames import Frame, meanings_of
from rashomon.language.predicates.clauses import (
    clause_words,
    is_about_meeting,
    is_absorbed,
    is_agreed_meeting,
    is_charge,
    is_only_topic,
    is_told_by_verb,
)
from rashomon.language.predicates.confidence import Verdict, Weighing
from rashomon.language.predicates.happenings import only_happens, type_of_happening
from rashomon.language.predicates.intents import (
    intended,
    intended_type,
    is_only_intent,
    is_talk_that_was_not,
    is_talk_to_come,
    wanted,
)
from rashomon.language.predicates.pairs import act_between, act_of, head_of
from rashomon.language.predicates.passage import passage_vector, passage_words
from rashomon.language.predicates.plain import is_plain_deed
from rashomon.language.predicates.readings import settled
from rashomon.language.predicates.scored import rows_of, scored_words
from rashomon.language.predicates.types import composed_type
from rashomon.record import Span

#: Log odds above which a predicate is reported as an act (force, arrests, penalties, protest; words and deals), and
#: above which one is that the type model by itself takes for none, or that no words compose to. On our own texts and
#: read on judged rows of real news, 2026-11-22.
LINE, SOFT_LINE, AGAINST, SOFT_AGAINST = -2.5, -1.0, 1.5, 2.5
_HARD = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
#: What could be no act with more than this probability, or has no type with this share of the rest, is refused by the
#: type model.
NO_ACT, LEAST = 0.8, 0.4
#: What the type model takes for no act with this probability is none even as a plan.
_HARDLY = 0.88


@dataclass(frozen=True, slots=True)
class Told:
    """An act before it is tied to the record: its frame, type, how sure, and what else came close.

    `none` is the probability, by the type model, that it is no act at all; `confidence` the log odds that it is one,
    in its text; `typed`: the type model and the words by themselves make an act of it; `toll`: only the number of its
    dead or hurt tells it.
    """

    frame: Frame
    type: str
    probability: float
    none: float
    close: tuple[tuple[str, float], ...]
    toll: bool = False
    confidence: float = 0.0
    typed: bool = True


def acts(doc: Doc) -> list[Told]:
    """The acts a text tells, typed, in reading order; acts that another act's predicate holds are left out."""
    found = [_told(one.frame, one.row) for one in scored_words(doc)]
    idle = frozenset(told.frame.word for told in found if told.none >= _HARDLY)
    typed = _without_intents(_with_intended(_weighed(found, Weighing(doc))), idle)
    by_word = {told.frame.word: told.type for told in typed}
    typed = [
        one for one in typed
        if not is_told_by_verb(one.frame, one.type, by_word) and not is_about_meeting(one.frame, one.type, by_word)
    ]  # fmt: skip
    return [kept for one in typed if (kept := _standing(one, by_word)) is not None]


def _weighed(found: Sequence[Told], around: Weighing) -> list[Told]:
    """The acts as grammar settles them, with how sure it is that the text tells them."""
    weighed = []
    for one in found:
        type = NONE if only_happens(one.frame) else settled(one.frame) or type_of_happening(one.frame)
        sure = around.confidence(one.frame, Verdict(one.type, one.probability, one.none, type))
        one = _as_settled(one, type)
        typed = _is_typed(one, around.aside)
        if typed and not around.known:  # a line by itself says nothing of its text: the words decide
            sure = max(sure, 0.0)
        weighed.append(replace(one, confidence=sure, typed=typed))
    return weighed


def _is_typed(told: Told, aside: float) -> bool:
    """Whether the type model and the words by themselves make an act of it, in a text of its register."""
    if told.probability < 1.0 and composed_type(told.frame) is None:
        return False
    none = told.none if not aside or is_plain_deed(told.frame) else _shifted(told.none, aside)
    return none < NO_ACT and told.probability >= LEAST * (1 - told.none)


def _shifted(probability: float, by: float) -> float:
    """A probability after its log odds rise."""
    odds = probability / max(1 - probability, 1e-6) * math.exp(by)
    return odds / (1 + odds)


def _with_intended(settled: Sequence[Told]) -> list[Told]:
    """The acts that are told, and those less sure that a sure plan or wish names."""
    told = {one.frame.word: one for one in settled if is_told(one)}
    named = frozenset(word for one in told.values() for word in wanted(one.frame, one.type))
    return [
        one for one in settled
        if one.frame.word in told
        or (one.frame.word in named and one.none < _HARDLY and composed_type(one.frame) is not None)
    ]  # fmt: skip


def _without_intents(typed: Sequence[Told], idle: frozenset[Token]) -> list[Told]:
    """The acts without those that only say how another stands; what is intended is of its own type."""
    told = frozenset(one.frame.word for one in typed)
    only = {one.frame.word for one in typed if is_only_intent(one.frame, one.type, told, idle)}
    held = {word for one in typed if one.frame.word in only for word in intended(one.frame)}
    return [
        replace(one, type=_own_type(one, one.frame.word in held)) for one in typed if one.frame.word not in only
    ]  # fmt: skip


def _own_type(told: Told, is_intended: bool) -> str:
    if is_talk_that_was_not(told.frame, told.type) or is_talk_to_come(told.frame, told.type):
        return "CONSULT"
    return intended_type(told.frame, told.type) if is_intended else told.type


def _standing(told: Told, by_word: dict[Token, str]) -> Told | None:
    """The act unless another holds it or it only names a charge; a meeting agreed on is told for itself, as planned."""
    if told.frame.part == "N" and told.frame.object is None and is_charge(told.frame):
        return None
    if is_agreed_meeting(told.frame, by_word):
        return replace(told, type="CONSULT")
    return None if is_absorbed(told.frame, told.type, by_word) else told


def _as_settled(told: Told, type: str | None) -> Told:
    """The act as grammar settles it, where it does."""
    if type is None:
        return told
    return replace(told, none=1.0) if type == NONE else replace(told, type=type, probability=1.0, none=0.0)


def is_told(told: Told) -> bool:
    """Whether the text tells an act here, for sure enough."""
    lines = (LINE, AGAINST) if told.type in _HARD else (SOFT_LINE, SOFT_AGAINST)
    known = told.typed or composed_type(told.frame) is not None
    return known and told.confidence > lines[not told.typed] and not _is_only_mentioned(told)


def _is_only_mentioned(told: Told) -> bool:
    """Whether a cooperative act is only what somebody speaks of ("underlined bilateral cooperation")."""
    found = told.frame
    if is_only_topic(found):
        return True
    if found.part == "V" and told.probability == 1.0:  # grammar says what it is: "admitted 2,000 refugees"
        return False
    noun = found.word if found.part == "N" else found.object
    verb = noun.head if noun is not None and found.part == "N" else found.word
    if noun is None or noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return False
    names = {m.name for m in meanings_of(verb)}
    return quad_of(told.type) in (1, 2) and "speak" in names and "light" not in names


def classify(frames: Sequence[Frame]) -> list[Told]:
    """The best of the sixteen types for each frame, told or not (see `is_told`)."""
    if not frames:
        return []
    return [_told(found, row) for found, row in zip(frames, rows_of(frames).tolist(), strict=True)]


def _told(found: Frame, row: list[float]) -> Told:
    scored = dict(zip(weights().classes, row, strict=True))
    none = scored.pop(NONE)
    ranked = sorted(scored.items(), key=lambda pair: (-pair[1], pair[0]))
    return Told(found, ranked[0][0], ranked[0][1], none, tuple(ranked[1:4]))


def type_between(doc: Doc, source: Span | None, target: Span | None) -> str:
    """The PLOVER type of what the source does to the target; one of the two may be None."""
    heads = [head_of(doc, span.start, span.end) for span in (source, target) if span is not None]
    heads = heads or [next(iter(doc.sents)).root]
    found = act_between(heads[0], heads[-1])
    return classify([found])[0].type if found is not None else "CONSULT"


class Leading(NamedTuple):
    """What a passage mainly tells."""

    type: str
    mode: str | None


#: How much an act counts beside the words of its passage: in its first main clause, in others, elsewhere.
#: Five folds over our own passages, 2026-11-22.
_LEADING, _MAIN, _ASIDE = 4.0, 2.0, 1.2
#: A word that is no act with more than this probability says nothing of what a passage tells.
_NOT_LEADING = 0.5


def _prominence(word: Token, opening: Token) -> float:
    carried = word.dep_ == "xcomp" and word.head == opening and act_of(opening) is None
    if word == opening or carried:
        return _LEADING
    return _MAIN if word.dep_ in ("ROOT", "conj", "ccomp") else _ASIDE


def main_act(words: Doc | Tokens) -> Leading | None:
    """The type that a passage mainly tells, by its acts (main clauses first) and by its words as a whole.

    None for a passage without words.
    """
    if not len(words):
        return None
    classes = weights().classes
    total = passage_scores(passage_words(words), passage_vector(words))
    opening = next(iter(words.sents)).root
    told = classify([found for word in words if (found := act_of(word)) is not None])
    for number, one in enumerate(told):
        one = _as_settled(one, settled(one.frame))
        if one.none <= _NOT_LEADING:
            weight = _prominence(one.frame.word, opening) / (1 + 0.2 * number)
            total[classes.index(one.type)] += weight * one.probability
    total[classes.index(NONE)] = -np.inf
    type = classes[int(total.argmax())]
    held = clause_words(words)
    return Leading(type, mode_of(type, held, held))
