"""mentions + within-article judgements → entities across the corpus.

First the chains of each article, from its coreference judgements; then chains of different articles: those that
knowledge or a full name makes one, then full names that are alike, then family names and descriptions within a
story. Two holders of one office are never one person, and what a person keeps apart stays apart with all that
hangs on it. Mentions that name nobody in particular ("officials") make an entity only where they act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from rashomon.knowledge.offices import folded_name, skeleton
from rashomon.matching.chains import (
    Chain,
    alike_keys,
    chain_of_mentions,
    family_names,
    is_as_person,
    is_as_place,
    single_word,
    sure_keys,
    translated_noun,
)
from rashomon.matching.naming import entity_of
from rashomon.matching.persons import DIFFERENT, SAME, Profile, may_be_one, person_reasons, total
from rashomon.matching.unions import Unions
from rashomon.record import Article, Entity, Judgement, Mention, Reason, Where, pair_of

BY = "machine:entities-2"
#: A name that many bear is compared with this many others of its key: close to linear.
_CROWD = 12
_KINDS = frozenset(("person", "organization", "place", "nationality", "other"))


class EntitiesFound(NamedTuple):
    """`of_mention` maps mention ids to entity ids; mentions that name nobody in particular have none."""

    entities: list[Entity]
    of_mention: dict[str, str]
    judgements: list[Judgement]


def find_entities(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    wheres: Mapping[str, Where],
    coreference: Sequence[Judgement],
    judgements: Sequence[Judgement] = (),
    acting: Set[str] = frozenset(),
    story_of: Mapping[str, str] = MappingProxyType({}),
) -> EntitiesFound:
    """`mentions` by article id, `wheres` by mention id; `judgements` are people's.

    `acting` holds the mentions that speak, act or are acted on: only there does an unnamed description
    ("officials", "the rebels") make an entity. `story_of` maps articles to stories: descriptions worded alike
    are one within a story and not beyond it.
    """
    by_id = {article.id: article for article in articles}
    people = [j for j in judgements if j.relation == "entity"]
    unions = _within_articles(mentions, coreference, people)
    chains = [
        chain
        for article in sorted(mentions)
        for members in _members(mentions[article], unions)
        if (chain := chain_of_mentions(members, by_id.get(article), story_of.get(article), wheres, acting)) is not None
        and (chain.names or any(m.id in acting for m in members))
    ]
    corpus = _Corpus(chains, unions)
    _join_known(corpus)
    _join_alike(corpus)
    _join_in_stories(corpus)
    _join_single_words(corpus)
    entities, of_mention = [], {}
    for cluster in corpus.clusters():
        entity = entity_of(cluster)
        entities.append(entity)
        of_mention.update({m.id: entity.id for chain in cluster for m in chain.mentions})
    return EntitiesFound(sorted(entities, key=lambda e: e.id), of_mention, corpus.made)


# ── the chains of one article ─────────────────────────────────────────────────────────────────────────────


def _within_articles(
    mentions: Mapping[str, Sequence[Mention]], links: Sequence[Judgement], people: Sequence[Judgement]
) -> Unions:
    """Mentions joined by people, then by coreference, the surest links first."""
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(people, key=lambda j: (j.at or "", j.verdict == "different", j.by)):
        latest[pair_of(judgement)] = judgement
    apart = sorted(pair for pair, judgement in latest.items() if judgement.verdict == "different")
    unions = Unions((m.id for found in mentions.values() for m in found if m.kind in _KINDS), apart)
    same = [(j.at or "", pair) for pair, j in latest.items() if j.verdict == "same"]
    for _, (left, right) in sorted(same, reverse=True):
        if left in unions and right in unions:
            unions.join(left, right)
    for link in sorted(links, key=lambda j: (-j.score, j.left, j.right)):
        if link.verdict == "same" and link.left in unions and link.right in unions:
            unions.join(link.left, link.right)
    return unions


def _members(mentions: Sequence[Mention], unions: Unions) -> list[list[Mention]]:
    """The mentions of one article by their set; groups stand for their members and are left out."""
    gathered: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.id in unions and not mention.members:
            gathered[unions.name(mention.id)].append(mention)
    found = []
    for members in gathered.values():
        named = any(m.kind != "other" for m in members)
        if named:
            found.append(sorted(members, key=lambda m: (m.start, -m.end, m.id)))
    return sorted(found, key=lambda members: (members[0].start, members[0].id))


# ── across articles ───────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Corpus:
    """All chains, the sets they have come into, and the judgements made on the way."""

    chains: list[Chain]
    unions: Unions
    made: list[Judgement] = field(default_factory=list)
    held: dict[str, list[Chain]] = field(default_factory=dict)
    #: Known persons of a set, by key.
    persons: dict[str, dict[str, str]] = field(default_factory=dict)
    judged: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for chain in self.chains:
            name = self.unions.name(chain.id)
            self.held.setdefault(name, []).append(chain)
            if chain.known and chain.known.kind == "person":
                self.persons.setdefault(name, {})[chain.known.key] = chain.known.name

    def of(self, chain: Chain) -> list[Chain]:
        """All chains of the set that holds a chain."""
        return self.held[self.unions.name(chain.id)]

    def judge(self, one: Chain, two: Chain, reasons: Sequence[Reason]) -> None:
        """Judges two chains and joins their sets where they are one and nothing forbids it."""
        left, right = self.unions.name(one.id), self.unions.name(two.id)
        if left == right:
            return
        reasons = [*reasons, *self._against(left, right)]
        sum_of = total(reasons)
        verdict = "same" if sum_of >= SAME else "different" if sum_of < DIFFERENT else "unsure"
        first, second = sorted((one.id, two.id))
        if (first, second) in self.judged:
            return
        self.judged.add((first, second))
        score = round(max(0.0, min(1.0, 0.5 + sum_of / 2)), 3)
        self.made.append(Judgement("entity", first, second, verdict, score, tuple(reasons), BY, None))
        if verdict == "same" and self.unions.join(left, right):
            self._hand_over(left, right, self.unions.name(one.id))

    def _hand_over(self, left: str, right: str, name: str) -> None:
        """What two sets held is held by the one they have become; the smaller is copied into the larger."""
        large, small = sorted((self.held.pop(left), self.held.pop(right)), key=len, reverse=True)
        large += small
        self.held[name] = large
        known = self.persons.pop(left, {}) | self.persons.pop(right, {})
        if known:
            self.persons[name] = known

    def _against(self, left: str, right: str) -> list[Reason]:
        """Two known persons are two, whatever their names."""
        one, other = self.persons.get(left), self.persons.get(right)
        if one and other and one.keys().isdisjoint(other):
            return [Reason("known as two", -3.0, next(iter(one.values())), next(iter(other.values())))]
        return []

    def clusters(self) -> list[list[Chain]]:
        """The sets of chains, in the order of their smallest id."""
        return sorted(self.held.values(), key=lambda chains: min(chain.id for chain in chains))


def _join_known(corpus: _Corpus) -> None:
    """Chains that share a key that carries alone: each with the first that holds it."""
    first: dict[str, Chain] = {}
    for chain in sorted(corpus.chains, key=lambda chain: chain.id):
        for key, reason in sorted(sure_keys(chain).items()):
            anchor = first.setdefault(key, chain)
            if anchor is not chain:
                corpus.judge(anchor, chain, [reason])
    _join_equal_names(corpus)


def _join_equal_names(corpus: _Corpus) -> None:
    """Persons of one full name, unless their countries tell them apart."""
    bearers: dict[str, list[Chain]] = defaultdict(list)
    for chain in sorted(corpus.chains, key=lambda chain: chain.id):
        if chain.kind in ("person", "organization") and (chain.known is None or chain.kind == "person"):
            for name in {folded_name(name) for name in chain.names if len(name.split()) > 1}:
                bearers[name].append(chain)
    for _, found in sorted(bearers.items()):
        if all(chain.kind != "person" for chain in found):
            continue
        anchor = next((chain for chain in found if chain.known), found[0])
        for chain in found:
            if chain is not anchor:
                corpus.judge(anchor, chain, [Reason("same full name", 0.8, anchor.names[0], chain.names[0])])


def _join_alike(corpus: _Corpus) -> None:
    """Full names that are alike: every two sets that share a key, the likeliest first."""
    sets: dict[str, dict[str, Chain]] = defaultdict(dict)
    for chain in sorted(corpus.chains, key=lambda chain: chain.id):
        for key in alike_keys(chain):
            sets[key].setdefault(corpus.unions.name(chain.id), chain)
    pairs: set[tuple[str, str]] = set()
    by_id = {chain.id: chain for chain in corpus.chains}
    for found in sets.values():
        ordered = sorted(chain.id for chain in found.values())
        for place, right in enumerate(ordered):
            pairs |= {
                (left, right)
                for left in ordered[max(0, place - _CROWD) : place]
                if may_be_one(by_id[left].names, by_id[right].names)
            }
    profiles = {one: _profile(corpus.of(by_id[one])) for pair in pairs for one in pair}
    sizes = {one: len(corpus.of(by_id[one])) for one in profiles}
    scored = [(total(reasons), left, right, reasons) for left, right in sorted(pairs)
              if (reasons := person_reasons(profiles[left], profiles[right]))]  # fmt: skip
    for _, left, right, reasons in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        one, two = corpus.of(by_id[left]), corpus.of(by_id[right])
        if (len(one), len(two)) != (sizes[left], sizes[right]):
            reasons = person_reasons(_profile(one), _profile(two))
        corpus.judge(by_id[left], by_id[right], reasons)


def _profile(chains: Iterable[Chain]) -> Profile:
    chains = list(chains)
    names: dict[str, int] = defaultdict(int)
    for chain in chains:
        for name, count in chain.counts.items():
            if len(name.split()) > 1:
                names[name] += count
    return Profile(
        tuple(sorted(names, key=lambda name: (-names[name], name))),
        frozenset(office for chain in chains for office in chain.offices),
        frozenset(code for chain in chains for code in _countries(chain)),
        frozenset(chain.story for chain in chains if chain.story),
        frozenset(chain.article for chain in chains),
        frozenset(word for chain in chains for text in chain.described for word in text.split() if len(word) > 3),
    )


def _countries(chain: Chain) -> set[str]:
    """Countries that its knowledge, offices and titles name."""
    known = {chain.known.country} if chain.known and chain.known.country else set()
    return known | {country for country, _ in chain.offices if country}


def _join_in_stories(corpus: _Corpus) -> None:
    """Within a story: a family name alone joins the one full name it fits; descriptions worded alike are one."""
    told: dict[str, list[Chain]] = defaultdict(list)
    for chain in sorted(corpus.chains, key=lambda chain: chain.id):
        told[chain.story or f"article {chain.article}"].append(chain)
    for _, chains in sorted(told.items()):
        _join_family_names(corpus, chains)
        _join_translated(corpus, chains)
        _join_described(corpus, chains)


def _join_family_names(corpus: _Corpus, chains: Sequence[Chain]) -> None:
    full: dict[str, dict[str, Chain]] = defaultdict(dict)
    for chain in chains:
        if chain.kind == "person":
            for name in chain.names:
                words = folded_name(name).split()
                for word in {words[-1], words[0]} if len(words) > 1 else ():
                    full[skeleton(word)].setdefault(corpus.unions.name(chain.id), chain)
    alone: dict[str, Chain] = {}
    for chain in chains:
        for name in sorted(family_names(chain)):
            bearers = list({corpus.unions.name(c.id): c for c in full.get(skeleton(name), {}).values()}.values())
            if len(bearers) == 1:
                reason = Reason("the only one of that name in the story", 0.6, bearers[0].names[0], name)
                corpus.judge(bearers[0], chain, [reason])
            elif not bearers and (other := alone.setdefault(name, chain)) is not chain:
                corpus.judge(other, chain, [Reason("same family name in the story", 0.5, name, name)])


def _join_translated(corpus: _Corpus, chains: Sequence[Chain]) -> None:
    """A body of another script and the one of the story that its noun fits: «Горный фронт», the Highland Front."""
    bodies = [chain for chain in chains if chain.kind == "organization" and chain.names and chain.known is None]
    for chain in bodies:
        noun = translated_noun(chain)
        if noun is None:
            continue
        fitting = {
            corpus.unions.name(other.id): other
            for other in bodies
            if not other.written and any(name.casefold().endswith(f" {noun}") for name in other.names)
        }
        if len(fitting) == 1:
            (other,) = fitting.values()
            reason = Reason(f"the only {noun} of the story", 0.55, other.names[0], chain.written[chain.names[0]])
            corpus.judge(other, chain, [reason])


def _join_described(corpus: _Corpus, chains: Sequence[Chain]) -> None:
    first: dict[tuple[str, str], Chain] = {}
    for chain in chains:
        if chain.names or chain.known:
            continue
        for words in sorted(chain.described):
            other = first.setdefault((chain.kind, words), chain)
            if other is not chain:
                corpus.judge(other, chain, [Reason("described alike", 0.6, words, words)])


def _join_single_words(corpus: _Corpus) -> None:
    """Across stories: a name of one word that no table lists is one town or one body, where it is told as one.

    Sets that are told as persons stay out: two men of one family name are two.
    """
    alike: dict[str, dict[str, Chain]] = defaultdict(dict)
    for chain in sorted(corpus.chains, key=lambda chain: chain.id):
        word = single_word(chain)
        if word:
            alike[word].setdefault(corpus.unions.name(chain.id), chain)
    for word, firsts in sorted(alike.items()):
        sets = [(first, corpus.of(first)) for first in firsts.values()]
        open_to = [(first, found) for first, found in sets if 3 * sum(map(is_as_person, found)) <= len(found)]
        placed = any(is_as_place(chain) for _, found in open_to for chain in found)
        bodies = [first for first, found in open_to if placed or all(chain.kind == "organization" for chain in found)]
        for other in bodies[1:]:
            corpus.judge(bodies[0], other, [Reason("same rare name in the case", 0.6, bodies[0].names[0], word)])
