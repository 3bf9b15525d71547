"""Russian quantities: bounds, what is counted and what became of it."""

from __future__ import annotations

import pytest

from rashomon.language.russian.counts import find_counts, none_at_all
from rashomon.language.russian.parse import is_readable, parse_russian

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")


def counted(text: str) -> list[tuple[str, float | None, float | None, str | None]]:
    """(words, low, high, of) of the quantities of a text."""
    (doc,) = parse_russian([text])
    return [(text[c.start : c.end], c.low, c.high, c.of) for c in find_counts(doc, [])]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "of"),
    [
        ("Не менее 17 человек погибли в городе.", "Не менее 17 человек", 17, None, "dead"),
        ("Более 470 тысяч человек стали жертвами войны.", "Более 470 тысяч человек", 470_000, None, "dead"),
        ("Полиция задержала около 50 протестующих.", "около 50 протестующих", 45, 55, "arrested"),
        ("Число погибших выросло до 17.", "17", 17, 17, "dead"),
        ("Ещё трое раненых скончались в больнице.", "Ещё трое раненых", 3, 3, "dead"),
        ("Выпущено 59 ракет.", "59 ракет", 59, 59, "missiles"),
        ("Ущерб оценили в 1,5 млрд рублей.", "1,5 млрд рублей", 1.5e9, 1.5e9, None),
        ("Убиты 20–25 боевиков.", "20–25 боевиков", 20, 25, "dead"),
        ("На площадь вышли от 3 до 5 тысяч человек.", "от 3 до 5 тысяч человек", 3000, 5000, None),
        ("Взрыв унёс жизни девяти человек.", "девяти человек", 9, 9, "dead"),
        ("Россия вышлет 35 дипломатов.", "35 дипломатов", 35, 35, "expelled"),
        ("Десятки получили ранения.", "Десятки", 20, 99, "injured"),
        ("Задержаны 1 200 человек.", "1 200 человек", 1200, 1200, "arrested"),
    ],
)
def test_a_number_has_bounds_and_a_fate(
    text: str, words: str, low: float | None, high: float | None, of: str | None
) -> None:
    assert counted(text) == [(words, low, high, of)]


def test_none_at_all_is_a_number_too() -> None:
    (doc,) = parse_russian(["Никто не пострадал, жертв нет."])
    assert [of for _, _, of in none_at_all(doc)] == ["injured", "dead"]


def test_ages_and_house_numbers_count_nothing() -> None:
    assert counted("Ему 45 лет, он живёт в доме № 5.") == []
