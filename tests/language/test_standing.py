"""Names told by where they stand: what only places are said to be, what only people are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from rashomon.language.names.spans import FROM_KNOWLEDGE, FROM_TAGGER, Named
from rashomon.language.names.standing import acronyms, short_families, standing_places

Read = Callable[[str], Doc]


def span(text: str, name: str, kind: str, trust: int = FROM_TAGGER) -> Named:
    start = text.index(name)
    return Named(start, start + len(name), kind, trust)


def places_in(text: str, *people: str, known: tuple[str, ...] = (), surely: tuple[str, ...] = ()) -> list[str]:
    tagged = [span(text, name, "person") for name in people]
    found = standing_places(text, tagged, (), lambda name: name in known, surely)
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Troops left the city of Torvak on Monday.", "Torvak"),
        ("Torvak, a town of 20,000 on the river, was quiet.", "Torvak"),
        ("Rebels took Torvak, 30 km north of the capital.", "Torvak"),
        ("A bus burned 15 miles south of Torvak.", "Torvak"),
        ("A bus burned in Torvak province.", "Torvak"),
        ("The dead came from Torvak district.", "Torvak"),
        ("Shells fell on Torvak, a district in the north of Sarn.", "Torvak"),
    ],
)
def test_what_only_places_are_said_to_be_makes_a_place_of_whom_a_tagger_sees(text: str, name: str) -> None:
    assert places_in(text, name) == [name]


def test_what_one_sentence_shows_holds_wherever_the_name_stands() -> None:
    text = "Torvak was shelled again. The city of Torvak is cut off, and Torvak has no water."
    assert places_in(text, "Torvak") == ["Torvak"] * 3


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Lina Torvak, a lawyer hired by the city, spoke.", ("Lina Torvak",)),
        ("Lina Torvak, the city clerk, spoke.", ("Lina Torvak",)),
        ("Lina Torvak spoke. The house is 12 miles north of Torvak's estate.", ("Lina Torvak",)),
        ("The house is 12 miles north of Torvak's estate.", ("Torvak",)),
        ("Voters in Torvak's district are angry.", ("Torvak",)),
        ("Lina Torvak won. Voters put trust in Torvak.", ("Lina Torvak",)),
        ("In late May, the city of the plain will vote.", ()),
        ("The car stopped a third of a mile north of Highway 282.", ()),
    ],
)
def test_people_months_and_roads_stay_what_they_are(text: str, people: tuple[str, ...]) -> None:
    assert places_in(text, *people, known=("Torvak",)) == []


def test_somewhere_needs_a_place_of_that_name() -> None:
    assert places_in("Fighting went on in Torvak.", "Torvak", known=("Torvak",)) == ["Torvak"]
    assert places_in("Fighting went on in Torvak.", "Torvak") == []


def test_a_part_of_a_longer_name_is_not_the_place() -> None:
    assert places_in("He lives in East Torvak, at 12 Torvak Street.", surely=("Torvak",)) == []


def test_a_place_stands_right_behind_a_stop_or_comma_too() -> None:
    text = "He left Torvak. Lina Roe, Torvak's mayor, stayed. In Mr. Sarn, Torvak has a friend."
    assert len(places_in(text, "Lina Roe", surely=("Torvak",))) == 3


def test_a_list_of_places_has_places_only() -> None:
    text = "The rebels hold Torvak, Sarn and Bel."
    placed = [span(text, name, "place", FROM_KNOWLEDGE) for name in ("Sarn", "Bel")]
    found = standing_places(text, [], placed, lambda name: name == "Torvak", ())
    assert [text[one.start : one.end] for one in found] == ["Torvak"]


def test_a_short_family_name_is_found_as_a_subject(read_english: Read) -> None:
    text = "Dylan Roof was caught on Friday. Roof killed nine people. The roof fell in."
    found = short_families(read_english(text), text, [span(text, "Dylan Roof", "person")])
    assert [one.start for one in found] == [text.index("Roof killed")]


def test_an_acronym_that_accuses_is_a_body_and_a_measure_is_none(read_english: Read) -> None:
    text = "The farmers' league said XQTP denied the attack. A test of DNA showed nothing."
    found = acronyms(read_english(text), text, [])
    assert [text[one.start : one.end] for one in found] == ["XQTP"]
