"""Modality: how an act is told, by the words around its predicate."""

from __future__ import annotations

import pytest

from rashomon.language.english import english
from rashomon.language.modality import modality_of
from rashomon.language.predicates.acts import acts


def modality(text: str, word: str) -> str:
    told = next(one for one in acts(english()(text)) if one.frame.word.text == word)
    return modality_of(told.frame, told.type)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Soldiers shelled the village of Orsk.", "shelled", "happened"),
        ("Ruritania denied that its soldiers had shelled the village.", "shelled", "denied"),
        ("The ministers agreed to meet in Oslo on June 3.", "meet", "planned"),
        ("The army has not shelled the village.", "shelled", "denied"),
        ("The ministers praised their cooperation for attacking rebel bases.", "attacking", "planned"),
        ("A court convicted the gunman for attacking a policeman.", "attacking", "happened"),
        ("Police prevented an attack on the mosque in Lyon.", "attack", "denied"),
        ("The security service thwarted a suicide bombing in Basra.", "bombing", "denied"),
        ("There were no clashes between police and protesters.", "clashes", "denied"),
        ("The rebels left the town without firing a shot.", "firing", "denied"),
        ("Instead of attacking the city, the army withdrew.", "attacking", "denied"),
        ("The widow will appeal to the high court.", "appeal", "planned"),
        ("The guild said it had appealed to the high court.", "appealed", "happened"),
        ("The operation will go on until the last rebel is killed.", "killed", "planned"),
    ],
)
def test_the_footing_of_an_act(text: str, word: str, expected: str) -> None:
    assert modality(text, word) == expected
