"""Headlines in title case lose the capitals that a sentence would not have, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.language.english import english, parse
from rashomon.language.names.titlecase import as_sentence


@pytest.mark.parametrize(
    ("headline", "sentence"),
    [
        ("Tolm Mayor Quietly Met With Northern Rebels", "Tolm mayor quietly met with northern rebels"),
        ("Russian Jets Bomb Rebel Hospital In Homs", "Russian jets bomb rebel hospital in Homs"),
        ("Minister Denies Meeting Lobbyist Before Vote", "Minister denies meeting lobbyist before vote"),
        ("Governor Bill Harkov Vows To Rebuild New York Pier", "Governor Bill Harkov vows to rebuild New York pier"),
        ("Storm Kills Six On Sunday In July's Worst Flood", "Storm kills six on Sunday in July's worst flood"),
    ],
)
def test_common_words_lose_their_capitals_and_names_keep_them(headline: str, sentence: str) -> None:
    assert as_sentence(headline, english()) == sentence


@pytest.mark.parametrize(
    "line",
    [
        "The Foreign Minister of Ostrania, Jelena Marsh, met Secretary Lund in New York.",
        "By Jane Brown and John Hill",
        "MAYOR DENIES MEETING REBELS",
        "Mayor denies meeting rebels",
        "Ministry of Foreign Affairs of the Republic of Ostrania",
        "Tolm",
        "",
    ],
)
def test_a_sentence_a_name_and_capitals_throughout_stay(line: str) -> None:
    assert as_sentence(line, english()) == line


@given(st.text(max_size=60))
@example("Straße Des Großen Königs Wird İstanbul Genannt")
@example("ǅ ǅ ǅ ǅ Made It ŉ All")
def test_only_the_case_of_letters_changes(line: str) -> None:
    written = as_sentence(line, english())
    assert len(written) == len(line)
    assert all(new == old or new == old.lower() for new, old in zip(written, line, strict=True))


def test_the_parse_of_a_headline_has_its_own_characters_and_a_sentence_s_words() -> None:
    headline = "Report: Mayor Anna Lund Secretly Met With Rebel Leader Over Easter Weekend\nShe said nothing.\n"
    (doc,) = parse([headline])

    assert doc.text == headline
    assert "Anna Lund" in [name.text for name in doc.ents]
    assert next(word for word in doc if word.text == "Met").lemma_ == "meet"
