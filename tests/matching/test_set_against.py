"""Who gives a number, and the numbers that others set against it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.case import open_case
from rashomon.matching.findings.numbers.givers import giver, plain
from rashomon.record import Finding
from read_accounts import read_accounts

#: Accounts of four happenings, each of them told by two outlets.
ACCOUNTS = [
    (
        "Harbor Post",
        "TARVEL, March 4, 2021 - Shells hit the market of Tarvel on Wednesday. Residents said 30 people were killed, "
        "while the army put the toll at 12.",
    ),
    (
        "Coast Daily",
        "TARVEL, March 4, 2021 - Shells hit the market of Tarvel on Wednesday and killed 12 people, the army said.",
    ),
    (
        "Dravik Times",
        "DRAVIK, April 8, 2021 - Nurses in Dravik went on strike on Wednesday. The union says 3,000 nurses are on "
        "strike. The health board puts the number at 1,200.",
    ),
    ("Evening Bell", "DRAVIK, April 8, 2021 - A strike of nurses over pay began in Dravik on Wednesday."),
    (
        "Northern Star",
        "TOLMI, May 14, 2021 - Rebels shelled a market in Tolmi on Thursday and killed eight people, an army "
        "spokesman said.",
    ),
    (
        "Southern Star",
        "TOLMI, May 14, 2021 - The army shelled a market in Tolmi on Thursday, killing eight people, the rebels said "
        "in a statement.",
    ),
    (
        "Inland News",
        "KADOSHA, June 22, 2021 - Gunmen abducted seven pupils from a school in Kadosha on Monday, teachers said.",
    ),
    (
        "River Wire",
        "KADOSHA, June 22, 2021 - Nine pupils were abducted from a school in Kadosha on Monday by gunmen, the governor "
        "said.",
    ),
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder: Path = tmp_path_factory.mktemp("against")
    return list(open_case(read_accounts(folder, ACCOUNTS)).record().findings.values())


def disputed(findings: list[Finding], question: str) -> list[tuple[str, set[str]]]:
    return [
        (one.agreement, {side.answer for side in one.sides})
        for one in findings
        if one.question == question and one.agreement not in ("agreed", "single")
    ]


@pytest.mark.parametrize(
    ("text", "number", "named"),
    [
        ("Residents said 30 people were killed, while the army put the toll at 12.", "30", "residents"),
        ("Residents said 30 people were killed, while the army put the toll at 12.", "12", "army"),
        ("Thirty people died, according to residents, and 12 according to the army.", "Thirty", "residents"),
        ("Thirty people died, according to residents, and 12 according to the army.", "12", "army"),
        ("Officials in Orrin put the dead at 45 and opposition activists put it at 80.", "80", "opposition activists"),
        ("The blast killed 12 people on Monday, officials in Orrin said.", "12", "officials in orrin"),
        ("The ministry, which the Front runs, says 40 were killed, and the army says 12 fought.", "12", "army"),
        ("He said 12 people died.", "12", ""),
        ("The blast killed 12 people on Monday.", "12", ""),
    ],
)
def test_a_number_is_of_whoever_its_own_clause_names(text: str, number: str, named: str) -> None:
    start = text.index(number)
    assert plain(giver(text, start, start + len(number))) == named


@given(st.text(alphabet="the army said 12 ,;.put at", max_size=60), st.integers(0, 60), st.integers(0, 5))
def test_whoever_gives_a_number_stands_in_the_text(text: str, start: int, length: int) -> None:
    found = giver(text, start, start + length)
    assert found is None or found in text


def test_two_tolls_in_two_names_in_one_sentence_contradict(findings: list[Finding]) -> None:
    assert disputed(findings, "dead") == [("contradicted", {"12 (the army)", "30 (Residents)"})]


def test_a_count_that_names_nothing_counted_stands_against_the_one_before(findings: list[Finding]) -> None:
    assert disputed(findings, "people") == [("contradicted", {"3,000 (The union)", "1,200 (The health board)"})]


def test_enemies_who_blame_each_other_contradict(findings: list[Finding]) -> None:
    assert [agreement for agreement, _ in disputed(findings, "who")] == ["contradicted"]


def test_one_dispute_is_told_once(findings: list[Finding]) -> None:
    assert disputed(findings, "abducted") == [("contradicted", {"7 (teachers)", "9 (the governor)"})]
    assert not disputed(findings, "pupils")
