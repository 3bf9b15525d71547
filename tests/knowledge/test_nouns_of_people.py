"""The nouns of people stand in one table, each where the rules that know it look for it."""

from __future__ import annotations

from collections import Counter

from rashomon.knowledge.tables import table


def test_what_is_a_person_everywhere_is_not_said_again_for_some_rules() -> None:
    nouns = {name: set(words.split()) for name, words in table("nominal_nouns").items()}
    everywhere = nouns["person"] - nouns["not_always"]
    again = {name: everywhere & nouns[name] for name in ("people", "speaking", "counted")}
    assert again == {"people": set(), "speaking": set(), "counted": set()}
    assert nouns["not_always"] <= nouns["person"]


def test_no_list_says_a_noun_twice() -> None:
    counts = {name: Counter(words.split()) for name, words in table("nominal_nouns").items()}
    assert [(name, noun) for name, count in counts.items() for noun, times in count.items() if times > 1] == []
