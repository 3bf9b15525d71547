"""Who did it, under names and descriptions, and with whom talks began."""

from __future__ import annotations

import re

import pytest

from rashomon.matching.answers import COMPATIBLE, EQUAL, EXCLUDING
from rashomon.matching.findings.account import Answer, Corpus
from rashomon.matching.findings.parties.initiative import compare_initiators, initiators
from rashomon.matching.findings.parties.who import Parties, compare_parties, together, told_parties
from rashomon.record import Article, Entity, Mention, Report, Span


def party(name: str, kind: str = "organization", country: str | None = None, *sectors: str) -> Entity:
    return Entity(name, kind, name, (), country, sectors, (), ())


def parties(*entities: Entity) -> Parties:
    return Parties(tuple(entities), False, tuple(frozenset(one.sectors) for one in entities))


FRONT = party("Upland Front", "organization", None, "REB")
MILITANTS = party("the militants", "person", None, "REB")
ARMY = party("the army", "organization", None, "MIL")


def test_a_description_is_held_against_a_name_by_its_sector() -> None:
    assert compare_parties(parties(FRONT), parties(MILITANTS)) == EQUAL
    assert compare_parties(parties(FRONT), parties(ARMY)) == COMPATIBLE


def test_descriptions_are_one_by_their_head() -> None:
    diplomats = party("two diplomats of Belarus", "person")
    assert compare_parties(parties(diplomats), parties(party("the expelled diplomats", "person"))) == EQUAL


def test_the_two_ministers_are_those_whom_another_account_names() -> None:
    named = parties(party("Ana Lund", "person"), party("Piet Oorn", "person"))
    assert compare_parties(parties(party("the two ministers", "person")), named) == EQUAL
    assert compare_parties(parties(party("the two gunmen", "person", None, "UAF")), named) == COMPATIBLE


def test_somebody_in_office_of_no_known_country_is_held_against_a_country() -> None:
    minister, trader = party("Petros Lund", "person", None, "GOV"), party("Ana Oorn", "person", None, "BUS")
    greece = party("Greece", "place", "GRC")
    assert compare_parties(parties(minister), parties(greece)) == EQUAL
    assert compare_parties(parties(trader), parties(greece)) == COMPATIBLE


def test_two_sides_are_whoever_took_part() -> None:
    assert compare_parties(parties(party("the two sides")), parties(party("Ana Lund", "person"))) == EQUAL


def test_the_ministry_of_a_country_acts_for_it_and_for_no_other() -> None:
    ministry = party("Ministry of Defence", "organization", "POL", "GOV")
    assert compare_parties(parties(party("Poland", "place", "POL", "GOV")), parties(ministry)) == EQUAL
    assert compare_parties(parties(party("Latvia", "place", "LVA", "GOV")), parties(ministry)) == COMPATIBLE


def test_what_says_nothing_of_a_party_is_left_out() -> None:
    man, soldier = party("a man", "person"), party("a woman", "person")
    answers = [Answer(parties(one), one.name, article) for one, article in ((man, "a"), (soldier, "b"))]
    assert told_parties(answers) == []


def test_a_government_and_its_president_do_one_thing() -> None:
    palace = party("Blue House", "organization", "KOR", "GOV")
    president = party("Ji-ho Baek", "person", "KOR", "GOV")
    general = party("Min Oh", "person", "KOR", "MIL")
    assert compare_parties(parties(palace), parties(president)) == EQUAL
    assert compare_parties(parties(palace), parties(general)) == COMPATIBLE


def test_the_last_partner_of_talks_may_be_named_here_and_described_there() -> None:
    hart, sirak = party("Lia Hart", "person"), party("Bo Sirak", "person")
    leader, oorn = party("the leader of the union", "person"), party("Piet Oorn", "person")
    assert compare_parties(parties(hart, leader), parties(hart, sirak)) == EQUAL
    assert compare_parties(parties(hart, oorn), parties(hart, sirak)) == COMPATIBLE
    assert compare_parties(parties(leader), parties(sirak)) == COMPATIBLE


def test_an_article_that_names_two_in_two_sentences_names_both() -> None:
    told = [Answer(parties(one), one.name, article) for one, article in ((FRONT, "a"), (ARMY, "a"), (FRONT, "b"))]
    assert [answer.words for answer in together(told)] == ["Upland Front, the army"] * 2 + ["Upland Front"]
    assert compare_parties(together(told)[0].value, told[2].value) == EQUAL


def asked(text: str, trigger: str, *names: str, mode: str | None = "phone", actors: int = 1) -> list[str]:
    """Whom a report of talks says they began with."""
    article = Article("a", "d", None, None, None, None, None, "none", "en", (), (), text, ())
    mentions = [
        Mention(f"{name} {found.start()}", "a", found.start(), found.end(), "person", name)
        for name in names
        for found in re.finditer(name, text)
    ]
    first = [next(m.id for m in mentions if m.text == name) for name in names]
    start = text.index(trigger)
    report = Report(
        "r", "a", 0, len(text), Span(start, start + len(trigger)), "CONSULT", mode, (), None, 1,
        tuple(first[:actors]), tuple(first[actors:]), None, None, (), "happened", None, (),
    )  # fmt: skip
    entities = {name: Entity(name, "person", name, (), None, (), (), ()) for name in names}
    corpus = Corpus(
        {"a": article}, {m.id: m for m in mentions}, entities, {m.id: m.text for m in mentions}, {"a": "a"},
        parties={"a": mentions},
    )  # fmt: skip
    return [answer.words for answer in initiators(corpus, report)]


@pytest.mark.parametrize(
    ("text", "trigger", "began"),
    [
        ("Ana Lund received a telephone call from Tor Berg on Friday.", "call", "Tor Berg called"),
        (
            "Ana Lund and Tor Berg held a telephone conversation at the initiative of Tor Berg.",
            "conversation",
            "Tor Berg called",
        ),
        ("Ana Lund spoke with Tor Berg. The call was made by Tor Berg.", "spoke", "Tor Berg called"),
        ("Ana Lund phoned Tor Berg on Friday.", "phoned", "Ana Lund called"),
    ],
)
def test_turns_of_phrase_say_with_whom_a_call_began(text: str, trigger: str, began: str) -> None:
    assert asked(text, trigger, "Ana Lund", "Tor Berg") == [began]


def test_each_side_may_be_named_in_one_sentence() -> None:
    text = "Ana Lund said that Tor Berg had called; the ministry spoke of talks at Ana Lund's request."
    assert asked(text, "called", "Tor Berg", mode="phone") == ["Tor Berg called"]


def test_calling_a_move_groundless_is_no_call() -> None:
    assert asked("Ana Lund called the move groundless.", "called", "Ana Lund") == []


def test_two_persons_exclude_each_other_and_a_person_is_of_no_country() -> None:
    ana, tor = party("Ana Lund", "person"), party("Tor Berg", "person")
    assert compare_initiators(parties(ana), parties(tor)) == EXCLUDING
    assert compare_initiators(parties(ana), parties(party("Latvia", "place", "LVA", "GOV"))) == COMPATIBLE
    two = [party("the Latvian side", "organization", "LVA"), party("the Polish side", "organization", "POL")]
    assert compare_initiators(parties(two[0]), parties(two[1])) == EXCLUDING


def test_nameless_men_in_arms_are_one_by_whatever_word_and_soldiers_are_others() -> None:
    bandits, gunmen = party("bandits", "person"), party("Armed men on motorcycles", "person")
    assert compare_parties(parties(bandits), parties(gunmen)) == EQUAL
    assert compare_parties(parties(bandits), parties(party("two soldiers", "person"))) == COMPATIBLE
