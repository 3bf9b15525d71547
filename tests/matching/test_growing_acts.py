"""Acts that come one by one form the groups, events and judgements that all at once would have formed."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.acts.facts import Facts, Member, pairs_of
from rashomon.matching.acts.growing import ActsKept
from rashomon.matching.acts.growing_events import EventsKept, GrowingEvents
from rashomon.matching.acts.judging import EventsSettings
from rashomon.matching.acts.pairs import told
from rashomon.record import Event, Judgement, Quantity, Report, Span, When, Where, pair_of, report_id
from rashomon.stages.events import events_of

SMALL = EventsSettings(crowd=2)
VERBS = ("struck", "shelled", "met", "talked", "accused", "blamed", "arrested")
TYPES = ("ASSAULT", "ASSAULT", "CONSULT", "CONSULT", "ACCUSE", "ACCUSE", "COERCE")
WHERES = tuple(
    Where(f"geo:{name}", name, "FRA", north, 0.0, "city", "m") for name, north in (("Aville", 40.0), ("Berg", 60.0))
)
Articles = dict[str, list[Facts]]


def acts_of(chance: random.Random, article: str) -> list[Facts]:
    """What one article tells: acts of few kinds by few parties, so that many are alike."""
    words: list[str] = []
    spans: list[tuple[int, Span]] = []
    for kind in chance.choices(range(len(VERBS)), k=chance.randrange(1, 4)):
        line = f"Forces of {chance.choice(('Orun', 'Vesk', 'Mirel'))} {VERBS[kind]} them in the harbour on Tuesday."
        at = len("".join(words)) + line.index(VERBS[kind])
        spans.append((kind, Span(at, at + len(VERBS[kind]))))
        words.append(line + "\n")
    text = "".join(words)
    first = float(chance.randrange(20_000, 20_003))
    published = (first, first + chance.choice((0.0, 0.0, 2.0)))
    story = frozenset((chance.choice(("s1", "s1", "s1", "s2")),))
    return [facts(chance, article, text, kind, span, story, published) for kind, span in spans]


def facts(
    chance: random.Random,
    article: str,
    text: str,
    kind: int,
    span: Span,
    story: frozenset[str],
    published: tuple[float, float],
) -> Facts:
    day = chance.choice((None, None, 14, 15, 19))
    begin, end = (f"2024-05-{(day or 0) + more}T00:00:00Z" for more in (0, 1))
    when = None if day is None else When(begin, end, "day", "on", "", "")
    number = Quantity(20.0, 20.0, "people", "dead", "m")
    report = Report(
        report_id(article, span, TYPES[kind]), article, span.start, span.end, span, TYPES[kind],
        chance.choice((None, "phone")), (), None, 1, (), (), when, chance.choice((None, None, *WHERES)),
        chance.choice(((), (number,))), "happened", None, (),
    )  # fmt: skip
    actors = frozenset(chance.sample(("p1", "p2", "p3"), chance.randrange(3)))
    met = frozenset(chance.sample(("p3", "p4"), chance.randrange(2)))
    lands = frozenset(chance.sample(("FRA", "KEN"), chance.randrange(2)))
    roles = (("actors", actors), ("recipients", met))
    cast = tuple(Member(role, one, report.id, False) for role, found in roles for one in sorted(found))
    return Facts(
        report.id, article, story, (report,), (told(report.id, article, text, span.start, span.end),), actors, met,
        lands, actors & {"p1"}, frozenset(), published, chance.random() < 0.2, chance.random() < 0.2,
        cast=cast, pairs=pairs_of(report, lands, actors),
    )  # fmt: skip


def test_acts_are_as_alike_as_a_world_needs_them() -> None:
    sizes = [len(event.reports) for seed in range(20) for event in events_of(flat(world(seed, 8)), {}).events]
    assert max(sizes) > 3
    assert sizes.count(1) > 10


def world(seed: int, size: int) -> Articles:
    chance = random.Random(seed)
    return {f"a{number}": acts_of(chance, f"a{number}") for number in range(size)}


def flat(articles: Mapping[str, Sequence[Facts]]) -> list[Facts]:
    return sorted((one for found in articles.values() for one in found), key=lambda one: one.id)


class Told:
    """Events and judgements as a case has them: what changes is replaced."""

    def __init__(self) -> None:
        self.events: dict[str, Event] = {}
        self.judgements: dict[tuple[str, str], list[Judgement]] = {}

    def change(self, growing: GrowingEvents, facts: Articles, voiced: set[str], origins: dict[str, str]) -> None:
        changed = growing.add(facts, voiced, origins)
        for gone in changed.gone:
            self.events.pop(gone, None)
        self.events |= {event.id: event for event in changed.events}
        for pair in changed.rejudged:
            self.judgements.pop(pair, None)
        fresh = defaultdict(list)
        for found in changed.judgements:
            fresh[pair_of(found)].append(found)
        self.judgements |= fresh


def replay(seed: int, chance: random.Random) -> None:
    """A world that grows, changes and loses, against the same world at once."""
    articles = world(seed, chance.randrange(2, 14))
    kept, grown = EventsKept(), Told()
    order = list(articles)
    chance.shuffle(order)
    first = chance.randrange(len(order))
    here: Articles = {one: articles[one] for one in order[:first]}
    origins = {one: one for one in articles}
    begun = events_of(flat(here), origins, (), SMALL, kept)
    grown.events = {event.id: event for event in begun.events}
    for found in begun.judgements:
        grown.judgements.setdefault(pair_of(found), []).append(found)
    growing = GrowingEvents(kept, SMALL)
    rest = order[first:]
    while rest:
        batch = {one: articles[one] for one in rest[: chance.choice((1, 1, 2, 5))]}
        rest = rest[len(batch) :]
        if here and chance.random() < 0.4:
            # what an article is told to mean changes: another story, other parties
            one = chance.choice(list(here))
            batch[one] = acts_of(random.Random(chance.randrange(50)), one)
        if here and chance.random() < 0.5:
            # articles come into another story, and say what they said
            story = frozenset((chance.choice(("s1", "s2", "s3")),))
            for one in chance.sample(sorted(here), chance.randrange(1, len(here) + 1)):
                batch[one] = [replace(act, stories=story) for act in batch.get(one, here[one])]
        voiced = {one for one in here if chance.random() < 0.1}
        origins |= {one: chance.choice(order) for one in voiced}
        here |= batch
        grown.change(growing, batch, voiced, origins)
        if chance.random() < 0.1:
            gone = chance.choice(list(here))
            del here[gone]
            grown.change(growing, {gone: []}, set(), origins)
    whole = events_of(flat(here), origins, (), SMALL)
    assert sorted(grown.events.values(), key=lambda event: event.reports) == whole.events
    assert [found for pair in sorted(grown.judgements) for found in grown.judgements[pair]] == whole.judgements


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1_000_000), st.randoms(use_true_random=False))
def test_acts_that_come_one_by_one_are_told_as_all_at_once(seed: int, chance: random.Random) -> None:
    replay(seed, chance)


def test_nothing_is_kept_of_acts_that_are_gone() -> None:
    articles, kept = world(3, 6), EventsKept()
    growing = GrowingEvents(kept, SMALL)
    growing.add(articles, (), {})
    growing.add({one: [] for one in articles}, (), {})
    assert not kept.acts and not kept.inside
    assert kept.rounds == [ActsKept() for _ in kept.rounds]
