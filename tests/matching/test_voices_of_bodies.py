"""Whose voice a body's is, however an account names it."""

from __future__ import annotations

import json

import pytest

from rashomon.case import open_case
from rashomon.record import Record

_ACCOUNTS = (
    (
        "Aegle News",
        "Drone crashes on Kastelos",
        "A drone crashed on the Greek island of Kastelos on Monday. Turkey's Defence Ministry said the"
        " aircraft was not its own. The Greek Defence Ministry said the drone had been shot down by soldiers. Nobody"
        " was hurt on the island, where fishermen found the wreck on a beach.",
    ),
    (
        "Bosphorus Herald",
        "Ankara: the drone is not ours",
        "ANKARA. The Ministry of National Defence has told reporters that the drone which fell on Kastelos on Monday,"
        " an aircraft of unknown make, was not its own. No drone had been shot down by Turkish soldiers, the ministry"
        " said.",
    ),
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("voices")
    (folder / "corpus").mkdir()
    lines = [
        json.dumps({"source": outlet, "title": title, "published": "2020-09-14T08:00:00Z", "body": body})
        for outlet, title, body in _ACCOUNTS
    ]
    (folder / "corpus" / "accounts.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    case = open_case(folder / "a.case")
    case.add([folder / "corpus"])
    return case.record()


def test_a_ministry_is_one_voice_by_its_land_and_another_lands_is_another(record: Record) -> None:
    said = [one for one in record.findings.values() if one.question.startswith("said") and one.agreement != "single"]
    told = [
        sorted(record.mentions[record.statements[s].speaker or ""].text for side in one.sides for s in side.statements)
        for one in said
    ]
    assert told == [["Defence Ministry", "Ministry of National Defence"]]
