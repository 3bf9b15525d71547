"""Which side of an act somebody stands on, and what is no act; read as the product reads it."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.modality import modality_of
from rashomon.language.parties.arguments import parties
from rashomon.language.predicates.acts import Told, acts


def told(text: str) -> list[Told]:
    (doc,) = parse([text])
    return acts(doc)


def sides(text: str, type: str) -> tuple[list[str], list[str]]:
    found = next(one for one in told(text) if one.type == type)
    doers, done_to = parties(found.frame, False)
    return [word.text for word in doers], [word.text for word in done_to]


@pytest.mark.parametrize(
    ("text", "type", "doers", "done_to"),
    [
        ("After Okello's arrest in Gulu his lawyer spoke of a plot.", "COERCE", [], ["Okello"]),
        ("The riots in Lodz followed the police killing of a docker.", "ASSAULT", ["police"], ["docker"]),
        ("Motorists were encouraged to leave by the ferry road.", "REQUEST", [], ["Motorists"]),
        ("A girl whose murder by gunmen shook Cali was buried.", "ASSAULT", ["gunmen"], ["girl"]),
        ("The pilot was convicted of the murder of a guard.", "ASSAULT", ["pilot"], ["guard"]),
        ("Gunmen attacked the mill at Torsk.", "ASSAULT", ["Gunmen"], ["mill"]),
    ],
)
def test_who_did_an_act_and_who_suffered_it(text: str, type: str, doers: list[str], done_to: list[str]) -> None:
    assert sides(text, type) == (doers, done_to)


def test_who_crushes_a_protest_did_not_protest() -> None:
    found = [one for one in told("Soldiers crushed the protests in Tarsk.") if one.type == "PROTEST"]
    assert all(parties(one.frame, False)[0] == [] for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "The banker pleaded guilty to fraud.",
        "The coach declined to comment on the transfer.",
        "The deputy spoke to reporters in the lobby.",
        "The clerk, who requested anonymity, was brief.",
        "The actor returned to his villa on Friday.",
        "The agency received twelve letters.",
    ],
)
def test_words_to_the_press_and_daily_comings_and_goings_tell_no_act(text: str) -> None:
    assert told(text) == []


def test_a_meeting_to_come_is_a_planned_meeting_however_it_is_put() -> None:
    kinds = {
        (one.type, modality_of(one.frame, one.type))
        for text in ("The premier will meet the envoy in Riga.", "The premier plans to meet the envoy in Riga.")
        for one in told(text)
    }
    assert kinds == {("CONSULT", "planned")}


def test_what_happened_before_a_plan_is_not_planned() -> None:
    found = told("Prosecutors decided to reopen the case after police seized him in May.")
    assert [modality_of(one.frame, one.type) for one in found if one.type == "COERCE"] == ["happened"]
