"""What sets two acts of like words apart: parties called otherwise, other content, one that is yet to come."""

from __future__ import annotations

from dataclasses import replace

from rashomon.matching.acts.apart import content, others, reality
from rashomon.matching.acts.facts import Facts
from rashomon.matching.acts.pairs import told
from rashomon.matching.acts.tellings import ACROSS, WITHIN, across, are_two, within
from rashomon.record import Report, Span


def act(article: str, text: str, word: str, type: str, modality: str = "happened", **more: object) -> Facts:
    start = text.index(word)
    name = f"{article}:{start}"
    trigger = Span(start, start + len(word))
    report = Report(
        name, article, 0, len(text), trigger, type, None, (), None, 1, (), (), None, None, (), modality, None, ()
    )
    words = told(name, article, text, start, start + len(word))
    bare = Facts(
        name, article, frozenset(("s",)), (report,), (words,), frozenset(), frozenset(), frozenset(), frozenset(),
        frozenset(), None, False, False,
    )  # fmt: skip
    return replace(bare, **more)


FERRY = "A ministry agreed to reopen the ferry line to the northern islands before winter."
AGAIN = "It said it had agreed to reopen the northern ferry line soon."
LOANS = "The ministry agreed to forgive the debts of wheat growers in the valley."


def test_what_was_agreed_tells_two_agreements_apart_and_makes_two_accounts_of_one_alike() -> None:
    ferry, again, loans = (act(text[:9], text, "agreed", "AGREE") for text in (FERRY, AGAIN, LOANS))
    assert content(ferry, again)["same content"] > 0.25
    assert content(ferry, loans) == {"other content": 1.0}
    assert ACROSS.score(across(ferry, loans)) < 0.5 < ACROSS.score(across(ferry, again))


def test_what_is_agreed_says_nothing_where_one_account_does_not_tell_it() -> None:
    short = act("b", "The two agreed.", "agreed", "AGREE")
    assert not any(content(act("a", FERRY, "agreed", "AGREE"), short).values())


def test_who_refused_is_another_where_the_two_are_called_by_words_that_share_none() -> None:
    family = act("a", "The family refused to speak.", "refused", "REJECT", doing=frozenset({"family"}))
    state = act("b", "The state refused to pay.", "refused", "REJECT", doing=frozenset({"state"}))
    kin = act("c", "His family refused to pay.", "refused", "REJECT", doing=frozenset({"his", "family"}))
    silent = act("d", "It was refused.", "refused", "REJECT")
    assert others(family, state)["others did it"] == 1.0
    assert others(family, kin)["others did it"] == others(family, silent)["others did it"] == 0.0


def test_accounts_call_those_who_use_force_by_any_name() -> None:
    rebels = act("a", "Rebels attacked a post.", "attacked", "ASSAULT", doing=frozenset({"rebel"}))
    bandits = act("b", "Bandits attacked a post.", "attacked", "ASSAULT", doing=frozenset({"bandit"}))
    assert others(rebels, bandits) == {}


def test_whoever_is_named_may_be_who_is_described() -> None:
    minister = act("a", "The minister refused.", "refused", "REJECT", doing=frozenset({"minister"}))
    vale = act("b", "Ada Vale refused.", "refused", "REJECT", doing=frozenset({"vale"}), persons=frozenset({"e-vale"}))
    assert others(minister, vale) == {}


TOUR = "Ida Moll flew to Sarn. During her visit she met Per Lund. A day on, Moll held talks with Eva Roos on grain."


def test_a_visit_and_the_talks_held_on_it_are_other_acts_of_one_article() -> None:
    visit, met = act("a", TOUR, "visit", "CONSULT"), act("a", TOUR, "met", "CONSULT")
    tour = replace(visit, reports=(replace(visit.reports[0], mode="visit"),))
    assert within(tour, met)["a visit and talks"].value == 1.0
    assert "a visit and talks" not in within(visit, met)
    assert WITHIN.score(within(tour, met)) < WITHIN.score(within(visit, met))


def test_who_meets_one_and_then_another_meets_twice() -> None:
    lund = act("a", TOUR, "met", "CONSULT", persons=frozenset({"moll", "lund"}))
    roos = act("a", TOUR, "talks", "CONSULT", persons=frozenset({"moll", "roos"}))
    alone = act("a", TOUR, "talks", "CONSULT", persons=frozenset({"moll"}))
    assert are_two(lund, roos)
    assert not are_two(lund, alone)


def test_a_meeting_that_is_yet_to_come_is_not_the_one_that_was_told_as_held_the_day_before() -> None:
    met = act("a", "The envoys met in Toll.", "met", "CONSULT", published=(100.0, 100.0))
    after = act("b", "The envoys will meet in Toll.", "meet", "CONSULT", "planned", published=(101.0, 101.0))
    before = act("c", "The envoys will meet in Toll.", "meet", "CONSULT", "planned", published=(99.0, 99.0))
    assert reality(met, after) == {"told after it was done": 1.0}
    assert reality(met, before) == {"only one is real": 0.3}
    assert reality(met, replace(after, published=None)) == {"only one is real": 1.0}
    assert reality(met, met) == {"both are to come": 0.0}
    assert reality(after, before) == {"both are to come": 1.0}


def test_one_word_in_one_story_is_not_enough_where_nothing_else_speaks_for_it() -> None:
    one = act("a", "Guards stopped the loading of grain at the old pier.", "stopped", "SANCTION")
    other = act("b", "Later strikers stopped the loading of coal at the old pier.", "stopped", "SANCTION")
    assert across(one, other)["its word alone"].value == 1.0
    named = across(*(replace(side, actors=frozenset({"guards"})) for side in (one, other)))
    assert "its word alone" not in named
