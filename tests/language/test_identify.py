"""The language of a text, of its lines, and of a foreign line inside it."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.language.identify import UNKNOWN, identify, identify_lines, plain_language
from rashomon.record import Document, document_id
from rashomon.stages.clean import clean

ENGLISH = [
    "The defence minister of Ostrania, Ivan Petrov, met his Delvanian counterpart on Monday, the ministry said.",
    "He added that the two countries would hold exercises near Osk in May, and that talks would go on until autumn.",
    "Earlier the army had shelled the town of Brennik and killed three people, officials of the province said.",
]
RUSSIAN = "«Мы обсудили поставки оружия и положение на границе, — сказал министр обороны журналистам в Москве»."
FRENCH = (
    "« Nous avons parlé de la frontière et des échanges avec les ministres, et nous allons nous revoir dans les "
    "semaines qui viennent à Paris avec le président », a déclaré le ministre."
)
PERSIAN = "وزیر دفاع در این دیدار گفت که دو کشور به همکاری خود در منطقه ادامه خواهند داد."


@pytest.mark.parametrize("quoted", [RUSSIAN, FRENCH, PERSIAN])
def test_a_quotation_in_another_language_leaves_the_article_in_its_own(quoted: str) -> None:
    for place in range(4):
        assert identify_lines([*ENGLISH[:place], quoted, *ENGLISH[place:]]) == "en"


def test_an_english_quotation_leaves_a_russian_article_russian() -> None:
    assert identify_lines([RUSSIAN, ENGLISH[0], RUSSIAN, RUSSIAN]) == "ru"


@pytest.mark.parametrize(
    ("line", "language"),
    [
        (RUSSIAN, "ru"), (FRENCH, "fr"), (PERSIAN, "fa"), (ENGLISH[1], "en"),
        ("Сергей Шойгу приехал", "und"), ("Vive la France", None), ("Ivan Petrov (Иван Петров)", None), ("2017", None),
    ],
)  # fmt: skip
def test_a_line_tells_its_language_where_nothing_else_it_could_be(line: str, language: str | None) -> None:
    assert plain_language(line) == language


def test_a_foreign_line_is_kept_and_said_to_be_foreign_and_not_parsed_as_english() -> None:
    body = "\n\n".join(["Ministers meet in Osk", *ENGLISH[:2], RUSSIAN, ENGLISH[2]]).encode()
    (article,) = clean(Document(document_id(body), None, None, None, "text/plain", "utf-8", body))
    assert article.language == "en" and RUSSIAN in article.text
    foreign = [block.reason for block in article.blocks if "in another language" in block.reason]
    assert [reason.rpartition(": ")[2] for reason in foreign] == ["ru"]

    (doc,) = parse([article.text])
    assert doc.text == article.text
    start = article.text.index(RUSSIAN)
    inside = doc.char_span(start, start + len(RUSSIAN))
    assert inside is not None and not inside.ents
    assert {token.pos_ for token in inside} == {"X"} and {token.dep_ for token in inside} <= {"ROOT", "dep"}
    assert len(list(inside.sents)) == 1
    assert doc[inside.end + 1].dep_ != "dep"


@pytest.mark.parametrize("text", ["Explosion", "Hello", "Test", "Gunmen kill mayor", "President resigns", "zzz"])
def test_a_word_or_two_that_may_as_well_be_english_are_english_and_in_no_rare_language(text: str) -> None:
    assert identify(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [("Президент", "ru"), ("Schüsse in Berlin", "de"), ("Merci beaucoup", "fr"), ("Wetin dey happen", "pcm")],
)
def test_few_words_that_are_plainly_of_a_language_are_of_it(text: str, language: str) -> None:
    assert identify(text) == language


def test_few_words_of_which_nothing_tells_are_in_no_language_unless_their_page_states_one() -> None:
    assert identify("Bonjour") == UNKNOWN
    assert identify("Bonjour", "fr-CA") == "fr"
