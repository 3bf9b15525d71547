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
        ("The army said it would arrest the rebels and attack the port.", "attack", "planned"),
        ("The rebels may arrest the envoys and shell the port.", "shell", "hypothetical"),
        ("Drivers must stay if a man was injured or killed.", "killed", "hypothetical"),
        ("The army did not arrest the rebels or shell the port.", "shell", "denied"),
        ("Two men were shot and killed.", "shot", "happened"),
        ("The three countries were determined to deliver a blow and to shell the rebels.", "shell", "planned"),
        ("The court determined the attack of Monday was a crime.", "attack", "happened"),
        ("Officials suggested imposing duties on motorcycles.", "imposing", "planned"),
        ("They had yet to speak to immigration officials on Monday.", "speak", "denied"),
        ("The rebels were first to kill a hostage.", "kill", "happened"),
        ("The captive speaks to the camera before a fighter kills him.", "kills", "happened"),
        ("Officials devoted time to rescuing the captive.", "rescuing", "planned"),
        ("He was to meet the president on Friday.", "meet", "planned"),
        ("Oran would be able to export steel to Lirane until June.", "export", "planned"),
        ("The shell almost killed the mayor.", "killed", "denied"),
        ("Almost 100 rebels killed the mayor.", "killed", "happened"),
        ("Release the hostages now!", "Release", "demanded"),
        ("“Free the hostages and examine them,” he said.", "examine", "demanded"),
        ("Oran looks forward to joining the governor on Friday.", "joining", "planned"),
        ("Plans are underway to arrest the mayor.", "arrest", "planned"),
        ("The driver now faces jail time over the crash.", "faces", "hypothetical"),
        ("They paid a ransom to get their son freed.", "freed", "planned"),
        ("If Oran were to attack Lirane, its allies would leave.", "attack", "hypothetical"),
        ("Officials were looking into the possibility the envoy was injured.", "injured", "hypothetical"),
        ("There is nothing to suggest that the envoy was killed.", "killed", "denied"),
        ("The minister said he would seek to overturn the law.", "seek", "planned"),
        ("The minister said he will refuse to sign the treaty.", "refuse", "planned"),
        ("He managed to evade officers searching for him.", "searching", "happened"),
        ("The envoy is in hiding after evading abduction by agents.", "abduction", "denied"),
        ("He repeated his support for talks between the government and the rebels.", "talks", "planned"),
        ("The operation will go on until the last rebel is killed.", "killed", "planned"),
    ],
)
def test_the_footing_of_an_act(text: str, word: str, expected: str) -> None:
    assert modality(text, word) == expected
