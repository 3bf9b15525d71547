"""How old several accounts say that somebody is."""

from __future__ import annotations

from rashomon.matching.findings.numbers.ages import ages_alike, ages_apart, ages_told

NAMED = "Ada Orlan, 35, was charged on Monday with two counts of theft."
BEFORE = "Police arrested 35-year-old Ada Orlan at her house in Tarn."
DESCRIBED = "A 35-year-old woman was led away by officers on Monday."


def test_an_age_stands_beside_a_name_or_a_description() -> None:
    told = [(one.name, one.years) for text in (NAMED, BEFORE, DESCRIBED) for one in ages_told(text[:9], text)]
    assert told == [("Ada Orlan", 35.0), ("Ada Orlan", 35.0), (None, 35.0)]


def test_three_accounts_give_one_age_by_name_or_by_description() -> None:
    [alike] = ages_alike({"a": DESCRIBED, "b": BEFORE, "c": NAMED})
    assert (alike.question, alike.value, [one.article for one, _ in alike.told]) == ("age", 35.0, ["b", "c", "a"])
    assert "Ada Orlan" in alike.told[0][1]


def test_what_two_accounts_give_is_no_row() -> None:
    assert ages_alike({"a": DESCRIBED, "b": NAMED}) == []


def test_whoever_is_named_beside_a_kinsman_bears_the_age_himself() -> None:
    text = "He came with his 18-year-old brother, Juan Brell, and left at night."
    assert [(one.name, one.years) for one in ages_told("a", text)] == [("Juan Brell", 18.0)]


def test_a_day_of_the_month_and_what_one_was_once_are_no_ages() -> None:
    assert ages_told("a", "In October, 17, ships sank. When I was 14, I went to sea for a year.") == ()


def test_two_ages_of_one_full_name_exclude_each_other_where_each_account_gives_one() -> None:
    older = "Ada Orlan, 38, was charged on Monday."
    assert [(one.value, other.value) for one, other in ages_apart({"a": NAMED, "b": older})] == [(35.0, 38.0)]
    assert not list(ages_apart({"a": NAMED, "b": f"{older} {BEFORE}"}))


def test_a_son_of_the_same_name_is_called_by_his_last_name() -> None:
    texts = {"a": "Juan Brell Jr., 35, ran away.", "b": "Brell, 35, was caught on Monday.", "c": "Mr Brell, 35, slept."}
    [alike] = ages_alike(texts)
    assert len(alike.told) == 3


def test_a_nationality_and_a_day_are_no_names() -> None:
    text = "A 36-year-old Australian man fell. Yesterday, a 36-year-old climber fell too."
    assert [(one.name, one.years) for one in ages_told("a", text)] == [(None, 36.0), (None, 36.0)]
