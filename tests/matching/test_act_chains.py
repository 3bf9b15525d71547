"""Tellings of one story form chains: what every text tells once is one act, what texts repeat is many."""

from __future__ import annotations

from itertools import permutations

import pytest

from rashomon.matching.act_chains import chains, evidence_among, judgements, model, surroundings
from rashomon.matching.acts import Told, told

TEXTS = {
    "a": "Police in Varn arrested the baker Olo Mint on Monday. He said he was at home. His wife said so too.",
    "b": "The baker Olo Mint was detained by Varn police after the fire at the mill, the mayor said.",
    "c": "Varn police said they had arrested a baker. A neighbour said the mill burned for hours, and a guard said no.",
    "d": "A bridge in Odremia opened on Friday.",
}


def every(text_id: str, word: str) -> list[Told]:
    text = TEXTS[text_id]
    starts = [at for at in range(len(text)) if text.startswith(word, at)]
    return [told(f"{text_id}:{word}:{at}", text_id, text, at, at + len(word)) for at in starts]


@pytest.fixture
def story() -> list[Told]:
    words = (("a", "arrested"), ("b", "detained"), ("c", "arrested"), ("d", "opened"))
    sayings = [one for text in "abc" for one in every(text, "said")]
    return [one for text, word in words for one in every(text, word)] + sayings


def test_a_share_counts_the_texts_that_tell_what_is_akin(story):
    around = surroundings(story)
    assert around["a:arrested:15"].share == pytest.approx(3 / 4)
    assert around[every("d", "opened")[0].id].share == pytest.approx(1 / 4)


def test_a_word_that_a_text_repeats_is_told_often_and_one_told_once_a_text_is_not(story):
    around = surroundings(story)
    assert around["a:arrested:15"].often == 0.0
    assert around[every("b", "said")[0].id].often > 0.0


def test_a_repeated_word_speaks_less_for_one_act(story):
    assert model().weights["akin, told often in a text"] < 0


def test_arrested_and_detained_in_three_texts_are_one_act(story):
    found = chains(story)
    assert found[every("a", "arrested")[0].id] == found[every("c", "arrested")[0].id]
    assert found[every("d", "opened")[0].id] == every("d", "opened")[0].id


def test_every_telling_is_in_a_chain(story):
    assert set(chains(story)) == {one.id for one in story}
    assert chains([]) == {}


def test_chains_are_the_same_in_any_order(story):
    some = story[:5]
    assert len({tuple(sorted(chains(order).items())) for order in permutations(some)}) == 1


def test_every_feature_lies_between_nought_and_one_and_is_the_same_either_way_round(story):
    around = surroundings(story)
    for one in story:
        for other in story:
            here, there = evidence_among(one, other, around), evidence_among(other, one, around)
            assert all(-1e-9 <= found.value <= 1 + 1e-9 for found in here.values())
            assert {k: v.value for k, v in here.items()} == pytest.approx({k: v.value for k, v in there.items()})


def test_a_judgement_says_how_the_story_tells_it(story):
    reasons = {reason.feature for found in judgements(story) for reason in found.reasons}
    assert "akin, told by many" in reasons
