"""Plans, ends of fighting, talks that were not, and phrases that only look like acts."""

from __future__ import annotations

import functools

import pytest
from bench.reading import article_of

from rashomon.language.english import english
from rashomon.stages.reports import find_reports


@functools.cache
def acts(text: str) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    found = find_reports(article_of(text), english()(text), [], [], [], [], [])
    words = {m.id: m.text for m in found.mentions}
    return [
        (r.type, r.modality, tuple(words[i] for i in r.actors), tuple(words[i] for i in r.recipients))
        for r in found.reports
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Peruvian premier is planning to meet the Chilean president in March.",
        "The two ministers plan to discuss the fishing quotas.",
        "Ghana is expected to meet Togo in June.",
        "The minister is preparing to meet the rebel leader in person.",
    ],
)
def test_a_plan_to_meet_is_one_meeting_to_come(text: str) -> None:
    assert [(type, modality) for type, modality, *_ in acts(text)] == [("CONSULT", "planned")]


def test_who_expects_a_request_makes_none() -> None:
    told = acts("The Kenyan president expects the Tanzanian leader to ask for a lower tariff.")
    assert told == [("REQUEST", "planned", ("the Tanzanian leader",), ())]


def test_a_wish_to_help_is_a_readiness_and_a_promise_stays_one() -> None:
    (plan,) = acts("Norway plans to send aid to Malawi.")
    (promise,) = acts("Norway promised to send aid to Malawi.")
    assert plan == ("AGREE", "planned", ("Norway",), ("Malawi",))
    assert promise == ("AGREE", "happened", ("Norway",), ("Malawi",))


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The two presidents supported talks to formally end a state of war.", "planned"),
        ("They ended that conflict with a truce in 1953.", "happened"),
        ("The accord would end a military confrontation between the neighbours.", "hypothetical"),
        ("The rebels will stop missile tests, the marshal said.", "planned"),
        ("The generals halted the nuclear weapons programme.", "happened"),
    ],
)
def test_who_ends_fighting_or_arming_steps_back(text: str, modality: str) -> None:
    told = {type: modality for type, modality, *_ in acts(text)}
    assert told.get("RETREAT") == modality
    assert not {"ASSAULT", "SANCTION", "THREATEN"} & set(told)


@pytest.mark.parametrize(
    "text",
    [
        "The president has not spoken with the rebel leader.",
        "It is possible that we won't have the meetings, the president said.",
        "Maybe we won't even have a meeting, the premier told reporters.",
        "No meeting between a Danish leader and the rebels has occurred.",
    ],
)
def test_talks_that_were_not_are_denied_talks_and_no_refusal(text: str) -> None:
    assert {(type, modality) for type, modality, *_ in acts(text)} == {("CONSULT", "denied")}


@pytest.mark.parametrize(
    "text",
    [
        "The premier will not meet the rebels.",
        "The minister refused to meet the rebels.",
        "The president cancelled the meeting with the rebel leader.",
    ],
)
def test_who_refuses_or_cancels_talks_rejects(text: str) -> None:
    assert acts(text)[0][0] == "REJECT"


@pytest.mark.parametrize(
    "text",
    [
        "In the speech he gave in May, he called the neighbour kind.",
        "The mayor also took credit for the lower prices.",
        "The premier has invested heavily in his relationship with the chancellor.",
        "A recent poll put the prime minister's approval rating at 30 percent.",
        "Critics asked whether the minister will be forced to resign.",
        "Trade is another Brazilian concern; the government fears higher tariffs.",
        "The envoy told lawmakers that he was encouraged that the talks would be productive.",
        "A picture released by the state agency shows the marshal.",
        "The minister hoped to change the subject from tampered documents and confiscated legal files.",
    ],
)
def test_phrases_that_only_look_like_acts_are_none(text: str) -> None:
    assert acts(text) == []


def test_who_claims_an_attack_tells_that_it_was_his() -> None:
    assert [type for type, *_ in acts("The group took credit for the bombing.")] == ["ASSAULT"]


def test_a_host_who_welcomes_somebody_to_his_house_meets_him() -> None:
    assert [type for type, *_ in acts("The king welcomed the Danish premier to his estate.")] == ["CONSULT"]
    assert [type for type, *_ in acts("The king welcomed the decision.")] == ["SUPPORT"]


@pytest.mark.parametrize(
    "text",
    [
        "The premier arrived at Casa Verde on Tuesday.",
        "The premier arrived at Casa Verde seeking an exemption from tariffs.",
    ],
)
def test_the_house_one_arrives_at_is_no_party(text: str) -> None:
    assert acts(text)[0][2:] == (("The premier",), ())


def test_the_paper_that_told_of_a_trip_did_not_make_it() -> None:
    told = acts("The minister's trip, first reported by The Lagos Herald, surprised the opposition.")
    assert told[0][2] == ("The minister",)


def test_a_war_is_no_party() -> None:
    assert all("War" not in name for *_, who, whom in acts("The armistice that halted the Ogaden War held.")
               for name in (*who, *whom))  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The president is preparing to meet the king in person at a summit in May.",
        "The president met the king at a summit in May.",
    ],
)
def test_a_summit_that_two_meet_at_is_told_once(text: str) -> None:
    assert [who for _, _, who, _ in acts(text)] == [("The president", "the king")]


def test_the_aim_of_a_treaty_sought_does_not_hide_the_treaty() -> None:
    told = acts("Bolivia has long sought a peace treaty with Chile to formally end the Chaco War.")
    assert told == [("AGREE", "planned", ("Bolivia",), ("Chile",))]


def test_a_surname_that_is_a_word_meets_his_guest() -> None:
    told = acts("Trump, who welcomed Danish Prime Minister Mette Olsen to his Havana resort Tuesday, praised the plan.")
    assert told[0][:3] == ("CONSULT", "happened", ("Trump", "Danish Prime Minister Mette Olsen"))
