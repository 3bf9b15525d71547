"""A typed act + the mentions near it → who does it and whom it is done to.

The one idea: language/parties/ says which words its frame gives an act as parties; here those go that cannot be such
(a scene, a place of meeting, who only told it), and the rest become mentions, each name once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from rashomon.knowledge.countries import country_of, metonym_of
from rashomon.knowledge.plover import HARM
from rashomon.language.around.surroundings import Surroundings
from rashomon.language.frames import Frame, meanings_of
from rashomon.language.names.nominals import noun_kind
from rashomon.language.parties.arguments import parties
from rashomon.language.parties.heads import (
    ACTING_KINDS,
    actors_of,
    asked_of,
    listed_before,
    named_after,
    promised_by,
    recipient_of,
    swapped_by,
)
from rashomon.language.parties.nouns import of_phrase
from rashomon.language.phrases import is_land
from rashomon.language.predicates.acts import Told
from rashomon.language.predicates.clauses import is_left, is_visited, trigger_of
from rashomon.language.predicates.constructions.affairs import between_whom
from rashomon.language.predicates.constructions.table import parties_of
from rashomon.language.predicates.tolls import OF_TOLLS
from rashomon.record import Mention, Quantity, measure_of

_TOGETHER = frozenset({"CONSULT", "COOPERATE"})
#: Cooperation that one side gives and somebody undergoes.
_ONE_WAY = frozenset({"extradite", "extradition", "repatriate", "surrender", "hand"})
_BATTLE = frozenset("clash fight battle fighting skirmish firefight shootout war combat standoff".split())


#: Those whom a number by itself says that something befell them.
_COUNTED = OF_TOLLS | {"arrested", "abducted"}


class Heads(NamedTuple):
    """The head words of those who do an act and of those who undergo it."""

    actors: list[Token]
    recipients: list[Token]


class Parties(NamedTuple):
    """Ids of the mentions of those who do an act and of those who undergo it."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def find_parties(told: Told, near: list[Mention], numbers: Sequence[Quantity], around: Surroundings) -> Parties:
    """The parties of an act as mentions; of harm that names nobody, its numbers are those whom it was done to.

    `near`: the mentions of its sentence; those made here join them.
    """
    heads = heads_of(told)
    actors, recipients = (
        [head for head in some if not _is_scene(head, told.type, near, around.towns)] for some in heads
    )
    trigger = trigger_of(told.frame)
    if heads.actors and not actors and trigger.pos_ == "NOUN":
        acting = of_phrase(trigger, False)[0]
        actors = [head for head in acting if not _is_scene(head, told.type, near, around.towns)]
    named = Parties(_ids(actors, near, around.doer), _ids(recipients, near, around.mention))
    if told.toll and told.type == "PROTEST":
        return Parties(tuple(number.mention for number in numbers), ())
    if told.toll:
        return Parties((), _harmed(numbers, _COUNTED))
    found = _each_once(named, around)
    if told.type == "ASSAULT" and not recipients and _is_on_nobody(told.frame):
        return found._replace(recipients=_harmed(numbers))
    return found


def heads_of(told: Told) -> Heads:
    """Actors and recipients that can be such."""
    doers, done_to = (
        [head for head in heads if not _is_setting(head, told)]
        for heads in _shown(told) or swapped_by(told.frame) or syntax_of(told)
    )
    if not doers and (promising := promised_by(told.frame, told.type)) is not None:
        doers = [promising]
    if told.type == "SUPPORT" and not doers and told.frame.passive and (signing := between_whom(told.frame.object)):
        doers, done_to = signing, []
    if told.type == "MOBILIZE" and not doers and told.frame.passive and told.frame.object is not None:
        doers, done_to = [told.frame.object], []
    doers = [*(name for head in doers[:1] for name in reversed(listed_before(head))), *doers]
    actors = [named_after(word) for head in doers for word in actors_of(head)]
    recipients = [word for head in done_to if (word := recipient_of(head, told.type)) is not None]
    actors, recipients = _without_visited(actors, recipients, told)
    if told.type == "CONSULT" and told.frame.word.lemma_.lower() == "receive":
        actors = [*actors[1:], *actors[:1]]
    return Heads(list(dict.fromkeys(actors)), [word for word in dict.fromkeys(recipients) if word not in actors])


def syntax_of(told: Told) -> tuple[list[Token], list[Token]]:
    """The words that syntax alone gives an act as doers and as those whom it is done to."""
    return parties(told.frame, _is_mutual(told))


def _shown(told: Told) -> tuple[list[Token], list[Token]] | None:
    """The parties of a demand, and of a phrase whose syntax hides them or whose object is none; else None."""
    if told.type == "REQUEST":
        return asked_of(told.frame)
    return parties_of(told.frame)


def _without_visited(actors: list[Token], recipients: list[Token], told: Told) -> Heads:
    """The parties without the places somebody goes to; a state that is visited is one whom it is done to."""
    visited = [word for word in (*actors, *recipients) if told.type in _GOING and is_visited(word, told.frame)]
    lands = (word for word in visited if _is_country(word) and not is_left(word))
    staying = [word for word in actors if word not in visited]
    return Heads(staying, [*(word for word in recipients if word not in visited), *lands])


