"""A typed act + the times and places near it → when and where it was.

The one idea: the words of the act's own clause are asked first, then those of what is told beside it (the verb that
says that it happened, what is joined to its nouns), then the clause above; what stands there first is the act's own.
What an article goes on with, "twelve people were arrested", says around/scenes.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Token

from rashomon.language.apart import at_once, dated_by, days_from, days_of_deeds, gap_above, gap_below, told_last
from rashomon.language.around.parties import syntax_of
from rashomon.language.around.scenes import COARSE, EXACT, ON_THE_SPOT
from rashomon.language.around.surroundings import Surroundings, hangs_on
from rashomon.language.frames import Frame, is_of_class, meanings_of
from rashomon.language.predicates.acts import Told
from rashomon.language.predicates.features import own_words
from rashomon.language.predicates.happenings import own_times, verb_of_happening
from rashomon.language.predicates.reach import (
    clause_above,
    head_at,
    held_clause,
    held_words,
    is_place_of,
    is_reckoned_from,
    joined_next,
    of_others,
    scene_of_clause,
)
from rashomon.language.sentences import text_of
from rashomon.record import Mention, When, Where

#: Types whose complement tells another act, with a time and a place of its own: "accused them of shelling it in May".
_HOLDING = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE", "SANCTION", "SUPPORT"})
#: Of these, those whose place, told after the deed, is that of the deed.
_PLACED_APART = frozenset({"ACCUSE", "SANCTION", "REQUEST", "THREATEN"})


def when_of(told: Told, words: list[Token], near: list[Mention], around: Surroundings) -> When | None:
    """The act's own time, else that of the clause it stands in; what an agreement is about has its own time.

    `words`: those of its own clause; `near`: the mentions of its sentence.
    """
    own = _dated_words(told, words)
    timed = [mention for mention in near if mention.id in around.whens]
    for clause in _dated_clauses(told, own):
        free = [m for m in timed if hangs_on(m, [word for word in clause if word not in own.aside])]
        if free:
            return around.whens[min(free, key=lambda m: (abs(m.start - told.frame.word.idx), m.id)).id]
    return _when_of_another(told.frame.word, timed, near, around)


class _Dated(NamedTuple):
    """The words of an act's clause, and `aside`: those whose times are another act's."""

    words: list[Token]
    aside: frozenset[Token]


def _dated_words(told: Told, words: list[Token]) -> _Dated:
    found, aside = told.frame, of_others(told.frame)
    below = held_clause(found)
    if below is not None and told.type in _HOLDING:
        past = _past_times(below)
        later = [word for word in words if found.word.i < below.i < word.i]
        aside |= (held_words([below]) | frozenset(later)) - past
        words = [*words, *past]
    if found.passive and told.type == "ACCUSE" and (deed := _deed_judged(found)) is not None:
        aside |= deed  # "the raid on May 20 was condemned"
    return _Dated(words, aside | days_of_deeds(found, told.type))


def _past_times(clause: Token) -> frozenset[Token]:
    """ "invited the rebels to return two weeks ago": what is yet to be done has no time that is past."""
    if clause.tag_ != "VB":
        return frozenset()
    timed = [c for c in clause.rights if c.dep_ in ("npadvmod", "advmod") and c.ent_type_ in ("DATE", "TIME")]
    return frozenset(w for c in timed if any(w.lower_ in _PAST for w in c.subtree) for w in c.subtree)


_PAST = frozenset({"ago", "last", "yesterday", "earlier"})


def _dated_clauses(told: Told, own: _Dated) -> Iterator[list[Token]]:
    """The words among which an act's time may stand, those that come first before those asked only after them."""
    act = told.frame.word
    yield own.words
    yield _of_happening(told.frame)
    yield _joined_to_nouns(told, own.words)
    yield joined_next(act)
    yield own_words(deed) if (deed := _deed_told_again(act)) is not None else []
    if not any(word.ent_type_ in ("DATE", "TIME") for word in own.words if word not in own.aside):
        yield from ([verb, *own_times(verb)] for verb in clause_above(act))
    yield told_last(act)


