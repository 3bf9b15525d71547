"""Harm that nobody is said to have done is told apart from what people do to each other."""

from __future__ import annotations

import pytest

from rashomon.pipeline import read_documents
from rashomon.record import Document, document_id


def told(text: str) -> list[tuple[str, list[str], list[tuple[float | None, str | None]]]]:
    body = text.encode()
    (read,) = read_documents([Document(document_id(body), None, None, None, "text/plain", None, body)])
    said = {mention.id: mention.text for mention in read.mentions}
    return [
        (one.type, [said[actor] for actor in one.actors], [(q.low, q.of) for q in one.quantities])
        for one in read.reports
    ]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A river boat capsized near Idah on Sunday, killing at least 31 traders.", 31),
        ("A magnitude 5.7 quake shook the province before dawn and killed six villagers.", 6),
        ("Two trains collided outside Varna, leaving 27 dead.", 27),
        ("Flash floods have killed 62 people in the north.", 62),
        ("Cholera has killed 300 people in the camps since October.", 300),
        ("The army helicopter crashed in bad weather, killing all nine soldiers on board.", 9),
        ("An explosion at a fireworks factory killed 11 workers.", 11),
        ("A fire at a nightclub killed 13 people.", 13),
    ],
)
def test_a_disaster_is_harm_of_nobody_and_keeps_its_toll(text, dead):
    ((type, actors, numbers),) = told(text)
    assert (type, actors, numbers[0]) == ("HARM", [], (dead, "dead"))


@pytest.mark.parametrize(
    "text",
    [
        "A suicide bomber killed 23 people at a mosque.",
        "Gunmen killed 12 villagers after their bus overturned.",
        "The helicopter crashed after it was hit by a rebel missile, killing nine soldiers.",
        "Shelling collapsed the roof of the clinic, killing four nurses.",
    ],
)
def test_one_word_of_fighting_leaves_harm_to_people(text):
    assert "ASSAULT" in {type for type, _, _ in told(text)} and "HARM" not in {type for type, _, _ in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Landslides blocked the road to the dam and forced 400 families to leave.",
        "The quake shook buildings in the capital.",
        "A passenger ferry turned over on Tuesday morning.",
    ],
)
def test_what_nature_does_is_no_act_of_anybody(text):
    assert told(text) == []


def test_a_bare_toll_goes_by_what_the_text_opens_with():
    opening = "Flood waters swept through Torrea on Friday.\n\n"
    assert [type for type, _, _ in told(f"{opening}Eleven people died and 30 were hurt, officials said.")] == ["HARM"]
