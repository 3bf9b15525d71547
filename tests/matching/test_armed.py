"""Whether somebody was armed: told in words that share nothing with those by which it is denied."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.case import open_case
from rashomon.matching.findings.denying.armed import Armed, Named, armed_or_not
from read_accounts import read_accounts

POLICE = "Officers shot Omar Diaz, 19, on Friday after he pulled a knife, police said."


def _armed(*texts: str) -> list[Armed]:
    """What is found where "Diaz" and "Roe" are persons."""
    by_article = {f"article {n}": text for n, text in enumerate(texts)}
    persons = {
        article: [
            Named(at, at + len(name), name.lower())
            for name in ("Diaz", "Roe")
            for at in range(len(text))
            if text.startswith(name, at)
        ]
        for article, text in by_article.items()
    }
    return armed_or_not(by_article, persons)


@pytest.mark.parametrize(
    "denial",
    [
        "A neighbour said Diaz did not have a knife in his hand.",
        "Diaz was unarmed, his mother said. She wants to see the film.",
        "The family of Diaz gathered. They deny that he was carrying a weapon.",
        "Omar Diaz is mourned. A witness said the youth had no weapon.",
    ],
)
def test_who_was_armed_by_one_account_and_not_by_another_is_disputed(denial: str) -> None:
    (found,) = _armed(POLICE, denial)
    assert [one.article for one in found.told] == ["article 0"]
    assert [one.article for one in found.denied] == ["article 1"]


@pytest.mark.parametrize(
    "other",
    [
        "Ana Roe was unarmed when she was shot in May.",  # another person
        "A neighbour asked whether Diaz had a knife.",
        "A gunman killed Diaz. The youth had a bright future.",
        "The youth was unarmed, a neighbour said.",  # an account that names nobody
    ],
)
def test_another_person_and_an_open_question_dispute_nothing(other: str) -> None:
    assert _armed(POLICE, other) == []


def test_the_dispute_is_a_finding_with_its_sentences(tmp_path: Path) -> None:
    accounts = [
        ("Morning Post", f"TARSK - {POLICE} Diaz died in hospital on Saturday.\n"),
        (
            "The Ledger",
            "TARSK - Omar Diaz, who was shot by officers on Friday, did not have a knife, a neighbour said. "
            "Diaz died in hospital on Saturday.\n",
        ),
    ]
    record = open_case(read_accounts(tmp_path, accounts)).record()
    (whether,) = [one for one in record.findings.values() if one.question == "whether"]
    assert whether.agreement == "contradicted"
    assert sorted("did not have" in side.answer for side in whether.sides) == [False, True]
