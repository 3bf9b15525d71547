"""Quantities: bounds, units, what is counted, and numbers that count nothing."""

from __future__ import annotations

import pytest
from bench.reading import article_of
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.stages.quantities import find_quantities
from read_alone import Read

Row = tuple[str, float | None, float | None, str | None, str | None]


def rows(read_english: Read, text: str) -> list[Row]:
    found = find_quantities(article_of(text), read_english(text))
    texts = {mention.id: mention.text for mention in found.mentions}
    return [(texts[one.mention], one.low, one.high, one.unit, one.of) for one in found.quantities]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 86 people were killed in the attack.", [("At least 86 people", 86, None, "people", "dead")]),
        ("The war has claimed the lives of over 470,000 people.",
         [("over 470,000 people", 470000, None, "people", "dead")]),
        ("Ships launched 59 Tomahawk missiles, killing nine and wounding 12 others.",
         [("59 Tomahawk missiles", 59, 59, "missiles", "missiles"), ("nine", 9, 9, "people", "dead"),
          ("12 others", 12, 12, "people", "injured")]),
        ("Rebels killed 14 of the soldiers.", [("14 of the soldiers", 14, 14, "people", "dead")]),
        ("Seven villagers were martyred.", [("Seven villagers", 7, 7, "people", "dead")]),
        ("The death toll rose to 86.", [("86", 86, 86, "people", "dead")]),
        ("Thieves took £910, 000 worth of rings.", [("£910, 000", 910_000, 910_000, "GBP", None)]),
        ("It paid $2. 6 million to victims.", [("$2. 6 million", 2_600_000, 2_600_000, "USD", None)]),
        ("The blast left between 30 and 40 people dead.",
         [("between 30 and 40 people", 30, 40, "people", "dead")]),
        ("Twelve people were killed and 30 injured.",
         [("Twelve people", 12, 12, "people", "dead"), ("30 injured", 30, 30, "people", "injured")]),
        ("Police arrested about 50 protesters.", [("about 50 protesters", 45, 55, "people", "arrested")]),
        ("Up to 20 militants surrendered.", [("Up to 20 militants", None, 20, "people", "captured")]),
        ("Dozens of people were wounded.", [("Dozens of people", 24, 99, "people", "injured")]),
        ("They signed a $1.2bn deal.", [("$1.2bn", 1.2e9, 1.2e9, "USD", None)]),
        ("Turnout fell to 51.6 percent.", [("51.6 percent", 51.6, 51.6, "percent", None)]),
        ("No casualties were reported.", [("No casualties", 0, 0, "people", "casualties")]),
        ("Two dozen hostages were freed.", [("Two dozen hostages", 24, 24, "people", "released")]),
        ("More than 2,400 families fled the camp.", [("More than 2,400 families", 2400, None, "families", None)]),
        ("About 12,000 households were displaced by the floods.",
         [("About 12,000 households", 10800, 13200, "households", None)]),
        ("Two families were killed in the strike.", [("Two families", 2, 2, "families", None)]),
        ("Some 400 displaced families arrived.", [("Some 400 displaced families", 360, 440, "families", None)]),
        ("One family was displaced.", []),
        ("Clashes drove 2,000 people from their homes.", [("2,000 people", 2000, 2000, "people", "displaced")]),
        ("The fighting forced 55,000 people to flee.", [("55,000 people", 55000, 55000, "people", "displaced")]),
        ("The firm forced 300 people to resign.", [("300 people", 300, 300, "people", None)]),
    ],
)  # fmt: skip
def test_a_number_has_its_bounds_and_what_became_of_those_it_counts(
    read_english: Read, sentence: str, expected: list[Row]
) -> None:
    assert rows(read_english, sentence) == expected


def test_lives_that_are_led_are_not_lost(read_english: Read) -> None:
    found = rows(read_english, "The leak laid bare the private lives of 40,000 people.")
    assert [row[-1] for row in found] == [None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ivanov, 45, spoke in 2016 on June 9.",
        "The council passed Resolution 2254 at its 7th conference.",
        "The home team won 3-1 against Su-34 pilots.",
        "The two ministers held three-way talks.",
        "Call +98 21 555 1234.",
        "Divers found AK 47 rifles in the harbour.",
        "No one else was injured in the fire.",
        "He lived in the 12000 block of East Street.",
    ],
)
def test_ages_dates_designations_scores_and_known_groups_are_no_quantities(read_english: Read, sentence: str) -> None:
    assert rows(read_english, sentence) == []


PIECES = st.sampled_from(
    ["at least", "86", "people", "were killed", ",", "dozens of", "5%", "$3", "30-40", "between", "and", "two",
     "hundred", "million", "\n", "wounded", "no one", "a", "1.2bn", "—", "Su-34", "«»", "of", "or more", "470 000"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_mentions_quote_the_text_and_low_is_never_above_high(read_english: Read, pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = find_quantities(article_of(text), read_english(text))
    assert all(text[m.start : m.end] == m.text and m.text for m in found.mentions)
    assert [one.mention for one in found.quantities] == [m.id for m in found.mentions]
    assert all(one.low is None or one.high is None or one.low <= one.high for one in found.quantities)
