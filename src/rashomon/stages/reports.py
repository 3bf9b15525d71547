"""article + parse + mentions, times, places, quantities, statements → reports of acts.

The one idea: an act is told by one predicate; its type is what the learned model makes of that predicate's slots,
its parties, time, place and numbers are those that hang on it, and who vouches for it is the statement it
stands in. A type below the line is no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from rashomon.knowledge.plover import NONE, cameo_of, contexts_of, mode_of, quad_of
from rashomon.knowledge.plover_model import passage_scores, probabilities, weights
from rashomon.language.arguments import parties
from rashomon.language.modality import modality_of
from rashomon.language.phrases import mention_at, phrase
from rashomon.language.predicates import Frame, meanings_of
from rashomon.language.predicates_clauses import act_words, clause_words, is_absorbed, trigger_of
from rashomon.language.predicates_features import features, own_words, vectors
from rashomon.language.predicates_pairs import act_between, act_of, head_of
from rashomon.language.predicates_passage import passage_vector, passage_words
from rashomon.language.predicates_readings import settled
from rashomon.language.predicates_types import composed_type
from rashomon.record import (
    Article,
    Attribution,
    Mention,
    Quantity,
    Report,
    Span,
    Statement,
    When,
    Where,
    report_id,
)

#: What could be no act with more than this probability is not reported; nor what no type has this much for.
NO_ACT, LINE = 0.5, 0.3

#: Modes that a class of words has for want of a closer one.
_BROAD = frozenset({"restrict", "demo", "troops", "firearms", "release", "access"})
_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
_BATTLE = frozenset("clash fight battle fighting skirmish firefight shootout war combat standoff".split())


class ReportsFound(NamedTuple):
    """`mentions` are new ones for actors and recipients that no mention covered yet."""

    reports: list[Report]
    mentions: list[Mention]


@dataclass(frozen=True, slots=True)
class Told:
    """An act before it is tied to the record: its frame, type, how sure, and what else came close.

    `none` is the probability that it is no act at all.
    """

    frame: Frame
    type: str
    probability: float
    none: float
    close: tuple[tuple[str, float], ...]


def find_reports(
    article: Article,
    doc: Doc,
    mentions: Sequence[Mention],
    whens: Sequence[When],
    wheres: Sequence[Where],
    quantities: Sequence[Quantity],
    statements: Sequence[Statement],
) -> ReportsFound:
    """One report for each act told, in reading order."""
    around = _Surroundings(article, mentions, whens, wheres, quantities, statements)
    reports: dict[str, Report] = {}
    for told in acts(doc):
        found = _report(told, around)
        if not (found.actors or found.recipients):
            continue
        reports.setdefault(found.id, found)
    return ReportsFound(sorted(reports.values(), key=lambda r: (r.trigger.start, r.id)), around.new)


def acts(doc: Doc) -> list[Told]:
    """The acts a text tells, typed, in reading order; acts that another act's predicate holds are left out."""
    frames = [found for word in doc if (found := act_of(word)) is not None]
    typed = [told for one in classify(frames) if is_told(told := _settled(one))]
    by_word = {told.frame.word: told.type for told in typed}
    return [told for told in typed if not is_absorbed(told.frame, told.type, by_word)]


def _settled(told: Told) -> Told:
    """The act as grammar settles it, where it does."""
    type = settled(told.frame)
    if type is None:
        return told
    return replace(told, none=1.0) if type == NONE else replace(told, type=type, probability=1.0, none=0.0)


def is_told(told: Told) -> bool:
    """Whether the words compose to an act at all, and the model is sure enough that it is one, and which."""
    if _is_only_mentioned(told) or (told.probability < 1.0 and composed_type(told.frame) is None):
        return False
    return told.none < NO_ACT and told.probability >= LINE


def _is_only_mentioned(told: Told) -> bool:
    """Whether a cooperative act is only what somebody speaks of ("underlined bilateral cooperation")."""
    found = told.frame
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
    rows = probabilities([features(found) for found in frames], np.stack([vectors(found).ravel() for found in frames]))
    return [_told(found, row.tolist()) for found, row in zip(frames, rows, strict=True)]


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


#: How much the acts of a passage count beside its words.
_ACTS = 4.0


def main_act(words: Doc | Tokens) -> Leading | None:
    """The type that a passage mainly tells, by its acts (main clauses first) and by its words as a whole.

    None for a passage without words.
    """
    if not len(words):
        return None
    classes = weights().classes
    total = passage_scores(passage_words(words), passage_vector(words))
    told = classify([found for word in words if (found := act_of(word)) is not None])
    for number, one in enumerate(told):
        main = 1.0 if one.frame.word.dep_ in ("ROOT", "conj", "ccomp") else 0.6
        total[classes.index(one.type)] += _ACTS * main * one.probability / (1 + 0.2 * number)
    total[classes.index(NONE)] = -np.inf
    type = classes[int(total.argmax())]
    held = clause_words(words)
    return Leading(type, mode_of(type, held, held))


