"""Short accounts of one happening by several sides: whose dead are counted, what was hit, who answers whom."""

from __future__ import annotations

import json

import pytest

from rashomon.case import open_case
from rashomon.record import Finding

CAMP = [
    (
        "Daily Courier",
        "2025-06-11",
        "Camp stormed in Abu Sharif",
        "Fighters of the paramilitary Upland Relief Guard (URG) stormed the Abu Sharif displacement "
        "camp on Tuesday and killed 45 civilians, a local aid group said. The attackers burned dozens of tents.",
    ),
    (
        "Capital Post",
        "2025-06-11",
        "URG says it did not attack the camp",
        "The URG said on Wednesday that its forces did not attack the Abu Sharif camp. In a statement, "
        "the paramilitary group said that its men had killed 30 soldiers near by.",
    ),
    (
        "Sahel Dispatch",
        "2025-06-11",
        "Army says it killed 30 fighters in Abu Sharif",
        "The army said it killed 30 fighters of the URG when it pushed back an attack on Abu Sharif "
        "camp on Tuesday. The URG has denied that it was in the camp.",
    ),
    (
        "Observer Weekly",
        "2025-06-11",
        "Camp empties after assault",
        "The assault on Abu Sharif camp on Tuesday drove many away, aid workers said. Residents said "
        "the Upland Relief Guard killed farmers in the fields around the camp.",
    ),
]
FLOOD = [
    (
        "River News",
        "2025-08-03",
        "Dam burst floods villages in Kalimo valley",
        "A dam burst in the Kalimo valley early on Sunday, flooding three villages. At least 23 people "
        "were killed and 1,200 were displaced, the disaster agency said.",
    ),
    (
        "Green Monitor",
        "2025-08-04",
        "Dam collapse in Kalimo valley",
        "A dam collapsed in the Kalimo valley on Sunday and killed 31 people. About 2,000 people fled "
        "their homes in the valley.",
    ),
    (
        "National Herald",
        "2025-08-04",
        "Death toll from Kalimo flood rises",
        "The death toll from the Kalimo valley flood rose to 38, the disaster agency said on Monday.",
    ),
]
HOSPITAL = [
    (
        "Harbour Wire",
        "2025-03-04",
        "Air strike destroys hospital in Kerenzi, killing 14",
        "An air strike hit the main hospital in "
        "Kerenzi late on Monday, killing at least 14 people, doctors said. Jets of the Tarvian air force bombed the "
        "hospital twice, the regional health office said.",
    ),
    (
        "Tarvia Today",
        "2025-03-05",
        "Tarvia denies bombing hospital",
        "Tarvia's defence ministry on Tuesday denied that its aircraft had bombed a hospital in "
        "Kerenzi. Its jets did not fly in that sector on Monday, a spokesman said.",
    ),
]
DERBY = [
    (
        "City Gazette",
        "2025-09-20",
        "Officers hurt as fans clash with police",
        "Supporters of Valen FC clashed with police outside the Marvik stadium on Saturday night. "
        "Three officers were injured and 62 fans were arrested, police said.",
    ),
    (
        "Sport Mirror",
        "2025-09-20",
        "Fan club accuses police of attack",
        "The supporters' club of Valen FC accused police of attacking peaceful fans outside the "
        "Marvik stadium on Saturday. More than 80 supporters were detained and 20 were hurt, its chairman said.",
    ),
]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[Finding]:
    folder = tmp_path_factory.mktemp("whose")
    rows = [
        json.dumps({"outlet": outlet, "published": day, "title": title, "text": text})
        for outlet, day, title, text in (*CAMP, *FLOOD, *HOSPITAL, *DERBY)
    ]
    (folder / "told.jsonl").write_text("\n".join(rows), "utf-8")
    case = open_case(folder / "told.case")
    case.add([folder / "told.jsonl"])
    return list(case.record().findings.values())


def sides_of(findings: list[Finding], question: str, outlet: str) -> list[list[tuple[str, set[str]]]]:
    """Of every finding on a question that hears an outlet: its answers with their outlets."""
    told = [[(side.answer, set(side.outlets)) for side in one.sides] for one in findings if one.question == question]
    return [sides for sides in told if any(outlet in outlets for _, outlets in sides)]


def test_soldiers_fighters_and_civilians_are_counted_apart(findings: list[Finding]):
    for outlet, number in (("Capital Post", "30"), ("Sahel Dispatch", "30"), ("Daily Courier", "45")):
        assert sides_of(findings, "dead", outlet) == [[(number, {outlet})]]


def test_an_acronym_is_the_body_whose_name_another_account_gives(findings: list[Finding]):
    (who,) = [one for one in findings if one.question == "who" and one.agreement == "contradicted" and
              any("Capital Post" in side.outlets for side in one.sides)]  # fmt: skip
    assert {side.answer: set(side.outlets) for side in who.sides} == {
        "Upland Relief Guard": {"Daily Courier", "Observer Weekly"},
        "not Upland Relief Guard": {"Capital Post"},
    }


def test_who_killed_the_attackers_did_not_attack(findings: list[Finding]):
    doers = [side.answer for one in findings if one.question == "who" for side in one.sides if len(one.sides) > 1]
    assert doers
    assert not [answer for answer in doers if answer == "the army"]


def test_the_displaced_and_those_who_fled_are_one_question(findings: list[Finding]):
    assert sides_of(findings, "displaced", "River News") == [
        [("1,200", {"River News"}), ("1,800 to 2,200", {"Green Monitor"})]
    ]


def test_a_toll_told_by_itself_is_of_the_flood(findings: list[Finding]):
    (sides,) = sides_of(findings, "dead", "National Herald")
    assert {outlet for _, outlets in sides for outlet in outlets} == {"River News", "Green Monitor", "National Herald"}


def test_what_hit_the_hospital_is_one_act(findings: list[Finding]):
    assert sides_of(findings, "who", "Tarvia Today") == [
        [("not Tarvia's defence ministry", {"Tarvia Today"}), ("the Tarvian air force", {"Harbour Wire"})]
    ]
    assert len(sides_of(findings, "where", "Harbour Wire")) <= 1


def test_a_denial_of_who_did_it_is_told_once(findings: list[Finding]):
    assert not [one for one in findings if one.question == "whether" and
                any("Tarvia Today" in side.outlets for side in one.sides)]  # fmt: skip


def test_a_number_that_names_nobody_counts_whom_the_one_before_it_does(findings: list[Finding]):
    assert sides_of(findings, "injured", "Sport Mirror") == [[("20", {"Sport Mirror"})]]
    assert sides_of(findings, "injured", "City Gazette") == [[("3", {"City Gazette"})]]
