"""What somebody denies, and who tells it plainly in another article."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.denying.denied import denied_things
from rashomon.record import Span, Statement

TELLS = "Engineers opened the sluices of the Orrel dam on Sunday night. The valley was under water by dawn."


def found(*texts: str) -> list[tuple[list[str], list[str]]]:
    """(Articles that deny, sentences that tell) of each thing, where every sentence that denies is a statement."""
    by_article = {f"a{number}": text for number, text in enumerate(texts)}
    statements = {
        article: [_statement(article, text, part) for part in text.split(". ") if "den" in part or "dismiss" in part]
        for article, text in by_article.items()
    }
    return [
        ([one.article for one in thing.denials], [one.text for one in thing.told])
        for thing in denied_things(by_article, statements)
    ]


def _statement(article: str, text: str, part: str) -> Statement:
    start = text.index(part)
    return Statement(
        f"{article}-{start}", article, start, start + len(part), "indirect", None, None, None,
        (Span(start, start + len(part)),), None, (), (), "negative", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "denial",
    [
        "The ministry denied that engineers had opened the sluices of the Orrel dam on Sunday",
        "The governor dismissed claims that the sluices of the Orrel dam had been opened by engineers",
        "The Orrel company denies reports of engineers opening the dam's sluices, saying the gates had rusted",
    ],
)
def test_what_one_denies_and_another_tells_is_found(denial: str) -> None:
    assert found(denial + ".", TELLS) == [(["a0"], ["Engineers opened the sluices of the Orrel dam on Sunday night."])]


@pytest.mark.parametrize(
    "other",
    [
        "Engineers never opened the sluices of the Orrel dam on Sunday night.",
        "Could engineers have opened the sluices of the Orrel dam on Sunday night?",
        "It is false that engineers opened the sluices of the Orrel dam on Sunday night.",
        "The Orrel dam has engineers, sluices and a museum.",
    ],
)
def test_a_sentence_with_a_no_or_a_doubt_of_its_own_tells_nothing(other: str) -> None:
    assert (
        found("The ministry denied that engineers had opened the sluices of the Orrel dam on Sunday night.", other)
        == []
    )


@pytest.mark.parametrize(
    "words",
    [
        "The judge denied bail to the engineers who opened the sluices of the Orrel dam on Sunday night.",
        "The ministry could not deny that engineers had opened the sluices of the Orrel dam on Sunday night.",
        "The ministry denied it.",
    ],
)
def test_what_is_withheld_or_not_denied_is_no_denial(words: str) -> None:
    assert found(words, TELLS) == []


def test_two_who_deny_one_thing_deny_it_together() -> None:
    first = "The ministry denied that engineers had opened the sluices of the Orrel dam on Sunday."
    second = "The mayor also denied that engineers opened the dam's sluices at Orrel."
    assert [deniers for deniers, _ in found(first, second, TELLS)] == [["a0", "a1"]]


def test_a_plain_no_denies_what_another_article_tells() -> None:
    no = "Engineers never opened the sluices of the Orrel dam, the company wrote."
    assert found(no, TELLS) == [(["a0"], ["Engineers opened the sluices of the Orrel dam on Sunday night."])]
    assert found(no, "Engineers wanted to open the sluices of the Orrel dam on Sunday night.") == []


def test_an_account_in_which_one_voice_denies_what_another_tells_holds_both() -> None:
    both = (
        "Farmers say engineers opened the sluices of the Orrel dam on Sunday. "
        "The ministry denied that engineers had opened the sluices of the Orrel dam. "
    )
    assert found(both) == [(["a0"], ["Farmers say engineers opened the sluices of the Orrel dam on Sunday."])]


def test_a_sentence_as_long_as_a_page_tells_a_thing_only_where_its_words_stand_together() -> None:
    between = "the market and the mill and the hall and the old road by the river and " * 6
    apart = f"Engineers came on Sunday night, {between} they opened a school, {between} the sluices of the Orrel dam."
    denial = "The ministry denied that engineers had opened the sluices of the Orrel dam on Sunday night."
    assert found(denial, apart) == []


def test_who_rebuts_the_points_of_a_letter_denies_no_deed() -> None:
    answer = "The dean denied many of the detailed points in the letter of the Orrel company, writing that he had time."
    assert found(answer, "The dean examined the detailed points of the Orrel company's letter.") == []


def test_who_rebuts_an_accusation_does_not_tell_it() -> None:
    denial = "The ministry denied that engineers had opened the sluices of the Orrel dam on Sunday night."
    other = (
        "The ministry rebutted the accusation that engineers had opened the sluices of the Orrel dam on Sunday night."
    )
    assert found(denial, other) == []
