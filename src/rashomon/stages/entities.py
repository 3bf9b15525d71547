"""mentions + within-article judgements → entities across the corpus.

First the chains of each article, from its coreference judgements; then chains of different articles, in four rounds
(`matching/entities/same_names.py`): those that knowledge or a full name makes one, full names that are alike, family
names and descriptions within a story, and single words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from types import MappingProxyType
from typing import NamedTuple

from rashomon.matching.entities.chains import Chain, chain_of_mentions
from rashomon.matching.entities.growing import EntitiesKept, GrowingEntities
from rashomon.matching.entities.naming import entity_of
from rashomon.matching.entities.persons import Profile
from rashomon.matching.entities.same_names import (
    Sets,
    Traits,
    first_look,
    join_alike,
    join_in_story,
    join_known,
    join_single_word,
    likely_pairs,
    persons_in,
    profile_of,
    told_in,
    traits_of,
    words_of,
)
from rashomon.matching.unions import Unions
from rashomon.record import Article, Entity, Judgement, Mention, Where, pair_of

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
    kept: EntitiesKept | None = None,
) -> EntitiesFound:
    """`mentions` by article id, `wheres` by mention id; `judgements` are people's.

    `acting` holds the mentions that speak, act or are acted on: only there does an unnamed description
    ("officials", "the rebels") make an entity. `story_of` maps articles to stories: descriptions worded alike
    are one within a story and not beyond it. `kept`, empty, takes in what newcomers need to join; people are not
    asked there.
    """
    people = [j for j in judgements if j.relation == "entity"]
    unions = _within_articles(mentions, coreference, people)
    chains = _chains(articles, mentions, unions, wheres, acting, story_of)
    if kept is not None and not people:
        grown = GrowingEntities(kept).change((), chains)
        return EntitiesFound(grown.entities, grown.of_mention, grown.judgements)
    corpus = _Corpus(chains, unions, _apart(people, unions))
    for round_of in (_known, _alike, _in_stories, _single_words):
        round_of(corpus)
    entities, of_mention = [], {}
    for cluster in corpus.clusters():
        entity = entity_of(cluster)
        entities.append(entity)
        of_mention.update({m.id: entity.id for chain in cluster for m in chain.mentions})
    made = [corpus.made[pair] for pair in sorted(corpus.made)]
    return EntitiesFound(sorted(entities, key=lambda e: e.id), of_mention, made)


def chains_of(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    wheres: Mapping[str, Where],
    coreference: Sequence[Judgement],
    acting: Set[str],
    story_of: Mapping[str, str],
) -> list[Chain]:
    """The chains of some articles, where people judge nothing; see `find_entities`."""
    return _chains(articles, mentions, _within_articles(mentions, coreference, ()), wheres, acting, story_of)


# ── the chains of one article ─────────────────────────────────────────────────────────────────────────────


def _chains(
    articles: Sequence[Article],
    mentions: Mapping[str, Sequence[Mention]],
    unions: Unions,
    wheres: Mapping[str, Where],
    acting: Set[str],
    story_of: Mapping[str, str],
) -> list[Chain]:
    by_id = {article.id: article for article in articles}
    return [
        chain
        for article in sorted(mentions)
        for members in _members(mentions[article], unions)
        if (chain := chain_of_mentions(members, by_id.get(article), story_of.get(article), wheres, acting)) is not None
        and (chain.names or any(m.id in acting for m in members))
    ]


def _within_articles(
    mentions: Mapping[str, Sequence[Mention]], links: Sequence[Judgement], people: Sequence[Judgement]
) -> Unions:
    """Mentions joined by people, then by coreference, the surest links first."""
    latest = _latest(people)
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


def _latest(people: Sequence[Judgement]) -> dict[tuple[str, str], Judgement]:
    """Of people's judgements on one pair the latest."""
    ordered = sorted(people, key=lambda j: (j.at or "", j.verdict == "different", j.by))
    return {pair_of(judgement): judgement for judgement in ordered}


def _apart(people: Sequence[Judgement], unions: Unions) -> list[tuple[str, str]]:
    """Sets that people keep apart."""
    pairs = (pair for pair, found in _latest(people).items() if found.verdict == "different")
    return [(unions.name(left), unions.name(right)) for left, right in pairs if left in unions and right in unions]


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


