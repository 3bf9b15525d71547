"""Hard deeds told by a phrase: searches, arrests, verdicts, attacks; and courtesies that are none."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.tokens import Doc

from rashomon.language.english import parse
from rashomon.language.predicates.acts import acts

TOLD = {
    "Police searched the offices of the newspaper on Tuesday.": ["COERCE"],
    "He was led away in handcuffs after the hearing.": ["COERCE"],
    "Two women were dragged out of the building by bailiffs.": ["COERCE"],
    "Nineteen officers are under arrest, the ministry said.": ["COERCE"],
    "The convoy came under fire near Bria on Monday.": ["ASSAULT"],
    "The minister came under fire for his handling of the crisis.": ["ACCUSE"],
    "The jury found him guilty on Friday.": ["SANCTION"],
    "Turkey is holding five men, their lawyer said.": ["COERCE"],
    "There were about 60 arrests in the city on Monday.": ["COERCE"],
    "The helicopter was shot down over the valley.": ["ASSAULT"],
    "Police cordoned off the street.": ["COERCE"],
    "They were told on Saturday to pack their bags.": ["SANCTION"],
    "Rebels dragged two priests away from the church.": ["ASSAULT"],
    "Militants led the mayor away in handcuffs on Tuesday.": ["ASSAULT"],
    "Bandits held up a bus near Tarsk.": ["ASSAULT"],
}
NOT_TOLD = (
    "They expressed their determination to deepen ties.",
    "The sides hailed the joint efforts for stronger relations.",
    "The two leaders suggested a desire to make peace.",
    "She was led away by her daughter to the garden.",
    "The building will house the offices of the police force.",
    "Everyone was shaken by what happened.",
    "The police were called to a house in the old town.",
    "The family dog had been killed.",
    "He was attacked by a bear near the river.",
    "The officer turned a gun on himself.",
    "The captain declined to describe the parcel.",
    "A spokesman would not discuss the motive.",
    "Firefighters fought the blaze for two hours.",
    "Keith Brand contributed reporting from Oslo.",
)


@pytest.fixture(scope="module")
def parsed() -> dict[str, Doc]:
    texts: Sequence[str] = [*TOLD, *NOT_TOLD, CHARGED, SUSPECTED]
    return dict(zip(texts, parse(texts), strict=True))


CHARGED = "A teenager has been charged with murder."
SUSPECTED = "A man was arrested on suspicion of murdering his wife."


@pytest.mark.parametrize("text", TOLD)
def test_a_phrase_of_force_or_law_is_an_act(parsed: dict[str, Doc], text: str) -> None:
    assert [told.type for told in acts(parsed[text])] == TOLD[text]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_courtesies_and_other_senses_are_no_acts(parsed: dict[str, Doc], text: str) -> None:
    assert acts(parsed[text]) == []


def test_a_crime_that_somebody_is_charged_with_is_not_told_as_done(parsed: dict[str, Doc]) -> None:
    assert [told.type for told in acts(parsed[CHARGED])] == ["ACCUSE"]
    assert "COERCE" in [told.type for told in acts(parsed[SUSPECTED])]
