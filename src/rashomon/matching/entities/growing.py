"""Entities that grow: chains that came or went → the entities that all chains would have made, joining few anew.

Reads chains, and what is kept of the others; writes which entities have changed, and the judgements that have. The one
idea: the rules of `same_names.py` come in four rounds, and each looks at rooms: the forms that share a key, sets of
like names, a story, a word. A room is looked at again where somebody in it is new, has gone or stands in another set
than before; what it then says changes the sets of the next round. Of chains of one form the first stands for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rashomon.matching.entities.chains import Chain
from rashomon.matching.entities.growing_forms import FormsKept, GrowingForms, Regrouped
from rashomon.matching.entities.growing_likely import GrowingLikely, LikelyKept, Mark
from rashomon.matching.entities.levels import (
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
from rashomon.matching.entities.naming import entity_of_parts
from rashomon.matching.entities.same_names import (
    Anchor,
    Sets,
    Traits,
    anchors_in,
    anchors_of,
    join_in_story,
    join_known,
    join_single_word,
    judged_as_first,
    told_in,
    traits_of_parts,
)
from rashomon.record import Entity, Judgement, grouped
from rashomon.record.packed import packing

#: Rounds besides those of `growing_likely`, in the order in which their judgements outrank one another.
_KNOWN, _STORY, _WORD = "0", "3", "4"


@dataclass
class EntitiesKept:
    """What grows; each part may lie in a file.

    `articles`: article → its chains. `holders`: key of the first round → forms; `pieces`: forms that keys connect.
    `levels`: sets after each round; nodes of the first are forms, of the others the sets of the round before.
    `marks`: by set of the first round. `stories`: → chains; `words`: → sets of the first round. `made`: of each room
    the pairs that it has judged, `tied`: the sets that it joins; `judged`: "left right" → judgements by round.
    `meant`: form → entity; `entities`: set of the last round → entity.
    """

    articles: MutableMapping[str, list[str]] = field(default_factory=dict)
    chains: MutableMapping[str, Chain] = field(default_factory=dict)
    forms: FormsKept = field(default_factory=FormsKept)
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
    `rejudged`: pairs whose judgements of before are no more, or are among `judgements`. `chains` gives those of one of
    the entities; `moved`: chains that are no more, are new or mean another.
    """

    entities: list[Entity]
    gone: set[str]
    of_mention: dict[str, str]
    unmeant: set[str]
    judgements: list[Judgement]
    rejudged: set[Pair]
    chains: Callable[[str], list[Chain]]
    moved: list[Chain]


class _Exchanged(NamedTuple):
    """Chains that went and chains that came, by id; one that is not as it was is in both."""

    out: dict[str, Chain]
    into: dict[str, Chain]


