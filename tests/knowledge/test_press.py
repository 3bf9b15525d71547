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


@pytest.mark.parametrize(
    "text", ["The sun rose in Mehr.", "Reuters moved its office to the harbour.", "A mirror broke."]
)
def test_names_without_a_credit_are_none(text: str) -> None:
    assert not credits(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TOLM, Ostmark (Northern Wire) - A bridge fell on Monday.", "Northern Wire"),
        ("TOLM, March 3 (OMPA) -- A bridge fell on Monday.", "OMPA"),
        ("A bridge fell on Monday.\nBy Northern Wire", "Northern Wire"),
        ("A bridge fell on Monday.\nSource: Agencia Brasa", "Agencia Brasa"),
        ("On Monday Northern Wire reported that a bridge had fallen.", "Northern Wire"),
        ("“It fell,” the mayor told the Tolm News Agency by phone.", "Tolm News Agency"),
    ],
)
def test_an_agency_of_no_table_is_credited_where_the_form_leaves_no_doubt(text: str, name: str) -> None:
    (credit,) = credits(text)

    assert credit.name == name == text[credit.start : credit.end]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Foreign Affairs said on Monday that talks would go on.",
        "according to the Foreign Affairs Committee, nothing was signed.",
        "TOLM (Ostmark) - A bridge fell on Monday.",
        "KABUL (Afghanistan) – A bridge fell on Monday.",
        "Jane Roe (UK) - We thank the chair.",
        "The Presidential Press Service said the visit was over.",
        "By Staff Wire",
        "A bridge in Tolm. (Photo by IRNA)",
        "A bridge in Tolm. Photo: Reuters",
        "The head of the community told Radio Andina.",
    ],
)
def test_bodies_places_and_pictures_are_no_credit_of_the_text(text: str) -> None:
    assert not credits(text)


def test_an_unknown_domain_is_its_own_name() -> None:
    assert publisher_at("https://www.valley-post.example/a") == "valley-post.example"
    assert publisher_at("folder/file.txt") is None