class _Corpus:
    """All chains, the sets they have come into, round by round, and the judgements made on the way."""

    def __init__(self, chains: Sequence[Chain], unions: Unions, apart: list[tuple[str, str]]) -> None:
        self.chains = sorted(chains, key=lambda chain: chain.id)
        self.by_id = {chain.id: chain for chain in self.chains}
        self.apart = apart
        self.made: dict[tuple[str, str], Judgement] = {}
        self._take_in({chain.id: unions.name(chain.id) for chain in self.chains})

    def _take_in(self, home: dict[str, str]) -> None:
        self.home = home
        self.held: dict[str, list[Chain]] = defaultdict(list)
        for chain in self.chains:
            self.held[home[chain.id]].append(chain)
        self.persons = {name: found for name, chains in self.held.items() if (found := persons_in(chains))}

    def sets(self, chains: Sequence[Chain]) -> Sets:
        """Some chains, with what is known of the whole sets they stand in."""
        home = {chain.id: self.home[chain.id] for chain in chains}
        return Sets(chains, home, {name: self.persons.get(name, {}) for name in home.values()}, self.apart)

    def profile(self, names: Iterable[str]) -> Profile:
        """What is known of the chains of some sets."""
        return profile_of(chain for name in names for chain in self.held[name])

    def end_round(self, made: Mapping[tuple[str, str], Judgement], groups: Iterable[Sequence[str]]) -> None:
        """Takes over which sets are one; of judgements on one pair the last round's stays."""
        self.made |= made
        name = {member: min(group) for group in groups for member in group}
        self.apart = [(name[left], name[right]) for left, right in self.apart if left in name and right in name]
        self._take_in({one: name[before] for one, before in self.home.items()})

    def end_rooms(self, rooms: Iterable[Sets]) -> None:
        """Joins the sets that are one by what each room found, in the order of the chains judged."""
        made = {pair: found for one in rooms for pair, found in one.made.items()}
        unions = Unions(self.held, self.apart)
        for left, right in sorted(pair for pair, found in made.items() if found.verdict == "same"):
            unions.join(self.home[left], self.home[right])
        self.end_round(made, unions.sets())

    def clusters(self) -> list[list[Chain]]:
        """The sets of chains, in the order of their smallest id."""
        return sorted(self.held.values(), key=lambda chains: chains[0].id)


def _known(corpus: _Corpus) -> None:
    sets = corpus.sets(corpus.chains)
    join_known(sets)
    corpus.end_round(sets.made, sets.groups())


def _alike(corpus: _Corpus) -> None:
    likely = likely_pairs(corpus.held)
    profiles = {name: corpus.profile([name]) for name in {corpus.home[one] for pair in likely for one in pair}}
    looks: dict[tuple[str, str], Judgement] = {}
    for left, right in likely:
        one, other = corpus.home[left], corpus.home[right]
        persons = corpus.persons.get(one, {}), corpus.persons.get(other, {})
        looks[left, right] = first_look((left, right), (profiles[one], profiles[other]), persons)
    sets = corpus.sets(corpus.chains)
    join_alike(sets, [pair for pair, found in looks.items() if found.verdict == "same"], corpus.profile)
    corpus.end_round(looks | sets.made, sets.groups())


def _in_stories(corpus: _Corpus) -> None:
    told: dict[str, list[Chain]] = defaultdict(list)
    for chain in corpus.chains:
        told[told_in(chain)].append(chain)
    rooms = [corpus.sets(chains) for chains in told.values()]
    for room in rooms:
        join_in_story(room)
    corpus.end_rooms(rooms)


def _single_words(corpus: _Corpus) -> None:
    firsts: dict[str, list[Chain]] = defaultdict(list)
    for chains in corpus.held.values():
        for word, first in words_of(chains).items():
            firsts[word].append(corpus.by_id[first])
    rooms = []
    for word, found in firsts.items():
        rooms.append(corpus.sets(found))
        traits: dict[str, Traits] = {name: traits_of(corpus.held[name]) for name in rooms[-1].home.values()}
        join_single_word(rooms[-1], word, traits)
    corpus.end_rooms(rooms)
