"""Acts told beside one another → the day that one takes from the other.

Reads a parse: the word of an act, and the clause or phrase that "after", "before", "when" or "while" ties to it. The
one idea: "two days after the raid" counts from the day of the other act, so that either day gives the other; what
happens "when" something else does happens on its day. Nothing is counted where neither act has an exact day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from spacy.tokens import Token

from rashomon.language.frames import Frame, meanings_of
from rashomon.language.numbers import value_of
from rashomon.record import When

#: Longer gaps are told in round numbers.
_MOST = 31
_SIDES = {"after": 1, "before": -1}
_ONE = frozenset(("a", "an", "the", "one"))


class Gap(NamedTuple):
    """`days` from the act under `word` to the act it hangs on (`above`); `length` is the word "days" that says so."""

    above: Token
    word: Token
    length: Token
    days: int


def gap_above(act: Token) -> Gap | None:
    """ "was held on Tuesday, two days after | the murder": the gap in whose lower half an act stands."""
    for word in (act, *act.ancestors):
        if word != act and word.pos_ in ("VERB", "AUX"):
            return None
        if word.dep_ in ("pobj", "pcomp") and word.head.lower_ in _SIDES:
            return _gap(_past_the_length(word.head.head), word, word.head)
        if word.dep_ == "advcl":
            mark = _mark(word)
            return _gap(word.head, word, mark) if mark is not None else None
    return None


def gap_below(act: Token) -> Gap | None:
    """ "came | three days after soldiers fired": the gap from which an act, or the verb it hangs on, is counted."""
    verbs = [act, act.head] if act.dep_ in ("nsubj", "nsubjpass", "dobj") else [act]
    for verb in verbs:
        for child in (c for own in verb.children for c in (own, *(own.children if _is_length(own) else ()))):
            if child.dep_ == "advcl" and (mark := _mark(child)) is not None:
                return _gap(verb, child, mark)
            if child.dep_ == "prep" and child.lower_ in _SIDES:
                below = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
                return _gap(verb, below, child) if below is not None else None
    return None


def dated_by(act: Token) -> Token | None:
    """ "since March, when a bomb killed three", "on Monday, when": the date that the clause of an act explains."""
    for clause in (act, *act.ancestors):
        if clause.dep_ in ("relcl", "advcl") and clause.head.ent_type_ in ("DATE", "TIME"):
            when = any(c.dep_ == "advmod" and c.lower_ == "when" for c in clause.lefts)
            return clause.head if when and clause.head.i < clause.i else None
        if clause.dep_ != "conj":
            return None
    return None


def at_once(act: Token) -> Iterator[Token]:
    """Verbs of what happened at the time of an act, above and below: "was hurt when police fired on Monday"."""
    if act.dep_ == "advcl" and _is_at_once(act) and act.head.pos_ == "VERB":
        yield act.head
    yield from (c for c in act.rights if c.dep_ == "advcl" and c.pos_ == "VERB" and _is_at_once(c))


def days_of_deeds(found: Frame, type: str) -> frozenset[Token]:
    """Days that stand before what the act is about: the UN that "condemned Sunday's murder" did so on another day.

    What is done in a deed, or by it, is done on its day ("killed in Sunday's raid"); so is what is done to it.
    """
    nouns = [word for word in found.word.subtree if word.pos_ == "NOUN" and word != found.word]
    apart = [noun for noun in nouns if type in _OF_WORDS or (noun.dep_ == "pobj" and noun.head.lower_ in _REASONS)]
    own = found.object if any(m.name in ("light", "aspect") for m in found.meanings) else None
    return frozenset(
        word for deed in apart if deed != own
        for day in deed.lefts if day.ent_type_ in ("DATE", "TIME") and _is_of_noun(day, deed)
        for word in day.subtree
    )  # fmt: skip


def _is_of_noun(day: Token, noun: Token) -> bool:
    """Whether a day is that of the noun it stands before: of any noun "Tuesday's", of a deed "the Tuesday" too, and
    of what something is done for ("sentenced for the May 11 incident").
    """
    if day.dep_ == "poss":
        return True
    answered = noun.dep_ == "pobj" and noun.head.lower_ == "for"
    return day.dep_ in ("compound", "nmod") and (answered or any(m.type for m in meanings_of(noun)))


#: Acts of words, which are said on a day of their own.
_OF_WORDS = frozenset(("ACCUSE", "SANCTION", "SUPPORT", "REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE"))
_REASONS = frozenset("over for about after before following since regarding concerning of ahead".split())


def days_from(day: When, days: int, mention: str) -> When | None:
    """The day so many days after another (before it where negative), told by the mention of the length."""
    if day.start is None or day.end is None:
        return None
    start, end = (_moved(moment, days) for moment in (day.start, day.end))
    return replace(day, start=start, end=end, anchor="narrative", mention=mention)


def _moved(instant: str, days: int) -> str:
    moment = datetime.fromisoformat(instant.removesuffix("Z")) + timedelta(days=days)
    return f"{moment.isoformat(timespec='seconds')}Z"


def told_last(act: Token) -> list[Token]:
    """ "killed six, injured 50 and burned houses in May": what hangs on the last of deeds joined is told of all.

    The words of the phrases behind it; none where one has a subject of its own, or is no deed of force.
    """
    last = act
    while (after := next((c for c in last.rights if c.dep_ == "conj" and c.tag_ == act.tag_), None)) is not None:
        if any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in after.lefts):
            return []
        last = after
    if last == act or not (_is_force(act) and (_is_force(last) or last.lemma_ == "cause")):
        return []
    return [word for c in last.rights if c.dep_ in ("prep", "npadvmod", "advmod") for word in c.subtree]


def _is_force(verb: Token) -> bool:
    return verb.pos_ == "VERB" and any(m.type == "ASSAULT" for m in meanings_of(verb))


def _is_at_once(clause: Token) -> bool:
    """Whether a clause begins with "when" or "as" and tells a deed, in the past like what it hangs on."""
    opening = {c.lower_ for c in clause.lefts if c.dep_ in ("advmod", "mark")}
    opened = "when" in opening or ("as" in opening and all(map(_is_on_the_spot, (clause, clause.head))))
    past = clause.tag_ in ("VBD", "VBN") and clause.head.tag_ in ("VBD", "VBN") and clause.lemma_ not in ("do", "be")
    return opened and past and not (_has_had(clause) or _has_had(clause.head))


def _is_on_the_spot(verb: Token) -> bool:
    """Whether a verb tells what is seen to happen, not what is only said: "rallied as police fired"."""
    return not any(m.type in _OF_WORDS for m in meanings_of(verb))


def _has_had(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ in ("have", "will", "would") for c in verb.lefts)


def _is_length(word: Token) -> bool:
    return bool(word.dep_ == "npadvmod" and word.lemma_.lower() == "day")


def _past_the_length(word: Token) -> Token:
    """ "A day after the raid, troops came": the verb that the length hangs on, where "after" hangs on the length."""
    return word.head if _is_length(word) else word


def _mark(clause: Token) -> Token | None:
    return next((c for c in clause.lefts if c.dep_ == "mark" and c.lower_ in _SIDES), None)


def _gap(above: Token, below: Token, side: Token) -> Gap | None:
    """The gap where a number of days stands right before "after" or "before"; None without one."""
    length = side.nbor(-1) if side.i else side
    if length.lemma_.lower() != "day" or not length.i:
        return None
    number = _number(length)
    if number is None or not 0 < number <= _MOST:
        return None
    return Gap(above, below, length, _SIDES[side.lower_] * number)


def _number(length: Token) -> int | None:
    before = length.nbor(-1)
    if length.lower_ == "day":
        return 1 if before.lower_ in _ONE else None
    value = float(before.text) if before.text.isdigit() else value_of([before.lower_])
    return int(value) if value is not None else None
