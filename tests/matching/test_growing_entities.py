"""Chains that come one by one make the entities, meanings and judgements that all at once would have made."""

from __future__ import annotations

import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.entities.chains import Chain
from rashomon.matching.entities.growing import EntitiesKept, GrowingEntities
from rashomon.matching.entities.levels import Level
from rashomon.matching.entities.same_names import CROWD
from rashomon.record import Article, Entity, Judgement, Mention, Where, mention_id, pair_of
from rashomon.stages.entities import EntitiesFound, chains_of, find_entities

GIVEN = ("Jon", "John", "Johan", "Anna", "Ana", "Maria", "Vesna")
FAMILY = ("Orun", "Oruna", "Mirel", "Mirell", "Kostov", "Kostova")
OTHERS = (
    ("Vladimir Putin", "person"), ("President Putin", "person"), ("Putin", "person"), ("Sergei Shoigu", "person"),
    ("Sergey Shoygu", "person"), ("Iran", "place"), ("Russia", "place"), ("Iranian", "nationality"),
    ("the Highland Front", "organization"), ("Highland Front", "organization"), ("Front", "organization"),
    ("Harrow Steel", "organization"), ("Steel Harrow", "organization"), ("Varnik", "place"), ("Varnik", "organization"),
    ("Varnik", "person"), ("Tolmar", "organization"), ("the rebels", "other"), ("the strikers", "other"),
    ("George Bush", "person"), ("George W. Bush", "person"), ("George H. W. Bush", "person"), ("Bush", "person"),
    ("John Orun", "organization"), ("Defence Ministry", "organization"), ("Union", "organization"), ("he", "person"),
)  # fmt: skip

Read = tuple[Article, list[Mention]]


def read(chance: random.Random, number: int) -> Read:
    """An article that names people of few names, bodies, places and rebels."""
    words: list[tuple[str, str]] = [chance.choice(OTHERS) for _ in range(chance.randrange(1, 5))]
    for _ in range(chance.randrange(1, 4)):
        full = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        words.append((chance.choice((full, full, full.split()[1], f"Minister {full}")), "person"))
    chance.shuffle(words)
    name, text, mentions = f"a{number}", "", []
    for word, kind in words:
        text += chance.choice(("They met ", "In ", "Officials of ", "It struck "))
        start, end = len(text), len(text) + len(word)
        mentions.append(Mention(mention_id(name, start, end, kind), name, start, end, kind, word))
        text += f"{word}. "
    day = f"2016-06-{chance.randrange(10, 14)}T00:00:00Z"
    when = day if chance.random() < 0.9 else None
    return Article(name, "d" + name, "o", None, None, when, when, "metadata", "en", (), (), text, ()), mentions


def links(chance: random.Random, mentions: list[Mention]) -> list[Judgement]:
    """What coreference says of one article: mostly what words say, sometimes anything."""
    found = []
    for one in mentions:
        for other in mentions:
            alike = one.text.split()[-1] == other.text.split()[-1]
            if one.start < other.start and (alike or chance.random() < 0.05):
                left, right = sorted((one.id, other.id))
                made = Judgement("entity", left, right, "same", chance.random(), (), "machine:coreference-1", None)
                found.append(made)
    return found


class World:
    """Articles, and the stories that they are told in."""

    def __init__(self, seed: int, size: int) -> None:
        self.chance = random.Random(seed)
        self.read = dict(sorted((f"a{number}", read(self.chance, number)) for number in range(size)))
        self.links = {name: links(self.chance, found[1]) for name, found in self.read.items()}
        self.story = {name: self.chance.choice(("s1", "s2", "s3")) for name in self.read}
        every = [mention for found in self.read.values() for mention in found[1]]
        self.acting = {mention.id for mention in every if self.chance.random() < 0.7}
        self.wheres = {
            mention.id: Where("geo:1", mention.text, "TKM", 1.0, 2.0, "city", mention.id)
            for mention in every if mention.kind == "place" and self.chance.random() < 0.3
        }  # fmt: skip

    def found(self, names: set[str]) -> EntitiesFound:
        """All at once."""
        articles, mentions = [self.read[one][0] for one in names], {one: self.read[one][1] for one in names}
        coreference = [link for one in names for link in self.links[one]]
        return find_entities(articles, mentions, self.wheres, coreference, (), self.acting, self.story)

    def change(self, growing: GrowingEntities, gone: set[str], new: set[str], told: Told) -> None:
        """Some go, some come or are told otherwise."""
        articles, mentions = [self.read[one][0] for one in new], {one: self.read[one][1] for one in new}
        coreference = [link for one in new for link in self.links[one]]
        chains = chains_of(articles, mentions, self.wheres, coreference, self.acting, self.story)
        changed = growing.change(gone | new, chains)
        for one in changed.gone:
            told.entities.pop(one, None)
        told.entities |= {entity.id: entity for entity in changed.entities}
        for mention in changed.unmeant:
            del told.of_mention[mention]
        told.of_mention |= changed.of_mention
        for pair in changed.rejudged:
            told.judgements.pop(pair, None)
        told.judgements |= {pair_of(found): found for found in changed.judgements}


