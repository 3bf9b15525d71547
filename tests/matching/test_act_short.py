"""Short accounts of one story tell one act in words of their own; what speaks against still does."""

from __future__ import annotations

from dataclasses import replace

from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.short import in_short
from rashomon.matching.scores import Evidence

OTHER_WORDS = {"same type": Evidence(1.0), "other words": Evidence(2.0)}


def _act(id: str, beside: float = 3.0, story: str = "s") -> Facts:
    nobody: frozenset[str] = frozenset()
    found = Facts(
        id, id, frozenset((story,)), (), (), nobody, nobody, nobody, nobody, nobody, None, False, False
    )
    return replace(found, beside=beside)


def test_other_words_count_again_by_how_short_two_accounts_are() -> None:
    assert in_short(OTHER_WORDS, _act("a"), _act("b"))["other words, in short"].value == 2.0
    assert in_short(OTHER_WORDS, _act("a"), _act("b", 6.0))["other words, in short"].value == 1.0


def test_between_long_pages_and_beyond_one_story_nothing_counts_otherwise() -> None:
    assert not in_short(OTHER_WORDS, _act("a"), _act("b", 8.0))
    assert not in_short(OTHER_WORDS, _act("a"), _act("b", story="t"))


def test_what_tells_twins_apart_is_not_made_up_for_by_shortness() -> None:
    assert not in_short({**OTHER_WORDS, "roles swapped": Evidence(1.0)}, _act("a"), _act("b"))