def _when_of_another(act: Token, timed: list[Mention], near: list[Mention], around: Surroundings) -> When | None:
    """The day of the act beside it: of what happened at once, or so many days before or after."""
    if (date := dated_by(act)) is not None:
        dated = next((around.whens[m.id] for m in timed if m.start <= date.idx < m.end), None)
        return replace(dated, relation="on") if dated is not None and dated.relation == "after" else dated
    for verb in at_once(act):
        free = [around.whens[m.id] for m in timed if hangs_on(m, own_times(verb))]
        if free and free[0].precision in EXACT and free[0].relation in ("on", "about"):
            return free[0]
    return _when_counted(act, timed, near, around)


def _when_counted(act: Token, timed: list[Mention], near: list[Mention], around: Surroundings) -> When | None:
    """ "two days after the raid of Monday": the day so many days from that of the act above or below."""
    above, below = gap_above(act), gap_below(act)
    for gap, there, sign in ((above, above and own_times(above.above), -1), (below, below and below.word.subtree, 1)):
        if gap is None:
            continue
        words = [word for word in there or () if sign > 0 or not gap.word.is_ancestor(word)]
        exact = [when for m in timed if hangs_on(m, words) and (when := around.whens[m.id]).precision == "day"]
        told = next((m for m in near if m.kind == "time" and m.start <= gap.length.idx < m.end), None)
        if len(exact) == 1 and exact[0].relation == "on" and told is not None:
            return days_from(exact[0], sign * gap.days, told.id)
    return None


def where_of(
    told: Told, mode: str | None, words: list[Token], near: list[Mention], around: Surroundings
) -> Where | None:
    """The place of the act's own clause: the most closely placed first, then the nearest after the predicate.

    `words`: those of its own clause; `near`: the mentions of its sentence.
    """
    act = told.frame.word
    there = scene_of_clause(act)
    if there is not None:
        at = [around.wheres[m.id] for m in near if m.id in around.wheres and m.start <= there.idx < m.end]
        if at:
            return at[0]
    located = [m for m in near if m.id in around.wheres]
    seats = [m for m in located if m.kind == "nationality" and around.wheres[m.id].precision == "city"]
    located = [m for m in located if m.kind != "nationality" or m in seats]  # "the Afghan capital"
    text, ends = text_of(act.doc), {m.end for m in located}
    somewhere = [m for m in located if not is_reckoned_from(text, m.start, ends)]
    avoided = frozenset(head for heads in syntax_of(told) for head in heads)
    for clause in _placed_clauses(told, words):
        placed = [
            m for m in somewhere
            if hangs_on(m, clause.words) and (head := head_at(act.doc, m.start, m.end)) is not None
            and is_place_of(head, clause.act, told.type, mode, avoided, m.kind == "place" or m in seats)
        ]  # fmt: skip
        if placed:
            return around.wheres[min(placed, key=lambda m: _closeness(around.wheres[m.id], m, act)).id]
    if (seat := _seat_of_doer(told)) is not None:
        at = [around.wheres[m.id] for m in somewhere if m.start <= seat.idx < m.end]
        if at and at[0].precision not in COARSE:
            return at[0]
    named = {around.wheres[m.id].place or m.text: m for m in somewhere if told.toll}
    return around.wheres[next(iter(named.values())).id] if len(named) == 1 else None


def _seat_of_doer(told: Told) -> Token | None:
    """ "a judge in Tarsk jailed two men", "farmers in Tarsk blocked a road": the town where those who did it are, which
    is asked last.
    """
    doer = next((c for c in told.frame.word.lefts if c.dep_ == "nsubj"), None)
    if doer is None or doer.pos_ != "NOUN" or told.frame.passive:
        return None
    seated = told.type in _OF_COURTS and is_of_class(doer, frozenset({"court", "police"}))
    if told.type not in ON_THE_SPOT and not (seated or (told.type in _OF_COURTS and doer.lemma_ in _PROSECUTING)):
        return None
    within = (c for c in doer.rights if c.dep_ == "prep" and c.lower_ in ("in", "at") and c.i == doer.i + 1)
    return next((n for prep in within for n in prep.children if n.dep_ == "pobj" and n.pos_ == "PROPN"), None)


#: Acts of courts and prosecutors, who sit where they act.
_OF_COURTS = frozenset({"SANCTION", "ACCUSE", "CONCEDE", "REQUEST"})
_PROSECUTING = frozenset({"prosecutor", "magistrate"})


class _Placed(NamedTuple):
    """Words among which an act's place may stand, and the word whose place it is there."""

    words: list[Token]
    act: Token


