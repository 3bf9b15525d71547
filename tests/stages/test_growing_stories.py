"""A newcomer joins its story without a comparison of all, and the stories are those that all at once would give."""

from __future__ import annotations

import math
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.matching.candidates import Pairs
from rashomon.matching.stories.pairs import days_of
from rashomon.matching.stories.sketches import Sketches
from rashomon.record import Article, Judgement, article_id, document_id
from rashomon.stages.stories import (
    GrowingStories,
    StoriesKept,
    StoriesSettings,
    find_stories,
    story_sketch,
)

#: Small windows, so that newcomers push pairs out of them; bars that rise over the few words of these accounts.
TIGHT = StoriesSettings(keys=6, crowd=3, lead=10, kept=3, doubtful=2, few=10, enough=30)
TOPICS = (
    "ferry rudder harbour stranded passengers coastguard tugboat anchor pier sailors lifeboat",
    "teachers walkout schools union wages picket classrooms headmaster bargaining pupils strike",
    "flood dykes sandbags evacuated river gauge meadow pumps downstream villages rainfall",
)


def corpus(seed: int, count: int) -> list[Article]:
    chance = random.Random(seed)
    found = []
    for number in range(count):
        topic = chance.choice(TOPICS).split()
        others = [word for line in TOPICS for word in line.split()]
        words = chance.choices(topic, k=9) + chance.choices(others, k=4)
        document = document_id(f"{seed} {number}".encode())
        day = None if chance.random() < 0.2 else f"2025-0{chance.randrange(1, 7)}-1{chance.randrange(10)}T00:00:00Z"
        named = [word.capitalize() if chance.random() < 0.3 else word for word in words]
        text = " ".join(named) + "."
        dated = "metadata" if day else "none"
        one = article_id(document)
        found.append(Article(one, document, None, None, None, day, day, dated, "en", (), (), text, ()))
    return found


def voices(articles: list[Article], seed: int) -> dict[str, str]:
    """Some articles are copies of the smallest id of their kind; a newcomer can change whose voice the rest are."""
    first: dict[int, str] = {}
    for one in sorted(articles, key=lambda article: article.id):
        first.setdefault(int(one.id[:4], 16) % 7, one.id)
    return {one.id: first[kind] if (kind := int(one.id[:4], 16) % 7) < 2 else one.id for one in articles}


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 24), st.randoms(use_true_random=False))
def test_stories_that_grew_are_the_stories_of_all(seed: int, count: int, chance: random.Random) -> None:
    articles = corpus(seed, count)
    chance.shuffle(articles)
    growing, here = GrowingStories(TIGHT), []
    while len(here) < count:
        batch = articles[len(here) : len(here) + chance.choice((1, 2, 5))]
        here += batch
        growing.add(batch, voices(here, seed))
        assert (growing.stories(), growing.judgements()) == find_stories(here, voices(here, seed), (), TIGHT)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 24), st.integers(1, 3))
def test_newcomers_give_just_what_changed(seed: int, count: int, newcomers: int) -> None:
    every = corpus(seed, count)
    known = every[:-newcomers]
    kept = StoriesKept()
    before = find_stories(known, voices(known, seed), (), TIGHT, kept)
    growing = GrowingStories(TIGHT, kept)
    assert before == find_stories(known, voices(known, seed), (), TIGHT)
    assert (growing.stories(), growing.judgements()) == before
    told = growing.add(every[-newcomers:], voices(every, seed))
    after = find_stories(every, voices(every, seed), (), TIGHT)
    stories = {story.id: story for story in before.stories if story.id not in told.gone}
    assert stories | {story.id: story for story in told.stories} == {story.id: story for story in after.stories}
    judged = {(row.left, row.right): row for row in before.judgements}
    judged |= {(row.left, row.right): row for row in told.judgements}
    assert {pair: row for pair, row in judged.items() if pair not in told.unjudged} == {
        (row.left, row.right): row for row in after.judgements
    }


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(4, 20), st.integers(1, 4), st.randoms(use_true_random=False))
def test_people_are_heard_by_stories_that_grew(seed: int, count: int, said: int, chance: random.Random) -> None:
    every = corpus(seed, count)
    people = []
    for number in range(said):
        left, right = sorted(one.id for one in chance.sample(every, 2))
        verdict = chance.choice(("same", "different"))
        at = f"2026-01-0{number + 1}T00:00:00Z"
        people.append(Judgement("story", left, right, verdict, 1.0, (), "person:ada", at))
    kept, known = StoriesKept(), every[:-2]
    before = find_stories(known, voices(known, seed), people, TIGHT, kept)
    growing = GrowingStories(TIGHT, kept)
    assert (growing.stories(people), growing.judgements()) == before
    growing.add(every[-2:], voices(every, seed))
    assert (growing.stories(people), growing.judgements()) == find_stories(
        every, voices(every, seed), people, TIGHT
    )


def score_in_floats(articles: list[Article], i: int, j: int, one_voice: bool) -> float:
    """The score of two articles as the formula has it, nothing rounded but the cosines and the end."""
    pair = Pairs(np.array([i]), np.array([j]), np.array([0]))
    cosines = Sketches([story_sketch(one, TIGHT) for one in articles]).cosines(pair)
    text, lead, names, others, longest = (float(part[0]) for part in cosines)
    one, other = (days_of(articles[at].published) for at in (i, j))
    gap = abs(one - other) if one == one and other == other else 0.0
    time = 0.5 ** (max(0.0, gap - TIGHT.days_free) / TIGHT.days_half)
    added = [TIGHT.whole * math.sqrt(text), TIGHT.front * lead, TIGHT.names * names * others, TIGHT.others * others]
    likeness = TIGHT.nothing + sum(added) + TIGHT.short / math.sqrt(max(longest, TIGHT.fewest))
    return round(min(1.0, max(max(0.0, likeness) * time, 0.9 if one_voice else 0.0)), 6)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.integers(2, 14))
def test_what_is_kept_small_of_a_pair_gives_the_score_that_floats_give(seed: int, count: int) -> None:
    every = corpus(seed, count)
    number, said = {one.id: i for i, one in enumerate(every)}, voices(every, seed)
    for row in find_stories(every, said, (), TIGHT).judgements:
        expected = score_in_floats(every, number[row.left], number[row.right], said[row.left] == said[row.right])
        assert abs(row.score - expected) < 1.5e-6, row  # pow may differ in its last bit between one and many
        if row.score < 1.0:
            assert abs(sum(reason.score for reason in row.reasons) - row.score) < 3e-4, row


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10_000), st.sampled_from((TIGHT, StoriesSettings())))
def test_two_alone_are_one_story_where_their_judgement_says_so(seed: int, chosen: StoriesSettings) -> None:
    found = find_stories(corpus(seed, 2), {}, (), chosen)
    assert [row.verdict for row in found.judgements] in ([], ["same" if len(found.stories) == 1 else "different"])
