"""The words that accounts choose for an act."""

from __future__ import annotations

from rashomon.knowledge.labels import act_label, means_label


def test_a_verb_that_looks_like_a_noun_is_no_label():
    assert act_label("killing", "dropped its load, ") is None
    assert act_label("killing", "after allegedly ") is None
    assert act_label("killing", "condemned the ") == "killing"
    assert act_label("attack", "after the terrorist ") == "terrorist attack"


def test_the_word_for_whoever_did_it_is_no_word_for_the_act() -> None:
    assert means_label(" by the terror group on Monday") is None
    assert means_label(" in the terror attack on Monday") == "terror attack"
