"""A story keeps the name of most of its articles; no two stories have one name, and each name leads to its story."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rashomon.comparing.lasting import Lasting


def regroup(told: dict[str, set[int]], chance: random.Random, article: int) -> dict[str, set[int]]:
    """Stories of numbered articles, each called after its first, after some have parted, joined and gained one."""
    groups = [set(one) for one in told.values()]
    for _ in range(chance.randrange(3)):
        chance.shuffle(groups)
        if len(groups) > 1 and chance.random() < 0.5:
            groups[0] |= groups.pop()
        elif len(groups[0]) > 1:
            groups.append({groups[0].pop()})
    chance.choice(groups).add(article)
    return {f"{min(one):02}": one for one in groups}


@given(st.randoms(use_true_random=False))
def test_names_are_one_to_a_story_and_stay_with_most_of_it(chance: random.Random) -> None:
    articles = chance.sample(range(100), 25)
    told: dict[str, set[int]] = {f"{min(articles[:5]):02}": set(articles[:5])}
    names, stories = dict[str, str](), dict[str, str]()
    for article in articles[5:]:
        lasting, now = Lasting(names, stories), regroup(told, chance, article)
        gone = {one for one, found in told.items() if now.get(one) != found}
        was = {article: story for story, found in told.items() for article in found}
        came = {
            one: Counter(was[article] for article in found if article in was)
            for one, found in now.items()
            if told.get(one) != found
        }
        lasting.change(gone, came)
        called = {lasting.now(one): one for one in now}
        assert len(called) == len(now)
        assert all(lasting.story(name) == one for name, one in called.items())
        for one in gone:
            heir = lasting.story(lasting.before(one))
            assert heir is None or came[heir][one] or heir == lasting.now(heir)
            # where nobody bears it on, all its articles have gone to stories of which others were more
            left = (new for new, found in came.items() if found[one]) if heir is None else ()
            assert all(lasting.now(new) in map(lasting.before, gone) for new in left)
        told, before = now, {one: lasting.now(one) for one in now}
        lasting.keep()
        assert {one: Lasting(names, stories).now(one) for one in told} == before


def test_a_story_that_is_renamed_keeps_its_name() -> None:
    lasting = Lasting({}, {})
    lasting.change({"7"}, {"3": Counter({"7": 4})})
    assert lasting.now("3") == "7" and lasting.story("7") == "3"
    lasting.keep()
    # its first article of once founds a story of its own, whose id is the name that the other bears
    lasting.change({"3"}, {"3": Counter({"3": 3}), "7": Counter({"3": 1})})
    assert lasting.now("3") == "7"
    assert lasting.now("7") not in ("3", "7")
