"""What of a saying can be read by itself, and what needs the verb that it hangs on."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.of_sayings import is_fragment


@pytest.mark.parametrize("words", ["any part in the raid", "at least nine dead", "of smuggling along the coast"])
def test_what_hangs_on_its_verb_is_a_fragment(words: str) -> None:
    assert is_fragment(words)


@pytest.mark.parametrize("words", ["Tarsk had sent the boats", "talks will resume", "the miners want a new roof built"])
def test_a_clause_of_any_length_is_none(words: str) -> None:
    assert not is_fragment(words)
