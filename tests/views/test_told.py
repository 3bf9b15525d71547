"""Who tells a claim: passages with whose words they are, copies folded, silence named."""

from __future__ import annotations

import pytest

from rashomon.case import Case
from rashomon.errors import QueryError


def test_who_tells_is_shown_by_the_passage_and_whose_words_it_is(example_case: Case) -> None:
    found = example_case.told("Is it told that shells killed 14 people at the Brennik bus station?")
    (told,) = found.tells
    heading = told.passages[0]
    assert found.claim == "shells killed 14 people at the Brennik bus station"
    assert heading.speaker is not None and heading.speaker.name == "hospital officials"
    text = example_case.article(told.article).article.text
    assert text[heading.passage.start : heading.passage.end] == heading.passage.quote


def test_copies_of_one_text_are_one_line_with_their_number(example_case: Case) -> None:
    found = example_case.told("Shells killed 14 people at the Brennik bus station")
    assert found.tells[0].copies == 2 and found.origins < found.articles


def test_tolls_that_differ_are_mentions_with_their_number(example_case: Case) -> None:
    found = example_case.told("Shells killed 14 people at the Brennik bus station")
    assert {"another number: 16", "another number: 17"} <= {one.note for one in found.mentions}


def test_who_denies_stands_apart_from_who_tells(example_case: Case) -> None:
    found = example_case.told("Delvania supplied weapons to the Highland Front")
    assert {one.outlet for one in found.denies} == {"mfa-delvania.example", "sorrin-herald.example"}
    assert "World Desk Online" in {one.outlet for one in found.tells}


def test_who_says_nothing_is_named_and_other_languages_are_not_silent(example_case: Case) -> None:
    found = example_case.told("Shells killed 14 people at the Brennik bus station")
    assert all(one.language == "en" for one in found.silent)
    assert [one.unread for one in found.unread] == ["in Russian, not read"]
    spoken = {one.article for one in (*found.tells, *found.denies, *found.mentions)}
    assert not spoken & {one.id for one in (*found.silent, *found.unread)}


@pytest.mark.parametrize("claim", ["", "it was", "Обстрел автовокзала в Бреннике", "word " * 200])
def test_a_claim_that_says_too_little_is_told_what_to_do(example_case: Case, claim: str) -> None:
    with pytest.raises(QueryError, match=r"claim|ask for"):
        example_case.told(claim)


def test_a_claim_that_nobody_tells_has_an_empty_answer(example_case: Case) -> None:
    found = example_case.told("A whale swallowed the lighthouse keeper of Tarn")
    assert (found.tells, found.denies, found.mentions, found.silent, found.articles) == ((), (), (), (), 0)


@pytest.mark.parametrize("question", ["Who killed whom at the station?", "Why did the army shell Brennik ?"])
def test_an_open_question_claims_nothing_and_is_told_what_to_ask(example_case: Case, question: str) -> None:
    with pytest.raises(QueryError, match=r"^nothing is claimed: .*; ask with a sentence that says who did what$"):
        example_case.told(question)


def test_a_question_for_a_yes_or_no_is_asked(example_case: Case) -> None:
    assert example_case.told("Did shells hit the bus station of Brennik?").articles
