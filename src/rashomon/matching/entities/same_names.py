"""Chains of mentions → which are one across articles: the rules, each for the chains that it concerns.

Reads chains and the sets they stand in; gives judgements, and the sets they make. The one idea: there are four rounds
(what is known or bears one full name; full names that are alike; family names and descriptions within a story; single
words across stories), and each looks at the sets that the round before has left. So within a round it is all the same
which story or word comes first, and what a rule says depends on the chains it is shown alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rashomon.knowledge.offices import folded_name, skeleton
from rashomon.matching.entities.chains import (
    Chain,
    alike_keys,
    family_names,
    single_word,
    sure_keys,
    translated_noun,
)
from rashomon.matching.entities.forms import Form, Part, added, full_names, parts_of
from rashomon.matching.entities.levels import pair_of_two
from rashomon.matching.entities.persons import DIFFERENT, SAME, Profile, may_be_one, person_reasons, total
from rashomon.matching.unions import Unions
from rashomon.record import Judgement, Reason

BY = "machine:entities-3"

#: A name that many bear is compared with this many others of its key: close to linear.
CROWD = 12

#: Known persons by key, with their names.
Persons = Mapping[str, str]


@dataclass
class Sets:
    """Chains, the sets they stand in (each by a name of its own), and the judgements made on the way.

    `home`: of each chain its set; `persons`: known persons in a set, where they do not follow from these chains.
    `apart`: sets that people keep apart.
    """

    chains: Sequence[Chain]
    home: Mapping[str, str]
    persons: dict[str, dict[str, str]] = field(default_factory=dict)
    apart: Iterable[tuple[str, str]] = ()
    made: dict[tuple[str, str], Judgement] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chains = sorted(self.chains, key=lambda chain: chain.id)
        self._unions = Unions(dict.fromkeys(self.home[chain.id] for chain in self.chains), self.apart)
        held: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.chains:
            held[self.home[chain.id]].append(chain)
        self.persons = {name: dict(self.persons.get(name) or persons_in(found)) for name, found in held.items()}

    def name(self, chain: Chain) -> str:
        """The set that a chain stands in by now."""
        return self._unions.name(self.home[chain.id])

    def joined(self, chain: Chain) -> list[str]:
        """The sets of before that are one with a chain's by now."""
        return self._unions.members(self.home[chain.id])

    def judge(self, one: Chain, two: Chain, reasons: Sequence[Reason]) -> None:
        """Judges two chains and joins their sets where they are one and nothing forbids it."""
        left, right = self.name(one), self.name(two)
        pair = pair_of_two(one.id, two.id)
        if left == right or pair in self.made:
            return
        found = self.made[pair] = judgement_of(*pair, [*reasons, *against(self.persons[left], self.persons[right])])
        if found.verdict == "same" and self._unions.join(left, right):
            now = self._unions.name(left)
            self.persons[now] = self.persons.pop(left) | self.persons.pop(right)

    def groups(self) -> list[list[str]]:
        """The names of sets that have become one, those that stand alone too."""
        return self._unions.sets()


def persons_in(chains: Iterable[Chain]) -> dict[str, str]:
    """The known persons that these chains are."""
    return {chain.known.key: chain.known.name for chain in chains if chain.known and chain.known.kind == "person"}


def against(one: Persons, other: Persons) -> list[Reason]:
    """Two known persons are two, whatever their names."""
    if one and other and one.keys().isdisjoint(other):
        return [_known_as_two(min(one.items())[1], min(other.items())[1])]
    return []


def _known_as_two(one: str | None, other: str | None) -> Reason:
    return Reason("known as two", -3.0, one, other)


def judgement_of(left: str, right: str, reasons: Sequence[Reason]) -> Judgement:
    """The judgement that these reasons add up to."""
    sum_of = total(reasons)
    verdict = "same" if sum_of >= SAME else "different" if sum_of < DIFFERENT else "unsure"
    score = round(max(0.0, min(1.0, 0.5 + sum_of / 2)), 3)
    return Judgement("entity", left, right, verdict, score, tuple(reasons), BY, None)


