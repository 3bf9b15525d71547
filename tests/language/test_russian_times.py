"""Russian times: what an expression covers, counted from the day of publication or from the day told last."""

from __future__ import annotations

from datetime import date

import pytest

from rashomon.language.russian.parse import is_readable, parse_russian
from rashomon.language.russian.times import find_moments
from rashomon.language.timex.intervals import Stretch

pytestmark = pytest.mark.skipif(not is_readable(), reason="Russian needs natasha: pip install 'rashomon[russian]'")

#: A Thursday.
PUBLISHED = date(2019, 5, 16)


def moments(text: str, published: date | None = PUBLISHED) -> list[Stretch]:
    (doc,) = parse_russian([text])
    return find_moments(doc, published)


def told(text: str) -> list[tuple[str, str, str]]:
    """(words, first, last) of the times of a text, as days."""
    return [(text[m.start : m.end], str(m.first)[:10], str(m.last)[:10]) for m in moments(text)]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("Это случилось 7 апреля 2017 года в Хомсе.", "7 апреля 2017 года", "2017-04-07", "2017-04-08"),
        ("В пятницу, 10 мая, прошли переговоры.", "пятницу, 10 мая", "2019-05-10", "2019-05-11"),
        ("В четверг в Бреннике хоронили погибших.", "четверг", "2019-05-16", "2019-05-17"),
        ("На прошлой неделе стороны договорились.", "прошлой неделе", "2019-05-06", "2019-05-13"),
        ("В минувший вторник шли бои.", "минувший вторник", "2019-05-14", "2019-05-15"),
        ("Встреча прошла с 3 по 5 мая.", "3 по 5 мая", "2019-05-03", "2019-05-06"),
        ("Ещё трое скончались в ночь на четверг.", "в ночь на четверг", "2019-05-15", "2019-05-16"),
        ("Он родился в 1975 году.", "1975 году", "1975-01-01", "1976-01-01"),
        ("В мае 2016 года его избрали мэром.", "мае 2016 года", "2016-05-01", "2016-06-01"),
        ("В 2014–2016 годах он был послом.", "2014–2016 годах", "2014-01-01", "2017-01-01"),
        ("Месяц назад началось перемирие.", "Месяц назад", "2019-04-01", "2019-05-01"),
        ("За последние два дня погибли 12 человек.", "последние два дня", "2019-05-14", "2019-05-17"),
        ("Совещание состоится завтра.", "завтра", "2019-05-17", "2019-05-18"),
        ("Накануне депутаты приняли закон.", "Накануне", "2019-05-15", "2019-05-16"),
        ("В прошлые выходные протестовали сотни людей.", "прошлые выходные", "2019-05-11", "2019-05-13"),
        ("Новые меры введут в конце июня.", "конце июня", "2019-06-21", "2019-07-01"),
        (
            "Выборы пройдут в следующее воскресенье, 26 мая.",
            "следующее воскресенье, 26 мая",
            "2019-05-26",
            "2019-05-27",
        ),
    ],
)
def test_an_expression_covers_its_days(text: str, words: str, first: str, last: str) -> None:
    assert told(text) == [(words, first, last)]


def test_the_tense_of_the_verb_chooses_the_friday() -> None:
    assert told("В пятницу министр прилетел.")[0][1] == "2019-05-10"
    assert told("В пятницу министр прилетит.")[0][1] == "2019-05-17"


def test_a_clock_stands_on_the_day_beside_it_and_is_about_that_time_without_a_zone() -> None:
    (found,) = moments("Снаряды упали во вторник около 7:40 утра.")
    assert (str(found.first), found.precision, found.relation) == ("2019-05-14 07:40:00", "minute", "about")
    (found,) = moments("Встреча начнётся в 18:00 мск в пятницу.")
    assert (str(found.first), found.relation) == ("2019-05-17 15:00:00", "on")


def test_days_are_counted_from_the_day_told_last() -> None:
    found = told("Взрыв прогремел 3 мая. Двумя днями ранее видели дрон. На следующий день всё повторилось.")
    assert [day for _, day, _ in found] == ["2019-05-03", "2019-05-01", "2019-05-02"]


def test_before_and_after_are_told_apart() -> None:
    assert [m.relation for m in moments("К пятнице войска отойдут.")] == ["before"]
    assert [m.relation for m in moments("После 9 мая школы закрыли.")] == ["after"]


def test_an_undated_article_gives_relative_times_no_day() -> None:
    assert [(m.first, m.last) for m in moments("Вчера было тихо.", None)] == [(None, None)]
    assert str(moments("12 марта 2018 года было тихо.", None)[0].first)[:10] == "2018-03-12"


def test_ages_and_lengths_are_no_times() -> None:
    assert told("Ему 45 лет, он ждал пять минут.") == []
