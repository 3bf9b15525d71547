"""A body that every country has is that of the country before its name."""

from __future__ import annotations

from pathlib import Path

from rashomon.case import open_case
from read_accounts import read_accounts

ACCOUNTS = [
    (
        "Morning Post",
        "Russia’s Ministry of Defence announced on Tuesday that it had deployed bombers to Tarsk. The bombers left.\n",
    ),
    ("The Ledger", "Ministers met in London. The Ministry of Defence declined to comment on the talks on Monday.\n"),
    ("Evening News", "Atlantis’s Ministry of Defence and Kenya’s Ministry of Defence signed a treaty on Friday.\n"),
]


def test_a_ministry_is_that_of_the_country_before_it(tmp_path: Path) -> None:
    record = open_case(read_accounts(tmp_path, ACCOUNTS)).record()
    countries = {
        record.articles[mention.article].text[:6]: record.entities[mention.entity].country
        for mention in record.mentions.values()
        if mention.text.endswith("Ministry of Defence") and mention.entity in record.entities
    }
    assert countries["Russia"] == "RUS"
    assert countries["Minist"] == "GBR"
