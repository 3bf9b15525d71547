"""What somebody or something is called: a word that condemns is an act, any other name is none."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.frames import frame
from rashomon.language.predicates.readings import settled


def _settled(text: str, word: str) -> str | None:
    doc = next(iter(parse([text])))
    return settled(frame(next(token for token in doc if token.lower_ == word)))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The president called the ruling a disgrace.", "called"),
        ('The envoy called the killing "an act of medieval savagery".', "called"),
        ("A spokesman described the offer as an insult to nurses.", "described"),
        ("The mayor called the law shameful.", "called"),
    ],
)
def test_a_condemning_word_blames(text: str, word: str) -> None:
    assert _settled(text, word) == "ACCUSE"


@pytest.mark.parametrize(
    "text",
    ["The ministers called the talks constructive.", "The critic called the fresco a disgrace to the chapel."],
)
def test_another_name_and_a_matter_of_taste_blame_nobody(text: str) -> None:
    assert _settled(text, "called") != "ACCUSE"


def test_what_is_asked_to_be_done_is_a_request_and_what_is_so_is_none() -> None:
    assert _settled("The judge asked that the witness be brought back.", "asked") == "REQUEST"
    assert _settled("He insisted that the papers are lost.", "insisted") == "NONE"


def test_what_shall_not_be_done_was_denied_by_nobody() -> None:
    assert _settled("Don't shoot him, she says.", "shoot") == "NONE"
