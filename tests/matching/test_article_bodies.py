"""Which body or country a bare noun means: "the ministry", "the company", "the country"."""

from __future__ import annotations

import pytest

from read_alone import Read, read_in


def meant(read_english: Read, text: str, phrase: str) -> str | None:
    """The text of the mention that a judgement joins to the last one that reads `phrase`."""
    reading = read_in(read_english(text))
    by_id = {mention.id: mention for mention in reading.mentions}
    wanted = max((m for m in by_id.values() if m.text == phrase), key=lambda m: m.start)
    found = [by_id[j.left].text for j in reading.judgements if j.right == wanted.id and j.verdict == "same"]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("The Russian Defence Ministry showed a film. The ministry accused Turkey of shelling.", "The ministry",
         "Russian Defence Ministry"),
        ("The Defense Ministry of Chad showed a film. Later the ministry accused Mali of shelling.", "the ministry",
         "Defense Ministry of Chad"),
        ("Troops remain in Chad. It is 18 years since rebels invaded the country.", "the country", "Chad"),
        ("The summit in Kenya ended on Monday. Rebels attacked the country on Tuesday.", "the country", "Kenya"),
    ],
)  # fmt: skip
def test_a_bare_noun_means_the_one_that_is_named_so(read_english: Read, text: str, phrase: str, name: str) -> None:
    assert meant(read_english, text, phrase) == name


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Envoys of Kenya and Chad met on Monday. Rebels attacked the country on Tuesday.", "the country"),
        ("On Monday Kenya attacked the country.", "the country"),
    ],
)
def test_nobody_is_meant_where_several_may_be(read_english: Read, text: str, phrase: str) -> None:
    assert meant(read_english, text, phrase) is None


def test_who_acts_in_a_joined_clause_acts_on_somebody_else(read_english: Read) -> None:
    text = "The firm is run by Peter Brown. Taylor Wood described this as bad and accused him of bullying."
    assert meant(read_english, text, "him") == "Peter Brown"


def test_a_colleague_is_nobody_that_the_pair_means(read_english: Read) -> None:
    text = "A colleague of Ivo Fred, a police officer, found his body. On Friday, the pair were shot dead by police."
    reading = read_in(read_english(text))
    assert not [m for m in reading.mentions if m.text == "the pair" and m.members]
