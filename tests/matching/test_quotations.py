"""Whose words statements give, where several accounts quote the same."""

from __future__ import annotations

from rashomon.matching.findings.saying.quotations import Quoted, voices_by_quotation

WORDS = '"We opened the sluice before dawn and nobody was hurt"'


def said(id: str, voice: str | None, name: str | None = None, text: str = WORDS, is_pronoun: bool = False) -> Quoted:
    return Quoted(id, f"article {id}", text, voice, name, is_pronoun)


def test_she_is_whom_another_account_names_beside_the_same_words() -> None:
    told = [said("a", "lia", "Lia Oorn"), said("b", "a-woman", is_pronoun=True), said("c", None)]
    assert voices_by_quotation(told) == {"a": "lia", "b": "lia", "c": "lia"}


def test_two_spellings_of_a_name_are_one_voice_and_two_names_are_left_as_they_are() -> None:
    told = [said("a", "lia", "Lia Oorn"), said("b", "lia", "Lia Oorn"), said("c", "oorn", "Captain Oorn")]
    assert set(voices_by_quotation(told).values()) == {"lia"}
    assert voices_by_quotation([said("a", "lia", "Lia Oorn"), said("b", "dask", "Omar Dask")]) == {}


def test_where_nobody_is_named_the_described_are_one_and_a_pronoun_alone_is_nobody() -> None:
    told = [said("a", "the-man"), said("b", "a-passenger"), said("c", "they", is_pronoun=True)]
    assert len(set(voices_by_quotation(told).values())) == 1
    assert voices_by_quotation([said("c", "they", is_pronoun=True), said("d", None, is_pronoun=True)]) == {}


def test_one_account_alone_and_words_that_are_not_quoted_lead_to_nobody() -> None:
    one = said("a", "lia", "Lia Oorn")
    assert voices_by_quotation([one, Quoted("b", one.article, WORDS, "a-woman", None)]) == {}
    plain = WORDS.strip('"')
    assert voices_by_quotation([said("a", "lia", "Lia Oorn", plain), said("b", "a-woman", None, plain)]) == {}
