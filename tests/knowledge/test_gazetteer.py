"""The gazetteer: names to places, by whatever spelling, and an index that is built once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rashomon.knowledge import gazetteer_build
from rashomon.knowledge.gazetteer import gazetteer
from rashomon.knowledge.gazetteer_index import (
    ADMIN1,
    CITY,
    COUNTRY,
    Gazetteer,
    kilometres,
    place_key,
    without_admin_word,
)
from rashomon.knowledge.place_candidates import abbreviations, candidates, postal_codes
from rashomon.knowledge.place_hints import said_kind
from rashomon.knowledge.tables import rows


def test_a_name_is_found_in_any_case_accent_or_punctuation() -> None:
    places = gazetteer()
    for one, other in (
        ("São Paulo", "SAO PAULO"),
        ("St. Petersburg", "Saint Petersburg"),
        ("Khan Yunis", "khan yunis"),
    ):
        assert {row for row, _ in places.rows(one)} & {row for row, _ in places.rows(other)}


def test_a_name_nobody_bears_has_no_places() -> None:
    assert gazetteer().rows("Qwxzland") == []
    assert gazetteer().rows("") == []


def test_a_town_knows_its_state() -> None:
    places = gazetteer()
    louisiana = places.row_of_id("geonames:4331987")
    towns = [row for row, _ in places.rows("Alexandria") if places.kinds[row] == CITY]
    assert louisiana is not None and places.kinds[louisiana] == ADMIN1
    assert louisiana in [int(places.admin1s[row]) for row in towns]


def test_every_row_of_the_tables_is_in_the_index() -> None:
    places = gazetteer()
    for row in rows("places"):
        assert places.rows(row["name"]), row["name"]
    assert len(abbreviations(places)) > 50 and len(postal_codes(places)) > 55


def test_own_places_lie_on_the_globe_and_have_one_name_each() -> None:
    table = rows("places")
    assert all(-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180 for row in table)
    ids = [row["id"] for row in table if row["id"]]
    assert len(ids) == len(set(ids))


def test_countries_have_people_and_a_point() -> None:
    places = gazetteer()
    syria = next(row for row, _ in places.rows("Syria") if places.kinds[row] == COUNTRY)
    place = places.place(syria)
    assert (place.country, place.kind) == ("SYR", "country") and place.population > 1_000_000


def test_an_abbreviated_state_is_that_state_only() -> None:
    found, demonym = candidates(gazetteer(), "La.")
    assert [gazetteer().place(row).name for row, _ in found] == ["Louisiana"] and not demonym


def test_the_kind_that_the_words_say_is_heard() -> None:
    text = "in the provinces of Aleppo, Hama and Idlib"
    assert said_kind(text, text.index("Idlib"), len(text)) == "admin1"
    assert without_admin_word("Homs province") == ("Homs", "province")
    assert without_admin_word("Homs") == ("Homs", None)


def test_distances_are_great_circles() -> None:
    assert kilometres(0.0, 0.0, 0.0, 180.0) == pytest.approx(20015, rel=1e-3)
    assert kilometres(51.5, -0.13, 48.86, 2.35) == pytest.approx(343, abs=5)


def test_the_index_is_built_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "_all_rows", lambda: (_ for _ in ()).throw(OSError("no space left")))
    with pytest.raises(OSError):
        gazetteer_build.build(tmp_path / "index")
    assert list(tmp_path.iterdir()) == []


def test_a_built_index_opens_and_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = gazetteer_build._countries()
    monkeypatch.setattr(gazetteer_build, "_all_rows", lambda: made)
    gazetteer_build.build(tmp_path / "index")
    gazetteer_build.build(tmp_path / "index")
    places = Gazetteer(tmp_path / "index")
    assert [places.place(row).country for row, _ in places.rows("Iran")] == ["IRN"]
    assert len(list(tmp_path.iterdir())) == 1


@given(st.text(max_size=40))
@example("\u2024")
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name) or len(place_key(name).split()) > 1


def test_the_index_is_sorted_by_hash() -> None:
    hashes = np.asarray(gazetteer()._hash)
    assert bool((hashes[1:] >= hashes[:-1]).all())


@pytest.mark.parametrize(
    ("written", "name"),
    [("Maaret al-Numan", "Ma‘arrat an Nu‘mān"), ("Hodeidah", "Al Ḩudaydah"), ("Kamishly", "Al Qāmishlī"),
     ("Tel Rifaat", "Tall Rif‘at"), ("Sheikh Zuweid", "Ash Shaykh Zuwayd")],
)  # fmt: skip
def test_a_name_in_other_letters_is_found_by_its_sound(written: str, name: str) -> None:
    assert name in [gazetteer().place(row).name for row in gazetteer().rows_by_sound(written)]


@pytest.mark.parametrize("person", ["Al-Baqdadi", "Hassan Rouhani", "Saif al-Islam", "Ali Abdullah Saleh"])
def test_who_only_sounds_a_little_like_a_town_is_none(person: str) -> None:
    assert gazetteer().rows_by_sound(person) == []