# ── what is known, and full names ─────────────────────────────────────────────────────────────────────────


def join_known(sets: Sets) -> None:
    """Chains that share a key that carries alone: each with the first that holds it; then persons of one full name."""
    found = anchors_in(sets.chains)
    for chain in sets.chains:
        for key, reason in sorted(sure_keys(chain).items()):
            if (anchor := found.of_key[key]) is not chain:
                sets.judge(anchor, chain, [reason])
    for name, bearers in sorted(found.bearers.items()):
        anchor = found.of_name[name]
        for chain in bearers:
            if chain is not anchor:
                sets.judge(anchor, chain, [same_full_name(anchor, chain)])


def same_full_name(anchor: Chain, chain: Chain) -> Reason:
    """Persons of one full name, unless their countries tell them apart."""
    return Reason("same full name", 0.8, anchor.names[0], chain.names[0])


class Anchors(NamedTuple):
    """With whom chains are judged: the first that has a sure key; of those who bear a person's full name the first that
    is known, or the first.
    """

    of_key: dict[str, Chain]
    of_name: dict[str, Chain]
    bearers: dict[str, list[Chain]]


def anchors_in(chains: Iterable[Chain]) -> Anchors:
    """With whom these chains, which are in order, are judged in the first round."""
    of_key: dict[str, Chain] = {}
    bearers: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        for key in sure_keys(chain):
            of_key.setdefault(key, chain)
        for name in full_names(chain):
            bearers[name].append(chain)
    bearers = {name: found for name, found in bearers.items() if any(chain.kind == "person" for chain in found)}
    of_name = {name: next((chain for chain in found if chain.known), found[0]) for name, found in bearers.items()}
    return Anchors(of_key, of_name, bearers)


class Anchor(NamedTuple):
    """A chain with which all of a form are judged. `key`: the sure key that they share; "" for a full name.

    `apart`: two known persons, by name, for whom they stand; None where they are one.
    """

    chain: str
    key: str
    apart: list[str | None] | None


def anchors_of(form: Form, first: Chain, found: Anchors, sets: Sets) -> list[Anchor]:
    """With whom the chains of a form are judged, in this order, once `sets` are joined; `first` is one of them.

    What is apart there was so whenever it was asked: known persons of two sets never become fewer.
    """
    met = [(found.of_key[key], key) for key in form.keys]
    met += [(found.of_name[name], "") for name in form.full if name in found.of_name]
    once = {chain.id: (chain, key) for chain, key in reversed(met)}
    anchors = []
    for one in dict.fromkeys(chain.id for chain, _ in met):
        chain, key = once[one]
        speaks = against(sets.persons[sets.name(chain)], sets.persons[sets.name(first)])
        anchors.append(Anchor(one, key, [speaks[0].left, speaks[0].right] if speaks else None))
    return anchors


def judged_as_first(chain: Chain, anchors: Iterable[Anchor], chains: Mapping[str, Chain]) -> list[Judgement]:
    """The judgements of the first round on a chain which is not the first of its form."""
    found, joined = [], False
    for anchor in anchors:
        if anchor.apart is None and joined:
            continue
        other = chains[anchor.chain]
        reasons = [sure_keys(chain)[anchor.key] if anchor.key else same_full_name(other, chain)]
        if anchor.apart is not None:
            reasons.append(_known_as_two(*anchor.apart))
        found.append(judgement_of(*pair_of_two(other.id, chain.id), reasons))
        joined = joined or anchor.apart is None
    return found


# ── full names that are alike ─────────────────────────────────────────────────────────────────────────────


#: Chain ids, the smaller first: of each of two sets the chain by which they met.
Likely = tuple[str, str]


