"""The acts of an article + its quantities → the numbers of each act, and the acts that only their toll tells.

The one idea: predicates/tolls.py climbs from a number to the act that owns it; one that none owns tells an act of force
by itself, or counts a party of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from rashomon.language.around.parties import heads_of
from rashomon.language.around.surroundings import Surroundings
from rashomon.language.frames import frame
from rashomon.language.modality import modality_of
from rashomon.language.predicates.acts import Told
from rashomon.language.predicates.reach import head_at
from rashomon.language.predicates.tolls import OF_TOLLS, owner_of_number, tells_a_toll, toll_word, type_of_count
from rashomon.language.second_figures import figure_told
from rashomon.record import Quantity, measure_of


class Numbers(NamedTuple):
    """`of`: the numbers of each act, by its word; `tolls`: the acts that only their toll, or a second figure, tells."""

    of: dict[Token, list[Quantity]]
    tolls: list[Told]


def find_numbers(doc: Doc, told: Sequence[Told], around: Surroundings) -> Numbers:
    """The numbers of each act's word, and acts of force that only their toll tells."""
    kinds = {one.frame.word: one.type for one in told}
    force = any(one.type == "ASSAULT" and modality_of(one.frame, one.type) in ("happened", "denied") for one in told)
    found: dict[Token, list[Quantity]] = {}
    counted: dict[Token, Token] = {}
    again: dict[Token, str] = {}
    last: dict[str, str] = {}
    for head, quantity in _counts(doc, around):
        figure = figure_told(head)
        if figure is not None and (type := last.get(measure_of(quantity))) is not None:
            owner: Token | None = figure
            again[figure] = type
        else:
            owner = owner_of_number(head, quantity.of, kinds)
            if owner is None and (owner := _toll_owner(head, quantity, counted, force)) is not None:
                counted[head] = owner
            owner = owner or _counted_in(head, told)
            if owner is None and (type := type_of_count(head, quantity.of)) is not None:
                owner, again[head] = head, type
        if owner is not None:
            found.setdefault(owner, []).append(quantity)
            last[measure_of(quantity)] = again.get(owner) or kinds.get(owner, "ASSAULT")
    tolls = {**dict.fromkeys(counted.values(), "ASSAULT"), **again}
    return Numbers(found, [Told(frame(word), type, 1.0, 0.0, (), True) for word, type in tolls.items()])


def _counts(doc: Doc, around: Surroundings) -> Iterator[tuple[Token, Quantity]]:
    """Each quantity of the article, in reading order, with the head word of its mention."""
    for mention in around.mentions:
        quantity = around.quantities.get(mention.id)
        head = head_at(doc, mention.start, mention.end) if quantity else None
        if quantity is not None and head is not None:
            yield head, quantity


def _toll_owner(head: Token, quantity: Quantity, counted: Mapping[Token, Token], force: bool) -> Token | None:
    """The word that tells a toll which no act owns: "left two dead and 18 injured" is one toll; None where none is.

    `counted`: the heads of the tolls before it, each with its word.
    """
    beside = head.head if head.dep_ == "conj" else None
    joined = [word for word in counted if word in head.conjuncts or word.head == beside]
    if quantity.of == "missing":  # "seven died and eight are missing"
        joined += [word for word in counted if word.sent.start == head.sent.start]
    of = measure_of(quantity)
    if not ((joined and of in OF_TOLLS) or tells_a_toll(head, of, force)):
        return None
    return counted[joined[0]] if joined else toll_word(head)


def _counted_in(head: Token, told: Sequence[Told]) -> Token | None:
    """ "3,000 students had gathered to protest": the act whose party a number counts, wherever the number hangs."""
    here = (one for one in told if one.frame.word.sent.start == head.sent.start)
    return next((one.frame.word for one in here if any(head in heads for heads in heads_of(one))), None)
