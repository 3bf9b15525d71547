"""Who a name of a place or a people is across accounts: a town, its country, a land or a people within one."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.case import open_case
from rashomon.knowledge.countries import adjective_of, country_of, part_of, people_of
from rashomon.knowledge.known import known_by
from rashomon.knowledge.tables import rows
from rashomon.record import Entity
from read_accounts import read_accounts

ACCOUNTS = [
    (
        "Morning Post",
        "KIGALI, 9 May 1994 - Hutu militias killed hundreds of Tutsis in Rwanda on Sunday, aid workers said.\n\n"
        "Rwandan troops fled Kigali. Christians prayed in Georgetown. Prices rose in Moscow. Europeans left.\n",
    ),
    (
        "The Ledger",
        "GROZNY, 10 May 1994 - Chechen fighters attacked Russian soldiers in Chechnya on Monday.\n\n"
        "Moscow said it would respond. Scottish ministers met English officials in Edinburgh. Uyghurs protested.\n",
    ),
]


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entity]:
    case = open_case(read_accounts(tmp_path_factory.mktemp("towns"), ACCOUNTS))
    return {one.name: one for one in case.record().entities.values()}


def test_a_town_is_no_country_where_it_does_nothing(entities: dict[str, Entity]) -> None:
    assert entities["Georgetown"].kind == entities["Moscow"].kind == "place"
    assert "Guyana" not in entities


def test_a_capital_that_acts_is_its_country(entities: dict[str, Entity]) -> None:
    assert "Moscow" in entities["Russia"].aliases


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Hutus", "RWA", "organization"), ("Tutsis", "RWA", "organization"), ("Uyghurs", "CHN", "organization"),
        ("Chechnya", "RUS", "place"), ("Scotland", "GBR", "place"), ("England", "GBR", "place"),
    ],
)  # fmt: skip
def test_who_lives_within_a_country_is_not_that_country(
    entities: dict[str, Entity], name: str, country: str, kind: str
) -> None:
    found = entities[name]
    assert (found.country, found.kind) == (country, kind)
    assert "GOV" not in found.sectors


def test_a_land_has_all_its_words(entities: dict[str, Entity]) -> None:
    assert "Chechen" in entities["Chechnya"].aliases
    assert "Scottish" in entities["Scotland"].aliases


@pytest.mark.parametrize("name", ["Christians", "Europeans"])
def test_faiths_and_continents_are_no_places(entities: dict[str, Entity], name: str) -> None:
    assert entities[name].kind == "organization"


def test_an_attack_in_a_land_is_placed_in_it(tmp_path: Path) -> None:
    text = "GROZNY, 10 May 1999 - Fighters attacked soldiers in Chechnya on Monday.\n"
    record = open_case(read_accounts(tmp_path, [("The Ledger", text)])).record()
    (attack,) = record.reports.values()
    assert attack.where is not None
    assert (attack.where.country, attack.where.precision) == ("RUS", "admin1")


@pytest.mark.parametrize("row", rows("parts_of_countries"), ids=lambda row: row["name"])
def test_the_table_knows_lands_and_peoples_by_all_their_words(row: dict[str, str]) -> None:
    words = [row["name"], *filter(None, row["words"].split("|"))]
    assert {part_of(word).name for word in words if part_of(word)} == {row["name"]}
    assert row["kind"] in ("place", "people")


def test_most_lands_and_peoples_have_the_code_of_their_country() -> None:
    coded = [
        row["name"] for row in rows("parts_of_countries")
        if any(country_of(w) or adjective_of(w) or people_of(w) for w in (row["name"], *row["words"].split("|")))
    ]  # fmt: skip
    assert len(coded) > 0.9 * len(rows("parts_of_countries"))


def test_brothers_are_two_persons() -> None:
    names = {known.key for name in ("Prince William", "Prince Harry") if (known := known_by(name, "person"))}
    assert len(names) == 2
