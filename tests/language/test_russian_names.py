"""Russian names: their characters, their nominative, and the names under which the tables know them."""

from __future__ import annotations

import pytest

from rashomon.language.russian.gloss import gloss, latin_name, written_name
from rashomon.language.russian.names import find_names
from rashomon.language.russian.parse import is_readable, parse_russian

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")


def names(text: str) -> list[tuple[str, str]]:
    """(text, kind) of the names of a text."""
    (doc,) = parse_russian([text])
    return [(text[name.start : name.end], name.kind) for name in find_names(doc)]


@pytest.mark.parametrize(
    ("written", "nominative"),
    [
        ("Сергея Шойгу", "Сергей Шойгу"),
        ("Владимиром Путиным", "Владимир Путин"),
        ("Марии Захаровой", "Мария Захарова"),
        ("Матиса Орлана", "Матис Орлан"),
        ("Ангелой Меркель", "Ангела Меркель"),
        ("Терезы Мэй", "Тереза Мэй"),
        ("Рамзана Кадырова", "Рамзан Кадыров"),
        ("Стаффана де Мистуры", "Стаффан де Мистура"),
        ("Эммануэлю Макрону", "Эммануэль Макрон"),
        ("Лавровым", "Лавров"),
        ("министром обороны Сергеем Ивановым", None),
    ],
)
def test_a_persons_name_is_brought_to_the_nominative(written: str, nominative: str | None) -> None:
    expected = nominative or "Сергей Иванов"
    assert written_name(written.removeprefix("министром обороны "), "person") == expected


@pytest.mark.parametrize(
    ("written", "kind", "latin"),
    [
        ("Дональдом Трампом", "person", "Donald Trump"),
        ("Сергеем Лавровым", "person", "Sergei Lavrov"),
        ("Башара Асада", "person", "Bashar al-Assad"),
        ("Рекса Тиллерсона", "person", "Rex Tillerson"),
        ("Матиса Орлана", "person", "Matis Orlan"),
        ("Сирии", "place", "Syria"),
        ("США", "place", "United States"),
        ("Соединёнными Штатами", "place", "United States"),
        ("Бреннике", "place", "Brennik"),
        ("Острании", "place", "Ostrania"),
        ("Совета Безопасности ООН", "organization", "UN Security Council"),
        ("Минобороны РФ", "organization", "defence ministry of Russia"),
        ("ТАСС", "organization", "TASS"),
        ("россиян", "nationality", "Russian"),
    ],
)
def test_a_name_is_compared_by_what_english_texts_call_it(written: str, kind: str, latin: str) -> None:
    assert latin_name(written, kind) == latin


@pytest.mark.parametrize(
    ("phrase", "english"),
    [
        ("министр обороны РФ", "defence minister of Russia"),
        ("глава МИД Сирии", "foreign minister of Syria"),
        ("российского министра иностранных дел", "Russian foreign minister"),
        ("мэр города", "mayor of city"),
        ("президентом США", "president of United States"),
        ("лидер профсоюза докеров", "leader of trade union of dock workers"),
    ],
)
def test_a_role_is_told_in_english(phrase: str, english: str) -> None:
    assert gloss(phrase) == english


def test_a_description_is_no_name() -> None:
    assert written_name("министр", "person") is None
    assert written_name("он", "person") is None
    assert written_name("Правительство", "organization") is None


def test_names_have_their_own_characters() -> None:
    text = "Глава МИД России Сергей Лавров провёл в Женеве переговоры с госсекретарём США Джоном Керри."
    assert names(text) == [
        ("МИД России", "organization"), ("России", "place"), ("Сергей Лавров", "person"), ("Женеве", "place"),
        ("США", "place"), ("Джоном Керри", "person"),
    ]  # fmt: skip


def test_a_land_that_no_table_lists_is_a_place_and_owns_its_ministry() -> None:
    found = names("Министерство обороны Острании обвинило соседей. Острания ждёт ответа.")
    assert ("Министерство обороны Острании", "organization") in found
    assert ("Острания", "place") in found


def test_peoples_and_adjectives_of_lands_are_nationalities() -> None:
    found = names("Украинские военные и сербы не согласились с решением Евросоюза.")
    assert ("Украинские", "nationality") in found and ("сербы", "nationality") in found
    assert ("Евросоюза", "organization") in found