#: Types that a visit, made or announced, can have.
_GOING = frozenset({"CONSULT", "AGREE"})


def _is_country(word: Token) -> bool:
    """Whether a place name is that of a state; its capital is only where one goes."""
    return country_of(word.text) is not None and metonym_of(word.text) is None


def _is_mutual(told: Told) -> bool:
    """Whether all parties do the act: talks, drills, battles; who fights "to topple" somebody, or a battle
    "against" him, does it to him.
    """
    if told.type in _TOGETHER:
        return told.frame.keys[-1] not in _ONE_WAY
    aims = told.frame.part == "V" and told.frame.complement is not None
    trigger = trigger_of(told.frame)
    against = any(child.lower_ == "against" for child in trigger.rights)
    one_way = aims or (against and (trigger.pos_ == "NOUN" or trigger.tag_ in ("VB", "VBG")))
    fought = trigger.lemma_.lower() in _BATTLE or "exchange_fire" in told.frame.keys
    return told.type == "ASSAULT" and not one_way and fought


def _is_setting(head: Token, told: Told) -> bool:
    """Whether a party is only who told it, or where a meeting is held: "met in Lirane", "agreed to meet in Lirane"."""
    if head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according":
        return True
    going = told.type == "CONSULT" and told.frame.keys[-1] in _TRAVELLING and head.dep_ == "pobj"
    if going and head.head.lower_ == "to" and metonym_of(head.text) is not None:
        return True  # "flew to Tarsk for talks with the king"
    below = told.frame.complement if told.type == "AGREE" else told.frame.word
    if told.type not in ("CONSULT", "AGREE") or below is None:
        return False
    held = [m.name for word in (told.frame.word, told.frame.object) if word is not None for m in meanings_of(word)]
    if below.lemma_.lower() not in _MEETING and not {"talks", "phone"} & set(held):
        return False
    return head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near")


_TRAVELLING = frozenset("fly travel go head drive sail return".split())
_MEETING = frozenset({"meet", "talk", "speak", "confer"})


def _is_scene(head: Token, type: str, near: list[Mention], towns: frozenset[str]) -> bool:
    """ "an Idlib airstrike", "the Moscow summit": a town named before an act says where it was. So does the name behind
    the place that bears it: "in the port Orrin".
    """
    if _is_name_of_place(head):
        return True
    if head.dep_ not in ("compound", "nmod", "amod") or head.pos_ != "PROPN":
        return False
    if is_land(head.text) and not (type in _IN_A_TOWN and metonym_of(head.text)):
        return False
    return head.text in towns or any(m.kind == "place" and m.start <= head.idx < m.end for m in near)


def _is_name_of_place(head: Token) -> bool:
    before = head.nbor(-1) if head.i else head
    there = before.dep_ == "pobj" and before.head.lower_ in ("in", "at", "near", "outside")
    return there and head.pos_ == "PROPN" and before.pos_ == "NOUN" and noun_kind(before) == "place"


#: Acts that are done in a town, even where its name can stand for a government: "the Moscow summit".
_IN_A_TOWN = frozenset({"CONSULT", "ASSAULT", "PROTEST", HARM})


def _ids(
    heads: Iterable[Token], near: list[Mention], mention_of: Callable[[Token, list[Mention]], Mention]
) -> tuple[str, ...]:
    found: list[str] = []
    for head in heads:
        mention = mention_of(head, near)
        if mention not in near:
            near.append(mention)
        if mention.id not in found:
            found.append(mention.id)
    return tuple(found)


def _each_once(named: Parties, around: Surroundings) -> Parties:
    """The parties, each name once, without recipients that bear an actor's: nobody does an act to himself by name."""
    actors, recipients = _once(named.actors, around), _once(named.recipients, around)
    doing = {_bare(around.by_id[id]) for id in actors if around.by_id[id].kind in ACTING_KINDS}
    return Parties(actors, tuple(id for id in recipients if _bare(around.by_id[id]) not in doing))


def _once(parties: tuple[str, ...], around: Surroundings) -> tuple[str, ...]:
    """ "Kim meets Moon, who will see Kim": the first mention of each name."""
    first: dict[str, str] = {}
    for id in parties:
        mention = around.by_id[id]
        first.setdefault(_bare(mention) if mention.text[:1].isupper() else id, id)
    return tuple(first.values())


def _bare(mention: Mention) -> str:
    return mention.text.casefold().removeprefix("the ").removesuffix("'s").removesuffix("’s")


def _is_on_nobody(found: Frame) -> bool:
    """ "blew themselves up, killing ten", "set off a bomb, killing ten": it was done to the ten."""
    return found.object is None or found.object.lower_ in _THEMSELVES or found.keys[-1] == "detonate"


_THEMSELVES = frozenset({"himself", "herself", "themselves", "itself"})


def _harmed(numbers: Sequence[Quantity], kinds: Collection[str] = ("dead", "injured")) -> tuple[str, ...]:
    """The mentions of those who came to harm of these kinds, as far as only their number tells of them."""
    harmed = [number.mention for number in numbers if measure_of(number) in kinds and number.high != 0]
    return tuple(dict.fromkeys(harmed))
