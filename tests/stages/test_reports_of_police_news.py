"""What police and courts do, and who was struck, shot or killed, is told whatever the headline leaves out."""

from __future__ import annotations

import pytest

from rashomon.language.english import parse
from rashomon.pipeline import read_article
from rashomon.record import Article, article_id, document_id


def told(text: str) -> list[tuple[str, str, list[str], list[str]]]:
    reading = read_article(_article(text), next(iter(parse([text]))))
    words = {mention.id: mention.text for mention in reading.mentions}
    return [
        (
            text[one.trigger.start : one.trigger.end].lower(), one.type,
            [words[id] for id in one.actors], [words[id] for id in one.recipients],
        )
        for one in reading.reports
    ]  # fmt: skip


def _article(text: str) -> Article:
    document = document_id(text.encode())
    return Article(
        article_id(document), document, None, None, None, None, None, "none", "en", (), (), text, (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Goalkeeper arrested for theft", ("arrested", "COERCE", [], ["Goalkeeper"])),
        ("SENATOR'S DRIVER ARRESTED", ("arrested", "COERCE", [], ["SENATOR'S DRIVER"])),
        ("The teacher was charged with embezzlement.", ("charged", "ACCUSE", [], ["The teacher"])),
        ("A nurse has been charged in the death of a patient.", ("charged", "ACCUSE", [], ["A nurse"])),
        ("She was charged with driving while drunk.", ("charged", "ACCUSE", [], ["She"])),
        ("They met three days after he was gunned down in Tirana.", ("gunned", "ASSAULT", [], ["he"])),
        ("She was killed after slipping from the roof.", ("killed", "HARM", [], ["She"])),
        ("He was struck by a lorry near the market, police said.", ("struck", "ASSAULT", [], ["He"])),
    ],
)
def test_an_arrest_a_charge_or_a_killing_needs_nobody_who_did_it(
    text: str, row: tuple[str, str, list[str], list[str]]
) -> None:
    assert row in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The committee is charged with the task of writing the law.",
        "Customers were charged with the cost of delivery.",
        "She was struck by the beauty of the lake.",
        "Visitors were hit by high prices.",
    ],
)
def test_a_task_a_fee_or_an_impression_is_no_act(text: str) -> None:
    assert told(text) == []


def test_an_arrest_that_somebody_would_have_made_is_not_told_as_made() -> None:
    assert all(type != "COERCE" for _, type, _, _ in told("He would call the guard and have me arrested."))