class GrowingEntities:
    """Entities kept ready for newcomers; nobody of the chains is judged by people."""

    def __init__(self, kept: EntitiesKept) -> None:
        self._kept = kept
        self._forms = GrowingForms(kept.forms, kept.chains)
        self._said = Said(kept.judged, kept.made)
        #: Single words of sets that are no more, or not as they were.
        self._unworded: set[str] = set()
        #: Forms that nobody has any more.
        self._gone: set[str] = set()
        self._likely = GrowingLikely(kept.likely, kept.levels[0], kept.chains, kept.marks, self._said, self._forms)

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
        exchange(kept.stories, *({one: {told_in(chain)} for one, chain in side.items()} for side in (out, into)))
        return _Exchanged(out, into)

    def _home(self, chain: str) -> str:
        """The set of the first round in which a chain is."""
        return self._kept.levels[0].home[self._kept.forms.of[chain]]

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
        """The first round, where keys connect forms whose chains came or went."""
        kept, level = self._kept, self._kept.levels[0]
        for one in moving.out:
            if kept.forms.first[kept.forms.of[one]] != one:
                self._unsay_as_first(kept.forms.of[one], [one])
        found = self._forms.exchange(moving.out, moving.into)
        self._gone = set(found.gone)
        again, gone = self._pieces(found)
        rooms = {name: self._joined_known(name) for name in sorted(again)}
        anchored = {form: anchors for _, of_forms in rooms.values() for form, anchors in of_forms.items()}
        other = {form for form, anchors in anchored.items()
                 if form in found.stirred or anchors != (kept.forms.anchors.get(form) or [])}  # fmt: skip
        for form in other:
            self._unsay_as_first(form, kept.forms.bearers[form])
        keep(kept.forms.anchors, dict.fromkeys(found.gone) | anchored)
        self._said.say(_KNOWN, {name: {} for name in gone} | {name: sets.made for name, (sets, _) in rooms.items()})
        for form in other:
            self._say_as_first(form, kept.forms.bearers[form])
        for one in moving.into:
            if kept.forms.of[one] not in other:
                self._say_as_first(kept.forms.of[one], [one])
        groups = [group for sets, _ in rooms.values() for group in sets.groups()]
        old = {level.home[form] for group in groups for form in group if form in level.home}
        old |= {level.home[form] for form in found.gone}
        settled = settle(level, old, groups, self._persons_in)
        touched = {level.home[form] for form in found.touched - found.gone.keys()}
        return settled._replace(changed=settled.changed | touched - settled.new)

    def _persons_in(self, forms: Iterable[str]) -> Persons:
        return {key: name for form in forms for key, name in self._kept.forms.forms[form].person.items()}

    def _pieces(self, found: Regrouped) -> tuple[set[str], set[str]]:
        """Puts forms that came or went into pieces; gives the pieces to be joined anew, and those that are gone."""
        kept = self._kept
        keys = {name: kept.forms.forms[name].all_keys for name in found.new}
        exchange(kept.holders, {name: form.all_keys for name, form in found.gone.items()}, keys)
        beside = {form for name in found.new for key in keys[name] for form in kept.holders[key]}
        pieces = {kept.pieces.home[form] for form in beside | found.gone.keys() if form in kept.pieces.home}
        pool = {form for name in pieces for form in kept.pieces.members[name]} - found.gone.keys() | found.new
        moved = settle(kept.pieces, pieces, self._key_pieces(pool))
        again = moved.new | moved.changed | {kept.pieces.home[form] for form in found.new | found.stirred}
        return again, moved.gone

    def _key_pieces(self, pool: Iterable[str]) -> list[list[str]]:
        kept = self._kept
        keys = {one: kept.forms.forms[one].all_keys for one in pool}
        # at a key the first stands for all
        beside: dict[str, set[str]] = {one: set() for one in keys}
        for one, own in keys.items():
            for key in own:
                first = kept.holders[key][0]
                beside[one].add(first)
                beside[first].add(one)
        return connected(keys, beside.__getitem__)

    def _joined_known(self, piece: str) -> tuple[Sets, dict[str, list[Anchor]]]:
        """The first chains of the forms of a piece, joined; and with whom all of each form are judged."""
        kept = self._kept.forms
        firsts = {form: self._kept.chains[kept.first[form]] for form in self._kept.pieces.members[piece]}
        sets = Sets(list(firsts.values()), {chain.id: form for form, chain in firsts.items()})
        join_known(sets)
        found = anchors_in(sets.chains)
        return sets, {form: anchors_of(kept.forms[form], chain, found, sets) for form, chain in firsts.items()}

    def _unsay_as_first(self, form: str, chains: Iterable[str]) -> None:
        """Takes back what was said of chains of a form because it was said of the first."""
        anchors = self._kept.forms.anchors.get(form) or []
        for pair in {" ".join(pair_of_two(one, anchor.chain)) for one in chains for anchor in anchors}:
            self._said.unsay_pair(_KNOWN, pair)

    def _say_as_first(self, form: str, chains: Iterable[str]) -> None:
        kept = self._kept.forms
        anchors, first = kept.anchors.get(form) or [], kept.first[form]
        for one in chains:
            if one != first:
                for found in judged_as_first(self._kept.chains[one], anchors, self._kept.chains):
                    self._said.say_pair(_KNOWN, found)

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
        parts = self._forms.parts(self._kept.levels[0].members[name])
        met_by: dict[str, str] = {}
        words: dict[str, str] = {}
        for part in parts:
            for key in part.form.alike:
                met_by.setdefault(key, part.first)
            if part.form.word:
                words.setdefault(part.form.word, part.first)
        return Mark(self._persons_in(self._kept.levels[0].members[name]), list(traits_of_parts(parts)), met_by, words)

    def _in_stories(self, moving: _Exchanged, known: Settled, alike: Settled) -> Settled:
        """The third round, in stories of which a chain came, went, or stands in another set."""
        kept, changed = self._kept, set()
        forms = {*known.moved, *(form for name in alike.moved for form in kept.levels[0].members[name])}
        dirty = {*moving.into, *self._forms.chains(forms)}
        stories = {told_in(chain) for chain in moving.out.values()} | {told_in(kept.chains[one]) for one in dirty}
        rooms = {}
        for story in sorted(stories):
            chains = [kept.chains[one] for one in kept.stories.get(story) or ()]
            home = {chain.id: self._above(1, self._home(chain.id)) for chain in chains}
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
        keep(kept.meant, dict.fromkeys(self._gone))
        entities: list[Entity] = []
        of_mention: dict[str, str] = {}
        forms_of: dict[str, list[str]] = {}
        moved = list(moving.out.values())
        coming = grouped((kept.forms.of[one], one) for one in moving.into)
        for group in sorted(groups):
            forms = [form for name in self._first_sets(3, [group]) for form in kept.levels[0].members[name]]
            entity = entity_of_parts(self._forms.parts(forms))
            entities.append(entity)
            forms_of[entity.id] = forms
            keep(kept.entities, {group: entity.id})
            for form in forms:
                stays = kept.meant.get(form) == entity.id
                keep(kept.meant, {form: entity.id})
                for one in coming.get(form, ()) if stays else kept.forms.bearers[form]:
                    moved.append(kept.chains[one])
                    of_mention.update({mention.id: entity.id for mention in moved[-1].mentions})
        unmeant = {mention.id for chain in moving.out.values() for mention in chain.mentions} - of_mention.keys()
        rejudged = {(left, right) for left, right in map(str.split, self._said.changed)}
        entities.sort(key=lambda entity: entity.id)

        def chains(entity: str) -> list[Chain]:
            return [kept.chains[one] for one in self._forms.chains(forms_of[entity])]

        return EntitiesChanged(entities, before, of_mention, unmeant, self._said.shown(), rejudged, chains, moved)


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
