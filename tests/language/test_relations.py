"""Relations: whether two parties of one sentence fight or talk with each other."""

from __future__ import annotations

import pytest

from rashomon.language.english import english
from rashomon.language.parties.relations import relation_between


@pytest.mark.parametrize(
    ("text", "one", "two", "expected"),
    [
        ("General Okoro met the Chadian minister in Abuja.", "General Okoro", "the Chadian minister", "talks"),
        ("The envoy held talks with rebel leaders in Doha.", "The envoy", "rebel leaders", "talks"),
        ("Somali forces are fighting al-Shabaab near Jowhar.", "Somali forces", "al-Shabaab", "fights"),
        ("The report names the ministry and the agency.", "the ministry", "the agency", "none"),
        ("Chad sent troops to help Mali in its war against the jihadists.", "Mali", "the jihadists", "fights"),
        ("Four strikes engaged a patrol, two boats and a depot.", "Four strikes", "two boats", "fights"),
        ("Clashes between the army and the Mai-Mai went on.", "the army", "the Mai-Mai", "fights"),
        ("Derna fell after the regime's bombardment of the militia.", "the regime", "the militia", "fights"),
        ("The premier praised the army for its campaign against the sect.", "The premier", "the sect", "none"),
        ("Soldiers and nurses were wounded in the attack by the rebels.", "Soldiers", "nurses", "none"),
        ("The coalition is committed to destroying the network.", "The coalition", "the network", "fights"),
    ],
)
def test_the_path_between_two_parties_tells_what_joins_them(text: str, one: str, two: str, expected: str) -> None:
    spans = [(text.index(part), text.index(part) + len(part)) for part in (one, two)]
    assert relation_between(english()(text), spans[0], spans[1]) == expected


def test_parties_of_two_sentences_are_not_joined() -> None:
    text = "The envoy left Doha. The rebels stayed."
    assert relation_between(english()(text), (0, 9), (21, 31)) == "none"
