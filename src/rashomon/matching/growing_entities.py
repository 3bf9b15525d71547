"""Entities that grow: chains that came or went → the entities that all chains would have made, joining few anew.

Reads chains, and what is kept of the others; writes which entities have changed, and the judgements that have. The one
idea: the rules of `same_names.py` come in four rounds, and each looks at rooms: the chains that share a key, sets of
like names, a story, a word. A room is looked at again where somebody in it is new, has gone or stands in another set
than before; what it then says changes the sets of the next round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rashomon.matching.chains import Chain
from rashomon.matching.growing_levels import (
    Level,
    Pair,
    Persons,
    Said,
    Settled,
    connected,
    keep,
    pair_of_two,
    regroup,
    settle,
)
from rashomon.matching.growing_likely import GrowingLikely, LikelyKept, Mark
from rashomon.matching.naming import entity_of
from rashomon.matching.same_names import (
    Sets,
    Traits,
    join_in_story,
    join_known,
    join_single_word,
    known_keys,
    met_by,
    persons_in,
    told_in,
    traits_of,
    words_of,
)
from rashomon.record import Entity, Judgement
from rashomon.record.packed import packing

#: Rounds besides those of `growing_likely`, in the order in which their judgements outrank one another.
_KNOWN, _STORY, _WORD = "0", "3", "4"


@dataclass
class EntitiesKept:
    """What grows; each part may lie in a file.

    `articles`: article → its chains. `holders`: key of the first round → chains; `pieces`: chains that keys connect.
    `levels`: sets after each round; nodes of the first are chains, of the others the sets of the round before.
    `marks`: by set of the first round. `stories`: → chains; `words`: → sets of the first round. `made`: of each room
    the pairs that it has judged, `tied`: the sets that it joins; `judged`: "left right" → judgements by round.
    `meant`: chain → entity; `entities`: set of the last round → entity.
    """

    articles: MutableMapping[str, list[str]] = field(default_factory=dict)
    chains: MutableMapping[str, Chain] = field(default_factory=dict)
    holders: MutableMapping[str, list[str]] = field(default_factory=dict)
    pieces: Level = field(default_factory=Level)
    levels: Sequence[Level] = field(default_factory=lambda: [Level() for _ in range(4)])
    marks: MutableMapping[str, Mark] = field(default_factory=dict)
    likely: LikelyKept = field(default_factory=LikelyKept)
    stories: MutableMapping[str, list[str]] = field(default_factory=dict)
    words: MutableMapping[str, list[str]] = field(default_factory=dict)
    made: MutableMapping[str, list[str]] = field(default_factory=dict)
    tied: MutableMapping[str, list[list[str]]] = field(default_factory=dict)
    judged: MutableMapping[str, dict[str, Judgement]] = field(default_factory=dict)
    meant: MutableMapping[str, str] = field(default_factory=dict)
    entities: MutableMapping[str, str] = field(default_factory=dict)


class EntitiesChanged(NamedTuple):
    """`entities` are new or may have changed; `gone` ones are no more, or are among them.

    `of_mention`: of mentions that mean another than before, or are new; `unmeant`: mentions that mean nobody any more.
    `rejudged`: pairs whose judgements of before are no more, or are among `judgements`. `chains`: of each of the
    entities; `moved`: chains that are no more, are new or mean another.
    """

    entities: list[Entity]
    gone: set[str]
    of_mention: dict[str, str]
    unmeant: set[str]
    judgements: list[Judgement]
    rejudged: set[Pair]
    chains: dict[str, list[Chain]]
    moved: list[Chain]


class _Exchanged(NamedTuple):
    """Chains that went and chains that came, by id; one that is not as it was is in both."""

    out: dict[str, Chain]
    into: dict[str, Chain]


class GrowingEntities:
    """Entities kept ready for newcomers; nobody of the chains is judged by people."""

    def __init__(self, kept: EntitiesKept) -> None:
        self._kept = kept
        self._said = Said(kept.judged, kept.made)
        #: Single words of sets that are no more, or not as they were.
        self._unworded: set[str] = set()
        self._likely = GrowingLikely(kept.likely, kept.levels[0], kept.chains, kept.marks, self._said)

    def change(self, gone: Iterable[str], new: Iterable[Chain]) -> EntitiesChanged:
        """Takes the chains of the articles `gone` away, and takes chains in."""
        self._said.changed.clear()
        moving = self._exchange(gone, {chain.id: chain for chain in new})
        known = self._known(moving)
        alike = self._alike(known, moving)
        told = self._in_stories(moving, known, alike)
        # sets of the third round that have changed themselves, or in which something has
        stirred = told.new | told.changed
        stirred |= {self._kept.levels[2].home[name] for name in alike.new | alike.changed}
        stirred |= {self._above(2, name) for name in known.new | known.changed}
        words = {word for name in self._first_sets(2, stirred) for word in self._kept.marks[name].words}
        worded = self._single_words(words | self._unworded, told)
        last = worded.new | worded.changed | {self._kept.levels[3].home[name] for name in stirred}
        return self._changed(moving, last, worded.gone)

    # ── taking in ─────────────────────────────────────────────────────────────────────────────────────────

    def _exchange(self, gone: Iterable[str], into: dict[str, Chain]) -> _Exchanged:
        kept = self._kept
        out = {one: kept.chains[one] for article in gone for one in kept.articles.pop(article, [])}
        by_article: dict[str, list[str]] = defaultdict(list)
        for one, chain in into.items():
            by_article[chain.article].append(one)
        keep(kept.articles, by_article)
        same = {one for one in out.keys() & into.keys() if _plain(out[one]) == _plain(into[one])}
        out, into = ({one: chain for one, chain in side.items() if one not in same} for side in (out, into))
        keep(kept.chains, dict.fromkeys(out))
        keep(kept.chains, into)
        exchange(kept.holders, *({one: known_keys(chain) for one, chain in side.items()} for side in (out, into)))
        exchange(kept.stories, *({one: {told_in(chain)} for one, chain in side.items()} for side in (out, into)))
        return _Exchanged(out, into)

    def _above(self, number: int, name: str) -> str:
        """The set of a round in which a set of the first round is."""
        for level in self._kept.levels[1 : number + 1]:
            name = level.home[name]
        return name

    def _first_sets(self, number: int, names: Iterable[str]) -> set[str]:
        """The sets of the first round below sets of a round."""
        found = set(names)
        for level in reversed(self._kept.levels[1 : number + 1]):
            found = {member for name in found for member in level.members[name]}
        return found

    def _persons_of(self, number: int) -> Callable[[Sequence[str]], Persons]:
        """Known persons of groups of sets of a round."""
        persons = self._kept.levels[number].persons
        return lambda group: {key: name for one in group for key, name in (persons.get(one) or {}).items()}

    # ── the four rounds ───────────────────────────────────────────────────────────────────────────────────

    def _known(self, moving: _Exchanged) -> Settled:
        """The first round, where keys connect chains that came or went."""
        kept, level = self._kept, self._kept.levels[0]
        keys = {key for chain in moving.into.values() for key in known_keys(chain)}
        beside = {one for key in keys for one in kept.holders[key]}
        pieces = {kept.pieces.home[one] for one in beside | moving.out.keys() if one in kept.pieces.home}
        pool = {one for name in pieces for one in kept.pieces.members[name]} - moving.out.keys() | moving.into.keys()
        moved = settle(kept.pieces, pieces, self._key_pieces(pool))
        again = moved.new | moved.changed | {kept.pieces.home[one] for one in moving.into}
        rooms = {name: self._joined_known(name) for name in sorted(again)}
        gone: dict[str, Mapping[Pair, Judgement]] = {name: {} for name in moved.gone}
        self._said.say(_KNOWN, gone | {name: sets.made for name, sets in rooms.items()})
        groups = [group for sets in rooms.values() for group in sets.groups()]
        old = {level.home[one] for group in groups for one in group if one in level.home}
        old |= {level.home[one] for one in moving.out if one in level.home}
        chains = kept.chains
        found = settle(level, old, groups, lambda group: persons_in(chains[one] for one in group))
        fresh = {level.home[one] for one in moving.into}
        return found._replace(changed=found.changed | fresh - found.new)

    def _key_pieces(self, pool: Iterable[str]) -> list[list[str]]:
        kept = self._kept
        keys = {one: known_keys(kept.chains[one]) for one in pool}
        # at a key the first stands for all
        beside: dict[str, set[str]] = {one: set() for one in keys}
        for one, own in keys.items():
            for key in own:
                first = kept.holders[key][0]
                beside[one].add(first)
                beside[first].add(one)
        return connected(keys, beside.__getitem__)

    def _joined_known(self, piece: str) -> Sets:
        chains = [self._kept.chains[one] for one in self._kept.pieces.members[piece]]
        sets = Sets(chains, {chain.id: chain.id for chain in chains})
        join_known(sets)
        return sets

    def _alike(self, known: Settled, moving: _Exchanged) -> Settled:
        """The second round, where sets of the first came, went or changed."""
        kept, level = self._kept, self._kept.levels[1]
        before = {name: kept.marks[name] for name in known.gone | known.changed}
        now = {name: self._mark(name) for name in known.new | known.changed}
        keep(kept.marks, dict.fromkeys(known.gone))
        keep(kept.marks, now)
        exchange(kept.words, *({name: set(mark.words) for name, mark in side.items()} for side in (before, now)))
        self._unworded = {word for mark in before.values() for word in mark.words}
        seeds = self._likely.meet(before, now, moving.into.keys())
        old = {level.home[name] for name in seeds | known.gone if name in level.home}
        seeds |= {name for group in old for name in level.members[group]} - known.gone
        groups = self._likely.groups(seeds)
        old |= {level.home[name] for group in groups for name in group if name in level.home}
        return settle(level, old, groups, self._persons_of(0))

    def _mark(self, name: str) -> Mark:
        chains = [self._kept.chains[one] for one in self._kept.levels[0].members[name]]
        return Mark(persons_in(chains), list(traits_of(chains)), met_by(chains), words_of(chains))

    def _in_stories(self, moving: _Exchanged, known: Settled, alike: Settled) -> Settled:
        """The third round, in stories of which a chain came, went, or stands in another set."""
        kept, changed = self._kept, set()
        dirty = {*moving.into, *known.moved, *(one for name in alike.moved for one in kept.levels[0].members[name])}
        stories = {told_in(chain) for chain in moving.out.values()} | {told_in(kept.chains[one]) for one in dirty}
        rooms = {}
        for story in sorted(stories):
            chains = [kept.chains[one] for one in kept.stories.get(story) or ()]
            home = {chain.id: self._above(1, kept.levels[0].home[chain.id]) for chain in chains}
            sets = self._room(1, chains, home)
            join_in_story(sets)
            changed |= self._tie(2, f"{_STORY} {story}", sets, home)
            rooms[story] = sets.made
        self._said.say(_STORY, rooms)
        return self._regrouped(2, alike, changed)

    def _room(self, number: int, chains: Sequence[Chain], home: Mapping[str, str]) -> Sets:
        """Chains in sets of a round."""
        persons = self._kept.levels[number].persons
        return Sets(chains, home, {name: persons.get(name) or {} for name in home.values()})

    def _tie(self, number: int, room: str, sets: Sets, home: Mapping[str, str]) -> set[str]:
        """Ties the sets that a room calls the same; gives those whose ties have changed."""
        kept, ties = self._kept, self._kept.levels[number].ties
        before = [(one, other) for one, other in kept.tied.get(room) or ()]
        now = sorted(pair_of_two(home[left], home[right]) for (left, right), found in sets.made.items()
                     if found.verdict == "same")  # fmt: skip
        if before == now:
            return set()
        counts: dict[str, dict[str, int]] = {}
        for pairs, more in ((before, -1), (now, 1)):
            for pair in pairs:
                for one, other in (pair, pair[::-1]):
                    own = counts.setdefault(one, dict(ties.get(one) or {}))
                    own[other] = own.get(other, 0) + more
        keep(ties, {one: {name: count for name, count in own.items() if count} for one, own in counts.items()})
        keep(kept.tied, {room: [list(pair) for pair in now]})
        return {name for pair in set(before) ^ set(now) for name in pair}

    def _regrouped(self, number: int, below: Settled, changed: Iterable[str]) -> Settled:
        level, nodes = self._kept.levels[number], self._kept.levels[number - 1].members
        seeds = {name for name in {*below.new, *changed} if name in nodes}
        return regroup(level, seeds, below.gone, self._persons_of(number - 1))

    def _single_words(self, words: Set[str], told: Settled) -> Settled:
        """The fourth round, at words of sets that changed."""
        kept, changed, rooms = self._kept, set(), {}
        for word in sorted(words):
            firsts: dict[str, str] = {}
            for name in kept.words.get(word) or ():
                group, first = self._above(2, name), kept.marks[name].words[word]
                firsts[group] = min(first, firsts.get(group, first))
            home = {first: group for group, first in firsts.items()}
            sets = self._room(2, [kept.chains[one] for one in home], home)
            join_single_word(sets, word, {group: self._traits(group) for group in firsts})
            changed |= self._tie(3, f"{_WORD} {word}", sets, home)
            rooms[word] = sets.made
        self._said.say(_WORD, rooms)
        return self._regrouped(3, told, changed)

    def _traits(self, group: str) -> Traits:
        found = [self._kept.marks[name].traits for name in self._first_sets(2, [group])]
        return Traits(*map(sum, zip(*found, strict=True)))

    # ── what comes of it ──────────────────────────────────────────────────────────────────────────────────

    def _changed(self, moving: _Exchanged, groups: Set[str], gone: Iterable[str]) -> EntitiesChanged:
        """Names the entities of these groups anew; `gone` groups are no more."""
        kept = self._kept
        before = {one for name in {*groups, *gone} if (one := kept.entities.get(name)) is not None}
        keep(kept.entities, dict.fromkeys(gone))
        keep(kept.meant, {one: None for one in moving.out if one not in moving.into})
        entities: list[Entity] = []
        of_mention: dict[str, str] = {}
        of_entity: dict[str, list[Chain]] = {}
        moved = list(moving.out.values())
        for group in sorted(groups):
            ids = [one for name in self._first_sets(3, [group]) for one in kept.levels[0].members[name]]
            chains = [kept.chains[one] for one in ids]
            entity = entity_of(chains)
            entities.append(entity)
            of_entity[entity.id] = chains
            keep(kept.entities, {group: entity.id})
            for chain in chains:
                if chain.id in moving.into or kept.meant.get(chain.id) != entity.id:
                    kept.meant[chain.id] = entity.id
                    moved.append(chain)
                    of_mention.update({mention.id: entity.id for mention in chain.mentions})
        unmeant = {mention.id for chain in moving.out.values() for mention in chain.mentions} - of_mention.keys()
        rejudged = {(left, right) for left, right in map(str.split, self._said.changed)}
        entities.sort(key=lambda entity: entity.id)
        return EntitiesChanged(entities, before, of_mention, unmeant, self._said.shown(), rejudged, of_entity, moved)


def exchange(where: MutableMapping[str, list[str]], out: Mapping[str, Set[str]], into: Mapping[str, Set[str]]) -> None:
    """Takes holders out from under their keys and puts others there, in order."""
    touched: dict[str, set[str]] = {}
    for side, put in ((out, set.discard), (into, set.add)):
        for one, keys in side.items():
            for key in keys:
                put(touched.setdefault(key, set(where.get(key) or ())), one)
    keep(where, {key: sorted(found) for key, found in touched.items()})


def _plain(chain: Chain) -> Any:
    dump = packing(Chain).dump
    assert dump is not None
    return dump(chain)
