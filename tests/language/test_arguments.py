"""Parties of an act: who can act, who can suffer, and for whom a machine acts."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from rashomon.language.english import english
from rashomon.language.parties.heads import actor_of, can_act, party_phrase, recipient_of


def word_of(text: str, word: str) -> Token:
    doc: Doc = english()(text)
    return next(token for token in doc if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("Dutch frigates shelled the harbour of Tarsk.", "frigates", "Dutch"),
        ("Rockets hit the market of Tarsk.", "Rockets", None),
        ("The way they vote angers the farmers.", "way", None),
        ("Striking dockers blocked the gates.", "dockers", "dockers"),
        ("The opposition called for a vote.", "opposition", "opposition"),
    ],
)
def test_machines_act_for_their_owners_and_ideas_for_nobody(text: str, word: str, actor: str | None) -> None:
    found = actor_of(word_of(text, word))
    assert (found.text if found is not None else None) == actor


def test_things_are_shelled_but_not_asked() -> None:
    station = word_of("Rebels shelled the station.", "station")
    assert recipient_of(station, "ASSAULT") is station
    assert recipient_of(station, "REQUEST") is None


def test_a_pronoun_of_persons_can_act() -> None:
    assert can_act(word_of("They fled.", "They"))
    assert not can_act(word_of("Nothing moved.", "Nothing"))


def test_a_group_phrase_holds_all_its_countries() -> None:
    head = word_of("The finance ministers of Chile and Peru met in Lima.", "ministers")
    assert party_phrase(head).text == "The finance ministers of Chile and Peru"
