"""Who did it in a claim and in a sentence, and a country's several names."""

from __future__ import annotations

import pytest

from rashomon.matching.claims.doers import renamed
from rashomon.matching.claims.heard import MENTIONS, TELLS, heard

TOLD = "The United Kingdom expelled 23 Russian diplomats on Wednesday over the poisoning of a former spy."


@pytest.mark.parametrize(
    "claim",
    [
        "Britain expelled 23 Russian diplomats",
        "The UK expelled 23 Russian diplomats",
        "Great Britain expelled Russian diplomats",
        "London expelled 23 Russian diplomats",
        "23 Russian diplomats were expelled by Britain",
    ],
)
def test_a_country_is_one_under_all_its_names(claim: str) -> None:
    before = "U.K. officials had warned of it for days. "
    found = heard(claim, before + TOLD)
    assert found is not None
    assert found.how == TELLS
    (passage,) = found.passages
    assert (before + TOLD)[passage.span.start : passage.span.end] == TOLD


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Burma expelled 23 Russian diplomats", TOLD),
        ("The US expelled 23 Russian diplomats", TOLD),
        ("Scotland expelled 23 Russian diplomats", TOLD),
        ("The US expelled 23 Russian diplomats", "23 Russian diplomats were expelled by the United Kingdom on Monday."),
        ("Jan Orrel opened the sluices of the dam", "On Sunday Mira Tolk opened the sluices of the dam."),
        ("RSF shelled the camp of Abu Shouk", "The Sudanese Liberation Army shelled the camp of Abu Shouk at dawn."),
    ],
)
def test_what_another_did_is_not_told_of_the_claims_doer(claim: str, text: str) -> None:
    found = heard(claim, text)
    assert found is not None
    assert (found.how, found.note) == (MENTIONS, "perhaps another did it")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("RSF shelled the camp of Abu Shouk", "At dawn the Rapid Support Forces shelled the camp of Abu Shouk."),
        ("Orrel opened the sluices of the dam", "On Sunday Jan Orrel reportedly opened the sluices of the dam."),
        ("Jan Orrel opened the sluices of the dam", "He opened the sluices of the dam."),
        ("Jan Orrel opened the sluices of the dam", "On Sunday the owner had opened the sluices of the dam."),
        ("RSF shelled the camp of Abu Shouk", "A man died in last Monday's shelling of the camp of Abu Shouk."),
        ("Gunmen killed 14 people in the market", "Militants of the Northern Front killed 14 people in the market."),
    ],
)
def test_a_shorter_name_a_description_or_a_pronoun_is_no_other(claim: str, text: str) -> None:
    found = heard(claim, text)
    assert found is not None
    assert found.note != "perhaps another did it"


def test_each_character_of_a_renamed_text_leads_back() -> None:
    text = "The UK and the U.K. parted; Great Britain stayed, said London."
    found = renamed("Britain left", text)
    assert found.text == "The Britain and the Britain parted; Britain stayed, said London."
    for word in ("The", "and", "parted", "stayed", "London."):
        assert text[found.at(found.text.index(word)) :].startswith(word)
    assert found.at(len(found.text)) == len(text)


def test_a_land_within_a_country_and_a_pronoun_keep_their_words() -> None:
    text = "Scotland told us that Wales had left."
    assert renamed("Britain and the US left", text).text == text
