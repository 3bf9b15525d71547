"""Chains that the first round of names treats alike → their form, and what is counted of all chains of a form.

Reads chains; gives the form of each, sums to which a newcomer is added and from which a leaver is taken, and which
chains a whole set is judged by. The one idea: chains that have the same keys, names and knowledge are judged alike, so
of ten thousand of them the first stands for all, and a newcomer costs the same however many it joins.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.knowledge.known import Known
from rashomon.knowledge.offices import folded_name
from rashomon.matching.entities.chains import (
    Chain,
    alike_keys,
    is_as_person,
    is_as_place,
    is_nation,
    single_word,
    sure_keys,
)
from rashomon.record.ids import digest
from rashomon.record.packed import packing


@dataclass(frozen=True)
class Form:
    """What the rules of names read of a chain, besides what is summed up.

    `keys`: its sure keys, in order; `full`: its folded full names; `alike`: the keys by which it meets others of like
    names; `word`: the single word that it is known by alone. `place`: the id and country of a place. `own`: the chain
    itself, where nothing makes it one with others of its form.
    """

    kind: str
    keys: tuple[str, ...]
    full: tuple[str, ...]
    alike: tuple[str, ...]
    word: str | None
    known: Known | None
    country: str | None
    place: tuple[str | None, ...]
    written: Mapping[str, str]
    own: str

    @property
    def all_keys(self) -> set[str]:
        """Chains meet in the first round where they share one of these."""
        return {*self.keys, *(f"full {name}" for name in self.full)}

    @property
    def person(self) -> dict[str, str]:
        """The known person that it is, by key."""
        return {self.known.key: self.known.name} if self.known and self.known.kind == "person" else {}


_pack = packing(Form).dump


def full_names(chain: Chain) -> set[str]:
    """Folded names of two words or more, which make one of persons, and of bodies that bear a person's name."""
    if chain.kind not in ("person", "organization") or (chain.known is not None and chain.kind != "person"):
        return set()
    return {folded_name(name) for name in chain.names if len(name.split()) > 1}


def form_of(chain: Chain) -> Form:
    """The form of a chain."""
    keys, names = tuple(sorted(sure_keys(chain))), tuple(sorted(full_names(chain)))
    place = (chain.place.place, chain.place.country) if chain.place and chain.kind == "place" else ()
    return Form(
        chain.kind, keys, names, tuple(sorted(alike_keys(chain))), single_word(chain), chain.known, chain.country,
        place, dict(sorted(chain.written.items())), "" if keys or (names and chain.kind == "person") else chain.id,
    )  # fmt: skip


def name_of(form: Form) -> str:
    """The same for equal forms."""
    assert _pack is not None
    return digest("form", json.dumps(_pack(form)))


_Counts = dict[str, int]


@dataclass
class Sums:
    """Sums over chains of one form. `least`: the smallest id of a mention.

    `persons`, `places`: chains told as such; `peopled`: that name a people; `in_office`: with an office; `placed`: how
    often "in" stands before; `mentions`: of them all. The rest counts, by value: names as written (how often), offices
    (packed), descriptions, told roles, first days and texts of mentions.
    """

    size: int = 0
    least: str = ""
    persons: int = 0
    places: int = 0
    peopled: int = 0
    in_office: int = 0
    placed: int = 0
    mentions: int = 0
    names: _Counts = field(default_factory=dict)
    offices: _Counts = field(default_factory=dict)
    described: _Counts = field(default_factory=dict)
    days: _Counts = field(default_factory=dict)
    texts: _Counts = field(default_factory=dict)
    roles: _Counts = field(default_factory=dict)

    def take(self, chain: Chain, sign: int) -> None:
        """Adds a chain (1) or takes one away (-1), which does not have the smallest of the ids."""
        mentions = chain.mentions
        least = min(mention.id for mention in mentions)
        self.least = min(self.least or least, least)
        self.size += sign
        self.persons += sign * is_as_person(chain)
        self.places += sign * is_as_place(chain)
        self.peopled += sign * any(is_nation(mention) for mention in mentions)
        self.in_office += sign * bool(chain.offices)
        self.placed += sign * chain.placed
        self.mentions += sign * len(mentions)
        _count(self.names, chain.counts, sign)
        _count(self.offices, Counter(json.dumps(office) for office in chain.offices), sign)
        _count(self.described, Counter(chain.described), sign)
        _count(self.days, Counter([chain.first] if chain.first else ()), sign)
        _count(self.texts, Counter(mention.text for mention in mentions), sign)
        _count(self.roles, Counter(chain.roles), sign)


def _count(where: _Counts, found: Mapping[str, int], sign: int) -> None:
    for one, count in found.items():
        where[one] = where.get(one, 0) + sign * count
        if not where[one]:
            del where[one]


class Part(NamedTuple):
    """All chains of a form: its `first` chain, and their sums."""

    first: str
    form: Form
    sums: Sums


def sums_of(chains: Iterable[Chain]) -> Sums:
    """The sums over chains."""
    found = Sums()
    for chain in chains:
        found.take(chain, 1)
    return found


def parts_of(chains: Iterable[Chain]) -> list[Part]:
    """Chains by their forms, in order of their first chains."""
    forms: dict[str, Form] = {}
    held: dict[str, list[Chain]] = defaultdict(list)
    for chain in sorted(chains, key=lambda chain: chain.id):
        form = form_of(chain)
        name = name_of(form)
        forms[name] = form
        held[name].append(chain)
    return [Part(found[0].id, forms[name], sums_of(found)) for name, found in held.items()]


def added(parts: Sequence[Part], of: str) -> _Counts:
    """One of the counts of parts, together."""
    found: _Counts = {}
    for part in parts:
        _count(found, getattr(part.sums, of), 1)
    return found

