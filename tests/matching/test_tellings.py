"""Tellings of acts: what else an article tells says how much a shared party or kind speaks for one act."""

from __future__ import annotations

from dataclasses import replace

from rashomon.matching.acts.facts import Facts, are_others, beside_others, count_others, described_as, joined
from rashomon.matching.acts.pairs import told
from rashomon.matching.acts.tellings import ACROSS, WITHIN, across, are_two, may_be_one, told_as_others, within
from rashomon.record import Quantity, Report, Span, When

LARA = "Lara Venn and Omar Dask met in Toll. Venn and Dask also discussed wheat, and Venn then received Dask at home."
POST = "The envoys held talks on fishing, the Post says; Lara Venn took part."


def act(id: str, article: str, text: str, word: str, people: frozenset[str], type: str = "CONSULT", met=(), **more):
    start = text.index(word)
    report = Report(
        id, article, 0, len(text), Span(start, start + len(word)), type, None, (), None, 1,
        (), (), None, None, (), "happened", None, (),
    )  # fmt: skip
    return Facts(
        id, article, frozenset(("s",)), (report,), (told(id, article, text, start, start + len(word)),), people,
        frozenset(met), frozenset(more.pop("countries", ())), people, frozenset(), None, False, False, **more,
    )  # fmt: skip


def two(*people: str) -> frozenset[str]:
    return frozenset(people)


def test_acts_know_how_many_of_their_kind_their_article_tells_and_how_busy_their_parties_are():
    acts = [
        act("a", "one", LARA, "met", two("venn", "dask")),
        act("b", "one", LARA, "discussed", two("venn", "dask")),
        act("c", "one", LARA, "received", two("venn"), type="COOPERATE"),
        act("d", "two", POST, "talks", two("venn")),
    ]
    met, _, received, talks = beside_others(acts)
    assert (met.rivals, received.rivals, talks.rivals) == (2.0, 1.0, 1.0)
    assert met.taking_part == {"venn": 3, "dask": 2}
    assert talks.taking_part == {"venn": 1}


def test_a_party_of_most_of_what_an_article_tells_says_little_about_which_act_it_is():
    alone, other = act("a", "one", LARA, "met", two("venn")), act("d", "two", POST, "talks", two("venn"))
    (met, *_), (talks,) = beside_others([alone, *_more(8)]), beside_others([other])
    rare, busy = across(alone, other), across(met, talks)
    assert busy["people in common"].value == rare["people in common"].value / 3
    assert busy["one of several"].value > 0
    assert "one of several" not in rare
    assert ACROSS.score(busy) < ACROSS.score(rare)


def test_one_deed_of_force_is_told_in_several_acts_so_only_those_beyond_four_count() -> None:
    raid = act("a", "one", LARA, "met", two("venn"), type="ASSAULT")
    other = act("d", "two", POST, "talks", two("venn"), type="ASSAULT")
    (few, *_), (busy, *_) = beside_others([raid, *_more(3, "ASSAULT")]), beside_others([raid, *_more(15, "ASSAULT")])
    assert "one of several" not in across(few, other)
    assert across(busy, other)["one of several"].value == 1.0
    assert across(busy, other)["people in common"].value == 1.0


def test_a_state_and_its_ministry_accuse_one_and_the_same():
    state = act("a", "one", LARA, "met", two("ostland"), type="ACCUSE", met=("front",), acting=two("OST"))
    ministry = act("d", "two", POST, "talks", two("ministry"), type="ACCUSE", met=("front",), acting=two("OST"))
    foreign = act("e", "two", POST, "talks", two("ministry"), type="ACCUSE", met=("front",), acting=two("NOR"))
    assert across(state, ministry)["same on both sides"].value == 0.7
    assert "same on both sides" not in across(state, foreign)


def test_what_several_articles_tell_keeps_the_fewest_acts_that_a_party_took_part_in():
    (busy, *_), (talks,) = beside_others([act("a", "one", LARA, "met", two("venn")), *_more(3)]), beside_others(
        [act("d", "two", POST, "talks", two("venn"))]
    )  # fmt: skip
    assert joined([busy, talks]).taking_part == {"venn": 1}


def _more(number: int, type: str = "CONSULT") -> list[Facts]:
    return [act(f"x{i}", "one", LARA, "discussed", two("venn"), type=type) for i in range(number)]


RAIDS = "A bomb killed eight porters. Gunmen killed a judge. A raid killed Omar Dask. The raid was condemned."


