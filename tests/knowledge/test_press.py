"""Whose reports a text credits."""

import pytest

from rashomon.knowledge.press import credits, publisher_at


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IRNA reports that the minister left.", "IRNA"),
        ("SIRTE (AP) — The road was closed.", "Associated Press"),
        ("(Reuters) - The road was closed.", "Reuters"),
        ("Mehr News Agency – The minister left on Tuesday.", "Mehr News Agency"),
        ("he said on Tuesday, Press TV reported.", "Press TV"),
        ("the ministry said in a statement, as cited by Sputnik.", "Sputnik"),
        ("He left.\nBy Press TV", "Press TV"),
        ("“We are ready,” Tass quoted him as saying.", "TASS"),
    ],
)
def test_credits_are_found_beside_the_words_that_credit(text: str, name: str) -> None:
    assert [credit.name for credit in credits(text)] == [name]
    (credit,) = credits(text)
    assert text[credit.start : credit.end] in text


@pytest.mark.parametrize("text", ["The sun rose in Mehr.", "Reuters moved its office to the harbour.",
                         "A mirror broke."])
def test_names_without_a_credit_are_none(text: str) -> None:
    assert not credits(text)


def test_an_unknown_domain_is_its_own_name() -> None:
    assert publisher_at("https://www.valley-post.example/a") == "valley-post.example"
    assert publisher_at("folder/file.txt") is None
