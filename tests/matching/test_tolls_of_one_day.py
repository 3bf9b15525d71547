"""Tolls that accounts of one day give for one act, in unlike words and by unlike sources."""

from __future__ import annotations

from pathlib import Path

from rashomon.case import open_case
from read_accounts import read_accounts

ACCOUNTS = [
    (
        "Sahel Wire",
        "MAIDUGURI, March 12, 2021 (Sahel Wire) - Suspected Boko Haram fighters killed at least 12 villagers in a raid "
        "on Dikwa, a town in Borno state, residents and a local official said on Friday.\n\n"
        "The army confirmed the attack but put the death toll at eight.\n",
    ),
    (
        "The Northern Star",
        "Fourteen dead as insurgents storm Dikwa\n\nMAIDUGURI, March 13, 2021 - No fewer than 14 people were killed "
        "when Boko Haram insurgents stormed Dikwa in Borno State on Friday, hospital sources said.\n",
    ),
    (
        "Army",
        "Troops repel Boko Haram attack in Dikwa\n\nMaiduguri, 12 March 2021\n\nTroops on Friday repelled an attack by "
        "Boko Haram terrorists on Dikwa. Eight civilians were killed in the attack.\n",
    ),
]


def test_each_toll_stands_beside_the_others(tmp_path: Path) -> None:
    record = open_case(read_accounts(tmp_path, ACCOUNTS)).record()
    tolls = [finding for finding in record.findings.values() if finding.question == "dead"]
    told = {side.answer for finding in tolls for side in finding.sides}
    assert "8" in told
    assert any("14" in answer for answer in told)
    assert all(finding.agreement != "agreed" for finding in tolls)