def outcome(id: str, word: str, struck: str = "", mode: str | None = None, day: int = 0, dead: float = 0.0) -> Facts:
    made = act(id, "one", RAIDS, word, two(), type="ASSAULT")
    when = When(f"2011-05-{day:02}T00:00:00Z", f"2011-05-{day + 1:02}T00:00:00Z", "day", "on", "", "") if day else None
    counted = (Quantity(dead, dead, "people", "dead", "m"),) if dead else ()
    report = replace(made.reports[0], mode=mode, when=when, quantities=counted)
    return replace(made, reports=(report,), is_outcome=True, struck=frozenset((struck,)) if struck else frozenset())


def test_one_article_s_killings_of_others_by_other_means_are_two_acts() -> None:
    bomb = outcome("a", "killed eight", "many porter", "explosives")
    shot, again = outcome("b", "killed a", "one judge", "firearms"), outcome("c", "raid killed", "many porter")
    found = within(bomb, shot)
    assert {"others suffered it", "other means"} <= found.keys()
    assert WITHIN.score(found) < 0.5 < WITHIN.score(within(bomb, again))


def test_two_exact_numbers_of_dead_in_one_article_speak_for_two_acts() -> None:
    assert "other numbers" in within(outcome("a", "killed eight", dead=8.0), outcome("b", "killed a", dead=3.0))
    assert "other numbers" not in within(outcome("a", "killed eight", dead=8.0), outcome("b", "killed a", dead=8.0))


def test_what_an_article_tells_of_two_days_no_other_account_makes_one() -> None:
    first, second = told_as_others([outcome("a", "killed eight", day=3), outcome("b", "killed a", day=4)])
    third = replace(act("d", "two", POST, "talks", two(), type="ASSAULT"), acts=frozenset("d"))
    assert not may_be_one(first, second)
    assert may_be_one(first, third)
    assert not may_be_one(joined([first, third]), second)


def test_who_is_described_may_be_one_by_number_and_by_head() -> None:
    names = ("two senior officials", "an official", "the wounded man", "eight people", "them", "a police officer")
    assert [described_as(name) for name in names] == [
        "2 official", "one official", "one people", "8 people", "", "one officer",
    ]  # fmt: skip
    assert are_others(["2 official"], ["one official", "many porter"])
    assert not are_others(["2 official"], ["many people"])
    assert count_others(["3 soldier"], ["2 officer"])
    assert not count_others(["3 soldier"], ["2 soldier"])
    assert not count_others(["many docker"], ["3 worker"])
    assert not are_others(["many official"], ["many people"])
    assert not are_others(["e-dask"], ["one official"])
    assert are_others(["e-dask"], ["e-venn"])
    assert not are_others([], ["e-venn"])


ASKED = (
    "Minister speaks.\n\nThe minister urged the release of the crew. Lamps were lit. She urged an inquiry into prices. "
    "She later asked again that the crew be given a release."
)


def test_one_article_s_requests_for_other_things_are_two_acts() -> None:
    crew = act("a", "one", ASKED, "urged the", two("souza"), type="REQUEST")
    prices = act("b", "one", ASKED, "urged an", two("souza"), type="REQUEST")
    again = act("c", "one", ASKED, "asked", two("souza"), type="REQUEST")
    assert are_two(crew, prices)
    assert not are_two(crew, again)


def test_bodies_of_one_state_are_in_common_though_one_account_names_nobody() -> None:
    latvia, estonia = frozenset(("LVA",)), frozenset(("EST",))
    embassy = act("a", "one", "The embassy denied the charge.", "denied", two(), type="REJECT", acting=latvia)
    state = act("b", "two", "Riga rejects the charge.", "rejects", two("riga"), type="REJECT", acting=latvia)
    other = act("c", "two", "Tallinn rejects the charge.", "rejects", two("tallinn"), type="REJECT", acting=estonia)
    assert across(embassy, state)["people in common"].value == 0.5
    assert "people in common" not in across(embassy, other)


def test_force_that_befell_those_who_used_it_is_another_act() -> None:
    def blow(id: str, doers: str, struck: str) -> Facts:
        told = act(id, "one", LARA, "met", two(), type="ASSAULT")
        return replace(told, doers=frozenset((doers,)), struck=frozenset((struck,)))

    assert are_two(blow("a", "many militant", "one guard"), blow("b", "one woman", "25 militant"))
    assert are_two(blow("a", "two attacker", "12 people"), blow("b", "many police", "two suspect"))
    assert not are_two(blow("a", "many militant", "one guard"), blow("b", "many militant", "two guard"))


def test_a_page_without_a_date_may_be_of_any_of_its_days() -> None:
    dated = replace(act("a", "one", LARA, "met", two("venn")), published=(100.0, 100.0))
    undated = replace(act("d", "two", POST, "talks", two("venn")), published=(97.0, 150.0))
    assert across(dated, undated)["told in the same days"].value == 1.0
    assert "told in the same days" in across(undated, dated)
    assert across(dated, replace(undated, published=(97.0, 97.0)))["told in other days"].value > 0