def met_by(chains: Iterable[Chain]) -> dict[str, str]:
    """The keys under which a set meets others of like names, each with the first chain that has it."""
    found: dict[str, str] = {}
    for chain in sorted(chains, key=lambda chain: chain.id):
        for key in alike_keys(chain):
            found.setdefault(key, chain.id)
    return found


def likely_pairs(sets: Mapping[str, Sequence[Chain]]) -> list[Likely]:
    """Of every two sets that may be one person the first pair of chains by which they met."""
    by_id = {chain.id: chain for chains in sets.values() for chain in chains}
    home: dict[str, str] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for name, chains in sets.items():
        for key, chain in met_by(chains).items():
            holders[key].append(chain)
            home[chain] = name
    found: dict[tuple[str, str], Likely] = {}
    for held in holders.values():
        ordered = sorted(held)
        for place, right in enumerate(ordered):
            for left in ordered[max(0, place - CROWD) : place]:
                two = pair_of_two(home[left], home[right])
                if (two not in found or (left, right) < found[two]) and look_alike(by_id[left], by_id[right]):
                    found[two] = (left, right)
    return sorted(found.values())


def look_alike(one: Chain, other: Chain) -> bool:
    """Whether any full names of both look alike enough to be compared."""
    return may_be_one(one.names, other.names)


def first_look(pair: Likely, sides: tuple[Profile, Profile], persons: tuple[Persons, Persons]) -> Judgement:
    """The judgement on two sets as they come; only those that it calls the same may join."""
    return judgement_of(*pair, [*person_reasons(*sides), *against(*persons)])


def join_alike(sets: Sets, likely: Iterable[Likely], profile: Callable[[Sequence[str]], Profile]) -> None:
    """Sets that a first look calls the same, the likeliest first; what has grown is looked at again.

    `profile` gives what is known of the chains of some sets together.
    """
    pairs = sorted(likely)
    by_id = {chain.id: chain for chain in sets.chains}
    first = {one: profile(sets.joined(by_id[one])) for pair in pairs for one in pair}
    sizes = {one: len(sets.joined(by_id[one])) for one in first}
    scored = [(total(reasons), left, right, reasons) for left, right in pairs
              for reasons in (person_reasons(first[left], first[right]),)]  # fmt: skip
    for _, left, right, reasons in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        one, two = sets.joined(by_id[left]), sets.joined(by_id[right])
        if (len(one), len(two)) != (sizes[left], sizes[right]):
            reasons = person_reasons(profile(one), profile(two))
        sets.judge(by_id[left], by_id[right], reasons)


def profile_of(chains: Iterable[Chain]) -> Profile:
    """What is known of a set of chains."""
    chains = list(chains)
    stories = [chain.story for chain in chains if chain.story]
    return profile_of_parts(parts_of(chains), [chain.article for chain in chains], stories)


def profile_of_parts(parts: Sequence[Part], articles: Iterable[str], stories: Iterable[str]) -> Profile:
    """What is known of a set of chains, by their forms; `articles`, `stories`: in which they stand."""
    names = {name: count for name, count in added(parts, "names").items() if len(name.split()) > 1}
    offices = {(country, office) for country, office in map(json.loads, added(parts, "offices"))}
    countries = {part.form.known.country for part in parts if part.form.known} | {country for country, _ in offices}
    return Profile(
        tuple(sorted(names, key=lambda name: (-names[name], name))),
        frozenset(offices),
        frozenset(filter(None, countries)),
        frozenset(stories),
        frozenset(articles),
        frozenset(word for text in added(parts, "described") for word in text.split() if len(word) > 3),
    )


# ── within a story ────────────────────────────────────────────────────────────────────────────────────────


def told_in(chain: Chain) -> str:
    """The story of a chain, or its article where it has none."""
    return chain.story or f"article {chain.article}"


def join_in_story(sets: Sets) -> None:
    """A family name alone joins the one full name it fits; descriptions worded alike are one."""
    _join_family_names(sets)
    _join_translated(sets)
    _join_described(sets)


