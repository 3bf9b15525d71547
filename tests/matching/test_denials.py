"""Denials: what a negation bears on."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.denying.denials import is_plain_denial, is_plain_telling


def at(text: str, word: str) -> tuple[str, int, int, int]:
    return text, 0, len(text), text.index(word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army denied that it had shelled the village.", "shelled"),
        ("Its fighters did not fire on the convoy.", "fire"),
        ("Nobody was beaten, police said.", "beaten"),
        ("The ministry rejects claims of having bombed the dam.", "bombed"),
    ],
)
def test_a_plain_denial_is_one_and_tells_nothing(text: str, word: str):
    assert is_plain_denial(*at(text, word))
    assert not is_plain_telling(*at(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No one else was injured in the blast.", "injured"),
        ("The guards have not fired a shot in nearly a decade.", "fired"),
        ("The planes have not targeted any particular meeting.", "targeted"),
        ("She did not know who fired the shots.", "fired"),
        ("They have not attacked the town yet.", "attacked"),
    ],
)
def test_a_negation_beside_the_deed_denies_nothing(text: str, word: str):
    assert not is_plain_denial(*at(text, word))


def test_what_may_happen_is_not_told_as_done():
    assert not is_plain_telling(*at("The army could bomb the dam.", "bomb"))
    assert is_plain_telling(*at("The army bombed the dam.", "bombed"))
