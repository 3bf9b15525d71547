"""Tellings of acts: what else an article tells says how much a shared party or kind speaks for one act."""

from __future__ import annotations

from rashomon.matching.acts import told
from rashomon.matching.facts import Facts, beside_others, joined
from rashomon.matching.tellings import ACROSS, across
from rashomon.record import Report, Span

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