def _join_family_names(sets: Sets) -> None:
    full: dict[str, dict[str, Chain]] = defaultdict(dict)
    for chain in sets.chains:
        if chain.kind == "person":
            for name in chain.names:
                words = folded_name(name).split()
                for word in {words[-1], words[0]} if len(words) > 1 else ():
                    full[skeleton(word)].setdefault(sets.name(chain), chain)
    alone: dict[str, Chain] = {}
    for chain in sets.chains:
        for name in sorted(family_names(chain)):
            bearers = list({sets.name(c): c for c in full.get(skeleton(name), {}).values()}.values())
            if len(bearers) == 1:
                reason = Reason("the only one of that name in the story", 0.6, bearers[0].names[0], name)
                sets.judge(bearers[0], chain, [reason])
            elif not bearers and (other := alone.setdefault(name, chain)) is not chain:
                sets.judge(other, chain, [Reason("same family name in the story", 0.5, name, name)])


def _join_translated(sets: Sets) -> None:
    """A body of another script and the one of the story that its noun fits: «Горный фронт», the Highland Front."""
    bodies = [chain for chain in sets.chains if chain.kind == "organization" and chain.names and chain.known is None]
    for chain in bodies:
        noun = translated_noun(chain)
        if noun is None:
            continue
        fitting = {
            sets.name(other): other
            for other in bodies
            if not other.written and any(name.casefold().endswith(f" {noun}") for name in other.names)
        }
        if len(fitting) == 1:
            (other,) = fitting.values()
            reason = Reason(f"the only {noun} of the story", 0.55, other.names[0], chain.written[chain.names[0]])
            sets.judge(other, chain, [reason])


def _join_described(sets: Sets) -> None:
    first: dict[tuple[str, str], Chain] = {}
    for chain in sets.chains:
        if chain.names or chain.known:
            continue
        for words in sorted(chain.described):
            other = first.setdefault((chain.kind, words), chain)
            if other is not chain:
                sets.judge(other, chain, [Reason("described alike", 0.6, words, words)])


# ── one word across stories ───────────────────────────────────────────────────────────────────────────────


class Traits(NamedTuple):
    """Of a set of chains how many they are, how many are told as persons, as places, and as bodies."""

    size: int
    persons: int
    places: int
    bodies: int


def traits_of(chains: Iterable[Chain]) -> Traits:
    """How the texts tell these chains."""
    return traits_of_parts(parts_of(chains))


def traits_of_parts(parts: Sequence[Part]) -> Traits:
    """How the texts tell all chains of these forms."""
    every = [(part.form.kind == "organization", part.sums) for part in parts]
    bodies = sum(sums.size for is_body, sums in every if is_body)
    return Traits(sum(one.size for _, one in every), sum(one.persons for _, one in every),
                  sum(one.places for _, one in every), bodies)  # fmt: skip


def words_of(chains: Iterable[Chain]) -> dict[str, str]:
    """The single words by which chains of a set are known alone, each with the first chain that is."""
    found: dict[str, str] = {}
    for chain in sorted(chains, key=lambda chain: chain.id):
        if word := single_word(chain):
            found.setdefault(word, chain.id)
    return found


def join_single_word(sets: Sets, word: str, traits: Mapping[str, Traits]) -> None:
    """A name of one word that no table lists is one town or one body, where it is told as one; a chain of each set.

    `traits` by name of set. Sets that are told as persons stay out: two men of one family name are two.
    """
    open_to = [chain for chain in sets.chains if 3 * (of := traits[sets.name(chain)]).persons <= of.size]
    placed = any(traits[sets.name(chain)].places for chain in open_to)
    bodies = [chain for chain in open_to if placed or (of := traits[sets.name(chain)]).bodies == of.size]
    for other in bodies[1:]:
        sets.judge(bodies[0], other, [Reason("same rare name in the case", 0.6, bodies[0].names[0], word)])
