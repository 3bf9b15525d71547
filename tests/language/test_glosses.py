"""Texts in languages that are not read, in the words by which their stories are found."""

from __future__ import annotations

import pytest

from rashomon.knowledge.tables import rows
from rashomon.language.glosses import in_english, is_glossed

SAME = {
    "fr": "Un ferry a coulé au large de Zamboanga, aux Philippines : 23 morts.",
    "es": "Se hundió un transbordador frente a Zamboanga, Filipinas: 23 muertos.",
    "de": "Fähre vor Zamboanga auf den Philippinen gesunken: 23 Tote.",
    "tr": "Filipinler'de feribot battı, Zamboanga açıklarında 23 ölü.",
    "ar": "غرق عبّارة قبالة سواحل الفلبين ومقتل ٢٣ شخصا.",
    "fa": "غرق شدن کشتی در فیلیپین ۲۳ کشته داد.",
    "id": "Feri tenggelam di lepas pantai Zamboanga, Filipina: 23 tewas.",
    "zh": "菲律宾渡轮沉没23人遇难",
}


@pytest.mark.parametrize("language", SAME)
def test_a_land_a_number_and_a_word_of_news_are_the_same_in_every_language(language):
    words = in_english(language, SAME[language]).split()
    assert {"philippines", "sank", "23"} <= set(words), words


def test_a_city_has_its_english_name_in_any_script():
    assert "mosul" in in_english("ar", "انفجار في الموصل").split()
    assert "damascus" in in_english("zh", "大马士革发生爆炸")
    assert "london" in in_english("fr", "Une marche à Londres").split()


def test_what_no_other_language_can_share_is_left_out():
    assert in_english("fr", "Il faisait doux et les terrasses étaient pleines.") == ""


def test_phrases_are_found_before_their_words():
    assert in_english("id", "rumah sakit").split() == ["hospital"]
    assert in_english("it", "il cessate il fuoco").split() == ["ceasefire"]


def test_a_language_without_tables_is_none_of_ours():
    assert is_glossed("sw") and not is_glossed("en") and not is_glossed("xx")


def test_every_row_has_words_in_every_language():
    empty = [(row["english"], language) for row in rows("news_words") for language, cell in row.items() if not cell]
    assert not empty