def _placed_clauses(told: Told, words: list[Token]) -> Iterator[_Placed]:
    """The clauses that may tell an act's place, those that come first before those asked only after them."""
    found, act = told.frame, told.frame.word
    words = _placed_words(told, words)
    yield _Placed(words, act)
    yield _Placed(_joined_to_nouns(told, words), act)
    yield _Placed(joined_next(act), act)
    above = clause_above(act)[:1]
    yield _Placed([word for verb in above for word in (*own_times(verb), *_ground_hit(verb, told))], act.head)
    yield _Placed(_of_happening(found), act.head)
    if told.type in ON_THE_SPOT:
        yield from (_Placed(own_words(verb), verb) for verb in at_once(act))
    if (deed := _deed_told_again(act)) is not None:
        yield _Placed(own_words(deed), deed)
    if (met := _met_while(found)) is not None:
        yield _Placed(own_words(met), met)


def _placed_words(told: Told, words: list[Token]) -> list[Token]:
    """The words of an act's clause without those of the deed that it is about, which was done elsewhere."""
    found, below = told.frame, held_clause(told.frame)
    agreed = told.type == "AGREE" and below is not None and any(c.lower_ == "that" for c in below.lefts)
    if below is not None and (told.type in _PLACED_APART or agreed):
        words = [word for word in words if word.i < below.i or below.i < found.word.i]
    if told.type in _PLACED_APART and (deed := _deed_judged(found)) is not None:
        words = [word for word in words if word not in deed]
    return [*words, *(named for word in words for named in _named_beside(word))]


def _named_beside(seat: Token) -> Iterator[Token]:
    """ "in the capital, Tarsk", "in the port city Tarsk": the name that stands beside what it is, with its words."""
    if seat.dep_ in ("pobj", "dobj", "nsubjpass") and seat.pos_ == "NOUN":
        yield from (word for c in seat.rights if c.dep_ == "appos" and c.pos_ == "PROPN" for word in c.subtree)


def _deed_judged(found: Frame) -> frozenset[Token] | None:
    """ "condemned the attack in Tarsk": the words of the deed, which was done where nobody condemned it."""
    deed = found.object
    if deed is None or found.part != "V" or not any(m.type in ON_THE_SPOT for m in meanings_of(deed)):
        return None
    return frozenset(deed.subtree)


def _ground_hit(verb: Token, told: Told) -> list[Token]:
    """ "hit southern Lirane, killing ten": the words of what was hit, where the harm is told by a participle."""
    if told.type != "ASSAULT" or told.frame.word.tag_ != "VBG":
        return []
    return [word for child in verb.rights if child.dep_ == "dobj" for word in child.subtree]


def _of_happening(found: Frame) -> list[Token]:
    """ "clashes were reported in Tarsk on Sunday": the words of the verb that only says that it was."""
    verb = verb_of_happening(found)
    return [] if verb is None else own_times(verb)


def _deed_told_again(act: Token) -> Token | None:
    """ "the attack in Tarsk on Monday that killed ten": the noun of the deed of which a relative clause tells more."""
    subject = any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in act.lefts)
    if act.dep_ != "relcl" or not subject:
        return None
    return act.head if any(m.type == "ASSAULT" for m in meanings_of(act.head)) else None


def _met_while(found: Frame) -> Token | None:
    """ "struck a convoy carrying arms near Tarsk": what those were doing whom it was done to, where it was done."""
    if found.object is None or not any(m.type == "ASSAULT" for m in found.meanings):
        return None
    return next((c for c in found.object.rights if c.dep_ == "acl" and c.tag_ == "VBG" and c.pos_ == "VERB"), None)


def _joined_to_nouns(told: Told, words: list[Token]) -> list[Token]:
    """ "destroyed a bridge and a station near Tarsk": the words of what is joined to a noun of the clause."""
    if told.type not in ON_THE_SPOT:
        return []
    nouns = [word for word in words if word != told.frame.word and word.pos_ != "VERB"]
    joined = [c for noun in nouns for c in noun.rights if c.dep_ == "conj"]
    return [word for noun in joined if noun.pos_ in ("NOUN", "PROPN") for word in noun.subtree]


def _closeness(where: Where, mention: Mention, word: Token) -> tuple[int, bool, int, str]:
    rank = _PRECISIONS.index(where.precision) if where.precision in _PRECISIONS else len(_PRECISIONS)
    return rank, mention.start < word.idx, abs(mention.start - word.idx), mention.id


_PRECISIONS = ("point", "city", "admin2", "admin1", "country", "region")
