"""Deeds that a sentence says were not done, and sentences that tell them."""

from __future__ import annotations

import pytest

from rashomon.matching.findings.denying.negated import base, does, negated


@pytest.mark.parametrize(
    ("sentence", "clause", "deed"),
    [
        ("The ferry never left the quay at Sund, its owner said.", "The ferry left the quay at Sund", "leav"),
        ("Its owner said the ferry had not been sold to a Dane.", "the ferry sold to a Dane", "sell"),
        ("She didn't sign the lease, but paid.", "She sign the lease", "sign"),
    ],
)
def test_the_clause_around_a_no_is_what_is_denied(sentence: str, clause: str, deed: str) -> None:
    assert [(one.clause, one.deed) for one in negated(sentence)] == [(clause, deed)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry has not left the quay yet.",
        "The owner did not respond to letters.",
        "It was not only sold to a Dane but painted.",
        "The mate, who was not named by the police, left the quay.",
        "When they were not loading the ferry they slept.",
        "The ferry was not supposed to leave the quay.",
        "The ferry left the quay.",
    ],
)
def test_a_no_with_a_limit_denies_no_deed(sentence: str) -> None:
    assert negated(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("He sold the ferry in May.", True),
        ("The ferry was being sold.", True),
        ("He wanted to sell the ferry.", False),
        ("He tried to paint it and sell the ferry.", False),
        ("After selling the ferry he left.", False),
        ("He did not sell it.", False),
    ],
)
def test_a_deed_is_told_by_a_verb_of_its_own(sentence: str, told: bool) -> None:
    assert does(sentence, base("sell")) is told


def test_what_some_did_not_do_others_may_have_done() -> None:
    assert negated("Those mills were not burned down") == []
    assert [no.deed for no in negated("The mills were not burned down")] == ["burn"]