class Told:
    """Entities as a case has them: what changes is replaced."""

    def __init__(self) -> None:
        self.entities: dict[str, Entity] = {}
        self.of_mention: dict[str, str] = {}
        self.judgements: dict[tuple[str, str], Judgement] = {}

    def found(self) -> EntitiesFound:
        entities = sorted(self.entities.values(), key=lambda entity: entity.id)
        return EntitiesFound(entities, self.of_mention, [self.judgements[pair] for pair in sorted(self.judgements)])


def replay(seed: int, chance: random.Random) -> None:
    """A world that grows, changes and loses, against the same world at once."""
    world, told, growing = World(seed, chance.randrange(2, 30)), Told(), GrowingEntities(EntitiesKept())
    rest = list(world.read)
    chance.shuffle(rest)
    here: set[str] = set()
    while rest:
        new = set(rest[: chance.choice((1, 1, 2, 9))])
        rest = [one for one in rest if one not in new]
        if here and chance.random() < 0.4:
            one = chance.choice(sorted(here))
            world.story[one] = chance.choice(("s1", "s2", "s4"))
            new.add(one)
        gone = {chance.choice(sorted(here - new))} if here - new and chance.random() < 0.15 else set()
        here = (here | new) - gone
        world.change(growing, gone, new, told)
    assert told.found() == world.found(here)


def test_worlds_hold_people_who_are_one_and_people_who_are_not() -> None:
    found = World(5, 30)
    made = found.found(set(found.read))
    assert {judgement.verdict for judgement in made.judgements} == {"same", "unsure", "different"}
    features = {reason.feature for judgement in made.judgements for reason in judgement.reasons}
    assert features >= {"names", "same full name", "same country", "same rare name in the case", "described alike",
                        "the only one of that name in the story", "known as the same", "known as two"}  # fmt: skip


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1_000_000), st.randoms(use_true_random=False))
def test_chains_that_come_one_by_one_are_one_as_all_at_once(seed: int, chance: random.Random) -> None:
    replay(seed, chance)


def test_a_name_that_many_bear_meets_few_whoever_comes_first() -> None:
    chance, names = random.Random(3), [f"{given}a Kostov" for given in ("Bel", "Cor", "Dun", "Er", "Fin", "Gor", "Hal")]
    world = World(1, 0)
    for number in range(3 * CROWD):
        name = f"a{number}"
        text = f"{names[number % len(names)]}{'aeiou'[number % 5]}v spoke."
        mention = Mention(mention_id(name, 0, len(text) - 7, "person"), name, 0, len(text) - 7, "person", text[:-7])
        article = Article(name, name, "o", None, None, None, None, "metadata", "en", (), (), text, ())
        world.read[name], world.links[name], world.story[name] = (article, [mention]), [], name
    told, growing = Told(), GrowingEntities(EntitiesKept())
    order = sorted(world.read)
    chance.shuffle(order)
    for one in order:
        world.change(growing, set(), {one}, told)
    assert told.found() == world.found(set(order))


def test_of_many_who_bear_one_name_the_first_may_come_last_and_leave_again() -> None:
    world, told, growing = World(1, 0), Told(), GrowingEntities(EntitiesKept())
    for number in range(24):
        name, text = f"a{number}", ("George W. Bush", "George Bush", "Iran", "Vesna Orun")[number % 4]
        kind = "place" if text == "Iran" else "person"
        mention = Mention(mention_id(name, 0, len(text), kind), name, 0, len(text), kind, text)
        article = Article(name, name, "o", None, None, None, None, "metadata", "en", (), (), f"{text} spoke.", ())
        world.read[name], world.links[name], world.story[name] = (article, [mention]), [], name
        world.acting.add(mention.id)
    order = sorted(world.read, key=lambda one: world.read[one][1][0].id, reverse=True)
    for one in order:
        world.change(growing, set(), {one}, told)
    assert told.found() == world.found(set(order))
    while order:
        world.change(growing, {order.pop()}, set(), told)
        assert told.found() == world.found(set(order))


def test_a_newcomer_to_a_name_that_many_bear_reads_few_of_their_chains() -> None:
    world, told, kept = World(1, 0), Told(), EntitiesKept()
    for number in range(60):
        name = f"a{number}"
        mention = Mention(mention_id(name, 0, 4, "place"), name, 0, 4, "place", "Iran")
        article = Article(name, name, "o", None, None, None, None, "metadata", "en", (), (), "Iran spoke.", ())
        world.read[name], world.links[name], world.story[name] = (article, [mention]), [], name
    *before, last = sorted(world.read, key=lambda one: world.read[one][1][0].id)
    world.change(GrowingEntities(kept), set(), set(before), told)
    chains = kept.chains = Counting(kept.chains)
    world.change(GrowingEntities(kept), set(), {last}, told)
    assert told.found() == world.found(set(world.read))
    assert len(chains.asked) < 5


class Counting(dict[str, Chain]):
    """Chains, and which were asked for."""

    def __init__(self, chains: Mapping[str, Chain]) -> None:
        super().__init__(chains)
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> Chain:
        self.asked.add(key)
        return super().__getitem__(key)


def test_nothing_is_kept_of_chains_that_are_gone() -> None:
    world, told, kept = World(2, 12), Told(), EntitiesKept()
    growing = GrowingEntities(kept)
    world.change(growing, set(), set(world.read), told)
    world.change(growing, set(world.read), set(), told)
    assert told.found() == EntitiesFound([], {}, [])
    assert kept == EntitiesKept()
    assert kept.pieces == Level()