class _Surroundings:
    """The article's other findings, ready to be looked up by sentence and by character."""

    def __init__(
        self,
        article: Article,
        mentions: Sequence[Mention],
        whens: Sequence[When],
        wheres: Sequence[Where],
        quantities: Sequence[Quantity],
        statements: Sequence[Statement],
    ) -> None:
        self.article = article
        self.new: list[Mention] = []
        self.mentions = sorted(mentions, key=lambda m: (m.start, -m.end, m.id))
        self.by_id = {mention.id: mention for mention in mentions}
        self.whens = {when.mention: when for when in whens}
        self.wheres = {where.mention: where for where in wheres}
        self.quantities = {quantity.mention: quantity for quantity in quantities}
        self.statements = statements

    def inside(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie in [start, end), in reading order."""
        return [m for m in self.mentions if m.start >= start and m.end <= end]

    def mention(self, head: Token, near: list[Mention]) -> Mention:
        """The mention at a noun phrase's head, made where none stands there yet."""
        found = mention_at(self.article.id, phrase(head), near)
        if found.id not in self.by_id:
            self.by_id[found.id] = found
            self.new.append(found)
            self.mentions.append(found)
        return found


def _report(told: Told, around: _Surroundings) -> Report:
    found = told.frame
    sentence = found.word.sent
    near = around.inside(sentence.start_char, sentence.end_char)
    trigger = trigger_of(found)
    actors, recipients = parties(found, _is_mutual(told))
    words = own_words(found.word)
    mode = _mode(told, words)
    span = Span(trigger.idx, trigger.idx + len(trigger.text))
    statement = _innermost(around.statements, span)
    own = [m for m in near if _hangs_on(m, words)]
    return Report(
        report_id(around.article.id, span, told.type), around.article.id,
        words[0].idx, words[-1].idx + len(words[-1].text), span, told.type, mode,
        contexts_of(clause_words(sentence)), cameo_of(told.type, mode), quad_of(told.type),
        _ids(actors, near, around), _ids(recipients, near, around),
        _nearest(own, around.whens, span), _place(own, around.wheres, span),
        tuple(around.quantities[m.id] for m in own if m.id in around.quantities),
        modality_of(found, told.type), statement.id if statement else None, _chain(statement, around),
    )  # fmt: skip


def _mode(told: Told, words: list[Token]) -> str | None:
    """The mode that the predicate's own class gives; where that is a broad one, what the words around tell."""
    known = [m.mode for word in (trigger_of(told.frame), told.frame.word) for m in meanings_of(word)
             if m.type == told.type and m.mode]  # fmt: skip
    if known and known[0] not in _BROAD:
        return known[0]
    found = mode_of(told.type, act_words(told.frame), clause_words(words))
    return found or (known[0] if known else None)


def _is_mutual(told: Told) -> bool:
    if told.type in _TOGETHER:
        return True
    return told.type == "ASSAULT" and trigger_of(told.frame).lemma_.lower() in _BATTLE


def _ids(heads: Iterable[Token], near: list[Mention], around: _Surroundings) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        mention = around.mention(head, near)
        if mention not in near:
            near.append(mention)
        if mention.id not in found:
            found.append(mention.id)
    return tuple(found)


def _hangs_on(mention: Mention, words: list[Token]) -> bool:
    """Whether a word of the act's own clause stands in the mention."""
    return any(mention.start <= word.idx < mention.end for word in words)


def _nearest(own: list[Mention], table: dict[str, When], trigger: Span) -> When | None:
    found = [m for m in own if m.id in table]
    return table[min(found, key=lambda m: (abs(m.start - trigger.start), m.id)).id] if found else None


def _place(own: list[Mention], table: dict[str, Where], trigger: Span) -> Where | None:
    """The place after the predicate that is nearest to it, else the nearest before."""
    found = [m for m in own if m.id in table]
    if not found:
        return None
    return table[min(found, key=lambda m: (m.start < trigger.start, abs(m.start - trigger.start), m.id)).id]


def _innermost(statements: Sequence[Statement], trigger: Span) -> Statement | None:
    """The shortest statement whose content holds the trigger."""
    found = [
        (span.end - span.start, statement.id, statement)
        for statement in statements
        for span in statement.content
        if span.start <= trigger.start and trigger.end <= span.end
    ]
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _chain(statement: Statement | None, around: _Surroundings) -> tuple[Attribution, ...]:
    """Whose word the report rests on, outermost first: the statement's chain, then its speaker."""
    if statement is None:
        return ()
    speaker = around.by_id.get(statement.speaker or "")
    if speaker is None:
        return statement.according_to
    return (*statement.according_to, Attribution(speaker.text, speaker.entity, speaker.start, speaker.end))
