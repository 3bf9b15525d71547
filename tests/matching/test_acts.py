"""Two tellings of an act are compared by their words, their names and their texts."""

from __future__ import annotations

import pytest

from rashomon.matching.acts.pairs import evidence, lemma, likelihood, told

FIRST = "Police in Varn arrested the baker Olo Mint on Monday over the mill fire. He denied it."
SECOND = "The baker Olo Mint was detained by Varn police after the fire at the mill. His lawyer protested."
OTHER = "Officials in Odremia opened nine bridges on Friday after a winter of repairs."


def telling(name: str, text: str, word: str):
    start = text.index(word)
    return told(f"{name}:{word}", name, text, start, start + len(word))


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("arrested", "arrest"),
        ("said", "say"),
        ("studies", "study"),
        ("stopped", "stop"),
        ("struck", "strike"),
        ("crisis", "crisis"),
    ],
)
def test_a_form_has_its_base(form, base):
    assert lemma(form) == base


def test_words_of_one_family_in_like_texts_are_likelier_one_act_than_unlike_ones():
    arrest, detain = telling("a", FIRST, "arrested"), telling("b", SECOND, "detained")
    assert likelihood(arrest, detain) > likelihood(arrest, telling("b", SECOND, "protested"))
    assert likelihood(arrest, detain) > likelihood(arrest, telling("c", OTHER, "opened"))


def test_a_pair_scores_the_same_either_way_round():
    one, other = telling("a", FIRST, "arrested"), telling("b", SECOND, "detained")
    assert likelihood(one, other) == pytest.approx(likelihood(other, one))


def test_every_feature_lies_between_nought_and_one():
    one, other = telling("a", FIRST, "arrested"), telling("b", SECOND, "detained")
    assert all(-1e-9 <= found.value <= 1 + 1e-9 for found in evidence(one, other).values())


@pytest.mark.parametrize(
    ("one", "other"),
    [("injured", "injury"), ("denied", "denial"), ("closing", "closure"), ("shootings", "shot"), ("slew", "slaying")],
)
def test_a_deed_and_its_noun_share_a_stem(one, other):
    here, there = telling("a", f"Two were {one} in Varn.", one), telling("b", f"The {other} in Varn was told.", other)
    assert here.words.stems & there.words.stems


@pytest.mark.parametrize(
    ("one", "other"),
    [("gunned down", "killed"), ("stepped down", "resigned"), ("police", "policies"), ("sentence", "sent")],
)
def test_two_words_that_stand_together_have_a_family_and_look_alikes_have_none(one, other):
    here, there = telling("a", f"He was {one} in Varn.", one), telling("b", f"He had {other} in Varn.", other)
    assert not here.words.stems & there.words.stems
    assert bool(here.words.families & there.words.families) == (" " in one)
