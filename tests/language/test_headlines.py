"""Headlines, which drop articles and auxiliaries, and the notes of those who count, read for what they tell."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.mending.headlines import is_headline
from read_alone import reading_of

#: Headline → type, actors, recipients of each act that is told.
TOLD = {
    "Rebels attack convoy, kill 9": [("ASSAULT", ["Rebels"], ["convoy"]), ("ASSAULT", ["Rebels"], ["9"])],
    "Gunmen storm church, abduct priest": [("ASSAULT", ["Gunmen"], ["church"]), ("ASSAULT", ["Gunmen"], ["priest"])],
    "Rebels free hostages": [("RETREAT", ["Rebels"], ["hostages"])],
    "Police arrests 12 in Kampala": [("COERCE", ["Police"], ["12"])],
    "UN envoy heads to Sanaa for talks with Houthis": [("CONSULT", ["UN envoy"], [])],
    "Suspect held over bomb plot": [("COERCE", [], ["Suspect"])],
    "Two held over bomb plot": [("COERCE", [], ["Two"])],
    "Army strikes rebel positions": [("ASSAULT", ["Army"], ["rebel positions"])],
}
#: Note or headline → how many of whom, for each number of people it tells.
COUNTED = {
    "12 arrested at anti-war march": [(12.0, "arrested")],
    "Three killed, 10 hurt in clashes": [(3.0, "dead"), (10.0, "injured")],
    "4 civilians killed, 2 women abducted, several houses burned.": [(4.0, "dead"), (2.0, "abducted")],
    "Nigerian troops kill 30 bandits, rescue 12 hostages": [(30.0, "dead"), (12.0, "rescued")],
}
#: Nouns that stay nouns: no people before them, or no object behind.
NOUNS = ("Drugs raid nets 12 suspects", "Rebel attack kills nine", "Police shootings in 2019", "Arms talks stall")


@pytest.mark.parametrize("line", TOLD)
def test_who_does_what_to_whom(line: str) -> None:
    reading = reading_of(line)
    names = {mention.id: mention.text for mention in reading.mentions}
    assert TOLD[line] == [
        (one.type, [names[i] for i in one.actors], [names[i] for i in one.recipients]) for one in reading.reports
    ]


@pytest.mark.parametrize("line", COUNTED)
def test_numbers_stay_with_those_they_count(line: str) -> None:
    found = [(number.low, number.of) for one in reading_of(line).reports for number in one.quantities]
    assert [number for number in found if number[1] not in ("buildings", None)] == COUNTED[line]


@pytest.mark.parametrize("line", COUNTED)
def test_who_suffers_does_nothing(line: str) -> None:
    reading = reading_of(line)
    names = {mention.id: mention.text for mention in reading.mentions}
    actors = {names[actor] for one in reading.reports for actor in one.actors}
    assert actors <= {"Nigerian troops"}


@pytest.mark.parametrize("line", NOUNS)
def test_nouns_stay_nouns(line: str) -> None:
    (doc,) = parse([line])
    assert doc[1].pos_ == "NOUN"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Rebels attack convoy, kill 9", True),
        ("Rebels attacked a convoy.", False),
        ("He left. The rebels attacked a convoy near the border with Chad and left", False),
        ("Protests", False),
    ],
)
def test_headlines_are_short_and_end_like_no_sentence(line: str, expected: bool) -> None:
    (doc,) = parse([line])
    assert is_headline(doc) is expected
